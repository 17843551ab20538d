"""Words counted, compared, and followed through the text."""

from collections.abc import Iterable, Sequence
from math import log2

import numpy as np
import pandas as pd
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder
from scipy import stats

from tellings.articles import Article, Story, articles_of
from tellings.effects import fisher_p, g2_four_cells, log_ratio, log_ratio_interval
from tellings.patterns import TermFinder
from tellings.tokens import tokens


def body_words(source: Article | Iterable[Article], spelling: str = "compared") -> pd.DataFrame:
    """The words of the body, with the form in which each is counted.

    Args:
        source: an Article, a Story, or any articles.
        spelling: "compared" (British and American alike, no possessive) or "printed" (only capitals made small).

    Returns:
        The rows of `tokens` of the body, and word.

    Raises:
        ValueError: spelling is neither.
    """
    if spelling not in ("compared", "printed"):
        raise ValueError(f"spelling is 'compared' or 'printed', not {spelling!r}")
    words = tokens(source).query("section == 'body'").reset_index(drop=True)
    return words.assign(word=words["norm"] if spelling == "compared" else words["text"].str.casefold())


def counts(source: Article | Iterable[Article], spelling: str = "compared") -> pd.DataFrame:
    """How often each word stands in the body of each article.

    Args:
        source: an Article, a Story, or any articles.
        spelling: as in `body_words`.

    Returns:
        One row a word and article where it occurs: word, article, count, of (words of the article's body), per_1000, stop (a
        function word); the commonest first.

    >>> counts(Article(id="a", text="Talks about talks"))[["word", "count", "per_1000"]].round(1).values.tolist()
    [['talks', 2, 666.7], ['about', 1, 333.3]]
    """
    words = body_words(source, spelling)
    table = words.groupby(["word", "article"], as_index=False).agg(count=("word", "size"), stop=("stop", "first"))
    of = table["article"].map(words.groupby("article").size()).astype("int64")
    table = table.assign(of=of, per_1000=1000 * table["count"] / of)
    table = table.sort_values(["count", "word", "article"], ascending=[False, True, True], ignore_index=True)
    return table[["word", "article", "count", "of", "per_1000", "stop"]]


def keyness(story: Story, spelling: str = "compared") -> pd.DataFrame:
    """Which words each article uses more, or less, than the others together, and how sure that is.

    Args:
        story: two articles or more.
        spelling: as in `body_words`.

    Returns:
        One row a word and article: word, article, count, rest (times in the other articles), per_1000, rest_per_1000,
        log_ratio (Hardie 2014; 1 is twice as common) with low and high (95%, Katz et al. 1978), g2_four_cells (Dunning
        1993), p (Fisher, exact), p_bonferroni, p_bh (Benjamini & Hochberg 1995), both over the words of one article, stop,
        verdict ("more", "less" or "cannot tell", at p_bh < .05). The smallest p first.
        The tests take words as drawn one by one; words cluster, so p is too small rather than too large.

    Raises:
        ValueError: there are fewer than two articles, or one of them has no words.
    """
    if len(story) < 2:
        raise ValueError(f"keyness compares articles; this story has {len(story)}")
    words = body_words(story, spelling)
    matrix = pd.crosstab(words["word"], words["article"]).reindex(columns=[a.id for a in story], fill_value=0)
    if not_one := [name for name in matrix if matrix[name].sum() == 0]:
        raise ValueError(f"no words in {', '.join(not_one)}: there is nothing to compare")
    stop = words.groupby("word")["stop"].first()
    table = pd.concat([_keyness_of(matrix, name, stop) for name in matrix], ignore_index=True)
    return table.sort_values(["p", "g2_four_cells", "word", "article"], ascending=[True, False, True, True], ignore_index=True)


def _keyness_of(matrix: pd.DataFrame, name: str, stop: pd.Series) -> pd.DataFrame:
    mine, rest = matrix[name].to_numpy(), matrix.drop(columns=name).sum(axis=1).to_numpy()
    of, rest_of = int(mine.sum()), int(rest.sum())
    cells = [(int(a), int(b), of, rest_of) for a, b in zip(mine, rest, strict=True)]
    low, high = zip(*(log_ratio_interval(*cell) for cell in cells), strict=True)
    p = np.array([fisher_p(*cell) for cell in cells])
    ratio = np.array([log_ratio(*cell) for cell in cells])
    bh = stats.false_discovery_control(p)
    columns: dict[str, object] = {
        "word": matrix.index, "article": name, "count": mine, "rest": rest, "per_1000": 1000 * mine / of,
        "rest_per_1000": 1000 * rest / rest_of, "log_ratio": ratio, "low": low, "high": high,
        "g2_four_cells": [g2_four_cells(*cell) for cell in cells], "p": p, "p_bonferroni": np.minimum(1, p * len(p)),
        "p_bh": bh, "stop": stop.reindex(matrix.index).to_numpy(),
        "verdict": np.where(bh >= 0.05, "cannot tell", np.where(ratio > 0, "more", "less")),
    }  # fmt: skip
    return pd.DataFrame(columns)


def kwic(source: Article | Iterable[Article], terms: str | Sequence[str], width: int = 45) -> pd.DataFrame:
    """The concordance: every place where a term stands in the body, with the words around it (key word in context).

    Args:
        source: an Article, a Story, or any articles.
        terms: a word, a wildcard ("sink*"), a phrase, or several of them.
        width: how many characters of the paragraph to show on each side.

    Returns:
        One row a place: article, start, end, paragraph, left, match, right.

    >>> kwic(Article(id="a", text="The ship was sunk in March."), "sunk", width=12)[["left", "match", "right"]].values.tolist()
    [['he ship was ', 'sunk', ' in March.']]
    """
    finder = TermFinder([terms] if isinstance(terms, str) else terms)
    rows = []
    for article in articles_of(source):
        words = tokens(article).query("section == 'body'")
        for (paragraph, _), sentence in words.groupby(["paragraph", "sentence"], sort=False):
            for hit in finder.find(sentence["norm"].tolist()):
                start, end = int(sentence["start"].iloc[hit.first]), int(sentence["end"].iloc[hit.last - 1])
                first, last = article.paragraphs[paragraph - 1]
                left, right = (
                    article.text[max(first, start - width) : start],
                    article.text[end : min(last, end + width)],
                )
                rows.append((article.id, start, end, paragraph, left, article.text[start:end], right))
    return pd.DataFrame(rows, columns=["article", "start", "end", "paragraph", "left", "match", "right"])


def collocations(source: Article | Iterable[Article], least: int = 2) -> pd.DataFrame:
    """Pairs of neighbouring words that stand together more often than chance would bring them.

    Args:
        source: an Article, a Story, or any articles.
        least: the fewest times a pair must occur.

    Returns:
        first, second, count, g2 (Dunning 1993), t, pmi (Manning & Schuetze 1999), log_dice (Rychly 2008, at most 14); pairs
        of two content words, the largest g2 first.
    """
    words = body_words(source)
    sentences = [group["word"].tolist() for _, group in words.groupby(["article", "sentence"], sort=False)]
    finder = BigramCollocationFinder.from_documents(sentences)
    finder.apply_freq_filter(least)
    stop = set(words.loc[words["stop"], "word"])
    rows = []
    for (one, two), n in finder.ngram_fd.items():
        if one in stop or two in stop:
            continue
        margins = (n, (finder.word_fd[one], finder.word_fd[two]), finder.N)
        measures = (BigramAssocMeasures.likelihood_ratio, BigramAssocMeasures.student_t, BigramAssocMeasures.pmi)
        rows.append((one, two, n, *(measure(*margins) for measure in measures), 14 + log2(2 * n / sum(margins[1]))))
    table = pd.DataFrame(rows, columns=["first", "second", "count", "g2", "t", "pmi", "log_dice"])
    return table.sort_values(["g2", "first", "second"], ascending=[False, True, True], ignore_index=True)


def deviation_of_proportions(parts: Sequence[int], sizes: Sequence[int]) -> tuple[float, float]:
    """Gries' DP and DPnorm: 0 where a word is spread evenly over the parts, near 1 where it stands in one of them.

    Gries (2008); the norm Lijffijt & Gries (2012).

    >>> [round(value, 4) for value in deviation_of_proportions([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])]
    [0.18, 0.2195]
    """
    share = np.asarray(sizes) / sum(sizes)
    dp = 0.5 * float(np.abs(np.asarray(parts) / sum(parts) - share).sum())
    return dp, dp / float(1 - share.min()) if len(share) > 1 else 0.0


def dispersion(source: Article | Iterable[Article], words: Sequence[str]) -> pd.DataFrame:
    """How evenly words are spread over the paragraphs of each article.

    Args:
        source: an Article, a Story, or any articles.
        words: the words to look at, in any spelling.

    Returns:
        One row a word and article where it occurs: word, article, count, paragraphs (in which it stands), of (paragraphs),
        dp and dp_norm (Gries 2008; 0 even, near 1 all in one place).
    """
    table = body_words(source)
    finder = {word: TermFinder([word]) for word in words}
    rows = []
    for article, group in table.groupby("article", sort=False):
        parts = [part["word"].tolist() for _, part in group.groupby("paragraph")]
        for word in words:
            found = [len(finder[word].find(part)) for part in parts]
            if sum(found):
                dp = deviation_of_proportions(found, [len(part) for part in parts])
                rows.append((word, article, sum(found), sum(map(bool, found)), len(parts), *dp))
    return pd.DataFrame(rows, columns=["word", "article", "count", "paragraphs", "of", "dp", "dp_norm"])


def mattr(words: Sequence[str], window: int = 50) -> float:
    """The mean share of different words in all windows of one length (Covington & McFall 2010).

    >>> round(mattr("one one two one one two one".split(), window=2), 4)
    0.8333
    """
    if len(words) <= window:
        return len(set(words)) / len(words)
    seen: dict[str, int] = {}
    total = 0
    for at, word in enumerate(words):
        seen[word] = seen.get(word, 0) + 1
        if at >= window:
            old = words[at - window]
            seen[old] -= 1
            if not seen[old]:
                del seen[old]
        if at >= window - 1:
            total += len(seen)
    return total / window / (len(words) - window + 1)


def mtld(words: Sequence[str], threshold: float = 0.72) -> float:
    """How many words, on average, keep the share of different words above a threshold (McCarthy & Jarvis 2010)."""
    factors = [_factors(words, threshold), _factors(words[::-1], threshold)]
    return sum(len(words) / n if n else float("inf") for n in factors) / 2


def _factors(words: Sequence[str], threshold: float) -> float:
    factors, length, seen = 0.0, 0, set[str]()
    for word in words:
        length += 1
        seen.add(word)
        if len(seen) / length <= threshold:
            factors, length, seen = factors + 1, 0, set()
    return factors + ((1 - len(seen) / length) / (1 - threshold) if length else 0)


def hdd(words: Sequence[str], sample: int = 42) -> float:
    """The share of different words to expect in a random sample of 42 (McCarthy & Jarvis 2007); NaN for shorter texts."""
    if len(words) < sample:
        return float("nan")
    frequencies = pd.Series(words).value_counts().to_numpy()
    return float((1 - stats.hypergeom.pmf(0, len(words), frequencies, sample)).sum() / sample)


def diversity(source: Article | Iterable[Article]) -> pd.DataFrame:
    """How varied the vocabulary of each article is.

    Args:
        source: an Article, a Story, or any articles.

    Returns:
        One row an article: article, words, types (different words), ttr (types / words; falls as texts grow longer, so never
        compare it across lengths), mattr (windows of 50), mtld, hdd (samples of 42).
    """
    table = body_words(source)
    rows = []
    for article in articles_of(source):
        words = table.loc[table["article"] == article.id, "word"].tolist()
        if words:
            types = len(set(words))
            rows.append((article.id, len(words), types, types / len(words), mattr(words), mtld(words), hdd(words)))
    return pd.DataFrame(rows, columns=["article", "words", "types", "ttr", "mattr", "mtld", "hdd"])
