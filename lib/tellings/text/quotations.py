"""Quotation marks, and what stands between them."""

import re
from collections.abc import Iterable

import pandas as pd

from tellings.articles.story import Story
from tellings.text.layers import layer
from tellings.text.splitting import Span

OPENERS, CLOSERS, EITHER = (
    frozenset(("“", "„", "«", "``", "‟")),
    frozenset(("”", "»")),
    frozenset(('"', "''", "＂")),
)
SINGLE = frozenset("'‘’‛‚")
NO_MARK, MARK_OPEN, MARK_CLOSE, MARK_EITHER, MARK_SINGLE = range(5)
MARKS = {
    form: kind
    for kind, forms in (
        (MARK_OPEN, OPENERS),
        (MARK_CLOSE, CLOSERS),
        (MARK_EITHER, EITHER),
        (MARK_SINGLE, SINGLE),
    )
    for form in forms
}
TOKEN = re.compile(
    r"``|''|(?<=\w)['’]s\b|[^\W_]+(?:(?:[.&/-]|['’](?!s\b))[^\W_]+)*|[^\w\s]|_+", re.IGNORECASE
)
_TWO_STROKES = frozenset(form for form in MARKS if len(form) == 2)
FAR = 9999


def pair_quotes(
    text: str, spans: list[Span], kinds: list[tuple[int, int]], first: int, last: int
) -> list[Span]:
    """Token ranges [opening mark, after closing mark) of the quotations of one paragraph."""
    out: list[Span] = []
    opened, single = -1, -1
    singles = closing_singles(text, spans, kinds)
    for i, kind in kinds:
        if kind == MARK_SINGLE:
            if opened >= 0:
                continue
            if single >= 0 and i == singles.get(single):
                out.append((single, i + 1))
                single = -1
            elif single < 0 and i in singles:
                single = i
        elif opens(
            text, spans[i], kind, opened >= 0, opened >= 0 and text[spans[opened][0]] == "„"
        ):
            if opened >= 0:
                out.append((opened, i))
            opened, single = i, -1
        elif opened >= 0:
            out.append((opened, i + 1))
            opened = -1
        elif kind == MARK_CLOSE and not out:
            out.append((first, i + 1))
    if opened >= 0:
        out.append((opened, last))
    return out


def quotation_marks(text: str, paragraphs: Iterable[Span]) -> list[Span]:
    """Start and end of each quotation with its marks; one not closed runs to its paragraph's end.

    >>> quotation_marks("He spoke of a “mature partnership.”", [(0, 35)])
    [(14, 35)]
    """
    out: list[Span] = []
    for start, end in paragraphs:
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
    """For each single mark that opens a quotation, the one that closes it."""
    out: dict[int, int] = {}
    closing = FAR * FAR
    for i, kind in reversed(kinds):
        if kind != MARK_SINGLE:
            continue
        before, after = neighbours(text, spans[i])
        if not after.isalnum() and not before.isspace():
            closing = i
        elif (
            after.isalnum()
            and not before.isalnum()
            and closing - i <= widest
            and not text[spans[i][1]].isdigit()
        ):
            out[i] = closing
    return out


def neighbours(text: str, span: Span) -> tuple[str, str]:
    start, end = span
    return text[start - 1] if start else " ", text[end] if end < len(text) else " "


def opens(text: str, span: Span, kind: int, is_open: bool, low_opening: bool) -> bool:
    """Whether a mark opens a quotation; a straight one by what stands beside it."""
    before, after = neighbours(text, span)
    if kind == MARK_OPEN:
        misused = is_open and not before.isspace() and not after.isalnum()
        return not (misused or (low_opening and text[span[0]] == "“"))
    if kind == MARK_CLOSE:
        return False
    if is_open:
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
