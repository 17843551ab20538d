"""A row for each speaker, in it a dot for each outlet: which share of its words it gives them."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tellings.attribution.directory import NOBODY
from tellings.attribution.shares import NOT_SAID, OTHERS
from tellings.drawing.kit import DARK, SMALL, colours, filled, grow, in_per_cent, marker_of, short

LAST = (NOBODY, NOT_SAID, OTHERS)
FEW_OUTLETS = 3  # so many may have names of several lines beside their dots
LINE = 0.19  # inches
BETWEEN = 0.7  # lines between two speakers


def voice_dots(figure: Figure, data: pd.DataFrame) -> None:
    """Draws what `share_of_voice` returns, outlets and voices in the order of the table's outlets
    and of the voices' shares; an outlet that gives a voice no words has no dot there.
    """
    outlets = list(dict.fromkeys(data["outlet"]))
    said = data[data["words"] > 0]
    beside = map(filled, outlets) if len(outlets) <= FEW_OUTLETS else short(outlets)
    names = dict(zip(outlets, beside, strict=True))
    lines = max(name.count("\n") + 1 for name in names.values())
    voices = _by_share(said)
    heights = [
        max(lines * int((said["voice"] == one).sum()), filled(one).count("\n") + 1) + BETWEEN
        for one in voices
    ]
    grow(figure, 0.7 + LINE * sum(heights))
    axes, top = figure.subplots(), 0.0
    middles = []
    for voice, height in zip(voices, heights, strict=True):
        mine = said[said["voice"] == voice]
        first = top + (height - lines * (len(mine) - 1)) / 2
        for at, row in enumerate(mine.to_dict("records")):
            _dot(axes, first + lines * at, row, outlets, names)
        axes.axhline(top, color="0.85", linewidth=0.8)
        middles.append(top + height / 2)
        top += height
    axes.set_ylim(top, 0)
    axes.set_yticks(middles, [filled(one) for one in voices])
    _across(axes)


def _by_share(said: pd.DataFrame) -> list[str]:
    """The voices, the largest first, each outlet counting alike; those that are nobody's last."""
    sums = said.groupby("voice", sort=False)["share"].sum()
    ranked = sums.sort_values(ascending=False, kind="stable").index.astype(str)
    return sorted(ranked, key=lambda voice: LAST.index(voice) if voice in LAST else -1)


def _dot(
    axes: Axes, y: float, row: dict[object, object], outlets: list[str], names: dict[str, str]
) -> None:
    """A dot with its interval, and right of it whose it is and how much."""
    outlet, share, high = str(row["outlet"]), float(str(row["share"])), float(str(row["high"]))
    colour = colours(outlets)[outlet]
    axes.hlines(y, float(str(row["low"])), high, color=colour, linewidth=1.6)
    axes.plot(share, y, marker_of(outlets.index(outlet)), color=colour, markersize=8, clip_on=False)
    percent = f"{share:.0%}" if share >= 0.005 else "<1%"
    text = f"{percent} {names[outlet]}" if len(outlets) > 1 else percent
    place = {"xytext": (9, 0), "textcoords": "offset points", "ha": "left", "va": "center"}
    axes.annotate(text, (max(high, share), y), fontsize=SMALL, color=DARK, **place)


def _across(axes: Axes) -> None:
    axes.set(xlim=(-0.02, 1.02), xlabel="share of the words that the outlet gives to anybody")
    in_per_cent(axes.xaxis)
    axes.grid(axis="x", color="0.9")
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
