"""Runs every lesson over somebody's own articles; the results lie in stories/NAME/.

    python -m story_runner PATH        a folder of articles, or a file that holds some
    python -m story_runner --new PATH  makes a folder ready for articles

    python -m story_runner --withhold-text PATH
                                       leaves out what shows the articles: the lessons as they ran,
                                       and in tables more than a few words in a row

What is specific to the two articles of the lessons, prose and code, is left out: the cells tagged
`this-story`. The earlier results stay until new ones are whole.
"""

import errno
import os
import re
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pandas as pd

import tellings as tl
from notebook_runner import AT_A_TIME, NotebookError, clear, execute
from story_folder import common_words, make_ready, topics_of
from story_results import write_results
from tellings.articles.sheets import SheetError
from tellings.articles.story import Story, StoryError
from tellings.drawing.words import counted
from tellings.framing.codebook import SHIPPED, CodebookError, codebook_path
from tellings.project import PROJECT, find, not_written

LESSONS = PROJECT / "notebooks"
RESULTS = PROJECT / "stories"
MOST_WORDS = 5  # to follow through the texts, where story.toml names none
NEED_TWO = {"04_source_comparison": "compares newsrooms, and this story has one only"}


def main(arguments: list[str]) -> int:
    """Runs the lessons over the articles at a path; 0 where every lesson ran."""
    try:
        if arguments[0] == "--new":
            return make_ready(Path(arguments[1]))
        *options, path = arguments
        story = tl.read_story(path)
        tl.read_codebook(_codebook(story))
        print(_said_of(story), flush=True)
        return _run_lessons(story, Path(path), whole="--withhold-text" not in options)
    except (StoryError, CodebookError, SheetError, FileNotFoundError) as problem:
        print(problem, file=sys.stderr)
    except OSError as problem:
        place = problem.filename or RESULTS
        print(not_written(place, problem) if problem.errno else problem, file=sys.stderr)
    return 1


def _run_lessons(story: Story, path: Path, whole: bool) -> int:
    place = RESULTS / _name(path)
    RESULTS.mkdir(exist_ok=True)
    clear(RESULTS)
    # As deep as its final place, so that paths from its notebooks to the articles stay right.
    new, old = (RESULTS / f".staging-{os.getpid()}-{age}" for age in ("new", "old"))
    try:
        failures = _make(story, path.resolve(), new, whole)
        _put(new, place, old)
    finally:
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)
    failed = {lesson for lesson, why in failures.items() if why != NEED_TWO.get(lesson)}
    for lesson, why in failures.items():
        print(f"{lesson}: {why}", file=sys.stderr)
    print(f"The results are in {place}: open index.html there.", flush=True)
    return int(bool(failed))


def _put(new: Path, place: Path, old: Path) -> None:
    """Puts the new results in the place of the old ones, which come back where that fails."""
    if place.exists():
        os.replace(place, old)
    try:
        os.replace(new, place)
    except BaseException:
        if old.exists():
            os.replace(old, place)
        raise


def _said_of(story: Story) -> str:
    """What was read, and each file or row that was not or that somebody should look at."""
    outlets = set(story.outlets.values())
    named = ", ".join(sorted(outlets))[:200]
    lines = [f"{counted(len(story), 'article')} of {counted(len(outlets), 'newsroom')}: {named}"]
    for row in story.report.itertuples():
        if row.why:
            line = "" if pd.isna(row.line) else f", line {row.line:.0f}"
            lines.append(f"  {row.path}{line}, {row.status}: {row.why}. {row.todo}")
    return "\n".join(lines)


def _name(path: Path) -> str:
    """The name of the folder of results: that of the articles' folder or file."""
    return re.sub(r"[^\w.-]+", "_", path.resolve().stem) or "story"


def _make(story: Story, path: Path, place: Path, whole: bool) -> dict[str, str]:
    """Everything about a story in a new folder; returns which lessons failed, and why."""
    (place / "notebooks").mkdir(parents=True)
    parameters = _parameters(story, path, place)
    failures = dict(NEED_TWO) if len(set(story.outlets.values())) < 2 else {}
    for lesson in sorted(LESSONS.glob("*.ipynb")):
        if lesson.stem not in failures:
            _prepare(lesson, place / "notebooks" / lesson.name, parameters)
    failures |= _run_all(place / "notebooks")
    if not whole:
        shutil.rmtree(place / "notebooks")  # they show the articles
    run = {
        "command": f"python run.py --story {path.name}{'' if whole else ' --withhold-text'}",
        "parameters": parameters,
        "texts withheld": not whole,
    }
    write_results(story, place, failures, run)
    return failures


def _run_all(folder: Path) -> dict[str, str]:
    """Executes the lessons in a folder; those that fail are taken out and returned."""
    failures = {}
    lessons = sorted(folder.glob("*.ipynb"))
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for lesson, why in zip(lessons, pool.map(_run, lessons), strict=True):
            print(f"  {lesson.stem}{': ' + why if why else ''}", flush=True)
            if why:
                failures[lesson.stem] = why
                lesson.unlink()
    return failures


def _run(lesson: Path) -> str:
    """Runs a lesson; returns why it failed. A full disk stops them all: none would be whole."""
    try:
        execute(lesson, lesson.parent.parent / "figures")
    except NotebookError as problem:
        if (full := os.strerror(errno.ENOSPC)) in str(problem):
            raise OSError(errno.ENOSPC, full) from problem
        return str(problem)
    return ""


def _parameters(story: Story, path: Path, place: Path) -> dict[str, object]:
    """What the cells tagged `parameters` are to say of this story."""
    folder = path if path.is_dir() else path.parent
    own = find(story.settings.get("topics") or ".", folder)
    own = own if own.is_file() else folder / "topics.toml"
    topics = own.read_bytes() if own.exists() else topics_of(story).encode()
    (place / "topics.toml").write_bytes(topics)
    codebook = _codebook(story)
    shutil.copyfile(codebook, place / "codebook.toml")
    return {
        "STORY": _seen_from(place / "notebooks", path),
        "CODEBOOK": codebook.stem if codebook.parent == SHIPPED else "../codebook.toml",
        "WORDS": story.settings.get("words") or common_words(story)[:MOST_WORDS],
        "TOPICS": "../topics.toml",
        "GROUPS": story.settings.get("groups") or None,
    }


def _codebook(story: Story) -> Path:
    """The file of the story's codebook: beside the articles, or one of those shipped."""
    return codebook_path(story.settings.get("codebook", "generic"), story.folder or PROJECT)


def _seen_from(folder: Path, path: Path) -> str:
    """The way from a folder to a path; on Windows there is none to another disk."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return str(path)


def _prepare(lesson: Path, place: Path, parameters: dict[str, object]) -> None:
    """The lesson without what is about other articles, and with this story's parameters."""
    notebook = nbformat.v4.reads(lesson.read_text(encoding="utf-8"))
    notebook.cells = [c for c in notebook.cells if "this-story" not in c.metadata.get("tags", [])]
    notebook.metadata.pop("figures", None)  # those of other articles lie apart, these do not
    for cell in notebook.cells:
        if cell.cell_type == "markdown":  # the results lie one folder deeper than the lessons
            cell.source = cell.source.replace("](../", "](../../../")
        elif "parameters" in cell.metadata.get("tags", []):
            names = re.findall(r"^(\w+) = ", cell.source, re.MULTILINE)
            cell.source = "\n".join(f"{name} = {parameters[name]!r}" for name in names)
    place.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
