"""Quotation marks, and what stands between them."""

import re
from bisect import bisect_left
from collections.abc import Iterable

import pandas as pd

from tellings.articles.story import Story
from tellings.text.layers import layer
from tellings.text.splitting import Span

OPENERS = frozenset(("“", "„", "«", "``", "‟"))
CLOSERS = frozenset(("”", "»"))
EITHER = frozenset(('"', "''", "＂"))
SINGLE = frozenset("'‘’‛‚")
NO_MARK, MARK_OPEN, MARK_CLOSE, MARK_EITHER, MARK_SINGLE = range(5)
MARKS = dict.fromkeys(OPENERS, MARK_OPEN) | dict.fromkeys(CLOSERS, MARK_CLOSE)
MARKS |= dict.fromkeys(EITHER, MARK_EITHER) | dict.fromkeys(SINGLE, MARK_SINGLE)
# A mark of two strokes, the 's of a possessive, a word (AT&T, 24-year-old, don't), one sign.
TOKEN = re.compile(
    r"``|''|(?<=\w)['’]s\b|[^\W_]+(?:(?:[.&/-]|['’](?!s\b))[^\W_]+)*|[^\w\s]|_+", re.IGNORECASE
)
# What a paragraph with a quotation has; "it's" and "the girls' team" have none of it.
_MAY_QUOTE = re.compile(r"[“„«‟”»\"＂‘]|``|''|(?<![^\W_])['’‛‚](?=[^\W_])")
_TWO_STROKES = frozenset(form for form in MARKS if len(form) == 2)
FAR = 9999


def pair_quotes(
    text: str, spans: list[Span], kinds: list[tuple[int, int]], first: int, last: int
) -> list[Span]:
    """Token ranges [opening mark, after closing mark) of the quotations of one paragraph."""
    singles = closing_singles(text, spans, kinds)
    doubles = [i for i, kind in kinds if kind != MARK_SINGLE]
    unclosed = not doubles and first not in singles and kinds[:1] == [(first, MARK_SINGLE)]
    if unclosed and text[spans[first][0]] == "‘":
        return [(first, last)]
    out: list[Span] = []
    opened, until = -1, -1
    for i, kind in kinds:
        if i <= until:
            continue  # “never again” within ‘The mayor told me “never again” and left,’
        if kind == MARK_SINGLE:
            close = singles.get(i, i) if opened < 0 else i
            whole = bisect_left(doubles, i) == bisect_left(doubles, close)
            if close > i and (whole or is_strong(text, spans[close])):
                out.append((i, close + 1))
                until = close
        elif opens(text, spans[i], kind, text[spans[opened][0]] if opened >= 0 else ""):
            out += [(opened, i)] * (opened >= 0)
            opened = i
        elif opened >= 0:
            out.append((opened, i + 1))
            opened = -1
        elif kind == MARK_CLOSE and not out and i > first:
            out.append((first, i + 1))
    return out + [(opened, last)] * (opened >= 0)


def quotation_marks(text: str, paragraphs: Iterable[Span]) -> list[Span]:
    """Start and end of each quotation with its marks; one not closed runs to its paragraph's end.

    >>> quotation_marks("He spoke of a “mature partnership.”", [(0, 35)])
    [(14, 35)]
    """
    out: list[Span] = []
    for start, end in paragraphs:
        if not _MAY_QUOTE.search(text, start, end + 1):
            continue
        tokens = [
            (found.span(), MARKS.get(found[0], 0)) for found in TOKEN.finditer(text, start, end)
        ]
        spans = [span for span, _ in tokens]
        kinds = [(i, kind) for i, (_, kind) in enumerate(tokens) if kind]
        out += [
            (spans[a][0], spans[b - 1][1])
            for a, b in pair_quotes(text, spans, kinds, 0, len(spans))
        ]
    return out


def closing_singles(
    text: str, spans: list[Span], kinds: list[tuple[int, int]], widest: int = 80
) -> dict[int, int]:
    """For each single mark that opens a quotation, the one that closes it.

    A plural possessive closes none where another mark follows that can:
    ‘I warned them about the residents’ complaints,’ said Lee.
    """
    out: dict[int, int] = {}
    closing = other = FAR * FAR
    for i, kind in reversed(kinds):
        if kind != MARK_SINGLE:
            continue
        before, after = neighbours(text, spans[i])
        if not after.isalnum() and not before.isspace():
            if not _N.fullmatch(text, max(0, spans[i][0] - 2), spans[i][1]):
                closing, other = i, other if _is_possessive(text, spans[i]) else i
        elif after.isalnum() and not before.isalnum() and not text[spans[i][1]].isdigit():
            far = 3 * widest if text[spans[i][0]] == "‘" else widest
            best = other if other - i <= far else closing
            if best - i <= far and not _N.match(text, spans[i][0]):
                out[i] = best
            other = FAR * FAR
    return out


_N = re.compile(r"['‘’][nN]['‘’]")  # rock ’n’ roll


def is_strong(text: str, span: Span) -> bool:
    """Whether a single mark surely closes: behind a comma or full stop, or before one."""
    before, after = neighbours(text, span)
    return before in ",.?!…" or not (after.isspace() or after.isalnum()) or span[1] == len(text)


def _is_possessive(text: str, span: Span) -> bool:
    before, after = neighbours(text, span)
    return before == "s" and after.isspace()


def neighbours(text: str, span: Span) -> tuple[str, str]:
    start, end = span
    return text[start - 1] if start else " ", text[end] if end < len(text) else " "


def opens(text: str, span: Span, kind: int, opened: str) -> bool:
    """Whether a mark opens a quotation, where another is opened or none (""); a straight one by
    what stands beside it.
    """
    before, after = neighbours(text, span)
    if text[span[0]] in "«»" and before.isspace() == after.isalnum():
        return before.isspace()  # »The bridge is closed,« as in German
    if kind == MARK_OPEN:
        misused = opened and not before.isspace() and not after.isalnum()
        return not (misused or (opened == "„" and text[span[0]] == "“"))  # „so“, as in German
    if kind == MARK_CLOSE:
        return False
    if opened:
        return before.isspace() and (after.isalnum() or after == "[") and span[0] > 0
    return not after.isspace() or before.isspace()


def inside_marks(text: str, span: Span) -> Span:
    """A quotation without its marks, each of one stroke or two."""
    start, end = span
    start += 2 if text[start : start + 2] in _TWO_STROKES else text[start] in MARKS
    if end - start > 1 and text[end - 2 : end] in _TWO_STROKES:
        return start, end - 2
    return start, end - (end > start and text[end - 1] in MARKS)


@layer()
def quotations(story: Story) -> pd.DataFrame:
    """What stands in quotation marks, whoever says it: a layer.

    Returns:
        One row a quotation of the body: article, start, end (without the marks), text. Marks with
        nothing between them, such as one that opens at the end of a text, are none.

    >>> quotations(Story.of("He spoke of a “mature partnership.”"))["text"].tolist()
    ['mature partnership.']
    """
    rows = []
    for article in story:
        for mark in quotation_marks(article.text, article.paragraphs):
            start, end = inside_marks(article.text, mark)
            if article.text[start:end].strip():
                rows.append((article.id, start, end, article.text[start:end]))
    return pd.DataFrame(rows, columns=["article", "start", "end", "text"])
