"""What the library finds, and what people mark, in the shape of codes: who speaks, word by word."""

from pathlib import Path

import pandas as pd

from tellings.articles.story import Story
from tellings.attribution.sources import speaking
from tellings.attribution.voices import voices
from tellings.coding.sheets import sorted_codes, units_of
from tellings.framing.codebook import Codebook, read_codebook
from tellings.text.layers import layer, overlay
from tellings.text.tokens import tokens

ANYBODY = "somebody"
WHO = ["source_type", "actor", "side"]


@layer(codebook=read_codebook)
def code_voices(
    story: Story, codebook: Codebook | str | Path = "voices", unit: str = "sentence"
) -> pd.DataFrame:
    """Who speaks in each unit, by the attributions, in a person's shape.

    Whole units are coded, and not the attributions that were found, as only so can people's codes
    show what was missed.

    Args:
        story: the articles.
        codebook: whom to look for: each frame's name is a kind of source, a side or an actor as in
            `sources`, or "somebody" for whoever is not the newsroom.
        unit: as in `coding_sheet`.

    Returns:
        One row a unit and frame, as `code_units` gives them: coder ("attributions"), article, unit,
        start, end, frame, item (0), code (1 where a word of the unit is in that voice, else 0).

    >>> codes = code_voices(Story.of("The plan is dead, the ministry said. It rains."))
    >>> codes.loc[codes["code"] == 1, ["unit", "frame"]].values.tolist()
    [[0, 'institution'], [0, 'somebody']]
    """
    units = units_of(story, unit)
    words = overlay(
        tokens(story)[["article", "start", "end"]],
        voices(story)[["article", "start", "end", "row"]],
    )
    said = words[words["row"] >= 0]
    inside = overlay(said[["article", "start", "end", "row"]], units[["article", "start", "end"]])
    who = speaking(story)[WHO].reindex(inside["row"])
    told = {
        (article, start, name)
        for article, start, *names in zip(
            inside["article"], inside["start_onto"], *(who[one] for one in WHO), strict=True
        )
        for name in (ANYBODY, *names)
    }
    frames = pd.DataFrame({"frame": [one.name for one in read_codebook(codebook).frames]})
    table = units.merge(frames.astype(object), how="cross")
    keys = zip(table["article"], table["start"], table["frame"], strict=True)
    return sorted_codes(
        table.assign(coder="attributions", item=0, code=[int(key in told) for key in keys])
    )
