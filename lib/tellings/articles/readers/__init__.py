"""A reader for each kind of file; to add one is to add a file here and a line to the table."""

from collections.abc import Callable

from tellings.articles.readers.found import Found, Read, ReadingError
from tellings.articles.readers.mail import read_mail
from tellings.articles.readers.office import read_open_document, read_word
from tellings.articles.readers.papers import read_pdf, read_rich_text
from tellings.articles.readers.plain import read_markdown, read_text
from tellings.articles.readers.tables import read_csv, read_excel, read_json
from tellings.articles.readers.web import read_web_page

READERS: dict[str, Callable[[bytes], Read]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".docx": read_word,
    ".odt": read_open_document,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".json": read_json,
    ".jsonl": read_json,
    ".xlsx": read_excel,
    ".eml": read_mail,
    ".html": read_web_page,
    ".htm": read_web_page,
    ".pdf": read_pdf,
    ".rtf": read_rich_text,
}

__all__ = ["READERS", "Found", "Read", "ReadingError"]
