"""The figures of lesson 1."""

from pathlib import Path

import pandas as pd

from tellings.articles.story import Story
from tellings.drawing.charts import intervals, most_bars, share_bars
from tellings.drawing.figure import Drawn, draw, or_why_not
from tellings.drawing.kit import lines_each
from tellings.drawing.words import (
    MOST_TOLD,
    TooLittleError,
    largest,
    leading,
    listed,
    of_each,
    resting_on,
)
from tellings.framing.codebook import Codebook, read_codebook
from tellings.framing.dictionary import code_frames
from tellings.framing.scores import frame_differences, outlet_scores

MOST_ROWS = 62  # of all outlets together, or lines of names


@or_why_not("frames_by_outlet")
def plot_frames(story: Story, codebook: Codebook | str | Path) -> Drawn:
    """Draws which share of its sentences each outlet gives each frame, with 95% intervals.

    Args:
        story: the articles; of more than ten outlets those with most articles are drawn.
        codebook: a Codebook, or the name or path of one.
    """
    outlets = story.outlets.values()
    kept = largest(outlets)
    book = read_codebook(codebook)
    every = outlet_scores(story, book)
    told = every["outlet"].isin(kept) & (every["of"] > 0)
    scores = every[told].reset_index(drop=True)
    _check_terms(book)
    if scores.empty:
        raise TooLittleError("no article has a sentence in its body, so there is no share to draw")
    finding = _frames_finding(story, book, scores)
    rows = MOST_ROWS // max(len(kept), lines_each(scores["frame"].unique()))
    scores, left_out = leading(scores, "frame", "sentences", rows, "frame")
    return draw(
        "frames_by_outlet",
        intervals("frame", "outlet", "share", "low", "high", "share of sentences", percent=True),
        scores,
        numbers=every,
        title=finding,
        caption="Each row is a frame. A point is the share of an outlet's sentences with a term of "
        "the frame, with its 95% interval; "
        f"it takes the {scores['unit'].iloc[0]}s as drawn one by one.",
        alternative_text="A row for each frame, and in it for each outlet a marker of its own "
        "shape with its interval. "
        + "; ".join(
            f"{row.frame}, {row.outlet} {row.share:.0%} ({row.low:.0%} to {row.high:.0%})"
            for row in scores.itertuples()
        )
        + ".",
        foot=resting_on(outlets, len(kept)) + left_out + f" Codebook: {book.name}.",
    )


def _check_terms(book: Codebook) -> None:
    if not any(frame.terms for frame in book.frames):
        raise TooLittleError(
            f"no frame of the codebook {book.name} has terms, so only people can code with it"
        )


def _frames_finding(story: Story, book: Codebook, scores: pd.DataFrame) -> str:
    compared = frame_differences(story, book)
    if compared.empty:
        top = scores.loc[scores["share"].idxmax()]
        if not top.share:
            return "No frame touches any sentence."
        return f"{top.frame} is the frame that touches most sentences, {top.share:.0%} of them."
    sure = compared[compared["verdict"] == "differs"]
    if sure.empty:
        frames = scores["frame"].nunique()
        which = f"any of the {frames} frames" if frames > 1 else "the one frame"
        return f"We cannot tell whether the outlets differ in {which}."
    told = (f"{frame} ({_who_more(rows)})" for frame, rows in sure.groupby("frame", sort=False))
    return f"The outlets differ in {listed(told, 2)}."


def _who_more(rows: pd.DataFrame) -> str:
    """Which outlet gives a frame more room than which; of many pairs of outlets, how many."""
    if len(rows) > 2:
        return f"{len(rows)} pairs of outlets"
    return listed(
        f"{row.first} {'more' if row.difference > 0 else 'less'} than {row.second}"
        for row in rows.itertuples()
    )


@or_why_not("frames_by_voice")
def plot_frame_voices(story: Story, codebook: Codebook | str | Path) -> Drawn:
    """Draws how many hits of each frame the newsroom says itself, and how many it gives to others.

    Args:
        story: the articles; of more than ten outlets those with most articles are drawn.
        codebook: a Codebook, or the name or path of one.
    """
    outlets = story.outlets.values()
    kept = largest(outlets)
    book = read_codebook(codebook)
    hits = code_frames(story, book).query("paragraph > 0 and not event and not negated")
    frames = [frame.name for frame in book.frames if frame.terms]
    every = pd.MultiIndex.from_product([dict.fromkeys(outlets), frames], names=["outlet", "frame"])
    said = hits.assign(own=hits["voice"] == "newsroom").groupby(["outlet", "frame"])
    carried = said.agg(hits=("own", "size"), own=("own", "sum"))
    numbers = carried.reindex(every, fill_value=0).reset_index()
    _check_terms(book)
    carried = numbers[numbers["outlet"].isin(kept)].reset_index(drop=True)
    own = carried.groupby("outlet", sort=False)[["own", "hits"]].sum()
    carried, left_out = leading(carried, "frame", "hits", most_bars(kept, frames), "frame")
    bars = share_bars(
        "frame", "outlet", "hits", "own", "words that count for a frame", "own", "others'"
    )
    return draw(
        "frames_by_voice",
        bars,
        carried,
        numbers=numbers,
        title=_own_finding(own),
        caption="Each bar is a frame and as long as its words are many. The filled part is in the "
        "newsroom's own words, the hollow part in those of others, as far as the program "
        "finds who speaks.",
        alternative_text="One panel for each outlet, one bar for each frame; "
        "the filled part is in the newsroom's own words. "
        + "; ".join(f"{r.outlet}, {r.frame}: {r.own} of {r.hits}" for r in carried.itertuples())
        + ".",
        foot=resting_on(outlets, len(kept)) + left_out,
    )


def _own_finding(own: pd.DataFrame) -> str:
    """How many hits of each outlet are the newsroom's own; of many, the least and the most."""
    told = own[own["hits"] > 0]
    if told.empty:
        return "No frame has a hit, in the newsroom's own words or in those of others."
    if len(told) > MOST_TOLD:
        told = told.loc[(told["own"] / told["hits"]).sort_values(kind="stable").index]
    each = [(str(row.Index), f"{row.own} of {row.hits}") for row in told.itertuples()]
    each[0] = (each[0][0], f"{each[0][1]} frame word{'s' * int(told['hits'].iloc[0] != 1)}")
    without = [str(one) for one in own.index.difference(told.index, sort=False)]
    none = f"; {listed(without)} {'has' if len(without) == 1 else 'have'} none" * bool(without)
    return f"The newsroom itself says {of_each(each)}{none}."
