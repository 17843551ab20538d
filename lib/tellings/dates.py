"""Dates in a sentence; those without a year or a day of their own are worked out from the day of publication."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from tellings.content import verb_forms
from tellings.names import MONTHS, WEEKDAYS
from tellings.numbers import NUMBER, number_value

_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
_SIDES = {"last": -1, "this past": -1, "past": -1, "this": 0, "this coming": 1, "coming": 1, "next": 1}
_SPOKEN = {"yesterday": -1, "last night": -1, "last evening": -1, "tomorrow": 1}
_LONGEST = 365 * 500  # days; what is longer ago has no day of its own
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}
_CLOSE = 60  # characters between a verb and a date that is sure to be the verb's
_UNKNOWN = None, "nothing says when the article was published"

_PARTS = {
    "weekday": rf"(?P<weekday>{'|'.join(WEEKDAYS)})",
    "opening": rf"(?:(?:{'|'.join(WEEKDAYS)}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?,? )?",
    "month": (
        r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|Jul(?:y|\.)?|Aug(?:ust|\.)?|"
        r"Sep(?:tember|t?\.)?|Sept|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)"
    ),
    "day": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w:%]|[.,]\d)",
    "year": r"(?P<year>1[5-9]\d\d|20\d\d)(?![\w%]|[.,]\d)",
    "side": r"(?P<side>[Ll]ast|[Tt]his past|[Tt]his coming|[Tt]his|[Nn]ext)",
    "unit": r"(?P<unit>day|weekend|week|month|year|decade)",
    "length": r"(?P<unit>day|week|month|year|decade)",
    "within": r"(?:(?:[Ee]arlier|[Ll]ater) )",
    "night": r"[Ll]ast (?:night|evening)",
    "season": r"(?P<season>spring|summer|fall|autumn|winter)",
    "number": NUMBER,
}
_PARTS["when"] = r"(?:,? (?:of |in )?{year}| (?:of )?(?P<side>last|this|next) year)".format(**_PARTS)
# In this order: what an earlier rule has taken, a later one leaves alone.
_RULES = {
    "iso": r"{year}-(?P<month>[01]\d)-{day}",
    "numeric": r"(?P<one>\d\d?)/(?P<two>\d\d?)/{year}",
    "attacks": r"9/11",
    "span": r"{month} {day}(?: ?[-–] ?| to | through ){month} {day}{when}?",
    "days": r"(?:{month} {day}(?:[-–]| to | and ){day}|{day}(?:[-–]| to | and ){day} {month}){when}?",
    "day": r"{opening}(?:{month} (?:the )?{day}|(?:the )?{day}(?: of)? {month}){when}?",
    "months": r"{month}(?:[-–]| to | and | through ){month}{when}",
    "month": r"{month}{when}|{side} {month}",
    "years": r"(?:from )?{year}(?:[-–]| to | through ){year}|between {year} and {year}|{year}[-–](?P<short>\d\d)",
    "decade": r"(?P<tens>1[5-9]\d|20\d)0['’]?s|['’](?P<tens>[2-9])0s",
    "century": r"(?P<number>\d\d?)(?:st|nd|rd|th)[ -]century",
    "weekday": r"(?:{side} )?{weekday}(?:(?: of)? (?P<week>last|this|next) week)?",
    "season": r"{side} {season}|{season}(?: of | in |,? ){year}",
    "ago": r"(?P<count>{number}|(?:an?|several|a few|a couple of|many|some)(?= )) ?{length}s? (?P<from>ago|earlier)",
    "spoken": r"(?P<word>{night}|[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Tt]his (?:morning|afternoon|evening))(?!['’])",
    "that": r"{within}?(?:[Tt]hat(?: same)?|[Tt]he same|[Tt]he (?P<step>previous|following|next(?= day))) {unit}",
    "stretch": r"[Tt]he (?P<side>last|past|next|coming) {length}(?! of)",
    "side_unit": r"{within}?{side} {unit}|{within}in the {unit}",
    "bare_month": r"{month}",
    "year": r"{year}",
}


def _pattern(rule: str) -> re.Pattern[str]:
    """The rule with its parts; a group that is there twice gets a second name with "_" behind."""
    pattern, seen = rule.format(**_PARTS), set[str]()
    for name in re.findall(r"\?P<(\w+)>", pattern):
        while name in seen:
            pattern = re.sub(rf"(\?P<{name}>.*?)\?P<{name}>", rf"\1?P<{name}_>", pattern, count=1)
            name += "_"
        seen.add(name)
    return re.compile(rf"(?:(?<=mid-)|(?<![\w$£€#/.-]))(?:{pattern})(?![\w/])")


_PATTERNS = {name: _pattern(rule) for name, rule in _RULES.items()}
_VERB = re.compile(
    r"\b(?:will|would|shall|may|might|could|going to|upcoming|ahead of|look(?:s|ing)? forward to|(?:is|are) to|"
    r"(?:expected|scheduled|due|set|slated|planned|poised|likely|ready) (?:to|for)|(?:plans?|planning|hopes?|intends?) to)\b|"
    r"['’]ll\b|\b(?P<present>is|are|says|be)\b|\b(?P<word>[a-z]+)\b"
)
_TITLED = re.compile(r"(?:[\"“‘'](?:[A-Z][\w.]*\s)+|\b(?:Super|Black|Good|Easter|Palm|Bloody|Ash|Holy|Cyber|Shrove|News)\s)$")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|of|by|until|till|from|to|through|during|early|late|mid|and|or|before|after|every|for|between)[ -]$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"\b(?:the|an?|this)\s$", re.IGNORECASE)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|from|to|through|during|early|late|mid|before|after|around|the|an?|his|her|their|its|and)"
    r"|['’]s|\()[ -]?$",
    re.IGNORECASE,
)
_THINGS = re.compile(r"\s(?:more |other )?(?!was |is |has )[a-z]+s\b|\speople\b")
_NOT_DATED = re.compile(r"[A-Z][\w.]*\s$")
_BETWEEN = re.compile(r"[,;:—]|\b(?:before|after|until|when|while|that|which|who|as|and|but|to)\b")
_COMING = re.compile(
    r"\b(?:as (?:soon|early) as|no later than|starting|beginning|(?:scheduled|set|due|slated) for|ahead of) (?:on )?$"
)
_ATTACKS = re.compile(r"\W*(?:\w+ )?(?:terror|attack|surviv|victim|hijack)")
_NO_DAY = re.compile(r"\b(?:every|each|any|most|some|many) $", re.IGNORECASE)
_LOOSE = re.compile(r"\b(?:about|around|nearly|almost|more than|over|at least|less than|some|roughly)\s$", re.IGNORECASE)


class Date(NamedTuple):
    """A date as printed; its value in ISO 8601 (a day, a month, a year, or start/end), and how that is known."""

    start: int
    end: int
    value: str | None
    basis: str


@dataclass(frozen=True)
class _Place:
    """Where a date stands, and all that it can be worked out from."""

    text: str
    start: int
    end: int
    published: date | None
    before: str | None
    years: dict[tuple[int, int], int]
    tense: str
    close: bool

    @property
    def left(self) -> str:
        return self.text[max(0, self.start - 40) : self.start]


_Parts = dict[str, str]
_Reading = tuple[str | None, str] | None


def find_dates(sentences: Iterable[str], published: date | None) -> list[list[Date]]:
    """The dates of each sentence of one article, from left to right; no two overlap.

    A weekday is the last one before publication, that day among them; the next one where the verb is of the future. A day
    without a year is worked out in the same way. "That month" goes back to the date before it.

    Args:
        sentences: all the article's, in order.
        published: the day of publication; without it nothing relative is worked out.

    >>> found = find_dates(["They met Monday.", "He will come on Tuesday."], date(2011, 1, 10))
    >>> [one.value for sentence in found for one in sentence]
    ['2011-01-10', '2011-01-11']
    """
    texts = list(sentences)
    years, before = _years_printed(texts), None
    out: list[list[Date]] = []
    for text in texts:
        out.append([])
        matches = _matches(text)
        tenses = _tenses(text, [match.start() for _, match in matches])
        for (rule, match), (tense, close) in zip(matches, tenses, strict=True):
            place = _Place(text, *match.span(), published, before, years, tense, close)
            if reading := _READERS[rule](_parts(match), place, match):
                out[-1].append(Date(place.start, place.end, *reading))
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


def _years_printed(texts: list[str]) -> dict[tuple[int, int], int]:
    """Month and day, with the year that is printed beside them somewhere in the article."""
    found: dict[tuple[int, int], int] = {}
    for parts in (_parts(match) for text in texts for match in _PATTERNS["day"].finditer(text)):
        if "year" in parts:
            found.setdefault((_month_number(parts["month"]), int(parts["day"])), int(parts["year"]))
    return found


def _parts(match: re.Match[str]) -> _Parts:
    """The groups that matched; of two with one name, the first."""
    return {name.rstrip("_"): value for name, value in reversed(match.groupdict().items()) if value}


def _tenses(text: str, starts: list[int]) -> list[tuple[str, bool]]:
    """For each place the tense of the verb before it, or of the next where none is; and whether it is close before it."""
    verbs = [(match.start(), tense) for match in _VERB.finditer(text) if starts and (tense := _tense(match))]
    out, at = [], 0
    for start in starts:
        while at < len(verbs) and verbs[at][0] < start:
            at += 1
        verb, tense = verbs[at - 1] if at else verbs[0] if verbs else (start, "")
        tense = "future" if _COMING.search(text, max(0, start - 30), start) else tense
        out.append((tense, start - _CLOSE < verb < start and not _BETWEEN.search(text, verb, start)))
    return out


def _tense(match: re.Match[str]) -> str:
    word, before = match["word"], match.string[max(0, match.start() - 4) : match.start()]
    if not word:
        return "present" if match["present"] else "future"
    if word in ("was", "were", "had", "did"):
        return "past"
    if word.endswith("ed") and len(word) > 4:
        return "" if word.endswith(("eed", "hundred")) or re.search(r"\b(?:an?|the) $", before) else "past"
    return "past" if verb_forms().get(word, word) != word else ""


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(name[:3].title()))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _printed(value: str | None) -> _Reading:
    return (value, "as printed") if value else None


def _year_of(parts: _Parts, place: _Place) -> tuple[int | None, str]:
    """The year beside a month: printed, or "last year"."""
    if "year" in parts:
        return int(parts["year"]), "as printed"
    if not place.published:
        return _UNKNOWN
    year = place.published.year + _SIDES[parts["side"].lower()]
    return year, f"{parts['side']} year = {year}, published in {place.published.year}"


def _day(parts: _Parts, place: _Place, _: object) -> _Reading:
    month, day = _month_number(parts["month"]), int(parts["day"])
    if not _iso(2000, month, day):
        return None
    if "year" in parts or "side" in parts:
        year, basis = _year_of(parts, place)
        return (_iso(year, month, day) if year else None), basis
    return _day_without_year(month, day, place)


def _day_without_year(month: int, day: int, place: _Place) -> _Reading:
    if year := place.years.get((month, day)):
        return _iso(year, month, day), "the year is printed with the same day elsewhere in the article"
    if (month, day) == (9, 11) and _ATTACKS.match(place.text, place.end):
        return "2001-09-11", "the attacks of 2001"
    if not place.published:
        return _UNKNOWN
    around = range(place.published.year - 8, place.published.year + 9)  # a 29 February may be eight years off
    return _nearest([date(year, month, day) for year in around if _iso(year, month, day)], place, "no year is printed")


def _nearest(days: list[date], place: _Place, why: str) -> tuple[str | None, str]:
    """Of the days that a date may mean, the one that the tense of the verb asks for."""
    published, tense = place.published, place.tense
    assert published is not None
    if tense == "past" and re.search(r"\b(?:for|until|till|by)\s$", place.left):
        tense = ""
    last = max(day for day in days if day <= published)
    upcoming = min(day for day in days if day >= published)
    back, ahead = (published - last).days, (upcoming - published).days
    if (tense == "past" and back > ahead and not place.close) or (tense == "future" and back <= 31 < ahead):
        return None, f"{why}, and it may be past or to come"
    if tense not in ("past", "future"):
        if max(back, ahead) < 1.5 * min(back, ahead):
            return None, f"{why}, and it may be past or to come"
        tense = "past" if back < ahead else "future"
    chosen = last if tense == "past" else upcoming
    return chosen.isoformat(), f"{why}: the {'last' if tense == 'past' else 'next'} one, published on {published}"


def _several_days(parts: _Parts, place: _Place, match: re.Match[str]) -> _Reading:
    first, last = sorted(int(day) for name, day in match.groupdict().items() if day and name.startswith("day"))
    start = _day(parts | {"day": str(first)}, place, match)
    end = _iso(int(start[0][:4]), int(start[0][5:7]), last) if start and start[0] else None
    return start and (f"{start[0]}/{end}" if end else None, start[1])


def _span(parts: _Parts, place: _Place, match: re.Match[str]) -> _Reading:
    start = _day(parts, place, match)
    end = _day(parts | {"month": match["month_"], "day": match["day_"]}, place, match)
    if not start or not end:
        return None
    return (f"{start[0]}/{end[0]}" if start[0] and end[0] and start[0] < end[0] else None), end[1]


def _iso_day(parts: _Parts, _: _Place, __: object) -> _Reading:
    return _printed(_iso(int(parts["year"]), int(parts["month"]), int(parts["day"])))


def _numeric(parts: _Parts, _: _Place, __: object) -> _Reading:
    one, two, year = int(parts["one"]), int(parts["two"]), int(parts["year"])
    readings = {value for value in (_iso(year, one, two), _iso(year, two, one)) if value}
    if len(readings) > 1:
        return None, "day and month could be either way round"
    return _printed(next(iter(readings), None))


def _months(parts: _Parts, place: _Place, match: re.Match[str]) -> _Reading:
    year, basis = _year_of(parts, place)
    names = [name for key, name in match.groupdict().items() if name and key.startswith("month")]
    return (f"{year}-{_month_number(names[0]):02}/{year}-{_month_number(names[1]):02}" if year else None), basis


def _month(parts: _Parts, place: _Place, match: re.Match[str]) -> _Reading:
    month = _month_number(parts["month"])
    if not match["month_"]:  # the first of the two forms: year or "last year" behind the month
        year, basis = _year_of(parts, place)
        return (f"{year}-{month:02}" if year else None), basis
    side = {-1: "past", 0: "", 1: "future"}[_SIDES[parts["side"].lower()]]
    return _month_without_year(month, replace(place, tense=side), place.text[place.start : place.end])


def _bare_month(parts: _Parts, place: _Place, _: object) -> _Reading:
    if _BEFORE_MONTH.search(place.left):
        return _month_without_year(_month_number(parts["month"]), place, "no year is printed")
    before_a_noun = _DETERMINED.search(place.left) and re.match(" [a-z]", place.text[place.end : place.end + 2])
    if not before_a_noun or parts["month"] in ("May", "March"):
        return None
    return None, "no year is printed, and nothing says whether it is past or to come"


def _month_without_year(month: int, place: _Place, why: str) -> _Reading:
    if not place.published:
        return _UNKNOWN
    at = place.published.replace(day=1)
    days = [date(year, month, 1) for year in (at.year - 1, at.year, at.year + 1)]
    value, basis = _nearest(days, replace(place, published=at), why)
    return value and value[:7], basis.replace(f"{at}", f"{place.published}")


def _years(parts: _Parts, _: _Place, match: re.Match[str]) -> _Reading:
    years = [year for name, year in match.groupdict().items() if year and name.startswith("year")]
    first, last = years[0], parts.get("short") or years[1]
    last = last if len(last) == 4 else first[:2] + last
    return (f"{first}/{last}", "as printed") if int(last) > int(first) else None


def _decade(parts: _Parts, _: _Place, __: object) -> _Reading:
    tens = parts["tens"] if len(parts["tens"]) == 3 else "19" + parts["tens"]
    return f"{tens}0/{tens}9", "as printed"


def _century(parts: _Parts, _: _Place, __: object) -> _Reading:
    number = int(parts["number"])
    return (f"{number - 1:02}01/{number:02}00", "as printed") if 1 < number < 30 else None


def _weekday(parts: _Parts, place: _Place, _: object) -> _Reading:
    if _TITLED.search(place.left) or _NO_DAY.search(place.left):
        return None
    published, name = place.published, parts["weekday"]
    if not published:
        return _UNKNOWN
    away = WEEKDAYS.index(name) - published.weekday()
    if "week" in parts:
        day, how = published + timedelta(away + 7 * _SIDES[parts["week"]]), f"in the week before, of or after {published}"
    else:
        day, how = _weekday_near(published, away, parts.get("side", "").lower(), place.tense)
    return day.isoformat(), f"{place.text[place.start : place.end]} = {day}, {how}"


def _weekday_near(published: date, away: int, side: str, tense: str) -> tuple[date, str]:
    """The weekday that lies so many days from that of publication, as the word before it and the tense ask."""
    if away == 0 and side in ("", "this"):
        return published, "the day of publication"
    ahead = side in ("next", "this coming") or (side == "this" and tense != "past") or (not side and tense == "future")
    if ahead:
        return published + timedelta(away % 7 or 7), f"the next one after publication on {published}"
    return published - timedelta(-away % 7 or 7), f"the last one before publication on {published}"


def _season(parts: _Parts, place: _Place, _: object) -> _Reading:
    name, first = parts["season"], _SEASONS[parts["season"]]
    if "year" in parts:
        year, basis = int(parts["year"]), "as printed"
    elif not place.published:
        return _UNKNOWN
    else:
        side, at = _SIDES[parts["side"].lower()], place.published
        year = at.year - (name == "winter" and at.month < 6)
        ended = (at.year, at.month) > (year + (name == "winter"), (first + 1) % 12 + 1)
        begun = (at.year, at.month) >= (year, first)
        year += -1 if side < 0 and not ended else 1 if side > 0 and begun else 0
        basis = f"{parts['side']} {name}, published on {at}"
    end = f"{year + 1}-02" if name == "winter" else f"{year}-{first + 2:02}"
    return f"{year}-{first:02}/{end}", f"{basis}; months as in the northern half of the earth"


def _shifted(day: date, unit: str, by: float) -> str:
    """The day, week, month, year or decade that lies so many of them from a day."""
    if unit == "day":
        return (day + timedelta(by)).isoformat()
    if unit in ("week", "weekend"):
        monday = day + timedelta(7 * by - day.weekday())
        return f"{(monday + timedelta(5 if unit == 'weekend' else 0)).isoformat()}/{(monday + timedelta(6)).isoformat()}"
    if unit == "month":
        months = day.year * 12 + day.month - 1 + int(by)
        return f"{months // 12}-{months % 12 + 1:02}"
    return f"{day.year + int(by) * (10 if unit == 'decade' else 1)}"


def _ago(parts: _Parts, place: _Place, _: object) -> _Reading:
    words, count, unit = place.text[place.start : place.end], parts["count"].lower(), parts["unit"]
    number = 1 if count in ("a", "an") else number_value(count)
    anchor = place.published if parts["from"] == "ago" else _as_day(place.before)
    if number is None or number % 1 or number * _DAYS[unit] > _LONGEST or _LOOSE.search(place.left):
        return None, f"{words}: not exact"
    if not anchor:
        return _UNKNOWN if parts["from"] == "ago" else (None, f"{words}: than what, the text does not say")
    return _shifted(anchor, unit, -number), f"{words}, counted from {anchor}"


def _as_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value and len(value) == 10 and value[4] == "-" else None


def _spoken(parts: _Parts, place: _Place, _: object) -> _Reading:
    if re.search("[\"“‘']$", place.left) and re.match("[,.]?[\"”’']", place.text[place.end : place.end + 2]):
        return None  # the name of a programme
    if not place.published:
        return _UNKNOWN
    day = place.published + timedelta(_SPOKEN.get(parts["word"].lower(), 0))
    return day.isoformat(), f"{parts['word']} = {day}, published on {place.published}"


def _that(parts: _Parts, place: _Place, _: object) -> _Reading:
    words, unit, before = place.text[place.start : place.end], parts["unit"], place.before or ""
    step = {"previous": -1, "following": 1, "next": 1}.get(parts.get("step", ""), 0)
    single = before if "/" not in before else ""
    length = {"day": 10, "week": 10, "weekend": 10, "month": 7, "year": 4}.get(unit, 99)
    if len(single) < length:
        return None, f"{words}: no date before it says which"
    day = date.fromisoformat((single + "-01-01")[:10])
    return _shifted(day, unit, step), f"{words}: counted from {before}, the date before it"


def _stretch(parts: _Parts, place: _Place, _: object) -> _Reading:
    if parts["unit"] == "day":
        return None
    if not place.published:
        return _UNKNOWN
    other = place.published + timedelta(_SIDES[parts["side"]] * _DAYS[parts["unit"]])
    start, end = sorted((place.published, other))
    return f"{start}/{end}", f"a {parts['unit']} {'up to' if other < place.published else 'from'} publication"


def _side_unit(parts: _Parts, place: _Place, _: object) -> _Reading:
    words, side = place.text[place.start : place.end], parts.get("side", "this").lower()
    if parts["unit"] == "day" and "side" in parts:
        return None
    if not place.published:
        return _UNKNOWN
    if parts["unit"] == "decade":
        return None, f"{words}: not exact"
    step = _SIDES[side]
    if parts["unit"] == "weekend" and side == "this" and place.tense != "future" and place.published.weekday() < 3:
        step = -1
    return _shifted(place.published, parts["unit"], step), f"{words}, published on {place.published}"


def _year(parts: _Parts, place: _Place, _: object) -> _Reading:
    follows = _THINGS.match(place.text, place.end)
    named = _NOT_DATED.search(place.left) and place.left.strip() not in ("", "In", "By", "Since", "The")
    if _BEFORE_YEAR.search(place.left):
        return None if follows and re.search(r"\b(?:of|to|and|or|by|around)\s$", place.left) else _printed(parts["year"])
    return None if follows or named or _LOOSE.search(place.left) else _printed(parts["year"])


_READERS: dict[str, Callable[[_Parts, _Place, re.Match[str]], _Reading]] = {
    "iso": _iso_day, "numeric": _numeric, "attacks": lambda *_: ("2001-09-11", "the attacks of 2001"), "span": _span,
    "days": _several_days, "day": _day, "months": _months, "month": _month, "years": _years, "decade": _decade,
    "century": _century, "weekday": _weekday, "season": _season, "ago": _ago, "spoken": _spoken, "that": _that,
    "stretch": _stretch, "side_unit": _side_unit, "bare_month": _bare_month, "year": _year,
}  # fmt: skip
