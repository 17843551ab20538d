"""What a reader hands on: the articles in a file, and what was wrong with it."""

from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import NamedTuple

from tellings.articles.notes import Note, ReadingError
from tellings.articles.page_top import Page

# What to do with a file that its reader cannot read.
COPY = "Open it, copy the article, and paste it into a text file (.txt)."


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


Reader = Callable[[bytes], Read]


def or_not_whole(kind: str, todo: str) -> Callable[[Reader], Reader]:
    """Makes a reader say that a file is not whole, where what it stands on fails.

    Programs of others that read a kind of file raise whatever a spoilt one brings them to: beside
    their own errors KeyError, SyntaxError, zlib.error, RecursionError and more.
    """

    def decorator(read: Reader) -> Reader:
        @wraps(read)
        def safe(data: bytes) -> Read:
            try:
                return read(data)
            except ReadingError:
                raise
            except Exception as problem:
                raise ReadingError(f"not a whole {kind}", todo) from problem

        return safe

    return decorator


__all__ = ["Found", "Read", "ReadingError"]
