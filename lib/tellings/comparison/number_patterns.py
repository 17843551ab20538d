"""What a number looks like in a sentence, as patterns, and its value."""

import re

ONES = "one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1000,
    "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
_SHORT = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_VALUES: dict[str, float] = {"zero": 0, "half": 0.5}
_VALUES |= {word: at for at, word in enumerate(ONES + TEENS, start=1)}
_VALUES |= {word: 10 * at for at, word in enumerate(TENS, start=2)}
PARTS = {"half": 2, "halve": 2, "quarter": 4} | {
    word: at for at, word in enumerate(ORDINALS, start=1) if at > 2
}
CURRENCIES = {"$": "dollars", "US$": "dollars", "£": "pounds", "€": "euros", "¥": "yen"}
# What stands before a number that is not exact: it may be higher, or lower, or either.
AT_LEAST = "more than|at least|over|just over|well over|no less than|no fewer than"
AT_MOST = "less than|fewer than|at most|up to|no more than|as many as|as much as|under|just under"
ABOUT = "about|around|approximately|roughly|nearly|almost|close to|an estimated|some"
_SCALE = "|".join(SCALES)
_BELOW_100 = (
    rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(ONES)}))?|{'|'.join(TEENS)}|{'|'.join(ONES)})"
)
# two hundred and six, a hundred; half a million, half a dozen, a hundred thousand and twenty,
# two and a half million
_BELOW_1000 = rf"(?:(?:{_BELOW_100}|an?) hundred(?: (?:and )?{_BELOW_100})?|{_BELOW_100})"
_BIG = rf"(?:{_BELOW_1000}|an?)[ -](?:thousand|million|billion|trillion|dozen)"
_IN_WORDS = (
    rf"(?:half an? (?:{_SCALE})|(?:an? )?half[ -]dozen|{_BIG}(?: (?:and )?{_BIG}){{0,2}}(?: "
    rf"(?:and )?{_BELOW_1000})?|"
    rf"{_BELOW_1000}|zero)\b(?:[ -]and[ -]a[ -]half\b)?(?:[ -](?:million|billion|trillion)\b)?"
)
# 1,200, 46, 2.5 million, 5m. Up to 15 digits in a row: more are the number of an account or a card.
_IN_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,15})(?:\.\d+)?"
    rf"(?:[ -](?:{_SCALE})\b|(?:k|mn?|bn|tn)\b)?"
)
NUMBER = rf"(?:{_IN_DIGITS}|\b{_IN_WORDS})"
_MONEY = r"(?:US\$|[$£€¥])"
_PERCENT = r"(?P<percent>\s?%|[ -]per ?cent\b|[ -]percentage[ -]points?\b)?"
# Not in 5th, 10:30, 1.2.3, 9/11
_ENDS = r"(?![\w:]|[.,/]\d)"
_HIGH = rf"(?:{_MONEY})?(?P<high>{NUMBER}){_ENDS}{_PERCENT}"
_PLENTY = "tens|scores|dozens|hundreds|thousands|millions|billions"
_OWNER = r"(?:\b(?:the|an?|its|his|her|their|our|my|this|that|every|each|very)|['’]s)"
# Words whose number only says which one: "section 3 of the act", "Articles 5, 6 and 7", "#10".
_LISTED = r"s\.?\s(?:\d[\w.()-]*(?:,?\s(?:and|or|to|through)\s|,\s))*"
LABELLED = re.compile(
    r"(?:\b(?:(?i:article|(?:sub)?section|chapter|clause|(?:sub)?paragraph|page|title|resolution"
    r"|amendment|proposition|prop|rule|annex|appendix|footnote|phase|type|category|volume)"
    rf"|Route|Room|Flight|No(?=s?\.)|no(?=s?\.))(?:{_LISTED}|\.?\s)|[#§]\s?)$"
)
# So do these, but for a thing counted: "on day 3", not "on the third day 3 people died".
MAYBE_LABELLED = re.compile(
    r"\b(?:act|area|bill|bus|case|channel|count|day|decree|district|exhibit|exit|figure|flight"
    r"|floor|game|gate|grade|group|item|lane|law|lesson|level|line|lot|measure|model|number|order"
    r"|part|pier|platform|precinct|question|room|round|route|scene|schedule|seat|size|stage|step"
    r"|suite|table|terminal|tier|track|train|unit|version|ward|week|zone)\s$",
    re.IGNORECASE,
)
_FORMS = (  # in this order: what an earlier one has taken, a later one leaves alone
    (
        "part",
        rf"\b(?P<above>an?|{'|'.join(ONES)})[ -](?P<below>{'|'.join(PARTS)})s?(?= (?:of"
        r"|majority|vote)\b)",
    ),
    ("part", r"\b(?P<above>)(?P<below>half)(?= (?:of|the|its|their)\b)"),
    ("vague", rf"\b(?:(?:tens|scores|dozens|hundreds) of )?(?:{_PLENTY})(?= of\b)"),
    ("ordinal", r"(?<![\w-])(?P<digits>\d{1,15})(?:st|nd|rd|th)\b(?!-)"),
    ("ordinal", rf"{_OWNER} (?P<word>{'|'.join(ORDINALS)})\b(?:-ever\b)?(?!-)"),
    ("range", rf"\bbetween (?P<money>{_MONEY})?(?P<low>{NUMBER}) and {_HIGH}"),
    (
        "range",
        rf"(?<![\w.,:/-])(?P<money>{_MONEY})?(?P<low>{NUMBER})(?P<join>(?<=\d)[-–](?=[\d$£€])| to "
        rf"| or ){_HIGH}",
    ),
    ("count", rf"(?<![\w.,:/’'-])(?P<money>{_MONEY} ?)?(?P<low>{NUMBER}){_ENDS}{_PERCENT}"),
)
PATTERNS = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _FORMS]


def number_value(words: str) -> float | None:
    """The value of a number in digits or words; None where it is none.

    >>> [number_value(words) for words in ("forty-six", "1,200", "a dozen", "2.6 trillion",
    ...     "two-and-a-half", "a")]
    [46, 1200, 12, 2600000000000, 2.5, None]
    """
    pieces = [
        piece
        for piece in re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", words.lower())
        if piece not in ("a", "an", "and")
    ]
    total = part = 0.0
    for piece in pieces:
        if scale := SCALES.get(piece) or _SHORT.get(piece):
            part = (part or 1) * scale
            total, part = (total, part) if scale <= 100 else (total + part, 0.0)
        elif piece[0].isdigit():
            part += float(piece.replace(",", ""))
        elif piece in _VALUES:
            part += _VALUES[piece]
        else:
            return None
    return plain(total + part) if pieces else None


def plain(value: float) -> float:
    value = round(value, 6)
    return int(value) if value == int(value) else value
