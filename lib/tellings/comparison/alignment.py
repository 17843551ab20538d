"""Which paragraphs or sentences of several articles tell the same thing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.comparison.telling import Index, Numbers, Telling, Weights, units_of
from tellings.drawing.words import TooLittleError
from tellings.text.events import group_events
from tellings.text.layers import layer, sort_by
from tellings.text.splitting import Span, Stretches, split_words

MOST_ARTICLES = 10
_ENDS = ["article", "unit", "other_article", "other_unit", "strength"]
_Row = tuple[int | None, int | None, int | None, int | None, str]


def paired_paragraphs(story: Story, pairs: pd.DataFrame) -> pd.DataFrame:
    """Lays the first article beside each of the others: every paragraph, with its partners.

    Args:
        story: two articles or more, at most ten; of a large story, those to be compared: story[:2].
        pairs: what `align` returns for them, or for more articles.

    Returns:
        One row a pair, and one a paragraph that has no partner in the other article: first and
        second (names of the two articles), unit and other_unit (the paragraphs, from 1; missing on
        the side without partner), words and other_words (their length), strength (strong, partial,
        none).

    Raises:
        ValueError: there are fewer articles than two or more than ten, or one that `align` has not
            read.

    >>> one, two = Article(id="a", text="A pact."), Article(id="b", text="Rain fell.")
    >>> story = Story([one, two])
    >>> table = paired_paragraphs(story, align(story))
    >>> table[["first", "second", "words", "other_words"]].values.tolist()
    [['a', 'b', 2, <NA>], ['a', 'b', <NA>, 2]]
    """
    articles = list(story)
    if len(articles) < 2:
        raise TooLittleError(
            "there is nothing to compare with: put a second article on the event beside the first"
        )
    if len(articles) > MOST_ARTICLES:
        raise ValueError(
            f"{len(articles)} articles are too many to lay beside the first: give {MOST_ARTICLES} "
            "at most, such as story[:2]"
        )
    units = {article.id: _unit_words(article, pairs) for article in articles}
    first, *others = story.names.items()
    rows = [
        (first[1], name, *row)
        for other, name in others
        for row in _beside(first[0], other, units, pairs)
    ]
    table = pd.DataFrame(
        rows, columns=["first", "second", "unit", "words", "other_unit", "other_words", "strength"]
    )
    return table.astype(dict.fromkeys(["unit", "words", "other_unit", "other_words"], "Int64"))


def _beside(
    first: str, second: str, units: dict[str, dict[int, int]], pairs: pd.DataFrame
) -> list[_Row]:
    met = {}
    for article, unit, other, other_unit, strength in (
        pairs[_ENDS].dropna().itertuples(index=False, name=None)
    ):
        if {article, other} == {first, second}:
            met[(unit, other_unit) if article == first else (other_unit, unit)] = strength
    mine, theirs = units[first], units[second]
    rows: list[_Row] = [
        (one, mine[one], other, theirs[other], strength) for (one, other), strength in met.items()
    ]
    alone, other_alone = mine.keys() - {one for one, _ in met}, theirs.keys() - {b for _, b in met}
    rows += [(unit, mine[unit], None, None, "none") for unit in sorted(alone)]
    rows += [(None, None, unit, theirs[unit], "none") for unit in sorted(other_alone)]
    return sorted(rows, key=lambda row: (row[0] is None, row[0] or 0, row[2] or 0))


def _unit_words(article: Article, pairs: pd.DataFrame) -> dict[int, int]:
    """The units that `align` read of an article, in their order, each with its number of words."""
    spans = set[tuple[int, int, int]]()
    for side in ("", "other_"):
        mine = pairs.loc[
            pairs[f"{side}article"] == article.id, [f"{side}unit", f"{side}start", f"{side}end"]
        ]
        spans |= set(mine.astype("int64").itertuples(index=False, name=None))
    if not spans and article.paragraphs:
        raise ValueError(
            f"{article.id}: the pairs have no row of this article; run align over all that are "
            "laid side by side"
        )
    return {unit: len(split_words(article.text[start:end])) for unit, start, end in sorted(spans)}


# Fixed on pairs of paragraphs that one reader marked: 57 in two events of BASIL (Fan et al. 2019),
# 25 in seeds/.
LEAST, STRONG = 0.12, 0.25
# How much two units share at least; the latter beside a surer pair: in the same paragraph or the
# next, in both articles.
EVIDENCE, EVIDENCE_BESIDE = 2.1, 1.95
_TOLD_ALREADY = 0.8  # how much less it weighs that a stronger pair shares the same words
# A unit's pairs in one other article, of which none in sixty of BASIL's has more than seven. Of a
# list of names, in which each line is like each other, there would be millions.
_PARTNERS = 20
COLUMNS = (
    "article start end unit other_article other_start other_end other_unit score strength words "
    "other_words places other_places"
).split()


def _of_one_event(story: Story) -> list[tuple[int, int]]:
    """The articles to be laid side by side, by their places in the story."""
    place = {article.id: at for at, article in enumerate(story)}
    groups = group_events(story).groupby("event")["article"]
    return sorted(
        pair for _, names in groups for pair in combinations(sorted(map(place.get, names)), 2)
    )


@layer()
def align(story: Story, unit: str = "paragraph", least: float = LEAST) -> pd.DataFrame:
    """What the articles both tell, by paragraph or sentence, and what only one tells: a layer.

    Two units are a pair where a sentence of the one and a sentence of the other share words, names,
    numbers, dates or quoted words that weigh enough, and enough against all that the two say. A
    word weighs the less the more units of the two articles have it, so that the event's own words
    decide nothing; first names and words that news of any event uses (data/light.txt) weigh little.
    A sentence about a plan and one about what is done do not meet, nor do two that share a name
    alone. What stronger pairs of a unit share counts less for its others, so one to many is found
    and mere echoes are not; beside a surer pair less is enough. A pair's score depends on its two
    articles alone. A unit keeps the twenty surest partners in one other article. Only
    articles of one event are compared, as `group_events` tells.

    Args:
        story: the articles; only their bodies are read.
        unit: "paragraph" or "sentence".
        least: the lowest score of a pair. A higher value finds fewer pairs and is right more often.

    Returns:
        One row a pair, and one a unit without partner in any of the articles: article, start, end,
        unit (the paragraph, from 1, or the sentence, numbered as in `sentences`), other_article,
        other_start, other_end, other_unit, score (what is shared against what is said in the two
        sentences that meet best, at most 1; 0 without partner), strength (strong, partial, none),
        words and other_words (what the two units share as each prints it, quoted runs first, then
        what counted most), places and other_places (their (start, end), in the same order).

    Raises:
        ValueError: unit is neither.

    >>> one = ("The ministers signed a pact on Friday.\\n\\nRain fell in the north.")
    >>> two = ("Wages fell.\\n\\nOn Friday a pact was signed by the ministers.")
    >>> align(Story.of(one, two))[["unit", "other_unit", "strength", "words"]].values.tolist()[:1]
    [[1, 2, 'strong', ['Friday', 'ministers', 'signed', 'pact']]]
    """
    if unit not in ("paragraph", "sentence"):
        raise ValueError(f"unit is 'paragraph' or 'sentence', not {unit!r}")
    articles = list(story)
    index = Index()
    told = [Telling.of(article, units_of(article, unit), index) for article in articles]
    factors = np.array(index.factors)
    rows = [
        row
        for at, other in _of_one_event(story)
        for row in _aligned(told[at], told[other], factors, least)
    ]
    paired = {(row[side], row[side + 3]) for row in rows for side in (0, 4)}
    rows += [
        one.alone(at)
        for one in told
        for at in range(len(one.units))
        if (one.article.id, one.numbers[at]) not in paired
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    whole = ["other_start", "other_end", "other_unit"]
    table = table.astype(dict.fromkeys(whole, "Int64") | {"score": "float64"})
    by, ids = ["article", "start", "other_article", "other_start"], story.outlets
    return sort_by(table, by, article=ids, other_article=ids)


def _aligned(
    one: Telling, other: Telling, factors: Numbers, least: float
) -> Iterator[tuple[object, ...]]:
    """The pairs of units of two articles, the surest first."""
    weights = Weights.of(one, other, factors)
    weight = weights.by_key()
    told, other_told = ([set[int]() for _ in side.units] for side in (one, other))
    found = set[tuple[int, int]]()
    partners = Counter[tuple[int, int]]()  # of each unit of the one (0) and the other (1)
    for at, to, evidence, score in _candidates(one, other, weights, least):
        if max(partners[0, at], partners[1, to]) >= _PARTNERS:
            continue
        both = one.units[at].keys() & other.units[to].keys()
        new = _new_part(both, told[at] | other_told[to], weight)
        beside = any((at + a, to + b) in found for a in (-1, 0, 1) for b in (-1, 0, 1))
        if score * new >= least and evidence * new >= (EVIDENCE_BESIDE if beside else EVIDENCE):
            found.add((at, to))
            partners.update([(0, at), (1, to)])
            told[at].update(both)
            other_told[to].update(both)
            surely_shared = sorted(both, key=lambda key: (-weight[key], one.units[at][key]))
            places = [
                (one.units[at][key][0], other.units[to][key][0], key in one.single)
                for key in surely_shared
            ]
            yield _row(one, other, at, to, score * new, _merged(places))


def _candidates(
    one: Telling, other: Telling, weights: Weights, least: float
) -> list[tuple[int, int, float, float]]:
    """Two units, with what their two closest sentences share, and their score; the surest first."""
    best: dict[tuple[int, int], tuple[float, float, float]] = {}
    for rows, columns, shared, scores in weights.scores(one, other):
        enough = (scores >= least) & (shared >= EVIDENCE_BESIDE)
        shared, scores = shared[enough], scores[enough]
        sure = (shared * np.sqrt(scores)).round(9)
        pairs = one.owners[rows[enough]], other.owners[columns[enough]]
        order = np.lexsort((-sure, *pairs))
        new = np.ones(len(order), bool)  # the surest of each two units
        new[1:] = np.any([np.diff(side[order]) != 0 for side in pairs], axis=0)
        for at in order[new].tolist():
            units = int(pairs[0][at]), int(pairs[1][at])
            if units not in best or best[units][0] < sure[at]:
                best[units] = float(sure[at]), float(shared[at]), float(scores[at])
    surest = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
    return [(*units, *found[1:]) for units, found in surest]


def _new_part(both: Iterable[int], told: set[int], weight: dict[int, float]) -> float:
    """The part of what two units share that stronger pairs of theirs have not shared already."""
    every = {key: max(weight[key], 0.0) for key in both}
    echoed = sum(value for key, value in every.items() if key in told)
    return 1 - (1 - _TOLD_ALREADY) * echoed / (sum(every.values()) or 1)


def _merged(places: Sequence[tuple[Span, Span, bool]]) -> list[tuple[Span, Span]]:
    """Quoted runs that follow each other in both texts as one, then the words outside of them."""
    runs: list[tuple[Span, Span]] = []
    for mine, theirs, _ in sorted(place for place in places if not place[2]):
        if runs and runs[-1][0][1] >= mine[0] and runs[-1][1][0] <= theirs[0] <= runs[-1][1][1]:
            runs[-1] = (runs[-1][0][0], mine[1]), (runs[-1][1][0], max(theirs[1], runs[-1][1][1]))
        else:
            runs.append((mine, theirs))
    quoted = Stretches(mine for mine, _ in runs)
    return runs + [
        (mine, theirs)
        for mine, theirs, is_single in places
        if is_single and not quoted.touching((mine[0], mine[0] + 1))
    ]


def _row(
    one: Telling, other: Telling, at: int, to: int, score: float, shared: list[tuple[Span, Span]]
) -> tuple[object, ...]:
    mine, theirs = [place for place, _ in shared], [place for _, place in shared]
    words = ([one.article.text[a:b] for a, b in mine], [other.article.text[a:b] for a, b in theirs])
    sides = one.article.id, *one.spans[at], one.numbers[at]
    sides += other.article.id, *other.spans[to], other.numbers[to]
    strength = "strong" if score >= STRONG else "partial"
    return *sides, min(1.0, round(score, 4)), strength, *words, mine, theirs
