"""The figures of lesson 2."""

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd

from tellings.articles.story import Story
from tellings.chance import share_interval
from tellings.drawing.charts import dispersion_plot, intervals, most_lines, most_panels, runs_out
from tellings.drawing.figure import Drawn, draw, or_why_not
from tellings.drawing.words import (
    TooLittleError,
    counted,
    largest,
    leading,
    listed,
    quoted,
    resting_on,
)
from tellings.terms.counts import check_words, counts
from tellings.terms.dispersion import dispersion
from tellings.terms.keyness import keyness, keyness_by_chance
from tellings.terms.word_charts import deals, joined, word_columns

MOST_ARTICLES = 8
MOST_ROWS = 62  # of all outlets together
PLACES = ["word", "article", "outlet", "count", "positions", "of"]
RATES = ["word", "outlet", "count", "of", "per_1000", "low", "high"]
MOST_WORDS = 14
NO_WORDS = "these articles have no content words, only function words or none at all"


@or_why_not("commonest_words")
def plot_words(story: Story, most: int = 8) -> Drawn:
    """Draws how often each outlet uses the most common content words, with 95% intervals.

    Args:
        story: the articles; of more than ten outlets those with most articles are drawn.
        most: how many words; of many outlets only as many as there is room for.
    """
    outlets = list(story.outlets.values())
    kept = largest(outlets)
    most = max(1, min(most, MOST_ROWS // len(kept)))
    every = counts(story, by="outlet")
    of = every.groupby("outlet", sort=False)["of"].first()
    table = every.query("not stop")
    total = table.groupby("word")["count"].sum().sort_values(ascending=False, kind="stable")
    places = {word: at for at, word in enumerate(total.index[:most])}
    numbers = _with_none(table[table["word"].isin(places)], of)
    numbers = numbers.assign(
        row=numbers["word"].map(places), column=numbers["outlet"].map(outlets.index)
    ).sort_values(["column", "row"])
    picked = numbers[numbers["outlet"].isin(kept)]
    if picked.empty:
        raise TooLittleError(NO_WORDS)
    bounds = picked.groupby("word", sort=False)[["low", "high"]].agg({"low": "max", "high": "min"})
    apart = list(bounds.index[bounds["low"] > bounds["high"]])
    finding = _most_common(list(places), apart, len(kept))
    return draw(
        "commonest_words",
        intervals("word", "outlet", "per_1000", "low", "high", "times in 1,000 words"),
        picked[RATES],
        numbers=numbers[RATES],
        title=finding,
        caption="Each row is a word. A point is how often an outlet uses it in 1,000 words of its "
        "articles, with its 95% interval."
        + " In each row the outlets stand in the same order." * (len(kept) > 1)
        + " An interval that reaches the edge goes on." * runs_out(picked, "per_1000", "high"),
        alternative_text="A row for each word, and in it for each outlet a point at its rate with "
        "its interval. "
        + "; ".join(
            f"{row.word}, {row.outlet} {row.per_1000:.1f} ({row.low:.1f} to {row.high:.1f})"
            for row in picked.itertuples()
        )
        + ".",
        foot=resting_on(outlets, len(kept)),
    )


def _with_none(picked: pd.DataFrame, of: "pd.Series[int]") -> pd.DataFrame:
    """The rates, and 0 with its interval where an outlet has words and never this one."""
    every = pd.MultiIndex.from_product([picked["word"].unique(), of.index], names=RATES[:2])
    none = every.difference(pd.MultiIndex.from_frame(picked[RATES[:2]])).to_frame(index=False)
    none = none.assign(count=0, of=none["outlet"].map(of), per_1000=0.0, low=0.0)
    return pd.concat([picked[RATES], none.assign(high=1000 * share_interval(0, none["of"])[1])])


def _most_common(words: Sequence[str], apart: Sequence[str], outlets: int) -> str:
    if outlets == 1:
        return f"The content words used most often: {listed(quoted(words))}."
    if len(words) == 1:
        return f"For the one content word, the intervals {'lie apart' if apart else 'overlap'}."
    common = f"the {len(words)} most common content words"
    if not apart:
        return f"We cannot tell: the intervals of {common} overlap."
    return f"Of {common}, the intervals lie apart for {listed(quoted(apart))}."


def _several(story: Story) -> list[str]:
    """The outlets, in the order of the story."""
    outlets = list(dict.fromkeys(story.outlets.values()))
    if len(outlets) < 2:
        raise TooLittleError(
            "there is only one outlet, and words are compared between two or more: put an article "
            "of another outlet beside these"
        )
    return outlets


@or_why_not("keyness")
def plot_keyness(story: Story, events: Mapping[str, Hashable] | None = None) -> Drawn:
    """Draws how many words look different, beside how many do when the texts are shuffled.

    Args:
        story: articles of two outlets or more.
        events: as in `keyness`; articles are then shuffled within events.
    """
    several = len(_several(story)) > 2
    chance = keyness_by_chance(story, by="outlet", events=events)
    key = keyness(story, by="outlet", events=events)
    sure = list(dict.fromkeys(key.loc[key["verdict"] != "cannot tell", "word"]))
    (_, real, words, unit), dealt = chance.iloc[0], chance["different"].iloc[1:]
    usual = int(dealt.nlargest(len(dealt) // 20).iloc[-1])  # to have more has p < .05
    bars = dealt.value_counts().rename_axis("different").reset_index(name="deals")
    if real not in set(dealt):
        bars.loc[len(bars)] = [real, 0]
    bars = bars.assign(real=bars["different"] == real).sort_values("different", ignore_index=True)
    together = joined(int(dealt.max()))
    shuffled = f"{unit}s" + " of each event" * (events is not None)
    return draw(
        "keyness",
        deals("different", "deals", "real", usual, f"deals of the shuffled {shuffled}"),
        bars,
        title=_unlike(words, real, usual, sure),
        caption="A word looks different where counts so uneven "
        + ("between an outlet and all others " if several else "")
        + "would be rare if words were drawn one by one (p < .05). "
        f"The bars count such words in {len(dealt)} deals of the shuffled {shuffled}; the paler "
        f"ones have more than {usual}, as few deals do."
        + f" A bar stands for {together} numbers side by side." * (together > 1)
        + " The line marks the texts as they are.",
        alternative_text=f"Grey bars for {len(dealt)} deals of the shuffled {shuffled}: from "
        f"{dealt.min()} to {dealt.max()} words look different, {dealt.mean():.1f} on average. "
        f"A black line for the real texts stands at {real}.",
        foot=resting_on(story.outlets.values()),
    )


def _unlike(words: int, real: int, usual: int, sure: Sequence[str]) -> str:
    """The finding: how many words look different, how many chance brings, and which are sure."""
    look = "look" if real > 1 else "looks"
    found = f"{f'{real:,}' if real else 'none'} of {counted(words, 'word')} {look} different, "
    found += "and chance alone "
    found += f"would bring up to {usual:,}" if usual else "would bring none"
    if sure:
        return (
            f"{found}; {'yet ' if real <= usual else ''}we can be sure of {listed(quoted(sure))}."
        )
    if real > usual:
        return f"{found}, but we can be sure of no single word."
    return f"We cannot tell: {found}."


@or_why_not("two_vocabularies")
def plot_vocabularies(story: Story) -> Drawn:
    """Draws columns of content words: those of one outlet only, and those that all have.

    Args:
        story: articles of two outlets or more; of more than ten those with most articles have
            a column of their own.
    """
    outlets = _several(story)
    every = counts(story, by="outlet")
    check_words(outlets, set(every["outlet"]))
    content = every[~every["stop"]].pivot(index="word", columns="outlet", values="count")
    times = content.reindex(columns=outlets).fillna(0)
    if times.empty:
        raise TooLittleError(NO_WORDS)
    told = (times > 0).sum(axis=1)
    kept, two = largest(outlets), len(outlets) == 2
    most = MOST_WORDS if len(outlets) <= 3 else MOST_WORDS // 2
    own = [_column(f"only in {one}", one, times.loc[told == 1, [one]], most) for one in kept]
    shared = times[told == len(outlets)] if two else times[told == len(outlets)].sum(axis=1)
    both = "in both" if two else f"in all {len(outlets)} outlets"
    columns = [own[0], _column(both, "", pd.DataFrame(shared), most), *own[1:]]
    data = pd.concat(columns if two else [columns[1], *own])
    left_out = len(times) - int((data["word"] != "").sum())
    lists = data.assign(said=data["word"] + " " + data["times"]).groupby("column", sort=False)
    return draw(
        "two_vocabularies",
        word_columns("column", "outlet", "of", "word", "times"),
        data,
        size=(9, 1),
        title=_in_common(len(shared), times[told == 1].sum(axis=1), len(times), len(outlets)),
        caption="Each column lists content words and how often they occur"
        + f": in the middle first in {outlets[0]}, then in {outlets[1]}." * two
        + "." * (not two),
        alternative_text="Columns of words, with how many there are and how often each occurs. "
        + "; ".join(
            ", ".join([name, *words.str.strip()]).strip(", ") for name, words in lists["said"]
        )
        + ".",
        foot=resting_on(story.outlets.values(), len(kept))
        + f" Shown are the words that occur most, and how often; {left_out:,} left out."
        * (left_out > 0),
    )


def _column(name: str, outlet: str, times: pd.DataFrame, most: int) -> pd.DataFrame:
    """The words of a column that are used most, and how often each outlet uses them."""
    times = times[(times > 0).all(axis=1)]
    total = times.sum(axis=1)
    top = sorted(times.index, key=lambda word: (-total[word], word[0].isdigit(), word))[:most]
    rows = [
        (word, " + ".join(f"{n:,.0f}" for n in of)) for word, *of in times.loc[top].itertuples()
    ]
    table = pd.DataFrame(rows or [("", "")], columns=["word", "times"])
    head = {"column": f"{name}: {len(times):,}", "outlet": outlet, "of": len(times)}
    return table.assign(**head)[["column", "outlet", "of", "word", "times"]]


def _in_common(shared: int, own: "pd.Series[float]", words: int, outlets: int) -> str:
    """The finding: how many words all use, and how many of the others occur only once."""
    once, of = int((own == 1).sum()), counted(words, "content word")
    everybody = "both" if outlets == 2 else f"all {outlets}"
    used = f"Of {of}, {_are(shared)} in {everybody} outlets"
    if own.empty:
        return f"{used}."
    those = "all" if once == len(own) > 1 else f"{once:,}" if once else "none"
    occur = f"{those} of these occur{'s' * (once == 1)} only once"
    return f"{used} and {_are(len(own))} in one only; {occur}."


def _are(number: int) -> str:
    return f"{number:,} are" if number > 1 else "1 is" if number else "none is"


@or_why_not("words_by_place")
def plot_places(story: Story, words: Sequence[str]) -> Drawn:
    """Draws where in each article some words occur.

    Args:
        story: the articles; of more than eight, or with many words, the first ones are drawn.
        words: words, wildcards or phrases.
    """
    every = dispersion(story, words, by="position")
    every = every.assign(article=every["article"].map(story.names))
    every = every.loc[every["of"] > 0, PLACES].reset_index(drop=True)
    if every.empty:
        raise TooLittleError("there is no place to draw, since no article has a word in its body")
    there = every[every["count"] > 0].groupby("word", sort=False)["article"].agg(list)
    nowhere = [word for word in words if word not in there]
    alone = [word for word in there.index if len(there[word]) == 1 and len(story) > 1]
    said = [f"{listed(quoted(alone))} in one article only"] * bool(alone) + [
        f"{listed(quoted(nowhere))} nowhere"
    ] * bool(nowhere)
    articles = every["article"].unique()[:MOST_ARTICLES]
    places, left_out = leading(every, "word", "count", most_lines(words), "word")
    articles = articles[: most_panels(places["word"].unique(), articles)]
    places = places[places["article"].isin(articles)]
    undrawn = every["article"].nunique() - len(articles)
    return draw(
        "words_by_place",
        dispersion_plot("word", "article", "outlet", "positions", "of"),
        places,
        numbers=every,
        size=(10, 3),
        title=f"We find {'; '.join(said)}."
        if said
        else "Every word we followed occurs in "
        + ("several articles." if len(story) > 1 else "the article."),
        caption="Each panel is an article, each line a word; a stroke marks each place where it "
        "occurs, from the first word of the body to the last.",
        alternative_text="A panel for each article, a line for each word, a stroke at each place, "
        "numbered by the words of the body. "
        + "; ".join(
            f"{w}, {who}: {', '.join(map(str, at)) or 'none'}"
            for w, who, _, _, at, _ in places.to_numpy()
        )
        + ".",
        foot=resting_on(story.outlets.values(), articles=len(story) - undrawn) + left_out,
    )
