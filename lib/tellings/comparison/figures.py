"""The figures of lesson 4."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from tellings.articles.story import Story
from tellings.comparison.alignment import align, paired_paragraphs
from tellings.comparison.common_words import paragraph_labels
from tellings.comparison.coverage import coverage, coverage_by_outlet, first_places, order
from tellings.comparison.pair_charts import paired_columns
from tellings.comparison.topic_charts import (
    MOST_COLUMNS,
    MOST_NAMES,
    coverage_matrix,
    in_panels,
    most_in_panels,
    most_topics,
    order_of_topics,
)
from tellings.drawing.figure import Drawn, draw, or_why_not
from tellings.drawing.kit import colours
from tellings.drawing.words import (
    MOST_TOLD,
    TooLittleError,
    counted,
    largest,
    leading,
    listed,
    resting_on,
)
from tellings.framing.codebook import Codebook

MOST_ARTICLES = 4  # beside each other
SLOPES = (
    "Each column is an outlet, with its topics from the top in the order in which it first comes "
    "to them; a line joins the same topic. The numbers are the per cent of the words that stand "
    "before it. A topic that moves by a quarter of the article or more is bold, and it has the "
    "colour of the outlet that comes to it first."
)
SLOPES_SEEN = (
    "The outlets side by side, in each the topics from the top as they first come, a line between "
    "the same topic. "
)
PANELS = (
    "Each panel is a topic, each row an outlet; a point is the per cent of the words that stand "
    "before it, and further left is earlier. A point that lies a quarter of the article or more "
    "from the median has the colour of its outlet."
)
PANELS_SEEN = (
    "A panel for each topic, a row for each outlet, a point where the outlet first comes to it. "
)


@or_why_not("paired_paragraphs")
def plot_pairs(story: Story) -> Drawn:
    """Draws the first article beside others, a ribbon between paragraphs that tell the same.

    Args:
        story: articles of two outlets or more; of each other outlet the article is drawn that
            shares most with the first one, and of more than four outlets the closest are drawn.
    """
    shown = _closest(story)
    laid = paired_paragraphs(shown, align(story))
    if not laid[["words", "other_words"]].sum().sum():
        raise TooLittleError("none of these articles has a word in its body")
    labels = paragraph_labels(shown)
    for side, name in (("", "first"), ("other_", "second")):
        places = zip(laid[name], laid[f"{side}unit"], strict=True)
        laid[f"{side}label"] = [labels.get(place) for place in places]
        laid[name] = laid[name].map({one.name: story.names[one.id] for one in shown})
    return draw(
        "paired_paragraphs",
        paired_columns(_paint(story, [story.outlets[article.id] for article in shown])),
        laid,
        size=(8, 5),
        title=_pairs_finding(laid),
        caption="Each box is a paragraph, as tall as it has words, with three of its own words "
        "beside it where there is room. A grey ribbon joins two that share much (dark) or a part "
        "(light, with a dashed edge). A box in colour, with bold words, has no partner in the "
        "article beside it.",
        alternative_text="Columns of numbered paragraphs, as tall as they have words, with a "
        f"ribbon between those that tell the same. {_pairs_seen(laid)}",
        foot=resting_on(story.outlets.values()) + _left_out(story, shown),
    )


def _closest(story: Story) -> Story:
    """The first article, and of each other outlet the one that shares most with it."""
    first, *others = story
    pairs = align(story)
    told = pairs[pairs["article"] == first.id].groupby("other_article")["score"].sum()
    shared = {one.id: told.get(one.id, 0.0) for one in others if one.name != first.name}
    if not shared:
        raise TooLittleError(
            "there is only one outlet, and an article is laid beside those of others: put an "
            "article of another outlet beside these"
        )
    ranked = sorted(shared, key=lambda one: -shared[one])  # equals stay in the order of the story
    best = {story.outlets[one]: one for one in reversed(ranked)}  # the first of each is set last
    kept = sorted(best.values(), key=ranked.index)[: MOST_ARTICLES - 1]
    return Story([first, *(one for one in others if one.id in kept)])


def _left_out(story: Story, shown: Story) -> str:
    """What `plot_pairs` leaves out; empty where it draws every article."""
    if len(shown) == len(story):
        return ""
    others, outlets = len(shown) - 1, len(set(story.outlets.values()))
    of = f"each of {others} other outlets" if others > 1 else "the other outlet"
    said = f" Shown are the first article and, of {of}, the one that shares most with it"
    return said + f"; outlets left out: {outlets - others - 1}" * (outlets > others + 1) + "."


def _paint(story: Story, outlets: Iterable[str]) -> list[str]:
    """The colours that these outlets have in every figure of the story."""
    paint = colours(list(story.outlets.values()))
    return [paint[outlet] for outlet in outlets]


def _pairs_seen(laid: pd.DataFrame) -> str:
    """Which paragraphs are paired, and which are not, with their labels."""
    one, other = (laid[f"{side}unit"].astype(str) for side in ("", "other_"))
    met = (one + " with " + other + " of " + laid["second"]).groupby(laid["strength"])
    joined = met.agg(lambda pairs: ", ".join(pairs.dropna()))
    alone = laid[laid["strength"] == "none"]
    mine = alone["first"] + " " + one + " (" + alone["label"] + ")"
    theirs = alone["second"] + " " + other + " (" + alone["other_label"] + ")"
    left = ", ".join(dict.fromkeys(mine.fillna(theirs).dropna()))
    return (
        f"Strong: {joined.get('strong', 'none')}. Partial: {joined.get('partial', 'none')}. "
        f"Without a partner: {left or 'none'}."
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
    """Draws in how many of its paragraphs each outlet has each topic.

    Args:
        story: the articles; of more than twenty outlets those with most articles are drawn.
        topics: a codebook whose frames are topics, or the name or path of one.
    """
    outlets = story.outlets.values()
    kept = largest(outlets, MOST_COLUMNS)
    every = coverage_by_outlet(story, coverage(story, topics))
    told = every[every["outlet"].isin(kept)].reset_index(drop=True)
    room = most_topics(list(told["topic"].unique()), len(kept))
    drawn, left_out = leading(told, "topic", "paragraphs", room, "topic")
    return draw(
        "coverage",
        coverage_matrix(_paint(story, dict.fromkeys(drawn["outlet"]))),
        drawn,
        numbers=every,
        title=_coverage_finding(told, len(outlets)),
        caption="Each row is a topic, each column an outlet; a cell says how many of the "
        "outlet's paragraphs touch the topic. It is grey where others tell it too; what one outlet "
        "alone tells has that outlet's colour and a bold number.",
        alternative_text="A row for each topic, a column for each outlet, in each cell the number "
        "of paragraphs with the topic, darker for more. "
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
    every = first_places(story, ordered)
    firsts = every[every["outlet"].isin(kept)].reset_index(drop=True)
    if firsts.empty:
        raise TooLittleError("no article has any of the topics, so there is no order to draw")
    panels = in_panels(firsts)
    room = most_in_panels(kept) if panels else MOST_NAMES
    firsts, left_out = leading(firsts, "name", "articles", room, "topic")
    spread = firsts.groupby("name")["at"].agg(["min", "max", "size"]).query("size > 1")
    far = (spread["max"] - spread["min"]).sort_values(ascending=False, kind="stable").index[:1]
    gaps = [_gap(topic, firsts[firsts["name"] == topic]) for topic in far]
    return draw(
        "order_of_topics",
        order_of_topics(_paint(story, dict.fromkeys(firsts["outlet"]))),
        firsts,
        numbers=every,
        size=(8, 5),
        title=gaps[0] if gaps else _without_gaps(firsts),
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
        only = has[has["outlets"] == 1].groupby("outlet", sort=False).size()
        each = listed(f"{number} only in {outlet}" for outlet, number in only.items())
        if only.empty or len(only) > MOST_TOLD:
            each = f"{only.sum() or 'none'} only in one outlet"
        are = "is" if only.empty or only.iloc[0] == 1 else "are"
        return f"Of {counted(many, 'topic')}, {each.replace(' only', f' {are} only', 1)}."
    where = "these articles" if articles > 1 else "this article"
    if len(has) == many > 1:
        return f"All {many} topics are in {where}."
    are = "are" if len(has) > 1 else "is"
    return f"Of {counted(many, 'topic')}, {len(has) or 'none'} {are} in {where}."


def _gap(topic: object, firsts: pd.DataFrame) -> str:
    """Which outlet comes to a topic first and which last."""
    several = bool((firsts["of"] > 1).any())
    ordered = firsts.sort_values("at", kind="stable")
    (one, early), (other, late) = ordered[["outlet", "at"]].iloc[[0, -1]].to_numpy()
    of_words = "of an article" if several else "of its words"
    begins = "at the beginning" if early < 0.005 else f"after {early:.0%} {of_words}"
    ends = f"after {late:.0%}" + f" {of_words}" * (early < 0.005)
    return f"{one} {'usually ' * several}comes to {topic} {begins}, {other} {ends}."


def _without_gaps(firsts: pd.DataFrame) -> str:
    """The finding where no two outlets come to the same topic."""
    if firsts["outlet"].nunique() > 1:
        return "No topic is in more than one outlet."
    ordered = firsts.sort_values("at", kind="stable")
    return f"{ordered['outlet'].iloc[0]} comes to {ordered['name'].iloc[0]} first."
