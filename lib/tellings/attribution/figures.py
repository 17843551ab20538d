"""The figures of lesson 3, and the share of voice of lesson 4."""

from collections.abc import Sequence

import pandas as pd

from tellings.articles.story import Story
from tellings.attribution.accuracy import measured_accuracy
from tellings.attribution.directory import NOBODY
from tellings.attribution.engine.engine import DEFAULT_PROBABILITY
from tellings.attribution.sources import share_of_voice, sources
from tellings.attribution.voice_chart import voice_bars
from tellings.drawing.charts import share_bars, trade_off
from tellings.drawing.figure import Drawn, draw, or_why_not
from tellings.drawing.words import MOST_TOLD, TooLittleError, largest, of_each, resting_on

MOST_SPEAKERS, MOST_BARS = 10, 50  # of one outlet, and of all together
ACTS = "Acts told without words, such as a refusal, are left out."


@or_why_not("words_by_speaker")
def plot_speakers(story: Story) -> Drawn:
    """Draws how many words each outlet gives each speaker, and how many of them in quotation marks.

    Args:
        story: the articles; of more than ten outlets those with most articles are drawn, and of
            each outlet the speakers with most words, ten at most.
    """
    outlets = story.outlets.values()
    kept = largest(outlets)
    table = _speakers(story, kept)
    if table.empty:
        raise TooLittleError(
            "nobody is given any words in these articles, so there is nobody to draw"
        )
    most = min(MOST_SPEAKERS, MOST_BARS // len(kept))
    drawn = table.groupby("outlet", sort=False).head(most)
    left_out = f" Of each outlet the {most} speakers with most words." * (len(drawn) < len(table))
    bars = share_bars(
        "speaker", "outlet", "words", "quoted_words", "words attributed", "quoted", "reported"
    )
    return draw(
        "words_by_speaker",
        bars,
        drawn[["outlet", "speaker", "words", "quoted_words"]],
        size=(8, 5),
        title=_largest_voices(table, "speaker"),
        caption="Each bar is a speaker and as long as the words attributed to it; "
        "the filled part stands in quotation marks. " + ACTS,
        alternative_text="A panel for each outlet, a bar for each speaker, "
        "as long as the words attributed. "
        + "; ".join(
            f"{r.outlet}, {r.speaker}: {r.words}, {r.quoted_words} in quotation marks"
            for r in drawn.itertuples()
        )
        + ".",
        foot=resting_on(outlets, len(kept)) + left_out,
    )


def _speakers(story: Story, kept: Sequence[str]) -> pd.DataFrame:
    """Whom the outlets kept give words, in their order, of each the one with most words first."""
    given = sources(story)
    given = given[given["outlet"].isin(kept) & (given["words"] > 0)]
    table = given.groupby(["outlet", "actor"], as_index=False, sort=False).agg(
        speaker=("speaker", "first"), words=("words", "sum"), quoted_words=("quoted_words", "sum")
    )
    all_words = table.groupby("outlet")["words"].transform("sum")
    table = table.assign(share=table["words"] / all_words, place=table["outlet"].map(kept.index))
    return table.sort_values(["place", "words", "speaker"], ascending=[True, False, True])


def plot_voices(story: Story) -> Drawn:
    """Draws which share of the words that each outlet attributes goes to whom.

    Words and shares are those of `sources`; attributions that tell only of an act have none.

    Args:
        story: the articles; of more than ten outlets those with most articles are drawn.
    """
    outlets = story.outlets.values()
    kept = largest(outlets)
    shares = share_of_voice(story)
    shares = shares[shares["outlet"].isin(kept)].reset_index(drop=True)
    return draw(
        "share_of_voice",
        voice_bars,
        shares,
        size=(8, 3),
        title=_largest_voices(_speakers(story, kept), "actor"),
        caption="Each bar holds all words that an outlet attributes to anybody, "
        "divided among those who speak. " + ACTS,
        alternative_text="A bar for each outlet, divided among those whom it lets speak. "
        + "; ".join(f"{r.outlet}, {r.voice} {r.share:.0%}" for r in shares.itertuples())
        + ".",
        foot=resting_on(outlets, len(kept)),
    )


def _largest_voices(speakers: pd.DataFrame, name: str) -> str:
    """Whose share of the words is largest in each outlet; of many outlets, whose most often."""
    if speakers.empty:
        return "Nobody is given any words."
    most = speakers.groupby("outlet", sort=False).head(1)
    if len(most) > MOST_TOLD:
        times = most.loc[most["actor"] != NOBODY, "actor"].value_counts()
        if times.empty or times.iloc[0] == 1:
            return f"No two of {len(most)} outlets give the most words to the same speaker."
        return (
            f"{times.index[0]} is given the most words in {times.iloc[0]} of {len(most)} outlets."
        )
    goes = "The largest share of the attributed words goes to"
    if len(most) > 1 and most[name].nunique() == 1:
        each = [(str(row["outlet"]), f"{row['share']:.0%}") for _, row in most.iterrows()]
        return f"{goes} {most[name].iloc[0]}: {of_each(each)}."
    each = [(str(row["outlet"]), f"{row[name]} ({row['share']:.0%})") for _, row in most.iterrows()]
    return f"{goes} {of_each(each)}."


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
