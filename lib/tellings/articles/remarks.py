"""What a person should know of a file that was read: a copy, another language, a paywall."""

import re
import zlib
from collections import Counter

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
_LEAST_WORDS = 20


def remarks_on(articles: list[Article]) -> dict[str, list[Note]]:
    """What to say of each article, by its id: notes for the report, many of them empty."""
    words = {article.id: _body(article) for article in articles}
    copies = _copies(articles, words)
    notes = {
        article.id: (copies.get(article.id), _language(words[article.id]), _which_day(article))
        for article in articles
    }
    return {name: [one for one in found if one] for name, found in notes.items()}


def _body(article: Article) -> list[str]:
    return [
        word
        for start, end in article.paragraphs
        for word in re.findall(r"[^\W_]+", article.text[start:end].casefold())
    ]


def _copies(articles: list[Article], bodies: dict[str, list[str]]) -> dict[str, Note]:
    """Articles that repeat an earlier one, whole or in good part.

    Stretches of words are compared by a sketch of the least check sums (Broder 1997), each of which
    belongs to the first article that has it; so the time grows with the number of articles only.
    """
    owners: dict[int, str] = {}
    whole: dict[tuple[str, ...], str] = {}
    notes = {}
    for article in articles:
        if len(article.paragraphs) < _LEAST_PARAGRAPHS:
            continue
        words = bodies[article.id]
        sketch = _sketch(words)
        found = Counter(owners[one] for one in sketch if one in owners).most_common(1)
        same = whole.get(tuple(words)) if words else None
        if same or (found and found[0][1] >= _NEARLY * len(sketch)):
            nearly = "" if same else "nearly "
            why = f"{nearly}the same text as {same or found[0][0]}"
            todo = "Keep one of the two, or say that both newsrooms printed it."
            notes[article.id] = note(why, todo, 1)
        whole.setdefault(tuple(words), article.id)
        for one in sketch:
            owners.setdefault(one, article.id)
    return notes


def _sketch(words: list[str]) -> list[int]:
    stretches = zip(*(words[at:] for at in range(_STRETCH)), strict=False)
    return sorted({zlib.crc32(" ".join(one).encode()) for one in stretches})[:_SKETCH]


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
    foreign = 2 * len(re.findall("[^\0-\u024f]", letters)) > len(letters)
    english = sum(word in _ENGLISH for word in words) >= _LEAST_ENGLISH * len(words)
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
