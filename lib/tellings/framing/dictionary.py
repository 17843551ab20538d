"""Frames by dictionary: which terms stand where, in whose voice, and what a "no" takes back."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from tellings.actors.lists import any_of, given_names, is_title, nouns
from tellings.actors.names import find_names
from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.attribution.voices import voices_at
from tellings.framing.codebook import Codebook, read_codebook
from tellings.text.forms import data_lines, normal_forms, stop_words
from tellings.text.layers import layer
from tellings.text.search import Found, TermFinder, longest
from tellings.text.splitting import Span, split_words
from tellings.text.tokens import sentences_of

# Marks that end the reach of a negation: "no deal, but talks" does not negate the talks.
_STOPS = frozenset(',;:()[]“”"—–…!?')


@lru_cache(maxsize=1)
def _negations() -> tuple[TermFinder, dict[str, int], frozenset[str]]:
    """A finder of negations and lookalikes (reach 0), their reaches, and the words that end one."""
    reach: dict[str, int] = {}
    ends: set[str] = set()
    for line in data_lines("negations.txt"):
        kind, _, terms = line.partition(":")
        listed = [term.strip() for term in terms.split(",")]
        if kind == "ends":
            ends.update(listed)
        else:
            reach.update(dict.fromkeys(listed, int(kind) if kind.isdigit() else 0))
    return TermFinder(reach), reach, frozenset(ends)


def negated_words(text: str, words: Sequence[Span], norms: Sequence[str]) -> set[int]:
    """The numbers of the words in reach of a negation.

    The reach is a few words after it, up to a comma, a dash, or the next clause. Words and reaches
    were fixed on 95 hits in the training part of PolNeAR (Newell, Margolin & Ruths 2018) and read
    once on its development part: of 60 hits marked there 55 were rightly so, and about three
    quarters of those in need of it were.

    Args:
        text: of the article.
        words: start and end of each word of one sentence.
        norms: the same words in normal form.

    >>> text = "I see no such deal, he said."
    >>> words = [(0, 1), (2, 5), (6, 8), (9, 13), (14, 18), (20, 22), (23, 27)]
    >>> sorted(negated_words(text, words, [text[a:b].lower() for a, b in words]))
    [3, 4]
    """
    finder, reach, ends = _negations()
    reached: set[int] = set()
    for found in finder.find(norms):
        for at in range(found.last, min(found.last + reach[found.term], len(words))):
            gap = text[words[at - 1][1] : words[at][0]]
            # A full stop on its own is no abbreviation's: "no . deal", but "no U.S. deal".
            if norms[at] in ends or not _STOPS.isdisjoint(gap) or " ." in gap:
                break
            reached.add(at)
    return reached


HIT = "article start end frame term text section paragraph sentence negated event".split()


@layer(codebook=read_codebook)
def code_frames(
    story: Story, codebook: Codebook | str | Path, *, voice: bool = True
) -> pd.DataFrame:
    """Every place where a term of the codebook stands: a layer.

    A count of words is not a frame (Entman 1993): a hit is a place to read. Of terms that overlap
    the longest counts, in its own frame and against other frames; a hit inside an excluded phrase
    does not count. The order of frames and terms in the codebook changes nothing.

    Args:
        story: the articles.
        codebook: a Codebook, or the name or path of one.
        voice: whether to say who speaks at each hit; finding that takes most of the time.

    Returns:
        One row a hit: article, start, end, frame, term (as in the codebook), text (as printed),
        section (headline, deck, caption, subhead, lead for the body's first paragraph, body),
        paragraph (of the body, from 1; 0 outside it), sentence, negated (in reach of a "no",
        "never", "refused to"), event (the term is one of the story's event words), first (whether
        it is the frame's first mention in the article), voice (who speaks there: a speaker, or
        "newsroom"; None if not asked for).

    >>> article = Story.of("There was no attack on the island, the ministry said.")
    >>> code_frames(article, "defence_talks")[["frame", "term", "negated", "voice"]].values.tolist()
    [['North Korean threat', 'attack*', True, 'the ministry']]
    """
    coder = _coder(read_codebook(codebook), tuple(story.event_words))
    rows = [row for article in story for row in coder.hits(article)]
    table = pd.DataFrame(rows, columns=HIT)
    table["first"] = ~table.duplicated(["article", "frame"])
    if not voice:
        return table.assign(voice=None)
    return table.assign(voice=voices_at(story, table))


# "Tom " and "Mr. J. " before a word; " Moss" and " A. Moss" behind it
_CAPITAL_BEFORE = re.compile(r"(?<![\w-])([A-ZÀ-Þ][\w'’-]+\.?)\s(?:[A-Z]\.\s)*$")
_CAPITAL_BEHIND = re.compile(r"\s(?:[A-Z]\.\s)*([A-ZÀ-Þ][\w-]*[a-z])\b")
# What the name of an institution ends with, or begins with before "of".
_NAMED = re.compile(
    rf"\b(?:{any_of(word.title() for word in nouns('body', 'named', 'media'))})s?\b"
)


# "two million elephants" is no sum of money, and "$2 million" and "two million euros" are.
_AMOUNT = re.compile(r"[mbt]r?illion\b", re.IGNORECASE)
_MONEY_BEFORE = re.compile(r"[$£€¥₩]\s?[\d.,]+[\s-]$")
_THINGS_BEHIND = re.compile(
    r"\s(?:[a-z-]+\s)?(?!(?:dollars|pounds|euros|francs|pesos|rupees|rubles|roubles|crowns|losses"
    r"|costs|sales|times)\b)(?:[a-z]+[^s\W]s|people|men|women|children|fish)\b"
)


def _counts_things(text: str, start: int, end: int) -> bool:
    amount = _AMOUNT.fullmatch(text, start, end)
    money = amount and _MONEY_BEFORE.search(text[max(0, start - 20) : start])
    return bool(amount and not money and _THINGS_BEHIND.match(text, end))


class _Names:
    """The proper names of a sentence, looked up where a hit may be a part of one."""

    def __init__(self, text: str) -> None:
        self.text = text

    def have_part(self, start: int, end: int) -> bool:
        """Whether a stretch is a part of a longer name, and not what it names.

        "Revenue" in "Internal Revenue Service", but not "Senate" in "Utah Senate".
        """
        if not start or not self.text[start].isupper():
            return False
        return any(
            a <= start and end <= b and (a, b) != (start, end) and not start <= head < end
            for (a, b), (head, _) in self.spans
        )

    @cached_property
    def spans(self) -> list[tuple[Span, Span]]:
        """Of each name, and of what it is."""
        return [] if self.in_title_case else list(self._found())

    def _found(self) -> Iterator[tuple[Span, Span]]:
        for name in find_names(self.text):
            heads = [found.span() for found in _NAMED.finditer(name.text.partition(" of ")[0])]
            words = {word.lower() for word in name.words if word[0].isupper()}
            if heads and len(name.words) > 1 and not words & stop_words():
                yield (name.start, name.end), (name.start + heads[-1][0], name.start + heads[-1][1])

    def name_a_person(self, start: int, end: int) -> bool:
        """Whether a word is a person's name: "Price" in "Tom Price" and "Mr. Price", "Bill" in
        "Bill Moss"; not "Church" in "St. Paul Church", and nothing in a headline of capitals.
        """
        text = self.text
        if not text[start].isupper() or self.in_title_case:
            return False
        before = _CAPITAL_BEFORE.search(text, max(0, start - 30), start)
        behind = _CAPITAL_BEHIND.match(text, end)
        if before and is_title(before[1], "courtesy"):
            return True
        if _NAMED.fullmatch(text[start:end]) or (behind and _NAMED.fullmatch(behind[1])):
            return False
        return bool(
            (before and before[1].lower() in given_names())
            or (behind and text[start:end].lower() in given_names())
        )

    @cached_property
    def in_title_case(self) -> bool:
        """Whether every word has a capital, as in a headline, where these tell no name."""
        words = (self.text[a:b] for a, b in split_words(self.text))
        return not any(word[0].islower() and word not in stop_words() for word in words)


@lru_cache(maxsize=4)
def _coder(codebook: Codebook, event_words: tuple[str, ...]) -> "_Coder":
    """Made once for many stories, and knows the words that it has met in them."""
    return _Coder(codebook, event_words)


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
            words = split_words(text)
            norms = normal_forms(text, words)
            if found := self.every(norms):
                negated, event = negated_words(text, words, norms), self.event_places(norms)
                section = "lead" if sentence.paragraph == 1 else sentence.section
                names = _Names(text)
                for frame, (term, first, last) in found:
                    a, b = words[first][0], words[last - 1][1]
                    if term.islower() and (names.have_part(a, b) or names.name_a_person(a, b)):
                        continue
                    if _counts_things(text, a, b):
                        continue
                    b += text[b : b + 1] == "." and "." in text[a:b]  # the last full stop of U.S.
                    place = (section, sentence.paragraph, sentence.number)
                    marks = (
                        not negated.isdisjoint(range(first, last)),
                        event.issuperset(range(first, last)),
                    )
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
        hits = (hit for hit in kept if not any(_covers(other, hit[1]) for _, other in kept))
        return sorted(hits, key=lambda hit: (hit[1].first, hit[1].last, hit[0]))

    def event_places(self, norms: Sequence[str]) -> set[int]:
        return {at for found in self.event.find(norms) for at in range(found.first, found.last)}


def _covers(longer: Found, found: Found) -> bool:
    same = (longer.first, longer.last) == (found.first, found.last)
    return longer.first <= found.first and found.last <= longer.last and not same
