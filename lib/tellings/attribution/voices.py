"""The text divided among its voices."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from tellings.articles.story import Story
from tellings.attribution.attributions import attributions
from tellings.text.layers import layer, spans


@layer()
def voices(story: Story) -> pd.DataFrame:
    """The whole text divided among its voices: a layer that covers it without gap or overlap.

    Args:
        story: the articles.

    Returns:
        article, start, end, voice (the speaker, or "newsroom"), source_type ("newsroom" where
        nobody is given), row (of the attribution, -1 for the newsroom). Where one speaker's words
        report another's, they are the other's.

    >>> story = Story.of("The plan is dead, the ministry said.")
    >>> voices(story)[["start", "end", "voice"]].values.tolist()
    [[0, 16, 'the ministry'], [16, 36, 'newsroom']]
    """
    table = attributions(story)
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
        for article in story
        for a, b, row in _stretches(
            len(article.text), told[article.id].to_numpy() if article.id in told else ()
        )
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
    """Each attribution's speaker by name, else the source as printed, else "nobody named"."""
    return said["speaker"].fillna(said["source_text"].replace("", "nobody named"))


def voices_at(story: Story, table: pd.DataFrame) -> pd.Series:
    """Who speaks at the first character of each row of a table: a speaker, or "newsroom"."""
    speaking = pd.Series(None, index=table.index, dtype=object)
    starts = dict(iter(table.groupby("article", sort=False)["start"]))
    for name, stretches in voices(story).groupby("article", sort=False):
        if name in starts:
            at = np.searchsorted(stretches["start"], starts[name], side="right") - 1
            speaking[starts[name].index] = stretches["voice"].to_numpy()[at]
    return speaking
