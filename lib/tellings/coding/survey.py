"""A random sample as people coded it, checked, beside a machine's codes of all units."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tellings.coding.agreement import fold_items
from tellings.coding.drawn import DRAWN, Drawn
from tellings.coding.estimation import Places, Sample
from tellings.coding.sheet_rows import UNIT

Mask = NDArray[np.bool_]


class Survey(NamedTuple):
    """All units, what the machine says of each, and people's answers to those drawn."""

    machine: pd.DataFrame  # a row a unit, a column a frame
    people: pd.DataFrame  # a row a unit drawn, a column a frame; missing where skipped
    coded: Places
    part: Places
    of: Places
    groups: dict[object, Mask]
    article: Places

    def sample(self, frame: str) -> Sample:
        found = self.machine[frame] if frame in self.machine else pd.Series(0, self.machine.index)
        return Sample(found.to_numpy(np.intp), self.coded, self.part, self.of)


def survey_of(codes: pd.DataFrame, machine: pd.DataFrame, by: str) -> Survey:
    names = machine["coder"].unique()
    if len(names) != 1:
        raise ValueError(
            f"the second table is that of one coder; it has {', '.join(names) or 'none'}"
        )
    if by and by not in machine:
        raise ValueError(f"by is '' or a column of the second table, not {by!r}")
    people = codes[codes["coder"] != names[0]]
    found = _wide(machine)
    if found.isna().any(axis=None):
        without = int(found.isna().any(axis=1).sum())
        raise ValueError(f"{names[0]} has to code all units; {without} have no code")
    drawn = _drawn(people)
    coded = found.index.get_indexer(drawn.index)
    parts = drawn.groupby("part")["of"].first()
    if (coded < 0).any() or parts.sum() != len(found):
        raise ValueError(
            f"the sample was drawn of {parts.sum()} units, and {names[0]} has coded {len(found)}; "
            "make the second table of the same story, with the unit of the sheet, and give the "
            "whole sheet"
        )
    units = machine.assign(all="").drop_duplicates(UNIT).set_index(UNIT, drop=False)
    group = units[by or "all"].reindex(found.index)
    return Survey(
        found,
        _wide(people).reindex(drawn.index),
        coded,
        np.searchsorted(parts.index, drawn["part"]),
        parts.to_numpy(np.intp),
        {one: (group == one).to_numpy() for one in dict.fromkeys(group)},
        pd.factorize(found.index.get_level_values("article"))[0],
    )


def _wide(codes: pd.DataFrame) -> pd.DataFrame:
    """A row a unit, a column a frame: the mean of the coders that coded it."""
    folded = fold_items(codes)
    means = folded.astype({"code": float}).groupby([*UNIT, "frame"], sort=False)["code"].mean()
    return means.unstack("frame").reindex(pd.MultiIndex.from_frame(folded[UNIT].drop_duplicates()))


def _drawn(people: pd.DataFrame) -> pd.DataFrame:
    """How each unit was drawn, checked: a row that was deleted would count as if never drawn."""
    fields = list(Drawn._fields)
    if not set(fields) <= set(people) or people[fields].isna().any(axis=None):
        raise ValueError(
            f"the codes do not say how likely each unit was drawn; read sheets of "
            f"sample_for_coding, with their column {DRAWN}"
        )
    _check_items(people)
    drawn = people.drop_duplicates(UNIT)
    for part, rows in drawn.groupby("part"):
        wanted = rows["drawn"].max()  # a sample that was made longer has two numbers
        if rows["seed"].nunique() > 1 or rows["of"].nunique() > 1 or len(rows) > wanted:
            raise ValueError(
                f"part {part}: the codes are of two samples, drawn with another seed or from other "
                "articles; give one sample"
            )
        if len(rows) < wanted:
            raise ValueError(
                f"part {part}: {wanted} units were drawn, and {len(rows)} are in these sheets; put "
                "the missing rows back (without a code where nobody coded them)"
            )
    return drawn.set_index(UNIT)[fields].astype(int)


def _check_items(people: pd.DataFrame) -> None:
    """Of two items one deleted and the other no: the frame would count as not there."""
    keys = ["coder", *UNIT, "frame"]
    rows = people.groupby(keys, sort=False)["item"].size()
    wanted = people.groupby("frame")["item"].nunique().loc[rows.index.get_level_values("frame")]
    if len(fewer := rows[rows.to_numpy() < wanted.to_numpy()]):
        place = ", ".join(f"{key} {one}" for key, one in zip(keys, fewer.index[0], strict=True))
        raise ValueError(f"{place}: the sheet lacks a row; put it back, without a code if need be")
