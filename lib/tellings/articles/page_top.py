"""The top of a page: headline, deck, byline, date and captions, down to the first paragraph."""

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from tellings.articles.article import Caption, Removed
from tellings.articles.bylines import AGENCY, AGENCY_ALONE
from tellings.articles.captions import CREDIT_SLASH, IMAGE, TITLE_CREDITS, find_credit, is_caption
from tellings.articles.date_lines import (
    AGENCY_DATE,
    PUBLISHED_LABEL,
    WITH_TIME,
    parse_date,
    parse_published,
)
from tellings.articles.lines import (
    BULLET,
    LONGEST_DECK,
    Line,
    find_holder,
    is_about_article,
    is_bare_date,
    is_byline,
    is_date_line,
    is_dateline,
    is_doubtful_byline,
    is_prose,
    is_sentence,
    name_before_date,
    without_date,
)
from tellings.articles.navigation import is_long, is_menu, is_notice, is_same_headline

LONGEST_TOP = 100  # lines; the menus of some pages have eighty
_LONGEST_CREDITS = 12  # lines, of a caption, its credit and the buttons below them
LONGEST_HEAD = 6  # lines from a headline to the date below it
LEAST_BODY_WORDS = 5  # below a byline; a line of fewer is a place or an office: "BBC News"


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
    trust_in_published: int = 0
    first_rejoined: int | None = None

    def learn(self, name: str, value: str, line: int) -> bool:
        """Keeps the first thing the page says about something, and its line; whether it was
        first.
        """
        if name in self.facts:
            return self.facts[name] == value
        self.facts[name], self.lines[name] = value, line
        return True


def first_paragraph(lines: list[Line]) -> int:
    """The index of the first paragraph: at the dateline, or below a byline or date near the top."""
    prose = [
        i
        for i, line in enumerate(lines)
        if not line.reason and is_sentence(line.text) and not is_caption(line.text)
        and not is_about_article(line.text) and not is_date_line(line.text)
        and not is_notice(line.text) and not _is_apart(lines[i : i + _LONGEST_CREDITS])
    ]  # fmt: skip
    dateline = next((i for i in prose[:2] if is_dateline(lines[i].text)), None)
    if dateline is not None:
        return dateline
    about = (
        i
        for i, line in enumerate(lines[:LONGEST_TOP])
        if (is_about_article(line.text) and not line.reason)
        or (is_bare_date(line) and _is_below_headline(i, lines, prose))
    )
    after = max((i + 1 for i in about if _is_above_body(i, lines[i].text, prose)), default=0)
    left = [i for i in range(after, len(lines)) if not lines[i].reason]
    first = next((i for i in prose if i >= after), next(iter(left), len(lines)))
    return next((i for i in left if i < first and _is_early_body(i, after, lines)), first)


def _is_below_headline(date: int, lines: list[Line], prose: list[int]) -> bool:
    """Whether a date is near below a headline, which may itself end like a sentence: Who pays?"""
    titles = [i for i in range(date) if _is_title(lines[i]) and not is_notice(lines[i].text)]
    above = [i for i in titles if is_long(lines[i].text)]
    first = [i for i in above if i in prose]
    if not first:
        return bool(above)
    asks = lines[first[0]].text.rstrip().endswith("?")
    head = first == above[:1] or (asks and len(first) == 1)
    return (head and date - first[0] <= LONGEST_HEAD) or _in_one_block([*first, date], lines, prose)


def _in_one_block(head: list[int], lines: list[Line], prose: list[int]) -> bool:
    """Whether sentences of a deck or a caption and the date below them are parted by blank lines
    from the first paragraph only.
    """
    follows = next((i for i in prose if i > head[-1]), None)
    apart = follows is not None and lines[follows].after_blank
    return apart and len(head) <= LONGEST_DECK + 1 and not any(lines[i].after_blank for i in head)


def _is_early_body(i: int, after: int, lines: list[Line]) -> bool:
    """Whether a line without a full stop is the first of the body: below a byline, or if it quotes
    or reports; the first line of a page is its headline.
    """
    text, below = lines[i].text, lines[i + 1] if i + 1 < len(lines) else None
    about = not _is_title(lines[i]) or bool(PUBLISHED_LABEL.fullmatch(text))
    picture = below is not None and (below.reason == "photo credit" or is_caption(below.text))
    over_picture = below is not None and picture and not below.after_blank
    if about or over_picture or BULLET.match(text) or not any(map(_is_title, lines[:i])):
        return False
    return (
        is_prose(text) or is_dateline(text) or (after > 0 and len(text.split()) >= LEAST_BODY_WORDS)
    )


def _is_title(line: Line) -> bool:
    return not (
        line.reason
        or is_about_article(line.text)
        or is_date_line(line.text)
        or is_caption(line.text)
        or is_menu(line.text)
    )


def _is_above_body(i: int, line: str, prose: list[int]) -> bool:
    """Whether a line about the article ends the top: not if it is among or below paragraphs."""
    above = sum(p < i for p in prose)
    doubtful = above > 0 and is_doubtful_byline(line)
    return not prose or (i < prose[-1] and above <= LONGEST_DECK and not doubtful)


class Title(NamedTuple):
    line: Line
    below_picture: bool
    block: int


def read_top(page: Page, lines: list[Line]) -> list[Title]:
    """Reads the lines above the body; returns those that are titles."""
    titles: list[Title] = []
    for line, below in zip_longest(lines, lines[1:]):
        if remove(page, line) or read_about(page, line) or _read_top_fact(page, line, bool(titles)):
            continue
        headed = any(is_long(title.line.text) for title in titles)
        if is_caption(line.text) or (headed and is_over_credit(line, below)):
            add_caption(page, line)
        elif (
            titles
            and (headed or not is_long(line.text))
            and below
            and not below.after_blank
            and is_caption(below.text)
            and not is_sentence(line.text)
        ):
            page.blocks.append(("caption title", line.text.strip()))
        else:
            titles.append(Title(line, bool(page.captions), len(page.blocks)))
            page.blocks.append(("title", without_bullet(page, line)))
    return titles


def _is_apart(lines: list[Line]) -> bool:
    """Whether a line and the credit below it are parted by a blank line from what follows."""
    follows = next((line for line in lines[2:] if not line.reason), None)
    return follows is not None and follows.after_blank and is_over_credit(*lines[:2])


def is_over_credit(line: Line, below: Line | None) -> bool:
    """Whether a line has the credit of a picture right below it, so is the caption."""
    credit = below is not None and below.reason == "photo credit" and not below.after_blank
    return credit and line.reason is None


def read_dates(page: Page, lines: list[Line], headline: int) -> None:
    """Reads the bare dates of the top: those below the headline; above it stands the page's clock,
    unless it is the line next to the headline and gives the minute.

    Args:
        headline: the number of the headline's line; 0 where there is none.
    """
    for line, under in zip_longest(lines, lines[1:]):
        text = line.text.strip()
        below = 0 < headline < line.number
        if line.reason == "page clock" and below and parse_date(text):
            learn_published(page, line.number, text, trust=1)
        elif line.reason or is_about_article(text) or not is_date_line(text):
            continue
        elif below:
            learn_published(page, line.number, text, trust=2)
        elif under and under.number == headline and WITH_TIME.search(text):
            learn_published(page, line.number, text, trust=1)
        else:
            page.removed.append(Removed(line.number, text, "page date"))


def remove(page: Page, line: Line) -> bool:
    if line.reason is None:
        return False
    page.removed.append(Removed(line.number, line.text.strip(), line.reason))
    if holder := find_holder(line.text):
        page.learn("agency" if re.fullmatch(AGENCY, holder) else "outlet", holder, line.number)
    return True


def read_about(page: Page, line: Line, below: bool = False) -> bool:
    """Reads a line that is about the article: by whom, of which agency, of which day.

    Args:
        below: it stands below the first paragraph, where a comment may be dated too, so that a date
            above is trusted more.
    """
    if not is_about_article(line.text):
        return False
    text = line.text.strip()
    signed = name_before_date(text)
    byline = signed or without_date(text)
    if signed or is_byline(byline):
        learn_byline(page, line.number, byline)
        if byline == text:
            return True
        text = text[len(byline) :].strip(" \t|,•·–-")
    elif found := AGENCY_DATE.fullmatch(text):
        page.learn("agency", found["agency"], line.number)
    learn_published(page, line.number, text, trust=2 if below else 3)
    return True


def learn_byline(page: Page, number: int, text: str) -> None:
    if agency := AGENCY_ALONE.fullmatch(text):
        page.learn("agency", agency["agency"], number)
    if not page.learn("byline", text, number):
        page.removed.append(Removed(number, text, "second byline"))


def learn_published(page: Page, number: int, text: str, trust: int) -> None:
    """Keeps the date most to be trusted: 3 says published, 2 is a bare date, 1 an update."""
    if trust <= page.trust_in_published:
        _set_aside(page, number, text)
        return
    if "published" in page.facts:
        _set_aside(page, page.lines["published"], page.facts["published"])
    page.facts["published"], page.lines["published"] = text, number
    page.trust_in_published, page.published = trust, parse_published(text)


def _set_aside(page: Page, number: int, text: str) -> None:
    if all(one.line != number for one in page.removed):  # as the clock of the page is
        page.removed.append(Removed(number, text, "second date line"))


def _read_top_fact(page: Page, line: Line, below_headline: bool) -> bool:
    """Reads what is a fact above the body only: a bare date, an agency, the word "Published"."""
    text = line.text.strip()
    if is_date_line(text):
        return True  # read_dates reads it when the headline is known
    if below_headline and (agency := AGENCY_ALONE.fullmatch(text)):
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
        if wording.strip()[0] not in "([" or not text.strip():
            page.removed.append(Removed(line.number, wording, "photo credit"))
    if not text.strip():
        return
    over = page.blocks[-1] if page.blocks and page.blocks[-1][0] == "caption title" else None
    page.captions.append(Caption(over[1] if over else None, text.strip(), credit))
    page.blocks.append(("caption", text.strip()))


def without_bullet(page: Page, line: Line) -> str:
    bullet = BULLET.match(line.text)
    if bullet:
        page.removed.append(Removed(line.number, bullet[1], "bullet"))
    return line.text[bullet.end() if bullet else 0 :].strip()


def without_headline(page: Page, lines: list[Line]) -> list[Line]:
    """Marks the headline for removal where it stands again over the first paragraph."""
    headline = next((text for name, text in page.blocks if name == "headline"), "")
    again = bool(lines) and is_same_headline(lines[0].text, headline)
    return [lines[0]._replace(reason="headline repeated"), *lines[1:]] if again else lines
