"""Who the speaker behind a mention, a pronoun or a document is, and what kind of source it is."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tellings.actors.kinds import COUNTRY, ORGANISATION, PERSON
from tellings.actors.lists import OFFICES, ROLES, is_title, sex_of
from tellings.actors.phrases import FITS, head_of, is_one, is_several, source_type
from tellings.attribution.cast import POSSESSIVE, Cast, Named, kind_of, starts_at
from tellings.attribution.descriptions import Descriptions, Known, second_name
from tellings.attribution.documents import bare_document, is_issued, is_told_of, issuer_in
from tellings.text.splitting import Span, Stretches

_HIS = re.compile(r"(?P<whose>his|her)\s(?P<what>.+)", re.IGNORECASE)
_AFFILIATED = re.compile(r"\s(?:of|from|at|with|to)\s")
_WHO = re.compile(r"who(?:m|se)?\b|which\b|that\b", re.IGNORECASE)
# "Ann Lee, a judge from Ohio, who said"
_PUT_IN = re.compile(r"(?:\s?,|\s?\(|\s(?:of|from))\s?[^;:!?“”\"—]{1,120}[,)]\s")
# "a nurse who said", "three of the workers who said", "Labour leaders, who said"
_ANYBODY = re.compile(
    r"\b(?:(?:all\s)?(?:those|people)|(?:people|officials|sources|residents|workers)\s"
    r"(?:familiar|close|involved|briefed|with|in|from|at)\s[^,.;]{1,60}"
    r"|(?i:an?|the|one|two|three|some|many|several|most|other|his|her|their|those)\s"
    r"(?:[\w’'-]+\s){0,4}?[a-z]+|(?:[A-Z][\w’-]*\s)*[a-z]{3,}s)(?=,?\s$)"
)
# "The club" at the head of a sentence
_BODY = re.compile(
    r"(?:The|This|Its|Their)\s(?:[a-z-]+\s){0,2}?(?P<noun>[a-z]+)(?=\s\w+(?:s|ed|d)\b)"
)
_LONGEST = 12  # words of a name or description; what is longer has more in it
_CLOSE = 4  # sentences back to a speaker who goes on
_NEAR = 120  # characters before "who" in which the one meant is named
REACH = 40  # sources back that a statement may speak for
SEX = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m", "hers": "f"}
Speaker = tuple[str | None, str]
Sourced = tuple[Span | None, Sequence[Span]]  # a source, and what it says


class _Said(NamedTuple):
    """A source already settled: where it stands, who it is, of what kind, of which sex."""

    start: int
    end: int
    who: str | None
    kind: str
    sex: str


class _Person(NamedTuple):
    """Somebody whom a pronoun may mean; aside: not whom the sentence is about."""

    start: int
    aside: bool
    sex: str
    who: str
    kind: str
    actor: str


class Speakers:
    """Who is meant by each source of an article.

    Args:
        cast: those whom the article names.
    """

    def __init__(self, cast: Cast) -> None:
        self.cast, self.text = cast, cast.text
        people = [Known(*one[:3]) for one in cast.outside if one.kind == PERSON]
        told = cast.labels, cast.sexes, cast.bearers
        self.descriptions = Descriptions(cast.text, cast.paragraphs, people, *told)
        self.said: list[_Said] = []
        self.contents = Stretches([])  # what is said in the article
        self._is_small = lru_cache(maxsize=None)(lambda name: name.lower() in cast.text)

    def resolve(self, sources: Sequence[Sourced]) -> list[Speaker]:
        """For each source, in the order of the text, its speaker and its kind."""
        self.speaking = sorted(span[0] for span, _ in sources if span)
        self.contents = Stretches(span for _, content in sources for span in content)
        for span, _ in sources:
            who, kind = self._one(span) if span else (None, "none")
            start, end = span or (0, 0)
            sex = SEX.get(self.text[start:end].lower(), "") or self._sex(who or "")
            self.said.append(_Said(start, end, who, kind, sex))
        return [(one.who, one.kind) for one in self.said]

    def _sex(self, who: str) -> str:
        if sex := self.cast.sexes.get(self.cast.actors.get(who, who)):
            return sex
        words = re.findall(r"\w+", POSSESSIVE.split(who.lower())[-1])[:4]
        return next(filter(None, map(_noun_sex, words)), "")

    def _one(self, span: Span) -> Speaker:
        mention, at = head_of(self.text[slice(*span)]), span[0]
        if _WHO.match(mention):
            return self._antecedent(mention, at)
        kind = "document" if is_told_of(mention) else source_type(mention)
        if kind in ("institution", "media") and (who := self._with_affiliation(span)):
            return who, "person"
        if kind == "person" and mention[:4].lower() == "the " and second_name(mention):
            kind = "unnamed"
        if kind == "pronoun":
            return self._pronoun(mention.lower(), at)
        if kind == "person":
            return self._by_name(mention, span)
        if kind == "document":
            return self._issuer(mention, span), kind
        mention = self._with_owner(mention, at)
        if kind == "unnamed" and (who := self._described(mention, at)):
            return who, "person"
        full = self.cast.full_body(mention, span)
        return (self._told_before(mention, at) or mention if full == mention else full), kind

    def _by_name(self, mention: str, span: Span) -> Speaker:
        if self._is_small(mention):  # a word that only opens a sentence
            return mention, "unnamed"
        body = next((one for one in self.cast.between(*span) if one.label == mention), None)
        if body and body.kind == ORGANISATION:
            return self.cast.full_body(mention, span), kind_of(body)
        full = self.cast.full_name(mention, span)
        return (self.cast.in_that_role(mention) or full if full == mention else full), "person"

    def _told_before(self, mention: str, at: int) -> str | None:
        """Who was called in other words before: "the ministry", "the paper", "the man"."""
        body = _said_before(mention, self.recent) or self.cast.body_again(mention, at)
        return body or self.descriptions.first_told(mention, at)

    def _with_affiliation(self, span: Span) -> str | None:
        """Ann Lee, where the source is "historian Ann Lee of Oslo University"."""
        one = next(iter(self.cast.between(*span)), None)
        if not one or one.kind != PERSON or not _AFFILIATED.match(self.text, one.end, span[1]):
            return None
        ahead = self.text[span[0] : one.start].split()
        return self.cast.labels[one.actor] if not ahead or is_title(ahead[-1], *OFFICES) else None

    @property
    def recent(self) -> Sequence[_Said]:
        return self.said[-REACH:]

    def _with_owner(self, mention: str, at: int) -> str:
        """ "His campaign" with his name: "Ann Lee’s campaign"."""
        found = _HIS.fullmatch(mention)
        owner = self._nearest_person(SEX[found["whose"].lower()], at, owner=True) if found else None
        return f"{owner[0]}’s {found['what']}" if found and owner else mention

    def _described(self, mention: str, at: int) -> str | None:
        spoken = {one.who for one in self.recent if one.who}
        who = self.cast.in_that_role(mention)
        return who or self.descriptions.meant(mention, at, self.speaking, spoken)

    def _issuer(self, mention: str, span: Span) -> str:
        """Who speaks in a document: who issued it, if that is told, else the document."""
        if whose := _HIS.match(mention):
            owner = self._nearest_person(SEX[whose["whose"].lower()], span[0], owner=True)
            return owner[0] or mention if owner else mention
        if issuer := issuer_in(self.text[slice(*span)].strip(" ,")) or issuer_in(mention):
            start = self.text.index(issuer, *span)
            return self._one((start, start + len(issuer)))[0] or mention
        told = [one for one in reversed(self.recent) if one.who]
        if noun := bare_document(mention):
            for one in told:
                if one.kind == "document" and noun in self.text[one.start : one.end].lower():
                    return one.who or mention
        issuers = (one.who for one in told if one.kind in _ISSUERS)
        return (next(issuers, None) if is_issued(mention) else None) or mention

    def _antecedent(self, mention: str, at: int) -> Speaker:
        """Whom "who" means: "Ann Lee, who said", "Ann Lee, a judge, who said", "a nurse who"."""
        who, kind = self._meant_by_who(at)
        what = mention.partition(" ")[2]
        if mention.lower().startswith("whose ") and what:
            return (f"{who}’s {what}" if who else mention), source_type(f"Lee’s {what}")
        return who, kind

    def _meant_by_who(self, at: int) -> Speaker:
        end = at
        while end and self.text[end - 1] in " ,":
            end -= 1
        names = self.cast.between(max(0, at - 2 * _NEAR), at)
        body = next((one for one in names if one.end == end and one.kind in _BODIES), None)
        if body:
            return body.label, kind_of(body)
        kinds = (PERSON,) if self.text.startswith("ho", at + 1) else _BODIES  # who, not which
        name = next((one for one in reversed(names) if one.kind in kinds), None)
        if name and self._is_beside(name, at, end):
            full = self.cast.labels.get(name.actor) or name.label
            return full, "person" if name.kind == PERSON else kind_of(name)
        anybody = _ANYBODY.search(self.text, max(self._sentence(at), at - _NEAR), at)
        if not anybody:
            return None, "unnamed"
        described = self._described(anybody[0], anybody.start())
        return (described, "person") if described else (anybody[0], source_type(anybody[0]))

    def _is_beside(self, name: Named, at: int, end: int) -> bool:
        inserted = _PUT_IN.fullmatch(self.text, name.end, at) and self._sentence(at) <= name.start
        return name.end == end or bool(inserted)

    def _sentence(self, at: int) -> int:
        """Where the sentence of a place begins."""
        return self.cast.sentences[self._number(at)]

    def _pronoun(self, word: str, at: int) -> Speaker:
        kinds = FITS[word]
        if word in SEX:
            owner = word in ("his", "her")
            return self._nearest_person(SEX[word], at, owner) or (None, "person")
        many = word in ("they", "them", "their")
        fits = [
            (one.who, one.kind)
            for one in self.recent
            if one.who and (one.kind in kinds or (many and " and " in one.who))
        ]
        if not many:
            fits = [(who, kind) for who, kind in fits if not is_several(who)]
            if subject := self._subject(at, fits):
                return subject
        return fits[-1] if fits else self._nearest_body(at) or (None, "unnamed")

    def _subject(self, at: int, spoken: Sequence[tuple[str, str]]) -> Speaker | None:
        """Whom "it" means in "The club denied that. It said", "Orr Ltd hopes to sell, it said"."""
        number = self._number(at)
        start = self.cast.sentences[number]
        if start < at:
            return self._within_sentence(start, at, spoken)
        before = self.cast.sentences[number - 1] if number else at
        found = _BODY.match(self.text, before, at)
        if not found or "\n" in self.text[before:at] or source_type(found[0]) != "institution":
            return None
        said = (each for each in reversed(spoken) if found["noun"].lower() in each[0].lower())
        return next(said, (found[0], "institution"))

    def _within_sentence(
        self, start: int, at: int, spoken: Sequence[tuple[str, str]]
    ) -> Speaker | None:
        """In When the Post looked at it, it said: the Post. In Orr Ltd will sell, it said: Orr Ltd,
        if it has spoken before, for else another may say so."""
        first = bisect_left(self.cast.bodies, start, key=starts_at)
        named = self.cast.bodies[first : bisect_left(self.cast.bodies, at, key=starts_at)]
        for one in reversed(named):
            beside = one.kind == ORGANISATION and not self._is_said(one.start)
            if beside and not self.cast.is_aside(one.start, one.end):
                return one.label, kind_of(one)
        ahead = (one for one in named[:1] if one.start <= start + 4)  # perhaps behind "The"
        label = next((one.label for one in ahead if one.kind == ORGANISATION), None)
        return next((each for each in reversed(spoken) if label and label in each[0]), None)

    def _is_said(self, at: int) -> bool:
        """Whether a place lies in what somebody says."""
        return bool(self.contents.touching((at, at + 1)))

    def _nearest_body(self, at: int) -> Speaker | None:
        """The institution or country named last, of which no word has been reported so far."""
        before = bisect_left(self.cast.bodies, at, key=starts_at)
        if not before:
            return None
        one = self.cast.bodies[before - 1]
        return one.label, kind_of(one)

    def _nearest_person(self, sex: str, at: int, owner: bool = False) -> Speaker | None:
        """The nearest person of that sex before a pronoun, whether he has spoken or not.

        Of several in one sentence the one whom it is about, as far as that can be told: the first
        that no preposition stands before. Who is only spoken of comes after those near who are not:
        in Ann Lee was late, she said, another woman may speak of Ann Lee. But "his" may be of
        anybody: Orr's plan failed, his lawyer said.
        """
        persons = [one for one in self._persons(at) if not one.sex or one.sex == sex]
        if owner:
            chosen = sorted(persons)[-1:]
        else:
            near = self.cast.sentences[max(0, self._number(at) - _CLOSE)]
            not_said = (one for one in persons if not self._is_said(one.start))
            told = self._nearest(at, [one for one in not_said if one.start >= near])
            chosen = told or self._nearest(at, persons)
        if not chosen:
            return None
        spoken = {one.who: one for one in chosen if not one.actor}
        best = next((one for one in reversed(chosen) if not one.aside), chosen[0])
        best = spoken.popitem()[1] if len(spoken) == 1 else best
        if best.actor:
            self.cast.sexes[best.actor] = sex
        return best.who, best.kind

    def _number(self, at: int) -> int:
        """The number of the sentence of a place."""
        return max(0, bisect_right(self.cast.sentences, at) - 1)

    def _nearest(self, at: int, persons: Sequence[_Person]) -> list[_Person]:
        """Those of the sentence nearest before a place, the last of them first."""
        chosen = list[_Person]()
        for one in sorted(persons, reverse=True):
            its = self._number(one.start)
            if chosen and its != self._number(chosen[0].start):
                break
            if not (one.aside and its == self._number(at)):
                chosen.append(one)
        return chosen

    def _persons(self, at: int) -> Iterator[_Person]:
        """The people before a place: named outside quotations, and sources without a name."""
        people = self.cast.people
        last = bisect_left(people, at, key=starts_at)
        for one in people[max(0, last - REACH) : last]:
            who, aside = self.cast.labels[one.actor], self.cast.is_aside(one.start, one.end)
            sex = self.cast.sexes[one.actor]
            yield _Person(one.start, aside, sex, who, "person", one.actor)
        for spoken in self.recent:
            one_of_them = spoken.kind == "unnamed" and is_one(spoken.who or "")
            if spoken.who and spoken.end <= at and (spoken.kind == "person" or one_of_them):
                yield _Person(spoken.start, False, spoken.sex, spoken.who, spoken.kind, "")


_BODIES = (ORGANISATION, COUNTRY)
_ISSUERS = ("institution", "person", "document", "unnamed", "media")


def _noun_sex(word: str) -> str:
    return sex_of(word) if is_title(word, "m", "f") else ""


def _said_before(mention: str, before: Sequence[_Said]) -> str | None:
    """ "The ministry", where a ministry with a longer name has spoken before."""
    found = re.fullmatch(r"(?:the|this|that)\s((?:\w+\s)*)(\w+)", mention, re.IGNORECASE)
    if not found:
        return None
    # not "campaign manager", "Secretary of State"
    word = re.compile(rf"(?<!of )\b{found[2]}\b(?!\s(?:{ROLES})\b)", re.IGNORECASE)
    more = set(found[1].lower().split())
    fits = (one.who for one in reversed(before) if one.who and len(one.who.split()) <= _LONGEST)
    return next(
        (
            who
            for who in fits
            if word.search(who) and " and the " not in who and more <= set(who.lower().split())
        ),
        None,
    )
