"""Tables with an article in each row: CSV, TSV, JSON and JSON lines."""

import csv
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO, StringIO
from itertools import islice

from tellings.articles.date_lines import parse_date
from tellings.articles.decoding import decode
from tellings.articles.notes import Note, note
from tellings.articles.readers.found import Found, Read, ReadingError, or_not_whole
from tellings.articles.readers.office import check_size

# The columns in which programs and corpora keep what; the first that a table has is taken.
_COLUMNS = {
    "text": "text body content full_text fulltext article_text maintext story_text body_paragraphs"
            " document article",
    "headline": "headline title article_title hl hed heading",
    "deck": "deck subtitle subheadline standfirst dek",
    "outlet": "outlet source publication newspaper media_name source_name publication_title"
              " publisher journal paper media source_domain",
    "byline": "byline author authors creator by",
    "published": "published date publish_date publication_date published_at pub_date date_publish"
                 " datetime",
    "agency": "agency",
}  # fmt: skip
_OTHER_SHEET = note(
    "not read, as it is not the first sheet that the workbook shows",
    "Save it as a file of its own if it holds articles.",
)
_NO_ROWS = ("a table without rows", "Add the articles, or take it away.")
_MOST_ROWS = 1_000_000
_FEWER = "Save the rows that belong to the story as a table of their own."
_UNDATED = "Write each date as year-month-day: 2011-01-10."
_LONGEST_HEAD = 100_000  # letters of the first line by which the columns' delimiter is told
_DELIMITERS = ",;\t|"
_Row = Mapping[str, object] | ReadingError  # what a row holds, or why it cannot be read
_LONGEST_FIELD = 2**31 - 1
_NO_TEXT = (
    "Add a column called text with the articles' words; a list of titles and addresses, such as"
    " Media Cloud exports, holds none."
)


@or_not_whole("table", "Save it anew as CSV.")
def read_csv(data: bytes) -> Read:
    """A table as text, its columns between commas, semicolons or tabs.

    >>> read = read_csv(b"title;text;source\\nTalks begin;Two ministers met.;The Daily\\n")
    >>> read.found[0].facts, read.found[0].place
    ({'headline': 'Talks begin', 'outlet': 'The Daily'}, 'row 1')
    """
    text, decoded = decode(data)
    rows_of_cells = _rows(text, delimiter_of(text.lstrip().partition("\n")[0]))
    lines = ((line, cells) for line, cells in rows_of_cells if cells)
    names = next(lines, (1, [""]))[1]
    _known(names)  # before the rows, in which a stray quotation mark may be
    rows: list[tuple[int, _Row]] = []
    for line, cells in lines:
        if len(cells) == len(names):
            rows.append((line, dict(zip(names, cells, strict=True))))
        else:
            why = f"{len(cells)} cells, where the first line names {len(names)} columns"
            rows.append((line, ReadingError(why, "Mend this row.", line)))
    return _articles(rows, names, [decoded])


@or_not_whole("Excel workbook", "Save it anew as .xlsx or CSV.")
def read_excel(data: bytes) -> Read:
    """The first sheet of an Excel workbook; of a formula the value that Excel saved with it."""
    from openpyxl import load_workbook  # it takes a third of a second to import

    with zipfile.ZipFile(BytesIO(data)) as file:
        check_size(part for part in file.infolist() if part.filename.endswith(".xml"))
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    first, *others = sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
    for sheet in (first, *others):
        sheet.reset_dimensions()  # a file may say that it has a million rows and hold three
    rows = first.iter_rows(values_only=True)
    names = [_text(name) for name in next(rows, [])]
    while names and not names[-1]:  # a cell with a colour only may stand far to the right
        names.pop()
    _known(names)
    lines = ((n, dict(zip(names, row, strict=False))) for n, row in enumerate(rows, 2))
    filled = islice((row for row in lines if any(row[1].values())), _MOST_ROWS + 1)
    read = _articles(list(filled), names, [])
    unread = [(f"sheet {one.title}", _OTHER_SHEET) for one in others if any(map(any, one.values))]
    return read._replace(unread=(*read.unread, *unread))


class _Twice(dict[str, object]):
    """An object of JSON in which a name stands twice, so that one of its values would be lost."""


def _object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
    whole = dict(pairs)
    return whole if len(whole) == len(pairs) else _Twice(whole)


def _loads(text: str) -> object:
    """JSON with its numbers as they are written, and without those that are none, such as NaN."""
    return json.loads(
        text,
        object_pairs_hook=_object_of,
        parse_int=str,
        parse_float=str,
        parse_constant=lambda _: None,
    )


@or_not_whole("JSON file", "Save it anew as JSON.")
def read_json(data: bytes) -> Read:
    """JSON: an object, a list of objects, or an object on each line; each is an article."""
    text, decoded = decode(data)
    try:
        whole = _loads(text)
        rows = [(1, one) for one in (whole if isinstance(whole, list) else [whole])]
    except RecursionError as problem:
        raise ReadingError(
            "nested too deep", "Write one object a line, without nesting."
        ) from problem
    except json.JSONDecodeError as problem:
        rows = list(_json_lines(text, problem))
    names = {name: None for _, row in rows if isinstance(row, dict) for name in row}
    if not rows:
        raise ReadingError(*_NO_ROWS)
    if not names:
        raise ReadingError("no object of JSON, as an article is", "Save it anew as JSON.", 1)
    return _articles([(n, _object(n, row)) for n, row in rows], list(names), [decoded])


def _json_lines(text: str, whole: json.JSONDecodeError) -> Iterator[tuple[int, object]]:
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) < 2 or not lines[0][1].lstrip().startswith("{"):
        raise ReadingError(f"not JSON ({whole.msg})", "Save it anew as JSON.", whole.lineno)
    for number, line in lines:
        try:
            yield number, _loads(line)
        except (json.JSONDecodeError, RecursionError):
            yield number, None


def _object(line: int, row: object) -> _Row:
    if isinstance(row, _Twice):
        return ReadingError("a name stands twice in it", "Rename one of the two.", line)
    if isinstance(row, dict):
        return row
    return ReadingError("not an object of JSON", "Mend this line.", line)


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def delimiter_of(head: str) -> str:
    """What stands between the columns of a table, by its first line: that by which most are known.

    >>> delimiter_of("title;text;source")
    ';'
    """
    return max(_DELIMITERS, key=lambda sign: len(_matched(_cells(head[:_LONGEST_HEAD], sign))))


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows, each with the line in which it begins."""
    before = csv.field_size_limit(_LONGEST_FIELD)  # the module's own limit is 131,072 characters
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as problem:
        why = f"a quotation mark opens here and closes nowhere, or the other way round ({problem})"
        raise ReadingError(why, "Write each quotation mark inside a cell twice.", line) from problem
    finally:
        csv.field_size_limit(before)


def _plain(name: str) -> str:
    """A column's name without what differs between programs: "Full Text" and "full_text"."""
    return re.sub(r"[\W_]+", "_", name.strip().casefold()).strip("_")


def _matched(names: list[str]) -> dict[str, str]:
    """Which of the columns holds what."""
    by_plain = {_plain(name): name for name in reversed(names)}
    known = {
        fact: next((by_plain[one] for one in others.split() if one in by_plain), None)
        for fact, others in _COLUMNS.items()
    }
    return {fact: name for fact, name in known.items() if name is not None}


def _known(names: list[str]) -> dict[str, str]:
    """Which column holds what; one that holds the text there must be."""
    known = _matched(names)
    if "text" not in known:
        told = " ".join(", ".join(names)[:200].split())
        raise ReadingError(f"no column holds the text; there are {told}", _NO_TEXT, 1)
    if twice := next((name for name in known.values() if names.count(name) > 1), None):
        raise ReadingError(f"two columns are called {twice}", "Rename one of them.", 1)
    return known


def _articles(rows: list[tuple[int, _Row]], names: list[str], notes: list[Note]) -> Read:
    known = _known(names)
    if not rows:
        raise ReadingError(*_NO_ROWS)
    if len(rows) > _MOST_ROWS:
        raise ReadingError(f"a table of more than {_MOST_ROWS:,} rows", _FEWER)
    found, unread, undated = [], [], []
    for number, (line, row) in enumerate(rows, 1):
        place = f"row {number}"
        if isinstance(row, ReadingError):
            unread.append((place, row.note))
        elif not (text := _text(row.get(known["text"]))).strip():
            why = f"its column {known['text']} is empty"
            unread.append((place, note(why, "Add the text, or leave it.", line)))
        else:
            found.append(Found(text, _facts(row, known), place, line))
            day = _text(row.get(known.get("published", ""))).strip()
            undated += [f"{day} in {place}"] if day and "published" not in found[-1].facts else []
    read_as = ", ".join(f"{fact} from {name}" for fact, name in known.items())
    unused = ", ".join(name for name in names if name and name not in known.values())
    left = f"; not used: {unused[:200]}" if unused else ""
    notes = [*notes, note(f"columns: {read_as}{left}", "Check that these are right.", 1)]
    if undated:
        why = f"{len(undated)} of its dates could not be understood, or could be two days"
        notes.append(note(f"{why}; the first is {undated[0]}", _UNDATED, 1))
    return Read(found, notes, tuple(unread))


def _facts(row: Mapping[str, object], known: Mapping[str, str]) -> dict[str, object]:
    facts: dict[str, object] = {}
    for fact in known.keys() - {"text"}:
        cell = row.get(known[fact])
        several = ", ".join(map(_text, cell)) if isinstance(cell, list) else _text(cell)
        value = " ".join(several.split())
        # A day and an hour, 2021-03-02T23:30:00+09:00: the day as it is written there.
        told = parse_date(value) if fact == "published" else value
        if told:
            facts[fact] = told
    return dict(sorted(facts.items()))


def _text(value: object) -> str:
    """A cell as text: a list of paragraphs, each perhaps a list of sentences, is joined."""
    if isinstance(value, list):
        return "\n\n".join(" ".join(_pieces(one)) for one in value)
    return "" if value is None else str(value)


def _pieces(value: object) -> Iterator[str]:
    """What is in a list, and in the lists in it however deep."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        elif one is not None:
            yield str(one)
