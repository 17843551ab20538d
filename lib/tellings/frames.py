"""Frames by dictionary: which terms of a codebook stand where, in whose voice, and how much of each telling they fill."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from tellings.articles import Article, Story, articles_of
from tellings.codebooks import Codebook, read_codebook
from tellings.negation import negated_words
from tellings.patterns import Found, TermFinder, longest
from tellings.quotes import attributions, voices
from tellings.tokens import WORD, normal_form, sentences_of, split_words

HIT = "article start end frame term text section paragraph sentence negated event".split()


def code_frames(
    source: Article | Iterable[Article],
    codebook: Codebook | str | Path,
    said: pd.DataFrame | None = None,
    *,
    voice: bool = True,
) -> pd.DataFrame:
    """Every place where a term of the codebook stands: a layer.

    A count of words is not a frame (Entman 1993): a hit is a place to read. Of terms that overlap the longest counts, in its
    own frame and against other frames; a hit inside an excluded phrase does not count. The order of frames and terms in the
    codebook changes nothing.

    Args:
        source: an Article, a Story, or any articles.
        codebook: a Codebook, or the name or path of one.
        said: their attributions, where they are at hand or corrected by a person; found anew if left out.
        voice: whether to say who speaks at each hit; finding that takes most of the time.

    Returns:
        One row a hit: article, start, end, frame, term (as in the codebook), text (as printed), section (headline, deck,
        caption, subhead, lead for the body's first paragraph, body), paragraph (of the body, from 1; 0 outside it),
        sentence, negated (in reach of a "no", "never", "refused to"), event (the term is one of the story's event words),
        first (whether it is the frame's first mention in the article), voice (who speaks there: a speaker, or "newsroom";
        None if not asked for).

    >>> article = Article(id="a", text="There was no attack on the island, the ministry said.")
    >>> code_frames(article, "defence_talks")[["frame", "term", "negated", "voice"]].values.tolist()
    [['North Korean threat', 'attack*', True, 'the ministry']]
    """
    coder = _Coder(read_codebook(codebook), _event_words(source))
    articles = articles_of(source)
    rows = [row for article in articles for row in coder.hits(article)]
    table = pd.DataFrame(rows, columns=HIT)
    table["first"] = ~table.duplicated(["article", "frame"])
    if not voice:
        return table.assign(voice=None)
    return table.assign(voice=voices_at(articles, table, attributions(articles) if said is None else said))


def _event_words(source: Article | Iterable[Article]) -> tuple[str, ...]:
    return source.event_words if isinstance(source, Story) else ()


def voices_at(articles: Iterable[Article], layer: pd.DataFrame, said: pd.DataFrame) -> pd.Series:
    """Who speaks at the first character of each row of a layer: a speaker, or "newsroom"."""
    speaking = pd.Series(None, index=layer.index, dtype=object)
    starts = dict(iter(layer.groupby("article", sort=False)["start"]))
    for name, stretches in voices(articles, said).groupby("article", sort=False):
        if name in starts:
            at = np.searchsorted(stretches["start"], starts[name], side="right") - 1
            speaking[starts[name].index] = stretches["voice"].to_numpy()[at]
    return speaking


class _Coder:
    """A codebook made ready for searching."""

    def __init__(self, codebook: Codebook, event_words: Iterable[str]) -> None:
        self.frames_of: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for frame in codebook.frames:
            for term in frame.terms + frame.exclude:
                self.frames_of[term].append((frame.name, term in frame.terms))
        self.finder, self.event = TermFinder(self.frames_of), TermFinder(event_words)

    def hits(self, article: Article) -> Iterator[tuple[object, ...]]:
        for sentence in sentences_of(article):
            start, text = sentence.start, article.text[sentence.start : sentence.end]
            norms = list(map(normal_form, WORD.findall(text)))
            if found := self.every(norms):
                words = split_words(text)
                negated, event = negated_words(text, words, norms), self.event_places(norms)
                section = "lead" if sentence.paragraph == 1 else sentence.section
                for frame, (term, first, last) in found:
                    a, b = words[first][0], words[last - 1][1]
                    b += text[b : b + 1] == "." and "." in text[a:b]  # the last full stop of U.S.
                    place = (section, sentence.paragraph, sentence.number)
                    marks = (not negated.isdisjoint(range(first, last)), event.issuperset(range(first, last)))
                    yield article.id, start + a, start + b, frame, term, text[a:b], *place, *marks

    def every(self, norms: Sequence[str]) -> list[tuple[str, Found]]:
        """The hits of one sentence, in the order of its words."""
        by_frame: dict[str, list[Found]] = defaultdict(list)
        for found in self.finder.every(norms):
            for frame, _ in self.frames_of[found.term]:
                by_frame[frame].append(found)
        kept = [
            (frame, one)
            for frame, some in by_frame.items()
            for one in longest(some)
            if (frame, True) in self.frames_of[one.term]
        ]
        hits = [(frame, one) for frame, one in kept if not any(_covers(other, one) for _, other in kept)]
        return sorted(hits, key=lambda hit: (hit[1].first, hit[1].last, hit[0]))

    def event_places(self, norms: Sequence[str]) -> set[int]:
        return {at for found in self.event.find(norms) for at in range(found.first, found.last)}


def _covers(longer: Found, found: Found) -> bool:
    return longer.first <= found.first and found.last <= longer.last and longer.last - longer.first > found.last - found.first
