"""The machine's shares corrected by what people coded of a random sample."""

from bisect import bisect_left
from itertools import combinations
from math import isnan, nan
from typing import Any

import numpy as np
import pandas as pd
import scipy

from tellings.chance import Z95, clustered_share_interval, difference_of, estimated_share_interval
from tellings.coding.agreement import ENOUGH_UNITS
from tellings.coding.estimation import UNSEEN, Estimate, Numbers, Places, Sample, estimated
from tellings.coding.survey import Mask, Survey, survey_of

HERE, BEYOND = "these articles", "articles like these"
ENOUGH_ARTICLES = 4  # of an outlet, to speak of more articles than these
FEW_CODED = "cannot tell: too few coded"
FEW_ARTICLES = "cannot tell: too few articles"
MOST_UNITS = 10**9
Row = dict[str, Any]


def corrected_shares(
    codes: pd.DataFrame, machine: pd.DataFrame, *, by: str = "outlet", beyond: bool = False
) -> pd.DataFrame:
    """The share of units with each frame or voice, corrected by a sample that people coded.

    The units that people coded count as they coded them. For the others the machine's codes count,
    corrected by how often people said yes where the machine did, and where it did not. That needs
    units drawn at random, of `sample_for_coding`; whatever mistakes the machine makes, the share is
    then right on average, and its interval says how far the drawing can have moved it. The method
    is the difference estimator of survey sampling (Särndal, Swensson & Wretman 1992; Sanguiao Sande
    & Zhang 2021), for texts known as design-based supervised learning (Egami et al. 2023) and
    prediction-powered inference (Angelopoulos et al. 2023).

    What the share speaks of is one of two things. That of these articles, which the sample shows
    as well as is wanted however few articles there are; but nothing is said of others. Or, with
    beyond, that of all articles such as these, of which these are taken as drawn; then it counts,
    too, how much the articles differ, and four of an outlet are needed.

    Args:
        codes: people's, as `read_codes` returns them from sheets of `sample_for_coding`; rows of
            the machine among them are passed over. Where several people coded a unit, their mean
            counts.
        machine: the codes of one coder for all units: `code_units`, `code_voices`, or those of any
            other program.
        by: a column of machine, such as "outlet" or "article", to give a share of each; "" for one
            share of all.
        beyond: whether the interval is to hold for other articles, too.

    Returns:
        One row a frame and outlet: frame, outlet, units (in all), articles, coded, skipped (drawn,
        and not coded), plain (share by the machine; missing for a frame that it does not code),
        share (corrected), low and high (95%; Wilson's, for as many independent units as have this
        variance, Korn & Graubard 1998; beyond with articles as clusters), smallest (so far off the
        plain share must be for the sample to tell), target ("these articles" or "articles like
        these"), verdict (of the plain share as one of these articles: "too high", "too low",
        "cannot tell"). Rows skipped may be yes or no: the interval holds for either.

    Raises:
        ValueError: the codes carry no probabilities, a unit that was drawn is missing from them,
            they are of two samples, or machine is not one coder's or of other units.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> from tellings import Codebook, Story, code_voices, read_codes, sample_for_coding
    >>> from tellings.framing.codebook import Frame
    >>> book = Codebook("b", "", (Frame("somebody", items=("Does anybody speak?",)),))
    >>> text = "Talks failed, Kim said. They left. He saw no way, he wrote. It rains. " * 9
    >>> story = Story.of(Daily=text)
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "anna.csv"
    ...     sheet = sample_for_coding(story, 20, book, path)
    ...     told = sheet["text"].str.contains("said|wrote").astype(int)
    ...     sheet.assign(code=told).to_csv(path)  # for the example; a person writes 1 or 0
    ...     codes = read_codes(path, story)
    >>> shares = corrected_shares(codes, code_voices(story, book))
    >>> print(shares[["units", "coded", "plain", "share", "low", "high"]].round(2).to_string())
       units  coded  plain  share   low  high
    0     36     20   0.89   0.44  0.29  0.61
    """
    survey = survey_of(codes, machine, by)
    rows = [
        {"frame": frame} | ({by: group} if by else {}) | share_in(survey, frame, members, beyond)
        for frame in survey.people
        for group, members in survey.groups.items()
    ]
    return pd.DataFrame(rows)


def corrected_differences(
    codes: pd.DataFrame, machine: pd.DataFrame, *, by: str = "outlet", beyond: bool = False
) -> pd.DataFrame:
    """Each pair of outlets compared by their corrected shares.

    Mistakes of the machine that hit one outlet more than another look like a difference of the
    outlets, and the other way round. Arguments and errors are those of `corrected_shares`.

    Returns:
        One row a frame and pair: frame, first, second (outlets), plain (difference by the machine,
        first minus second), difference (corrected), low and high (95%, of the two intervals, Zou &
        Donner 2008), smallest (so large a difference must be for the samples to tell), target, p
        (by the normal distribution), p_corrected (Benjamini & Hochberg 1995, over all rows),
        verdict ("differs" or "cannot tell", at p_corrected < .05).
    """
    if not by:
        raise ValueError("by names the column of what to compare, such as 'outlet'")
    shares = corrected_shares(codes, machine, by=by, beyond=beyond)
    rows = [
        {"frame": frame, "first": one[by], "second": two[by]} | _difference(one, two)
        for frame, group in shares.groupby("frame", sort=False)
        for one, two in combinations(group.to_dict("records"), 2)
    ]
    columns = "frame first second plain difference low high smallest target p verdict".split()
    table = pd.DataFrame(rows, columns=columns)
    told = scipy.stats.false_discovery_control(table["p"]) if len(table) else []
    table.insert(table.columns.get_loc("p") + 1, "p_corrected", told)
    sure = np.where(table["p_corrected"] < 0.05, "differs", "cannot tell")
    return table.assign(verdict=table["verdict"].where(table["verdict"] != "", sure))


def how_many_to_code(width: float, right: float = 0.85, units: int | None = None) -> int:
    """How many units to draw, so that the interval of a corrected share is about so wide.

    Args:
        width: from end to end: 0.1 for a share of 25% that may be between 20 and 30.
        right: the share of units that the machine is expected to code as people do; 0.5 if it is of
            no use at all.
        units: how many there are in all; of few, fewer are needed.

    Raises:
        ValueError: width or right is no share.

    >>> how_many_to_code(0.1), how_many_to_code(0.1, units=500), how_many_to_code(0.1, right=0.5)
    (204, 146, 390)
    """
    if not 0 < width < 1 or not 0 <= right <= 1:
        raise ValueError(f"width and right are shares, such as 0.1 and 0.85, not {width}, {right}")

    def too_wide(n: int) -> bool:
        # Errors as often in what the machine finds as in what it does not; others leave less.
        left = 1 - n / units if units else 1.0
        variance = left * (n * right * (1 - right) + UNSEEN) / (n * (n - 1))
        return 2 * float(scipy.stats.t.ppf(0.975, n - 1)) * variance**0.5 > width

    most = units or MOST_UNITS
    return min(most, bisect_left(range(most), True, ENOUGH_UNITS, key=lambda n: not too_wide(n)))


def share_in(survey: Survey, frame: str, members: Mask, beyond: bool) -> Row:
    """The row of `corrected_shares` for one frame and some of the units."""
    sample, weight = survey.sample(frame), members / members.sum()
    answers = survey.people[frame].to_numpy(float)
    inside, told = members[sample.coded], ~np.isnan(answers)
    row = {
        "units": int(members.sum()),
        "articles": len(set(survey.article[members])),
        "coded": int((inside & told).sum()),
        "skipped": int((inside & ~told).sum()),
        "plain": float(weight @ sample.machine) if frame in survey.machine else nan,
    }
    target = {"target": BEYOND if beyond else HERE}
    if not row["coded"]:
        nothing = {"share": nan, "low": 0.0, "high": 1.0, "smallest": 1.0}
        return row | nothing | target | {"verdict": FEW_CODED}
    # A row that was skipped may be yes or no: the interval is to hold for either.
    either = [] if told.all() else [np.where(told, answers, one) for one in (0.0, 1.0)]
    estimates = [estimated(sample, one, weight) for one in (_filled(sample, answers), *either)]
    here = _here(estimates, int(inside.sum()), weight[sample.coded][told], answers[told])
    low, high = _beyond(here, estimates, survey.article, members) if beyond else here
    share = _within(estimates[0].total)
    row |= {"share": share, "low": low, "high": high}
    row |= {"smallest": max(share - here[0], here[1] - share)}
    few = row["coded"] < min(ENOUGH_UNITS, row["units"])
    return row | target | {"verdict": FEW_CODED if few else _verdict(row["plain"], *here)}


def _filled(sample: Sample, answers: Numbers) -> Numbers:
    """Rows skipped count as those coded of which the machine says the same, on average."""
    cell = sample.machine[sample.coded]
    means = [
        np.nanmean(mine) if (~np.isnan(mine := answers[cell == one])).any() else float(one)
        for one in (0, 1)
    ]
    return np.where(np.isnan(answers), np.array(means)[cell], answers)


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))


def _here(
    estimates: list[Estimate], drawn: int, known: Numbers, answers: Numbers
) -> tuple[float, float]:
    """The interval for these articles; what people coded of them is sure to be there."""
    lows, highs = zip(
        *(estimated_share_interval(_within(one.total), one.variance, drawn) for one in estimates),
        strict=True,
    )
    return max(min(lows), known @ answers), min(max(highs), 1 - known @ (1 - answers))


def _beyond(
    here: tuple[float, float], estimates: list[Estimate], article: Places, members: Mask
) -> tuple[float, float]:
    """The interval for other articles, too: by how much these differ, the drawing included."""
    sizes = np.bincount(article, members)
    if (sizes > 0).sum() < ENOUGH_ARTICLES:
        return 0.0, 1.0
    lows, highs = [here[0]], [here[1]]
    for one in estimates:
        counts = np.bincount(article, one.brings) * members.sum()
        # A corrected count may lie beyond what there can be.
        if not 0 <= counts.sum() <= sizes.sum():
            counts = np.clip(counts, 0, sizes)
        low, high = clustered_share_interval(counts, sizes)
        lows, highs = [*lows, low], [*highs, high]
    return min(lows), max(highs)


def _verdict(plain: float, low: float, high: float) -> str:
    if isnan(plain):
        return ""
    return "too high" if plain > high else "too low" if plain < low else "cannot tell"


def _difference(one: Row, two: Row) -> Row:
    few = _too_few(one, two)
    apart, low, high, p = one["share"] - two["share"], -1.0, 1.0, 1.0
    if not few:
        first, second = ((side["share"], side["low"], side["high"]) for side in (one, two))
        low, high = difference_of(first, second)
    half = apart - low if apart >= 0 else high - apart
    if not few:
        p = (
            2 * float(scipy.stats.norm.sf(abs(apart) / half * Z95))
            if half > 0
            else float(apart == 0)
        )
    plain = one["plain"] - two["plain"]
    told = {"plain": plain, "difference": apart, "low": low, "high": high, "smallest": half}
    return told | {"target": one["target"], "p": p, "verdict": few}


def _too_few(one: Row, two: Row) -> str:
    if FEW_CODED in (one["verdict"], two["verdict"]):
        return FEW_CODED
    beyond = one["target"] == BEYOND
    few = beyond and min(one["articles"], two["articles"]) < ENOUGH_ARTICLES
    return FEW_ARTICLES if few else ""
