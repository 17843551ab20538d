"""The sentences and words of articles: layers."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.text.forms import normal_forms, stop_words
from tellings.text.layers import layer
from tellings.text.splitting import Span, split_sentences, split_words

_COLUMNS = "article start end sentence section paragraph text norm stop".split()


class Sentence(NamedTuple):
    """Where a sentence stands: its characters, number, section, paragraph (0 outside the body)."""

    start: int
    end: int
    number: int
    section: str
    paragraph: int


def sentences_of(article: Article) -> Iterator[Sentence]:
    """The sentences of one article, as they come; `sentences` makes a table of them."""
    number = paragraph = 0
    for section, start, end in article.sections:
        body = section == "body"
        paragraph += body
        for a, b in split_sentences(article.text[start:end]):
            yield Sentence(start + a, start + b, number, section, paragraph if body else 0)
            number += 1


@layer()
def sentences(story: Story) -> pd.DataFrame:
    """The sentences of the articles: a layer.

    Args:
        story: the articles.

    Returns:
        One row a sentence: article, start, end (characters of the article's text), sentence (from 0
        in each article), section (headline, deck, caption, body), paragraph (of the body, from 1; 0
        outside it), text.

    >>> sentences(Story.of("They met. They agreed."))["text"].tolist()
    ['They met.', 'They agreed.']
    """
    rows = [
        (article.id, *sentence, article.text[sentence.start : sentence.end])
        for article in story
        for sentence in sentences_of(article)
    ]
    return pd.DataFrame(
        rows, columns=["article", "start", "end", "sentence", "section", "paragraph", "text"]
    )


@layer()
def tokens(story: Story) -> pd.DataFrame:
    """The words of the articles: a layer.

    Args:
        story: the articles.

    Returns:
        One row a word: article, start, end (characters of the article's text), sentence, section
        and paragraph as in `sentences`, text (as printed), norm (as compared: small letters, one
        spelling), stop (a function word).

    >>> tokens(Story.of("Kim's defence talks"))[["text", "norm", "stop"]].values.tolist()
    [["Kim's", 'kim', False], ['defence', 'defense', False], ['talks', 'talks', False]]
    """
    return pd.DataFrame([row for article in story for row in _words(article)], columns=_COLUMNS)


def _words(article: Article) -> Iterator[tuple[object, ...]]:
    stops = stop_words()
    for start, end, *place in sentences_of(article):
        text = article.text[start:end]
        words = split_words(text)
        for (a, b), norm in zip(words, normal_forms(text, words), strict=True):
            yield article.id, start + a, start + b, *place, text[a:b], norm, norm in stops


def body_words(article: Article) -> pd.DataFrame:
    """The words of an article's body: the rows of `tokens`, counted from 0."""
    words = pd.DataFrame(_words(article), columns=_COLUMNS)
    return words[words["section"] == "body"].reset_index(drop=True)


class Word(NamedTuple):
    """A word as printed, the form in which it is counted, and its place."""

    text: str
    norm: str
    start: int
    end: int


def words_of(text: str, stretch: Span) -> list[Word]:
    """The words of a stretch, as printed and in normal form.

    >>> words_of("Kim's ministry", (0, 14))[0]
    Word(text="Kim's", norm='kim', start=0, end=5)
    """
    start, end = stretch
    text = text[start:end]
    spans = split_words(text)
    return [
        Word(text[a:b], norm, start + a, start + b)
        for (a, b), norm in zip(spans, normal_forms(text, spans), strict=True)
    ]
