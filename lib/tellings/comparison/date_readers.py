"""Which day, month or stretch an expression means, told by the day of publication."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from tellings.actors.lists import MONTHS, WEEKDAYS
from tellings.comparison.date_patterns import (
    ATTACKS,
    BEFORE_MONTH,
    BEFORE_YEAR,
    DAYS,
    DETERMINED,
    LABEL,
    LONGEST,
    LOOSE,
    NO_DAY,
    SEASONS,
    STEPS,
    THINGS,
)
from tellings.comparison.number_patterns import LABELLED, MAYBE_LABELLED, number_value

CLOSE = 60  # characters between a verb and a date that is sure to be the verb's
_WORD_BEHIND = re.compile(" [a-z]")  # the June meeting
_CLOSED = re.compile("[,.]?[\"”’']")  # “Today,” the programme
_UNKNOWN = None, "nothing says when the article was published"
# as soon as Monday, no later than 5 May, scheduled for Friday
COMING = re.compile(
    r"\b(?:as (?:soon|early) as|no later than|starting|beginning|(?:scheduled|set|due|slated) for"
    r"|ahead of) (?:on )?$"
)


class Date(NamedTuple):
    """A date as printed, its value (ISO 8601 day, month, year, start/end), basis, kind of year."""

    start: int
    end: int
    value: str | None
    basis: str
    of: str


@dataclass(frozen=True)
class Found:
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
        return STEPS[self.get("side").lower() or "this"]


_Reading = tuple[str | None, str] | None


def month_number(name: str) -> int:
    starts = [month[:3] for month in MONTHS]
    return int(name) if name.isdigit() else starts.index(name[:3].title()) + 1


def _iso(year: int, month: int, day: int | None) -> str | None:
    try:
        value = date(year, month, day or 1).isoformat()
    except ValueError:
        return None
    return value if day else value[:7]


def _day(found: Found) -> _Reading:
    month, day = month_number(found.get("month")), found.get("day")
    return _in_a_year(month, int(day) if day else None, found)


def _in_a_year(month: int, day: int | None, found: Found) -> _Reading:
    """A month, or a day of it, in the year printed, told ("last year"), or nearest that fits."""
    if not _iso(2000, month, day):
        return None
    if year := found.get("year"):
        return _iso(int(year), month, day), "as printed"
    if known := found.years.get((month, day or 0)):
        why = "the year is printed with the same day elsewhere in the article"
        return _iso(known, month, day), why
    if (month, day) == (9, 11) and ATTACKS.match(found.text, found.end):
        return "2001-09-11", "the attacks of 2001"
    if not found.published:
        return _UNKNOWN
    if whose := found.get("whose") or ("this" if found.get("side").lower() == "this" else ""):
        told = found.published.year + STEPS[whose]
        return _iso(told, month, day), f"{whose} year = {told}, published in {found.published.year}"
    year_of = found.published.year
    around = range(year_of - 8, year_of + 9)  # a 29 February may be eight years off
    return _nearest([value for one in around if (value := _iso(one, month, day))], found)


def _nearest(values: list[str], found: Found) -> _Reading:
    """Of the days or months it may mean, the one that the verb's tense, or "last", asks for."""
    assert found.published is not None
    tense, why = found.tense, "no year is printed"
    if "side" in found.parts:
        tense, why = ("past", "", "future")[found.step + 1], found.words
    elif tense == "past" and re.search(r"\b(?:for|until|till|by)\s$", found.left):
        tense = ""
    published = found.published if len(values[0]) > 7 else found.published.replace(day=1)
    days = {date.fromisoformat(f"{value}-01"[:10]): value for value in values}
    last = max(day for day in days if day <= published)
    upcoming = min(day for day in days if day >= published)
    back, ahead = (published - last).days, (upcoming - published).days
    unsure = tense == "past" and back > ahead and not found.close
    unsure = unsure or (tense == "future" and back <= 31 < ahead)
    if tense not in ("past", "future"):
        unsure = max(back, ahead) < 1.5 * min(back, ahead)
        tense = "past" if back < ahead else "future"
    if unsure and "side" not in found.parts:
        return None, f"{why}, and it may be past or to come"
    chosen, which = (last, "last") if tense == "past" else (upcoming, "next")
    return days[chosen], f"{why}: the {which} one, published on {found.published}"


def _span(found: Found) -> _Reading:
    months = [month_number(name) for name in found.parts["month"]]
    days = [int(day) for day in found.parts.get("day", [])] or [None, None]
    first = _in_a_year(months[0], days[0], found)
    last = _in_a_year(months[-1], days[1], found)
    if not first or not last:
        return None
    in_order = first[0] and last[0] and first[0] < last[0]
    return (f"{first[0]}/{last[0]}" if in_order else None), last[1]


def _bare_month(found: Found) -> _Reading:
    if BEFORE_MONTH.search(found.left):
        return _day(found)
    before_a_noun = DETERMINED.search(found.left) and _WORD_BEHIND.match(found.text, found.end)
    if not before_a_noun or found.words in ("May", "March"):
        return None
    return None, "no year is printed, and nothing says whether it is past or to come"


def _years(found: Found) -> _Reading:
    first, last = found.get("year"), found.get("short") or found.parts["year"][1]
    last = first[: 4 - len(last)] + last
    return (f"{first}/{last}", "as printed") if last > first else None


def _decade(found: Found) -> _Reading:
    tens = found.get("tens").rjust(2, "9").rjust(3, "1")
    return f"{tens}0/{tens}9", "as printed"


def _century(found: Found) -> _Reading:
    number = int(found.get("number"))
    return (f"{number - 1:02}01/{number:02}00", "as printed") if 1 < number < 30 else None


def _weekday(found: Found) -> _Reading:
    if NO_DAY.search(found.left):
        return None
    if not (published := found.published):
        return _UNKNOWN
    away = WEEKDAYS.index(found.get("weekday")) - published.weekday()
    side, tense = found.get("side").lower(), found.tense
    if week := found.get("week"):
        days, how = away + 7 * STEPS[week], f"in the week before, of or after {published}"
    elif away == 0 and side in ("", "this"):
        days, how = 0, "the day of publication"
    elif found.step > 0 or (tense == "future" and not side) or (side == "this" and tense != "past"):
        days, how = away % 7 or 7, f"the next one after publication on {published}"
    else:
        days, how = -(-away % 7 or 7), f"the last one before publication on {published}"
    day = published + timedelta(days)
    return day.isoformat(), f"{found.words} = {day}, {how}"


def _season(found: Found) -> _Reading:
    name, first, at = found.get("season"), SEASONS[found.get("season")], found.published
    if year := found.get("year"):
        of, basis = int(year), "as printed"
    elif not at:
        return _UNKNOWN
    else:
        of = at.year - (name == "winter" and at.month < 6)
        ended = (at.year, at.month) > (of + (name == "winter"), (first + 1) % 12 + 1)
        begun = (at.year, at.month) >= (of, first)
        of += (found.step > 0 and begun) - (found.step < 0 and not ended)
        basis = f"{found.words}, published on {at}"
    day = date(of, first, 1)
    stretch = f"{_shifted(day, 'month', 0)}/{_shifted(day, 'month', 2)}"
    return stretch, f"{basis}; months as in the northern half of the earth"


def _shifted(day: date, unit: str, by: float) -> str:
    """The day, week, month, year or decade that lies so many of them from a day."""
    if unit == "day":
        return (day + timedelta(by)).isoformat()
    if unit in ("week", "weekend"):
        monday = day + timedelta(7 * by - day.weekday())
        return f"{monday + timedelta(5 * (unit == 'weekend'))}/{monday + timedelta(6)}"
    if unit == "month":
        months = day.year * 12 + day.month - 1 + int(by)
        return date(months // 12, months % 12 + 1, 1).isoformat()[:7]
    return date(day.year + int(by) * (10 if unit == "decade" else 1), 1, 1).isoformat()[:4]


def _ago(found: Found) -> _Reading:
    count, unit, ago = found.get("count").lower(), found.get("unit"), found.get("from") == "ago"
    number = 1 if count in ("a", "an") else number_value(count)
    vague = number is None or number % 1 or unit not in DAYS or LOOSE.search(found.left)
    if vague or number * DAYS[unit] > LONGEST:
        return None, f"{found.words}: not exact"
    before = found.before or ""
    a_day = re.fullmatch(r"\d{4}-\d\d-\d\d", before)
    if not (anchor := found.published if ago else a_day and date.fromisoformat(before)):
        return _UNKNOWN if ago else (None, f"{found.words}: than what, the text does not say")
    return _shifted(anchor, unit, -number), f"{found.words}, counted from {anchor}"


def _spoken(found: Found) -> _Reading:
    if re.search("[\"“‘']$", found.left) and _CLOSED.match(found.text, found.end):
        return None  # the name of a programme
    if not found.published:
        return _UNKNOWN
    day = found.published + timedelta(STEPS.get(found.words.lower(), 0))
    return day.isoformat(), f"{found.words} = {day}, published on {found.published}"


def _that(found: Found) -> _Reading:
    unit, before = found.get("unit"), found.before or ""
    if "/" in before or len(before) < {"month": 7, "year": 4, "decade": 99}.get(unit, 10):
        return None, f"{found.words}: no date before it says which"
    value = _shifted(date.fromisoformat(f"{before}-01-01"[:10]), unit, found.step)
    return value, f"{found.words}: counted from {before}, the date before it"


def _stretch(found: Found) -> _Reading:
    if not found.published:
        return _UNKNOWN
    unit = found.get("unit")
    other = found.published + timedelta(found.step * DAYS[unit])
    start, end = sorted((found.published, other))
    side = "up to" if other < found.published else "from"
    return f"{start}/{end}", f"a {unit} {side} publication"


def _side_unit(found: Found) -> _Reading:
    unit, step = found.get("unit"), found.step
    if unit == "day" and "side" in found.parts:
        return None
    if not found.published:
        return _UNKNOWN
    if unit == "decade":
        return None, f"{found.words}: not exact"
    early = found.published.weekday() < 3  # "this weekend", printed on a Monday
    if unit == "weekend" and step == 0 and found.tense != "future" and early:
        step = -1
    return _shifted(found.published, unit, step), f"{found.words}, published on {found.published}"


def _year(found: Found) -> _Reading:
    things, left = THINGS.match(found.text, found.end), found.left
    if BEFORE_YEAR.search(left):
        counted = things and re.search(r"\b(?:of|to|and|or|by|around)\s$", left)
    else:
        patterns = LABEL, LOOSE, LABELLED, MAYBE_LABELLED
        counted = things or any(one.search(left) for one in patterns)
    return None if counted else (found.words, "as printed")


READERS: dict[str, Callable[[Found], _Reading]] = {
    "iso": _day, "attacks": lambda _: ("2001-09-11", "the attacks of 2001"), "span": _span,
    "day": _day, "month": _day,
    "years": _years, "decade": _decade, "century": _century, "weekday": _weekday, "season": _season,
    "ago": _ago,
    "spoken": _spoken, "that": _that, "stretch": _stretch, "side_unit": _side_unit,
    "bare_month": _bare_month, "year": _year,
}  # fmt: skip
