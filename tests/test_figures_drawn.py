"""The committed notebooks and figures are what the notebooks make: to the byte on Linux, nearly so elsewhere."""

import base64
import io
import math
import platform
import re
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

import matplotlib.image
import nbformat
import numpy as np
import pytest

import notebook_runner

ROOT = Path(__file__).resolve().parents[1]
SUFFIXES = {".png", ".svg", ".csv", ".txt"}
DECISIVE = ["numpy", "pandas", "matplotlib", "pillow", "nltk", "scipy"]
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
PIXELS_OFF = 2
COLOUR_OFF = 0.03
COMMITTED = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("notebooks", "figures")
    for path in (ROOT / folder).rglob("*.*")
    if path.is_file() and ".ipynb_checkpoints" not in path.parts
)


def in_the_locked_environment() -> bool:
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return all(f"\n{name}=={version(name)} " in locked for name in DECISIVE)


@pytest.fixture(scope="module")
def anew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose notebooks have been run and whose figures have been drawn, from nothing."""
    copy = tmp_path_factory.mktemp("drawn anew")
    for folder in ("notebooks", "seeds", "practice", "practice_many"):
        if (ROOT / folder).exists():
            shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns(".*"))
    assert notebook_runner.main([str(path) for path in sorted(copy.glob("notebooks/*.ipynb"))]) == 0
    return copy


def drawings(root: Path) -> set[Path]:
    found = (root / "figures").rglob("*.*")
    return {path.relative_to(root / "figures") for path in found}


def test_figures_holds_what_the_notebooks_draw(anew: Path) -> None:
    assert drawings(anew)
    assert drawings(anew) == drawings(ROOT)


def test_each_figure_comes_as_picture_numbers_and_words() -> None:
    files = drawings(ROOT)
    assert files == {path.with_suffix(suffix) for path in files for suffix in SUFFIXES}


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64" or not in_the_locked_environment(),
    reason="bytes are compared on Linux on x86_64, with the locked packages",
)
@pytest.mark.parametrize("name", COMMITTED)
def test_it_comes_out_the_same_to_the_byte(name: str, anew: Path) -> None:
    assert (anew / name).read_bytes() == (ROOT / name).read_bytes()


@pytest.mark.parametrize("name", COMMITTED)
def test_it_comes_out_the_same_within_the_tolerance(name: str, anew: Path) -> None:
    assert difference(anew / name, ROOT / name) is None


# The tolerance


def difference(new: Path, old: Path) -> str | None:
    """Where two files differ by more than another system may make them; None where they do not."""
    if new.suffix == ".ipynb":
        return _notebook_difference(new, old)
    if new.suffix == ".png":
        return _picture_difference(new.read_bytes(), old.read_bytes())
    new_text, old_text = new.read_text(encoding="utf-8"), old.read_text(encoding="utf-8")
    if new.suffix == ".svg":
        return (
            None if _svg_words(new_text) == _svg_words(old_text) else "other words in the drawing"
        )
    return _text_difference(new_text, old_text)


def _text_difference(new: str, old: str) -> str | None:
    if NUMBER.split(new) != NUMBER.split(old):
        return f"other words: {new[:80]!r}, {old[:80]!r}"
    pairs = zip(NUMBER.findall(new), NUMBER.findall(old), strict=True)
    far = [
        pair for pair in pairs if not math.isclose(*map(float, pair), rel_tol=1e-6, abs_tol=1e-9)
    ]
    return f"other numbers: {far[:3]}" if far else None


def _svg_words(text: str) -> list[str]:
    """What matplotlib wrote as text, or drew as outlines with the text in a comment above them."""
    return re.findall(r"<!--(.*?)-->|<text[^>]*>(.*?)</text>", text, flags=re.DOTALL)


def _picture_difference(new: bytes, old: bytes) -> str | None:
    pictures = [
        matplotlib.image.imread(io.BytesIO(data), format="png")[..., :3] for data in (new, old)
    ]
    heights, widths = zip(*(picture.shape[:2] for picture in pictures), strict=True)
    if max(np.ptp(heights), np.ptp(widths)) > PIXELS_OFF:
        return f"other sizes: {pictures[0].shape}, {pictures[1].shape}"
    a, b = (picture[: min(heights), : min(widths)] for picture in pictures)
    off = float(np.sqrt(np.mean((a - b) ** 2)))
    return f"other picture: {off:.3f}" if off > COLOUR_OFF else None


def _notebook_difference(new: Path, old: Path) -> str | None:
    cells = [nbformat.v4.reads(path.read_text(encoding="utf-8")).cells for path in (new, old)]
    if [cell.source for cell in cells[0]] != [cell.source for cell in cells[1]]:
        return "other cells"
    for number, pair in enumerate(zip(*cells, strict=True), 1):
        found = _outputs_difference(*(cell.get("outputs", []) for cell in pair))
        if found:
            return f"cell {number}: {found}"
    return None


def _outputs_difference(new: list, old: list) -> str | None:
    flat = [
        [item for output in outputs for item in sorted(_contents(output).items())]
        for outputs in (new, old)
    ]
    if [kind for kind, _ in flat[0]] != [kind for kind, _ in flat[1]]:
        return "other kinds of output"
    for (kind, a), (_, b) in zip(*flat, strict=True):
        compare = _png_difference if kind == "image/png" else _text_difference
        found = compare(str(a), str(b))
        if found:
            return found
    return None


def _contents(output: nbformat.NotebookNode) -> dict[str, object]:
    return {output.name: output.text} if output.output_type == "stream" else output.data


def _png_difference(new: str, old: str) -> str | None:
    return _picture_difference(base64.b64decode(new), base64.b64decode(old))


def png(shade: float, width: int = 40) -> bytes:
    buffer = io.BytesIO()
    matplotlib.image.imsave(buffer, np.full((30, width, 3), shade), format="png")
    return buffer.getvalue()


def svg(word: str, x: str = "1.0") -> bytes:
    return f'<svg><!-- {word} --><path d="M {x} 2"/></svg>'.encode()


def ipynb(*outputs: dict) -> bytes:
    cell = nbformat.v4.new_code_cell(
        "x", id="a", outputs=[nbformat.from_dict(output) for output in outputs]
    )
    return nbformat.writes(nbformat.v4.new_notebook(cells=[cell])).encode()


def shown(**data: object) -> dict:
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {k.replace("_", "/"): v for k, v in data.items()},
    }


def encoded(picture: bytes) -> str:
    return base64.b64encode(picture).decode()


@pytest.mark.parametrize(
    "suffix, new, old, alike",
    [
        (".csv", b"a,1.0000000001\n", b"a,1.0\n", True),
        (".csv", b"a,1.001\n", b"a,1.0\n", False),
        (".csv", b"b,1.0\n", b"a,1.0\n", False),
        (".csv", b"a,-1.0\n", b"a,1.0\n", False),
        (".csv", b"a,1.0\nb,2\n", b"a,1.0\n", False),
        (".txt", b"Caption: two\n", b"Caption: three\n", False),
        (".svg", svg("word", x="1.1"), svg("word"), True),
        (".svg", svg("other"), svg("word"), False),
        (".png", png(0.50), png(0.51), True),
        (".png", png(0.50), png(0.60), False),
        (".png", png(0.50, width=41), png(0.50), True),
        (".png", png(0.50, width=50), png(0.50), False),
        (".ipynb", ipynb(shown(text_plain="0.30000000000000004")), ipynb(shown(text_plain="0.3")), True),
        (".ipynb", ipynb(shown(text_plain="0.31")), ipynb(shown(text_plain="0.3")), False),
        (".ipynb", ipynb(shown(text_plain="1"), shown(text_plain="2")), ipynb(shown(text_plain="1")), False),
        (".ipynb", ipynb(shown(image_png=encoded(png(0.5)))), ipynb(shown(image_png=encoded(png(0.51)))), True),
        (".ipynb", ipynb(shown(image_png=encoded(png(0.5)))), ipynb(shown(image_png=encoded(png(0.6)))), False),
    ],
)  # fmt: skip
def test_the_tolerance(suffix: str, new: bytes, old: bytes, alike: bool, tmp_path: Path) -> None:
    paths = (tmp_path / f"new{suffix}", tmp_path / f"old{suffix}")
    for path, content in zip(paths, (new, old), strict=True):
        path.write_bytes(content)
    assert (difference(*paths) is None) == alike
