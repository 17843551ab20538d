"""Dates in a sentence; what is left unsaid is worked out from the day of publication."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from tellings.actors.lists import MONTHS, WEEKDAYS
from tellings.comparison.numbers import NUMBER, number_value
from tellings.text.forms import verb_forms

_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
_STEPS = {
    "last": -1, "this past": -1, "past": -1, "previous": -1, "yesterday": -1, "last night": -1,
    "last evening": -1,
    "this": 0, "this coming": 1, "coming": 1, "next": 1, "following": 1, "tomorrow": 1,
}  # fmt: skip
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}
_LONGEST = 365 * 500  # days; what is longer ago has no day of its own
_CLOSE = 60  # characters between a verb and a date that is sure to be the verb's
_UNKNOWN = None, "nothing says when the article was published"
_SHORT_MONTHS = "|".join(
    rf"{name[:3]}(?:{name[3:]}|\.)?" if len(name) > 3 else name for name in MONTHS
)
_PARTS = {
    "weekday": rf"(?P<weekday>{'|'.join(WEEKDAYS)})",
    "opening": rf"(?:(?:{'|'.join(WEEKDAYS)}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?,? )?",
    "month": rf"(?P<month>{_SHORT_MONTHS}|June?|July?|Sept\.?)(?!\w)",
    "day": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w:%]|[.,]\d)",
    "year": r"(?P<year>1[5-9]\d\d|20\d\d)(?![\w%]|[.,]\d)",
    "side": r"(?P<side>[Ll]ast|[Tt]his past|[Tt]his coming|[Tt]his|[Nn]ext)",
    "unit": r"(?P<unit>day|weekend|week|month|year|decade)",
    "daytime": r"[Tt]his (?:morning|afternoon|evening)",
    "within": r"(?:(?:[Ee]arlier|[Ll]ater) )",
    "season": r"(?P<season>spring|summer|fall|autumn|winter)",
    "number": NUMBER,
    "to": r"(?: ?[-–] ?| to | through | and )",
}
_PARTS["when"] = r"(?:,? (?:of |in )?{year}| (?:of )?(?P<whose>last|this|next) year)".format(
    **_PARTS
)
# In this order: what an earlier rule has taken, a later one leaves alone.
_RULES = {
    "iso": r"{year}-(?P<month>[01]\d)-{day}",
    "attacks": r"9/11",
    "span": r"{month} {day}{to}(?:{month} )?{day}{when}?|{day}{to}{day} {month}{when}?"
    r"|{month}{to}{month}{when}",
    "day": r"{opening}(?:{month} (?:the )?{day}|(?:the )?{day}(?: of)? {month}){when}?",
    "month": r"{month}{when}|{side} {month}",
    "years": r"(?:from )?{year}(?:[-–]| to | through ){year}|[Bb]etween {year} and {year}"
    r"|{year}[-–](?P<short>\d\d)",
    "decade": r"(?P<tens>1[5-9]\d|20\d)0['’]?s|['’](?P<tens>[2-9])0s",
    "century": r"(?P<number>\d\d?)(?:st|nd|rd|th)[ -]century",
    "weekday": r"(?:{side} )?{weekday}(?:(?: of)? (?P<week>last|this|next) week)?",
    "season": r"{side} {season}|{season}(?: of | in |,? ){year}",
    "ago": r"(?P<count>{number}|(?:an?|several|a few|a couple of|many|some)(?= )) ?{unit}s? "
    r"(?P<from>ago|earlier)",
    "spoken": r"(?:[Ll]ast (?:night|evening)|[Yy]esterday|[Tt]o(?:day|night|morrow)"
    r"|{daytime})(?!['’])",
    "that": r"{within}?(?:[Tt]hat(?: same)?|[Tt]he same|[Tt]he (?P<side>previous|following"
    r"|next(?= day))) {unit}",
    "stretch": r"[Tt]he (?P<side>last|past|next|coming) (?P<unit>week|month|year|decade)(?! of)",
    "side_unit": r"{within}?{side} {unit}|{within}in the {unit}",
    "bare_month": r"{month}",
    "year": r"{year}",
}


def _pattern(rule: str) -> re.Pattern[str]:
    """The rule with its parts; a group that is there again gets a name with one "_" more behind."""
    pattern, seen = rule.format(**_PARTS), set[str]()
    for name in re.findall(r"\?P<(\w+)>", pattern):
        while name in seen:
            pattern = re.sub(rf"(\?P<{name}>.*?)\?P<{name}>", rf"\1?P<{name}_>", pattern, count=1)
            name += "_"
        seen.add(name)
    return re.compile(rf"(?:(?<=mid-)|(?<![\w$£€#/.-]))(?:{pattern})(?![\w/])")


_PATTERNS = {name: _pattern(rule) for name, rule in _RULES.items()}
_VERB = re.compile(
    r"\b(?:will|would|shall|may|might|could|going to|upcoming|ahead of|look(?:s|ing)? forward to"
    r"|(?:is|are) to|"
    r"(?:expected|scheduled|due|set|slated|planned|poised|likely|ready) (?:to|for)|(?:plans?"
    r"|planning|hopes?|intends?) to)\b|"
    r"['’]ll\b|\b(?P<present>is|are|says|be)\b|\b(?P<word>[a-z]+)\b"
)
_BETWEEN = re.compile(r"[,;:—]|\b(?:before|after|until|when|while|that|which|who|as|and|but|to)\b")
_COMING = re.compile(
    r"\b(?:as (?:soon|early) as|no later than|starting|beginning|(?:scheduled|set|due|slated) for"
    r"|ahead of) (?:on )?$"
)
_NO_DAY = re.compile(
    r"(?:[\"“‘'](?:[A-Z][\w.]*\s)+|\b(?:Super|Black|Good|Easter|Palm|Bloody|Ash|Holy|Cyber|Shrove"
    r"|News|[Ee]very|[Ee]ach|[Aa]ny|"
    r"most|some|many)\s)$"
)
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|of|by|until|till|from|to|through|during|early|late|mid|and|or|before|after"
    r"|every|for|between)[ -]$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"\b(?:the|an?|this)\s$", re.IGNORECASE)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|from|to|through|during|early|late|mid|before|after|around"
    r"|the|an?|his|her|their|its|and)"
    r"|['’]s|\()[ -]?$",
    re.IGNORECASE,
)
_THINGS = re.compile(r"\s(?:more |other )?(?!was |is |has )[a-z]+s\b|\speople\b")
_LABEL = re.compile(r"\b(?!(?:In|By|Since|The)\s$)[A-Z][\w.]*\s$")
_ATTACKS = re.compile(r"\W*(?:\w+ )?(?:terror|attack|surviv|victim|hijack)")
_LOOSE = re.compile(
    r"\b(?:about|around|nearly|almost|more than|over|at least|less than|some|roughly)\s$",
    re.IGNORECASE,
)


class Date(NamedTuple):
    """A date as printed, its value (an ISO 8601 day, month, year, or start/end), and its basis."""

    start: int
    end: int
    value: str | None
    basis: str


@dataclass(frozen=True)
class _Found:
    """A date as found: what a rule has read, where, and all that it can be worked out from."""

    text: str
    start: int
    end: int
    published: date | None
    before: str | None = None
    years: dict[tuple[int, int], int] = field(default_factory=dict)
    tense: str = ""
    close: bool = False
    parts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def left(self) -> str:
        return self.text[max(0, self.start - 40) : self.start]

    def get(self, name: str) -> str:
        """The first part of this name, "" where there is none."""
        return self.parts.get(name, [""])[0]

    @property
    def step(self) -> int:
        """-1 for last, 0 for this, 1 for next."""
        return _STEPS[self.get("side").lower() or "this"]


_Reading = tuple[str | None, str] | None


def find_dates(sentences: Iterable[str], published: date | None) -> list[list[Date]]:
    """The dates of each sentence of one article, from left to right; no two overlap.

    A weekday is the last one before publication, that day among them; the next one where the verb
    is of the future. A day without a year is worked out in the same way. "That month" goes back to
    the date before it.

    Args:
        sentences: all the article's, in order.
        published: the day of publication; without it nothing relative is worked out.

    >>> found = find_dates(["They met Monday.", "He will come on Tuesday."], date(2011, 1, 10))
    >>> [one.value for sentence in found for one in sentence]
    ['2011-01-10', '2011-01-11']
    """
    texts, before = list(sentences), None
    days = (_parts(match) for text in texts for match in _PATTERNS["day"].finditer(text))
    years = {
        (_month_number(one["month"][0]), int(one["day"][0])): int(one["year"][0])
        for one in days
        if "year" in one
    }
    out: list[list[Date]] = []
    for text in texts:
        out.append([])
        matches = _matches(text)
        tenses = _tenses(text, [match.start() for _, match in matches])
        for (rule, match), tense in zip(matches, tenses, strict=True):
            found = _Found(text, *match.span(), published, before, years, *tense, _parts(match))
            if reading := _READERS[rule](found):
                out[-1].append(Date(*match.span(), *reading))
                before = reading[0] or before
    return out


def _matches(text: str) -> list[tuple[str, re.Match[str]]]:
    free, found = bytearray(b"\1") * len(text), []
    for rule, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(free[start:end]):
                free[start:end] = bytes(end - start)
                found.append((rule, match))
    return sorted(found, key=lambda one: one[1].start())


def _parts(match: re.Match[str]) -> dict[str, list[str]]:
    """What each part of a rule has matched, from left to right."""
    parts: dict[str, list[str]] = {}
    for name, value in match.groupdict().items():
        if value:
            parts.setdefault(name.rstrip("_"), []).append(value)
    return parts


def _tenses(text: str, starts: list[int]) -> list[tuple[str, bool]]:
    """For each place the tense of the verb before (else after) it; and if it is close before."""
    verbs = [
        (match.start(), tense)
        for match in _VERB.finditer(text)
        if starts and (tense := _tense(match))
    ]
    out, at = [], 0
    for start in starts:
        while at < len(verbs) and verbs[at][0] < start:
            at += 1
        verb, tense = verbs[at - 1] if at else verbs[0] if verbs else (start, "")
        tense = "future" if _COMING.search(text, max(0, start - 30), start) else tense
        out.append(
            (tense, start - _CLOSE < verb < start and not _BETWEEN.search(text, verb, start))
        )
    return out


def _tense(match: re.Match[str]) -> str:
    word, before = match["word"], match.string[max(0, match.start() - 4) : match.start()]
    if not word:
        return "present" if match["present"] else "future"
    if word.endswith("ed") and len(word) > 4:
        return (
            ""
            if word.endswith(("eed", "hundred")) or re.search(r"\b(?:an?|the) $", before)
            else "past"
        )
    return (
        "past"
        if word in ("was", "were", "had", "did") or verb_forms().get(word, word) != word
        else ""
    )


def _month_number(name: str) -> int:
    starts = [month[:3] for month in MONTHS]
    return int(name) if name.isdigit() else starts.index(name[:3].title()) + 1


def _iso(year: int, month: int, day: int | None) -> str | None:
    try:
        value = date(year, month, day or 1).isoformat()
    except ValueError:
        return None
    return value if day else value[:7]


def _day(found: _Found) -> _Reading:
    month, day = _month_number(found.get("month")), found.get("day")
    return _in_a_year(month, int(day) if day else None, found)


def _in_a_year(month: int, day: int | None, found: _Found) -> _Reading:
    """A month, or a day of it, in the year printed, told ("last year"), or nearest that fits."""
    if not _iso(2000, month, day):
        return None
    if year := found.get("year"):
        return _iso(int(year), month, day), "as printed"
    if known := found.years.get((month, day or 0)):
        return _iso(
            known, month, day
        ), "the year is printed with the same day elsewhere in the article"
    if (month, day) == (9, 11) and _ATTACKS.match(found.text, found.end):
        return "2001-09-11", "the attacks of 2001"
    if not found.published:
        return _UNKNOWN
    if whose := found.get("whose") or ("this" if found.get("side").lower() == "this" else ""):
        told = found.published.year + _STEPS[whose]
        return _iso(told, month, day), f"{whose} year = {told}, published in {found.published.year}"
    around = range(
        found.published.year - 8, found.published.year + 9
    )  # a 29 February may be eight years off
    return _nearest([value for year in around if (value := _iso(year, month, day))], found)


def _nearest(values: list[str], found: _Found) -> _Reading:
    """Of the days or months it may mean, the one that the verb's tense, or "last", asks for."""
    assert found.published is not None
    tense, why = found.tense, "no year is printed"
    if "side" in found.parts:
        tense, why = ("past", "", "future")[found.step + 1], found.words
    elif tense == "past" and re.search(r"\b(?:for|until|till|by)\s$", found.left):
        tense = ""
    published = found.published if len(values[0]) > 7 else found.published.replace(day=1)
    days = {date.fromisoformat(f"{value}-01"[:10]): value for value in values}
    last, upcoming = (
        max(day for day in days if day <= published),
        min(day for day in days if day >= published),
    )
    back, ahead = (published - last).days, (upcoming - published).days
    unsure = (tense == "past" and back > ahead and not found.close) or (
        tense == "future" and back <= 31 < ahead
    )
    if tense not in ("past", "future"):
        unsure = max(back, ahead) < 1.5 * min(back, ahead)
        tense = "past" if back < ahead else "future"
    if unsure and "side" not in found.parts:
        return None, f"{why}, and it may be past or to come"
    chosen, which = (last, "last") if tense == "past" else (upcoming, "next")
    return days[chosen], f"{why}: the {which} one, published on {found.published}"


def _span(found: _Found) -> _Reading:
    months, days = (
        [_month_number(name) for name in found.parts["month"]],
        [int(day) for day in found.parts.get("day", [])],
    )
    first, last = (
        _in_a_year(month, day, found)
        for month, day in zip((months * 2)[:1] + months[-1:], days or (None, None), strict=True)
    )
    if not first or not last:
        return None
    return (f"{first[0]}/{last[0]}" if first[0] and last[0] and first[0] < last[0] else None), last[
        1
    ]


def _bare_month(found: _Found) -> _Reading:
    if _BEFORE_MONTH.search(found.left):
        return _day(found)
    before_a_noun = _DETERMINED.search(found.left) and re.match(" [a-z]", found.text[found.end :])
    if not before_a_noun or found.words in ("May", "March"):
        return None
    return None, "no year is printed, and nothing says whether it is past or to come"


def _years(found: _Found) -> _Reading:
    first, last = found.get("year"), found.get("short") or found.parts["year"][1]
    last = first[: 4 - len(last)] + last
    return (f"{first}/{last}", "as printed") if last > first else None


def _decade(found: _Found) -> _Reading:
    tens = found.get("tens").rjust(2, "9").rjust(3, "1")
    return f"{tens}0/{tens}9", "as printed"


def _century(found: _Found) -> _Reading:
    number = int(found.get("number"))
    return (f"{number - 1:02}01/{number:02}00", "as printed") if 1 < number < 30 else None


def _weekday(found: _Found) -> _Reading:
    if _NO_DAY.search(found.left):
        return None
    if not (published := found.published):
        return _UNKNOWN
    away, side = (
        WEEKDAYS.index(found.get("weekday")) - published.weekday(),
        found.get("side").lower(),
    )
    ahead = (
        found.step > 0
        or (found.tense == "future" and side in ("", "this"))
        or (side == "this" and found.tense != "past")
    )
    if week := found.get("week"):
        day, how = (
            published + timedelta(away + 7 * _STEPS[week]),
            f"in the week before, of or after {published}",
        )
    elif away == 0 and side in ("", "this"):
        day, how = published, "the day of publication"
    elif ahead:
        day, how = (
            published + timedelta(away % 7 or 7),
            f"the next one after publication on {published}",
        )
    else:
        day, how = (
            published - timedelta(-away % 7 or 7),
            f"the last one before publication on {published}",
        )
    return day.isoformat(), f"{found.words} = {day}, {how}"


def _season(found: _Found) -> _Reading:
    name, first, at = found.get("season"), _SEASONS[found.get("season")], found.published
    if year := found.get("year"):
        of, basis = int(year), "as printed"
    elif not at:
        return _UNKNOWN
    else:
        of = at.year - (name == "winter" and at.month < 6)
        ended = (at.year, at.month) > (of + (name == "winter"), (first + 1) % 12 + 1)
        of += (
            -1
            if found.step < 0 and not ended
            else 1
            if found.step > 0 and (at.year, at.month) >= (of, first)
            else 0
        )
        basis = f"{found.words}, published on {at}"
    end = f"{of + 1}-02" if name == "winter" else f"{of}-{first + 2:02}"
    return f"{of}-{first:02}/{end}", f"{basis}; months as in the northern half of the earth"


def _shifted(day: date, unit: str, by: float) -> str:
    """The day, week, month, year or decade that lies so many of them from a day."""
    if unit == "day":
        return (day + timedelta(by)).isoformat()
    if unit in ("week", "weekend"):
        monday = day + timedelta(7 * by - day.weekday())
        return f"{monday + timedelta(5 * (unit == 'weekend'))}/{monday + timedelta(6)}"
    if unit == "month":
        months = day.year * 12 + day.month - 1 + int(by)
        return f"{months // 12}-{months % 12 + 1:02}"
    return f"{day.year + int(by) * (10 if unit == 'decade' else 1)}"


def _ago(found: _Found) -> _Reading:
    count, unit, ago = found.get("count").lower(), found.get("unit"), found.get("from") == "ago"
    number = 1 if count in ("a", "an") else number_value(count)
    if (
        number is None
        or number % 1
        or unit not in _DAYS
        or number * _DAYS[unit] > _LONGEST
        or _LOOSE.search(found.left)
    ):
        return None, f"{found.words}: not exact"
    before = (
        date.fromisoformat(found.before)
        if found.before and re.fullmatch(r"\d{4}-\d\d-\d\d", found.before)
        else None
    )
    if not (anchor := found.published if ago else before):
        return _UNKNOWN if ago else (None, f"{found.words}: than what, the text does not say")
    return _shifted(anchor, unit, -number), f"{found.words}, counted from {anchor}"


def _spoken(found: _Found) -> _Reading:
    if re.search("[\"“‘']$", found.left) and re.match("[,.]?[\"”’']", found.text[found.end :]):
        return None  # the name of a programme
    if not found.published:
        return _UNKNOWN
    day = found.published + timedelta(_STEPS.get(found.words.lower(), 0))
    return day.isoformat(), f"{found.words} = {day}, published on {found.published}"


def _that(found: _Found) -> _Reading:
    unit, before = found.get("unit"), found.before or ""
    if "/" in before or len(before) < {"month": 7, "year": 4, "decade": 99}.get(unit, 10):
        return None, f"{found.words}: no date before it says which"
    return _shifted(
        date.fromisoformat(f"{before}-01-01"[:10]), unit, found.step
    ), f"{found.words}: counted from {before}, the date before it"


def _stretch(found: _Found) -> _Reading:
    if not found.published:
        return _UNKNOWN
    unit, other = (
        found.get("unit"),
        found.published + timedelta(found.step * _DAYS[found.get("unit")]),
    )
    start, end = sorted((found.published, other))
    return (
        f"{start}/{end}",
        f"a {unit} {'up to' if other < found.published else 'from'} publication",
    )


def _side_unit(found: _Found) -> _Reading:
    unit, step = found.get("unit"), found.step
    if unit == "day" and "side" in found.parts:
        return None
    if not found.published:
        return _UNKNOWN
    if unit == "decade":
        return None, f"{found.words}: not exact"
    if (
        unit == "weekend"
        and step == 0
        and found.tense != "future"
        and found.published.weekday() < 3
    ):
        step = -1
    return _shifted(found.published, unit, step), f"{found.words}, published on {found.published}"


def _year(found: _Found) -> _Reading:
    things, left = _THINGS.match(found.text, found.end), found.left
    if _BEFORE_YEAR.search(left):
        counted = things and re.search(r"\b(?:of|to|and|or|by|around)\s$", left)
    else:
        counted = things or _LABEL.search(left) or _LOOSE.search(left)
    return None if counted else (found.words, "as printed")


_READERS: dict[str, Callable[[_Found], _Reading]] = {
    "iso": _day, "attacks": lambda _: ("2001-09-11", "the attacks of 2001"), "span": _span,
    "day": _day, "month": _day,
    "years": _years, "decade": _decade, "century": _century, "weekday": _weekday, "season": _season,
    "ago": _ago,
    "spoken": _spoken, "that": _that, "stretch": _stretch, "side_unit": _side_unit,
    "bare_month": _bare_month, "year": _year,
}  # fmt: skip
