"""A coding sheet as a person filled it in, read row by row."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tellings.articles.article import Article
from tellings.articles.sheets import SheetError, SheetRow, is_same, read_sheet, shown, without_mark
from tellings.coding.drawn import DRAWN, Drawn, drawn_in
from tellings.drawing.words import counted

COLUMNS = ["coder", "article", "unit", "start", "end", "frame", "item", "code"]
UNIT = ["article", "unit", "start", "end"]
SHEET = ["coder", "article", "unit", "start", "end", "frame", "item", "question", "text", "code"]
NEEDED = ["article", "unit", "start", "end", "frame", "item", "code"]
QUOTATION = "quotation"


def check_free(path: Path) -> None:
    if not path.exists():
        return
    try:
        rows = read_rows(path)
        codes = [row for row in rows if row.code is not None]
    except SheetError as problem:
        raise SheetError(
            f"{path}: there is such a file, and it is not an empty sheet; give another name "
            f"({problem})"
        ) from problem
    if codes:
        raise SheetError(
            f"{path}: {counted(len(codes), 'code')} {'is' if len(codes) == 1 else 'are'} filled "
            "in there; give another name, or move that file away first"
        )
    cells = (cell for row in rows for cell in row.cells.items())
    if own := [name for name, cell in cells if name not in [*SHEET, DRAWN] and cell.strip()]:
        raise SheetError(
            f"{path}: somebody has written into the column {own[0]!r} there; give another name, or "
            "move that file away first"
        )


class Row(NamedTuple):
    """A row of a coding sheet, and who coded it."""

    row: SheetRow
    coder: str

    @property
    def cells(self) -> Mapping[str, str]:
        return self.row.cells

    @property
    def code(self) -> int | None:
        why = "is no code; write 1 for yes, 0 for no, or nothing where it is not coded"
        answer = self.row.answer("code", why)
        return None if answer is None else int(answer)

    @property
    def key(self) -> tuple[object, ...]:
        row = self.row
        place = (row.text("article"), row.whole("start"), row.whole("end"))
        return self.coder, *place, row.text("frame"), row.whole("item")

    def values(self) -> tuple[object, ...]:
        coder, article, start, end, frame, item = self.key
        return coder, article, self.row.whole("unit"), start, end, frame, item, self.code

    @property
    def drawn(self) -> Drawn | None:
        return drawn_in(self.row)

    def merged(self, earlier: "Row") -> "Row":
        """Of two rows for the same thing the one with a code."""
        if self.code is None or earlier.code is None:
            return earlier if self.code is None else self
        if earlier.row.path != self.row.path:
            raise self.row.mistake(
                "coder",
                f"{self.coder!r} has coded this unit in {earlier.row.path} too; two people need "
                "two names in the column coder",
            )
        if earlier.code != self.code:
            raise self.row.mistake(
                "code",
                f"{self.code}, but row {earlier.row.number} codes the same unit {earlier.code}; "
                "delete one row",
            )
        return earlier

    def check_text(self, articles: Mapping[str, Article]) -> None:
        start, end = self.row.whole("start"), self.row.whole("end")
        text = shown(self.row.article(articles).text[start:end])
        if not text or not is_same(self.row.text("text") if "text" in self.cells else text, text):
            raise self.row.mistake(
                "text",
                f"characters {start} to {end} of the article do not say this; the article was "
                "changed after the sheet was "
                "made, and needs a new one (or the text was changed in the sheet: put it back)",
            )

    def check_quotation(self, articles: Mapping[str, Article] | None) -> None:
        """Who says by which words they decided, a person or a language model, quotes the text."""
        quoted = self.row.text(QUOTATION) if QUOTATION in self.cells else ""
        if articles is None:
            text = self.row.text("text") if "text" in self.cells else quoted
        else:
            start, end = self.row.whole("start"), self.row.whole("end")
            text = self.row.article(articles).text[start:end]
        if quoted.strip() and not is_quoted(quoted, text):
            raise self.row.mistake(
                QUOTATION,
                f"the text does not say {quoted!r}; quote it word for word, or leave the cell "
                "empty and look at the code again: whoever makes up words may make up codes",
            )

    def check_question(self, questions: Mapping[tuple[str, int], str]) -> None:
        frame, item = self.row.text("frame"), self.row.whole("item")
        if (frame, item) not in questions:
            known = ", ".join(f"{name} {number}" for name, number in questions)
            raise self.row.mistake(
                "frame", f"the codebook has no item {item} of a frame {frame!r}; it has {known}"
            )
        if "question" in self.cells and not is_same(
            self.row.text("question"), shown(questions[frame, item])
        ):
            raise self.row.mistake(
                "question",
                "the codebook asks something else there; it was changed after the sheet was made",
            )


def read_rows(path: Path) -> list[Row]:
    sheet = read_sheet(path, NEEDED, [*SHEET, QUOTATION, DRAWN])
    coders = {without_mark(row.cells.get("coder", "").strip()) for row in sheet} - {""}
    rows = [Row(row, _coder(row, coders)) for row in sheet]
    for row in rows:
        if not row.coder or row.coder in COLUMNS:
            bad = f"{row.coder!r} cannot be a coder's name"
            why = bad if row.coder else "empty, while other rows name several people"
            raise row.row.mistake("coder", f"{why}; write the name of who coded this row")
    return rows


def is_quoted(quoted: str, text: str) -> bool:
    """Whether the words stand in the text one after the other; "..." leaves some out.

    >>> is_quoted("“Both CLAIM” ... islands", 'They said: "Both claim the islands."')
    True
    """
    words = re.compile(r"[a-z0-9]+" if "?" in quoted else r"\w+")  # é becomes ? in an old encoding
    said, at = f" {' '.join(words.findall(text.casefold()))} ", 0
    pieces = [words.findall(piece) for piece in re.split(r"\.\.\.|…", quoted.casefold())]
    for piece in (f" {' '.join(piece)} " for piece in pieces if piece):
        if (found := said.find(piece, at)) < 0:
            return False
        at = found + len(piece) - 1
    return any(pieces)


def _coder(row: SheetRow, coders: set[str]) -> str:
    """One name holds for the whole sheet, as people write it into the first row only."""
    if len(coders) > 1:
        return without_mark(row.cells["coder"].strip())
    return next(iter(coders), row.path.stem)
