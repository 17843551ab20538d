"""What a program on the way spoilt in a text is put right when it is read, and counted."""

import re
from collections.abc import Callable
from html import unescape
from html.entities import html5
from typing import NamedTuple
from unicodedata import normalize

from tellings.articles.decoding import CONTROL
from tellings.articles.notes import Note, note


class _Repair(NamedTuple):
    """A kind of damage, what puts it right, and how the report calls it: for one and for more."""

    damage: re.Pattern[str]
    mend: Callable[[re.Match[str]], str]
    one: str
    more: str


def _as_byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:  # a C1 control character, which is a byte that was never decoded
        return sign.encode("latin-1")


def _garbled(found: re.Match[str]) -> str:
    try:
        return b"".join(map(_as_byte, found[0])).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _sign(found: re.Match[str]) -> str:
    """The sign an entity stands for; &amp;ldquo; was written by two programs, one after another."""
    if found["name"] and f"{found['name']};" not in html5:
        return found[0]
    sign = unescape(unescape(found[0]))
    return " " if sign.isspace() and sign != "\xa0" else sign


_ENTITY = re.compile(
    r"&(?:amp;)?(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|(?P<name>[A-Za-z][A-Za-z\d]{1,31}));"
)
_LATE_BYTE = r"[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_REPAIRS = (
    _Repair(CONTROL, lambda found: " ",
            "control character was taken out", "control characters were taken out"),
    _Repair(_ENTITY, _sign, "HTML entity was decoded", "HTML entities were decoded"),
    # UTF-8 taken for another encoding: â€™ or â\x80\x99 for ’, Ã© for é, Â£ for £. Where two signs
    # may be meant as such, as in “MANHÃ”, they stay.
    _Repair(
        re.compile(rf"â[€‚„\x80\x82\x84]{_LATE_BYTE}|Ã(?![‘’“”–—…]){_LATE_BYTE}|Â[\xa0-\xbf]"
                   rf"|ðŸ{_LATE_BYTE}{{2}}"),
        _garbled,
        "garbled sign such as â€™ was put right", "garbled signs such as â€™ were put right",
    ),
    # Windows quotation marks taken for control characters: \x93 for “.
    _Repair(
        re.compile(r"[\x80-\x9f]"), lambda found: _as_byte(found[0]).decode("cp1252", "replace"),
        "Windows sign such as “ was put right", "Windows signs such as “ were put right",
    ),
    # é as e and an accent of its own, as programs on Apple computers write it; 한 in three pieces.
    _Repair(
        re.compile(r"[^\W\d_][\u0300-\u036f]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"),
        lambda found: normalize("NFC", found[0]),
        "letter with a separate accent was composed", "letters with separate accents were composed",
    ),
)  # fmt: skip
# A sign that each of them has
_MAY_BE_DAMAGED = re.compile(rf"{CONTROL.pattern}|[&âÃÂð\x80-\x9f\u0300-\u036f\u1100-\u1112]")


def repair(text: str) -> tuple[str, list[Note]]:
    """The text with damaged signs put right, and for each kind of damage a note for the report.

    >>> text, (note,) = repair("The &ldquo;old&rdquo; bridge")
    >>> text, note["why"]
    ('The “old” bridge', '2 HTML entities were decoded')
    """
    notes: list[Note] = []
    if not _MAY_BE_DAMAGED.search(text):
        return text, notes
    for damage, mend, one, more in _REPAIRS:
        places = [found for found in damage.finditer(text) if mend(found) != found[0]]
        if not places:
            continue
        line = text.count("\n", 0, places[0].start()) + 1
        why = f"{len(places)} {one if len(places) == 1 else more}"
        notes.append(note(why, "Check the signs and letters there.", line))
        text = damage.sub(mend, text)
    return text, notes


def without_entities(text: str) -> str:
    """The text with HTML entities such as &ldquo; and &#8217; as the signs they stand for."""
    return _ENTITY.sub(_sign, text)
