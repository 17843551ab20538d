"""Runs every lesson over somebody's own articles; the results lie in stories/NAME/.

    python -m story_runner PATH        a folder of articles, or a file that holds some
    python -m story_runner --new PATH  makes a folder ready for articles

What is specific to the two articles of the lessons, prose and code, is left out: the cells tagged
`this-story`. The earlier results stay until new ones are whole.
"""

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import nbformat
import pandas as pd

import tellings as tl
from notebook_runner import AT_A_TIME, NotebookError, clear, execute
from story_folder import common_words, make_ready, topics_of
from tellings.articles.story import Story, StoryError
from tellings.drawing.words import counted
from tellings.escaping import in_attribute, in_cell, in_html
from tellings.project import PROJECT

LESSONS = PROJECT / "notebooks"
RESULTS = PROJECT / "stories"
PACKAGES = ("numpy", "pandas", "scipy", "nltk", "matplotlib")
MOST_WORDS = 5  # to follow through the texts, where story.toml names none
NEED_TWO = {"04_source_comparison": "compares newsrooms, and this story has one only"}
STYLE = (
    "body{font:1.05rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;"
    "color-scheme:light dark}img{max-width:100%;background:#fff}figure{margin:2rem 0}"
    "td,th{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0}"
)


def main(arguments: list[str]) -> int:
    """Runs the lessons over the articles at a path; 0 where every lesson ran."""
    if arguments[0] == "--new":
        return make_ready(Path(arguments[1]))
    try:
        story = tl.read_story(arguments[0])
    except (StoryError, FileNotFoundError) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(_said_of(story), flush=True)
    place = RESULTS / _name(Path(arguments[0]))
    RESULTS.mkdir(exist_ok=True)
    clear(RESULTS)
    # As deep as its final place, so that paths from its notebooks to the articles stay right.
    new, old = (RESULTS / f".staging-{os.getpid()}-{age}" for age in ("new", "old"))
    try:
        failures = _make(story, Path(arguments[0]).resolve(), new)
        if place.exists():
            os.replace(place, old)
        os.replace(new, place)
    finally:
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)
    failed = {lesson for lesson, why in failures.items() if why != NEED_TWO.get(lesson)}
    for lesson, why in failures.items():
        print(f"{lesson}: {why}", file=sys.stderr)
    print(f"The results are in {place}: open index.html there.", flush=True)
    return int(bool(failed))


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


def _make(story: Story, path: Path, place: Path) -> dict[str, str]:
    """Everything about a story in a new folder; returns which lessons failed, and why."""
    (place / "notebooks").mkdir(parents=True)
    (place / "tables").mkdir()
    parameters = _parameters(story, path, place)
    lessons = sorted(LESSONS.glob("*.ipynb"))
    failures = {}
    if len(set(story.outlets.values())) < 2:
        failures = dict(NEED_TWO)
    for lesson in lessons:
        if lesson.stem not in failures:
            _prepare(lesson, place / "notebooks" / lesson.name, parameters)
    made = sorted((place / "notebooks").glob("*.ipynb"))
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for lesson, why in zip(made, pool.map(_run, made), strict=True):
            print(f"  {lesson.stem}{': ' + why if why else ''}", flush=True)
            if why:
                failures[lesson.stem] = why
                lesson.unlink()
    failures |= _write_tables(story, str(parameters["CODEBOOK"]), place / "tables")
    methods = _methods(story)
    (place / "methods.txt").write_text(methods + "\n", encoding="utf-8")
    _write_audit(story, parameters, place)
    (place / "index.html").write_text(_page(story, place, methods, failures), encoding="utf-8")
    return failures


def _run(lesson: Path) -> str:
    try:
        execute(lesson, lesson.parent.parent / "figures")
    except (NotebookError, OSError) as problem:
        return str(problem)
    return ""


def _parameters(story: Story, path: Path, place: Path) -> dict[str, object]:
    """What the cells tagged `parameters` are to say of this story."""
    own = (path if path.is_dir() else path.parent) / "topics.toml"
    topics = own.read_text(encoding="utf-8") if own.exists() else topics_of(story)
    (place / "topics.toml").write_text(topics, encoding="utf-8")
    return {
        "STORY": _seen_from(place / "notebooks", path),
        "CODEBOOK": story.settings.get("codebook", "generic"),
        "WORDS": story.settings.get("words") or common_words(story)[:MOST_WORDS],
        "TOPICS": "../topics.toml",
    }


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


def _tables(codebook: str, topics: Path) -> dict[str, Callable[[Story], pd.DataFrame]]:
    return {
        "articles": lambda story: story.table(),
        "files": lambda story: story.report,
        "removed": lambda story: story.removed(),
        "frames": lambda story: tl.code_frames(story, codebook),
        "frame_scores": lambda story: tl.frame_scores(story, codebook),
        "frame_differences": lambda story: tl.frame_differences(story, codebook),
        "counts": tl.counts,
        "keyness": lambda story: tl.keyness(story, by="outlet"),
        "key_phrases": tl.key_phrases,
        "attributions": tl.attributions,
        "sources": tl.sources,
        "absent": tl.absent,
        "mentions": tl.mentions,
        "pairs": tl.align,
        "facts": tl.compare_facts,
        "coverage": lambda story: tl.coverage(story, topics),
        "shared_wording": tl.shared_wording,
    }


def _write_tables(story: Story, codebook: str, place: Path) -> dict[str, str]:
    """Each table as CSV, which every spreadsheet program opens; what failed, and why."""
    failures = {}
    for name, make in _tables(codebook, place.parent / "topics.toml").items():
        try:
            made = make(story)
        except ValueError as problem:
            failures[f"table {name}"] = str(problem)
            continue
        made = made.map(in_cell)  # a text that looks like a formula is none to a spreadsheet
        made.to_csv(place / f"{name}.csv", index=False, encoding="utf-8-sig", lineterminator="\n")
    return failures


def _write_audit(story: Story, parameters: dict[str, object], place: Path) -> None:
    """What was read and with what it was made, so that another person can make it again."""
    texts = {a.id: hashlib.sha256(a.text.encode()).hexdigest() for a in story}
    versions = {"tellings": tl.__version__, "python": sys.version.split()[0]}
    versions |= {name: version(name) for name in PACKAGES}
    topics = hashlib.sha256((place / "topics.toml").read_bytes()).hexdigest()
    audit = {
        "parameters": parameters,
        "versions": versions,
        "sha256 of topics.toml": topics,
        "sha256 of each article's text": texts,
    }
    written = json.dumps(audit, indent=1, ensure_ascii=False)
    (place / "audit.json").write_text(written + "\n", encoding="utf-8")


def _methods(story: Story) -> str:
    """A paragraph on the method for a paper."""
    outlets = sorted(set(story.outlets.values()))
    codebook = tl.read_codebook(story.settings.get("codebook", "generic"))
    files = story.report
    left = int((files["status"] == "skipped").sum())
    several = len(outlets) > 1
    tested = (
        " Differences in words were tested by shuffling articles, or sentences where each newsroom"
        " has a single article, and corrected for the number of words (Westfall and Young 1993)."
    )
    return (
        f"We {'compared' if several else 'read'} {counted(len(story), 'article')} by"
        f" {counted(len(outlets), 'newsroom')} ({', '.join(outlets)}) with Tellings"
        f" {tl.__version__}."
        f" {left} of the files or rows could not be read; the table of files says why."
        " What belongs to a page and not to its article was taken out by rule and is listed."
        f" Frames were coded by the codebook {codebook.name} ({' '.join(codebook.source.split())})."
        " Attributions were found by a program that was trained on 840 articles"
        " of PolNeAR (Newell et al. 2018) and were not corrected by hand." + tested * several
    )


def _page(story: Story, place: Path, methods: str, failures: dict[str, str]) -> str:
    """One page that links all results."""
    lessons = "".join(
        f'<li><a href="notebooks/{one.name}">{in_html(_title(one))}</a></li>'
        for one in sorted((place / "notebooks").glob("*.ipynb"))
    )
    failed = "".join(f"<li>{name}: {in_html(why)}</li>" for name, why in failures.items())
    tables = ", ".join(
        f'<a href="tables/{one.name}">{one.stem}</a>'
        for one in sorted((place / "tables").glob("*.csv"))
    )
    figures = "".join(_figure(one) for one in sorted((place / "figures").glob("*.png")))
    rows = "".join(
        f"<tr><td>{in_html(row.path)}</td><td>{row.status}</td><td>{in_html(row.why)}</td></tr>"
        for row in story.report.itertuples()
    )
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{in_html(story.title)}</title><style>{STYLE}</style></head><body>\n<h1>{in_html(story.title)}</h1>\n"
        f"<p>{in_html(methods)}</p>\n<h2>The lessons</h2><ul>{lessons}{failed}</ul>\n"
        f"<h2>The files</h2><table>{rows}</table>\n<h2>The tables</h2><p>{tables}</p>\n"
        f"<h2>The figures</h2>\n{figures}</body></html>\n"
    )


def _title(lesson: Path) -> str:
    cells = nbformat.v4.reads(lesson.read_text(encoding="utf-8")).cells
    return cells[0].source.partition("\n")[0].lstrip("# ")


def _figure(picture: Path) -> str:
    words = picture.with_suffix(".txt").read_text(encoding="utf-8")
    caption, _, told = words.removeprefix("Caption: ").partition("\nAlternative text: ")
    return (
        f'<figure><img src="figures/{picture.name}" alt="{in_attribute(told.strip())}">'
        f"<figcaption>{in_html(caption)}</figcaption></figure>\n"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
