"""Gamma: agreement beyond chance on which stretches of texts are marked, and as what."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import scipy
from numpy.typing import NDArray

from tellings.chance import Z95
from tellings.coding.best_alignment import Units, best_disorder
from tellings.coding.measures import RESAMPLES, Numbers

AT_LEAST = 30  # deals of chance
PRECISION = 0.02  # to which the disorder by chance is known, in 95 of 100 cases
AT_ONCE = 20_000  # units of several deals together
Whole = NDArray[np.int64]


class Gamma(NamedTuple):
    """Gamma with its 95% interval over articles."""

    gamma: float
    low: float
    high: float


def gamma_of(units: Units, lengths: Whole, coders: int) -> Gamma:
    """Gamma of Mathet, Widlöcher & Métivier (2015): 1 is agreement, 0 is what chance would bring.

    Args:
        units: of all coders; their texts are numbered from 0 on, and each has some.
        lengths: of each text, in characters.
        coders: how many.

    Returns:
        1 - disorder / disorder expected by chance, both summed over the texts. The interval is a
        bootstrap of texts as for alpha; of one text there is none.

    >>> anna, ben = [0, 30, 60], [0, 36, 60]
    >>> start, same = np.array(anna + ben), np.zeros(6, dtype=int)
    >>> units = Units(np.repeat([0, 1], 3), same, start, start + 9, same)
    >>> round(gamma_of(units, np.array([90]), 2).gamma, 1)
    0.9
    """
    observed = best_disorder(units, coders, len(lengths))
    expected = by_chance(units, lengths, coders)
    middle = 1 - observed.sum() / expected.sum()
    return Gamma(float(middle), *_interval(observed, expected))


def by_chance(units: Units, lengths: Whole, coders: int) -> Numbers:
    """Of each text the disorder that chance would bring.

    For each coder of an invented set of marks a real one is drawn (one may be drawn twice), and
    his or her stretches are moved on by a random distance, each text being closed to a ring. Two
    who are moved stay half a mean stretch apart, so that stretches do not meet again (the article
    wants a whole one, its authors' program a half).
    """
    total = np.zeros(len(lengths))
    seen = list[float]()
    for disorder in _deals(units, lengths, coders):
        total += disorder
        seen.append(disorder.sum())
        if len(seen) >= AT_LEAST:
            spread = float(np.std(seen, ddof=1) / np.mean(seen))
            if len(seen) >= (Z95 * spread / PRECISION) ** 2:
                break
    return total / len(seen)


def _deals(units: Units, lengths: Whole, coders: int) -> Iterator[Numbers]:
    """Disorder of each text in one deal after another, as if it had as many units as the texts."""
    rng = np.random.default_rng(0)
    apart = float((units.end - units.start).mean()) / 2
    many = np.bincount(units.coder, minlength=coders)
    deals = max(1, min(AT_LEAST, AT_ONCE // len(units.start)))
    while True:
        drawn = rng.integers(coders, size=(deals, coders))
        drawn = drawn[many[drawn].any(axis=1)]
        shifts = _shifts(lengths, coders, len(drawn), apart, rng)
        dealt = _dealt(units, lengths, drawn, shifts)
        disorder = best_disorder(dealt, coders, drawn.shape[0] * len(lengths))
        weight = many.sum() / many[drawn].sum(axis=1)
        yield from disorder.reshape(len(drawn), -1) * weight[:, None]


def _shifts(
    lengths: Whole, coders: int, deals: int, apart: float, rng: np.random.Generator
) -> Numbers:
    """How far each coder is moved in each deal and text: on a ring, no two nearer than apart."""
    gap = np.minimum(apart, lengths / (2 * coders))[:, None]  # a short text has no room for more
    free = np.sort(rng.random((deals, len(lengths), coders)), axis=-1)
    places = free * (lengths[:, None] - coders * gap) + np.arange(coders) * gap
    turned = places + rng.random((deals, len(lengths), 1)) * lengths[:, None]
    return rng.permuted(turned, axis=-1)


def _dealt(units: Units, lengths: Whole, drawn: Whole, shifts: Numbers) -> Units:
    """The units of the drawn coders, moved; the texts of each deal are numbered on."""
    parts = []
    for (deal, place), coder in np.ndenumerate(drawn):
        mine = units.coder == coder
        text, start = units.text[mine], units.start[mine]
        moved = np.floor((start + shifts[deal, text, place]) % lengths[text]).astype(np.int64)
        parts.append(
            Units(
                np.full(len(text), place),
                text + deal * len(lengths),
                moved,
                moved + units.end[mine] - start,
                units.category[mine],
            )
        )
    return Units(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _interval(observed: Numbers, expected: Numbers) -> tuple[float, float]:
    """As `alpha_interval`: widened for few texts, and its lower end with one disagreement more."""
    texts = len(observed)
    if texts < 2:
        return np.nan, np.nan
    middle = 1 - observed.sum() / expected.sum()
    wider = float(scipy.stats.t.ppf(0.975, texts - 1)) / Z95 * (texts / (texts - 1)) ** 0.5
    one_more = np.append(observed, 1.0), np.append(expected, 1.0)  # that one coder marked alone
    values, lower = (
        np.clip(middle + wider * (_resampled(*one) - middle), min(middle, -1), 1)
        for one in ((observed, expected), one_more)
    )
    low = min(float(np.quantile(one, 0.025)) for one in (values, lower))
    return low, float(np.quantile(values, 0.975))


def _resampled(observed: Numbers, expected: Numbers) -> Numbers:
    texts = len(observed)
    times = np.random.default_rng(0).multinomial(texts, np.full(texts, 1 / texts), size=RESAMPLES)
    return 1 - (times @ observed) / (times @ expected)
