"""Which words one group of texts uses more than another, by a measure, and how sure that is."""

from collections.abc import Hashable, Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse, stats

from tellings.articles.story import Story
from tellings.chance import Array, clustered_half_width
from tellings.terms import measures
from tellings.terms.counts import (
    VOICES,
    TermMatrix,
    check_group,
    cluster_sums,
    ones,
    squared,
    summed,
    term_matrix,
)
from tellings.text.layers import layer

MEASURES = {
    "g2": measures.g2_four_cells,
    "g2_two_cells": measures.g2_two_cells,
    "chi2": measures.chi_squared,
    "log_ratio": measures.log_ratio,
    "percent_difference": measures.percent_difference,
    "odds_ratio": measures.odds_ratio,
    "simple_maths": measures.simple_maths,
}
SEED = 0
_BLOCK = 64
_MOST_ROWS = 5_000_000
_ROUNDING = 1e-9
Codes = NDArray[np.intp]


@layer()
def keyness(
    story: Story,
    by: str = "article",
    spelling: str = "compared",
    ngrams: int = 1,
    voice: str | None = None,
    events: Mapping[str, Hashable] | None = None,
    pairs: bool = False,
    shuffles: int = 499,
    measure: str = "g2",
) -> pd.DataFrame:
    """Which words each article, outlet or voice uses more or less than the others, and how surely.

    Args:
        story: two articles or more.
        by, spelling, ngrams, voice: as in `counts`.
        events: where the story tells of several events, the event of each article, by its id.
            Labels are then shuffled within events, so that no outlet has key words only because of
            what it reported on.
        pairs: each group against each other one, not against all others together.
        shuffles: how often the labels are shuffled. No p_resampled is below 1 / (shuffles + 1).
        measure: which measure has a column beside the log ratio. How sure: "g2" (log-likelihood
            from four cells, Dunning 1993; quanteda's and AntConc's), "g2_two_cells" (from two,
            Rayson & Garside 2000; Lancaster's calculator), "chi2" (Pearson; corrected after Yates
            where an expected count is below 5; quanteda's first). How large: "percent_difference"
            (%DIFF, Gabrielatos & Marchi 2011), "odds_ratio" (Pojanapunya & Todd 2018),
            "simple_maths" (Kilgarriff 2009, k = 1; Sketch Engine's), or "log_ratio" for no more
            columns. Each takes words as drawn one by one. The verdict is the same whichever is
            chosen.

    Returns:
        One row a word and group, the smallest p_corrected first:

        - word; article (or outlet, or voice); against ("the rest", or the other group's name);
        count and rest (times in the
          group, and in what it is compared with); of and rest_of (all words there); articles (of
          the group, in which the word stands); stop (a function word); the measure.
        - How large: log_ratio (Hardie 2014; 1 is twice as common, a word absent from one side
        counts half a time there) with
          low and high (95%: the articles, or where each group has one its sentences, as clusters,
          Cochran 1977; never narrower than Katz et al. 1978).
        - How sure, words taken as drawn one by one: p (Fisher's exact test where an expected count
        is below 5, else from the
          log-likelihood from four cells). Words cluster, so this p is too small rather than too
          large.
        - How sure, with clusters: resampled ("article" or "sentence"), p_resampled (the share of
        shuffles, the real labels
          counted in, Phipson & Smyth 2010, in which the count is as far from what chance expects),
          p_corrected (the share in which any word is, each by its own standard deviation: maxT,
          Westfall & Young 1993). The labels of articles are shuffled; with one article a group, or
          two articles in all, those of their sentences.
        - verdict: "more" or "less" where p_corrected is below .05, else "cannot tell".

    Raises:
        ValueError: there are fewer than two groups, or one of them has no words; an article has no
            event; measure is none of these; or the table would have more than 5 million rows.

    >>> table = keyness(Story.of("The ship sank. " * 9, "The talks failed. " * 9))
    >>> table[["word", "article", "count", "rest", "log_ratio", "verdict"]].head(2).round(
    ...     1).values.tolist()
    [['failed', 'a', 0, 9, -4.2, 'less'], ['failed', 'b', 9, 0, 4.2, 'more']]
    """
    if measure not in MEASURES:
        raise ValueError(f"measure is one of {', '.join(MEASURES)}, not {measure!r}")
    terms, names, group, several = _labelled(story, by, spelling, ngrams, voice)
    if (rows := len(names) * len(terms.words) * (len(names) - 1 if pairs else 1)) > _MOST_ROWS:
        raise ValueError(f"{rows:,} rows are too many; compare fewer {by}s, or by='outlet'")
    stratum = _strata(terms, by, events)
    tables = [
        _compared(*some, by, shuffles, measure)
        for some in _comparisons(terms, names, group, stratum, pairs)
    ]
    table = pd.concat(tables, ignore_index=True).assign(
        resampled="article" if several else "sentence"
    )
    order = ["p_corrected", "p_resampled", "p", measure, "word", by]
    table = table.sort_values(
        order, ascending=[True, True, True, False, True, True], ignore_index=True
    )
    before = ["word", by, "against", "count", "of", "rest", "rest_of", "articles", "stop", measure]
    after = ["log_ratio", "low", "high", "p", "resampled", "p_resampled", "p_corrected", "verdict"]
    return table[[*dict.fromkeys(before + after)]]


@layer()
def keyness_by_chance(
    story: Story,
    by: str = "article",
    spelling: str = "compared",
    events: Mapping[str, Hashable] | None = None,
    shuffles: int = 20,
) -> pd.DataFrame:
    """What keyness would show by chance alone: the first group's labels shuffled.

    Args:
        story, by, spelling, events: as in `keyness`, which also says what is shuffled.
        shuffles: how often.

    Returns:
        One row a shuffle and word: shuffle (from 1), word, count and rest (times in what the first
        group got, and in the others), log_ratio and p (as in `keyness`, of the word alone).

    Raises:
        ValueError: as in `keyness`.
    """
    terms, names, group, _ = _labelled(story, by, spelling, 1, None)
    tables: list[pd.DataFrame] = []
    for labels in _shuffled(group, _strata(terms, by, events), shuffles):
        for dealt in labels.T:
            count = summed(terms.matrix, dealt, len(names)).toarray().astype(float)
            columns = _measured(count[0], count[1:].sum(axis=0))
            tables.append(pd.DataFrame({"shuffle": len(tables) + 1, "word": terms.words} | columns))
    return pd.concat(tables, ignore_index=True)[
        ["shuffle", "word", "count", "rest", "log_ratio", "p"]
    ]


def _labelled(
    story: Story, by: str, spelling: str, ngrams: int, voice: str | None
) -> tuple[TermMatrix, list[str], Codes, bool]:
    """The counts of what is shuffled, the groups' names, each unit's, and if units are articles."""
    check_group(by, voice)
    groups = {
        "article": [article.id for article in story],
        "outlet": list(story.outlets.values()),
        "voice": list(VOICES),
    }[by]
    wanted = dict.fromkeys(groups)
    if len(wanted) < 2:
        raise ValueError(f"keyness compares {by}s; this story has {len(wanted)}")
    several = len(story) > 2 and (by == "voice" or len(groups) > len(wanted))
    terms = term_matrix(story, spelling, ngrams, not several, "each" if by == "voice" else voice)
    terms = terms.rows(terms.sizes > 0)
    names, group = terms.groups(by)
    if missing := [name for name in wanted if name not in names]:
        raise ValueError(f"no words in {', '.join(missing)}: there is nothing to compare")
    return terms, names, group, several


def _strata(terms: TermMatrix, by: str, events: Mapping[str, Hashable] | None) -> Codes:
    """What is shuffled among itself only: the parts of an article for voices, else an event."""
    if by == "voice":
        return terms.groups("article")[1]
    if events is None:
        return np.zeros(len(terms.article), dtype=np.intp)
    if missing := [name for name in dict.fromkeys(terms.article) if events.get(name) is None]:
        raise ValueError(f"events names no event for {', '.join(missing)}")
    return pd.factorize(pd.Series([events[name] for name in terms.article], dtype=object))[0]


def _comparisons(
    terms: TermMatrix, names: list[str], group: Codes, stratum: Codes, pairs: bool
) -> Iterator[tuple[TermMatrix, Codes, Codes, list[str], list[str]]]:
    """Units to compare, their groups and strata, the groups' names, and what each is against."""
    if not pairs and len(names) > 2:
        yield terms, group, stratum, names, ["the rest"] * len(names)
        return
    for one, other in combinations(range(len(names)), 2):
        keep = (group == one) | (group == other)
        two = [names[one], names[other]]
        yield (
            terms.rows(keep),
            (group[keep] == other).astype(np.intp),
            pd.factorize(stratum[keep])[0],
            two,
            two[::-1],
        )


def _compared(
    terms: TermMatrix,
    group: Codes,
    stratum: Codes,
    names: list[str],
    against: list[str],
    by: str,
    shuffles: int,
    measure: str,
) -> pd.DataFrame:
    """The table of some groups, each against the others together."""
    count = summed(terms.matrix, group, len(names)).toarray().astype(float)
    halves = _half_widths(terms, group, count)
    lean, p, corrected = resampled(terms.matrix, group, stratum, shuffles)
    articles = _articles(terms, group, len(names))
    common = {"word": terms.words, "stop": terms.stop()}
    tables = []
    for at, name in enumerate(names):
        columns = _measured(count[at], count.sum(axis=0) - count[at], measure)
        ratio, half = columns["log_ratio"], halves[at] / np.log(2)
        told = (corrected[at] < 0.05) & (np.sign(lean[at]) == np.sign(ratio))
        columns |= {
            by: name, "against": against[at], "articles": articles[at], "low": ratio - half,
            "high": ratio + half,
            "p_resampled": p[at], "p_corrected": corrected[at],
            "verdict": np.where(~told, "cannot tell", np.where(ratio > 0, "more", "less")),
        }  # fmt: skip
        tables.append(pd.DataFrame(common | columns))
    return pd.concat(tables, ignore_index=True)


def _measured(a: Array, b: Array, measure: str = "log_ratio") -> dict[str, Any]:
    """What each word's counts here and there give: the log ratio, the measure, and p."""
    c, d = a.sum(), b.sum()
    cells = (a, b, c, d)
    small = measures.least_expected(*cells) < 5
    p = np.where(small, 1.0, stats.chi2.sf(measures.g2_four_cells(*cells), 1))
    p[small] = measures.fisher_p(a[small], b[small], c, d)
    sizes = {
        "count": a.astype(np.int64),
        "rest": b.astype(np.int64),
        "of": int(c),
        "rest_of": int(d),
    }
    return sizes | {
        "log_ratio": measures.log_ratio(*cells),
        measure: MEASURES[measure](*cells),
        "p": p,
    }


def _half_widths(terms: TermMatrix, group: Codes, count: Array) -> Array:
    """Half the interval of each log ratio, from those of the two rates (Zou & Donner 2008)."""
    units = np.bincount(group)[:, None]
    squares, products, sizes = cluster_sums(terms, group, len(count))
    mine = (count, squares.toarray(), products.toarray(), sizes[:, None], units)
    rest = tuple(total.sum(axis=0) - total for total in mine)
    sides = []
    for a, square, product, size, n in (mine, rest):
        of = a.sum(axis=1, keepdims=True)
        rate = a / of
        wide = clustered_half_width(a, square - 2 * rate * product + rate**2 * size, n)
        sides.append(np.maximum(measures.rate_half_width(a, of), wide))
    return np.hypot(*sides)


def _articles(terms: TermMatrix, group: Codes, groups: int) -> NDArray[np.int64]:
    """In how many articles of each group each word stands."""
    article = terms.groups("article")[1]
    both, which = np.unique(np.stack([group, article]), axis=1, return_inverse=True)
    stands = ones(summed(terms.matrix, which.ravel(), both.shape[1]))
    return np.asarray(summed(stands, both[0], groups).toarray(), dtype=np.int64)


def resampled(
    matrix: sparse.csr_array, group: Codes, stratum: Codes, shuffles: int
) -> tuple[Array, Array, Array]:
    """How far each count is from what shuffled labels bring, and how often they bring as much.

    Args:
        matrix: counts, a row a unit (article or sentence), a column a word.
        group: the number of each unit's group, from 0.
        stratum: the number of the stratum in which its label is shuffled, from 0.
        shuffles: how often.

    Returns:
        A row a group, a column a word: lean (count less what all units' rate expects, in standard
        deviations of the shuffles), p of each word by itself, and p corrected for all words (maxT,
        Westfall & Young 1993). What only the lengths of the units change is not held against
        chance, up to half an occurrence: else where sentences differ in length, a word that stands
        once could have a small p.
    """
    sizes = np.asarray(matrix.sum(axis=1), dtype=float)
    rate = matrix.sum(axis=0) / sizes.sum()
    centre, spread = _moments(matrix, sizes, rate, group, stratum)
    exact = (
        np.float32 if sizes.sum() < 2**24 else np.float64
    )  # whole numbers stay whole, and half the memory serves
    columns = sparse.csc_array(
        (matrix.data.astype(exact), matrix.indices, matrix.indptr), shape=matrix.shape[::-1]
    )

    def apart(labels: NDArray[Any]) -> Iterator[tuple[Array, Array]]:
        """By group, a row a word, a column a shuffle, and its size; the last has what is left."""
        left, all_left = (
            np.zeros((len(rate), labels.shape[1])),
            np.full(labels.shape[1], sizes.sum()),
        )
        for at in range(len(centre)):
            here, size = left, all_left
            if at < len(centre) - 1:
                chosen = (labels == at).astype(exact)
                size = sizes @ chosen
                here = columns @ chosen - np.outer(rate, size)
                left -= here
                all_left = all_left - size
            here -= centre[at][:, None]
            yield here, size

    real = list(apart(group[:, None]))
    lean = np.hstack([here for here, _ in real]).T / spread
    least = np.abs(lean) - _ROUNDING
    bound = least * spread
    hits, most = np.ones_like(lean), [[np.full(1, np.inf)] for _ in lean]
    for labels in _shuffled(group, stratum, shuffles):
        for at, (scores, size) in enumerate(apart(labels)):
            np.abs(scores, out=scores)
            most[at].append((scores / spread[at][:, None]).max(axis=0))
            scores += np.minimum(np.outer(rate, np.abs(size - real[at][1])), 0.5)
            hits[at] += (scores >= bound[at][:, None]).sum(axis=1)
    beyond = [
        shuffles + 1 - np.searchsorted(np.sort(np.hstack(one)), two)
        for one, two in zip(most, least, strict=True)
    ]
    return lean, hits / (shuffles + 1), np.maximum(hits, np.stack(beyond)) / (shuffles + 1)


def _shuffled(group: Codes, stratum: Codes, shuffles: int) -> Iterator[NDArray[Any]]:
    """The groups of the units, shuffled within each stratum, a column a shuffle, in blocks."""
    rng = np.random.default_rng(SEED)
    sizes, order = np.bincount(stratum), np.argsort(stratum, kind="stable")
    starts = np.cumsum(sizes) - sizes
    alike = [order[starts[sizes == size][:, None] + np.arange(size)] for size in np.unique(sizes)]
    for first in range(0, shuffles, _BLOCK):
        labels = np.tile(group.astype(np.int32)[:, None], min(_BLOCK, shuffles - first))
        for places in alike:  # strata of one size at a time, a row a stratum
            labels[places] = rng.permuted(labels[places], axis=1)
        yield labels


def _moments(
    matrix: sparse.csr_array, sizes: Array, rate: Array, group: Codes, stratum: Codes
) -> tuple[Array, Array]:
    """The mean and deviation over all shuffles of each count less what is expected, by group.

    Drawing without replacement, stratum by stratum. A word that no shuffle moves gets the deviation
    inf: it leans nowhere.
    """
    units = np.bincount(stratum)
    members = np.stack(
        [np.bincount(stratum[group == at], minlength=len(units)) for at in range(group.max() + 1)]
    )
    together, size = summed(matrix, stratum, len(units)), np.bincount(stratum, sizes).astype(float)
    share = np.asarray(members / units)
    centre = share @ together - np.outer(share @ size, rate)
    weight = share * (units - members) / np.maximum(units - 1, 1)
    variance = _squares(weight[:, stratum], matrix, sizes, rate) - _squares(
        weight / units, together, size, rate
    )
    return centre, np.sqrt(np.where(variance > _ROUNDING, variance, np.inf))


def _squares(weight: Array, matrix: sparse.csr_array, sizes: Array, rate: Array) -> Array:
    """The weighted sum of squares of counts less what the rate expects of units of these sizes."""
    squares, products = (
        np.asarray(some) for some in (weight @ squared(matrix), (weight * sizes) @ matrix)
    )
    return np.asarray(squares - 2 * rate * products + np.outer(weight @ sizes**2, rate**2))
