"""Sheets: tables that a person edits in a spreadsheet program, written and read as CSV."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from tellings.articles.article import Article
from tellings.articles.decoding import decode
from tellings.escaping import FORMULA

_YES, _NO = ("1", "yes", "y", "true"), ("0", "no", "n", "false")
LONGEST_CELL = 32_000
_CUT = " [cut here: a cell holds no more]"
# What a person's program may have put into a cell: a line end of another kind (Ctrl+Enter, or
# pasted from a page), a control character.
_LINE_END = re.compile(r"\r\n|[\x01-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_IN_A_CELL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What a spreadsheet program takes for a formula (=1+1), or for a number or a date (001, 2011-01-10,
# Jan 10, 2e5).
_TAKEN_FOR_A_VALUE = re.compile(FORMULA + r"|(?=.*\d)[\W\d_]*[^\W\d_]*[\W\d_]*\Z", re.DOTALL)
_LONGEST_ROW = 300  # of a sheet that names articles or actors; a paragraph is longer
_SAVE_AS_CSV = 'open it in the spreadsheet program, choose Save As, and there "CSV UTF-8"'


class SheetError(ValueError):
    """A sheet cannot be used; the message names file, row and column, and what to do."""


class SheetRow(NamedTuple):
    """A row of a sheet, so that each mistake can be told with its place."""

    path: Path
    number: int
    cells: Mapping[str, str]

    def mistake(self, column: str, why: str) -> SheetError:
        return SheetError(f"{self.path}, row {self.number}, column {column}: {why}")

    def text(self, column: str) -> str:
        return without_mark(self.cells[column])

    def answer(self, column: str, why: str) -> bool | None:
        """Yes or no, or None where the cell is empty; why: what to say of anything else."""
        cell = re.sub(r"(?<=^[01])[.,]0+$", "", self.cells[column].strip().casefold())
        if cell and cell not in _YES + _NO:
            raise self.mistake(column, f"{cell!r} {why}")
        return cell in _YES if cell else None

    def article(self, articles: Mapping[str, Article]) -> Article:
        name = self.text("article")
        if name not in articles:
            known = ", ".join(articles)
            raise self.mistake("article", f"there is no article {name!r}; there are {known}")
        return articles[name]

    def whole(self, column: str) -> int:
        cell = self.cells[column].strip()
        if not re.fullmatch(r"[0-9]+(?:[.,]0{1,2})?", cell):
            raise self.mistake(column, f"{cell!r} is no whole number; put back what stood there")
        return int(re.split("[.,]", cell)[0])


def is_sheet(path: Path) -> bool:
    """Whether a file is a sheet of codes, attributions, events or groups of voices.

    A table of articles can call a text "article", too, and then it is longer than a name.
    """
    try:
        with path.open("rb") as file:
            head, row = (_text(file.readline(1000)).strip() for _ in range(2))
    except (OSError, ValueError):
        return False
    names = re.split("[,;\t]", head.replace('"', "").casefold())
    if names[:1] in (["article"], ["coder"]) and {"place", "code"} & set(names):
        return True
    sorts = {"actor", "group"} <= set(names) or names[:2] == ["article", "event"]
    return (sorts or {"article", "event", "likeness"} <= set(names)) and len(row) < _LONGEST_ROW


def shown(text: str) -> str:
    """The text as a cell can hold it."""
    text = _NOT_IN_A_CELL.sub(" ", text)
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + _CUT


def without_mark(cell: str) -> str:
    """A cell without the apostrophe that kept it from being taken for a formula or a date."""
    return cell[1:] if cell.startswith("'") and _TAKEN_FOR_A_VALUE.match(cell[1:]) else cell


def is_same(cell: str, text: str) -> bool:
    """Whether a cell still holds the text, whatever was done to spaces, capitals and rare
    letters.
    """
    first, second = ("".join(one.split()).lstrip("'").casefold() for one in (cell, text))
    plain, same_plain = (re.sub("[^a-z0-9]", "", one) for one in (first, second))
    # In an old encoding rare letters become question marks, or others if the encoding was guessed
    # wrong.
    other_letters = "?" in cell or (plain and len(first) == len(second))
    return first == second or (bool(other_letters) and plain == same_plain)


def as_csv(table: pd.DataFrame, texts: Sequence[str]) -> bytes:
    """The table as a file that Excel and LibreOffice open with a double click.

    Args:
        table: what to write.
        texts: the columns in which nothing may be taken for a formula, a number or a date; such a
            cell gets an apostrophe before it.
    """
    marked = {
        name: [f"'{cell}" if _TAKEN_FOR_A_VALUE.match(cell) else cell for cell in table[name]]
        for name in texts
    }
    text = table.assign(**marked).to_csv(index=False, lineterminator="\r\n")
    return b"\xef\xbb\xbf" + text.encode()


def read_sheet(path: Path, needed: Sequence[str], known: Sequence[str]) -> list[SheetRow]:
    """The rows of a sheet that have anything in them, cells by the name of their column.

    Args:
        path: the file: CSV with commas, semicolons or tabs, in any encoding.
        needed: the columns that must be there.
        known: the columns that may stand there once only; others are passed over.

    Raises:
        SheetError: the file is not CSV, or a column is missing or there twice.
    """
    header, *table = _cells(path)
    names = [name.strip().casefold() for name in header]
    for name in known:
        if names.count(name) != 1 and (name in needed or name in names):
            missing = f"missing; the first row names {', '.join(needed)}"
            how = "there twice; rename one of them" if name in names else missing
            raise SheetError(f"{path}, row 1: the column {name} is {how}")
    return [
        SheetRow(path, number, dict(zip(names, cells + [""] * len(names), strict=False)))
        for number, cells in enumerate(table, start=2)
        if any(cell.strip() for cell in cells)
    ]


def _cells(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise SheetError(f"{path}: the file of a spreadsheet program, not CSV; {_SAVE_AS_CSV}")
    try:
        text = _text(data)
        first = re.split("[\r\n]", text, maxsplit=1)[0]
        separator = max(",;\t", key=first.count)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator)) or [[]]
    except (ValueError, csv.Error) as problem:
        raise SheetError(f"{path}: not CSV: {problem}; {_SAVE_AS_CSV}") from problem
    # A copy or a download that was broken off ends inside a row, mostly inside a quoted cell.
    short = len(rows[-1]) < len(rows[0]) and not text.endswith(("\r", "\n"))
    if short or _is_open(text, separator):
        raise SheetError(
            f"{path}, row {len(rows)}: the file ends in the middle of this row; take the whole "
            "file from where it was saved, or delete the row"
        )
    return [[_LINE_END.sub("\n", cell) for cell in row] for row in rows]


def _text(data: bytes) -> str:
    """Unlike an article's, a sheet's text may hold control characters that a person pasted."""
    with suppress(UnicodeDecodeError):
        text = data.decode("utf-8-sig")
        if "\0" not in text:
            return text
    return decode(data)[0]


def _is_open(text: str, separator: str) -> bool:
    """Whether a quoted cell is begun and never ended."""
    try:
        list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as problem:
        return "end of data" in str(problem)
    return False
