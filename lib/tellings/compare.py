"""The same event, side by side: what each telling covers, in which order, and under which names."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from tellings.actors import mentions
from tellings.articles import Article, articles_of
from tellings.codebooks import Codebook
from tellings.factual import compare_facts, facts
from tellings.names import key_of
from tellings.quotes import spans
from tellings.sources import speaking
from tellings.tokens import sentences_of, split_words


def coverage(source: Article | Iterable[Article], hits: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Which topics each article's body has, where they first come, and how much room they get.

    Args:
        source: the articles.
        hits: what `code_frames` found in them, with a codebook whose frames are topics.
        codebook: that codebook; topics without a hit are rows with 0.

    Returns:
        One row a topic and article: topic, article, paragraphs (that touch it), of (paragraphs of the body), first (paragraph,
        from 1; 0 where the topic is absent), hits, places (the numbers of the paragraphs).
    """
    articles = articles_of(source)
    found = {(row.name, row.article): row for row in _told(articles, hits.assign(kind="frame", name=hits["frame"]))}
    rows = []
    for frame in codebook.frames:
        for article in articles:
            one = found.get((frame.name, article.id))
            counts = (
                (one.paragraphs, one.of, one.first, one.hits, one.places) if one else (0, len(article.paragraphs), 0, 0, [])
            )
            rows.append((frame.name, article.id, *counts))
    return pd.DataFrame(rows, columns=["topic", "article", "paragraphs", "of", "first", "hits", "places"])


def order(source: Article | Iterable[Article], hits: pd.DataFrame, named: pd.DataFrame | None = None) -> pd.DataFrame:
    """In which order each article tells what, and how much room it gives it: in news what is held to weigh most comes first.

    After van Dijk (1988), News as Discourse, on the relevance principle of news and its order of topics, known as the inverted
    pyramid.

    Args:
        source: the articles.
        hits: what `code_frames` found in them, with one codebook or several (joined with `pandas.concat`).
        named: their `mentions`, where they are at hand; found anew if left out.

    Returns:
        One row a frame, topic or actor, and article that has it: article, rank (by where it first comes, from 1; what comes
        in one place together has one rank), kind (frame, or as in `mentions`: person, place, organisation, country), name,
        first (paragraph, from 1), at (the share of the body's words that stand before it, 0 to 1), space (the share of the
        body's words that stand in its sentences, 0 to 1), paragraphs (that touch it), of (paragraphs of the body), hits,
        places (the numbers of the paragraphs). Sentences that touch several things count for each.

    >>> from tellings.frames import code_frames
    >>> article = Article(id="a", text="An attack hit Oslo.\\n\\nMs. Lee spoke of the attack.")
    >>> table = order(article, code_frames(article, "defence_talks"))
    >>> table[["rank", "name", "first", "at", "space"]].round(2).values.tolist()
    [[1, 'North Korean threat', 1, 0.1, 1.0], [2, 'Norway', 1, 0.3, 0.4], [3, 'Lee', 2, 0.4, 0.6]]
    """
    articles = articles_of(source)
    people = mentions(articles) if named is None else named
    actors = people[people["form"] != "people"].assign(name=people["actor"])
    columns = ["kind", "name", "article", "start", "paragraph"]
    found = pd.concat([hits.assign(kind="frame", name=hits["frame"])[columns], actors[columns]], ignore_index=True)
    places = {article.id: number for number, article in enumerate(articles)}
    rows = sorted(_told(articles, found), key=lambda row: (places[row.article], row.at, row.kind, row.name))
    table = pd.DataFrame(rows, columns=list(_Told._fields))
    table.insert(1, "rank", table.groupby("article")["at"].rank(method="dense").astype("int64"))
    return table


class _Told(NamedTuple):
    """Where an article has something, and the room it gives it: a row of `order` without its rank."""

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


def _told(articles: Sequence[Article], found: pd.DataFrame) -> list[_Told]:
    found, rows = found[found["paragraph"] > 0], []
    for article in articles:
        body = [sentence for sentence in sentences_of(article) if sentence.section == "body"]
        opens = [sentence.start for sentence in body]
        words = [len(split_words(article.text[sentence.start : sentence.end])) for sentence in body]
        for (kind, name), mine in found[found["article"] == article.id].groupby(["kind", "name"], sort=False):
            touched = sorted({bisect_right(opens, start) - 1 for start in mine["start"]})
            before = sum(words[: touched[0]]) + len(split_words(article.text[opens[touched[0]] : mine["start"].min()]))
            at, space = before / sum(words), sum(words[number] for number in touched) / sum(words)
            places = sorted({int(number) for number in mine["paragraph"]})
            counts = (len(places), len(article.paragraphs), len(mine))
            rows.append(_Told(article.id, str(kind), str(name), places[0], at, space, *counts, places))
    return rows


def overview(
    source: Article | Iterable[Article],
    hits: pd.DataFrame,
    said: pd.DataFrame,
    named: pd.DataFrame,
    alone: pd.DataFrame,
) -> pd.DataFrame:
    """The tellings in one table: to each question the answers of each article, with the stretches that give them: a layer.

    Args:
        source: the articles.
        hits: what `code_frames` found in them, with a codebook whose frames are topics.
        said: their `attributions`.
        named: their `mentions`.
        alone: what `told_alone` returns for them.

    Returns:
        One row a stretch of a body: article, start, end, question, answer. The questions, in this order: comes first (topics
        of the first paragraph), told by all and told here alone (topics), dates and numbers only here, phrases only here, who
        speaks (acts left out), named and silent (persons), so called only here
        (labels of what another outlet calls otherwise). All, alone and only count
        outlets, but for phrases articles.

    >>> from tellings.frames import code_frames
    >>> from tellings.quotes import attributions
    >>> from tellings.alignment import align, told_alone
    >>> articles = [Article(id="a", text="Mr. Kim spoke of an attack in 2010."), Article(id="b", text="Rain fell.")]
    >>> hits, said, named = code_frames(articles, "defence_talks"), attributions(articles), mentions(articles)
    >>> table = overview(articles, hits, said, named, told_alone(articles, align(articles)))
    >>> table.loc[table["article"] == "a", ["question", "answer"]].values.tolist()[:2]
    [['comes first', 'North Korean threat'], ['told here alone', 'North Korean threat']]
    """
    articles = articles_of(source)
    outlets = {article.id: article.name for article in articles}
    topics = hits[hits["paragraph"] > 0].assign(answer=lambda table: table["frame"])
    tellers, everybody = _outlets(topics, outlets), len(set(outlets.values()))
    people = named[(named["paragraph"] > 0) & (named["form"] != "people")].assign(answer=lambda table: table["actor"])
    voices = speaking(articles, said, named).query("not act").assign(answer=lambda table: table["actor"])
    silent = (people["kind"] == "person") & ~_in_outlet(people, outlets).isin(_in_outlet(voices, outlets))
    pieces = {
        "comes first": topics[topics["paragraph"] == 1],
        "told by all": topics[tellers == everybody],
        "told here alone": topics[tellers == 1] if everybody > 1 else topics[:0],
        "dates and numbers only here": _facts_alone(articles, outlets),
        "phrases only here": alone.assign(answer="phrases"),
        "who speaks": spans(voices, "content"),
        "named and silent": people[silent],
        "so called only here": _called_alone(people, outlets),
    }
    columns = ["article", "start", "end", "question", "answer"]
    return pd.concat([piece.assign(question=name)[columns] for name, piece in pieces.items()], ignore_index=True)


def _in_outlet(layer: pd.DataFrame, outlets: dict[str, str]) -> "pd.Series[str]":
    """Each row's outlet and answer as one."""
    return layer["article"].map(outlets) + "\n" + layer["answer"]


def _outlets(layer: pd.DataFrame, outlets: dict[str, str], what: str = "answer") -> "pd.Series[int]":
    """How many outlets have what each row has."""
    return layer["article"].map(outlets).groupby(layer[what]).transform("nunique")


def _facts_alone(articles: Sequence[Article], outlets: dict[str, str]) -> pd.DataFrame:
    found = facts(articles)
    compared = compare_facts(found)
    alone = compared.loc[[len({outlets[one] for one in names}) == 1 for names in compared["articles"]]]
    rows = found.loc[sorted(row for rows in alone["rows"] for row in rows)].query("paragraph > 0")
    rows = rows[(rows["kind"] == "date") | (rows["counts"] != "")]
    return rows.assign(answer=(rows["value"].astype(str) + " " + rows["counts"]).str.strip())


def _called_alone(people: pd.DataFrame, outlets: dict[str, str]) -> pd.DataFrame:
    """Labels that one outlet alone has, of actors that several have."""
    table = people.assign(answer=people["text"], label=people["actor"] + "\n" + people["text"].map(key_of))
    return table[(_outlets(table, outlets, "label") == 1) & (_outlets(table, outlets, "actor") > 1)]
