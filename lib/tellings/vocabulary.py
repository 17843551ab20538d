"""How varied a vocabulary is, how it grows, and how its words are shared out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import nan

import numpy as np
import pandas as pd
from scipy import optimize, stats

from tellings.articles import Article, articles_of
from tellings.tokens import body_words

MATTR_WINDOW = 50
HDD_SAMPLE = 42
MTLD_LEAST = 100
GROWTH_POINTS = 200


def mattr(words: Sequence[str], window: int = MATTR_WINDOW) -> float:
    """The mean share of different words in all windows of one length (Covington & McFall 2010); NaN for shorter texts.

    >>> round(mattr("one one two one one two one".split(), window=2), 4)
    0.8333
    """
    if len(words) < window:
        return nan
    seen = Counter(words[:window])
    total = len(seen)
    for old, new in zip(words, words[window:], strict=False):
        seen[new] += 1
        seen[old] -= 1
        if not seen[old]:
            del seen[old]
        total += len(seen)
    return total / window / (len(words) - window + 1)


def mattr_interval(words: Sequence[str], window: int = MATTR_WINDOW) -> tuple[float, float]:
    """The 95% interval of the MATTR, from how far windows that do not overlap differ (Student's t); NaN for fewer than 3.

    >>> [round(bound, 3) for bound in mattr_interval("one one two one one two one".split(), window=2)]
    [0.116, 1.0]
    """
    shares = [len(set(words[at : at + window])) / window for at in range(0, len(words) - window + 1, window)]
    if len(shares) < 3:
        return nan, nan
    half = float(stats.t.ppf(0.975, len(shares) - 1)) * float(np.std(shares, ddof=1)) / len(shares) ** 0.5
    middle = mattr(words, window)
    return max(0.0, middle - half), min(1.0, middle + half)


def mtld(words: Sequence[str], threshold: float = 0.72) -> float:
    """How many words, on average, keep the share of different words above a threshold (McCarthy & Jarvis 2010).

    NaN where the share never begins to fall, because no word comes twice.
    """
    factors = [_factors(words, threshold), _factors(words[::-1], threshold)]
    return sum(len(words) / n for n in factors) / 2 if all(factors) else nan


def _factors(words: Sequence[str], threshold: float) -> float:
    factors, length, seen = 0.0, 0, set[str]()
    for word in words:
        length += 1
        seen.add(word)
        if len(seen) / length <= threshold:
            factors, length, seen = factors + 1, 0, set()
    return factors + ((1 - len(seen) / length) / (1 - threshold) if length else 0)


def hdd(words: Sequence[str], sample: int = HDD_SAMPLE) -> float:
    """The share of different words to expect in a random sample of 42 (McCarthy & Jarvis 2007); NaN for shorter texts."""
    if len(words) < sample:
        return nan
    frequencies = np.array(list(Counter(words).values()))
    return float((1 - stats.hypergeom.pmf(0, len(words), frequencies, sample)).sum() / sample)


def diversity(source: Article | Iterable[Article]) -> pd.DataFrame:
    """How varied the vocabulary of each article is, and where the article is too short to say.

    Args:
        source: an Article, a Story, or any articles.

    Returns:
        One row an article: article, words, types (different words), ttr (types / words; falls as texts grow longer, so never
        compare it across lengths), mattr (windows of 50) with mattr_low and mattr_high (95%, over windows that do not
        overlap), mtld, hdd (samples of 42), too_short (the measures that so few words cannot tell: mattr below 50 words,
        its interval below 150, hdd below 42; mtld below 100 is not to be trusted, Koizumi 2012). What cannot be told is NaN.
        The interval says how the article's parts differ from each other, not how the newsroom's articles do: to compare
        newsrooms, compare the values of many articles.

    >>> article = Article(id="a", text="They met, and they met again, and then again they met.")
    >>> diversity(article)[["words", "types", "hdd", "too_short"]].values.tolist()
    [[11, 5, nan, 'mattr, its interval, mtld, hdd']]
    """
    columns = ["article", "words", "types", "ttr", "mattr", "mattr_low", "mattr_high", "mtld", "hdd", "too_short"]
    rows = []
    for name, words in _words_of(articles_of(source), "article").items():
        types, many = len(set(words)), len(words)
        measures = (types / many if many else nan, mattr(words), *mattr_interval(words), mtld(words), hdd(words))
        rows.append((name, many, types, *measures, _too_short(many)))
    return pd.DataFrame(rows, columns=columns)


def _too_short(words: int) -> str:
    least = {"mattr": MATTR_WINDOW, "its interval": 3 * MATTR_WINDOW, "mtld": MTLD_LEAST, "hdd": HDD_SAMPLE}
    return ", ".join(measure for measure, number in least.items() if words < number)


def _words_of(articles: Sequence[Article], by: str) -> dict[str, list[str]]:
    """The words of the bodies, in the form in which they are compared, of each article or of each outlet."""
    if by not in ("article", "outlet"):
        raise ValueError(f"by is 'article' or 'outlet', not {by!r}")
    out: dict[str, list[str]] = {}
    for article in articles:
        out.setdefault(article.id if by == "article" else article.name, []).extend(body_words(article)["norm"])
    return out


def rank_frequency(source: Article | Iterable[Article], by: str = "article") -> pd.DataFrame:
    """The words by rank, the commonest first, beside Zipf's law: count proportional to rank to the power of -exponent.

    Args:
        source: an Article, a Story, or any articles.
        by: "article" or "outlet": whose words are taken together.

    Returns:
        One row a word and article (or outlet): article (or outlet), rank, word, count, exponent (most likely for these
        ranks, after Zipf 1949; near 1 in long texts; NaN for fewer than two different words), fitted (the count it gives).
        Words of equal count stand by the alphabet. An exponent of a few hundred words says more of their number than of the
        writing: compare texts of one length only.

    Raises:
        ValueError: by is neither.

    >>> rank_frequency(Article(id="a", text="to be or not to be to"))[["rank", "word", "count"]].values.tolist()
    [[1, 'to', 3], [2, 'be', 2], [3, 'not', 1], [4, 'or', 1]]
    """
    tables = [pd.DataFrame(columns=[by, "rank", "word", "count", "exponent", "fitted"])]
    for name, words in _words_of(articles_of(source), by).items():
        ranked = sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0]))
        exponent = zipf_exponent([n for _, n in ranked])
        rank = np.arange(1, len(ranked) + 1)
        fitted = (
            len(words) * stats.zipfian.pmf(rank, exponent, len(ranked)) if exponent == exponent else np.full(len(rank), nan)
        )
        table = pd.DataFrame(ranked, columns=["word", "count"]).assign(rank=rank, exponent=exponent, fitted=fitted)
        tables.append(table.assign(**{by: name})[tables[0].columns])
    return pd.concat([table for table in tables if len(table)] or tables, ignore_index=True)


def zipf_exponent(counts: Sequence[int]) -> float:
    """The most likely exponent of Zipf's law for counts in falling order; NaN for fewer than two.

    >>> round(zipf_exponent([6000, 3000, 2000, 1500, 1200, 1000]), 3)
    1.0
    """
    if len(counts) < 2:
        return nan
    log_rank = np.log(np.arange(1, len(counts) + 1))
    seen = float(np.average(log_rank, weights=counts))

    def difference(exponent: float) -> float:
        return float(np.average(log_rank, weights=np.exp(-exponent * log_rank))) - seen

    return float(optimize.brentq(difference, -1, 64))


def vocabulary_growth(source: Article | Iterable[Article], by: str = "article") -> pd.DataFrame:
    """How many different words have been seen after so many words, beside Heaps' law: types = factor * words ** exponent.

    Args:
        source: an Article, a Story, or any articles.
        by: "article" or "outlet": whose words are taken one after another, in the order of the source.

    Returns:
        One row a point of the curve, at most 200 in even steps: article (or outlet), words (seen so far), types (different
        ones among them), exponent (Heaps 1978; least squares on the logarithms of these points; 1 if every word is new; NaN
        for fewer than two points), fitted (the types it gives). Compare curves at one number of words, not at their ends.

    Raises:
        ValueError: by is neither.

    >>> vocabulary_growth(Article(id="a", text="to be or not to be"))[["words", "types"]].values.tolist()
    [[1, 1], [2, 2], [3, 3], [4, 4], [5, 4], [6, 4]]
    """
    tables = [pd.DataFrame(columns=[by, "words", "types", "exponent", "fitted"])]
    for name, words in _words_of(articles_of(source), by).items():
        new = ~pd.Series(words, dtype=object).duplicated().to_numpy()
        seen = np.unique(np.linspace(1, len(words), min(len(words), GROWTH_POINTS)).astype(int))
        types = new.cumsum()[seen - 1]
        exponent, fitted = _heaps(seen, types)
        table = pd.DataFrame({by: name, "words": seen, "types": types, "exponent": exponent, "fitted": fitted})
        tables.append(table)
    return pd.concat([table for table in tables if len(table)] or tables, ignore_index=True)


def _heaps(words: np.ndarray, types: np.ndarray) -> tuple[float, np.ndarray]:
    if len(words) < 2:
        return nan, np.full(len(words), nan)
    exponent, constant = np.polyfit(np.log(words), np.log(types), 1)
    return float(exponent), np.exp(constant) * words**exponent
