"""PDF and rich-text files."""

import logging
import re
from io import BytesIO
from itertools import accumulate

from tellings.articles.decoding import decode
from tellings.articles.notes import note
from tellings.articles.readers.found import COPY, Found, Read, ReadingError, or_not_whole

_CELL_END = re.compile(r"\\(?:nest)?cell(?![a-z])")  # in a table each cell is a line of its own
_LOOK = "Look there: a picture may hold words."
_OPEN_GROUP = note(
    "braces open and close at the wrong places, so that words may be missing",
    "Compare it with the file as a word processor shows it, and save it anew there.",
    1,
)


@or_not_whole("PDF file", COPY)
def read_pdf(data: bytes) -> Read:
    """The words of a PDF file, page by page; a file of pictures holds none."""
    from pypdf import PdfReader  # it takes half a second to import
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it misses is said below
    reader = PdfReader(BytesIO(data))
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadingError("a PDF file with a password", COPY)
        pages = [page.extract_text() or "" for page in reader.pages]
    except DependencyError as problem:  # of a kind that another package could decrypt
        raise ReadingError("a PDF file that is encrypted", COPY) from problem
    bare = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    if len(bare) == len(pages):
        what = "of pictures, which holds no words" if pages else "without pages"
        raise ReadingError(f"a PDF file {what}", COPY)
    why = "read from a PDF file, which does not say in which order its words are read"
    remark = note(why, "Check the order of the paragraphs.", 1)
    notes = [remark, note(f"no words on page {', '.join(bare)}", _LOOK, 1) if bare else {}]
    return Read([Found("\n\n".join(pages))], notes)


@or_not_whole("rich-text (RTF) file", COPY)
def read_rich_text(data: bytes) -> Read:
    """The words of a rich-text file, a paragraph a line."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        decode(data)  # what else it may be is said there
        raise ReadingError("not a rich-text (RTF) file", "Save it as plain text (.txt) in UTF-8.")
    text = rtf_to_text(_CELL_END.sub(r"\\par ", data.decode("latin-1")), errors="replace")
    return Read([Found(text)], [] if _is_closed(data) else [_OPEN_GROUP])


def _is_closed(data: bytes) -> bool:
    """Whether the first brace is closed where the file ends, as in {\\rtf1 {\\b They} met.}"""
    braces = re.findall(rb"[{}]", re.sub(rb"\\[\\{}]", b"", data))
    depths = list(accumulate(1 if one == b"{" else -1 for one in braces))
    return depths[-1:] == [0] and 0 not in depths[:-1]
