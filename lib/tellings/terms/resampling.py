"""Labels shuffled over articles or sentences: how sure a difference in word use is."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tellings.chance import Array
from tellings.terms.term_matrix import squared, summed

SEED = 0
_BLOCK = 64
_ROUNDING = 1e-9
Codes = NDArray[np.intp]


def resampled(
    matrix: sparse.csr_array, sizes: Array, group: Codes, stratum: Codes, shuffles: int
) -> tuple[Array, Array, Array]:
    """How far each count is from what shuffled labels bring, and how often they bring as much.

    Args:
        matrix: counts, a row a unit (article or sentence), a column a word.
        sizes: all words of each unit.
        group: the number of each unit's group, from 0.
        stratum: the number of the stratum in which its label is shuffled, from 0.
        shuffles: how often.

    Returns:
        A row a group, a column a word: lean (count less what each stratum's own rate expects of so
        many words, in standard deviations), p of each word by itself, and p corrected for all
        words and groups (maxT, Westfall & Young 1993). The deviation is that of the shuffles, made
        larger where the groups' lengths would make it so if words came one by one: a group whose
        articles are always the shorter ones keeps that when words are dealt out, but not when
        labels are. What only the lengths of the units change, up to half an occurrence, is not
        held against chance: else, where sentences differ in length, a word that stands twice could
        have a small p.
    """
    strata = stratum.max() + 1
    rates = _rates(matrix, sizes, stratum, strata)
    spread, by_length = _deviations(matrix, sizes, rates, group, stratum)
    # Below 2**24 whole numbers stay whole in half the memory.
    exact = np.float32 if sizes.sum() < 2**24 else np.float64
    turned = matrix.data.astype(exact), matrix.indices, matrix.indptr
    columns = sparse.csc_array(turned, shape=matrix.shape[::-1])
    lengths = sparse.csr_array((sizes, (stratum, np.arange(len(sizes)))))
    everything = rates.T @ (lengths @ np.ones((len(sizes), 1)))

    def apart(labels: NDArray[Any]) -> Iterator[tuple[Array, Array]]:
        """By group, a row a word, a column a shuffle: count less expected, and what is expected."""
        left, rest = np.zeros((matrix.shape[1], labels.shape[1])), everything
        for at in range(len(spread) - 1):
            chosen = (labels == at).astype(exact)
            expected = rates.T @ (lengths @ chosen)
            here = columns @ chosen - expected
            left, rest = left - here, rest - expected
            yield here, expected
        yield left, rest

    real = list(apart(group[:, None]))
    lean = np.hstack([here for here, _ in real]).T / (spread * by_length)
    least = np.abs(lean) - _ROUNDING
    hits, most = np.ones_like(lean), [np.full(1, np.inf)]
    for labels in shuffled(group, stratum, shuffles):
        furthest = np.zeros(labels.shape[1])
        for at, (scores, expected) in enumerate(apart(labels)):
            scores /= spread[at][:, None]
            np.abs(scores, out=scores)
            np.maximum(furthest, scores.max(axis=0), out=furthest)
            scores += np.minimum(np.abs(expected - real[at][1]), 0.5) / spread[at][:, None]
            hits[at] += (scores >= least[at][:, None]).sum(axis=1)
        most.append(furthest)
    beyond = shuffles + 1 - np.searchsorted(np.sort(np.hstack(most)), least)
    return lean, hits / (shuffles + 1), np.maximum(hits, beyond) / (shuffles + 1)


def _rates(matrix: sparse.csr_array, sizes: Array, stratum: Codes, strata: int) -> sparse.csr_array:
    """How often each word stands in a word of each stratum."""
    return summed(matrix, stratum, strata) / np.bincount(stratum, sizes)[:, None]


def shuffled(group: Codes, stratum: Codes, shuffles: int) -> Iterator[NDArray[Any]]:
    """The groups of the units, shuffled within each stratum, a column a shuffle, in blocks."""
    rng = np.random.default_rng(SEED)
    sizes, order = np.bincount(stratum), np.argsort(stratum, kind="stable")
    starts = np.cumsum(sizes) - sizes
    alike = [order[starts[sizes == size][:, None] + np.arange(size)] for size in np.unique(sizes)]
    for first in range(0, shuffles, _BLOCK):
        labels = np.tile(group.astype(np.int32)[:, None], min(_BLOCK, shuffles - first))
        for places in alike:  # strata of one size at a time, a row a stratum
            labels[places] = rng.permuted(labels[places], axis=1)
        yield labels


def _deviations(
    matrix: sparse.csr_array, sizes: Array, rates: sparse.csr_array, group: Codes, stratum: Codes
) -> tuple[Array, Array]:
    """The deviation over all shuffles of each count less what is expected, by group, and a factor.

    Drawing without replacement, stratum by stratum. A word that no shuffle moves gets the deviation
    inf: it leans nowhere. The factor says how much larger the deviation is when words are dealt to
    groups of the lengths that they have than when articles of such lengths are. It is never below
    1: where it would be, all of a few occurrences stand with the shorter side, once in 81 for four
    of them and a third of the words, and that is no surer for it.
    """
    units, size = np.bincount(stratum), np.bincount(stratum, sizes)
    here = range(group.max() + 1)
    members = np.stack([np.bincount(stratum[group == at], minlength=len(units)) for at in here])
    words = np.stack(
        [np.bincount(stratum, sizes * (group == at), minlength=len(units)) for at in here]
    )
    weight = members * (units - members) / (units * np.maximum(units - 1, 1))
    product = summed(matrix, stratum, len(units), sizes)
    squares = np.bincount(stratum, sizes**2)
    variance = (
        weight[:, stratum] @ squared(matrix)
        - 2 * (weight @ (rates * product))
        + (weight * squares) @ rates.power(2)
    )
    # Words one by one: the variance of count less expected, summed over the units of a stratum.
    one_by_one = (weight * (size + squares / size)) @ rates - 2 * ((weight / size) @ product)
    dealt = (words * (1 - words / size)) @ rates
    moved = variance > _ROUNDING
    factor = np.where(moved, dealt, 1) / np.where(moved, one_by_one, 1)
    deviation = np.sqrt(np.where(moved, variance, np.inf))
    return deviation, np.sqrt(np.maximum(1, factor))
