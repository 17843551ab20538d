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
SLOPES = (
    "Each column is an outlet, with its topics from the top in the order in which it first comes "
    "to them; a line joins the same topic. The numbers are the per cent of the words that stand "
    "before it."
)
SLOPES_SEEN = (
    "The outlets side by side, in each the topics from the top as they first come, a line between "
    "the same topic. "
)
PANELS = (
    "Each panel is a topic, each row an outlet; a point is the per cent of the words that stand "
    "before it, and further left is earlier."
)
PANELS_SEEN = (
    "A panel for each topic, a row for each outlet, a point where the outlet first comes to it. "
)


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
    pair = (
        laid["unit"].astype(str)
        + " with "
        + laid["other_unit"].astype(str)
        + " of "
        + laid["second"]
    )
    joined = pair.dropna().groupby(laid["strength"]).agg(", ".join)
    return draw(
        "paired_paragraphs",
        paired_columns,
        laid,
        size=(8, 6),
        title=_pairs_finding(laid),
        caption="Each box is a paragraph, as tall as it has words. A ribbon joins two that share "
        "much (dark) "
        "or a part (light); a hatched box has no partner in the article beside it.",
        alternative_text="Columns of numbered paragraphs, as tall as they have words, with a "
        "ribbon between those that tell the same. "
        f"Strong: {joined.get('strong', 'none')}. Partial: {joined.get('partial', 'none')}. The "
        "others are hatched.",
        foot=resting_on(story.outlets.values(), articles=len(shown)),
    )


def _pairs_finding(laid: pd.DataFrame) -> str:
    """How many pairs there are; of more than two articles, with which the first has how many."""
    paired = laid["strength"] != "none"
    each = paired.groupby(laid["second"], sort=False).sum()
    first, pairs, alone = laid["first"].iloc[0], int(paired.sum()), int((~paired).sum())
    if len(each) == 1:
        told = f"{counted(pairs, 'pair') if pairs else 'No pair'} of paragraphs"
        have = "has" if alone == 1 else "have"
        same = f"{'tells' if pairs < 2 else 'tell'} the same"
        return f"{told} {same}; {counted(alone, 'paragraph')} {have} no partner."
    if not pairs:
        return f"No paragraph of {first} has a partner in the {len(each)} articles beside it."
    numbers = [str(number or "none") for number in each]
    numbers[0] = f"{counted(each.iloc[0], 'pair') if each.iloc[0] else 'no pair'} of paragraphs"
    beside = (f"{number} with {name}" for number, name in zip(numbers, each.index, strict=True))
    return f"{first} has {listed(beside)}."


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
    # In inches, of a picture of 20: what stands above a block of ten columns, and each row of it.
    blocks = -(-len(kept) // COLUMNS)
    drawn, left_out = leading(told, "topic", "paragraphs", int((19 / blocks - 3.1) / 0.32), "topic")
    return draw(
        "coverage",
        coverage_matrix,
        drawn,
        title=_coverage_finding(told, len(outlets)),
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
    panels = firsts["outlet"].nunique() > 2
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
        caption=PANELS if panels else SLOPES,
        alternative_text=(PANELS_SEEN if panels else SLOPES_SEEN)
        + "; ".join(f"{r.outlet}, {r.name} {r.at:.0%}" for r in firsts.itertuples(index=False))
        + ".",
        foot=resting_on(outlets, len(kept)) + left_out,
    )


def _coverage_finding(told: pd.DataFrame, articles: int) -> str:
    """Which topics only one outlet has; where there is one outlet only, how many it has."""
    many, has = told["topic"].nunique(), told[told["share"] > 0]
    if told["outlet"].nunique() > 1:
        only = has[has["outlets"] == 1].groupby("outlet", sort=False)["topic"].agg(list)
        some = [f"only {outlet} has {listed(map(_name, names))}" for outlet, names in only.items()]
        return f"Of {counted(many, 'topic')}, {'; '.join(some) or 'none is in one outlet only'}."
    where = "these articles" if articles > 1 else "this article"
    if len(has) == many > 1:
        return f"All {many} topics are in {where}."
    are = "are" if len(has) > 1 else "is"
    return f"Of {counted(many, 'topic')}, {len(has) or 'none'} {are} in {where}."


def _name(topic: str) -> str:
    """A topic in a list of topics: in quotation marks where it is a list itself."""
    return f"“{topic}”" if " and " in topic or "," in topic else topic


def _without_gaps(firsts: pd.DataFrame) -> str:
    """The finding where no two outlets come to the same topic."""
    if firsts["outlet"].nunique() > 1:
        return "No topic is in more than one outlet."
    ordered = firsts.sort_values("at", kind="stable")
    return f"{ordered['outlet'].iloc[0]} comes to {ordered['name'].iloc[0]} first."
