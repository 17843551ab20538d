"""The figure of lesson 6."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tellings.coding.measured import HERE, measured
from tellings.drawing.figure import Drawn, draw
from tellings.drawing.kit import DARK, GREY, SMALL, filled, grow

LINE = 0.2  # inches
BETWEEN = 0.6  # lines between two measures


def plot_measured() -> Drawn:
    """Draws how far each of the four methods was right, beside people and other tools."""
    table = measured()
    ours = table.loc[table["who"] == HERE, "value"]
    return draw(
        "measured",
        _dots,
        table,
        size=(9, 4),
        title="No method is without error: the figures lie between "
        f"{ours.min():.0f} and {ours.max():.0f} of 100.",
        caption="A black dot is this program, and the line through it is the 95% interval. A grey "
        "mark is somebody or something else that was measured in the same way; for attribution, on "
        "other articles of the same corpus, and without an interval. More is better. Only marks of "
        "one measure can be compared, because each measure counts another thing.",
        alternative_text="A group of rows for each measure, in it a mark for whoever was measured. "
        + "; ".join(_told(row) for row in table.to_dict("records"))
        + ".",
        foot="From the files in lib/tellings/data/measured, which the scripts in benchmarks write.",
    )


def _told(row: dict[object, object]) -> str:
    value, low, high = _numbers(row)
    sure = f", from {low:.0f} to {high:.0f}" if high >= low else ""
    return f"{row['measure']}, {row['who']}: {value:.0f}{sure}"


def _numbers(row: dict[object, object]) -> tuple[float, float, float]:
    """Value and interval; where nobody has measured that, its ends are NaN."""
    value, low, high = (float(str(row[name])) for name in ("value", "low", "high"))
    return value, low, high


def _dots(figure: Figure, data: pd.DataFrame) -> None:
    groups = list(data.groupby(["method", "measure"], sort=False))
    lines = [max(len(rows), filled(name).count("\n") + 1) for (_, name), rows in groups]
    methods = data["method"].nunique()
    grow(figure, 0.7 + LINE * (sum(lines) + BETWEEN * len(lines) + 1.6 * methods))
    axes, top, ticks, last = figure.subplots(), 0.0, [], ""
    for ((method, name), rows), height in zip(groups, lines, strict=True):
        if method != last:
            axes.axhline(top, color="0.6", linewidth=0.8)
            axes.text(0, top + 0.9, method, va="center", fontweight="bold")
            top, last = top + 1.6, method
        first = top + (height + BETWEEN - len(rows) + 1) / 2
        for at, row in enumerate(rows.to_dict("records")):
            _dot(axes, first + at, row)
        ticks.append((top + (height + BETWEEN) / 2, filled(name)))
        top += height + BETWEEN
    axes.set(ylim=(top, 0), xlim=(-2, 145), xticks=range(0, 101, 20), xlabel="per cent")
    axes.set_yticks(*map(list, zip(*ticks, strict=True)))
    axes.grid(axis="x", color="0.9")
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)
    axes.spines[["left", "bottom"]].set_visible(False)


def _dot(axes: Axes, y: float, row: dict[object, object]) -> None:
    """A mark with its interval, and right of it who that is."""
    ours, (value, low, high) = row["who"] == HERE, _numbers(row)
    colour = "black" if ours else GREY
    if high >= low:
        axes.hlines(y, low, high, color=colour, linewidth=1.6)
    axes.plot(value, y, "o" if ours else "D", color=colour, markersize=8 if ours else 6)
    place: dict[str, Any] = {
        "xytext": (9, 0),
        "textcoords": "offset points",
        "ha": "left",
        "va": "center",
    }
    end = high if high >= low else value
    axes.annotate(f"{value:.0f} {row['who']}", (end, y), fontsize=SMALL, color=DARK, **place)
