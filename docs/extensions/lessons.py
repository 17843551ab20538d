"""Reads a lesson for the site: folded code, figures with caption and words, tables that scroll."""

import base64
import html
import re
import shutil
from pathlib import Path

import nbformat
from docutils import nodes
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

FIGURES = Path(__file__).resolve().parents[2] / "figures"
FIGURE = """\
<figure id="{name}">
<div class="scrolls" role="group" tabindex="0" aria-label="The picture">
<img src="../figures/{name}.png" alt="{words}"></div>
<figcaption>{caption}</figcaption></figure>
<details><summary>The figure in words</summary><p>{words}</p></details>
<p class="files">This figure as files: {files}</p>"""
FILES = {"png": "picture", "svg": "drawing", "csv": "its numbers", "txt": "its words"}
# A table that is wider than the page moves inside its own box, also by the keyboard.
BOX = '<div class="scrolls" role="group" tabindex="0" aria-label="A table">{}</div>'

FIRST_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={0}">
<title>Tellings</title>
<main><h1>Tellings</h1><p><a href="{0}">Read the lessons</a></p></main>
</html>
"""


def read(text: str) -> NotebookNode:
    """A notebook as myst-nb wants it, from the notebook as it is committed."""
    notebook = nbformat.reads(text, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        if cell.metadata.get("jupyter", {}).get("source_hidden"):
            cell.metadata["tags"] = [*cell.metadata.get("tags", []), "hide-input"]
        cell.outputs = _shown(cell.outputs)
    return notebook


def _shown(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """The outputs, each picture with its words as one figure, each table in a box of its own."""
    shown, words_follow = list[NotebookNode](), False
    for output in outputs:
        data = output.get("data", {})
        if "image/png" in data:
            shown.append(_html(_figure(base64.b64decode(data["image/png"]))))
        elif "text/html" in data and not words_follow:
            inside = data["text/html"]
            boxed = 'tabindex="0"' in inside
            shown.append(_html(inside if boxed else BOX.format(inside)))
        elif "text/html" not in data:  # printed text, or a number by itself
            shown.append(output)
        words_follow = "image/png" in data  # caption and words, which the figure now has
    return shown


def _html(inside: str) -> NotebookNode:
    return nbformat.v4.new_output("display_data", {"text/html": inside})


def _figure(png: bytes) -> str:
    """The figure of figures/ that is this picture."""
    drawn = (path for path in sorted(FIGURES.rglob("*.png")) if path.read_bytes() == png)
    path = next(drawn, None)
    assert path, "a lesson shows a picture that is not in figures/: python run.py draws it anew"
    name = path.relative_to(FIGURES).with_suffix("").as_posix()
    said = path.with_suffix(".txt").read_text(encoding="utf-8")
    found = re.fullmatch(r"Caption: (.*)\nAlternative text: (.*)\n", said)
    assert found, f"{path.with_suffix('.txt')} has no caption and alternative text"
    caption, words = map(html.escape, found.groups())
    files = ", ".join(
        f'<a href="../figures/{name}.{ending}" download>{what} ({ending.upper()})</a>'
        for ending, what in FILES.items()
    )
    return FIGURE.format(name=name, caption=caption, words=words, files=files)


def complete(app: Sphinx, error: Exception | None) -> None:
    """Puts the figures beside the lessons, and a first page where a reader looks for one."""
    if error is None:
        shutil.copytree(FIGURES, app.outdir / "figures", dirs_exist_ok=True)
        first = FIRST_PAGE.format(app.builder.get_target_uri(app.config.root_doc))
        (app.outdir / "index.html").write_text(first, encoding="utf-8", newline="\n")


class NamedColumns(SphinxTransform):
    """A column without a heading, as Markdown has them, gets one for those who hear the table."""

    default_priority = 500

    def apply(self) -> None:
        for head in self.document.findall(nodes.thead):
            for entry in head.findall(nodes.entry):
                if not entry.astext():
                    said = nodes.inline("", "what it is", classes=["visually-hidden"])
                    entry.children[:] = []
                    entry += nodes.paragraph("", "", said)


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_transform(NamedColumns)
    app.connect("build-finished", complete)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
