"""What a comparison found, outlet by outlet: the numbers that its figures draw."""

from collections.abc import Iterable

import pandas as pd

from tellings.articles import Article, Story, articles_of
from tellings.layers import check_articles
from tellings.tokens import split_words

OTHERS = "others"
NOT_SAID = "not said"
MOST_ARTICLES = 10
_ENDS = ["article", "unit", "other_article", "other_unit", "strength"]
_Row = tuple[int | None, int | None, int | None, int | None, str]


def coverage_by_outlet(source: Article | Iterable[Article], table: pd.DataFrame) -> pd.DataFrame:
    """Which share of its paragraphs each outlet gives each topic, all its articles together.

    Args:
        source: the articles.
        table: what `coverage` returns for them.

    Returns:
        One row a topic and outlet: topic, outlet, paragraphs (that touch it), of (paragraphs of its articles), share (0 to 1),
        outlets (that have the topic at all). Topics that most outlets have come first.

    >>> articles = [Article(id="a", text="x", outlet="Daily"), Article(id="b", text="x", outlet="Daily")]
    >>> table = pd.DataFrame({"topic": "pact", "article": ["a", "b"], "paragraphs": [1, 0], "of": [4, 6]})
    >>> coverage_by_outlet(articles, table).values.tolist()
    [['pact', 'Daily', 1, 10, 0.1, 1]]
    """
    named = table.assign(outlet=_outlets(source, table))
    sums = named.groupby(["topic", "outlet"], as_index=False, sort=False)[["paragraphs", "of"]].sum()
    sums["share"] = sums["paragraphs"] / sums["of"].clip(lower=1)
    sums["outlets"] = (sums["paragraphs"] > 0).groupby(sums["topic"]).transform("sum")
    places = {topic: at for at, topic in enumerate(dict.fromkeys(sums["topic"]))}
    return sums.sort_values(
        ["outlets", "topic"],
        key=lambda column: column.map(places) if column.name == "topic" else -column,
        kind="stable",
        ignore_index=True,
    )


def share_of_voice(source: Article | Iterable[Article], voices: pd.DataFrame, by: str = "actor", most: int = 6) -> pd.DataFrame:
    """Which share of the words that each outlet attributes to anybody goes to whom.

    Args:
        source: the articles; an outlet that attributes nothing to anybody is a row with 0 words.
        voices: what `sources` returns for them.
        by: a column of it: "actor", "side" or "source_types". Where the text says nothing, the value is "not said".
        most: so many are kept, those with the largest shares, each outlet counting alike; the rest is "others", and may hold
            the largest voice of a single outlet.

    Returns:
        One row an outlet and voice: outlet, voice, words (attributed to it), share (of the outlet's attributed words, 0 to 1),
        attributions, outlet_words and outlet_attributions (of all voices of the outlet). "others" last.

    >>> article = Article(id="a", text="x", outlet="Daily")
    >>> voices = pd.DataFrame({"article": "a", "actor": ["Lee", "Kim", "Ito"], "words": [6, 3, 1], "attributions": 1})
    >>> share_of_voice(article, voices, most=1)[["outlet", "voice", "words", "share"]].values.tolist()
    [['Daily', 'Lee', 6, 0.6], ['Daily', 'others', 4, 0.4]]
    """
    named = voices.assign(outlet=_outlets(source, voices), voice=voices[by].replace("", NOT_SAID))
    sums = named.groupby(["outlet", "voice"])[["words", "attributions"]].sum()
    shares = sums["words"] / sums["words"].groupby("outlet").transform("sum").clip(lower=1)
    ranked = shares.groupby("voice").sum().sort_values(ascending=False, kind="stable").index
    kept = list(ranked if len(ranked) <= most + 1 else ranked[:most])
    sums = sums.rename(index=lambda voice: voice if voice in kept else OTHERS, level="voice").groupby(["outlet", "voice"]).sum()
    outlets = list(dict.fromkeys(article.name for article in articles_of(source)))
    every = pd.MultiIndex.from_product([outlets, [*kept, OTHERS]], names=["outlet", "voice"])
    table = sums.reindex(every, fill_value=0).reset_index()
    totals = table.groupby("outlet")[["words", "attributions"]].transform("sum")
    table.insert(3, "share", table["words"] / totals["words"].clip(lower=1))
    table = table.assign(outlet_words=totals["words"], outlet_attributions=totals["attributions"])
    silent = (table["outlet_words"] == 0) & (table["voice"] == OTHERS)
    return table[(table["words"] > 0) | silent].reset_index(drop=True)


def first_places(source: Article | Iterable[Article], ordered: pd.DataFrame) -> pd.DataFrame:
    """Where in its articles each outlet first comes to what: the median, with the range over its articles.

    Args:
        source: the articles.
        ordered: what `order` returns for them, or those rows of it that are to be compared.

    Returns:
        One row a name and outlet that has it: name, outlet, at (share of the words that stand before it, 0 to 1; the median of
        the outlet's articles that have it), low and high (the earliest and the latest of them), articles (that have it), of
        (articles of the outlet); of each outlet, what comes first stands first. A name of two kinds, such as China the
        topic and China the country, is two names, with the kind behind each.

    >>> articles = [Article(id="a", text="x", outlet="Daily"), Article(id="b", text="x", outlet="Daily")]
    >>> ordered = pd.DataFrame({"kind": "frame", "name": "pact", "article": ["a", "b"], "at": [0.1, 0.5]})
    >>> first_places(articles, ordered).values.tolist()
    [['pact', 'Daily', 0.3, 0.1, 0.5, 2, 2]]
    """
    articles = articles_of(source)
    outlets = [article.name for article in articles]
    named = ordered.assign(outlet=_outlets(articles, ordered), name=_told_apart(ordered))
    table = named.groupby(["name", "outlet"], as_index=False).agg(
        median=("at", "median"), low=("at", "min"), high=("at", "max"), articles=("at", "size")
    )
    table = table.rename(columns={"median": "at"})
    table["of"] = table["outlet"].map(outlets.count)
    places = {outlet: at for at, outlet in enumerate(dict.fromkeys(outlets))}
    table = table.sort_values(["at", "name"])
    return table.sort_values("outlet", key=lambda column: column.map(places), kind="stable", ignore_index=True)


def _told_apart(ordered: pd.DataFrame) -> "pd.Series[str]":
    """The names; where one is of two kinds, with its kind."""
    twice = ordered.groupby("name")["kind"].transform("nunique") > 1
    return ordered["name"].where(~twice, ordered["name"] + " (" + ordered["kind"] + ")")


def paired_paragraphs(source: Iterable[Article], pairs: pd.DataFrame) -> pd.DataFrame:
    """What `align` found, of the first article beside each of the others: every paragraph, with its length and its partners.

    Args:
        source: two articles or more, at most ten; of a large story, those to be compared: [story["a"], story["b"]].
        pairs: what `align` returns for them, or for more articles.

    Returns:
        One row a pair, and one a paragraph that has no partner in the other article: first and second (names of the two
        articles), unit and other_unit (the paragraphs, from 1; missing on the side without partner), words and other_words
        (their length), strength (strong, partial, none).

    Raises:
        ValueError: there are fewer articles than two or more than ten, or one that `align` has not read.

    >>> one, two = Article(id="a", text="A pact."), Article(id="b", text="Rain fell.")
    >>> columns = ["article", "unit", "start", "end", "other_article", "other_unit", "other_start", "other_end", "strength"]
    >>> rows = [("a", 1, 0, 7, "", None, None, None, "none"), ("b", 1, 0, 10, "", None, None, None, "none")]
    >>> table = paired_paragraphs([one, two], pd.DataFrame(rows, columns=columns))
    >>> table[["first", "second", "words", "other_words"]].astype("Int64", errors="ignore").values.tolist()
    [['a', 'b', 2, <NA>], ['a', 'b', <NA>, 2]]
    """
    articles = articles_of(source)
    if len(articles) < 2:
        raise ValueError("there is nothing to compare with: put a second article on the event beside the first")
    if len(articles) > MOST_ARTICLES:
        raise ValueError(
            f"{len(articles)} articles are too many to lay beside the first: give {MOST_ARTICLES} at most, such as "
            '[story["a"], story["b"]]'
        )
    units = {article.id: _unit_words(article, pairs) for article in articles}
    names = Story(articles).names
    rows = []
    for other in articles[1:]:
        rows += [(names[articles[0].id], names[other.id], *row) for row in _beside(articles[0].id, other.id, units, pairs)]
    table = pd.DataFrame(rows, columns=["first", "second", "unit", "words", "other_unit", "other_words", "strength"])
    return table.astype(dict.fromkeys(["unit", "words", "other_unit", "other_words"], "Int64"))


def _beside(first: str, second: str, units: dict[str, dict[int, int]], pairs: pd.DataFrame) -> list[_Row]:
    met = {}
    for article, unit, other, other_unit, strength in pairs[_ENDS].dropna().itertuples(index=False, name=None):
        if {article, other} == {first, second}:
            met[(unit, other_unit) if article == first else (other_unit, unit)] = strength
    mine, theirs = units[first], units[second]
    rows: list[_Row] = [(one, mine[one], other, theirs[other], strength) for (one, other), strength in met.items()]
    rows += [(unit, words, None, None, "none") for unit, words in mine.items() if unit not in {one for one, _ in met}]
    rows += [(None, None, unit, words, "none") for unit, words in theirs.items() if unit not in {other for _, other in met}]
    return sorted(rows, key=lambda row: (row[0] is None, row[0] or 0, row[2] or 0))


def _unit_words(article: Article, pairs: pd.DataFrame) -> dict[int, int]:
    """The units that `align` read of an article, in their order, each with its number of words."""
    spans = set[tuple[int, int, int]]()
    for side in ("", "other_"):
        mine = pairs.loc[pairs[f"{side}article"] == article.id, [f"{side}unit", f"{side}start", f"{side}end"]]
        spans |= set(mine.astype("int64").itertuples(index=False, name=None))
    if not spans:
        raise ValueError(f"{article.id}: the pairs have no row of this article; run align over all that are laid side by side")
    return {unit: len(split_words(article.text[start:end])) for unit, start, end in sorted(spans)}


def _outlets(source: Article | Iterable[Article], table: pd.DataFrame) -> "pd.Series[str]":
    """The outlet of each row; an error where a row is of an article that is not there."""
    outlets = {article.id: article.name for article in articles_of(source)}
    check_articles(table, outlets)
    return table["article"].map(outlets)
