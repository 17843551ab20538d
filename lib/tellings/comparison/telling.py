"""An article made ready to be aligned: its units, what they hold, and what each word weighs."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tellings.articles.article import Article
from tellings.comparison.common_words import Term, light_keys, terms
from tellings.text.forms import verb_forms
from tellings.text.quotations import quotation_marks
from tellings.text.splitting import Span, Stretches, split_sentences
from tellings.text.tokens import Word, sentences_of, words_of

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
Place = tuple[str, int]
LIKENESS_FACTOR = {
    "word": 1.0, "name": 1.3, "number": 1.0, "date": 2.0, "neighbours": 0.3, "quoted": 1.0
}  # fmt: skip
LIGHT = 0.4  # of a word that says little, such as "said"
_FIRST_NAME = 0.35  # of a name before another: "Maria" of "Maria Lopes"
_BESIDES_NAMES = 0.5  # what a pair shares at least that is no name
# How much of a phrase another article may have before it is told there too: in the units paired
# with its own, and in any one sentence.
BY_PARTNERS, IN_SENTENCE = 0.35, 0.8
_RUN = 4  # words
# The least weight of a word that is looked at: one that each of 80 paragraphs has weighs .002.
_LIGHTEST = 0.002
_CELLS = 1_000_000  # pairs of sentences that are looked at together; about 50 MB
_FEWEST_UNITS = 10  # as if a short story had so many; in two or three units rarity says nothing
# They will meet; a plan to build; talks next week; they'll go.
_PLANS = re.compile(
    r"\b(?:will|would|shall|won['’]t|may|might|could|plan(?:s|ned)? to|going to|next|tomorrow"
    r"|upcoming)\b|['’]ll\b"
)
# They have (not yet) signed; but not: they will have signed, he has to sign.
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
            self.factors.append(factor * (LIGHT if key in light_keys() else 1))
        return self.keys[key]

    def numbered(self, found: Sequence[Term]) -> list[int]:
        single = [self.number(term.key, term.kind) for term in found]
        pairs = ((one.key, other.key) for one, other in pairwise(found) if one.key != other.key)
        return single + [self.number(f"{one} + {other}", "neighbours") for one, other in pairs]


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
        marks = Stretches(quotation_marks(text, article.paragraphs))
        places, rows = [defaultdict[int, list[Span]](list) for _ in spans], []
        for (at, part), some in zip(parts, found, strict=True):
            runs = {
                index.number(run, "quoted"): span
                for run, span in _quoted_runs(article, marks.touching(part), part).items()
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
        mine = self.article.id, *self.spans[at], self.numbers[at]
        return *mine, None, None, None, None, 0.0, "none", [], [], [], []

    def within(self, keys: Places, weights: Numbers) -> sparse.csr_array:
        """The weight of a column's feature where a sentence has it."""
        at = np.minimum(np.searchsorted(keys, self.features), len(keys) - 1)
        held = keys[at] == self.features
        ends = np.bincount(self.row_of[held], minlength=len(self.owners)).cumsum()
        table = weights[at[held]], at[held], np.concatenate([[0], ends])
        return sparse.csr_array(table, shape=(len(self.owners), len(keys)))

    def total(self, keys: Places, weights: Numbers) -> Numbers:
        """The weight of all that each sentence has; the keys are of all its features."""
        at = np.searchsorted(keys, self.features)
        return np.bincount(self.row_of, weights=weights[at], minlength=len(self.owners))


def _names(found: Sequence[Sequence[Term]], index: Index) -> Counter[int]:
    """The names, each with how much more often another name follows at once than not."""
    out = Counter[int]()
    for some in found:
        for term, after in zip_longest(some, some[1:]):
            if term.kind == "name":
                followed = after and after.kind == "name" and after.start - term.end <= 2
                out[index.keys[term.key]] += 1 if followed else -1
    return out


def _tense(text: str) -> int:
    """1 for a sentence that speaks of plans only, -1 of what is done ("have signed"), else 0."""
    verbs = (found["verb"].lower() for found in _PERFECT.finditer(text))
    done = any(verb.endswith("ed") or verb in verb_forms() for verb in verbs)
    return bool(_PLANS.search(text)) - done


def _quoted_runs(article: Article, marks: Iterable[Span], span: Span) -> dict[str, Span]:
    """Each four words that stand together in quotation marks, with their place."""
    out: dict[str, Span] = {}
    for start, end in marks:
        words: list[Word] = words_of(article.text, (max(start, span[0]), min(end, span[1])))
        for at in range(len(words) - _RUN + 1):
            run = words[at : at + _RUN]
            out.setdefault("“" + " ".join(word.norm for word in run), (run[0].start, run[-1].end))
    return out


@dataclass(frozen=True)
class Weights:
    """What each feature of two articles weighs: the rarest 1, one that neither has 0."""

    keys: Places  # the features that one of them has, in order
    every: Numbers
    single: Numbers
    names: Numbers
    common: Places  # the places in keys of those that both have

    @classmethod
    def of(cls, one: Telling, other: Telling, factors: Numbers) -> "Weights":
        keys = np.union1d(one.held, other.held)
        size = len(keys)
        mine, theirs = (
            np.bincount(np.searchsorted(keys, told.held), minlength=size) for told in (one, other)
        )
        units = max(len(one.units) + len(other.units), _FEWEST_UNITS) + 1
        rarity = np.log(units / (mine + theirs + 0.5)) / log(units / 2.5)
        followed = Counter(one.names)
        followed.update(other.names)
        names = np.zeros(size)
        names[np.searchsorted(keys, list(followed))] = [
            LIKENESS_FACTOR["name"] * (_FIRST_NAME if often > 0 else 1)
            for often in followed.values()
        ]
        single = np.zeros(size)
        single[np.searchsorted(keys, list(one.single | other.single))] = 1
        every = rarity * factors[keys] * np.where(names, names, 1)
        common = np.flatnonzero((mine > 0) & (theirs > 0))
        return cls(keys, every, every * single, every * (names > 0), common)

    def by_key(self) -> dict[int, float]:
        """What each feature weighs that both have."""
        return dict(
            zip(self.keys[self.common].tolist(), self.every[self.common].tolist(), strict=True)
        )

    def scores(
        self, one: Telling, other: Telling
    ) -> Iterator[tuple[Places, Places, Numbers, Numbers]]:
        """The pairs of sentences that fit: their numbers, what they share, and that against what
        they say.

        Some rows of the first at a time, for two articles of 400 kB have ten million pairs. Only
        pairs with a word in common that not nearly every unit has cost time.
        """
        said, other_said = (np.sqrt(told.total(self.keys, self.single)) for told in (one, other))
        telling = self.common[self.every[self.common] >= _LIGHTEST]
        if not len(telling):
            return
        mine = one.within(self.keys[telling], np.ones(len(telling)))
        # What is shared, and as the imaginary part what of it is names: one product for both.
        both = self.every[telling] + 1j * self.names[telling]
        theirs = other.within(self.keys[telling], both).T
        step = max(1, _CELLS // len(other.owners))
        for first in range(0, len(one.owners), step):
            met = (mine[first : first + step] @ theirs).tocoo()
            rows, columns, shared = met.row + first, met.col, met.data.real
            whole = said[rows] * other_said[columns]
            fits = (shared - met.data.imag >= _BESIDES_NAMES) & (whole > 0)
            fits &= one.tenses[rows] * other.tenses[columns] >= 0
            rows, columns, shared, whole = (a[fits] for a in (rows, columns, shared, whole))
            yield rows, columns, shared, shared / whole
