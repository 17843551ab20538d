"""The words of a story as a table of counts, a row an article or a sentence."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, groupby, repeat
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.chance import Array
from tellings.text.forms import normal_form, stop_words
from tellings.text.quotations import quotations
from tellings.text.search import parse_term
from tellings.text.splitting import WORD, split_sentences, split_words

VOICES = ("newsroom", "quoted")
_FORMS: dict[str, Callable[[str], str]] = {"compared": normal_form, "printed": str.casefold}


@dataclass(frozen=True)
class TermMatrix:
    """How often each word stands in each unit: an article or a sentence, or one voice's part of it.

    Attributes:
        matrix: sparse counts, a row a unit, a column a word.
        words: the words or n-grams, in alphabetical order.
        article, outlet, voice: of each unit; voice is "" where the voices were not told apart.
        sizes: the words of each unit, those too that have no column.
    """

    matrix: sparse.csr_array
    words: NDArray[Any]
    article: NDArray[Any]
    outlet: NDArray[Any]
    voice: NDArray[Any]
    sizes: Array

    def rows(self, keep: NDArray[Any]) -> "TermMatrix":
        """Only these units, and the words that they have."""
        if keep.all():
            return self
        matrix = self.matrix[keep]
        used = np.flatnonzero(matrix.sum(axis=0))
        units = (one[keep] for one in (self.article, self.outlet, self.voice, self.sizes))
        return TermMatrix(matrix[:, used], self.words[used], *units)

    def only(self, words: Iterable[str]) -> "TermMatrix":
        """Only these words; the units stay as long as they are."""
        wanted = set(words)
        if missing := sorted(wanted - set(self.words)):
            raise ValueError(f"{', '.join(missing)}: in none of the texts that are compared")
        columns = np.flatnonzero([word in wanted for word in self.words])
        return replace(self, matrix=self.matrix[:, columns], words=self.words[columns])

    def groups(self, by: str) -> tuple[list[str], NDArray[np.intp]]:
        """The groups, in the order of the story, and the number of each unit's group."""
        codes, names = pd.factorize(getattr(self, by))
        return list(names), codes

    @property
    def size(self) -> int:
        """How much of a story's memory it takes, in cells of a table."""
        return int(self.matrix.nnz)

    def stop(self) -> NDArray[np.bool_]:
        """Whether each word is a function word; an n-gram, whether all of its words are."""
        stops = stop_words()
        return np.array(
            [all(normal_form(part) in stops for part in word.split(" ")) for word in self.words],
            dtype=bool,
        )


def term_matrix(
    story: Story,
    spelling: str = "compared",
    ngrams: int = 1,
    sentences: bool = False,
    voice: str | None = None,
) -> TermMatrix:
    """Counts the words of the bodies; the story remembers the counts.

    Args:
        story: the articles.
        spelling, ngrams: as in `counts`.
        sentences: a row a sentence, not a row an article.
        voice: "newsroom" or "quoted" for the words of that voice only, "each" to tell them apart;
            all words if left out.

    Raises:
        ValueError: spelling, ngrams or voice is none of these.
    """
    if spelling not in _FORMS:
        raise ValueError(f"spelling is 'compared' or 'printed', not {spelling!r}")
    if not isinstance(ngrams, int) or ngrams < 1:
        raise ValueError(f"ngrams is how many words belong together, 1 or more, not {ngrams!r}")
    if voice not in (None, "each", *VOICES):
        raise ValueError(f"voice is 'newsroom' or 'quoted', not {voice!r}")
    told_apart = voice is not None
    terms = story.remembered(
        ("term_matrix", spelling, ngrams, sentences, told_apart),
        lambda: _counted(story, _FORMS[spelling], ngrams, sentences, told_apart),
    )
    return terms.rows(terms.voice == voice) if voice in VOICES else terms


def named_form(term: str, spelling: str, ngrams: int) -> str:
    """A word or n-gram that a person names, as its column is called.

    Raises:
        ValueError: it names no word, or more or fewer than ngrams, or has a *.
    """
    if any(form.endswith("*") for form in parse_term(term)):
        raise ValueError(f"{term!r}: whole words are compared; name each of them, without the *")
    parts = [_FORMS[spelling](term[start:end]) for start, end in split_words(term)]
    if len(parts) != ngrams:
        raise ValueError(
            f"{term!r} is of {len(parts)} word{'s' * (len(parts) > 1)}, {' and '.join(parts)}, and "
            f"ngrams is {ngrams}; write ngrams={len(parts)} to compare it"
        )
    return " ".join(parts)


def _counted(
    story: Story, form: Callable[[str], str], n: int, sentences: bool, voices: bool
) -> TermMatrix:
    units: list[tuple[str, str, str]] = []
    column: dict[str, int] = {}
    columns, numbers, edges = array("i"), array("i"), array("i", [0])

    @cache
    def words_of(piece: str) -> tuple[str, ...]:
        """No word spans a space, so each different piece is searched for words once."""
        return tuple(form(word) for word in WORD.findall(piece))

    for article in story:
        for voice, stretches in _units(article, sentences or n > 1, sentences, voices):
            units.append((article.id, article.name, voice))
            runs = (chain.from_iterable(map(words_of, stretch.split())) for stretch in stretches)
            counted = Counter(
                chain.from_iterable(runs if n == 1 else map(_sequences, runs, repeat(n)))
            )
            columns.extend(column.setdefault(word, len(column)) for word in counted)
            numbers.extend(counted.values())
            edges.append(len(columns))
    words = sorted(column)
    place = np.empty(len(words), dtype=np.int32)
    place[[column[word] for word in words]] = np.arange(len(words), dtype=np.int32)
    matrix = sparse.csr_array(
        (np.array(numbers), place[np.array(columns)], np.array(edges)),
        shape=(len(units), len(words)),
    )
    matrix.sort_indices()
    names = np.array(units, dtype=object).reshape(-1, 3).T
    sizes = np.asarray(matrix.sum(axis=1), dtype=float)
    return TermMatrix(matrix, np.array(words, dtype=object), *names, sizes)


def _sequences(words: Iterable[str], n: int) -> Iterator[str]:
    """Each n neighbouring words, as one string."""
    some = list(words)
    return (" ".join(some[at : at + n]) for at in range(len(some) - n + 1))


def _units(
    article: Article, split: bool, single: bool, voices: bool
) -> Iterator[tuple[str, list[str]]]:
    """Voice and stretches of text of each unit: of each sentence if single, else of the article."""
    pieces = article.paragraphs
    if split:
        pieces = [
            (start + a, start + b)
            for start, end in pieces
            for a, b in split_sentences(article.text[start:end])
        ]
    stretches = [("", article.text[start:end]) for start, end in pieces]
    if voices:
        stretches = _by_voice(article, pieces)
    if single:
        yield from ((voice, [stretch]) for voice, stretch in stretches)
    else:
        for voice in VOICES if voices else ("",):
            yield voice, [stretch for one, stretch in stretches if one == voice]


def _by_voice(article: Article, pieces: list[tuple[int, int]]) -> list[tuple[str, str]]:
    """The pieces parted where the voice changes; a word belongs to the voice in which it begins."""
    quoted = bytearray(len(article.text))
    marked = quotations(Story([article]))
    for start, end in zip(marked["start"].tolist(), marked["end"].tolist(), strict=True):
        quoted[start:end] = b"\1" * (end - start)
    out = []
    for start, end in pieces:
        words = [(start + a, start + b) for a, b in split_words(article.text[start:end])]
        for one, run in groupby(words, key=lambda word: quoted[word[0]]):
            places = list(run)
            out.append((VOICES[one], article.text[places[0][0] : places[-1][1]]))
    return out


def summed(
    matrix: sparse.csr_array, group: NDArray[np.intp], groups: int, weights: Array | None = None
) -> sparse.csr_array:
    """The rows of each group added up, a row a group."""
    values = np.ones(len(group), dtype=np.int32) if weights is None else weights
    places = group, np.arange(len(group))
    out = sparse.csr_array((values, places), shape=(groups, len(group))) @ matrix
    out.sort_indices()
    return out


def _with(matrix: sparse.csr_array, data: NDArray[Any]) -> sparse.csr_array:
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def ones(matrix: sparse.csr_array) -> sparse.csr_array:
    """1 wherever there is a count."""
    return _with(matrix, np.ones_like(matrix.data))


def squared(matrix: sparse.csr_array) -> sparse.csr_array:
    """Each count squared."""
    return _with(matrix, matrix.data.astype(float) ** 2)


def cluster_sums(
    terms: TermMatrix, group: NDArray[np.intp], groups: int
) -> tuple[sparse.csr_array, sparse.csr_array, Array]:
    """Of each group's units: counts squared, counts times size, and size squared, added up."""
    squares = summed(squared(terms.matrix), group, groups)
    products = summed(terms.matrix, group, groups, terms.sizes)
    return squares, products, np.bincount(group, terms.sizes**2, groups).astype(float)
