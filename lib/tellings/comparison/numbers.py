"""Numbers in a sentence, in digits and in words, with what they count."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tellings.actors.lists import nouns
from tellings.comparison.number_patterns import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    CURRENCIES,
    LABELLED,
    MAYBE_LABELLED,
    NUMBER,
    ORDINALS,
    PARTS,
    PATTERNS,
    SCALES,
    number_value,
    plain,
)
from tellings.text.forms import stop_words, verb_forms
from tellings.text.splitting import WORD, Span

# about 50, more than a dozen
_APPROXIMATED = re.compile(
    rf"\b({AT_LEAST}|{AT_MOST}|{ABOUT}|as few as)\s(?:the\s|an?\s)?$", re.IGNORECASE
)
_CLOCK = re.compile(r"\s*(?:[ap]\.?m\b|o['’]clock\b)", re.IGNORECASE)
# 6-3 ruling, 52-48 vote
_VOTE = re.compile(r"\s(?:vote|majority|decision|ruling|margin|victory|win|loss|defeat|split)\b")
# 46-seat, four-year-old
_HYPHENED = re.compile(r"-([a-z]+)(-old)?\b", re.IGNORECASE)
_NOT_LABEL = "|".join(
    "In At On By For From Of With The And Some About Nearly Over More Only But When While After "
    "Before As To".split()
)
# Park 51, Apollo 11; but not the first word of a sentence, nor In 51 towns
_LABEL = re.compile(rf"(?<=[\w.,;:'’\"”)] )(?!(?:{_NOT_LABEL})\s)[A-Z][\w.]*\s$")
_AGED = re.compile(r"[^\W\d]\S*, $")  # "Ann Lee, 46, said"
# no one, that one; at one: the hour
_NO_COUNT = re.compile(
    r"\b(?:no|any|every|the|this|that|which|each|as|other|another|at)\s$", re.IGNORECASE
)
# four of the 46 women: what is counted stands behind the second number
_OF = re.compile(
    rf"\s+of\s+(?:(?:the|these|those|its|his|her|their|our|all)\s+)?(?:{NUMBER}(?=\s))?",
    re.IGNORECASE,
)
_PLURALS = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet",
    "life": "lives",
}  # fmt: skip
_TIME = frozenset("seconds minutes hours days weeks months years decades".split())
_MODIFIERS = frozenset("more other such same additional".split())
RANGE = "from the one to the other"  # the basis of a value "low/high"
_REACH = 5  # words from a number to the noun it counts
_NEAR = 60  # characters before a number, which have room for the longest name that it could end


class Number(NamedTuple):
    """A number as printed, its value, what it counts, and how exact the text says it is."""

    start: int
    end: int
    value: float | str | None
    counts: str
    approx: str
    basis: str


def plural(noun: str) -> str:
    """A noun in the plural, roughly: what a number counts, under one form.

    >>> [plural(noun) for noun in ("seat", "country", "person", "sailors", "inch")]
    ['seats', 'countries', 'people', 'sailors', 'inches']
    """
    if noun in _PLURALS or is_plural(noun):
        return _PLURALS.get(noun, noun)
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def is_plural(word: str) -> bool:
    """Whether a word has the form of a plural, as far as its ending tells."""
    ends = word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
    regular = ends and len(word) > 3 and word not in nouns("singular")
    return regular or word in nouns("plural")


def find_numbers(text: str, taken: Sequence[Span] = ()) -> list[Number]:
    """The numbers of one sentence, with what they count, from left to right; no two overlap.

    Left out are times of day, and numbers that are part of a name (Article 1, F-16).

    Args:
        text: the sentence.
        taken: stretches that are something else, such as dates.

    >>> [(one.value, one.counts, one.approx) for one in find_numbers(
    ...     "More than 46 sailors and four of the women died.")]
    [(46, 'sailors', 'more than'), (4, 'women', '')]
    """
    free = bytearray(b"\1") * len(text)
    for start, end in taken:
        free[start:end] = bytes(end - start)
    found = []
    for form, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = _span(match)
            if all(free[start:end]) and (number := _READERS[form](match, text)):
                free[start:end] = bytes(end - start)
                found.append(number)
    return _without_overlap(text, sorted(found), taken)


def _span(match: re.Match[str]) -> Span:
    """Where the number stands, without "the" before an ordinal and without "between"."""
    groups = match.groupdict()
    first = next((name for name in ("word", "money", "low") if groups.get(name)), 0)
    return match.start(first), match.end()


def _part(match: re.Match[str], text: str) -> Number | None:
    value = f"{number_value(match['above']) or 1:g}/{PARTS[match['below'].lower()]}"
    counts, end = _counted(text, match.end(), many=True)
    return Number(match.start(), end, value, counts, _approx(text, match.start()), "a part")


def _vague(match: re.Match[str], text: str) -> Number | None:
    counts, end = _counted(text, match.end(), many=True)
    if not counts:
        return None
    return Number(match.start(), end, None, counts, match[0].lower(), "no number is given")


def _ordinal(match: re.Match[str], text: str) -> Number | None:
    start, groups = _span(match)[0], match.groupdict()
    value = groups.get("digits") or ORDINALS.index(groups["word"].lower()) + 1
    counts, end = _counted(text, match.end(), many=False)
    number = int(value)
    if not counts or counts in nouns("unordered"):
        return None
    ending = 0 if number % 100 in (11, 12, 13) else number % 10
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(ending, "th")
    return Number(start, end, f"{number}{suffix}", counts, "", "place in an order")


def _range(match: re.Match[str], text: str) -> Number | None:
    low, high = number_value(match["low"]) or 0, number_value(match["high"]) or 0
    start, join = _span(match)[0], match.groupdict().get("join", " and ")
    if _CLOCK.match(text, match.end()) or _before(LABELLED, text, start):
        return None
    votes = _VOTE.match(text, match.end()) or text.endswith("voted ", 0, start)
    if join != " or " and (votes or (low > high and join in "-–")):
        what = "votes" if votes else ""
        return Number(start, match.end(), f"{low}-{high}", what, "", "two sides")
    scale = SCALES.get(match["high"].lower().split()[-1], 1)
    low = low * scale if low * scale < high else low
    if low >= high:
        return None
    counts, end = _units(match, text)
    return Number(start, end, f"{plain(low)}/{plain(high)}", counts, _approx(text, start), RANGE)


def _count(match: re.Match[str], text: str) -> Number | None:
    start, words, value = match.start(), match["low"], number_value(match["low"]) or 0
    counts, end = _units(match, text)
    behind, two_digits = text[match.end() : match.end() + 4], re.fullmatch(r"\d\d", words)
    if two_digits and behind.startswith(",") and _before(_AGED, text, start):
        return Number(start, match.end(), value, "years old", "", "the age behind a name")
    if _CLOCK.match(text, match.end()) or (not counts and (value == 0 or behind.startswith("-"))):
        return None
    if not match["money"] and _is_label(text, start, counts):
        return None  # "Article 1", "Park 51", "phase two"
    if words[0].isalpha():
        name = words[0].isupper() and text[max(0, start - 2) : start].strip(" \"'“‘(—–-")
        somebody = not counts or _before(_NO_COUNT, text, start) or behind == " of "
        if name or (value == 1 and somebody):
            return None  # "Big Ten"; "no one", "one of them"
    approx = _approx(text, start)
    during = approx in ("over", "under") and (counts in _TIME or value < 10)
    return Number(start, end, value, counts, "" if during else approx, "")


def _is_label(text: str, start: int, counts: str) -> bool:
    """Whether a number only says which of several things is meant."""
    if counts == "percent" or is_plural(counts):
        return bool(_before(LABELLED, text, start))
    named = text[start].isdigit() and _before(_LABEL, text, start)
    return bool(named or any(_before(one, text, start) for one in (LABELLED, MAYBE_LABELLED)))


def _units(match: re.Match[str], text: str) -> tuple[str, int]:
    """What a number counts, and where its words end: money, per cent, or the noun behind it."""
    value = number_value(match["low"])
    if match["money"]:
        return CURRENCIES[match["money"].strip().upper()], match.end()
    if percent := match["percent"]:
        what = "percentage points" if "point" in percent.lower() else "percent"
        return what, match.end()
    if hyphened := _HYPHENED.match(text, match.end()):
        noun = hyphened[1].lower()
        if noun in nouns("unit") or match["low"][0].isdigit():
            return ("years old" if hyphened[2] else plural(noun)), hyphened.end()
        return "", match.end()
    counts, end = _counted(text, match.end(), many=value != 1)
    if counts == "years" and (old := re.match(r"\sold\b", text[end : end + 4])):
        return "years old", end + old.end()
    return counts and plural(counts), end


def _counted(text: str, at: int, many: bool) -> tuple[str, int]:
    """The noun that a number counts, in small letters, and its end: the last plural or word."""
    of = _OF.match(text, at)
    head, end, many = "", at, many or bool(of)
    for word, start, stop in _following(text, of.end() if of else at):
        if many and is_plural(word):
            head, end = word, stop
        elif many and head:
            break
        elif not many and word not in _MODIFIERS:
            if head and _ends_noun(text, word, start, end):
                break
            head, end = word, stop
    return head, end


def _ends_noun(text: str, word: str, start: int, end: int) -> bool:
    """Whether a word behind a singular noun is a verb, or only one of the two is a name."""
    if word.endswith(("ed", "ing")) or word in verb_forms():
        return True
    return text[max(0, end - 30) : end].split()[-1][0].isupper() != text[start].isupper()


def _following(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """The next few words, a space between them, up to a function word or another number."""
    for _ in range(_REACH):
        match = WORD.match(text, at + text.startswith(" ", at))
        if not match or " " not in text[max(0, at - 1) : at + 1]:
            return
        word = match[0].lower()
        little = word in stop_words() and word not in _MODIFIERS
        if little or word[0].isdigit() or number_value(word) is not None:
            return
        yield word, match.start(), match.end()
        at = match.end()


def _before(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """What stands before a number; only near it, for a sentence may hold thousands of numbers.

    Nothing told of a number stands between it and another: "12 345 678".
    """
    if text[start - 1 : start] == " " and text[max(0, start - 2) : start - 1].isdigit():
        return None
    return pattern.search(text, max(0, start - _NEAR), start)


def _approx(text: str, start: int) -> str:
    found = _before(_APPROXIMATED, text, start)
    return found[1].lower() if found else ""


def _without_overlap(text: str, found: list[Number], taken: Sequence[Span]) -> list[Number]:
    """Each cut before the next number or date, for the noun counted may lie beyond it."""
    edges = sorted([one.start for one in found] + [start for start, _ in taken] + [len(text)])
    ends = (min(one.end, edges[bisect_left(edges, one.start + 1)]) for one in found)
    printed = (
        re.sub(r"\s+(?:of(?:\s+\w+)?\s+)?$", "", text[one.start : end])
        for one, end in zip(found, ends, strict=True)
    )
    return [
        one._replace(end=one.start + len(words)) for one, words in zip(found, printed, strict=True)
    ]


_READERS = {"part": _part, "vague": _vague, "ordinal": _ordinal, "range": _range, "count": _count}
