"""What people's codes of a random sample say of all units, beside a machine's codes of them all."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]
# Half an error of each kind more than was seen: few coded units without any would pass as sure.
UNSEEN = 0.5


class Sample(NamedTuple):
    """A random sample of units, drawn part by part, and what the machine says of all units.

    Attributes:
        machine: of each unit 1 or 0.
        coded: the places of the units drawn.
        part: of each unit drawn the number of its part, from 0.
        of: of each part, how many units it has.
    """

    machine: Places
    coded: Places
    part: Places
    of: Places


class Estimate(NamedTuple):
    """A total over all units, its variance by the drawing, and what each unit brings to it."""

    total: float
    variance: float
    brings: Numbers


def estimated(sample: Sample, answers: Numbers, weight: Numbers) -> Estimate:
    """The sum over all units of weight times what people would answer.

    The coded units count as people coded them. Each of the others counts with the share of yes that
    people gave where the machine says the same; and by how much that share misses a coded unit, on
    average over the coded ones of its part, is added for each. To predict a coded unit its own
    answer is not used. This is the difference estimator with a prediction fitted anew without each
    unit in turn, which is unbiased whatever errors the machine makes (Sanguiao Sande & Zhang 2021;
    exactly so for one part). It is of the kind of design-based supervised learning (Egami et al.
    2023) and prediction-powered inference (Angelopoulos et al. 2023). The variance is that of
    stratified sampling without replacement (Cochran 1977, chapter 5), with half an error of each
    kind more than was seen.

    Args:
        sample: how the units were drawn, and the machine's codes.
        answers: people's, 0 to 1, of each coded unit.
        weight: of each unit: 1 / n for each of n units over which a mean is wanted, else 0.
    """
    machine, coded, part, of = sample
    cell, weighed = machine[coded], weight[coded]
    drawn = np.bincount(part, minlength=len(of))
    # One unit more in each cell, of which the machine is right: what holds where none is coded.
    yes = np.bincount(cell, answers, minlength=2) + np.array([0, 1])
    times = np.bincount(cell, minlength=2) + 1
    share, own = yes / times, (yes[cell] - answers) / (times[cell] - 1)
    missed = weighed * (answers - own)
    uncoded = ((of - drawn) / drawn)[part]  # that each coded unit stands for, beside itself
    rest = np.bincount(machine, weight, minlength=2) - np.bincount(cell, weighed, minlength=2)
    without = _without_each(share, own, cell, uncoded)
    total = (weighed * answers).sum() + (rest * without).sum() + (uncoded * missed).sum()
    brings = weight * share[machine]
    brings[coded] += missed * (1 + uncoded)
    squares = _squares(missed, part, drawn) + _unseen(sample, share, weight, drawn)
    variance = of * (of - drawn) * squares / np.maximum(drawn * (drawn - 1), 1)
    return Estimate(float(total), float(variance.sum()), brings)


def _without_each(share: Numbers, own: Numbers, cell: Places, uncoded: Numbers) -> Numbers:
    """The share of yes in each cell, on average over the fits without each unit in turn."""
    if not uncoded.sum():
        return share
    fits = np.tile(share, (len(cell), 1))
    fits[np.arange(len(cell)), cell] = own
    return np.average(fits, axis=0, weights=uncoded)


def _squares(values: Numbers, part: Places, drawn: Places) -> Numbers:
    """Of each part the squared differences from its mean, added up."""
    mean = np.bincount(part, values, minlength=len(drawn)) / drawn
    return np.bincount(part, (values - mean[part]) ** 2, minlength=len(drawn))


def _unseen(sample: Sample, share: Numbers, weight: Numbers, drawn: Places) -> Numbers:
    """The squares of the errors that are added, dealt out over the parts as the units drawn are."""
    there = np.bincount(sample.machine[weight > 0], minlength=2) > 0
    error = UNSEEN * (there * np.array([share[0] - 1, share[1]]) ** 2).sum()
    counting = np.bincount(sample.part, weight[sample.coded] > 0, minlength=len(drawn)) > 0
    dealt = drawn * counting
    return error * weight.max() ** 2 * dealt / max(1, dealt.sum())
