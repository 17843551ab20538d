"""Tables with an article in each row: CSV, TSV, JSON and JSON lines."""

import csv
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO, StringIO

from tellings.articles.date_lines import parse_date
from tellings.articles.decoding import decode
from tellings.articles.notes import Note, note
from tellings.articles.readers.found import Found, Read, ReadingError

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
_DELIMITERS = ",;\t|"
_Row = Mapping[str, object] | ReadingError  # what a row holds, or why it cannot be read
_LONGEST_FIELD = 2**31 - 1
_NO_TEXT = (
    "Add a column called text with the articles' words; a list of titles and addresses, such as"
    " Media Cloud exports, holds none."
)


def read_csv(data: bytes) -> Read:
    """A table as text, its columns between commas, semicolons or tabs.

    >>> read = read_csv(b"title;text;source\\nTalks begin;Two ministers met.;The Daily\\n")
    >>> read.found[0].facts, read.found[0].place
    ({'headline': 'Talks begin', 'outlet': 'The Daily'}, 'row 1')
    """
    text, decoded = decode(data)
    head = next(iter(text.lstrip("\ufeff").splitlines()), "")
    delimiter = max(_DELIMITERS, key=lambda sign: len(_matched(_cells(head, sign))))
    names = _cells(head, delimiter)
    _known(names)  # before the rows, in which a stray quotation mark may be
    rows: list[tuple[int, _Row]] = []
    for line, cells in _rows(text, delimiter):
        if len(cells) == len(names):
            rows.append((line, dict(zip(names, cells, strict=True))))
        elif cells:
            why = f"{len(cells)} cells, where the first line names {len(names)} columns"
            rows.append((line, ReadingError(why, "Mend this row.", line)))
    return _articles(rows, names, [decoded])


def read_excel(data: bytes) -> Read:
    """The first sheet of an Excel workbook; of a formula the value that Excel saved with it."""
    from openpyxl import load_workbook  # it takes a third of a second to import

    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError, TypeError) as problem:
        raise ReadingError(
            "not a whole Excel workbook", "Save it anew as .xlsx or CSV."
        ) from problem
    names = [_text(name) for name in rows[0]] if rows else []
    lines = [
        (number, dict(zip(names, row, strict=False))) for number, row in enumerate(rows[1:], 2)
    ]
    return _articles([row for row in lines if any(row[1].values())], names, [])


def read_json(data: bytes) -> Read:
    """JSON: an object, a list of objects, or an object on each line; each is an article."""
    text, decoded = decode(data)
    try:
        whole = json.loads(text)
        rows = [(1, one) for one in (whole if isinstance(whole, list) else [whole])]
    except RecursionError as problem:
        raise ReadingError(
            "nested too deep", "Write one object a line, without nesting."
        ) from problem
    except json.JSONDecodeError as problem:
        rows = list(_json_lines(text, problem))
    names = {name: None for _, row in rows if isinstance(row, dict) for name in row}
    return _articles([(n, _object(n, row)) for n, row in rows], list(names), [decoded])


def _json_lines(text: str, whole: json.JSONDecodeError) -> Iterator[tuple[int, object]]:
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) < 2 or not lines[0][1].lstrip().startswith("{"):
        raise ReadingError(f"not JSON ({whole.msg})", "Save it anew as JSON.", whole.lineno)
    for number, line in lines:
        try:
            yield number, json.loads(line)
        except (json.JSONDecodeError, RecursionError):
            yield number, None


def _object(line: int, row: object) -> _Row:
    if isinstance(row, dict):
        return row
    return ReadingError("not an object of JSON", "Mend this line.", line)


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows below the first, each with the line in which it begins."""
    before = csv.field_size_limit(_LONGEST_FIELD)  # the module's own limit is 131,072 characters
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        next(reader, None)
        line = reader.line_num + 1
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
        raise ReadingError(
            f"no column holds the text; there are {', '.join(names)[:200]}", _NO_TEXT
        )
    return known


def _articles(rows: list[tuple[int, _Row]], names: list[str], notes: list[Note]) -> Read:
    known = _known(names)
    if not rows:
        raise ReadingError("a table without rows", "Add the articles, or take it away.")
    found, unread = [], []
    for number, (line, row) in enumerate(rows, 1):
        place = f"row {number}"
        if isinstance(row, ReadingError):
            unread.append((place, row.note))
        elif not (text := _text(row.get(known["text"]))).strip():
            why = f"its column {known['text']} is empty"
            unread.append((place, note(why, "Add the text, or leave it.", line)))
        else:
            found.append(Found(text, _facts(row, known), place, line))
    read_as = ", ".join(f"{fact} from {name}" for fact, name in known.items())
    unused = ", ".join(name for name in names if name and name not in known.values())
    left = f"; not used: {unused[:200]}" if unused else ""
    about = note(f"columns: {read_as}{left}", "Check that these are right.", 1)
    return Read(found, [*notes, about], tuple(unread))


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
        paragraphs = (
            " ".join(map(_text, one)) if isinstance(one, list) else _text(one) for one in value
        )
        return "\n\n".join(paragraphs)
    return "" if value is None else str(value)
