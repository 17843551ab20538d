"""The captions of pictures, which are known by the credit at their end or in the line below."""

import re

from tellings.articles.bylines import AGENCY, NAME
from tellings.articles.lines import LONGEST_CREDIT, is_sentence

# ![A bridge](bridge.jpg), as Markdown shows a picture
IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)\s*")
_PHOTO = r"(?i:(?:file\s+)?photo(?:graph)?s?|pictures?|images?)"
_MAKER = r"[^()\[\]]{1,40}"
_SAYS_PHOTO = (
    rf"(?i:(?:submitted|supplied|provided)\s+by|courtesy(?:\s+of)?)\s{_MAKER}|"
    rf"{_PHOTO}\s*(?:(?i:by|credit|courtesy(?:\s+of)?)\b\s*:?|:|/)\s*{_MAKER}"
    rf"|(?:{AGENCY})\s+{_PHOTO}(?:\s*/{_MAKER})?"
    r"|(?:[^()\[\]]{1,40}/)?Getty Images"
    rf"|(?:{AGENCY})\s?/\s?(?!(?:{AGENCY})\b){NAME}(?:\s{NAME}){{1,3}}"  # (AFP/Ann Lee)
)
_NAMES_MAKER = rf"(?:{AGENCY})(?:\s?/{_MAKER})?|{NAME}(?:\s{NAME}){{0,3}}\s?/{_MAKER}|{_PHOTO}"
# (Bugle News: Ann Lee)
_NAMES_MAKER += rf"|{NAME}(?:\s{NAME}){{0,3}}:\s{NAME}(?:\s{NAME}){{1,2}}"
_PHOTO_LABEL = (
    r"[\s|]*\b(?:[A-Z]{2,5}\s)?(?:Photograph|PHOTO|Photo|Picture|Image)s?"
    r"(?:\s+(?:by|[Cc]redit))?\s*:"
)
_LABELLED = rf"{_PHOTO_LABEL}\s*({NAME}(?:[\s/,&]+(?:{NAME}|and)){{0,8}})\s*$"
PHOTO_CREDITS = (
    re.compile(rf"\s*[(\[]({_SAYS_PHOTO})[)\]]\s*$"),
    re.compile(_LABELLED),
    re.compile(rf"(?<=[.?!])\s*((?:{AGENCY}|REUTERS)/{NAME}(?:[\s/]{NAME}){{1,4}})\s*$"),
)
TITLE_CREDITS = (
    *PHOTO_CREDITS,
    re.compile(rf"\s*[(\[]({_NAMES_MAKER})[)\]]\s*$"),
    # Children read on the steps. —Ann Lee; Children read. © Ann Lee, AFP
    re.compile(rf"(?<=[.?!])\s*(?:—|©)\s*({NAME}(?:,?\s{NAME}){{0,4}})\s*$"),
)
# The two ministers meet in Seoul. / Ann Lee
CREDIT_SLASH = re.compile(
    rf"\s*/\s*((?:{NAME}(?:\s{NAME}){{0,3}}\s)?(?:(?i:photo by|courtesy of)\s)?{NAME}"
    rf"(?:[\s-]{NAME}){{0,3}})\s*\|?\s*$"
)
_SIGN = re.compile(r"[)\]:/—©]")  # one of them is in every credit


def is_caption(line: str) -> bool:
    if IMAGE.match(line) or find_credit(line, TITLE_CREDITS):
        return True
    slashed = find_credit(line, (CREDIT_SLASH,))
    return bool(slashed and is_sentence(line[: slashed[0]]))


def find_credit(line: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[int, str, str] | None:
    """Where a credit at the end of a line begins, its wording there, and whom it names."""
    start = max(len(line) - LONGEST_CREDIT, 0)
    end = line[start:]
    if not _SIGN.search(end):  # as most lines have none
        return None
    found = next((match for pattern in patterns if (match := pattern.search(end))), None)
    return (start + found.start(), found[0], found[1]) if found else None
