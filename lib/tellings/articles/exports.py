"""Articles as news databases export them: Nexis Uni, LexisNexis, Factiva, ProQuest."""

import re
from collections.abc import Sequence
from itertools import takewhile

from tellings.articles.date_lines import DATE
from tellings.articles.factiva import factiva_head, read_factiva, with_labels
from tellings.articles.fields import (
    DOCUMENT,
    LABELLED,
    LEAST_READ,
    REASON,
    WORDS,
    add_headline,
    learn_field,
    remove_field,
    told_words,
)
from tellings.articles.lines import Line, is_sentence
from tellings.articles.page_top import Page, learn_published, without_headline

# Lines that only databases write: "Length: 452 words", "2 of 5 documents"
_SURE = re.compile(
    r"\s*(?:load-date:.*|length:\s*[\d,]+ words|end of document|body|section:.*|byline:.*"
    r"|language:.*|publication-type:.*|(?:document )?\d+ of \d+(?: documents?)?"
    r"|proquest document id:?.*"
    rf"|{DOCUMENT}|full text(?::.*)?|classification|document url:.*)\s*",
    re.IGNORECASE,
)
# One of these lines is in each export: 320 words, HD Ferry to stop
_MARK = re.compile(rf"{_SURE.pattern}|{WORDS.pattern}|\s*HD\b.*", re.IGNORECASE)
_LEAST_SURE = 2  # lines that only databases write; a page may have one, such as "Section: World"
# What no page of a newspaper has: 3 of 50 DOCUMENTS, End of Document, Document SPGZ00002015
_OF_A_DATABASE = re.compile(
    r"^\s*(?:document \d+ of \d+|\d+ of \d+ documents?|end of document|load-date:.*"
    rf"|proquest document id:.*|{DOCUMENT})\s*$",
    re.IGNORECASE | re.MULTILINE,
)
# What stands below the body: Load-Date: November 9, 2015; Document SPGZ00002015
_END = re.compile(
    r"\s*(?:end of document|load-date:.*|graphic(?::.*)?|classification|correction|details"
    rf"|language:.*|publication-type:.*|subject:.*|url:.*|{DOCUMENT}|notes"
    r"|credit:.*|proquest document id:?.*|record number:.*"
    r"|copyright\s[^.]{1,60}\b\d{4}\b[^.]{0,40})\s*",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(rf"\s*{DOCUMENT}\s*", re.IGNORECASE)
# The first of the fields ends the titles; what else has a name may be a title: People: Nora Webb
_FIRST_FIELD = re.compile(
    r"\s*(?:section|byline|author|headline|title|highlight|dateline|abstract|word count"
    r"|publication info|full text|body)\s*:.*|\s*length:\s*\d.*|\s*(?:abstract|full text|body)\s*",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\s*(?:document )?\d+ of \d+(?: documents?)?\s*", re.IGNORECASE)
# Nexis prints who asked for what on a page of its own, above the article.
_COVER = re.compile(r"\s*(?:user name|job number|client/matter)\s*:.*", re.IGNORECASE)
_FIRST = re.compile(r"\s*(?:document 1 of \d+|1 of \d+ documents?)\s*", re.IGNORECASE)
# 1. Ferry to stop in spring, and below it: Client/Matter: -None-
_LISTED = re.compile(r"^[^\S\n]*\d+\.\s+(\S.*)\n\s*client/matter\s*:", re.IGNORECASE | re.MULTILINE)
# Below each title of the list a table of two columns: Content Type, Narrowed by, News, -None-
_COVER_END = re.compile(
    r"\s*(?:search (?:terms|type)\s*:.*|narrowed by\s*:?.*|content type\b.*|\w+(?: -none-)?|-none-"
    r"|.*;\s*content type:.*)\s*",
    re.IGNORECASE,
)
# Above the first article, on a line of its own
_LOGO = re.compile(r"\s*(?:Factiva|Dow Jones|Documents? \(\d+\))\s*")
_LEXIS_COUNT = re.compile(r"\s*\d+ of \d+ documents?\s*", re.IGNORECASE)
_LEXIS_BODY = re.compile(r"\s*BODY:.*")
_BODY = re.compile(r"\s*(?:body|full text)(?:\s*:.*|\s*)", re.IGNORECASE)
_LONGEST_TOP = 20  # lines in which a page above the article shows that it is one
_WHICH_EDITION = re.compile(r".*\bedition\b.*", re.IGNORECASE)  # Late Edition - Final
# March 14, 2018 Wednesday; May 2, 2002, Thursday,, FINAL EDITION
_DAY_LINE = re.compile(rf"\s*{DATE}[\s,;.]*(?:[a-z]+day\b)?.{{0,50}}", re.IGNORECASE)
_FULL_LINE = 60  # letters; a field's line of so many goes on in the next


def is_exported(text: str) -> bool:
    """Whether a text has lines of a news database that no newspaper's page has."""
    return bool(_OF_A_DATABASE.search(text))


def read_export(page: Page, lines: Sequence[Line]) -> list[Line] | None:
    """Reads the fields of an exported article; returns the lines of its body, None if it is none.

    In Nexis the fields stand before a line "Body" or have a name; in Factiva they stand between
    headline and copyright line, in this order: author, words, date, paper, code, page, language.
    """
    if not any(_MARK.fullmatch(line.text) for line in lines):
        return None
    cover = _cover(lines)
    tagged = with_labels(lines[cover:])
    below = tagged or lines[cover:]
    factiva = None if tagged else factiva_head(below)
    sure = {_name(line) for line in lines if _SURE.fullmatch(line.text)}
    if not tagged and factiva is None and len(sure) < _LEAST_SURE:
        return None
    start = _nexis_head(below) if factiva is None else factiva
    behind = _body_behind_name(below[start - 1])
    end = _end(below, start, behind, _END if factiva is None and not tagged else _DOCUMENT)
    fields = [line for line in below[end:] if not learn_field(page, line)]
    (_read_nexis if factiva is None else read_factiva)(page, below[:start])
    for line in [*lines[:cover], *fields]:
        remove_field(page, line)
    return without_headline(page, [*behind, *below[start:end]])


def _cover(lines: Sequence[Line]) -> int:
    """How many lines a page above the article has, on which a database says who asked for what.

    It lists the titles; the article begins where the first of them comes again.
    """
    top = lines[:2]
    logo = next((i for i, one in enumerate(top) if not _LOGO.fullmatch(one.text)), len(top))
    if not any(_COVER.fullmatch(line.text) for line in lines[:_LONGEST_TOP]):
        above = lines[: _titles_end(lines)]
        return next((i for i, line in enumerate(above) if _FIRST.fullmatch(line.text)), logo)
    listed = listed_titles("\n".join(line.text for line in lines))
    last = max(i for i, line in enumerate(lines) if _COVER.fullmatch(line.text))
    for i in range(last + 1, len(lines)):
        if listed and _is_beginning(lines[i].text, listed[0]):
            return i
    while last + 1 < len(lines) and _COVER_END.fullmatch(lines[last + 1].text):
        last += 1
    return last + 1


def listed_titles(text: str) -> list[str]:
    """The titles in the list that Nexis prints above the articles."""
    return [" ".join(title.split()) for title in _LISTED.findall(text)]


def _is_beginning(line: str, title: str) -> bool:
    """Whether a line is a title or, where the title has two lines, its first."""
    begun = " ".join(line.split())
    return bool(begun) and f"{title} ".startswith(f"{begun} ")


def _name(line: Line) -> str:
    return line.text.split(":")[0].strip().casefold()


def _body_names(lines: Sequence[Line]) -> list[int]:
    """Where the text is said to begin: Body, Full text; in LexisNexis with a colon, BODY:."""
    lexis = any(_LEXIS_COUNT.fullmatch(line.text) for line in lines[:_LONGEST_TOP])
    mark = _LEXIS_BODY if lexis else _BODY
    return [i for i, line in enumerate(lines) if mark.fullmatch(line.text)]


def _body_behind_name(line: Line) -> list[Line]:
    """The first paragraph where it stands on the line of its name: Full text: The ferry left."""
    found = re.fullmatch(r"\s*(?:full text|body)\s*:\s*(\S.*)", line.text, re.IGNORECASE)
    return [line._replace(text=found[1], reason=None)] if found else []


def _end(lines: Sequence[Line], start: int, behind: Sequence[Line], mark: re.Pattern[str]) -> int:
    """The first line below the body; a subhead "Notes" in its midst is none.

    A subhead leaves far fewer words than the database has counted, and the end itself does not.
    """
    told = LEAST_READ * told_words("\n".join(line.text for line in lines[:start]))
    ends = [i for i in range(start, len(lines)) if mark.fullmatch(lines[i].text)]
    for end in ends:
        words = sum(len(line.text.split()) for line in [*behind, *lines[start:end]])
        if words >= told and (told or not _is_prose_below(lines[end:])):
            return end
    return ends[0] if ends else len(lines)


def _is_prose_below(lines: Sequence[Line]) -> bool:
    """Whether paragraphs stand below a line, and not fields only, down to ProQuest's rule."""
    below = takewhile(lambda line: line.reason != "leftover markup", lines)
    return any(
        is_sentence(line.text) and not line.reason and not LABELLED.fullmatch(line.text)
        for line in below
    )


def _nexis_head(lines: Sequence[Line]) -> int:
    """The number of lines above the body: down to "Body", else to the last of the fields."""
    if named := _body_names(lines):
        return named[0] + 1
    start = _titles_end(lines)
    while start < len(lines) and _is_field(lines, start):
        start += 1
    return start or 1


def _titles_end(lines: Sequence[Line]) -> int:
    """How many lines stand above the first field; with none of them known, the headline only."""
    for i, line in enumerate(lines):
        titled = any(not _is_no_title(one) for one in lines[:i])
        named = (titled or _name(line) == "headline") and _FIRST_FIELD.fullmatch(line.text)
        if named or (titled and line.reason == "copyright line"):
            return i
    return min(1, len(lines))


def _is_field(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is a field, or goes on with the one above it."""
    named = bool(LABELLED.fullmatch(lines[i].text)) and not _is_foot(lines[i])
    return named or lines[i].reason == "copyright line" or _goes_on(lines, i)


def _goes_on(lines: Sequence[Line], i: int) -> bool:
    """Whether a field is as long as a line, or ends in a comma, and so goes on in the next."""
    upper = lines[i - 1].text.rstrip() if i > 0 else ""
    return not lines[i].after_blank and (len(upper) >= _FULL_LINE or upper.endswith((",", ";")))


def _is_foot(line: Line) -> bool:
    return bool(re.match(r"\s*(?:load-date|language|publication-type)\b", line.text, re.IGNORECASE))


def _is_no_title(line: Line) -> bool:
    return line.reason in ("copyright line", REASON) or bool(_COUNT.fullmatch(line.text))


def _read_nexis(page: Page, head: Sequence[Line]) -> None:
    above = _titles_end(head)
    titles = [line for line in head[:above] if not _is_no_title(line)]
    left = [line for line in head[:above] if _is_no_title(line)]
    for line in _whole_fields(head[above:]):
        if not (learn_field(page, line) or _body_behind_name(line)):
            left.append(line)
    numbered = any(_COUNT.fullmatch(line.text) for line in left)
    named = {_name(head[i]) for i in _body_names(head)}
    if titles:
        _read_titles(page, titles, alone="full text" in named, paper_first=numbered or not named)
    for line in left:
        remove_field(page, line)


def _whole_fields(lines: Sequence[Line]) -> list[Line]:
    """The fields, each with what stands of it in the lines below."""
    out: list[Line] = []
    for i, line in enumerate(lines):
        if _goes_on(lines, i) and not (line.reason or LABELLED.fullmatch(line.text)):
            out[-1] = out[-1]._replace(text=f"{out[-1].text.rstrip()} {line.text.strip()}")
        else:
            out.append(line)
    return out


def _read_titles(page: Page, titles: Sequence[Line], alone: bool, paper_first: bool) -> None:
    """The lines above the fields. ProQuest prints a headline only, LexisNexis paper, day and
    headline, Nexis Uni headline, paper and day; a headline may look like a day itself.
    """
    days = [i for i, line in enumerate(titles) if i and _DAY_LINE.fullmatch(line.text)]
    if alone or not days:
        headline, rest = _block(titles)
        paper, rest = ([], rest) if alone else (rest[:1], rest[1:])
    elif paper_first and days[0] + 1 < len(titles):
        at = days[0]
        headline, rest = _below_day(titles[at + 1 :])
        paper = titles[:at]
    else:
        at = days[-1]
        named = at == 1 and any(name == "headline" for name, _ in page.blocks)
        cut = at - 1 if at > 1 or named else at
        headline, paper, rest = titles[:cut], titles[cut:at], titles[at + 1 :]
    if days and not alone:
        learn_published(page, titles[at].number, titles[at].text.strip(), trust=3)
    if any(name == "headline" for name, _ in page.blocks):  # ProQuest: Title: Ferry to stop
        rest = [*headline, *rest]
    elif headline:
        add_headline(page, headline)
    if paper:
        page.learn("outlet", paper[-1].text.strip(), paper[-1].number)
    for line in [*rest, *paper[:-1]]:
        remove_field(page, line)


def _below_day(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """The headline below paper and day, and what else is there: Edition 1; Scotland."""
    first = next((i for i, line in enumerate(lines) if line.after_blank), 0)
    while first + 1 < len(lines) and _WHICH_EDITION.fullmatch(lines[first].text):
        first += 2 if lines[first].text.rstrip().endswith(";") else 1
    first = min(first, len(lines) - 1)
    headline, rest = _block(lines[first:])
    return headline, [*lines[:first], *rest]


def _block(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines down to the first blank one, and the others."""
    below = (i for i in range(1, len(lines)) if lines[i].after_blank)
    end = next((i for i in below if not lines[i].text.lstrip()[0].islower()), len(lines))
    return lines[:end], lines[end:]
