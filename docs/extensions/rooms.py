"""The directive `{rooms} NAME ...`: the public names of these rooms of the library, described."""

import inspect
import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import tellings as tl

KINDS = {"class": "autoclass:: {}\n   :members:", "error": "autoexception:: {}"}


class Rooms(SphinxDirective):
    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        order = re.findall(r"\w+", tl.__doc__)  # by lesson, as help(tl) lists them
        wanted = self.arguments[0].split()
        names = sorted((name for name in tl.__all__ if _room(name) in wanted), key=order.index)
        text = "\n\n".join(f".. {_kind(name).format(name)}" for name in names)
        return self.parse_text_to_nodes(
            f"```{{eval-rst}}\n.. currentmodule:: tellings\n\n{text}\n```\n"
        )


def _room(name: str) -> str:
    return getattr(tl, name).__module__.split(".")[1]


def _kind(name: str) -> str:
    thing = getattr(tl, name)
    if not inspect.isclass(thing):
        return "autofunction:: {}"
    return KINDS["error" if issubclass(thing, Exception) else "class"]


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("rooms", Rooms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
