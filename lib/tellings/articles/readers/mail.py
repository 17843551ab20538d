"""An e-mail, such as a newsletter or an article that somebody forwarded."""

from contextlib import suppress
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime

from tellings.articles.notes import note
from tellings.articles.readers.found import Found, Read, ReadingError


def read_mail(data: bytes) -> Read:
    """The plain text of an e-mail; its subject is the headline, and its day that of its sender.

    >>> read_mail(b"Subject: Talks begin\\n\\nTwo ministers met.\\n").found[0].facts
    {'headline': 'Talks begin'}
    """
    mail = message_from_bytes(data, policy=policy.default)
    body = mail.get_body(preferencelist=("plain",))
    if body is None:
        raise ReadingError(
            "an e-mail without plain text",
            "Open it, copy the article, and paste it into a .txt file.",
        )
    facts: dict[str, object] = {}
    if mail["subject"]:
        facts["headline"] = " ".join(str(mail["subject"]).split())
    with suppress(TypeError, ValueError):  # no date, or none that can be understood
        facts["published"] = parsedate_to_datetime(str(mail["date"])).date()
    names = [part.get_filename() or "a file" for part in mail.iter_attachments()]
    why = f"attached, and not read: {', '.join(names)}"
    notes = [note(why, "Save it beside this file.", 1)] if names else []
    return Read([Found(str(body.get_content()), facts)], notes)
