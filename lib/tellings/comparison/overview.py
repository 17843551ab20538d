"""The tellings in one table: to each question the answers of each article."""

from pathlib import Path

import pandas as pd

from tellings.actors.identities import mentions
from tellings.actors.lists import key_of
from tellings.articles.story import Story
from tellings.attribution.sources import speaking
from tellings.comparison.alone import told_alone
from tellings.comparison.facts import compare_facts, facts
from tellings.framing.codebook import Codebook, read_codebook
from tellings.framing.dictionary import code_frames
from tellings.text.layers import layer, spans


@layer(topics=read_codebook)
def overview(story: Story, topics: Codebook | str | Path) -> pd.DataFrame:
    """To each question the answers of each article, with the stretches that give them: a layer.

    Args:
        story: the articles.
        topics: a codebook whose frames are topics, or the name or path of one.

    Returns:
        One row a stretch of a body: article, start, end, question, answer. The questions, in this
        order: comes first (topics of the first paragraph), told by all and told here alone
        (topics), dates and numbers only here, phrases only here, who speaks (acts left out), named
        and silent (persons), so called only here (labels of what another outlet calls otherwise).
        All, alone and only count outlets, but for phrases articles.

    >>> story = Story.of("Mr. Kim spoke of an attack in 2010.", "Rain fell.")
    >>> table = overview(story, "defence_talks")
    >>> table.loc[table["article"] == "a", ["question", "answer"]].values.tolist()[:2]
    [['comes first', 'North Korean threat'], ['told here alone', 'North Korean threat']]
    """
    hits, named = code_frames(story, topics, voice=False), mentions(story)
    told = hits[hits["paragraph"] > 0].assign(answer=lambda table: table["frame"])
    tellers, everybody = _outlets(told), len(set(story.outlets.values()))
    people = named[(named["paragraph"] > 0) & (named["form"] != "people")].assign(
        answer=lambda table: table["actor"]
    )
    voices = speaking(story).query("not act").assign(answer=lambda table: table["actor"])
    silent = (people["kind"] == "person") & ~_in_outlet(people).isin(_in_outlet(voices))
    pieces = {
        "comes first": told[told["paragraph"] == 1],
        "told by all": told[tellers == everybody],
        "told here alone": told[tellers == 1] if everybody > 1 else told[:0],
        "dates and numbers only here": _facts_alone(story),
        "phrases only here": told_alone(story).assign(answer="phrases"),
        "who speaks": spans(voices, "content"),
        "named and silent": people[silent],
        "so called only here": _called_alone(people),
    }
    columns = ["article", "start", "end", "question", "answer"]
    return pd.concat(
        [piece.assign(question=name)[columns] for name, piece in pieces.items()], ignore_index=True
    )


def _in_outlet(layer: pd.DataFrame) -> "pd.Series[str]":
    """Each row's outlet and answer as one."""
    return layer["outlet"].astype(str) + "\n" + layer["answer"].astype(str)  # also of no rows


def _outlets(layer: pd.DataFrame, what: str = "answer") -> "pd.Series[int]":
    """How many outlets have what each row has."""
    return layer["outlet"].groupby(layer[what]).transform("nunique")


def _facts_alone(story: Story) -> pd.DataFrame:
    found, compared = facts(story), compare_facts(story)
    alone = compared.loc[
        [len({story.outlets[one] for one in names}) == 1 for names in compared["articles"]]
    ]
    rows = found.loc[sorted(row for rows in alone["rows"] for row in rows)].query("paragraph > 0")
    rows = rows[(rows["kind"] == "date") | (rows["counts"] != "")]
    return rows.assign(answer=(rows["value"].astype(str) + " " + rows["counts"]).str.strip())


def _called_alone(people: pd.DataFrame) -> pd.DataFrame:
    """Labels that one outlet alone has, of actors that several have."""
    table = people.assign(
        answer=people["text"], label=people["actor"] + "\n" + people["text"].map(key_of)
    )
    return table[(_outlets(table, "label") == 1) & (_outlets(table, "actor") > 1)]
