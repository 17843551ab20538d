"""Words, wildcards and phrases, looked up among the words of an article."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import NamedTuple

from tellings.tokens import normal_form, split_words


class Found(NamedTuple):
    """A term found: which, and the numbers of its first word and of the one after its last."""

    term: str
    first: int
    last: int


@lru_cache(maxsize=1 << 14)
def parse_term(term: str) -> tuple[str, ...]:
    """A term as the forms its words are compared in; * stands for any ending.

    Raises:
        ValueError: the term has no word, or a * that is not at a word's end.

    >>> parse_term("Colonial rul*")
    ('colonial', 'rul*')
    """
    words = term.split()
    if not words or not all(word.strip("*") for word in words):
        raise ValueError(f"{term!r} names no word")
    if any("*" in word[:-1] for word in words):
        raise ValueError(f"{term!r}: the * must stand at the end of a word")
    return tuple(word.casefold() if word.endswith("*") else _form(word) for word in words)


def _form(word: str) -> str:
    spans = split_words(word)
    if not spans:
        raise ValueError(f"{word!r} is not a word")
    return normal_form(word[spans[0][0] : spans[-1][1]])


class TermFinder:
    """Finds any of many terms in a sequence of words; where terms overlap the longest wins, whatever their order.

    >>> finder = TermFinder(["island", "Yeonpyeong island", "attack*"])
    >>> finder.find(["the", "attack", "on", "yeonpyeong", "island"])
    [Found(term='attack*', first=1, last=2), Found(term='Yeonpyeong island', first=3, last=5)]
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_word: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        self._by_stem: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for term in sorted(set(terms)):
            forms = parse_term(term)
            first = forms[0]
            (self._by_stem if first.endswith("*") else self._by_word)[first.rstrip("*")].append((term, forms))
        self._stem_lengths = sorted({len(stem) for stem in self._by_stem})

    def _candidates(self, word: str) -> list[tuple[str, tuple[str, ...]]]:
        stems = (self._by_stem.get(word[:length], []) for length in self._stem_lengths)
        return [*self._by_word.get(word, []), *(one for some in stems for one in some)]

    def _longest(self, norms: Sequence[str], at: int) -> Found | None:
        """Of the terms that begin at a word, the longest; of equally long ones, the one with most letters spelt out."""
        fits = [(len(forms), len(term), term) for term, forms in self._candidates(norms[at]) if _fits(forms, norms, at)]
        return Found(max(fits)[2], at, at + max(fits)[0]) if fits else None

    def find(self, norms: Sequence[str]) -> list[Found]:
        """The terms found, in the order of the words; no two share a word."""
        every = (self._longest(norms, at) for at in range(len(norms)))
        out: list[Found] = []
        for found in filter(None, every):
            if out and found.first < out[-1].last:
                if found.last - found.first > out[-1].last - out[-1].first:
                    out[-1] = found
                continue
            out.append(found)
        return out


def _fits(forms: tuple[str, ...], norms: Sequence[str], at: int) -> bool:
    words = norms[at : at + len(forms)]
    return len(words) == len(forms) and all(
        fnmatchcase(w, f) if f.endswith("*") else w == f for w, f in zip(words, forms, strict=True)
    )
