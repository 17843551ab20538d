"""What a program on the way spoilt in a text is put right when it is read, and counted."""

import re
from collections.abc import Callable, Iterator
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
        if found[0][0] in "‚√":
            return found[0].encode("mac_roman").decode("utf-8")
        return b"".join(map(_as_byte, found[0])).decode("utf-8")
    except UnicodeError:
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
# UTF-8 taken for another encoding: â€™ or â\x80\x99 for ’, Ã© for é, Â£ for £; on old Macintoshes
# ‚Äô for ’ and √© for é. Where two signs may be meant as such, as in “MANHÃ”, they stay.
_GARBLED = _Repair(
    re.compile(
        rf"â[€‚„\x80\x82\x84]{_LATE_BYTE}|Ã(?![‘’“”–—…]){_LATE_BYTE}|Â[\x80-\xbf]|ðŸ{_LATE_BYTE}{{2}}"
        r"|(?:(?<=â‚¬)|(?<=Ãƒ))(?:Å[“’¡¾½¸]|Ë[†œ]|Æ’)|‚Ä[òôúùìî¶]|√[^\x00-\x7fπ∑∫∞]"
    ),
    _garbled,
    "garbled sign such as â€™ was put right", "garbled signs such as â€™ were put right",
)  # fmt: skip
# Signs that nobody sees and that part a word or a line from its likes: a place where a word may be
# hyphenated, byte-order marks, marks of the direction of writing. Those inside emoji stay.
_UNSEEN = r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
_REPAIRS = (
    _Repair(re.compile("[\u2028\u2029]"), lambda found: "\n",
            "line separator was made a line end", "line separators were made line ends"),
    _Repair(CONTROL, lambda found: " ",
            "control character was taken out", "control characters were taken out"),
    _Repair(_ENTITY, _sign, "HTML entity was decoded", "HTML entities were decoded"),
    _GARBLED,
    _GARBLED,  # â€™ itself once more: Ã¢â‚¬â„¢
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
    _Repair(re.compile(_UNSEEN), lambda found: "",
            "invisible sign was taken out", "invisible signs were taken out"),
)  # fmt: skip

_LOST = (
    (re.compile("\ufffd"), "letter is lost and marked \ufffd",
     "letters are lost, each marked \ufffd"),
    # don?t, it?s; but not page?s=1
    (re.compile(r"(?<=[A-Za-z])\?(?=(?:s|t|re|ve|ll|d|m)\b(?![=&/]))"),
     "question mark inside a word, as where a letter was lost",
     "question marks inside words, as where letters were lost"),
)  # fmt: skip
# A sign that each of them has
_MAY_BE_DAMAGED = re.compile(
    rf"{CONTROL.pattern}|{_UNSEEN}|[&âÃÂð‚√\x80-\x9f\u0300-\u036f\u1100-\u1112\u2028\u2029]"
)


def repair(text: str, is_html: bool = False) -> tuple[str, list[Note]]:
    """The text with damaged signs put right, and for each kind of damage a note for the report.

    Args:
        is_html: whether it is the code of a page, where entities are for the page's reader.

    >>> text, (note,) = repair("The &ldquo;old&rdquo; bridge")
    >>> text, note["why"]
    ('The “old” bridge', '2 HTML entities were decoded')
    """
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)  # half a letter, from JSON: a lost one
    notes: list[Note] = []
    if not _MAY_BE_DAMAGED.search(text):
        return text, notes
    for damage, mend, one, more in _REPAIRS:
        if is_html and damage is _ENTITY:
            continue
        places = [found for found in damage.finditer(text) if mend(found) != found[0]]
        if not places:
            continue
        line = text.count("\n", 0, places[0].start()) + 1
        why = f"{len(places)} {one if len(places) == 1 else more}"
        notes.append(note(why, "Check the signs and letters there.", line))
        text = damage.sub(mend, text)
    return text, notes


def lost_letters(text: str) -> Iterator[Note]:
    """Notes on letters that were lost before a file came here, and that nobody can put back.

    >>> [note["why"] for note in lost_letters("They don?t know.")]
    ['1 question mark inside a word, as where a letter was lost']
    """
    for lost, one, more in _LOST:
        if places := [found.start() for found in lost.finditer(text)]:
            why = f"{len(places)} {one if len(places) == 1 else more}"
            yield note(why, "Write there what should stand.", text.count("\n", 0, places[0]) + 1)


def without_entities(text: str) -> str:
    """The text with HTML entities such as &ldquo; and &#8217; as the signs they stand for."""
    return _ENTITY.sub(_sign, text)
