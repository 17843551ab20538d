"""What two articles can share, in forms to compare: stems of words, names, numbers, dates."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from tellings.actors.lists import MONTHS, countries
from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.comparison.number_patterns import ONES, TEENS
from tellings.text.forms import data_lines, light_words, normal_form, stem, stop_words
from tellings.text.splitting import Span, split_sentences
from tellings.text.tokens import Word, words_of

_MONTH = {form: name.lower() for name in MONTHS for form in (name.lower(), name[:3].lower())} | {
    "sept": "september"
}
_DAY = re.compile(r"([1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_DIGITS = {
    word: str(number)
    for number, word in enumerate([*ONES, *TEENS, "twenty"], start=1)
    if number > 1
}
LIGHT_LABEL = 0.4
_PARTS = re.compile(r"[^\-‐‑–]+")


class Term(NamedTuple):
    """Something that two texts may both say: the form it is compared in, its place, its kind."""

    key: str
    start: int
    end: int
    kind: str  # word, name, number, date


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, str]:
    """The stem of every word that news uses for others, with the stem that stands for the set."""
    rows = [[stem(word) for word in line.split()] for line in data_lines("synonyms.txt")]
    return {form: row[0] for row in reversed(rows) for form in row}


@lru_cache(maxsize=1)
def light_keys() -> frozenset[str]:
    """The keys of words that say little of an event, for news uses them of any."""
    return frozenset(map(_key, light_words()))


def terms(article: Article, stretch: Span) -> list[Term]:
    """The content of a stretch of an article, in order; function words are left out.

    Words have one key if their stem is one or data/synonyms.txt has them in one set. A country, its
    capital and its people are one name, a month and a day one date (and the month a word), "two"
    and "2" one number.

    >>> text = "Seoul signed two pacts with S Korea's ally on 23 November."
    >>> [(term.key, term.kind) for term in terms(Article(id="a", text=text), (0, 58))]
    [('South Korea', 'name'), ('sign', 'word'), ('2', 'number'), ('accord', 'word'),
     ('South Korea', 'name'),
     ('allianc', 'word'), ('23 november', 'date'), ('november', 'word')]
    """
    found: list[Term] = []
    for start, end in split_sentences(article.text[slice(*stretch)]):
        words = words_of(article.text, (stretch[0] + start, stretch[0] + end))
        at = 0
        while at < len(words):
            several = _country(words, at) or _date(words, at)
            length, some = several or (1, _single(words[at], at == 0))
            found += some
            at += length
    return found


def paragraph_labels(story: Story) -> dict[tuple[str, int], str]:
    """Three words for each paragraph, in its order: long ones that few other paragraphs have.

    >>> story = Story.of("They met.\\n\\nA long-awaited harbour bridge opened yesterday.")
    >>> paragraph_labels(story)["a", 2]
    'awaited, harbour, yesterday'
    """
    found = {
        (story.names[article.id], number): terms(article, span)
        for article in story
        for number, span in enumerate(article.paragraphs, start=1)
    }
    texts = {story.names[article.id]: article.text for article in story}
    often = Counter(key for some in found.values() for key in {term.key for term in some})

    def weight(term: Term) -> float:
        light = LIGHT_LABEL if term.key in light_keys() or term.kind == "number" else 1
        rare = log((len(found) + 1) / max(often[term.key], 2))
        return round(light * max(rare, 0.1) * min(term.end - term.start, 10) ** 0.5, 6)

    out = {}
    for place, some in found.items():
        single = {term.key: term for term in reversed(some)}.values()
        best = sorted(single, key=lambda term: (-weight(term), term.start))[:3]
        out[place] = ", ".join(
            texts[place[0]][term.start : term.end]
            for term in sorted(best, key=lambda term: term.start)
        )
    return out


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
        number = word.norm[0].isdigit() or word.norm in _DIGITS
        kind = "number" if number else "name" if named and not opens else "word"
        return [Term(_key(word.norm), word.start, word.end, kind)]
    out: list[Term] = []
    for part in _PARTS.finditer(word.text):
        norm = normal_form(part[0])
        year = out[-1].key if out and out[-1].kind == "number" and len(out[-1].key) == 4 else ""
        if year and len(norm) == 2 and norm.isdigit():
            norm = year[:2] + norm  # 1910-45
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
