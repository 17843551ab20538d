"""Who speaks in a document: a statement of the bank, a Fox News poll, the letter."""

import re

from tellings.actors.lists import MONTHS, any_of, nouns
from tellings.actors.phrases import source_type

# "the statement" of whoever spoke before; "the lawsuit", "the post" may be anybody's
_ISSUED = re.compile(
    r"(?:the|this|that)\s(?:[\w-]+\s)*"
    r"(?:statement|letter|e-?mail|release|memo|memorandum|communiqu[eé]|missive|tweet|report)s?",
    re.IGNORECASE,
)
_DOCUMENT = rf"(?:{any_of(nouns('document'))})s?"
# "a letter to Ms. Grange from the tax office", "a memo circulated by an analyst"
_FROM = re.compile(
    rf"(?:[\w.’'-]+\s){{0,5}}?{_DOCUMENT},?\s(?:(?:about|on|to)\s(?:[\w.’'-]+\s){{1,5}}?)?"
    r"(?:[a-z]+ed\s|sent\s|written\s|put\sout\s)?(?:from|by)\s(?P<who>\S.*)",
    re.IGNORECASE,
)
_OWNED = re.compile(rf"(?P<who>.+)['’]s?\s(?:[\w-]+\s){{0,3}}{_DOCUMENT}", re.IGNORECASE)
# "a Fox News poll released Friday"
_NAMED = re.compile(
    rf"(?:[Tt]he|[Aa]n?|[Aa]nother|[Tt]his)\s(?:(?:(?:{any_of(MONTHS)})\s)?\d{{4}}\s)?"
    rf"(?P<who>(?:[A-Z][\w.&/-]*\s)+)(?:[a-z-]+\s)?{_DOCUMENT}\b"
)
_NOUN = re.compile(rf"(?:the|this|that)\s(?:\w+\s)?(?P<noun>{_DOCUMENT})", re.IGNORECASE)


def issuer_in(mention: str) -> str | None:
    """The words for who issued a document, where its description has them.

    >>> [issuer_in(one) for one in ("a statement about Mr. Orr from the bank", "Orr’s letter",
    ...     "a Fox News poll released Friday", "the letter")]
    ['the bank', 'Orr', 'Fox News', None]
    """
    found = _FROM.fullmatch(mention) or _OWNED.fullmatch(mention)
    if found:
        return found["who"].strip()
    named = _NAMED.match(mention)
    who = named["who"].strip() if named else ""
    return who if source_type(who) in ("institution", "media") else None


def is_told_of(mention: str) -> bool:
    """Whether a document is named by who issued it: "a release from Orr’s office", no office."""
    return bool(_FROM.fullmatch(mention))


def bare_document(mention: str) -> str:
    """The noun of a document that was told of before, in small letters: poll, of "the poll"."""
    found = _NOUN.fullmatch(mention)
    return found["noun"].lower() if found else ""


def is_issued(mention: str) -> bool:
    """Whether a document is one of whoever spoke last: "the statement", not "the lawsuit"."""
    return bool(_ISSUED.fullmatch(mention))
