"""How large a difference in word use is: formulas on counts, each with its source."""

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray
from scipy import sparse, special

from tellings.chance import Z95, Array

_BLOCK = 4096  # of tables at a time
_RANKED_AT_ONCE = 512  # words
Cells = tuple[Array, Array, Array, Array]


def _cells(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Cells:
    """The four as arrays of one shape; ValueError where counts and totals cannot belong."""
    w, x, y, z = np.broadcast_arrays(*(np.asarray(value, dtype=float) for value in (a, b, c, d)))
    if (bad := (y <= 0) | (z <= 0)).any():
        raise ValueError(f"both texts must have words; they have {y[bad][0]:g} and {z[bad][0]:g}")
    if (bad := (w < 0) | (x < 0) | (w > y) | (x > z) | (w + x == 0)).any():
        one, two = (f"{count[bad][0]:g} of {total[bad][0]:g}" for count, total in ((w, y), (x, z)))
        raise ValueError(
            f"{one} and {two}: a count must lie between 0 and its total, and one must be above 0"
        )
    return w, x, y, z


def _ratio(over: Array, under: Array) -> Array:
    """One through the other: inf for something through nothing, 1 where both are the same."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(over == under, 1.0, over / under)[()]


def expected(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> tuple[Array, Array]:
    """How often the word would occur in each, were it as common in both (Rayson & Garside 2000).

    >>> print(*expected(100, 50, 10_000, 10_000))
    75.0 75.0
    """
    a, b, c, d = _cells(a, b, c, d)
    return c * (a + b) / (c + d), d * (a + b) / (c + d)


def _g2(observed: Array, hoped: Array) -> Array:
    return special.xlogy(observed, observed / np.where(hoped > 0, hoped, 1))  # type: ignore[no-any-return]


def g2_two_cells(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """Log-likelihood from the two cells of the word alone (Rayson & Garside 2000), as at UCREL.

    >>> print(g2_two_cells(100, 50, 10_000, 10_000).round(3))
    16.99
    """
    a, b, c, d = _cells(a, b, c, d)
    first, second = expected(a, b, c, d)
    return np.maximum(0, 2 * (_g2(a, first) + _g2(b, second)))


def g2_four_cells(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """Log-likelihood from all four cells: the word and all other words (Dunning 1993).

    >>> print(g2_four_cells(100, 50, 10_000, 10_000).round(3))
    17.116
    """
    a, b, c, d = _cells(a, b, c, d)
    first, second = expected(a, b, c, d)
    return np.maximum(
        0, 2 * (_g2(a, first) + _g2(b, second) + _g2(c - a, c - first) + _g2(d - b, d - second))
    )


def chi_squared(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, yates: bool | None = None
) -> Array:
    """Pearson's chi-squared over the four cells.

    Args:
        a, b, c, d: as in the module's head.
        yates: with the correction of Yates (1934) or without; left out, with it where an expected
            count is below 5 and the correction does not turn the difference round, which is
            quanteda's rule.

    >>> print(chi_squared(7, 2, 10, 9).round(4), chi_squared(7, 2, 10, 9, yates=False).round(4))
    2.6324 4.3372
    """
    a, b, c, d = _cells(a, b, c, d)
    n, apart = c + d, np.abs(a * (d - b) - b * (c - a))
    belongs = ((least_expected(a, b, c, d) < 5) & (apart >= n / 2)) if yates is None else yates
    margins = c * d * (a + b) * (n - a - b)
    squared = np.maximum(0, apart - np.where(belongs, n / 2, 0)) ** 2
    return np.asarray(n * squared / np.where(margins > 0, margins, 1))[()]


def least_expected(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """The smallest expected count; below 5, chi-squared is not to be trusted (Cochran 1954).

    >>> print(least_expected(7, 2, 10, 9).round(2))
    4.26
    """
    a, b, c, d = _cells(a, b, c, d)
    first, second = expected(a, b, c, d)
    return np.minimum(np.minimum(first, second), np.minimum(c - first, d - second))


def percent_difference(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """%DIFF: by how many per cent the word is commoner in the first (Gabrielatos & Marchi 2011).

    A word absent from the second has, as they propose, the rate 0.000000000000000001 there, so the
    value is huge; but where the second is so short that less than half an occurrence was to be
    expected of it, its absence says nothing, and the value is 0, as is the log ratio.

    >>> print(percent_difference(206_523, 178_174, 959_641, 1_562_358).round(1))
    88.7
    """
    a, b, c, d = _cells(a, b, c, d)
    base = np.where(b > 0, b / d, 1e-18)
    telling = (b > 0) | (a / c * d > 0.5)
    return np.where(telling, 100 * (a / c - base) / base, 0.0)[()]


def simple_maths(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, k: float = 1) -> Array:
    """The ratio of the rates a million, plus k (Kilgarriff 2009); a large k favours common words.

    >>> print(simple_maths(35, 263, 112_289_776, 1_559_716_979).round(4))
    1.1224
    """
    a, b, c, d = _cells(a, b, c, d)
    return (1e6 * a / c + k) / (1e6 * b / d + k)


def log_ratio(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """How many doublings commoner a word is in the first texts than in the second (Hardie 2014).

    0 means equally common, 1 twice as common, -2 four times rarer. A word absent from one side
    counts half a time there, or as often as the other side's rate lets expect of so many words if
    that is less: 3 times in 903 words and never in 60 says nothing of the 60 (expected 0.2), so the
    ratio is 0; with a flat half the 60 would seem to use the word more.

    >>> print(log_ratio(100, 50, 10_000, 10_000))
    1.0
    """
    a, b, c, d = _cells(a, b, c, d)
    here, there = (
        np.where(one > 0, one / mine, np.minimum(0.5 / mine, other / theirs))
        for one, other, mine, theirs in ((a, b, c, d), (b, a, d, c))
    )
    return np.log2(here) - np.log2(there)


def rate_half_width(a: ArrayLike, c: ArrayLike) -> Array:
    """Half the 95% interval of a log rate, words taken as drawn one by one (Katz et al. 1978).

    >>> print(rate_half_width(100, 10_000).round(3))
    0.195
    """
    count, of = np.asarray(a, dtype=float), np.asarray(c, dtype=float)
    return Z95 * np.sqrt(np.maximum(0, 1 / np.where(count > 0, count, 0.5) - 1 / of))


def odds_ratio(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """The odds of the word in the first through those in the second (Pojanapunya & Todd 2018).

    >>> print(odds_ratio(16_217, 735, 2_796_938, 2_087_946).round(1))
    16.6
    """
    a, b, c, d = _cells(a, b, c, d)
    return _ratio(a * (d - b), b * (c - a))


def fisher_p(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """Two-sided exact probability of a table at least as uneven (Fisher).

    >>> print(fisher_p(1, 3, 4, 4).round(3))
    0.486
    """
    cells = np.stack(_cells(a, b, c, d))
    tables, which = np.unique(cells.reshape(4, -1), axis=1, return_inverse=True)
    blocks = range(0, tables.shape[1], _BLOCK)
    p = np.concatenate([_fisher(*tables[:, at : at + _BLOCK]) for at in blocks] or [np.empty(0)])
    return p[which.ravel()].reshape(cells.shape[1:])[()]


def _fisher(a: Array, b: Array, c: Array, d: Array) -> Array:
    """Of each table, the chance of all with its margins that are no likelier than it."""
    low, high = np.maximum(0, a + b - d), np.minimum(a + b, c)
    many = (high - low + 1).astype(np.int64)
    first = np.cumsum(many) - many
    here = low.repeat(many) + np.arange(many.sum()) - first.repeat(many)
    total, one, other = (values.repeat(many) for values in (a + b, c, d))
    there = total - here
    # But for a factor that is the same for all of one table's margins.
    chance = -sum(special.gammaln(n + 1) for n in (here, one - here, there, other - there))
    chance = np.exp(chance - np.maximum.reduceat(chance, first).repeat(many))
    mine = chance[first + (a - low).astype(np.int64)]
    as_uneven = chance <= mine.repeat(many) * (1 + 1e-7)  # equal but for rounding, as in R
    return np.add.reduceat(chance * as_uneven, first) / np.add.reduceat(chance, first)


def rank_sum(matrix: sparse.csr_array, sizes: Array, mine: NDArray[np.bool_]) -> Array:
    """How often a unit of one group has a higher rate of a word than one of the others, 0 to 1.

    The rank sum of Wilcoxon (1945) through the number of pairs, ties counted half; .5 where neither
    group leans. One long article with many occurrences is one unit, and cannot decide alone.

    Args:
        matrix: counts, a row a unit, a column a word.
        sizes: all words of each unit.
        mine: which units are the group's.

    >>> counts = sparse.csr_array([[3], [2], [0], [1]])
    >>> rank_sum(counts, np.full(4, 10.0), np.array([True, True, False, False])).tolist()
    [1.0]
    """
    columns, here = sparse.csc_array(matrix), int(mine.sum())
    shares = []
    for first in range(0, matrix.shape[1], _RANKED_AT_ONCE):
        some = columns[:, first : first + _RANKED_AT_ONCE].toarray() / sizes[:, None]
        ranks = scipy.stats.rankdata(some, axis=0)[mine].sum(axis=0)
        shares.append((ranks - here * (here + 1) / 2) / (here * (len(mine) - here)))
    return np.concatenate(shares) if shares else np.zeros(0)
