"""Measures of agreement beyond chance, of counts: alpha with its interval, pi, kappa and AC1."""

from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy
from numpy.typing import ArrayLike, NDArray

from tellings.chance import Z95

RELIABLE, TENTATIVE = 0.8, 0.667  # Krippendorff (2004, p. 241)
RESAMPLES = 2000  # of the bootstrap: 50 beyond either end of a 95% interval
Numbers = NDArray[np.float64]


def alpha(counts: ArrayLike) -> float:
    """Krippendorff's alpha for nominal codes (2004, chapter 11): 1 is agreement, 0 is chance.

    Args:
        counts: a row a unit, a column a value: how many coders gave the unit this value. Units with
            one code do not count.

    Returns:
        Alpha; not a number where all codes are the same, as there is then no disagreement that
        chance could bring.

    >>> round(alpha([[1, 1]] * 4 + [[0, 2]] + [[2, 0]] * 5), 3)
    0.095
    """
    table = np.asarray(counts, dtype=float)
    return float(alpha_of_sums(with_disagreement(table[table.sum(axis=1) >= 2]).sum(axis=0)))


def pi(counts: Numbers) -> float:
    """Scott's pi (1955), with three coders or more Fleiss's (1971); all have coded each unit.

    >>> round(pi(np.array([[1, 1]] * 4 + [[0, 2]] + [[2, 0]] * 5, float)), 3)
    0.048
    """
    return _beyond(same_pairs(counts), float(((counts.sum(axis=0) / counts.sum()) ** 2).sum()))


def kappa(yes: ArrayLike) -> float:
    """Cohen's kappa (1960) of two coders.

    Args:
        yes: a row a unit, a column a coder: 1 for yes, 0 for no.

    >>> round(kappa([[1, 1]] * 20 + [[1, 0]] * 20 + [[0, 1]] * 10 + [[0, 0]] * 50), 3)
    0.348
    """
    codes = np.asarray(yes, dtype=float)
    one, two = codes.mean(axis=0)
    same = float((codes[:, 0] == codes[:, 1]).mean())
    return _beyond(same, float(one * two + (1 - one) * (1 - two)))


def ac1(counts: Numbers) -> float:
    """Gwet's AC1 (2008): agreement beyond chance, where chance is that of units hard to code.

    Kappa, pi and alpha are low for a code that hardly ever comes, however often coders agree that
    it is not there; AC1 is not. It is high for such a code even where coders never agree on the few
    units that have it.

    Args:
        counts: as in `alpha`; units with one code count for what chance brings.

    >>> round(ac1(np.array([[0, 2]] * 118 + [[1, 1]] * 7, float)), 3)
    0.941
    """
    each = counts.sum(axis=1)
    share = (counts / each[:, None]).mean(axis=0)
    by_chance = float((share * (1 - share)).sum() / (counts.shape[1] - 1))
    pairs = (each * (each - 1))[each > 1]
    same = (counts * (counts - 1)).sum(axis=1)[each > 1] / pairs
    return _beyond(float(same.mean()), by_chance)


def _beyond(same: float, by_chance: float) -> float:
    return (same - by_chance) / (1 - by_chance) if by_chance < 1 else np.nan


def with_disagreement(counts: Numbers) -> Numbers:
    """The counts of each unit, and its disagreeing pairs of codes, each code weighing the same."""
    codes = counts.sum(axis=1)
    return np.column_stack([counts, (codes**2 - (counts**2).sum(axis=1)) / (codes - 1)])


def same_pairs(counts: Numbers) -> float:
    """The share of all pairs of codes of one unit that are the same."""
    codes = counts.sum(axis=1)
    return float((counts * (counts - 1)).sum() / (codes * (codes - 1)).sum())


def alpha_of_sums(sums: Numbers) -> Numbers:
    """Alpha of the counts of each value and, last, the disagreeing pairs, over all units."""
    counts, disagreement = sums[..., :-1], sums[..., -1]
    codes = counts.sum(axis=-1)
    by_chance = codes**2 - (counts**2).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(by_chance > 0, 1 - (codes - 1) * disagreement / by_chance, np.nan)


def _resampled(units: Numbers) -> Numbers:
    """Alpha of each bootstrap sample; those alike are drawn together: thousands cost no more than
    ten.
    """
    kinds, times = np.unique(units, axis=0, return_counts=True)
    drawn = np.random.default_rng(0).multinomial(len(units), times / len(units), size=RESAMPLES)
    return alpha_of_sums(drawn @ kinds)


class AlphaInterval(NamedTuple):
    """The 95% interval of alpha, and how likely it lies below Krippendorff's two marks."""

    low: float
    high: float
    below_667: float
    below_8: float


def alpha_interval(units: Numbers, article: NDArray[np.object_]) -> AlphaInterval:
    """The interval of alpha; not a number where one resample in twenty has no variation.

    Articles are drawn, and of so few the bootstrap is too narrow, so its values are moved out as t
    is wider than the normal (Kish 1965: by the n / (n - 1) of their variance, too). One article
    says nothing of others; then its units are drawn.

    Args:
        units: of each, what `with_disagreement` gives.
        article: of each.
    """
    drawn = pd.DataFrame(units).groupby(article).sum().to_numpy()
    articles = len(drawn)
    drawn = drawn if articles > 1 else units
    values = _resampled(drawn)
    if np.isnan(values).mean() > 0.05:
        return AlphaInterval(*[np.nan] * 4)
    lower = _resampled(np.vstack([drawn, with_disagreement(np.ones((1, 2)))]))
    wider, middle = 1.0, float(alpha_of_sums(units.sum(axis=0)))
    if articles > 1:
        wider = (
            float(scipy.stats.t.ppf(0.975, articles - 1)) / Z95 * (articles / (articles - 1)) ** 0.5
        )
    moved = [
        np.clip(middle + wider * (one[~np.isnan(one)] - middle), -1, 1) for one in (values, lower)
    ]
    low = min(float(np.quantile(one, 0.025)) for one in moved)
    high = float(np.quantile(moved[0], 0.975))
    chances = (max(float((one < mark).mean()) for one in moved) for mark in (TENTATIVE, RELIABLE))
    return AlphaInterval(low, high, *chances)
