"""How far several coders, people or the program, mark the same stretches of the articles."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from tellings.articles.story import Story
from tellings.attribution.sheets import read_attribution_sheet
from tellings.attribution.voices import who
from tellings.coding.agreement import ENOUGH_UNITS
from tellings.coding.best_alignment import Units
from tellings.coding.gamma import Gamma, gamma_of
from tellings.coding.measures import alpha_of_sums
from tellings.text.layers import check_articles, overlay, spans
from tellings.text.tokens import tokens

NONE = Gamma(np.nan, np.nan, np.nan)


def span_agreement(
    story: Story, layers: Mapping[str, pd.DataFrame | str | Path], by: str | None = None
) -> pd.DataFrame:
    """How far coders mark the same stretches, and as the same thing, beyond what chance brings.

    `reliability` compares codes of units that all were given; here the coders chose the units
    themselves, as where they marked who says what. Gamma (Mathet, Widlöcher & Métivier 2015) pairs
    the stretches of the coders so that they differ least, in place and in what they are marked as,
    and compares what difference is left with that of stretches moved along the article by chance.
    It has no marks such as .667, so the verdict says only whether chance could have done as well.

    Args:
        story: the articles, all of which each coder has read; story[:5] for the first five.
        layers: of each coder what he or she marked: the path of a sheet that `attribution_sheet`
            wrote and a person corrected, what `attributions` returns (of both the contents count,
            a content in two pieces as two stretches), or any table with article, start and end,
            such as that of `code_frames`. What lies outside the bodies is left out.
        by: the column that says as what a stretch is marked, such as speaker, source_type or
            frame; two names of one speaker are two. Without it only the places count.

    Returns:
        One row a pair of coders, and one for all together if there are more: coders, articles (in
        which any of them marked something), units (stretches that they marked, in all), gamma (1:
        the same, 0: as by chance, less than 0: even less alike) with low and high (95%: a bootstrap
        of articles as in `reliability`; missing for one article), f1 (two coders only: of the words
        that either marked, and as what, the share that both did, as a harmonic mean of precision
        and recall), alpha (Krippendorff 2004; each word of the bodies is a unit, and its code all
        that it is marked as, or that it is not marked), verdict ("better than chance", "no better
        than chance" or "cannot tell").

    Raises:
        ValueError: there are fewer than two coders, a table has articles that the story does not
            have, an empty stretch, or no column of that name.

    >>> story = Story.of("The plan is dead, the ministry said. It rains, Kim said.")
    >>> anna = pd.DataFrame({"article": ["a", "a"], "start": [0, 37], "end": [16, 45]})
    >>> ben = pd.DataFrame({"article": ["a", "a"], "start": [4, 37], "end": [16, 45]})
    >>> table = span_agreement(story, {"Anna": anna, "Ben": ben})
    >>> table[["coders", "units", "f1", "alpha"]].round(2).values.tolist()
    [['Anna, Ben', 4, 0.91, 0.83]]
    """
    if len(layers) < 2:
        raise ValueError(f"span_agreement compares coders; here is {', '.join(layers) or 'none'}")
    tables = {coder: _stretches(story, coder, layer, by) for coder, layer in layers.items()}
    marks = pd.concat([table.assign(coder=coder) for coder, table in tables.items()])
    marks["category"] = pd.factorize(marks["category"], sort=True)[0]
    words = tokens(story).query("paragraph > 0")[["article", "start", "end"]]
    words = words.assign(word=np.arange(len(words)))
    groups: list[tuple[str, ...]] = list(combinations(layers, 2))
    groups += [tuple(layers)] if len(layers) > 2 else []
    return pd.DataFrame([_row(story, marks, words, group) for group in groups])


def _stretches(
    story: Story, coder: str, layer: pd.DataFrame | str | Path, by: str | None
) -> pd.DataFrame:
    """article, start, end and category of what a coder marked in the bodies, each once."""
    table = read_attribution_sheet(story, layer) if isinstance(layer, str | Path) else layer
    check_articles(table, story.outlets)
    if "content" in table and "row" not in table:  # attributions that are not yet unrolled
        table = table[table["kind"] != "unattributed"]
        table = spans(table.assign(speaker=who(table)), "content")
    if by is not None and by not in table:
        raise ValueError(f"{coder}: the table has no column {by!r}; it has {', '.join(table)}")
    if (table["start"] >= table["end"]).any():
        raise ValueError(f"{coder}: a stretch has no characters; its end is behind its start")
    category = "" if by is None else table[by].fillna("").astype(str)
    places = table[["article", "start", "end"]].assign(category=category)
    return overlay(places, _bodies(story), "_body").drop_duplicates(places.columns.to_list())


def _bodies(story: Story) -> pd.DataFrame:
    rows = [
        (one.id, one.paragraphs[0][0], one.paragraphs[-1][1]) for one in story if one.paragraphs
    ]
    return pd.DataFrame(rows, columns=["article", "start", "end"])


def _row(
    story: Story, marks: pd.DataFrame, words: pd.DataFrame, coders: Sequence[str]
) -> dict[str, object]:
    mine = marks[marks["coder"].isin(coders)]
    articles = mine["article"].nunique()
    gamma = _gamma(mine, coders) if len(mine) else NONE
    row = {"coders": ", ".join(coders), "articles": articles, "units": len(mine)}
    return row | gamma._asdict() | _by_word(mine, words, coders) | {"verdict": _verdict(row, gamma)}


def _gamma(marks: pd.DataFrame, coders: Sequence[str]) -> Gamma:
    """The coders in an order that does not depend on who is named first, nor on their names."""
    places = ["article", "start", "end", "category"]
    marks = marks.sort_values(places, kind="stable")
    told = {one: marks.loc[marks["coder"] == one, places].values.tolist() for one in coders}
    number = {coder: at for at, coder in enumerate(sorted(coders, key=told.__getitem__))}
    text, names = pd.factorize(marks["article"])
    starts, ends = (marks[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
    first, last = (marks[f"{name}_body"].to_numpy(dtype=np.int64) for name in ("start", "end"))
    lengths = np.zeros(len(names), dtype=np.int64)
    lengths[text] = last - first
    coder = marks["coder"].map(number).to_numpy(dtype=np.int64)
    category = marks["category"].to_numpy(dtype=np.int64)
    return gamma_of(
        Units(coder, text, starts - first, ends - first, category), lengths, len(coders)
    )


def _by_word(marks: pd.DataFrame, words: pd.DataFrame, coders: Sequence[str]) -> dict[str, float]:
    """Agreement word by word: f1 of two coders, alpha of all."""
    inside = overlay(words, marks[["article", "start", "end", "category", "coder"]])
    said = {
        coder: set(zip(rows["word"], rows["category"], strict=True))
        for coder, rows in inside.groupby("coder")
    }
    one, other = (said.get(coder, set()) for coder in coders[:2])
    two = len(coders) == 2 and len(one) + len(other) > 0
    f1 = 2 * len(one & other) / (len(one) + len(other)) if two else np.nan
    sets = inside.groupby(["word", "coder"])["category"].agg(frozenset).unstack("coder")
    sets = sets.reindex(index=words["word"], columns=list(coders))
    codes = pd.factorize(sets.to_numpy().ravel())[0].reshape(sets.shape)  # -1: not marked
    same = sum(
        int((codes[:, a] == codes[:, b]).sum()) for a, b in combinations(range(len(coders)), 2)
    )
    pairs = len(codes) * len(coders) * (len(coders) - 1) / 2
    apart = 2 * (pairs - same) / (len(coders) - 1)
    counts = np.bincount(codes.ravel() + 1).astype(float)
    return {"f1": f1, "alpha": float(alpha_of_sums(np.append(counts, apart)))}


def _verdict(row: Mapping[str, object], gamma: Gamma) -> str:
    if not row["units"]:
        return "cannot tell: nobody marked anything"
    if row["units"] < ENOUGH_UNITS:
        return "cannot tell: too few stretches"
    if row["articles"] == 1:
        return "cannot tell: one article"
    if gamma.low > 0:
        return "better than chance"
    return "no better than chance" if gamma.high <= 0 else "cannot tell: too few articles"
