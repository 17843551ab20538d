"""Who and what is named in each telling."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from tellings.actors.kinds import (
    ADJECTIVE,
    CAPITALS,
    COMPASS,
    COUNTRY,
    DATELINE,
    ORGANISATION,
    PERSON,
    PLACE,
    PLACE_NOUN,
    UNKNOWN,
    Mention,
    is_region,
    kinds_of,
    plain,
    small_words,
)
from tellings.actors.lists import HEADS, PARTIES, countries, key_of, nouns, regions, side_of
from tellings.actors.mentions import LongForms, find_mentions, long_forms_of
from tellings.actors.people import People, Person, person_of, told_role, without_jr
from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.text.forms import stop_words
from tellings.text.layers import layer
from tellings.text.splitting import split_words

COLUMNS = "article start end paragraph text actor kind form title side why".split()
# "in Seoul", "north of Oslo", "left London": the city, and not its government.
_AT_A_PLACE = re.compile(
    rf"\b(?:in|near|outside|around|across|throughout|downtown|central|{COMPASS}|{COMPASS} of|at"
    r"|from|to|into|towards?|leave|left)\s$",
    re.IGNORECASE,
)
# "island" in "Skye island"
_NOUN_BEHIND = re.compile(rf"\s({PLACE_NOUN})\b")
# A name that stands in more names of bodies than these is a common word: "council", "court".
_MOST_FULLER = 200
_ANYWHERE = -1000  # before every place: of the story's people, the only one who fits
Kinds = Mapping[str, tuple[str, str]]


class Identity(NamedTuple):
    """Which actor a mention names: a key that all its mentions share, its kind, form, and why."""

    key: str
    kind: str
    form: str
    why: str


@layer()
def mentions(story: Story) -> pd.DataFrame:
    """Every place where a person, a place, an organisation or a country is named: a layer.

    Names are words with a capital, as far as these tell. One at the head of a sentence counts where
    the same name stands in mid-sentence somewhere in the story, or where it is sure by itself. What
    a name stands for is told by titles, appositions, the words around it, the list of countries,
    and acronyms spelled out in the story (Schwartz & Hearst 2003). Names are of one actor where an
    article shortens one to the other (Kim Kwan-jin, Kim), where they differ in spelling, middle
    name or title only, and where one is a country's capital or an acronym. A name that two people
    of the story could bear stays by itself.

    Args:
        story: the articles. Bodies and captions are read, headlines are
            not.

    Returns:
        One row a mention: article, start, end, paragraph (of the body, from 1; 0 in a caption),
        text (as printed), actor (one name for all its mentions), kind (person, place, organisation,
        country, unknown), form (name, short, acronym, capital, people: "North Korean", "the
        Oakes administration"), title (in
        front of the name), side (country or party told beside the name, else ""), why (what tells
        the kind or the actor).

    >>> article = Story.of(
    ...     "Foreign Minister Ann Lee met Mr. Kim. Ms. Lee left Oslo on Friday. Norway waits.")
    >>> mentions(article)[["text", "actor", "kind"]].values.tolist()
    [['Foreign Minister Ann Lee', 'Ann Lee', 'person'], ['Mr. Kim', 'Kim', 'person'],
     ['Ms. Lee', 'Ann Lee', 'person'], ['Oslo', 'Oslo', 'place'], ['Norway', 'Norway', 'country']]
    """
    articles = list(story)
    small, long_forms = small_words(articles), long_forms_of(articles)
    found = _with_nouns(find_mentions(articles, small, long_forms))
    who = _identified(articles, found, small, long_forms)
    names = _names(found, who)
    rows = [
        (*one[:5], names[which.key], which.kind, which.form, one.title, one.side, which.why)
        for one, which in zip(found, who, strict=True)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _with_nouns(found: Sequence[Mention]) -> list[Mention]:
    """Names of places with the small noun behind them that they have elsewhere: "Skye island"."""
    printed, out = {plain(one.key) for one in found}, list[Mention]()
    for one in found:
        noun = _NOUN_BEHIND.match(one.after)
        if noun and f"{plain(one.key)} {noun[1]}" in printed:
            text, key = one.text + noun[0], f"{one.key} {noun[1]}"
            one = one._replace(
                end=one.end + noun.end(), text=text, key=key, after=one.after[noun.end() :]
            )
        out.append(one)
    return out


def _identified(
    articles: Sequence[Article], found: Sequence[Mention], small: set[str], long_forms: LongForms
) -> list[Identity]:
    kinds, persons = kinds_of(found, small), [*map(_person, found)]
    people, fuller = _people_of(found, persons, kinds), _fuller(found, kinds)
    known = _Known(kinds, _acronyms(articles, found, kinds, long_forms), people, _parts(found))
    who = _alone(persons, [known.identity(*pair) for pair in zip(found, persons, strict=True)])
    one_man = {f"{PERSON} {key}": f"{PERSON} {other}" for key, other in without_jr(people).items()}
    return [
        which._replace(key=fuller[which.key], kind=kinds[fuller[which.key]][0], form="short")
        if which.key in fuller
        else which._replace(key=one_man.get(which.key, which.key))
        for which in who
    ]


class _Known(NamedTuple):
    """What the whole story tells of its names."""

    kinds: Kinds
    acronyms: Mapping[str, str]
    people: Mapping[str, People]  # by article, and of the whole story under ""
    parts: Mapping[str, str]  # north: North Korea

    def identity(self, one: Mention, person: Person) -> Identity:
        key = plain(one.key)
        kind, why = self.kinds[key]
        if key in self.parts and one.text.lower().startswith("the "):
            why = "the only country of the story so called"
            return Identity(f"{COUNTRY} {self.parts[key]}", COUNTRY, "short", why)
        if kind == COUNTRY and not self.is_surname(one):
            return _country(one, key)
        if kind == PLACE and is_region(key, one):
            form = "name" if key_of(name := regions()[key]) == key else "short"
            return Identity(f"{PLACE} {name}", PLACE, form, why)
        if party := PARTIES.get(key.removesuffix(" party").removesuffix("s")):
            many = key.endswith(("s", "party"))
            form = "acronym" if key == "gop" else "name" if many else "people"
            return Identity(f"{ORGANISATION} {party}", ORGANISATION, form, "party")
        if long := self.acronyms.get(key):
            kind = self.kinds.get(plain(long), (UNKNOWN,))[0]
            return Identity(plain(long), kind, "acronym", f"short for {long}")
        return self.somebody(one, person, key) or Identity(_full_key(key, kind), kind, "name", why)

    def somebody(self, one: Mention, person: Person, key: str) -> Identity | None:
        """The person whom a full or a single name is of, if it is one's."""
        kind, why = self.kinds[key]
        adjective = "people" if ADJECTIVE.match(one.after) else ""
        whole, part = None, None
        if " " in key:
            whole = self.people[""].of(_ANYWHERE, person)
        elif kind not in (PLACE, ORGANISATION):
            part = self.bearer(one, person)
        if part:
            return Identity(f"{PERSON} {part}", PERSON, adjective or "short", "shortened")
        if kind == PERSON or (kind == UNKNOWN and whole):
            return Identity(f"{PERSON} {whole or key}", PERSON, adjective or "name", why)
        return None

    def bearer(self, one: Mention, person: Person) -> str | None:
        """The person that a single name stands for, in its article or else the story."""
        word = one.key.split()[-1]
        here = self.people.get(one.article)
        if here and word in here.bearers:
            who = here.officer(person) or here.of(one.start, person)
            return who or (here.elsewhere(person) if word in here.strangers else None)
        return self.people[""].of(_ANYWHERE, person)

    def is_surname(self, one: Mention) -> bool:
        here = self.people.get(one.article)
        bearers = here.bearers.get(one.key, ()) if here else ()
        return any(one.key == here.known[key].words[-1] for key in bearers)


def _full_key(key: str, kind: str) -> str:
    """One key for "US Senate" and "United States Senate"."""
    first, _, rest = key.partition(" ")
    country = countries().get(first) if kind == ORGANISATION and rest else None
    return f"{key_of(country.name)} {rest}" if country and country.form == "name" else key


def _country(one: Mention, key: str) -> Identity:
    country = countries()[key]
    dateline = one.text.isupper() and not one.before and DATELINE.match(one.after)
    local = dateline or _AT_A_PLACE.search(one.before)
    if country.form == "capital" and key != key_of(country.name) and local:
        why = f"behind: {one.before.split()[-1]}" if one.before else "dateline"
        return Identity(key, PLACE, "name", why)
    return Identity(f"{COUNTRY} {country.name}", COUNTRY, country.form, "list of countries")


def _parts(found: Sequence[Mention]) -> dict[str, str]:
    """north -> North Korea, where the story has no other country of that part of the world."""
    named = {countries()[one.key].name for one in found if one.key in countries()}
    of_part = {
        part: [name for name in named if name.lower().startswith(f"{part} ")]
        for part in ("north", "south")
    }
    return {part: names[0] for part, names in of_part.items() if len(names) == 1}


def _people_of(
    found: Sequence[Mention], persons: Sequence[Person], kinds: Kinds
) -> dict[str, People]:
    """The people of each article, and of the whole story under ""."""
    named: dict[str, list[tuple[int, Person]]] = defaultdict(list)
    for one, person in zip(found, persons, strict=True):
        if " " not in one.key or kinds[plain(one.key)][0] == PERSON:
            named[one.article].append((one.start, person))
    full = [(0, one) for rows in named.values() for _, one in rows if len(one.words) > 1]
    story = People(full)
    return {"": story} | {article: People(rows, story) for article, rows in named.items()}


def _person(one: Mention) -> Person:
    return person_of(one.title, one.name, told_role(one.before, one.after))


def _alone(persons: Sequence[Person], who: Sequence[Identity]) -> list[Identity]:
    """Mr. and Mrs. Harlow, of whom no full name is known, made two."""
    sexes: dict[str, set[str]] = defaultdict(set)
    lone = {one.key for one in who if one.key.startswith(f"{PERSON} ") and one.form == "name"}
    for person, which in zip(persons, who, strict=True):
        if which.key in lone and len(person.words) == 1:
            sexes[which.key].add(person.sex)
    two = {key for key, its in sexes.items() if {"m", "f"} <= its}
    return [
        which._replace(key=f"{which.key} {person.sex}".strip()) if which.key in two else which
        for person, which in zip(persons, who, strict=True)
    ]


@lru_cache(maxsize=1 << 14)
def _words(key: str) -> frozenset[str]:
    return frozenset(key.split()) - stop_words()


def _acronyms(
    articles: Sequence[Article], found: Sequence[Mention], kinds: Kinds, long_forms: LongForms
) -> dict[str, str]:
    """Acronym -> long form, as keys: spelled out in the story, or the initials of one name only."""
    initials: dict[str, set[str]] = defaultdict(set)
    for one in found:
        words = [word for word in one.key.split() if word not in stop_words()]
        if len(words) > 1 and kinds[plain(one.key)][0] != PERSON:
            initials["".join(word[0] for word in words)].add(one.key)
    spelled: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for a, b, short in long_forms[article.id]:
            spelled[key_of(short)].add(key_of(article.text[a:b]))
    table = {short: min(longs) for short, longs in (initials | spelled).items() if len(longs) == 1}
    printed = {one.key for one in found if CAPITALS.fullmatch(one.text.replace(".", ""))}
    return {short: long for short, long in table.items() if short in printed and short != long}


def _fuller(found: Sequence[Mention], kinds: Kinds) -> dict[str, str]:
    """Short names with the one longer name that they stand for: Skye, Skye Island; "The Times"."""
    out: dict[str, str] = {}
    sides: dict[str, set[str]] = defaultdict(set)
    for one in found:
        sides[plain(one.key)] |= {one.side} - {""}
    by_word: dict[str, set[str]] = defaultdict(set)
    organisations = sorted(key for key, (kind, _) in kinds.items() if kind == ORGANISATION)
    bodies = [key for key in organisations if len(_words(key)) > 1]
    for key in bodies:
        for word in _words(key):
            by_word[word].add(key)
    for key in bodies + sorted(nouns("media") & kinds.keys()):
        shared = set.intersection(*sorted((by_word[word] for word in _words(key)), key=len))
        if len(shared) > _MOST_FULLER:
            continue
        longer = [one for one in sorted(shared) if _is_fuller(one, key)]
        widest = max(longer, key=lambda one: len(_words(one)), default="")
        alone = all(_words(one) < _words(widest) for one in longer if one != widest)
        if widest and alone and len(sides[key] | sides[widest]) < 2:
            out[key] = widest
    return out


def _is_fuller(long: str, short: str) -> bool:
    """Whether a name may be another's full form; "Utah Senate" tells which of several."""
    if _words(long) == _words(short):
        return long < short
    if " " not in short:
        return long.endswith(f" {short}")
    ahead, found, _ = f" {long} ".partition(f" {short} ")
    if not found or not ahead.strip():
        return True
    return ahead.split()[-1] not in stop_words() and bool(
        side_of(ahead.strip()) or HEADS.search(ahead.title())
    )


def _names(found: Sequence[Mention], who: Sequence[Identity]) -> dict[str, str]:
    """What to call each actor: as the lists do, else by the fullest label, the commonest of these.

    Where two would be called the same ("Harlow"), each has its title ("Mr. Harlow").
    """
    names = {key: _listed(key) or name for key, name in _labels(found, who, titled=False).items()}
    often = Counter(names.values())
    alike = max(often.values(), default=0) > 1
    titled = _labels(found, who, titled=True) if alike else names
    return {key: name if often[name] == 1 else titled[key] for key, name in names.items()}


def _labels(found: Sequence[Mention], who: Sequence[Identity], titled: bool) -> dict[str, str]:
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    full = {which.key for which in who if which.form == "name"}
    for one, which in zip(found, who, strict=True):
        if which.form == "name" or which.key not in full:
            labels[which.key][one.text if titled else one.name] += 1
    return {
        key: min(counts, key=lambda label: _rank(label, counts)) for key, counts in labels.items()
    }


def _listed(key: str) -> str:
    kind, _, name = key.partition(" ")
    return name if kind in (COUNTRY, PLACE) and name[:1].isupper() else ""


def _rank(label: str, counts: Counter[str]) -> tuple[int, bool, int, str]:
    return -len(split_words(label)), label.isupper(), -counts[label], label
