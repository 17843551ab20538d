"""Who says what: attributions with their speakers."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import pandas as pd

from tellings.articles.article import Article
from tellings.articles.story import articles_of
from tellings.attribution.engine.engine import DEFAULT_PROBABILITY, find_attributions
from tellings.attribution.engine.wording import Found
from tellings.attribution.speakers import resolve
from tellings.attribution.stances import stance_of
from tellings.text.quotations import inside_marks, quotation_marks
from tellings.text.splitting import Span, split_words

COLUMNS = (
    "article start end paragraph kind source cue content source_text cue_text content_text speaker source_type stance "
    "probability why"
).split()


class AttributionError(ValueError):
    """A file of attributions cannot be used; the message names file and line."""


@dataclass(frozen=True)
class _Marked:
    """An article with the places that every row of it is looked up in."""

    article: Article
    quotations: list[Span]
    paragraph_ends: list[int]

    @classmethod
    def of(cls, article: Article) -> "_Marked":
        paragraphs = article.paragraphs
        return cls(
            article,
            sorted(quotation_marks(article.text, paragraphs)),
            [end for _, end in paragraphs],
        )

    def text(self, spans: Sequence[Span]) -> str:
        return " ... ".join(self.article.text[a:b] for a, b in spans)

    def paragraph(self, start: int) -> int:
        return bisect_right(self.paragraph_ends, start) + 1

    def between_marks(self, start: int, end: int) -> bool:
        at = bisect_right(self.quotations, (start, len(self.article.text) + 1)) - 1
        return at >= 0 and end <= self.quotations[at][1]

    def kind(self, one: Found) -> str:
        if not one.cue and not one.source:
            return "unattributed"
        words = [
            (a + s, b + s) for s, e in one.content for a, b in split_words(self.article.text[s:e])
        ]
        inside = sum(self.between_marks(a, b) for a, b in words)
        return "direct" if inside == len(words) else "mixed" if inside else "indirect"


def attributions(
    source: Article | Iterable[Article], min_probability: float = DEFAULT_PROBABILITY
) -> pd.DataFrame:
    """Who says what: a layer, one row an attribution, and one for words in quotation marks that
    nobody is given for.

    The cue is the expression that marks speech or thought ("said", "according to", "expressed
    hope"), the source who speaks, the content what is said (Pareti 2012; Newell, Margolin & Ruths
    2018). Found by weights learned from PolNeAR; the card beside them, attribution/engine/MODEL_CARD.md,
    says how well and where not.

    Args:
        source: an Article, a Story, or any articles. Only the body is read.
        min_probability: rows less sure are left out. A higher value finds fewer and is right more
            often.

    Returns:
        article, start, end (of the whole attribution), paragraph (from 1), kind (direct: all of the
        content in quotation marks; mixed: some; indirect: none; unattributed: quotation marks
        without a speaker), source, cue, content (lists of (start, end)), source_text, cue_text,
        content_text, speaker (who stands behind a pronoun or document, None where the text does not
        say), source_type (person, unnamed, institution, document, media, government, none), stance
        (of the cue: neutral, assertive, evaluative, positive; "" where it has none), probability,
        why (the cue and what spoke most for it).

    >>> rows = attributions(Article(id="a", text="The plan is dead, the ministry said."))
    >>> rows[["source_text", "cue_text", "content_text", "kind"]].values.tolist()
    [['the ministry', 'said', 'The plan is dead', 'indirect']]
    """
    return _table(
        row
        for article in articles_of(source)
        for row in _rows(
            article, find_attributions(article.text, article.paragraphs, min_probability)
        )
    )


def _table(rows: Iterable[dict[str, object]]) -> pd.DataFrame:
    listed = list(rows)
    table = pd.DataFrame(listed, columns=COLUMNS)
    return table.assign(speaker=pd.Series([row["speaker"] for row in listed], dtype=object))


def _rows(article: Article, found: list[Found]) -> list[dict[str, object]]:
    marked = _Marked.of(article)
    found = sorted(found, key=lambda one: min(one.content + one.cue + one.source))
    found += _unattributed(marked, found)
    sources = [one.source[0] if one.source else None for one in found]
    speakers = resolve(article.text, sources)
    rows = [_row(marked, one, speaker) for one, speaker in zip(found, speakers, strict=True)]
    return sorted(rows, key=lambda row: (row["start"], row["end"]))  # type: ignore[arg-type, return-value]


def _unattributed(marked: _Marked, found: list[Found]) -> list[Found]:
    taken = sorted(span for one in found for span in one.content + one.source + one.cue)
    furthest = list(accumulate((end for _, end in taken), max, initial=0))
    free = (
        span for span in marked.quotations if furthest[bisect_left(taken, (span[1], 0))] <= span[0]
    )
    inner = (inside_marks(marked.article.text, span) for span in free)
    return [
        Found((), (), (span,), 1.0, "in quotation marks")
        for span in inner
        if split_words(marked.text([span]))
    ]


def _row(marked: _Marked, one: Found, speaker: tuple[str | None, str]) -> dict[str, object]:
    spans = one.source + one.cue + one.content
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    cue = marked.text(one.cue)
    return {
        "article": marked.article.id, "start": start, "end": end, "paragraph": marked.paragraph(start),
        "kind": marked.kind(one), "source": list(one.source), "cue": list(one.cue), "content": list(one.content),
        "source_text": marked.text(one.source), "cue_text": cue, "content_text": marked.text(one.content),
        "speaker": speaker[0], "source_type": speaker[1], "stance": stance_of(cue),
        "probability": one.probability, "why": one.why,
    }  # fmt: skip


def write_attributions(said: pd.DataFrame, path: str | Path) -> None:
    """Writes attributions for a person to correct: JSON lines, an article a line, each span with
    its words beside it.

    Args:
        said: what `attributions` returns.
        path: the file; an old one is replaced.
    """
    lines = []
    for name, rows in said[said["kind"] != "unattributed"].groupby("article", sort=False):
        fields = ["source", "cue", "content", "source_text", "cue_text", "content_text"]
        lines.append(
            json.dumps(
                {"id": name, "attributions": rows[fields].to_dict("records")}, ensure_ascii=False
            )
        )
    Path(path).write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="\n")


def read_attributions(path: str | Path, source: Article | Iterable[Article]) -> pd.DataFrame:
    """Reads attributions that a person has marked or corrected; they replace the machine's, with
    probability 1.

    Args:
        path: JSON lines, one article a line: {"id", "attributions": [{"source", "cue",
            "content"}]}, each a list of [start, end]. Other keys are passed over.
        source: the articles that the spans point into.

    Returns:
        A table like that of `attributions`; articles without a line have no rows.

    Raises:
        AttributionError: a line is no JSON, names no article of these, or a span lies outside its
            text.
    """
    articles = {article.id: article for article in articles_of(source)}
    lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    rows: list[dict[str, object]] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            rows += _read_line(f"{path}, line {number}", line, articles)
    return _table(rows)


def _read_line(place: str, line: str, articles: dict[str, Article]) -> list[dict[str, object]]:
    try:
        data = json.loads(line)
        name, marked = data["id"], data["attributions"]
    except (ValueError, KeyError, TypeError) as problem:
        raise AttributionError(
            f'{place}: a line reads {{"id": ..., "attributions": [...]}}; {problem}'
        ) from problem
    if name not in articles:
        raise AttributionError(f"{place}: no article {name!r}; there are {', '.join(articles)}")
    article = articles[name]
    found = [Found(*_checked(place, article, one), 1.0, "marked by a person") for one in marked]
    return _rows(article, found)


def _checked(place: str, article: Article, one: dict[str, object]) -> Iterator[tuple[Span, ...]]:
    first, last = article.paragraphs[0][0], article.paragraphs[-1][1]
    for key in ("source", "cue", "content"):
        pairs = one.get(key) or []
        if not isinstance(pairs, list) or (key == "content" and not pairs):
            raise AttributionError(
                f"{place}: {key} is a list of [start, end], and content has at least one"
            )
        for pair in pairs:
            fits = (
                isinstance(pair, list)
                and len(pair) == 2
                and all(isinstance(edge, int) for edge in pair)
            )
            if not fits or not first <= pair[0] < pair[1] <= last:
                raise AttributionError(
                    f"{place}: {key} {pair}: not a stretch of the body, which runs from {first} to {last}"
                )
        yield tuple((a, b) for a, b in pairs)
