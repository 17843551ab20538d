"""The lines of a page that say when: of publication, of an update, of the day it was copied."""

import re
from datetime import date

from tellings.articles.bylines import AGENCY

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_MONTH = (
    r"(?P<month{n}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_GAP = r"[\s,.–-]*"
_SAME = "|".join(rf"0?{n}(?=[./]0?{n}[./])" for n in range(1, 13))  # 3/3/2015
DATE = rf"(?:{_WEEKDAY},?\s+)?" + (
    r"(?:(?P<day1>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s/-]+" + _MONTH.format(n=1)
    + r"[\s,/-]+(?P<year1>\d{4})(?:\b|(?=\d{1,2}\s))"  # 9 November 2015, 9 Nov 20159 Nov 2015
    r"|" + _MONTH.format(n=2) + r"\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4})"
    r"(?=\D|$|\d{1,2}:\d\d\b)"  # November 9, 20155:14 PM, two pieces of a page
    r"|(?P<year3>\d{4})(?P<sign3>[-./])(?P<month3>\d{1,2})(?P=sign3)(?P<day3>\d{1,2})(?!\d)"
    r"|(?P<year6>\d{4})年\s?(?P<month6>\d{1,2})月\s?(?P<day6>\d{1,2})日"
    # 14/3/2015 and 3/14/2015, but not 3/4/2015, which is March in New York and April in London
    r"|(?P<day4>1[3-9]|2\d|3[01])[/.](?P<month4>\d{1,2})[/.](?P<year4>\d{4})\b"
    r"|(?P<month5>\d{1,2})/(?P<day5>1[3-9]|2\d|3[01])/(?P<year5>\d{4})\b"
    rf"|(?P<day7>{_SAME})[./](?P<month7>\d{{1,2}})[./](?P<year7>\d{{4}})\b)"
)  # fmt: skip
_ZONE = (
    r"(?:\s*\(?(?:(?-i:[A-Z]{1,4}T|UTC|Z|IST)|(?:utc|gmt)?[+-]\d{1,2}:?\d{0,2}|local time"
    r"|(?:[a-z]+ )?(?:standard|daylight|summer) time|eastern(?: time)?)\)?)"
)
_CLOCK = (
    r"(?:\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?"
    r"|\d{4}(?=\s*(?:gmt|hrs|utc)))"
)
# 1435 GMT (2235 HKT): the hour again, elsewhere
_TIME = rf"(?:at\s+)?{_CLOCK}(?:\s*hrs)?{_ZONE}?(?:\s*\(\d{{1,2}}:?\d\d\s*(?-i:[A-Z]{{2,4}})\))?"
_BETWEEN = r"(?:[\s,|/•·–—-]|(?<=\d)T(?=\d))*"
# Nov. 9, 2015 / 9:15 PM / Bugle News, Nov. 9, 2015 | Source: Bugle
_PRINTED_BY = (
    r"(?:\s*[/|]\s*(?:(?:editor|source)\s*:[^.?!]{1,40}"
    r"|(?-i:[A-Z][\w.&'’]*(?:[\s/]+[A-Z&][\w.&'’]*){0,4}))"
    r"|\s+[–-]\s+(?-i:[A-Z]{3,}(?:\s[A-Z]{3,})?)"  # Nov. 9, 2015 - NEW DELHI
    r"|\s\((?-i:[A-Z]\w+(?:\s[A-Z]\w+){0,3})\))?"  # Nov. 9, 2015 (Bugle Japan)
)


def _plain(numbered: str) -> str:
    """A pattern without names of its groups, so that it may stand several times in another."""
    return re.sub(r"\(\?P<\w+>", "(?:", re.sub(r"\(\?P=\w+\)", "[-./]", numbered))


_DAY = _plain(DATE)
_ONCE = rf"(?:{_TIME}{_BETWEEN})?{_DAY}(?:{_GAP}{_WEEKDAY})?(?:{_BETWEEN}{_TIME})?"
# A page may hold a date for the eye, one for the ear and one for small screens, all copied in one.
_DATED = rf"{_ONCE}(?:\s*{_ONCE}){{0,2}}{_PRINTED_BY}"
_AGO = r"(?:about\s+)?\d{1,2}\s?(?:m|h|d|min|mins|minute|hr|hour|day|week|month|year)s?\sago"
_LABEL_END = r"(?:\s+(?:on|at))?\s*[:–—-]?\s*"
_UPDATED = (
    rf"(?:last\s+)?(?:updated?|modified|edited|revised){_LABEL_END}"
    rf"(?:{_DATED}|{_TIME}|{_AGO}"
    rf"|[a-z]{{3,9}}\.?\s\d{{1,2}}(?:{_BETWEEN}{_TIME})?)"
)
_POSTED = (
    r"(?:(?:(?:first|originally|article|story)\s+)?(?:published|posted|released|created|issued)"
    r"(?:\s+\d{1,2}\s+\w+\s+ago)?(?:\s+date)?|date(?:\s+(?:published|created|posted"
    r"|of publication))?|(?:publication|release) date|(?:from\s+)?(?:the\s+|our\s+)?print edition"
    r"(?:\s+of)?)(?:\s+in\s+[\w ]{2,30},)?"
)
_MORE = r"[\s|,;/·•()–—-]*"
_READ = r"(?:[\s|•·]+\d{1,3}[\s-]*min(?:ute)?s?\.?\s(?:to\s)?read)?"  # Nov. 9, 2015 • 4 minute read


# · Bugle News · Posted: Nov. 9, 2015; The Bugle / 05:14 PM November 9, 2015
_PRINTER = r"(?-i:[A-Z][\w.&'’]*(?:\s[A-Z&][\w.&'’]*){0,4})"


def _whole(pattern: str) -> re.Pattern[str]:
    before = rf"(?:[|•·]\s*)?(?:{_PRINTER}\s*[|•·/]\s*)?"
    return re.compile(rf"\s*{before}(?:{pattern})\s*", re.IGNORECASE)


# Last updated: Nov. 9, 2015 at 5:14 PM EST; Updated 2 hours ago
UPDATED = _whole(rf"{_UPDATED}|last\s+(?:updated?|modified)\s*:?")
# 3 hours ago; 1h ago1 hour ago; 18.05 GMT: when the page was looked at, or an entry of it written
CLOCK = _whole(rf"{_AGO}(?:\s*{_AGO})?|(?:today|yesterday),?\s+{_TIME}|{_CLOCK}{_ZONE}")
PUBLISHED = _whole(
    rf"(?:{_UPDATED}{_MORE})?(?P<since>{_POSTED}{_LABEL_END}{_DATED})(?:{_MORE}{_UPDATED})?\)?{_READ}"
)
# 3/4/2015; Published: 03.04.15 10:04 GMT
UNSURE = _whole(
    rf"\(?(?:{_POSTED}{_LABEL_END}|updated?{_LABEL_END})?(?:{_WEEKDAY},?\s+)?(?:{_TIME}{_BETWEEN})?"
    rf"(?!{_SAME})(?P<one>0?[1-9]|1[0-2])(?P<sign>[./-])(?P<other>0?[1-9]|1[0-2])(?P=sign)"
    rf"(?P<year>\d{{4}}|\d\d)(?:{_BETWEEN}{_TIME})?\)?(?:{_MORE}{_UPDATED})?{_READ}"
)
WITH_TIME = re.compile(r"\d:\d\d|\d\s?[ap]\.?m\b", re.IGNORECASE)
# November 9, 2015; Monday, 9 Nov 2015 | 4 minute read
BARE_DATE = _whole(
    rf"\(?(?:on\s+)?(?:{_UPDATED}{_MORE})?(?P<since>{_DATED})(?:{_MORE}{_UPDATED})?\)?{_READ}"
)
# Published:, on a line of its own above the date
PUBLISHED_LABEL = _whole(rf"(?:{_POSTED}|updated){_LABEL_END}")
DATED_END = re.compile(
    rf"[\s|,•·–-]+(?:on\s+|{_POSTED}{_LABEL_END})?{_DATED}(?:{_MORE}{_UPDATED})?{_READ}\s*$",
    re.IGNORECASE,
)
# AFP, Monday 10 Jan 2011
AGENCY_DATE = re.compile(rf"\s*(?:Source:\s*)?(?P<agency>{AGENCY})\s*[,|/–—-]?\s*(?i:{_DATED})\s*")


def parse_date(text: str) -> date | None:
    """The first full date in a text: day, month and year must all be there.

    >>> parse_date("AFP, Monday 10 Jan 2011")
    datetime.date(2011, 1, 10)
    >>> parse_date("on Monday") is None
    True
    """
    for match in re.finditer(DATE, text, re.IGNORECASE):
        part = {name.rstrip("1234567"): value for name, value in match.groupdict().items() if value}
        month = part["month"].lower()
        number = int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1
        try:
            return date(int(part["year"]), number, int(part["day"]))
        except ValueError:
            continue
    return None


def parse_published(line: str) -> date | None:
    """The day of publication in a date line; of two days that which is no update."""
    since = PUBLISHED.fullmatch(line) or BARE_DATE.fullmatch(line)
    return parse_date(since["since"] if since else line)


def two_days(line: str) -> list[date]:
    """The two days that a date line may mean, as in London and as in New York; else nothing.

    >>> two_days("Published: 02/03/2021 10:04")
    [datetime.date(2021, 3, 2), datetime.date(2021, 2, 3)]
    """
    if not (found := UNSURE.fullmatch(line)):
        return []
    one, other, year = (int(found[name]) for name in ("one", "other", "year"))
    year += 2000 if year < 100 else 0
    return [date(year, other, one), date(year, one, other)]
