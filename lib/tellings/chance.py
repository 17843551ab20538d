"""How sure a number is: intervals and tests, of plain numbers."""

from functools import lru_cache
from math import hypot

import numpy as np
import scipy  # so scipy.stats, half a second to import, waits until it is asked
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Z95 = 1.959963984540054


def clustered_half_width(a: ArrayLike, squares: ArrayLike, clusters: ArrayLike) -> Array:
    """Half the 95% interval of a log rate, where words come in clusters such as articles.

    The ratio estimator, with t (Cochran 1977, chapter 6).

    Args:
        a: times the word occurs.
        squares: the sum, over clusters, of the squared difference between the word's count and the
            one its rate expects.
        clusters: how many there are; with fewer than two, or a word that is absent, the half width
            is 0.

    >>> print(clustered_half_width(100, 60, 10).round(3))
    0.185
    """
    count, squared, n = (np.asarray(value, dtype=float) for value in (a, squares, clusters))
    free = np.maximum(n - 1, 1)
    error = np.sqrt(n / free * np.maximum(0, squared)) / np.maximum(count, 1)
    return np.where((n > 1) & (count > 0), scipy.stats.t.ppf(0.975, free) * error, 0.0)[()]


def share_interval(k: ArrayLike, n: ArrayLike) -> tuple[Array, Array]:
    """The 95% interval of a share of k in n (Wilson 1927); (0, 1) where n is 0.

    >>> print(*(bound.round(3) for bound in share_interval(8, 10)))
    0.49 0.943
    """
    count, of = np.asarray(k, dtype=float), np.asarray(n, dtype=float)
    total = of + Z95**2
    middle = (count + Z95**2 / 2) / total
    half = Z95 / total * np.sqrt(count * (of - count) / np.where(of > 0, of, 1) + Z95**2 / 4)
    return np.where(count > 0, middle - half, 0.0)[()], np.where(count < of, middle + half, 1.0)[()]


def clustered_share_interval(k: ArrayLike, n: ArrayLike) -> tuple[float, float]:
    """The 95% interval of a share counted in clusters, such as the sentences of several articles.

    Wilson's (1927), for as many independent cases as the differences between the clusters leave
    (Korn & Graubard 1998: with t, as clusters are few), never more than there are.

    Args:
        k, n: of each cluster, the cases with the property and all cases.

    >>> [round(bound, 3) for bound in clustered_share_interval([9, 2, 5, 8], [10, 10, 10, 10])]
    [0.194, 0.903]
    """
    counts, sizes = np.asarray(k, dtype=float), np.asarray(n, dtype=float)
    counts, sizes = counts[sizes > 0], sizes[sizes > 0]
    of, clusters = sizes.sum(), len(sizes)
    if clusters < 2:
        return one_share_interval(counts.sum(), of)
    # Two cases more, one with the property, so that no share of 0 or 1 looks sure to the clusters.
    share = (counts.sum() + 1) / (of + 2)
    squares = ((counts - sizes * counts.sum() / of) ** 2).sum()
    variance = clusters / (clusters - 1) * squares / of**2
    cases = share * (1 - share) / variance if variance > 0 else of
    ratio = (Z95 / scipy.stats.t.ppf(0.975, clusters - 1)) ** 2
    cases = min(cases, of) * ratio
    return one_share_interval(counts.sum() / of * cases, cases)


def estimated_share_interval(share: float, variance: float, cases: int) -> tuple[float, float]:
    """The 95% interval of a share that was estimated, with a variance, from some cases.

    Wilson's (1927), for as many independent cases as would have that variance (Korn & Graubard
    1998), with t.

    >>> [round(bound, 3) for bound in estimated_share_interval(0.8, 0.8 * 0.2 / 40, 40)]
    [0.651, 0.895]
    """
    if variance <= 0:
        return share, share
    # Two cases more, one with the property, as in clustered_share_interval.
    middle = (share * cases + 1) / (cases + 2)
    ratio = (Z95 / float(scipy.stats.t.ppf(0.975, max(1, cases - 1)))) ** 2
    alike = middle * (1 - middle) / variance * ratio
    return one_share_interval(share * alike, alike)


@lru_cache(maxsize=1 << 14)
def one_share_interval(k: float, n: float) -> tuple[float, float]:
    """The same of one share, kept: few different pairs recur in many rows.

    >>> [round(bound, 3) for bound in one_share_interval(8, 10)]
    [0.49, 0.943]
    """
    low, high = share_interval(k, n)
    return float(low), float(high)


def difference_interval(k1: int, n1: int, k2: int, n2: int) -> tuple[float, float]:
    """The 95% interval of the difference of two shares (Newcombe 1998, method 10).

    >>> [round(float(bound), 4) for bound in difference_interval(56, 70, 48, 80)]
    [0.0524, 0.3339]
    """
    (low1, high1), (low2, high2) = one_share_interval(k1, n1), one_share_interval(k2, n2)
    return difference_of((k1 / n1, low1, high1), (k2 / n2, low2, high2))


def difference_of(
    one: tuple[float, float, float], two: tuple[float, float, float]
) -> tuple[float, float]:
    """The 95% interval of a difference from two values with theirs (Zou & Donner 2008)."""
    (p1, low1, high1), (p2, low2, high2) = one, two
    low = p1 - p2 - hypot(p1 - low1, high2 - p2)
    return low, p1 - p2 + hypot(high1 - p1, p2 - low2)
