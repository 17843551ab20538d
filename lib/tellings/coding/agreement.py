"""How far several coders, people or the dictionary, give the same codes, and where they do not."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd

from tellings.chance import share_interval
from tellings.coding.measures import (
    RELIABLE,
    TENTATIVE,
    Numbers,
    ac1,
    alpha,
    alpha_interval,
    kappa,
    pi,
    same_pairs,
    with_disagreement,
)
from tellings.coding.sheet_rows import UNIT

ENOUGH_UNITS = 10  # with fewer, alpha is not judged
ALL = "all frames"
MEASURES = "agreement pi kappa ac1 alpha low high below_667 below_8".split()
QUESTION = ["frame", "item"]


def fold_items(codes: pd.DataFrame) -> pd.DataFrame:
    """Each coder's answers to a frame's items, folded to one code: whether the unit has the frame.

    The frame is there if any item is yes, and is not if all are no. Where none is yes and some are
    missing, the code is missing: the missing answer may have been a yes. (Scales such as Semetko &
    Valkenburg 2000 average the items instead.)

    Args:
        codes: what `read_codes` or `code_units` returns.

    Returns:
        The same columns, one row a coder, unit and frame, item 0.
    """
    doubt = codes.assign(code=codes["code"].astype("Float64").fillna(0.5))
    folded = doubt.groupby(["coder", *UNIT, "frame"], sort=False, as_index=False)["code"].max()
    code = folded["code"].mask(folded["code"] == 0.5).astype("Int64")
    return folded.assign(item=0, code=code)[["coder", *UNIT, *QUESTION, "code"]]


def reliability(*codes: pd.DataFrame, by: str = "frame", pairs: bool = False) -> pd.DataFrame:
    """How far coders agree, beyond what chance brings.

    The verdict goes by the interval of alpha and the marks of Krippendorff (2004, p. 241):
    "reliable" where it lies at .8 or above, "tentative" (for tentative conclusions only) where it
    lies at .667 or above, "not reliable" where it lies below .667, else "cannot tell", as with
    fewer than ten units, or where the codes do not vary: agreement on a frame that nobody ever saw
    shows nothing.

    Args:
        codes: of two coders or more, in one table or several: what `read_codes` returns, and
            `code_units` for the dictionary among them.
        by: "frame" (items folded as in `fold_items`) or "item".
        pairs: whether to compare each coder with each other one, in place of all together: who
            codes apart from the rest?

    Returns:
        One row a frame, or an item, and one for all together, which can look better than any, as
        frames differ in how common they are; with pairs, so many for each pair. frame, (item,)
        (first, second,) coders, units (coded by two or more), agreement (share of the pairs of
        codes that are the same), pi (Scott 1955; with three coders or more Fleiss 1971) and kappa
        (Cohen 1960; two coders only), both over the units that all have coded, ac1 (Gwet 2008; for
        codes that are rare), alpha (Krippendorff 2004, for nominal codes) with low and high (95%),
        below_667 and below_8 (how likely alpha lies below these marks: the share of the resamples
        that do; Hayes & Krippendorff 2007), verdict.
        The interval is a bootstrap of articles with all their units, as units of one article are
        alike, and is widened as t is for few articles; of one article its units are drawn, and the
        interval is then too narrow rather than too wide. (Krippendorff's own resamples pairs of
        codes.) Its lower end allows for one disagreement more than was seen: few units without any
        would otherwise pass as sure.

    Raises:
        ValueError: there are fewer than two coders, one codes a thing twice, or by is neither.

    >>> said = {"Ann": "0100000010", "Bo": "1110010000"}
    >>> rows = [(who, "a", n, 9 * n, 9 * n + 8, "war", 0, int(code))
    ...         for who, codes in said.items() for n, code in enumerate(codes)]
    >>> columns = "coder article unit start end frame item code".split()
    >>> codes = pd.DataFrame(rows, columns=columns)
    >>> reliability(codes)[["frame", "units", "agreement", "alpha"]].round(3).values.tolist()
    [['war', 10, 0.6, 0.095], ['all frames', 10, 0.6, 0.095]]
    """
    if by not in ("frame", "item"):
        raise ValueError(f"by is 'frame' or 'item', not {by!r}")
    every = pd.concat(codes)
    if every["coder"].nunique() < 2:
        coders = ", ".join(every["coder"].unique()) or "none"
        raise ValueError(f"reliability compares coders; these codes have {coders}")
    wide = _wide(fold_items(every) if by == "frame" else every)
    groups = [*wide.groupby(level=QUESTION, sort=False), ((ALL, 0), wide)]
    compared = list(combinations(dict.fromkeys(every["coder"]), 2)) if pairs else [()]
    table = pd.DataFrame(
        [
            {"frame": frame, "item": item}
            | dict(zip(("first", "second"), pair, strict=bool(pair)))
            | _reliability(rows[list(pair)] if pair else rows)
            for (frame, item), rows in groups
            for pair in compared
        ]
    )
    return table if by == "item" else table.drop(columns="item")


def disagreements(*codes: pd.DataFrame) -> pd.DataFrame:
    """The units that coders code differently: the places to read and talk about.

    Args:
        codes: as in `reliability`; folded by `fold_items`, whole frames are compared.

    Returns:
        One row a unit and item: article, unit, start, end, frame, item, and one column a coder with
        the code.

    Raises:
        ValueError: a coder codes a thing twice.
    """
    every = pd.concat(codes)
    wide = _wide(every)
    differ = (wide.min(axis=1) < wide.max(axis=1)).astype(bool)
    table = wide[differ].rename_axis(columns=None).astype("Int64").reset_index()
    table = table.sort_values([*UNIT, *QUESTION], kind="stable", ignore_index=True)
    if "outlet" in every:
        outlets = dict(zip(every["article"], every["outlet"], strict=True))
        table.insert(1, "outlet", table["article"].map(outlets))
    return table


def dictionary_accuracy(codes: pd.DataFrame, machine: pd.DataFrame) -> pd.DataFrame:
    """How well one coder, such as the dictionary, finds the units in which people see a frame.

    People's codes count where all who coded the unit agree. Units in dispute are left out, which
    flatters the machine, as those are the hard ones; how many they are is said.

    Args:
        codes: of one person or several, as `read_codes` returns them; rows of the machine among
            them are passed over.
        machine: of one coder, as `code_units` returns them, for the same units.

    Returns:
        One row a frame (items folded as in `fold_items`), and one for all together: frame, units
        (coded by both), disputed (left out), present (units with the frame, say the people), found
        (says the machine), right (say both), precision (right / found) and recall (right / present)
        with low and high (95%, Wilson 1927), f1 (harmonic mean of the two) with low and high
        (Wilson's for right / (present + found - right), of which f1 is a function). Missing where
        nothing is found or present. Units are taken as drawn one by one, and all alike: of a sample
        drawn by frame, recall looks too good.

    Raises:
        ValueError: machine is not one coder, or has no unit in common with the people.
    """
    names = machine["coder"].unique()
    if len(names) != 1:
        raise ValueError(
            f"the second table is that of one coder; it has {', '.join(names) or 'none'}"
        )
    people = _wide(fold_items(codes[codes["coder"] != names[0]]))
    both = people.join(_wide(fold_items(machine))[names[0]].rename("machine"), how="inner").dropna(
        subset="machine"
    )
    if both.empty:
        raise ValueError(
            "the tables have no unit in common; code_units wants the same unit and codebook as "
            "the sheet"
        )
    groups = [*both.groupby(level="frame", sort=False), (ALL, both)]
    rows = (
        {"frame": frame} | _accuracy(both[people.columns], both["machine"])
        for frame, both in groups
    )
    return pd.DataFrame(rows)


def _wide(codes: pd.DataFrame) -> pd.DataFrame:
    """One row a unit and item, one column a coder."""
    keys = [*UNIT, *QUESTION, "coder"]
    if len(twice := codes[codes.duplicated(keys)]):
        place = ", ".join(f"{key} {twice[key].iloc[0]}" for key in keys)
        raise ValueError(f"two codes for the same thing: {place}; is one table in there twice?")
    table = codes.set_index(keys)["code"].astype(float)
    order = codes.drop_duplicates(keys[:-1]).set_index(keys[:-1]).index
    return table.unstack("coder").reindex(order)


def _reliability(rows: pd.DataFrame) -> dict[str, object]:
    rows = rows[rows.notna().sum(axis=1) >= 2].dropna(axis="columns", how="all")
    row: dict[str, object] = {"coders": rows.shape[1], "units": len(rows)}
    if rows.empty:
        return (
            row
            | dict.fromkeys(MEASURES, np.nan)
            | {"verdict": "cannot tell: no unit has two codes"}
        )
    yes = (rows == 1).sum(axis=1).to_numpy()
    counts = np.column_stack([rows.notna().sum(axis=1).to_numpy() - yes, yes]).astype(float)
    pairs = with_disagreement(counts)
    units = pd.DataFrame(pairs).groupby(rows.index.droplevel(QUESTION), sort=False).sum()
    article = np.array([name[0] for name in units.index], dtype=object)
    interval = alpha_interval(units.to_numpy(), article)
    row |= {"agreement": same_pairs(counts)} | _pi_and_kappa(rows.dropna().to_numpy())
    verdict = _verdict(counts, len(units), len(set(article)), interval.low, interval.high)
    return (
        row
        | {"ac1": ac1(counts), "alpha": alpha(counts)}
        | interval._asdict()
        | {"verdict": verdict}
    )


def _pi_and_kappa(codes: Numbers) -> dict[str, float]:
    """Over the units that all have coded."""
    if codes.size == 0 or codes.min() == codes.max():
        return {"pi": np.nan, "kappa": np.nan}
    yes = codes.sum(axis=1)
    both = pi(np.column_stack([codes.shape[1] - yes, yes]))
    return {"pi": both, "kappa": kappa(codes) if codes.shape[1] == 2 else np.nan}


def _verdict(counts: Numbers, units: int, articles: int, low: float, high: float) -> str:
    no, yes = counts.sum(axis=0)
    if not yes or not no:
        return "cannot tell: " + ("every code is yes" if yes else "nobody ever coded yes")
    if units < ENOUGH_UNITS:
        return "cannot tell: too few units"
    if np.isnan(low):
        return f"cannot tell: too few codes are {'yes' if yes < no else 'no'}"
    if low >= TENTATIVE:
        return "reliable" if low >= RELIABLE else "tentative"
    few = "articles" if articles > 1 else "units"  # what the interval draws
    return "not reliable" if high < TENTATIVE else f"cannot tell: too few {few}"


def _accuracy(people: pd.DataFrame, machine: pd.Series) -> dict[str, object]:
    coded = people.notna().any(axis=1)
    agreed = people.min(axis=1) == people.max(axis=1)
    said, found = people.max(axis=1)[agreed] == 1, machine[agreed] == 1
    right, present, hits = (int(one.sum()) for one in (said & found, said, found))
    units = {"units": int(agreed.sum()), "disputed": int((coded & ~agreed).sum())}
    counts = {"present": present, "found": hits, "right": right}
    return units | counts | dict(_shares(right, present, hits))


def _shares(right: int, present: int, found: int) -> Iterator[tuple[str, float]]:
    either = present + found - right
    for name, of in (("precision", found), ("recall", present), ("f1", either)):
        low, high = share_interval(right, of)
        share = right / of if of else np.nan
        if name == "f1":
            share = 2 * right / (present + found) if either else np.nan
            low, high = (2 * bound / (1 + bound) for bound in (low, high))
        yield from zip((name, f"{name}_low", f"{name}_high"), (share, low, high), strict=True)
