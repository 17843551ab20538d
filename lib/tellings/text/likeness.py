"""How alike texts are by the words that they use, and which may be alike at all."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tellings.articles.article import Article
from tellings.text.forms import light_words, normal_form, stem, stop_words
from tellings.text.splitting import WORD

Places = NDArray[np.integer[Any]]
Numbers = NDArray[np.float64]
Pair = tuple[float, int, int]
# What a word counts that stands there; elsewhere 1. The lead is the first two paragraphs.
_HEADLINE, _LEAD, _LEAD_PARAGRAPHS = 3, 2, 2
_LIGHT = 0.4  # of a word that news of any event uses, such as "year"
# As if so many articles on other events were there too, and as many again as there are: or a
# collection on one event alone would take its words for words of any event.
_OTHERS = 100
# A text is laid beside those with which it shares a word that no more than so many have in the days
# around it, and of these beside the likest only: a word of thousands would bring thousands.
_SHARED_BY, _NEIGHBOURS = 400, 30
_ROWS = 100  # articles that are laid beside all others together


def vectors_of(articles: Sequence[Article]) -> sparse.csr_array:
    """The words of each article, weighed, with a length of 1."""
    column: dict[str, int] = {}
    columns, numbers, edges = array("i"), array("d"), array("i", [0])
    for article in articles:
        counted = _counted(article)
        columns.extend(column.setdefault(word, len(column)) for word in counted)
        numbers.extend(counted.values())
        edges.append(len(columns))
    shape = len(articles), len(column)
    counts = sparse.csr_array((np.array(numbers), np.array(columns), np.array(edges)), shape=shape)
    having = np.bincount(counts.indices, minlength=len(column))
    light = np.array([_LIGHT if word in _light_stems() else 1.0 for word in column])
    rare = np.log((1 + 2 * len(articles) + _OTHERS) / (1 + having))
    counts.data = (1 + np.log(counts.data)) * (rare * light)[counts.indices]
    lengths = np.sqrt((counts * counts).sum(axis=1))
    scaled = (sparse.diags_array(1 / np.where(lengths > 0, lengths, 1)) @ counts).tocsr()
    scaled.sort_indices()
    return scaled


def _counted(article: Article) -> Counter[str]:
    counted = Counter[str]()
    body = 0
    for section, start, end in article.sections:
        body += section == "body"
        if section == "headline":
            weight = _HEADLINE
        elif section == "body":
            weight = _LEAD if body <= _LEAD_PARAGRAPHS else 1
        else:
            continue
        for piece in article.text[start:end].split():
            for word in _stems(piece):
                counted[word] += weight
    return counted


@cache
def _light_stems() -> frozenset[str]:
    return frozenset(map(stem, light_words()))


@lru_cache(maxsize=1 << 16)
def _stems(piece: str) -> tuple[str, ...]:
    """The stems of what stands between two spaces, without function words."""
    norms = (normal_form(word) for word in WORD.findall(piece))
    return tuple(stem(norm) for norm in norms if norm not in stop_words())


def neighbours(vectors: sparse.csr_array, day: Numbers, days: int) -> Iterator[Pair]:
    """Two rows that may be alike, and how much they are; a pair may come from either side.

    Args:
        vectors: a row of weighed words for each text.
        day: when each is from; NaN where nobody knows.
        days: rows that are so far apart or further are not laid side by side.
    """
    undated = np.flatnonzero(np.isnan(day))
    for part in dict.fromkeys((day[~np.isnan(day)] // days).tolist()):
        near = np.flatnonzero(np.abs(day // days - part) <= 1)
        rows = np.flatnonzero(day // days == part)
        yield from _within(vectors, rows, np.union1d(near, undated), day, days)
    if len(undated):
        yield from _within(vectors, undated, np.arange(len(day)), day, days)


def _within(
    vectors: sparse.csr_array, rows: Places, pool: Places, day: Numbers, days: int
) -> Iterator[Pair]:
    """The neighbours of some rows among others, by words that are rare there."""
    words = vectors[pool]
    rare = np.bincount(words.indices, minlength=vectors.shape[1]) <= _SHARED_BY
    telling = words[:, np.flatnonzero(rare)]
    across, places = telling.T.tocsr(), np.searchsorted(pool, rows)
    for first in range(0, len(rows), _ROWS):
        block = slice(first, first + _ROWS)
        shared = (telling[places[block]] @ across).tocsr()
        ones, others = _likest(shared, rows[block], pool, day, days)
        alike = np.asarray(vectors[ones].multiply(vectors[others]).sum(axis=1)).round(6)
        yield from zip(alike.tolist(), ones.tolist(), others.tolist(), strict=True)


def _likest(
    shared: sparse.csr_array, rows: Places, pool: Places, day: Numbers, days: int
) -> tuple[Places, Places]:
    """Each row with those others of the pool that share most with it."""
    kept = []
    for row, (begin, end) in zip(rows, pairwise(shared.indptr.tolist()), strict=True):
        others, much = pool[shared.indices[begin:end]], shared.data[begin:end].round(6)
        near = (others != row) & ~(np.abs(day[others] - day[row]) >= days)
        others, much = others[near], much[near]
        kept.append(others[np.lexsort((others, -much))[:_NEIGHBOURS]])
    return np.repeat(rows, [len(others) for others in kept]), np.concatenate(kept)
