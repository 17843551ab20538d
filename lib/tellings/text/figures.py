"""The figure of lesson 0."""

import pandas as pd

from tellings.articles.story import Story
from tellings.drawing.charts import stacked_shares
from tellings.drawing.figure import Drawn, draw, or_why_not
from tellings.drawing.words import TooLittleError, of_each, resting_on
from tellings.text.tokens import tokens

MOST_ARTICLES = 20


@or_why_not("parts_of_the_page")
def plot_parts(story: Story) -> Drawn:
    """Draws how many words of each article stand in its headline, deck, captions and body.

    Args:
        story: the articles; of more than 20 the first ones are drawn.
    """
    names = {key: story.names[key] for key in list(story.names)[:MOST_ARTICLES]}
    words = tokens(story)
    words = words[words["article"].isin(names)].assign(
        name=lambda table: table["article"].map(names)
    )
    parts = words.groupby(["name", "section"], sort=False).size().reset_index(name="words")
    parts = parts.rename(columns={"name": "article"})
    body = parts[parts["section"] == "body"].set_index("article")["words"]
    if parts.empty:
        raise TooLittleError("there is not one word in these articles")
    around = (1 - body / parts.groupby("article")["words"].sum()).fillna(1.0).sort_values()
    return draw(
        "parts_of_the_page",
        stacked_shares("article", "section", "words"),
        parts,
        size=(8, 3.2),
        title="Not all words are the body: "
        + of_each((str(name), f"{share:.0%}") for name, share in around.items())
        + " stand around it."
        if around.any()
        else "All words are the body: no headline, deck or caption stands around it.",
        caption="Each bar is one article; its parts are drawn by their number of words.",
        alternative_text="One bar for each article, divided by the words of headline, deck, "
        "caption and body. " + _parts_in_words(parts),
        foot=resting_on(story.outlets.values(), articles=len(names)),
    )


def _parts_in_words(parts: pd.DataFrame) -> str:
    bars = (
        f"{name}: " + ", ".join(f"{row.section} {row.words}" for row in mine.itertuples())
        for name, mine in parts.groupby("article", sort=False)
    )
    return "; ".join(bars) + "."
