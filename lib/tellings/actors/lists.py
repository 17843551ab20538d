"""Lists of titles, first names, countries, regions and nouns, and questions to them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tellings.text.forms import data_lines, normal_form
from tellings.text.splitting import split_words

TITLES = ("courtesy", "office", "doubtful")
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = (
    "January February March April May June July August September October November December".split()
)
CALENDAR = (*WEEKDAYS, *MONTHS, *(month[:3] for month in MONTHS), "Sept")
GENERATIONS = frozenset("jr sr ii iii iv".split())
CALENDAR_WORDS = frozenset(word.lower() for word in CALENDAR)
PARTIES = {
    "republican": "Republican", "gop": "Republican", "democrat": "Democrat",
    "democratic": "Democrat", "labour": "Labour",
    "conservative": "Conservative", "tory": "Conservative", "tories": "Conservative",
    "r": "Republican", "d": "Democrat",
}  # fmt: skip


@lru_cache(maxsize=32)
def titles(*kinds: str) -> frozenset[str]:
    """Words that tell of a name beside them that it is a person's; small, and without a full stop.

    Args:
        kinds: courtesy (Mr), office (president), doubtful (chief: also other things), position
            (editor: less often a title), role (his counterpart); the first three if left out.

    >>> "admiral" in titles("office"), "counterpart" in titles()
    (True, False)
    """
    return _listed("titles.txt", kinds or TITLES)


@lru_cache(maxsize=32)
def nouns(*kinds: str) -> frozenset[str]:
    """Nouns that tell what a phrase is about, in small letters.

    Args:
        kinds: body, group, named (institutions, in names or not), media, document, people, place,
            and those of numbers.

    >>> "ministry" in nouns("body"), "island" in nouns("place")
    (True, True)
    """
    return _listed("nouns.txt", kinds)


def _listed(file: str, kinds: Sequence[str]) -> frozenset[str]:
    pairs = (line.split(":") for line in data_lines(file))
    return frozenset(word for kind, words in pairs if kind in kinds for word in words.split())


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of many words."""
    return "|".join(sorted(words))


OFFICES = ("office", "doubtful", "position", "role")
ROLES = any_of(titles(*OFFICES))
HEADS = re.compile(rf"\b(?:{any_of(word.title() for word in nouns('body', 'named'))})s?\b")


def is_title(word: str, *kinds: str) -> bool:
    """Whether a word is a title, as printed before a name: "Gen.", "Minister", "DI", not "Di"."""
    return word.lower().strip(".") in titles(*kinds) and word != "Di"


def _name_lines() -> Iterator[tuple[str, list[list[str]]]]:
    """Whose names a line has (m, f, either; with a star: also words), and the names, in groups."""
    for line in data_lines("first_names.txt"):
        whose, _, names = line.lower().partition(":")
        yield whose, [group.split() for group in names.split(";")]


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Common given names, in small letters, each with the first of those that may be one person's.

    >>> given_names()["bob"]
    'robert'
    """
    names: dict[str, str] = {}
    for whose, groups in _name_lines():
        for group in groups if not whose.endswith("*") else ():
            names |= {name: names.get(name, group[0]) for name in group}
    return names


@lru_cache(maxsize=1)
def _sexes() -> dict[str, str]:
    """Given names in small letters, and courtesies and words of kinship, each with m, f or ""."""
    table: dict[str, str] = {}
    for whose, groups in _name_lines():
        sex = whose.rstrip("*").replace("either", "")
        table |= {name: sex for group in groups for name in group}
    return table | {word: sex for sex in ("m", "f") for word in titles(sex)}


def sex_of(word: str) -> str:
    """m, f or "", as a given name, a title or a noun tells: "Mrs.", "Robert", "spokeswoman".

    >>> [sex_of(word) for word in ("Mrs.", "Robert", "spokeswoman", "minister")]
    ['f', 'm', 'f', '']
    """
    return _sexes().get(word.lower().strip(".,"), "")


@lru_cache(maxsize=1)
def regions() -> dict[str, str]:
    """Keys of parts of the world, states, provinces and large cities, each with the full name.

    >>> regions()["ariz"]
    'Arizona'
    """
    places = (
        place.strip().split("/") for line in data_lines("regions.txt") for place in line.split(";")
    )
    return {key_of(form): forms[0] for forms in places for form in forms}


class Country(NamedTuple):
    """What a country can be called: its name, its capital or seat of government, its people."""

    name: str
    form: str  # name, capital, people


def country_rows() -> list[tuple[str, str, str]]:
    """Name, capital and people of each country; a country with several names has several rows."""
    rows = ((part.strip() for part in line.split(";")) for line in data_lines("countries.txt"))
    return [(name, capital, people) for name, capital, people in rows]


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Names of countries, capitals and peoples, in normal form; further names lead to the first.

    >>> [countries()[word].name for word in ("pyongyang", "south korean", "us")]
    ['North Korea', 'South Korea', 'United States']
    """
    table: dict[str, Country] = {}
    first: dict[tuple[str, str], str] = {}
    for name, capital, people in country_rows():
        known = first.setdefault((capital, people), name)
        many = people if people.endswith(("sh", "ch", "s", "ese")) else f"{people}s"
        for written, form in (
            (name, "name"),
            (capital, "capital"),
            (people, "people"),
            (many, "people"),
        ):
            table.setdefault(key_of(written), Country(known, form))
        for written, form in ((name, "name"), (people, "people")):
            part, _, rest = written.partition(" ")
            if part in ("North", "South"):
                table[key_of(f"{part[0]} {rest}")] = Country(known, form)
    return table


@lru_cache(maxsize=1 << 16)
def key_of(text: str) -> str:
    """The form in which spellings of a name are one: normal, without hyphens, points, possessive.

    >>> key_of("Defence Minister Kim Kwan-Jin’s") == key_of("Defense Minister Kim Kwan-jin")
    True
    """
    return " ".join(normal_form(text[a:b]) for a, b in split_words(text.replace("-", " "))).replace(
        ".", ""
    )


def side_of(key: str) -> str:
    """The country or party that a word stands for; "" for other words."""
    return (
        countries()[key].name
        if key in countries()
        else PARTIES.get(key, "")
        if len(key) > 1
        else ""
    )


_LAST_WORD = re.compile(r"\w+(?=,?\s$)")
_LONGEST_WORD = 30  # characters; no title, role or word of kinship is as long


def last_word(before: str) -> str:
    """The word just before a place, with or without a comma; "" where there is none.

    >>> last_word("with his wife, "), last_word("the vice-president "), last_word("the “")
    ('wife', 'president', '')
    """
    last = before[-_LONGEST_WORD:].rsplit(None, 1)[-1:] if before[-1:].isspace() else []
    if last and last[0].isalnum():
        return last[0]
    found = _LAST_WORD.search(before, max(0, len(before) - _LONGEST_WORD)) if last else None
    return found[0] if found else ""
