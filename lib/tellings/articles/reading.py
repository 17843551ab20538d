"""Files become articles, and a folder of them a story."""

import codecs
import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from unicodedata import normalize

import pandas as pd

from tellings.articles.article import Article, joined
from tellings.articles.decoding import refuse_other_kinds
from tellings.articles.known import read_known, with_known
from tellings.articles.lines import is_sentence
from tellings.articles.notes import Note, ReadingError, note, together
from tellings.articles.page import parse_page
from tellings.articles.page_top import Page
from tellings.articles.places import cannot_be_read, no_text_file
from tellings.articles.readers import READERS, Found, Read
from tellings.articles.remarks import notice_in, remarks_on
from tellings.articles.repairs import lost_letters, repair
from tellings.articles.several import miscounted_words, split_exported
from tellings.articles.sheets import is_sheet
from tellings.articles.story import Story, StoryError, report_table
from tellings.articles.waiting import with_progress
from tellings.project import find

# What a folder may hold that has no reader yet, and what to do with it.
UNREAD = {
    ".doc": ("an old Word document", "Open it, choose Save As, and there Word Document (.docx)."),
    ".xls": ("an old Excel workbook", "Open it, choose Save As, and there Excel Workbook (.xlsx)."),
    ".docm": (
        "a Word document with macros",
        "Open it, choose Save As, and there Word Document (.docx).",
    ),
    ".toml": ("settings, a codebook or topics", "Leave it, unless it holds an article."),
}
_EMPTY = ("the file is empty", "Save it again with the article in it, or remove it.")
# Line ends and control characters, and marks that turn the letters behind them around.
_NOT_IN_A_NAME = re.compile(r"[\0-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_A_SHEET = note("a sheet that a person fills in, no article", "Leave it.")
_SKIPPED: Note = {"status": "skipped", "article": "", "removed": None}
_Row = tuple[Article | None, Note]
_HTML_START = re.compile(r"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
# Three of them make a page's code; an article on the web may name one: "write </p> at its end".
_HTML_TAG = re.compile(r"</(?:p|div|span|a|li|ul|h[1-6]|script|body)>", re.IGNORECASE)
_LEAST_HTML_TAGS = 3
_SHORT = 30  # words; a teaser above a paywall has about as many, an agency's newsflash 40
_SPACES = re.compile(r"[^\S\n]{2,}")  # a typist's two behind a full stop, of which pages show one


def read_story(source: str | Path | Iterable[str | Path]) -> Story:
    """Reads a folder of text files, or the files named, into a story.

    At a terminal a long reading shows how far it has come; a notebook gets no such output.

    A file `story.toml` beside the articles holds what a person knows of them. A name with a star,
    [articles."nyt_*"], stands for all that begin so. [outlets] gives newsrooms the names to show
    ("dailynews.com" = "The Daily"), `compare` lists the newsrooms to read, if not all, and
    [corrections] the sheets that a person has corrected (attributions = "mine.csv"). `codebook`,
    `topics` (a file) and `words` say with what `run.py --story` runs the lessons. Here is what a
    person knows and the files do not say::

        title = "Talks in Seoul"
        event_date = 2011-01-10                # an article from before it gets a remark
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
    rows = _each_once([row for path in with_progress(paths, "files") for row in _read(path)])
    articles = [article for article, _ in rows if article]
    if not articles:
        raise StoryError(_nothing_read(folder, report_table([row for _, row in rows])))
    skipped = {str(Path(str(row["path"])).stem): row for article, row in rows if not article}
    known = read_known(folder / "story.toml", articles, skipped)
    told_rows = [(known.told_of(article) if article else None, row) for article, row in rows]
    rows = _without_copies(_only_those(known.compare, told_rows))
    told = [article for article, _ in rows if article]
    remarks = remarks_on(told, known.event_date)
    report = report_table(
        [row | together([row, *remarks[article.id]]) if article else row for article, row in rows]
    )
    settings = {name: getattr(known, name) for name in ("codebook", "words", "topics", "groups")}
    story = Story(told, known.title, report, known.event_words, folder, settings)
    story.correct(**known.corrections)
    return story


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
            article, row = None, row | _SKIPPED | note(why, "Rename it.")
        elif article:
            seen[article.id] = row["path"]
        kept.append((article, row))
    return kept


def _only_those(outlets: Sequence[str], rows: list[_Row]) -> list[_Row]:
    """The rows, with those articles skipped that are of other newsrooms than those to compare."""
    todo = "Add its newsroom to compare in story.toml, if it should be read."
    return [
        (None, row | _SKIPPED | note(f"of {article.name}, which is not compared", todo))
        if article and outlets and article.name not in outlets
        else (article, row)
        for article, row in rows
    ]


def _without_copies(rows: list[_Row]) -> list[_Row]:
    """The rows, with those files skipped whose article stands in an earlier one, word for word.

    An agency's text that two newsrooms printed is no copy: their names have to be known.
    """
    seen: dict[bytes, list[tuple[str | None, object]]] = {}
    kept: list[_Row] = []
    for article, row in rows:
        if article:
            words = " ".join(article.text.split())
            earlier = seen.setdefault(
                blake2b(words.encode(errors="surrogatepass"), digest_size=16).digest(), []
            )
            others = {outlet for outlet, _ in earlier}
            if earlier and (not article.outlet or others & {article.outlet, None}):
                article, row = None, row | _copy_of(earlier[0][1])
            else:
                earlier.append((article.outlet, row["path"]))
        kept.append((article, row))
    return kept


def _copy_of(path: object) -> Note:
    todo = "Remove one of the two; if two newsrooms printed it, name both in story.toml."
    return _SKIPPED | note(f"the same text as {path}", todo)


def _nothing_read(folder: Path, report: pd.DataFrame) -> str:
    if report.empty:
        return (
            f"{folder}: the folder holds no files; put the articles there, a text file (.txt) each"
        )
    reasons = "; ".join(f"{row.path}: {row.why}. {row.todo}" for row in report.itertuples())
    return f"{folder}: no article could be read. {reasons}"


def _read(path: Path) -> list[_Row]:
    """One file: its articles, each with its row of the report, and a row for what was not read."""
    name = _printable(path.name)
    empty: Note = {"path": name} | _SKIPPED | note("", "")
    if problem := no_text_file(path) or _no_reader(path):
        return [(None, empty | problem)]
    if is_sheet(path):
        return [(None, empty | _A_SHEET)]
    try:
        read = _pieces(path)
    except OSError as problem:
        return [(None, empty | cannot_be_read(problem))]
    except ReadingError as problem:
        return [(None, empty | problem.note)]
    rows = [
        _row(path, found, empty, [] if found.place else read.notes)
        for found in with_progress(read.found, name)
    ]
    rows += [(None, empty | {"path": f"{name}, {place}"} | why) for place, why in read.unread]
    if read.found and read.found[0].place:
        said = f"holds {len(read.found)} article{'s' * (len(read.found) > 1)}"
        held = together([note(said, "Compare the number."), *read.notes])
        rows.insert(0, (None, empty | {"status": "read"} | held))
    return rows


def _no_reader(path: Path) -> Note:
    suffix = path.suffix
    if path.stem.casefold() == "readme":
        return note("a README, which tells of the folder", "Leave it, or rename it.")
    if suffix.lower() in READERS:
        return {}
    kind, how = UNREAD.get(suffix.lower(), ("", "Save it as plain text (.txt)."))
    if not suffix:
        return note("its name has no ending, such as .txt", how)
    what = f"{kind} ({suffix})" if kind else f"the ending {suffix}"
    return note(f"{what}, for which there is no reader", how)


def _pieces(path: Path) -> Read:
    """What a file's reader finds in it; a file of one text may be an export of many articles."""
    data, ending = path.read_bytes(), path.suffix.lower()
    refuse_other_kinds(data, ending)
    if not data.strip(codecs.BOM_UTF8 + b" \t\r\n\f"):
        raise ReadingError(*_EMPTY)
    read = READERS[ending](data)
    if len(read.found) != 1 or read.found[0].place or read.found[0].page:
        return read
    whole = read.found[0]
    _check(whole.text)
    several = split_exported(whole)
    return Read(several.found, [*read.notes, *several.notes])


def _row(path: Path, found: Found, empty: dict[str, object], notes: list[Note]) -> _Row:
    found, repairs = _mended(found, notes)
    page = found.page or parse_page(found.text, found.line)
    article = with_known(
        _article(path, found, page), found.facts, found.place or "a field of the file"
    )
    words = sum(len(article.text[a:b].split()) for a, b in article.paragraphs)
    doubts = [*repairs, *miscounted_words(found.text, article), _warning(article, words)]
    doubts.append(notice_in(article, found.text))
    in_lines = [_in_file(one, found) for one in doubts if one]
    told = {
        "path": ", ".join(filter(None, [_printable(path.name), found.place])),
        "article": article.id,
        "removed": len(article.removed),
        "status": "read",
    }
    return article, empty | told | together([*notes, *in_lines, _rejoined(page)])


def _in_file(remark: Note, found: Found) -> Note:
    """A remark on a line of an article, with the line of the file; in a table that of the row."""
    if remark.get("line") is None:
        return remark
    row = found.place.startswith("row")
    return remark | {"line": found.line if row else found.line + int(str(remark["line"])) - 1}


def _mended(found: Found, known: list[Note]) -> tuple[Found, list[Note]]:
    """The article with damaged signs put right, in its fields as in its text, and notes on them."""
    text, notes = repair(found.text)
    facts = dict(found.facts)
    for name, fact in facts.items():
        if isinstance(fact, str):
            facts[name], more = repair(fact)
            notes += more
    if not any("each marked" in str(one.get("why")) for one in known):
        notes += lost_letters("\n".join([text, *map(str, facts.values())]))
    return found._replace(text=text, facts=facts), notes


def _printable(name: str) -> str:
    """A file's name as text can hold it: on one line, in composed letters, from left to right."""
    text = normalize("NFC", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    return _NOT_IN_A_NAME.sub("\ufffd", text)


def _check(text: str) -> None:
    """Raises ReadingError where a text is none that an article can be in."""
    if not text.strip():
        raise ReadingError(*_EMPTY)
    tags = list(_HTML_TAG.finditer(text))
    if _HTML_START.match(text) or len(tags) >= _LEAST_HTML_TAGS:
        line = text.count("\n", 0, tags[0].start()) + 1 if tags else 1
        why = "looks like HTML, the code of a web page"
        raise ReadingError(why, "Give its name the ending .html.", line)


def _rejoined(page: Page) -> Note:
    if page.first_rejoined is None:
        return {}
    return note(
        "lines broken inside a sentence were joined",
        "Check the paragraphs; a blank line between two keeps them apart.",
        page.first_rejoined,
    )


def _warning(article: Article, words: int) -> Note:
    if not any(is_sentence(article.text[start:end]) for start, end in article.paragraphs):
        return note("no sentence found in it", "Check that this is an article.", 1)
    if len(article.sections) == 1:
        todo = "Check that the whole article was saved, a paragraph a line."
        return note("one line only", todo, 1)
    if words < _SHORT:
        todo = "Check that the whole article is there."
        return note(f"very short: {words} words in its paragraphs", todo)
    return {}


def _article(path: Path, found: Found, page: Page) -> Article:
    blocks = ((name, _SPACES.sub(" ", text)) for name, text in page.blocks)
    text, sections = joined(blocks)
    number = found.place.partition(" ")[2]
    return Article(
        id="_".join(filter(None, [_printable(path.stem), number])),
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
