"""Which share of the words goes to whom, and how sure that is."""

import pandas as pd

from tellings.articles.story import Story
from tellings.attribution.sources import sources, worded
from tellings.chance import clustered_share_interval
from tellings.text.layers import layer, with_outlets

ENOUGH = 4  # articles of an outlet, to be drawn whole
OTHERS = "others"
NOT_SAID = "not said"


@layer()
def share_of_voice(story: Story, by: str = "actor", most: int = 6) -> pd.DataFrame:
    """Which share of the words that each outlet attributes to anybody goes to whom.

    Words and shares are those of `sources`; attributions that tell only of an act are not counted.

    Args:
        story: the articles; an outlet that attributes nothing to anybody is a row with 0 words.
        by: a column of `sources`: "actor", "side" or "source_types". Where the text says nothing,
            the value is "not said".
        most: so many are kept, those with the largest shares, each outlet counting alike; the rest
            is "others", and may hold the largest voice of a single outlet.

    Returns:
        One row an outlet and voice: outlet, voice, words (attributed to it), share (of the outlet's
        attributed words, 0 to 1), low and high (95%; Wilson 1927 with articles as clusters, Korn &
        Graubard 1998, where the outlet has four or more, else with attributions), attributions,
        outlet_words and outlet_attributions (of all voices of the outlet). "others" last.

    >>> story = Story.of(Daily="Talks go on, Lee said. They failed, Kim said.")
    >>> share_of_voice(story)[["outlet", "voice", "words", "share"]].values.tolist()
    [['Daily', 'Lee', 3, 0.6], ['Daily', 'Kim', 2, 0.4]]
    """
    table = shares(story, sources(story), by, most)
    bounds = _bounds(worded(story).query("words > 0"), table, by)
    table.insert(4, "low", [low for low, _ in bounds])
    table.insert(5, "high", [high for _, high in bounds])
    return table


def _bounds(said: pd.DataFrame, table: pd.DataFrame, by: str) -> list[tuple[float, float]]:
    """The interval of each share; words that belong together count as one draw."""
    voice = said[by].replace("", NOT_SAID)
    said = said.assign(voice=voice.where(voice.isin(table["voice"]), OTHERS))
    told = {outlet: _drawn(rows) for outlet, rows in said.groupby("outlet")}
    return [
        clustered_share_interval(told[outlet].get(one, 0 * of), of)
        if (of := told[outlet].sum(axis=1) if outlet in told else None) is not None
        else (0.0, 1.0)
        for outlet, one in zip(table["outlet"], table["voice"], strict=True)
    ]


def _drawn(said: pd.DataFrame) -> pd.DataFrame:
    """The words of each voice, a row for each article, or where these are few each attribution."""
    draws = said["article"] if said["article"].nunique() >= ENOUGH else said.index
    return said.pivot_table(index=draws, columns="voice", values="words", aggfunc="sum").fillna(0)


def shares(story: Story, voices: pd.DataFrame, by: str = "actor", most: int = 6) -> pd.DataFrame:
    """The rows of `share_of_voice`, from those of `sources`."""
    told = voices["attributions"] - voices["acts"]
    voices = voices.assign(voice=voices[by].replace("", NOT_SAID), attributions=told)[told > 0]
    named = with_outlets(story, voices)
    sums = named.groupby(["outlet", "voice"])[["words", "attributions"]].sum()
    share = sums["words"] / sums["words"].groupby("outlet").transform("sum").clip(lower=1)
    ranked = share.groupby("voice").sum().sort_values(ascending=False, kind="stable").index
    kept = list(ranked if len(ranked) <= most + 1 else ranked[:most])
    sums = (
        sums.rename(index=lambda voice: voice if voice in kept else OTHERS, level="voice")
        .groupby(["outlet", "voice"])
        .sum()
    )
    outlets = list(dict.fromkeys(article.name for article in story))
    every = pd.MultiIndex.from_product([outlets, [*kept, OTHERS]], names=["outlet", "voice"])
    table = sums.reindex(every, fill_value=0).reset_index()
    totals = table.groupby("outlet")[["words", "attributions"]].transform("sum")
    table.insert(3, "share", table["words"] / totals["words"].clip(lower=1))
    table = table.assign(outlet_words=totals["words"], outlet_attributions=totals["attributions"])
    silent = (table["outlet_words"] == 0) & (table["voice"] == OTHERS)
    return table[(table["words"] > 0) | silent].reset_index(drop=True)
