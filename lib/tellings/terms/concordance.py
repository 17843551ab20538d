"""A concordance: every place where a term stands, with the words around it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from tellings.articles.story import Story
from tellings.text.forms import normal_form, normal_forms
from tellings.text.layers import layer
from tellings.text.search import TermFinder
from tellings.text.splitting import WORD, split_sentences, split_words

Term = str | re.Pattern[str]
UNITS = ("characters", "words", "sentence")
_SORT_KEY = re.compile(r"([1-9])([LR])|0")


@layer()
def kwic(
    story: Story,
    terms: Term | Iterable[Term],
    width: int = 45,
    unit: str = "characters",
    sort: str = "",
) -> pd.DataFrame:
    """The concordance: every place of a term in the body, with its surroundings (key word in
    context).

    Args:
        story: the articles.
        terms: a word, a wildcard ("sink*"), a phrase, or several of them, found in British and
            American spelling and with or without points ("US-led", "U.S.-led"), within one sentence
            ("cease-fire", "ceasefire" and "cease fire" are three terms: give all three); or a
            compiled regular expression, found in the text as printed, within one paragraph.
        width: how many characters or words of the paragraph to show on each side.
        unit: "characters", "words", or "sentence" (all of the sentence, whatever the width).
        sort: by which words to sort, as in AntConc: "1R 2R 3R" by the first word to the right, then
            the second and the third; "1L" by the first to the left, "0" by the match. Left out, the
            lines are in the order of the text.

    Returns:
        A layer, one row a place: article, start, end, paragraph, term (which of the terms), left,
        match, right.

    Raises:
        ValueError: a term names no word, or is a regular expression that is not compiled, or unit
            or sort is not one of these.

    >>> article = Story.of("The ship was sunk in March. It sank at once, he said.")
    >>> kwic(article, "sunk", width=12)[["left", "match", "right"]].values.tolist()
    [['he ship was ', 'sunk', ' in March. I']]
    >>> lines = kwic(article, ["sunk", "sank"], width=2, unit="words", sort="1R")
    >>> lines[["left", "match", "right"]].values.tolist()
    [['March. It ', 'sank', ' at once'], ['ship was ', 'sunk', ' in March']]
    """
    if unit not in UNITS:
        raise ValueError(
            f"unit is {', '.join(map(repr, UNITS[:-1]))} or {UNITS[-1]!r}, not {unit!r}"
        )
    keys = _sort_keys(sort)
    several = [terms] if isinstance(terms, str | re.Pattern) else list(terms)
    finder = TermFinder(one for one in several if isinstance(one, str))
    patterns = [one for one in several if isinstance(one, re.Pattern)]
    promising = Promising(finder)
    lines = [
        (article.id, *line)
        for article in story
        for number, (first, last) in enumerate(article.paragraphs, start=1)
        if patterns or promising.paragraph(article.text[first:last])
        for line in _Paragraph(article.text, first, last, number).lines(
            finder, patterns, width, unit, keys
        )
    ]
    if keys:
        lines.sort(key=lambda line: line[-1])
    columns = ["article", "start", "end", "paragraph", "term", "left", "match", "right"]
    return pd.DataFrame([line[:-1] for line in lines], columns=columns)


def _sort_keys(sort: str) -> list[int]:
    """The words to sort by: 2 for 2R, -1 for 1L, 0 for the match."""
    found = [_SORT_KEY.fullmatch(key) for key in sort.upper().replace(",", " ").split()]
    if not all(found):
        raise ValueError(
            f"sort: {sort!r} is not words such as '1L', '2R' or '0' with spaces between"
        )
    return [int(key[1] or 0) * (-1 if key[2] == "L" else 1) for key in found if key]


class _Paragraph:
    """A paragraph with its words, sentence by sentence."""

    def __init__(self, text: str, first: int, last: int, number: int) -> None:
        self.text, self.first, self.last, self.number = text, first, last, number
        stretch = text[first:last]
        self.sentences = [(first + a, first + b) for a, b in split_sentences(stretch)]
        words = [split_words(text[p:q]) for p, q in self.sentences]
        self.sizes = [len(some) for some in words]
        starts = (p for p, _ in self.sentences)
        self.words = [
            (p + a, p + b) for p, some in zip(starts, words, strict=True) for a, b in some
        ]
        self.norms = [
            norm
            for (p, q), some in zip(self.sentences, words, strict=True)
            for norm in normal_forms(text[p:q], some)
        ]

    def lines(
        self,
        finder: TermFinder,
        patterns: Sequence[re.Pattern[str]],
        width: int,
        unit: str,
        keys: Sequence[int],
    ) -> Iterator[tuple[Any, ...]]:
        """The lines of the concordance, each with what to sort it by at its end."""
        text = self.text
        for (start, end), term in sorted(self._places(finder, patterns).items()):
            before = bisect_right(self.words, start, key=itemgetter(1))
            after = bisect_left(self.words, end, key=itemgetter(0))
            a, b = self._around(start, end, before, after, width, unit)
            left, right = self.norms[max(0, before - 9) : before], self.norms[after : after + 9]
            by = [_key(key, left, right, text[start:end]) for key in keys]
            shown = (text[a:start], text[start:end], text[end:b])
            yield start, end, self.number, term, *shown, by

    def _around(
        self, start: int, end: int, before: int, after: int, width: int, unit: str
    ) -> tuple[int, int]:
        """From where to where to show what stands around a place."""
        if unit == "characters":
            a, b = start - width, end + width
        elif unit == "words":
            a = min([start, *(first for first, _ in self.words[max(0, before - width) : before])])
            b = max([end, *(last for _, last in self.words[after : after + width])])
        else:
            spans, past = self.sentences, len(self.text)
            a = spans[max(0, bisect_right(spans, (start, past)) - 1)][0]
            b = spans[min(len(spans) - 1, bisect_left(spans, end, key=itemgetter(1)))][1]
        return max(self.first, min(a, start)), min(self.last, max(b, end))

    def _places(
        self, finder: TermFinder, patterns: Sequence[re.Pattern[str]]
    ) -> dict[tuple[int, int], str]:
        """Start and end of each place, with the term that stands there."""
        out: dict[tuple[int, int], str] = {}
        for pattern in patterns:
            matches = pattern.finditer(self.text[self.first : self.last])
            spans = (found.span() for found in matches if found[0])
            out |= {(self.first + a, self.first + b): pattern.pattern for a, b in spans}
        at = 0
        for size in self.sizes:
            for term, first, last in finder.find(self.norms[at : at + size]):
                out[self.words[at + first][0], self.words[at + last - 1][1]] = term
            at += size
        return out


def _key(key: int, left: Sequence[str], right: Sequence[str], match: str) -> str:
    """The match, or the word so many places to its left or right; "" past the paragraph's end."""
    if key == 0:
        return match.casefold()
    side = left[::-1] if key < 0 else right
    return side[abs(key) - 1] if abs(key) <= len(side) else ""


class Promising(dict[str, bool]):
    """Whether a term may begin in a stretch without a space, remembered, as such stretches recur.

    No word spans a space, so paragraphs without such a stretch need not be taken apart.
    """

    def __init__(self, finder: TermFinder) -> None:
        self._finder = finder

    def __missing__(self, piece: str) -> bool:
        words = WORD.findall(piece)
        forms = {normal_form(form) for word in words for form in (word, word.lower())}
        self[piece] = any(map(self._finder.begins, forms))
        return self[piece]

    def paragraph(self, text: str) -> bool:
        return any(map(self.__getitem__, text.split()))


def found_among(words: pd.DataFrame, finder: TermFinder) -> list[tuple[str, int, int]]:
    """The terms in an article's sentences: term, its first row of `body`, and one past its last."""
    norms, sentence = words["norm"].tolist(), words["sentence"].tolist()
    out = []
    for _, rows in groupby(range(len(norms)), key=sentence.__getitem__):
        numbers = list(rows)
        hits = finder.find([norms[at] for at in numbers])
        out += [(hit.term, numbers[hit.first], numbers[hit.last - 1] + 1) for hit in hits]
    return out
