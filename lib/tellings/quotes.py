"""Who says it: attributions with their speakers, quotation marks, and the text divided among its voices."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from tellings.articles import Article, articles_of
from tellings.attribution.blocks import quotation_marks
from tellings.attribution.engine import DEFAULT_PROBABILITY, find_attributions
from tellings.attribution.forms import MARKS
from tellings.attribution.wording import Found
from tellings.speakers import resolve
from tellings.tokens import Span, data_lines, split_words

COLUMNS = (
    "article start end paragraph kind source cue content source_text cue_text content_text speaker source_type stance "
    "probability why"
).split()
_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "find": "found", "show": "showed shown", "think": "thought",
    "feel": "felt", "swear": "swore sworn", "slam": "slammed slamming", "brag": "bragged bragging", "refer": "referred",
    "admit": "admitted admitting", "quote": "quoted",
}  # fmt: skip


ACCURACY = Path(__file__).with_name("attribution") / "accuracy.csv"


class AttributionError(ValueError):
    """A file of attributions cannot be used; the message names file and line."""


@lru_cache(maxsize=1)
def cue_stances() -> dict[str, str]:
    """The stance of every form of every cue verb: neutral, assertive, evaluative or positive.

    The classes follow Caldas-Coulthard (1994); the verbs in each are our own, in data/stances.txt.

    >>> [cue_stances()[verb] for verb in ("said", "insists", "admitted", "hailed")]
    ['neutral', 'assertive', 'evaluative', 'positive']
    """
    table: dict[str, str] = {}
    for line in data_lines("stances.txt"):
        stance, verbs = line.split(":")
        for verb in verbs.split():
            table.update(dict.fromkeys(_inflect(verb), stance))
    return table


def _inflect(verb: str) -> set[str]:
    if verb.endswith("e"):
        forms = {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        forms = {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    else:
        forms = {verb, verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s"), verb + "ed", verb + "ing"}
    return forms | set(_IRREGULAR.get(verb, "").split())


def _stance(cue: str) -> str:
    """Of the cue's words, the first that has a stance."""
    return next((stance for word in cue.lower().split() if (stance := cue_stances().get(word))), "")


@dataclass(frozen=True)
class _Marked:
    """An article with the places that every row of it is looked up in."""

    article: Article
    quotations: list[Span]
    paragraph_ends: list[int]

    @classmethod
    def of(cls, article: Article) -> "_Marked":
        paragraphs = article.paragraphs
        return cls(article, sorted(quotation_marks(article.text, paragraphs)), [end for _, end in paragraphs])

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
        words = [(a + s, b + s) for s, e in one.content for a, b in split_words(self.article.text[s:e])]
        inside = sum(self.between_marks(a, b) for a, b in words)
        return "direct" if inside == len(words) else "mixed" if inside else "indirect"


def attributions(source: Article | Iterable[Article], min_probability: float = DEFAULT_PROBABILITY) -> pd.DataFrame:
    """Who says what: a layer, one row an attribution, and one for words in quotation marks that nobody is given for.

    The cue is the expression that marks speech or thought ("said", "according to", "expressed hope"), the source who
    speaks, the content what is said (Pareti 2012; Newell, Margolin & Ruths 2018). Found by weights learned from PolNeAR;
    the card beside them, attribution/MODEL_CARD.md, says how well and where not.

    Args:
        source: an Article, a Story, or any articles. Only the body is read.
        min_probability: rows less sure are left out. A higher value finds fewer and is right more often.

    Returns:
        article, start, end (of the whole attribution), paragraph (from 1), kind (direct: all of the content in quotation
        marks; mixed: some; indirect: none; unattributed: quotation marks without a speaker), source, cue, content (lists
        of (start, end)), source_text, cue_text, content_text, speaker (who stands behind a pronoun or document, None where
        the text does not say), source_type (person, unnamed, institution, document, media, government, none), stance (of
        the cue: neutral, assertive, evaluative, positive; "" where it has none), probability, why (the cue and what spoke
        most for it).

    >>> rows = attributions(Article(id="a", text="The plan is dead, the ministry said."))
    >>> rows[["source_text", "cue_text", "content_text", "kind"]].values.tolist()
    [['the ministry', 'said', 'The plan is dead', 'indirect']]
    """
    return _table(
        row
        for article in articles_of(source)
        for row in _rows(article, find_attributions(article.text, article.paragraphs, min_probability))
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
    free = (span for span in marked.quotations if furthest[bisect_left(taken, (span[1], 0))] <= span[0])
    inner = (_inside_marks(marked.article.text, span) for span in free)
    return [Found((), (), (span,), 1.0, "in quotation marks") for span in inner if split_words(marked.text([span]))]


def _inside_marks(text: str, span: Span) -> Span:
    """A quotation without its marks, each of one stroke or two."""
    start, end = span
    start += 2 if text[start : start + 2] in MARKS else text[start] in MARKS
    if end - start > 1 and text[end - 2 : end] in MARKS:
        return start, end - 2
    return start, end - (end > start and text[end - 1] in MARKS)


def _row(marked: _Marked, one: Found, speaker: tuple[str | None, str]) -> dict[str, object]:
    spans = one.source + one.cue + one.content
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    cue = marked.text(one.cue)
    return {
        "article": marked.article.id, "start": start, "end": end, "paragraph": marked.paragraph(start),
        "kind": marked.kind(one), "source": list(one.source), "cue": list(one.cue), "content": list(one.content),
        "source_text": marked.text(one.source), "cue_text": cue, "content_text": marked.text(one.content),
        "speaker": speaker[0], "source_type": speaker[1], "stance": _stance(cue),
        "probability": one.probability, "why": one.why,
    }  # fmt: skip


def quotations(source: Article | Iterable[Article]) -> pd.DataFrame:
    """What stands in quotation marks, whoever says it: a layer.

    Returns:
        One row a quotation of the body: article, start, end (without the marks), text.

    >>> quotations(Article(id="a", text="He spoke of a “mature partnership.”"))["text"].tolist()
    ['mature partnership.']
    """
    rows = []
    for article in articles_of(source):
        for mark in quotation_marks(article.text, article.paragraphs):
            start, end = _inside_marks(article.text, mark)
            rows.append((article.id, start, end, article.text[start:end]))
    return pd.DataFrame(rows, columns=["article", "start", "end", "text"])


def spans(layer: pd.DataFrame, column: str) -> pd.DataFrame:
    """Unrolls a column of (start, end) lists into plain rows: a layer of the sources, the cues or the contents.

    Args:
        layer: what `attributions` returns.
        column: source, cue or content.

    Returns:
        The layer's other columns, with start and end of each stretch, and row: the attribution it came from.
    """
    rest = layer.drop(columns=["start", "end"]).assign(row=layer.index).explode(column).dropna(subset=[column])
    pairs = pd.DataFrame(rest[column].tolist(), columns=["start", "end"], index=rest.index, dtype="int64")
    return pd.concat([pairs, rest], axis=1).reset_index(drop=True)


def voices(source: Article | Iterable[Article], said: pd.DataFrame | None = None) -> pd.DataFrame:
    """The whole text divided among its voices: a layer that covers it without gap or overlap.

    Args:
        source: an Article, a Story, or any articles.
        said: their attributions, where they are at hand or corrected by a person; found anew if left out.

    Returns:
        article, start, end, voice (the speaker, or "newsroom"), source_type ("newsroom" where nobody is given), row (of the
        attribution, -1 for the newsroom). Where one speaker's words report another's, they are the other's.

    >>> article = Article(id="a", text="The plan is dead, the ministry said.")
    >>> voices(article)[["start", "end", "voice"]].values.tolist()
    [[0, 16, 'the ministry'], [16, 36, 'newsroom']]
    """
    articles = articles_of(source)
    table = attributions(articles) if said is None else said
    contents = spans(table[table["kind"] != "unattributed"], "content")
    longest_first = contents.assign(length=contents["end"] - contents["start"]).sort_values(
        "length", ascending=False, kind="stable"
    )
    told = dict(iter(longest_first.groupby("article", sort=False)[["start", "end", "row"]]))
    named = {-1: ("newsroom", "newsroom")} | dict(
        zip(table.index, zip(who(table), table["source_type"], strict=True), strict=True)
    )
    rows = [
        (article.id, a, b, *named[row], row)
        for article in articles
        for a, b, row in _stretches(len(article.text), told[article.id].to_numpy() if article.id in told else ())
    ]
    return pd.DataFrame(rows, columns=["article", "start", "end", "voice", "source_type", "row"])


def _stretches(length: int, told: Iterable[Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """Start, end and owner of each stretch of a text; what is told last owns what it covers."""
    owner = np.full(length, -1)
    for start, end, row in told:
        owner[start:end] = row
    edges = [0, *(np.flatnonzero(np.diff(owner)) + 1).tolist(), length]
    yield from ((a, b, int(owner[a])) for a, b in pairwise(edges) if a < b)


def who(said: pd.DataFrame) -> pd.Series:
    """What to call the speaker of each attribution: the speaker, else the source as printed, else "nobody named"."""
    return said["speaker"].fillna(said["source_text"].replace("", "nobody named"))


def measured_accuracy() -> pd.DataFrame:
    """How well attributions are found, for several settings of `min_probability`, as last measured.

    On the 84 articles of PolNeAR's development part, which were not used in training (Newell, Margolin & Ruths 2018);
    benchmarks/attribution.py measures again.

    Returns:
        min_probability, recall (per cent of the marked attributions that are found), precision (per cent of the found ones
        that are right), relation_recall and relation_precision (the same, with the right source).
    """
    return pd.read_csv(ACCURACY)


def write_attributions(said: pd.DataFrame, path: str | Path) -> None:
    """Writes attributions for a person to correct: JSON lines, an article a line, each span with its words beside it.

    Args:
        said: what `attributions` returns.
        path: the file; an old one is replaced.
    """
    lines = []
    for name, rows in said[said["kind"] != "unattributed"].groupby("article", sort=False):
        fields = ["source", "cue", "content", "source_text", "cue_text", "content_text"]
        lines.append(json.dumps({"id": name, "attributions": rows[fields].to_dict("records")}, ensure_ascii=False))
    Path(path).write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="\n")


def read_attributions(path: str | Path, source: Article | Iterable[Article]) -> pd.DataFrame:
    """Reads attributions that a person has marked or corrected; they replace the machine's, with probability 1.

    Args:
        path: JSON lines, one article a line: {"id", "attributions": [{"source", "cue", "content"}]}, each a list of
            [start, end]. Other keys are passed over.
        source: the articles that the spans point into.

    Returns:
        A table like that of `attributions`; articles without a line have no rows.

    Raises:
        AttributionError: a line is no JSON, names no article of these, or a span lies outside its text.
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
        raise AttributionError(f'{place}: a line reads {{"id": ..., "attributions": [...]}}; {problem}') from problem
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
            raise AttributionError(f"{place}: {key} is a list of [start, end], and content has at least one")
        for pair in pairs:
            fits = isinstance(pair, list) and len(pair) == 2 and all(isinstance(edge, int) for edge in pair)
            if not fits or not first <= pair[0] < pair[1] <= last:
                raise AttributionError(f"{place}: {key} {pair}: not a stretch of the body, which runs from {first} to {last}")
        yield tuple((a, b) for a, b in pairs)
