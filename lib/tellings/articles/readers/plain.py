"""Plain text and Markdown."""

import re

from tellings.articles.date_lines import parse_date
from tellings.articles.decoding import decode
from tellings.articles.readers.found import Found, Read

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(\w[\w -]*?)\s*:\s*(.*)$", re.MULTILINE)  # author: Nora Webb
_NAMES = {
    "title": "headline", "headline": "headline", "subtitle": "deck", "deck": "deck",
    "author": "byline", "byline": "byline", "source": "outlet", "outlet": "outlet",
    "publication": "outlet", "date": "published", "published": "published", "agency": "agency",
}  # fmt: skip
# What Markdown writes around words, and the words that stay: **bold**, [a link](address).
_MARKS = (
    (re.compile(r"^[ \t]*#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"!\[[^\[\]\n]*\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]+)\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]+)(?<=\S)\1(?![\w*])"), r"\2"),
)


def read_text(data: bytes) -> Read:
    """A text file: one article, whatever its encoding.

    >>> read_text("Río\\n\\nTwo ministers met.".encode()).found[0].text
    'Río\\n\\nTwo ministers met.'
    """
    text, decoded = decode(data)
    return Read([Found(text)], [decoded])


def read_markdown(data: bytes) -> Read:
    """A Markdown file; what stands between lines of three hyphens at its top are facts.

    >>> read = read_markdown(b"---\\nsource: The Daily\\n---\\n# Talks *begin*\\n\\nThey met.")
    >>> read.found[0].facts, read.found[0].text
    ({'outlet': 'The Daily'}, 'Talks begin\\n\\nThey met.')
    """
    text, decoded = decode(data)
    text = text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    facts = facts_of(_FIELD.findall(front[1])) if front else {}
    body = text[front.end() :] if front else text
    for mark, kept in _MARKS:
        body = mark.sub(kept, body)
    lines = text.count("\n", 0, front.end()) if front else 0
    return Read([Found(body, facts, line=lines + 1)], [decoded])


def facts_of(fields: list[tuple[str, str]]) -> dict[str, object]:
    """The facts about an article among named fields; a date that could be two days is left out."""
    facts: dict[str, object] = {}
    for name, value in fields:
        fact = _NAMES.get(name.strip().casefold())
        plain = value.strip().strip("\"'")
        known = parse_date(plain) if fact == "published" else plain
        if fact and known:
            facts.setdefault(fact, known)
    return facts
