"""The charts of the lessons: each returns a function that draws one table on an empty figure."""

import textwrap
from collections.abc import Sequence
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import LogLocator, NullLocator
from matplotlib.transforms import Bbox

from tellings.figures import OKABE_ITO, Chart, colours

HATCHES = ("", "///", "...", "xxx", "\\\\\\", "ooo", "+++", "---")
GREY = "#767676"
DARK = "0.25"
SMALL = 10
WIDEST_NAME = 28
MANY = 10


def stacked_shares(label: str, part: str, value: str) -> Chart:
    """Bars of 100%, one a label, divided into parts with the number written in each; parts differ in grey and hatching."""

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        names, parts = list(dict.fromkeys(data[label])), list(dict.fromkeys(data[part]))
        _grow(figure, 1.2 + 0.75 * len(names))
        axes = figure.subplots()
        patterns = _patterns(parts)
        sums = data.groupby([label, part])[value].sum()
        for row, name in enumerate(names):
            numbers = {one: float(sums[name, one]) for one in parts if sums.get((name, one), 0) > 0}
            _stack(axes, row, numbers, patterns)
        _rows(axes, names)
        axes.set_xlim(0, 1)
        axes.set_xlabel(f"share of {value}")
        axes.xaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1))
        handles = [Patch(label=one, **patterns[one]) for one in parts]
        figure.legend(handles=handles, loc="outside lower center", ncols=min(5, len(parts)), frameon=False)

    return chart


def _patterns(parts: Sequence[str]) -> dict[str, dict[str, Any]]:
    """How each part is filled: from dark and dense to plain white."""
    last = len(parts) - 1
    return {
        one: {
            "facecolor": str(0.6 + 0.4 * at / max(1, last)),
            "hatch": HATCHES[(last - at) % len(HATCHES)],
            "edgecolor": "black",
            "linewidth": 0.6,
        }
        for at, one in enumerate(parts)
    }


def _stack(axes: Axes, row: int, numbers: dict[str, float], patterns: dict[str, dict[str, Any]]) -> None:
    """One bar; a part too narrow for its number has it above, at the end of a line."""
    total, left, narrow = sum(numbers.values()), 0.0, []
    for one, number in numbers.items():
        share = number / total
        middle, text = left + share / 2, f"{number:g}"
        axes.barh(row, share, height=0.56, left=left, clip_on=False, **patterns[one])
        if share > 0.02 + 0.018 * len(text):
            box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
            axes.text(middle, row, text, ha="center", va="center", bbox=box)
        else:
            narrow.append((middle, text))
        left += share
    places = _apart([middle for middle, _ in narrow], 0.02 + 0.018 * max((len(text) for _, text in narrow), default=0))
    for (middle, text), place in zip(narrow, places, strict=True):
        line = {"arrowstyle": "-", "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0}
        axes.annotate(text, (middle, row - 0.28), (place, row - 0.36), ha="center", va="bottom", arrowprops=line)


def _apart(places: Sequence[float], gap: float) -> list[float]:
    """The places moved until each is a gap from the next and none is further right than 1.

    >>> _apart([0.25, 0.25, 0.75], 0.25), _apart([0.75, 1.0], 0.5)
    ([0.25, 0.5, 0.75], [0.5, 1.0])
    """
    out: list[float] = []
    for place in places:
        out.append(max(place, out[-1] + gap) if out else place)
    for at in range(1, len(out) + 1):
        out[-at] = min(out[-at], 1 - (at - 1) * gap)
    return out


def _grow(figure: Figure, height: float) -> None:
    """Makes room for many rows."""
    figure.set_figheight(max(height, figure.get_figheight()))


def _rows(axes: Axes, names: Sequence[str]) -> None:
    """Names down the side, the first on top."""
    axes.set_yticks(range(len(names)), [textwrap.fill(name, WIDEST_NAME) for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _lines(names: Sequence[str]) -> int:
    """How many lines of text the names take, one under another, each as tall as the tallest."""
    return len(names) * max(len(textwrap.wrap(name, WIDEST_NAME)) for name in names)


def intervals(
    label: str,
    group: str,
    value: str,
    low: str,
    high: str,
    axis: str,
    percent: bool = False,
    zero: tuple[str, str] | None = None,
) -> Chart:
    """A row a label, in it a point with its interval for each group; groups differ in colour, marker and a name beside.

    Where 0 has a meaning, `zero` says what left and right of it mean; a line marks it.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        names, groups = list(dict.fromkeys(data[label])), list(dict.fromkeys(data[group]))
        _grow(figure, 1.3 + 0.2 * max(_lines(names), len(names) * len(groups)))
        axes = figure.subplots()
        paint = {groups[0]: DARK} if zero and len(groups) == 1 else colours(groups)
        step = 0.6 / max(1, len(groups))
        for at, one in enumerate(groups):
            mine = data[data[group] == one]
            y = [names.index(name) + (at - (len(groups) - 1) / 2) * step for name in mine[label]]
            bars = [mine[value] - mine[low], mine[high] - mine[value]]
            style = {"color": paint[one], "marker": "osD^vP*X"[at % 8], "linestyle": "none", "capsize": 3}
            axes.errorbar(mine[value], y, xerr=bars, label=one, markersize=7, elinewidth=1.6, **style)
        _rows(axes, names)
        axes.set_xlabel(axis)
        axes.grid(axis="x", color="0.9")
        axes.set_axisbelow(True)
        if zero:
            _mark_zero(axes, *zero)
        if percent:
            axes.xaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1))
        if len(groups) > 1:
            figure.legend(loc="outside upper center", ncols=min(4, len(groups)), frameon=False)

    return chart


def _mark_zero(axes: Axes, left: str, right: str) -> None:
    axes.axvline(0, color=DARK, linewidth=1.2, zorder=1)
    below = {"xycoords": ("axes fraction", axes.xaxis.label), "textcoords": "offset points", "va": "top", "fontsize": SMALL}
    for x, side, text in ((0, "left", f"←\u00a0{left}"), (1, "right", f"{right}\u00a0→")):
        axes.annotate(textwrap.fill(text, WIDEST_NAME + 4), (x, 0), (0, -3), ha=side, **below)


def strips(row: str, outlet: str, places: str, of: str) -> Chart:
    """A panel an outlet, in it a row of numbered paragraphs for each thing; the paragraphs that have it are filled."""

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        outlets, names = list(dict.fromkeys(data[outlet])), list(dict.fromkeys(data[row]))
        across = len(outlets) if len(outlets) <= 3 else 2
        down = -(-len(outlets) // across)
        _grow(figure, down * (0.9 + 0.2 * _lines(names)))
        lasts = [int(data.loc[data[outlet].isin(outlets[at::across]), of].max()) for at in range(across)]
        every = _every(lasts, figure.get_figwidth() - 0.1 * min(WIDEST_NAME, max(map(len, names))))
        panels = figure.subplots(down, across, sharey=True, squeeze=False, width_ratios=[last + 0.4 for last in lasts])
        for at, one in enumerate(outlets):
            axes = panels[at // across, at % across]
            for record in data[data[outlet] == one].to_dict("records"):
                _strip(axes, names.index(record[row]), record[places], record[of], colours(outlets)[one])
            axes.set_title(one)
            axes.set_xlim(0.3, lasts[at % across] + 0.7)
            _number_paragraphs(axes, int(data.loc[data[outlet] == one, of].max()), every)
            _rows(axes, names)
        for axes in panels.flat[len(outlets) :]:
            axes.remove()

    return chart


def _every(lasts: Sequence[int], inches: float) -> int:
    """Which paragraphs have room for their number: every one, every fifth, ..."""
    number = 0.07 + 0.08 * len(str(max(lasts)))
    return next((every for every in (1, 5, 10, 20, 50) if every * inches / sum(lasts) > number), 100)


def _number_paragraphs(axes: Axes, last: int, every: int) -> None:
    axes.set_xlabel("paragraph")
    axes.set_xticks([number for number in range(1, last + 1) if every == 1 or number == 1 or number % every == 0])
    axes.tick_params(axis="x", labelsize=SMALL, length=0)
    axes.spines["bottom"].set_visible(False)


def _strip(axes: Axes, y: int, places: Sequence[int], of: int, colour: str) -> None:
    numbers = range(1, of + 1)
    fill = [colour if number in places else "white" for number in numbers]
    edge = [DARK if number in places else "0.8" for number in numbers]
    boxes = [(number - 0.4, 0.8) for number in numbers]
    axes.broken_barh(boxes, (y - 0.3, 0.6), facecolors=fill, edgecolors=edge, linewidth=0.8)


def keyness_plot(word: str, effect: str, p: str, corrected: str, first: str, second: str, labelled: int = 5) -> Chart:
    """Each word by its lean to one side (across) and how unlikely that is by chance (up).

    Dashed, the bar for a single test; words that are left after correction are ringed. Words of one count lie on one spot,
    which is as large as they are many.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        axes = figure.subplots()
        spots = _spots(data, word, effect, p, corrected)
        paint = colours([first, second])
        for sign, marker, colour in ((1, "o", paint[first]), (-1, "s", paint[second]), (0, "D", GREY)):
            mine = spots[np.sign(spots["effect"]) == sign]
            axes.scatter(mine["effect"], mine["p"], mine["size"], color=colour, marker=marker, alpha=0.6, linewidth=0)
        ringed = spots[spots["corrected"] < 0.05]
        if len(ringed):
            style = {"facecolor": "none", "edgecolor": "black", "linewidth": 1.3, "label": "p < .05 after correction"}
            axes.scatter(ringed["effect"], ringed["p"], ringed["room"], **style)
            figure.legend(loc="outside upper center", frameon=False)
        axes.margins(x=0.08)
        axes.set_xlabel("log ratio")
        _mark_zero(axes, f"commoner in {second}", f"commoner in {first}")
        _likelihood_axis(axes, float(spots["p"].min()))
        _name_spots(figure, axes, spots, labelled)

    return chart


def _spots(data: pd.DataFrame, word: str, effect: str, p: str, corrected: str) -> pd.DataFrame:
    """One row a place in the picture: its words, how many they are, how large to draw it, and its room with a ring."""
    ordered = data.assign(p=data[p].clip(lower=1e-250), effect=data[effect]).sort_values(["p", word])
    groups = ordered.groupby(["effect", "p"], sort=False)
    spots = groups.agg(words=(word, _few), n=(word, "size"), corrected=(corrected, "min")).reset_index()
    size = (25 + 2.5 * spots["n"]).clip(upper=450)
    return spots.assign(size=size, room=size.where(spots["corrected"] >= 0.05, size + 90))


def _few(words: pd.Series) -> str:
    """The first three words, and how many more."""
    rest = len(words) - 3
    return ", ".join(words[:3]) + (f" and {rest} more" if rest > 0 else "")


def _likelihood_axis(axes: Axes, smallest: float) -> None:
    axes.set_yscale("log")
    lowest = min(smallest, 0.05)
    axes.set_ylim(1.35 * lowest**-0.05, lowest**1.1)
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if smallest > 0.001 else (1,)))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter("{x:g}")
    axes.set_ylabel("p (Fisher), smaller upwards")
    axes.axhline(0.05, color=GREY, linestyle="--", linewidth=1, zorder=0)
    beside = axes.get_yaxis_transform()
    axes.text(1.01, 0.05, "p = .05,\none test", va="center", fontsize=SMALL, color=DARK, transform=beside)


def _name_spots(figure: Figure, axes: Axes, spots: pd.DataFrame, labelled: int) -> None:
    """Names the least likely spots, and says of the others how many words they are where these are many."""
    figure.draw_without_rendering()  # type: ignore[no-untyped-call]
    centres = axes.transData.transform(spots[["effect", "p"]])
    reach = np.sqrt(spots["room"]) / 2 * figure.dpi / 72
    taken = [line.get_window_extent() for line in axes.lines]
    taken += [Bbox([centre - r, centre + r]) for centre, r in zip(centres, reach, strict=True)]
    for at, spot in enumerate(spots.itertuples()):
        if at < labelled:
            _name_spot(axes, spot.words, spot, taken)
        elif spot.n >= MANY:
            _name_spot(axes, f"{spot.n} words", spot, taken)


def _name_spot(axes: Axes, text: str, spot: Any, taken: list[Bbox]) -> None:
    """Writes beside a spot: towards the middle if there is room, else on another side, else not at all."""
    away, inward = spot.room**0.5 / 2 + 4, -1 if spot.effect > 0 else 1
    for x, y in ((inward, 0), (-inward, 0), (0, 1), (0, -1), (inward, 1), (-inward, 1), (inward, -1), (-inward, -1)):
        sides = {"ha": ("right", "center", "left")[x + 1], "va": ("top", "center", "bottom")[y + 1]}
        place = {"xytext": (x * away, y * away), "textcoords": "offset points", **sides}
        note = axes.annotate(text, (spot.effect, spot.p), fontsize=SMALL, **place)
        box = note.get_window_extent()
        if all(axes.bbox.contains(*corner) for corner in (box.min, box.max)) and not box.count_overlaps(taken):
            taken.append(box)
            return
        note.remove()


def share_bars(label: str, outlet: str, value: str, part: str, axis: str, part_name: str, rest_name: str) -> Chart:
    """A panel an outlet, a bar a label; the hatched part of each bar is the part named."""

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        outlets = list(dict.fromkeys(data[outlet]))
        sizes = [int((data[outlet] == one).sum()) for one in outlets]
        _grow(figure, 0.8 + 0.5 * len(outlets) + 0.22 * _lines(data[label]))
        panels = figure.subplots(len(outlets), 1, sharex=True, squeeze=False, height_ratios=sizes)[:, 0]
        for axes, one in zip(panels, outlets, strict=True):
            mine = data[data[outlet] == one].reset_index(drop=True)
            colour = colours(outlets)[one]
            axes.barh(mine.index, mine[value], color="white", edgecolor=colour, linewidth=1.2)
            axes.barh(mine.index, mine[part], color=colour, edgecolor="white", hatch="///", linewidth=0)
            for y, total in enumerate(mine[value]):
                axes.text(total, y, f" {total:g}", va="center")
            _rows(axes, mine[label].tolist())
            axes.set_title(one)
        panels[-1].set_xlabel(axis)
        handles = [
            Patch(facecolor=GREY, edgecolor="white", hatch="///", label=part_name),
            Patch(facecolor="white", edgecolor=GREY, label=rest_name),
        ]
        figure.legend(handles=handles, loc="outside lower center", ncols=2, frameon=False)

    return chart


def trade_off(across: str, up: str, setting: str) -> Chart:
    """A line of what is gained across against what is lost up, in per cent, each point labelled with its setting."""

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        axes = figure.subplots()
        axes.plot(data[across], data[up], color=OKABE_ITO[0], marker="o", markersize=6)
        for x, y, value in zip(data[across], data[up], data[setting], strict=True):
            axes.annotate(f"{value:g}", (x, y), xytext=(6, 6), textcoords="offset points", ha="left", va="bottom")
        axes.margins(0.12)
        axes.grid(color="0.9")
        axes.set_axisbelow(True)
        axes.set_xlabel(f"{across}, per cent")
        axes.set_ylabel(f"{up}, per cent")
        axes.set_title(f"each point: one setting of {setting}")

    return chart
