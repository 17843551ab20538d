"""Any table as a person reads it."""

from dataclasses import dataclass
from html import escape

import pandas as pd
from pandas.api.types import is_numeric_dtype

NOBODY = "nobody named"


@dataclass(frozen=True)
class View:
    """A piece of a page: what a notebook shows, and the same in plain text."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def show(table: pd.DataFrame, digits: int = 2) -> View:
    """A table in full: no cell cut short, no row left out, no index.

    Args:
        table: any table. Of a concordance, the left side ends and the right side begins at the
            match, which is bold.
        digits: behind the point of numbers that have one.

    >>> show(pd.DataFrame({"word": ["ties"], "per_1000": [7.751]}))
    word per_1000
    ties     7.75
    """
    shown = table.astype(object).where(table.notna(), "")
    shown = shown.map(
        lambda value: f"{value:.{digits}f}" if isinstance(value, float) else str(value)
    )
    sides = [_side(table[name]) for name in table.columns]
    head = _row("th", [str(name) for name in table.columns], sides)
    body = "".join(_row("td", list(row), sides) for row in shown.itertuples(index=False))
    return View(
        f"<table><thead>{head}</thead><tbody>{body}</tbody></table>", shown.to_string(index=False)
    )


def _side(column: pd.Series) -> str:
    if column.name == "match":
        return "center"
    return "right" if is_numeric_dtype(column) or column.name == "left" else "left"


def _row(tag: str, cells: list[str], sides: list[str]) -> str:
    opening = '<th scope="col"' if tag == "th" else "<td"
    bold = {"center": ("<b>", "</b>")} if tag == "td" else {}
    inside = (
        f'{opening} style="text-align:{side}">{escape(cell).join(bold.get(side, ("", "")))}</{tag}>'
        for cell, side in zip(cells, sides, strict=True)
    )
    return f"<tr>{''.join(inside)}</tr>"
