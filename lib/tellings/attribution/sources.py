"""Who is allowed to speak in each telling, and who is only spoken of."""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from tellings.actors.identities import mentions
from tellings.actors.kinds import COUNTRY, ORGANISATION, PERSON
from tellings.articles.article import Article
from tellings.articles.story import articles_of
from tellings.attribution.attributions import attributions
from tellings.attribution.directory import Directory
from tellings.attribution.stances import acts
from tellings.attribution.voices import who
from tellings.text.layers import outlets_of, overlay, spans
from tellings.text.quotations import quotations
from tellings.text.tokens import tokens


def sources(
    source: Article | Iterable[Article],
    said: pd.DataFrame | None = None,
    named: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Who speaks in each article, and how much.

    Args:
        source: an Article, a Story, or any articles.
        said: their attributions, where they are at hand or corrected by a person; found anew if
            left out.
        named: their `mentions`, where they are at hand; found anew if left out.

    Returns:
        One row a speaker and article: article, speaker (as this article calls it), actor (one name
        for the speaker in all articles; unnamed ones such as "officials" share a name, which does
        not make them the same people), side (country or party, where the text says it; else ""),
        source_types (of its mentions), attributions (how many), words (attributed to it), share (of
        all attributed words of the article), quoted_words (of its words, in quotation marks),
        direct, mixed, indirect (attributions of each kind), acts (how many of these tell only of an
        act: "refused to condemn the attack", "urged its allies", and nothing of what was said;
        Leech & Short 1981, Style in Fiction, on narrative reports of speech acts), mentions (the
        words by which it is named as source), cues (verbs and expressions of saying), stances (of
        these, with counts); the most words first. What stands in quotation marks without a speaker
        is not among them.

    >>> article = Article(id="a", text="The plan is dead, the ministry said. It added that talks go on.")
    >>> sources(article)[["speaker", "attributions", "words", "mentions"]].values.tolist()
    [['the ministry', 2, 8, 'the ministry, It']]
    """
    articles = articles_of(source)
    said = speaking(articles, said, named)
    words = tokens(articles)
    said = said.assign(
        words=_words(words, said),
        quoted=_words(overlay(words, quotations(articles)), said),
        **{kind: said["kind"] == kind for kind in ("direct", "mixed", "indirect")},
    )
    table = said.groupby(["article", "actor"], as_index=False, sort=False).agg(
        speaker=("speaker", _commonest),
        side=("side", _listed),
        source_types=("source_type", _listed),
        attributions=("kind", "size"),
        words=("words", "sum"),
        quoted_words=("quoted", "sum"),
        direct=("direct", "sum"),
        mixed=("mixed", "sum"),
        indirect=("indirect", "sum"),
        acts=("act", "sum"),
        mentions=("source_text", _listed),
        cues=("cue_text", _listed),
        stances=("stance", _counted),
    )
    table.insert(2, "speaker", table.pop("speaker"))
    table.insert(7, "share", table["words"] / table.groupby("article")["words"].transform("sum"))
    return table.sort_values(
        ["article", "words", "speaker"], ascending=[True, False, True], ignore_index=True
    )


def speaking(
    source: Article | Iterable[Article],
    said: pd.DataFrame | None = None,
    named: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The attributions that have a speaker, with one name for the speaker in all articles: a layer.

    Args:
        source: an Article, a Story, or any articles.
        said: their attributions, where they are at hand or corrected by a person; found anew if
            left out.
        named: their `mentions`, where they are at hand; found anew if left out.

    Returns:
        The rows and columns of `attributions` without the unattributed ones, and speaker, actor and
        side as in `sources`, and act (True where it tells only of an act).

    >>> article = Article(id="a", text="The plan is dead, the ministry said. It added that talks go on.")
    >>> speaking(article)[["source_text", "actor"]].values.tolist()
    [['the ministry', 'ministry'], ['It', 'ministry']]
    """
    articles = articles_of(source)
    said = attributions(articles) if said is None else said
    said = said[said["kind"] != "unattributed"]
    directory = Directory(mentions(articles) if named is None else named)
    speakers = who(said)
    actors = [
        directory.actor(*row)
        for row in zip(said["article"], speakers, said["source_type"], strict=True)
    ]
    sides = [directory.side(name) for name in actors]
    return said.assign(speaker=speakers, actor=actors, side=sides, act=acts(articles, said))


def absent(
    source: Article | Iterable[Article],
    said: pd.DataFrame | None = None,
    named: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Who is spoken of and never speaks: people, organisations and countries that an outlet names
    and gives no words.

    Who only refuses, urges or condemns (`acts` in `sources`) has not been given words.

    Args:
        source: an Article, a Story, or any articles.
        said: their attributions, where they are at hand or corrected by a person; found anew if
            left out.
        named: their `mentions`, where they are at hand; found anew if left out.

    Returns:
        One row an actor and outlet: outlet, actor, kind, mentions (in the bodies of the outlet's
        articles; adjectives such as "South Korean" are not counted), articles (that name it),
        speaks_in (the outlets that let it speak); the most mentioned first.

    >>> absent(Article(id="a", text="Ms. Lee said that Mr. Kim was late."))[["actor", "mentions"]].values.tolist()
    [['Kim', 1]]
    """
    articles = articles_of(source)
    outlets = {article.id: article.name for article in articles}
    named = mentions(articles) if named is None else named
    voices = speaking(articles, said, named).query("not act")
    speaks = (
        voices["article"]
        .map(outlets)
        .groupby(voices["actor"])
        .agg(lambda names: sorted(set(names)))
        .to_dict()
    )
    meant = named[
        (named["paragraph"] > 0)
        & (named["form"] != "people")
        & named["kind"].isin([PERSON, ORGANISATION, COUNTRY])
    ]
    groups = meant.assign(outlet=meant["article"].map(outlets)).groupby(
        ["outlet", "actor", "kind"], as_index=False
    )
    table = groups.agg(mentions=("actor", "size"), articles=("article", "nunique"))
    silent = [
        outlet not in speaks.get(actor, ())
        for outlet, actor in zip(table["outlet"], table["actor"], strict=True)
    ]
    table = table.assign(
        speaks_in=[", ".join(speaks.get(actor, ())) for actor in table["actor"]]
    ).loc[silent]
    return table.sort_values(
        ["outlet", "mentions", "actor"], ascending=[True, False, True], ignore_index=True
    )


def _listed(values: "pd.Series[str]") -> str:
    return ", ".join(dict.fromkeys(value for value in values if value))


def _counted(values: "pd.Series[str]") -> str:
    counts = Counter(value for value in values if value)
    return ", ".join(
        f"{value} {count}"
        for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _commonest(values: "pd.Series[str]") -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _words(words: pd.DataFrame, said: pd.DataFrame) -> "pd.Series[int]":
    """How many of the words lie in the content of each attribution."""
    inside = overlay(words[["article", "start", "end"]], spans(said, "content"))
    return inside.groupby("row").size().reindex(said.index, fill_value=0).astype("int64")


OTHERS = "others"
NOT_SAID = "not said"


def share_of_voice(
    source: Article | Iterable[Article], voices: pd.DataFrame, by: str = "actor", most: int = 6
) -> pd.DataFrame:
    """Which share of the words that each outlet attributes to anybody goes to whom.

    Args:
        source: the articles; an outlet that attributes nothing to anybody is a row with 0 words.
        voices: what `sources` returns for them.
        by: a column of it: "actor", "side" or "source_types". Where the text says nothing, the
            value is "not said".
        most: so many are kept, those with the largest shares, each outlet counting alike; the rest
            is "others", and may hold the largest voice of a single outlet.

    Returns:
        One row an outlet and voice: outlet, voice, words (attributed to it), share (of the outlet's
        attributed words, 0 to 1), attributions, outlet_words and outlet_attributions (of all voices
        of the outlet). "others" last.

    >>> article = Article(id="a", text="x", outlet="Daily")
    >>> voices = pd.DataFrame({"article": "a", "actor": ["Lee", "Kim", "Ito"], "words": [6, 3, 1], "attributions": 1})
    >>> share_of_voice(article, voices, most=1)[["outlet", "voice", "words", "share"]].values.tolist()
    [['Daily', 'Lee', 6, 0.6], ['Daily', 'others', 4, 0.4]]
    """
    named = voices.assign(outlet=outlets_of(source, voices), voice=voices[by].replace("", NOT_SAID))
    sums = named.groupby(["outlet", "voice"])[["words", "attributions"]].sum()
    shares = sums["words"] / sums["words"].groupby("outlet").transform("sum").clip(lower=1)
    ranked = shares.groupby("voice").sum().sort_values(ascending=False, kind="stable").index
    kept = list(ranked if len(ranked) <= most + 1 else ranked[:most])
    sums = (
        sums.rename(index=lambda voice: voice if voice in kept else OTHERS, level="voice")
        .groupby(["outlet", "voice"])
        .sum()
    )
    outlets = list(dict.fromkeys(article.name for article in articles_of(source)))
    every = pd.MultiIndex.from_product([outlets, [*kept, OTHERS]], names=["outlet", "voice"])
    table = sums.reindex(every, fill_value=0).reset_index()
    totals = table.groupby("outlet")[["words", "attributions"]].transform("sum")
    table.insert(3, "share", table["words"] / totals["words"].clip(lower=1))
    table = table.assign(outlet_words=totals["words"], outlet_attributions=totals["attributions"])
    silent = (table["outlet_words"] == 0) & (table["voice"] == OTHERS)
    return table[(table["words"] > 0) | silent].reset_index(drop=True)
