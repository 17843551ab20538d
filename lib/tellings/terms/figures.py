"""The figures of lesson 2."""

from collections.abc import Sequence

import pandas as pd

from tellings.articles.story import Story
from tellings.chance import share_interval
from tellings.drawing.charts import dispersion_plot, intervals, runs_out
from tellings.drawing.figure import Drawn, draw, or_why_not
from tellings.drawing.words import TooLittleError, counted, largest, listed, resting_on
from tellings.terms.counts import counts
from tellings.terms.dispersion import dispersion
from tellings.terms.keyness import keyness, keyness_by_chance
from tellings.terms.word_charts import OTHERS, frequency_scatter, keyness_plot

MOST_ARTICLES = 8
RATES = ["word", "outlet", "count", "of", "per_1000", "low", "high"]
SHUFFLES = 20


@or_why_not("commonest_words")
def plot_words(story: Story, most: int = 8) -> Drawn:
    """Draws how often each outlet uses the most common content words, with 95% intervals.

    Args:
        story: the articles; of more than ten outlets those with most articles are drawn.
        most: how many words.
    """
    outlets = story.outlets.values()
    kept = largest(outlets)
    every = counts(story, by="outlet")
    of = every[every["outlet"].isin(kept)].groupby("outlet", sort=False)["of"].first()
    table = every.query("not stop")
    total = table.groupby("word")["count"].sum().sort_values(ascending=False, kind="stable")
    places = {word: at for at, word in enumerate(total.index[:most])}
    picked = _with_none(table[table["word"].isin(places) & table["outlet"].isin(kept)], of)
    picked = picked.assign(
        row=picked["word"].map(places), column=picked["outlet"].map(kept.index)
    ).sort_values(["column", "row"])
    if picked.empty:
        raise TooLittleError(
            "these articles have no content words, only function words or none at all"
        )
    bounds = picked.groupby("word", sort=False)[["low", "high"]].agg({"low": "max", "high": "min"})
    apart = list(bounds.index[bounds["low"] > bounds["high"]])
    finding = _most_common(list(places), apart, len(kept))
    return draw(
        "commonest_words",
        intervals("word", "outlet", "per_1000", "low", "high", "times in 1,000 words"),
        picked[RATES],
        title=finding,
        caption="Each row is a word. A point is how often an outlet uses it in 1,000 words of its "
        "articles, with its 95% interval."
        + " An interval that reaches the edge goes on."
        * runs_out(picked, "per_1000", "high"),
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
        return f"The content words used most often: {listed(words)}."
    if len(words) == 1:
        return f"For the one content word, the intervals {'lie apart' if apart else 'overlap'}."
    found = f"the intervals lie apart for {listed(apart)}" if apart else "all intervals overlap"
    return f"Of the {len(words)} most common content words, {found}."


def _sides(story: Story) -> tuple[str, str]:
    """The first outlet, and what to call all that it is compared with."""
    outlets = list(dict.fromkeys(story.outlets.values()))
    if len(outlets) < 2:
        raise TooLittleError(
            "there is only one outlet, and words are compared between two or more: put an article "
            "of another outlet beside these"
        )
    return outlets[0], outlets[1] if len(outlets) == 2 else OTHERS


@or_why_not("keyness")
def plot_keyness(story: Story, shuffles: int = SHUFFLES) -> Drawn:
    """Draws which words the first outlet uses more or less than the others, on a cloud of chance.

    Args:
        story: articles of two outlets or more.
        shuffles: how often the labels are shuffled for the cloud.
    """
    here, other = _sides(story)
    key = keyness(story, by="outlet").query("outlet == @here")
    chance = keyness_by_chance(story, by="outlet", shuffles=shuffles)
    cloud = pd.concat(
        [key.assign(kind="observed"), chance.assign(kind="shuffled", p_corrected=1.0)]
    )
    columns = ["kind", "shuffle", "word", "count", "rest", "log_ratio", "p", "p_corrected"]
    sure = key.loc[key["verdict"] != "cannot tell", "word"]
    low = int((key["p"] < 0.05).sum())
    lucky = (chance["p"] < 0.05).groupby(chance["shuffle"]).sum()
    finding = (
        f"{listed(sure)} {'differs' if len(sure) == 1 else 'differ'} by more than chance brings"
        if len(sure)
        else "none differs by more than chance brings"
    )
    return draw(
        "keyness",
        keyness_plot("word", "log_ratio", "p", "p_corrected", here, other, kind="kind"),
        cloud[columns],
        size=(8, 5),
        title=f"Of {counted(len(key), 'word')}, {finding}.",
        caption=f"Each point is a word: to the right it is more common in {here}, to the left in "
        f"{other}; "
        "the higher it stands, the less likely it is by chance. "
        f"Below p = .05 {'lies' if low == 1 else 'lie'} {counted(low, 'word')}, and with the "
        f"{key['resampled'].iloc[0]}s dealt out by chance {lucky.mean():.1f} on average.",
        alternative_text="Points, larger where several words share one, on a grey cloud from "
        f"shuffled {key['resampled'].iloc[0]}s. "
        + "The highest: "
        + _leaning(key, here, other)
        + ".",
        foot=resting_on(story.outlets.values()),
    )


def _leaning(key: pd.DataFrame, here: str, other: str) -> str:
    top = key.sort_values("p", kind="stable").head(5)
    return ", ".join(
        f"{row.word} (more common in {here if row.log_ratio > 0 else other}, p = {row.p:.3f})"
        for row in top.itertuples()
    )


@or_why_not("two_vocabularies")
def plot_vocabularies(story: Story) -> Drawn:
    """Draws every content word by its rate in the first outlet and in the others.

    Args:
        story: articles of two outlets or more.
    """
    here, other = _sides(story)
    key = keyness(story, by="outlet").query("outlet == @here and not stop")
    both = key.sort_values(["p", "word"])[["word", "count", "of", "rest", "rest_of"]]
    if both.empty:
        raise TooLittleError(
            "these articles have no content words, only function words or none at all"
        )
    rare = (both["count"] + both["rest"] <= 2).mean()
    chart = frequency_scatter("word", ("count", "of"), ("rest", "rest_of"), here, other, labelled=9)
    return draw(
        "two_vocabularies",
        chart,
        both,
        title=f"Of {counted(len(both), 'content word')}, {rare:.0%} occur only once or twice in "
        "all.",
        caption="Each spot is a word, or several of one count: the further right, the more "
        f"common in {here}; "
        f"the higher, the more common in {other}. On the dashed line it is equally common in both.",
        alternative_text=f"Spots for the content words by their rate in {here} (across) and in "
        f"{other} (up). "
        f"Only in {here}: {counted((both['rest'] == 0).sum(), 'word')}; only in {other}: "
        f"{(both['count'] == 0).sum()}. "
        "Times in each: "
        + "; ".join(f"{word} {n} and {rest}" for word, n, _, rest, _ in both.head(9).to_numpy())
        + ".",
        foot=resting_on(story.outlets.values()),
    )


@or_why_not("words_by_place")
def plot_places(story: Story, words: Sequence[str]) -> Drawn:
    """Draws where in each article some words occur.

    Args:
        story: the articles; of more than eight the first ones are drawn.
        words: words, wildcards or phrases.
    """
    shown = story[:MOST_ARTICLES]
    found = dispersion(shown, words, by="position")
    names = {key: story.names[key] for key in shown.outlets}
    places = found.assign(article=found["article"].map(names))
    places = places.loc[places["of"] > 0, ["word", "article", "count", "positions", "of"]]
    if places.empty:
        raise TooLittleError("there is no place to draw, since no article has a word in its body")
    there = places[places["count"] > 0].groupby("word", sort=False)["article"].agg(list)
    nowhere = [word for word in words if word not in there]
    alone = [word for word in there.index if len(there[word]) == 1 and len(shown) > 1]
    said = [f"{listed(alone)} in one article only"] * bool(alone) + [
        f"{listed(nowhere)} nowhere"
    ] * bool(nowhere)
    return draw(
        "words_by_place",
        dispersion_plot("word", "article", "positions", "of"),
        places,
        size=(10, 3),
        title=f"We find {'; '.join(said)}."
        if said
        else "Every word we followed occurs in "
        + ("several articles." if len(shown) > 1 else "the article."),
        caption="Each panel is an article, each line a word; a stroke marks each place where it "
        "occurs, "
        "from the first word of the body to the last.",
        alternative_text="A panel for each article, a line for each word, a stroke at each place, "
        "numbered by the words of the body. "
        + "; ".join(
            f"{w}, {who}: {', '.join(map(str, at)) or 'none'}"
            for w, who, _, at, _ in places.to_numpy()
        )
        + ".",
        foot=resting_on(story.outlets.values(), articles=len(shown)),
    )
