"""Tables of many stories: equal to the plain functions, whoever makes them and however often a run was stopped."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

import tellings as tl
from tellings.many.partitions import Task, bytes_of, held_in, write_table

ROOT = Path(__file__).resolve().parents[2]
FRAMES = partial(tl.frame_scores, codebook="generic")
ANALYSES = [tl.attributions, tl.counts, tl.sources, FRAMES]
# A name with a space, letters of other languages, and signs that mean something to SQL.
FOLDER = "o'brien’s Süd 記事"
BACK = {
    "quiet.txt": "The road stays shut, and no one knows for how long it will be so.\n\nIt had rained for a week.",
    "loud.txt": "“We will stay,” said Ana Ruiz, “whatever comes.”\n\nThe mayor, Li Wei, said that the road was safe.",
    "loud.jsonl": "".join(
        json.dumps({"text": f"The council met on day {n}.\n\n“It is {n},” said Ann Lee.", "outlet": outlet, "event": "a"}) + "\n"
        for n, outlet in enumerate(["Daily", "Post", "Daily", "Globe"])
    ),
}  # fmt: skip


@pytest.fixture
def paths(tmp_path):
    folder = tmp_path / FOLDER
    folder.mkdir()
    for name, text in BACK.items():
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "practice", tmp_path / "practice")
    return [*(folder / name for name in BACK), tmp_path / "practice"]


def plain(value):
    """A value as the files hold it: lists as JSON, days as text."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if pd.isna(value):
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value


def rows(table):
    return [[plain(value) for value in row] for row in table.astype(object).values.tolist()]


def expected(function, paths):
    tables = [(path, function(tl.read_story(path))) for path in paths]
    return [
        [path.as_posix(), path.stem, *row] for path, table in tables for row in rows(table)
    ]  # fmt: skip


def files_of(out):
    return {
        path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.parquet")
    }  # fmt: skip


def test_tables_are_those_of_the_plain_functions_row_for_row(paths, tmp_path):
    out = tmp_path / f"tables of {FOLDER}"
    errors = tl.run_many(paths, ANALYSES, out)
    assert errors[["item", "table_name"]].values.tolist() == [
        ["README.md", ""],
        ["topics.toml", ""],
    ]
    for function in (*ANALYSES, tl.Story.table):
        name = {FRAMES: "frame_scores", tl.Story.table: "articles"}.get(
            function
        ) or function.__name__
        assert rows(tl.gathered(out, f"FROM {name}")) == expected(function, paths)


def test_the_number_of_workers_changes_no_byte_and_nothing_is_said(paths, tmp_path, capfd):
    for workers in (1, 2):
        tl.run_many(paths, ANALYSES, tmp_path / str(workers), workers=workers)
    assert files_of(tmp_path / "1") == files_of(tmp_path / "2")
    assert capfd.readouterr() == ("", "")


def test_lists_of_places_come_back(paths, tmp_path):
    tl.run_many(paths[1], [tl.attributions], tmp_path / "out")
    written = tl.gathered(tmp_path / "out", "FROM attributions")
    story = tl.read_story(paths[1])
    assert [list(map(tuple, json.loads(one))) for one in written["content"]] == tl.attributions(
        story
    )["content"].tolist()
    first = tl.gathered(
        tmp_path / "out", "SELECT json_extract(content, '$[0][0]')::INT AS a FROM attributions"
    )
    assert first["a"].tolist() == [one[0][0] for one in tl.attributions(story)["content"]]


def test_what_is_done_is_not_done_again_and_half_a_file_never_counts(paths, tmp_path):
    out = tmp_path / "out"
    tl.run_many(paths, ANALYSES, out)
    whole = files_of(out)
    cut, gone, *kept = sorted(out.glob("*/*.parquet"))
    cut.write_bytes(cut.read_bytes()[:-9])
    gone.unlink()
    times = {path: path.stat().st_mtime_ns for path in kept}
    (out / "counts" / "left by a process that was killed.part").write_bytes(b"PAR1")
    tl.run_many(paths, ANALYSES, out)
    assert files_of(out) == whole
    assert {path: path.stat().st_mtime_ns for path in kept} == times
    assert list(out.glob("*/*.part")) == []


def change_the_text(paths, tmp_path):
    paths[0].write_text(BACK["quiet.txt"] + " It stopped.", encoding="utf-8")


def say_more_of_it(paths, tmp_path):
    (paths[0].parent / "story.toml").write_text(
        '[articles.quiet]\noutlet = "Daily"\n', encoding="utf-8"
    )


def change_the_codebook(paths, tmp_path):
    book = tmp_path / "book.toml"
    book.write_text(book.read_text(encoding="utf-8").replace("road", "rain*"), encoding="utf-8")


@pytest.mark.parametrize("change", [change_the_text, say_more_of_it, change_the_codebook])
def test_what_was_made_of_something_else_is_made_again(paths, tmp_path, change):
    book = tmp_path / "book.toml"
    book.write_text(
        'source = "ours"\n[[frame]]\nname = "roads"\nterms = ["road"]\n', encoding="utf-8"
    )
    scores = partial(tl.frame_scores, codebook=book)
    tl.run_many(paths[:1], [scores], tmp_path / "out")
    change(paths, tmp_path)
    tl.run_many(paths[:1], [scores], tmp_path / "out")
    assert rows(tl.gathered(tmp_path / "out", "FROM frame_scores")) == expected(scores, paths[:1])


def test_tables_of_an_earlier_run_are_not_gathered(paths, tmp_path):
    tl.run_many(paths, [tl.counts], tmp_path / "out")
    tl.run_many(paths[:1], [tl.counts], tmp_path / "out")
    assert tl.gathered(tmp_path / "out", "SELECT DISTINCT story FROM counts")["story"].tolist() == [
        "quiet"
    ]


def test_errors_are_collected_and_stop_nothing(paths, tmp_path, own):
    paths += [tmp_path / "no such file.txt"]
    (tmp_path / "two").mkdir()
    shutil.copy(paths[1], tmp_path / "two")
    (tmp_path / "two" / "fine.txt").write_text(BACK["quiet.txt"], encoding="utf-8")
    (tmp_path / "two" / "empty.txt").write_text("", encoding="utf-8")
    paths += [tmp_path / "two"]
    errors = tl.run_many(paths, [own.fails], tmp_path / "out")
    told = [
        list(row)
        for row in errors[["story", "item", "table_name", "why"]].values
        if row[0] != "practice"
    ]
    assert told[0] == ["loud", "loud", "fails", "no room for Ruiz"]
    assert told[1][:3] == ["no such file", "", ""]
    assert "there is no such file" in told[1][3]
    assert told[2:] == [
        ["two", "empty.txt", "", "the file is empty"],
        ["two", "loud", "fails", "no room for Ruiz"],
    ]
    assert tl.gathered(tmp_path / "out", "SELECT n FROM fails")["n"].tolist() == [1, 4, 5]
    assert rows(tl.gathered(tmp_path / "out", "FROM errors")) == rows(errors)


def test_after_a_process_has_died_its_story_is_tried_once_more(paths, tmp_path, own):
    errors = tl.run_many(paths[:3], [own.dies_once], tmp_path / "out", workers=2)
    assert (tmp_path / "died").exists()
    assert errors.empty
    assert tl.gathered(tmp_path / "out", "SELECT n FROM dies_once")["n"].tolist() == [1, 1, 4]


def test_a_story_that_kills_each_process_is_reported_and_the_others_are_done(paths, tmp_path, own):
    errors = tl.run_many(paths[:3], [own.dies], tmp_path / "out", workers=2)
    assert errors["story_path"].tolist() == [paths[0].as_posix()]
    assert "died, twice" in errors["why"][0]
    assert tl.gathered(tmp_path / "out", "SELECT n FROM dies")["n"].tolist() == [1, 4]


def test_the_longest_story_is_begun_first(paths):
    shown = [path.name for path in sorted(paths, key=lambda path: -size_of(path))]
    tasks = [Task(path.name, path, (), path) for path in [*paths, paths[0] / "not there"]]
    longest_first = sorted(tasks, key=bytes_of, reverse=True)
    assert [task.path for task in longest_first] == [*shown, "not there"]


def size_of(path):
    return sum(len(one.read_bytes()) for one in (path.iterdir() if path.is_dir() else [path]))


# Begun in the background by a shell, a program inherits that Ctrl+C is passed over.
PROGRAM = """
import signal
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import tellings as tl
import many_own
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    stories = sorted(Path(sys.argv[1], "stories").iterdir())
    tl.run_many(stories, [many_own.waits], Path(sys.argv[1], "out"), workers=int(sys.argv[2]))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of one process to another are not Windows'")
@pytest.mark.parametrize("end, workers", [("SIGINT", 1), ("SIGINT", 2), ("SIGKILL", 2)])
def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path, own, end, workers):
    stories = tmp_path / "stories"
    stories.mkdir()
    for number in range(8):
        (stories / f"{number:02}.txt").write_text(f"It is {number}. " * 30, encoding="utf-8")
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, tmp_path / "program.py", tmp_path, str(workers)],
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while not list(tmp_path.glob("out/waits/*.parquet")):
        assert running.poll() is None
        time.sleep(0.05)
    os.killpg(
        running.pid, getattr(signal, end)
    )  # as Ctrl+C does: to the first process and to those it started
    said = running.communicate()[1]
    assert running.returncode != 0
    assert (
        said == b""
        if end == "SIGKILL"
        else said.count(b"Traceback") == said.count(b"KeyboardInterrupt\n") > 0
    )
    with pytest.raises(FileNotFoundError, match="call run_many again"):
        tl.gathered(tmp_path / "out", "FROM waits")
    done = {
        path: path.stat().st_mtime_ns
        for path in tmp_path.glob("out/waits/*.parquet")
        if held_in(path)
    }
    assert 0 < len(done) < 8
    tl.run_many(sorted(stories.iterdir()), [own.waits], tmp_path / "out")
    assert {path: path.stat().st_mtime_ns for path in done} == done
    assert tl.gathered(tmp_path / "out", "FROM waits")["story"].tolist() == [
        f"{n:02}" for n in range(8)
    ]


@pytest.mark.parametrize("paths, analyses, out, why", [
    ([], [tl.counts], "out", "no path is given"),
    (["seeds", "seeds"], [tl.counts], "out", "seeds: name each path once"),
    (["seeds"], [tl.counts, partial(tl.counts, by="outlet")], "out", "counts: name each table once"),
    (["seeds"], [partial(tl.counts, by=object())], "out", "of the kind object"),
    (["seeds"], [tl.counts], "out*", "choose a folder without"),
])  # fmt: skip
def test_what_cannot_be_asked_is_refused_before_anything_is_written(
    tmp_path, paths, analyses, out, why
):
    with pytest.raises(ValueError, match=why):
        tl.run_many(paths, analyses, tmp_path / out)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("workers", [0, -1])
def test_less_than_one_worker_is_refused(tmp_path, workers):
    with pytest.raises(ValueError, match="1 or more"):
        tl.run_many("seeds", [tl.counts], tmp_path / "out", workers=workers)


def test_what_makes_no_table_is_an_error_of_the_story(tmp_path):
    errors = tl.run_many("seeds", [tl.measured, tl.counts], tmp_path / "out")
    assert set(errors["table_name"]) == {"", "measured"}
    assert len(tl.gathered(tmp_path / "out", "FROM counts")) > 0


def test_a_function_without_a_name_to_find_it_by_is_refused(tmp_path):
    with pytest.raises(ValueError, match="cannot be found by its name"):
        tl.run_many("seeds", [lambda story: story.table()], tmp_path / "out")


def test_at_a_terminal_it_says_how_far_it_has_come(paths, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("tellings.articles.waiting._SECONDS", 0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    tl.run_many(paths, [tl.counts], tmp_path / "out")
    assert "Reading stories: 3 of 4" in capsys.readouterr().err


@pytest.mark.parametrize("values, others, kind, together", [
    (["a\x00b\udc80", None], [None], "VARCHAR", [None, "a\x00b\\udc80", None]),
    ([1, None], [None], "BIGINT", [None, 1, None]),
    ([None, True], [None], "BOOLEAN", [None, None, True]),
    ([0.5], [2], "DOUBLE", [2.0, 0.5]),
    ([[(0, 2), (5, 9)], []], [None], "VARCHAR", [None, "[[0, 2], [5, 9]]", "[]"]),
    ([1, "x"], [None], "VARCHAR", [None, "1", "x"]),
])  # fmt: skip
def test_a_column_is_of_one_kind_in_all_files(tmp_path, values, others, kind, together):
    listed = []
    for number, column in enumerate((others, values, [])):
        file = tmp_path / f"{number}.parquet"
        write_table(pd.DataFrame({'a "b"': pd.Series(column, dtype=object)}), file)
        listed.append({"table_name": "x", "file": file.name} | held_in(file))
    write_table(pd.DataFrame(listed), tmp_path / "partitions.parquet")
    write_table(pd.DataFrame({"why": ["none"]}), tmp_path / "errors.parquet")
    assert tl.gathered(tmp_path, 'SELECT DISTINCT typeof("a ""b""") AS kind FROM x')[
        "kind"
    ].tolist() == [kind]
    assert [plain(one) for one in tl.gathered(tmp_path, "FROM x")['a "b"']] == together
