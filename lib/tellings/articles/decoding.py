"""Bytes become text, by the encoding that they are in."""

import codecs
import re
import unicodedata
from contextlib import suppress

import charset_normalizer

from tellings.articles.notes import Note, ReadingError, note, together

_COPY = "Open it, copy the article, and paste it into a text file (.txt)."
_AS_TEXT = "Save it as plain text (.txt) in UTF-8."
_SAVE_AS = "Open it, choose Save As, and there Word Document (.docx) or Excel Workbook (.xlsx)."
# How files of other kinds begin, which endings they have, and what to do about any other ending.
_KINDS = {
    b"%PDF": ("a PDF file", ".pdf", ""),
    b"PK\x03\x04": ("a Word document or another zipped file", ".docx, .xlsx or .odt", ""),
    b"{\\rtf": ("a rich-text (RTF) file", ".rtf", ""),
    b"\xd0\xcf\x11\xe0": ("an old Word or Excel file", "", _SAVE_AS),
    b"\x89PNG": ("a PNG picture", "", _COPY),
    b"\xff\xd8\xff": ("a JPEG picture", "", _COPY),
    b"GIF8": ("a GIF picture", "", _COPY),
}
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # in a Word or Excel file with a password
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
_LINE_END = re.compile(rb"\r\n?|\n")
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
# A file cut off inside its one letter of several bytes: the first two of the three of ’. These two
# are â€ in cp1252, which is no word's end anywhere.
_TRUNCATED_LETTER = re.compile(
    rb"(?:[\xc2\xc3\xe2]|[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2})\Z"
    rb"|\xe2\x80(?![\x80-\xbf])"
)


def decode(data: bytes) -> tuple[str, Note]:
    """Bytes to text: by byte-order mark, else as UTF-8, else by detection, which the report says.

    Returns:
        The text, and a note on its encoding and how it was known, with a reason where it is a
        guess or letters are damaged.

    Raises:
        ReadingError: the bytes are no text; the message says what they look like.

    >>> text, known = decode("Río".encode("utf-8-sig"))
    >>> text, known["encoding"]
    ('Río', 'UTF-8, by its first bytes')
    """
    refuse_other_kinds(data)
    if marked := next((name for mark, name in _MARKS.items() if data.startswith(mark)), None):
        return _decode_wide(data, marked)
    if unmarked := _wide_without_mark(data):
        with suppress(ReadingError):
            text, damage = _decode_wide(data, unmarked)
            return text, together([_guessed(unmarked, 1), damage])
    try:
        text = _printable(data.decode("utf-8-sig"))
        return text, _known("UTF-8" + _BY_MARK * data.startswith(codecs.BOM_UTF8))
    except UnicodeDecodeError as problem:
        return _detect(data, len(_LINE_END.findall(data[: problem.start])) + 1)


def refuse_other_kinds(data: bytes, ending: str = "") -> None:
    """Raises ReadingError where a file is of a kind that its name's ending does not tell."""
    for magic, (kind, endings, todo) in _KINDS.items():
        if data.startswith(magic) and (not ending or ending not in endings):
            if _LOCKED in data:
                kind, todo = "a Word or Excel file with a password", "Save it without the password."
            seen = f"its name ends in {ending}, but" if ending else "not text:"
            why = f"{seen} it begins like {kind}"
            raise ReadingError(why, todo or f"Give its name the ending {endings}.")


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 where every other byte is zero, as in English text of the letters of ASCII."""
    first, second = data[::2].count(0), data[1::2].count(0)
    few, many = sorted((first, second))
    if len(data) < 4 or 6 * many < len(data) or 10 * few >= many:
        return None
    return "utf_16_be" if first > second else "utf_16_le"


def _decode_wide(data: bytes, encoding: str) -> tuple[str, Note]:
    """Text of two bytes a letter, or of four."""
    name, width = encoding[:6].upper().replace("_", "-"), 4 if "32" in encoding else 2
    whole = data[: len(data) // width * width]
    try:
        text = whole.decode(encoding)
    except UnicodeDecodeError as problem:
        why = f"not text: it begins like {name}, but is not"
        raise ReadingError(why, _AS_TEXT) from problem
    letters_in_pairs = len(data) > 2 and data[2:].isascii() and b"\0" not in data
    if letters_in_pairs or any(unicodedata.category(letter) in ("Cn", "Co") for letter in text):
        raise ReadingError(f"not text: it begins like {name}, but holds no words in it", _AS_TEXT)
    text = _printable(text)
    if whole == data:
        return text, _known(name + _BY_MARK)
    return text + "\ufffd", _damage(name, [text.count("\n") + 1])


def _known(encoding: str) -> Note:
    return note("", "") | {"encoding": encoding}


def _printable(text: str) -> str:
    """The text, its lines ended in one way, if it is one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = list(CONTROL.finditer(text))
    if any(one[0] == "\0" for one in found) or _MOST_CONTROLS * len(text) < len(found):
        line = text.count("\n", 0, found[0].start()) + 1
        why = f"not text: line {line} holds a control character, as binary files do"
        raise ReadingError(why, _AS_TEXT, line)
    return text


def _detect(data: bytes, line: int) -> tuple[str, Note]:
    if _is_damaged_utf8(data):
        return _mark(data)
    encoding = _guess(data)
    if encoding is None:
        why = f"not text: the bytes in line {line} are no encoding we know"
        raise ReadingError(why, _AS_TEXT, line)
    return _printable(data.decode(encoding, "replace")), _guessed(encoding, line)


def _guessed(encoding: str, line: int) -> Note:
    why = f"not UTF-8; read as {encoding}, which is a guess"
    todo = "Check the accented letters; save it as UTF-8 to be sure."
    return note(why, todo, line) | {"encoding": f"{encoding}, a guess"}


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
    lines = [number for number, line in enumerate(_LINE_END.split(data), 1) if _count_broken(line)]
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
