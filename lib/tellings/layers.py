"""Layers laid over each other: what of one lies inside the other."""

from collections.abc import Iterable

import numpy as np
import pandas as pd


def overlay(layer: pd.DataFrame, onto: pd.DataFrame, suffix: str = "_onto") -> pd.DataFrame:
    """What of one layer lies inside another: frame terms inside quotations, words inside sentences.

    Args:
        layer: rows with article, start, end.
        onto: the layer to look inside of; of stretches that overlap, each that contains a row gives it once.
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
        pair for name, rows in onto.groupby("article", sort=False) for pair in _inside(layer[layer["article"] == name], rows)
    ]
    inner, outer = zip(*pairs, strict=True) if pairs else ((), ())
    left = layer.loc[list(inner)].reset_index(drop=True)
    right = onto.drop(columns="article").loc[list(outer)].reset_index(drop=True)
    right.columns = [f"{name}{suffix}" if name in layer.columns else name for name in right.columns]
    return pd.concat([left, right], axis=1).sort_values(["article", "start", "end"], kind="stable", ignore_index=True)


def check_articles(table: pd.DataFrame, articles: Iterable[str]) -> None:
    """Raises ValueError where a table has rows of an article that is not among these ids."""
    if strange := sorted(set(table["article"]) - set(articles)):
        raise ValueError(f"{', '.join(strange)}: not among the articles given; a table wants the articles it was made from")


def _inside(layer: pd.DataFrame, onto: pd.DataFrame) -> list[tuple[int, int]]:
    """Pairs of index labels: a row of the layer, and the row of the other that contains it."""
    layer = layer.sort_values("start", kind="stable")
    starts, ends = layer["start"].to_numpy(), layer["end"].to_numpy()
    pairs = []
    for outer, start, end in zip(onto.index, onto["start"], onto["end"], strict=True):
        first, last = np.searchsorted(starts, [start, end])
        pairs += [(layer.index[at], outer) for at in range(first, last) if ends[at] <= end]
    return pairs
