"""Colours, labels and room that every chart draws with."""

import re
import textwrap
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

GREY = "#767676"
DARK = "0.25"
SMALL = 10
LETTER = 0.092  # inches, of small text
WIDEST_NAME = 28
MARKERS = "osD^vP*X"
# Inches of a chart: with its title and its foot a picture is 16 inches, or 2,400 pixels, at most.
TALLEST = 14.6
# The colours of Okabe and Ito, but their yellow is darker, for strokes on white, and their black is
# wine, since a pale black is grey, which is what outlets share.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#C2B200", "#882255")
# Where a name may go on in the next line: after a space, and in "2021_03_02_fire" after a "_".
_BREAKS = re.compile(r"(\s+|(?<=[\w-][_-])(?=\w))")


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


def filled(name: str, width: int = WIDEST_NAME) -> str:
    """A name on lines of so many letters, broken between words, or behind a _ or a hyphen.

    >>> filled("2021_03_02_fire_at_the_harbour", 20)
    '2021_03_02_fire_at_\\nthe_harbour'
    """
    wrapper = textwrap.TextWrapper(width, break_on_hyphens=False)
    wrapper.wordsep_simple_re = _BREAKS
    return wrapper.fill(name)


def short(names: Sequence[str], most: int = WIDEST_NAME) -> list[str]:
    """The names on one line each: of a long one the beginning, or both ends where these differ.

    >>> short(["The Evening Post of North", "The Evening Post of South"], 15)
    ['The Eve…f North', 'The Eve…f South']
    """
    begun = [cut(name, most) for name in names]
    ends = [
        name if len(name) <= most else f"{name[: most - 1 - most // 2]}…{name[-(most // 2) :]}"
        for name in names
    ]
    return begun if len(set(begun)) == len(set(names)) else ends


def name_rows(axes: Axes, names: Sequence[str]) -> None:
    """Names down the side, the first on top."""
    axes.set_yticks(range(len(names)), list(map(filled, names)))
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def lines_each(names: Sequence[str], width: int = WIDEST_NAME) -> int:
    """How many lines of text the longest of the names takes."""
    return max((filled(name, width).count("\n") + 1 for name in names), default=1)


def lines_of(names: Sequence[str], width: int = WIDEST_NAME) -> int:
    """How many lines of text the names take, one under another, each as tall as the tallest."""
    return len(names) * lines_each(names, width)


def in_per_cent(axis: Axis) -> None:
    """Says a share as a reader says it: 5%, or 2.5% where the steps are so small."""
    axis.set_major_formatter(FuncFormatter(lambda share, _: f"{round(100 * share, 6):g}%"))


def marker_of(at: int) -> str:
    """Of more than eight groups, those that share a colour have different markers."""
    return MARKERS[(at + at // len(PALETTE)) % len(MARKERS)]


def cut(text: str, most: int) -> str:
    """The text, or its beginning where it is too long.

    >>> cut("cooperation", 20), cut("cooperation", 5)
    ('cooperation', 'coop…')
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def colours(outlets: Sequence[str]) -> dict[str, str]:
    """One fixed colour an outlet, in the order of the story; more than eight outlets share them.

    >>> colours(["AFP", "Korea Times"])
    {'AFP': '#0072B2', 'Korea Times': '#D55E00'}
    """
    return {outlet: PALETTE[at % len(PALETTE)] for at, outlet in enumerate(dict.fromkeys(outlets))}
