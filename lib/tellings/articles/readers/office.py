"""Word and OpenDocument files, read from their XML: no macro runs, and no other file is opened."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

from tellings.articles.readers.found import Found, Read, ReadingError

MOST_BYTES = 100_000_000  # unpacked; ten thousand pages of text are five million
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_NOTE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"
_SAVE_ANEW = "Open it in the program that wrote it, and save it anew."
_SIGNS = {
    f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-",
    f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n",
}  # fmt: skip
# What a person has deleted with tracked changes, what only old programs show, comments, footnotes.
_LEFT_OUT = {
    _FALLBACK, f"{_WORD}del", f"{_WORD}moveFrom", f"{_TEXT}tracked-changes", f"{_TEXT}note", _NOTE,
}  # fmt: skip
# A paragraph's end that was deleted with tracked changes: the next one goes on in the same line.
_DELETED_END = f"{_WORD}pPr/{_WORD}rPr/{_WORD}del"
_PARAGRAPHS = {f"{_WORD}p", f"{_TEXT}p", f"{_TEXT}h"}


def read_word(data: bytes) -> Read:
    """A Word document: each paragraph a line; inserted words with the others, deleted ones not."""
    return Read([Found(_lines(_part(data, "word/document.xml", "Word document")))], [])


def read_open_document(data: bytes) -> Read:
    """An OpenDocument text: each paragraph a line."""
    return Read([Found(_lines(_part(data, "content.xml", "OpenDocument text")))], [])


def _part(data: bytes, name: str, kind: str) -> ElementTree.Element:
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            if file.getinfo(name).file_size > MOST_BYTES:
                raise ReadingError(
                    f"unpacked it would be larger than {MOST_BYTES // 1_000_000} MB", _SAVE_ANEW
                )
            with file.open(name) as part:
                source = part.read(MOST_BYTES + 1)  # what a file says of its size may be wrong
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError) as problem:
        raise ReadingError(f"not a whole {kind}", _SAVE_ANEW) from problem
    if b"<!DOCTYPE" in source or b"<!ENTITY" in source:  # neither program writes them
        raise ReadingError(f"not a {kind} as programs write it: it defines entities", _SAVE_ANEW)
    try:
        return ElementTree.fromstring(source)
    except ElementTree.ParseError as problem:
        raise ReadingError(f"not a whole {kind}", _SAVE_ANEW) from problem


def _lines(root: ElementTree.Element) -> str:
    lines = [""]
    for piece in _pieces(root):
        if piece is None:
            lines.append("")
        else:
            lines[-1] += piece
    return "\n".join(lines).strip("\n")


def _pieces(root: ElementTree.Element) -> Iterator[str | None]:
    """The words of a document in their order, and None where a paragraph begins or ends.

    Without recursion, so that a document nested a hundred thousand deep is read too.
    """
    waiting: list[tuple[ElementTree.Element, bool]] = [(root, False)]
    while waiting:
        element, is_over = waiting.pop()
        if is_over:
            if element.tag in _PARAGRAPHS and element.find(_DELETED_END) is None:
                yield None
            yield from _tail(element)
        elif element.tag in _LEFT_OUT:
            yield from _tail(element)
        else:
            yield from _own(element)
            waiting.append((element, True))
            waiting.extend((child, False) for child in reversed(element))


def _tail(element: ElementTree.Element) -> Iterator[str]:
    """In OpenDocument words stand behind an element too; in Word only the XML's own line breaks."""
    if element.tail and not element.tag.startswith(_WORD):
        yield element.tail


def _own(element: ElementTree.Element) -> Iterator[str]:
    if element.tag in _SIGNS:
        yield _SIGNS[element.tag] * int(element.get(f"{_TEXT}c", "1"))
    elif element.tag == f"{_WORD}t" or (element.tag.startswith(_TEXT) and element.text):
        yield element.text or ""
