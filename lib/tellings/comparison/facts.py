"""Dates and numbers: what can be right or wrong, and where several articles agree on it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.comparison.common_words import terms
from tellings.comparison.dates import find_dates
from tellings.comparison.number_patterns import ABOUT, AT_LEAST, AT_MOST, number_value
from tellings.comparison.numbers import RANGE, find_numbers
from tellings.text.layers import layer
from tellings.text.tokens import sentences_of

_MAY_BE_LOWER = frozenset((AT_MOST + "|" + ABOUT).split("|"))
_MAY_BE_HIGHER = frozenset((AT_LEAST + "|" + ABOUT).split("|"))
_ROUNDED = 0.1  # how far "about 50" may be from the number meant, as a share of it
_CONTEXT = 500  # characters of a sentence on either side of a fact; few sentences have as many
_WINDOW = 70  # characters on either side in which the words stand that say what a number is about
_SHARED_DAY = 2  # words in common around a month and a day of it; around two numbers one
Word = tuple[str, bool]  # as it is compared, and whether it is a name
Link = tuple[int, int]  # two facts that are one


class Fact(NamedTuple):
    """A row of `facts`."""

    article: str
    start: int
    end: int
    section: str
    paragraph: int
    sentence: int
    kind: str
    text: str
    value: float | str | None
    counts: str
    approx: str
    basis: str
    context: str


@layer()
def facts(story: Story) -> pd.DataFrame:
    """Dates, and numbers with what they count: a layer.

    Found by rules for English news, without a model. Relative dates ("Monday", "last year") are
    worked out from the day of publication, and the basis says how. Times of day and numbers that
    are part of a name (Article 1, F-16) are left out. In 36 articles of BASIL (Fan et al. 2019)
    that were not read to write the rules, 183 of 203 dates and 153 of 164 numbers were right, value
    and what is counted; some of the faults have been corrected since.

    Args:
        story: the articles.

    Returns:
        One row a fact: article, start, end, section, paragraph and sentence as in `sentences`, kind
        (date, number), text (as printed), value (of a date in ISO 8601: day, month, year, or
        start/end; of a number the number, "low/high", "1st" or "2/3"; None where the text does not
        settle it), counts (what a number counts, in the plural but for "1st"; "dollars", "percent",
        "years old"; of a year that need not begin in January what it is, "tax year"; "" where
        nothing says), approx ("about", "at least", "hundreds"), basis (how
        the value is known, or why it is not), context (the sentence; of a very long one what stands
        near).

    >>> table = facts(Story.of("About 46 sailors died in Seoul in 2009."))
    >>> table[["kind", "text", "value", "counts", "approx"]].values.tolist()
    [['number', '46 sailors', 46, 'sailors', 'about'], ['date', '2009', '2009', '', '']]
    """
    rows = [fact for article in story for fact in _of_article(article)]
    table = pd.DataFrame(rows, columns=list(Fact._fields))
    return table.assign(value=pd.Series([fact.value for fact in rows], dtype=object))


def _of_article(article: Article) -> Iterator[Fact]:
    listed = list(sentences_of(article))
    texts = [article.text[one.start : one.end] for one in listed]
    dated = find_dates(texts, article.published)
    for one, text, dates in zip(listed, texts, dated, strict=True):
        taken = [(date.start, date.end) for date in dates]
        found = [(*date[:2], "date", date.value, date.of, "", date.basis) for date in dates]
        found += [(*some[:2], "number", *some[2:]) for some in find_numbers(text, taken)]
        for start, end, kind, *rest in sorted(found, key=lambda fact: fact[:3]):
            place = one.start + start, one.start + end, one.section, one.paragraph, one.number
            near = text[max(0, start - _CONTEXT) : end + _CONTEXT]
            yield Fact._make((article.id, *place, kind, text[start:end], *rest, near))


@layer()
def compare_facts(story: Story) -> pd.DataFrame:
    """Where articles agree on a date or a number, and what only one of them has.

    Dates are one where they are the same day, month, year or stretch, and a year of the same kind
    (a tax year is not the calendar's); a month and a day in it, also where the words around them
    are shared. Numbers are one where they count the same thing and one
    word within 70 characters is shared; numbers that "about" or "more than" makes compatible are
    the same.

    Args:
        story: the articles.

    Returns:
        One row a fact: kind, value (where numbers differ each of them, with " | " between), what (a
        number counts, or what kind of year one is), articles (that have it), status (agree, only
        one), evidence (article and words as printed), rows (their labels in `facts`), told_by (what
        to call these articles). Facts whose value is not known are left out.

    >>> story = Story.of("A ship sank; 46 sailors died.", "It killed 46 sailors on a ship.")
    >>> compare_facts(story)[["value", "what", "articles", "status"]].values.tolist()
    [[46, 'sailors', ['a', 'b'], 'agree']]
    """
    table = facts(story)
    known = table[table["value"].notna()]
    found = [Fact._make(row) for row in known[list(Fact._fields)].itertuples(index=False)]
    around = [_around(fact) for fact in found]
    links = [link for block in _blocks(found) for link in _links(block, found, around)]
    rows = [_row(group, found, known.index) for group in _groups(len(found), links)]
    out = pd.DataFrame(
        rows, columns=["kind", "value", "what", "articles", "status", "evidence", "rows"]
    )
    out["told_by"] = [", ".join(story.names[one] for one in some) for some in out["articles"]]
    return out.assign(value=pd.Series([row[1] for row in rows], dtype=object))


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> frozenset[Word]:
    found = terms(Article(id="", text=text), (0, len(text)))
    return frozenset((one.key, one.kind == "name") for one in found if one.kind in ("word", "name"))


def _counted(noun: str) -> str:
    """What a number counts in the form in which it is compared: accords and pacts are one."""
    return " ".join(sorted(key for key, _ in _words(noun)))


def _around(fact: Fact) -> frozenset[Word]:
    """The words and names near a fact, without its own."""
    at = fact.context.find(fact.text)
    start, end = max(0, at - _WINDOW), at + len(fact.text) + _WINDOW
    near = fact.context[start:end]
    near = near[near.find(" ") + 1 :] if start else near
    return _words(near[: near.rfind(" ")] if end < len(fact.context) else near) - _words(fact.text)


def _blocks(found: list[Fact]) -> Iterable[list[int]]:
    """The facts that may be one: of one month, of one thing counted."""
    blocks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, fact in enumerate(found):
        if fact.kind == "number":
            key = _counted(fact.counts) if fact.counts else f"alone {at}", ""
        else:
            key = str(fact.value) if "/" in str(fact.value) else str(fact.value)[:7], fact.counts
        blocks[fact.kind, *key].append(at)
    return blocks.values()


def _links(block: list[int], found: list[Fact], around: list[frozenset[Word]]) -> Iterator[Link]:
    if found[block[0]].kind == "number":
        yield from _between_numbers(block, found, around)
        return
    first: dict[str, int] = {}
    for at in block:
        if (same := first.setdefault(str(found[at].value), at)) != at:
            yield same, at
    month = next((at for value, at in first.items() if len(value) == 7), None)
    if month is not None:
        days = (at for at in block if len(str(found[at].value)) == 10)
        yield from ((month, at) for at in days if len(around[month] & around[at]) >= _SHARED_DAY)


def _between_numbers(
    block: list[int], found: list[Fact], around: list[frozenset[Word]]
) -> Iterator[Link]:
    """Numbers for one thing counted that are the same, by article and by each word near them.

    Two are the same where both can be right, as far as "about" and "more than" allow. Each is
    joined to one before it that it fits, not to all: the groups are the same.
    """
    limits = {at: _limits(found[at]) for at in block}
    near: dict[str | Word, list[int]] = defaultdict(list)
    for at in block:
        for one in (found[at].article, *around[at]):
            near[one].append(at)
    for some in near.values():
        same: dict[object, int] = {}
        furthest = some[0], -np.inf
        for at in sorted(some, key=limits.__getitem__):
            low, high = limits[at]
            if (first := same.setdefault(found[at].value, at)) != at:
                yield first, at
            if low <= furthest[1]:
                yield furthest[0], at
            if high > furthest[1]:
                furthest = at, high


def _limits(fact: Fact) -> tuple[float, float]:
    """The least and the greatest number that the words allow; of "1st" and "2/3" none."""
    if isinstance(fact.value, str):
        ends = [number_value(end) or 0 for end in fact.value.split("/")]
        return (ends[0], ends[1]) if fact.basis == RANGE else (np.inf, -np.inf)
    value = float(fact.value or 0)
    below = 1 - _ROUNDED * (fact.approx in _MAY_BE_LOWER)
    above = 1 + _ROUNDED * (fact.approx in _MAY_BE_HIGHER)
    return value * below, value * above


def _groups(size: int, links: list[Link]) -> list[list[int]]:
    """Facts joined by links, however many steps apart; in the order of their first rows."""
    if not size:
        return []
    ones, others = [one for one, _ in links], [other for _, other in links]
    joined = coo_matrix((np.ones(len(links)), (ones, others)), shape=(size, size))
    groups: dict[int, list[int]] = defaultdict(list)
    for at, label in enumerate(connected_components(joined, directed=False)[1]):
        groups[int(label)].append(at)
    return list(groups.values())


def _row(group: list[int], found: list[Fact], labels: pd.Index) -> tuple[object, ...]:
    members = [found[at] for at in group]
    articles = list(dict.fromkeys(fact.article for fact in members))
    values = list(dict.fromkeys(fact.value for fact in members))
    status = "agree" if len(articles) > 1 else "only one"
    differ = len(values) > 1 and members[0].kind == "number"
    fullest = max(values, key=lambda value: len(str(value)))
    value = " | ".join(map(str, values)) if differ else fullest
    what = members[0].kind, value, members[0].counts
    evidence = [(fact.article, fact.text) for fact in members]
    return *what, articles, status, evidence, [labels[at] for at in group]
