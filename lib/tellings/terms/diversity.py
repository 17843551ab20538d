"""How varied a vocabulary is."""

from collections import Counter
from collections.abc import Sequence
from math import nan

import numpy as np
import pandas as pd
import scipy

from tellings.articles.story import Story
from tellings.text.layers import layer
from tellings.text.tokens import body_words

MATTR_WINDOW = 50
HDD_SAMPLE = 42
MTLD_LEAST = 100


def mattr(words: Sequence[str], window: int = MATTR_WINDOW) -> float:
    """The mean share of different words in all windows of one length; NaN for shorter texts.

    Source: Covington & McFall (2010).

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
    """The 95% interval of the MATTR, by Student's t over separate windows; NaN for fewer than 3.

    >>> words = "one one two one one two one".split()
    >>> [round(bound, 3) for bound in mattr_interval(words, window=2)]
    [0.116, 1.0]
    """
    shares = [
        len(set(words[at : at + window])) / window
        for at in range(0, len(words) - window + 1, window)
    ]
    if len(shares) < 3:
        return nan, nan
    deviation = float(np.std(shares, ddof=1))
    half = float(scipy.stats.t.ppf(0.975, len(shares) - 1)) * deviation / len(shares) ** 0.5
    middle = mattr(words, window)
    return max(0.0, middle - half), min(1.0, middle + half)


def mtld(words: Sequence[str], threshold: float = 0.72) -> float:
    """How many words keep the share of different ones above a threshold (McCarthy & Jarvis 2010).

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
    """The share of different words in 42 at random (McCarthy & Jarvis 2007); NaN if shorter."""
    if len(words) < sample:
        return nan
    frequencies = np.array(list(Counter(words).values()))
    return float((1 - scipy.stats.hypergeom.pmf(0, len(words), frequencies, sample)).sum() / sample)


@layer()
def diversity(story: Story) -> pd.DataFrame:
    """How varied the vocabulary of each article is, and where the article is too short to say.

    Args:
        story: the articles.

    Returns:
        One row an article: article, words, types (different words), ttr (types / words; falls as
        texts grow longer, so never compare it across lengths), mattr (windows of 50) with mattr_low
        and mattr_high (95%, over windows that do not overlap), mtld, hdd (samples of 42), too_short
        (the measures that so few words cannot tell: mattr below 50 words, its interval below 150,
        hdd below 42; mtld below 100 is not to be trusted, Koizumi 2012). What cannot be told is
        NaN. The interval says how the article's parts differ from each other, not how the
        newsroom's articles do: to compare newsrooms, compare the values of many articles.

    >>> article = Story.of("They met, and they met again, and then again they met.")
    >>> diversity(article)[["words", "types", "hdd", "too_short"]].values.tolist()
    [[11, 5, nan, 'mattr, its interval, mtld, hdd']]
    """
    columns = "article words types ttr mattr mattr_low mattr_high mtld hdd too_short".split()
    rows = []
    for article in story:
        words = body_words(article)["norm"].tolist()
        types, many = len(set(words)), len(words)
        measures = mattr(words), *mattr_interval(words), mtld(words), hdd(words)
        ttr = types / many if many else nan
        rows.append((article.id, many, types, ttr, *measures, _too_short(many)))
    return pd.DataFrame(rows, columns=columns)


def _too_short(words: int) -> str:
    least = {
        "mattr": MATTR_WINDOW, "its interval": 3 * MATTR_WINDOW, "mtld": MTLD_LEAST,
        "hdd": HDD_SAMPLE,
    }  # fmt: skip
    return ", ".join(measure for measure, number in least.items() if words < number)
