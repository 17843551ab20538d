"""Who says what: attributions with their speakers."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.attribution.cast import Cast, Named, named_in
from tellings.attribution.engine.engine import DEFAULT_PROBABILITY, find_attributions
from tellings.attribution.engine.wording import Found
from tellings.attribution.speakers import Speakers
from tellings.attribution.stances import is_act, stance_of
from tellings.text.layers import layer
from tellings.text.quotations import inside_marks, quotation_marks
from tellings.text.splitting import WORD, Span, Stretches, split_words

COLUMNS = (
    "article start end paragraph kind source cue content source_text cue_text content_text "
    "speaker source_type stance act probability why"
).split()


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

    def has_marks(self, span: Span) -> bool:
        """Whether a quotation reaches into a stretch."""
        at = bisect_left(self.quotations, (span[1], 0)) - 1
        return at >= 0 and self.quotations[at][1] > span[0]

    def kind(self, one: Found) -> str:
        if not one.cue and not one.source:
            return "unattributed"
        if not any(map(self.has_marks, one.content)):
            return "indirect" if WORD.search(self.text(one.content)) else "direct"
        words = [
            (a + s, b + s) for s, e in one.content for a, b in split_words(self.article.text[s:e])
        ]
        inside = sum(self.between_marks(a, b) for a, b in words)
        return "direct" if inside == len(words) else "mixed" if inside else "indirect"


@layer()
def attributions(story: Story, min_probability: float = DEFAULT_PROBABILITY) -> pd.DataFrame:
    """Who says what: a layer, one row an attribution, and one for each quotation without a speaker.

    The cue is the expression that marks speech or thought ("said", "according to", "expressed
    hope"), the source who speaks, the content what is said (Pareti 2012; Newell, Margolin & Ruths
    2018). Found by weights learned from PolNeAR; the card beside them,
    attribution/engine/MODEL_CARD.md, says how well and where not.

    Args:
        story: the articles. Only the body is read.
        min_probability: rows less sure are left out. A higher value finds fewer and is right more
            often.

    Returns:
        article, start, end (of the whole attribution), paragraph (from 1), kind (direct: all of the
        content in quotation marks; mixed: some; indirect: none; unattributed: quotation marks
        without a speaker), source, cue, content (lists of (start, end)), source_text, cue_text,
        content_text, speaker (who stands behind a pronoun or document, None where the text does not
        say), source_type (person, unnamed, institution, document, media, government, none), stance
        (of the cue: neutral, assertive, evaluative, positive; "" where it has none), act
        (whether it tells only of an act, "refused to condemn the attack", and nothing of what was
        said; Leech & Short 1981, Style in Fiction, on narrative reports of speech acts),
        probability (that content and source are both right, each at least by half of its words),
        why (the cue and what spoke most for it).

    >>> rows = attributions(Story.of("The plan is dead, the ministry said."))
    >>> rows[["source_text", "cue_text", "content_text", "kind"]].values.tolist()
    [['the ministry', 'said', 'The plan is dead', 'indirect']]
    """
    named = named_in(story)
    return table_of(
        row
        for article in story
        for row in rows_of(
            article,
            named[article.id],
            find_attributions(article.text, article.paragraphs, min_probability),
        )
    )


def table_of(rows: Iterable[dict[str, object]]) -> pd.DataFrame:
    listed = list(rows)
    table = pd.DataFrame(listed, columns=COLUMNS)
    return table.assign(speaker=pd.Series([row["speaker"] for row in listed], dtype=object))


def rows_of(
    article: Article, named: Sequence[Named], found: list[Found], complete: bool = True
) -> list[dict[str, object]]:
    """The rows of one article, with its quotations without a speaker if it is to be complete."""
    marked = _Marked.of(article)
    found = sorted(found, key=lambda one: min(one.content + one.cue + one.source))
    found += _unattributed(marked, found) if complete else []
    sources = [(one.source[0] if one.source else None, one.content) for one in found]
    speakers = Speakers(Cast(article, named, marked.quotations)).resolve(sources)
    rows = [_row(marked, one, speaker) for one, speaker in zip(found, speakers, strict=True)]
    return sorted(rows, key=lambda row: (row["start"], row["end"]))  # type: ignore[arg-type, return-value]


def _unattributed(marked: _Marked, found: list[Found]) -> list[Found]:
    taken = Stretches(span for one in found for span in one.content + one.source + one.cue)
    free = (span for span in marked.quotations if not taken.touching(span))
    inner = (inside_marks(marked.article.text, span) for span in free)
    return [
        Found((), (), (span,), 1.0, "in quotation marks")
        for span in inner
        if split_words(marked.text([span]))
    ]


def _row(marked: _Marked, one: Found, speaker: tuple[str | None, str]) -> dict[str, object]:
    spans = one.source + one.cue + one.content
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    cue, kind = marked.text(one.cue), marked.kind(one)
    act = is_act(marked.article.text, kind, one.cue, one.source, one.content)
    return {
        "article": marked.article.id, "start": start, "end": end,
        "paragraph": marked.paragraph(start), "kind": kind, "source": list(one.source),
        "cue": list(one.cue), "content": list(one.content), "source_text": marked.text(one.source),
        "cue_text": cue, "content_text": marked.text(one.content), "speaker": speaker[0],
        "source_type": speaker[1], "stance": stance_of(cue), "act": act,
        "probability": one.probability, "why": one.why,
    }  # fmt: skip
