"""The figures of lesson 7."""

from pathlib import Path

import pandas as pd

from tellings.articles.story import Story
from tellings.drawing.charts import intervals
from tellings.drawing.figure import Drawn, draw, or_why_not
from tellings.drawing.kit import lines_each
from tellings.drawing.words import TooLittleError, largest, leading, listed, resting_on
from tellings.framing.codebook import Codebook
from tellings.framing.figures import MOST_ROWS
from tellings.many.habits import SPEAKS, TELLS, habit_counts, outlet_habits

LEAST_EVENTS = 2


@or_why_not("habits")
def plot_habits(
    story: Story, codebook: Codebook | str | Path | None = None, groups: str | Path | None = None
) -> Drawn:
    """Draws whom each outlet lets speak over many events, or, with a codebook, what it tells of.

    Args:
        story: the articles; of more than ten outlets those with most articles are drawn.
        codebook, groups: as in `outlet_habits`.
    """
    habit, name, share = SPEAKS, "voice", "attributed words"
    if codebook is not None:
        habit, name, share = TELLS, "frame", "sentences"
    counts = habit_counts(story, codebook, groups)
    every = outlet_habits(counts[counts["habit"] == habit])
    if every.empty or every["events"].max() < LEAST_EVENTS:
        raise TooLittleError("no outlet tells of two events that another tells too")
    outlets = story.outlets.values()
    kept = largest(outlets)
    drawn = every[every["outlet"].isin(kept)]
    rows = MOST_ROWS // max(len(kept), lines_each(drawn[name].unique()))
    drawn, left_out = leading(drawn, name, "count", rows, name)
    return draw(
        f"habits_{name}s",
        intervals(name, "outlet", "share", "low", "high", f"share of {share}", percent=True),
        drawn,
        numbers=every,
        title=_finding(every, name),
        caption=f"Each row is a {name}. A point is its share of all {share} of an outlet, with its "
        "95% interval, which rests on the number of events. The sentence above goes by the events "
        "that an outlet tells along with others.",
        alternative_text=f"A row for each {name}, and in it for each outlet a marker of its own "
        "shape with its interval. " + "; ".join(map(_told, drawn.to_dict("records"))) + ".",
        foot=f"An outlet tells up to {every['events'].max()} events along with others. "
        + resting_on(outlets, len(kept))
        + left_out,
    )


def _told(row: dict[object, object]) -> str:
    share, low, high = (float(str(row[name])) for name in ("share", "low", "high"))
    return f"{row['voice'] or row['frame']}, {row['outlet']} {share:.0%} ({low:.0%} to {high:.0%})"


def _finding(habits: pd.DataFrame, name: str) -> str:
    """Who gives what more room than the others do, the largest differences first."""
    sure = habits[habits["verdict"] == "more"].sort_values("difference", ascending=False)
    if sure.empty:
        what = "whom they let speak" if name == "voice" else "what they tell of"
        return f"We cannot tell whether the outlets differ in {what}."
    each = sure.groupby("outlet", sort=False)[name].agg(lambda names: listed(names, 2))
    (first, most), *rest = each.items()
    told = [f"{first} gives more room to {most}", *(f"{one} to {what}" for one, what in rest)]
    return f"On the same events, {listed(told)}."
