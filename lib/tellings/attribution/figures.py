"""The figures of lesson 3; lesson 4 shows the share of voice too."""

from collections.abc import Sequence

import pandas as pd

from tellings.articles.story import Story
from tellings.attribution.accuracy import measured_accuracy
from tellings.attribution.directory import NOBODY
from tellings.attribution.engine.engine import DEFAULT_PROBABILITY
from tellings.attribution.shares import share_of_voice
from tellings.attribution.sources import sources
from tellings.attribution.voice_chart import voice_dots
from tellings.drawing.charts import trade_off
from tellings.drawing.figure import Drawn, draw, or_why_not
from tellings.drawing.words import MOST_TOLD, TooLittleError, counted, largest, of_each, resting_on

ACTS = "Acts told without words, such as a refusal, are left out."


@or_why_not("share_of_voice")
def plot_voices(story: Story) -> Drawn:
    """Draws which share of the words that each outlet attributes goes to whom.

    Words and shares are those of `sources`; attributions that tell only of an act have none.

    Args:
        story: the articles; of more than ten outlets those with most articles are drawn.
    """
    outlets = story.outlets.values()
    kept = largest(outlets)
    every = share_of_voice(story)
    shares = every[every["outlet"].isin(kept)].reset_index(drop=True)
    if not shares["words"].any():
        raise TooLittleError(
            "nobody is given any words in these articles, so there is nobody to draw"
        )
    return draw(
        "share_of_voice",
        voice_dots,
        shares,
        numbers=every,
        size=(8, 3),
        title=_largest_voices(_speakers(story, kept)),
        caption="A dot is the share of an outlet's attributed words that goes to the speaker, "
        "and the line is its 95% interval; an outlet without a dot gives that speaker no words. "
        + ACTS,
        alternative_text="A row for each speaker, in it a dot for each outlet that gives the "
        "speaker words. "
        + "; ".join(
            f"{r.voice}, {r.outlet}: {r.share:.0%}, from {r.low:.0%} to {r.high:.0%}"
            for r in shares[shares["words"] > 0].itertuples()
        )
        + ".",
        foot=resting_on(outlets, len(kept)) + _of_how_many(shares),
    )


def _of_how_many(shares: pd.DataFrame) -> str:
    """How many words the shares are of; of many outlets, the fewest and the most."""
    totals = shares.groupby("outlet", sort=False)["outlet_words"].first()
    if len(totals) > MOST_TOLD:
        totals = totals.sort_values(kind="stable")
    each = of_each((str(outlet), counted(int(words), "word")) for outlet, words in totals.items())
    return f" Attributed: {each}."


def _speakers(story: Story, kept: Sequence[str]) -> pd.DataFrame:
    """Whom the outlets kept give words, in their order, of each the one with most words first."""
    given = sources(story)
    given = given[given["outlet"].isin(kept) & (given["words"] > 0)]
    table = given.groupby(["outlet", "actor"], as_index=False, sort=False).agg(
        speaker=("speaker", "first"), words=("words", "sum")
    )
    all_words = table.groupby("outlet")["words"].transform("sum")
    table = table.assign(
        share=table["words"] / all_words,
        place=table["outlet"].map(kept.index),
        name=_in_a_sentence(table),
    )
    return table.sort_values(["place", "words", "speaker"], ascending=[True, False, True])


def _in_a_sentence(speakers: pd.DataFrame) -> list[str]:
    """Each actor's name, with the "the" or "a" of an article: the Ministry of Defence."""
    phrases = {phrase.casefold() for phrase in speakers["speaker"]}
    return [
        "sources without a name"
        if one == NOBODY
        else next(
            (f"{a} {one}" for a in ("the", "a", "an") if f"{a} {one}".casefold() in phrases), one
        )
        for one in speakers["actor"]
    ]


def _largest_voices(speakers: pd.DataFrame) -> str:
    """Whose share of the words is largest in each outlet; of many outlets, whose most often."""
    most = speakers.groupby("outlet", sort=False).head(1)
    if len(most) > MOST_TOLD:
        times = most.loc[most["actor"] != NOBODY, "name"].value_counts()
        if times.empty or times.iloc[0] == 1:
            return f"No two of {len(most)} outlets give the most words to the same speaker."
        return (
            f"{times.index[0]} is given the most words in {times.iloc[0]} of {len(most)} outlets."
        )
    goes = "The largest share of the attributed words goes to"
    if len(most) > 1 and most["actor"].nunique() == 1:
        each = [(str(row["outlet"]), f"{row['share']:.0%}") for _, row in most.iterrows()]
        return f"{goes} {most['name'].iloc[0]}: {of_each(each)}."
    each = [
        (str(row["outlet"]), f"{row['name']} ({row['share']:.0%})") for _, row in most.iterrows()
    ]
    return f"{goes} {of_each(each)}."


def plot_accuracy() -> Drawn:
    """Draws how many attributions are found, and how many rightly, for each `min_probability`."""
    curve = measured_accuracy()
    used = curve[curve["min_probability"] == DEFAULT_PROBABILITY].iloc[0]
    return draw(
        "attribution_accuracy",
        trade_off("recall", "precision", "min_probability", DEFAULT_PROBABILITY),
        curve,
        size=(7, 4.2),
        title=f"At the setting used here, {used['recall']:.0f} of 100 attributions are found, "
        f"and {used['precision']:.0f} of 100 finds are right.",
        caption="Each point is one setting of the least probability that a row must have: recall "
        "is the part of the attributions that is found, precision the part of the finds that is "
        "right.",
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
