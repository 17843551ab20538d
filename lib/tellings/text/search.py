"""Words, wildcards and phrases, looked up among the words of an article."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from tellings.articles.known import PATTERN
from tellings.text.forms import normal_form
from tellings.text.splitting import split_words

# How one newsroom writes what another writes otherwise: U.S.-led, US-led, Oslo–Bergen.
_DOTTED = re.compile(r"(?<![\w.])(?:[A-Za-z]\.){2,}(?=[-‐‑]\w)")
_PLAIN = re.compile(r"(?<![\w.'’-])[A-Z]{2,3}(?=[-‐‑][A-Za-z])")
_DASH = re.compile(r"(?<=\w)[–—](?=\w)")
_BETWEEN_NAMES = re.compile(r"(?<=[a-z])-(?=[A-Z])|(?<=\d)-(?=\d)")  # Oslo-Bergen, 2011-12


class Found(NamedTuple):
    """A term found: which, and the numbers of its first word and of the one after its last."""

    term: str
    first: int
    last: int


@lru_cache(maxsize=1 << 14)
def parse_term(term: str) -> tuple[str, ...]:
    """A term as the forms its words are compared in, split as a text is; * stands for any ending.

    Raises:
        ValueError: the term has no word, or a * that is not at a word's end, or is a regular
            expression.

    >>> parse_term("Colonial rul*"), parse_term("9/11"), parse_term("U.S.-led")
    (('colonial', 'rul*'), ('9', '11'), ('u.s', 'led'))
    """
    if PATTERN.search(term):
        raise ValueError(
            f"{term!r} is a regular expression, not a word: for kwic write re.compile({term!r}), "
            "else name each word, or the beginning of words with a *, as in 'attack*'"
        )
    spans = split_words(term)
    if not spans:
        raise ValueError(f"{term!r} names no word: write at least one letter or digit")
    ends = [end for _, end in spans]
    stars = [at for at, letter in enumerate(term) if letter == "*"]
    if any(at not in ends or term[at + 1 : at + 2].isalnum() for at in stars):
        raise ValueError(f"{term!r}: the * must stand at the end of a word, as in 'attack*'")
    return tuple(
        f"{normalize('NFKC', term[a:b]).casefold()}*"
        if term[b : b + 1] == "*"
        else normal_form(term[a:b])
        for a, b in spans
    )


def _writings(term: str) -> list[str]:
    """The term, and how other newsrooms write it: U.S.-led and US-led, Oslo–Bergen and Oslo-Bergen.

    >>> _writings("US-led"), _writings("Oslo–Bergen"), _writings("cease-fire")
    (['US-led', 'U.S.-led'], ['Oslo–Bergen', 'Oslo-Bergen'], ['cease-fire'])
    """
    plain = _DOTTED.sub(lambda found: found[0].replace(".", ""), term)
    dotted = _PLAIN.sub(lambda found: "".join(f"{letter}." for letter in found[0]), term)
    hyphen, dash = _DASH.sub("-", term), _BETWEEN_NAMES.sub("–", term)
    return list(dict.fromkeys((term, plain, dotted, hyphen, dash)))


_MOST_KNOWN = 100_000  # words whose terms are remembered, before all are forgotten


class _Term(NamedTuple):
    """A term, and one way to write it: each word's letters, and whether any ending may follow."""

    name: str
    forms: tuple[tuple[str, bool], ...]


class TermFinder:
    """Finds any of many terms in a sequence of words; where terms overlap the longest wins.

    >>> finder = TermFinder(["island", "Yeonpyeong island", "attack*"])
    >>> finder.find(["the", "attack", "on", "yeonpyeong", "island"])
    [Found(term='attack*', first=1, last=2), Found(term='Yeonpyeong island', first=3, last=5)]
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_stem: dict[str, list[_Term]] = defaultdict(list)
        for term in sorted(set(terms)):
            for words in dict.fromkeys(map(parse_term, _writings(term))):
                forms = tuple((form.removesuffix("*"), form.endswith("*")) for form in words)
                self._by_stem[forms[0][0]].append(_Term(term, forms))
        self._stem_lengths = sorted({len(stem) for stem in self._by_stem})
        self._known: dict[str, list[_Term]] = {}

    def _beginning_with(self, word: str) -> list[_Term]:
        """The terms that may begin with this word; remembered, since words recur."""
        stems = {word[:length] for length in self._stem_lengths}
        found = [
            term
            for stem in sorted(stems)
            for term in self._by_stem.get(stem, [])
            if _fits(term.forms[:1], [word], 0)
        ]
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[word] = found
        return found

    def begins(self, word: str) -> bool:
        """Whether a term may begin with this word."""
        return bool(self._known[word] if word in self._known else self._beginning_with(word))

    def every(self, norms: Sequence[str]) -> list[Found]:
        """All terms found, overlapping ones too, in the order of the words."""
        if not self._by_stem:
            return []
        try:
            begin = [self._known[word] for word in norms]
        except KeyError:
            begin = [
                self._known[word] if word in self._known else self._beginning_with(word)
                for word in norms
            ]
        return [
            Found(term.name, at, at + len(term.forms))
            for at, terms in enumerate(begin)
            if terms
            for term in terms
            if len(term.forms) == 1 or _fits(term.forms, norms, at)
        ]

    def find(self, norms: Sequence[str]) -> list[Found]:
        """The terms found, in the order of the words; no two share a word."""
        return longest(self.every(norms))


def _fits(forms: Sequence[tuple[str, bool]], norms: Sequence[str], at: int) -> bool:
    if at + len(forms) > len(norms):
        return False
    for place, (stem, any_ending) in enumerate(forms, start=at):
        if norms[place] != stem and not (any_ending and norms[place].startswith(stem)):
            return False
    return True


def longest(found: Iterable[Found]) -> list[Found]:
    """Of finds that share a word the longest; else the first, else that with most letters spelt
    out.
    """
    found = list(found)
    if len(found) < 2:
        return found
    ranked = sorted(
        found,
        key=lambda one: (one.first - one.last, one.first, -len(one.term.rstrip("*")), one.term),
    )
    taken: set[int] = set()
    kept = []
    for one in ranked:
        if taken.isdisjoint(range(one.first, one.last)):
            kept.append(one)
            taken.update(range(one.first, one.last))
    return sorted(kept, key=lambda one: one.first)
