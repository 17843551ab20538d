"""What kind of thing a name stands for: person, place, organisation or country."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from tellings.actors.lists import (
    GENERATIONS,
    HEADS,
    PARTIES,
    ROLES,
    any_of,
    countries,
    given_names,
    key_of,
    last_word,
    nouns,
    regions,
    side_of,
    titles,
)
from tellings.actors.phrases import has_noun_of_source, source_type
from tellings.articles.article import Article
from tellings.text.forms import normal_form

PERSON, PLACE, ORGANISATION = "person", "place", "organisation"
COUNTRY, UNKNOWN = "country", "unknown"
CAPITALS = re.compile(r"[A-Z]{2,6}")  # NATO, UN
COMPASS = r"(?:north|south|east|west)(?:ern|east|west|eastern|western)?"
# "SEOUL (AFP)", "SEOUL, South Korea — "
DATELINE = re.compile(r"(?:,\s[A-Z][\w. ]{1,15})?\s?(?:\(|—|–|-)")
PLACE_NOUN = rf"(?:{any_of(nouns('place'))})s?"
_INSIDE = re.compile(rf"\b(?:in|near|outside|throughout|downtown|{COMPASS} of)\s$", re.IGNORECASE)
_PLACE = re.compile(
    rf"\b(?:{PLACE_NOUN}|asia|europe|africa|capitol)$|^(?:mount|lake|fort|camp|cape|sea|gulf|bay) "
)
# "the city of " and the name
_PLACE_BEFORE = re.compile(rf"\b{PLACE_NOUN}\sof\s$")
# the name and " River", ", a small town", but not " City Hall"
# "Slate magazine"
_MEDIA_BEHIND = re.compile(
    r"\s(?:magazine|newspaper|radio|television|tv|network|news agency|website)\b", re.IGNORECASE
)
_PLACE_BEHIND = re.compile(
    rf"\s{PLACE_NOUN}\b(?!\shall)|,\san?\s(?:[a-z-]+\s){{0,3}}{PLACE_NOUN}\b"
)
# "spokeswoman " and the name, "his former lawyer, ", "Oslo's longtime mayor, "
_ROLE_BEFORE = re.compile(
    rf"\b(?:{ROLES})\s$|\b(?:(?i:his|her|its|their|my|our|the)|['’]s)\s(?:[\w-]+\s){{0,2}}(?:{ROLES}),\s$"
)
# the name and ", the author of", ", 54,", ", R-Utah", " administration"
_ROLE_BEHIND = re.compile(
    rf",\s(?:[\w'’.-]+\s){{0,6}}?(?:{ROLES})(?:,|\.|\s(?:of|for|at|in|and|who|to|from|with|on)\b)"
    r"|,\s\d\d,|\s\([RD]-|,\s[RD]-"
    r"|\s(?:administration|presidency)\b"
)
# "the Oakes administration": the name tells whose, and nobody is spoken of.
ADJECTIVE = re.compile(
    r"[ -](?:administration|campaign|presidency|government|cabinet|era|years|camp|team|style|backed"
    r"|appointed|White House|bill|plan|law|doctrine|ruling|trial)\b"
)
_SPEAKS = re.compile(r"\s(?:said|says|told|added|wrote|tweeted|asked|replied|argued)\b")
_SPOKEN = re.compile(r"(?:\bsaid|\bsays|\baccording to)\s$")
# the name and " (R-Utah", ", a Democrat"
PARTY_BEHIND = re.compile(r"\s?(?:\(|,\s)([RD])-[A-Z]|,\s(?:a\s)?(Republican|Democrat)\b")
# behind a country: "Norway's foreign ", "Norway foreign minister "
_COUNTRY_BEFORE = re.compile(
    rf"(?:['’]s\s(?:[a-z-]+\s){{0,2}}|\s(?:[a-z-]+\s){{0,2}}(?:{ROLES}),?\s)$"
)
# the name and ", Utah", " in Seoul"
BEHIND = re.compile(r"(?:,|\sin)\s((?:[A-Z][\w.'-]*\s?){1,2})")
# "House Republicans", "Ministry of", "Labour Party", "Oslo Post"
_ORGANISATION = re.compile(
    rf"^(?:House|Senate) |{HEADS.pattern}(?:$|\s(?:of|for|on|in|and)\b)|\s(?:Post|Party|Inc|Corp)$"
    r"|\.(?:com|org|net)$"
)
PARLIAMENT = re.compile(r"(?:House|Senate|Congress|Parliament|Caucus)$")
ACRONYM = re.compile(r"\(([A-Z][A-Za-z&]{1,9})\)")  # (ACSA), (R&D)
_SMALL_WORD = re.compile(r"(?<![\w'’-])[a-z][a-z-]+")
# What a role of one or more words ends in: "adviser" of vice-adviser.
_ROLE_ENDS = frozenset(
    role.rpartition("-")[2] for role in titles("office", "doubtful", "position", "role")
)


def country_before(before: str) -> re.Match[str] | None:
    """Where what comes after a country begins: "Norway's foreign ", "Norway foreign minister "."""
    may_be = last_word(before) in _ROLE_ENDS or "'s" in before or "’s" in before
    return _COUNTRY_BEFORE.search(before) if may_be else None


class Mention(NamedTuple):
    """A name in its place: titles, and from `core` on the name with its key; what is around it."""

    article: str
    start: int
    end: int
    paragraph: int
    text: str
    core: int
    key: str
    title: str
    before: str
    after: str
    side: str

    @property
    def name(self) -> str:
        return self.text[self.core - self.start :]


def small_words(articles: Sequence[Article]) -> set[str]:
    """Words that the story has in small letters somewhere, in normal form."""
    printed = set[str]().union(*(_SMALL_WORD.findall(article.text) for article in articles))
    return {normal_form(word) for word in printed}


def _is_given(key: str) -> bool:
    """Whether a name begins with a given name and has no word for an institution or a place."""
    words = key.split()
    return (
        words[0] in given_names()
        and 2 <= len(words) <= 4
        and not HEADS.search(key.title())
        and not _PLACE.search(key)
    )


def is_organisation(text: str) -> bool:
    body = has_noun_of_source(text) and source_type(text) in ("institution", "media")
    return body or bool(_ORGANISATION.search(text))


@lru_cache(maxsize=1 << 16)
def plain(key: str) -> str:
    """A name's key without initials of middle names and without Jr.

    >>> plain("donald j trump jr")
    'donald trump'
    """
    words = [word for word in key.split() if len(word) > 1 and word not in GENERATIONS]
    return " ".join(words) if len(words) > 1 else key


def kinds_of(found: Sequence[Mention], small: set[str]) -> dict[str, tuple[str, str]]:
    """Kind of each name, by its key without initials, and what tells it.

    Args:
        found: the names of the story.
        small: words that the story has in small letters too.
    """
    by_key: dict[str, list[Mention]] = defaultdict(list)
    alone: dict[str, set[str]] = defaultdict(set)
    for one in sorted(found, key=itemgetter(0, 1, 2)):  # by article and place
        by_key[plain(one.key)].append(one)
        if " " not in one.key and one.key not in small and one.key not in countries():
            alone[one.key].add(one.article)
    return {key: _kind(key, rows, alone, small) for key, rows in by_key.items()}


def _kind(
    key: str, rows: Sequence[Mention], alone: Mapping[str, set[str]], small: set[str]
) -> tuple[str, str]:
    last = key.split()[-1]
    if key in countries():
        return COUNTRY, "list of countries"
    if key in regions() and any(is_region(key, row) for row in rows):
        return PLACE, "list of regions"
    if last in PARTIES or last.removesuffix("s") in PARTIES:
        return ORGANISATION, "party"
    if titled := next((row.text for row in rows if row.title), ""):
        return PERSON, f"title: {titled}"
    if is_organisation(rows[0].text) and not _is_given(key):
        return ORGANISATION, "word for an institution or a newspaper"
    if _PLACE.search(key):
        return PLACE, "word for a place"
    told = next((why for row in rows if (why := _beside_a_person(row))), "")
    if told and not all(ADJECTIVE.match(row.after) for row in rows):
        return PERSON, told
    if _is_given(key) and last not in small:
        return PERSON, f"given name: {rows[0].name.split()[0]}"
    if (
        last not in small
        and " " in key
        and " of " not in rows[0].name
        and any(row.article in alone.get(last, ()) for row in rows)
    ):
        return PERSON, f"shortened to {rows[0].name.split()[-1]}"
    return _kind_by_place(rows)


def is_region(key: str, one: Mention) -> bool:
    """Whether a name is a region; in short only behind a comma or with points: "Concord, Mass."."""
    return key in regions() and (
        key_of(regions()[key]) == key or "." in one.text or one.before.endswith((", ", "("))
    )


def _beside_a_person(row: Mention) -> str:
    if last_word(row.before) in _ROLE_ENDS and (role := _ROLE_BEFORE.search(row.before)):
        return f"before it: {role[0].strip()}"
    aside = " of " if " " in row.key else (" of ", " in ", " at ", " near ")
    if (role := _ROLE_BEHIND.match(row.after)) and not row.before.endswith(aside):
        return f"behind it: {role[0].strip(' ,(')}"
    name = " " in row.key and 2 <= len(row.name.split()) <= 4 and not side_of(row.key.split()[0])
    speaks = name and (_SPEAKS.match(row.after) or _SPOKEN.search(row.before))
    return "it speaks" if speaks else ""


def _kind_by_place(rows: Sequence[Mention]) -> tuple[str, str]:
    first = rows[0]
    inside = [
        row for row in rows if _INSIDE.search(row.before) and not row.after.startswith(("'s", "’s"))
    ]
    for row in rows:
        behind = _PLACE_BEHIND.match(row.after)
        if behind or _PLACE_BEFORE.search(row.before):
            return PLACE, f"beside it: {row.after.split()[0] if behind else row.before.split()[-2]}"
    if 2 * len(inside) > len(rows):
        return PLACE, f"behind: {inside[0].before.split()[-1]}"
    for row in rows:
        if (region := BEHIND.match(row.after)) and key_of(region[1]) in regions():
            return PLACE, f"behind it: {region[1]}"
    if first.text.isupper() and not first.before and DATELINE.match(first.after):
        return PLACE, "dateline"
    if media := next(filter(None, (_MEDIA_BEHIND.match(row.after) for row in rows)), None):
        return ORGANISATION, f"behind it: {media[0].strip()}"
    if CAPITALS.fullmatch(first.text.replace(".", "")):
        return ORGANISATION, "acronym"
    return UNKNOWN, "a capital only"
