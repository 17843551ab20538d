"""The tellings in one table: to each question the answers of each article."""

from collections.abc import Iterable, Sequence

import pandas as pd

from tellings.actors.lists import key_of
from tellings.articles.article import Article
from tellings.articles.story import articles_of
from tellings.attribution.sources import speaking
from tellings.comparison.facts import compare_facts, facts
from tellings.text.layers import spans


def overview(
    source: Article | Iterable[Article],
    hits: pd.DataFrame,
    said: pd.DataFrame,
    named: pd.DataFrame,
    alone: pd.DataFrame,
) -> pd.DataFrame:
    """The tellings in one table: to each question the answers of each article, with the stretches
    that give them: a layer.

    Args:
        source: the articles.
        hits: what `code_frames` found in them, with a codebook whose frames are topics.
        said: their `attributions`.
        named: their `mentions`.
        alone: what `told_alone` returns for them.

    Returns:
        One row a stretch of a body: article, start, end, question, answer. The questions, in this
        order: comes first (topics of the first paragraph), told by all and told here alone
        (topics), dates and numbers only here, phrases only here, who speaks (acts left out), named
        and silent (persons), so called only here (labels of what another outlet calls otherwise).
        All, alone and only count outlets, but for phrases articles.

    >>> from tellings.framing.dictionary import code_frames
    >>> from tellings.attribution.attributions import attributions
    >>> from tellings.comparison.alignment import align
    >>> from tellings.comparison.alone import told_alone
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
    people = named[(named["paragraph"] > 0) & (named["form"] != "people")].assign(
        answer=lambda table: table["actor"]
    )
    voices = (
        speaking(articles, said, named).query("not act").assign(answer=lambda table: table["actor"])
    )
    silent = (people["kind"] == "person") & ~_in_outlet(people, outlets).isin(
        _in_outlet(voices, outlets)
    )
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
    return pd.concat(
        [piece.assign(question=name)[columns] for name, piece in pieces.items()], ignore_index=True
    )


def _in_outlet(layer: pd.DataFrame, outlets: dict[str, str]) -> "pd.Series[str]":
    """Each row's outlet and answer as one."""
    return layer["article"].map(outlets) + "\n" + layer["answer"]


def _outlets(
    layer: pd.DataFrame, outlets: dict[str, str], what: str = "answer"
) -> "pd.Series[int]":
    """How many outlets have what each row has."""
    return layer["article"].map(outlets).groupby(layer[what]).transform("nunique")


def _facts_alone(articles: Sequence[Article], outlets: dict[str, str]) -> pd.DataFrame:
    found = facts(articles)
    compared = compare_facts(found)
    alone = compared.loc[
        [len({outlets[one] for one in names}) == 1 for names in compared["articles"]]
    ]
    rows = found.loc[sorted(row for rows in alone["rows"] for row in rows)].query("paragraph > 0")
    rows = rows[(rows["kind"] == "date") | (rows["counts"] != "")]
    return rows.assign(answer=(rows["value"].astype(str) + " " + rows["counts"]).str.strip())


def _called_alone(people: pd.DataFrame, outlets: dict[str, str]) -> pd.DataFrame:
    """Labels that one outlet alone has, of actors that several have."""
    table = people.assign(
        answer=people["text"], label=people["actor"] + "\n" + people["text"].map(key_of)
    )
    return table[(_outlets(table, outlets, "label") == 1) & (_outlets(table, outlets, "actor") > 1)]
