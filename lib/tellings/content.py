"""What a text is about, in forms that two articles can share: words by their stems, names, numbers, dates."""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from tellings.articles import Article
from tellings.names import MONTHS, countries
from tellings.tokens import Span, data_lines, normal_form, split_sentences, split_words, stop_words

_MONTH = {form: name.lower() for name in MONTHS for form in (name.lower(), name[:3].lower())} | {"sept": "september"}
_DAY = re.compile(r"([1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty".split()
)
_DIGITS = {word: str(number) for number, word in enumerate(_NUMBERS, start=2)}
_PARTS = re.compile(r"[^\-‐‑–]+")
_CLAUSE_END = re.compile(r"[,;:—)]+\s+|\s--\s+")
_PHRASE_END = re.compile(
    rf"{_CLAUSE_END.pattern}|\s(?=(?:and|or|but|which|who|that|while|when|after|before|because|as|following|amid|including|despite|in|on|"
    r"for|to|with|from|over|of|at|by|about|into|between|against)\s)"
)


class Term(NamedTuple):
    """Something a text says that another may say too: the form it is compared in, where it stands, what it is."""

    key: str
    start: int
    end: int
    kind: str  # word, name, number, date


class Word(NamedTuple):
    """A word as printed, the form in which it is counted, and its place."""

    text: str
    norm: str
    start: int
    end: int


@lru_cache(maxsize=1)
def verb_forms() -> dict[str, str]:
    """Past and participle of irregular verbs, with the base form.

    >>> verb_forms()["sunk"]
    'sink'
    """
    rows = [line.split() for line in data_lines("irregular.txt")]
    return {form: row[0] for row in rows for form in row[1:]}


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, str]:
    """The stem of every word that news uses for others, with the stem that stands for the set."""
    rows = [[stem(word) for word in line.split()] for line in data_lines("synonyms.txt")]
    return {form: row[0] for row in reversed(rows) for form in row}


@lru_cache(maxsize=1)
def light_words() -> frozenset[str]:
    """The keys of words that say little of an event, for news uses them of any.

    >>> {"say", "year"} <= light_words()
    True
    """
    return frozenset(_key(word) for line in data_lines("light.txt") for word in line.split())


@cache
def _stemmer() -> Callable[[str], str]:
    from nltk.stem.snowball import SnowballStemmer  # here, because NLTK takes a second to import

    return SnowballStemmer("english").stem  # type: ignore[no-any-return]


@lru_cache(maxsize=1 << 16)
def stem(norm: str) -> str:
    """The stem of a word: Snowball's (Porter 2001), irregular verbs by their base form.

    >>> [stem(word) for word in ("sunk", "sinking", "provocations", "bitterness")]
    ['sink', 'sink', 'provoc', 'bitter']
    """
    return _stemmer()(verb_forms().get(norm, norm))


def terms(article: Article, stretch: Span) -> list[Term]:
    """The content of a stretch of an article, in the order of the text; function words are left out.

    Words have one key if their stem is one or data/synonyms.txt has them in one set. A country, its capital and its people
    are one name, a month and a day one date (and the month a word), "two" and "2" one number.

    >>> text = "Seoul signed two pacts with S Korea's ally on 23 November."
    >>> [(term.key, term.kind) for term in terms(Article(id="a", text=text), (0, 58))]  # doctest: +NORMALIZE_WHITESPACE
    [('South Korea', 'name'), ('sign', 'word'), ('2', 'number'), ('accord', 'word'), ('South Korea', 'name'),
     ('allianc', 'word'), ('23 november', 'date'), ('november', 'word')]
    """
    found: list[Term] = []
    for start, end in split_sentences(article.text[slice(*stretch)]):
        words = words_of(article.text, (stretch[0] + start, stretch[0] + end))
        at = 0
        while at < len(words):
            length, some = _country(words, at) or _date(words, at) or (1, _single(words[at], at == 0))
            found += some
            at += length
    return found


def split_clauses(text: str, stretch: Span, phrases: bool = False) -> list[Span]:
    """The sentences of a stretch, each cut at its commas, colons and dashes; phrases also before prepositions and conjunctions.

    >>> text = "On Tuesday, he saw a ship. It had sunk."
    >>> [text[start:end] for start, end in split_clauses(text, (0, 39))]
    ['On Tuesday, ', 'he saw a ship.', 'It had sunk.']
    """
    out: list[Span] = []
    ends = _PHRASE_END if phrases else _CLAUSE_END
    for start, end in split_sentences(text[slice(*stretch)]):
        start, end = stretch[0] + start, stretch[0] + end
        out += pairwise([start, *(cut.end() for cut in ends.finditer(text, start, end)), end])
    return [(start, end) for start, end in out if start < end]


def words_of(text: str, stretch: Span) -> list[Word]:
    """The words of a stretch, as printed and in normal form.

    >>> words_of("Kim's ministry", (0, 14))[0]
    Word(text="Kim's", norm='kim', start=0, end=5)
    """
    start, end = stretch
    spans = ((start + a, start + b) for a, b in split_words(text[start:end]))
    return [Word(text[a:b], normal_form(text[a:b]), a, b) for a, b in spans]


def _country(words: Sequence[Word], at: int) -> tuple[int, list[Term]] | None:
    if not words[at].text[0].isupper() or words[at].text == "Us":
        return None
    norms = [word.norm.replace(".", "") for word in words[at : at + 3]]
    for length in range(len(norms), 0, -1):
        if known := countries().get(" ".join(norms[:length])):
            return length, [Term(known.name, words[at].start, words[at + length - 1].end, "name")]
    return None


def _date(words: Sequence[Word], at: int) -> tuple[int, list[Term]] | None:
    if at + 1 == len(words):
        return None
    one, other = words[at], words[at + 1]
    for day, month in ((one, other), (other, one)):
        if month.norm in _MONTH and (found := _DAY.fullmatch(day.norm)):
            name = _MONTH[month.norm]
            month_alone = Term(name, month.start, month.end, "word")
            return 2, [Term(f"{found[1]} {name}", one.start, other.end, "date"), month_alone]
    return None


def _single(word: Word, opens: bool) -> list[Term]:
    """A word's term; the parts of a compound each have their own, "1910-45" two years."""
    if word.norm in stop_words():
        return []
    named = word.text[0].isupper()
    if named or "-" not in word.norm:
        kind = "number" if word.norm[0].isdigit() or word.norm in _DIGITS else "name" if named and not opens else "word"
        return [Term(_key(word.norm), word.start, word.end, kind)]
    out: list[Term] = []
    for part in _PARTS.finditer(word.text):
        norm = normal_form(part[0])
        if len(norm) == 2 and norm.isdigit() and out and len(out[-1].key) == 4 and out[-1].kind == "number":
            norm = out[-1].key[:2] + norm
        if norm not in stop_words():
            span = word.start + part.start(), word.start + part.end()
            out.append(Term(_key(norm), *span, "number" if norm[0].isdigit() else "word"))
    return out


def _key(norm: str) -> str:
    if norm in _DIGITS or norm[0].isdigit():
        return _DIGITS.get(norm, norm.replace(",", ""))
    if norm in _MONTH:
        return _MONTH[norm]
    return _synonyms().get(stem(norm), stem(norm))
