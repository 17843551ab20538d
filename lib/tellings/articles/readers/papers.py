"""PDF and rich-text files."""

import logging
import re
from io import BytesIO

from tellings.articles.decoding import decode
from tellings.articles.notes import note
from tellings.articles.readers.found import Found, Read, ReadingError

_CELL_END = re.compile(r"\\(?:nest)?cell(?![a-z])")  # in a table each cell is a line of its own
_OPEN = "Open it, copy the article, and paste it into a text file (.txt)."


def read_pdf(data: bytes) -> Read:
    """The words of a PDF file, page by page; a file of pictures holds none."""
    from pypdf import PdfReader  # it takes half a second to import
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it misses is said below
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadingError("a PDF file with a password", _OPEN)
        pages = [page.extract_text() or "" for page in reader.pages]
    except ReadingError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise ReadingError("not a whole PDF file", _OPEN) from problem
    if not "".join(pages).strip():
        raise ReadingError("a PDF file of pictures, which holds no words", _OPEN)
    why = "read from a PDF file, which does not say in which order its words are read"
    remark = note(why, "Check the order of the paragraphs.", 1)
    return Read([Found("\n\n".join(pages))], [remark])


def read_rich_text(data: bytes) -> Read:
    """The words of a rich-text file, a paragraph a line."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        decode(data)  # what else it may be is said there
        raise ReadingError("not a rich-text (RTF) file", "Save it as plain text (.txt) in UTF-8.")
    try:
        source = _CELL_END.sub(r"\\par ", data.decode("latin-1"))
        text = rtf_to_text(source, errors="replace")
    except (ValueError, IndexError, KeyError, LookupError) as problem:
        raise ReadingError("not a whole rich-text (RTF) file", _OPEN) from problem
    return Read([Found(text)], [])
