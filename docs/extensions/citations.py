"""A work named in the text, such as "Entman (1993)", leads to its entry in the references.

A name and a year of which references.bib knows nothing are a warning, so every work has an entry.
"""

import re
from collections.abc import Iterator

from docutils import nodes
from pybtex.database import parse_file
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

logger = logging.getLogger(__name__)
PAGE = "docs/references"
# Newell, Margolin & Ruths 2018; Entman (1993); van Dijk (1988); Newell et al. 2018
NAME = r"(?:van )?[A-Z][\w’'-]+"
WORK = re.compile(
    rf"(?:{NAME},?\s+)*(?:(?:&|and)\s+)?{NAME}(?:\s+et\s+al\.)?,?\s+\(?((?:19|20)\d\d)(?!\w|-\d)"
)
MONTHS = (
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec"
)
NO_AUTHORS = frozenset([*MONTHS.split(), "Windows", "CoNLL", "LREC", "EMNLP", "ACL-IJCNLP"])
UNKNOWN = (
    "references.bib has no %r: add it there, or to NO_AUTHORS in citations.py if it is no work"
)
OUTSIDE = (nodes.literal, nodes.literal_block, nodes.reference, nodes.title, nodes.raw)


class Citations(SphinxPostTransform):
    default_priority = 900

    def run(self, **_: object) -> None:
        if self.env.docname == PAGE:
            return
        for text in list(self.document.findall(nodes.Text)):
            if not _inside(text, OUTSIDE):
                self._link(text)

    def _link(self, text: nodes.Text) -> None:
        parts, at = list[nodes.Node](), 0
        page = self.app.builder.get_relative_uri(self.env.docname, PAGE)
        for start, end, entry in self._works(text):
            named = nodes.Text(text[start:end])
            link = nodes.reference("", "", named, refuri=f"{page}#{entry}", internal=True)
            parts += [nodes.Text(text[at:start]), link]
            at = end
        if parts:
            text.parent.replace(text, [*parts, nodes.Text(text[at:])])

    def _works(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where works are named: start, end, and where their entry stands."""
        for found in WORK.finditer(text):
            names = list(re.finditer(NAME, found[0]))
            if names[-1][0] in NO_AUTHORS:
                continue
            entry = self.app.works.get((names[-1][0], found[1]))
            if entry is None:
                logger.warning(UNKNOWN, found[0], location=text.parent)
                continue
            first = next(one for one in names if self.app.works.get((one[0], found[1])) == entry)
            start, end = found.start() + first.start(), found.end()
            closes = "(" in text[start:end] and text[end : end + 1] == ")"
            yield start, end + closes, entry


def _inside(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    while (node := node.parent) is not None:
        if isinstance(node, kinds):
            return True
    return False


def read_works(app: Sphinx) -> None:
    """Where the entry of each surname and year stands."""
    app.works = {}
    for name in app.config.bibtex_bibfiles:
        for key, entry in parse_file(app.confdir / name).entries.items():
            for person in entry.persons["author"]:
                surname = " ".join([*person.prelast_names, person.last_names[-1]])
                app.works[surname, entry.fields["year"]] = nodes.make_id(key)


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("builder-inited", read_works)
    app.add_post_transform(Citations)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
