"""The one function that draws and saves a figure."""

import base64
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

import matplotlib
import pandas as pd
from matplotlib.figure import Figure

from tellings.project import PROJECT

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
        from IPython.display import (  # here, because a script that only saves figures has no use for it
            Markdown,
            display,
        )

        picture = {
            "image/png": base64.b64encode(self.png).decode("ascii"),
            "text/plain": self.alternative_text,
        }
        display(
            picture, raw=True, metadata={"image/png": {"alt": self.alternative_text, "width": 800}}
        )  # type: ignore[no-untyped-call]
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
    """Draws a figure and saves it: picture as PNG and SVG, the numbers drawn as CSV, caption and
    alternative text as TXT.

    Args:
        name: of the files, without ending; small letters, digits and underscores.
        chart: what draws the data on an empty figure.
        data: the numbers drawn; all of them, and nothing else.
        caption: the finding, in a sentence.
        alternative_text: what a sighted reader sees, for one who is not.
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
            f"{name}: the caption states the finding, the alternative text says what is seen; both in sentences"
        )
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE)
        figure = Figure(figsize=size, layout="constrained")
        chart(figure, data)
        png, svg = (
            _picture(figure, "png"),
            _spoken(_picture(figure, "svg"), caption, alternative_text),
        )
    table = data.to_csv(index=False, lineterminator="\n", float_format="%.6g")
    text = f"Caption: {caption}\nAlternative text: {alternative_text}\n"
    for ending, content in (
        ("png", png),
        ("svg", svg),
        ("csv", table.encode()),
        ("txt", text.encode()),
    ):
        _replace(_folder() / f"{name}.{ending}", content)
    return Drawn(png, caption, alternative_text)


def _picture(figure: Figure, kind: str) -> bytes:
    out = io.BytesIO()
    metadata = {"Software": None} if kind == "png" else {"Date": None}
    figure.savefig(
        out, format=kind, dpi=150, bbox_inches="tight", pad_inches=0.1, metadata=metadata
    )
    return out.getvalue()


def _spoken(svg: bytes, caption: str, alternative_text: str) -> bytes:
    """The drawing with its caption and alternative text inside, where screen readers look for
    them.
    """
    declaration, opening, rest = svg.partition(b"<svg ")
    attributes, end, inside = rest.partition(b">")
    words = f"\n <title>{escape(caption)}</title>\n <desc>{escape(alternative_text)}</desc>"
    return b"".join((declaration, opening, b'role="img" ', attributes, end, words.encode(), inside))


def _folder() -> Path:
    """Where figures go: the project's folder, or where a run of the notebooks collects them until
    it has succeeded.
    """
    folder = Path(os.environ.get("TELLINGS_FIGURES") or PROJECT / "figures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _replace(path: Path, content: bytes) -> None:
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(content)
    os.replace(aside, path)
