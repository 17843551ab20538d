"""Colours, patterns and labels that every chart draws with."""

import textwrap
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "ooo", "+++", "---")
GREY = "#767676"
DARK = "0.25"
SMALL = 10
LETTER = 0.092  # inches, of small text
WIDEST_NAME = 28
MANY = 10
MARKERS = "osD^vP*X"
SIDES = (
    (1, 0),
    (-1, 0),
    (0, 1),
    (0, -1),
    (1, 1),
    (-1, 1),
    (1, -1),
    (-1, -1),
)  # the first towards the side a spot leans to


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


def few(words: pd.Series) -> str:
    """The first three words, and how many more."""
    rest = len(words) - 3
    return ", ".join(words[:3]) + (f" and {rest} more" if rest > 0 else "")


def name_spots(figure: Figure, axes: Axes, spots: pd.DataFrame, labelled: int) -> None:
    """Names the first spots, and says of the others how many words they are if these are many."""
    figure.draw_without_rendering()
    centres = axes.transData.transform(spots[["x", "y"]])
    reach = np.sqrt(spots["room"]) / 2 * figure.dpi / 72
    taken = [box for line in axes.lines for box in _along(line)]
    taken += [Bbox([centre - r, centre + r]) for centre, r in zip(centres, reach, strict=True)]
    for at, spot in enumerate(spots.to_dict("records")):
        if at < labelled:
            _name_spot(axes, spot["words"], spot, taken, SIDES)
        elif spot["n"] >= MANY:
            _name_spot(axes, f"{spot['n']:,} words", spot, taken, SIDES[:4])


def _along(line: Line2D) -> list[Bbox]:
    """Small boxes that cover a straight line."""
    (x0, y0), (x1, y1) = line.get_transform().transform(line.get_xydata())
    points = np.column_stack([np.linspace(x0, x1, 99), np.linspace(y0, y1, 99)])
    return [
        Bbox([np.minimum(one, next_) - 1, np.maximum(one, next_) + 1])
        for one, next_ in pairwise(points)
    ]


def _name_spot(
    axes: Axes,
    text: str,
    spot: dict[Hashable, Any],
    taken: list[Bbox],
    where: Sequence[tuple[int, int]],
) -> None:
    """Writes beside a spot: on its side if there is room, else on another side, else not at all."""
    away = spot["room"] ** 0.5 / 2 + 4
    for x, y in ((side * spot["side"], up) for side, up in where):
        sides = {"ha": ("right", "center", "left")[x + 1], "va": ("top", "center", "bottom")[y + 1]}
        place: dict[str, Any] = {
            "xytext": (x * away, y * away),
            "textcoords": "offset points",
            **sides,
        }
        note = axes.annotate(text, (spot["x"], spot["y"]), fontsize=SMALL, **place)
        box = note.get_window_extent()
        if all(
            axes.bbox.contains(*corner) for corner in (box.min, box.max)
        ) and not box.count_overlaps(taken):
            taken.append(box)
            return
        note.remove()


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
