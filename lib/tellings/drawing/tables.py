"""Any table as a person reads it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api.types import is_float_dtype, is_numeric_dtype

from tellings.escaping import in_html

NOBODY = "nobody named"
MOST_COLUMNS = 24
MOST_ROWS = 300  # a page of thousands of rows is slow to open, and nobody reads it
NO_ROWS = "There is nothing of this kind in these articles."


@dataclass(frozen=True)
class View:
    """A piece of a page: what a notebook shows, and the same in plain text."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


# What a column is called for a reader, where its name with spaces is not plain.
LABELS = {
    "source_text": "source", "cue_text": "cue", "content_text": "content",
    "source_type": "kind of source",
    "source_types": "kinds of source", "per_1000": "in 1,000 words", "low": "from", "high": "to",
    "norm": "counted as",
    "stop": "function word", "other_outlet": "other outlet", "unit": "paragraph",
    "other_unit": "its paragraph",
    "p_resampled": "p, shuffled", "p_corrected": "p, corrected", "rest": "in the others",
    "hangs_on": "hangs on",
    "without": "share without it", "ttr": "types / words", "mattr": "MATTR", "mtld": "MTLD",
    "hdd": "HD-D",
    "mattr_low": "MATTR from", "mattr_high": "MATTR to", "todo": "what to do",
    "quoted_words": "words in quotation marks", "share_outside": "share outside quotations",
    "share_inside": "share inside quotations", "of": "of all",
    "longest": "longest run outside quotations",
}  # fmt: skip
# What only a program needs: places in the text, and what they lead to.
_PLACES = frozenset(
    "start end other_start other_end places other_places source cue content".split()
    + "rows row item act".split()
)
# Between columns, so that ten of them have room on a small screen.
_NARROW = "padding:3px 4px"
# A word that no column can hold may be broken after 20 letters; all others stay whole. A style that
# says so is taken out by JupyterLab where a notebook is not trusted.
_PIECE = re.compile(r"(?s).*?\S{20}(?=\S{20})|.+")
_PROBABILITIES = frozenset(["p", "p_resampled", "p_corrected"])
_ON_ONE_LINE = frozenset(["article", "outlet", "other_article", "other_outlet", "told_by"])
# In letters: what 900 pixels have room for, a cell that need not wrap, what a longer one needs.
_ROOM, _SHORT, _WRAPPED = 90, 28, 16


def show(
    table: pd.DataFrame, columns: str | Sequence[str] = "", digits: int = 2, most: int = MOST_ROWS
) -> View:
    """A table as a reader wants it: no cell cut short, no index, and of a long one the first rows.

    Args:
        table: any table. Of a concordance, the left side ends and the right side begins at the
            match, which is bold.
        columns: which columns, in which order: "outlet paragraph text". Left out, all but places in
            the text, and the article where the outlet says the same.
        digits: behind the point of numbers that have one.
        most: so many rows are shown; below them stands how many there are in all.

    Raises:
        KeyError: there is no such column.

    >>> show(pd.DataFrame({"article": ["a"], "start": [0], "word": ["ties"], "per_1000": [7.751]}))
    article word in 1,000 words
          a ties           7.75
    """
    names = columns.split() if isinstance(columns, str) else list(columns)
    whole = table[names] if names else table.loc[:, _for_readers(table)]
    table = whole.iloc[:most, :MOST_COLUMNS].apply(_whole)
    shown = table.astype(object).where(table.notna(), "").map(lambda value: _cell(value, digits))
    least = f"{10.0**-digits:.{digits}f}"
    for at, name in enumerate(table.columns):
        if name in _PROBABILITIES:  # no probability is nothing: 0.0004 is "<0.01", not "0.00"
            shown.isetitem(at, shown.iloc[:, at].replace(f"{0:.{digits}f}", f"<{least}"))
    shown.columns = _headings(table)
    sides = [_side(column) for _, column in table.items()]
    head = _row("th", list(shown.columns), sides)
    if shown.empty:
        none = f'<tr><td colspan="{len(sides)}" style="text-align:left">{NO_ROWS}</td></tr>'
        text = f"{' '.join(shown.columns)}\n{NO_ROWS}"
    else:
        none, text = "", shown.to_string(index=False)
    sides = [
        side + "; white-space:nowrap" * one
        for side, one in zip(sides, _on_one_line(table, shown), strict=True)
    ]
    body = none + "".join(_row("td", list(row), sides) for row in shown.itertuples(index=False))
    html, said = (
        f"<table><thead>{head}</thead><tbody>{body}</tbody></table>",
        _cut_off(whole, table),
    )
    return View(html + f"<p>{said}</p>" * bool(said), f"{text}\n{said}".rstrip("\n"))


def _whole(column: pd.Series) -> pd.Series:
    """Numbers of lines, where some are missing, without the digits that pandas gives them."""
    there = column.dropna()
    gaps = is_float_dtype(column) and 0 < len(there) < len(column)
    return column.astype("Int64") if gaps and (there % 1 == 0).all() else column


def _cut_off(whole: pd.DataFrame, shown: pd.DataFrame) -> str:
    """How much of a large table is shown, in a sentence; empty where all of it is."""
    sizes = zip(shown.shape, whole.shape, ("row", "column"), strict=True)
    cut = [f"{some:,} of {every:,} {what}s" for some, every, what in sizes if some < every]
    return f"These are the first {' and the first '.join(cut)}." * bool(cut)


def _headings(table: pd.DataFrame) -> list[str]:
    """What the columns are called; those of one name are numbered, as two articles of one outlet
    that were laid side by side.
    """
    names = [
        LABELS.get(str(name), str(name).replace("_", " ")) for name in table.columns.fillna("")
    ]
    return [
        f"{name} ({names[: at + 1].count(name)})" if names.count(name) > 1 else name
        for at, name in enumerate(names)
    ]


def _for_readers(table: pd.DataFrame) -> list[bool]:
    """Which of the columns a reader wants."""
    hidden = set(_PLACES) if "article" in table else set()
    for article, outlet in (("article", "outlet"), ("other_article", "other_outlet")):
        if {article, outlet} <= set(table) and not table[[article, outlet]].drop_duplicates()[
            outlet
        ].duplicated().any():
            hidden.add(article)
    return [name not in hidden for name in table.columns]


def _cell(value: object, digits: int) -> str:
    """A value as a reader has it: yes and no, a number with its digits, a list with commas."""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.{digits}f}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _side(column: pd.Series) -> str:
    if column.name == "match":
        return "center"
    return "right" if is_numeric_dtype(column) or column.name == "left" else "left"


def _on_one_line(table: pd.DataFrame, shown: pd.DataFrame) -> list[bool]:
    """Which columns do not wrap: names of newsrooms, and all short ones if the rest has room."""
    widths = [
        max(map(len, [*heading.split(), *column]), default=0)
        for heading, column in shown.astype(str).items()
    ]
    room = sum(width if width <= _SHORT else _WRAPPED for width in widths) <= _ROOM
    return [
        name in _ON_ONE_LINE or (room and width <= _SHORT)
        for name, width in zip(table.columns, widths, strict=True)
    ]


def _row(tag: str, cells: list[str], sides: list[str]) -> str:
    opening = '<th scope="col"' if tag == "th" else "<td"
    inside = (
        f'{opening} style="text-align:{side}; {_NARROW}">{_bold(cell, tag, side)}</{tag}>'
        for cell, side in zip(cells, sides, strict=True)
    )
    return f"<tr>{''.join(inside)}</tr>"


def _breakable(cell: str) -> str:
    return "<wbr/>".join(map(in_html, _PIECE.findall(cell)))


def _bold(cell: str, tag: str, side: str) -> str:
    """The match of a concordance, which stands in the middle, is bold."""
    inside = _breakable(cell)
    return f"<b>{inside}</b>" if tag == "td" and side.startswith("center") else inside
