"""Two articles as columns of paragraphs, with ribbons between those that tell the same."""

import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from tellings.comparison.topic_charts import BOX, LINE, around
from tellings.drawing.kit import DARK, GREY, LETTER, SMALL, grow
from tellings.drawing.words import counted

RIBBONS: dict[str, dict[str, Any]] = {
    "strong": {"facecolor": "#0072B2", "edgecolor": "#00466E", "linewidth": 0.8, "alpha": 0.75},
    "partial": {
        "facecolor": "#DCEAF4",
        "edgecolor": "#3F6F8F",
        "linewidth": 1,
        "linestyle": (0, (3, 2)),
    },
}
BOXES: dict[bool, dict[str, Any]] = {
    True: {"facecolor": "0.85", "edgecolor": DARK, "linewidth": 0.8},
    False: {"facecolor": "white", "edgecolor": DARK, "linewidth": 0.8, "hatch": "////"},
}


def paired_columns(figure: Figure, data: pd.DataFrame) -> None:
    """Paragraphs as boxes as tall as their words, with a ribbon between those that tell the same.

    Draws what `paired_paragraphs` returns, a panel for each article that the first is set beside.
    Strong pairs have a dark ribbon, partial ones a light one with a dashed edge; a paragraph
    without partner is hatched.
    """
    panels = [
        (str(first), str(second))
        for first, second in data[["first", "second"]].drop_duplicates().to_numpy()
    ]
    sides = {
        pair: _columns(data[(data["first"] == pair[0]) & (data["second"] == pair[1])])
        for pair in panels
    }
    longest = max(sum(column.values()) for both in sides.values() for column in both)
    words = [word for pair in panels for name in pair for word in name.split()] + ["100 paragraphs"]
    room = {
        across: int((figure.get_figwidth() - 0.9) / across / 2 / LETTER) - 2 for across in (3, 2, 1)
    }
    across = next(
        (
            one
            for one, letters in room.items()
            if one <= len(panels) and letters >= max(map(len, words))
        ),
        1,
    )
    letters, down = room[across], -(-len(panels) // across)
    above = 0.7 + LINE * max(len(textwrap.wrap(name, letters)) for pair in panels for name in pair)
    tallest = max(4.0, 1.1 * LINE * max(len(column) for both in sides.values() for column in both))
    grow(figure, 0.4 + down * (tallest + above))
    tallest = (figure.get_figheight() - 0.4) / down - above
    grid = figure.subplots(down, across, sharey=True, squeeze=False)
    for axes, pair in zip(grid.flat, panels, strict=False):
        mine = data[(data["first"] == pair[0]) & (data["second"] == pair[1])]
        _two_columns(axes, mine, sides[pair], longest, LINE / tallest)
        heads = [
            f"{textwrap.fill(name, letters)}\n{counted(len(column), 'paragraph')}"
            for name, column in zip(pair, sides[pair], strict=True)
        ]
        axes.xaxis.tick_top()
        axes.set_xticks([0, 1], heads, fontsize=SMALL)
        for text, side in zip(axes.get_xticklabels(), ("left", "right"), strict=True):
            text.set_ha(side)
        axes.tick_params(axis="x", length=0)
        axes.spines[["top", "bottom"]].set_visible(False)
        axes.set_ylabel("words" if axes.get_subplotspec().is_first_col() else "")
    for axes in grid.flat[len(panels) :]:
        axes.remove()
    handles = [Patch(label=f"{strength} pair", **style) for strength, style in RIBBONS.items()]
    handles += [Patch(label="no partner", **BOXES[False])]
    figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False)


def _columns(mine: pd.DataFrame) -> tuple[dict[int, int], dict[int, int]]:
    """The paragraphs of both sides, each with its words."""
    left = mine[["unit", "words"]].dropna().drop_duplicates().sort_values("unit")
    right = mine[["other_unit", "other_words"]].dropna().drop_duplicates().sort_values("other_unit")
    return dict(left.itertuples(index=False, name=None)), dict(
        right.itertuples(index=False, name=None)
    )


def _two_columns(
    axes: Axes,
    mine: pd.DataFrame,
    sides: tuple[dict[int, int], dict[int, int]],
    longest: int,
    gap: float,
) -> None:
    met = mine.loc[mine["strength"] != "none", ["unit", "other_unit", "strength"]].sort_values(
        "strength", kind="stable"
    )
    pairs = list[tuple[int, int, str]](met.itertuples(index=False, name=None))
    axes.set(xlim=(-0.14, 1.14), ylim=(1.01 * longest, -0.01 * longest))
    left = _boxes(axes, sides[0], [(unit, other) for unit, other, _ in pairs], 0)
    right = _boxes(axes, sides[1], [(other, unit) for unit, other, _ in pairs], 1 - BOX)
    for edge, side, column in ((0, -1, sides[0]), (1, 1, sides[1])):
        _number_boxes(axes, column, edge, side, longest, gap)
    for unit, other, strength in pairs:
        axes.add_patch(_ribbon(left[unit, other], right[other, unit], RIBBONS[strength]))


def _boxes(
    axes: Axes, column: dict[int, int], pairs: Sequence[tuple[int, int]], x: float
) -> dict[tuple[int, int], tuple[float, float]]:
    """A box a paragraph; where on it the ribbon to each partner begins, and how wide it is."""
    ribbons, top = dict[tuple[int, int], tuple[float, float]](), 0.0
    for unit, words in column.items():
        partners = sorted(other for one, other in pairs if one == unit)
        axes.add_patch(Rectangle((x, top), BOX, words, **BOXES[bool(partners)]))
        width = words / max(1, len(partners))
        ribbons |= {
            (unit, other): (top + number * width, width) for number, other in enumerate(partners)
        }
        top += words
    return ribbons


def _number_boxes(
    axes: Axes, column: dict[int, int], edge: float, side: int, longest: int, gap: float
) -> None:
    line = {"arrowstyle": "-", "linewidth": 0.6, "color": GREY, "shrinkA": 0, "shrinkB": 0}
    where: dict[str, Any] = {
        "ha": "left" if side > 0 else "right",
        "va": "center",
        "fontsize": SMALL,
        "arrowprops": line,
    }
    middles = np.cumsum(list(column.values())) - np.array(list(column.values())) / 2
    for unit, middle, place in zip(
        column, middles, around((middles / longest).tolist(), gap), strict=True
    ):
        axes.annotate(str(unit), (edge, middle), (edge + 0.04 * side, place * longest), **where)


def _ribbon(
    left: tuple[float, float], right: tuple[float, float], style: dict[str, Any]
) -> PathPatch:
    """From a stretch (top, height) of the left column to one of the right."""
    (y, height), (other_y, other_height) = left, right
    start, end, middle = BOX, 1 - BOX, 0.5
    points = [
        (start, y),
        (middle, y),
        (middle, other_y),
        (end, other_y),
        (end, other_y + other_height),
    ]
    points += [
        (middle, other_y + other_height),
        (middle, y + height),
        (start, y + height),
        (start, y),
    ]
    curve = [Path.CURVE4] * 3
    return PathPatch(
        Path(points, [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY]),
        zorder=0.5,
        **style,
    )
