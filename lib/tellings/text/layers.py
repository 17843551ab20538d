"""Layers: tables whose rows point at an article's characters, and how one is laid over another."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import wraps
from inspect import signature
from typing import Concatenate, ParamSpec

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import is_object_dtype

from tellings.articles.article import Article
from tellings.articles.story import Story

P = ParamSpec("P")
Places = NDArray[np.int64]
Table = Callable[Concatenate[Story, P], pd.DataFrame]


def layer(**readers: Callable[[object], Hashable]) -> Callable[[Table[P]], Table[P]]:
    """Makes a function from a story to a table one that the story remembers.

    The table is made once for a story and its arguments, and a copy is handed out; `outlet` is put
    in beside `article`. Where a person has corrected the table, theirs is handed out instead.

    Args:
        readers: for an argument that may be a name or a path, what reads it, so that a file is
            known by what stands in it: codebook=read_codebook.

    >>> @layer()
    ... def lengths(story: Story) -> pd.DataFrame:
    ...     rows = [(one.id, len(one.text)) for one in story]
    ...     return pd.DataFrame(rows, columns=["article", "length"])
    >>> lengths(Story.of("They met.", Daily="They talked.")).values.tolist()
    [['a', 'a', 9], ['Daily', 'Daily', 12]]
    """

    def decorator(function: Table[P]) -> Table[P]:
        name, parameters = function.__name__, signature(function)

        @wraps(function)
        def remembered(story: Story, *args: P.args, **kwargs: P.kwargs) -> pd.DataFrame:
            _check_story(name, story)
            if name in story.corrections:
                return _copy(story.corrections[name])
            bound = parameters.bind(story, *args, **kwargs)
            bound.apply_defaults()
            bound.arguments |= {one: read(bound.arguments[one]) for one, read in readers.items()}
            _, *rest = (_fixed(value) for value in bound.arguments.values())
            table = story.remembered(
                (function.__module__, name, *rest),
                lambda: with_outlets(story, function(*bound.args, **bound.kwargs)),
            )
            return _copy(table)

        return remembered

    return decorator


def _check_story(name: str, story: object) -> None:
    if isinstance(story, Article):
        raise TypeError(
            f"{name} reads a story, not one article: write Story.of(article), or story[:1]"
        )
    if not isinstance(story, Story):
        raise TypeError(f"{name} reads a story, not a {type(story).__name__}; read_story makes one")


def _fixed(value: object) -> Hashable:
    """An argument as part of a name: lists and tables of pairs by what stands in them."""
    if isinstance(value, Mapping):
        return tuple(value.items())
    return tuple(map(_fixed, value)) if isinstance(value, list | tuple) else value  # type: ignore[return-value]


def _copy(table: pd.DataFrame) -> pd.DataFrame:
    """A copy whose lists, too, are new, so that nobody can spoil what is remembered."""
    copied = table.copy()
    for name in copied.columns:
        if is_object_dtype(copied[name]) and any(isinstance(value, list) for value in copied[name]):
            fresh = [value.copy() if isinstance(value, list) else value for value in copied[name]]
            copied[name] = pd.Series(fresh, index=copied.index, dtype=object)
    return copied


def with_outlets(story: Story, table: pd.DataFrame) -> pd.DataFrame:
    """The table with the outlet behind each column of articles, unless it has it already."""
    for article, outlet in (("article", "outlet"), ("other_article", "other_outlet")):
        if article in table and outlet not in table:
            if article == "article":
                check_articles(table, story.outlets)
            named = table[article].map(story.outlets)
            table.insert(table.columns.get_loc(article) + 1, outlet, named)
    return table


def sort_by(table: pd.DataFrame, by: list[str], **orders: Iterable[object]) -> pd.DataFrame:
    """The table sorted by columns; those named in orders as their values stand there.

    >>> sort_by(pd.DataFrame({"word": ["b", "c", "a"]}), ["word"], word="cab")["word"].tolist()
    ['c', 'a', 'b']
    """
    places = {
        name: {value: at for at, value in enumerate(values)} for name, values in orders.items()
    }
    return table.sort_values(
        by,
        key=lambda one: one.map(places[one.name]) if one.name in places else one,
        kind="stable",
        ignore_index=True,
    )


def overlay(layer: pd.DataFrame, onto: pd.DataFrame, suffix: str = "_onto") -> pd.DataFrame:
    """What of one layer lies inside another: frame terms inside quotations, words inside sentences.

    Args:
        layer: rows with article, start, end.
        onto: the layer to look inside of; of stretches that overlap, each that contains a row gives
            it once.
        suffix: added to the columns of `onto` whose names `layer` has too.

    Returns:
        The rows of `layer` that lie wholly inside a row of `onto`, with the columns of that row.

    >>> words = pd.DataFrame({"article": "a", "start": [0, 9], "end": [4, 13]})
    >>> words["word"] = ["they", "deal"]
    >>> quoted = pd.DataFrame({"article": ["a"], "start": [5], "end": [20], "speaker": ["Kim"]})
    >>> overlay(words, quoted)[["word", "speaker"]].values.tolist()
    [['deal', 'Kim']]
    """
    inner, outer = _inside(layer, onto)
    left = layer.iloc[inner].reset_index(drop=True)
    named = onto.drop(columns=["article", "outlet"], errors="ignore")
    right = named.iloc[outer].reset_index(drop=True)
    right.columns = [f"{name}{suffix}" if name in layer.columns else name for name in right.columns]
    return pd.concat([left, right], axis=1).sort_values(
        ["article", "start", "end"], kind="stable", ignore_index=True
    )


def check_articles(table: pd.DataFrame, articles: Iterable[str]) -> None:
    """Raises ValueError where a table has rows of an article that is not among these ids."""
    if strange := sorted(set(table["article"].unique()) - set(articles)):
        raise ValueError(
            f"{', '.join(strange)}: not among the articles given; a table wants the articles it "
            "was made from"
        )


def _inside(layer: pd.DataFrame, onto: pd.DataFrame) -> tuple[Places, Places]:
    """Pairs of row numbers: a row of the layer, and the row of the other that contains it.

    All articles at once: their characters are counted on, as if one stood behind the other.
    """
    numbers, _ = pd.factorize(pd.concat([layer["article"], onto["article"]], ignore_index=True))
    starts, ends = (
        np.concatenate([one[name].to_numpy(dtype=np.int64) for one in (layer, onto)])
        for name in ("start", "end")
    )
    ahead = numbers * (max(starts.max(initial=0), ends.max(initial=0)) + 1)
    starts, ends, rows = starts + ahead, ends + ahead, len(layer)
    order = np.argsort(starts[:rows], kind="stable")
    first = np.searchsorted(starts[:rows], starts[rows:], sorter=order)
    many = np.maximum(0, np.searchsorted(starts[:rows], ends[rows:], sorter=order) - first)
    outer = np.repeat(np.arange(len(onto)), many)
    inner = order[np.arange(len(outer)) + np.repeat(first - (many.cumsum() - many), many)]
    held = ends[inner] <= ends[rows + outer]
    return inner[held], outer[held]


def spans(layer: pd.DataFrame, column: str) -> pd.DataFrame:
    """Unrolls a column of (start, end) lists into plain rows: a layer of sources, cues or contents.

    Args:
        layer: what `attributions` returns.
        column: source, cue or content.

    Returns:
        The layer's other columns, with start and end of each stretch, and row: the attribution it
        came from.
    """
    rest = layer.drop(columns=["start", "end"]).assign(row=layer.index).explode(column)
    rest = rest.dropna(subset=[column]).reset_index(drop=True)
    pairs = pd.DataFrame(rest[column].tolist(), columns=["start", "end"], dtype="int64")
    return pd.concat([pairs, rest], axis=1)
