"""Charts of topics: how much room each outlet gives them, and in which order."""

import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from tellings.drawing.kit import (
    DARK,
    GREY,
    LETTER,
    OKABE_ITO,
    SMALL,
    WIDEST_NAME,
    Numbers,
    apart,
    grow,
    lines_of,
    marker_of,
    name_rows,
    right_labels,
)
from tellings.drawing.words import counted

SHADES = LinearSegmentedColormap.from_list("shades", ["white", "#0072B2", "#00466E"])
COLUMNS = 10  # of a matrix; more are continued below
LINE = 0.19
BOX = 0.14
MOST_NAMES = 24
LINES = [
    colour for colour in OKABE_ITO if colour != "#F0E442"
]  # yellow lines are hard to see on white


def coverage_matrix(figure: Figure, data: pd.DataFrame) -> None:
    """Topics down, outlets across: the share of paragraphs for each, by shade and by number.

    Draws what `coverage_by_outlet` returns. A cell is empty where the outlet has nothing of the
    topic. After ten outlets the others follow below, in a matrix of their own.
    """
    topics, outlets = list(dict.fromkeys(data["topic"])), list(dict.fromkeys(data["outlet"]))
    blocks = [
        list(block)
        for block in np.array_split(np.array(outlets, dtype=object), -(-len(outlets) // COLUMNS))
    ]
    heads, upright = _heads(figure, data, len(blocks[0]), topics)
    top = (
        LINE * max(lines_of([head]) for head in heads.values()) if upright else LETTER * WIDEST_NAME
    )
    grow(figure, len(blocks) * (0.5 + top + 0.12 * len(topics) + 0.2 * lines_of(topics)))
    panels = figure.subplots(len(blocks), 1, squeeze=False)[:, 0]
    told_by = [
        f"{number} of {len(outlets)}"
        for number in data.groupby("topic", sort=False)["outlets"].first()
    ]
    for axes, block in zip(panels, blocks, strict=True):
        shares = (
            data.pivot(index="topic", columns="outlet", values="share")
            .loc[topics, block]
            .fillna(0)
            .to_numpy()
        )
        _cells(axes, shares, float(data["share"].max()))
        name_rows(axes, topics)
        axes.set(xlim=(-0.5, len(blocks[0]) - 0.5), ylim=(len(topics) - 0.5, -0.5))
        axes.xaxis.tick_top()
        axes.set_xticks(range(len(block)), [heads[one] for one in block], fontsize=SMALL)
        for head in axes.get_xticklabels():
            head.set(rotation=0 if upright else 90, multialignment="center" if upright else "left")
        axes.tick_params(length=0)
        axes.spines[["top", "bottom"]].set_visible(False)
        right_labels(axes, told_by, "outlets that tell it")
    panels[-1].set_xlabel("per cent of the paragraphs that touch the topic", fontsize=SMALL)


def _heads(
    figure: Figure, data: pd.DataFrame, across: int, topics: Sequence[str]
) -> tuple[dict[str, str], bool]:
    """What stands above each column, and whether it fits upright; else it is turned."""
    names = min(WIDEST_NAME, max(map(len, topics)))
    letters = int((figure.get_figwidth() - LETTER * names - 1) / across / LETTER)
    of = {
        str(outlet): int(number)
        for outlet, number in data.groupby("outlet", sort=False)["of"].max().items()
    }
    upright = letters >= max(len(word) for name in [*of, "paragraphs"] for word in name.split())
    width = letters if upright else WIDEST_NAME
    return {
        name: f"{textwrap.fill(name, width)}\n{counted(number, 'paragraph')}"
        for name, number in of.items()
    }, upright


def _cells(axes: Axes, shares: Numbers, most: float) -> None:
    shades = np.where(shares > 0, 0.08 + 0.92 * shares / (most or 1), 0)
    down, across = (np.arange(number + 1) - 0.5 for number in shares.shape)
    axes.pcolormesh(
        across, down, shades, cmap=SHADES, vmin=0, vmax=1, edgecolors="0.8", linewidth=0.8
    )
    for (y, x), share in np.ndenumerate(shares):
        if share > 0:
            light = np.dot(np.array(SHADES(shades[y, x])[:3]) ** 2.2, (0.2126, 0.7152, 0.0722))
            text = f"{int(100 * share + 0.5)}" if share >= 0.005 else "<1"
            axes.text(
                x, y, text, ha="center", va="center", color="black" if light > 0.18 else "white"
            )


def order_of_topics(figure: Figure, data: pd.DataFrame) -> None:
    """In which order each outlet comes to what, from its first word to its last.

    Draws what `first_places` returns. One or two outlets: a column each, its topics down the side,
    the same topic joined by a line; where an outlet has several articles, with their range. Three
    and more: a panel a topic, in it a row an outlet.

    Raises:
        ValueError: there are more names than can be told apart.
    """
    by_name = (
        data.groupby("name")["at"]
        .agg(["size", "median"])
        .sort_values(["size", "median"], ascending=[False, True])
    )
    names, outlets = list(by_name.index), list(dict.fromkeys(data["outlet"]))
    if len(names) > MOST_NAMES:
        raise ValueError(
            f"{len(names)} names in one figure, where {MOST_NAMES} can be told apart: take those "
            "told by most"
        )
    (_slopes if len(outlets) <= 2 else _topic_panels)(figure, data, names, outlets)


def _slopes(
    figure: Figure, data: pd.DataFrame, names: Sequence[str], outlets: Sequence[str]
) -> None:
    each = LINE * lines_of(names) / len(names)
    grow(figure, 1.2 + 1.15 * each * (len(names) + 1))
    gap = each / (figure.get_figheight() - 1 - each)
    axes = figure.subplots()
    label = 0.4 + LETTER * min(WIDEST_NAME, max(map(len, names)))
    between = max(1.5, figure.get_figwidth() - 1 - 2 * label)
    figure.set_figwidth(1 + 2 * label + between)
    axes.set(xlim=(-label / between, 1 + label / between), ylim=(1 + gap / 2, -gap / 2))
    dodge = 0.1 / len(names) if (data["high"] > data["low"]).any() else 0
    x = data["outlet"].map(outlets.index) + dodge * (
        2 * data["name"].map(names.index) - len(names) + 1
    )
    for at, name in enumerate(names):
        mine, colour = data.assign(x=x)[data["name"] == name], LINES[at % len(LINES)]
        axes.vlines(mine["x"], mine["low"], mine["high"], color=colour, linewidth=1, alpha=0.7)
        fill = colour if len(mine) == len(outlets) else "white"
        axes.plot(
            mine["x"],
            mine["at"],
            color=colour,
            marker=marker_of(at),
            markersize=7,
            markerfacecolor=fill,
            linewidth=1.6,
        )
    for column, outlet in enumerate(outlets):
        mine = data.assign(x=x)[data["outlet"] == outlet].sort_values("at", kind="stable")
        side = 1 if column == len(outlets) - 1 else -1
        _side_labels(axes, mine, column + side * (0.3 / between + (0.1 if dodge else 0)), side, gap)
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(outlets)), [textwrap.fill(one, WIDEST_NAME) for one in outlets])
    axes.tick_params(axis="x", length=0)
    axes.spines[["top", "bottom"]].set_visible(False)
    axes.yaxis.set_major_formatter(PercentFormatter(1))
    axes.set_ylabel("words of the article that stand before it")


def _side_labels(axes: Axes, mine: pd.DataFrame, edge: float, side: int, gap: float) -> None:
    line = {"arrowstyle": "-", "linewidth": 0.7, "color": GREY, "shrinkA": 0, "shrinkB": 5}
    where: dict[str, Any] = {
        "ha": "right" if side < 0 else "left",
        "va": "center",
        "fontsize": SMALL,
        "arrowprops": line,
    }
    for name, x, at, place in zip(
        mine["name"], mine["x"], mine["at"], around(mine["at"].tolist(), gap), strict=True
    ):
        axes.annotate(textwrap.fill(name, WIDEST_NAME), (x, at), (edge, place), **where)


def around(places: Sequence[float], gap: float) -> list[float]:
    """The places moved apart both ways, within 0 and 1, as little as may be.

    >>> [round(place, 2) for place in around([0.5, 0.5], 0.2)]
    [0.4, 0.6]
    """
    down, up = apart(places, gap), apart([1 - place for place in reversed(places)], gap)
    return [(one + 1 - other) / 2 for one, other in zip(down, reversed(up), strict=True)]


def _topic_panels(
    figure: Figure, data: pd.DataFrame, names: Sequence[str], outlets: Sequence[str]
) -> None:
    across = min(3, len(names))
    down = -(-len(names) // across)
    grow(figure, 0.7 + down * (0.75 + LINE * lines_of(outlets)))
    panels = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False)
    for at, (axes, name) in enumerate(zip(panels.flat, names, strict=False)):
        mine = data[data["name"] == name].set_index("outlet")
        y = [outlets.index(outlet) for outlet in mine.index]
        name_rows(axes, outlets)
        axes.axvline(mine["at"].median(), color=GREY, linestyle=":", linewidth=1.2, zorder=0)
        axes.hlines(y, mine["low"], mine["high"], color=LINES[0], linewidth=2)
        axes.plot(mine["at"], y, color=LINES[0], marker="o", linestyle="none", clip_on=False)
        for row, outlet in enumerate(outlets):
            text = (
                f"{mine['articles'][outlet]} of {mine['of'][outlet]}"
                if outlet in mine.index
                else "none"
            )
            axes.annotate(
                text,
                (1, row),
                (8, 0),
                textcoords="offset points",
                va="center",
                fontsize=SMALL,
                color=DARK,
            )
        axes.set_title(textwrap.fill(name, WIDEST_NAME), fontsize=SMALL)
        axes.set_xlim(0, 1)
        axes.xaxis.set_major_formatter(PercentFormatter(1))
        axes.tick_params(axis="x", labelsize=SMALL, labelbottom=at >= len(names) - across)
    for axes in panels.flat[len(names) :]:
        axes.remove()
    figure.supxlabel(
        "words of the article that stand before it: median and range of the articles that have "
        "it, and how many have it;\n"
        "dotted, the median of all outlets",
        fontsize=SMALL,
    )
