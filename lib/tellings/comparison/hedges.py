"""Hedges: where a text holds back from asserting."""

import re
from functools import lru_cache

import pandas as pd

from tellings.articles.story import Story
from tellings.text.forms import data_lines
from tellings.text.layers import layer


@lru_cache(maxsize=1)
def _hedge_pattern() -> re.Pattern[str]:
    lines = dict(line.split(":") for line in data_lines("hedges.txt"))
    phrases = [phrase.strip() for phrase in lines.pop("phrase").split(",")]
    words = [word for some in lines.values() for word in some.split()]
    # Not before a number: "May 4" is a date.
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases + words))})\b(?!\s+\d)")


@layer()
def hedges(story: Story) -> pd.DataFrame:
    """Where a text holds back from asserting: a layer.

    Modal verbs (could, may, would), adverbs (allegedly), verbs and phrases (is believed to), after
    Hyland (1998); all are in data/hedges.txt.

    Returns:
        One row a hedge of the body: article, start, end, paragraph (from 1), text.

    >>> hedges(Story.of("A ship allegedly sunk by a torpedo may be raised."))["text"].tolist()
    ['allegedly', 'may']
    """
    rows = [
        (article.id, *found.span(), number, found[0])
        for article in story
        for number, paragraph in enumerate(article.paragraphs, start=1)
        for found in _hedge_pattern().finditer(article.text, *paragraph)
    ]
    return pd.DataFrame(rows, columns=["article", "start", "end", "paragraph", "text"])
