"""A bar for each outlet, divided among those whom it lets speak."""

import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import PercentFormatter

from tellings.attribution.directory import NOBODY
from tellings.attribution.sources import NOT_SAID, OTHERS
from tellings.drawing.kit import (
    LETTER,
    SMALL,
    WIDEST_NAME,
    apart,
    grow,
    name_rows,
    patterns_of,
    right_labels,
)

FEW_ATTRIBUTIONS = 5  # below this many a share says little, and the chart says so
LAST = (NOBODY, NOT_SAID, OTHERS)


def voice_bars(figure: Figure, data: pd.DataFrame) -> None:
    """A bar an outlet, divided among those whom it lets speak; beside it, of how many words.

    Draws what `share_of_voice` returns. A part has its voice written in it where there is room,
    else its per cent.
    """
    outlets = list(dict.fromkeys(data["outlet"]))
    sums = (
        data.groupby("voice", sort=False)["share"].sum().sort_values(ascending=False, kind="stable")
    )
    fills = patterns_of(
        sorted(sums.index.astype(str), key=lambda voice: LAST.index(voice) if voice in LAST else -1)
    )
    grow(figure, 1.4 + 0.16 * len(fills) + len(outlets))
    axes = figure.subplots()
    name_rows(axes, outlets)
    axes.set(xlim=(0, 1), xlabel="share of the attributed words")
    axes.xaxis.set_major_formatter(PercentFormatter(1))
    right_labels(axes, [_of_how_many(*row) for row in _totals(data)])
    handles = [
        Patch(label=textwrap.fill(voice, WIDEST_NAME), **fill) for voice, fill in fills.items()
    ]
    figure.legend(
        handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize=SMALL
    )
    figure.draw_without_rendering()
    for row, outlet in enumerate(outlets):
        mine = data[(data["outlet"] == outlet) & (data["words"] > 0)].set_index("voice")["share"]
        _voice_bar(axes, row, {voice: mine[voice] for voice in fills if voice in mine.index}, fills)


def _totals(data: pd.DataFrame) -> list[tuple[int, int]]:
    totals = data.groupby("outlet", sort=False)[["outlet_words", "outlet_attributions"]].first()
    return list(totals.itertuples(index=False, name=None))


def _of_how_many(words: int, attributions: int) -> str:
    if not words:
        return "nothing attributed"
    few = "few: " if attributions < FEW_ATTRIBUTIONS else ""
    counted = f"{attributions} attribution{'s' * (attributions != 1)}"
    return f"{few}{words:,} word{'s' * (words != 1)} in\n{counted}"


def _voice_bar(
    axes: Axes, row: int, shares: dict[str, float], fills: dict[str, dict[str, Any]]
) -> None:
    inches, left, narrow = axes.bbox.width / axes.figure.dpi, 0.0, []
    for voice, share in shares.items():
        axes.barh(row, share, height=0.62, left=left, clip_on=False, **fills[voice])
        if text := _fitting(voice, f"{share:.0%}", share * inches):
            box = {"facecolor": "white", "edgecolor": "none", "pad": 1}
            style = {"ha": "center", "va": "center", "fontsize": SMALL, "linespacing": 1}
            axes.text(left + share / 2, row, text, bbox=box, **style)
        else:
            narrow.append((left + share / 2, f"{share:.0%}" if share >= 0.005 else "<1%"))
        left += share
    line = {"arrowstyle": "-", "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0}
    for (middle, text), place in zip(
        narrow, apart([middle for middle, _ in narrow], 0.42 / inches), strict=True
    ):
        where: dict[str, Any] = {"ha": "center", "va": "bottom", "fontsize": SMALL}
        axes.annotate(text, (middle, row - 0.31), (place, row - 0.38), arrowprops=line, **where)


def _fitting(voice: str, percent: str, inches: float) -> str:
    """The voice and its per cent in three lines, else the per cent alone, else nothing."""
    letters = int((inches - 0.08) / LETTER)
    lines = textwrap.wrap(voice, max(letters, 1), break_long_words=False, break_on_hyphens=False)
    if len(lines) < 3 and max(map(len, [*lines, percent])) <= letters:
        return "\n".join([*lines, percent])
    return percent if len(percent) <= letters else ""
