"""What a "no" takes back: the words of a sentence that a negation reaches."""

from collections.abc import Sequence
from functools import lru_cache

from tellings.patterns import TermFinder
from tellings.tokens import Span, data_lines

_STOPS = frozenset(',;:()[]“”"—–…!?')


@lru_cache(maxsize=1)
def _negations() -> tuple[TermFinder, dict[str, int], frozenset[str]]:
    """A finder of negations and of what only looks like one (reach 0), the reach of each, and the words that end a reach."""
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
    """The numbers of the words in reach of a negation: a few words after it, up to a comma, a dash, or the next clause.

    Words and reaches were fixed on 95 hits in the training part of PolNeAR (Newell, Margolin & Ruths 2018) and read once on
    its development part: of 60 hits marked there 55 were rightly so, and about three quarters of those in need of it were.

    Args:
        text: of the article.
        words: start and end of each word of one sentence.
        norms: the same words in normal form.

    >>> text, words = "They have no such deal, he said.", [(0, 4), (5, 9), (10, 12), (13, 17), (18, 22), (24, 26), (27, 31)]
    >>> sorted(negated_words(text, words, [text[a:b].lower() for a, b in words]))
    [3, 4]
    """
    finder, reach, ends = _negations()
    reached: set[int] = set()
    for found in finder.find(norms):
        for at in range(found.last, min(found.last + reach[found.term], len(words))):
            if norms[at] in ends or not _STOPS.isdisjoint(text[words[at - 1][1] : words[at][0]]):
                break
            reached.add(at)
    return reached
