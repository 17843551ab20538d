"""Words with a capital letter that belong together: where a text may name somebody or something."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tellings.actors.lists import CALENDAR_WORDS, HEADS, PARTIES, TITLES, is_title
from tellings.text.forms import normal_form, stop_words
from tellings.text.splitting import WORD, Span, split_sentences

# Words as `WORD` has them, but small ones between spaces, which are most, only before another.
_CAPITAL_WORD = re.compile(rf"(?:[a-z]+,?\s)*({WORD.pattern})")
_FAR = 16  # characters between two words that are no longer one name: " della della " has 13
_OF = re.compile(r"\sof(?:\sthe)?\s")
# "J. Edgar", "Leonardo da Vinci", "Georges de la Tour", "AT & T"
_BETWEEN = re.compile(
    r"\.?\s|\s(?:(?:de|del|della|di|da|du|van|von|der|den|bin|ibn|al|el|la|le)\s){1,2}|\s?&\s?"
)
# James “Sonny” Crocker: one name
_NICKNAMED = re.compile(r"[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3}\s[“\"‘(][A-Z][\w’'-]*[”\"’)]\s[A-Z]")
_NICKNAME_MARKS = frozenset([" “", ' "', " ‘", " (", "” ", '" ', "’ ", ") "])
# "Health and Human Services", "Center for American Progress": where a head ("Center") is among them
_LONG_NAME = re.compile(r"\s(?:and|for|on|on the|for the|in the)\s")
_LISTED = re.compile(r"\s(?:of|for|on)\s")
_POSSESSIVES = ("'s", "’s", "'", "’")
# "Seoul-based", "Obama-era": the name is the first part
_COMPOUND = re.compile(
    r"-(?:area|based|led|style|era|born|backed|controlled|run|owned|made|trained|funded|wide)$"
)
_TAIL = re.compile(r"-[a-z]\w{2,}$")
# "pro-Seoul": the name is the second part
_PREFIX = re.compile(r"(?:pro|anti|ex|non|mid|post|pre|un|trans|inter)-(?=[A-Z])")
_OPENING = re.compile(r"[“‘\"'`\[:]\s*$")
_OPENERS = frozenset("today tonight tomorrow yesterday".split())
_OFFICES_OF = frozenset("secretary minister speaker chief".split())
# behind a name, and no part of it: Ann Lee MP
_BEHIND = frozenset("MP MEP MSP MLA TD QC KC OBE MBE CBE PhD MD RN JP DL".split())
# words with a capital that a line of names alone may have, a byline or the names under a picture
_LEAST = 4
# words of a name; the longest of some thousand articles, a headline, has 14, lists may have any
_LONGEST = 25
# "Senate Homeland Security and Governmental Affairs Committee"
_COMMITTEE = re.compile(r"(?:House|Senate)(?:\s[A-Z]\w+){1,3}\sand(?:\s[A-Z]\w+){1,3}\sCommittee\b")


class Name(NamedTuple):
    """A run of words with a capital: its place, its words, and whether it opens a sentence or
    quote.
    """

    start: int
    end: int
    text: str
    opens: bool
    words: tuple[str, ...]


def find_names(text: str) -> list[Name]:
    """Runs of words with a capital, in the order of the text.

    Function words, days and months never begin or end a run; one that ends in a possessive is
    complete. Lines among others in which every word has a capital are passed over, as headlines
    are. What is a name and what only opens a sentence is not decided here.

    >>> [name.text for name in find_names(
    ...     "On Monday, Robert Gates left for the Ministry of National Defense in Seoul.")]
    ['Robert Gates', 'Ministry of National Defense', 'Seoul']
    """
    return [
        name
        for line in re.finditer(r"[^\n]+", text)
        if line.span() == (0, len(text)) or not _in_title_case(line[0])
        for start, end in split_sentences(line[0])
        for run in _runs(text, line.start() + start, line.start() + end)
        if (name := _name(text, run, line.start() + start))
    ]


@lru_cache(maxsize=1 << 14)
def first_name(phrase: str) -> Name | None:
    """The first name in a phrase, which is kept: the same people speak again and again."""
    return next(iter(find_names(phrase)), None)


def _runs(text: str, start: int, end: int) -> Iterator[list[Span]]:
    """Words of a sentence with a capital that may be one name."""
    run: list[Span] = []
    for span in _capitals(text, start, end):
        if run and (len(run) == _LONGEST or not _joined(text, run, span)):
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _capitals(text: str, start: int, end: int) -> Iterator[Span]:
    for found in _CAPITAL_WORD.finditer(text, start, end):
        word = found.span(1)
        if text[word[0]].isupper():
            if normal_form(found[1]) not in CALENDAR_WORDS:
                yield word
        elif "-" in found[1] and (prefix := _PREFIX.match(text, *word)):  # "pro-Seoul"
            yield prefix.end(), word[1]


def _in_title_case(line: str) -> bool:
    """Whether every word but function words has a capital, as in headlines, where it tells
    nothing.
    """
    least, full = _LEAST if line[-1] not in ".!?\"”'’:" else 2 * _LEAST, 0
    for found in WORD.finditer(line):
        if not _is_stop(found[0]):
            if found[0][0].islower():
                return False
            full += 1
    return full > least


def _joined(text: str, run: Sequence[Span], span: Span) -> bool:
    between = text[run[-1][1] : min(span[0], run[-1][1] + _FAR)]
    if len(between) == _FAR:
        return False
    long, last = text[run[0][0] : run[-1][1]], text[slice(*run[-1])]
    compound = "-" in last and _COMPOUND.search(last)
    if compound or last.endswith(_POSSESSIVES) or (len(run) == 1 and _is_stop(last)):
        return False
    if between in _NICKNAME_MARKS:
        return bool(_NICKNAMED.match(text, run[0][0]))
    if _BETWEEN.fullmatch(between):
        return not (between[0] == "." and len(last) > 5)
    # "Sea of Japan", "Secretary of State", "Bureau of X", not "Senator Ann Lee of Utah"
    if _OF.fullmatch(between):
        titled = last.lower() in PARTIES or is_title(last, *TITLES, "position")
        alone = len(run) == 1 and not titled
        known = HEADS.search(last) or last.lower() in _OFFICES_OF
        return bool(known or alone or (HEADS.search(long) and _LISTED.search(long)))
    if between == " and " and not _LISTED.search(long):  # "Department of Health and Human Services"
        return len(run) > 1 and bool(_COMMITTEE.match(text[run[0][0] : span[1] + 40]))
    return bool(_LONG_NAME.fullmatch(between) and HEADS.search(long))


@lru_cache(maxsize=1 << 16)
def _is_stop(word: str) -> bool:
    return normal_form(word) in stop_words() and not (word.isupper() and len(word) > 1)


@lru_cache(maxsize=1 << 10)
def _opens(before: str) -> bool:
    """Whether a name behind these two characters opens a quotation."""
    return bool(_OPENING.search(before))


def _name(text: str, run: Sequence[Span], sentence: int) -> Name | None:
    first = run[0][0]
    opens = first == sentence or _opens(text[max(0, first - 2) : first])
    words = [text[a:b] for a, b in run]
    begin, stop = 0, len(run)
    while begin < stop and (_is_stop(words[begin]) or words[begin].lower() in _OPENERS):
        begin += 1
    while begin < stop and (
        _is_stop(words[stop - 1]) or (stop - begin > 2 and words[stop - 1] in _BEHIND)
    ):
        stop -= 1
    if begin == stop:
        return None
    last = _without_tail(words[stop - 1], stop - begin == 1)
    end = run[stop - 1][0] + len(last)
    start = run[begin][0]
    return Name(start, end, text[start:end], opens, (*words[begin : stop - 1], last))


@lru_cache(maxsize=1 << 16)
def _without_tail(word: str, alone: bool) -> str:
    if word.endswith(_POSSESSIVES):
        return word.removesuffix("s")[:-1]
    tail = (_TAIL if alone else _COMPOUND).search(word) if "-" in word else None
    return word[: tail.start()] if tail else word
