"""Charts of words: each a spot by its rate, or by how surely it leans to one side."""

import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from tellings.drawing.figure import Chart
from tellings.drawing.kit import (
    DARK,
    GREY,
    SMALL,
    WIDEST_NAME,
    Numbers,
    colours,
    few,
    grow,
    name_spots,
)

OTHERS = "the others"  # what all outlets but the first are called, where they are several
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


def _mark_zero(axes: Axes, left: str, right: str) -> None:
    axes.axvline(0, color=DARK, linewidth=1.2, zorder=1)
    below: dict[str, Any] = {
        "xycoords": ("axes fraction", axes.xaxis.label),
        "textcoords": "offset points",
        "va": "top",
        "fontsize": SMALL,
    }
    for x, side, text in ((0, "left", f"←\u00a0{left}"), (1, "right", f"{right}\u00a0→")):
        axes.annotate(textwrap.fill(text, WIDEST_NAME + 9), (x, 0), (0, -3), ha=side, **below)


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
        _mark_zero(axes, f"more common in {second}", f"more common in {first}")
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
    """Each word by its rate in one outlet (across) and another (up); the first rows are named.

    `across` and `up` name two columns each: how often the word stands there, and how many words
    there are. A word absent from one side stands on the dotted line marked 0, where half a time in
    the longer side would be, so that no word leans to the side that lacks it. Words of one count
    lie on one spot, which is as large as they are many. On the dashed line words are equally
    common.
    """

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        grow(figure, 0.9 * figure.get_figwidth())
        axes = figure.subplots()
        least = 500 / data[[across[1], up[1]]].max().max()
        rates = {
            at: (1000 * data[n] / data[of]).clip(lower=least)
            for at, (n, of) in (("x", across), ("y", up))
        }
        spots = _spots(data.assign(**rates, even=1.0), word, "even")
        lean = np.where(np.isclose(spots["x"], spots["y"]), 0, np.sign(spots["x"] - spots["y"]))
        ends = (spots[["x", "y"]].min().min() / 1.6, spots[["x", "y"]].max().max() * 1.6)
        axes.plot(ends, ends, color=GREY, linestyle="--", linewidth=1, zorder=0)
        _two_sides(axes, spots, lean, first, second)
        for side, name, (n, _) in (("x", first, across), ("y", second, up)):
            _rate_axis(axes, side, name, [least] * bool((data[n] == 0).any()), ends)
        axes.set_box_aspect(1)
        name_spots(figure, axes, spots.assign(side=np.where(lean > 0, 1, -1)), labelled)

    return chart


def _rate_axis(
    axes: Axes, side: str, name: str, zero: Sequence[float], ends: tuple[float, float]
) -> None:
    """A logarithmic axis of rates; where words are absent, 0 with a dotted line."""
    axis, line = (axes.xaxis, axes.axvline) if side == "x" else (axes.yaxis, axes.axhline)
    axes.set(
        **{
            f"{side}scale": "log",
            f"{side}lim": ends,
            f"{side}label": textwrap.fill(f"times in 1,000 words of {name}", 2 * WIDEST_NAME),
        }
    )
    ticks = [step * 10.0**power for power in range(-4, 4) for step in (1, 2, 5)]
    ticks = [tick for tick in ticks if max(ends[0], *(1.5 * at for at in zero), 0) < tick < ends[1]]
    axis.set_ticks([*zero, *ticks], labels=["0"] * len(zero) + [f"{tick:g}" for tick in ticks])
    axis.set_minor_locator(NullLocator())
    for at in zero:
        line(at, color="0.7", linestyle=":", linewidth=1, zorder=0)


def _two_sides(axes: Axes, spots: pd.DataFrame, lean: Numbers, first: str, second: str) -> None:
    """The spots, those of each side in its colour and with its marker."""
    # Several outlets together have the colour of none.
    paint = colours([first, second]) | {OTHERS: DARK}
    for sign, marker, colour in ((1, "o", paint[first]), (-1, "s", paint[second]), (0, "D", GREY)):
        mine = spots[lean == sign]
        axes.scatter(
            mine["x"], mine["y"], mine["size"], color=colour, marker=marker, alpha=0.6, linewidth=0
        )


def _spots(data: pd.DataFrame, word: str, corrected: str) -> pd.DataFrame:
    """One row a place in the picture: its words, how many, its size, and its room with a ring."""
    groups = data.groupby(["x", "y"], sort=False)
    spots = groups.agg(
        words=(word, few), n=(word, "size"), corrected=(corrected, "min")
    ).reset_index()
    size = (25 + 2.5 * spots["n"]).clip(upper=450)
    return spots.assign(size=size, room=size.where(spots["corrected"] >= 0.05, size + 90))


def _likelihood_axis(axes: Axes, smallest: float) -> None:
    """Smaller p upwards, by the root of the logarithm, so one unlikely word presses none flat."""
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
