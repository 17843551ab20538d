"""Whom a description means: "the 61-year-old", "the Swede", "the boss of the airline"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from typing import NamedTuple

from tellings.actors.lists import OFFICES, ROLES, any_of, country_rows, is_title, sex_of
from tellings.text.splitting import Span

_AGE = re.compile(r"the\s(?P<age>\d{1,3})-year-old\b", re.IGNORECASE)
_AGED = re.compile(r",\s(?P<age>\d{1,3})\b|\s\((?P<behind>\d{1,3})\)")
# "the Swede", "the London-born Dane": nouns of peoples, which adjectives often are not
_PEOPLE = any_of(
    re.escape(people)
    for _, _, people in country_rows()
    if not people.endswith(("sh", "ch", "ese", "s"))  # "the French" are many
)
_OF_A_PEOPLE = re.compile(
    rf"the\s(?:[\w-]+\s){{0,2}}(?:{_PEOPLE}|Swede|Dane|Finn|Spaniard|Pole|Turk|Scot|Briton|Serb|Croat"
    r"|Slovak|Slovene|Dutchman|Dutchwoman|(?:English|Irish|French|Welsh)(?:wo)?man)",
    re.IGNORECASE,
)
# What newspapers call somebody a second time, by what he does or did.
_VARIED = any_of(
    """actor actress academic athlete author billionaire businessman businesswoman candidate
    celebrity challenger comedian congressman congresswoman contender defender developer director
    entrepreneur frontrunner front-runner goalkeeper hopeful host incumbent inventor lawmaker
    legislator magnate midfielder mogul musician nominee novelist official painter player poet
    politician singer songwriter star striker tycoon veteran""".split()
)
_SECOND = re.compile(
    rf"the\s(?:[\w’'-]+\s){{0,3}}(?P<noun>{_VARIED})(?:\sand\s(?:[\w-]+\s)*{_VARIED})?"
    r"(?:\s(?:of|behind|from)\s[^,]+)?"
    r"|the\s(?:former|ex-|\w+-winning|\w+-born|\w+-old|veteran)\s?(?:[\w-]+\s){0,3}[a-z]+",
    re.IGNORECASE,
)
# "the RNC chairman", "the Fox News host", "the Arizona Republican", but nobody's spokesman
_STYLED = re.compile(
    rf"[Tt]he\s(?:former\s)?(?:[A-Z][\w.&’'-]*\s)+(?:[a-z-]+\s)?(?P<styled>{ROLES}|Republican|Democrat)"
)
_LAWMAKERS = frozenset("lawmaker legislator politician congressman congresswoman".split())
_OF_PARLIAMENT = frozenset(
    "representative senator mp councillor councilman councilwoman governor mayor minister".split()
)
_AT_THE_HEAD = frozenset("president chancellor premier minister king queen emir sultan".split())
_SERVING = frozenset(
    """adviser advisor aide analyst attorney correspondent counsel envoy journalist lawyer official
    operative reporter spokesman spokesperson spokeswoman staffer strategist worker""".split()
)
_KIN = re.compile(
    r"(?:.*\s)?(?P<owner>[\w-]+)['’]s?\s(?:late\s|former\s)?(?P<kin>wife|husband|mother|father|son|daughter"
    r"|brother|sister|widow|widower|partner|fiancee?|girlfriend|boyfriend)",
    re.IGNORECASE,
)
_SINGULAR = re.compile(
    r"(?:the|an?|its|his|her)\s(?:[\w’'.-]+\s){0,3}?(?P<role>[a-z-]+)"
    r"(?=$|,|\s(?:of|at|for|in|from|who|behind|to)\b)",
    re.IGNORECASE,
)
_WORKER = re.compile(r"[a-z]{3,}(?:worker|woman|man|ist|eer|ian|mother|father)$")
# "Ann Lee, a diver", "Ann Lee, 48, who dives", "Ann Lee of the union"
_INTRODUCED = re.compile(
    r"(?:,\s\d+)?,\s(?:an?|the|its|his|her|their|who|whose|another|one|[a-z-]+\s(?:of|at|for))\s"
    r"|\s(?:of|from|at|for|with)\s"
)
# one without a name: "the man"
_BARE = re.compile(r"(?:the|this|that)\s(?P<noun>[a-z]+)", re.IGNORECASE)
_FAR = 8  # paragraphs back to how one without a name was told of first
_BACK = 2  # paragraphs back that a second description looks to
_AFTER = 60


def second_name(mention: str) -> "re.Match[str] | None":
    """A description that newspapers use for somebody they have just named: "the 61-year-old"."""
    second = _SECOND.fullmatch(mention)
    if second and "-winning" not in mention and _is_of_an_office(mention[4:]):
        second = None
    return _AGE.match(mention) or _OF_A_PEOPLE.fullmatch(mention) or second


class Known(NamedTuple):
    """A person of the article in a place outside quotations."""

    start: int
    end: int
    actor: str


class Descriptions:
    """Who in an article is meant by a description.

    Args:
        text: the article.
        paragraphs: its paragraphs.
        people: the places where persons are named outside quotations, in their order.
        labels: what each person is called in full.
        sexes: the sex of each, where it is told.
        bearers: the persons of each role.
    """

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Span],
        people: Sequence[Known],
        labels: Mapping[str, str],
        sexes: Mapping[str, str],
        bearers: Mapping[str, Set[str]],
    ) -> None:
        self.text, self.people = text, people
        self.starts = [one.start for one in people]
        self.begins = [start for start, _ in paragraphs]
        self.labels, self.sexes, self.bearers = labels, sexes, bearers
        self._told: dict[str, list[Span]] = {}

    def meant(self, mention: str, at: int, speaking: Sequence[int], spoken: Set[str]) -> str | None:
        """Who is meant by a description, where one person of the article fits.

        Args:
            mention: the description.
            at: its place.
            speaking: where the sources of the article begin.
            spoken: who has spoken so far.
        """
        if kin := _KIN.fullmatch(mention):
            return self._of_the_family(kin["owner"], kin["kin"].lower())
        if second := second_name(mention):
            who = self._named_just_before(at, second)
            sure = who in spoken or second.re is not _SECOND or second["noun"] in _LAWMAKERS
            if who and sure:
                return who
        styled = _STYLED.fullmatch(mention)
        if styled and styled["styled"] not in _SERVING:
            return self._named_just_before(at, styled)
        return self._named_next(mention, at, speaking)

    def first_told(self, mention: str, at: int) -> str | None:
        """How somebody without a name was told of first: "an unnamed young man" of "the man"."""
        noun = _BARE.fullmatch(mention)
        if not noun:
            return None
        near = self.begins[max(0, bisect_right(self.begins, at) - 1 - _FAR)]
        told = self._indefinite(noun["noun"])
        last = bisect_right(told, at, key=lambda span: span[1]) - 1
        return self.text[slice(*told[last])] if last >= 0 and told[last][0] >= near else None

    def _indefinite(self, noun: str) -> list[Span]:
        """Every "a young man" of the article, found once for all who are called "the man"."""
        if noun not in self._told:
            phrase = re.compile(rf"\b[Aa]n?\s(?:[\w-]+\s){{0,5}}?{noun}\b")
            self._told[noun] = [found.span() for found in phrase.finditer(self.text)]
        return self._told[noun]

    def _of_the_family(self, owner: str, kin: str) -> str | None:
        """In Al Orr left with his wife, Ida. ... Orr's wife said: Ida, told beside Orr."""
        told = (one for one in self.people if one.actor in self.bearers.get(kin, ()))
        beside = (
            one.actor
            for one in told
            if owner in self.text[self.begins[bisect_right(self.begins, one.start) - 1] : one.start]
        )
        return self._only({*beside}, "")

    def _only(self, actors: Set[str] | Sequence[str], sex: str) -> str | None:
        fits = {one for one in actors if not sex or self.sexes.get(one, "") in ("", sex)}
        return self.labels[min(fits)] if len(fits) == 1 else None

    def _named_just_before(self, at: int, found: "re.Match[str]") -> str | None:
        """The one person who fits in this paragraph or, if it has none, in one just before."""
        sex = next(filter(None, map(sex_of, found[0].split())), "")
        age = found.groupdict().get("age")
        own = bisect_right(self.begins, at) - 1
        for number in range(own, max(-1, own - 1 - _BACK), -1):
            actors = self._in_paragraph(number, at)
            if age:
                actors = {one for one in actors if self._ages.get(one, age) == age}
            if actors:
                return self._only({one for one in actors if self._may_be(one, found)}, sex)
        return None

    def _may_be(self, actor: str, found: "re.Match[str]") -> bool:
        """Whether he is not told to be a governor, who is not called the Acme chairman."""
        styled = found.groupdict().get("styled", "")
        told = {role for role, its in self.bearers.items() if actor in its}
        if (found.groupdict().get("noun") or "").lower() in _LAWMAKERS:
            return bool(told & _OF_PARLIAMENT)
        if found[0].lower().startswith("the former "):
            return not told or "former" in told
        leader = styled == "leader" and told & _AT_THE_HEAD  # the German leader
        return not styled or styled in ("Republican", "Democrat") or bool(leader) or not told

    def _in_paragraph(self, number: int, before: int) -> set[str]:
        end = self.begins[number + 1] if number + 1 < len(self.begins) else len(self.text)
        low, high = (
            bisect_left(self.starts, place) for place in (self.begins[number], min(end, before))
        )
        return {one.actor for one in self.people[low:high]}

    @cached_property
    def _firsts(self) -> dict[str, int]:
        """Where among the names each person is named first."""
        numbered = [(one.actor, number) for number, one in enumerate(self.people)]
        return dict(reversed(numbered))

    @cached_property
    def _ages(self) -> dict[str, str]:
        """The age of each person beside whom one stands."""
        beside = ((one.actor, _AGED.match(self.text, one.end)) for one in reversed(self.people))
        return {actor: found["age"] or found["behind"] for actor, found in beside if found}

    def _named_next(self, mention: str, at: int, speaking: Sequence[int]) -> str | None:
        """In The mayor of Oslo said no. ... “Never,” Ann Lee said: Ann Lee, who has no role.

        A newspaper introduces whom it lets speak. A full name without a word on who that is, in the
        paragraph behind a description of one person, is the name of the one described.
        """
        role = _SINGULAR.match(mention)
        if not role or not _is_of_a_person(role["role"]):
            return None
        number = bisect_right(self.begins, at)
        if number >= len(self.begins) or self._in_paragraph(number - 1, len(self.text)):
            return None
        start = self.begins[number]
        end = self.begins[number + 1] if number + 1 < len(self.begins) else len(self.text)
        low = bisect_left(self.starts, start)
        first = self.people[low] if low < len(self.people) else None
        if not first or first.start >= end or not self._is_bare(first, low, speaking):
            return None
        sex = sex_of(role["role"])
        return self._only({first.actor}, sex)

    def _is_bare(self, one: Known, number: int, speaking: Sequence[int]) -> bool:
        """Whether somebody speaks who is named in full, for the first time, and not introduced."""
        before = self.text[max(0, one.start - _AFTER) : one.start].rpartition("\n")[2]
        words = self.text[one.start : one.end].split()
        names = [word for word in words if not is_title(word, "courtesy")]
        place = bisect_left(speaking, one.start)
        return (
            place < len(speaking)
            and speaking[place] == one.start
            and len(names) > 1
            and not any(is_title(word, *OFFICES) for word in words if word not in names[-1:])
            and self._firsts[one.actor] == number
            and not _INTRODUCED.match(self.text, one.end)
            and not re.search(r"[a-z’'],?\s$", _said_away(before))
        )


def _is_of_an_office(words: str) -> bool:
    """Whether only one may be called so: "former secretary of state", "Navy official"."""
    office = any(is_title(word, "office", "doubtful", "position") for word in words.split())
    return office or (words.endswith("official") and words != words.lower())


def _said_away(before: str) -> str:
    """What stands before a name, without the verb of an inverted tag: "“Never,” said Ann Lee"."""
    return re.sub(r"([”’\"»“,])\s(?:said|says|added|warned|asked)\s$", r"\1", before)


def _is_of_a_person(role: str) -> bool:
    return is_title(role, *OFFICES, "m", "f") or bool(_WORKER.search(role)) or role == "worker"
