"""Told by layout: date lines, transcripts ("NAME: ..."), and quotations signed with a name."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tellings.actors.lists import countries, key_of, regions
from tellings.attribution.engine.wording import Found
from tellings.text.splitting import Span

_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
# A turn in a transcript, a line of its own: "LEE (to Kim): The plan is dead."
_TURN = re.compile(
    rf"^(?P<source>{_NAME})(?: ?\([^)\n]{{1,40}}\))?(?P<cue>:)\s+(?P<content>\S[^\n]{{8,}})$",
    re.MULTILINE,
)
# A quotation with a name under it: “The plan is dead.” — Ann Lee, minister
_SIGNED = re.compile(
    r"^(?P<content>[“\"][^\n]*[”\"])\s*(?P<cue>[―—–-]{1,2})\s*(?P<source>[A-Z][^\n.!?:]{2,80})\.?$",
    re.MULTILINE,
)
# A man known as “Dusty” said; said a driver who asked to be called “Red.”
_CALLED = re.compile(
    r"(?<=[a-z])(?<!\bis)(?<!\bwas)(?<!\bare)(?<!\bwere)(?<!\bbeen)\s(?:who\s(?:is\s|was\s)?)?"
    r"(?:(?:known|identified|goes|going|went)\s(?:(?:only|also|online|locally)\s)?(?:as|by)"
    r"(?:\sthe\s(?:nick)?name(?:\sof)?)?|(?:asked|wanted)\sto\sbe\s(?:called|identified\sas)"
    r"|nicknamed|calling\s(?:(?:it|him|her)self|themselves))\s"
    r"[“\"‘][A-Z][\w.’'-]*(?:\s[A-Z][\w’'-]*){0,3}(?P<stop>\.?)[”\"’]"
)
# "OSLO, Norway, May 4 (Reuters) - The": where and when, and no part of the sentence behind it.
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’/ -]{2,40})(?:,\s[^\n()–—“”\"]{1,40}?)?(?:\s?\([^()\n]{1,40}\))?"
    r"(?:\s?[–—]\s?|\s--?\s|(?P<colon>:\s))(?=[A-Z\d“\"‘'„«])"
)
NESTED = 4  # contents that may begin before another and reach into it
PROBABILITY = 0.85  # of both forms in PolNeAR's training part, 21 in 23


def without_datelines(text: str, paragraphs: Iterable[Span]) -> list[Span]:
    """Paragraphs from behind their date lines on.

    >>> without_datelines("OSLO (AP) — The port is shut.", [(0, 29)])
    [(12, 29)]
    """
    return [(_behind_dateline(text, start, end), end) for start, end in paragraphs]


def without_nicknames(text: str) -> str:
    """A text with blanks for what somebody is said to be called, and every place kept.

    >>> without_nicknames("A man known as “Dusty” said no.")
    'A man                  said no.'
    """
    return _CALLED.sub(lambda found: " " * (len(found[0]) - 1) + (found["stop"] or " "), text)


def with_nickname(text: str, one: Found) -> Found:
    """A row whose source has what it is called again: A man known as “Dusty”."""
    if len(one.source) != 1:
        return one
    start, end = one.source[0]
    found = _CALLED.match(text, end)
    return replace(one, source=((start, found.end()),)) if found else one


def _behind_dateline(text: str, start: int, end: int) -> int:
    found = _DATELINE.match(text, start, end)
    if not found:
        return start
    place = key_of(found["place"])
    is_place = place in countries() or place in regions()
    return found.end() if is_place or not found["colon"] else start


def laid_out(text: str, paragraphs: Iterable[Span]) -> list[Found]:
    """Turns of a transcript in which somebody speaks twice, and quotations with a dash and a name.

    >>> text = 'LEE: The plan is dead.\\nKIM: It is not.\\nLEE: We shall see.'
    >>> [text[slice(*one.source[0])] for one in laid_out(text, [(0, 22), (23, 38), (39, 57)])]
    ['LEE', 'KIM', 'LEE']
    """
    starts = {start for start, _ in paragraphs}
    turns = [match for match in _TURN.finditer(text) if match.start() in starts]
    if max(Counter(match["source"] for match in turns).values(), default=0) < 2:
        turns = []
    signed = (match for match in _SIGNED.finditer(text) if match.start() in starts)
    return [*_found(turns, "a turn in a transcript"), *_found(signed, "a name under a quotation")]


def _found(matches: Iterable[re.Match[str]], why: str) -> Iterator[Found]:
    for match in matches:
        source, cue, content = ((match.span(part),) for part in ("source", "cue", "content"))
        yield Found(source, cue, content, PROBABILITY, why)


def added(found: list[Found], more: list[Found]) -> list[Found]:
    """The rows found, and of the others those whose content is not mostly somebody's already."""
    spans = sorted(span for one in found for span in one.content)
    new = [one for one in more if not _mostly_taken(one.content[0], spans)]
    return sorted([*found, *new], key=lambda one: min(one.cue + one.content)) if new else found


def _mostly_taken(span: Span, spans: list[Span]) -> bool:
    start, end = span
    near = spans[max(0, bisect_left(spans, span) - NESTED) : bisect_left(spans, (end, end))]
    return 2 * sum(max(0, min(b, end) - max(a, start)) for a, b in near) >= end - start
