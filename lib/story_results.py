"""What a run over somebody's own articles leaves: tables, audit, method, and a page of links."""

import errno
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import duckdb
import nbformat
import pandas as pd

import tellings as tl
from tellings.articles.story import Story
from tellings.drawing.words import counted
from tellings.escaping import in_attribute, in_cell, in_html, letters_only

PACKAGES = ("numpy", "pandas", "scipy", "nltk", "matplotlib")
_WORD = re.compile(r"\w+")
EVIDENCE = 8  # words of an article in a row, the most that a table shows where texts are withheld
READER = "reading.html"
READ = (
    f'<p><a href="{READER}">Read the articles</a> side by side, with all that was found in them,'
    " and mark and correct it there. It is one file, which any browser opens without a network.</p>"
)
WITHHELD = "The lessons show the articles, and were left out."
STYLE = (
    "body{font:1.05rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;"
    "color-scheme:light dark}img{max-width:100%;background:#fff}figure{margin:2rem 0}"
    "td,th{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0}"
)


def write_results(
    story: Story, place: Path, failures: dict[str, str], run: Mapping[str, object]
) -> None:
    """Everything about a story but its lessons and figures.

    Args:
        place: a folder with topics.toml, codebook.toml and figures.
        failures: which lessons failed, and why; tables that fail are added.
        run: how the lessons were run, for the audit; where "texts withheld" is true, the tables
            show no more than short evidence.
    """
    (place / "tables").mkdir()
    failures |= _write_tables(story, place, _Shortened(story) if run["texts withheld"] else None)
    if not run["texts withheld"]:
        failures |= _write_reader(story, place)
    methods = _methods(story, place / "codebook.toml")
    (place / "methods.txt").write_text(methods + "\n", encoding="utf-8")
    _write_audit(story, place, run)
    (place / "index.html").write_text(_page(story, place, methods, failures), encoding="utf-8")


def _tables(codebook: Path, topics: Path) -> dict[str, Callable[[Story], pd.DataFrame]]:
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
        "events": tl.group_events,
        "habits": lambda story: tl.outlet_habits(
            story, codebook, story.settings.get("groups") or None
        ),
    }


def _write_tables(
    story: Story, place: Path, shown: Callable[[object], object] | None
) -> dict[str, str]:
    """Each table as CSV, which every spreadsheet program opens, and as Parquet, which keeps what
    kind of thing each column holds; what failed, and why.
    """
    failures = {}
    for name, make in _tables(place / "codebook.toml", place / "topics.toml").items():
        try:
            made = make(story)
        except ValueError as problem:
            failures[f"table {name}"] = str(problem)
            continue
        made = made.map(shown) if shown else made
        plain = made.map(in_cell)  # a text that looks like a formula is none to a spreadsheet
        path = place / "tables" / f"{name}.csv"
        plain.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")
        _write_parquet(made, path.with_suffix(".parquet"))
    return failures


def _write_reader(story: Story, place: Path) -> dict[str, str]:
    """The reading view; what failed, and why."""
    try:
        tl.write_reader(story, place / READER, place / "codebook.toml", place / "topics.toml")
    except ValueError as problem:
        return {"reading view": str(problem)}
    return {}


class _Shortened:
    """Values of tables without more than a few words in a row of an article's body."""

    def __init__(self, story: Story) -> None:
        self.runs = {
            run
            for article in story
            for start, end in article.paragraphs
            for run in _runs(article.text[start:end])
        }

    def __call__(self, value: object) -> object:
        return _in_texts(self._short, value)

    def _short(self, text: str) -> str:
        """The text, cut before the first words that go on for too long as an article does."""
        for at, run in enumerate(_runs(text)):
            if run in self.runs:
                words = list(_WORD.finditer(text))
                return text[: words[at + EVIDENCE - 1].end()] + " …"
        return text


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """All stretches of the text that are a word longer than short evidence."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return zip(*(words[at:] for at in range(EVIDENCE + 1)), strict=False)


def _in_texts(change: Callable[[str], str], value: object) -> object:
    """A text, or each text in lists, changed; other values as they are."""
    if isinstance(value, str):
        return change(value)
    return [_in_texts(change, one) for one in value] if isinstance(value, list) else value


def _write_parquet(table: pd.DataFrame, path: Path) -> None:
    try:
        duckdb.from_df(table.apply(_of_one_kind)).write_parquet(str(path))
    except duckdb.IOException as problem:  # as on a full disk
        raise OSError(errno.EIO, str(problem), str(path)) from problem


def _of_one_kind(column: pd.Series) -> pd.Series:
    """A column as Parquet can hold it: one with numbers and texts becomes one of texts."""
    kinds = {type(value) for value in column.dropna()}
    if len(kinds) > 1 and str in kinds:
        column = column.map(str, na_action="ignore")
    if not kinds & {str, list}:
        return column
    return column.map(lambda value: _in_texts(letters_only, value), na_action="ignore")


def _write_audit(story: Story, place: Path, run: Mapping[str, object]) -> None:
    """What was read and with what it was made, so that another person can make it again."""
    versions = {"tellings": tl.__version__, "python": sys.version.split()[0]}
    audit = {
        **run,
        "versions": versions | {name: version(name) for name in PACKAGES},
        "sha256 of codebook.toml": _sum((place / "codebook.toml").read_bytes()),
        "sha256 of topics.toml": _sum((place / "topics.toml").read_bytes()),
        "sha256 of corrections": {
            name: _sum(table.to_csv().encode()) for name, table in story.corrections.items()
        },
        "sha256 of each article's text": {
            one.id: _sum(one.text.encode(errors="surrogatepass")) for one in story
        },
    }
    written = json.dumps(audit, indent=1, ensure_ascii=False)
    (place / "audit.json").write_text(written + "\n", encoding="utf-8")


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _methods(story: Story, codebook_file: Path) -> str:
    """A paragraph on the method for a paper."""
    outlets = sorted(set(story.outlets.values()))
    codebook = tl.read_codebook(codebook_file)
    files = story.report
    corrected = "then" if "attributions" in story.corrections else "not"
    left = int((files["status"] == "skipped").sum())
    were = "was" if left == 1 else "were"
    unread = f"{left} of the files or rows {were} not read; the table of files says why."
    unread = unread if left else "Every file and row was read."
    several = len(outlets) > 1
    tested = (
        " Differences in words were tested by shuffling articles, or sentences where each newsroom"
        " has a single article, and corrected for the number of words (Westfall and Young 1993)."
    )
    return (
        f"We {'compared' if several else 'read'} {counted(len(story), 'article')} by"
        f" {counted(len(outlets), 'newsroom')} ({', '.join(outlets)}) with Tellings"
        f" {tl.__version__}."
        f" {unread}"
        " What belongs to a page and not to its article was taken out by rule and is listed."
        f" Frames were coded by the codebook {codebook.name}, whose source is:"
        f" {' '.join(codebook.source.split())}"
        " Attributions were found by a program that was trained on 840 articles of PolNeAR"
        f" (Newell et al. 2018) and were {corrected} corrected by hand." + tested * several
    )


def _page(story: Story, place: Path, methods: str, failures: dict[str, str]) -> str:
    """One page that links all results."""
    lessons = "".join(
        f'<li><a href="notebooks/{one.name}">{in_html(_title(one))}</a></li>'
        for one in sorted((place / "notebooks").glob("*.ipynb"))
    )
    withheld = "" if lessons else f"<li>{WITHHELD}</li>"
    failed = withheld + "".join(
        f"<li>{name}: {in_html(why)}</li>" for name, why in failures.items()
    )
    tables = ", ".join(
        f'<a href="tables/{one.name}">{one.stem}</a>'
        f' (<a href="tables/{one.stem}.parquet">Parquet</a>)'
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
        f"{READ * (place / READER).exists()}\n"
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
