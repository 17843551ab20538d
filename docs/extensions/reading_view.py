"""The directive `{reading-view}`: the articles of the first story, side by side."""

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import tellings as tl

PAGE = "reading_view.html"


class ReadingView(SphinxDirective):
    """The library's own reading page, where it can write one, else the articles as a table."""

    def run(self) -> list[nodes.Node]:
        story = tl.read_story("seeds")
        if not hasattr(tl, "write_reader"):
            return [nodes.raw("", tl.read(story).html, format="html", classes=["text_html"])]
        folder = self.env.app.outdir / Path(self.env.docname).parent
        folder.mkdir(parents=True, exist_ok=True)
        tl.write_reader(story, folder / PAGE)
        link = f'<p><a href="{PAGE}">Open the reading view</a></p>'
        return [nodes.raw("", link, format="html")]


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("reading-view", ReadingView)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
