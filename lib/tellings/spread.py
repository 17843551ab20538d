"""How evenly a word is spread: over paragraphs, over articles, and from word to word."""

from collections.abc import Iterable, Iterator, Sequence
from math import log2, nan

import numpy as np
import pandas as pd

from tellings.articles import Article, articles_of
from tellings.concordance import found_among
from tellings.patterns import TermFinder
from tellings.tokens import body_words

BY_PARTS = ["dp", "dp_norm", "juilland_d", "carroll_d2", "rosengren_s", "kld"]
BY_DISTANCE = ["arf", "awt", "ald"]


def dispersion_over_parts(parts: Sequence[int], sizes: Sequence[int]) -> dict[str, float]:
    """How evenly a word is spread over the parts of a text.

    Args:
        parts: how often it stands in each part.
        sizes: how many words each part has.

    Returns:
        dp (Gries 2008: 0 as even as the sizes allow, near 1 all in the smallest part) and dp_norm (the same with 1 as the
        most; Lijffijt & Gries 2012); juilland_d (Juilland et al. 1970, on rates) and carroll_d2 (Carroll 1970, on rates):
        1 even, 0 all in one part; rosengren_s (Rosengren 1971, weighted as in Gries 2008): 1 even; kld (Gries 2020,
        in bits): 0 even. All NaN for a word that does not occur, or a text of one part.

    Raises:
        ValueError: the two are not equally long, or a part has no words.

    >>> found = dispersion_over_parts([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])
    >>> {name: round(value, 4) for name, value in found.items()}
    {'dp': 0.18, 'dp_norm': 0.2195, 'juilland_d': 0.7852, 'carroll_d2': 0.9379, 'rosengren_s': 0.9498, 'kld': 0.137}
    """
    if len(parts) != len(sizes) or min(sizes, default=1) <= 0:
        raise ValueError(f"{len(parts)} counts for parts of {list(sizes)} words: each part must have a count, and words")
    if len(parts) < 2 or not sum(parts):
        return dict.fromkeys(BY_PARTS, nan)
    v, s = np.asarray(parts, float), np.asarray(sizes, float)
    p, share, rate = v / v.sum(), s / s.sum(), v / s
    dp, q, there = float(np.abs(p - share).sum()) / 2, rate[rate > 0] / rate.sum(), p > 0
    values = (
        dp,
        dp / (1 - share.min()),
        1 - rate.std() / rate.mean() / (len(parts) - 1) ** 0.5,
        -(q * np.log2(q)).sum() / log2(len(parts)),
        np.sqrt(share * v).sum() ** 2 / v.sum(),
        (p[there] * np.log2(p[there] / share[there])).sum(),
    )
    return dict(zip(BY_PARTS, map(float, values), strict=True))


def dispersion_by_distance(positions: Sequence[int], of: int) -> dict[str, float]:
    """How evenly a word is spread, from the distances between its places, the last to the first included.

    Args:
        positions: the numbers of the words where it stands, from 1, in order.
        of: how many words the text has.

    Returns:
        arf (average reduced frequency: the count, less what stands in clusters), awt (average waiting time, in words) and
        ald (average logarithmic distance, to base 10): Savicky & Hlavacova (2002). All NaN for a word that does not occur.

    >>> {name: round(value, 2) for name, value in dispersion_by_distance([10, 20, 21], of=30).items()}
    {'arf': 2.1, 'awt': 8.2, 'ald': 1.14}
    """
    if not len(positions):
        return dict.fromkeys(BY_DISTANCE, nan)
    places = np.asarray(positions, float)
    distance, chunk = np.diff(places, append=places[0] + of), of / len(places)
    values = (
        np.minimum(distance, chunk).sum() / chunk,
        (1 + (distance**2).sum() / of) / 2,
        (distance * np.log10(distance)).sum() / of,
    )
    return dict(zip(BY_DISTANCE, map(float, values), strict=True))


def dispersion(source: Article | Iterable[Article], words: str | Iterable[str], by: str = "paragraph") -> pd.DataFrame:
    """How evenly words are spread: through each article, or over the articles.

    Args:
        source: an Article, a Story, or any articles.
        words: words, wildcards or phrases, in any spelling; each is looked up for itself.
        by: "paragraph" (over the paragraphs of each article), "article" (over the articles), "position" (from place to place
            in each article). Parts without words are left out.

    Returns:
        One row a word, and an article unless by is "article"; a word that does not occur has a count of 0 and no measures.
        word, article, count, then for paragraphs and articles: parts (in which it stands), of (parts) and the measures of
        `dispersion_over_parts`; for position: positions (of the words in the body, from 1), of (words) and the measures of
        `dispersion_by_distance`.

    Raises:
        ValueError: by is none of these, or a word names none.

    >>> article = Article(id="a", text="Ties, ties.\\n\\nNo more.")
    >>> dispersion(article, ["ties"])[["word", "count", "parts", "of", "dp"]].values.tolist()
    [['ties', 2, 1, 2, 0.5]]
    >>> dispersion(article, ["ties"], by="position")["positions"].tolist()
    [[1, 2]]
    """
    if by not in ("paragraph", "article", "position"):
        raise ValueError(f"by is 'paragraph', 'article' or 'position', not {by!r}")
    finders = {word: TermFinder([word]) for word in ([words] if isinstance(words, str) else words)}
    bodies = [(article.id, body_words(article)) for article in articles_of(source)]
    places = [{word: [first for _, first, _ in found_among(text, one)] for word, one in finders.items()} for _, text in bodies]
    if by == "position":
        rows = [_by_position(w, name, at[w], len(text)) for (name, text), at in zip(bodies, places, strict=True) for w in at]
        return pd.DataFrame(rows, columns=["word", "article", "count", "positions", "of", *BY_DISTANCE])
    if by == "article":
        sizes = [len(text) for _, text in bodies]
        rows = [_over_parts(w, [len(at[w]) for at in places], sizes) for w in finders]
        return pd.DataFrame(rows, columns=["word", "count", "parts", "of", *BY_PARTS])
    rows = [row for (name, text), at in zip(bodies, places, strict=True) for row in _over_paragraphs(name, text, at)]
    return pd.DataFrame(rows, columns=["word", "article", "count", "parts", "of", *BY_PARTS])


def _by_position(word: str, article: str, places: Sequence[int], of: int) -> dict[str, object]:
    positions = [place + 1 for place in places]
    row = {"word": word, "article": article, "count": len(positions), "positions": positions, "of": of}
    return row | dispersion_by_distance(positions, of)


def _over_paragraphs(article: str, text: pd.DataFrame, places: dict[str, list[int]]) -> Iterator[dict[str, object]]:
    paragraph = text["paragraph"].to_numpy(int)
    sizes = np.bincount(paragraph).tolist()
    for word, found in places.items():
        yield {"article": article} | _over_parts(word, np.bincount(paragraph[found], minlength=len(sizes)).tolist(), sizes)


def _over_parts(word: str, found: Sequence[int], sizes: Sequence[int]) -> dict[str, object]:
    parts, kept = (
        zip(*((n, size) for n, size in zip(found, sizes, strict=True) if size), strict=True) if any(sizes) else ((), ())
    )
    row = {"word": word, "count": sum(parts), "parts": sum(map(bool, parts)), "of": len(parts)}
    return row | dispersion_over_parts(parts, kept)
