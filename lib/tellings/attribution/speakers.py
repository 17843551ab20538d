"""Who the speaker behind a mention, a pronoun or a document is, and what kind of source it is."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from tellings.actors.identities import mentions
from tellings.actors.kinds import COUNTRY, ORGANISATION, PERSON, UNKNOWN
from tellings.actors.lists import ROLES, is_title, last_word, sex_of
from tellings.actors.people import apposition, offices_of, person_of, told_role
from tellings.actors.phrases import FITS, head_of, is_one, is_owner, is_several, source_type
from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.attribution.descriptions import Descriptions, Known, second_name
from tellings.text.forms import stop_words
from tellings.text.splitting import Span, split_sentences

# What may stand between two names of one mention: "House aide Ann Lee", "Kim's lawyer Ann Lee".
_GAP = re.compile(r"(?:['’]s|[\"”.]|\s[—–])?\s(?:(?!said|says)[a-z-]+\s){0,4}")
# "the plan of Mr. Orr", "by Orr": named, but not who the sentence is about.
_BEHIND_A_PREPOSITION = re.compile(
    r"\b(?:about|against|at|behind|beside|between|by|for|from|in|into|like|near|of|on|over|than"
    r"|to|toward|towards|under|with|without)\s(?:[a-z'’-]+\s){0,2}$"
)
# "the congresswoman", "the former governor"
_THE_ROLE = re.compile(r"[Tt]he\s(?:[\w-]+\s){0,2}(?P<role>[a-z]+)")
_POSSESSIVE = re.compile(r"['’]s?\b")
# "the statement" of whoever spoke before; "the post" may be anybody's
_ISSUED = re.compile(
    r"(?:the|this|that)\s(?!(?:[\w-]+\s)*(?:post|article|poll|survey|study)s?$)", re.IGNORECASE
)
# "The club" at the head of a sentence
_BODY = re.compile(
    r"(?:The|This|Its|Their)\s(?:[a-z-]+\s){0,2}?(?P<noun>[a-z]+)(?=\s\w+(?:s|ed|d)\b)"
)
_PRINTED = 60  # characters around a name that tell of its bearer
_LONGEST = 8  # words of a name; what is longer has more in it
REACH = 40  # sources back that a statement may speak for
SEX = {"he": "m", "she": "f", "him": "m", "her": "f"}
Speaker = tuple[str | None, str]


class Named(NamedTuple):
    """A name in its place, and the actor who bears it."""

    start: int
    end: int
    actor: str
    kind: str
    label: str  # as printed, without a form of address
    form: str


class _Said(NamedTuple):
    """A source already settled: where it stands, who it is, of what kind, of which sex."""

    start: int
    end: int
    who: str | None
    kind: str
    sex: str


def named_in(story: Story) -> dict[str, list[Named]]:
    """The names in the bodies of a story's articles, by the article's id."""
    table = mentions(story)
    out: dict[str, list[Named]] = {article.id: [] for article in story}
    columns = "article start end text actor kind form title".split()
    for row in table.loc[table["paragraph"] > 0, columns].itertuples(index=False):
        words = row.text.split()
        label = (
            " ".join(words[1:]) if len(words) > 2 and is_title(words[0], "courtesy") else row.text
        )
        kind = PERSON if row.kind == UNKNOWN and _is_like_a_person(words) else row.kind
        out[row.article].append(Named(row.start, row.end, row.actor, kind, label, row.form))
    return out


def _is_like_a_person(words: Sequence[str]) -> bool:
    """Two or three words, the first of them also a given name: "Mark Holt"."""
    return 2 <= len(words) <= 3 and sex_of(words[0]) != "" and not is_title(words[0])


class Cast:
    """Those whom an article names, and who is meant by each of its sources.

    Args:
        article: the article.
        named: its names, in the order of the text.
        quoted: its quotations; who is named in one is not whom the next sentence is about.
    """

    def __init__(self, article: Article, named: Sequence[Named], quoted: Sequence[Span]) -> None:
        self.text = article.text
        self.named = named
        self.starts = [one.start for one in named]
        self.labels: dict[str, str] = {}
        self.sexes: dict[str, str] = {}
        self.bearers: dict[str, set[str]] = defaultdict(set)  # of each role: governor, actor
        for one in named:
            if one.kind == PERSON:
                self._add(one)
        quotes = sorted(quoted)
        begins = [start for start, _ in quotes]
        self.outside = [
            one
            for one in named
            if not (at := bisect_right(begins, one.start)) or quotes[at - 1][1] <= one.start
        ]
        self.bodies = [
            one
            for one in self.outside
            if one.kind in (ORGANISATION, COUNTRY) and one.form != "people"
        ]
        self.actors: dict[str, str] = {}  # by label
        self.surnames: dict[str, list[str]] = defaultdict(list)  # the labels that end in each
        for actor, label in self.labels.items():
            self.actors.setdefault(label, actor)
            self.surnames[label.split()[-1]].append(label)
        self.paragraphs = article.paragraphs
        people = [Known(*one[:3]) for one in self.outside if one.kind == PERSON]
        told = self.labels, self.sexes, self.bearers
        self.descriptions = Descriptions(article.text, article.paragraphs, people, *told)
        self._is_small = lru_cache(maxsize=None)(lambda name: name.lower() in article.text)

    @cached_property
    def sentences(self) -> list[int]:
        """Where each sentence begins."""
        return [
            start + begin
            for start, end in self.paragraphs
            for begin, _ in split_sentences(self.text[start:end])
        ]

    def _add(self, one: Named) -> None:
        known = self.labels.get(one.actor, "")
        self.labels[one.actor] = max(known, one.label, key=_fullness)
        before = self.text[max(0, one.start - _PRINTED) : one.start]
        after = self.text[one.end : one.end + _PRINTED]
        titles = self.text[one.start : one.end].lower().replace(".", "").split()[:-1]
        if not self.sexes.get(one.actor):
            role = told_role(before, after)
            self.sexes[one.actor] = person_of(" ".join(titles), one.actor, role).sex
        for role in offices_of(frozenset([*titles, last_word(before), *apposition(after)])):
            self.bearers[role].add(one.actor)

    def resolve(self, sources: Sequence[Span | None]) -> list[Speaker]:
        """For each source, in the order of the text, its speaker and its kind."""
        said: list[_Said] = []
        self.speaking = sorted(span[0] for span in sources if span)
        for span in sources:
            who, kind = self._one(span, said) if span else (None, "none")
            start, end = span or (0, 0)
            sex = SEX.get(self.text[start:end].lower(), "") or self._sex(who or "")
            said.append(_Said(start, end, who, kind, sex))
        return [(one.who, one.kind) for one in said]

    def _sex(self, who: str) -> str:
        if sex := self.sexes.get(self.actors.get(who, who)):
            return sex
        words = re.findall(r"\w+", _POSSESSIVE.split(who.lower())[-1])[:4]
        return next(filter(None, map(_noun_sex, words)), "")

    def _one(self, span: Span, said: Sequence[_Said]) -> Speaker:
        mention = head_of(self.text[slice(*span)])
        if re.match(r"(?:who(?:m|se)?|which|that)\b", mention):
            return self._antecedent(span[0])
        kind = source_type(mention)
        if kind == "person" and mention[:4].lower() == "the " and second_name(mention):
            kind = "unnamed"
        if kind == "pronoun":
            return self._pronoun(mention.lower(), span[0], said)
        if kind == "person":
            if self._is_small(mention):  # a word that only opens a sentence
                return mention, "unnamed"
            return self._full_name(mention, span), kind
        before = said[-REACH:]
        if kind == "document" and _ISSUED.match(mention):
            issuers = (one.who for one in reversed(before) if one.who and one.kind in _ISSUERS)
            return next(issuers, mention), kind
        if kind == "unnamed" and (who := self._described(mention, span[0], said)):
            return who, "person"
        return _said_before(mention, before) or mention, kind

    def _described(self, mention: str, at: int, said: Sequence[_Said]) -> str | None:
        spoken = {one.who for one in said[-REACH:] if one.who}
        who = self._in_that_role(mention)
        return who or self.descriptions.meant(mention, at, self.speaking, spoken)

    def _in_that_role(self, mention: str) -> str | None:
        """ "The congresswoman", where one person of the article has that office."""
        found = _THE_ROLE.fullmatch(mention)
        actors = (
            self.bearers.get(min(offices_of(frozenset([found["role"]])), default=""), ())
            if found
            else ()
        )
        sex = sex_of(found["role"]) if found else ""
        fits = [one for one in actors if not (sex and self.sexes[one]) or sex == self.sexes[one]]
        return self.labels[fits[0]] if len(fits) == 1 else None

    def _antecedent(self, at: int) -> Speaker:
        """Whom "who" means: "Ann Lee, who said"."""
        end = at
        while end and self.text[end - 1] in " ,":
            end -= 1
        name = next((one for one in self._between(at - 2 * _PRINTED, at) if one.end == end), None)
        if name and name.kind == PERSON:
            return self.labels[name.actor], "person"
        body = name and name.kind in (ORGANISATION, COUNTRY)
        return (name.label, source_type(name.label)) if name and body else (None, "unnamed")

    def _between(self, start: int, end: int) -> Sequence[Named]:
        return self.named[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _full_name(self, mention: str, span: Span) -> str:
        """The fullest form in the article of the name in a mention; else the mention."""
        start = self.text.index(mention, *span) if mention in self.text[slice(*span)] else span[0]
        end, best = -1, None
        for one in self._between(start, start + len(mention)):
            gap = _GAP.fullmatch(self.text, end, one.start) if end >= 0 else None
            if end < 0 or (gap and not stop_words() & set(gap[0].split())):
                best, end = one, one.end
        if best is None:
            return self._of_that_surname(mention) or mention
        if is_owner(mention, best.start - start, best.end - start):
            return mention
        return self.labels.get(best.actor) or mention

    def _of_that_surname(self, mention: str) -> str | None:
        """Of a word that opens a sentence, and is therefore no name by itself: "Mullen left"."""
        fits = self.surnames.get(mention, ())
        return fits[0] if len(fits) == 1 else None

    def _pronoun(self, word: str, at: int, said: Sequence[_Said]) -> Speaker:
        kinds = FITS[word]
        if word in SEX:
            return self._nearest_person(SEX[word], at, said) or (None, "person")
        fits = [(one.who, one.kind) for one in said[-REACH:] if one.who and one.kind in kinds]
        if word == "it":
            fits = [(who, kind) for who, kind in fits if not is_several(who)]
            if subject := self._subject(at, fits):
                return subject
        return fits[-1] if fits else self._nearest_body(at) or (None, "unnamed")

    def _subject(self, at: int, spoken: Sequence[tuple[str, str]]) -> Speaker | None:
        """Whom "it" means in "The club denied that. It said", "Orr Ltd hopes to sell, it said"."""
        number = bisect_right(self.sentences, at) - 1
        start = self.sentences[number]
        if start < at:  # of a sentence that somebody is the subject of, only who has spoken before
            first = bisect_left(self.bodies, start, key=_start)  # perhaps behind "The"
            ahead = (one for one in self.bodies[first : first + 1] if one.start <= start + 4)
            label = next((one.label for one in ahead if one.kind == ORGANISATION), None)
            return next((each for each in reversed(spoken) if label and label in each[0]), None)
        before = self.sentences[number - 1] if number else at
        found = _BODY.match(self.text, before, at)
        if not found or "\n" in self.text[before:at] or source_type(found[0]) != "institution":
            return None
        said = (each for each in reversed(spoken) if found["noun"].lower() in each[0].lower())
        return next(said, (found[0], "institution"))

    def _nearest_body(self, at: int) -> Speaker | None:
        """The institution or country named last, of which no word has been reported so far."""
        before = bisect_left(self.bodies, at, key=_start)
        if not before:
            return None
        one = self.bodies[before - 1]
        return one.label, "government" if one.kind == COUNTRY else "institution"

    def _nearest_person(self, sex: str, at: int, said: Sequence[_Said]) -> Speaker | None:
        """The nearest person of that sex before a pronoun, whether he has spoken or not.

        Of several in one sentence the one whom it is about, as far as that can be told: the first
        that no preposition stands before.
        """
        sentence, chosen = len(self.sentences), list[_Person]()
        for one in sorted(self._persons(at, said), reverse=True):
            if one.sex and one.sex != sex:
                continue
            its = bisect_right(self.sentences, one.start)
            if chosen and its != sentence:
                break
            if its == bisect_right(self.sentences, at) and one.aside:
                continue
            sentence = its
            chosen.append(one)
        if not chosen:
            return None
        best = next((one for one in reversed(chosen) if not one.aside), chosen[0])
        if best.actor:
            self.sexes[best.actor] = sex
        return best.who, best.kind

    def _persons(self, at: int, said: Sequence[_Said]) -> "Iterable[_Person]":
        """The people before a place: named outside quotations, and sources without a name."""
        last = bisect_left(self.outside, at, key=_start)
        for one in self.outside[max(0, last - REACH) : last]:
            if one.kind == PERSON:
                who = self.labels[one.actor]
                aside = self._aside(one.start, one.end)
                yield _Person(one.start, aside, self.sexes[one.actor], who, "person", one.actor)
        for spoken in said[-REACH:]:
            one = spoken.kind == "person" or (spoken.kind == "unnamed" and is_one(spoken.who or ""))
            if spoken.who and one and spoken.end <= at:
                yield _Person(spoken.start, False, spoken.sex, spoken.who, spoken.kind, "")

    def _aside(self, start: int, end: int) -> bool:
        before = self.text[max(0, start - 40) : start]
        return bool(_BEHIND_A_PREPOSITION.search(before) or _POSSESSIVE.match(self.text, end))


class _Person(NamedTuple):
    """Somebody whom a pronoun may mean; aside: not whom the sentence is about."""

    start: int
    aside: bool
    sex: str
    who: str
    kind: str
    actor: str


_ISSUERS = ("institution", "person", "document", "unnamed", "media")


def _fullness(label: str) -> tuple[int, int]:
    """Paulette Grange is fuller than Superintendent Grange, Mayor Tom Hall than Tom Hall."""
    return sum(not is_title(word) for word in label.split()), len(label)


def _start(one: Named) -> int:
    return one.start


def _noun_sex(word: str) -> str:
    return sex_of(word) if is_title(word, "m", "f") else ""


def _said_before(mention: str, before: Sequence[_Said]) -> str | None:
    """ "The ministry", where a ministry with a longer name has spoken before."""
    found = re.fullmatch(r"(?:the|this|that)\s(\w+)", mention, re.IGNORECASE)
    if not found:
        return None
    # not "campaign manager", "Secretary of State"
    word = re.compile(rf"(?<!of )\b{found[1]}\b(?!\s(?:{ROLES})\b)", re.IGNORECASE)
    fits = (one.who for one in reversed(before) if one.who and len(one.who.split()) <= _LONGEST)
    return next((who for who in fits if word.search(who) and " and the " not in who), None)
