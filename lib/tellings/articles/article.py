"""An article, the stretches of its text, and what was left out of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tellings.articles.bylines import authors_of
from tellings.articles.decoding import decode


class Removed(NamedTuple):
    """Something in the file that is not in the text: its line, its wording, and why.

    Lines count from 1; 0 is a headline or deck of which a person gives another wording.
    """

    line: int
    text: str
    reason: str


@dataclass(frozen=True)
class Caption:
    """A picture's caption: the title over it, its text, and whom the picture is credited to."""

    title: str | None
    text: str
    credit: str | None


class Section(NamedTuple):
    """A stretch of an article's text: headline, deck, caption, subhead, or a paragraph of the
    body.
    """

    name: str
    start: int
    end: int


def joined(blocks: Iterable[tuple[str, str]]) -> tuple[str, tuple[Section, ...]]:
    """The text of an article and its sections, of names and texts in the order of the page."""
    sections, parts, at = [], [], 0
    for name, text in blocks:
        sections.append(Section(name, at, at + len(text)))
        parts.append(text)
        at += len(text) + 2
    return "\n\n".join(parts), tuple(sections)


@dataclass(frozen=True)
class Article:
    """One article. Its text never changes, and every layer points into it.

    Attributes:
        id: a name no other article of the story has; the file's name without its ending.
        text: headline, deck, captions and paragraphs as printed, one blank line between them;
            clutter taken out.
        outlet: who published it; None where nothing says.
        agency: who supplied it; None where nothing says.
        byline: who wrote it; None where nothing says.
        published: the day it was published; None where nothing says.
        captions: the captions of its pictures, with title and credit.
        sections: what each stretch of the text is. Left out, every paragraph of the text is body.
        removed: what stood in the file and is not in the text, with line and reason.
        evidence: for outlet, agency, byline and published, where it is known from: a line of the
            file or a person; for headline and deck where a person gave them.
        path: the file it was read from.

    >>> article = Article(id="monday", text="Two ministers met.\\n\\nThey agreed to talk.")
    >>> article.paragraphs
    [(0, 18), (20, 40)]
    """

    id: str
    text: str
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    published: date | None = None
    captions: tuple[Caption, ...] = ()
    sections: tuple[Section, ...] = ()
    removed: tuple[Removed, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    path: Path | None = None

    def __post_init__(self) -> None:
        if not self.sections:
            body = (
                Section("body", *match.span())
                for match in re.finditer(r"\S(?:[^\n]*\S)?", self.text)
            )
            object.__setattr__(self, "sections", tuple(body))

    def _first(self, name: str) -> str | None:
        return next((self.text[s.start : s.end] for s in self.sections if s.name == name), None)

    @property
    def headline(self) -> str | None:
        """The headline; None where the file has none."""
        return self._first("headline")

    @property
    def deck(self) -> str | None:
        """The line or lines under the headline; None where the file has none."""
        return self._first("deck")

    @property
    def title(self) -> str:
        """Its headline, else its deck, else its id, to call the article by in a table."""
        return self.headline or self.deck or self.id

    @property
    def name(self) -> str:
        """Its outlet, else the article's id, to call the newsroom by in a figure."""
        return self.outlet or self.id

    @property
    def authors(self) -> list[str]:
        """The people named in the byline, without where they are and what they are at the paper."""
        return authors_of(self.byline or "")

    def as_found(self, lines: int) -> str:
        """The first lines of the file that the article was read from, numbered."""
        if self.path is None:
            return "This article was not read from a file."
        text, _ = decode(self.path.read_bytes())
        found = text.split("\n")[:lines]
        return "\n".join(f"{number:>3}  {line[:90]}" for number, line in enumerate(found, start=1))

    @property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Start and end of each paragraph of the body, so without headline, deck and captions."""
        return [(s.start, s.end) for s in self.sections if s.name == "body"]
