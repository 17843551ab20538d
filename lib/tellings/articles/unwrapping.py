"""Lines of a page that belong together, joined again."""

import re
from itertools import groupby, pairwise

from tellings.articles.bylines import LONE_NAME
from tellings.articles.captions import is_caption
from tellings.articles.lines import (
    BULLET,
    CLUTTER,
    COPYRIGHT,
    LEAST_UNFINISHED,
    LONE_BUTTON,
    LONE_NETWORK,
    LONGEST_CLUTTER,
    MASTHEAD,
    UNFINISHED,
    Line,
    ends_sentence,
    is_about_article,
    is_byline,
    is_dateline,
)
from tellings.articles.page_top import Page

_ANY_CLUTTER = re.compile(
    "|".join(
        pattern.pattern if pattern.flags & re.IGNORECASE else f"(?-i:{pattern.pattern})"
        for _, pattern in CLUTTER
    ),
    re.IGNORECASE,
)
_BY = re.compile(r"\s*by\s*:?\s*", re.IGNORECASE)
_BY_FIELD = re.compile(r"\s*by:", re.IGNORECASE)


def filled_lines(text: str, first: int = 1) -> list[Line]:
    """The lines that are not blank, each with the reason to remove it, if there is one."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blank_above = [True, *(not line.strip() for line in raw)]
    filled = [
        Line(number, line, blank, _reason_to_remove(line))
        for number, (line, blank) in enumerate(zip(raw, blank_above, strict=False), start=first)
        if line.strip()
    ]
    return _with_share_buttons(filled)


def _with_whole_bylines(lines: list[Line]) -> list[Line]:
    """A lone "By" and the name in the line below it are one line."""
    whole: list[Line] = []
    for line in lines:
        name = line.text.strip(" \t,")
        if whole and _BY.fullmatch(whole[-1].text) and LONE_NAME.fullmatch(name):
            whole[-1] = whole[-1]._replace(text=f"By {name}")
        else:
            whole.append(line)
    return whole


def _with_share_buttons(lines: list[Line]) -> list[Line]:
    """A lone "Facebook" may be a subhead, and a lone "41" a cell; beside a button it is one too."""
    marked: list[Line] = []
    for is_button, group in groupby(lines, key=_may_be_button):
        run = list(group)
        networks = sum(bool(LONE_NETWORK.fullmatch(line.text)) for line in run)
        if is_button and (networks > 1 or any(line.reason == "share line" for line in run)):
            run = [line._replace(reason=line.reason or "share line") for line in run]
        marked += run
    return marked


def _may_be_button(line: Line) -> bool:
    named = LONE_NETWORK.fullmatch(line.text) or LONE_BUTTON.fullmatch(line.text)
    return line.reason == "share line" or bool(named)


def _reason_to_remove(line: str) -> str | None:
    if len(line) > LONGEST_CLUTTER:
        return None
    if COPYRIGHT.fullmatch(line):
        return "copyright line"
    if not _ANY_CLUTTER.fullmatch(line):  # one look instead of twenty, at nearly all lines
        return None
    return next((reason for reason, pattern in CLUTTER if pattern.fullmatch(line)), None)


def rejoined(page: Page, lines: list[Line]) -> list[Line]:
    """Lines broken in the middle of a sentence are put together again."""
    width = _wrap_width(lines)
    groups: list[list[Line]] = []
    for line in _with_whole_bylines(lines):
        if groups and _goes_on(groups, line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    page.first_rejoined = next((group[0].number for group in groups if len(group) > 1), None)
    return [_together(group) for group in groups]


def _together(group: list[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    text = " ".join(line.text.strip() for line in group)
    return group[0]._replace(text=text, reason=_reason_to_remove(text))


def _wrap_width(lines: list[Line]) -> int:
    """How many characters a line of a hard-wrapped file holds; 0 if the lines do not look wrapped.

    They do where a third of all line breaks, and two at least, fall inside a sentence.
    """
    breaks = [
        (upper.text, lower.text)
        for upper, lower in pairwise(lines)
        if not (lower.after_blank or upper.reason)
    ]
    inside = sorted(len(upper.strip()) for upper, lower in breaks if _runs_on(upper, lower))
    if len(inside) < 2 or 3 * len(inside) < len(breaks):
        return 0
    return inside[9 * (len(inside) - 1) // 10]


def _runs_on(upper: str, lower: str) -> bool:
    if upper.rstrip().endswith(")") and re.match(r"\s*(?:[–—]|--?)\s", lower):
        return True
    return not ends_sentence(upper) and (
        lower.lstrip()[0].islower() or bool(UNFINISHED.search(upper[-20:]))
    )


def _goes_on(groups: list[list[Line]], line: Line, width: int) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    above = groups[-1]
    upper = above[-1].text
    if line.after_blank or (len(above) == 1 and _stands_alone(above[0])):
        return False
    first = groups[0] is above and len(above) == 1
    # "by Nora Webb" in small letters below a headline
    if (first or not width or _BY_FIELD.match(line.text)) and is_byline(line.text):
        return False
    full = bool(width) and _is_full(upper, line.text, width, strict=first or ends_sentence(upper))
    if _runs_on(upper, line.text) and (full or len(above) > 1 or _lowers(upper, line.text, width)):
        return full or not line.reason
    return full and not (line.reason or _begins_anew(line.text))


def _lowers(upper: str, lower: str, width: int) -> bool:
    """Whether the break is inside a sentence though the line above was not full.

    In a file that is not wrapped, a short line above small letters is an entry of a list: "wine".
    """
    small = not lower.lstrip()[0].isupper()
    long = len(upper) >= LEAST_UNFINISHED or bool(UNFINISHED.search(upper[-20:]))
    return (long or bool(width)) if small else len(upper) >= LEAST_UNFINISHED


def _is_full(upper: str, lower: str, width: int, strict: bool) -> bool:
    """Whether the next word did not fit above; unless strict, lines may be ragged by a quarter."""
    needed = len(upper.strip()) + 1 + len(lower.split(maxsplit=1)[0])
    return needed > (width if strict else 3 * width // 4)


def _stands_alone(line: Line) -> bool:
    return bool(
        line.reason
        or is_about_article(line.text)
        or is_caption(line.text)
        or MASTHEAD.fullmatch(line.text)
    )


def _begins_anew(text: str) -> bool:
    indented = text[0].isspace()
    return bool(indented or is_about_article(text) or is_dateline(text) or BULLET.match(text))
