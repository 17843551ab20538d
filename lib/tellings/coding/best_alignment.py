"""The best alignment of marked stretches, with least disorder (Mathet, Widlöcher & Métivier 2015).

A unitary alignment holds a unit of each coder, or none of his or hers. Its disorder is the mean
dissimilarity of its pairs, of which one with an empty place has 1; so a unit alone has 1. What a
set of units saves is the disorder of its units alone less its own, and the best alignment is made
of disjoint sets that save most. Sets that are far apart do not meet: each group is solved alone.
"""

from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from tellings.coding.measures import Numbers

POSITION = CATEGORY = 1.0  # weights of the two dissimilarities; an empty place has 1
AT_ONCE = 5_000  # sets in one programme; many more take longer together than in portions
WHOLE = 1e-6  # so near a whole number is what the solver means by one
Whole = NDArray[np.int64]


class Units(NamedTuple):
    """Marked stretches: who marked them, in which text, where, and as what, all as numbers."""

    coder: Whole
    text: Whole
    start: Whole
    end: Whole
    category: Whole


class Sets(NamedTuple):
    """Sets of units: in each row their numbers, the coders' order, -1 behind the last."""

    members: Whole
    saving: Numbers


def best_disorder(units: Units, coders: int, texts: int) -> Numbers:
    """The disorder of the best alignment in each text, summed over its unitary alignments.

    >>> place = np.array([0, 2])
    >>> same = np.zeros(2, dtype=int)
    >>> best_disorder(Units(np.array([0, 1]), same, place, place + 10, same), 2, 1).round(2)
    array([0.04])
    """
    alone = np.bincount(units.text, minlength=texts).astype(float)
    sets = _candidates(units, coders)
    if len(sets.saving) == 0:
        return alone
    first, saved = _saved(sets)
    return alone - np.bincount(units.text[first], weights=saved, minlength=texts)


def dissimilarity(units: Units, one: Whole, other: Whole) -> Numbers:
    """Of pairs of units: their distance in their own lengths, squared, and 1 for two categories."""
    length = units.end - units.start
    apart = abs(units.start[one] - units.start[other]) + abs(units.end[one] - units.end[other])
    position = (apart / (length[one] + length[other])) ** 2
    return POSITION * position + CATEGORY * (units.category[one] != units.category[other])


def _candidates(units: Units, coders: int) -> Sets:
    """All sets that may be in the best alignment.

    A set saves nothing where one of its units had better stand alone, which it had from a sum of
    dissimilarities on; this leaves fewer than the limit of the article, n times that of a unit
    alone. The sum grows with the set, so sets are built up coder by coder.
    """
    pairs = comb(coders, 2)
    one, other, apart = _near(units, pairs + coders - 1)
    known = _Known(units, one, other, apart)
    members, sums = np.column_stack([one, other]), np.column_stack([apart, apart])
    found = list[Sets]()
    for size in range(2, coders + 1):
        saving = size - 1 - (sums.sum(axis=1) / 2 - comb(size, 2)) / pairs
        useful = (sums < pairs + size - 1).all(axis=1) & (saving > 0)
        padded = np.full((useful.sum(), coders), -1)
        padded[:, :size] = members[useful]
        found.append(Sets(padded, saving[useful]))
        if size < coders:
            members, sums = known.longer(members, sums)
            likely = (sums < pairs + coders - 1).all(axis=1)
            members, sums = members[likely], sums[likely]
    return Sets(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _near(units: Units, limit: float) -> tuple[Whole, Whole, Numbers]:
    """Pairs of units of two coders in one text less dissimilar than the limit; earlier coder first.

    Only units that begin within reach of each other are looked at: two are further apart, in
    their lengths, than the root of the limit if the starts alone are.
    """
    length = units.end - units.start
    longest = np.zeros(units.text.max(initial=0) + 1, dtype=np.int64)
    np.maximum.at(longest, units.text, length)
    reach = np.ceil((limit / POSITION) ** 0.5 * (length + longest[units.text])).astype(np.int64)
    line = units.text * (units.start.max(initial=0) + reach.max(initial=0) + 1) + units.start
    order = np.argsort(line, kind="stable")
    many = np.searchsorted(line[order], (line + reach)[order], side="right")
    many -= np.arange(len(order)) + 1
    one = np.repeat(np.arange(len(order)), many)
    other = one + 1 + np.arange(len(one)) - np.repeat(many.cumsum() - many, many)
    one, other = order[one], order[other]
    two = units.coder[one] != units.coder[other]
    one, other = one[two], other[two]
    apart = dissimilarity(units, one, other)
    near = apart < limit
    one, other, apart = one[near], other[near], apart[near]
    later = units.coder[one] > units.coder[other]
    return np.where(later, other, one), np.where(later, one, other), apart


class _Known:
    """The pairs of near units, to look up what else is near to all units of a set."""

    def __init__(self, units: Units, one: Whole, other: Whole, apart: Numbers) -> None:
        self._units = len(units.coder)
        order = np.lexsort((other, one))
        self._one, self._other, self._apart = one[order], other[order], apart[order]
        self._keys = self._one * self._units + self._other

    def longer(self, members: Whole, sums: Numbers) -> tuple[Whole, Numbers]:
        """Sets with one more unit, of a later coder, near to all, and each unit's sum."""
        last = members[:, -1]
        first = np.searchsorted(self._one, last)
        many = np.searchsorted(self._one, last, side="right") - first
        row = np.repeat(np.arange(len(members)), many)
        at = np.arange(len(row)) + np.repeat(first - (many.cumsum() - many), many)
        added = self._other[at]
        keys = members[row] * self._units + added[:, None]
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        near = (self._keys[places] == keys).all(axis=1)
        row, added, apart = row[near], added[near], self._apart[places[near]]
        joined = np.column_stack([members[row], added])
        return joined, np.column_stack([sums[row] + apart, apart.sum(axis=1)])


def _saved(sets: Sets) -> tuple[Whole, Numbers]:
    """Of each group of sets that meet a unit of it, and the most that disjoint sets of it save."""
    row, column = np.nonzero(sets.members >= 0)
    first, unit = sets.members[row, 0], sets.members[row, column]
    shape = (int(sets.members.max()) + 1,) * 2
    links = coo_array((np.ones(len(row)), (first, unit)), shape=shape)
    groups = connected_components(links, directed=False)[1]
    names, mine = np.unique(groups[sets.members[:, 0]], return_inverse=True)
    saved = np.zeros(len(names))
    np.maximum.at(saved, mine, sets.saving)
    # Where all sets of a group have a unit in common, only one of them can be taken.
    busiest = np.zeros(len(names), dtype=np.int64)
    np.maximum.at(busiest, mine[row], np.bincount(unit)[unit])
    hard = np.flatnonzero(busiest < np.bincount(mine))
    if len(hard):
        solve = _assigned if sets.members.shape[1] == 2 else _packed
        left = np.isin(mine, hard)
        saved[hard] = solve(sets.members[left], sets.saving[left], mine[left])
    return sets.members[np.unique(mine, return_index=True)[1], 0], saved


def _assigned(members: Whole, saving: Numbers, group: Whole) -> list[float]:
    """Of two coders: the assignment problem of each group, whose pairs left out save nothing."""
    order = np.argsort(group, kind="stable")
    cuts = np.flatnonzero(np.diff(group[order])) + 1
    saved = []
    for some in np.split(order, cuts):
        (ones, one), (others, other) = (
            np.unique(members[some, side], return_inverse=True) for side in (0, 1)
        )
        table = np.zeros((len(ones), len(others)))
        table[one, other] = saving[some]
        saved.append(float(table[linear_sum_assignment(table, maximize=True)].sum()))
    return saved


def _packed(members: Whole, saving: Numbers, group: Whole) -> Numbers:
    """Of three coders or more: the integer programme that takes no unit twice.

    First many groups together without asking for whole numbers, which is fast; where a group's
    answer is whole all the same, it is the best. The few others are solved one by one.
    """
    order = np.argsort(group, kind="stable")
    many = np.unique(group, return_counts=True)[1]
    portion = np.repeat(many.cumsum() // AT_ONCE, many)
    saved = np.zeros(len(saving))
    for some in np.split(order, np.flatnonzero(np.diff(portion)) + 1):
        taken = _programme(members[some], saving[some], whole=False)
        for one in np.unique(group[some][abs(taken - taken.round()) > WHOLE]):
            mine = np.flatnonzero(group[some] == one)
            taken[mine] = _programme(members[some[mine]], saving[some[mine]], whole=True)
        saved[some] = saving[some] * taken.round()
    return np.add.reduceat(saved[order], many.cumsum() - many)


def _programme(members: Whole, saving: Numbers, whole: bool) -> Numbers:
    """How much of each set is taken so that they save most and no unit is in two."""
    row, column = np.nonzero(members >= 0)
    units, unit = np.unique(members[row, column], return_inverse=True)
    once = coo_array((np.ones(len(row)), (unit, row)), shape=(len(units), len(members)))
    solved = milp(
        -saving,
        integrality=np.full(len(saving), int(whole)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(once.tocsc(), ub=1),
        options={"mip_rel_gap": 0},
    )
    return np.asarray(solved.x)
