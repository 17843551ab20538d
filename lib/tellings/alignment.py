"""Which paragraphs or sentences of several articles tell the same thing."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest
from math import log

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tellings.articles import Article, articles_of
from tellings.attribution.blocks import quotation_marks
from tellings.content import Term, Word, light_words, split_clauses, terms, verb_forms, words_of
from tellings.tokens import Span, sentences, split_sentences

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
Place = tuple[str, int]

# Fixed on pairs of paragraphs that one reader marked: 57 in two events of BASIL (Fan et al. 2019), 25 in seeds/.
LEAST, STRONG = 0.12, 0.25
EVIDENCE, EVIDENCE_BESIDE = 2.1, 1.95  # the latter beside a surer pair: in the same paragraph or the next, in both articles
SAME_EVENT = 0.33
_FACTOR = {"word": 1.0, "name": 1.3, "number": 1.0, "date": 2.0, "neighbours": 0.3, "quoted": 1.0}
_LIGHT, _FIRST_NAME = 0.4, 0.35  # of a word that says little, and of a name before another ("Maria" of "Maria Lopes")
_TOLD_ALREADY = 0.8
_BESIDES_NAMES = 0.5
_BY_PARTNERS, _IN_SENTENCE = 0.35, 0.8  # how much of a phrase another article may have before it is told there too
_RUN = 4
_FEWEST_UNITS = 10  # as if a short story had so many; in two or three units rarity says nothing
_PLANS = re.compile(
    r"\b(?:will|would|shall|won['’]t|may|might|could|plan(?:s|ned)? to|going to|next|tomorrow|upcoming)\b|['’]ll\b"
)
_PERFECT = re.compile(
    r"(?<!will )(?<!would )(?<!could )(?<!may )(?<!might )(?<!should )(?<!must )(?<!to )"
    r"\b(?:has|have|had|having|\w+['’]ve)(?: (?:not|never|also|already|long|been|just|since|once|only|\w+ly))* (?P<verb>\w+)"
)
COLUMNS = (
    "article start end unit other_article other_start other_end other_unit score strength words other_words places other_places"
).split()


def _cosines(counts: sparse.csr_array) -> Numbers:
    """Article by article; a product of sparse tables, so that only words in common cost time."""
    weights = counts.copy()
    weights.data = 1 + np.log(weights.data)
    lengths = np.sqrt((weights * weights).sum(axis=1))
    scaled = sparse.diags_array(1 / np.where(lengths > 0, lengths, 1)) @ weights
    cosines: Numbers = np.minimum(1, (scaled @ scaled.T).toarray()).round(6)
    return cosines


def align(source: Article | Iterable[Article], unit: str = "paragraph", least: float = LEAST) -> pd.DataFrame:
    """What the articles both tell, paragraph by paragraph or sentence by sentence, and what only one of them tells: a layer.

    Two units are a pair where a sentence of the one and a sentence of the other share words, names, numbers, dates or quoted
    words that weigh enough, and enough against all that the two say. A word weighs the less the more units of the two
    articles have it, so that the event's own words decide nothing; first names and words that news of any event uses
    (data/light.txt) weigh little. A sentence about a plan and one about what is done do not meet, nor do two that share a
    name alone. What stronger pairs of a unit share counts less for its others, so one to many is found and mere echoes are
    not; beside a surer pair less is enough. A pair's score depends on its two articles alone. Articles with little in common
    (a cosine under .33) are taken for different events and not compared.

    Args:
        source: the articles; only their bodies are read.
        unit: "paragraph" or "sentence".
        least: the lowest score of a pair. A higher value finds fewer pairs and is right more often.

    Returns:
        One row a pair, and one a unit without partner in any of the articles: article, start, end, unit (the paragraph, from
        1, or the sentence, numbered as in `sentences`), other_article, other_start, other_end, other_unit, score (what is
        shared against what is said in the two sentences that meet best, at most 1; 0 without partner), strength (strong,
        partial, none), words and other_words (what the two units share as each prints it, quoted runs first, then what
        counted most), places and other_places (their (start, end), in the same order).

    Raises:
        ValueError: unit is neither.

    >>> one = Article(id="a", text="The ministers signed a pact on Friday.\\n\\nRain fell in the north.")
    >>> two = Article(id="b", text="Wages fell.\\n\\nOn Friday a pact was signed by the ministers.")
    >>> align([one, two])[["unit", "other_unit", "strength", "words"]].values.tolist()[:1]
    [[1, 2, 'strong', ['Friday', 'ministers', 'signed', 'pact']]]
    """
    if unit not in ("paragraph", "sentence"):
        raise ValueError(f"unit is 'paragraph' or 'sentence', not {unit!r}")
    articles = articles_of(source)
    index = _Index()
    told = [_Telling.of(article, _units(article, unit), index) for article in articles]
    counted = _matrix([index.counted(article) for article in articles], len(index.keys))
    alike = np.argwhere(np.triu(_cosines(counted) >= SAME_EVENT, k=1))
    factors = np.array(index.factors)
    rows = [row for at, other in alike for row in _aligned(told[at], told[other], factors, least)]
    paired = {(row[side], row[side + 3]) for row in rows for side in (0, 4)}
    rows += [one.alone(at) for one in told for at in range(len(one.units)) if (one.article.id, one.numbers[at]) not in paired]
    table = pd.DataFrame(rows, columns=COLUMNS)
    table = table.astype({"other_start": "Int64", "other_end": "Int64", "other_unit": "Int64", "score": "float64"})
    order = {article.id: at for at, article in enumerate(articles)}
    by = ["article", "start", "other_article", "other_start"]
    return table.sort_values(by, key=lambda column: column.map(order) if column.name in by[::2] else column, ignore_index=True)


def told_alone(source: Article | Iterable[Article], pairs: pd.DataFrame) -> pd.DataFrame:
    """What only one of the articles tells, phrase by phrase, also within paragraphs that have a partner: a layer.

    A phrase ends at a comma, and before a preposition or a conjunction. It is told alone where the units paired with its own
    have little of its words, names, numbers and dates, and no sentence of another article, headline and caption included, has
    most of them. Neighbouring phrases are one stretch; it has two such words at least. What stands here
    the other may tell too, in other words or elsewhere: read before you count.

    Args:
        source: the articles.
        pairs: what `align` returns for them.

    Returns:
        One row a stretch: article, start, end, unit (as in `align`), text.

    >>> one = Article(id="a", text="The ministers signed a pact on Friday, despite protests.\\n\\nRain fell in the north.")
    >>> two = Article(id="b", text="Wages fell.\\n\\nOn Friday a pact was signed by the ministers.")
    >>> told_alone([one, two], align([one, two]))[["article", "text"]].values.tolist()
    [['a', 'despite protests.'], ['a', 'Rain fell in the north.'], ['b', 'Wages fell.']]
    """
    articles = {article.id: article for article in articles_of(source)}
    partners: dict[tuple[str, int, int, int], set[str]] = {}
    for row in pairs.to_dict("records"):
        sides = [(row[f"{side}article"], row[f"{side}unit"], row[f"{side}start"], row[f"{side}end"]) for side in ("", "other_")]
        for mine, theirs in (sides, sides[::-1]) if row["strength"] != "none" else ((sides[0], None),):
            keys = partners.setdefault(mine, set())
            keys |= {term.key for term in terms(articles[theirs[0]], theirs[2:])} if theirs else set()
    having = _sentences_having(articles.values())
    rows = [
        (name, start, end, unit, articles[name].text[start:end])
        for (name, unit, *span), keys in partners.items()
        for start, end in _without(articles[name], (span[0], span[1]), keys, having)
    ]
    order = {name: at for at, name in enumerate(articles)}
    table = pd.DataFrame(rows, columns=["article", "start", "end", "unit", "text"])
    return table.sort_values(
        ["article", "start"], key=lambda one: one.map(order) if one.name == "article" else one, ignore_index=True
    )


def _sentences_having(articles: Iterable[Article]) -> dict[str, set[Place]]:
    """The sentences in which each term stands, by article and where they begin."""
    out = defaultdict[str, set[Place]](set)
    for article in articles:
        for start, end in sentences(article)[["start", "end"]].values.tolist():
            for term in terms(article, (start, end)):
                out[term.key].add((article.id, start))
    return out


def _without(article: Article, unit: Span, keys: set[str], having: dict[str, set[Place]]) -> Iterator[Span]:
    """Stretches of phrases that are not told elsewhere; such as have one term only are left out."""
    found, run, said = terms(article, unit), list[Span](), set[str]()
    for start, end in [*split_clauses(article.text, unit, phrases=True), (unit[1], unit[1])]:
        own = {term.key for term in found if start <= term.start < end}
        if start == end or _told_elsewhere(article.id, own, keys, having):
            if len(said) > 1:
                yield run[0][0], run[0][0] + len(article.text[run[0][0] : run[-1][1]].rstrip())
            run, said = [], set()
        elif own or run:
            run.append((start, end))
            said |= own


def _told_elsewhere(name: str, own: set[str], partners: set[str], having: dict[str, set[Place]]) -> bool:
    weight = {key: _LIGHT if key in light_words() else 1.0 for key in own}
    whole, met = sum(weight.values()), Counter[Place]()
    for key in own if len(own) > 1 else ():
        met.update({place: weight[key] for place in having[key] if place[0] != name})
    by_partners = sum(weight[key] for key in own & partners)
    return by_partners > _BY_PARTNERS * whole or max(met.values(), default=0) > _IN_SENTENCE * whole


def _units(article: Article, unit: str) -> list[tuple[int, Span]]:
    if unit == "paragraph":
        return list(enumerate(article.paragraphs, start=1))
    rows = sentences(article).query("section == 'body'")
    return [(row["sentence"], (row["start"], row["end"])) for row in rows.to_dict("records")]


class _Index:
    """The number of each feature (a term, two neighbouring terms, a run of quoted words), in the order they were met."""

    def __init__(self) -> None:
        self.keys: dict[str, int] = {}
        self.factors: list[float] = []

    def number(self, key: str, kind: str) -> int:
        if key not in self.keys:
            self.keys[key] = len(self.keys)
            factor = _FACTOR["word"] if kind == "name" else _FACTOR[kind]
            self.factors.append(factor * (_LIGHT if key in light_words() else 1))
        return self.keys[key]

    def numbered(self, found: Sequence[Term]) -> list[int]:
        single = [self.number(term.key, term.kind) for term in found]
        pairs = ((one.key, other.key) for one, other in pairwise(found) if one.key != other.key)
        return single + [self.number(f"{one} + {other}", "neighbours") for one, other in pairs]

    def counted(self, article: Article) -> list[int]:
        return [self.number(term.key, term.kind) for span in article.paragraphs for term in terms(article, span)]


def _matrix(rows: Sequence[Sequence[int]], width: int) -> sparse.csr_array:
    """How often each row has each feature."""
    at = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    columns = np.array([number for row in rows for number in row], dtype=np.int64)
    table = sparse.coo_array((np.ones(len(columns)), (at, columns)), shape=(len(rows), width)).tocsr()
    table.sum_duplicates()
    return table


@dataclass(frozen=True)
class _Telling:
    """An article taken apart: its units, where each has what, and the features of their sentences."""

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
    def of(cls, article: Article, units: Sequence[tuple[int, Span]], index: _Index) -> "_Telling":
        text, spans = article.text, [span for _, span in units]
        parts = [
            (at, (span[0] + a, span[0] + b)) for at, span in enumerate(spans) for a, b in split_sentences(text[slice(*span)])
        ]
        found = [terms(article, part) for _, part in parts]
        places, rows = [defaultdict[int, list[Span]](list) for _ in spans], []
        for (at, part), some in zip(parts, found, strict=True):
            runs = {index.number(run, "quoted"): span for run, span in _quoted_runs(article, part).items()}
            rows.append(sorted({*index.numbered(some), *runs}))
            for number, span in [*((index.keys[term.key], (term.start, term.end)) for term in some), *runs.items()]:
                places[at][number].append(span)
        single = {index.keys[term.key] for some in found for term in some}
        owners = np.array([at for at, _ in parts], dtype=np.int64)
        features = np.array([number for row in rows for number in row], dtype=np.int64)
        row_of = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        tenses = np.array([_tense(text[slice(*part)]) for _, part in parts], dtype=np.int64)
        return cls(
            article, [number for number, _ in units], spans, [dict(some) for some in places], single, _names(found, index),
            np.unique(np.stack([owners[row_of], features]), axis=1)[1], owners, features, row_of, tenses,
        )  # fmt: skip

    def alone(self, at: int) -> tuple[object, ...]:
        return (self.article.id, *self.spans[at], self.numbers[at], None, None, None, None, 0.0, "none", [], [], [], [])

    def within(self, column_of: Places, width: int) -> Numbers:
        """1 where a sentence has the feature of a column."""
        table = np.zeros((len(self.owners), width))
        columns = column_of[self.features]
        table[self.row_of[columns >= 0], columns[columns >= 0]] = 1
        return table

    def total(self, weights: Numbers) -> Numbers:
        """The weight of all that each sentence has."""
        return np.bincount(self.row_of, weights=weights[self.features], minlength=len(self.owners)).astype(np.float64)


def _names(found: Sequence[Sequence[Term]], index: _Index) -> Counter[int]:
    """The names, each with how much more often another name follows at once than not."""
    out = Counter[int]()
    for some in found:
        for term, after in zip_longest(some, some[1:]):
            if term.kind == "name":
                followed = after is not None and after.kind == "name" and after.start - term.end <= 2
                out[index.keys[term.key]] += 1 if followed else -1
    return out


def _tense(text: str) -> int:
    """1 for a sentence that speaks of a plan only, -1 of what is done only, in a perfect tense ("have signed"), else 0."""
    verbs = (found["verb"].lower() for found in _PERFECT.finditer(text))
    return bool(_PLANS.search(text)) - any(verb.endswith("ed") or verb in verb_forms() for verb in verbs)


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
                out.setdefault("“" + " ".join(word.norm for word in run), (run[0].start, run[-1].end))
    return out


@dataclass(frozen=True)
class _Weights:
    """What each feature of two articles weighs: the rarest that both can have 1, one that neither has 0."""

    every: Numbers
    single: Numbers
    names: Numbers
    column_of: Places
    common: Places

    @classmethod
    def of(cls, one: _Telling, other: _Telling, factors: Numbers) -> "_Weights":
        size = len(factors)
        mine, theirs = (np.bincount(told.held, minlength=size) for told in (one, other))
        units = max(len(one.units) + len(other.units), _FEWEST_UNITS) + 1
        rarity = np.log(units / (mine + theirs + 0.5)) / log(units / 2.5) * (mine + theirs > 0)
        followed = Counter(one.names)
        followed.update(other.names)
        names = np.zeros(size)
        names[list(followed)] = [_FACTOR["name"] * (_FIRST_NAME if often > 0 else 1) for often in followed.values()]
        single = np.zeros(size)
        single[list(one.single | other.single)] = 1
        every = rarity * factors * np.where(names, names, 1)
        common = np.flatnonzero((mine > 0) & (theirs > 0))
        column_of = np.full(size, -1)
        column_of[common] = np.arange(len(common))
        return cls(every, every * single, every * (names > 0), column_of, common)

    def scores(self, one: _Telling, other: _Telling) -> tuple[Numbers, Numbers]:
        """For each sentence of one and each of the other: what they share, and that against what they say."""
        a, b = (told.within(self.column_of, len(self.common)) for told in (one, other))
        shared = (a * self.every[self.common]) @ b.T
        named = (a * self.names[self.common]) @ b.T
        said = np.sqrt(np.outer(one.total(self.single), other.total(self.single)))
        fits = (shared - named >= _BESIDES_NAMES) & (np.outer(one.tenses, other.tenses) >= 0)
        return shared, np.divide(shared, said, out=np.zeros_like(shared), where=fits)


def _aligned(one: _Telling, other: _Telling, factors: Numbers, least: float) -> Iterator[tuple[object, ...]]:
    """The pairs of units of two articles, the surest first."""
    if not one.units or not other.units:
        return
    weights = _Weights.of(one, other, factors)
    weight = {key: float(weights.every[key]) for key in weights.common.tolist()}
    told: tuple[list[set[int]], list[set[int]]] = [set() for _ in one.units], [set() for _ in other.units]
    found = set[tuple[int, int]]()
    for at, to, evidence, score in _candidates(one, other, weights, least):
        both = one.units[at].keys() & other.units[to].keys()
        new = _new_part(both, told[0][at] | told[1][to], weight)
        beside = any((at + one_on, to + other_on) in found for one_on in (-1, 0, 1) for other_on in (-1, 0, 1))
        if score * new >= least and evidence * new >= (EVIDENCE_BESIDE if beside else EVIDENCE):
            found.add((at, to))
            told[0][at].update(both)
            told[1][to].update(both)
            surely_shared = sorted(both, key=lambda key: (-weight[key], one.units[at][key]))
            places = [(one.units[at][key][0], other.units[to][key][0], key in one.single) for key in surely_shared]
            yield _row(one, other, at, to, score * new, _merged(places))


def _candidates(one: _Telling, other: _Telling, weights: _Weights, least: float) -> list[tuple[int, int, float, float]]:
    """Two units, and what those two sentences of theirs that meet best share, and their score; the surest first."""
    shared, scores = weights.scores(one, other)
    sure = (shared * np.sqrt(scores)).round(9)
    best: dict[tuple[int, int], tuple[int, int]] = {}
    for at, to in np.argwhere((scores >= least) & (shared >= EVIDENCE_BESIDE)).tolist():
        units = int(one.owners[at]), int(other.owners[to])
        best[units] = max(best.get(units, (at, to)), (at, to), key=lambda pair: float(sure[pair]))
    surest = sorted(best.items(), key=lambda item: (-sure[item[1]], item[0]))
    return [(*units, float(shared[pair]), float(scores[pair])) for units, pair in surest]


def _new_part(both: Iterable[int], told: set[int], weight: dict[int, float]) -> float:
    """The part of what two units share that stronger pairs of theirs have not shared already."""
    every = {key: max(weight[key], 0.0) for key in both}
    echoed = sum(value for key, value in every.items() if key in told)
    return 1 - (1 - _TOLD_ALREADY) * echoed / (sum(every.values()) or 1)


def _merged(places: Sequence[tuple[Span, Span, bool]]) -> list[tuple[Span, Span]]:
    """Quoted runs that follow each other in both texts as one, before the words that are in none of them."""
    runs: list[tuple[Span, Span]] = []
    for mine, theirs, _ in sorted(place for place in places if not place[2]):
        if runs and runs[-1][0][1] >= mine[0] and runs[-1][1][0] <= theirs[0] <= runs[-1][1][1]:
            runs[-1] = (runs[-1][0][0], mine[1]), (runs[-1][1][0], max(theirs[1], runs[-1][1][1]))
        else:
            runs.append((mine, theirs))
    single = [(mine, theirs) for mine, theirs, is_single in places if is_single]
    return runs + [(mine, theirs) for mine, theirs in single if not any(a <= mine[0] < b for (a, b), _ in runs)]


def _row(
    one: _Telling, other: _Telling, at: int, to: int, score: float, shared: Sequence[tuple[Span, Span]]
) -> tuple[object, ...]:
    mine, theirs = ([place[side] for place in shared] for side in (0, 1))
    words = ([told.article.text[a:b] for a, b in places] for told, places in ((one, mine), (other, theirs)))
    left = one.article.id, *one.spans[at], one.numbers[at]
    right = other.article.id, *other.spans[to], other.numbers[to]
    return (*left, *right, min(1.0, round(score, 4)), "strong" if score >= STRONG else "partial", *words, mine, theirs)
