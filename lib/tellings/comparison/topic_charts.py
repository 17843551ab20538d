"""Charts of topics: how much room each outlet gives them, and in which order."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from tellings.drawing.figure import Chart
from tellings.drawing.kit import (
    DARK,
    GREY,
    LETTER,
    SMALL,
    TALLEST,
    WIDEST_NAME,
    apart,
    filled,
    grow,
    in_per_cent,
    lines_each,
    lines_of,
    name_rows,
    short,
)

COLUMNS = 10  # of a matrix; more are continued below
MOST_COLUMNS = 2 * COLUMNS
LINE = 0.19
MOST_NAMES = 24
ACROSS, FEW = 3, 4  # panels; outlets whose names may take several lines
FAR = 0.25  # of an article: a topic that moves so far has moved
QUIET = "#5A5A5A"


def coverage_matrix(paint: Sequence[str]) -> Chart:
    """Topics down, outlets across: how many of the paragraphs, in numbers and by shade.

    Draws what `coverage_by_outlet` returns. A cell is empty where the outlet has nothing of the
    topic; it is grey where others have it too, and has the outlet's colour and a bold number where
    no other has it. After ten outlets the others follow below, in a matrix of their own.

    Args:
        paint: the colour of each outlet.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        topics, outlets = list(dict.fromkeys(data["topic"])), list(dict.fromkeys(data["outlet"]))
        blocks = np.array_split(np.arange(len(outlets)), -(-len(outlets) // COLUMNS))
        cell = LETTER * (max(map(len, _texts(data))) + 1.5)
        names = 0.5 + LETTER * min(WIDEST_NAME, max(map(len, topics)))
        figure.set_figwidth(max(figure.get_figwidth(), names + len(blocks[0]) * cell))
        letters = int((figure.get_figwidth() - names) / len(blocks[0]) / LETTER) - 1
        upright = letters >= max(len(word) for name in outlets for word in name.split() or [""])
        heads = [filled(one, letters if upright else WIDEST_NAME) for one in outlets]
        top = LINE * max(one.count("\n") + 1 for one in heads) if upright else LETTER * WIDEST_NAME
        grow(figure, len(blocks) * (0.4 + top + _row(topics) * len(topics)))
        panels = figure.subplots(len(blocks), 1, squeeze=False)[:, 0]
        for axes, block in zip(panels, blocks, strict=True):
            _cells(axes, data, topics, [(outlets[at], paint[at]) for at in block])
            name_rows(axes, topics)
            axes.set(xlim=(-0.5, len(blocks[0]) - 0.5), ylim=(len(topics) - 0.5, -0.5))
            axes.xaxis.tick_top()
            turn = {} if upright else {"rotation": 90, "multialignment": "left"}
            axes.set_xticks(range(len(block)), [heads[at] for at in block], fontsize=SMALL, **turn)
            axes.tick_params(length=0)
            axes.spines[["top", "bottom"]].set_visible(False)

    return chart


def _row(topics: Sequence[str]) -> float:
    return 0.12 + 0.2 * lines_each(topics)


def most_topics(topics: Sequence[str], outlets: int) -> int:
    """How many of the topics `coverage_matrix` has room for, with upright names above."""
    blocks = -(-outlets // COLUMNS)
    return int((TALLEST / blocks - 0.4 - LETTER * WIDEST_NAME) / _row(topics))


def _texts(data: pd.DataFrame) -> list[str]:
    return [f"{row.paragraphs} of {row.of}" if row.paragraphs else "" for row in data.itertuples()]


def _cells(
    axes: Axes, data: pd.DataFrame, topics: Sequence[str], outlets: Sequence[tuple[str, str]]
) -> None:
    most, several = data["share"].max() or 1, data["outlet"].nunique() > 1
    shades = np.ones((len(topics), len(outlets), 3))
    rows = data.assign(text=_texts(data)).set_index(["topic", "outlet"])
    for (y, x), _ in np.ndenumerate(shades[..., 0]):
        one, only = rows.loc[(topics[y], outlets[x][0])], outlets[x][1]
        alone = several and one["outlets"] == 1
        ink = (one["paragraphs"] > 0) * (0.15 + 0.4 * one["share"] / most)  # light enough for text
        shades[y, x] = 1 - ink * (1 - np.array(to_rgb(only if alone else GREY)))
        weight = "bold" if alone else "normal"
        axes.text(x, y, one["text"], ha="center", va="center", fontsize=SMALL, fontweight=weight)
    down, across = (np.arange(number + 1) - 0.5 for number in shades.shape[:2])
    axes.pcolormesh(across, down, shades, edgecolors="0.8", linewidth=0.8)


def order_of_topics(paint: Sequence[str]) -> Chart:
    """In which order each outlet comes to what, from its first word to its last.

    Draws what `first_places` returns. One or two outlets with an article each: a column each, its
    topics down the side, the same topic joined by a line. More articles: a panel a topic, in it a
    row an outlet, with the range of its articles where it has several. What moved has the colour of
    an outlet: a line that of the one that comes to the topic first, a point that of its own. The
    rest is grey.

    Args:
        paint: the colour of each outlet.

    Raises:
        ValueError: there are more names than can be told apart.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        by_name = data.groupby("name")["at"].agg(["size", "median"])
        names = list(by_name.sort_values(["size", "median"], ascending=[False, True]).index)
        if len(names) > MOST_NAMES:
            raise ValueError(
                f"{len(names)} names in one figure, where {MOST_NAMES} can be told apart: take "
                "those told by most"
            )
        own = dict(zip(dict.fromkeys(data["outlet"]), paint, strict=True))
        (_topic_panels if in_panels(data) else _slopes)(figure, data, names, own)

    return chart


def in_panels(firsts: pd.DataFrame) -> bool:
    """Whether each topic has a panel: in columns, ranges would lie on each other."""
    return bool(firsts["outlet"].nunique() > 2 or (firsts["of"] > 1).any())


def most_in_panels(outlets: Sequence[str]) -> int:
    """How many topics there is room for, three panels beside each other."""
    return min(MOST_NAMES, ACROSS * int((TALLEST - 0.7) / _panel(outlets)))


def _panel(outlets: Sequence[str]) -> float:
    return 0.75 + LINE * (lines_of(outlets) if len(outlets) <= FEW else len(outlets))


def _slopes(figure: Figure, data: pd.DataFrame, names: Sequence[str], own: dict[str, str]) -> None:
    outlets, each = list(own), LINE * lines_of(names) / len(names)
    grow(figure, 1.2 + 1.15 * each * (len(names) + 1))
    gap = each / (figure.get_figheight() - 1 - each)
    axes = figure.subplots()
    label = 0.4 + LETTER * min(WIDEST_NAME, max(map(len, names)))
    between = max(1.5, figure.get_figwidth() - 1 - 2 * label)
    figure.set_figwidth(1 + 2 * label + between)
    axes.set(xlim=(-label / between, 1 + label / between), ylim=(1 + gap / 2, -gap / 2))
    spread = data.groupby("name")["at"].transform(np.ptp)
    placed = data.assign(x=data["outlet"].map(outlets.index), moved=spread >= FAR)
    for name in reversed(names):
        mine = placed[placed["name"] == name]
        moved = bool(mine["moved"].iloc[0])
        colour = own[mine.loc[mine["at"].idxmin(), "outlet"]] if moved else GREY
        fill = colour if len(mine) == len(outlets) else "white"
        style = {"color": colour, "markerfacecolor": fill, "linewidth": 2.4 if moved else 1.2}
        axes.plot(mine["x"], mine["at"], marker="o", markersize=7, zorder=2 + moved, **style)
    for column, outlet in enumerate(outlets):
        mine = placed[placed["outlet"] == outlet].sort_values("at", kind="stable")
        side = 1 if column == len(outlets) - 1 else -1
        _side_labels(axes, mine, column + side * 0.3 / between, side, gap)
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(outlets)), list(map(filled, outlets)))
    axes.tick_params(axis="x", length=0)
    axes.spines[["top", "bottom"]].set_visible(False)
    in_per_cent(axes.yaxis)
    axes.set_ylabel("words of the article that stand before it")


def _side_labels(axes: Axes, mine: pd.DataFrame, edge: float, side: int, gap: float) -> None:
    line = {"arrowstyle": "-", "linewidth": 0.7, "color": GREY, "shrinkA": 0, "shrinkB": 5,
            "relpos": (float(side < 0), 0.5)}  # fmt: skip
    places = around(mine["at"].tolist(), gap)
    for row, place in zip(mine.itertuples(), places, strict=True):
        style = {"fontweight": "bold"} if row.moved else {"color": QUIET}
        axes.annotate(filled(row.name), (row.x, row.at), (edge, place),
                      ha="right" if side < 0 else "left", va="center", fontsize=SMALL,
                      arrowprops=line, **style)  # fmt: skip


def around(places: Sequence[float], gap: float) -> list[float]:
    """The places moved apart both ways, within 0 and 1, as little as may be.

    >>> [round(place, 2) for place in around([0.5, 0.5], 0.2)]
    [0.4, 0.6]
    """
    down, up = apart(places, gap), apart([1 - place for place in reversed(places)], gap)
    return [(one + 1 - other) / 2 for one, other in zip(down, reversed(up), strict=True)]


def _topic_panels(
    figure: Figure, data: pd.DataFrame, names: Sequence[str], own: dict[str, str]
) -> None:
    outlets, across = list(own), min(ACROSS, len(names))
    down = -(-len(names) // across)
    rows, several = outlets if len(outlets) <= FEW else short(outlets), (data["of"] > 1).any()
    beside = max(len(line) for one in rows for line in filled(one).split("\n"))
    width = int((figure.get_figwidth() / LETTER - 1.1 * beside) / across) - 1
    titles = [filled(name, width) for name in names]
    over = max(title.count("\n") for title in titles) - 1  # of the lines that a panel has for it
    figure.set_figheight(0.7 + down * (_panel(outlets) + LINE * max(0, over)))
    panels = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False)
    for at, (axes, name) in enumerate(zip(panels.flat, names, strict=False)):
        mine = data[data["name"] == name].set_index("outlet")
        median = mine["at"].median()
        name_rows(axes, rows)
        axes.axvline(median, color=GREY, linestyle=":", linewidth=1.2, zorder=0)
        for row, outlet in enumerate(outlets):
            text = "none"
            if outlet in mine.index:
                here = mine.loc[outlet]
                text = f"{here['articles']} of {here['of']}" if several else ""
                colour = own[outlet] if abs(here["at"] - median) >= FAR else GREY
                axes.hlines(row, here["low"], here["high"], color=colour, linewidth=2)
                axes.plot(here["at"], row, color=colour, marker="o", clip_on=False)
            axes.annotate(text, (1.05, row), (4, 0), textcoords="offset points", va="center",
                          fontsize=SMALL, color=DARK)  # fmt: skip
        axes.set_title(titles[at], fontsize=SMALL)
        axes.set_xlim(-0.05, 1.05)
        axes.set_xticks([0, 0.5, 1])
        in_per_cent(axes.xaxis)
        axes.tick_params(axis="x", labelsize=SMALL, labelbottom=at >= len(names) - across)
    for axes in panels.flat[len(names) :]:
        axes.remove()
    said = ["words of the article that stand before it"]
    if several:
        said[0] += ": median and range of the articles that have it, and how many have it"
    if len(own) > 1:
        said.append("dotted, the median of all outlets")
    figure.supxlabel(";\n".join(said), fontsize=SMALL)
