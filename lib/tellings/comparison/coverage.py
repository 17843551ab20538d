"""What each telling covers, and in which order."""

from bisect import bisect_right
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from tellings.actors.identities import mentions
from tellings.articles.story import Story
from tellings.framing.codebook import Codebook, read_codebook
from tellings.framing.dictionary import code_frames
from tellings.text.layers import layer, sort_by, with_outlets
from tellings.text.splitting import split_words
from tellings.text.tokens import sentences_of


def coverage_by_outlet(story: Story, table: pd.DataFrame) -> pd.DataFrame:
    """Which share of its paragraphs each outlet gives each topic, all its articles together.

    Args:
        story: the articles.
        table: what `coverage` returns for them.

    Returns:
        One row a topic and outlet: topic, outlet, paragraphs (that touch it), of (paragraphs of its
        articles), share (0 to 1), outlets (that have the topic at all). Topics that most outlets
        have come first.

    >>> from tellings import Article
    >>> story = Story(Article(id=name, text="x", outlet="Daily") for name in "ab")
    >>> rows = {"topic": "pact", "article": ["a", "b"], "paragraphs": [1, 0], "of": [4, 6]}
    >>> coverage_by_outlet(story, pd.DataFrame(rows)).values.tolist()
    [['pact', 'Daily', 1, 10, 0.1, 1]]
    """
    named = with_outlets(story, table.copy())
    sums = named.groupby(["topic", "outlet"], as_index=False, sort=False)[
        ["paragraphs", "of"]
    ].sum()
    sums["share"] = sums["paragraphs"] / sums["of"].clip(lower=1)
    sums["outlets"] = (sums["paragraphs"] > 0).groupby(sums["topic"]).transform("sum")
    sums = sort_by(sums, ["topic"], topic=sums["topic"].unique())
    return sums.sort_values("outlets", ascending=False, kind="stable", ignore_index=True)


def first_places(story: Story, ordered: pd.DataFrame) -> pd.DataFrame:
    """Where each outlet first comes to what: the median, with the range over its articles.

    Args:
        story: the articles.
        ordered: what `order` returns for them, or those rows of it that are to be compared.

    Returns:
        One row a name and outlet that has it: name, outlet, at (share of the words that stand
        before it, 0 to 1; the median of the outlet's articles that have it), low and high (the
        earliest and the latest of them), articles (that have it), of (articles of the outlet); of
        each outlet, what comes first stands first. A name of two kinds, such as China the topic and
        China the country, is two names, with the kind behind each.

    >>> from tellings import Article
    >>> story = Story(Article(id=name, text="x", outlet="Daily") for name in "ab")
    >>> rows = {"kind": "frame", "name": "pact", "article": ["a", "b"], "at": [0.1, 0.5]}
    >>> first_places(story, pd.DataFrame(rows)).values.tolist()
    [['pact', 'Daily', 0.3, 0.1, 0.5, 2, 2]]
    """
    outlets = list(story.outlets.values())
    named = with_outlets(story, ordered.copy()).assign(name=_told_apart(ordered))
    table = named.groupby(["name", "outlet"], as_index=False).agg(
        median=("at", "median"), low=("at", "min"), high=("at", "max"), articles=("at", "size")
    )
    table = table.rename(columns={"median": "at"})
    table["of"] = table["outlet"].map(outlets.count)
    return sort_by(table, ["outlet", "at", "name"], outlet=dict.fromkeys(outlets))


def _told_apart(ordered: pd.DataFrame) -> "pd.Series[str]":
    """The names; where one is of two kinds, with its kind."""
    twice = ordered.groupby("name")["kind"].transform("nunique") > 1
    return ordered["name"].where(~twice, ordered["name"] + " (" + ordered["kind"] + ")")


@layer(topics=read_codebook)
def coverage(story: Story, topics: Codebook | str | Path) -> pd.DataFrame:
    """Which topics each article's body has, where they first come, and how much room they get.

    Args:
        story: the articles.
        topics: a codebook whose frames are topics, or the name or path of one; topics without a hit
            are rows with 0, and those without terms are left out.

    Returns:
        One row a topic and article: topic, article, paragraphs (that touch it), of (paragraphs of
        the body), first (paragraph, from 1; 0 where the topic is absent), hits, places (the numbers
        of the paragraphs).
    """
    book = read_codebook(topics)
    hits = code_frames(story, book, voice=False)
    found = {
        (row.name, row.article): row
        for row in _told(story, hits.assign(kind="frame", name=hits["frame"]))
    }
    rows = []
    # A frame without terms, such as "other", is for people to code with: no text can have it.
    for frame in [frame for frame in book.frames if frame.terms] or book.frames:
        for article in story:
            one = found.get((frame.name, article.id))
            counts = (one.first, one.hits, one.places) if one else (0, 0, [])
            of = len(article.paragraphs)
            rows.append((frame.name, article.id, len(counts[2]), of, *counts))
    columns = ["topic", "article", "paragraphs", "of", "first", "hits", "places"]
    return pd.DataFrame(rows, columns=columns)


@layer(topics=read_codebook)
def order(story: Story, topics: Codebook | str | Path) -> pd.DataFrame:
    """In which order each article tells what, and how much room it gives it.

    After van Dijk (1988), News as Discourse, on the relevance principle of news (what is held
    to weigh most comes first) and its order of topics, known as the inverted pyramid.

    Args:
        story: the articles.
        topics: a codebook whose frames are topics, or the name or path of one.

    Returns:
        One row a frame, topic or actor, and article that has it: article, rank (by where it first
        comes, from 1; what comes in one place together has one rank), kind (frame, or as in
        `mentions`: person, place, organisation, country), name, first (paragraph, from 1), at (the
        share of the body's words that stand before it, 0 to 1), space (the share of the body's
        words that stand in its sentences, 0 to 1), paragraphs (that touch it), of (paragraphs of
        the body), hits, places (the numbers of the paragraphs). Sentences that touch several things
        count for each.

    >>> story = Story.of("An attack hit Oslo.\\n\\nMs. Lee spoke of the attack.")
    >>> table = order(story, "defence_talks")
    >>> table[["rank", "name", "first", "at", "space"]].round(2).values.tolist()
    [[1, 'North Korean threat', 1, 0.1, 1.0], [2, 'Norway', 1, 0.3, 0.4], [3, 'Lee', 2, 0.4, 0.6]]
    """
    hits, people = code_frames(story, topics, voice=False), mentions(story)
    actors = people[people["form"] != "people"].assign(name=people["actor"])
    columns = ["kind", "name", "article", "start", "paragraph"]
    found = pd.concat(
        [hits.assign(kind="frame", name=hits["frame"])[columns], actors[columns]], ignore_index=True
    )
    places = {article.id: number for number, article in enumerate(story)}
    rows = sorted(
        _told(story, found), key=lambda row: (places[row.article], row.at, row.kind, row.name)
    )
    table = pd.DataFrame(rows, columns=list(_Told._fields))
    table.insert(1, "rank", table.groupby("article")["at"].rank(method="dense").astype("int64"))
    return table


class _Told(NamedTuple):
    """Where an article has something, and its room there: a row of `order` without its rank."""

    article: str
    kind: str
    name: str
    first: int
    at: float
    space: float
    paragraphs: int
    of: int
    hits: int
    places: list[int]


def _told(story: Story, found: pd.DataFrame) -> list[_Told]:
    parts = dict(iter(found[found["paragraph"] > 0].groupby("article")))
    rows = []
    for article in story:
        body = [sentence for sentence in sentences_of(article) if sentence.section == "body"]
        opens = [sentence.start for sentence in body]
        words = [len(split_words(article.text[sentence.start : sentence.end])) for sentence in body]
        mine_all = parts.get(article.id, found[:0])
        for (kind, name), mine in mine_all.groupby(["kind", "name"], sort=False):
            touched = sorted({bisect_right(opens, start) - 1 for start in mine["start"]})
            before = sum(words[: touched[0]]) + len(
                split_words(article.text[opens[touched[0]] : mine["start"].min()])
            )
            at, space = before / sum(words), sum(words[number] for number in touched) / sum(words)
            places = sorted({int(number) for number in mine["paragraph"]})
            counts = (len(places), len(article.paragraphs), len(mine))
            rows.append(
                _Told(article.id, str(kind), str(name), places[0], at, space, *counts, places)
            )
    return rows
