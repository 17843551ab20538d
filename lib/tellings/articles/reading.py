"""Files become articles, and a folder of them a story."""

import re
from collections.abc import Iterable
from pathlib import Path
from unicodedata import normalize

import pandas as pd

from tellings.articles.article import Article, joined
from tellings.articles.decoding import decode
from tellings.articles.exports import count_exported
from tellings.articles.known import read_known, with_known
from tellings.articles.lines import is_sentence
from tellings.articles.notes import Note, note, together
from tellings.articles.page import parse_page
from tellings.articles.page_top import Page
from tellings.articles.places import cannot_be_read, no_text_file
from tellings.articles.remarks import notice_in, remarks_on
from tellings.articles.repairs import repair
from tellings.articles.story import Story, StoryError, report_table
from tellings.project import find

_COPY_INTO_TEXT = "select the article there, copy it, and paste it into a text file (.txt)."
_SAVE_AS_TEXT = "Open it, choose Save As, and there Plain Text (.txt)."
_IN_BROWSER = f"Open it in a web browser, {_COPY_INTO_TEXT}"
_IN_TABLE = "Copy each article into a text file (.txt) of its own."
ENDINGS = {
    ".docx": ("a Word document", _SAVE_AS_TEXT),
    ".doc": ("an old Word document", _SAVE_AS_TEXT),
    ".odt": ("an OpenDocument text", _SAVE_AS_TEXT),
    ".rtf": ("a rich-text (RTF) file", _SAVE_AS_TEXT),
    ".pdf": ("a PDF file", f"Open it in a PDF reader, {_COPY_INTO_TEXT}"),
    ".html": ("a web page", _IN_BROWSER),
    ".htm": ("a web page", _IN_BROWSER),
    ".csv": ("a table", _IN_TABLE),
    ".xlsx": ("an Excel workbook", _IN_TABLE),
    ".json": ("a JSON data file", _IN_TABLE),
    ".jsonl": ("a JSON data file", _IN_TABLE),
    ".toml": ("settings, a codebook or topics", "Leave it, unless it holds an article."),
}
_HOW_BY_KIND = dict(ENDINGS.values())
_Row = tuple[Article | None, Note]
_HTML_START = re.compile(r"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
# Three of them make a page's code; an article on the web may name one: "write </p> at its end".
_HTML_TAG = re.compile(r"</(?:p|div|span|a|li|ul|h[1-6]|script|body)>", re.IGNORECASE)
_LEAST_HTML_TAGS = 3


def read_story(source: str | Path | Iterable[str | Path]) -> Story:
    """Reads a folder of text files, or the files named, into a story.

    A file `story.toml` beside the articles holds what a person knows and the files do not say::

        title = "Talks in Seoul"
        event_words = ["talks", "minister*"]   # marked, and counted for no frame
        [articles.tuesday]                     # the file tuesday.txt
        outlet = "The Daily"
        published = 2011-01-11
        headline = "Talks begin"               # where the file has none, or a wrong one; so deck
        basis = "from the paper's archive"

    Args:
        source: a folder, a file, or several files. A relative path is looked for here, then in the
            project's folder.

    Returns:
        A Story, in the order of the files' names. Files that could not be read are rows of its
        report, and so are second copies of an article, unless two newsrooms printed it.

    Raises:
        FileNotFoundError: there is no such file or folder.
        StoryError: no file could be read, or story.toml has a mistake.

    >>> [article.outlet for article in read_story("seeds")]
    ['Ahram Online', 'The Korea Times']
    """
    paths, folder = _files(source)
    rows = _each_once([_read(path) for path in paths])
    articles = [article for article, _ in rows if article]
    if not articles:
        raise StoryError(_nothing_read(folder, report_table([row for _, row in rows])))
    skipped = {str(Path(str(row["path"])).stem): row for article, row in rows if not article}
    known = read_known(folder / "story.toml", [article.id for article in articles], skipped)
    rows = _without_copies(
        [
            (with_known(article, known.articles.get(article.id, {})) if article else None, row)
            for article, row in rows
        ]
    )
    told = [article for article, _ in rows if article]
    remarks = remarks_on(told)
    report = report_table(
        [row | together([row, *remarks[article.id]]) if article else row for article, row in rows]
    )
    return Story(told, known.title, report, known.event_words)


def _files(source: str | Path | Iterable[str | Path]) -> tuple[list[Path], Path]:
    if not isinstance(source, str | Path):
        paths = [find(path) for path in source]
        return paths, paths[0].parent if paths else Path()
    path = find(source)
    if not path.is_dir():
        return [path], path.parent
    try:
        return sorted(p for p in path.iterdir() if p.name != "story.toml"), path
    except OSError as problem:
        why = f"the folder cannot be read ({problem.strerror}); change its permissions"
        raise StoryError(f"{path}: {why}") from problem


def _each_once(rows: list[_Row]) -> list[_Row]:
    """The rows, with those files skipped whose article has the name of an earlier one."""
    seen: dict[str, object] = {}
    kept: list[_Row] = []
    for article, row in rows:
        if article and article.id in seen:
            why = f"another file, {seen[article.id]}, is called {article.id} too"
            article, row = None, row | {"status": "skipped"} | note(why, "Rename it.")
        elif article:
            seen[article.id] = row["path"]
        kept.append((article, row))
    return kept


def _without_copies(rows: list[_Row]) -> list[_Row]:
    """The rows, with those files skipped whose article stands in an earlier one, word for word.

    An agency's text that two newsrooms printed is no copy: their names have to be known.
    """
    seen: dict[str, list[tuple[str | None, object]]] = {}
    kept: list[_Row] = []
    for article, row in rows:
        if article:
            earlier = seen.setdefault(" ".join(article.text.split()), [])
            others = {outlet for outlet, _ in earlier}
            if earlier and (not article.outlet or others & {article.outlet, None}):
                article, row = None, row | _copy_of(earlier[0][1])
            else:
                earlier.append((article.outlet, row["path"]))
        kept.append((article, row))
    return kept


def _copy_of(path: object) -> Note:
    todo = "Remove one of the two; if two newsrooms printed it, name both in story.toml."
    return {"status": "skipped"} | note(f"the same text as {path}", todo)


def _nothing_read(folder: Path, report: pd.DataFrame) -> str:
    if report.empty:
        return (
            f"{folder}: the folder holds no files; put the articles there, a text file (.txt) each"
        )
    reasons = "; ".join(f"{row.path}: {row.why}. {row.todo}" for row in report.itertuples())
    return f"{folder}: no article could be read. {reasons}"


def _read(path: Path) -> _Row:
    """One file: the article, or None, and its row of the report."""
    row: Note = {"path": _printable(path.name), "status": "skipped"} | note("", "")
    if problem := no_text_file(path):
        return None, row | problem
    if path.suffix.lower() != ".txt":
        return None, row | _about_ending(path.suffix)
    try:
        text, decoded = decode(path.read_bytes())
    except OSError as problem:
        return None, row | cannot_be_read(problem)
    except ValueError as problem:
        return None, row | note(str(problem), _how_to_save(str(problem)))
    if problem := _no_article(text):
        return None, row | problem
    text, repairs = repair(text)
    page = parse_page(text)
    article = _article(path, page)
    remarks = [decoded, *repairs, _warning(article) or _rejoined(page), notice_in(article, text)]
    return article, row | {"status": "read"} | together(remarks)


def _printable(name: str) -> str:
    """A file's name as text can hold it, in composed letters."""
    return normalize("NFC", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _about_ending(suffix: str) -> Note:
    if not suffix:
        return note("the ending .txt is missing", "Save it as plain text (.txt).")
    kind, how = ENDINGS.get(suffix.lower(), ("", "Save it as plain text (.txt)."))
    return note(f"the ending {suffix}{f' ({kind})' * bool(kind)}, not .txt", how)


def _how_to_save(problem: str) -> str:
    return next(
        (how for kind, how in _HOW_BY_KIND.items() if problem.endswith(kind)),
        "Save it as plain text (.txt) in UTF-8.",
    )


def _no_article(text: str) -> Note:
    if not text.strip():
        return note("the file is empty", "Paste the article into it, or remove it.")
    articles, second = count_exported(text)
    if articles > 1:
        return note(
            f"holds {articles} articles exported from a news database, not one",
            "Save each as a text file (.txt) of its own; the database offers this too.",
            second,
        )
    tags = list(_HTML_TAG.finditer(text))
    if _HTML_START.match(text) or len(tags) >= _LEAST_HTML_TAGS:
        line = text.count("\n", 0, tags[0].start()) + 1 if tags else 1
        return note("looks like HTML, the code of a web page", _IN_BROWSER, line)
    return {}


def _rejoined(page: Page) -> Note:
    if page.first_rejoined is None:
        return {}
    return note(
        "lines broken inside a sentence were joined",
        "Check the paragraphs; a blank line between two keeps them apart.",
        page.first_rejoined,
    )


def _warning(article: Article) -> Note:
    if not any(is_sentence(article.text[start:end]) for start, end in article.paragraphs):
        return note("no sentence found in it", "Check that this is an article.", 1)
    if len(article.sections) == 1:
        todo = "Check that the whole article was saved, a paragraph a line."
        return note("one line only", todo, 1)
    return {}


def _article(path: Path, page: Page) -> Article:
    text, sections = joined(page.blocks)
    return Article(
        id=_printable(path.stem),
        text=text,
        outlet=page.facts.get("outlet"),
        agency=page.facts.get("agency"),
        byline=page.facts.get("byline"),
        published=page.published,
        captions=tuple(page.captions),
        sections=sections,
        removed=tuple(page.removed),
        evidence={name: f"line {line}" for name, line in page.lines.items()},
        path=path,
    )
