"""What the tests read: a story of one article or of several."""

from collections.abc import Callable, Iterable

import tellings as tl
from tellings import Article, Story


def as_story(source: Article | Iterable[Article]) -> Story:
    """The story itself, or one of the article or articles at hand."""
    if isinstance(source, Story):
        return source
    return Story([source] if isinstance(source, Article) else source)


def plots(topics: str, words: list[str]) -> dict[str, Callable[[Story], object]]:
    """Every figure of the lessons, to be drawn of any story."""
    return {
        "frames": lambda story: tl.plot_frames(story, "defence_talks"),
        "frame voices": lambda story: tl.plot_frame_voices(story, "defence_talks"),
        "words": tl.plot_words,
        "keyness": tl.plot_keyness,
        "vocabularies": tl.plot_vocabularies,
        "places": lambda story: tl.plot_places(story, words),
        "voices": tl.plot_voices,
        "pairs": tl.plot_pairs,
        "coverage": lambda story: tl.plot_coverage(story, topics),
        "order": lambda story: tl.plot_order(story, topics),
        "habits": tl.plot_habits,
        "habits of frames": lambda story: tl.plot_habits(story, "defence_talks"),
    }
