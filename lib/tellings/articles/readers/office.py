"""Word and OpenDocument files, read from their XML: no macro runs, and no other file is opened."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from xml.etree import ElementTree

from tellings.articles.notes import Note, note
from tellings.articles.readers.found import Found, Read, ReadingError, or_not_whole

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
# How the report calls what is left out, by the element that tells of it.
_TOLD = {
    f"{_WORD}delText": "words deleted with tracked changes",
    f"{_TEXT}deletion": "words deleted with tracked changes",
    f"{_WORD}footnoteReference": "footnotes", f"{_WORD}endnoteReference": "footnotes",
    f"{_TEXT}note": "footnotes", f"{_WORD}commentReference": "comments", _NOTE: "comments",
}  # fmt: skip
_PARAGRAPHS = {f"{_WORD}p", f"{_TEXT}p", f"{_TEXT}h"}


@or_not_whole("Word document", _SAVE_ANEW)
def read_word(data: bytes) -> Read:
    """A Word document: each paragraph a line; inserted words with the others, deleted ones not."""
    root = _part(data, "word/document.xml")
    return Read([Found(_lines(root))], _left_out(root))


@or_not_whole("OpenDocument text", _SAVE_ANEW)
def read_open_document(data: bytes) -> Read:
    """An OpenDocument text: each paragraph a line."""
    root = _part(data, "content.xml")
    return Read([Found(_lines(root))], _left_out(root))


class _NoEntities(ElementTree.TreeBuilder):
    """What refuses a document that defines words of its own: neither program writes them."""

    def doctype(self, *_: object) -> None:
        raise ReadingError("not as programs write it: it defines entities", _SAVE_ANEW)


def _part(data: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(data)) as file:
        check_size([file.getinfo(name)])
        if file.getinfo(name).flag_bits & 1:
            raise ReadingError("a document with a password", "Save it without the password.")
        return ElementTree.fromstring(file.read(name), ElementTree.XMLParser(target=_NoEntities()))


def _left_out(root: ElementTree.Element) -> list[Note]:
    kinds = Counter(_TOLD[element.tag] for element in root.iter() if element.tag in _TOLD)
    told = ", ".join(f"{kind} ({times})" for kind, times in kinds.items())
    todo = "Write into the text what of it belongs to the article."
    return [note(f"left out: {told}", todo, 1)] if told else []


def check_size(parts: Iterable[zipfile.ZipInfo]) -> None:
    """Refuses a small file that would fill the memory once it is unpacked."""
    if sum(part.file_size for part in parts) > MOST_BYTES:
        why = f"unpacked it would be larger than {MOST_BYTES // 1_000_000} MB"
        raise ReadingError(why, _SAVE_ANEW)


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
        times = re.fullmatch(r"\d{1,3}", element.get(f"{_TEXT}c", "1"), re.ASCII)
        yield _SIGNS[element.tag] * int(times[0] if times else 1)
    elif element.tag == f"{_WORD}t" or (element.tag.startswith(_TEXT) and element.text):
        yield element.text or ""
