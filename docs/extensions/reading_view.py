"""The directive `{reading-view}`: the articles of the first story, side by side."""

from pathlib import Path

from docutils import nodes
from lessons import BOX
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import tellings as tl

PAGE = "reading_view.html"
LINK = f"""\
<p>In the <a href="{PAGE}">reading view</a> you can switch on what the program found, and mark
what you find yourself.</p>
"""


class ReadingView(SphinxDirective):
    """The articles as a table, and above it a link to the library's reading page, if it has one."""

    def run(self) -> list[nodes.Node]:
        story = tl.read_story("seeds")
        boxed = BOX.format(tl.read(story).html)
        articles = nodes.raw("", boxed, format="html", classes=["text_html"])
        if not hasattr(tl, "write_reader"):
            return [articles]
        folder = self.env.app.outdir / Path(self.env.docname).parent
        folder.mkdir(parents=True, exist_ok=True)
        tl.write_reader(story, folder / PAGE, "defence_talks", topics="seeds/topics.toml")
        link = nodes.raw("", LINK, format="html")
        return [link, articles]


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("reading-view", ReadingView)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
