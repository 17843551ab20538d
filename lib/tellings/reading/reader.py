"""The reading view as one file: what it holds, and how it is written."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import pandas as pd

from tellings.articles.sheets import SheetError
from tellings.articles.story import Story
from tellings.coding.sheet_rows import COLUMNS
from tellings.coding.sheets import read_codes
from tellings.escaping import in_attribute
from tellings.framing.codebook import Codebook, read_codebook
from tellings.project import write_whole
from tellings.reading.found import found_in
from tellings.text.reading_view import MOST_ARTICLES

# In the order in which they stand in the page, as one script.
SCRIPTS = (
    "articles layers drawing cards choices sheets agreement marks speech selecting opening "
    "comparing beginning"
).split()
_HALF = re.compile("[\ud800-\udfff]")  # half a surrogate pair, which no file can hold


def write_reader(
    story: Story,
    path: str | Path,
    codebook: Codebook | str | Path = "generic",
    topics: Codebook | str | Path | None = None,
    codes: str | Path | Iterable[str | Path] = (),
) -> Path:
    """Writes the reading view: one file that any browser opens, without a network or a program.

    It shows the articles in columns, and in them what the library has found: quotations by speaker,
    frames, topics, shared wording, paragraphs that tell the same, what one article tells alone, and
    what was left out of the file. Each mark says why it is there. In the same file a person marks
    frames and attributions with the mouse or the keyboard, saves them as the sheets that
    `read_codes` and `story.correct` read, and lays the sheet of another coder beside. Nothing in it
    is loaded from elsewhere or sent anywhere, and text of an article is never run.

    Args:
        story: the articles; of more than forty the first are shown, and story[40:80] gives the
            next.
        path: the file, such as "talks.html"; one that is there is replaced.
        codebook: the frames to show and to code by: a Codebook, or the name or path of one.
        topics: a codebook whose frames are topics; left out, there is no such layer.
        codes: sheets that people filled in for paragraphs, for whoever codes in the page to compare
            with: a gold standard, another coder.

    Returns:
        The path.

    Raises:
        FileNotFoundError, CodebookError: as in `read_codebook`.
        SheetError: as in `read_codes`; or a sheet codes sentences or articles.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     page = write_reader(Story.of("They met."), Path(folder) / "talks.html").read_text()
    >>> page.startswith("<!doctype html>"), "They met." in page
    (True, True)
    """
    shown, book = story[:MOST_ARTICLES], read_codebook(codebook)
    found = found_in(
        shown, book, read_codebook(topics) if topics else None, _coded(shown, codes, book)
    )
    left = len(story) - len(shown)
    found["left"] = f"These are the first {len(shown)} of {len(story)} articles." if left else ""
    path = Path(path)
    write_whole(path, _page(story.title, found).encode())
    return path


def _coded(story: Story, codes: str | Path | Iterable[str | Path], book: Codebook) -> pd.DataFrame:
    if not isinstance(codes, str | Path) and not (codes := list(codes)):
        return pd.DataFrame(columns=COLUMNS)
    table = read_codes(codes, story, book)
    paragraphs = {(one.id, *span) for one in story for span in one.paragraphs}
    for row in table.to_dict("records"):
        if (row["article"], row["start"], row["end"]) not in paragraphs:
            raise SheetError(
                f"the codes of {row['coder']!r} are for other units than paragraphs; the reading "
                "view compares paragraphs: write a sheet with coding_sheet(..., unit='paragraph')"
            )
    return table


def _page(title: str, found: object) -> str:
    style = _own("reader.css")
    script = "\n".join(_own(f"{name}.js") for name in SCRIPTS)
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; "
        f"style-src {_hash(style)}; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n'
        f"<title>{in_attribute(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{_own('reader.html')}"
        f'<script type="application/json" id="found">{_json(found)}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _own(name: str) -> str:
    return (files("tellings") / "reading" / "page" / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """By this a browser knows the page's own script and style, and runs no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _json(found: object) -> str:
    """As JSON that no text can end early: a "</script>" in an article stands there as \\u003c."""
    written = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return _HALF.sub(lambda one: f"\\u{ord(one[0]):04x}", written.replace("<", "\\u003c"))
