"""What kind of source a phrase names: "Kim's ministry", "the statement", "Teller's aide"."""

import re
from functools import lru_cache

from tellings.actors.lists import (
    CALENDAR,
    OFFICES,
    ROLES,
    any_of,
    countries,
    is_title,
    key_of,
    nouns,
    titles,
)
from tellings.actors.names import first_name
from tellings.text.forms import stop_words

_KINDS = {
    "unnamed": "people",
    "institution": "body group",
    "media": "media",
    "document": "document",
}
_KIND_OF = {noun: kind for kind, lists in _KINDS.items() for noun in nouns(*lists.split())}
_NOUNS = frozenset(
    form + many for noun in _KIND_OF for form in re.findall(r"\w+$", noun) for many in ("", "s")
)
# The noun that a phrase turns on: its last word, or the one before what qualifies it ("a statement
# from the palace").
_HEAD = re.compile(
    rf"\b(?P<noun>{any_of(_KIND_OF)})(?P<many>s?)(?=$|,|\s(?:of|from|in|by|at|for|on|to|about|that|who"
    r"|with|close|familiar)\b|(?-i:\s[a-z]+ed)\b)",  # "a lawyer hired by", but "lawyer Ahmed Ali"
    re.IGNORECASE,
)
TITLE = re.compile(
    r"(?:(?:(?i:the|its|his|her|their)|[A-Z][\w.-]*)\s)*"
    rf"(?i:{any_of(titles('courtesy', 'office'))})\.?\s+[A-Z]"
)
_SERVED = re.compile(r"\s(?!\w+(?:ing|ly)$)([a-z]+)$")
FITS = {
    "it": ("institution", "document", "media", "government"),
    "they": ("unnamed", "institution", "government"),
    "he": ("person",),
    "she": ("person",),
    "them": ("unnamed", "institution", "government"),
    "him": ("person",),
    "her": ("person",),
    "his": ("person",),
    "hers": ("person",),
    "their": ("unnamed", "institution", "government"),
    "its": ("institution", "document", "media", "government"),
}


# "Harlow's attorney", "a spokesman for Teller": somebody else than the one named in it
_SERVES = re.compile(
    rf"(?:.*['’]s?\s(?:[\w-]+\s){{0,3}}(?:{ROLES})(?:\s(?:in|for|on)\s[^,]+)?|(?:an?|the)\s(?:[\w-]+\s){{0,2}}(?:{ROLES})"
    r"\s(?:for|of|to)\s.+)",
    re.IGNORECASE,
)
# "Mr. Doe’s office": what is owned speaks, and not the owner
_OWNS = re.compile(r".*\w['’]s?\s(?:[a-z-]+\s){0,2}(?P<owned>[a-z]+)$")
# "Lund's wife", "Lund's late mother", but "Lund's lawyer, Ann Lee" and "Lund's aide Ann Lee"
_OWNED = re.compile(r"['’]s?\s(?:[a-z-]+\s){0,3}[a-z-]+(?:$|\s(?:who|of|in|from|at)\b)")
# "the family of the late painter" before a name, but "the head of research"
_OF_SOMEBODY = re.compile(
    r"[a-z-]+\s(?:of|for|to|from|with|by|behind|against|near)\s"
    rf"(?:(?:the|an?|his|her|their)\s)?(?:[a-z-]+\s){{0,3}}?(?:(?:{ROLES})\s)?$"
)
# "according to", "a mother of"
_NOT_OF = re.compile(
    r"(?:according|due|thanks)\sto\s[^,]*$|^(?:of|for|to|from|with|by)\s", re.IGNORECASE
)
# "the head of the museum": one of its people, and not the museum
_ROLE_OF = re.compile(
    rf"(?:the|an?|its|his|her|their)\s(?:[\w-]+\s){{0,2}}?(?:{ROLES})\s(?:of|for|at|in|from)\s",
    re.IGNORECASE,
)
# "hydrologist Sara Quist", "plumber Ted Oliver"
# "a spokesman", "the lawyer": one person without a name, who may be "he" afterwards.
_ONE = re.compile(
    r"(?:an?|the|one|another|his|her|their|(?:[\w.-]+\s){0,3}\S+['’]s)\s", re.IGNORECASE
)
_MANY = re.compile(r"(?:s|people|men|women|police|media)$")
_THING = re.compile(r"(?:tion|sion|ment|sis|ness|ity|ism|ance|age|ing)$")  # an examination
# "The Post on July 20", "the director (of all people)"
_WITHOUT = re.compile(
    rf"(?:\s(?:on|in|late|early|last)(?:\s(?:late|early))?\s(?:{any_of(CALENDAR)})\b.*"
    r"|\s(?:over\sthe\sweekend|(?:earlier\s)?(?:this|last)\s(?:week|month|year|weekend))"
    r"|\s\([^()]*\)\W*|\s(?:also|further|later|then))$"
)
_ITS = re.compile(r"['’]s?\b")
_WORDS = re.compile(r"\w+")
_OCCUPATION = re.compile(r"[a-z]{2,}(?:ist|er|or|ian|eer|man|woman|ess)")
_BY = re.compile(r"(?:by|from)\s")  # the report, by Ann Lee
_COMMA = re.compile(r",[”\"’]?\s")  # also in the director of “Winter Light,” Hans Orme


@lru_cache(maxsize=1 << 14)
def head_of(mention: str) -> str:
    """A mention without a possessive or an apposition, behind or before it: "the lawyer, Ann
    Lee".
    """
    head, behind = (*_COMMA.split(mention.strip(" ,"), maxsplit=1), "")[:2]
    unnamed = first_name(head) is None or _SERVES.fullmatch(head) or _is_an_office(head)
    if unnamed and not _BY.match(behind) and _names_somebody(behind):
        head = behind.split(",")[0]
    return re.sub(r"['’](?:s|re|ve|d|ll)$", "", _WITHOUT.sub("", head).strip(","))


def _is_an_office(words: str) -> bool:
    """Whether capitals make no name: "The Prime Minister", "The Senate President"."""
    found = re.fullmatch(r"(?:the|its|their|a)\s(?:\S+\s)*(\S+)", words, re.IGNORECASE)
    return bool(found) and is_title(found[1].lower(), *OFFICES)


@lru_cache(maxsize=1 << 14)
def source_type(mention: str) -> str:
    """What kind of source a phrase names.

    Returns:
        person (named), unnamed (people without a name), institution, document, media, government (a
        country or its capital standing for it), none; `pronoun` for it, he, she, they, which only
        the text around can settle.

    >>> [source_type(m) for m in ("Kim's ministry", "the statement", "Washington",
    ...     "Defense officials", "Admiral Mike Mullen")]
    ['institution', 'document', 'government', 'unnamed', 'person']
    """
    plain = head_of(mention)
    bare = re.sub(r"^(?:the|a|an)\s+", "", plain, flags=re.IGNORECASE)
    if not bare:
        return "none"
    if plain.lower() in FITS:
        return "pronoun"
    country = countries().get(key_of(bare))
    if plain.lower() in ("the north", "the south") or (country and country.form != "people"):
        return "government"
    if (owns := _OWNS.fullmatch(plain)) and not is_title(owns["owned"], *OFFICES):
        return _KIND_OF.get(owns["owned"], "unnamed")
    if TITLE.match(plain) and not _SERVES.fullmatch(plain):
        return "person"
    if _ROLE_OF.match(plain) and not _names_somebody(bare):
        return "unnamed"
    if has_noun_of_source(plain) and (head := _HEAD.search(plain)):
        return _source_kind(head)
    return "person" if _names_somebody(bare) else "unnamed"


def has_noun_of_source(phrase: str) -> bool:
    """Whether a phrase has a noun that tells a kind of source: "ministry", "letters"."""
    return not _NOUNS.isdisjoint(_WORDS.findall(phrase.lower()))


def _names_somebody(phrase: str) -> bool:
    """Whether a phrase names a person: "Ann Lee", "their lawyer Ann Lee", not "Oslo Times host"."""
    name = first_name(phrase)
    if name is None or is_owner(phrase, name.start, name.end):
        return False
    before = phrase[: name.start].split()[-1:]
    return (
        not before
        or is_title(before[0], *OFFICES)
        or bool(len(name.words) > 1 and _OCCUPATION.fullmatch(before[0]))
    )


def is_owner(phrase: str, start: int, end: int) -> bool:
    """Whether what is named here only says whose a noun is: "Fox News host", "Lund's wife"."""
    if _OWNED.match(phrase, end) or _belongs(phrase[:start]):
        return True
    served = _SERVED.match(phrase, end)
    if served is None or served[1] in stop_words():
        return False
    return (
        " " not in phrase[start:end]
        or is_title(served[1], *OFFICES)
        or served[1].removesuffix("s") in _KIND_OF
    )


def _belongs(before: str) -> bool:
    """Whether a name behind these words is only told to say whose they are: "the family of "."""
    found = _OF_SOMEBODY.search(before)
    if not found or _NOT_OF.search(before):
        return False
    behind = re.split(r"\s(?:of|for|to|from|with|by|behind|against|near)\s", found[0], maxsplit=1)[
        1
    ]
    last = behind.split()[-1:]
    if not last or last[0] in ("the", "a", "an", "late"):
        return True
    return is_title(last[0], *OFFICES) or bool(_OCCUPATION.fullmatch(last[0]))


def _source_kind(head: re.Match[str]) -> str:
    """The kind of a noun; with a capital behind other words it is a newspaper: "the Oslo Post"."""
    noun = head["noun"].lower()
    return (
        "media"
        if head.start() and head["noun"][0].isupper() and noun in nouns("media")
        else _KIND_OF[noun]
    )


def is_one(words: str) -> bool:
    """Whether a phrase is of one person without a name: "the lawyer", "Lund's wife"."""
    head = re.split(r"\s(?:of|from|in|at|for|with|who|known|that)\b|,", words)[0]
    last = head.rpartition(" ")[2]
    plan = _ITS.search(head) and not is_title(last, *OFFICES, "m", "f")  # "Mr. Orr's plan"
    several = _MANY.search(head) or _THING.search(head)
    return bool(_ONE.match(head)) and not plan and not several


def is_several(words: str) -> bool:
    """Whether a phrase is of several: "fan groups", "the players and the club"."""
    head = re.split(r"\s(?:of|from|in|at|for|with|who|that)\b|,", words)[0]
    last = head.rpartition(" ")[2]
    joint = re.search(r"[a-z]\sand\s(?:the\s)?[a-z]", words)
    return bool(joint) or (
        last.islower() and last.endswith("s") and not last.endswith(("ss", "us"))
    )
