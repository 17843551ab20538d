"""An e-mail, such as a newsletter or an article that somebody forwarded."""

import re
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from tellings.articles.decoding import decode
from tellings.articles.notes import Note, note
from tellings.articles.readers.found import Found, Read, ReadingError, or_not_whole

# Python's parser of headings takes minutes and gigabytes for a long one that is no heading.
_HEADING = re.compile(
    rb"^(?:subject|date|content-[\w-]+):(?:.*\n(?=[ \t]))*.*", re.IGNORECASE | re.MULTILINE
)
_LONGEST_HEADING = 2000  # bytes; names of attached files included
_COPY = "Open it, copy the article, and paste it into a .txt file."


@or_not_whole("e-mail", _COPY)
def read_mail(data: bytes) -> Read:
    """The plain text of an e-mail; its subject is the headline, and its day that of its sender.

    >>> read_mail(b"Subject: Talks begin\\n\\nTwo ministers met.\\n").found[0].facts
    {'headline': 'Talks begin'}
    """
    if long := next(filter(_is_long, _HEADING.finditer(data)), None):
        line = data.count(b"\n", 0, long.start()) + 1
        raise ReadingError("an e-mail with a heading too long to be one", _COPY, line)
    mail = message_from_bytes(data, policy=policy.default)
    body = mail.get_body(preferencelist=("plain",))
    if body is None:
        raise ReadingError("an e-mail without plain text", _COPY)
    facts: dict[str, object] = {}
    if mail["subject"]:
        facts["headline"] = " ".join(str(mail["subject"]).split())
    with suppress(TypeError, ValueError):  # no date, or none that can be understood
        facts["published"] = parsedate_to_datetime(str(mail["date"])).date()
    text, notes = _words(body)
    names = [part.get_filename() or "a file" for part in mail.iter_attachments()]
    if names:
        why = f"attached, and not read: {', '.join(names)}"
        notes.append(note(why, "Save it beside this file.", 1))
    if mail.defects or body.defects:
        why = "the e-mail is damaged or breaks off, so that words may be missing or wrong"
        notes.append(note(why, "Compare it with what your e-mail program shows.", 1))
    return Read([Found(text, facts)], notes)


def _is_long(heading: re.Match[bytes]) -> bool:
    return len(heading[0]) > _LONGEST_HEADING


def _words(body: EmailMessage) -> tuple[str, list[Note]]:
    try:
        return str(body.get_content()), []
    except LookupError:
        text, _ = decode(bytes(body.get_payload(decode=True)))  # type: ignore[arg-type]
        why = f"its charset {body.get_content_charset()} is unknown, so its encoding is a guess"
        return text, [note(why, "Check the accented letters.", 1)]
