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
from matplotlib.ticker import NullLocator

from tellings.drawing.figure import Chart
from tellings.drawing.kit import (
    DARK,
    GREY,
    OKABE_ITO,
    SMALL,
    WIDEST_NAME,
    Numbers,
    apart,
    colours,
    few,
    grow,
    lines_of,
    marker_of,
    name_rows,
    name_spots,
    patterns_of,
)

PROBABILITIES = (
    1,
    0.5,
    0.2,
    0.1,
    0.05,
    0.02,
    0.01,
    0.001,
    1e-4,
    1e-6,
    1e-10,
    1e-15,
    1e-20,
    1e-30,
    1e-50,
    1e-80,
    1e-120,
    1e-200,
)


def stacked_shares(label: str, part: str, value: str) -> Chart:
    """Bars of 100%, one a label, divided into parts with the number written in each; parts differ
    in grey and hatching.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        names, parts = list(dict.fromkeys(data[label])), list(dict.fromkeys(data[part]))
        grow(figure, 1.2 + 0.75 * len(names))
        axes = figure.subplots()
        patterns = patterns_of(parts)
        sums = data.groupby([label, part])[value].sum()
        for row, name in enumerate(names):
            numbers = {one: float(sums[name, one]) for one in parts if sums.get((name, one), 0) > 0}
            _stack(axes, row, numbers, patterns)
        name_rows(axes, names)
        axes.set_xlim(0, 1)
        axes.set_xlabel(f"share of {value}")
        axes.xaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1))
        handles = [Patch(label=one, **patterns[one]) for one in parts]
        figure.legend(
            handles=handles, loc="outside lower center", ncols=min(5, len(parts)), frameon=False
        )

    return chart


def _stack(
    axes: Axes, row: int, numbers: dict[str, float], patterns: dict[str, dict[str, Any]]
) -> None:
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
    places = apart(
        [middle for middle, _ in narrow],
        0.02 + 0.018 * max((len(text) for _, text in narrow), default=0),
    )
    for (middle, text), place in zip(narrow, places, strict=True):
        line = {"arrowstyle": "-", "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0}
        axes.annotate(
            text,
            (middle, row - 0.28),
            (place, row - 0.36),
            ha="center",
            va="bottom",
            arrowprops=line,
        )


def intervals(
    label: str, group: str, value: str, low: str, high: str, axis: str, percent: bool = False
) -> Chart:
    """A row a label, in it a point with its interval for each group; groups differ in colour,
    marker and a name beside.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        names, groups = list(dict.fromkeys(data[label])), list(dict.fromkeys(data[group]))
        grow(figure, 1.3 + 0.2 * max(lines_of(names), len(names) * len(groups)))
        axes = figure.subplots()
        paint = colours(groups)
        step = 0.6 / max(1, len(groups))
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
            axes.errorbar(
                mine[value], y, xerr=bars, label=one, markersize=7, elinewidth=1.6, **style
            )
        name_rows(axes, names)
        axes.set_xlabel(axis)
        axes.grid(axis="x", color="0.9")
        axes.set_axisbelow(True)
        if percent:
            axes.xaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1))
        if len(groups) > 1:
            figure.legend(loc="outside upper center", ncols=min(4, len(groups)), frameon=False)

    return chart


def _mark_zero(axes: Axes, left: str, right: str) -> None:
    axes.axvline(0, color=DARK, linewidth=1.2, zorder=1)
    below: dict[str, Any] = {
        "xycoords": ("axes fraction", axes.xaxis.label),
        "textcoords": "offset points",
        "va": "top",
        "fontsize": SMALL,
    }
    for x, side, text in ((0, "left", f"←\u00a0{left}"), (1, "right", f"{right}\u00a0→")):
        axes.annotate(textwrap.fill(text, WIDEST_NAME + 4), (x, 0), (0, -3), ha=side, **below)


def dispersion_plot(row: str, outlet: str, places: str, of: str) -> Chart:
    """A panel an outlet, in it a line of its words for each thing, with a stroke at each place
    where it stands.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        outlets, names = list(dict.fromkeys(data[outlet])), list(dict.fromkeys(data[row]))
        across = len(outlets) if len(outlets) <= 3 else 2
        down = -(-len(outlets) // across)
        grow(figure, down * (0.9 + 0.2 * lines_of(names)))
        lasts = [
            int(data.loc[data[outlet].isin(outlets[at::across]), of].max()) for at in range(across)
        ]
        inches = figure.get_figwidth() - 0.1 * min(WIDEST_NAME, max(map(len, names)))
        panels = figure.subplots(
            down, across, sharey=True, squeeze=False, width_ratios=[last + 0.4 for last in lasts]
        )
        for at, one in enumerate(outlets):
            axes, mine = panels[at // across, at % across], data[data[outlet] == one]
            for record in mine.to_dict("records"):
                _strokes(
                    axes,
                    names.index(record[row]),
                    record[places],
                    record[of],
                    colours(outlets)[one],
                )
            axes.set_title(one)
            axes.set_xlim(0.3, lasts[at % across] + 0.7)
            _number(axes, int(mine[of].max()), _every(lasts, inches))
            name_rows(axes, names)
        for axes in panels.flat[len(outlets) :]:
            axes.remove()

    return chart


def _every(lasts: Sequence[int], inches: float) -> int:
    """Which words have room for their number: every one, every fifth, ..."""
    number = 0.07 + 0.08 * len(str(max(lasts)))
    steps = [1, *(int(step * 10**power) for power in range(6) for step in (5, 10, 20))]
    return next(every for every in steps if every * inches / sum(lasts) > number)


def _number(axes: Axes, last: int, every: int) -> None:
    axes.set_xlabel("word")
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


def keyness_plot(
    word: str,
    effect: str,
    p: str,
    corrected: str,
    first: str,
    second: str,
    labelled: int = 5,
    kind: str | None = None,
) -> Chart:
    """Each word by its lean to one side (across) and how unlikely that is by chance (up).

    Dashed, the bar for a single test; words that are left after correction are ringed. Words of one
    count lie on one spot, which is as large as they are many. Where the column `kind` is
    "shuffled", the row is what shuffled labels bring, and is a grey dot behind.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        axes = figure.subplots()
        data = data.assign(x=data[effect], y=data[p].clip(lower=1e-250))
        shuffled = data[kind] == "shuffled" if kind else pd.Series(False, index=data.index)
        cloud = data.loc[shuffled, ["x", "y"]].drop_duplicates()
        spots = _spots(data[~shuffled].sort_values(["y", word]), word, corrected)
        if len(cloud):
            axes.scatter(
                cloud["x"],
                cloud["y"],
                9,
                color="0.8",
                linewidth=0,
                zorder=0.5,
                label="labels shuffled",
            )
        _two_sides(axes, spots, np.sign(spots["x"].to_numpy()), first, second)
        ringed = spots[spots["corrected"] < 0.05]
        if len(ringed):
            style: dict[str, Any] = {
                "facecolor": "none",
                "edgecolor": "black",
                "linewidth": 1.3,
                "label": "p < .05 after correction",
            }
            axes.scatter(ringed["x"], ringed["y"], ringed["room"], **style)
        if len(ringed) or len(cloud):
            figure.legend(loc="outside upper center", ncols=2, frameon=False)
        axes.margins(x=0.08)
        axes.set_xlabel("log ratio")
        _mark_zero(axes, f"commoner in {second}", f"commoner in {first}")
        _likelihood_axis(axes, float(data["y"].min()))
        name_spots(figure, axes, spots.assign(side=np.where(spots["x"] > 0, -1, 1)), labelled)

    return chart


def frequency_scatter(
    word: str,
    across: tuple[str, str],
    up: tuple[str, str],
    first: str,
    second: str,
    labelled: int = 12,
) -> Chart:
    """Each word by its rate in one outlet (across) and in another (up), on logarithmic axes; the
    first rows are named.

    `across` and `up` name two columns each: how often the word stands there, and how many words
    there are. A word absent from one side stands on the dotted line marked 0, where half a time
    would be. Words of one count lie on one spot, which is as large as they are many. On the dashed
    line words are equally common.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        grow(figure, 0.9 * figure.get_figwidth())
        axes = figure.subplots()
        rates = {
            at: 1000 * data[n].clip(lower=0.5) / data[of]
            for at, (n, of) in (("x", across), ("y", up))
        }
        spots = _spots(data.assign(**rates, even=1.0), word, "even")
        lean = np.where(np.isclose(spots["x"], spots["y"]), 0, np.sign(spots["x"] - spots["y"]))
        ends = (spots[["x", "y"]].min().min() / 1.6, spots[["x", "y"]].max().max() * 1.6)
        axes.plot(ends, ends, color=GREY, linestyle="--", linewidth=1, zorder=0)
        _two_sides(axes, spots, lean, first, second)
        for side, name, (n, of) in (("x", first, across), ("y", second, up)):
            _rate_axis(axes, side, name, 500 / data.loc[data[n] == 0, of], ends)
        axes.set_box_aspect(1)
        name_spots(figure, axes, spots.assign(side=np.where(lean > 0, 1, -1)), labelled)

    return chart


def _rate_axis(
    axes: Axes, side: str, name: str, none: pd.Series, ends: tuple[float, float]
) -> None:
    """A logarithmic axis of rates; where words are absent, 0 with a dotted line."""
    axis, line = (axes.xaxis, axes.axvline) if side == "x" else (axes.yaxis, axes.axhline)
    axes.set(
        **{
            f"{side}scale": "log",
            f"{side}lim": ends,
            f"{side}label": f"times in 1,000 words of {name}",
        }
    )
    zero = none.unique()[:1].tolist()
    ticks = [step * 10.0**power for power in range(-4, 4) for step in (1, 2, 5)]
    ticks = [tick for tick in ticks if max(ends[0], *(1.5 * at for at in zero), 0) < tick < ends[1]]
    axis.set_ticks([*zero, *ticks], labels=["0"] * len(zero) + [f"{tick:g}" for tick in ticks])
    axis.set_minor_locator(NullLocator())
    for at in zero:
        line(at, color="0.7", linestyle=":", linewidth=1, zorder=0)


def _two_sides(axes: Axes, spots: pd.DataFrame, lean: Numbers, first: str, second: str) -> None:
    """The spots, those of each side in its colour and with its marker."""
    paint = colours([first, second]) | {"the rest": GREY}
    for sign, marker, colour in ((1, "o", paint[first]), (-1, "s", paint[second]), (0, "D", GREY)):
        mine = spots[lean == sign]
        axes.scatter(
            mine["x"], mine["y"], mine["size"], color=colour, marker=marker, alpha=0.6, linewidth=0
        )


def _spots(data: pd.DataFrame, word: str, corrected: str) -> pd.DataFrame:
    """One row a place in the picture: its words, how many they are, how large to draw it, and its
    room with a ring.
    """
    groups = data.groupby(["x", "y"], sort=False)
    spots = groups.agg(
        words=(word, few), n=(word, "size"), corrected=(corrected, "min")
    ).reset_index()
    size = (25 + 2.5 * spots["n"]).clip(upper=450)
    return spots.assign(size=size, room=size.where(spots["corrected"] >= 0.05, size + 90))


def _likelihood_axis(axes: Axes, smallest: float) -> None:
    """Smaller p upwards, by the root of their logarithm: so one very unlikely word does not press
    all others flat.
    """
    top = -float(_root(np.array(min(smallest, 0.05))))
    axes.set_yscale("function", functions=(_root, _from_root))
    axes.set_ylim(*_from_root(np.array([0.09 * top, -1.1 * top])))
    ticks, last = [], -np.inf
    for tick in PROBABILITIES:
        height = -float(_root(np.array(tick)))
        if height - last > 0.075 * top and height < 1.1 * top:
            ticks.append(tick)
            last = height
    axes.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.yaxis.set_minor_locator(NullLocator())
    axes.set_ylabel("p of the word alone, smaller upwards")
    axes.axhline(0.05, color=GREY, linestyle="--", linewidth=1, zorder=0)
    beside = axes.get_yaxis_transform()
    axes.text(
        1.01, 0.05, "p = .05,\none test", va="center", fontsize=SMALL, color=DARK, transform=beside
    )


def _root(p: Numbers) -> Numbers:
    log = np.log10(np.maximum(p, 1e-300))
    return np.sign(log) * np.sqrt(np.abs(log))


def _from_root(root: Numbers) -> Numbers:
    return 10.0 ** (np.sign(root) * root**2)


def share_bars(
    label: str, outlet: str, value: str, part: str, axis: str, part_name: str, rest_name: str
) -> Chart:
    """A panel an outlet, a bar a label; the hatched part of each bar is the part named."""

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        outlets = list(dict.fromkeys(data[outlet]))
        sizes = [int((data[outlet] == one).sum()) for one in outlets]
        grow(figure, 0.8 + 0.5 * len(outlets) + 0.22 * lines_of(data[label].tolist()))
        panels = figure.subplots(len(outlets), 1, sharex=True, squeeze=False, height_ratios=sizes)[
            :, 0
        ]
        for axes, one in zip(panels, outlets, strict=True):
            mine = data[data[outlet] == one].reset_index(drop=True)
            colour = colours(outlets)[one]
            axes.barh(mine.index, mine[value], color="white", edgecolor=colour, linewidth=1.2)
            axes.barh(
                mine.index, mine[part], color=colour, edgecolor="white", hatch="///", linewidth=0
            )
            for y, total in enumerate(mine[value]):
                axes.text(total, y, f" {total:g}", va="center")
            name_rows(axes, mine[label].tolist())
            axes.set_title(one)
        panels[-1].set_xlabel(axis)
        handles = [
            Patch(facecolor=GREY, edgecolor="white", hatch="///", label=part_name),
            Patch(facecolor="white", edgecolor=GREY, label=rest_name),
        ]
        figure.legend(handles=handles, loc="outside lower center", ncols=2, frameon=False)

    return chart


def trade_off(across: str, up: str, setting: str) -> Chart:
    """A line of what is gained across against what is lost up, in per cent, each point labelled
    with its setting.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        axes = figure.subplots()
        axes.plot(data[across], data[up], color=OKABE_ITO[0], marker="o", markersize=6)
        for x, y, value in zip(data[across], data[up], data[setting], strict=True):
            axes.annotate(
                f"{value:g}",
                (x, y),
                xytext=(6, 6),
                textcoords="offset points",
                ha="left",
                va="bottom",
            )
        axes.margins(0.12)
        axes.grid(color="0.9")
        axes.set_axisbelow(True)
        axes.set_xlabel(f"{across}, per cent")
        axes.set_ylabel(f"{up}, per cent")
        axes.set_title(f"each point: one setting of {setting}")

    return chart
