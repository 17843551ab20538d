"""What a person should know of a file that was read: a copy, another language, a paywall."""

import re
from collections import Counter
from datetime import date
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

import numpy as np

from tellings.articles.article import Article
from tellings.articles.date_lines import two_days
from tellings.articles.lines import TWO_DAYS
from tellings.articles.navigation import is_notice
from tellings.articles.notes import Note, note

_SKETCH = 128  # of an article's stretches of five words, those with the least check sums
_STRETCH = 5
_LEAST_PARAGRAPHS = 2  # a file of one line may be a title only
_NEARLY = 0.5  # of the sketch; two articles that share an agency's text for half of their length
# They make up a third and more of English prose, and under a twentieth of another language.
_ENGLISH = frozenset(
    "the of and to in a that for is on was with said at by he it as from his they be were have has"
    " had are not an but who will would their she her we you i this or which its".split()
)
_LEAST_ENGLISH = 0.15
_WORD = re.compile(r"\w+")
_FAR_LETTER = re.compile("[^\0-\u024f]")
_LEAST_WORDS = 20


class _Looked(NamedTuple):
    """What is kept of an article's words, which themselves would fill the memory."""

    article: Article
    whole: bytes
    sketch: np.ndarray
    language: Note


def remarks_on(articles: list[Article], event: date | None = None) -> dict[str, list[Note]]:
    """What to say of each article, by its id: notes for the report.

    Args:
        event: the day of the event, before which no article can tell of it.
    """
    looked = [_look(article) for article in articles]
    copies = _copies(looked)
    notes = {
        one.article.id: (
            copies.get(one.article.id),
            one.language,
            _which_day(one.article),
            _too_early(one.article, event),
        )
        for one in looked
    }
    return {name: [one for one in found if one] for name, found in notes.items()}


def _look(article: Article) -> _Looked:
    body = "\n".join(article.text[start:end] for start, end in article.paragraphs)
    words = _WORD.findall(body.casefold().replace("_", " "))
    whole = blake2b("\n".join(words).encode(), digest_size=16).digest() if words else b""
    several = len(article.paragraphs) >= _LEAST_PARAGRAPHS
    return _Looked(article, whole, _sketch(words if several else []), _language(words))


def _copies(looked: list[_Looked]) -> dict[str, Note]:
    """Articles that repeat an earlier one, whole or in good part.

    Stretches of words are compared by a sketch of the least check sums (Broder 1997), each of which
    belongs to the first article that has it; so the time grows with the number of articles only.
    """
    several = [one for one in looked if len(one.article.paragraphs) >= _LEAST_PARAGRAPHS]
    owners = _owners([one.sketch for one in several])
    whole: dict[bytes, str] = {}
    notes = {}
    for number, one in enumerate(several):
        others = owners[number][owners[number] != number]
        found = Counter(others.tolist()).most_common(1) if len(others) else []
        same = whole.get(one.whole) if one.whole else None
        todo = "Keep one of the two, or say that both newsrooms printed it."
        if same:
            notes[one.article.id] = note(f"the same text as {same}", todo, 1)
        elif found and found[0][1] >= _NEARLY * len(one.sketch):
            other, share = several[found[0][0]].article.id, found[0][1] / len(one.sketch)
            why = f"nearly the same text as {other}, which has about {share:.0%} of its wording"
            notes[one.article.id] = note(why, todo, 1)
        whole.setdefault(one.whole, one.article.id)
    return notes


def _owners(sketches: list[np.ndarray]) -> list[np.ndarray]:
    """For each check sum of each sketch the number of the first sketch that has it."""
    if not sketches:
        return []
    sizes = [len(sketch) for sketch in sketches]
    _, first, which = np.unique(np.concatenate(sketches), return_index=True, return_inverse=True)
    number = np.repeat(np.arange(len(sketches), dtype=np.int32), sizes)
    return np.split(number[first][which], np.cumsum(sizes)[:-1])


def _sketch(words: list[str]) -> np.ndarray:
    stretches = zip(*(words[at:] for at in range(_STRETCH)), strict=False)
    sums = set(map(crc32, map(str.encode, map(" ".join, stretches))))
    return np.array(sorted(sums)[:_SKETCH], np.uint32)


def _too_early(article: Article, event: date | None) -> Note:
    if not event or not article.published or article.published >= event:
        return {}
    days = (event - article.published).days
    why = f"published {days} day{'s' * (days > 1)} before the event of {event}"
    return note(why, "Check both days, or leave the article out.", 1)


def _which_day(article: Article) -> Note:
    """What to say of a date that is one day in London and another in New York."""
    unsure = next((one for one in article.removed if one.reason == TWO_DAYS), None)
    if article.published or not unsure:
        return {}
    first, second = two_days(unsure.text)
    why = f"the date is not clear: {unsure.text} may be {first} or {second}"
    todo = f"Write into story.toml which it is: published = {first} or published = {second}."
    return note(why, todo, unsure.line)


def _language(words: list[str]) -> Note:
    letters = "".join(words)
    foreign = not letters.isascii() and 2 * len(_FAR_LETTER.findall(letters)) > len(letters)
    english = sum(map(_ENGLISH.__contains__, words)) >= _LEAST_ENGLISH * len(words)
    if not foreign and (english or len(words) < _LEAST_WORDS):
        return {}
    todo = "Leave it out; words, quotations and frames are found in English only."
    return note("does not look like English", todo, 1)


def notice_in(article: Article, file: str) -> Note:
    """What to say of a line about cookies or a subscription among the paragraphs.

    Args:
        file: the text of the file, in which the line is counted.
    """
    for start, end in article.paragraphs:
        text = article.text[start:end]
        if is_notice(text):
            short = text if len(text) <= 60 else f"{text[:60]}…"
            return note(
                f"a line about cookies or a subscription, not of the article: {short}",
                "Take it out of the file, and check that the whole article is there.",
                file.count("\n", 0, max(file.find(text), 0)) + 1,
            )
    return {}
