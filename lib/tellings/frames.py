"""Frames by dictionary: a codebook says which terms speak for which frame, and every hit can be looked up in its place."""

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pandas as pd
from scipy import stats

from tellings.articles import Article, articles_of
from tellings.codebooks import Codebook, read_codebook
from tellings.effects import difference_interval, fisher_p, share_interval
from tellings.patterns import TermFinder
from tellings.tokens import sentences, tokens


def code_frames(source: Article | Iterable[Article], codebook: Codebook | str | Path) -> pd.DataFrame:
    """Every place where a term of the codebook stands: a layer.

    A count of words is not a frame (Entman 1993): a hit is a place to read. Of terms that overlap the longest counts. A hit
    inside an excluded phrase does not count.

    Args:
        source: an Article, a Story, or any articles.
        codebook: a Codebook, or the name or path of one.

    Returns:
        One row a hit: article, start, end, frame, term (as in the codebook), text (as printed), section, paragraph (of the
        body, from 1; 0 outside it), sentence.

    >>> article = Article(id="a", text="The attack on the island came in 2010.")
    >>> code_frames(article, "defence_talks")[["frame", "term", "text"]].values.tolist()
    [['North Korean threat', 'attack*', 'attack']]
    """
    book = codebook if isinstance(codebook, Codebook) else read_codebook(codebook)
    finders = [(frame, TermFinder([*frame.terms, *frame.exclude]), set(frame.exclude)) for frame in book.frames]
    rows = []
    for article in articles_of(source):
        for _, words in tokens(article).groupby("sentence", sort=False):
            norms = words["norm"].tolist()
            for frame, finder, excluded in finders:
                hits = (hit for hit in finder.find(norms) if hit.term not in excluded)
                rows += [_hit(article, words, frame.name, *hit) for hit in hits]
    columns = ["article", "start", "end", "frame", "term", "text", "section", "paragraph", "sentence"]
    return pd.DataFrame(rows, columns=columns).sort_values(
        ["article", "start", "end", "frame"], kind="stable", ignore_index=True
    )


def _hit(article: Article, words: pd.DataFrame, frame: str, term: str, first: int, last: int) -> tuple[object, ...]:
    start, end = int(words["start"].iloc[first]), int(words["end"].iloc[last - 1])
    place = words.iloc[first]
    return (
        article.id,
        start,
        end,
        frame,
        term,
        article.text[start:end],
        place["section"],
        place["paragraph"],
        place["sentence"],
    )


def frame_scores(source: Article | Iterable[Article], codebook: Codebook | str | Path) -> pd.DataFrame:
    """How much of each article's body each frame touches.

    Args:
        source: an Article, a Story, or any articles.
        codebook: a Codebook, or the name or path of one.

    Returns:
        One row a frame and article: frame, article, hits, terms (different ones), sentences (of the body, with a hit), of
        (sentences of the body), share (sentences / of), low and high (95% interval of the share, Wilson 1927, sentences
        taken as drawn one by one).
    """
    book = codebook if isinstance(codebook, Codebook) else read_codebook(codebook)
    articles = articles_of(source)
    hits = code_frames(articles, book).query("section == 'body'")
    total = sentences(articles).query("section == 'body'").groupby("article").size()
    rows = []
    for frame in book.frames:
        for article in articles:
            mine = hits[(hits["frame"] == frame.name) & (hits["article"] == article.id)]
            k, n = mine["sentence"].nunique(), int(total.get(article.id, 0))
            rows.append(
                (
                    frame.name,
                    article.id,
                    len(mine),
                    mine["term"].nunique(),
                    k,
                    n,
                    k / n if n else 0.0,
                    *share_interval(k, n),
                )
            )
    return pd.DataFrame(rows, columns=["frame", "article", "hits", "terms", "sentences", "of", "share", "low", "high"])


def frame_differences(scores: pd.DataFrame) -> pd.DataFrame:
    """Each pair of articles compared, frame by frame, with the verdict in words.

    Args:
        scores: what `frame_scores` returns.

    Returns:
        frame, first, second (articles), difference (of the shares of sentences, first minus second), low and high (95%,
        Newcombe 1998), p (Fisher, exact), p_corrected (Benjamini & Hochberg 1995, over all rows), verdict.
    """
    rows = []
    for frame, group in scores.groupby("frame", sort=False):
        for one, two in combinations(group.itertuples(), 2):
            counts = (one.sentences, one.of, two.sentences, two.of)
            p = fisher_p(one.sentences, two.sentences, one.of, two.of) if one.sentences + two.sentences else 1.0
            rows.append((frame, one.article, two.article, one.share - two.share, *difference_interval(*counts), p))
    table = pd.DataFrame(rows, columns=["frame", "first", "second", "difference", "low", "high", "p"])
    corrected = stats.false_discovery_control(table["p"]) if len(table) else []
    verdict = ["differs" if p < 0.05 else "cannot tell" for p in corrected]
    return table.assign(p_corrected=corrected, verdict=verdict)
