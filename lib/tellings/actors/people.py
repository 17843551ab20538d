"""Which mentions may name one person: by surname, given names, titles, sex and generation."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from tellings.actors.lists import (
    GENERATIONS,
    OFFICES,
    given_names,
    is_title,
    key_of,
    last_word,
    sex_of,
    titles,
)

PRONOUNS = frozenset("he him his himself she her hers herself".split())
# "Marta Harlow, the first lady, came": up to a comma or the first word that turns to others
_APPOSITION = re.compile(
    r",\s((?:(?!(?:who|whose|which|and|of|to|for|with|from|in|at|on|by|said)\b)[\w'’-]+\s?){1,8})"
)
_WRITTEN_OUT = {
    "gen": "general", "gov": "governor", "rep": "representative", "sen": "senator",
    "lt": "lieutenant", "col": "colonel", "adm": "admiral", "sgt": "sergeant", "sec": "secretary",
    "rev": "reverend", "congressman": "representative", "congresswoman": "representative",
    "cllr": "councillor", "cr": "councillor", "prof": "professor", "det": "detective",
    "insp": "inspector", "supt": "superintendent", "cpl": "corporal", "capt": "captain",
    "maj": "major", "cmdr": "commander", "justice": "judge",  # Justice Ann Lee: "the judge"
}  # fmt: skip
_NEAR = 200  # characters within which the full name just given is meant


class Person(NamedTuple):
    """What one mention says of a person; words and titles in normal form."""

    words: tuple[str, ...]
    titles: frozenset[str]
    generation: str
    sex: str  # m, f, or "" where nothing tells

    @property
    def key(self) -> str:
        """First and last name: one for a person with or without middle names, Bob or Robert."""
        words = [word for word in self.words if len(word) > 1]
        if len(words) < 2:
            return " ".join(self.words)
        first = given_names().get(words[0], words[0])
        return " ".join(filter(None, (first, words[-1], self.generation)))


@lru_cache(maxsize=1 << 16)
def person_of(title: str, name: str, told: str = "") -> Person:
    """The person of a mention: its title, its name, and a noun such as wife told beside it.

    >>> person_of("mr", "Conrad E. Harlow Jr.")
    Person(words=('conrad', 'e', 'harlow'), titles=frozenset({'mr'}), generation='jr', sex='m')
    """
    words = key_of(name).split()
    generation = words[-1] if len(words) > 1 and words[-1] in GENERATIONS else ""
    words = words[:-1] if generation else words
    kinds = {*title.split(), told} - {""}
    sexes = {sex_of(kind) for kind in kinds} | ({sex_of(words[0])} if len(words) > 1 else set())
    sexes = {sex_of(told)} - {""} or sexes - {""}
    sex = min(sexes) if len(sexes) == 1 else ""
    return Person(tuple(words), frozenset(kinds), generation, sex)


def told_role(before: str, after: str) -> str:
    """The noun beside a name that tells a man from a woman: "his wife, ", ", the first lady".

    >>> told_role("His wife, ", " was there."), told_role("They met ", ", a spokesman for Oslo.")
    ('wife', 'spokesman')
    """
    if (word := last_word(before)) in _kin():  # "his wife, Sue Hall", "spokeswoman Ann Lee"
        return word
    return next((word for word in apposition(after) if word in _kin()), "")


def apposition(after: str) -> list[str]:
    """The words between commas behind a name: the, first, lady in "Ann Orr, the first lady"."""
    found = _APPOSITION.match(after)
    return found[1].split() if found else []


@lru_cache(maxsize=1)
def _kin() -> frozenset[str]:
    """Nouns that only a man or only a woman is called by: wife, spokesman."""
    return titles("m", "f") - PRONOUNS


def may_be(one: Person, other: Person) -> bool:
    """Whether two mentions may name one person.

    A title or given name of one sex never joins the other's; a full name or another office never
    that of a son called Jr., who is "Mr. Harlow" too, and "Senator Harlow" if he is a senator.

    >>> may_be(person_of("mr", "Harlow"), person_of("", "Marta Harlow"))
    False
    """
    if one.sex and other.sex and one.sex != other.sex:
        return False
    if not (one.words and other.words):
        return True  # "he"
    if len(one.words) > len(other.words):
        one, other = other, one
    if one.generation != other.generation and not _one_generation(one, other):
        return False
    if len(one.words) == 1:
        word = one.words[0]
        return word == other.words[-1] or (len(word) > 1 and _alike(word, other.words[0]))
    return one.words[-1] == other.words[-1] and _given_fit(one.words[:-1], other.words[:-1])


def _one_generation(one: Person, other: Person) -> bool:
    """Whether a mention without Jr. may be the one who is called so elsewhere."""
    offices = offices_of(one.titles)
    if one.generation and other.generation:
        return False
    return bool(offices & offices_of(other.titles)) if len(one.words) > 1 or offices else True


@lru_cache(maxsize=1 << 12)
def offices_of(titles: frozenset[str]) -> frozenset[str]:
    """Of the titles of a mention those that are no form of address: president, not Mr."""
    return frozenset(
        _WRITTEN_OUT.get(title, title)
        for title in titles
        if is_title(title, *OFFICES) and not is_title(title, "courtesy")
    )


def _given_fit(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether given names agree: Sandra and Sandra E., Bob and Robert, J. Robert and Robert."""
    if _alike(one[0], other[0]):
        return all(_alike(a, b) for a, b in zip(one[1:], other[1:], strict=False))
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and len(short[0]) > 1 and any(_alike(short[0], word) for word in long)


@lru_cache(maxsize=1 << 14)
def _alike(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    short, long = sorted((one, other), key=len)
    if len(short) > 2 and long.startswith(short):
        return True  # Pat and Patricia; Carl and Carla are told apart by sex
    return given_names().get(one, one) == given_names().get(other, other)


class People:
    """The people of a story or of one article of it, for finding who is meant by a part of a name.

    Args:
        named: place and person of each mention, in the order of the text: full names and parts.
        story: the people of the whole story, where these are those of one article.
    """

    def __init__(self, named: Iterable[tuple[int, Person]], story: "People | None" = None) -> None:
        self.story = story
        self.keys: dict[Person, str] = story.keys if story else {}
        self.known: dict[str, Person] = story.known if story else {}
        self.bearers: dict[str, dict[str, int]] = defaultdict(dict)  # word: key: first place
        self.places: dict[str, list[tuple[int, str]]] = defaultdict(list)  # word: place, key
        # surnames of somebody who is never named in full, with the sex that a title tells
        self.strangers: dict[str, set[str]] = defaultdict(set)
        self.called: Counter[str] = Counter()  # how often a part of the name has meant each
        parts = []
        for at, one in named:
            if len(one.words) > 1:
                self._add(at, one)
            else:
                parts.append((at, one))
        for at, one in parts:
            self._note(at, one)

    def _add(self, at: int, one: Person) -> None:
        key = self.keys[one] = self.keys.get(one) or self._key(one)
        known = self.known.get(key, one)
        longer = max(known, one, key=lambda person: len("".join(person.words)))
        titles, sex = known.titles | one.titles, known.sex or one.sex
        self.known[key] = longer._replace(titles=titles, sex=sex)
        for word in {one.words[0], one.words[-1]}:
            self.bearers[word].setdefault(key, at)
            self.places[word].append((at, key))

    def _key(self, one: Person) -> str:
        """The key of the one person known so far whose full name this is, or one of its own."""
        bearers = self.bearers.get(one.words[-1], ())
        fits = [key for key in bearers if may_be(one, self.known[key])]
        if len(fits) == 1:
            return fits[0]
        return one.key if one.key not in self.known else " ".join((*one.words, one.generation))

    def _note(self, at: int, one: Person) -> None:
        """Learn from a part of a name: a sex ("Ms. Falk"), or that another bears the surname."""
        word = one.words[-1]
        if word not in self.bearers:
            return
        before = any(first < at for first in self.bearers[word].values())
        fits = self._fits(one)
        office = bool(offices_of(one.titles))
        other = not self._titled(one) and self._are_family(fits) and (office or not before)
        officer = self.officer(one) if office else None
        if not fits or other or (officer and officer not in fits):
            self.strangers[word].add(one.sex)
        elif len(fits) == 1 and before:
            known = self.known[key := min(fits)]
            sex, titles = known.sex or one.sex, known.titles | one.titles
            self.known[key] = known._replace(sex=sex, titles=titles)

    def _are_family(self, keys: Iterable[str]) -> bool:
        """Whether all are sons, or told beside somebody: Tom Hall Jr., his wife, Ann Hall."""
        people = (self.known[key] for key in keys)
        return all(one.generation or one.titles & titles("kin") for one in people)

    def _fits(self, one: Person) -> set[str]:
        bearers = self.bearers.get(one.words[-1], {})
        fits = {key for key in bearers if may_be(one, self.known[key])}
        if one.generation or not fits or self._titled_of(one, fits):
            return fits
        if offices_of(one.titles):  # "President Penn" is not Laura Penn, the first lady
            fits = {key for key in fits if not self.known[key].titles & titles("kin")}
        fathers = {key for key in fits if not self.known[key].generation}
        alone = len(bearers) == 1 and one.words[-1] not in self.strangers
        return fits if alone else fathers

    def _titled(self, one: Person) -> set[str]:
        return self._titled_of(one, self._fits(one))

    def _titled_of(self, one: Person, keys: Iterable[str]) -> set[str]:
        offices = offices_of(one.titles) if one.titles else None
        if not offices:
            return set()
        return {key for key in keys if offices & offices_of(self.known[key].titles)}

    def of(self, at: int, one: Person) -> str | None:
        key = self._of(at, one)
        if key and len(one.words) == 1:
            self.called[key] += 1
        return key

    def _of(self, at: int, one: Person) -> str | None:
        """The key of the person that a mention names; None where there is none, or no way to tell.

        By title, else the only one of the name, else the only one so far, else the one just before.
        """
        if one in self.keys:
            return self.keys[one]
        every = self._fits(one)
        fits = self._titled_of(one, every)
        if not fits and one.titles and self._is_stranger(one):
            return None
        fits = fits or every
        if len(fits) < 2:
            return min(fits, default=None)
        word = one.words[-1]
        so_far = [key for key in fits if self.bearers[word][key] <= at]
        key = so_far[0] if len(so_far) == 1 else self._just_before(at, word, fits)
        return key or self._mostly_called(fits)

    def _mostly_called(self, fits: set[str]) -> str | None:
        """The one whom a part of the name has meant so far, three times in four or more."""
        first, second, *_ = sorted((self.called[key] for key in fits), reverse=True)
        best = max(sorted(fits), key=lambda key: self.called[key])
        return best if first > 3 * second else None

    def _is_stranger(self, one: Person) -> bool:
        sexes = self.strangers.get(one.words[-1], set())
        return bool(sexes and (not one.sex or {"", one.sex} & sexes))

    def officer(self, one: Person) -> str | None:
        """Who bears the office told with a surname, here or in the story: "President Colby"."""
        titled = self._titled(one)
        if len(titled) == 1:
            return min(titled)
        return self.story.officer(one) if self.story else None

    def elsewhere(self, one: Person) -> str | None:
        """Of the story's people, the one that this article does not name in full."""
        fits = (self.story or self)._fits(one) - self.bearers[one.words[-1]].keys()
        return min(fits) if len(fits) == 1 else None

    def _just_before(self, at: int, word: str, fits: set[str]) -> str | None:
        places = self.places[word]
        for place, key in reversed(places[: bisect_right(places, (at, "\uffff"))]):
            if at - place >= _NEAR:
                break
            if key in fits:
                return key
        return None


def without_jr(people: Mapping[str, People]) -> dict[str, str]:
    """joseph biden jr -> joseph biden: of one office, or shortened, where no article has both."""
    known, out = people[""].known, {}
    articles = [here for article, here in people.items() if article]
    for key, one in known.items():
        other = key.removesuffix(f" {one.generation}")
        if key == other or other not in known:
            continue
        both = any({key, other} <= here.bearers[one.words[-1]].keys() for here in articles)
        offices = offices_of(one.titles) & offices_of(known[other].titles)
        if not both and (offices or any(here.called[key] for here in articles)):
            out[key] = other
    return out
