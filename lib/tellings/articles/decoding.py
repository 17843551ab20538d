"""Bytes become text, by the encoding that they are in."""

import re
import unicodedata

import charset_normalizer

NOT_TEXT = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a Word document or another zipped file",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "a rich-text (RTF) file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def decode(data: bytes) -> tuple[str, dict[str, object]]:
    """Bytes to text: by byte-order mark, else as UTF-8, else by detection, which the report says.

    Raises:
        ValueError: the bytes are no text; the message says what they look like.

    >>> decode("Río".encode("utf-8-sig"))
    ('Río', {})
    """
    if kind := next((kind for magic, kind in NOT_TEXT.items() if data.startswith(magic)), None):
        raise ValueError(f"not text: it begins like {kind}")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decode_utf16(data), {}
    try:
        return _printable(data.decode("utf-8-sig")), {}
    except UnicodeDecodeError:
        return _detect(data)


def _decode_utf16(data: bytes) -> str:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as problem:
        raise ValueError("not text: it begins like UTF-16, but is not") from problem
    letters_in_pairs = len(data) > 2 and data[2:].isascii() and b"\0" not in data
    if letters_in_pairs or any(unicodedata.category(letter) in ("Cn", "Co") for letter in text):
        raise ValueError("not text: it begins like UTF-16, but holds no words in it")
    return _printable(text)


def _printable(text: str) -> str:
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise ValueError(f"not text: line {line} holds a control character, as binary files do")
    return text


def _detect(data: bytes) -> tuple[str, dict[str, object]]:
    best = charset_normalizer.from_bytes(data).best()
    line = _first_undecodable_line(data)
    if best is None or _CONTROL.search(str(best)):
        raise ValueError(f"not text: the bytes in line {line} are no encoding we know")
    western = "cp1252" in best.could_be_from_charset
    encoding, text = ("cp1252", data.decode("cp1252")) if western else (best.encoding, str(best))
    why = f"not UTF-8; read as {encoding}, which is a guess"
    return text, {
        "line": line,
        "why": why,
        "todo": "Check the accented letters; save it as UTF-8 to be sure.",
    }


def _first_undecodable_line(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return data.count(b"\n", 0, problem.start) + 1
    return 1
