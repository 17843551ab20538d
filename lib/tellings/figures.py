"""Figures: the one function that draws and saves, and the charts of the lessons."""

import base64
import io
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib
import pandas as pd
from IPython.display import Markdown, display
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from tellings.articles import PROJECT

OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#000000")
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "ooo", "+++", "---")
GREY = "#767676"
STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "figure.dpi": 100,
    "svg.hashsalt": "tellings",
    "svg.fonttype": "none",
}

Chart = Callable[[Figure, pd.DataFrame], None]


@dataclass(frozen=True)
class Drawn:
    """A figure as it was saved; a notebook shows picture, caption, and the picture in words."""

    png: bytes
    caption: str
    alternative_text: str

    def _ipython_display_(self) -> None:
        picture = {"image/png": base64.b64encode(self.png).decode("ascii"), "text/plain": self.alternative_text}
        display(picture, raw=True, metadata={"image/png": {"alt": self.alternative_text, "width": 800}})  # type: ignore[no-untyped-call]
        words = f"<details><summary>The figure in words</summary>\n\n{self.alternative_text}\n\n</details>"
        display(Markdown(f"**{self.caption}**\n\n{words}"))  # type: ignore[no-untyped-call]


def draw(
    name: str,
    chart: Chart,
    data: pd.DataFrame,
    *,
    caption: str,
    alternative_text: str,
    size: tuple[float, float] = (8, 4.5),
) -> Drawn:
    """Draws a figure and saves it: picture as PNG and SVG, the numbers drawn as CSV, caption and alternative text as TXT.

    Args:
        name: of the files, without ending; small letters, digits and underscores.
        chart: what draws the data on an empty figure.
        data: the numbers drawn; all of them, and nothing else.
        caption: the finding, in a sentence.
        alternative_text: what a sighted reader sees, for one who is not.
        size: width and height in inches.

    Returns:
        A Drawn, which a notebook shows.

    Raises:
        ValueError: the name has other characters, or caption or alternative text do not say enough to be one.
    """
    if not name.replace("_", "").isalnum() or name != name.lower():
        raise ValueError(f"{name!r}: a figure's name has small letters, digits and underscores only")
    if len(caption.split()) < 4 or len(alternative_text.split()) < 10:
        raise ValueError(f"{name}: the caption states the finding, the alternative text says what is seen; both in sentences")
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE)
        figure = Figure(figsize=size, layout="constrained")
        chart(figure, data)
        png, svg = _picture(figure, "png"), _picture(figure, "svg")
    table = data.to_csv(index=False, lineterminator="\n", float_format="%.6g")
    text = f"Caption: {caption}\nAlternative text: {alternative_text}\n"
    for ending, content in (("png", png), ("svg", svg), ("csv", table.encode()), ("txt", text.encode())):
        _replace(_folder() / f"{name}.{ending}", content)
    return Drawn(png, caption, alternative_text)


def _picture(figure: Figure, kind: str) -> bytes:
    out = io.BytesIO()
    metadata = {"Software": None} if kind == "png" else {"Date": None}
    figure.savefig(out, format=kind, dpi=150, bbox_inches="tight", pad_inches=0.1, metadata=metadata)
    return out.getvalue()


def _folder() -> Path:
    """Where figures go: the project's folder, or where a run of the notebooks collects them until it has succeeded."""
    folder = Path(os.environ.get("TELLINGS_FIGURES") or PROJECT / "figures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _replace(path: Path, content: bytes) -> None:
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(content)
    os.replace(aside, path)


def colours(outlets: Sequence[str]) -> dict[str, str]:
    """One fixed colour an outlet, in the order of the story; more than eight outlets share them.

    >>> colours(["AFP", "Korea Times"])
    {'AFP': '#0072B2', 'Korea Times': '#D55E00'}
    """
    return {outlet: OKABE_ITO[at % len(OKABE_ITO)] for at, outlet in enumerate(dict.fromkeys(outlets))}


def stacked_shares(label: str, part: str, value: str) -> Chart:
    """Bars of 100%, one a label, divided into parts with the number written in each; parts differ in grey and hatching."""

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        axes = figure.subplots()
        names, parts = list(dict.fromkeys(data[label])), list(dict.fromkeys(data[part]))
        greys = [str(0.6 + 0.4 * at / max(1, len(parts) - 1)) for at in range(len(parts))]
        hatches = HATCHES[len(parts) - 1 :: -1]
        for row, name in enumerate(names):
            left, total = 0.0, data.loc[data[label] == name, value].sum()
            for at, one in enumerate(parts):
                size = data.loc[(data[label] == name) & (data[part] == one), value].sum()
                axes.barh(row, size / total, left=left, color=greys[at], hatch=hatches[at], edgecolor="black", linewidth=0.6)
                if size / total > 0.03:
                    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
                    axes.text(left + size / total / 2, row, f"{size:g}", ha="center", va="center", bbox=box)
                left += size / total
        _rows(axes, names)
        handles = [Patch(facecolor=greys[at], hatch=hatches[at], edgecolor="black", label=one) for at, one in enumerate(parts)]
        figure.legend(handles=handles, loc="outside lower center", ncols=min(5, len(parts)), frameon=False)
        axes.xaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1))

    return chart


def _rows(axes: Axes, names: Sequence[str]) -> None:
    """Names down the side, the first on top."""
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def intervals(label: str, group: str, value: str, low: str, high: str, axis: str, percent: bool = False) -> Chart:
    """A row a label, in it a point with its interval for each group; groups differ in colour, marker and a name beside."""

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        axes = figure.subplots()
        names, groups = list(dict.fromkeys(data[label])), list(dict.fromkeys(data[group]))
        step = 0.6 / max(1, len(groups))
        for at, one in enumerate(groups):
            mine = data[data[group] == one]
            y = [names.index(name) + (at - (len(groups) - 1) / 2) * step for name in mine[label]]
            bars = [mine[value] - mine[low], mine[high] - mine[value]]
            style = {"color": colours(groups)[one], "marker": "osD^vP*X"[at % 8], "linestyle": "none", "capsize": 3}
            axes.errorbar(mine[value], y, xerr=bars, label=one, markersize=7, elinewidth=1.6, **style)
        _rows(axes, names)
        axes.set_xlabel(axis)
        axes.grid(axis="x", color="0.9")
        axes.set_axisbelow(True)
        if percent:
            axes.xaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1))
        if len(groups) > 1:
            figure.legend(loc="outside upper center", ncols=len(groups), frameon=False)

    return chart


def strips(row: str, outlet: str, places: str, of: str) -> Chart:
    """A panel an outlet, in it a row of numbered paragraphs for each thing; the paragraphs that have it are filled."""

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        outlets, names = list(dict.fromkeys(data[outlet])), list(dict.fromkeys(data[row]))
        panels = figure.subplots(1, len(outlets), sharey=True, squeeze=False)[0]
        for axes, one in zip(panels, outlets, strict=True):
            for record in data[data[outlet] == one].to_dict("records"):
                _strip(axes, names.index(record[row]), record[places], record[of], colours(outlets)[one])
            axes.set_title(one)
            axes.set_xlabel("paragraph")
            last = int(data.loc[data[outlet] == one, of].max())
            axes.set_xticks(range(1, last + 1, 1 if last <= 20 else 5))
            axes.tick_params(axis="x", labelsize=9, length=0)
            axes.spines["bottom"].set_visible(False)
            axes.set_xlim(0.3, last + 0.7)
            _rows(axes, names)

    return chart


def _strip(axes: Axes, y: int, places: Sequence[int], of: int, colour: str) -> None:
    for number in range(1, of + 1):
        filled = number in places
        axes.bar(
            number,
            0.6,
            0.8,
            y - 0.3,
            color=colour if filled else "white",
            edgecolor=colour if filled else "0.8",
            linewidth=0.8,
        )


def keyness_plot(word: str, effect: str, p: str, tests: int, first: str, second: str, labelled: int = 5) -> Chart:
    """Each word by its lean to one side (across) and how unlikely that is by chance (up); dashed, the bars to clear."""

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        axes = figure.subplots()
        axes.scatter(data[effect], data[p], s=22, color=OKABE_ITO[0], alpha=0.55, linewidth=0)
        axes.set_yscale("log")
        axes.set_ylim(1.4, 0.05 / tests / 3)
        axes.yaxis.set_major_formatter("{x:g}")
        axes.yaxis.set_minor_formatter("")
        for level, text in ((0.05, ".05, one test"), (0.05 / tests, f".05 over {tests} tests (Bonferroni)")):
            axes.axhline(level, color=GREY, linestyle="--", linewidth=1)
            axes.text(
                1,
                level,
                f"p = {text}",
                va="bottom",
                ha="right",
                fontsize=9,
                color="0.25",
                transform=axes.get_yaxis_transform(),
            )
        points = data.sort_values([p, word]).groupby([effect, p], sort=False)[word].agg(_few).reset_index().head(labelled)
        for record in points.to_dict("records"):
            right = record[effect] > 0
            axes.annotate(
                record[word], (record[effect], record[p]), xytext=(-7 if right else 7, 0), textcoords="offset points",
                va="center", ha="right" if right else "left", fontsize=9,
            )  # fmt: skip
        axes.axvline(0, color="0.8", linewidth=1)
        axes.set_xlabel(f"log ratio: commoner in {second}  ←  0  →  commoner in {first}")
        axes.set_ylabel("p (Fisher), smaller upwards")

    return chart


def _few(words: pd.Series) -> str:
    """The first three words, and how many more."""
    rest = len(words) - 3
    return ", ".join(words[:3]) + (f" and {rest} more" if rest > 0 else "")


def share_bars(label: str, outlet: str, value: str, part: str, axis: str, part_name: str, rest_name: str) -> Chart:
    """A panel an outlet, a bar a label; the hatched part of each bar is the part named."""

    def chart(figure: Figure, data: pd.DataFrame) -> None:
        outlets = list(dict.fromkeys(data[outlet]))
        sizes = [int((data[outlet] == one).sum()) for one in outlets]
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
