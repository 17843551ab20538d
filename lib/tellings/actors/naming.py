"""Under which names each outlet speaks of the same actor."""

import pandas as pd

from tellings.actors.identities import mentions
from tellings.articles.story import Story
from tellings.text.layers import layer


@layer()
def naming(story: Story) -> pd.DataFrame:
    """Under which names each outlet speaks of an actor: "North Korea", "the North", "Pyongyang".

    Args:
        story: the articles.

    Returns:
        One row a label: actor, kind, form (as in `mentions`), label, and for each outlet how often
        the bodies of its articles have it. The actors named most often come first.

    >>> texts = {"a": "They met the North’s troops.", "b": "In Oslo, North Korea and Pyongyang."}
    >>> table = naming(Story.of(*texts.values()))
    >>> table[["label", "form", "a", "b"]].values.tolist()  # doctest: +NORMALIZE_WHITESPACE
    [['North Korea', 'name', 0, 1], ['Pyongyang', 'capital', 0, 1], ['the North', 'short', 1, 0],
     ['Oslo', 'name', 0, 1]]
    """
    names = sorted(set(story.outlets.values()))
    table = mentions(story)
    table = table[table["paragraph"] > 0]
    table = table.assign(label=table["text"].str.replace(r"^The ", "the ", regex=True))
    counts = (
        table.groupby(["actor", "kind", "form", "label", "outlet"]).size().unstack(fill_value=0)
    )
    counts = counts.reindex(columns=names, fill_value=0).reset_index().rename_axis(columns=None)
    own = counts[names].sum(axis=1)
    order = counts.assign(own=own, all=own.groupby(counts["actor"]).transform("sum"))
    order = order.sort_values(
        ["all", "actor", "own", "label"], ascending=[False, True, False, True]
    )
    return counts.loc[order.index].reset_index(drop=True)
