"""Which articles of a mixed collection tell of one event."""

from collections.abc import Sequence
from math import log10, nan
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from tellings.articles.article import Article
from tellings.articles.sheets import read_sheet
from tellings.articles.story import Story
from tellings.project import find
from tellings.text.layers import layer, with_outlets
from tellings.text.likeness import Numbers, Pair, Places, neighbours, vectors_of

DAYS = 14
# How alike two groups have to be where a hundred articles could be of one event, and how much more
# where a thousand could: of many, some are alike by chance. Fixed on twenty events of BASIL (Fan et
# al. 2019), alone, by twos and fives and all together, with 1,053 other articles among them, with
# and without their days, whole and the first hundred words of each.
LEAST, _TENFOLD = 0.2, 0.035
COLUMNS = "article event title articles published likeness other_event other_likeness".split()


@layer()
def group_events(story: Story, days: int = DAYS, least: float = LEAST) -> pd.DataFrame:
    """Parts a mixed collection into events: which articles tell of the same.

    Two articles are alike as far as they use the same words (the cosine of their counts). A word
    counts the more the fewer articles have it, three times in the headline and twice in the first
    two paragraphs, and little if news of any event uses it (data/light.txt). If both have a date,
    they are less alike for every day between, and not at all from `days` days on. The likest join
    first, and two groups join only if their articles are alike enough on average (average linkage,
    Sokal & Michener 1958): the more, the more articles there are within these days, as of many some
    are alike by chance. What a person corrected by `story.correct(group_events=...)` is handed out
    instead.

    Args:
        story: the articles, of one event or of many; headlines and bodies are read.
        days: after how many days two articles are not of one event, however alike.
        least: how alike two groups have to be to join where a hundred articles lie within the
            days. A higher value makes more and smaller events.

    Returns:
        One row an article, event by event: article, event (a number, from 1, by the first date),
        title (the headline of the article that is most like the others), articles (how many tell of
        the event), published, likeness (0 to 1, how like the article is to the others of its event
        on average; missing where there is none), other_event and other_likeness (the same of the
        event that it would fit best otherwise; missing where it shares nothing). Where the two are
        close, read the article.

    Raises:
        ValueError: days is below 1, or least not between 0 and 1.

    >>> pact, ferry = "The ministers signed a pact in Oslo.", "The ferry to Skarra sank at noon."
    >>> story = Story.of(pact, ferry, "In Oslo a pact was signed.", "A Skarra ferry sank.")
    >>> group_events(story)[["article", "event"]].values.tolist()
    [['a', 1], ['c', 1], ['b', 2], ['d', 2]]
    """
    if days < 1 or not 0 < least < 1:
        raise ValueError(f"days is 1 or more and least between 0 and 1, not {days} and {least}")
    groups = _Groups(*_known_of(story), days)
    groups.join(least)
    return _table(list(story), groups)


class _Row(NamedTuple):
    """The sum of some articles' words: columns in order, and numbers."""

    columns: Places
    numbers: Numbers

    def product(self, other: "_Row") -> float:
        at = np.searchsorted(other.columns, self.columns)
        at[at == len(other.columns)] = 0
        both = other.columns[at] == self.columns if len(other.columns) else np.zeros(0, bool)
        return float((self.numbers[both] * other.numbers[at[both]]).sum())

    def plus(self, other: "_Row") -> "_Row":
        columns = np.union1d(self.columns, other.columns)
        numbers = np.zeros(len(columns))
        for one in (self, other):
            numbers[np.searchsorted(columns, one.columns)] += one.numbers
        return _Row(columns, numbers)


class _Groups:
    """Articles by group; each begins as a group of its own."""

    def __init__(self, vectors: sparse.csr_array, dates: Sequence[int | None], days: int) -> None:
        self.vectors, self.dates, self.days = vectors, dates, days
        self.of = list(range(len(dates)))
        self.members = {at: [at] for at in self.of}
        self.sums: dict[int, _Row] = {}  # of groups of several
        self.dated = {at: (day or 0, int(day is not None)) for at, day in enumerate(dates)}

    def limits(self, least: float) -> list[float]:
        """How alike each article has to be to others, by how many could be of one event with it."""
        known = np.sort([day for day in self.dates if day is not None])
        undated = len(self.dates) - len(known)
        limits = []
        for day in self.dates:
            ends = (-np.inf, np.inf) if day is None else (day - self.days, day + self.days)
            first, last = np.searchsorted(known, [ends[0] + 1, ends[1]])
            limits.append(least + _TENFOLD * log10((last - first + undated) / 100))
        return limits

    def neighbours(self) -> list[Pair]:
        """Two groups that may be alike, and how much their articles are on average."""
        heads = list(self.members)
        size = np.array([len(some) for some in self.members.values()])
        place = np.empty(len(self.of), dtype=np.int64)
        place[heads] = np.arange(len(heads))
        where = place[self.of], np.arange(len(self.of))
        means = sparse.csr_array((1 / size[where[0]], where), shape=(len(heads), len(self.of)))
        middle = (self.dated[head] for head in heads)
        day = np.array([days / known if known else nan for days, known in middle])
        found = neighbours((means @ self.vectors).tocsr(), day, self.days)
        return [(much, heads[one], heads[other]) for much, one, other in found]

    def row(self, group: int) -> _Row:
        return self.sums.get(group) or self.article(group)

    def article(self, at: int) -> _Row:
        part = slice(*self.vectors.indptr[at : at + 2])
        return _Row(self.vectors.indices[part], self.vectors.data[part])

    def nearness(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """1 where the middle days, sum and number, are the same or not known, down to 0."""
        (days, known), (other_days, other_known) = one, other
        if not known or not other_known:
            return 1.0
        return max(0.0, 1 - abs(days / known - other_days / other_known) / self.days)

    def likeness(self, one: int, other: int) -> float:
        """How alike the articles of two groups are, on average."""
        pairs = len(self.members[one]) * len(self.members[other])
        mean = self.row(one).product(self.row(other)) / pairs
        return round(mean * self.nearness(self.dated[one], self.dated[other]), 6)

    def fits(self, at: int, group: int) -> float:
        """How like an article is to the others of a group, on average."""
        mine, date = self.article(at), (self.dates[at] or 0, int(self.dates[at] is not None))
        total, others, (days, known) = mine.product(self.row(group)), 0, self.dated[group]
        if self.of[at] == group:
            total, others = total - mine.product(mine), -1
            days, known = days - date[0], known - date[1]
        others += len(self.members[group])
        return round(total / others * self.nearness(date, (days, known)), 4) if others else nan

    def first(self, group: int) -> tuple[bool, int, int]:
        """Events by their first day, those without any behind; then as the articles stand."""
        members = self.members[group]
        days = [day for at in members if (day := self.dates[at]) is not None]
        return not days, min(days, default=0), min(members)

    def by_size(self, group: int) -> tuple[int, int]:
        """The largest first, as the smaller is put into the larger."""
        return -len(self.members[group]), group

    def join(self, least: float) -> None:
        """Joins groups, the likest first, until none are alike enough on average."""
        limit, before = self.limits(least), 0
        while before != len(self.members):
            before = len(self.members)
            near = (
                (-much * self.nearness(self.dated[one], self.dated[other]), one, other)
                for much, one, other in self.neighbours()
            )
            for much, a, b in sorted(near):
                one, other = sorted((self.of[a], self.of[b]), key=self.by_size)
                enough = max(limit[one], limit[other])
                if one == other or -much < enough:
                    continue
                if self.likeness(one, other) >= enough:
                    self.unite(one, other)
                    limit[one] = enough

    def unite(self, one: int, other: int) -> None:
        self.sums[one] = self.row(one).plus(self.row(other))
        self.sums.pop(other, None)
        (days, known), (other_days, other_known) = self.dated[one], self.dated.pop(other)
        self.dated[one] = days + other_days, known + other_known
        for at in self.members[other]:
            self.of[at] = one
        self.members[one] += self.members.pop(other)


def _table(articles: Sequence[Article], groups: _Groups) -> pd.DataFrame:
    beside: dict[int, set[int]] = {group: set() for group in groups.members}
    for _, one, other in groups.neighbours():
        beside[one].add(other)
        beside[other].add(one)
    ordered = sorted(groups.members, key=groups.first)
    number = {group: at for at, group in enumerate(ordered, start=1)}
    rows: list[tuple[object, ...]] = []
    for group in ordered:
        alike = {at: groups.fits(at, group) for at in sorted(groups.members[group])}
        title = articles[max(alike, key=lambda at, alike=alike: (alike[at], -at))].title
        for at, much in alike.items():
            fits = ((groups.fits(at, other), -number[other]) for other in beside[group])
            much_else, other = max(fits, default=(nan, 0))
            told = number[group], title, len(alike), articles[at].published, much
            rows.append((articles[at].id, *told, -other or None, much_else))
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({"event": "int64", "articles": "int64", "other_event": "Int64"})


def corrected_events(story: Story, table: object) -> pd.DataFrame:
    """The events as a person parts them: what `story.correct(group_events=...)` calls.

    Args:
        story: the articles.
        table: with the columns article and event, or the path of a sheet with them, such as the
            table of `group_events` saved as CSV and changed. Events may have any names; they get
            numbers as in `group_events`.

    Raises:
        ValueError: an article is unknown, has no event, or stands in two.
        SheetError: the sheet cannot be read.
    """
    told = _told(story, table)
    articles, grouped = list(story), _Groups(*_known_of(story), DAYS)
    place = {article.id: at for at, article in enumerate(articles)}
    events: dict[str, int] = {}
    for name, event in told.items():
        first = events.setdefault(event, place[name])
        if place[name] != first:
            grouped.unite(first, place[name])
    return with_outlets(story, _table(articles, grouped))


def _known_of(story: Story) -> tuple[sparse.csr_array, list[int | None]]:
    return vectors_of(list(story)), [one.published and one.published.toordinal() for one in story]


def _told(story: Story, table: object) -> dict[str, str]:
    """The event of each article, as a person tells it."""
    if isinstance(table, pd.DataFrame):
        rows, what = table[["article", "event"]].astype(str).to_numpy().tolist(), "the table"
    else:
        sheet = read_sheet(find(str(table), story.folder), COLUMNS[:2], COLUMNS[:2])
        rows, what = [[row.text("article"), row.text("event").strip()] for row in sheet], str(table)
    told: dict[str, str] = {}
    for name, event in rows:
        if name not in story.outlets or told.setdefault(name, event) != event:
            why = "stands in two events" if name in told else "is none of the articles given"
            raise ValueError(f"{what}: {name!r} {why}")
    if missing := [name for name in story.outlets if not told.get(name)]:
        raise ValueError(f"{what} tells no event of {', '.join(missing)}; give each article one")
    return told


Story.correctable["group_events"] = corrected_events
