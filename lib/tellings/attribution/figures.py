"""The figures of lesson 3, and the share of voice of lesson 4."""

import pandas as pd

from tellings.articles.story import Story
from tellings.attribution.accuracy import measured_accuracy
from tellings.attribution.engine.engine import DEFAULT_PROBABILITY
from tellings.attribution.sources import OTHERS, share_of_voice, sources
from tellings.attribution.voice_chart import voice_bars
from tellings.drawing.charts import share_bars, trade_off
from tellings.drawing.figure import Drawn, draw, or_why_not
from tellings.drawing.words import MOST_TOLD, TooLittleError, largest, of_each, resting_on

MOST_SPEAKERS, MOST_BARS = 10, 50  # of one outlet, and of all together


@or_why_not("words_by_speaker")
def plot_speakers(story: Story) -> Drawn:
    """Draws how many words each outlet gives each speaker, and how many of them in quotation marks.

    Args:
        story: the articles; of more than ten outlets those with most articles are drawn, and of
            each outlet the speakers with most words, ten at most.
    """
    outlets = story.outlets.values()
    kept = largest(outlets)
    given = sources(story)
    given = given[given["outlet"].isin(kept)].groupby(
        ["outlet", "actor"], as_index=False, sort=False
    )
    table = given.agg(
        speaker=("speaker", "first"), words=("words", "sum"), quoted_words=("quoted_words", "sum")
    ).drop(columns="actor")
    table["share"] = table["words"] / table.groupby("outlet")["words"].transform("sum").clip(
        lower=1
    )
    order = table.assign(place=table["outlet"].map(kept.index))
    table = order.sort_values(["place", "words", "speaker"], ascending=[True, False, True])
    table = (
        table.drop(columns="place")
        .groupby("outlet", sort=False)
        .head(min(MOST_SPEAKERS, MOST_BARS // len(kept)))
    )
    if table.empty:
        raise TooLittleError(
            "nobody is given any words in these articles, so there is nobody to draw"
        )
    most = table.groupby("outlet", sort=False).head(1)
    bars = share_bars(
        "speaker",
        "outlet",
        "words",
        "quoted_words",
        "words attributed",
        "in quotation marks",
        "reported",
    )
    return draw(
        "words_by_speaker",
        bars,
        table[["outlet", "speaker", "words", "quoted_words"]],
        size=(8, 5),
        title=_most_words(most, "speaker"),
        caption="Each bar is a speaker and as long as the words attributed to it; "
        "the hatched part stands in quotation marks.",
        alternative_text="A panel for each outlet, a bar for each speaker, "
        "as long as the words attributed. "
        + "; ".join(
            f"{r.outlet}, {r.speaker}: {r.words}, {r.quoted_words} in quotation marks"
            for r in table.itertuples()
        )
        + ".",
        foot=resting_on(outlets, len(kept)),
    )


def plot_voices(story: Story) -> Drawn:
    """Draws which share of the words that each outlet attributes goes to whom.

    Attributions that tell only of an act are left out.

    Args:
        story: the articles; of more than ten outlets those with most articles are drawn.
    """
    outlets = story.outlets.values()
    kept = largest(outlets)
    shares = share_of_voice(story, acts=False)
    shares = shares[shares["outlet"].isin(kept)].reset_index(drop=True)
    named = shares[shares["voice"] != OTHERS]
    most = named.loc[named.groupby("outlet", sort=False)["words"].idxmax()]
    return draw(
        "share_of_voice",
        voice_bars,
        shares,
        size=(8, 3),
        title=_most_words(most, "voice"),
        caption="Each bar holds all words that an outlet attributes to anybody, "
        "divided among those who speak. Acts told without words, such as a refusal, are left out.",
        alternative_text="A bar for each outlet, divided among those whom it lets speak. "
        + "; ".join(f"{r.outlet}, {r.voice} {r.share:.0%}" for r in shares.itertuples())
        + ".",
        foot=resting_on(outlets, len(kept)),
    )


def _most_words(most: pd.DataFrame, who: str) -> str:
    """Who gets most words in each outlet; of many outlets, who does so most often."""
    if most.empty:
        return "Nobody is given any words."
    if len(most) > MOST_TOLD:
        times = most[who].value_counts()
        return f"Most words go to {times.index[0]} in {times.iloc[0]} of {len(most)} outlets."
    each = [(str(row["outlet"]), f"{row[who]} ({row['share']:.0%})") for _, row in most.iterrows()]
    return f"Most attributed words go to {of_each(each)}."


def plot_accuracy() -> Drawn:
    """Draws how many attributions are found, and how many rightly, for each `min_probability`."""
    curve = measured_accuracy()
    used = curve[curve["min_probability"] == DEFAULT_PROBABILITY].iloc[0]
    return draw(
        "attribution_accuracy",
        trade_off("recall", "precision", "min_probability"),
        curve,
        size=(7, 4.2),
        title=f"At the setting used here, {used['recall']:.1f}% of the attributions are found, "
        f"and {used['precision']:.1f}% of what is found is right.",
        caption="Each point is one setting of the least probability that a row must have.",
        alternative_text="A falling line: the more attributions are found, "
        "the fewer of them are right. " + _settings(curve),
        foot="84 articles of PolNeAR (Newell, Margolin and Ruths 2018), not used in training.",
    )


def _settings(curve: pd.DataFrame) -> str:
    points = (
        f"minimum {row.min_probability:g}: found {row.recall:.0f}%, right {row.precision:.0f}%"
        for row in curve.itertuples()
    )
    return "; ".join(points) + "."
