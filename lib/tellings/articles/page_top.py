"""The top of a page: headline, deck, byline, date and captions, down to the first paragraph."""

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from tellings.articles.article import Caption, Removed
from tellings.articles.lines import (
    AGENCY,
    AGENCY_ALONE,
    AGENCY_DATE,
    BARE_DATE,
    BULLET,
    BYLINE,
    CREDIT_SLASH,
    DATE,
    IMAGE,
    LONGEST_DECK,
    MASTHEAD,
    MONTHS,
    PUBLISHED,
    PUBLISHED_LABEL,
    SECTION_LABEL,
    SIGNED,
    TITLE_CREDITS,
    Line,
    find_credit,
    find_holder,
    is_about_article,
    is_caption,
    is_dateline,
    is_doubtful_byline,
    is_sentence,
)


@dataclass
class Page:
    """What the rules found in one file: blocks of text in page order, and facts about the
    article.
    """

    blocks: list[tuple[str, str]] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    published: date | None = None
    first_rejoined: int | None = None

    def learn(self, name: str, value: str, line: int) -> bool:
        """Keeps the first thing the page says about something, and its line; whether it was
        first.
        """
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


def first_paragraph(lines: list[Line]) -> int:
    """The index of the first paragraph: at the dateline, or below a byline or date near the top."""
    prose = [
        i
        for i, line in enumerate(lines)
        if not line.reason and is_sentence(line.text) and not is_caption(line.text)
    ]
    dateline = next((i for i in prose[:2] if is_dateline(lines[i].text)), None)
    if dateline is not None:
        return dateline
    about = (
        i for i, line in enumerate(lines[:12]) if is_about_article(line.text) and not line.reason
    )
    after = max((i + 1 for i in about if _is_above_body(i, lines[i].text, prose)), default=0)
    left = (i for i in range(after, len(lines)) if not lines[i].reason)
    return next((i for i in prose if i >= after), next(left, len(lines)))


def _is_above_body(i: int, line: str, prose: list[int]) -> bool:
    """Whether a line about the article ends the top: not if it is among or below paragraphs."""
    above = sum(p < i for p in prose)
    doubtful = above > 0 and is_doubtful_byline(line)
    return not prose or (i < prose[-1] and above <= LONGEST_DECK and not doubtful)


class _Title(NamedTuple):
    line: Line
    below_picture: bool
    block: int


def read_top(page: Page, lines: list[Line]) -> list[_Title]:
    """Reads the lines above the body; returns those that are titles."""
    titles: list[_Title] = []
    for line, below in zip_longest(lines, lines[1:]):
        if remove(page, line) or read_about(page, line) or _read_top_fact(page, line, bool(titles)):
            continue
        if is_caption(line.text):
            add_caption(page, line)
        elif (
            titles
            and below
            and not below.after_blank
            and is_caption(below.text)
            and not is_sentence(line.text)
        ):
            page.blocks.append(("caption title", line.text.strip()))
        else:
            titles.append(_Title(line, bool(page.captions), len(page.blocks)))
            page.blocks.append(("title", without_bullet(page, line)))
    return titles


def remove(page: Page, line: Line) -> bool:
    if line.reason is None:
        return False
    page.removed.append(Removed(line.number, line.text.strip(), line.reason))
    if holder := find_holder(line.text):
        page.learn("agency" if re.fullmatch(AGENCY, holder) else "outlet", holder, line.number)
    return True


def read_about(page: Page, line: Line) -> bool:
    """Reads a line that is about the article: by whom, of which agency, of which day."""
    if not is_about_article(line.text):
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


def _read_top_fact(page: Page, line: Line, below_headline: bool) -> bool:
    """Reads what is a fact above the body only: a bare date, an agency, the word "Published"."""
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


def add_caption(page: Page, line: Line) -> None:
    """A caption's text without its markup and credit; the title over it, if any, becomes its
    own.
    """
    text = line.text
    if markup := IMAGE.match(text):
        page.removed.append(Removed(line.number, markup[0], "image markup"))
        text = text[markup.end() :]
    credit = None
    if found := find_credit(text, (*TITLE_CREDITS, CREDIT_SLASH)):
        start, wording, credit = found
        text = text[:start]
        if wording.strip()[0] not in "([":
            page.removed.append(Removed(line.number, wording, "photo credit"))
    if not text.strip():
        return
    over = page.blocks[-1] if page.blocks and page.blocks[-1][0] == "caption title" else None
    page.captions.append(Caption(over[1] if over else None, text.strip(), credit))
    page.blocks.append(("caption", text.strip()))


def without_labels(page: Page, titles: list[_Title], holders: set[str]) -> list[_Title]:
    """The titles without masthead and section labels, which are such only beside another title."""
    labels = {
        title.block: reason for title in titles if (reason := _label(title, titles[0], holders))
    }
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


def name_titles(page: Page, titles: list[_Title]) -> None:
    """The first title is headline, the rest deck; a lone title under the picture is a deck too."""
    lone = len(titles) == 1 and titles[0].below_picture
    for order, title in enumerate(titles):
        section = "headline" if order == 0 and not lone else "deck"
        page.blocks[title.block] = (section, page.blocks[title.block][1])
    named = [("caption" if name == "caption title" else name, text) for name, text in page.blocks]
    page.blocks = [(name, text) for name, text in named if name != "label"]


def without_bullet(page: Page, line: Line) -> str:
    bullet = BULLET.match(line.text)
    if bullet:
        page.removed.append(Removed(line.number, bullet[1], "bullet"))
    return line.text[bullet.end() if bullet else 0 :].strip()
