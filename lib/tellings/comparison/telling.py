"""An article made ready to be aligned: its units, what they hold, and what each word weighs."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tellings.articles.article import Article
from tellings.comparison.common_words import Term, light_words, terms
from tellings.text.forms import verb_forms
from tellings.text.quotations import quotation_marks
from tellings.text.splitting import Span, split_sentences
from tellings.text.tokens import Word, sentences_of, words_of

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
Place = tuple[str, int]
LIKENESS_FACTOR = {
    "word": 1.0,
    "name": 1.3,
    "number": 1.0,
    "date": 2.0,
    "neighbours": 0.3,
    "quoted": 1.0,
}
LIGHT, _FIRST_NAME = (
    0.4,
    0.35,
)  # of a word that says little, and of a name before another ("Maria" of "Maria Lopes")
_BESIDES_NAMES = 0.5
BY_PARTNERS, IN_SENTENCE = (
    0.35,
    0.8,
)  # how much of a phrase another article may have before it is told there too
_RUN = 4
_FEWEST_UNITS = 10  # as if a short story had so many; in two or three units rarity says nothing
_PLANS = re.compile(
    r"\b(?:will|would|shall|won['’]t|may|might|could|plan(?:s|ned)? to|going to|next|tomorrow"
    r"|upcoming)\b|['’]ll\b"
)
_PERFECT = re.compile(
    r"(?<!will )(?<!would )(?<!could )(?<!may )(?<!might )(?<!should )(?<!must )(?<!to )"
    r"\b(?:has|have|had|having|\w+['’]ve)(?: (?:not|never|also|already|long|been|just|since|once"
    r"|only|\w+ly))* (?P<verb>\w+)"
)


def units_of(article: Article, unit: str) -> list[tuple[int, Span]]:
    if unit == "paragraph":
        return list(enumerate(article.paragraphs, start=1))
    found = (one for one in sentences_of(article) if one.section == "body")
    return [(one.number, (one.start, one.end)) for one in found]


class Index:
    """Numbers features (a term, two neighbouring ones, a run of quoted words) as they are met."""

    def __init__(self) -> None:
        self.keys: dict[str, int] = {}
        self.factors: list[float] = []

    def number(self, key: str, kind: str) -> int:
        if key not in self.keys:
            self.keys[key] = len(self.keys)
            factor = LIKENESS_FACTOR["word"] if kind == "name" else LIKENESS_FACTOR[kind]
            self.factors.append(factor * (LIGHT if key in light_words() else 1))
        return self.keys[key]

    def numbered(self, found: Sequence[Term]) -> list[int]:
        single = [self.number(term.key, term.kind) for term in found]
        pairs = ((one.key, other.key) for one, other in pairwise(found) if one.key != other.key)
        return single + [self.number(f"{one} + {other}", "neighbours") for one, other in pairs]

    def counted(self, article: Article) -> list[int]:
        return [
            self.number(term.key, term.kind)
            for span in article.paragraphs
            for term in terms(article, span)
        ]


def matrix(rows: Sequence[Sequence[int]], width: int) -> sparse.csr_array:
    """How often each row has each feature."""
    at = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    columns = np.array([number for row in rows for number in row], dtype=np.int64)
    table = sparse.coo_array(
        (np.ones(len(columns)), (at, columns)), shape=(len(rows), width)
    ).tocsr()
    table.sum_duplicates()
    return table


@dataclass(frozen=True)
class Telling:
    """An article taken apart: its units, where each has what, and its sentences' features."""

    article: Article
    numbers: list[int]
    spans: list[Span]
    units: list[dict[int, list[Span]]]
    single: set[int]
    names: Counter[int]
    held: Places
    owners: Places
    features: Places
    row_of: Places
    tenses: Places

    @classmethod
    def of(cls, article: Article, units: Sequence[tuple[int, Span]], index: Index) -> "Telling":
        text, spans = article.text, [span for _, span in units]
        parts = [
            (at, (span[0] + a, span[0] + b))
            for at, span in enumerate(spans)
            for a, b in split_sentences(text[slice(*span)])
        ]
        found = [terms(article, part) for _, part in parts]
        places, rows = [defaultdict[int, list[Span]](list) for _ in spans], []
        for (at, part), some in zip(parts, found, strict=True):
            runs = {
                index.number(run, "quoted"): span
                for run, span in _quoted_runs(article, part).items()
            }
            rows.append(sorted({*index.numbered(some), *runs}))
            for number, span in [
                *((index.keys[term.key], (term.start, term.end)) for term in some),
                *runs.items(),
            ]:
                places[at][number].append(span)
        single = {index.keys[term.key] for some in found for term in some}
        owners = np.array([at for at, _ in parts], dtype=np.int64)
        features = np.array([number for row in rows for number in row], dtype=np.int64)
        row_of = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        tenses = np.array([_tense(text[slice(*part)]) for _, part in parts], dtype=np.int64)
        return cls(
            article, [number for number, _ in units], spans, [dict(some) for some in places],
            single, _names(found, index),
            np.unique(np.stack([owners[row_of], features]), axis=1)[1], owners, features, row_of,
            tenses,
        )  # fmt: skip

    def alone(self, at: int) -> tuple[object, ...]:
        return (
            self.article.id,
            *self.spans[at],
            self.numbers[at],
            None,
            None,
            None,
            None,
            0.0,
            "none",
            [],
            [],
            [],
            [],
        )

    def within(self, column_of: Places, width: int) -> Numbers:
        """1 where a sentence has the feature of a column."""
        table = np.zeros((len(self.owners), width))
        columns = column_of[self.features]
        table[self.row_of[columns >= 0], columns[columns >= 0]] = 1
        return table

    def total(self, weights: Numbers) -> Numbers:
        """The weight of all that each sentence has."""
        return np.bincount(
            self.row_of, weights=weights[self.features], minlength=len(self.owners)
        ).astype(np.float64)


def _names(found: Sequence[Sequence[Term]], index: Index) -> Counter[int]:
    """The names, each with how much more often another name follows at once than not."""
    out = Counter[int]()
    for some in found:
        for term, after in zip_longest(some, some[1:]):
            if term.kind == "name":
                followed = (
                    after is not None and after.kind == "name" and after.start - term.end <= 2
                )
                out[index.keys[term.key]] += 1 if followed else -1
    return out


def _tense(text: str) -> int:
    """1 for a sentence that speaks of plans only, -1 of what is done ("have signed"), else 0."""
    verbs = (found["verb"].lower() for found in _PERFECT.finditer(text))
    return bool(_PLANS.search(text)) - any(
        verb.endswith("ed") or verb in verb_forms() for verb in verbs
    )


@lru_cache(maxsize=1 << 10)
def _marks(article_text: str, paragraphs: tuple[Span, ...]) -> list[Span]:
    return sorted(quotation_marks(article_text, list(paragraphs)))


def _quoted_runs(article: Article, span: Span) -> dict[str, Span]:
    """Each four words that stand together in quotation marks, with their place."""
    out: dict[str, Span] = {}
    for start, end in _marks(article.text, tuple(article.paragraphs)):
        if start < span[1] and end > span[0]:
            words: list[Word] = words_of(article.text, (max(start, span[0]), min(end, span[1])))
            for at in range(len(words) - _RUN + 1):
                run = words[at : at + _RUN]
                out.setdefault(
                    "“" + " ".join(word.norm for word in run), (run[0].start, run[-1].end)
                )
    return out


@dataclass(frozen=True)
class Weights:
    """What each feature of two articles weighs: the rarest 1, one that neither has 0."""

    every: Numbers
    single: Numbers
    names: Numbers
    column_of: Places
    common: Places

    @classmethod
    def of(cls, one: Telling, other: Telling, factors: Numbers) -> "Weights":
        size = len(factors)
        mine, theirs = (np.bincount(told.held, minlength=size) for told in (one, other))
        units = max(len(one.units) + len(other.units), _FEWEST_UNITS) + 1
        rarity = np.log(units / (mine + theirs + 0.5)) / log(units / 2.5) * (mine + theirs > 0)
        followed = Counter(one.names)
        followed.update(other.names)
        names = np.zeros(size)
        names[list(followed)] = [
            LIKENESS_FACTOR["name"] * (_FIRST_NAME if often > 0 else 1)
            for often in followed.values()
        ]
        single = np.zeros(size)
        single[list(one.single | other.single)] = 1
        every = rarity * factors * np.where(names, names, 1)
        common = np.flatnonzero((mine > 0) & (theirs > 0))
        column_of = np.full(size, -1)
        column_of[common] = np.arange(len(common))
        return cls(every, every * single, every * (names > 0), column_of, common)

    def scores(self, one: Telling, other: Telling) -> tuple[Numbers, Numbers]:
        """For each two sentences: what they share, and that against what they say."""
        a, b = (told.within(self.column_of, len(self.common)) for told in (one, other))
        shared = (a * self.every[self.common]) @ b.T
        named = (a * self.names[self.common]) @ b.T
        said = np.sqrt(np.outer(one.total(self.single), other.total(self.single)))
        fits = (shared - named >= _BESIDES_NAMES) & (np.outer(one.tenses, other.tenses) >= 0)
        fits &= said > 0  # two that share “it is what it is” have no word that counts
        return shared, np.divide(shared, said, out=np.zeros_like(shared), where=fits)
