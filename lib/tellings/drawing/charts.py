"""Charts that several lessons draw: each returns a function that draws a table on an empty
figure.
"""

from collections.abc import Sequence
from typing import Any

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tellings.drawing.figure import Chart
from tellings.drawing.kit import (
    GREY,
    SMALL,
    TALLEST,
    WIDEST_NAME,
    colours,
    filled,
    grow,
    in_per_cent,
    lines_each,
    lines_of,
    marker_of,
    name_rows,
    short,
)

LEAST_PANEL, TITLE = 2.4, 24  # inches of a panel of strokes; letters of its title on a line
BAR = 0.185  # inches
WIDEST = 8  # an axis of intervals ends at so many times the largest of their points


def runs_out(data: pd.DataFrame, value: str, high: str) -> bool:
    """Whether `intervals` cuts some of them, so that the points are not pressed together.

    Two articles that differ can leave the rate of a word anywhere from 1 to 1,000 in 1,000.
    """
    return bool(data[high].max() > WIDEST * data[value].max() > 0)


def intervals(
    label: str, group: str, value: str, low: str, high: str, axis: str, percent: bool = False
) -> Chart:
    """A row a label, a point and interval a group; groups differ in colour and marker.

    Their names stand beside their first intervals.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        names, groups = list(dict.fromkeys(data[label])), list(dict.fromkeys(data[group]))
        grow(figure, 1.3 + 0.21 * max(lines_of(names), len(names) * len(groups)))
        axes = figure.subplots()
        paint, beside = colours(groups), short(groups)
        step = min(0.32, 0.8 / max(1, len(groups)))
        edge = WIDEST * data[value].max()
        for at, one in enumerate(groups):
            mine = data[data[group] == one]
            y = [names.index(name) + (at - (len(groups) - 1) / 2) * step for name in mine[label]]
            bars = [mine[value] - mine[low], mine[high] - mine[value]]
            style: dict[str, Any] = {
                "color": paint[one],
                "marker": marker_of(at),
                "linestyle": "none",
                "capsize": 3,
            }
            axes.errorbar(mine[value], y, xerr=bars, markersize=7, elinewidth=1.6, **style)
            if len(groups) > 1:
                place: dict[str, Any] = {"textcoords": "offset points", "va": "center"}
                end = min(mine[high].iloc[0], edge) if edge > 0 else mine[high].iloc[0]
                axes.annotate(beside[at], (end, y[0]), (8, 0), fontsize=SMALL, **place)
        name_rows(axes, names)
        if runs_out(data, value, high):
            axes.set_xlim(-0.05 * edge, edge)
        axes.set_xlabel(axis)
        axes.grid(axis="x", color="0.9")
        axes.set_axisbelow(True)
        if percent:
            in_per_cent(axes.xaxis)

    return chart


def dispersion_plot(row: str, article: str, outlet: str, places: str, of: str) -> Chart:
    """A panel an article, in it a line of words for each thing, with a stroke where it stands."""

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        articles, names = list(dict.fromkeys(data[article])), list(dict.fromkeys(data[row]))
        across = len(articles) if len(articles) <= 3 else 2
        down = -(-len(articles) // across)
        grow(figure, down * _panel(names, articles))
        inches = figure.get_figwidth() - 0.1 * min(WIDEST_NAME, max(map(len, names)))
        lasts = [
            int(data.loc[data[article].isin(articles[at::across]), of].max())
            for at in range(across)
        ]
        # A title of two words has room above an article of thirty beside one of three thousand.
        least = int(LEAST_PANEL / inches * sum(lasts))
        lasts = [max(last, least) for last in lasts]
        panels = figure.subplots(
            down, across, sharey=True, squeeze=False, width_ratios=[last + 0.4 for last in lasts]
        )
        paint = colours(data[outlet].tolist())
        for at, one in enumerate(articles):
            axes, mine = panels[at // across, at % across], data[data[article] == one]
            for record in mine.to_dict("records"):
                y, colour = names.index(record[row]), paint[record[outlet]]
                _strokes(axes, y, record[places], record[of], colour)
            axes.set_title(filled(one, TITLE))
            axes.set_xlim(0.3, lasts[at % across] + 0.7)
            _number(axes, int(mine[of].max()), _every(lasts, inches))
            name_rows(axes, names)
        for axes in panels.flat[len(articles) :]:
            axes.remove()

    return chart


def most_lines(names: Sequence[str]) -> int:
    """How many of the names `dispersion_plot` has room for in a panel."""
    return int((TALLEST - 1.5) / 0.2 / lines_each(names))


def most_panels(names: Sequence[str], articles: Sequence[str]) -> int:
    """How many articles `dispersion_plot` has room for, two or three beside each other."""
    return max(2 * int(TALLEST / _panel(names, articles)), min(3, len(articles)))


def _panel(names: Sequence[str], articles: Sequence[str]) -> float:
    """Inches of a panel of strokes, with its title and its numbers."""
    return 0.7 + 0.2 * (lines_of(names) + lines_each(articles, TITLE))


def _every(lasts: Sequence[int], inches: float) -> int:
    """Which words have room for their number: every one, every fifth, ..."""
    number = 0.07 + 0.08 * len(str(max(lasts)))
    steps = [1, *(int(step * 10**power) for power in range(6) for step in (5, 10, 20))]
    return next(every for every in steps if every * inches / sum(lasts) > number)


def _number(axes: Axes, last: int, every: int) -> None:
    axes.set_xlabel("word of the text")
    axes.set_xticks(
        [
            number
            for number in range(1, last + 1)
            if every == 1 or number == 1 or number % every == 0
        ]
    )
    axes.tick_params(axis="x", labelsize=SMALL, length=0)
    axes.spines["bottom"].set_visible(False)


def _strokes(axes: Axes, y: int, places: Sequence[int], of: int, colour: str) -> None:
    axes.hlines(y, 0.5, of + 0.5, color="0.8", linewidth=1)
    axes.vlines(places, y - 0.34, y + 0.34, color=colour, linewidth=1.6, clip_on=False)


def share_bars(
    label: str, outlet: str, value: str, part: str, axis: str, part_name: str, rest_name: str
) -> Chart:
    """A panel an outlet, a bar a label, filled for its part and hollow for the rest.

    Each bar ends in both numbers, and the first bar of a panel says what they are.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        outlets = list(dict.fromkeys(data[outlet]))
        sizes = [int((data[outlet] == one).sum()) for one in outlets]
        grow(figure, _heads(outlets) + BAR * lines_of(data[label].tolist()))
        panels = figure.subplots(len(outlets), 1, sharex=True, squeeze=False, height_ratios=sizes)[
            :, 0
        ]
        for axes, one in zip(panels, outlets, strict=True):
            mine = data[data[outlet] == one].reset_index(drop=True)
            colour = colours(outlets)[one]
            axes.barh(mine.index, mine[value], color="white", edgecolor=colour, linewidth=1.2)
            axes.barh(mine.index, mine[part], color=colour, edgecolor=colour, linewidth=1.2)
            for bar in axes.patches:
                bar.set_visible(bar.get_width() > 0)
            _say_parts(axes, mine[value].tolist(), mine[part].tolist(), part_name, rest_name)
            name_rows(axes, mine[label].tolist())
            axes.set_title(filled(one, 2 * WIDEST_NAME))
        panels[-1].set_xlabel(axis)
        panels[-1].xaxis.set_major_locator(matplotlib.ticker.MaxNLocator(integer=True))

    return chart


def most_bars(outlets: Sequence[str], labels: Sequence[str]) -> int:
    """How many bars `share_bars` has room for in each panel."""
    return int((TALLEST - _heads(outlets)) / len(outlets) / BAR / lines_each(labels))


def _heads(outlets: Sequence[str]) -> float:
    """Inches of all that is no bar: an axis, and the outlets' names."""
    return 0.8 + 0.25 * len(outlets) + 0.2 * lines_of(outlets, 2 * WIDEST_NAME)


def _say_parts(
    axes: Axes, values: Sequence[float], parts: Sequence[float], part_name: str, rest_name: str
) -> None:
    named = next((y for y, value in enumerate(values) if value), None)
    for y, (value, part) in enumerate(zip(values, parts, strict=True)):
        one, other = f"{part:g}", f"{value - part:g}"
        if y == named:
            one, other = f"{one} {part_name}", f"{other} {rest_name}"
        said = f"{one} + {other}" if value else "0"
        axes.text(value, y, f" {said}", va="center", fontsize=SMALL)


def trade_off(across: str, up: str, setting: str, used: float) -> Chart:
    """A line of what is gained across against what is lost up, each point with its setting.

    Args:
        across, up, setting: columns; the first two in per cent.
        used: the setting that is marked as the one in use.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        axes = figure.subplots()
        axes.plot(data[across], data[up], color=GREY, marker="o", markersize=6)
        for at, (x, y, value) in enumerate(zip(data[across], data[up], data[setting], strict=True)):
            text = f"{setting.replace('_', ' ')} {value:g}" if at == 0 else f"{value:g}"
            style: dict[str, Any] = {"ha": "left", "va": "bottom"}
            if value == used:
                axes.plot(x, y, marker="o", markersize=10, color="black")
                text, style["fontweight"] = f"{text}, used here", "bold"
            axes.annotate(text, (x, y), xytext=(6, 6), textcoords="offset points", **style)
        axes.margins(0.12)
        axes.grid(color="0.9")
        axes.set_axisbelow(True)
        axes.set_xlabel(f"{across}, per cent")
        axes.set_ylabel(f"{up}, per cent")

    return chart
