"""Words and n-grams counted, by article, by outlet, and by voice."""

from collections.abc import Container, Iterable
from typing import Any

import numpy as np
import pandas as pd

from tellings.articles.story import Story
from tellings.chance import clustered_half_width, share_interval
from tellings.drawing.words import TooLittleError
from tellings.terms.term_matrix import cluster_sums, ones, summed, term_matrix
from tellings.text.layers import layer, sort_by

GROUPS = ("article", "outlet", "voice")


@layer()
def counts(
    story: Story,
    by: str = "article",
    spelling: str = "compared",
    ngrams: int = 1,
    voice: str | None = None,
) -> pd.DataFrame:
    """How often each word stands in the bodies of each group of articles.

    Args:
        story: the articles.
        by: "article", "outlet", or "voice", which parts the words between quotation marks
            ("quoted", whoever speaks) from all others ("newsroom"). Reported speech without marks
            is the newsroom's: the thought is another's, the choice of words is not.
        spelling: "compared" (British and American alike, no possessive) or "printed" (only capitals
            made small).
        ngrams: 1 for words, 2 for pairs of neighbouring words, and so on; none reaches over the end
            of a sentence, or from one voice into another where these are told apart.
        voice: "newsroom" or "quoted" counts the words of that voice only; all words if left out.

    Returns:
        One row a word and group where it occurs: word, article (or outlet, or voice), count, of
        (all words, or n-grams, of the group), per_1000, low and high (95% interval of per_1000),
        articles (in how many of the group it stands), stop (a function word; of n-grams, all of
        them); the commonest first. The interval takes words as drawn one by one (Wilson 1927), and
        where a group has several articles it is made as wide as the differences between these
        demand (Cochran 1977, chapter 6: articles as clusters). Within one article words cluster
        too, so there the true interval is wider, never narrower.

    Raises:
        ValueError: by, spelling, ngrams or voice is none of these.

    >>> counts(Story.of("Talks about talks"))[["word", "count", "per_1000"]].round(1).values.tolist(
    ...     )
    [['talks', 2, 666.7], ['about', 1, 333.3]]
    >>> counts(Story.of("He said “we talk”"), by="voice")[["word", "voice"]].values.tolist()
    [['he', 'newsroom'], ['said', 'newsroom'], ['talk', 'quoted'], ['we', 'quoted']]
    """
    check_group(by, voice)
    terms = term_matrix(story, spelling, ngrams, voice="each" if by == "voice" else voice)
    names, group = terms.groups(by)
    total = summed(terms.matrix, group, len(names))
    several = summed(ones(terms.matrix), group, len(names))
    row, column = total.nonzero()
    order = np.lexsort((row, column, -total.data))
    row, column, count = row[order], column[order], total.data[order]
    of = np.asarray(total.sum(axis=1))[row]
    low, high = share_interval(count, of)
    if len(names) < len(terms.article):
        rate = count / of
        squares, products, sizes = cluster_sums(terms, group, len(names))
        apart = squares.data[order] - 2 * rate * products.data[order] + rate**2 * sizes[row]
        clusters = np.bincount(group[terms.sizes > 0], minlength=len(names))
        half = clustered_half_width(count, apart, clusters[row])
        low = np.minimum(low, rate * np.exp(-half))
        high = np.maximum(high, np.minimum(1, rate * np.exp(half)))
    columns = {
        "word": terms.words[column], by: np.array(names, dtype=object)[row],
        "count": count.astype(np.int64), "of": of.astype(np.int64),
        "per_1000": 1000 * count / of, "low": 1000 * low, "high": 1000 * high,
        "articles": several.data[order].astype(np.int64), "stop": terms.stop()[column],
    }  # fmt: skip
    return pd.DataFrame(columns)


def ways_of_counting(story: Story) -> pd.DataFrame:
    """How much the decisions about what a word is change: the same bodies, counted in five ways.

    Args:
        story: the articles.

    Returns:
        One row a way and article: way, article, outlet, counted (how many words), different.

    >>> table = ways_of_counting(Story.of("Defence, defense and “ties”."))
    >>> table[["way", "counted", "different"]].head(2).values.tolist()
    [['words as printed', 4, 4], ['one spelling', 4, 3]]
    """
    ways: dict[str, dict[str, Any]] = {
        "words as printed": {"spelling": "printed"},
        "one spelling": {},
        "pairs of words": {"ngrams": 2},
        "the newsroom's words": {"voice": "newsroom"},
        "words in quotation marks": {"voice": "quoted"},
    }
    tables = [counts(story, **way).assign(way=name) for name, way in ways.items()]
    groups = pd.concat(tables).groupby(["way", "article", "outlet"], as_index=False, sort=False)
    table = groups.agg(counted=("count", "sum"), different=("count", "size"))
    return sort_by(table, ["way", "article"], way=ways, article=story.outlets)


def check_words(wanted: Iterable[str], found: Container[str]) -> None:
    """Raises TooLittleError where some of what is compared has no words."""
    if missing := [name for name in wanted if name not in found]:
        raise TooLittleError(
            f"no words in {', '.join(missing)}: there is nothing to compare; "
            "leave out what has no words"
        )


def check_group(by: str, voice: str | None) -> None:
    """Raises ValueError where by is no kind of group, or voice leaves it one voice to compare."""
    if by not in GROUPS:
        raise ValueError(f"by is 'article', 'outlet' or 'voice', not {by!r}")
    if by == "voice" and voice is not None:
        raise ValueError(f"by='voice' takes both voices; leave out voice={voice!r}")
