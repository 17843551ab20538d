"""The one function that draws and saves a figure."""

import base64
import io
import os
import textwrap
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import matplotlib
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from tellings.drawing.letters import FONT, Legible, no_word_of_weights
from tellings.drawing.words import TooLittleError
from tellings.escaping import in_attribute, in_cell, in_html, letters_only
from tellings.project import PROJECT, write_whole

STYLE = {
    "font.family": FONT,
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "figure.dpi": 100,
    "svg.hashsalt": "tellings",
    "svg.fonttype": "none",
    "text.parse_math": False,  # "$12 a ticket, or $480 million" is money
}
GAP = 0.12  # inches between what is drawn and the words above and below it
Chart = Callable[[Figure, pd.DataFrame], None]
P = ParamSpec("P")


@dataclass(frozen=True)
class Drawn:
    """A figure as it was saved; a notebook shows picture, caption, and the picture in words.

    Attributes:
        png: the picture.
        title: the finding, in a sentence; it stands above the picture.
        caption: the finding, and how to read what is drawn.
        alternative_text: what a sighted reader sees, for one who is not.
        data: the numbers drawn, and those that the picture has no room for.
    """

    png: bytes
    title: str
    caption: str
    alternative_text: str
    data: pd.DataFrame

    def _ipython_display_(self) -> None:
        # Here, because a script that only saves figures has no use for it.
        from IPython.display import HTML, display

        picture = {
            "image/png": base64.b64encode(self.png).decode("ascii"),
            "text/plain": self.alternative_text,
        }
        described = {"image/png": {"alt": self.alternative_text, "width": 800}}
        display(picture, raw=True, metadata=described)  # type: ignore[no-untyped-call]
        caption, words = in_html(self.caption), in_html(self.alternative_text)
        details = f"<details><summary>The figure in words</summary><p>{words}</p></details>"
        display(HTML(f"<p>{caption}</p>{details}"))  # type: ignore[no-untyped-call]


@no_word_of_weights()
def draw(
    name: str,
    chart: Chart,
    data: pd.DataFrame,
    *,
    title: str = "",
    caption: str,
    alternative_text: str,
    foot: str = "",
    numbers: pd.DataFrame | None = None,
    size: tuple[float, float] = (8, 4.5),
) -> Drawn:
    """Draws a figure and saves it: picture as PNG and SVG, numbers as CSV, caption and words as
    TXT.

    Args:
        name: of the files, without ending; small letters, digits and underscores.
        chart: what draws the data on an empty figure.
        data: the numbers drawn; all of them, and nothing else.
        title: the finding, in a sentence; it is drawn above the picture and begins the caption.
        caption: what is drawn, and how to read it.
        alternative_text: what a sighted reader sees, for one who is not.
        foot: what it rests on, such as the number of articles; drawn small below the picture.
        numbers: what is saved as CSV, where the picture has no room for all of it; otherwise data.
        size: width and height in inches; a chart with many rows grows taller.

    Returns:
        A Drawn, which a notebook shows.

    Raises:
        ValueError: the name has other characters, or caption or alternative text do not say enough
            to be one.
    """
    if not name.replace("_", "").isalnum() or name != name.lower():
        raise ValueError(
            f"{name!r}: a figure's name has small letters, digits and underscores only"
        )
    if len(caption.split()) < 4 or len(alternative_text.split()) < 10:
        raise ValueError(
            f"{name}: the caption states the finding, the alternative text says what is seen; "
            "both in sentences"
        )
    title = _sentence(title[:1].upper() + title[1:])
    texts = (value for column in data for value in data[column] if isinstance(value, str))
    legible = Legible([title, caption, foot, *texts])
    caption = _sentence(title, caption, legible.note)
    alternative_text = _sentence(alternative_text)
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE | {"font.family": legible.fonts})
        figure = Figure(figsize=size, layout="constrained")
        _chart(figure, chart, data, legible)
        _frame(figure, legible.drawn(title), legible.drawn(_sentence(foot, legible.foot)))
        png, svg = _picture(figure, "png"), _picture(figure, "svg")
    saved = data if numbers is None else numbers
    _save(name, png, _spoken(svg, caption, alternative_text), saved, caption, alternative_text)
    return Drawn(png, title, caption, alternative_text, saved.copy())


def or_why_not(name: str) -> Callable[[Callable[P, Drawn]], Callable[P, Drawn]]:
    """Makes a figure say what is needed, where the articles hold too little to draw it.

    A lesson goes on then over one article as over ten.
    """

    def decorator(plot: Callable[P, Drawn]) -> Callable[P, Drawn]:
        @wraps(plot)
        def drawn(*args: P.args, **kwargs: P.kwargs) -> Drawn:
            try:
                return plot(*args, **kwargs)
            except TooLittleError as why:
                return draw(
                    name,
                    lambda figure, _: figure.subplots().set_axis_off(),
                    pd.DataFrame({"why": [str(why)]}),
                    title=f"{why}.",
                    caption="So there is no picture of these articles here.",
                    alternative_text="There is no picture here, only the sentence that says why.",
                    size=(8, 1),
                )

        return drawn

    return decorator


def _sentence(*texts: str) -> str:
    """On one line, so that no label can begin a line of its own in the file of words."""
    return letters_only(" ".join(" ".join(texts).split()))


def _chart(figure: Figure, chart: Chart, data: pd.DataFrame, legible: Legible) -> None:
    """Draws the chart with words that the fonts can show."""
    with warnings.catch_warnings():
        # What a chart writes that is no data, such as the outlet at the end of an axis, is replaced
        # only after it was drawn.
        warnings.filterwarnings("ignore", r"Glyph \d+")
        chart(
            figure,
            data.map(lambda value: legible.drawn(value) if isinstance(value, str) else value),
        )
    for text in figure.findobj(Text):
        text.set_text(legible.drawn(text.get_text()))


def _frame(figure: Figure, title: str, foot: str) -> None:
    """Writes the title above all that is drawn and what it rests on below, from the left edge."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")  # what is drawn stays where it is
    across, up = figure.get_size_inches()
    box = Bbox.union([figure.get_tightbbox(), *(_pinned(one, figure) for one in figure.legends)])
    style = {"x": box.x0 / across, "ha": "left"}
    # So many letters stand on an inch of a line: bold ones of 13 points, plain ones of 10.
    above, below = textwrap.fill(title, int(9.2 * across)), textwrap.fill(foot, int(12.5 * across))
    figure.text(
        y=(box.y1 + GAP) / up, s=above, va="bottom", fontsize=13, fontweight="bold", **style
    )
    figure.text(y=(box.y0 - GAP) / up, s=below, va="top", fontsize=10, color="#5A5A5A", **style)


def _pinned(legend: Legend, figure: Figure) -> Bbox:
    """Where a legend stands, in inches; it would move with the edge of the picture otherwise."""
    box = legend.get_window_extent()
    corner = figure.transFigure.inverted().transform((box.x0, box.y0))
    legend.borderaxespad = 0
    legend.set_loc("lower left")
    legend.set_bbox_to_anchor((*corner, 0, 0), transform=figure.transFigure)
    return box.transformed(figure.dpi_scale_trans.inverted())


def _save(
    name: str, png: bytes, svg: bytes, data: pd.DataFrame, caption: str, alternative_text: str
) -> None:
    table = data.map(in_cell).to_csv(index=False, lineterminator="\n", float_format="%.6g")
    text = f"Caption: {caption}\nAlternative text: {alternative_text}\n"
    files = {"png": png, "svg": svg, "csv": table.encode(), "txt": text.encode()}
    for ending, content in files.items():
        write_whole(_folder() / f"{name}.{ending}", content)


def _picture(figure: Figure, kind: str) -> bytes:
    out = io.BytesIO()
    metadata = {"Software": None} if kind == "png" else {"Date": None}
    figure.savefig(
        out, format=kind, dpi=150, bbox_inches="tight", pad_inches=0.1, metadata=metadata
    )
    return out.getvalue()


def _spoken(svg: bytes, caption: str, alternative_text: str) -> bytes:
    """The drawing with caption and alternative text inside, where screen readers look for them."""
    declaration, opening, rest = svg.partition(b"<svg ")
    attributes, end, inside = rest.partition(b">")
    words = (
        f"\n <title>{in_attribute(caption)}</title>\n <desc>{in_attribute(alternative_text)}</desc>"
    )
    return b"".join((declaration, opening, b'role="img" ', attributes, end, words.encode(), inside))


def _folder() -> Path:
    """Where figures go: the project's folder, or where a run collects them until it succeeded."""
    folder = Path(os.environ.get("TELLINGS_FIGURES") or PROJECT / "figures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
