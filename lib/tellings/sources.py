"""Who is allowed to speak in each telling, and who is named."""

from collections.abc import Iterable, Iterator

import pandas as pd

from tellings.articles import Article, articles_of
from tellings.layers import overlay
from tellings.quotes import attributions, quotations, spans, who
from tellings.tokens import normal_form, stop_words, tokens

_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december jan feb mar apr jun jul aug sept sep oct nov dec".split()
)


def sources(source: Article | Iterable[Article], said: pd.DataFrame | None = None) -> pd.DataFrame:
    """Who speaks in each article, and how much.

    Args:
        source: an Article, a Story, or any articles.
        said: their attributions, where they are at hand or corrected by a person; found anew if left out.

    Returns:
        One row a speaker and article: article, speaker, source_types (of its mentions), attributions (how many), words
        (attributed to it), quoted_words (of these, in quotation marks), share (of all attributed words of the
        article), mentions (the words by which it is named as source), cues (verbs and expressions of saying); the most
        words first. What stands in quotation marks without a speaker is not among them.

    >>> article = Article(id="a", text="The plan is dead, the ministry said. It added that talks go on.")
    >>> sources(article)[["speaker", "attributions", "words", "mentions"]].values.tolist()
    [['the ministry', 2, 8, 'the ministry, It']]
    """
    articles = articles_of(source)
    every = attributions(articles) if said is None else said
    said = every[every["kind"] != "unattributed"]
    words = tokens(articles)
    said = said.assign(
        speaker=who(said),
        words=_words(words, said),
        quoted=_words(overlay(words, quotations(articles)), said),
    )
    table = said.groupby(["article", "speaker"], as_index=False, sort=False).agg(
        source_types=("source_type", _listed),
        attributions=("kind", "size"),
        words=("words", "sum"),
        quoted_words=("quoted", "sum"),
        mentions=("source_text", _listed),
        cues=("cue_text", _listed),
    )
    table.insert(5, "share", table["words"] / table.groupby("article")["words"].transform("sum"))
    return table.sort_values(["article", "words", "speaker"], ascending=[True, False, True], ignore_index=True)


def _listed(values: pd.Series) -> str:
    return ", ".join(dict.fromkeys(values))


def _words(words: pd.DataFrame, said: pd.DataFrame) -> pd.Series:
    """How many of the words lie in the content of each attribution."""
    inside = overlay(words[["article", "start", "end"]], spans(said, "content"))
    return inside.groupby("row").size().reindex(said.index, fill_value=0).astype("int64")


def actors(source: Article | Iterable[Article]) -> pd.DataFrame:
    """People, places and organisations named in the body: words with a capital letter, as far as these tell.

    A capital at the head of a sentence counts only where the same name has one in mid-sentence somewhere in the story. Days
    and months are left out. Nothing is merged: "Seoul" and "South Korea" are two names.

    Args:
        source: an Article, a Story, or any articles.

    Returns:
        One row a name and article: name (as first printed), article, count, paragraph (where it comes first, from 1), key
        (the form under which spellings of the name are one).

    >>> actors(Article(id="a", text="On Monday the North shelled an island. Troops of the North left."))["name"].tolist()
    ['North']
    """
    articles = articles_of(source)
    found = [row for article in articles for row in _names(article)]
    table = pd.DataFrame(found, columns=["article", "name", "key", "paragraph", "opens"])
    sure = set(table.loc[~table["opens"].astype(bool), "key"])
    table = table[table["key"].isin(sure)]
    rows = table.groupby(["key", "article"], as_index=False, sort=False).agg(
        name=("name", "first"), count=("name", "size"), paragraph=("paragraph", "min")
    )
    rows = rows.sort_values(["count", "key", "article"], ascending=[False, True, True], ignore_index=True)
    return rows[["name", "article", "count", "paragraph", "key"]]


def _names(article: Article) -> Iterator[tuple[str, str, str, int, bool]]:
    words = tokens(article).query("section == 'body'")
    for _, sentence in words.groupby("sentence", sort=False):
        rows = list(sentence.itertuples(index=False))
        for first, last in _capitalised([row.text for row in rows], article.text, rows):
            name = article.text[rows[first].start : rows[last - 1].end]
            name = name.removesuffix("'s").removesuffix("’s")
            key = " ".join(normal_form(word) for word in name.split())
            yield article.id, name, key, rows[first].paragraph, first == 0


def _capitalised(words: list[str], text: str, rows: list) -> list[tuple[int, int]]:
    """Runs of words with a capital and nothing but a space between them; "of" may stand inside a run."""
    runs: list[tuple[int, int]] = []
    for at, word in enumerate(words):
        low = normal_form(word)
        if not word[0].isupper() or low in _CALENDAR or (at == 0 and low in stop_words()):
            continue
        if runs and _joined(words, text, rows, runs[-1][1], at):
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _joined(words: list[str], text: str, rows: list, end: int, at: int) -> bool:
    between = text[rows[end - 1].end : rows[at].start]
    possessive = words[end - 1].endswith(("'s", "’s"))
    return between in (" ", ". ", " of ", " of the ") and not possessive
