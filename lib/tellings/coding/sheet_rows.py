"""A coding sheet as a person filled it in, read row by row."""

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tellings.articles.article import Article
from tellings.articles.decoding import decode

COLUMNS = ["coder", "article", "unit", "start", "end", "frame", "item", "code"]
SHEET = ["coder", "article", "unit", "start", "end", "frame", "item", "question", "text", "code"]
NEEDED = ["article", "unit", "start", "end", "frame", "item", "code"]
YES, NO = ("1", "yes", "y", "true"), ("0", "no", "n", "false")
LONGEST_CELL = 32_000
_CUT = " [cut here: a cell holds no more]"
_NOT_IN_A_CELL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What a spreadsheet program takes for a formula (=1+1), or for a number or a date (001, 2011-01-10,
# Jan 10, 2e5).
TAKEN_FOR_A_VALUE = re.compile(
    r"'*\s*[=+\-@＝＋－＠]|(?=.*\d)[\W\d_]*[^\W\d_]*[\W\d_]*\Z", re.DOTALL
)
_SAVE_AS_CSV = 'open it in the spreadsheet program, choose Save As, and there "CSV UTF-8"'


class CodesError(ValueError):
    """A sheet of codes cannot be used; the message names file, row and column."""


def shown(text: str) -> str:
    """The text as a cell can hold it."""
    text = _NOT_IN_A_CELL.sub(" ", text)
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + _CUT


def _without_mark(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and TAKEN_FOR_A_VALUE.match(cell[1:]) else cell


def _is_same(cell: str, text: str) -> bool:
    """Whether a cell still holds the text, whatever a spreadsheet program did to its spaces,
    capitals and rare letters.
    """
    first, second = ("".join(one.split()).lstrip("'").casefold() for one in (cell, text))
    plain, same_plain = (re.sub("[^a-z0-9]", "", one) for one in (first, second))
    # In an old encoding rare letters become question marks, or others if the encoding was guessed
    # wrong.
    other_letters = "?" in cell or (plain and len(first) == len(second))
    return first == second or (bool(other_letters) and plain == same_plain)


def check_free(path: Path) -> None:
    if not path.exists():
        return
    try:
        codes = [row for row in read_sheet(path) if row.code is not None]
    except CodesError as problem:
        raise CodesError(
            f"{path}: there is such a file, and it is not an empty sheet; give another name ({problem})"
        ) from problem
    if codes:
        raise CodesError(
            f"{path}: {len(codes)} codes are filled in there; give another name, or move that file away first"
        )


class Row(NamedTuple):
    """A row of a sheet, so that each mistake can be told with its place."""

    path: Path
    number: int
    cells: Mapping[str, str]
    coder: str

    def mistake(self, column: str, why: str) -> CodesError:
        return CodesError(f"{self.path}, row {self.number}, column {column}: {why}")

    def text(self, column: str) -> str:
        return _without_mark(self.cells[column])

    def whole(self, column: str) -> int:
        cell = self.cells[column].strip()
        if not re.fullmatch(r"[0-9]+(?:[.,]0{1,2})?", cell):
            raise self.mistake(column, f"{cell!r} is no whole number; put back what stood there")
        return int(re.split("[.,]", cell)[0])

    @property
    def code(self) -> int | None:
        cell = self.cells["code"].strip().casefold()
        value = re.sub(r"(?<=^[01])[.,]0+$", "", cell)
        if value and value not in YES + NO:
            raise self.mistake(
                "code",
                f"{cell!r} is no code; write 1 for yes, 0 for no, or nothing where it is not coded",
            )
        return int(value in YES) if value else None

    @property
    def key(self) -> tuple[object, ...]:
        place = (self.whole("start"), self.whole("end"))
        return self.coder, self.text("article"), *place, self.text("frame"), self.whole("item")

    def values(self) -> tuple[object, ...]:
        coder, article, start, end, frame, item = self.key
        return coder, article, self.whole("unit"), start, end, frame, item, self.code

    def merged(self, earlier: "Row") -> "Row":
        """Of two rows for the same thing the one with a code."""
        if self.code is None or earlier.code is None:
            return earlier if self.code is None else self
        if earlier.path != self.path:
            raise self.mistake(
                "coder",
                f"{self.coder!r} has coded this unit in {earlier.path} too; two people need two names in the column coder",
            )
        if earlier.code != self.code:
            raise self.mistake(
                "code",
                f"{self.code}, but row {earlier.number} codes the same unit {earlier.code}; delete one row",
            )
        return earlier

    def check_text(self, articles: Mapping[str, Article]) -> None:
        name, start, end = self.text("article"), self.whole("start"), self.whole("end")
        if name not in articles:
            raise self.mistake(
                "article", f"there is no article {name!r}; there are {', '.join(articles)}"
            )
        text = shown(articles[name].text[start:end])
        if not text or not _is_same(self.text("text") if "text" in self.cells else text, text):
            raise self.mistake(
                "text",
                f"characters {start} to {end} of the article do not say this; the article was changed after the sheet was "
                f"made, and needs a new one (or the text was changed in the sheet: put it back)",
            )

    def check_question(self, questions: Mapping[tuple[str, int], str]) -> None:
        frame, item = self.text("frame"), self.whole("item")
        if (frame, item) not in questions:
            known = ", ".join(f"{name} {number}" for name, number in questions)
            raise self.mistake(
                "frame", f"the codebook has no item {item} of a frame {frame!r}; it has {known}"
            )
        if "question" in self.cells and not _is_same(
            self.text("question"), shown(questions[frame, item])
        ):
            raise self.mistake(
                "question",
                "the codebook asks something else there; it was changed after the sheet was made",
            )


def read_sheet(path: Path) -> list[Row]:
    header, *table = _cells(path)
    names = [name.strip().casefold() for name in header]
    for name in SHEET:
        if names.count(name) != 1 and (name in NEEDED or name in names):
            how = (
                "there twice; rename one of them"
                if name in names
                else f"missing; the first row names {', '.join(NEEDED)}"
            )
            raise CodesError(f"{path}, row 1: the column {name} is {how}")
    filled = [
        (number, cells)
        for number, cells in enumerate(table, start=2)
        if any(cell.strip() for cell in cells)
    ]
    padded = [
        (number, dict(zip(names, cells + [""] * len(names), strict=False)))
        for number, cells in filled
    ]
    coders = {_without_mark(cells.get("coder", "").strip()) for _, cells in padded} - {""}
    rows = [Row(path, number, cells, _coder(path, cells, coders)) for number, cells in padded]
    for row in rows:
        if not row.coder or row.coder in COLUMNS:
            why = (
                f"{row.coder!r} cannot be a coder's name"
                if row.coder
                else "empty, while other rows name several people"
            )
            raise row.mistake("coder", f"{why}; write the name of who coded this row")
    return rows


def _coder(path: Path, cells: Mapping[str, str], coders: set[str]) -> str:
    """One name holds for the whole sheet, as people write it into the first row only."""
    if len(coders) > 1:
        return _without_mark(cells["coder"].strip())
    return next(iter(coders), path.stem)


def _cells(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise CodesError(f"{path}: the file of a spreadsheet program, not CSV; {_SAVE_AS_CSV}")
    try:
        text, _ = decode(data)
        first = re.split("[\r\n]", text, maxsplit=1)[0]
        separator = max(",;\t", key=first.count)
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator)) or [[]]
    except (ValueError, csv.Error) as problem:
        raise CodesError(f"{path}: not CSV: {problem}; {_SAVE_AS_CSV}") from problem
