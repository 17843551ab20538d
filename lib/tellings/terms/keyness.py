"""Which words one group of texts uses more than another, by the measure one asks for."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import scipy
from numpy.typing import NDArray

from tellings.articles.story import Story
from tellings.chance import Array, clustered_half_width
from tellings.drawing.words import TooLittleError
from tellings.terms import measures
from tellings.terms.counts import check_group, check_words
from tellings.terms.resampling import Codes, resampled, shuffled
from tellings.terms.strata import matched_log_ratio
from tellings.terms.term_matrix import (
    VOICES,
    TermMatrix,
    cluster_sums,
    named_form,
    ones,
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
_DISPERSION, _RANK_SUM = "text_dispersion", "rank_sum"  # take articles, not words
_MOST_ROWS = 2_000_000  # of all words and groups; they take a good gigabyte
_LEAST_SHUFFLES = 20  # with 19 no p is below 1 / 20


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
    words: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Which words each article, outlet or voice uses more or less than the others, and how surely.

    Args:
        story: two articles or more.
        by, spelling, ngrams, voice: as in `counts`.
        events: where the story tells of several events, the event of each article, by its id.
            Labels are then shuffled within events, so that no outlet has key words only because of
            what it reported on.
        pairs: each group against each other one, not against all others together.
        shuffles: how often the labels are shuffled, 20 times or more. No p_resampled is below
            1 / (shuffles + 1), and with fewer none could be below .05.
        measure: which measure has a column beside the log ratio. How sure: "g2" (log-likelihood
            from four cells, Dunning 1993; quanteda's and AntConc's), "g2_two_cells" (from two,
            Rayson & Garside 2000; Lancaster's calculator), "chi2" (Pearson; corrected after Yates
            where an expected count is below 5; quanteda's first). How large: "percent_difference"
            (%DIFF, Gabrielatos & Marchi 2011), "odds_ratio" (Pojanapunya & Todd 2018),
            "simple_maths" (Kilgarriff 2009, k = 1; Sketch Engine's), or "log_ratio" for no more
            columns. Each of these takes words as drawn one by one. "text_dispersion" takes
            articles: G2 of those in which the word stands among all (Egbert & Biber 2019); for
            stories of many articles, whose bursts of one word it does not count; "rank_sum", how
            often an article of the group has the higher rate, .5 where neither has (Kilgarriff
            2001; compared with others by Sönning 2023). The verdict is the same whichever is
            chosen.
        words: words, or n-grams, named before looking at the texts; only these are compared, and
            p_corrected is corrected for these only. All words if left out.

    Returns:
        One row a word and group, the smallest p_corrected first:

        - word; article (or outlet, or voice); against ("the rest", or the other group's name);
          count and rest (times in the group, and in what it is compared with); of and rest_of (all
          words there); articles (of the group, in which the word stands); stop (a function word);
          the measure.
        - How large: log_ratio (Hardie 2014; 1 is twice as common, a word absent from one side
          counts half a time there) with low and high (95%: the articles, or where each group has
          one its sentences, as clusters, Cochran 1977; never narrower than Katz et al. 1978). With
          events, and for voices, the rates are compared within each event or article (Mantel &
          Haenszel 1959; the interval with units as clusters, never narrower than Greenland & Robins
          1985); missing for a word that stands in none of which both sides tell.
        - How sure, words taken as drawn one by one: p (Fisher's exact test where an expected count
          is below 5, else from the log-likelihood from four cells). Words cluster, so this p is too
          small rather than too large.
        - How sure, with clusters: resampled ("article" or "sentence"), p_resampled (the share of
          shuffles, the real labels counted in, Phipson & Smyth 2010, in which the count is as far
          from what chance expects, but for less than half an occurrence), p_corrected (the share in
          which any word of any group in the table is; with pairs, of the two that are compared;
          each by its own standard deviation: maxT, Westfall & Young 1993). The labels of articles
          are shuffled; with one article a group, or two articles in all, those of their sentences.
          What chance expects is the event's own rate (for voices the article's; else that of all
          texts) for so many words, and the deviation allows for one side writing shorter, so that
          length alone makes no verdict.
        - verdict: "more" or "less" where p_corrected is below .05 and the interval of log_ratio
          leaves out 0, else "cannot tell".

        Without rows where there is one group only, so nothing to compare.

    Raises:
        ValueError: one of the groups has no words; an article has no event; a word named is in none
            of them; measure is none of these; shuffles are too few; or the table would have more
            than 2 million rows.

    >>> table = keyness(Story.of("The ship sank. " * 9, "The talks failed. " * 9))
    >>> table = table[["word", "article", "count", "rest", "log_ratio", "verdict"]]
    >>> table.head(2).round(1).values.tolist()
    [['failed', 'a', 0, 9, -4.2, 'less'], ['failed', 'b', 9, 0, 4.2, 'more']]
    """
    if measure not in (known := [*MEASURES, _DISPERSION, _RANK_SUM]):
        raise ValueError(f"measure is one of {', '.join(known)}, not {measure!r}")
    if shuffles < _LEAST_SHUFFLES:
        raise ValueError(
            f"shuffles: {shuffles} are too few for any p below .05; take {_LEAST_SHUFFLES} or more"
        )
    before = ["word", by, "against", "count", "of", "rest", "rest_of", "articles", "stop", measure]
    after = ["log_ratio", "low", "high", "p", "resampled", "p_resampled", "p_corrected", "verdict"]
    columns = list(dict.fromkeys(before + after))
    check_group(by, voice)
    if len(_groups(story, by)) < 2:
        return pd.DataFrame(columns=columns)
    terms, names, group, several = _labelled(story, by, spelling, ngrams, voice)
    if words is not None:
        terms = terms.only(named_form(word, spelling, ngrams) for word in words)
    if (rows := len(names) * len(terms.words) * (len(names) - 1 if pairs else 1)) > _MOST_ROWS:
        raise ValueError(
            f"{rows:,} rows, one for each word and {by}, are too many; compare fewer {by}s, "
            "or by='outlet', or name the words that you want to compare: words=[...]"
        )
    stratum = _strata(terms, by, events)
    compared = _comparisons(terms, names, group, stratum, pairs)
    table = pd.concat([_compared(*some, by, shuffles, measure) for some in compared])
    table["resampled"] = "article" if several else "sentence"
    order = ["p_corrected", "p_resampled", "p", measure, "word", by]
    upwards = [name != measure for name in order]
    return table.sort_values(order, ascending=upwards, ignore_index=True)[columns]


@layer()
def keyness_by_chance(
    story: Story,
    by: str = "article",
    events: Mapping[str, Hashable] | None = None,
    shuffles: int = 499,
) -> pd.DataFrame:
    """How many words look different as the texts are, and how many with the labels shuffled.

    Args:
        story, by, events, shuffles: as in `keyness`, which says what is shuffled; the deals are
            the same.

    Returns:
        One row a deal: deal (0 for the texts as they are), different (words that a group uses more
        or less than the others with p < .05, taken alone), of (all words) and resampled ("article"
        or "sentence").

    Raises:
        ValueError: as in `keyness`.

    >>> texts = Story.of("The ship sank. " * 9, "The talks failed. " * 9)
    >>> table = keyness_by_chance(texts)
    >>> int(table["different"][0]), int(table["different"][1:].median())
    (4, 0)
    """
    terms, names, group, several = _labelled(story, by, "compared", 1, None)
    blocks = shuffled(group, _strata(terms, by, events), shuffles)
    deals = [group, *(labels for block in blocks for labels in block.T)]
    different = [_look_different(terms, labels, len(names)) for labels in deals]
    columns = {"deal": range(len(deals)), "different": different, "of": len(terms.words)}
    return pd.DataFrame(columns).assign(resampled="article" if several else "sentence")


def _look_different(terms: TermMatrix, group: Codes, groups: int) -> int:
    """How many words a group uses more or less than the others, each with p < .05 by itself."""
    count = summed(terms.matrix, group, groups).toarray().astype(float)
    size = np.bincount(group, terms.sizes)
    low = np.zeros(len(terms.words), dtype=bool)
    for at in range(groups - (groups == 2)):  # of two groups, each is the other's rest
        low |= _p(count[at], count.sum(axis=0) - count[at], size[at], size.sum() - size[at]) < 0.05
    return int(low.sum())


def _groups(story: Story, by: str) -> list[str]:
    """What is compared, in the order of the story."""
    if by == "voice":
        return list(VOICES)
    return list(story.outlets if by == "article" else dict.fromkeys(story.outlets.values()))


def _labelled(
    story: Story, by: str, spelling: str, ngrams: int, voice: str | None
) -> tuple[TermMatrix, list[str], Codes, bool]:
    """The counts of what is shuffled, the groups' names, each unit's, and if units are articles."""
    check_group(by, voice)
    wanted = _groups(story, by)
    if len(wanted) < 2:
        raise TooLittleError(f"keyness compares {by}s; this story has {len(wanted)}")
    several = len(story) > 2 and (by == "voice" or len(story) > len(wanted))
    terms = term_matrix(story, spelling, ngrams, not several, "each" if by == "voice" else voice)
    terms = terms.rows(terms.sizes > 0)
    names, group = terms.groups(by)
    check_words(wanted, names)
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
        labels, strata = (group[keep] == other).astype(np.intp), pd.factorize(stratum[keep])[0]
        yield terms.rows(keep), labels, strata, two, two[::-1]


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
    size = np.bincount(group, terms.sizes)
    halves = _half_widths(terms, group, count, size) / np.log(2)
    lean, p, corrected = resampled(terms.matrix, terms.sizes, group, stratum, shuffles)
    articles, told = _articles(terms, group, len(names))
    common = {"word": terms.words, "stop": terms.stop()}
    tables = []
    for at, name in enumerate(names):
        rest = count.sum(axis=0) - count[at]
        columns = _measured(count[at], rest, size[at], size.sum() - size[at], measure)
        if measure == _DISPERSION:
            in_rest = articles.sum(axis=0) - articles[at]
            cells = (articles[at], in_rest, told[at], told.sum() - told[at])
            columns[measure] = measures.g2_four_cells(*cells)
        if measure == _RANK_SUM:
            columns[measure] = measures.rank_sum(terms.matrix, terms.sizes, group == at)
        ratio, half = columns["log_ratio"], halves[at]
        if stratum.any():
            ratio, half = matched_log_ratio(terms.matrix, terms.sizes, group == at, stratum)
        agree = np.sign(lean[at]) == np.sign(ratio)
        sure = (corrected[at] < 0.05) & agree & (half < np.abs(ratio))
        columns |= {
            by: name, "against": against[at], "articles": articles[at],
            "log_ratio": ratio, "low": ratio - half, "high": ratio + half,
            "p_resampled": p[at], "p_corrected": corrected[at],
            "verdict": np.where(~sure, "cannot tell", np.where(ratio > 0, "more", "less")),
        }  # fmt: skip
        tables.append(pd.DataFrame(common | columns))
    return pd.concat(tables, ignore_index=True)


def _measured(a: Array, b: Array, c: float, d: float, measure: str) -> dict[str, Any]:
    """What each word's counts here and there give: the log ratio, the measure, and p."""
    cells = (a, b, c, d)
    sizes = {
        "count": a.astype(np.int64),
        "rest": b.astype(np.int64),
        "of": int(c),
        "rest_of": int(d),
    }
    return sizes | {
        "log_ratio": measures.log_ratio(*cells),
        measure: MEASURES.get(measure, measures.log_ratio)(*cells),
        "p": _p(*cells),
    }


def _p(a: Array, b: Array, c: float, d: float) -> Array:
    """How often chance brings counts as uneven, words taken as drawn one by one."""
    small = measures.least_expected(a, b, c, d) < 5
    p = np.empty(len(a))
    p[~small] = scipy.stats.chi2.sf(measures.g2_four_cells(a[~small], b[~small], c, d), 1)
    counts, which = np.unique(a[small] + 1j * b[small], return_inverse=True)  # mostly alike
    p[small] = measures.fisher_p(counts.real, counts.imag, c, d)[which]
    return p


def _half_widths(terms: TermMatrix, group: Codes, count: Array, of: Array) -> Array:
    """Half the interval of each log ratio, from those of the two rates (Zou & Donner 2008)."""
    units = np.bincount(group)[:, None]
    squares, products, sizes = cluster_sums(terms, group, len(count))
    mine = (count, of[:, None], squares.toarray(), products.toarray(), sizes[:, None], units)
    rest = tuple(total.sum(axis=0) - total for total in mine)
    sides = []
    for a, all_words, square, product, size, n in (mine, rest):
        rate = a / all_words
        wide = clustered_half_width(a, square - 2 * rate * product + rate**2 * size, n)
        sides.append(np.maximum(measures.rate_half_width(a, all_words), wide))
    return np.hypot(*sides)


def _articles(
    terms: TermMatrix, group: Codes, groups: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """In how many articles of each group each word stands, and how many each group has."""
    article = terms.groups("article")[1]
    both, which = np.unique(np.stack([group, article]), axis=1, return_inverse=True)
    stands = ones(summed(terms.matrix, which.ravel(), both.shape[1]))
    standing = np.asarray(summed(stands, both[0], groups).toarray(), dtype=np.int64)
    return standing, np.bincount(both[0], minlength=groups)
