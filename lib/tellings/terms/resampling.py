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
    matrix: sparse.csr_array, group: Codes, stratum: Codes, shuffles: int
) -> tuple[Array, Array, Array]:
    """How far each count is from what shuffled labels bring, and how often they bring as much.

    Args:
        matrix: counts, a row a unit (article or sentence), a column a word.
        group: the number of each unit's group, from 0.
        stratum: the number of the stratum in which its label is shuffled, from 0.
        shuffles: how often.

    Returns:
        A row a group, a column a word: lean (count less what all units' rate expects, in standard
        deviations of the shuffles), p of each word by itself, and p corrected for all words (maxT,
        Westfall & Young 1993). What only the lengths of the units change is not held against
        chance, up to half an occurrence: else where sentences differ in length, a word that stands
        once could have a small p.
    """
    sizes = np.asarray(matrix.sum(axis=1), dtype=float)
    rate = matrix.sum(axis=0) / sizes.sum()
    centre, spread = _moments(matrix, sizes, rate, group, stratum)
    exact = (
        np.float32 if sizes.sum() < 2**24 else np.float64
    )  # whole numbers stay whole, and half the memory serves
    columns = sparse.csc_array(
        (matrix.data.astype(exact), matrix.indices, matrix.indptr), shape=matrix.shape[::-1]
    )

    def apart(labels: NDArray[Any]) -> Iterator[tuple[Array, Array]]:
        """By group, a row a word, a column a shuffle, and its size; the last has what is left."""
        left, all_left = (
            np.zeros((len(rate), labels.shape[1])),
            np.full(labels.shape[1], sizes.sum()),
        )
        for at in range(len(centre)):
            here, size = left, all_left
            if at < len(centre) - 1:
                chosen = (labels == at).astype(exact)
                size = sizes @ chosen
                here = columns @ chosen - np.outer(rate, size)
                left -= here
                all_left = all_left - size
            here -= centre[at][:, None]
            yield here, size

    real = list(apart(group[:, None]))
    lean = np.hstack([here for here, _ in real]).T / spread
    least = np.abs(lean) - _ROUNDING
    bound = least * spread
    hits, most = np.ones_like(lean), [[np.full(1, np.inf)] for _ in lean]
    for labels in shuffled(group, stratum, shuffles):
        for at, (scores, size) in enumerate(apart(labels)):
            np.abs(scores, out=scores)
            most[at].append((scores / spread[at][:, None]).max(axis=0))
            scores += np.minimum(np.outer(rate, np.abs(size - real[at][1])), 0.5)
            hits[at] += (scores >= bound[at][:, None]).sum(axis=1)
    beyond = [
        shuffles + 1 - np.searchsorted(np.sort(np.hstack(one)), two)
        for one, two in zip(most, least, strict=True)
    ]
    return lean, hits / (shuffles + 1), np.maximum(hits, np.stack(beyond)) / (shuffles + 1)


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


def _moments(
    matrix: sparse.csr_array, sizes: Array, rate: Array, group: Codes, stratum: Codes
) -> tuple[Array, Array]:
    """The mean and deviation over all shuffles of each count less what is expected, by group.

    Drawing without replacement, stratum by stratum. A word that no shuffle moves gets the deviation
    inf: it leans nowhere.
    """
    units = np.bincount(stratum)
    members = np.stack(
        [np.bincount(stratum[group == at], minlength=len(units)) for at in range(group.max() + 1)]
    )
    together, size = summed(matrix, stratum, len(units)), np.bincount(stratum, sizes).astype(float)
    share = np.asarray(members / units)
    centre = share @ together - np.outer(share @ size, rate)
    weight = share * (units - members) / np.maximum(units - 1, 1)
    variance = _squares(weight[:, stratum], matrix, sizes, rate) - _squares(
        weight / units, together, size, rate
    )
    return centre, np.sqrt(np.where(variance > _ROUNDING, variance, np.inf))


def _squares(weight: Array, matrix: sparse.csr_array, sizes: Array, rate: Array) -> Array:
    """The weighted sum of squares of counts less what the rate expects of units of these sizes."""
    squares, products = (
        np.asarray(some) for some in (weight @ squared(matrix), (weight * sizes) @ matrix)
    )
    return np.asarray(squares - 2 * rate * products + np.outer(weight @ sizes**2, rate**2))
