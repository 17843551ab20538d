"""The charts of source comparison: one event, outlet beside outlet. Each draws a table of
`by_outlet` on an empty figure.
"""

import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.ticker import PercentFormatter

from tellings.attribution.directory import NOBODY
from tellings.attribution.sources import NOT_SAID, OTHERS
from tellings.drawing.kit import (
    DARK,
    GREY,
    OKABE_ITO,
    SMALL,
    WIDEST_NAME,
    Numbers,
    apart,
    grow,
    lines_of,
    marker_of,
    name_rows,
    patterns_of,
)

SHADES = LinearSegmentedColormap.from_list("shades", ["white", "#0072B2", "#00466E"])
COLUMNS = 10  # of a matrix; more are continued below
LETTER = 0.092  # inches, of small text
LINE = 0.19
BOX = 0.14
FEW_ATTRIBUTIONS = 5
LAST = (NOBODY, NOT_SAID, OTHERS)
MOST_NAMES = 24
LINES = [
    colour for colour in OKABE_ITO if colour != "#F0E442"
]  # yellow lines are hard to see on white
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


def coverage_matrix(figure: Figure, data: pd.DataFrame) -> None:
    """Topics down, outlets across: the share of its paragraphs that each outlet gives each, by
    shade and by number.

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
        _right_labels(axes, told_by, "outlets that tell it")
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
        name: f"{textwrap.fill(name, width)}\n{number} paragraphs" for name, number in of.items()
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


def voice_bars(figure: Figure, data: pd.DataFrame) -> None:
    """A bar an outlet, divided among those whom it lets speak; beside it, of how many attributed
    words.

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
    _right_labels(axes, [_of_how_many(*row) for row in _totals(data)])
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
    return f"{few}{words:,} word{'s' * (words != 1)} in\n{attributions} attribution{'s' * (attributions != 1)}"


def _right_labels(axes: Axes, texts: Sequence[str], what: str = "") -> None:
    right = axes.secondary_yaxis("right")
    right.set_yticks(range(len(texts)), texts, fontsize=SMALL)
    right.tick_params(length=0)
    right.spines["right"].set_visible(False)
    right.set_ylabel(what, fontsize=SMALL)


def _voice_bar(
    axes: Axes, row: int, shares: dict[str, float], fills: dict[str, dict[str, Any]]
) -> None:
    inches, left, narrow = axes.bbox.width / axes.figure.dpi, 0.0, []
    for voice, share in shares.items():
        axes.barh(row, share, height=0.62, left=left, clip_on=False, **fills[voice])
        if text := _fitting(voice, f"{share:.0%}", share * inches):
            box = {"facecolor": "white", "edgecolor": "none", "pad": 1}
            axes.text(
                left + share / 2,
                row,
                text,
                ha="center",
                va="center",
                fontsize=SMALL,
                bbox=box,
                linespacing=1,
            )
        else:
            narrow.append((left + share / 2, f"{share:.0%}" if share >= 0.005 else "<1%"))
        left += share
    line = {"arrowstyle": "-", "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0}
    for (middle, text), place in zip(
        narrow, apart([middle for middle, _ in narrow], 0.42 / inches), strict=True
    ):
        where: dict[str, Any] = {
            "ha": "center",
            "va": "bottom",
            "fontsize": SMALL,
            "arrowprops": line,
        }
        axes.annotate(text, (middle, row - 0.31), (place, row - 0.38), **where)


def _fitting(voice: str, percent: str, inches: float) -> str:
    """The voice and its per cent in three lines, else the per cent alone, else nothing."""
    letters = int((inches - 0.08) / LETTER)
    lines = textwrap.wrap(voice, max(letters, 1), break_long_words=False, break_on_hyphens=False)
    if len(lines) < 3 and max(map(len, [*lines, percent])) <= letters:
        return "\n".join([*lines, percent])
    return percent if len(percent) <= letters else ""


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
            f"{len(names)} names in one figure, where {MOST_NAMES} can be told apart: take those told by most"
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
        mine["name"], mine["x"], mine["at"], _around(mine["at"].tolist(), gap), strict=True
    ):
        axes.annotate(textwrap.fill(name, WIDEST_NAME), (x, at), (edge, place), **where)


def _around(places: Sequence[float], gap: float) -> list[float]:
    """The places moved apart both ways, within 0 and 1, as little as may be.

    >>> [round(place, 2) for place in _around([0.5, 0.5], 0.2)]
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
        "words of the article that stand before it: median and range of the articles that have it, and how many have it;\n"
        "dotted, the median of all outlets",
        fontsize=SMALL,
    )


def paired_columns(figure: Figure, data: pd.DataFrame) -> None:
    """The paragraphs of two articles as boxes as tall as their words, and a ribbon between those
    that tell the same.

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
            f"{textwrap.fill(name, letters)}\n{len(column)} paragraphs"
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
        column, middles, _around((middles / longest).tolist(), gap), strict=True
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
