"""What the tests read: a story of one article or of several."""

from collections.abc import Iterable

from tellings import Article, Story


def as_story(source: Article | Iterable[Article]) -> Story:
    """The story itself, or one of the article or articles at hand."""
    if isinstance(source, Story):
        return source
    return Story([source] if isinstance(source, Article) else source)
