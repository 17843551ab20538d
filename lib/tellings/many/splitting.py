"""A table of very many articles, parted into stories."""

import csv
import json
import re
from collections.abc import Iterator
from hashlib import blake2b
from io import StringIO
from pathlib import Path

from tellings.articles.readers.tables import delimiter_of
from tellings.project import find

_Rows = Iterator[tuple[str, bytes]]  # to which story a row belongs, and the row
_NO_SIGN = re.compile(r"[^\w-]+")
_LONGEST_FIELD = 2**31 - 1


def split_articles(
    path: str | Path, folder: str | Path, size: int = 200, by: str = ""
) -> list[Path]:
    """Parts a table with an article in each row into files that are a story each, for `run_many`.

    The table is read row by row, so it may be longer than the memory. Rows are copied as they are;
    what is wrong with one is said when its story is read. A second copy of an article is left out
    of a story as everywhere; copies in two stories stay, and give their counts twice.

    Args:
        path: a table in UTF-8: CSV, or JSON with an object on each line (.jsonl, .json).
        folder: where the files go; those of the same name are written anew.
        size: how many articles a story has, in the order of the table.
        by: a column by which the articles are parted instead, such as "event".

    Returns:
        The files, in the order in which their first articles stand in the table. Their names begin
        with that of the table, so that no two articles of different stories share an id.

    Raises:
        FileNotFoundError: there is no such table.
        ValueError: it is no such table, or a row says nothing in the column.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     [file.name for file in split_articles("practice/archive.csv", folder)]
    ['archive_00001.csv']
    """
    source, out = find(path), Path(folder)
    if size < 1:
        raise ValueError(f"size: a story has 1 article or more, not {size}")
    known = {".csv": _of_csv, ".tsv": _of_csv, ".jsonl": _of_json, ".json": _of_json}
    if source.suffix.lower() not in known:
        raise ValueError(f"{path}: only CSV and JSON lines can be parted; save it as one of them")
    out.mkdir(parents=True, exist_ok=True)
    written: dict[Path, None] = {}
    try:
        head, rows = known[source.suffix.lower()](source, by)
        for number, (key, row) in enumerate(rows):
            name = _as_name(key) if by else f"{number // size + 1:05}"
            file = out / f"{source.stem}_{name}{source.suffix}"
            with file.open("ab" if file in written else "wb") as part:
                part.write(row if file in written else head + row)
            written[file] = None
    except UnicodeDecodeError as problem:
        raise ValueError(f"{path}: not UTF-8 text; save it as UTF-8") from problem
    return list(written)


def _as_name(value: str) -> str:
    """A value as part of a file's name; a check sum keeps "A/B" and "a b" apart on every system."""
    told = _NO_SIGN.sub("_", value)[:40]
    return f"{told}_{blake2b(value.encode(errors='surrogatepass'), digest_size=4).hexdigest()}"


def _of_json(source: Path, by: str) -> tuple[bytes, _Rows]:
    return b"", _json_rows(source, by)


def _json_rows(source: Path, by: str) -> _Rows:
    checked = False
    with source.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            row = line.removeprefix(b"\xef\xbb\xbf").strip()
            if not row:
                continue
            key = "" if checked and not by else _key_of(row, by, f"{source}, line {number}")
            checked = True
            yield key, row + b"\n"


def _key_of(row: bytes, by: str, place: str) -> str:
    try:
        told = json.loads(row)
    except json.JSONDecodeError:
        told = None
    if not isinstance(told, dict):
        raise ValueError(f"{place}: not an object of JSON; write one on each line")
    return _told(told.get(by), by, place) if by else ""


def _of_csv(source: Path, by: str) -> tuple[bytes, _Rows]:
    with source.open(encoding="utf-8-sig", newline="") as lines:
        delimiter = delimiter_of(next((line for line in lines if line.strip()), ""))
    rows = _csv_rows(source, delimiter)
    names = next(rows, [])
    if by and by not in names:
        raise ValueError(f"{source}: no column is called {by}; there are {', '.join(names)}")
    at = names.index(by) if by else 0
    keyed = (
        (_told(next(iter(row[at:]), None), by, f"{source}, row {number}") if by else "", row)
        for number, row in enumerate(rows, 1)
    )
    return _line(names, delimiter), ((key, _line(row, delimiter)) for key, row in keyed)


def _csv_rows(source: Path, delimiter: str) -> Iterator[list[str]]:
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        with source.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            yield from filter(None, reader)
    except csv.Error as problem:
        why = f"a quotation mark is missing or one too many ({problem}); mend it"
        raise ValueError(f"{source}, above line {reader.line_num + 1}: {why}") from problem
    finally:
        csv.field_size_limit(before)


def _line(cells: list[str], delimiter: str) -> bytes:
    line = StringIO(newline="")
    csv.writer(line, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerow(cells)
    return line.getvalue().encode()


def _told(value: object, by: str, place: str) -> str:
    told = "" if value is None else str(value).strip()
    if not told:
        raise ValueError(f"{place}: it says nothing in the column {by}, so its story is not known")
    return told
