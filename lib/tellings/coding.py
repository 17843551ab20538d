"""Coding by people: a sheet to fill in with any spreadsheet program, read back as a layer; and the dictionary's codes alike."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from tellings.articles import Article, Story, articles_of, decode
from tellings.codebooks import Codebook, read_codebook
from tellings.frames import code_frames
from tellings.layers import overlay
from tellings.tokens import sentences

DICTIONARY = "dictionary"
COLUMNS = ["coder", "article", "unit", "start", "end", "frame", "item", "code"]
SHEET = ["coder", "article", "unit", "start", "end", "frame", "item", "question", "text", "code"]
NEEDED = ["article", "unit", "start", "end", "frame", "item", "code"]
YES, NO = ("1", "yes", "y", "true"), ("0", "no", "n", "false")
LONGEST_CELL = 32_000
_CUT = " [cut here: a cell holds no more]"
_NOT_IN_A_CELL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What a spreadsheet program takes for a formula (=1+1), or for a number or a date (001, 2011-01-10, Jan 10, 2e5).
_TAKEN_FOR_A_VALUE = re.compile(r"'*\s*[=+\-@＝＋－＠]|(?=.*\d)[\W\d_]*[^\W\d_]*[\W\d_]*\Z", re.DOTALL)
_SAVE_AS_CSV = 'open it in the spreadsheet program, choose Save As, and there "CSV UTF-8"'


class CodesError(ValueError):
    """A sheet of codes cannot be used; the message names file, row and column."""


def coding_sheet(
    source: Article | Iterable[Article],
    codebook: Codebook | str | Path,
    path: str | Path,
    unit: str = "paragraph",
    coder: str = "",
) -> pd.DataFrame:
    """Writes a sheet for a person to code: one row a unit and question, with an empty column for the code.

    The person writes 1 for yes and 0 for no into the column code; an empty cell means not coded. The outlet is left out, so
    that nobody codes by the name of the newsroom. The file is CSV as Excel and LibreOffice open it with a double click. Text
    that they would take for a formula, a number or a date has an apostrophe before it, which `read_codes` takes away again.

    Args:
        source: an Article, a Story, or any articles.
        codebook: a Codebook, or the name or path of one. A frame without items is asked for as a whole, as item 0.
        path: the file. A sheet without codes is replaced, anything else is not.
        unit: "article" (the body, from its first to its last paragraph), "paragraph" or "sentence" (of the body).
        coder: who will fill it in; left empty, the file's name will tell.

    Returns:
        What was written: coder, article, unit (its number: of the paragraph, from 1; of the sentence, as in `sentences`; 1 for
        an article), start, end (characters of the article's text), frame, item, question, text (to read; past 32,000
        characters it is cut, as a cell holds no more), code (empty).

    Raises:
        CodesError: at that path is a file that is not an empty sheet.
        ValueError: unit is none of the three.

    >>> from tempfile import TemporaryDirectory
    >>> from tellings import Frame
    >>> article = Article(id="a", text="They met.\\n\\nBoth claim the islands.")
    >>> book = Codebook("b", "", (Frame("territory", items=("Is land in dispute?",)),))
    >>> with TemporaryDirectory() as folder:
    ...     sheet = coding_sheet(article, book, Path(folder) / "anna.csv")
    >>> sheet[["unit", "question", "text"]].values.tolist()
    [[1, 'Is land in dispute?', 'They met.'], [2, 'Is land in dispute?', 'Both claim the islands.']]
    """
    _check_free(Path(path))
    sheet = _units(source, unit).merge(_questions(read_codebook(codebook)), how="cross").assign(coder=coder, code="")[SHEET]
    texts = ["coder", "article", "frame", "question", "text"]
    written = sheet.assign(**{name: [_as_text(cell) for cell in sheet[name]] for name in texts})
    written.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")
    return sheet


def code_units(source: Article | Iterable[Article], codebook: Codebook | str | Path, unit: str = "paragraph") -> pd.DataFrame:
    """The dictionary's own coding, in the shape of a person's: a frame is there if a unit has at least one of its terms.

    Args:
        source: an Article, a Story, or any articles.
        codebook: a Codebook, or the name or path of one. Frames without terms get no rows: a dictionary cannot code them.
        unit: as in `coding_sheet`.

    Returns:
        One row a unit and frame, as `read_codes` gives them: coder ("dictionary"), article, unit, start, end, frame, item (0:
        the frame as a whole), code (1 or 0). A hit that is negated, or names the event itself, does not count. One sentence
        with a hit is enough, but for an article as many as the codebook's cut-off says.

    >>> article = Article(id="a", text="They met.\\n\\nBoth claim the islands.")
    >>> from tellings import Frame
    >>> code_units(article, Codebook("b", "", (Frame("territory", terms=("island*",)),)))[["unit", "code"]].values.tolist()
    [[1, 0], [2, 1]]
    """
    source = source if isinstance(source, Story) else articles_of(source)
    book, units = read_codebook(codebook), _units(source, unit)
    hits = code_frames(source, book, voice=False).query("not negated and not event")
    inside = overlay(hits[["article", "start", "end", "frame", "sentence"]], units)
    sentences_with = inside.groupby(["article", "start_onto", "frame"])["sentence"].nunique().to_dict()
    frames = [(f.name, (f.cutoff or 1) if unit == "article" else 1) for f in book.frames if f.terms]
    table = units.merge(pd.DataFrame(frames, columns=["frame", "least"]).astype({"frame": object}), how="cross")
    keys = zip(table["article"], table["start"], table["frame"], strict=True)
    found = [sentences_with.get(key, 0) >= least for key, least in zip(keys, table["least"], strict=True)]
    return _sorted(table.assign(coder=DICTIONARY, item=0, code=found))


def read_codes(
    paths: str | Path | Iterable[str | Path],
    source: Article | Iterable[Article] | None = None,
    codebook: Codebook | str | Path | None = None,
) -> pd.DataFrame:
    """Reads the sheets that people have filled in.

    A code is 1, yes, y or true; 0, no, n or false; or an empty cell for not coded. A mark such as x is refused: it would leave
    open whether an empty cell means no or not coded. Spreadsheet programs may have saved with semicolons or tabs, in another
    encoding, or in another order of rows or columns; columns of your own are passed over.

    Args:
        paths: one sheet or several, as CSV.
        source: the articles, to check that each unit is still the stretch the person read.
        codebook: to check that the frames and questions are still the same.

    Returns:
        One row a coder, unit and item: coder (the column coder; where that is empty, the file's name without its ending),
        article, unit, start, end, frame, item, code (1, 0, or missing).

    Raises:
        CodesError: a file is no sheet, a column is missing, a code is none of those above, article, frame or item is unknown,
            a text is not the article's any more, or the same coder codes the same unit and item twice.
    """
    files = [paths] if isinstance(paths, str | Path) else paths
    articles = None if source is None else {article.id: article for article in articles_of(source)}
    questions = (
        None if codebook is None else _questions(read_codebook(codebook)).set_index(["frame", "item"])["question"].to_dict()
    )
    rows: dict[tuple[object, ...], _Row] = {}
    for row in (row for path in files for row in _read_sheet(Path(path))):
        if articles is not None:
            row.check_text(articles)
        if questions is not None:
            row.check_question(questions)
        rows[row.key] = row.merged(rows.get(row.key, row))
    return _sorted(pd.DataFrame([row.values() for row in rows.values()], columns=COLUMNS))


def _sorted(codes: pd.DataFrame) -> pd.DataFrame:
    order = ["coder", "article", "start", "end", "frame", "item"]
    return codes.astype({"code": "Int64"})[COLUMNS].sort_values(order, kind="stable", ignore_index=True)


def _questions(book: Codebook) -> pd.DataFrame:
    """frame, item, question; of a frame without items one, made from its name and definition."""
    whole = [(f.name, 0, ": ".join(filter(None, [f.name, f.definition]))) for f in book.frames if not f.items]
    table = pd.concat([book.items(), pd.DataFrame(whole, columns=["frame", "item", "question"])])
    places = {frame.name: at for at, frame in enumerate(book.frames)}
    return table.sort_values("frame", key=lambda names: names.map(places), kind="stable", ignore_index=True)


def _units(source: Article | Iterable[Article], unit: str) -> pd.DataFrame:
    if unit not in ("article", "paragraph", "sentence"):
        raise ValueError(f"unit is 'article', 'paragraph' or 'sentence', not {unit!r}")
    rows = [
        (article.id, number, start, end, _shown(article.text[start:end]))
        for article in articles_of(source)
        for number, start, end in _spans(article, unit)
    ]
    return pd.DataFrame(rows, columns=["article", "unit", "start", "end", "text"])


def _spans(article: Article, unit: str) -> Iterator[tuple[int, int, int]]:
    """Number, start and end of each unit of the body."""
    paragraphs = article.paragraphs
    if unit == "sentence":
        body = sentences(article).query("section == 'body'")
        yield from zip(body["sentence"], body["start"], body["end"], strict=True)
    elif unit == "paragraph":
        yield from ((number, start, end) for number, (start, end) in enumerate(paragraphs, start=1))
    elif paragraphs:
        yield 1, paragraphs[0][0], paragraphs[-1][1]


def _shown(text: str) -> str:
    """The text as a cell can hold it."""
    text = _NOT_IN_A_CELL.sub(" ", text)
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + _CUT


def _as_text(cell: str) -> str:
    return f"'{cell}" if _TAKEN_FOR_A_VALUE.match(cell) else cell


def _without_mark(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _TAKEN_FOR_A_VALUE.match(cell[1:]) else cell


def _is_same(cell: str, text: str) -> bool:
    """Whether a cell still holds the text, whatever a spreadsheet program did to its spaces, capitals and rare letters."""
    first, second = ("".join(one.split()).lstrip("'").casefold() for one in (cell, text))
    plain, same_plain = (re.sub("[^a-z0-9]", "", one) for one in (first, second))
    # In an old encoding rare letters become question marks, or others if the encoding was guessed wrong.
    other_letters = "?" in cell or (plain and len(first) == len(second))
    return first == second or (bool(other_letters) and plain == same_plain)


def _check_free(path: Path) -> None:
    if not path.exists():
        return
    try:
        codes = [row for row in _read_sheet(path) if row.code is not None]
    except CodesError as problem:
        raise CodesError(
            f"{path}: there is such a file, and it is not an empty sheet; give another name ({problem})"
        ) from problem
    if codes:
        raise CodesError(f"{path}: {len(codes)} codes are filled in there; give another name, or move that file away first")


class _Row(NamedTuple):
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
            raise self.mistake("code", f"{cell!r} is no code; write 1 for yes, 0 for no, or nothing where it is not coded")
        return int(value in YES) if value else None

    @property
    def key(self) -> tuple[object, ...]:
        place = (self.whole("start"), self.whole("end"))
        return self.coder, self.text("article"), *place, self.text("frame"), self.whole("item")

    def values(self) -> tuple[object, ...]:
        coder, article, start, end, frame, item = self.key
        return coder, article, self.whole("unit"), start, end, frame, item, self.code

    def merged(self, earlier: "_Row") -> "_Row":
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
                "code", f"{self.code}, but row {earlier.number} codes the same unit {earlier.code}; delete one row"
            )
        return earlier

    def check_text(self, articles: Mapping[str, Article]) -> None:
        name, start, end = self.text("article"), self.whole("start"), self.whole("end")
        if name not in articles:
            raise self.mistake("article", f"there is no article {name!r}; there are {', '.join(articles)}")
        text = _shown(articles[name].text[start:end])
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
            raise self.mistake("frame", f"the codebook has no item {item} of a frame {frame!r}; it has {known}")
        if "question" in self.cells and not _is_same(self.text("question"), _shown(questions[frame, item])):
            raise self.mistake("question", "the codebook asks something else there; it was changed after the sheet was made")


def _read_sheet(path: Path) -> list[_Row]:
    header, *table = _cells(path)
    names = [name.strip().casefold() for name in header]
    for name in SHEET:
        if names.count(name) != 1 and (name in NEEDED or name in names):
            how = "there twice; rename one of them" if name in names else f"missing; the first row names {', '.join(NEEDED)}"
            raise CodesError(f"{path}, row 1: the column {name} is {how}")
    filled = [(number, cells) for number, cells in enumerate(table, start=2) if any(cell.strip() for cell in cells)]
    padded = [(number, dict(zip(names, cells + [""] * len(names), strict=False))) for number, cells in filled]
    coders = {_without_mark(cells.get("coder", "").strip()) for _, cells in padded} - {""}
    rows = [_Row(path, number, cells, _coder(path, cells, coders)) for number, cells in padded]
    for row in rows:
        if not row.coder or row.coder in COLUMNS:
            why = f"{row.coder!r} cannot be a coder's name" if row.coder else "empty, while other rows name several people"
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
