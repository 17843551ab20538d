"""Files become articles, and a folder of them a story."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, overload

import charset_normalizer
import pandas as pd

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
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


class StoryError(ValueError):
    """Nothing could be read, or what a person wrote about the articles cannot be understood."""


class Section(NamedTuple):
    """A stretch of an article's text: a headline, deck, caption, or one paragraph of the body."""

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
        """The people named in the byline."""
        names = re.sub(r"^By\s+", "", self.byline or "", flags=re.IGNORECASE)
        return [name for name in re.split(r",\s*|\s+(?:and|&)\s+", names) if name]

    @property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Start and end of each paragraph of the body; headline, deck and captions are not among them."""
        return [(s.start, s.end) for s in self.sections if s.name == "body"]


class Story(Sequence[Article]):
    """Several articles on one event, in the order of their ids.

    Attributes:
        title: what the event is called; the folder's name unless story.toml says otherwise.
        report: one row a file: path, status (read, skipped), line, why, what to do.
    """

    def __init__(self, articles: Iterable[Article], title: str = "story", report: pd.DataFrame | None = None) -> None:
        self._articles = tuple(articles)
        self.title = title
        self.report = report if report is not None else _report([])
        ids = [article.id for article in self._articles]
        if twice := {name for name in ids if ids.count(name) > 1}:
            raise StoryError(f"two articles are called {', '.join(sorted(twice))}; rename one of the files")

    @overload
    def __getitem__(self, key: int | str) -> Article: ...
    @overload
    def __getitem__(self, key: slice) -> "Story": ...
    def __getitem__(self, key: int | str | slice) -> "Article | Story":
        if isinstance(key, slice):
            return Story(self._articles[key], self.title, self.report)
        if isinstance(key, int):
            return self._articles[key]
        if key in self._by_id:
            return self._by_id[key]
        raise KeyError(f"no article {key!r}; this story has {', '.join(self._by_id)}")

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
    title, known = _read_known(folder / "story.toml", [article.id for article in articles])
    return Story([_with_known(article, known.get(article.id, {})) for article in articles], title, report)


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
        return None, row | {
            "why": f"the ending {path.suffix or 'is missing'}, not .txt",
            "todo": "Save it as plain text (.txt).",
        }
    try:
        text, note = decode(path.read_bytes())
    except ValueError as problem:
        return None, row | {"why": str(problem), "todo": "Save it as plain text (.txt) in UTF-8."}
    if not text.strip():
        return None, row | {"why": "the file is empty", "todo": "Paste the article into it, or remove it."}
    article = _article(path, parse_page(text))
    return article, row | {"status": "read"} | note | _warning(article)


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
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return _printable(data.decode(encoding)), {}
    except UnicodeDecodeError:
        return _detect(data)


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


def _read_known(path: Path, ids: list[str]) -> tuple[str, dict[str, dict[str, object]]]:
    """What a person knows: the story's title, and facts by article id."""
    if not path.is_file():
        return path.parent.resolve().name, {}
    source = path.read_text(encoding="utf-8-sig")
    try:
        known = tomllib.loads(source)
    except tomllib.TOMLDecodeError as problem:
        raise StoryError(f'{path}: {problem}; the file reads as TOML: name = "value"') from problem
    articles = known.get("articles", {})
    for key in (key for key in known if key not in ("title", "articles")):
        raise _mistake(path, source, key, "known keys are title and [articles.NAME]")
    for name, facts in articles.items():
        if name not in ids:
            raise _mistake(path, source, name, f"there is no such article; there are {', '.join(ids)}")
        _check_facts(path, source, facts)
    return known.get("title", path.parent.resolve().name), articles


def _check_facts(path: Path, source: str, facts: dict[str, object]) -> None:
    for key, value in facts.items():
        if key not in ("outlet", "agency", "byline", "published", "basis"):
            raise _mistake(path, source, key, "known keys are outlet, agency, byline, published, basis")
        if not isinstance(value, date if key == "published" else str):
            wanted = "a date without quotation marks: 2011-01-10" if key == "published" else "text in quotation marks"
            raise _mistake(path, source, key, f"this must be {wanted}")


def _mistake(path: Path, source: str, key: str, why: str) -> StoryError:
    line = next((n for n, text in enumerate(source.splitlines(), start=1) if key in text), 1)
    return StoryError(f"{path}, line {line}: {key}: {why}")


def _with_known(article: Article, known: Mapping[str, object]) -> Article:
    facts = {key: value for key, value in known.items() if key != "basis"}
    source = f"a person: {known['basis']}" if "basis" in known else "a person"
    return replace(article, **facts, evidence={**article.evidence, **dict.fromkeys(facts, source)})  # type: ignore[arg-type]
