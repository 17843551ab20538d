"""How large a difference is, and how sure: formulas on counts, each with its source.

a and b are the times something occurs in the first and in the second texts, c and d how many words (or sentences) these have.
"""

from math import log, log2, sqrt

from scipy import stats

Z95 = 1.959963984540054


def check_counts(a: float, b: float, c: float, d: float) -> None:
    """Raises ValueError where counts and totals cannot belong together."""
    if c <= 0 or d <= 0:
        raise ValueError(f"both texts must have words; they have {c} and {d}")
    if a < 0 or b < 0 or a > c or b > d or a + b == 0:
        raise ValueError(f"{a} of {c} and {b} of {d}: a count must lie between 0 and its total, and one must be above 0")


def g2_two_cells(a: int, b: int, c: int, d: int) -> float:
    """Log-likelihood from the two cells of the word alone (Rayson & Garside 2000), as on the UCREL page.

    >>> round(g2_two_cells(100, 50, 10_000, 10_000), 3)
    16.99
    """
    check_counts(a, b, c, d)
    expected = (c * (a + b) / (c + d), d * (a + b) / (c + d))
    return 2 * sum(o * log(o / e) for o, e in zip((a, b), expected, strict=True) if o)


def g2_four_cells(a: int, b: int, c: int, d: int) -> float:
    """Log-likelihood from all four cells: the word and all other words (Dunning 1993).

    >>> round(g2_four_cells(100, 50, 10_000, 10_000), 3)
    17.116
    """
    check_counts(a, b, c, d)
    rest = c - a + d - b
    others = 0.0 if rest == 0 else g2_two_cells(c - a, d - b, c, d)
    return max(0.0, g2_two_cells(a, b, c, d) + others)


def log_ratio(a: float, b: float, c: int, d: int) -> float:
    """How many times, in doublings, a word is commoner in the first texts than in the second (Hardie 2014).

    0 means equally common, 1 twice as common, -2 four times rarer. A word absent from one side counts half a time there.

    >>> log_ratio(100, 50, 10_000, 10_000)
    1.0
    """
    check_counts(a, b, c, d)
    return log2(((a or 0.5) / c) / ((b or 0.5) / d))


def log_ratio_interval(a: float, b: float, c: int, d: int) -> tuple[float, float]:
    """The 95% interval of the log ratio, after Katz et al. (1978), with the same half for a zero.

    It takes words as drawn one by one. Words come in clusters, so the true interval is wider, never narrower.

    >>> [round(bound, 3) for bound in log_ratio_interval(100, 50, 10_000, 10_000)]
    [0.512, 1.488]
    """
    middle = log_ratio(a, b, c, d)
    a, b = a or 0.5, b or 0.5
    half = Z95 * sqrt(max(0.0, 1 / a - 1 / c + 1 / b - 1 / d)) / log(2)
    return middle - half, middle + half


def fisher_p(a: int, b: int, c: int, d: int) -> float:
    """Two-sided exact probability of a table at least as uneven as this one (Fisher).

    >>> round(fisher_p(1, 3, 4, 4), 3)
    0.486
    """
    check_counts(a, b, c, d)
    return float(stats.fisher_exact([[a, b], [c - a, d - b]]).pvalue)


def share_interval(k: int, n: int) -> tuple[float, float]:
    """The 95% interval of a share of k in n (Wilson 1927); (0, 1) where n is 0.

    >>> [round(bound, 3) for bound in share_interval(8, 10)]
    [0.49, 0.943]
    """
    if n == 0:
        return 0.0, 1.0
    interval = stats.binomtest(k, n).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)


def difference_interval(k1: int, n1: int, k2: int, n2: int) -> tuple[float, float]:
    """The 95% interval of the difference of two shares (Newcombe 1998, method 10).

    >>> [round(bound, 4) for bound in difference_interval(56, 70, 48, 80)]
    [0.0524, 0.3339]
    """
    p1, p2 = k1 / n1, k2 / n2
    (l1, u1), (l2, u2) = share_interval(k1, n1), share_interval(k2, n2)
    low = p1 - p2 - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2)
    return low, p1 - p2 + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)
