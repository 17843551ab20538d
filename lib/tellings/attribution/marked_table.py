"""Attributions that a person has corrected as a table, checked against the articles."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from tellings.articles.article import Article
from tellings.articles.sheets import is_same
from tellings.articles.story import Story
from tellings.attribution.attributions import rows_of, table_of
from tellings.attribution.cast import named_in
from tellings.attribution.engine.wording import Found
from tellings.text.layers import with_outlets
from tellings.text.splitting import Span

PARTS = ("source", "cue", "content")
BETWEEN = " ... "  # stands between the stretches of one content: "We will go ... and stay"
Spans = tuple[Span, ...]
Key = tuple[Spans, Spans, Spans]


class _Marked(NamedTuple):
    """A row of the table: its label, where it stands, and who the person says it is."""

    label: object
    found: Found
    speaker: str | None
    kind: str


def read_attribution_table(story: Story, table: pd.DataFrame) -> pd.DataFrame:
    """A person's table in the place of the program's.

    Args:
        story: the articles.
        table: a table like that of `attributions`. The lists of places count, and speaker and
            source_type. Where the words stand beside the places (source_text, cue_text,
            content_text), they must be the article's there. A row that is there twice counts once.

    Raises:
        ValueError: the table has no such columns, points outside an article's body or at other
            words than stand beside, or two rows say different things of the same words.
    """
    marked = defaultdict[str, dict[Key, _Marked]](dict)
    for name, one in _rows(story, table):
        key = (one.found.source, one.found.cue, one.found.content)
        earlier = marked[name].setdefault(key, one)
        if (one.speaker, one.kind) != (earlier.speaker, earlier.kind):
            raise ValueError(
                f"row {one.label}: row {earlier.label} gives the same words to another speaker or "
                "kind of source; remove one of the two"
            )
    rows, named = [], named_in(story)
    for article in story:
        mine = marked[article.id]
        found = [one.found for one in mine.values()]
        for row in rows_of(article, named[article.id], found, complete=False):
            one = mine[tuple(tuple(row[part]) for part in PARTS)]  # type: ignore[arg-type, index]
            kind = one.kind or row["source_type"]
            rows.append(row | {"speaker": one.speaker, "source_type": kind})
    return with_outlets(story, table_of(rows))


def _rows(story: Story, table: pd.DataFrame) -> Iterator[tuple[str, _Marked]]:
    needed = ["article", *PARTS, "speaker", "source_type", "probability", "why"]
    if missing := [name for name in needed if name not in table]:
        raise ValueError(f"a table of attributions has no column {', '.join(missing)}")
    for label, row in zip(table.index, table.to_dict("records"), strict=True):
        if row["article"] not in story.outlets:
            known = ", ".join(story.outlets)
            raise ValueError(f"row {label}: no article {row['article']!r}; there are {known}")
        article = story[row["article"]]
        found = Found(
            *_checked_spans(article, row, label), float(row["probability"]), str(row["why"])
        )
        speaker = None if pd.isna(row["speaker"]) or not row["speaker"] else str(row["speaker"])
        yield article.id, _Marked(label, found, speaker, str(row["source_type"] or ""))


def _checked_spans(
    article: Article, row: Mapping[object, object], label: object
) -> Iterator[Spans]:
    body = article.paragraphs or [(0, 0)]
    first, last = body[0][0], body[-1][1]
    for part in PARTS:
        spans = tuple((int(a), int(b)) for a, b in row[part])  # type: ignore[attr-defined]
        if part == "content" and not spans:
            raise ValueError(f"row {label}: content has no place; remove the row instead")
        for a, b in spans:
            if not first <= a < b <= last:
                where = f"the body of {article.id} runs from {first} to {last}"
                raise ValueError(f"row {label}, {part}: {(a, b)} is no stretch of it; {where}")
        _check_words(article, row, label, part, spans)
        yield spans


def _check_words(
    article: Article, row: Mapping[object, object], label: object, part: str, spans: Spans
) -> None:
    """An article that was changed after the table was made has other words at the old places."""
    there, beside = BETWEEN.join(article.text[a:b] for a, b in spans), row.get(f"{part}_text")
    if isinstance(beside, str) and not is_same(beside, there):
        raise ValueError(
            f"row {label}, {part}: the table says {beside!r}, but {article.id} has {there!r} at "
            f"{list(spans)}; if the article was changed, make the table anew, and if you moved "
            f"the place, write its words under {part}_text too"
        )
