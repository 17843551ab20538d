"""Wording that articles share: copied prose, the same quoted statement, and mere formulas."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.attribution.stances import cue_stances
from tellings.comparison.common_words import terms
from tellings.text.forms import data_lines, normal_form, stem
from tellings.text.layers import layer
from tellings.text.quotations import quotations
from tellings.text.splitting import Span
from tellings.text.tokens import Word, words_of

_COLUMNS = "article start end other_article other_start other_end words text quoted formula".split()


class Tile(NamedTuple):
    """A run that two sequences share: where it begins in each, and how many words it has."""

    one: int
    other: int
    length: int


@layer()
def shared_wording(story: Story, least: int = 5) -> pd.DataFrame:
    """The runs of words that two articles have in common: a layer.

    Greedy string tiling (Wise 1993): the longest common run first, then the longest of what is
    left, no word used twice between two articles. Words are compared in normal form (small letters,
    one spelling); a run ends with its paragraph. Runs are looked up by their first words, so
    articles that share none cost nothing.

    Args:
        story: the articles; only their bodies are read.
        least: the fewest words of a run.

    Returns:
        One row a run, the longest first: article, start, end, other_article, other_start,
        other_end, words (how many), text, quoted (inside: between quotation marks in both articles;
        outside: in neither; else partly), formula (names, function words and the newsroom's own,
        with one other word at most: "said in a statement on Monday"; nothing mostly quoted is).

    Raises:
        ValueError: least is under 2.

    >>> one = ("Troops shelled the island on Tuesday, killing four.")
    >>> two = ("Officials say troops shelled the island on Tuesday.")
    >>> shared_wording(Story.of(one, two))[["text", "words", "quoted", "formula"]].values.tolist()
    [['Troops shelled the island on Tuesday', 6, 'outside', False]]
    """
    if least < 2:
        raise ValueError(f"a run has two words or more; least is {least}")
    marks = (
        quotations(story)
        .groupby("article")[["start", "end"]]
        .apply(lambda rows: sorted(rows.values.tolist()))
    )
    bodies = {article.id: _Body(article, marks.get(article.id, [])) for article in story}
    rows = []
    for one, other in _sharing(list(bodies.values()), least):
        first, second = sorted((one, other), key=lambda body: body.article.id)
        for tile in tiles(first.norms, second.norms, least):
            places = (tile.one, tile.other) if first is one else (tile.other, tile.one)
            rows.append(_row(one, places[0], other, places[1], tile.length))
    table = pd.DataFrame(rows, columns=_COLUMNS)
    by = ["words", "article", "start", "other_article", "other_start"]
    return table.sort_values(by, ascending=[False, True, True, True, True], ignore_index=True)


@layer()
def reused(story: Story) -> pd.DataFrame:
    """How much of each article stands in others too: agency copy is a large share unquoted.

    Args:
        story: the articles. Formulas that they share are left out.

    Returns:
        One row an article: article, words (of its body), outside and inside (words in a run shared
        with any other article, out of and in this article's quotation marks), share_outside and
        share_inside (of its words), longest (words of its longest run that lies outside quotations
        in both articles; 0 without one), with (the article it shares most words with, None without
        one).

    >>> one = ("Troops shelled the island on Tuesday, killing four.")
    >>> two = ("Officials say troops shelled the island on Tuesday.")
    >>> reused(Story.of(one, two))[["article", "words", "outside", "longest"]].values.tolist()
    [['a', 8, 6, 6], ['b', 8, 6, 6]]
    """
    shared = shared_wording(story)
    wording = shared[~shared["formula"].astype(bool)]
    turned = {name: f"other_{name}" for name in ("article", "start", "end")}
    turned |= {other: name for name, other in turned.items()}
    both = pd.concat([wording[_COLUMNS], wording.rename(columns=turned)[_COLUMNS]])
    marks = quotations(story)
    runs_of, marks_of = (dict(iter(table.groupby("article"))) for table in (both, marks))
    rows = [
        _share(article, runs_of.get(article.id, both[:0]), marks_of.get(article.id, marks[:0]))
        for article in story
    ]
    columns = "article words outside inside share_outside share_inside longest with".split()
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(**{"with": pd.Series([row[-1] for row in rows], dtype=object)})


def _share(article: Article, runs: pd.DataFrame, marks: pd.DataFrame) -> tuple[object, ...]:
    body = _Body(article, sorted(marks[["start", "end"]].values.tolist()))
    held = {
        at
        for start, end in zip(runs["start"], runs["end"], strict=True)
        for at in body.between(start, end)
    }
    inside = sum(body.quoted(body.words[at]) for at in held)
    outside, words = len(held) - inside, len(body.words)
    longest = runs.loc[runs["quoted"] == "outside", "words"].max()
    most = runs.groupby("other_article")["words"].sum()
    return (
        article.id, words, outside, inside, outside / max(1, words), inside / max(1, words),
        0 if pd.isna(longest) else int(longest), most.idxmax() if len(most) else None,
    )  # fmt: skip


class _Body:
    """The words of an article's body, with a mark between paragraphs that no other article has."""

    def __init__(self, article: Article, marks: Sequence[Sequence[int]]) -> None:
        self.article = article
        self.marks = marks
        self._opened = [start for start, _ in marks]
        self.words: list[Word] = []
        self.norms: list[Hashable] = []
        self._number: list[int] = []
        for at, span in enumerate(article.paragraphs):
            found = words_of(article.text, span)
            self._number += [*range(len(self.words), len(self.words) + len(found)), -1]
            self.words += found
            self.norms += [*(word.norm for word in found), (article.id, at)]

    def word(self, at: int) -> Word:
        return self.words[self._number[at]]

    def between(self, start: int, end: int) -> range:
        """The numbers of the words of a stretch."""
        first = bisect_left(self.words, start, key=lambda word: word.start)
        return range(first, bisect_left(self.words, end, key=lambda word: word.start))

    def quoted(self, word: Word) -> bool:
        at = bisect_right(self._opened, word.start) - 1
        return at >= 0 and word.end <= self.marks[at][1]


def _sharing(bodies: Sequence[_Body], least: int) -> list[tuple[_Body, _Body]]:
    """The pairs of articles that have a run in common."""
    held_by = defaultdict(set)
    for at, body in enumerate(bodies):
        for run in _runs(body.norms, least):
            held_by[run].add(at)
    pairs = {
        pair for some in held_by.values() if len(some) > 1 for pair in combinations(sorted(some), 2)
    }
    return [(bodies[one], bodies[other]) for one, other in sorted(pairs)]


def _runs(words: Sequence[Hashable], least: int) -> Iterator[tuple[Hashable, ...]]:
    return (tuple(words[at : at + least]) for at in range(len(words) - least + 1))


def tiles(one: Sequence[Hashable], other: Sequence[Hashable], least: int) -> list[Tile]:
    """The longest common runs of words, longest first, none overlapping another (Wise 1993).

    >>> tiles("a b c d x a b".split(), "y a b c d".split(), 2)
    [Tile(one=0, other=1, length=4)]
    """
    waiting = [(-tile.length, tile.one, tile.other) for tile in _longest_runs(one, other, least)]
    heapify(waiting)
    taken, other_taken = bytearray(len(one)), bytearray(len(other))
    out: list[Tile] = []
    while waiting:
        length, at, to = heappop(waiting)
        pieces = list(_free(taken, other_taken, Tile(at, to, -length), least))
        if pieces == [Tile(at, to, -length)]:
            taken[at : at - length] = other_taken[to : to - length] = b"\1" * -length
            out += pieces
        else:
            for piece in pieces:
                heappush(waiting, (-piece.length, piece.one, piece.other))
    return out


def _longest_runs(one: Sequence[Hashable], other: Sequence[Hashable], least: int) -> Iterator[Tile]:
    """Every common run that can be made longer on neither side."""
    places = defaultdict(list)
    for to, run in enumerate(_runs(other, least)):
        places[run].append(to)
    for at, run in enumerate(_runs(one, least)):
        for to in places.get(run, ()):
            if at and to and one[at - 1] == other[to - 1]:
                continue
            length, most = least, min(len(one) - at, len(other) - to)
            while length < most and one[at + length] == other[to + length]:
                length += 1
            yield Tile(at, to, length)


def _free(taken: bytearray, other_taken: bytearray, run: Tile, least: int) -> Iterator[Tile]:
    """The pieces of a run whose words are free on both sides."""
    first = 0
    for at in range(run.length + 1):
        if at == run.length or taken[run.one + at] or other_taken[run.other + at]:
            if at - first >= least:
                yield Tile(run.one + first, run.other + first, at - first)
            first = at + 1


def _row(one: _Body, at: int, other: _Body, to: int, length: int) -> tuple[object, ...]:
    words = [one.word(at + step) for step in range(length)]
    others = [other.word(to + step) for step in range(length)]
    span, other_span = (words[0].start, words[-1].end), (others[0].start, others[-1].end)
    quoted = [*map(one.quoted, words), *map(other.quoted, others)]
    where = "inside" if all(quoted) else "partly" if any(quoted) else "outside"
    formula = sum(quoted) < length and _is_formula(one.article, span)
    places = one.article.id, *span, other.article.id, *other_span
    return *places, length, one.article.text[slice(*span)], where, formula


@lru_cache(maxsize=1)
def _usual() -> frozenset[str]:
    words = (word for line in data_lines("newsroom.txt") for word in line.split())
    said = (verb for verb, stance in cue_stances().items() if stance == "neutral")
    return frozenset(stem(word) for word in (*words, *said))


def _is_formula(article: Article, span: Span) -> bool:
    words = (
        article.text[term.start : term.end].casefold()
        for term in terms(article, span)
        if term.kind == "word"
    )
    return sum(stem(normal_form(word)) not in _usual() for word in words) <= 1
