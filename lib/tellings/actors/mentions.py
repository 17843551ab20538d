"""Names in their places, and what the words around tell: person, place, organisation or country."""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from tellings.actors.kinds import (
    ACRONYM,
    BEHIND,
    CAPITALS,
    PARLIAMENT,
    PARTY_BEHIND,
    Mention,
    country_before,
    is_organisation,
)
from tellings.actors.lists import (
    HEADS,
    PARTIES,
    countries,
    given_names,
    is_title,
    key_of,
    regions,
    side_of,
)
from tellings.actors.names import Name, find_names
from tellings.articles.article import Article
from tellings.text.forms import normal_form
from tellings.text.splitting import Span, split_words

_BEFORE_A_NAME = ("courtesy", "office", "doubtful", "position")
# what only opens a sentence before a title: "Later Senator Lee", "Speaking President Orr"
_BEFORE_A_TITLE = re.compile(
    r"(?:former|late|later|earlier|meanwhile|still|soon|then|once|fellow|(?!acting)\w+ing)$"
)
_COMMANDERS = frozenset("president minister secretary general governor senator chairman".split())
LongForm = tuple[int, int, str]  # start, end, and the acronym for it
LongForms = Mapping[str, Sequence[LongForm]]  # by article
# "U.S" and "J.D", whose last point belongs to them
_INITIALS = re.compile(r"\b(?:[A-Z]\.)+[A-Z]$")
_OF_A_PLACE = re.compile(r"\.?\sof\s")
# "R-Utah": whose member somebody is, no name
_MEMBER = re.compile(r"[RDI]-[A-Z][\w.]*")


class _Part(NamedTuple):
    """A name in a run: where it begins with its titles and without them, its end, its side."""

    start: int
    core: int
    end: int
    side: str


def find_mentions(
    articles: Sequence[Article], small: set[str], long_forms: LongForms
) -> list[Mention]:
    """The names in bodies and captions; a word that opens a sentence only where surely one.

    Args:
        articles: the articles.
        small: words that the story has in small letters too.
        long_forms: what `long_forms_of` found.
    """
    read = {
        article.id: [
            name for name in find_names(article.text) if _is_read(article.text, name, bodies)
        ]
        for article in articles
        for bodies in (_bodies(article),)
    }
    names = [name for found in read.values() for name in found]
    sure = {key_of(name.text) for name in names if not name.opens}
    opening = {
        key_of(name.text)
        for name in names
        if name.opens and len(name.words) > 1 and _begins_a_person(name.words)
    }
    sure |= {
        last
        for key in sure | opening
        if key and "general" not in key.split() and (last := key.split()[-1]) not in small
    }
    out, known = [], dict[tuple[str, tuple[str, ...], bool, bool], list[_Part]]()
    for article in articles:
        paragraphs, found = [(0, 0), *article.paragraphs], list[Mention]()
        for name in read[article.id]:
            key = name.text, name.words, name.opens, article.text.startswith(" of", name.end)
            if key not in known:
                form = Name(0, len(name.text), name.text, name.opens, name.words)
                known[key] = [*_parts_of(form, key[-1], sure, small)]
            found += [_mention(article, paragraphs, name.start, part) for part in known[key]]
        spans = [(start, end) for start, end, _ in long_forms[article.id]]
        long = [_mention(article, paragraphs, a, _Part(0, 0, b - a, "")) for a, b in spans]
        out += _held_together(found, spans, long, len(article.text))
    return out


def _begins_a_person(words: Sequence[str]) -> bool:
    return _is_title(words[0]) or words[0].lower() in given_names()


def _parts_of(form: Name, of_something: bool, sure: set[str], small: set[str]) -> Iterator[_Part]:
    """The names in a run, told once for all places that have it alike."""
    words = _words_of(form, sure, small)
    if words:
        yield from _split(form.text + " of" * of_something, words, sure)


def _is_read(text: str, name: Name, bodies: Sequence[Span]) -> bool:
    if _MEMBER.fullmatch(name.text) or (
        name.opens and text.startswith(":", name.end) and name.text.isupper()
    ):
        return False
    return _number(bodies, name.start) > 0


def _bodies(article: Article) -> list[Span]:
    """Where paragraphs and captions stand; the first place of the list is none."""
    return [(0, 0), *((a, b) for name, a, b in article.sections if name in ("body", "caption"))]


def _number(stretches: Sequence[Span], at: int) -> int:
    """The number of the stretch that a place lies in; 0 for none, as the first is empty."""
    number = bisect_right(stretches, (at, sys.maxsize)) - 1
    return number if at < stretches[number][1] else 0


def _words_of(name: Name, sure: set[str], small: set[str]) -> list[Span]:
    """The words of a name that have a capital; without the first where it only opens a sentence."""
    words = [
        (name.start + a, name.start + b)
        for a, b in split_words(name.text)
        if name.text[a].isupper()
    ]
    acronym = CAPITALS.fullmatch(name.text.replace(".", "")) and name.text.lower() not in small
    if not name.opens or key_of(name.text) in sure or _leading(name.words) or acronym:
        return words
    return words[1:] if len(words) == 1 or _only_opens(name.words, sure, small) else words


def _only_opens(words: Sequence[str], sure: set[str], small: set[str]) -> bool:
    """Whether the first of several words is no part of the name: "Later Ann Lee"."""
    first, second = words[0].lower(), words[1].lower()
    place = regions().keys() & {key_of(first), key_of(f"{first} {second}")}
    if _is_title(words[0]) or first in given_names() or key_of(first) in sure or place:
        return False
    if _is_title(words[1]) or any(is_title(word, "role") for word in words[1:-1]):
        return bool(_BEFORE_A_TITLE.match(first))
    return (
        normal_form(first) in small
        or (len(words) > 2 and second in given_names())
        or bool(_leading(words[1:]))
    )


def _is_title(word: str, behind: str = "") -> bool:
    """Whether a word is a title, also of several people: "Sens.", but not "Chiefs of Staff"."""
    word = word.removesuffix("-elect").rpartition("-")[2]
    many = word.strip(".").removesuffix("s")
    return is_title(word, *_BEFORE_A_NAME) or (
        is_title(many, "office", "doubtful") and not behind.startswith(" of")
    )


def _is_role(forms: Sequence[str], number: int) -> bool:
    """Whether the words up to here are a role: "National Security Adviser Sandra Reeve"."""
    named = len(forms) - number > 1 and forms[0].lower() not in given_names()
    return named and is_title(forms[number - 1], "role") and forms[number - 1] != "Native"


def _split(text: str, words: Sequence[Span], sure: set[str], told: str = "") -> Iterator[_Part]:
    """The names in a run: the country, party or institution before a title, and the titled name."""
    forms = [text[a:b] for a, b in words]
    core, side = _core(text, words, sure), _leading(forms)
    ahead = _ahead(text, words, core, side, sure)
    if 0 < ahead < len(words):
        yield _Part(words[0][0], words[0][0], words[ahead - 1][1], told)
        if core < len(words):
            yield from _split(
                text, words[ahead:], sure, side_of(key_of(" ".join(forms[: side or ahead])))
            )
    elif core < len(words) or side == len(words):
        country = told or side_of(key_of(" ".join(forms[:side]))) * (side < len(words))
        yield _Part(words[0][0], words[core % len(words)][0], words[-1][1], country)


def _ahead(text: str, words: Sequence[Span], core: int, side: int, sure: set[str]) -> int:
    """How many words at the head of a run are a name of their own: "Texas Gov. X", "Democrat X"."""
    if core and core >= side:
        return max(side, _owner(text, words[:core], sure))
    forms = [text[a:b] for a, b in words]
    if side and forms[0].lower() in PARTIES:
        parliament = PARLIAMENT.fullmatch(" ".join(forms[side:]))
        return side if parliament or not is_organisation(" ".join(forms)) else 0
    region = forms[-1] in ("Republican", "Democrat") and key_of(" ".join(forms[:-1])) in regions()
    return len(forms) - 1 if region else 0


def _owner(text: str, titled: Sequence[Span], sure: set[str]) -> int:
    """How many words before a title name what it is of, not its field ("Treasury Secretary")."""
    fields = text[slice(*titled[-1])].lower() in ("minister", "secretary")
    for length in range(len(titled) - 1, 0, -1):
        name = text[titled[0][0] : titled[length - 1][1]]
        known = key_of(name) in sure or (length > 1 and re.search(rf"{HEADS.pattern}$", name))
        field = _is_title(text[slice(*titled[length - 1])]) or (
            fields and length == len(titled) - 1
        )
        alone = text[titled[length - 1][1] : titled[length][0]].strip(" .,") == ""
        if key_of(name) in regions() or (known and alone and not field):
            return length
    return 0


def _leading(forms: Sequence[str]) -> int:
    """How many words at the head of a run are a country, a people or a party."""
    for length in range(min(3, len(forms)), 0, -1):
        key = key_of(" ".join(forms[:length]))
        capital = key in countries() and countries()[key].form == "capital"
        if side_of(key) and (length == len(forms) or not capital):
            return length
    return 0


def _core(text: str, words: Sequence[Span], sure: set[str]) -> int:
    """Where the name behind the titles of a run begins; how many words, if all are titles."""
    forms = [text[a:b] for a, b in words]
    titles = (
        number
        for number, (a, b) in enumerate(words, start=1)
        if _is_title(text[a:b], text[b : b + 3]) or _is_role(forms, number)
    )
    at = max(titles, default=0)
    if at == len(words):
        surname = at > 1 and forms[-1].lower() not in _COMMANDERS  # "Peter King", "Dr. King"
        if surname and (forms[-2].lower() in given_names() or is_title(forms[-2], "courtesy")):
            return _core(text, words[:-1], sure) if at > 2 else int(is_title(forms[0], "courtesy"))
        return at if at == 1 or is_title(forms[-1], "office", "position") else 0
    if at and _OF_A_PLACE.match(text, words[at - 1][1]):  # "Secretary of State Ann Lee"
        behind = range(at + 1, len(forms) - 1)
        given = next((one for one in behind if forms[one].lower() in given_names()), 0)
        return given or max(at + 1, len(forms) - 2)
    # "General Electric", where nobody of the story is called Electric
    alone = forms[at - 1] == "General" and len(forms) - at == 1 and key_of(forms[at]) not in sure
    company = alone and (at == 1 or not _is_title(forms[at - 2]))
    return 0 if company or HEADS.search(text[words[at][0] : words[-1][1]]) else at


def _mention(article: Article, paragraphs: Sequence[Span], place: int, part: _Part) -> Mention:
    text, (start, at, end) = article.text, (place + number for number in part[:3])
    end += text.startswith(".", end) and bool(_INITIALS.search(text[start:end]))
    title = _title(text[start:at]) if start < at else ""
    key = key_of(text[at:end])
    if key in ("north", "south") and text[max(0, start - 4) : start].lower() == "the ":
        start, at = start - 4, at - 4
    before = text[max(0, start - 60) : start].rpartition("\n")[2]
    after = text[end : end + 90].partition("\n")[0]
    told = part.side or ("" if key in countries() else _told(before, text[start:end], after))
    number, printed = _number(paragraphs, start), text[start:end]
    return Mention(article.id, start, end, number, printed, at, key, title, before, after, told)


@lru_cache(maxsize=1 << 12)
def _title(printed: str) -> str:
    return " ".join(normal_form(printed[a:b]) for a, b in split_words(printed))


def _told(before: str, text: str, after: str) -> str:
    """The country or party that the words around a name give it: "X (R-Va.)", "Ministry in
    Seoul".
    """
    if party := PARTY_BEHIND.match(after):
        return PARTIES[(party[1] or party[2]).lower()]
    if gap := country_before(before):
        words = before[: gap.start()].split()
        keys = (
            key_of(" ".join(words[-length:]))
            for length in (3, 2, 1)
            if words[-1:] and words[-1][0].isupper()
        )
        if side := next((side for key in keys if (side := side_of(key))), ""):
            return side
    seat = BEHIND.match(after)
    return side_of(key_of(seat[1])) if seat and HEADS.search(text) else ""


def _held_together(
    rows: Sequence[Mention], spans: Sequence[Span], long: Sequence[Mention], size: int
) -> list[Mention]:
    """Mentions with the long forms of acronyms, which hold others together: "Acquisition and a
    Servicing Agreement (ACSA)".
    """
    if not spans:
        return list(rows)
    ends = [end for _, end in spans]  # in their order
    opened = [*accumulate((start for start, _ in reversed(spans)), min, initial=size)]
    opened.reverse()
    free = (row for row in rows if opened[bisect_right(ends, row.start)] >= row.end)
    return sorted([*free, *long], key=lambda row: row.start)


def long_forms_of(articles: Sequence[Article]) -> LongForms:
    return {article.id: [*_spelled_out(article)] for article in articles}


def _spelled_out(article: Article) -> Iterator[LongForm]:
    """Acronyms in parentheses and what they stand for (Schwartz & Hearst 2003): start, end,
    acronym.

    The letters stand in the words in the same order, as near to the acronym as they can; the first
    begins a word.
    """
    text, acronyms = article.text, [*ACRONYM.finditer(article.text)]
    words, bodies = split_words(text) if acronyms else [], _bodies(article)
    for found in acronyms:
        short, upto = found[1], bisect_left(words, found.span())
        near = words[max(0, upto - min(len(short) + 5, 2 * len(short))) : upto]
        line = text.rfind("\n", near[0][0], found.start()) + 1 if near else 0
        near = [word for word in near if word[0] >= line]
        if sum(map(str.isupper, short)) < 2 or not near or not _number(bodies, found.start()):
            continue
        end = near[-1][1]
        for letter in short[:0:-1]:
            end = max(text.rfind(form, near[0][0], end) for form in (letter, letter.swapcase()))
            if end < 0:
                break
        begins = [*re.finditer(rf"(?<!\w){short[0]}", text[near[0][0] : max(0, end)])]
        if begins:
            yield near[0][0] + begins[-1].start(), near[-1][1], short
