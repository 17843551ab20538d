"""Articles as news databases export them: Nexis Uni, LexisNexis, Factiva, ProQuest."""

import re
from collections.abc import Sequence

from tellings.articles.article import Removed
from tellings.articles.bylines import LONE_NAME
from tellings.articles.lines import Line, find_holder, is_date_line, is_sentence
from tellings.articles.page_top import Page, learn_published

_LABELLED = re.compile(
    r"\s*(?P<label>section|length|word count|byline|author|headline|title|highlight|dateline"
    r"|load-date|language|publication-type|publication title|publication(?: date)?|publication info"
    r"|source|source type|document type|document url|proquest document id|journal code|publisher"
    r"|place of publication|country of publication|issn|copyright|database|links|last updated"
    r"|subject|company|organization|geographic|location|people|person|industry|series|graphic"
    r"|pages?|edition|full text|body|classification|notes|correction|url|type)"
    r"(?:\s*:\s*(?P<value>.*)|\s*)",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"\s*(?:load-date:.*|length:\s*[\d,]+ words|end of document|body|section:.*|byline:.*"
    r"|language:.*|publication-type:.*|\d+ of \d+ documents?|proquest document id:?.*"
    r"|document [a-z]{2,10}\d{8,}\w*|full text:.*|classification)\s*",
    re.IGNORECASE,
)
_LEAST_SURE = 2  # lines that only databases write; a page may have one, such as "Section: World"
_END = re.compile(
    r"\s*(?:end of document|load-date:.*|graphic|classification|language:.*|publication-type:.*"
    r"|subject:.*|url:.*|document [a-z]{2,10}\d{8,}\w*|proquest document id:?.*|notes)\s*",
    re.IGNORECASE,
)
_FACTS = {
    "byline": "byline", "author": "byline", "headline": "headline", "title": "headline",
    "highlight": "deck", "publication title": "outlet", "source": "outlet",
    "publication date": "published",
}  # fmt: skip
_OTHER = re.compile(r"\s*(?:\d+ of \d+ documents?|.*\bedition\b.*)\s*", re.IGNORECASE)
_WORDS = re.compile(r"\s*[\d,.]+ words\s*")
_CODE = re.compile(r"\s*(?:[A-Z]{2,8}|[A-Z]{0,3}\d{1,3}|\d{1,2}:\d{2}|[A-Z][a-z]+|ALL|Volume.*)\s*")
_ONCE = (
    r"^[ \t]*end of document[ \t]*$", r"^[ \t]*document [a-z]{2,10}\d{8,}\w*[ \t]*$",
    r"^[ \t]*\d+ of \d+ documents?[ \t]*$", r"^[ \t]*load-date:", r"^[ \t]*length:\s*[\d,]+ words",
    r"^[ \t]*proquest document id\b",
)  # fmt: skip
_REASON = "field of a news database"


def count_exported(text: str) -> tuple[int, int]:
    """How many articles of a news database a text holds, and the line that shows the second."""
    found = [list(re.finditer(mark, text, re.IGNORECASE | re.MULTILINE)) for mark in _ONCE]
    most = max(found, key=len)
    line = text.count("\n", 0, most[1].start()) + 1 if len(most) > 1 else 1
    return len(most), line


def read_export(page: Page, lines: Sequence[Line]) -> list[Line] | None:
    """Reads the fields of an exported article; returns the lines of its body, None if it is none.

    In Nexis the fields stand before a line "Body" or have a name; in Factiva they stand between
    headline and copyright line, in this order: author, words, date, paper, code, page, language.
    """
    sure = {_name(line) for line in lines if _SURE.fullmatch(line.text)}
    factiva = _factiva_head(lines)
    if factiva is None and len(sure) < _LEAST_SURE:
        return None
    start = _nexis_head(lines) if factiva is None else factiva
    end = next((i for i in range(start, len(lines)) if _END.fullmatch(lines[i].text)), len(lines))
    fields = [line for line in lines[end:] if not _learn_field(page, line)]
    (_read_nexis if factiva is None else _read_factiva)(page, lines[:start])
    for line in fields:
        _remove(page, line)
    return [*_body_behind_name(lines[start - 1]), *lines[start:end]]


def _name(line: Line) -> str:
    return line.text.split(":")[0].strip().casefold()


def _body_behind_name(line: Line) -> list[Line]:
    """The first paragraph where it stands on the line of its name: Full text: The ferry left."""
    found = re.fullmatch(r"\s*(?:full text|body)\s*:\s*(\S.*)", line.text, re.IGNORECASE)
    return [line._replace(text=found[1], reason=None)] if found else []


def _factiva_head(lines: Sequence[Line]) -> int | None:
    """The number of lines above the body: down to the copyright line below count and date."""
    for i, line in enumerate(lines[:8]):
        dated = any(is_date_line(one.text) for one in lines[i + 1 : i + 3])
        if _WORDS.fullmatch(line.text) and dated:
            ends = (j for j in range(i, min(i + 14, len(lines))) if _is_copyright(lines[j]))
            return next(ends, i + 1) + 1
    return None


def _is_copyright(line: Line) -> bool:
    return line.reason == "copyright line"


def _nexis_head(lines: Sequence[Line]) -> int:
    """The number of lines above the body: down to "Body", else to the first prose below fields."""
    fields = 0
    for i, line in enumerate(lines):
        if _name(line) in ("body", "full text"):
            return i + 1
        if _LABELLED.fullmatch(line.text):
            fields += 1
        elif fields and is_sentence(line.text) and not line.reason:
            return i
    return 1


def _read_factiva(page: Page, head: Sequence[Line]) -> None:
    count = next(i for i, line in enumerate(head) if _WORDS.fullmatch(line.text))
    day = next((i for i, line in enumerate(head) if is_date_line(line.text)), count)
    _add_headline(page, head[0])
    for line in head[1:count]:
        if LONE_NAME.fullmatch(line.text) or line.text.casefold().startswith("by "):
            page.learn("byline", line.text.strip(), line.number)
        else:
            page.blocks.append(("deck", line.text.strip()))
    if day > count:
        learn_published(page, head[day].number, head[day].text.strip(), trust=3)
    paper = next((line for line in head[day + 1 :] if not _CODE.fullmatch(line.text)), None)
    if paper and not paper.reason:
        page.learn("outlet", paper.text.strip(), paper.number)
    for line in (head[count], *(line for line in head[day + 1 :] if line is not paper)):
        _remove(page, line)


def _read_nexis(page: Page, head: Sequence[Line]) -> None:
    titles: list[Line] = []
    fields: list[Line] = []
    above_date = 0
    for line in head:
        if is_date_line(line.text):
            learn_published(page, line.number, line.text.strip(), trust=3)
            above_date = above_date or len(titles)
        elif _learn_field(page, line) or _body_behind_name(line):
            continue
        elif line.reason or _LABELLED.fullmatch(line.text) or _OTHER.fullmatch(line.text):
            fields.append(line)
        else:
            titles.append(line)
    # LexisNexis prints paper, date and headline, Nexis Uni headline, paper and date.
    paper_first = above_date == 1 and len(titles) > 1
    _read_titles(page, [*titles[1:], titles[0]] if paper_first else titles)
    for line in fields:
        _remove(page, line)


def _read_titles(page: Page, titles: Sequence[Line]) -> None:
    """The lines without a name: the headline, and below it the paper where it is not known."""
    for line in titles:
        if not any(name == "headline" for name, _ in page.blocks):
            _add_headline(page, line)
        elif not page.learn("outlet", line.text.strip(), line.number):
            _remove(page, line)


def _learn_field(page: Page, line: Line) -> bool:
    """Learns what a line with a name tells of the article: Byline: NORA WEBB."""
    field = _LABELLED.fullmatch(line.text)
    value = ((field and field["value"]) or "").strip()
    fact = _FACTS.get(field["label"].casefold()) if field else None
    if not fact or not value:
        return False
    if fact == "published":
        if is_date_line(value):
            learn_published(page, line.number, value, trust=3)
        return is_date_line(value)
    if fact in ("headline", "deck"):
        if any(name == fact for name, _ in page.blocks):
            return False
        page.blocks.insert(0 if fact == "headline" else len(page.blocks), (fact, value))
        return True
    return page.learn(fact, value, line.number)


def _add_headline(page: Page, line: Line) -> None:
    page.blocks.insert(0, ("headline", line.text.strip()))


def _remove(page: Page, line: Line) -> None:
    page.removed.append(Removed(line.number, line.text.strip(), line.reason or _REASON))
    if holder := find_holder(line.text):
        page.learn("outlet", holder, line.number)
