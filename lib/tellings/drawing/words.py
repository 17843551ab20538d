"""Words for findings: lists, shares and numbers as a sentence has them."""

from collections.abc import Iterable

import pandas as pd

MOST_OUTLETS = 10
MOST_TOLD = 3  # names in a sentence


class TooLittleError(ValueError):
    """These articles hold too little for what was asked; the message says what is needed.

    A notebook shows the message alone, and a figure has it in the picture's place.
    """

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def listed(items: Iterable[object], most: int = MOST_TOLD) -> str:
    """Items as a sentence lists them; past the most of them only how many more there are.

    >>> listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C", "D", "E"])
    ('A', 'A and B', 'A, B, C and 2 more')
    """
    names = [str(item) for item in items]
    if len(names) > most + 1:
        names = [*names[:most], f"{len(names) - most} more"]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def quoted(words: Iterable[str]) -> list[str]:
    """Words as a sentence speaks of them.

    >>> listed(quoted(["for", "will"]))
    '“for” and “will”'
    """
    return [f"“{word}”" for word in words]


def counted(number: int, one: str) -> str:
    """A number with its noun.

    >>> counted(1, "article"), counted(3, "article")
    ('1 article', '3 articles')
    """
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def of_each(values: Iterable[tuple[str, str]], most: int = MOST_TOLD) -> str:
    """Values with whom they are of, or the first and the last where there are too many to list.

    Sort what may be many, for the first and the last are said to be the least and the most.

    >>> of_each([("A", "3%"), ("B", "5%")])
    '3% in A and 5% in B'
    """
    pairs = list(values)
    if len(pairs) > most:
        pairs = [pairs[0], pairs[-1]]
        return f"from {pairs[0][1]} in {pairs[0][0]} to {pairs[1][1]} in {pairs[1][0]}"
    return listed(f"{value} in {name}" for name, value in pairs)


def largest(outlets: Iterable[str], most: int = MOST_OUTLETS) -> list[str]:
    """The outlets that a picture can hold: those with most articles, in the order of the story.

    >>> largest(["A", "B", "B", "C"], most=2)
    ['A', 'B']
    """
    times = pd.Series(list(outlets)).value_counts(sort=False)
    kept = times.sort_values(ascending=False, kind="stable").index[:most]
    return [name for name in times.index if name in set(kept)]


def leading(
    table: pd.DataFrame, name: str, value: str, most: int, what: str
) -> tuple[pd.DataFrame, str]:
    """The rows whose names have most of a value, as many as a picture can hold, and what is said.

    >>> table = pd.DataFrame({"frame": ["sea", "war", "sea"], "hits": [1, 9, 2]})
    >>> leading(table, "frame", "hits", 1, "frame")[1]
    ' Shown is the frame with most hits; 1 is left out.'
    """
    total = table.groupby(name, sort=False)[value].sum()
    most -= len(total) > most  # the sentence needs a line of the picture
    kept = total.sort_values(ascending=False, kind="stable").index[: max(1, most)]
    left_out = len(total) - len(kept)
    shown = f"are the {len(kept)} {what}s" if len(kept) > 1 else f"is the {what}"
    said = f" Shown {shown} with most {value}; {left_out} {_is(left_out)} left out."
    return table[table[name].isin(kept)], said * (left_out > 0)


def resting_on(
    outlets: Iterable[str], shown: int | None = None, articles: int | None = None
) -> str:
    """What a figure rests on: how many articles of how many outlets, and what it leaves out.

    Args:
        outlets: the outlet of each article.
        shown: how many outlets are drawn; all of them if left out.
        articles: how many articles are drawn, from the first on; all of them if left out.

    >>> resting_on(["A", "B", "B"])
    '3 articles of 2 outlets.'
    >>> resting_on(["A", "B", "B"], articles=1)
    '3 articles of 2 outlets. The last 2 are left out.'
    >>> resting_on(["A", "B"], articles=1)
    '2 articles of 2 outlets. The last one is left out.'
    """
    of_articles = list(outlets)
    many, of_outlets = len(of_articles), len(set(of_articles))
    said = f"{counted(many, 'article')} of {counted(of_outlets, 'outlet')}."
    if shown is not None and shown < of_outlets:
        left_out = of_outlets - shown
        of_them = f"{shown} outlets with most articles"
        said += f" Shown are the {of_them}; {left_out} {_is(left_out)} left out."
    if articles is not None and articles < many:
        last = many - articles
        said += f" The last {last} are left out." if last > 1 else " The last one is left out."
    return said
