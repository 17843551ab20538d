"""Text split into sentences, clauses and words, each with its place."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate, pairwise

Span = tuple[int, int]
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060"
_ACCENTS = "\u0300-\u036f"  # written behind their letter: re\u0301sume\u0301 is one word
_IN_WORD = rf"[\w{INVISIBLE}{_ACCENTS}]*"
WORD = re.compile(
    r"(?<!\w)[A-Za-z](?:\+\+?|#)(?!\w)"  # C++, C#, A+; but the word of Disney+ is Disney
    rf"|[^\W_]{_IN_WORD}(?:(?:[.'’\-‐‑]|(?<=\d),(?=\d))\w{_IN_WORD})*"
)
_CLOSING = "\"'”’»)\\]"
# One or more marks, a closing quotation mark, a space, and what follows: late.” She
_BREAK = re.compile(
    rf"(?:(?<![.!?])[.!?]+|…)(?P<closed>[{_CLOSING}]|'')*(?P<gap>\s+)(?=(?P<next>[\"'“‘«(\[`]*\w))"
)
# The word before a full stop; initials: U.S, J, e.g
_LAST_WORD = re.compile(r"[\w.'’-]*$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Z]$|(?:[A-Za-z]\.)+[A-Za-z]$")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col maj capt lt sgt cpl adm cmdr brig sen sens rep reps gov pres rev fr "
    "hon insp supt det cllr st mt ft jr sr messrs jan feb mar apr jun jul aug sep sept oct nov dec "
    "no nos vs etc inc ltd co corp dept univ approx est fig vol ave blvd".split()
)
_MAY_END_A_SENTENCE = frozenset("jr sr inc ltd co corp etc".split())
# What begins a sentence behind an abbreviation that may end one: "to the U.S. The ship".
_STARTERS = frozenset(
    "the a an this that these those it he she they we i you in on at but and or so as for from "
    "after before when while if his her its their our there here what who how why meanwhile "
    "however under according some many most both".split()
)
# “Will it last?” the mayor of Oslo asked. One sentence, for all the mark in it.
_ASKED = re.compile(
    r"(?:\s*[\w.'’-]+){0,4}?\s(?:said|says|asked|asks|added|wrote|told|cried|shouted|replied"
    r"|demanded)\b"
)


class Stretches:
    """Stretches of a text, looked up by halving; they may overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)
        self.furthest = list(accumulate((end for _, end in self.spans), max))

    def touching(self, span: Span) -> list[Span]:
        """Those that have a character of this one, in the order of the text."""
        first, last = bisect_right(self.furthest, span[0]), bisect_left(self.spans, (span[1], 0))
        return [one for one in self.spans[first:last] if one[1] > span[0]]


def split_words(text: str) -> list[Span]:
    """Start and end of each word; hyphens, apostrophes and points inside a word do not part it.

    >>> text = "Kim's ministry, 1,200 km away"
    >>> [text[start:end] for start, end in split_words(text)]
    ["Kim's", 'ministry', '1,200', 'km', 'away']
    """
    return [match.span() for match in WORD.finditer(text)]


def split_sentences(text: str) -> list[Span]:
    """Start and end of each sentence of a paragraph; abbreviations, initials and U.S. end none.

    >>> text = 'Mr. Kim met U.S. officials on Nov. 23. "Will it last?" he asked.'
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Mr. Kim met U.S. officials on Nov. 23.', '"Will it last?" he asked.']
    """
    edges = [0]
    for found in _BREAK.finditer(text):
        if _ends_sentence(text, found):
            edges += [found.start("gap"), found.end("gap")]
    edges.append(len(text))
    trimmed = (_trim(text, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return [span for span in trimmed if span[0] < span[1]]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    upcoming = found["next"][-1]
    if upcoming.islower() or "\n\n" in found["gap"]:
        return not upcoming.islower()
    if found["closed"]:
        behind = found.end("gap")
        return text[found.start()] in ".…" or not _ASKED.match(text, behind, behind + 90)
    if text[found.start()] != ".":
        return True
    window = text[max(0, found.start() - 30) : found.start()]
    last = _LAST_WORD.search(window)[0]  # type: ignore[index]
    return _ends_after(last, text, found)


def _ends_after(last: str, text: str, found: re.Match[str]) -> bool:
    """Whether a full stop after this word ends the sentence, or only the abbreviation."""
    abbreviation = last.lower().rstrip(".")
    if abbreviation == "no":
        return not found["next"].isdigit()
    if abbreviation in _ABBREVIATIONS and abbreviation not in _MAY_END_A_SENTENCE:
        return False
    if abbreviation in _MAY_END_A_SENTENCE or _INITIALS.fullmatch(last):
        upcoming = WORD.match(text, found.end("next") - 1)
        return len(last) > 1 and upcoming is not None and upcoming[0].lower() in _STARTERS
    return True


_CLAUSE_END = re.compile(r"[,;:—)]+\s+|\s--\s+")
_PHRASE_END = re.compile(
    rf"{_CLAUSE_END.pattern}|\s(?=(?:and|or|but|which|who|that|while|when|after|before|because|as"
    r"|following|amid|including|despite|in|on|for|to|with|from|over|of|at|by|about|into|between"
    r"|against)\s)"
)


def split_clauses(text: str, stretch: Span, phrases: bool = False) -> list[Span]:
    """A stretch cut at sentence ends, commas, colons, dashes; phrases also before prepositions.

    >>> text = "On Tuesday, he saw a ship. It had sunk."
    >>> [text[start:end] for start, end in split_clauses(text, (0, 39))]
    ['On Tuesday, ', 'he saw a ship.', 'It had sunk.']
    """
    out: list[Span] = []
    ends = _PHRASE_END if phrases else _CLAUSE_END
    for start, end in split_sentences(text[slice(*stretch)]):
        start, end = stretch[0] + start, stretch[0] + end
        out += pairwise([start, *(cut.end() for cut in ends.finditer(text, start, end)), end])
    return [(start, end) for start, end in out if start < end]
