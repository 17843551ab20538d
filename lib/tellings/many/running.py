"""The library's functions over any number of stories, to files that any program can read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from tellings.articles.waiting import with_progress
from tellings.many.partitions import (
    UNFINISHED,
    Analysis,
    Made,
    Task,
    articles,
    described,
    name_of,
    report,
    write_table,
)
from tellings.many.workers import made_by
from tellings.project import find

PARTITIONS, ERRORS = "partitions.parquet", "errors.parquet"
_ALWAYS = (articles, report)
_PATTERNS = "*?[]{}"  # in the name of a folder they would stand for other folders to DuckDB


def run_many(
    paths: str | Path | Iterable[str | Path],
    analyses: Sequence[Analysis],
    out: str | Path,
    workers: int = 1,
    client: Any = None,
) -> pd.DataFrame:
    """Makes tables of any number of stories, and keeps each as a file of Parquet.

    Each path is a story, as `read_story` reads it: a folder, a file of one article, or a table with
    an article in each row; `split_articles` makes stories of a table that is too long to be one.
    The file OUT/counts/CHECKSUM.parquet then holds exactly counts(read_story(path)), with the
    columns story_path and story (the name of the file or folder) before it. Lists are written as
    JSON and days as text. The table of articles and the report of each story are kept in the same
    way. A run that was stopped goes on where it was: a table counts as done if its whole file is
    there, made of the same files by the same function, arguments and library. Ctrl+C lets the
    stories in hand be finished. At a terminal it shows how far it has come.

    Args:
        paths: the stories, each once.
        analyses: functions from a story to a table, such as `tl.counts`; with arguments by
            functools.partial(tl.frame_scores, codebook="generic"). Each gives its table its name.
        out: a folder for the tables. One run at a time writes there.
        workers: how many processes of this machine. With more than one, a program calls run_many
            below the line ``if __name__ == "__main__":``. If one dies, the stories it may have had
            are tried once more, alone.
        client: a Client of dask.distributed, or the address of its scheduler, to let its workers
            do it instead; the extra [cluster] installs it. They have to see the same files under
            the same paths, for only paths travel.

    Returns:
        One row for what went wrong: story_path, story, item (an article, or a file or row that was
        not read; "" for the whole story), table_name ("" where it was not read), why. It is also
        OUT/errors.parquet, beside OUT/partitions.parquet: story_path, story, table_name, file,
        rows and columns (with the kind of each, as JSON) of each file that belongs to this run.

    Raises:
        ValueError: no path or no worker, a path or table twice, or a function that cannot be found
            by its name.
        OSError: a table cannot be written, as on a full disk.
        RuntimeError: no process could be started, or the cluster's scheduler has ended.

    >>> from tempfile import TemporaryDirectory
    >>> from tellings import counts, gathered
    >>> with TemporaryDirectory() as out:
    ...     errors = run_many("seeds", [counts], out)
    ...     gathered(out, "SELECT story, sum(count) AS words FROM counts GROUP BY story")
       story  words
    0  seeds  904.0
    """
    if workers < 1:
        raise ValueError(f"workers: it takes 1 or more, not {workers}")
    tasks = _tasks(paths, [*_ALWAYS, *analyses], Path(out).absolute())
    folder = tasks[0].out
    folder.mkdir(parents=True, exist_ok=True)
    # Whoever reads the tables of a run that was stopped should not take them for all.
    for old in (folder / PARTITIONS, folder / ERRORS, *folder.glob(f"*/*{UNFINISHED}")):
        old.unlink(missing_ok=True)
    results = made_by(tasks, workers, client)
    made = [next(results) for _ in with_progress(tasks, "stories")]
    return _listed(made, tasks, folder)


def _tasks(
    paths: str | Path | Iterable[str | Path], analyses: list[Analysis], out: Path
) -> list[Task]:
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    shown = [Path(path).as_posix() for path in given]
    names = [name_of(analysis) for analysis in analyses]
    for what, several in (("path", shown), ("table", names)):
        if twice := sorted(one for one, times in Counter(several).items() if times > 1):
            raise ValueError(f"{', '.join(twice)}: name each {what} once")
    if not given:
        raise ValueError("no path is given, so there is nothing to read")
    if set(str(out)) & set(_PATTERNS):
        raise ValueError(f"{out}: choose a folder without any of {_PATTERNS} in its name")
    for analysis in analyses:
        described(analysis)
    return [Task(path, _place(path), analyses, out) for path in shown]


def _place(path: str) -> Path:
    try:
        return find(path).absolute()
    except FileNotFoundError:  # reading it says so, among the errors
        return Path(path).absolute()


def _listed(made: list[Made], tasks: list[Task], folder: Path) -> pd.DataFrame:
    """Writes which files belong to the run and what went wrong, in the order of the paths."""
    order = {task.path: number for number, task in enumerate(tasks)}
    parts = [row for one in made for row in one.partitions]
    parts.sort(key=lambda row: order[str(row["story_path"])])
    partitions = pd.DataFrame(
        parts, columns="story_path story table_name file rows columns".split()
    )
    failed = pd.DataFrame(
        [row for one in made for row in one.errors],
        columns="story_path story item table_name why".split(),
        dtype=object,
    )
    errors = pd.concat([_unread(partitions, folder), failed])
    errors = errors.sort_values(
        "story_path", key=lambda column: column.map(order), kind="stable", ignore_index=True
    )
    write_table(errors, folder / ERRORS)
    write_table(partitions, folder / PARTITIONS)  # last: with it the run is complete
    return errors


def _unread(partitions: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """The files and rows that the reports of the stories tell were not read."""
    files = partitions.loc[partitions["table_name"] == report.__name__, "file"]
    if files.empty:
        return pd.DataFrame(columns="story_path story item table_name why".split(), dtype=object)
    with duckdb.connect() as database:
        reports = database.read_parquet([str(folder / one) for one in files])
        return reports.query(
            "reports",
            "SELECT story_path, story, path AS item, '' AS table_name, why FROM reports"
            " WHERE status = 'skipped'",
        ).df()
