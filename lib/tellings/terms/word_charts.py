"""Charts of words: how many look different where chance deals them out, and who uses which."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tellings.drawing.figure import Chart
from tellings.drawing.kit import DARK, GREY, LETTER, SMALL, colours, cut, filled

BARS = 50  # as many as a reader can tell apart
LONGEST_WORD = 20
LINE, HEAD = 0.21, 0.098  # inches: a line of words, a letter of a heading


def deals(different: str, number: str, real: str, usual: int, axis: str) -> Chart:
    """A grey bar for the deals that make so many words look different, a line at the real texts.

    Bars beyond the usual number are lighter. Where there are too many bars, neighbours are joined.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        axes = figure.subplots()
        wide = joined(int(data.loc[data[number] > 0, different].max()))
        bars = data.groupby(data[different] // wide)[number].sum()
        shades = ["0.62" if at * wide <= usual else "0.84" for at in bars.index]
        axes.bar((bars.index + 0.5) * wide - 0.5, bars, 0.9 * wide, color=shades)
        at = int(data.loc[data[real], different].iloc[0])
        axes.axvline(at, color="black", linewidth=2)
        axes.set_ylim(0, 1.25 * bars.max())
        axes.set_xlim(-0.5 - wide / 2, data[different].max() + 0.5 + wide)
        right = at > sum(axes.get_xlim()) / 2
        axes.annotate(
            f"the real texts: {at:,}",
            (at, 1),
            (-8 if right else 8, 0),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="right" if right else "left",
            va="top",
            fontweight="bold",
        )
        axes.set_xlabel("words that look different")
        axes.set_ylabel(axis)
        for side in (axes.xaxis, axes.yaxis):
            side.set_major_locator(MaxNLocator(8, integer=True))

    return chart


def joined(most: int) -> int:
    """How many neighbouring numbers share a bar of `deals`, where they go up to so many."""
    return 1 + most // BARS


def word_columns(column: str, outlet: str, of: str, word: str, times: str) -> Chart:
    """Columns of words with their numbers; those of one outlet only under a line in its colour."""

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        columns = [mine for _, mine in data.groupby(column, sort=False)]
        across = len(columns) if len(columns) <= 4 else 3
        room = figure.get_figwidth() / across - 0.2
        named = [filled(mine[column].iloc[0], int(room / HEAD)) for mine in columns]
        rows = [range(len(columns))[at : at + across] for at in range(0, len(columns), across)]
        longest = [max(len(columns[at]) for at in row) + 1 for row in rows]
        heads = [max(named[at].count("\n") for at in row) + 2 for row in rows]
        figure.set_figheight(LINE * (sum(longest) + sum(heads)))
        panels = figure.subplots(len(rows), across, squeeze=False, height_ratios=longest)
        paint = colours([one for one in data[outlet] if one])
        for at, (axes, name, mine) in enumerate(zip(panels.flat, named, columns, strict=False)):
            axes.set_title(name)
            axes.set(xlim=(0, room), ylim=(longest[at // across], 0), xticks=[], yticks=[])
            axes.spines[["left", "bottom"]].set_visible(False)
            axes.axhline(0, color=paint.get(mine[outlet].iloc[0], "0.62"), linewidth=6)
            _words(axes, list(mine[word]), list(mine[times]), int(mine[of].iloc[0]))
        for axes in panels.flat[len(columns) :]:
            axes.remove()

    return chart


def _words(axes: Axes, words: list[str], times: list[str], of: int) -> None:
    left = LETTER * max(map(len, times))
    for at, (word, number) in enumerate(zip(words, times, strict=True)):
        style = {"y": at + 0.8, "va": "center", "fontsize": SMALL}
        axes.text(left, s=number, ha="right", color=GREY, **style)
        axes.text(left + LETTER, s=cut(word, LONGEST_WORD), ha="left", color="black", **style)
    if rest := of - sum(map(bool, words)):
        more = {"va": "center", "fontsize": SMALL, "color": DARK, "style": "italic"}
        axes.text(left + LETTER, len(words) + 0.8, f"and {rest:,} more", **more)
