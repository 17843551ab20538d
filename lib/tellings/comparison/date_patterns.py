"""What a date looks like in a sentence, as patterns."""

import re

from tellings.actors.lists import MONTHS, WEEKDAYS
from tellings.comparison.number_patterns import NUMBER

SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
STEPS = {
    "last": -1, "this past": -1, "past": -1, "previous": -1, "yesterday": -1, "last night": -1,
    "last evening": -1,
    "this": 0, "this coming": 1, "coming": 1, "next": 1, "following": 1, "tomorrow": 1,
}  # fmt: skip
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}
LONGEST = 365 * 500  # days; what is longer ago has no day of its own
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


PATTERNS = {name: _pattern(rule) for name, rule in _RULES.items()}
VERB = re.compile(
    r"\b(?:will|would|shall|may|might|could|going to|upcoming|ahead of|look(?:s|ing)? forward to"
    r"|(?:is|are) to|"
    r"(?:expected|scheduled|due|set|slated|planned|poised|likely|ready) (?:to|for)|(?:plans?"
    r"|planning|hopes?|intends?) to)\b|"
    r"['’]ll\b|\b(?P<present>is|are|says|be)\b|\b(?P<word>[a-z]+)\b"
)
# A verb behind a comma or a conjunction says nothing of the date: He left, and on Monday
BETWEEN = re.compile(r"[,;:—]|\b(?:before|after|until|when|while|that|which|who|as|and|but|to)\b")
# No day but a name or a habit: Black Friday, every Monday, “Fox News Sunday”
NO_DAY = re.compile(
    r"(?:[\"“‘'](?:[A-Z][\w.]*\s)+|\b(?:Super|Black|Good|Easter|Palm|Bloody|Ash|Holy|Cyber|Shrove"
    r"|News|[Ee]very|[Ee]ach|[Aa]ny|"
    r"most|some|many)\s)$"
)
# in May, since March; else May may be a verb or a person
BEFORE_MONTH = re.compile(
    r"\b(?:in|since|of|by|until|till|from|to|through|during|early|late|mid|and|or|before|after"
    r"|every|for|between)[ -]$",
    re.IGNORECASE,
)
DETERMINED = re.compile(r"\b(?:the|an?|this)\s$", re.IGNORECASE)
# in 2009, the 2009 talks, (2009)
BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|from|to|through|during|early|late|mid|before|after|around"
    r"|the|an?|his|her|their|its|and)"
    r"|['’]s|\()[ -]?$",
    re.IGNORECASE,
)
# A year that is not the calendar's: "the 2013 tax year", "2012-13 season", "school year 2012-13".
_NOT_OF_A_KIND = "calendar|leap|election|record|new|old|whole|full|past|last|next|previous|same"
_YEARLY = "season|model|vintage|edition|budget|class|cohort|intake|crop|harvest"
YEAR_BEHIND = re.compile(
    rf"(?:['’]s)?[\s-](?:(?!(?:{_NOT_OF_A_KIND})\b)(?P<of>[a-z]+)[\s-]years?\b|(?P<kind>{_YEARLY})\b)",
    re.IGNORECASE,
)
YEAR_BEFORE = re.compile(
    rf"\b(?:(?!(?:{_NOT_OF_A_KIND})\b)(?P<of>[a-z]+)[\s-]years?(?:\sof)?|(?P<short>fiscal|financial"
    rf"|tax)|(?P<kind>{_YEARLY})(?:\sof)?)\s$",
    re.IGNORECASE,
)
# No year but a count: 2000 people, 1900 more homes
THINGS = re.compile(r"\s(?:more |other )?(?!was |is |has )[a-z]+s\b|\speople\b")
# No year but a part of a name: Windows 2000
LABEL = re.compile(r"\b(?!(?:In|By|Since|The)\s$)[A-Z][\w.]*\s$")
# 9/11 attacks, 9/11 survivors
ATTACKS = re.compile(r"\W*(?:\w+ )?(?:terror|attack|surviv|victim|hijack)")
# about 2000; "about a year ago" has no day either
LOOSE = re.compile(
    r"\b(?:about|around|nearly|almost|more than|over|at least|less than|some|roughly)\s$",
    re.IGNORECASE,
)
