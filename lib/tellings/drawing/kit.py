"""Colours, patterns and labels that every chart draws with."""

import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "ooo", "+++", "---")
GREY = "#767676"
DARK = "0.25"
SMALL = 10
LETTER = 0.092  # inches, of small text
WIDEST_NAME = 28
MARKERS = "osD^vP*X"


def patterns_of(parts: Sequence[str]) -> dict[str, dict[str, Any]]:
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


def apart(places: Sequence[float], gap: float) -> list[float]:
    """The places moved until each is a gap from the next and none is further right than 1.

    >>> apart([0.25, 0.25, 0.75], 0.25), apart([0.75, 1.0], 0.5)
    ([0.25, 0.5, 0.75], [0.5, 1.0])
    """
    out: list[float] = []
    for place in places:
        out.append(max(place, out[-1] + gap) if out else place)
    for at in range(1, len(out) + 1):
        out[-at] = min(out[-at], 1 - (at - 1) * gap)
    return out


def grow(figure: Figure, height: float) -> None:
    """Makes room for many rows."""
    figure.set_figheight(max(height, figure.get_figheight()))


def name_rows(axes: Axes, names: Sequence[str]) -> None:
    """Names down the side, the first on top."""
    axes.set_yticks(range(len(names)), [textwrap.fill(name, WIDEST_NAME) for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def lines_of(names: Sequence[str]) -> int:
    """How many lines of text the names take, one under another, each as tall as the tallest."""
    return len(names) * max(len(textwrap.wrap(name, WIDEST_NAME)) for name in names)


def marker_of(at: int) -> str:
    """Of more than eight groups, those that share a colour have different markers."""
    return MARKERS[(at + at // len(OKABE_ITO)) % len(MARKERS)]


def cut(text: str, most: int) -> str:
    """The text, or its beginning where it is too long.

    >>> cut("cooperation", 20), cut("cooperation", 5)
    ('cooperation', 'coop…')
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#000000")


def colours(outlets: Sequence[str]) -> dict[str, str]:
    """One fixed colour an outlet, in the order of the story; more than eight outlets share them.

    >>> colours(["AFP", "Korea Times"])
    {'AFP': '#0072B2', 'Korea Times': '#D55E00'}
    """
    return {
        outlet: OKABE_ITO[at % len(OKABE_ITO)] for at, outlet in enumerate(dict.fromkeys(outlets))
    }


def right_labels(axes: Axes, texts: Sequence[str], what: str = "") -> None:
    right = axes.secondary_yaxis("right")
    right.set_yticks(range(len(texts)), texts, fontsize=SMALL)
    right.tick_params(length=0)
    right.spines["right"].set_visible(False)
    right.set_ylabel(what, fontsize=SMALL)
