"""Files become articles, and a folder of them a story."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, overload

import charset_normalizer
import pandas as pd

from tellings.page_lines import ROLES
from tellings.pages import Caption, Page, Removed, is_sentence, parse_page

PROJECT = Path(__file__).resolve().parents[2]
NOT_TEXT = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a Word document or another zipped file",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "a rich-text (RTF) file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
}
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
}
_HOW_BY_KIND = dict(ENDINGS.values())
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_HTML_START = re.compile(r"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_HTML_TAG = re.compile(r"</(?:p|div|span|a|li|ul|h[1-6]|script|body)>", re.IGNORECASE)
_LEAST_HTML_TAGS = 3
_HEADING_WANTED = 'write [articles.{name}] on a line of its own and what is known below it: outlet = "The Daily"'
_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


class StoryError(ValueError):
    """Nothing could be read, or what a person wrote about the articles cannot be understood."""


class Section(NamedTuple):
    """A stretch of an article's text: a headline, deck, caption, subhead, or one paragraph of the body."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Article:
    """One article. Its text never changes, and every layer points into it.

    Attributes:
        id: a name no other article of the story has; the file's name without its ending.
        text: headline, deck, captions and paragraphs as printed, one blank line between them; clutter taken out.
        outlet, agency, byline: who published, supplied and wrote it; None where nothing says.
        published: the day it was published; None where nothing says.
        captions: the captions of its pictures, with title and credit.
        sections: what each stretch of the text is. Left out, every paragraph of the text is body.
        removed: what stood in the file and is not in the text, with line and reason.
        evidence: for outlet, agency, byline and published, where it is known from: a line of the file or a person.
        path: the file it was read from.

    >>> article = Article(id="monday", text="Two ministers met.\\n\\nThey agreed to talk.")
    >>> article.paragraphs
    [(0, 18), (20, 40)]
    """

    id: str
    text: str
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    published: date | None = None
    captions: tuple[Caption, ...] = ()
    sections: tuple[Section, ...] = ()
    removed: tuple[Removed, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    path: Path | None = None

    def __post_init__(self) -> None:
        if not self.sections:
            body = (Section("body", *match.span()) for match in re.finditer(r"\S(?:[^\n]*\S)?", self.text))
            object.__setattr__(self, "sections", tuple(body))

    def _first(self, name: str) -> str | None:
        return next((self.text[s.start : s.end] for s in self.sections if s.name == name), None)

    @property
    def headline(self) -> str | None:
        """The headline; None where the file has none."""
        return self._first("headline")

    @property
    def deck(self) -> str | None:
        """The line or lines under the headline; None where the file has none."""
        return self._first("deck")

    @property
    def title(self) -> str:
        """What to call the article in a table: its headline, else its deck, else its id."""
        return self.headline or self.deck or self.id

    @property
    def name(self) -> str:
        """What to call the newsroom in a figure: its outlet, else the article's id."""
        return self.outlet or self.id

    @property
    def authors(self) -> list[str]:
        """The people named in the byline; where they are and what they are at the paper is left out."""
        names = re.sub(r"^By\s+", "", self.byline or "", flags=re.IGNORECASE)
        pieces = re.split(r",\s*|\s+(?:and|&)\s+|\s*[|·•]\s*|\s+[–-]\s+", names)
        people = (re.split(r"\s+(?:in|for)\s+", piece)[0].strip() for piece in pieces)
        return [name for name in people if name and not name.startswith("@") and not re.search(rf"\b{ROLES}$", name, re.I)]

    @property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Start and end of each paragraph of the body; headline, deck and captions are not among them."""
        return [(s.start, s.end) for s in self.sections if s.name == "body"]


class Story(Sequence[Article]):
    """Several articles on one event, in the order of their ids.

    Attributes:
        title: what the event is called; the folder's name unless story.toml says otherwise.
        report: one row a file: path, status (read, skipped), line, why, what to do.
        event_words: what the story is about; words and beginnings of words (with *) that every telling must use.
    """

    def __init__(
        self,
        articles: Iterable[Article],
        title: str = "story",
        report: pd.DataFrame | None = None,
        event_words: Iterable[str] = (),
    ) -> None:
        self._articles = tuple(articles)
        self.title = title
        self.event_words = tuple(event_words)
        self.report = report if report is not None else _report([])
        times = Counter(article.id for article in self._articles)
        if twice := {name for name, number in times.items() if number > 1}:
            raise StoryError(f"two articles are called {', '.join(sorted(twice))}; rename one of the files")

    @overload
    def __getitem__(self, key: int | str) -> Article: ...
    @overload
    def __getitem__(self, key: slice) -> "Story": ...
    def __getitem__(self, key: int | str | slice) -> "Article | Story":
        if isinstance(key, slice):
            return Story(self._articles[key], self.title, self.report, self.event_words)
        if isinstance(key, int):
            return self._articles[key]
        if key in self._by_id:
            return self._by_id[key]
        raise KeyError(f"no article {key!r}; this story has {', '.join(self._by_id)}")

    def __repr__(self) -> str:
        skipped = int((self.report["status"] == "skipped").sum())
        doubtful = int((self.report["why"] != "").sum()) - skipped
        notes = [f"{skipped} skipped"] * bool(skipped) + [f"{doubtful} to check"] * bool(doubtful)
        articles = f"{len(self)} article{'s' * (len(self) != 1)}"
        return f"<{self.title}: {articles}{'; ' * bool(notes)}{', '.join(notes)}{': see story.report' * bool(notes)}>"

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)

    @cached_property
    def _by_id(self) -> dict[str, Article]:
        return {article.id: article for article in self._articles}

    @property
    def outlets(self) -> dict[str, str]:
        """The newsroom of each article: id -> outlet, or the id where nobody says."""
        return {article.id: article.name for article in self._articles}

    @cached_property
    def names(self) -> dict[str, str]:
        """What to call each article in a table or figure: id -> outlet, numbered where an outlet has several.

        >>> Story([Article(id="a", text="x", outlet="Daily"), Article(id="b", text="x", outlet="Daily")]).names
        {'a': 'Daily (1)', 'b': 'Daily (2)'}
        """
        times, seen = Counter(self.outlets.values()), Counter[str]()
        names = {}
        for key, outlet in self.outlets.items():
            seen[outlet] += 1
            names[key] = f"{outlet} ({seen[outlet]})" if times[outlet] > 1 else outlet
        return names

    def table(self) -> pd.DataFrame:
        """One row an article: what is known of it, and from where.

        Returns:
            article, outlet, agency, byline, published, headline, deck, paragraphs (count), removed (count of lines and
            pieces left out), supplied (the columns that a person filled in, not the file).
        """
        return pd.DataFrame([_facts(article) for article in self._articles], dtype=object)

    def removed(self) -> pd.DataFrame:
        """One row a line or piece that was left out: article, line (from 1), text, reason."""
        rows = [(article.id, *removed) for article in self._articles for removed in article.removed]
        return pd.DataFrame(rows, columns=["article", "line", "text", "reason"])


def _facts(article: Article) -> dict[str, object]:
    supplied = [name for name, source in article.evidence.items() if source.startswith("a person")]
    return {
        "article": article.id,
        "outlet": article.outlet,
        "agency": article.agency,
        "byline": article.byline,
        "published": article.published,
        "headline": article.headline,
        "deck": article.deck,
        "paragraphs": len(article.paragraphs),
        "removed": len(article.removed),
        "supplied": ", ".join(supplied),
    }


def articles_of(source: "Article | Iterable[Article]") -> list[Article]:
    """The articles of a story, or the one article itself, as a list: what every analysis starts with."""
    return [source] if isinstance(source, Article) else list(source)


def read_story(source: str | Path | Iterable[str | Path]) -> Story:
    """Reads a folder of text files, or the files named, into a story.

    A file `story.toml` beside the articles holds what a person knows and the files do not say::

        title = "Talks in Seoul"
        event_words = ["talks", "minister*"]   # what the story is about; marked, and counted for no frame
        [articles.tuesday]            # the file tuesday.txt
        outlet = "The Daily"
        published = 2011-01-11
        basis = "from the paper's archive"

    Args:
        source: a folder, a file, or several files. A relative path is looked for here, then in the project's folder.

    Returns:
        A Story, in the order of the files' names. Files that could not be read are rows of its report.

    Raises:
        FileNotFoundError: there is no such file or folder.
        StoryError: no file could be read, or story.toml has a mistake.

    >>> [article.outlet for article in read_story("seeds")]
    ['Ahram Online', 'The Korea Times']
    """
    paths, folder = _files(source)
    rows = [_read(path) for path in paths]
    articles = [article for article, _ in rows if article]
    report = _report([row for _, row in rows])
    if not articles:
        raise StoryError(_nothing_read(folder, report))
    known = _read_known(folder / "story.toml", [article.id for article in articles])
    told = [_with_known(article, known.articles.get(article.id, {})) for article in articles]
    return Story(told, known.title, report, known.event_words)


def _files(source: str | Path | Iterable[str | Path]) -> tuple[list[Path], Path]:
    if not isinstance(source, str | Path):
        paths = [_find(path) for path in source]
        return paths, paths[0].parent if paths else Path()
    path = _find(source)
    if path.is_file():
        return [path], path.parent
    return sorted(p for p in path.iterdir() if p.is_file() and p.name != "story.toml" and p.name[0] not in ".~"), path


def _find(path: str | Path) -> Path:
    for candidate in (Path(path), PROJECT / path):
        if candidate.exists():
            return candidate
    raise FileNotFoundError(f"{path}: there is no such file or folder, neither in {Path.cwd()} nor in {PROJECT}")


def _nothing_read(folder: Path, report: pd.DataFrame) -> str:
    if report.empty:
        return f"{folder}: the folder holds no files; put the articles there, one text file (.txt) each"
    reasons = "; ".join(f"{row.path}: {row.why}. {row.todo}" for row in report.itertuples())
    return f"{folder}: no article could be read. {reasons}"


def _report(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["path", "status", "line", "why", "todo"])


def _read(path: Path) -> tuple[Article | None, dict[str, object]]:
    """One file: the article, or None, and its row of the report."""
    row: dict[str, object] = {"path": path.name, "status": "skipped", "line": None, "why": "", "todo": ""}
    if path.suffix.lower() != ".txt":
        return None, row | _about_ending(path.suffix)
    try:
        text, note = decode(path.read_bytes())
    except ValueError as problem:
        return None, row | {"why": str(problem), "todo": _how_to_save(str(problem))}
    if problem := _no_article(text):
        return None, row | problem
    page = parse_page(text)
    article = _article(path, page)
    return article, row | {"status": "read"} | _both(note, _warning(article) or _rejoined(page))


def _about_ending(suffix: str) -> dict[str, object]:
    kind, how = ENDINGS.get(suffix.lower(), ("", "Save it as plain text (.txt)."))
    why = f"the ending {suffix}{f' ({kind})' * bool(kind)}, not .txt" if suffix else "the ending .txt is missing"
    return {"why": why, "todo": how}


def _how_to_save(problem: str) -> str:
    return next((how for kind, how in _HOW_BY_KIND.items() if problem.endswith(kind)), "Save it as plain text (.txt) in UTF-8.")


def _no_article(text: str) -> dict[str, object]:
    if not text.strip():
        return {"why": "the file is empty", "todo": "Paste the article into it, or remove it."}
    tags = list(_HTML_TAG.finditer(text))
    if _HTML_START.match(text) or len(tags) >= _LEAST_HTML_TAGS:
        line = text.count("\n", 0, tags[0].start()) + 1 if tags else 1
        return {"line": line, "why": "looks like HTML, the code of a web page", "todo": _IN_BROWSER}
    return {}


def _both(note: dict[str, object], warning: dict[str, object]) -> dict[str, object]:
    """Two remarks about one file as one: the first line, both reasons, both things to do."""
    if not note or not warning:
        return note or warning
    return {"line": note["line"]} | {key: f"{note[key]}; {warning[key]}" for key in ("why", "todo")}


def _rejoined(page: Page) -> dict[str, object]:
    if page.first_rejoined is None:
        return {}
    return {
        "line": page.first_rejoined,
        "why": "lines broken inside a sentence were joined",
        "todo": "Check the paragraphs; a blank line between two keeps them apart.",
    }


def _warning(article: Article) -> dict[str, object]:
    if not article.paragraphs or not any(is_sentence(article.text[a:b]) for a, b in article.paragraphs):
        return {"line": 1, "why": "no sentence found in it", "todo": "Check that this is an article."}
    if len(article.sections) == 1:
        return {
            "line": 1,
            "why": "one line only",
            "todo": "Check that the whole article was saved, a paragraph a line.",
        }
    return {}


def decode(data: bytes) -> tuple[str, dict[str, object]]:
    """Bytes to text: by byte-order mark, else as UTF-8, else by detection, which is then said in the report.

    Raises:
        ValueError: the bytes are no text; the message says what they look like.

    >>> decode("Río".encode("utf-8-sig"))
    ('Río', {})
    """
    if kind := next((kind for magic, kind in NOT_TEXT.items() if data.startswith(magic)), None):
        raise ValueError(f"not text: it begins like {kind}")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decode_utf16(data), {}
    try:
        return _printable(data.decode("utf-8-sig")), {}
    except UnicodeDecodeError:
        return _detect(data)


def _decode_utf16(data: bytes) -> str:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as problem:
        raise ValueError("not text: it begins like UTF-16, but is not") from problem
    letters_in_pairs = len(data) > 2 and data[2:].isascii() and b"\0" not in data
    if letters_in_pairs or any(unicodedata.category(letter) in ("Cn", "Co") for letter in text):
        raise ValueError("not text: it begins like UTF-16, but holds no words in it")
    return _printable(text)


def _printable(text: str) -> str:
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise ValueError(f"not text: line {line} holds a control character, as binary files do")
    return text


def _detect(data: bytes) -> tuple[str, dict[str, object]]:
    best = charset_normalizer.from_bytes(data).best()
    line = _first_undecodable_line(data)
    if best is None or _CONTROL.search(str(best)):
        raise ValueError(f"not text: the bytes in line {line} are no encoding we know")
    western = "cp1252" in best.could_be_from_charset
    encoding, text = ("cp1252", data.decode("cp1252")) if western else (best.encoding, str(best))
    why = f"not UTF-8; read as {encoding}, which is a guess"
    return text, {"line": line, "why": why, "todo": "Check the accented letters; save it as UTF-8 to be sure."}


def _first_undecodable_line(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return data.count(b"\n", 0, problem.start) + 1
    return 1


def _article(path: Path, page: Page) -> Article:
    sections, parts, at = [], [], 0
    for name, text in page.blocks:
        sections.append(Section(name, at, at + len(text)))
        parts.append(text)
        at += len(text) + 2
    return Article(
        id=path.stem,
        text="\n\n".join(parts),
        outlet=page.facts.get("outlet"),
        agency=page.facts.get("agency"),
        byline=page.facts.get("byline"),
        published=page.published,
        captions=tuple(page.captions),
        sections=tuple(sections),
        removed=tuple(page.removed),
        evidence={name: f"line {line}" for name, line in page.lines.items()},
        path=path,
    )


class _Known(NamedTuple):
    """What a person knows of a story: its title, the words of its event, and facts by article id."""

    title: str
    event_words: list[str]
    articles: dict[str, dict[str, object]]


def _read_known(path: Path, ids: list[str]) -> _Known:
    if not path.is_file():
        return _Known(path.parent.resolve().name, [], {})
    source = path.read_text(encoding="utf-8-sig")
    try:
        read = tomllib.loads(source)
    except tomllib.TOMLDecodeError as problem:
        raise _not_toml(path, source, problem) from problem
    known = _Known(path.parent.resolve().name, [], {})._replace(**{k: v for k, v in read.items() if k in _Known._fields})
    for key in (key for key in read if key not in _Known._fields):
        raise _mistake(path, source, key, "known keys are title, event_words and [articles.NAME]")
    if not isinstance(known.title, str):
        raise _mistake(path, source, "title", 'this must be text in quotation marks: title = "Talks in Seoul"')
    if not isinstance(known.event_words, list) or not all(isinstance(word, str) for word in known.event_words):
        raise _mistake(path, source, "event_words", 'this must be a list of words: event_words = ["talks", "ties"]')
    _check_articles(path, source, known.articles, ids)
    return known


def _not_toml(path: Path, source: str, problem: tomllib.TOMLDecodeError) -> StoryError:
    lines = source.splitlines() or [""]
    place = _TOML_PLACE.search(str(problem))
    number = min(int(place[1]), len(lines)) if place and place[1] else len(lines)
    return StoryError(f"{path}, line {number}: {lines[number - 1].strip()}: {_how_to_write(lines[number - 1], problem)}")


def _how_to_write(line: str, problem: tomllib.TOMLDecodeError) -> str:
    if re.search("[“”„‘’«»]", line.partition("=")[2]):
        return 'text stands in straight quotation marks, "like this"'
    if re.search(r"=\s*\d+[-/.]\d", line):
        return "there is no such day; a date is written year-month-day: 2011-01-10"
    if header := re.match(r"\s*\[\s*articles\s*\.([^\]\"]*)\]?", line):
        return f'a name with a space or a full stop stands in quotation marks: [articles."{header[1].strip()}"]'
    if re.match(r"\s*[\w-]+\s*=", line):
        return 'text stands in straight quotation marks: name = "value"'
    return f'{_TOML_PLACE.sub("", str(problem))}; a line of this file reads: name = "value"'


def _check_articles(path: Path, source: str, articles: object, ids: list[str]) -> None:
    if not isinstance(articles, dict):
        raise _mistake(path, source, "articles", _HEADING_WANTED.format(name="NAME"))
    for name, facts in articles.items():
        if not isinstance(facts, dict):
            raise _mistake(path, source, name, _HEADING_WANTED.format(name=name))
        if name not in ids or "txt" in facts:
            raise _mistake(path, source, name, _no_such_article(name, facts, ids))
        _check_facts(path, source, facts)


def _no_such_article(name: str, facts: Mapping[str, object], ids: list[str]) -> str:
    if name.removesuffix(".txt") in ids:
        return f"leave out .txt: [articles.{_quoted(name.removesuffix('.txt'))}]"
    dotted = (f"{name}.{rest}" for rest in facts)
    if whole := next((known for known in dotted if known in ids), None):
        return f'a name with a full stop stands in quotation marks: [articles."{whole}"]'
    if name in ids:
        return f"leave out .txt: [articles.{_quoted(name)}]"
    return f"there is no such article; there are {', '.join(ids)}"


def _quoted(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else f'"{name}"'


def _check_facts(path: Path, source: str, facts: Mapping[str, object]) -> None:
    for key, value in facts.items():
        if key not in ("outlet", "agency", "byline", "published", "basis"):
            raise _mistake(path, source, key, "known keys are outlet, agency, byline, published, basis")
        if not _is_wanted(key, value):
            wanted = "a date without quotation marks: 2011-01-10" if key == "published" else "text in quotation marks"
            raise _mistake(path, source, key, f"this must be {wanted}")


def _is_wanted(key: str, value: object) -> bool:
    if key == "published":
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, str)


def _mistake(path: Path, source: str, key: str, why: str) -> StoryError:
    written = re.compile(rf"\s*(?:\[.*{re.escape(key)}|[\"']?{re.escape(key)}[\"']?\s*[=.])")
    line = next((n for n, text in enumerate(source.splitlines(), start=1) if written.match(text)), 1)
    return StoryError(f"{path}, line {line}: {key}: {why}")


def _with_known(article: Article, known: Mapping[str, object]) -> Article:
    facts = {key: value for key, value in known.items() if key != "basis"}
    source = f"a person: {known['basis']}" if "basis" in known else "a person"
    return replace(article, **facts, evidence={**article.evidence, **dict.fromkeys(facts, source)})  # type: ignore[arg-type]
