"""How large a difference is, and how sure: formulas on counts, each with its source.

a and b are the times something occurs in the first and in the second texts, c and d how many words (or sentences) these have.
Each is a number or an array of them, and so is what comes back.
"""

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special, stats

Array = NDArray[np.float64]
Cells = tuple[Array, Array, Array, Array]

Z95 = 1.959963984540054


def _cells(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Cells:
    """The four as arrays of one shape. Raises ValueError where counts and totals cannot belong together."""
    w, x, y, z = np.broadcast_arrays(*(np.asarray(value, dtype=float) for value in (a, b, c, d)))
    if (bad := (y <= 0) | (z <= 0)).any():
        raise ValueError(f"both texts must have words; they have {y[bad][0]:g} and {z[bad][0]:g}")
    if (bad := (w < 0) | (x < 0) | (w > y) | (x > z) | (w + x == 0)).any():
        one, two = (f"{count[bad][0]:g} of {total[bad][0]:g}" for count, total in ((w, y), (x, z)))
        raise ValueError(f"{one} and {two}: a count must lie between 0 and its total, and one must be above 0")
    return w, x, y, z


def _ratio(over: Array, under: Array) -> Array:
    """One through the other: inf for something through nothing, 1 where both are the same, as 0 through 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(over == under, 1.0, over / under)[()]


def expected(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> tuple[Array, Array]:
    """How often the word would occur in either, were it equally common in both (Rayson & Garside 2000).

    >>> print(*expected(100, 50, 10_000, 10_000))
    75.0 75.0
    """
    a, b, c, d = _cells(a, b, c, d)
    return c * (a + b) / (c + d), d * (a + b) / (c + d)


def _g2(observed: Array, hoped: Array) -> Array:
    return special.xlogy(observed, observed / np.where(hoped > 0, hoped, 1))  # type: ignore[no-any-return]


def g2_two_cells(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """Log-likelihood from the two cells of the word alone (Rayson & Garside 2000), as on the UCREL page.

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
    return np.maximum(0, 2 * (_g2(a, first) + _g2(b, second) + _g2(c - a, c - first) + _g2(d - b, d - second)))


def g2_williams(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """Log-likelihood from four cells, made smaller for small samples (Williams 1976), as quanteda gives it.

    >>> print(g2_williams(7, 2, 10, 9).round(4))
    4.2008
    """
    a, b, c, d = _cells(a, b, c, d)
    n, word, others = c + d, a + b, np.maximum(c + d - a - b, 1)
    q = 1 + (n / c + n / d - 1) * (n / word + n / others - 1) / (6 * n)
    return np.asarray(g2_four_cells(a, b, c, d) / q)[()]


def chi_squared(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, yates: bool | None = None) -> Array:
    """Pearson's chi-squared over the four cells.

    Args:
        a, b, c, d: as in the module's head.
        yates: with the correction of Yates (1934) or without; left out, with it where an expected count is below 5 and the
            correction does not turn the difference round, which is quanteda's rule.

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
    """The smallest expected count of the four cells; below 5, chi-squared is not to be trusted (Cochran 1954).

    >>> print(least_expected(7, 2, 10, 9).round(2))
    4.26
    """
    a, b, c, d = _cells(a, b, c, d)
    first, second = expected(a, b, c, d)
    return np.minimum(np.minimum(first, second), np.minimum(c - first, d - second))


def bayes_factor(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """How much the counts speak for a difference, as BIC: g2_two_cells less the logarithm of all words (Wilson 2013).

    Below 0 they speak for no difference; above 2 they are positive evidence for one, above 6 strong, above 10 very strong
    (Kass & Raftery 1995).

    >>> print(bayes_factor(100, 50, 10_000, 10_000).round(3))
    7.086
    """
    a, b, c, d = _cells(a, b, c, d)
    return g2_two_cells(a, b, c, d) - np.log(c + d)


def ell(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """Effect size for log-likelihood, 0 to 1 (Johnston, Berry & Mielke 2006); NaN where no more than 1 is expected.

    >>> print(ell(100, 50, 10_000, 10_000).round(6))
    0.000197
    """
    a, b, c, d = _cells(a, b, c, d)
    least = np.minimum(*expected(a, b, c, d))
    return np.where(least > 1, g2_two_cells(a, b, c, d) / ((c + d) * np.log(np.where(least > 1, least, 2))), np.nan)[()]


def percent_difference(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """%DIFF: by how many per cent the word is commoner in the first (Gabrielatos & Marchi 2011).

    A word absent from the second has, as they propose, the rate 0.000000000000000001 there, so the value is huge.

    >>> print(percent_difference(206_523, 178_174, 959_641, 1_562_358).round(1))
    88.7
    """
    a, b, c, d = _cells(a, b, c, d)
    base = np.where(b > 0, b / d, 1e-18)
    return 100 * (a / c - base) / base


def difference_coefficient(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """The difference of the two rates through their sum, -1 to 1 (Hofland & Johansson 1982).

    >>> print(difference_coefficient(18, 35, 10**6, 10**6).round(2))
    -0.32
    """
    a, b, c, d = _cells(a, b, c, d)
    return (a / c - b / d) / (a / c + b / d)


def simple_maths(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, k: float = 1) -> Array:
    """The ratio of the two rates a million, k added to each (Kilgarriff 2009); a larger k favours common words.

    >>> print(simple_maths(35, 263, 112_289_776, 1_559_716_979).round(4))
    1.1224
    """
    a, b, c, d = _cells(a, b, c, d)
    return (1e6 * a / c + k) / (1e6 * b / d + k)


def log_ratio(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """How many times, in doublings, a word is commoner in the first texts than in the second (Hardie 2014).

    0 means equally common, 1 twice as common, -2 four times rarer. A word absent from one side counts half a time there.

    >>> print(log_ratio(100, 50, 10_000, 10_000))
    1.0
    """
    a, b, c, d = _cells(a, b, c, d)
    return np.log2(np.where(a > 0, a, 0.5) / c) - np.log2(np.where(b > 0, b, 0.5) / d)


def rate_half_width(a: ArrayLike, c: ArrayLike) -> Array:
    """Half the 95% interval of the logarithm of a rate of a in c, words taken as drawn one by one (Katz et al. 1978).

    >>> print(rate_half_width(100, 10_000).round(3))
    0.195
    """
    count, of = np.asarray(a, dtype=float), np.asarray(c, dtype=float)
    return Z95 * np.sqrt(np.maximum(0, 1 / np.where(count > 0, count, 0.5) - 1 / of))


def clustered_half_width(a: ArrayLike, squares: ArrayLike, clusters: ArrayLike) -> Array:
    """The same where words come in clusters, such as articles: the ratio estimator, with t (Cochran 1977, chapter 6).

    Args:
        a: times the word occurs.
        squares: the sum, over clusters, of the squared difference between the word's count and the one its rate expects.
        clusters: how many there are; with fewer than two, or a word that is absent, the half width is 0.

    >>> print(clustered_half_width(100, 60, 10).round(3))
    0.185
    """
    count, squared, n = (np.asarray(value, dtype=float) for value in (a, squares, clusters))
    free = np.maximum(n - 1, 1)
    error = np.sqrt(n / free * np.maximum(0, squared)) / np.maximum(count, 1)
    return np.where((n > 1) & (count > 0), stats.t.ppf(0.975, free) * error, 0.0)[()]


def log_ratio_interval(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> tuple[Array, Array]:
    """The 95% interval of the log ratio, after Katz et al. (1978), with the same half for a zero.

    It takes words as drawn one by one. Words come in clusters, so the true interval is wider, never narrower.

    >>> print(*(bound.round(3) for bound in log_ratio_interval(100, 50, 10_000, 10_000)))
    0.512 1.488
    """
    middle = log_ratio(a, b, c, d)
    half = np.hypot(rate_half_width(a, c), rate_half_width(b, d)) / np.log(2)
    return middle - half, middle + half


def relative_risk(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """How many times as common the word is in the first; inf where it is absent from the second.

    >>> print(relative_risk(100, 50, 10_000, 10_000))
    2.0
    """
    a, b, c, d = _cells(a, b, c, d)
    return _ratio(a * d, b * c)


def relative_risk_interval(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> tuple[Array, Array]:
    """The 95% interval of the relative risk (Katz et al. 1978), words taken as drawn one by one.

    A word absent from one side counts half a time there for the one bound; the other is 0 or inf.

    >>> print(*(bound.round(3) for bound in relative_risk_interval(100, 50, 10_000, 10_000)))
    1.426 2.805
    """
    low, high = log_ratio_interval(a, b, c, d)
    a, b, c, d = _cells(a, b, c, d)
    return np.where(a > 0, np.exp2(low), 0.0)[()], np.where(b > 0, np.exp2(high), np.inf)[()]


def odds_ratio(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """The odds of the word against all others in the first, through those in the second (Pojanapunya & Todd 2018).

    >>> print(odds_ratio(16_217, 735, 2_796_938, 2_087_946).round(1))
    16.6
    """
    a, b, c, d = _cells(a, b, c, d)
    return _ratio(a * (d - b), b * (c - a))


def conservative_log_ratio(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, tests: int = 1) -> Array:
    """LRC: of the log ratio's exact interval the bound nearer to 0, and 0 where the interval spans it (Evert 2022).

    Args:
        a, b, c, d: as in the module's head.
        tests: how many words are tried; the interval is widened for so many (Bonferroni).

    >>> print(conservative_log_ratio(100, 50, 10_000, 10_000).round(4))
    0.4963
    """
    a, b, c, d = _cells(a, b, c, d)
    tail = 0.05 / tests / 2
    low = np.where(a > 0, special.betaincinv(np.maximum(a, 1), b + 1, tail), 0.0)
    high = np.where(b > 0, special.betaincinv(a + 1, np.maximum(b, 1), 1 - tail), 1.0)
    with np.errstate(divide="ignore"):
        low, high = (np.log2(d / c) + np.log2(p) - np.log2(1 - p) for p in (low, high))
    return np.where(low > 0, low, np.where(high < 0, high, 0.0))[()]


def log_odds(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, prior: ArrayLike, prior_total: ArrayLike
) -> tuple[Array, Array]:
    """The difference of the log-odds with an informative Dirichlet prior, and its z (Monroe, Colaresi & Quinn 2008).

    Args:
        a, b, c, d: as in the module's head.
        prior: how often the word is taken to have been seen beforehand, above 0.
        prior_total: the same for all words together.

    >>> print(*(value.round(3) for value in log_odds(100, 50, 10_000, 10_000, 1, 1000)))
    0.688 4.004
    """
    a, b, c, d = _cells(a, b, c, d)
    seen, all_seen = np.asarray(prior, dtype=float), np.asarray(prior_total, dtype=float)
    with np.errstate(divide="ignore"):
        one, two = (np.log(k + seen) - np.log(np.maximum(0, n + all_seen - k - seen)) for k, n in ((a, c), (b, d)))
    delta = np.where(one == two, 0.0, one - np.where(one == two, 0.0, two))[()]
    return delta, delta / np.sqrt(1 / (a + seen) + 1 / (b + seen))


def fisher_p(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Array:
    """Two-sided exact probability of a table at least as uneven as this one (Fisher). Each different table takes time.

    >>> print(fisher_p(1, 3, 4, 4).round(3))
    0.486
    """
    cells = np.stack(_cells(a, b, c, d)).astype(np.int64)
    tables, which = np.unique(cells.reshape(4, -1), axis=1, return_inverse=True)
    p = np.array([stats.fisher_exact([[a, b], [c - a, d - b]]).pvalue for a, b, c, d in tables.T.tolist()])
    return p[which.ravel()].reshape(cells.shape[1:])[()]


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
