"""One story of many: read, counted, and kept in a file for each table."""

import hashlib
import inspect
import json
import os
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import is_dataclass
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import duckdb
import pandas as pd
from pandas.api.types import infer_dtype

from tellings.articles.reading import read_story
from tellings.articles.story import Story
from tellings.project import find, not_written

Analysis = Callable[[Story], pd.DataFrame]
UNFINISHED = ".part"  # how the name of a file ends that is being written
# Kinds that Parquet holds as they are; a column without any value fits to each kind.
_KINDS = {
    "integer": "Int64",
    "boolean": "boolean",
    "floating": "Float64",
    "mixed-integer-float": "Float64",
}


class Task(NamedTuple):
    """A story to be read: its path as the user gave it, and where that is."""

    path: str
    place: Path
    analyses: Sequence[Analysis]
    out: Path


class Made(NamedTuple):
    """What came of a story: rows of the lists of partitions and of errors."""

    partitions: list[dict[str, object]]
    errors: list[dict[str, object]]


def articles(story: Story) -> pd.DataFrame:
    """What is known of each article, as `story.table()` tells it."""
    return story.table()


def report(story: Story) -> pd.DataFrame:
    """Which files and rows were read, and which not, as `story.report` tells it."""
    return story.report


def make_partitions(task: Task) -> Made:
    """Makes those tables of a story that are not there yet, and says which there are.

    Raises:
        OSError: a table cannot be written, as on a full disk.
    """
    made, story = Made([], []), None
    read = _sum_of_files(task)
    for analysis in task.analyses:
        name = name_of(analysis)
        path = task.out / name / f"{_sum(read, described(analysis))}.parquet"
        if (held := held_in(path)) is None:
            try:
                story = story or read_story(task.place)
                table = _with_story(analysis(story), task)
            except Exception as problem:  # one text of thousands must not end the run
                made.errors.extend(_errors(task, analysis, story, problem))
                if story is None:
                    break
                continue
            write_table(table, path)
            held = held_in(path)
        file = path.relative_to(task.out).as_posix()
        made.partitions.append(_told(task) | {"table_name": name, "file": file} | (held or {}))
    return made


def bytes_of(task: Task) -> int:
    """About how long a story is, by its files; 0 where there is nothing to read."""
    files = task.place.iterdir() if task.place.is_dir() else [task.place]
    return sum(file.stat().st_size for file in files if file.is_file())


def error(task: Task, item: str, table: str, why: str) -> dict[str, object]:
    """A row of the list of errors."""
    return _told(task) | {"item": item, "table_name": table, "why": why}


def name_of(analysis: Analysis) -> str:
    """What a function's table is called."""
    return _function(analysis).__name__


def described(analysis: Analysis) -> str:
    '''A function and its arguments, so that two that could give other tables differ in a letter.

    Raises:
        ValueError: it cannot be found by its name, or an argument cannot be told by its value.

    >>> from tellings import counts
    >>> described(partial(counts, by="outlet")).endswith("""{"by": "'outlet'"}]""")
    True
    '''
    function = _function(analysis)
    name, module = getattr(function, "__qualname__", ""), getattr(function, "__module__", None)
    if not module or getattr(import_module(module), name, None) is not function:
        raise ValueError(
            f"{function!r} cannot be found by its name; take a function of the library or of a "
            "module of yours, and give it arguments by functools.partial(tl.counts, by='outlet')"
        )
    given, named = (analysis.args, analysis.keywords) if isinstance(analysis, partial) else ((), {})
    values = [list(map(_value, given)), {key: _value(named[key]) for key in sorted(named)}]
    source = Path(inspect.getfile(inspect.unwrap(function))).read_bytes()
    return f"{module} {name} {_sum(source)} {json.dumps(values)}"


def _function(analysis: Analysis) -> Any:
    return analysis.func if isinstance(analysis, partial) else analysis


def _value(value: object) -> str:
    """An argument by its value; one that names a file by what stands in it too."""
    if isinstance(value, str | Path):
        try:
            return f"{str(value)!r} {_sum(find(value).read_bytes())}"
        except OSError:  # no file: "outlet"
            return repr(str(value))
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_value(key)}: {_value(one)}' for key, one in value.items())}}}"
    if value is None or isinstance(value, bool | int | float) or is_dataclass(value):
        return repr(value)
    raise ValueError(f"an argument of the kind {type(value).__name__} cannot be told by its value")


def _sum(*parts: str | bytes) -> str:
    """One check sum of several parts, each with its length, so that none runs into the next."""
    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        whole.update(f"{len(data)} ".encode() + data)
    return whole.hexdigest()


@cache
def _library() -> str:
    """The check sum of the library itself: its number stays the same from one release to the next,
    and a table made before a rule was mended must not count as done.
    """
    folder = Path(__file__).parents[1]
    files = (path for path in folder.rglob("*") if path.suffix != ".pyc" and path.is_file())
    ordered = sorted(path.relative_to(folder).as_posix() for path in files)
    return _sum(*(part for name in ordered for part in (name, (folder / name).read_bytes())))


def _sum_of_files(task: Task) -> str:
    """The check sum of all that is read for a story, and of the library that reads it."""
    place = task.place
    folder = place if place.is_dir() else place.parent
    known = folder / "story.toml"
    files = [place, known, *_sheets(known)]
    if place.is_dir():
        files += sorted(folder.iterdir())
    parts: list[str | bytes] = [_library(), task.path]
    for file in dict.fromkeys(files):
        parts += [file.name, _content(file)]
    return _sum(*parts)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # a folder, or what may not be read: the report of the story says so
        return b""


def _sheets(known: Path) -> list[Path]:
    """The sheets that story.toml names; what is wrong with it is said when the story is read."""
    try:
        told = tomllib.loads(known.read_text(encoding="utf-8-sig")).get("corrections", {})
        return [find(sheet, known.parent) for sheet in told.values()]
    except (OSError, ValueError, AttributeError, TypeError):
        return []


def _told(task: Task) -> dict[str, object]:
    place = task.place
    return {"story_path": task.path, "story": place.name if place.is_dir() else place.stem}


def _with_story(table: pd.DataFrame, task: Task) -> pd.DataFrame:
    told = pd.DataFrame([_told(task)] * len(table), columns=list(_told(task)), index=table.index)
    return pd.concat([told, table], axis=1)


def _errors(
    task: Task, analysis: Analysis, story: Story | None, problem: Exception
) -> list[dict[str, object]]:
    """Why a table is missing, for each article that fails by itself in the same way."""
    why = _why(problem)
    if story is None:
        return [error(task, "", "", why)]
    items = [one.id for at, one in enumerate(story) if _fails(analysis, story[at : at + 1]) == why]
    return [error(task, item, name_of(analysis), why) for item in items or [""]]


def _fails(analysis: Analysis, story: Story) -> str:
    try:
        analysis(story)
    except Exception as problem:
        return _why(problem)
    return ""


def _why(problem: Exception) -> str:
    kind = type(problem).__name__
    return str(problem) if isinstance(problem, ValueError | OSError) else f"{kind}: {problem}"


def held_in(path: Path) -> dict[str, object] | None:
    """How many rows a file of Parquet holds, and the kind of each column as JSON; None where there
    is no file, or only a part of one.
    """
    if not path.is_file():
        return None
    try:
        with _database().cursor() as database:
            table = database.read_parquet(str(path))
            kinds = dict(zip(table.columns, map(str, table.types), strict=True))
            return {"rows": len(table), "columns": json.dumps(kinds, ensure_ascii=False)}
    except duckdb.Error:
        _database.cache_clear()  # an error that it did not foresee closes it for all that follows
        return None


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """The one of this process: to open one takes as long as to write ten tables."""
    return duckdb.connect(config={"threads": 1, "enable_external_file_cache": False})


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Writes a table as Parquet at one stroke: there is the whole file, or none.

    Lists are written as JSON, [[0, 12]], and days as text, 2011-01-10, so that a column is of one
    kind in all files; half a letter, which no file can hold, as its number: \\udc80.

    Raises:
        OSError: it cannot be written, as on a full disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{uuid4().hex}{UNFINISHED}")
    plain = pd.DataFrame({name: _of_one_kind(table[name]) for name in table.columns})
    try:
        with _database().cursor() as database:
            database.from_df(plain).write_parquet(str(aside))
        os.replace(aside, path)
    except duckdb.Error as problem:
        _database.cache_clear()
        raise OSError(not_written(path, OSError(str(problem)))) from problem
    finally:
        aside.unlink(missing_ok=True)


def _of_one_kind(column: pd.Series) -> pd.Series:
    kind = infer_dtype(column, skipna=True)
    if kind in _KINDS:
        return column.astype(_KINDS[kind])
    if column.isna().all():
        return pd.Series(pd.array([None] * len(column), dtype="boolean"), index=column.index)
    return column.map(_as_text, na_action="ignore")


def _as_text(value: object) -> str:
    if isinstance(value, list | tuple | dict):
        value = json.dumps(value, ensure_ascii=False, default=str)
    return str(value).encode(errors="backslashreplace").decode()
