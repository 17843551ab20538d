"""Articles as news databases export them: Nexis Uni, LexisNexis, Factiva, ProQuest."""

import re
from collections.abc import Sequence

from tellings.articles.article import Removed
from tellings.articles.bylines import LONE_NAME
from tellings.articles.lines import Line, find_holder, is_byline, is_date_line, is_sentence
from tellings.articles.navigation import is_kicker
from tellings.articles.page_top import Page, learn_published

_LABELLED = re.compile(
    r"\s*(?P<label>section|length|abstract|credit|details|publication year|language of publication"
    r"|first page|record number|word count|byline|author|headline|title|highlight|dateline"
    r"|load-date|language|publication-type|publication title|publication(?: date)?|publication info"
    r"|source|source type|document type|document url|proquest document id|journal code|publisher"
    r"|place of publication|country of publication|issn|copyright|database|links|last updated"
    r"|subject|company|organization|geographic|location|people|person|industry|series|graphic"
    r"|pages?|edition|full text|body|classification|notes|correction|url|type)"
    r"(?:\s*:\s*(?P<value>.*)|\s*)",
    re.IGNORECASE,
)
# Lines that only databases write: "Length: 452 words", "2 of 5 documents"
_SURE = re.compile(
    r"\s*(?:load-date:.*|length:\s*[\d,]+ words|end of document|body|section:.*|byline:.*"
    r"|language:.*|publication-type:.*|(?:document )?\d+ of \d+(?: documents?)?"
    r"|proquest document id:?.*"
    r"|document [a-z]{2,10}\d{8,}\w*|full text(?::.*)?|classification|document url:.*)\s*",
    re.IGNORECASE,
)
_LEAST_SURE = 2  # lines that only databases write; a page may have one, such as "Section: World"
# What stands below the body: Load-Date: November 9, 2015; Document SPGZ00002015
_END = re.compile(
    r"\s*(?:end of document|load-date:.*|graphic|classification|language:.*"
    r"|publication-type:.*|subject:.*|url:.*|document [a-z]{2,10}\d{8,}\w*|notes|credit:.*"
    r"|proquest document id:?.*|record number:.*|copyright\s[^.]{1,60}\b\d{4}\b[^.]{0,40})\s*",
    re.IGNORECASE,
)
_FACTS = {
    "byline": "byline", "author": "byline", "headline": "headline", "title": "headline",
    "highlight": "deck", "publication title": "outlet", "source": "outlet",
    "publication date": "published",
}  # fmt: skip
_COUNT = re.compile(r"\s*(?:document )?\d+ of \d+(?: documents?)?\s*", re.IGNORECASE)
# Nexis prints who asked for what on a page of its own, above the article.
_COVER = re.compile(r"\s*(?:user name|job number|client/matter)\s*:.*", re.IGNORECASE)
_COVER_END = re.compile(
    r"\s*(?:search (?:terms|type)\s*:|narrowed by\s*:|content type\b|\w+ -none-).*", re.IGNORECASE
)
_SURNAME_FIRST = re.compile(r"(?<![^;])\s*([^\s,;]+),\s*([^,;]+)(?=;|$)")  # Marsh, Ned; Webb, Nora
_LONGEST_COVER = 4_000  # lines; above many articles it lists their titles
_WHICH_EDITION = re.compile(r".*\bedition\b.*", re.IGNORECASE)  # Late Edition - Final
_WORDS = re.compile(r"\s*[\d,.]+ words\s*")
# Between date and language in Factiva: SPGZ, A1, 14:05, English, Volume 3
_CODE = re.compile(r"\s*(?:[A-Z]{2,8}|[A-Z]{0,3}\d{1,3}|\d{1,2}:\d{2}|[A-Z][a-z]+|ALL|Volume.*)\s*")
# Factiva's other form names its fields by two letters: HD, LP and TD are headline and body.
_TAG = re.compile(
    r"\s*(?P<tag>SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|ART|CO|IN|NS|RE|IPC|IPD|PUB|CLM|AN)"
    r"(?:\s+(?P<value>\S.*)|\s*)"
)
_LABELS = {
    "HD": "Headline: ", "BY": "Byline: ", "PD": "Publication date: ", "SN": "Publication title: ",
    "LP": "Body: ", "TD": "",
}  # fmt: skip
# Ferry to stop: [FINAL Edition]
_EDITION = re.compile(r":?\s*\[(?:\d+|[^\]]{1,30}edition[^\]]{0,20})\]\s*$", re.IGNORECASE)
_REASON = "field of a news database"


def read_export(page: Page, lines: Sequence[Line]) -> list[Line] | None:
    """Reads the fields of an exported article; returns the lines of its body, None if it is none.

    In Nexis the fields stand before a line "Body" or have a name; in Factiva they stand between
    headline and copyright line, in this order: author, words, date, paper, code, page, language.
    """
    tagged = _with_labels(lines)
    lines = tagged or lines
    sure = {_name(line) for line in lines if _SURE.fullmatch(line.text)}
    factiva = None if tagged else _factiva_head(lines)
    if not tagged and factiva is None and len(sure) < _LEAST_SURE:
        return None
    cover = _cover(lines)
    for line in lines[:cover]:
        _remove(page, line)
    lines = lines[cover:]
    start = _nexis_head(lines) if factiva is None else factiva
    end = next((i for i in range(start, len(lines)) if _END.fullmatch(lines[i].text)), len(lines))
    fields = [line for line in lines[end:] if not _learn_field(page, line)]
    (_read_nexis if factiva is None else _read_factiva)(page, lines[:start])
    for line in fields:
        _remove(page, line)
    return [*_body_behind_name(lines[start - 1]), *lines[start:end]]


def _cover(lines: Sequence[Line]) -> int:
    """How many lines a page above the article has, on which Nexis says who asked for it."""
    top = lines[:_LONGEST_COVER]
    if not any(_COVER.fullmatch(line.text) for line in top):
        return 0
    return max((i + 1 for i, line in enumerate(top) if _is_cover_line(line)), default=0)


def _is_cover_line(line: Line) -> bool:
    return bool(_COVER.fullmatch(line.text) or _COVER_END.fullmatch(line.text))


def _with_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines with names of fields in the place of Factiva's tags; none without such tags."""
    found = [_TAG.fullmatch(line.text) for line in lines]
    if not {"HD", "LP"} <= {tag["tag"] for tag in found if tag}:
        return []
    out: list[Line] = []
    label = ""  # of a tag on a line of its own, whose value is the line below
    for line, tag in zip(lines, found, strict=True):
        if tag is None:
            out.append(line._replace(text=label + line.text, reason=None if label else line.reason))
            label = ""
        elif tag["tag"] not in _LABELS:
            out.append(line._replace(reason=_REASON))
        elif tag["value"]:
            out.append(line._replace(text=_LABELS[tag["tag"]] + tag["value"]))
        else:
            label = _LABELS[tag["tag"]]
            out.append(line._replace(reason=_REASON))
    return out


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
    for i, line in enumerate(lines):
        if _name(line) in ("body", "full text"):
            return i + 1
    fields = 0
    for i, line in enumerate(lines):
        if _LABELLED.fullmatch(line.text):
            fields += 1
        elif fields and is_sentence(line.text) and not line.reason:
            return i
    return 1


def _read_factiva(page: Page, head: Sequence[Line]) -> None:
    count = next(i for i, line in enumerate(head) if _WORDS.fullmatch(line.text))
    day = next((i for i, line in enumerate(head) if is_date_line(line.text)), count)
    section = count > 1 and is_kicker(head[0].text, head[1].text) and not is_byline(head[1].text)
    if section:
        _remove(page, head[0])
    _add_headline(page, head[section])
    for line in head[1 + section : count]:
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
        elif line.reason or _is_field(line.text, bool(titles)):
            fields.append(line)
        else:
            titles.append(line)
    # LexisNexis prints paper, date and headline, Nexis Uni headline, paper and date.
    paper_first = above_date == 1 and len(titles) > 1
    _read_titles(page, [*titles[1:], titles[0]] if paper_first else titles)
    for line in fields:
        _remove(page, line)


def _is_field(text: str, below_title: bool) -> bool:
    """Whether a line of the head is no title; below one, an edition or an abstract is none."""
    if _LABELLED.fullmatch(text) or _COUNT.fullmatch(text):
        return True
    return below_title and bool(_WHICH_EDITION.fullmatch(text) or is_sentence(text))


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
        if fact == "headline":
            _add_headline(page, line._replace(text=value))
        else:
            page.blocks.append((fact, value))
        return True
    if fact == "byline":
        value = _SURNAME_FIRST.sub(r"\2 \1", value)
    return page.learn(fact, value, line.number)


def _add_headline(page: Page, line: Line) -> None:
    text = line.text.strip()
    if edition := _EDITION.search(text):  # Ferry to stop: [FINAL Edition]
        page.removed.append(Removed(line.number, edition[0].strip(": "), _REASON))
        text = text[: edition.start()]
    page.blocks.insert(0, ("headline", text))


def _remove(page: Page, line: Line) -> None:
    page.removed.append(Removed(line.number, line.text.strip(), line.reason or _REASON))
    if holder := find_holder(line.text):
        page.learn("outlet", holder, line.number)
