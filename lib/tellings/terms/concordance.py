"""A concordance: every place where a term stands, with the words around it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.text.layers import layer
from tellings.text.search import TermFinder
from tellings.text.splitting import split_sentences
from tellings.text.tokens import body_words

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
            American spelling, within one sentence ("cease-fire", "ceasefire" and "cease fire" are
            three terms: give all three); or a compiled regular expression, found in the text as
            printed, within one paragraph.
        width: how many characters or words of the paragraph to show on each side.
        unit: "characters", "words", or "sentence" (all of the sentence, whatever the width).
        sort: by which words to sort, as in AntConc: "1R 2R 3R" by the first word to the right, then
            the second and the third; "1L" by the first to the left, "0" by the match. Left out, the
            lines are in the order of the text.

    Returns:
        A layer, one row a place: article, start, end, paragraph, term (which of the terms), left,
        match, right.

    Raises:
        ValueError: a term names no word, or unit or sort is not one of these.

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
    lines = [line for article in story for line in _lines(article, several, width, unit, keys)]
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


def _lines(
    article: Article, terms: Sequence[Term], width: int, unit: str, keys: Sequence[int]
) -> Iterator[tuple[Any, ...]]:
    """The lines of one article, each with what to sort it by at its end."""
    text, paragraphs, words = article.text, article.paragraphs, body_words(article)
    starts, ends, norms = (words[name].tolist() for name in ("start", "end", "norm"))
    spans = (
        [(p + a, p + b) for p, q in paragraphs for a, b in split_sentences(text[p:q])]
        if unit == "sentence"
        else []
    )
    for (start, end), term in sorted(_places(article, words, terms).items()):
        number = bisect_right(paragraphs, (start, len(text)))
        first, last = paragraphs[number - 1]
        lowest, before = bisect_left(starts, first), bisect_right(ends, start)
        after, highest = bisect_left(starts, end), bisect_right(ends, last)
        if unit == "characters":
            a, b = start - width, end + width
        elif unit == "words":
            a = min([start, *starts[max(lowest, before - width) : before]])
            b = max([end, *ends[after : min(highest, after + width)]])
        else:
            a = spans[max(0, bisect_right(spans, (start, len(text))) - 1)][0]
            b = spans[min(len(spans) - 1, bisect_left(spans, end, key=itemgetter(1)))][1]
        a, b = max(first, min(a, start)), min(last, max(b, end))
        by = [
            _key(
                key,
                norms[max(lowest, before - 9) : before],
                norms[after : min(highest, after + 9)],
                text[start:end],
            )
            for key in keys
        ]
        yield article.id, start, end, number, term, text[a:start], text[start:end], text[end:b], by


def _key(key: int, left: Sequence[str], right: Sequence[str], match: str) -> str:
    """The match, or the word so many places to its left or right; "" past the paragraph's end."""
    if key == 0:
        return match.casefold()
    side = left[::-1] if key < 0 else right
    return side[abs(key) - 1] if abs(key) <= len(side) else ""


def _places(
    article: Article, words: pd.DataFrame, terms: Sequence[Term]
) -> dict[tuple[int, int], str]:
    """Start and end of each place, with the term that stands there."""
    out: dict[tuple[int, int], str] = {}
    for pattern in (one for one in terms if isinstance(one, re.Pattern)):
        for first, last in article.paragraphs:
            matches = (
                found.span() for found in pattern.finditer(article.text[first:last]) if found[0]
            )
            out |= {(first + a, first + b): pattern.pattern for a, b in matches}
    finder = TermFinder(one for one in terms if isinstance(one, str))
    starts, ends = words["start"].tolist(), words["end"].tolist()
    return out | {
        (starts[first], ends[last - 1]): term for term, first, last in found_among(words, finder)
    }


def found_among(words: pd.DataFrame, finder: TermFinder) -> list[tuple[str, int, int]]:
    """The terms in an article's sentences: term, its first row of `body`, and one past its last."""
    norms, sentence = words["norm"].tolist(), words["sentence"].tolist()
    out = []
    for _, rows in groupby(range(len(norms)), key=sentence.__getitem__):
        numbers = list(rows)
        hits = finder.find([norms[at] for at in numbers])
        out += [(hit.term, numbers[hit.first], numbers[hit.last - 1] + 1) for hit in hits]
    return out
