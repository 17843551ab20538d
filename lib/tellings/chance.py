"""How sure a number is: intervals and tests, of plain numbers."""

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

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
    return np.where((n > 1) & (count > 0), stats.t.ppf(0.975, free) * error, 0.0)[()]


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


def difference_interval(k1: int, n1: int, k2: int, n2: int) -> tuple[float, float]:
    """The 95% interval of the difference of two shares (Newcombe 1998, method 10).

    >>> [round(float(bound), 4) for bound in difference_interval(56, 70, 48, 80)]
    [0.0524, 0.3339]
    """
    p1, p2 = k1 / n1, k2 / n2
    (l1, u1), (l2, u2) = share_interval(k1, n1), share_interval(k2, n2)
    low = p1 - p2 - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2)
    return low, p1 - p2 + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)
