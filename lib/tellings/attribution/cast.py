"""Whom an article names: names in their places, what each is called in full, and their roles."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from tellings.actors.identities import mentions
from tellings.actors.kinds import COUNTRY, ORGANISATION, PARLIAMENT, PERSON, UNKNOWN
from tellings.actors.lists import (
    HEADS,
    PARTIES,
    ROLES,
    countries,
    is_title,
    key_of,
    last_word,
    regions,
    sex_of,
)
from tellings.actors.people import apposition, offices_of, person_of, told_role
from tellings.actors.phrases import is_owner, source_type
from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.attribution.engine.tags import sentence_bounds
from tellings.text.forms import stop_words
from tellings.text.splitting import Span

# What may stand between two names of one mention: "House aide Ann Lee", "Kim's lawyer Ann Lee".
_GAP = re.compile(r"(?:['’]s|[\"”.]|\s[—–])?\s(?:(?!said|says)[a-z-]+\s){0,4}")
_AND = re.compile(r"(?:,\s|,?\s(?:and|&)\s)(?:[a-z]+\s){0,2}")  # "Ann Lee and mayor Tom Hall"
# "the plan of Mr. Orr", "by Orr": named, but not who the sentence is about.
_BEHIND_A_PREPOSITION = re.compile(
    r"\b(?:[Oo]f|about|against|at|behind|beside|between|by|for|from|in|into|like|near|on|over|than"
    r"|to|toward|towards|under|with|without)\s(?:[a-z'’-]+\s){0,2}$"
)
# "the congresswoman", "the former governor", "the Oslo Times host", "the senator from Utah"
_THE_ROLE = re.compile(
    r"[Tt]he\s(?P<what>(?:[\w.’'-]+\s){0,4}?)(?P<role>[A-Za-z]+)(?:\s(?:from|of)\s(?P<of>[A-Z].*))?"
)
# "The president" where it is named as somebody is, and not "the president of the club"
_OFFICE = re.compile(rf"\b[Tt]he\s(?P<role>{ROLES})\b(?!['’-]|\s(?:of|for|and|{ROLES})\b)")
_MEMBER = re.compile(r",?\s\(?(?P<party>[RD])-(?P<state>[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)")
_AHEAD = 3  # words before a name that may say what its bearer is: "Fox News host"
_DETERMINED = re.compile(r"(?:the|its|their|his|her)\s", re.IGNORECASE)
_LITTLE = frozenset("from of for the and".split())
# words that make one office another
_RANKS = frozenset("vice deputy assistant associate attorney lieutenant lt prime".split())
_BEFORE = frozenset("former ex".split())
# what is called so a second time, and what it may have been called before
_AGAIN = re.compile(
    r"(?:the|this)\s(?:(?P<media>paper|newspaper|magazine|site|website|outlet|publication"
    r"|broadcaster|network|news agency|daily|weekly)"
    r"|(?P<group>group|organi[sz]ation|association|union|charity|league|think tank))",
    re.IGNORECASE,
)
_ON_PAPER = re.compile(
    r"\b(?:Post|Times|Journal|News|Herald|Tribune|Globe|Guardian|Gazette|Week\w*|Magazine)\b"
    r"|\.com\b"
)
_COMPANY = re.compile(
    r"(?:the|this)\s(?:[\w-]+\s){0,2}(?:company|firm|retailer|chain|manufacturer|corporation"
    r"|start-?up|conglomerate"
    r"|[a-z]+maker|tech giant|drug giant|oil giant)",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(r"['’]s?\b")
_PRINTED = 60  # characters around a name that tell of its bearer


class Named(NamedTuple):
    """A name in its place, and the actor who bears it."""

    start: int
    end: int
    actor: str
    kind: str
    label: str  # as printed, without a form of address
    form: str


def named_in(story: Story) -> dict[str, list[Named]]:
    """The names in the bodies of a story's articles, by the article's id."""
    table = mentions(story)
    out: dict[str, list[Named]] = {article.id: [] for article in story}
    table = table[table["paragraph"] > 0]
    columns = (table[name].tolist() for name in "article start end text actor kind form".split())
    for article, start, end, text, actor, kind, form in zip(*columns, strict=True):
        words = text.split()
        many = words[0].endswith("s") and is_title(words[0].rstrip("s"))  # "Senators Ann Lee and"
        untitled = len(words) > 2 and (many or is_title(words[0], "courtesy"))
        label = " ".join(words[1:]) if untitled else text
        kind = PERSON if kind == UNKNOWN and _is_like_a_person(words) else kind
        out[article].append(Named(start, end, actor, kind, label, form))
    return out


def _is_like_a_person(words: Sequence[str]) -> bool:
    """Two or three words, the first of them also a given name: "Mark Holt"."""
    return 2 <= len(words) <= 3 and sex_of(words[0]) != "" and not is_title(words[0])


class Cast:
    """Those whom an article names.

    Args:
        article: the article.
        named: its names, in the order of the text.
        quoted: its quotations; who is named in one is not whom the next sentence is about.
    """

    def __init__(self, article: Article, named: Sequence[Named], quoted: Sequence[Span]) -> None:
        self.text = article.text
        self.paragraphs = article.paragraphs
        self.named = named
        self.starts = [one.start for one in named]
        self.labels: dict[str, str] = {}
        self.sexes: dict[str, str] = {}
        self.bearers: dict[str, set[str]] = defaultdict(set)  # of each role: governor, actor
        self.told: dict[str, set[str]] = defaultdict(set)  # words beside each: vice, fox, news
        self.parties: dict[str, str] = {}  # R, of a member of a party
        for one in named:
            if one.kind == PERSON:
                self._add(one)
            elif one.kind == ORGANISATION and one.form == "name":
                known = self.labels.get(one.actor, "")
                self.labels[one.actor] = max(known, one.label, key=len)
        self._asides: dict[int, bool] = {}  # by place; each is asked for again and again
        self._quotes = sorted(quoted)
        self._begins = [start for start, _ in self._quotes]
        self.outside = [one for one in named if self._is_outside(one.start)]
        self.bodies = [
            one
            for one in self.outside
            if one.kind in (ORGANISATION, COUNTRY) and one.form != "people"
        ]
        people = (one for one in self.outside if one.kind == PERSON)
        self.people = sorted([*people, *self._in_office()])
        self.actors: dict[str, str] = {}  # by label
        self.surnames: dict[str, list[str]] = defaultdict(list)  # the labels that end in each
        for actor in self.sexes:
            label = self.labels[actor]
            self.actors.setdefault(label, actor)
            self.surnames[label.split()[-1]].append(label)

    def _is_outside(self, at: int) -> bool:
        number = bisect_right(self._begins, at)
        return not number or self._quotes[number - 1][1] <= at

    @cached_property
    def sentences(self) -> list[int]:
        """Where each sentence begins."""
        return sentence_bounds(self.text)[1]

    def _add(self, one: Named) -> None:
        known = self.labels.get(one.actor, "")
        self.labels[one.actor] = max(known, one.label, key=_fullness)
        before = self.text[max(0, one.start - _PRINTED) : one.start].rpartition("\n")[2]
        after = self.text[one.end : one.end + _PRINTED].partition("\n")[0]
        titles = self.text[one.start : one.end].lower().replace(".", "").split()[:-1]
        behind = apposition(after)
        if not self.sexes.get(one.actor):
            role = told_role(before, after)
            self.sexes[one.actor] = person_of(" ".join(titles), one.actor, role).sex
        roles = offices_of(frozenset([*titles, last_word(before), *behind]))
        if not roles and not behind and " " not in one.label:
            return  # a surname, which says no more of its bearer
        for role in roles:
            self.bearers[role].add(one.actor)
        words = [*titles, *before.split()[-_AHEAD:], *behind]
        if member := _MEMBER.match(after):
            words += regions().get(key_of(member["state"]), member["state"]).split()
            self.parties[one.actor] = member["party"]
        self.told[one.actor] |= {word.lower() for word in words}

    def _in_office(self) -> Iterator[Named]:
        """ "The president", where one person of the article is told to be it."""
        for found in _OFFICE.finditer(self.text):
            actor = self._bearer(found["role"].lower(), set())
            if actor and self._is_outside(found.start()):
                yield Named(*found.span(), actor, PERSON, self.labels[actor], "office")

    def in_that_role(self, mention: str) -> str | None:
        """ "The congresswoman", "the Utah Republican": the one person of whom that is told."""
        found = _THE_ROLE.fullmatch(mention)
        if not found:
            return None
        words = {word.lower() for word in f"{found['what']}{found['of'] or ''}".split()} - _LITTLE
        role = found["role"].lower()
        party = PARTIES.get(role, "")[:1]
        actor = self._of_the_party(party, words) if party else self._bearer(role, words)
        return self.labels[actor] if actor else None

    def _bearer(self, role: str, words: set[str]) -> str | None:
        actors = self.bearers.get(min(offices_of(frozenset([role])), default=""), ())
        sex = sex_of(role)
        fits = [one for one in actors if not (sex and self.sexes[one]) or sex == self.sexes[one]]
        # "the president" is not Vice President Orr, nor "the vice president" the president
        fits = [one for one in fits if words & _RANKS == self.told[one] & (_RANKS - {role})]
        needed = {word for word in words if word in _BEFORE or key_of(word) in _places()}
        fits = [one for one in fits if needed <= self.told[one]]
        close = [one for one in fits if words <= self.told[one]]
        return (close or fits)[0] if len(close or fits) == 1 else None

    def _of_the_party(self, party: str, words: set[str]) -> str | None:
        fits = [
            one for one, its in self.parties.items() if its == party and words <= self.told[one]
        ]
        return fits[0] if len(fits) == 1 and words else None

    def between(self, start: int, end: int) -> Sequence[Named]:
        return self.named[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def full_name(self, mention: str, span: Span) -> str:
        """The fullest form in the article of the name in a mention; else the mention."""
        start = self.text.index(mention, *span) if mention in self.text[slice(*span)] else span[0]
        found = [*self._joined(start, start + len(mention))]
        if not found:
            return self._of_that_surname(mention) or mention
        last, end = found[-1], start + len(mention)
        if is_owner(mention, last.start - start, last.end - start):
            return mention
        if len(found) == 1:
            rest = _AND.match(self.text, last.end, end)  # "Ann Lee and other mayors"
            return mention if rest else self.labels.get(last.actor) or mention
        return " and ".join(self.labels.get(one.actor) or one.label for one in found)

    def _joined(self, start: int, end: int) -> Iterator[Named]:
        """The last name of each of those named together: "the mayor of Oslo, Ann Lee, and Orr"."""
        last: Named | None = None
        for one in self.between(start, end):
            gap = _GAP.fullmatch(self.text, last.end, one.start) if last else None
            both = last and last.kind == one.kind == PERSON
            if last and both and _AND.fullmatch(self.text, last.end, one.start):
                yield last
            elif last and (not gap or stop_words() & set(gap[0].split())):
                continue
            last = one
        if last:
            yield last

    def _of_that_surname(self, mention: str) -> str | None:
        """Of a word that opens a sentence, and is therefore no name by itself: "Mullen left"."""
        fits = self.surnames.get(mention, ())
        return fits[0] if len(fits) == 1 else None

    def full_body(self, mention: str, span: Span) -> str:
        """The fullest name of an institution: "the NATO" of an article that spells it out."""
        short = _DETERMINED.sub("", mention)
        its = (one for one in self.between(*span) if one.kind == ORGANISATION)
        actor = next((one.actor for one in its if one.label in (short, mention)), "")
        full = self.labels.get(actor, "")
        return full if len(full) > len(mention) else mention

    @cached_property
    def company(self) -> str | None:
        """Who "the company" is: what the article mainly names that is no person, place or state."""
        named = (one for one in self.outside if one.kind in (ORGANISATION, UNKNOWN))
        counts = Counter(one.actor for one in named if not HEADS.search(one.label))
        (first, most), (_, next_most) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
        label = next((one.label for one in self.outside if one.actor == first), None)
        return label if most > max(2, 2 * next_most) else None

    def body_again(self, mention: str, at: int) -> str | None:
        """Which institution is called "the company", "the paper", "the group" a second time."""
        if _COMPANY.fullmatch(mention):
            return self.company
        again = _AGAIN.fullmatch(mention)
        return self._body_before(at, bool(again["media"])) if again else None

    def _body_before(self, at: int, media: bool) -> str | None:
        """The newspaper, or else the association, named last in this paragraph or one before."""
        number = bisect_right(self.paragraphs, (at, len(self.text))) - 1
        start = self.paragraphs[max(0, number - 1)][0]
        first, last = (bisect_left(self.bodies, place, key=starts_at) for place in (start, at))
        for one in reversed(self.bodies[first:last]):
            printed = kind_of(one) == "media" or bool(_ON_PAPER.search(one.label))
            if printed == media and not _is_public(one):
                return self.labels.get(one.actor) or one.label
        return None

    def is_aside(self, start: int, end: int) -> bool:
        """Whether a sentence is not about who is named here: "by Orr", "Orr's"."""
        if (known := self._asides.get(start)) is None:
            before = self.text[max(0, start - 40) : start]
            aside = _BEHIND_A_PREPOSITION.search(before) or POSSESSIVE.match(self.text, end)
            known = self._asides[start] = bool(aside)
        return known


def starts_at(one: Named) -> int:
    """For looking up a place among names."""
    return one.start


def kind_of(body: Named) -> str:
    """What kind of source an institution or a country is: Slate is no person."""
    if body.kind == COUNTRY:
        return "government"
    kind = source_type(body.label)
    return kind if kind in ("media", "government") else "institution"


def _is_public(body: Named) -> bool:
    """Whether it is a state, a parliament or a party, which nobody calls "the group"."""
    party = key_of(body.label).partition(" ")[0].removesuffix("s") in PARTIES
    return party or body.kind == COUNTRY or bool(PARLIAMENT.search(body.label))


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Words of places and peoples, which tell one governor from another: arizona, norwegian."""
    return frozenset(word for key in (*regions(), *countries()) for word in key.split())


@lru_cache(maxsize=1 << 14)
def _fullness(label: str) -> tuple[int, int]:
    """Paulette Grange is fuller than Superintendent Grange, Mayor Tom Hall than Tom Hall."""
    return sum(not is_title(word) for word in label.split()), len(label)
