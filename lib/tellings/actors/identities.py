"""Who and what is named in each telling."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from tellings.actors.kinds import (
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
from tellings.actors.lists import (
    HEADS,
    PARTIES,
    countries,
    given_names,
    key_of,
    nouns,
    regions,
    side_of,
)
from tellings.actors.mentions import find_mentions, spelled_out
from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.text.forms import stop_words
from tellings.text.layers import layer
from tellings.text.splitting import split_words

COLUMNS = "article start end paragraph text actor kind form title side why".split()
_AT_A_PLACE = re.compile(
    rf"\b(?:in|near|outside|around|across|throughout|downtown|central|{COMPASS}|{COMPASS} of|at"
    r"|from|to|into|towards?|leave|"
    r"left)\s$",
    re.IGNORECASE,
)
_NOUN_BEHIND = re.compile(rf"\s({PLACE_NOUN})\b")
_NEAR = 200  # characters within which the full name just given is meant
Kinds = Mapping[str, tuple[str, str]]


class Identity(NamedTuple):
    """Which actor a mention names: a key that all its mentions share, its kind, its form, and
    why.
    """

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
        country, unknown), form (name, short, acronym, capital, people: "North Korean"), title (in
        front of the name), side (country or party told beside the name, else ""), why (what tells
        the kind or the actor).

    >>> article = Story.of(
    ...     "Foreign Minister Ann Lee met Mr. Kim. Ms. Lee left Oslo on Friday. Norway waits.")
    >>> mentions(article)[["text", "actor", "kind"]].values.tolist()
    [['Foreign Minister Ann Lee', 'Ann Lee', 'person'], ['Mr. Kim', 'Kim', 'person'],
     ['Ms. Lee', 'Ann Lee', 'person'], ['Oslo', 'Oslo', 'place'], ['Norway', 'Norway', 'country']]
    """
    articles = list(story)
    found = _with_nouns(find_mentions(articles))
    who = _identified(articles, found)
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


def _identified(articles: Sequence[Article], found: Sequence[Mention]) -> list[Identity]:
    kinds = kinds_of(found, small_words(articles))
    acronyms, people = _acronyms(articles, found, kinds), _People(found, kinds)
    parts, fuller = _parts(found), _fuller(found, kinds)
    who = (_identity(one, kinds, acronyms, people, parts) for one in found)
    return [
        which._replace(key=fuller[which.key], kind=kinds[fuller[which.key]][0], form="short")
        if which.key in fuller
        else which
        for which in who
    ]


def _identity(
    one: Mention,
    kinds: Kinds,
    acronyms: Mapping[str, str],
    people: "_People",
    parts: Mapping[str, str],
) -> Identity:
    key = plain(one.key)
    kind, why = kinds[key]
    if key in parts and one.text.lower().startswith("the "):
        return Identity(
            f"{COUNTRY} {parts[key]}", COUNTRY, "short", "the only country of the story so called"
        )
    if kind == COUNTRY and (one.article, one.key) not in people.last:
        return _country(one, key)
    if kind == PLACE and is_region(key, one):
        return Identity(
            f"{PLACE} {regions()[key]}",
            PLACE,
            "name" if key_of(regions()[key]) == key else "short",
            why,
        )
    if party := PARTIES.get(key.removesuffix(" party").removesuffix("s")):
        form = "acronym" if key == "gop" else "name" if key.endswith(("s", "party")) else "people"
        return Identity(f"{ORGANISATION} {party}", ORGANISATION, form, "party")
    if key in acronyms:
        long = plain(acronyms[key])
        return Identity(
            long, kinds.get(long, (UNKNOWN,))[0], "acronym", f"short for {acronyms[key]}"
        )
    if " " not in key and kind not in (PLACE, ORGANISATION) and (person := people.of(one)):
        return Identity(f"{PERSON} {person}", PERSON, "short", "shortened")
    if kind == PERSON or (kind == UNKNOWN and _person(key) in people.titles):
        return Identity(f"{PERSON} {_person(key)}", PERSON, "name", why)
    first, _, rest = key.partition(" ")
    if kind == ORGANISATION and rest and (known := countries().get(first)) and known.form == "name":
        key = f"{key_of(known.name)} {rest}"  # "US Senate", "United States Senate"
    return Identity(key, kind, "name", why)


def _country(one: Mention, key: str) -> Identity:
    country = countries()[key]
    dateline = one.text.isupper() and not one.before and DATELINE.match(one.after)
    local = dateline or _AT_A_PLACE.search(one.before)
    if country.form == "capital" and key != key_of(country.name) and local:
        return Identity(
            key, PLACE, "name", f"behind: {one.before.split()[-1]}" if one.before else "dateline"
        )
    return Identity(f"{COUNTRY} {country.name}", COUNTRY, country.form, "list of countries")


def _parts(found: Sequence[Mention]) -> dict[str, str]:
    """north -> North Korea, where the story has no other country of that part of the world."""
    named = {countries()[one.key].name for one in found if one.key in countries()}
    of_part = {
        part: [name for name in named if name.lower().startswith(f"{part} ")]
        for part in ("north", "south")
    }
    return {part: names[0] for part, names in of_part.items() if len(names) == 1}


def _person(key: str) -> str:
    """First and last name: one for a person with and without middle names, called Bob or Robert."""
    words = plain(key).split()
    return f"{given_names().get(words[0], words[0])} {words[-1]}" if len(words) > 1 else key


class _People:
    """The people of the story with a full name, for finding who is meant by a part of it."""

    def __init__(self, found: Sequence[Mention], kinds: Kinds) -> None:
        self.first: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        self.last: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        self.titles: dict[str, set[str]] = defaultdict(set)
        self.address: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in found:
            key = plain(one.key)
            if " " in key and kinds[key][0] == PERSON:
                words, person = key.split(), _person(key)
                self.titles[person].add(one.title)
                for article in (one.article, ""):
                    self.first[article, words[0]].append((one.start, person))
                    self.last[article, words[-1]].append((one.start, person))

    def of(self, one: Mention) -> str | None:
        """The person that a single name stands for; None where there is none, or no way to tell."""
        for article in (one.article, ""):
            for table in (self.last, self.first):
                if fits := table.get((article, one.key)):
                    return self._one(one, fits, article)
        return None

    def _one(self, one: Mention, fits: list[tuple[int, str]], article: str) -> str | None:
        """By title, else the only one so far, else the one just before; elsewhere, the only one."""
        people = {person for _, person in fits}
        titled = {
            who
            for who in people
            if one.title and one.title in self.titles[who] | self.address[one.article, who]
        }
        if len(titled or people) == 1:
            return min(titled or people)
        before = [fit for fit in fits if fit[0] <= one.start] if article else []
        if len({person for _, person in before}) == 1:
            self.address[one.article, before[0][1]].add(one.title)
            return before[0][1]
        return max(before)[1] if before and one.start - max(before)[0] < _NEAR else None


def _words(key: str) -> frozenset[str]:
    return frozenset(key.split()) - stop_words()


def _acronyms(
    articles: Sequence[Article], found: Sequence[Mention], kinds: Kinds
) -> dict[str, str]:
    """Acronym -> long form, as keys: spelled out in the story, or the initials of one name only."""
    initials: dict[str, set[str]] = defaultdict(set)
    for one in found:
        words = [word for word in one.key.split() if word not in stop_words()]
        if len(words) > 1 and kinds[plain(one.key)][0] != PERSON:
            initials["".join(word[0] for word in words)].add(one.key)
    spelled: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for a, b, short in spelled_out(article):
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
    bodies = [
        key
        for key, (kind, _) in sorted(kinds.items())
        if kind == ORGANISATION and len(_words(key)) > 1
    ]
    for key in bodies:
        for word in _words(key):
            by_word[word].add(key)
    for key in bodies + sorted(nouns("media") & kinds.keys()):
        shared = set.intersection(*(by_word[word] for word in _words(key)))
        longer = [one for one in sorted(shared) if _is_fuller(one, key)]
        widest = [one for one in longer if not any(_words(one) < _words(more) for more in longer)]
        if len(widest) == 1 and len(sides[key] | sides[widest[0]]) < 2:
            out[key] = widest[0]
    return out


def _is_fuller(long: str, short: str) -> bool:
    """Whether a name may be another's full form; "Utah Senate" tells which of several, and is
    not.
    """
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
    """What to call each actor: as the lists do, else by the fullest label, the commonest of
    these.
    """
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    full = {which.key for which in who if which.form == "name"}
    for one, which in zip(found, who, strict=True):
        if which.form == "name" or which.key not in full:
            labels[which.key][one.name] += 1
    return {
        key: _listed(key) or min(counts, key=lambda label: _rank(label, counts))
        for key, counts in labels.items()
    }


def _listed(key: str) -> str:
    kind, _, name = key.partition(" ")
    return name if kind in (COUNTRY, PLACE) and name[:1].isupper() else ""


def _rank(label: str, counts: Counter[str]) -> tuple[int, bool, int, str]:
    return -len(split_words(label)), label.isupper(), -counts[label], label
