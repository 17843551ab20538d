"""What a person should know of a file that was read: a copy, another language, a paywall."""

import re
import zlib
from collections import Counter
from datetime import date

from tellings.articles.article import Article
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
# We use cookies; subscribe to continue reading; you have 3 free articles left; access denied
_NO_ARTICLE = re.compile(
    r"\b(?:(?:we|this (?:web)?site|our partners) (?:and our partners )?uses? cookies"
    r"|accept (?:all )?cookies|cookie (?:policy|settings|preferences|notice)"
    r"|(?:subscribe|log ?in|sign in|register|pay) to (?:continue|read|keep)"
    r"|to (?:continue|keep) reading|already (?:a|have a) (?:subscri\w+|member|account)"
    r"|(?:for|available to|exclusive to) subscribers|subscribers? only"
    r"|(?:free )?articles? (?:left|remaining)|reached your (?:\w+ )?(?:article )?limit"
    r"|(?:unlock|get unlimited access to) (?:this|the|our|all)|create (?:a|your) free account"
    r"|(?:enable|turn on|disable) (?:your )?(?:javascript|ad ?blocker)|are you a robot"
    r"|verify (?:that )?you are (?:a )?human|access denied|(?:404|page) not found|403 forbidden)\b",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 300


def remarks_on(articles: list[Article], event: date | None = None) -> dict[str, list[Note]]:
    """What to say of each article, by its id: notes for the report.

    Args:
        event: the day of the event, before which no article can tell of it.
    """
    words = {article.id: _body(article) for article in articles}
    copies = _copies(articles, words)
    return {
        article.id: [
            one
            for one in (
                copies.get(article.id),
                _language(words[article.id]),
                _too_early(article, event),
            )
            if one
        ]
        for article in articles
    }


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
        todo = "Keep one of the two, or say that both newsrooms printed it."
        if same:
            notes[article.id] = note(f"the same text as {same}", todo, 1)
        elif found and found[0][1] >= _NEARLY * len(sketch):
            share = round(100 * found[0][1] / len(sketch))
            why = f"nearly the same text as {found[0][0]}, which has about {share}% of its wording"
            notes[article.id] = note(why, todo, 1)
        whole.setdefault(tuple(words), article.id)
        for one in sketch:
            owners.setdefault(one, article.id)
    return notes


def _sketch(words: list[str]) -> list[int]:
    stretches = zip(*(words[at:] for at in range(_STRETCH)), strict=False)
    return sorted({zlib.crc32(" ".join(one).encode()) for one in stretches})[:_SKETCH]


def _too_early(article: Article, event: date | None) -> Note:
    if not event or not article.published or article.published >= event:
        return {}
    days = (event - article.published).days
    why = f"published {days} day{'s' * (days > 1)} before the event of {event}"
    return note(why, "Check both days, or leave the article out.", 1)


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
        if len(text) <= _LONGEST_NOTICE and _NO_ARTICLE.search(text):
            short = text if len(text) <= 60 else f"{text[:60]}…"
            return note(
                f"a line about cookies or a subscription, not of the article: {short}",
                "Take it out of the file, and check that the whole article is there.",
                file.count("\n", 0, max(file.find(text), 0)) + 1,
            )
    return {}
