"""Bytes become text, by the encoding that they are in."""

import re
import unicodedata
from codecs import BOM_UTF8

import charset_normalizer

from tellings.articles.notes import Note, note

NOT_TEXT = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a Word document or another zipped file",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "a rich-text (RTF) file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.01  # of all characters; a text may hold a stray one, such as Word's line break
# The encodings that files of news are found in; without this list a file of English with one
# accent is taken for Icelandic on an old Macintosh or for Chinese of Hong Kong.
_ENCODINGS = (
    "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "iso8859_2",
    "shift_jis", "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "cp949", "mac_roman", "cp850",
    "utf_16_le", "utf_16_be",
)  # fmt: skip
_HIGH = "À-ÖØ-öø-ÿŠšŒœŽžŸ"
# What no Western European text holds. Each of these is a letter in another encoding.
_NOT_WESTERN = re.compile(
    rf"[{_HIGH}]{{3,}}"  # Ïóòèí, Путин in cp1251
    r"|(?<=[a-z])[À-ÖØ-ÞŠŽŸ]"  # cafŽ, café on a Macintosh
    rf"|(?<=[.,!?])[{_HIGH}]"  # no,Ó he said, a closing quotation mark on a Macintosh
    rf"|(?<=[a-z{_HIGH}])[„‚¿¡£¤¢ƒˆ˜]"  # caf‚, café in DOS
    rf"|(?<=[A-Za-z{_HIGH}])[¡-¬®-¶¸-¿×÷€“”„•™‰†‡‹›](?=[A-Za-z{_HIGH}])"  # Z³rich, Wa³êsa
    "|\ufffd"
)
_MOST_ACCENTS = 0.08  # of all letters: French and Portuguese have 5%, Czech in cp1250 has 13%
_BY_MARK = ", by its first bytes"
_FEW_ACCENTS = 6  # too few to be a language: a line such as "À la carte, vis-à-vis"
# A file cut off inside its one letter of several bytes: the first two of the three of ’.
_TRUNCATED_LETTER = re.compile(
    rb"(?:[\xc2\xc3\xe2]|[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2})\Z"
)


def decode(data: bytes) -> tuple[str, Note]:
    """Bytes to text: by byte-order mark, else as UTF-8, else by detection, which the report says.

    Returns:
        The text, and a note on its encoding and how it was known, with a reason where it is a
        guess or letters are damaged.

    Raises:
        ValueError: the bytes are no text; the message says what they look like.

    >>> text, known = decode("Río".encode("utf-8-sig"))
    >>> text, known["encoding"]
    ('Río', 'UTF-8, by its first bytes')
    """
    if kind := next((kind for magic, kind in NOT_TEXT.items() if data.startswith(magic)), None):
        raise ValueError(f"not text: it begins like {kind}")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decode_utf16(data)
    try:
        text = _printable(data.decode("utf-8-sig"))
        return text, _known("UTF-8" + _BY_MARK * data.startswith(BOM_UTF8))
    except UnicodeDecodeError as problem:
        return _detect(data, 1 + problem.object.count(b"\n", 0, problem.start))


def _decode_utf16(data: bytes) -> tuple[str, Note]:
    whole = data[: len(data) // 2 * 2]
    try:
        text = whole.decode("utf-16")
    except UnicodeDecodeError as problem:
        raise ValueError("not text: it begins like UTF-16, but is not") from problem
    letters_in_pairs = len(data) > 2 and data[2:].isascii() and b"\0" not in data
    if letters_in_pairs or any(unicodedata.category(letter) in ("Cn", "Co") for letter in text):
        raise ValueError("not text: it begins like UTF-16, but holds no words in it")
    if whole == data:
        return _printable(text), _known("UTF-16" + _BY_MARK)
    return _printable(text) + "\ufffd", _damage("UTF-16", [text.count("\n") + 1])


def _known(encoding: str) -> Note:
    return note("", "") | {"encoding": encoding}


def _printable(text: str) -> str:
    found = list(CONTROL.finditer(text))
    if any(one[0] == "\0" for one in found) or _MOST_CONTROLS * len(text) < len(found):
        line = text.count("\n", 0, found[0].start()) + 1
        raise ValueError(f"not text: line {line} holds a control character, as binary files do")
    return text


def _detect(data: bytes, line: int) -> tuple[str, Note]:
    if _is_damaged_utf8(data):
        return _mark(data)
    encoding = _guess(data)
    if encoding is None:
        raise ValueError(f"not text: the bytes in line {line} are no encoding we know")
    text = data.decode(encoding, "replace")
    why = f"not UTF-8; read as {encoding}, which is a guess"
    todo = "Check the accented letters; save it as UTF-8 to be sure."
    return _printable(text), note(why, todo, line) | {"encoding": f"{encoding}, a guess"}


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a few: more letters are whole than broken.

    Two-byte letters beyond é and its like count half, since É” in cp1252 reads as one of them.
    """
    whole = [letter for letter in data.decode("utf-8", "ignore") if letter > "\x7f"]
    broken = _count_broken(data)
    rare = sum("\xff" < letter < "\u0800" for letter in whole)
    if not whole and broken == 1:
        return bool(_TRUNCATED_LETTER.search(data))
    return len(whole) - rare >= broken or rare > 2 * broken


def _count_broken(data: bytes) -> int:
    return data.decode("utf-8", "replace").count("\ufffd") - data.count("\ufffd".encode())


def _mark(data: bytes) -> tuple[str, Note]:
    """The text with U+FFFD in each place where bytes are lost, and the lines of these places."""
    text = _printable(data.decode("utf-8-sig", "replace"))
    lines = [number for number, line in enumerate(data.split(b"\n"), 1) if _count_broken(line)]
    return text, _damage("UTF-8", lines)


def _damage(encoding: str, lines: list[int]) -> Note:
    first = ", ".join(map(str, lines[:5])) + ", and others" * (len(lines) > 5)
    place = "line" if len(lines) == 1 else "lines"
    why = f"{encoding} with damaged letters, each marked \ufffd, in {place} {first}"
    todo = "Write there what should stand in place of \ufffd, and save the file as UTF-8."
    return note(why, todo, lines[0]) | {"encoding": f"{encoding}, damaged"}


def _guess(data: bytes) -> str | None:
    """cp1252 if it gives Western European words, such as José Núñez and £5m; else by frequency."""
    text = data.decode("cp1252", "replace")
    letters = sum(map(str.isalpha, text))
    high = sum(letter > "\x7f" for letter in text)
    western = 10 * sum(map(len, _NOT_WESTERN.findall(text))) <= high
    accents = len(re.findall(f"[{_HIGH}]", text))
    if western and accents <= max(_MOST_ACCENTS * letters, _FEW_ACCENTS):
        return "cp1252"
    others = [encoding for encoding in _ENCODINGS if western or encoding != "cp1252"]
    best = charset_normalizer.from_bytes(data, cp_isolation=others).best()
    return None if best is None or re.search(r"[\x80-\x9f]", str(best)) else best.encoding
