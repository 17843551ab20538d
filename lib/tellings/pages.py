"""The parts of a scraped news page: what is headline, caption and body, and what belongs to the web page only.

The rules speak of news pages in general. Each line is looked at whole: a sentence that merely contains the word
"share" is never taken for a share button.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

AGENCIES = (
    "AFP", "Agence France-Presse", "AP", "Associated Press", "The Associated Press", "Reuters", "UPI", "Xinhua", "Yonhap",
    "Kyodo", "Kyodo News", "Jiji", "TASS", "Interfax", "RIA Novosti", "ANI", "PTI", "IANS", "EFE", "DPA", "dpa", "ANSA",
    "Bloomberg", "Anadolu", "MENA", "Antara", "Bernama", "CNA", "PA", "Press Association", "AAP", "CP", "Canadian Press",
)  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_AGENCY = "|".join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH = r"(?P<month{n}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = _WEEKDAY + (
    r"(?:(?P<day1>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH.format(n=1) + r",?\s+(?P<year1>\d{4})"
    r"|" + _MONTH.format(n=2) + r"\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4})"
    r"|(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2}))"
)
_TIME = r"(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*(?:am|pm|a\.m\.|p\.m\.))?(?:\s*\(?[A-Z]{2,4}\)?)?"
_WHEN = rf"(?:{_DATE})?[\s,|–-]*(?:{_TIME})?"


def _whole(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{pattern})\s*", flags)


_SHARE_WORD = (
    r"share|tweet|print|e-?mail|save|like|pin it|facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|"
    r"instagram|copy link|bookmark|comments?|send|this|article|story|on|via|by|to|with|friends|a\+|a-|font size"
)
CLUTTER = (
    ("page clock", _whole(rf"(?:last\s+)?(?:updated?|modified|edited)(?:\s+on)?\s*:?\s*{_WHEN}")),
    ("view count", _whole(r"(?:views?|hits|reads|shares|comments?)\s*:?\s*[\d.,]+\s?[km]?")),
    ("view count", _whole(r"[\d.,]+\s?[km]?\s+(?:views?|hits|reads|shares|comments?)")),
    ("share line", _whole(rf"(?:share|tweet|print|e-?mail|save|like|a\+)(?:[\s|/,·•:+-]+(?:{_SHARE_WORD}))*[\s|:]*")),
    ("short link", _whole(r"(?:short|permanent|perma)?-?\s*(?:link|url)\s*:\s*(?:\S+\.\S+)?")),
    ("bare link", _whole(r"<?https?://\S+>?")),
    ("advertisement", _whole(r"advertisements?|sponsored(?: content)?|story continues below(?: advertisement)?")),
    ("link to another page", _whole(r"(?:read (?:more|also|next)|related|see also|more (?:on|from)|also read)\b[^.?!]{0,90}")),
    ("newsletter or subscription", _whole(r"(?:subscribe|sign up|follow us|join us)\b[^.?!]{0,90}")),
    ("navigation", _whole(r"home\s*[>»›/].{0,90}")),
    ("photo credit", _whole(r"(?:photos?|pictures?|images?)\s*(?:by|credit|courtesy(?: of)?)?\s*[:/]\s*[^.?!]{1,60}")),
    ("leftover markup", _whole(r"[|*_=#~•·\s-]+")),
)  # fmt: skip
_COPYRIGHT = _whole(r"(?:(?:copyright\s*)?(?:©|\(c\)(?=\s*\d{4}))|copyright(?=\s+(?:by\b|\d{4})))\s*(?P<rest>.{0,160})")
_HOLDER = re.compile(
    r"(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,]*(?:by\s+)?(?P<holder>[^.,|\d][^.,|]*?)\s*(?:\d{4}|[.,|]|all rights|$)", re.I
)
_BARE_DATE = _whole(rf"{_DATE}(?:[\s,|–-]+{_TIME})?")
_PUBLISHED = _whole(rf"(?:published|posted|first published|date)(?:\s+on)?\s*:?\s*{_DATE}(?:[\s,|–-]+{_TIME})?")
_AGENCY_DATE = re.compile(rf"\s*(?P<agency>{_AGENCY})\s*[,|/–—-]?\s*(?i:{_DATE}(?:[\s,|–-]+{_TIME})?)\s*")
_DATELINE = re.compile(rf"[A-Z][A-Z.'’ -]+(?:,[^()]{{0,40}})?\s\((?P<agency>{_AGENCY})\)\s*[-–—]")
_NAME = r"[A-ZÀ-Þ][\w'’.-]*"
_BYLINE = re.compile(rf"\s*(?:By|BY)\s+{_NAME}(?:\s+(?:{_NAME}|de|van|von|der|al|bin|and|&)|,\s+{_NAME}){{0,9}}\s*")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)\s*")
_CREDIT_END = re.compile(
    rf"\s*\((?P<bracketed>(?:(?i:photos?|pictures?|images?|file photo)\s*(?:by|:|/|courtesy of)?\s*[^()]{{1,40}}"
    rf"|(?:{_AGENCY})(?:\s?(?:/|photos?\b)[^()]{{0,40}})?|(?:[A-Z][\w.-]+\s){{1,3}}?/[^()]{{1,40}}|Getty Images))\)\s*$"
)
_CREDIT_SLASH = re.compile(rf"\s*/\s*(?P<slashed>{_NAME}(?:\s{_NAME}){{0,3}})\s*\|?\s*$")
_TERMINAL = re.compile(r"[.!?…][\"'”’»)\]]*$")


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

    def learn(self, name: str, value: str, line: int) -> None:
        """Keeps the first thing the page says about something, and the line that says it."""
        if name not in self.facts:
            self.facts[name], self.lines[name] = value, line


def parse_date(text: str) -> date | None:
    """The first full date in a text: day, month and year must all be there.

    >>> parse_date("AFP, Monday 10 Jan 2011")
    datetime.date(2011, 1, 10)
    >>> parse_date("on Monday") is None
    True
    """
    for match in re.finditer(_DATE, text, re.IGNORECASE):
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
    return bool(_TERMINAL.search(line.strip())) and len(line.split()) >= least_words


def parse_page(text: str) -> Page:
    """Tells the parts of a scraped news page apart.

    Args:
        text: the whole file, decoded.

    Returns:
        A Page; its blocks are (section, text) in page order, section one of headline, deck, caption, body.

    >>> page = parse_page("Talks begin\\nAFP, Monday 10 Jan 2011\\nViews: 858\\nTwo ministers met in Seoul on Monday.")
    >>> page.blocks
    [('headline', 'Talks begin'), ('body', 'Two ministers met in Seoul on Monday.')]
    >>> page.facts["agency"], page.published, page.removed
    ('AFP', datetime.date(2011, 1, 10), [Removed(line=3, text='Views: 858', reason='view count')])
    """
    page = Page()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    top = _first_paragraph(lines)
    titles = _read_top(page, lines[:top])
    _name_titles(page, titles)
    _read_body(page, lines, top)
    return page


def _first_paragraph(lines: list[str]) -> int:
    """The index of the first line of the body: after the byline or date line, if there is one near the top."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    after = max((i + 1 for i in filled[:12] if _is_about_article(lines[i])), default=0)
    for i in (i for i in filled if i >= after):
        if is_sentence(lines[i]) and not _reason_to_remove(lines[i]) and not _is_caption(lines[i]):
            return _where_it_began(lines, i, after)
    return next((i for i in filled if i >= after and not _reason_to_remove(lines[i])), len(lines))


def _where_it_began(lines: list[str], i: int, after: int) -> int:
    """The first of the lines over which a sentence runs that ends in line i."""
    while i > after and lines[i].lstrip()[0].islower() and lines[i - 1].strip():
        i -= 1
    return i


def _is_about_article(line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern in (_BYLINE, _AGENCY_DATE, _PUBLISHED))


def _is_caption(line: str) -> bool:
    return bool(
        _IMAGE.match(line) or _CREDIT_END.search(line) or (_CREDIT_SLASH.search(line) and is_sentence(_uncredited(line)))
    )


def _uncredited(line: str) -> str:
    return _CREDIT_SLASH.sub("", line)


def _reason_to_remove(line: str) -> str | None:
    if _COPYRIGHT.fullmatch(line):
        return "copyright line"
    return next((reason for reason, pattern in CLUTTER if pattern.fullmatch(line)), None)


class _Title(NamedTuple):
    block: int
    below_picture: bool


def _read_top(page: Page, lines: list[str]) -> list[_Title]:
    """Reads the lines above the body; returns the places of those that are titles."""
    titles: list[_Title] = []
    for number, line in enumerate(lines, start=1):
        below = lines[number] if number < len(lines) else ""
        if not line.strip() or _remove(page, number, line) or _read_about(page, number, line, bool(titles)):
            continue
        if _is_caption(line):
            _add_caption(page, number, line)
        elif titles and _is_caption(below) and not is_sentence(line):
            page.blocks.append(("caption title", line.strip()))
        else:
            titles.append(_Title(len(page.blocks), bool(page.captions)))
            page.blocks.append(("title", line.strip()))
    return titles


def _remove(page: Page, number: int, line: str) -> bool:
    reason = _reason_to_remove(line)
    if reason is None:
        return False
    page.removed.append(Removed(number, line.strip(), reason))
    if (copyright_line := _COPYRIGHT.fullmatch(line)) and (holder := _HOLDER.match(copyright_line["rest"].strip())):
        page.learn("outlet", holder["holder"].strip(), number)
    return True


def _read_about(page: Page, number: int, line: str, below_headline: bool) -> bool:
    """Reads a line that is about the article: by whom, of which agency, of which day."""
    if _BYLINE.fullmatch(line):
        page.learn("byline", line.strip(), number)
    elif (
        (found := _AGENCY_DATE.fullmatch(line)) or _PUBLISHED.fullmatch(line) or (below_headline and _BARE_DATE.fullmatch(line))
    ):
        if found:
            page.learn("agency", found["agency"], number)
        page.learn("published", line.strip(), number)
        page.published = page.published or parse_date(line)
    elif _BARE_DATE.fullmatch(line):
        page.removed.append(Removed(number, line.strip(), "page date"))
    else:
        return False
    return True


def _add_caption(page: Page, number: int, line: str) -> None:
    """A caption's text without its markup and credit; the title over it, if any, becomes its own."""
    text = line
    if markup := _IMAGE.match(text):
        page.removed.append(Removed(number, markup[0], "image markup"))
        text = text[markup.end() :]
    credit = None
    if found := _CREDIT_END.search(text) or _CREDIT_SLASH.search(text):
        credit, text = found[1], text[: found.start()]
        if "slashed" in found.groupdict():
            page.removed.append(Removed(number, found[0], "photo credit"))
    if not text.strip():
        return
    over = page.blocks[-1] if page.blocks and page.blocks[-1][0] == "caption title" else None
    page.captions.append(Caption(over[1] if over else None, text.strip(), credit))
    page.blocks.append(("caption", text.strip()))


def _name_titles(page: Page, titles: list[_Title]) -> None:
    """First title headline, the rest deck; a lone title under the picture is a deck, its headline is not in the file."""
    lone = len(titles) == 1 and titles[0].below_picture
    for order, title in enumerate(titles):
        section = "headline" if order == 0 and not lone else "deck"
        page.blocks[title.block] = (section, page.blocks[title.block][1])
    page.blocks = [("caption" if name == "caption title" else name, text) for name, text in page.blocks]


def _read_body(page: Page, lines: list[str], top: int) -> None:
    """Reads the body: one line a paragraph, or several lines where a sentence runs on in the next."""
    joins = False
    for number, line in enumerate(lines[top:], start=top + 1):
        if not line.strip() or _remove(page, number, line):
            joins = False
        elif _IMAGE.match(line):
            _add_caption(page, number, line)
            joins = False
        else:
            _add_paragraph(page, line.strip(), joins)
            joins = True
        if dateline := _DATELINE.match(line):
            page.learn("agency", dateline["agency"], number)


def _add_paragraph(page: Page, line: str, joins: bool) -> None:
    section, before = page.blocks[-1] if page.blocks else ("", "")
    if joins and section == "body" and line[0].islower() and not _TERMINAL.search(before):
        page.blocks[-1] = ("body", f"{before} {line}")
    else:
        page.blocks.append(("body", line))
