"""What a reader hands on: the articles in a file, and what was wrong with it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from tellings.articles.notes import Note, note
from tellings.articles.page_top import Page


class Found(NamedTuple):
    """One article as a file holds it.

    Attributes:
        text: its lines, from the headline to the last paragraph.
        facts: what fields of their own say: outlet, agency, byline, published, headline, deck.
        place: where in the file it stands: "row 3"; empty where the file is the article.
        line: the number of its first line in the file.
        page: its parts, where the file itself tells them apart; then there is no text.
    """

    text: str
    facts: Mapping[str, object] = MappingProxyType({})
    place: str = ""
    line: int = 1
    page: Page | None = None


class Read(NamedTuple):
    """The articles in a file, what a person should know of it, and what in it was not read."""

    found: list[Found]
    notes: list[Note]
    unread: tuple[tuple[str, Note], ...] = ()


class ReadingError(ValueError):
    """A file that holds no article that can be read: why, what to do, and in which line."""

    def __init__(self, why: str, todo: str, line: int | None = None) -> None:
        super().__init__(why)
        self.note = note(why, todo, line)
