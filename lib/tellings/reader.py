"""The reading view: articles side by side with what was found marked in place, and tables that show every word."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import pandas as pd
from pandas.api.types import is_numeric_dtype

from tellings.articles import Article, articles_of

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
        table: any table. Of a concordance, the left side ends and the right side begins at the match, which is bold.
        digits: behind the point of numbers that have one.

    >>> show(pd.DataFrame({"word": ["ties"], "per_1000": [7.751]}))
    word per_1000
    ties     7.75
    """
    shown = table.astype(object).where(table.notna(), "")
    shown = shown.map(lambda value: f"{value:.{digits}f}" if isinstance(value, float) else str(value))
    sides = [_side(table[name]) for name in table.columns]
    head = _row("th", [str(name) for name in table.columns], sides)
    body = "".join(_row("td", list(row), sides) for row in shown.itertuples(index=False))
    return View(f"<table><thead>{head}</thead><tbody>{body}</tbody></table>", shown.to_string(index=False))


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


def side_by_side(source: Article | Iterable[Article], layer: pd.DataFrame, label: str) -> View:
    """Articles next to each other, paragraph by paragraph, with the stretches of a layer marked and named.

    Args:
        source: the articles.
        layer: rows with article, start, end; where rows overlap, the one that begins first is marked.
        label: the column whose value is written behind each mark, "nobody named" where it is missing.

    >>> article = Article(id="a", text="They hailed a new pact.")
    >>> side_by_side(article, pd.DataFrame({"article": ["a"], "start": [14], "end": [22], "word": ["deal"]}), "word")
    a
    1  They hailed a [new pact: deal].
    """
    articles = articles_of(source)
    columns = [_marked_blocks(article, layer[layer["article"] == article.id], label) for article in articles]
    heads = "".join(f'<th scope="col" style="text-align:left">{escape(article.name)}</th>' for article in articles)
    depth = max(len(column) for column in columns)
    rows = "".join(f"<tr>{''.join(_cell(column, at) for column in columns)}</tr>" for at in range(depth))
    text = "\n".join(f"{a.name}\n" + "\n".join(plain for _, plain in c) for a, c in zip(articles, columns, strict=True))
    return View(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>", text)


def _cell(column: list[tuple[str, str]], at: int) -> str:
    inside = column[at][0] if at < len(column) else ""
    return f'<td style="text-align:left; vertical-align:top">{inside}</td>'


def _marked_blocks(article: Article, layer: pd.DataFrame, label: str) -> list[tuple[str, str]]:
    """Each section of an article as (html, plain text), numbered if it is a paragraph of the body."""
    out, number = [], 0
    for name, start, end in article.sections:
        number += name == "body"
        title = str(number) if name == "body" else name
        html, plain = _marked(article.text, start, end, layer, label)
        out.append((f"<b>{title}</b>&ensp;{html}", f"{title}  {plain}"))
    return out


def _marked(text: str, start: int, end: int, layer: pd.DataFrame, label: str) -> tuple[str, str]:
    html, plain, at = "", "", start
    inside = layer[(layer["start"] >= start) & (layer["end"] <= end)].sort_values(["start", "end"], kind="stable")
    for first, last, value in zip(inside["start"], inside["end"], inside[label], strict=True):
        if first < at:
            continue
        name = NOBODY if pd.isna(value) or not str(value).strip() else str(value)
        html += f"{escape(text[at:first])}<mark>{escape(text[first:last])}</mark> <small>[{escape(name)}]</small>"
        plain += f"{text[at:first]}[{text[first:last]}: {name}]"
        at = last
    return html + escape(text[at:end]), plain + text[at:end]
