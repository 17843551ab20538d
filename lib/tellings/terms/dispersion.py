"""Where a word stands, and how evenly it is spread over paragraphs or over articles."""

from collections.abc import Iterable, Iterator, Sequence
from math import nan

import numpy as np
import pandas as pd

from tellings.articles.story import Story
from tellings.terms.concordance import found_among
from tellings.text.layers import layer
from tellings.text.search import TermFinder
from tellings.text.tokens import body_words

MEASURES = ["dp", "dp_norm"]


def dispersion_over_parts(parts: Sequence[int], sizes: Sequence[int]) -> dict[str, float]:
    """How evenly a word is spread over the parts of a text.

    Args:
        parts: how often it stands in each part.
        sizes: how many words each part has.

    Returns:
        dp (Gries 2008: 0 as even as the sizes allow, near 1 all in the smallest part) and dp_norm
        (the same with 1 as the most; Lijffijt & Gries 2012). Both NaN for a word that does not
        occur, or a text of one part.

    Raises:
        ValueError: the two are not equally long, or a part has no words.

    >>> found = dispersion_over_parts([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])
    >>> {name: round(value, 4) for name, value in found.items()}
    {'dp': 0.18, 'dp_norm': 0.2195}
    """
    if len(parts) != len(sizes) or min(sizes, default=1) <= 0:
        raise ValueError(
            f"{len(parts)} counts for parts of {list(sizes)} words: each part must have a count, "
            "and words"
        )
    if len(parts) < 2 or not sum(parts):
        return dict.fromkeys(MEASURES, nan)
    found, share = np.asarray(parts, float) / sum(parts), np.asarray(sizes, float) / sum(sizes)
    dp = float(np.abs(found - share).sum()) / 2
    return {"dp": dp, "dp_norm": dp / (1 - float(share.min()))}


@layer()
def dispersion(story: Story, words: str | Iterable[str], by: str = "paragraph") -> pd.DataFrame:
    """How evenly words are spread: through each article, or over the articles.

    Args:
        story: the articles.
        words: words, wildcards or phrases, in any spelling; each is looked up for itself.
        by: "paragraph" (over the paragraphs of each article), "article" (over the articles),
            "position" (where in each article they stand). Parts without words are left out.

    Returns:
        One row a word, and an article unless by is "article"; a word that does not occur has a
        count of 0 and no measures. word, article, count, then for paragraphs and articles: parts
        (in which it stands), of (parts) and the measures of `dispersion_over_parts`; for position:
        positions (of the words in the body, from 1) and of (words).

    Raises:
        ValueError: by is none of these, or a word names none.

    >>> article = Story.of("Ties, ties.\\n\\nNo more.")
    >>> dispersion(article, ["ties"])[["word", "count", "parts", "of", "dp"]].values.tolist()
    [['ties', 2, 1, 2, 0.5]]
    >>> dispersion(article, ["ties"], by="position")["positions"].tolist()
    [[1, 2]]
    """
    if by not in ("paragraph", "article", "position"):
        raise ValueError(f"by is 'paragraph', 'article' or 'position', not {by!r}")
    finders = {word: TermFinder([word]) for word in ([words] if isinstance(words, str) else words)}
    bodies = {article.id: body_words(article) for article in story}
    places = {
        name: {word: [first for _, first, _ in found_among(text, one)]
               for word, one in finders.items()}
        for name, text in bodies.items()
    }  # fmt: skip
    if by == "position":
        rows = [
            (word, name, len(found), [place + 1 for place in found], len(bodies[name]))
            for name, some in places.items()
            for word, found in some.items()
        ]
        return pd.DataFrame(rows, columns=["word", "article", "count", "positions", "of"])
    columns = ["word", "article", "count", "parts", "of", *MEASURES]
    if by == "article":
        sizes = [len(text) for text in bodies.values()]
        over = [_over_parts(w, [len(at[w]) for at in places.values()], sizes) for w in finders]
        return pd.DataFrame(over, columns=[one for one in columns if one != "article"])
    over = [row for name in bodies for row in _over_paragraphs(name, bodies[name], places[name])]
    return pd.DataFrame(over, columns=columns)


def _over_paragraphs(
    article: str, text: pd.DataFrame, places: dict[str, list[int]]
) -> Iterator[dict[str, object]]:
    paragraph = text["paragraph"].to_numpy(int)
    sizes = np.bincount(paragraph).tolist()
    for word, found in places.items():
        parts = np.bincount(paragraph[found], minlength=len(sizes)).tolist()
        yield {"article": article} | _over_parts(word, parts, sizes)


def _over_parts(word: str, found: Sequence[int], sizes: Sequence[int]) -> dict[str, object]:
    parts = [n for n, size in zip(found, sizes, strict=True) if size]
    kept = [size for size in sizes if size]
    row = {"word": word, "count": sum(parts), "parts": sum(map(bool, parts)), "of": len(parts)}
    return row | dispersion_over_parts(parts, kept)
