"""The parts of a scraped news page: what is headline, caption and body, and what belongs to the web page only.

The rules speak of news pages in general. Each line is looked at whole: a sentence that merely contains the word
"share" is never taken for a share button. What could be either stays in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise, zip_longest
from typing import NamedTuple

from tellings.page_lines import (
    ADVERTISEMENT_END,
    AGENCY,
    AGENCY_ALONE,
    AGENCY_DATE,
    BARE_DATE,
    BULLET,
    BYLINE,
    CLUTTER,
    COPYRIGHT,
    CREDIT_SLASH,
    DATE,
    DATELINE,
    DOUBTFUL_BYLINE,
    HEADING_OF_LINKS,
    HOLDER,
    IMAGE,
    LEAST_UNFINISHED,
    LONE_NETWORK,
    LONGEST_CLUTTER,
    LONGEST_CREDIT,
    LONGEST_DECK,
    MASTHEAD,
    MONTHS,
    PHOTO_CREDITS,
    PLACE_LINE,
    PUBLISHED,
    PUBLISHED_LABEL,
    SECTION_LABEL,
    SIGNED,
    TERMINAL,
    TITLE_CREDITS,
    UNFINISHED,
)


class Removed(NamedTuple):
    """Something that was in the file and is not in the text: the line it stood in (from 1), its wording, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True)
class Caption:
    """A picture's caption: the title over it, its text, and whom the picture is credited to."""

    title: str | None
    text: str
    credit: str | None


@dataclass
class Page:
    """What the rules found in one file: blocks of text in page order, and what the page says about the article."""

    blocks: list[tuple[str, str]] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    published: date | None = None
    first_rejoined: int | None = None

    def learn(self, name: str, value: str, line: int) -> bool:
        """Keeps the first thing the page says about something, and the line that says it; whether this was the first."""
        if name in self.facts:
            return self.facts[name] == value
        self.facts[name], self.lines[name] = value, line
        return True


def parse_date(text: str) -> date | None:
    """The first full date in a text: day, month and year must all be there.

    >>> parse_date("AFP, Monday 10 Jan 2011")
    datetime.date(2011, 1, 10)
    >>> parse_date("on Monday") is None
    True
    """
    for match in re.finditer(DATE, text, re.IGNORECASE):
        part = {name.rstrip("123"): value for name, value in match.groupdict().items() if value}
        month = part["month"].lower()
        number = int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1
        try:
            return date(int(part["year"]), number, int(part["day"]))
        except ValueError:
            continue
    return None


def is_sentence(line: str, least_words: int = 4) -> bool:
    """Whether a line reads like a paragraph of prose, not like a title: it ends a sentence and has several words."""
    return _ends_sentence(line) and len(line.split()) >= least_words


def _ends_sentence(line: str) -> bool:
    return bool(TERMINAL.search(line.strip()))


def parse_page(text: str) -> Page:
    """Tells the parts of a scraped news page apart.

    Args:
        text: the whole file, decoded.

    Returns:
        A Page; its blocks are (section, text) in page order, section one of headline, deck, caption, body, subhead.

    >>> page = parse_page("Talks begin\\nAFP, Monday 10 Jan 2011\\nViews: 858\\nTwo ministers met in Seoul on Monday.")
    >>> page.blocks
    [('headline', 'Talks begin'), ('body', 'Two ministers met in Seoul on Monday.')]
    >>> page.facts["agency"], page.published, page.removed
    ('AFP', datetime.date(2011, 1, 10), [Removed(line=3, text='Views: 858', reason='view count')])
    """
    page = Page()
    lines = _without_links_below(_rejoined(page, _filled_lines(text)))
    top = _first_paragraph(lines)
    titles = _read_top(page, lines[:top])
    _name_titles(page, _without_labels(page, titles, _holders(lines)))
    for line in lines[top:]:
        _read_below_top(page, line)
    _name_subheads(page)
    page.removed.sort(key=lambda removed: removed.line)
    return page


class _Line(NamedTuple):
    number: int
    text: str
    after_blank: bool
    reason: str | None


def _filled_lines(text: str) -> list[_Line]:
    """The lines that are not blank, each with the reason to remove it, if there is one."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blank_above = [True, *(not line.strip() for line in raw)]
    filled = [
        _Line(number, line, blank_above[number - 1], _reason_to_remove(line))
        for number, line in enumerate(raw, start=1)
        if line.strip()
    ]
    return _with_share_buttons(filled)


def _with_share_buttons(lines: list[_Line]) -> list[_Line]:
    """A lone "Facebook" may be a subhead; beside another button it is a button."""
    buttons = [line.reason == "share line" or bool(LONE_NETWORK.fullmatch(line.text)) for line in lines]
    return [
        line._replace(reason="share line") if buttons[i] and any(buttons[max(i - 1, 0) : i] + buttons[i + 1 : i + 2]) else line
        for i, line in enumerate(lines)
    ]


def _reason_to_remove(line: str) -> str | None:
    if len(line) > LONGEST_CLUTTER:
        return None
    if COPYRIGHT.fullmatch(line):
        return "copyright line"
    return next((reason for reason, pattern in CLUTTER if pattern.fullmatch(line)), None)


def _rejoined(page: Page, lines: list[_Line]) -> list[_Line]:
    """Lines broken in the middle of a sentence are put together again."""
    width = _wrap_width(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _goes_on(groups, line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    page.first_rejoined = next((group[0].number for group in groups if len(group) > 1), None)
    return [_together(group) for group in groups]


def _together(group: list[_Line]) -> _Line:
    if len(group) == 1:
        return group[0]
    text = " ".join(line.text.strip() for line in group)
    return group[0]._replace(text=text, reason=_reason_to_remove(text))


def _wrap_width(lines: list[_Line]) -> int:
    """How many characters a line of a hard-wrapped file holds; 0 if the lines do not look wrapped.

    They do where a third of all line breaks, and two at least, fall inside a sentence.
    """
    breaks = [(upper.text, lower.text) for upper, lower in pairwise(lines) if not (lower.after_blank or upper.reason)]
    inside = sorted(len(upper.strip()) for upper, lower in breaks if _runs_on(upper, lower))
    if len(inside) < 2 or 3 * len(inside) < len(breaks):
        return 0
    return inside[9 * (len(inside) - 1) // 10]


def _runs_on(upper: str, lower: str) -> bool:
    if upper.rstrip().endswith(")") and re.match(r"\s*(?:[–—]|--?)\s", lower):
        return True
    return not _ends_sentence(upper) and (lower.lstrip()[0].islower() or bool(UNFINISHED.search(upper[-20:])))


def _goes_on(groups: list[list[_Line]], line: _Line, width: int) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    above = groups[-1]
    upper = above[-1].text
    if line.after_blank or (len(above) == 1 and _stands_alone(above[0])):
        return False
    first = groups[0] is above and len(above) == 1
    full = bool(width) and _is_full(upper, line.text, width, strict=first or _ends_sentence(upper))
    if _runs_on(upper, line.text) and (full or _lowers(upper, line.text)):
        return full or not line.reason
    return full and not (line.reason or _begins_anew(line.text))


def _lowers(upper: str, lower: str) -> bool:
    return not lower.lstrip()[0].isupper() or len(upper) >= LEAST_UNFINISHED


def _is_full(upper: str, lower: str, width: int, strict: bool) -> bool:
    """Whether the next word would not have fitted into the line above; unless strict, lines may be ragged by a quarter."""
    needed = len(upper.strip()) + 1 + len(lower.split(maxsplit=1)[0])
    return needed > (width if strict else 3 * width // 4)


def _stands_alone(line: _Line) -> bool:
    return bool(line.reason or _is_about_article(line.text) or _is_caption(line.text) or MASTHEAD.fullmatch(line.text))


def _begins_anew(text: str) -> bool:
    indented = text[0].isspace()
    return bool(indented or _is_about_article(text) or _is_dateline(text) or BULLET.match(text))


def _without_links_below(lines: list[_Line]) -> list[_Line]:
    """Marks for removal the headlines listed under "Related articles" once the article is over."""
    prose = [i for i, line in enumerate(lines) if not line.reason and is_sentence(line.text)]
    after = prose[-1] if prose else len(lines)
    heading = next((i for i in range(after, len(lines)) if HEADING_OF_LINKS.fullmatch(lines[i].text)), len(lines))
    return lines[:heading] + [
        line if line.reason or _ends_sentence(line.text) else line._replace(reason="link to another page")
        for line in lines[heading:]
    ]


def _holders(lines: list[_Line]) -> set[str]:
    return {holder.casefold() for line in lines if line.reason == "copyright line" and (holder := _holder(line.text))}


def _holder(line: str) -> str | None:
    notice = COPYRIGHT.fullmatch(line)
    found = HOLDER.match(notice["rest"].strip()) if notice else None
    return found["holder"].strip() if found else None


def _first_paragraph(lines: list[_Line]) -> int:
    """The index of the first paragraph: at the dateline, or after the byline or date line, if they are near the top."""
    prose = [i for i, line in enumerate(lines) if not line.reason and is_sentence(line.text) and not _is_caption(line.text)]
    dateline = next((i for i in prose[:2] if _is_dateline(lines[i].text)), None)
    if dateline is not None:
        return dateline
    about = (i for i, line in enumerate(lines[:12]) if _is_about_article(line.text) and not line.reason)
    after = max((i + 1 for i in about if _is_above_body(i, lines[i].text, prose)), default=0)
    left = (i for i in range(after, len(lines)) if not lines[i].reason)
    return next((i for i in prose if i >= after), next(left, len(lines)))


def _is_above_body(i: int, line: str, prose: list[int]) -> bool:
    """Whether a line about the article ends the top: not if it stands among or below the paragraphs."""
    above = sum(p < i for p in prose)
    doubtful = above > 0 and _is_doubtful_byline(line)
    return not prose or (i < prose[-1] and above <= LONGEST_DECK and not doubtful)


def _is_doubtful_byline(line: str) -> bool:
    return len(line) <= LONGEST_CLUTTER and bool(DOUBTFUL_BYLINE.fullmatch(line))


def _is_dateline(line: str) -> bool:
    return bool(PLACE_LINE.match(line) or DATELINE.match(line))


def _is_about_article(line: str) -> bool:
    if len(line) > LONGEST_CLUTTER:
        return False
    return any(pattern.fullmatch(line) for pattern in (BYLINE, SIGNED, AGENCY_DATE, PUBLISHED))


def _is_caption(line: str) -> bool:
    if IMAGE.match(line) or _credit(line, TITLE_CREDITS):
        return True
    slashed = _credit(line, (CREDIT_SLASH,))
    return bool(slashed and is_sentence(line[: slashed[0]]))


def _credit(line: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[int, str, str] | None:
    """Where a credit at the end of a line begins, its wording there, and whom it names."""
    start = max(len(line) - LONGEST_CREDIT, 0)
    found = next((match for pattern in patterns if (match := pattern.search(line[start:]))), None)
    return (start + found.start(), found[0], found[1]) if found else None


class _Title(NamedTuple):
    line: _Line
    below_picture: bool
    block: int


def _read_top(page: Page, lines: list[_Line]) -> list[_Title]:
    """Reads the lines above the body; returns those that are titles."""
    titles: list[_Title] = []
    for line, below in zip_longest(lines, lines[1:]):
        if _remove(page, line) or _read_about(page, line) or _read_top_fact(page, line, bool(titles)):
            continue
        if _is_caption(line.text):
            _add_caption(page, line)
        elif titles and below and not below.after_blank and _is_caption(below.text) and not is_sentence(line.text):
            page.blocks.append(("caption title", line.text.strip()))
        else:
            titles.append(_Title(line, bool(page.captions), len(page.blocks)))
            page.blocks.append(("title", _without_bullet(page, line)))
    return titles


def _remove(page: Page, line: _Line) -> bool:
    if line.reason is None:
        return False
    page.removed.append(Removed(line.number, line.text.strip(), line.reason))
    if holder := _holder(line.text):
        page.learn("agency" if re.fullmatch(AGENCY, holder) else "outlet", holder, line.number)
    return True


def _read_about(page: Page, line: _Line) -> bool:
    """Reads a line that is about the article: by whom, of which agency, of which day."""
    if not _is_about_article(line.text):
        return False
    text = line.text.strip()
    if BYLINE.fullmatch(text) or SIGNED.fullmatch(text):
        _learn_byline(page, line.number, text)
    else:
        if found := AGENCY_DATE.fullmatch(text):
            page.learn("agency", found["agency"], line.number)
        _learn_published(page, line.number, text)
    return True


def _learn_byline(page: Page, number: int, text: str) -> None:
    if agency := AGENCY_ALONE.fullmatch(text):
        page.learn("agency", agency["agency"], number)
    if not page.learn("byline", text, number):
        page.removed.append(Removed(number, text, "second byline"))


def _learn_published(page: Page, number: int, text: str) -> None:
    first = page.learn("published", text, number)
    if not first:
        page.removed.append(Removed(number, text, "second date line"))
        return
    since = PUBLISHED.fullmatch(text)
    page.published = page.published or parse_date(since["since"] if since else text)


def _read_top_fact(page: Page, line: _Line, below_headline: bool) -> bool:
    """Reads what is a fact above the body only: a bare date, the name of an agency, the word "Published"."""
    text = line.text.strip()
    if BARE_DATE.fullmatch(text) and below_headline:
        _learn_published(page, line.number, text)
    elif BARE_DATE.fullmatch(text):
        page.removed.append(Removed(line.number, text, "page date"))
    elif below_headline and (agency := AGENCY_ALONE.fullmatch(text)):
        page.learn("agency", agency["agency"], line.number)
        page.removed.append(Removed(line.number, text, "agency line"))
    elif below_headline and PUBLISHED_LABEL.fullmatch(text):
        page.removed.append(Removed(line.number, text, "label of the date"))
    else:
        return False
    return True


def _add_caption(page: Page, line: _Line) -> None:
    """A caption's text without its markup and credit; the title over it, if any, becomes its own."""
    text = line.text
    if markup := IMAGE.match(text):
        page.removed.append(Removed(line.number, markup[0], "image markup"))
        text = text[markup.end() :]
    credit = None
    if found := _credit(text, (*TITLE_CREDITS, CREDIT_SLASH)):
        start, wording, credit = found
        text = text[:start]
        if wording.strip()[0] not in "([":
            page.removed.append(Removed(line.number, wording, "photo credit"))
    if not text.strip():
        return
    over = page.blocks[-1] if page.blocks and page.blocks[-1][0] == "caption title" else None
    page.captions.append(Caption(over[1] if over else None, text.strip(), credit))
    page.blocks.append(("caption", text.strip()))


def _without_labels(page: Page, titles: list[_Title], holders: set[str]) -> list[_Title]:
    """The titles without masthead and section labels, which are such only where another title is left."""
    labels = {title.block: reason for title in titles if (reason := _label(title, titles[0], holders))}
    if len(labels) == len(titles):
        return titles
    for title in (title for title in titles if title.block in labels):
        text, number = title.line.text.strip(), title.line.number
        page.blocks[title.block] = ("label", text)
        page.removed.append(Removed(number, text, labels[title.block]))
        if labels[title.block] == "masthead":
            page.learn("outlet", text, number)
    return [title for title in titles if title.block not in labels]


def _label(title: _Title, first: _Title, holders: set[str]) -> str | None:
    text = title.line.text.strip()
    if SECTION_LABEL.fullmatch(text):
        return "section label"
    named = text.casefold() in holders or bool(MASTHEAD.fullmatch(text))
    return "masthead" if title is first and named else None


def _name_titles(page: Page, titles: list[_Title]) -> None:
    """First title headline, the rest deck; a lone title under the picture is a deck, its headline is not in the file."""
    lone = len(titles) == 1 and titles[0].below_picture
    for order, title in enumerate(titles):
        section = "headline" if order == 0 and not lone else "deck"
        page.blocks[title.block] = (section, page.blocks[title.block][1])
    named = [("caption" if name == "caption title" else name, text) for name, text in page.blocks]
    page.blocks = [(name, text) for name, text in named if name != "label"]


def _read_below_top(page: Page, line: _Line) -> None:
    if _remove(page, line) or (not _is_doubtful_byline(line.text) and _read_about(page, line)):
        return
    if dateline := DATELINE.match(line.text):
        page.learn("agency", dateline["agency"], line.number)
    if IMAGE.match(line.text) or _credit(line.text, PHOTO_CREDITS):
        _add_caption(page, line)
    else:
        text = _without_advertisement(page, line._replace(text=_without_bullet(page, line)))
        page.blocks.append(("body", text))


def _without_bullet(page: Page, line: _Line) -> str:
    bullet = BULLET.match(line.text)
    if bullet:
        page.removed.append(Removed(line.number, bullet[1], "bullet"))
    return line.text[bullet.end() if bullet else 0 :].strip()


def _without_advertisement(page: Page, line: _Line) -> str:
    tail = max(len(line.text) - LONGEST_CREDIT, 0)
    found = ADVERTISEMENT_END.search(line.text, tail)
    if found:
        page.removed.append(Removed(line.number, found[1], "advertisement"))
    return line.text[: found.start() if found else None].strip()


def _name_subheads(page: Page) -> None:
    """A short line without sentence end between two paragraphs, on a page whose paragraphs end their sentences."""
    body = [text for name, text in page.blocks if name == "body"]
    if 3 * sum(map(is_sentence, body)) < 2 * len(body):
        return
    for before, at, after in _with_neighbours(page.blocks):
        if _is_title_like(page.blocks[at][1]) and is_sentence(page.blocks[before][1]) and is_sentence(page.blocks[after][1]):
            page.blocks[at] = ("subhead", page.blocks[at][1])


def _with_neighbours(blocks: list[tuple[str, str]]) -> Iterator[tuple[int, int, int]]:
    """The places of three paragraphs in a row, whatever captions stand between them."""
    body = [i for i, (name, _) in enumerate(blocks) if name == "body"]
    return zip(body, body[1:], body[2:], strict=False)


def _is_title_like(text: str) -> bool:
    begins = text.lstrip("'\"‘“«")[:1]
    ends = text[-1]
    return len(text) <= 60 and len(text.split()) <= 8 and (begins.isupper() or begins.isdigit()) and ends not in ".?!…,;:-–—)]"
