"""What the library finds, and what people mark, in the shape of codes: who speaks, word by word."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from tellings.articles.story import Story
from tellings.attribution.sources import speaking
from tellings.attribution.voices import voices
from tellings.coding.sheets import sorted_codes, units_of
from tellings.framing.codebook import Codebook, read_codebook
from tellings.text.layers import check_articles, layer, overlay, with_outlets
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


def code_words(
    story: Story, layers: Mapping[str, pd.DataFrame], frame: str = "marked"
) -> pd.DataFrame:
    """Stretches that several coders marked, word by word, so that `reliability` compares them.

    Two who mark nearly the same words then agree nearly wholly. (`span_agreement` pairs whole
    stretches instead.)

    Args:
        story: the articles.
        layers: of each coder a table with article, start and end, such as
            spans(read_attribution_sheet(story, "anna.csv"), "content").
        frame: what was marked.

    Returns:
        One row a coder and word of the bodies, as `read_codes` gives them: coder, article, outlet,
        unit (number of the word), start, end, frame, item (0), code (1 where the word lies in a
        stretch of the coder's, else 0).

    Raises:
        ValueError: a table has articles that the story does not have.

    >>> story = Story.of("The plan is dead, the ministry said.")
    >>> anna = pd.DataFrame({"article": ["a"], "start": [0], "end": [16]})
    >>> ben = pd.DataFrame({"article": ["a"], "start": [4], "end": [16]})
    >>> code_words(story, {"Anna": anna, "Ben": ben}).groupby("coder")["code"].sum().to_dict()
    {'Anna': 4, 'Ben': 3}
    """
    words = tokens(story).query("paragraph > 0")[["article", "start", "end"]]
    words = words.assign(unit=words.groupby("article").cumcount() + 1, frame=frame, item=0)
    tables = []
    for coder, table in layers.items():
        check_articles(table, story.outlets)
        inside = overlay(words[["article", "start", "end"]], table[["article", "start", "end"]])
        marked = pd.MultiIndex.from_frame(inside[["article", "start"]])
        code = pd.MultiIndex.from_frame(words[["article", "start"]]).isin(marked)
        tables.append(words.assign(coder=coder, code=code.astype(np.int64)))
    return with_outlets(story, sorted_codes(pd.concat(tables)))
