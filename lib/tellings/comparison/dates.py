"""Dates in a sentence; those without a year or a day are worked out from the day of publication."""

import re
from collections.abc import Iterable
from datetime import date

from tellings.comparison.date_patterns import BETWEEN, PATTERNS, VERB, YEAR_BEFORE, YEAR_BEHIND
from tellings.comparison.date_readers import CLOSE, COMING, READERS, Date, Found, month_number
from tellings.text.forms import stop_words, verb_forms


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
    days = (_parts(match) for text in texts for match in PATTERNS["day"].finditer(text))
    years = {
        (month_number(one["month"][0]), int(one["day"][0])): int(one["year"][0])
        for one in days
        if "year" in one
    }
    out: list[list[Date]] = []
    for text in texts:
        out.append([])
        matches = _matches(text)
        tenses = _tenses(text, [match.start() for _, match in matches])
        for (rule, match), tense in zip(matches, tenses, strict=True):
            found = Found(text, *match.span(), published, before, years, *tense, _parts(match))
            if reading := _reading(rule, found):
                out[-1].append(Date(*match.span(), *reading, _kind_of_year(found, reading[0])))
                before = reading[0] or before
    return out


def _reading(rule: str, found: Found) -> tuple[str | None, str] | None:
    try:
        return READERS[rule](found)
    except (OverflowError, ValueError):  # "last week", published on 1 January of the year 1
        return None, f"{found.words}: outside of the years 1 to 9999"


def _kind_of_year(found: Found, value: str | None) -> str:
    """What year one is that need not begin in January, "tax year"; "" for all other dates."""
    if not value or not re.fullmatch(r"\d{4}(?:/\d{4})?", value):
        return ""
    for kind in (YEAR_BEHIND.match(found.text, found.end), YEAR_BEFORE.search(found.left)):
        parts = kind.groupdict() if kind else {}
        of = (parts.get("of") or parts.get("short") or "").lower()
        if parts.get("kind") or (of and of not in stop_words()):
            return f"{of} year" if of else str(parts["kind"]).lower()
    return ""


def _matches(text: str) -> list[tuple[str, re.Match[str]]]:
    free, found = bytearray(b"\1") * len(text), []
    for rule, pattern in PATTERNS.items():
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
    found = VERB.finditer(text) if starts else ()
    verbs = [(match.start(), tense) for match in found if (tense := _tense(match))]
    out, at = [], 0
    for start in starts:
        while at < len(verbs) and verbs[at][0] < start:
            at += 1
        verb, tense = verbs[at - 1] if at else verbs[0] if verbs else (start, "")
        tense = "future" if COMING.search(text, max(0, start - 30), start) else tense
        out.append((tense, start - CLOSE < verb < start and not BETWEEN.search(text, verb, start)))
    return out


def _tense(match: re.Match[str]) -> str:
    word, before = match["word"], match.string[max(0, match.start() - 4) : match.start()]
    if not word:
        return "present" if match["present"] else "future"
    if word.endswith("ed") and len(word) > 4:
        noun = word.endswith(("eed", "hundred")) or re.search(r"\b(?:an?|the) $", before)
        return "" if noun else "past"  # they agreed; but: need, a hundred, the injured
    past = word in ("was", "were", "had", "did") or verb_forms().get(word, word) != word
    return "past" if past else ""
