"""The same event, side by side: what each telling covers, in which order, and under which names."""

from collections.abc import Iterable

import pandas as pd

from tellings.articles import Article, articles_of
from tellings.codebooks import Codebook


def coverage(source: Article | Iterable[Article], hits: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Which topics each article's body has, where they first come, and how much room they get.

    Args:
        source: the articles.
        hits: what `code_frames` found in them, with a codebook whose frames are topics.
        codebook: that codebook; topics without a hit are rows with 0.

    Returns:
        One row a topic and article: topic, article, paragraphs (that touch it), of (paragraphs of the body), first (paragraph,
        from 1; 0 where the topic is absent), hits, places (the numbers of the paragraphs).
    """
    body = hits[hits["paragraph"] > 0]
    rows = []
    for frame in codebook.frames:
        for article in articles_of(source):
            mine = body[(body["frame"] == frame.name) & (body["article"] == article.id)]
            places = sorted(int(number) for number in set(mine["paragraph"]))
            rows.append(
                (
                    frame.name,
                    article.id,
                    len(places),
                    len(article.paragraphs),
                    places[0] if places else 0,
                    len(mine),
                    places,
                )
            )
    return pd.DataFrame(rows, columns=["topic", "article", "paragraphs", "of", "first", "hits", "places"])


def told_by(table: pd.DataFrame) -> pd.DataFrame:
    """Which topics all articles have, and which only some.

    Args:
        table: what `coverage` returns.

    Returns:
        One row a topic: topic, articles (that have it), told (all, some, one, none), and who.
    """
    rows = []
    for topic, group in table.groupby("topic", sort=False):
        who = group.loc[group["paragraphs"] > 0, "article"].tolist()
        told = "none" if not who else "all" if len(who) == len(group) else "one" if len(who) == 1 else "some"
        rows.append((topic, len(who), told, ", ".join(who)))
    return pd.DataFrame(rows, columns=["topic", "articles", "told", "who"])


def labels(hits: pd.DataFrame, topic: str) -> pd.DataFrame:
    """The words each article uses for the same thing.

    Args:
        hits: what `code_frames` found, with a codebook whose frames are topics.
        topic: one of them.

    Returns:
        One row a label: label (small letters, no possessive), and for each article how often its body has it.
    """
    body = hits[(hits["paragraph"] > 0) & (hits["frame"] == topic)]
    label = body["text"].str.replace(r"['’]s?$", "", regex=True).str.casefold()
    table = pd.crosstab(label, body["article"]).reindex(columns=sorted(set(hits["article"])), fill_value=0)
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return table.loc[order].rename_axis(index="label", columns=None).reset_index()
