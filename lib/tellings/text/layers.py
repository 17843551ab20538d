"""Layers: tables whose rows point at characters of an article, and how they are laid over each
other.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from tellings.articles.article import Article
from tellings.articles.story import articles_of


def overlay(layer: pd.DataFrame, onto: pd.DataFrame, suffix: str = "_onto") -> pd.DataFrame:
    """What of one layer lies inside another: frame terms inside quotations, words inside sentences.

    Args:
        layer: rows with article, start, end.
        onto: the layer to look inside of; of stretches that overlap, each that contains a row gives
            it once.
        suffix: added to the columns of `onto` whose names `layer` has too.

    Returns:
        The rows of `layer` that lie wholly inside a row of `onto`, with the columns of that row.

    >>> words = pd.DataFrame({"article": ["a", "a"], "start": [0, 9], "end": [4, 13], "word": ["they", "deal"]})
    >>> quoted = pd.DataFrame({"article": ["a"], "start": [5], "end": [20], "speaker": ["Kim"]})
    >>> overlay(words, quoted)[["word", "speaker"]].values.tolist()
    [['deal', 'Kim']]
    """
    layer, onto = layer.reset_index(drop=True), onto.reset_index(drop=True)
    pairs = [
        pair
        for name, rows in onto.groupby("article", sort=False)
        for pair in _inside(layer[layer["article"] == name], rows)
    ]
    inner, outer = zip(*pairs, strict=True) if pairs else ((), ())
    left = layer.loc[list(inner)].reset_index(drop=True)
    right = onto.drop(columns="article").loc[list(outer)].reset_index(drop=True)
    right.columns = [f"{name}{suffix}" if name in layer.columns else name for name in right.columns]
    return pd.concat([left, right], axis=1).sort_values(
        ["article", "start", "end"], kind="stable", ignore_index=True
    )


def check_articles(table: pd.DataFrame, articles: Iterable[str]) -> None:
    """Raises ValueError where a table has rows of an article that is not among these ids."""
    if strange := sorted(set(table["article"]) - set(articles)):
        raise ValueError(
            f"{', '.join(strange)}: not among the articles given; a table wants the articles it was made from"
        )


def _inside(layer: pd.DataFrame, onto: pd.DataFrame) -> list[tuple[int, int]]:
    """Pairs of index labels: a row of the layer, and the row of the other that contains it."""
    layer = layer.sort_values("start", kind="stable")
    starts, ends = layer["start"].to_numpy(), layer["end"].to_numpy()
    pairs = []
    for outer, start, end in zip(onto.index, onto["start"], onto["end"], strict=True):
        first, last = np.searchsorted(starts, [start, end])
        pairs += [(layer.index[at], outer) for at in range(first, last) if ends[at] <= end]
    return pairs


def spans(layer: pd.DataFrame, column: str) -> pd.DataFrame:
    """Unrolls a column of (start, end) lists into plain rows: a layer of the sources, the cues or
    the contents.

    Args:
        layer: what `attributions` returns.
        column: source, cue or content.

    Returns:
        The layer's other columns, with start and end of each stretch, and row: the attribution it
        came from.
    """
    rest = (
        layer.drop(columns=["start", "end"])
        .assign(row=layer.index)
        .explode(column)
        .dropna(subset=[column])
    )
    pairs = pd.DataFrame(
        rest[column].tolist(), columns=["start", "end"], index=rest.index, dtype="int64"
    )
    return pd.concat([pairs, rest], axis=1).reset_index(drop=True)


def outlets_of(source: Article | Iterable[Article], table: pd.DataFrame) -> "pd.Series[str]":
    """The outlet of each row; an error where a row is of an article that is not there."""
    outlets = {article.id: article.name for article in articles_of(source)}
    check_articles(table, outlets)
    return table["article"].map(outlets)
