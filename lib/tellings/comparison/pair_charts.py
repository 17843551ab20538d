"""Articles as columns of paragraphs, with ribbons between those that tell the same."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from tellings.comparison.topic_charts import LINE, QUIET, around
from tellings.drawing.figure import Chart
from tellings.drawing.kit import GREY, LETTER, SMALL, TALLEST, cut, filled, lines_each
from tellings.drawing.words import counted

BOX, BETWEEN = 0.16, 2.8  # of the room between the outer edges; that room, in inches
LONGEST_LABEL = 36
RIBBONS: dict[str, dict[str, Any]] = {
    "strong": {"facecolor": "0.6", "edgecolor": "0.35", "linewidth": 0.8},
    "partial": {"facecolor": "0.93", "edgecolor": "0.45", "linewidth": 1, "linestyle": (0, (3, 2))},
}


def paired_columns(paint: Sequence[str]) -> Chart:
    """Paragraphs as boxes as tall as their words, with a ribbon between those that tell the same.

    Draws what `paired_paragraphs` returns, a panel for each article that the first is set beside.
    What is shared is grey: the boxes, and the ribbons, dark for strong pairs, light with a dashed
    edge for partial ones. A box without partner has the colour of its outlet.

    Args:
        paint: the colour of each article, the first one first.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        panels = [mine for _, mine in data.groupby("second", sort=False)]
        sides = [(_column(mine, ""), _column(mine, "other_")) for mine in panels]
        every = [column for both in sides for column in both]
        longest = max(column["words"].sum() for column in every)
        names = [*data["first"].iloc[:1], *data["second"].unique()]
        above = 0.7 + LINE * lines_each(names)
        most = (TALLEST - 0.6) / len(panels) - above
        inch = longest / min(most, max(4.0, 1.1 * LINE * max(map(len, every))))  # in words
        tall = [_height(both, inch, most) for both in sides]
        labels = [cut(label, LONGEST_LABEL) for column in every for label in column["label"]]
        wide = 0.5 + LETTER * max(map(len, labels))
        wide = max(wide, (figure.get_figwidth() - BETWEEN) / 2)
        figure.set_figwidth(BETWEEN + 2 * wide)
        figure.set_figheight(0.6 + sum(tall) + len(panels) * above)
        grid = figure.subplots(len(panels), 1, squeeze=False, height_ratios=tall)[:, 0]
        drawn = zip(grid, panels, sides, tall, paint[1:], strict=True)
        for axes, mine, both, height, colour in drawn:
            axes.set(xlim=(-wide / BETWEEN, 1 + wide / BETWEEN), ylim=(1.01 * height * inch, 0))
            axes.set_axis_off()
            heads = zip(both, (names[0], mine["second"].iloc[0]), (paint[0], colour), strict=True)
            for at, (column, name, own) in enumerate(heads):
                _draw_column(axes, column, at, own)
                _name_boxes(axes, column, at, LINE / height)
                style: dict[str, Any] = {"ha": ("right", "left")[at], "va": "bottom"}
                place = {"xytext": (0, 6), "textcoords": "offset points", "fontsize": SMALL}
                axes.annotate(_head(column, name), ((BOX, 1 - BOX)[at], 0), **style, **place)
            _draw_ribbons(axes, mine, both)
        handles = [Patch(label=f"{strength} pair", **style) for strength, style in RIBBONS.items()]
        figure.legend(handles=handles, loc="outside lower center", ncols=2, frameon=False)

    return chart


def _height(both: Sequence[pd.DataFrame], inch: float, most: float) -> float:
    """How many inches a panel takes: its words, or its labels where the paragraphs are short."""
    words = max(column["words"].sum() for column in both) / inch
    return min(most, max(words, 1.1 * LINE * max(map(len, both))))


def _column(mine: pd.DataFrame, side: str) -> pd.DataFrame:
    """The paragraphs of a side: words, label, strength of a pair or none, and where each begins."""
    columns = ["unit", "words", "label"]
    column = mine[[*(side + one for one in columns), "strength"]].dropna()
    column = column.set_axis([*columns, "strength"], axis=1).drop_duplicates("unit")
    column = column.sort_values("unit").astype({"words": float}).set_index("unit")
    return column.assign(top=column["words"].cumsum() - column["words"])


def _head(column: pd.DataFrame, name: str) -> str:
    alone = int((column["strength"] == "none").sum())
    of = f"{counted(len(column), 'paragraph')}, {alone or 'none'} without a partner"
    return f"{filled(name)}\n{of}"


def _draw_column(axes: Axes, column: pd.DataFrame, at: int, colour: str) -> None:
    for row in column.itertuples():
        face = colour if row.strength == "none" else "0.85"
        place = ((0, 1 - BOX)[at], row.top)
        axes.add_patch(
            Rectangle(place, BOX, row.words, facecolor=face, edgecolor="white", linewidth=1.2)
        )


def _name_boxes(axes: Axes, column: pd.DataFrame, at: int, gap: float) -> None:
    """Numbers and labels outside; where there is no room for all, of the unpaired ones first."""
    side, longest = (-1, 1)[at], axes.get_ylim()[0] / 1.01
    alone = column["strength"] == "none"
    kept = (~alone).sort_values(kind="stable").index[: max(1, int(1 / gap))]
    named = column[column.index.isin(kept)]
    middles = named["top"] + named["words"] / 2
    places = around((middles / longest).tolist(), gap)
    line: dict[str, Any] = {
        "arrowstyle": "-",
        "linewidth": 0.6,
        "color": GREY,
        "shrinkA": 0,
        "shrinkB": 0,
        "relpos": (1 - at, 0.5),
    }
    for unit, middle, place in zip(named.index, middles, places, strict=True):
        text = (
            f"{unit}  {cut(named['label'][unit], LONGEST_LABEL)}"
            if at
            else f"{cut(named['label'][unit], LONGEST_LABEL)}  {unit}"
        )
        style: dict[str, Any] = {"fontweight": "bold"} if alone[unit] else {"color": QUIET}
        axes.annotate(text, (at, middle), (at + 0.04 * side, place * longest), arrowprops=line,
                      ha=("right", "left")[at], va="center", fontsize=SMALL, **style)  # fmt: skip


def _draw_ribbons(axes: Axes, mine: pd.DataFrame, sides: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    met = mine[mine["strength"] != "none"].sort_values("strength", kind="stable")
    left, right = (
        _ends(met, sides[0], "unit", "other_unit"),
        _ends(met, sides[1], "other_unit", "unit"),
    )
    for strength, one, other in zip(met["strength"], left, right, strict=True):
        axes.add_patch(_ribbon(one, other, RIBBONS[strength]))


def _ends(
    met: pd.DataFrame, column: pd.DataFrame, unit: str, other: str
) -> list[tuple[float, float]]:
    """Where on its box each ribbon begins, and how wide it is: partners share a box in order."""
    ordered = met.sort_values([unit, other])
    partners = ordered.groupby(unit)[other]
    width = ordered[unit].map(column["words"]) / partners.transform("size")
    top = ordered[unit].map(column["top"]) + partners.cumcount() * width
    return [(float(top[row]), float(width[row])) for row in met.index]


def _ribbon(
    left: tuple[float, float], right: tuple[float, float], style: dict[str, Any]
) -> PathPatch:
    """From a stretch (top, height) of the left column to one of the right."""
    (y, height), (other_y, other_height) = left, right
    start, end, middle = BOX, 1 - BOX, 0.5
    down, other_down = y + height, other_y + other_height
    points = [(start, y), (middle, y), (middle, other_y), (end, other_y), (end, other_down)]
    points += [(middle, other_down), (middle, down), (start, down), (start, y)]
    curve = [Path.CURVE4] * 3
    codes = [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY]
    return PathPatch(Path(points, codes), zorder=0.5, **style)
