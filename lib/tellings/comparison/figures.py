"""The figures of lesson 4."""

from pathlib import Path

import pandas as pd

from tellings.articles.story import Story
from tellings.comparison.alignment import align, paired_paragraphs
from tellings.comparison.coverage import coverage, coverage_by_outlet, first_places, order
from tellings.comparison.pair_charts import paired_columns
from tellings.comparison.topic_charts import (
    COLUMNS,
    LINE,
    MOST_NAMES,
    coverage_matrix,
    order_of_topics,
)
from tellings.drawing.figure import Drawn, draw, or_why_not
from tellings.drawing.words import TooLittleError, counted, largest, leading, listed, resting_on
from tellings.framing.codebook import Codebook

MOST_COLUMNS = 4


@or_why_not("paired_paragraphs")
def plot_pairs(story: Story) -> Drawn:
    """Draws the first article beside the others, a ribbon between paragraphs that tell the same.

    Args:
        story: two articles or more; of more than four the first ones are drawn.
    """
    shown = story[:MOST_COLUMNS]
    laid = paired_paragraphs(shown, align(shown))
    if not laid[["words", "other_words"]].sum().sum():
        raise TooLittleError("none of these articles has a word in its body")
    count = laid["strength"].value_counts()
    pair = (
        laid["unit"].astype(str)
        + " with "
        + laid["other_unit"].astype(str)
        + " of "
        + laid["second"]
    )
    joined = pair.dropna().groupby(laid["strength"]).agg(", ".join)
    pairs, alone = int(count.get("strong", 0) + count.get("partial", 0)), int(count.get("none", 0))
    return draw(
        "paired_paragraphs",
        paired_columns,
        laid,
        size=(8, 6),
        title=f"{counted(pairs, 'pair')} of paragraphs "
        f"{'tells' if pairs == 1 else 'tell'} the same; "
        f"{counted(alone, 'paragraph')} {'has' if alone == 1 else 'have'} no partner.",
        caption="Each box is a paragraph, as tall as it has words. A ribbon joins two that share "
        "much (dark) "
        "or a part (light); a hatched box has no partner in the article beside it.",
        alternative_text="Columns of numbered paragraphs, as tall as they have words, with a "
        "ribbon between those that tell the same. "
        f"Strong: {joined.get('strong', 'none')}. Partial: {joined.get('partial', 'none')}. The "
        "others are hatched.",
        foot=resting_on(story.outlets.values(), articles=len(shown)),
    )


def plot_coverage(story: Story, topics: Codebook | str | Path) -> Drawn:
    """Draws which share of its paragraphs each outlet gives each topic.

    Args:
        story: the articles; of more than forty outlets those with most articles are drawn.
        topics: a codebook whose frames are topics, or the name or path of one.
    """
    outlets = story.outlets.values()
    kept = largest(outlets, 40)
    told = coverage_by_outlet(story, coverage(story, topics))
    told = told[told["outlet"].isin(kept)].reset_index(drop=True)
    one = told[(told["outlets"] == 1) & (told["share"] > 0)]
    only = one.groupby("outlet", sort=False)["topic"].agg(list)
    some = (f"only {outlet} has {listed(names)}" for outlet, names in only.items())
    many = told["topic"].nunique()
    # In inches, of a picture of 20: what stands above a block of ten columns, and each row of it.
    blocks = -(-len(kept) // COLUMNS)
    drawn, left_out = leading(told, "topic", "paragraphs", int((19 / blocks - 3.1) / 0.32), "topic")
    if len(set(outlets)) == 1:
        there = int((told["share"] > 0).sum())
        finding = f"{there or 'none'} {'are' if there > 1 else 'is'} in these articles"
    else:
        finding = "; ".join(some) if len(only) else "none is in one outlet only"
    return draw(
        "coverage",
        coverage_matrix,
        drawn,
        title=f"Of {counted(many, 'topic')}, {finding}.",
        caption="Each row is a topic, each column an outlet; a cell is the per cent of the "
        "outlet's paragraphs that touch the topic.",
        alternative_text="A row for each topic, a column for each outlet, in each cell the per "
        "cent of paragraphs with the topic, darker for more. "
        + "; ".join(f"{r.topic}, {r.outlet}: {r.paragraphs} of {r.of}" for r in drawn.itertuples())
        + ".",
        foot=resting_on(outlets, len(kept)) + left_out,
    )


@or_why_not("order_of_topics")
def plot_order(story: Story, topics: Codebook | str | Path) -> Drawn:
    """Draws in which order each outlet first comes to each topic.

    Args:
        story: the articles; of more than ten outlets those with most articles are drawn.
        topics: a codebook whose frames are topics, or the name or path of one.
    """
    outlets = story.outlets.values()
    kept = largest(outlets)
    ordered = order(story, topics).query("kind == 'frame'")
    firsts = first_places(story, ordered[ordered["outlet"].isin(kept)])
    if firsts.empty:
        raise TooLittleError("no article has any of the topics, so there is no order to draw")
    # From three outlets on three panels stand side by side, as tall as they have outlets.
    room = 3 * int(18 / (0.75 + LINE * len(kept))) if len(kept) > 2 else MOST_NAMES
    firsts, left_out = leading(firsts, "name", "articles", min(room, MOST_NAMES), "topic")
    spread = firsts.groupby("name")["at"].agg(["min", "max", "size"]).query("size > 1")
    far = (spread["max"] - spread["min"]).sort_values(ascending=False, kind="stable").index[:1]
    rows = {
        topic: firsts[firsts["name"] == topic].sort_values("at", kind="stable") for topic in far
    }
    gaps = [
        f"{some['outlet'].iloc[0]} comes to {topic} after {some['at'].iloc[0]:.0%} of its words, "
        f"{some['outlet'].iloc[-1]} after {some['at'].iloc[-1]:.0%}"
        for topic, some in rows.items()
    ]
    return draw(
        "order_of_topics",
        order_of_topics,
        firsts,
        size=(8, 5),
        title=f"{gaps[0]}." if gaps else _without_gaps(firsts),
        caption="Each column is an outlet, with its topics from the top in the order in which it "
        "first comes to them; "
        "a line joins the same topic. The numbers are the per cent of the words that stand before "
        "it.",
        alternative_text="The outlets side by side, in each the topics from the top as they first "
        "come, a line between the same topic. "
        + "; ".join(f"{r.outlet}, {r.name} {r.at:.0%}" for r in firsts.itertuples(index=False))
        + ".",
        foot=resting_on(outlets, len(kept)) + left_out,
    )


def _without_gaps(firsts: pd.DataFrame) -> str:
    """The finding where no two outlets come to the same topic."""
    if firsts["outlet"].nunique() > 1:
        return "No topic is in more than one outlet."
    ordered = firsts.sort_values("at", kind="stable")
    return f"{ordered['outlet'].iloc[0]} comes to {ordered['name'].iloc[0]} first."
