"""The fields of an exported article: what each tells of it."""

import re
from collections.abc import Sequence

from tellings.articles.article import Removed
from tellings.articles.bylines import ROLES
from tellings.articles.lines import Line, find_holder, is_date_line
from tellings.articles.page_top import Page, learn_published

LABELLED = re.compile(
    r"\s*(?P<label>section|length|abstract|credit|details|publication year|language of publication"
    r"|first page|record number|word count|byline|author|headline|title|highlight|dateline"
    r"|load-date|language|publication-type|publication title|publication(?: date)?|publication info"
    r"|source|source type|document type|document url|proquest document (?:id|link)|journal[ -]code"
    r"|publisher|place of publication|country of publication|issn|copyright|database|links"
    r"|last updated|subject|company|organization|geographic|location|people|person|industry|series"
    r"|graphic|pages?|edition|full text|body|classification|notes|correction|url|type|distribution)"
    r"(?:\s*:\s*(?P<value>.*)|\s*)",
    re.IGNORECASE,
)
_FACTS = {
    "byline": "byline", "author": "byline", "headline": "headline", "title": "headline",
    "highlight": "deck", "publication title": "outlet", "source": "outlet",
    "publication date": "published",
}  # fmt: skip
# Marsh, Ned; Webb, Nora; but not: Ned Marsh, Staff Writer
_SURNAME_FIRST = re.compile(rf"(?<![^;])\s*([^,;]+),\s*(?![^,;]*\b(?i:{ROLES})\b)([^,;]+)(?=;|$)")
# Ferry to stop: [FINAL Edition]
_EDITION = re.compile(r":?\s*\[(?:\d+|[^\]]{1,30}edition[^\]]{0,20})\]\s*$", re.IGNORECASE)
WORDS = re.compile(
    r"^[^\S\n]*(?:length:\s*|word count:\s*|WC\s+)?([\d,.]+)[^\S\n]+words[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
DOCUMENT = r"document [a-z]{2,10}\d{8,}\w*"  # Factiva's number: Document SPGZ00002015
LEAST_READ = 0.75  # of the words that the database counts; its count has headline and fields too
REASON = "field of a news database"


def told_words(text: str) -> int:
    """How many words the database counts in an article; 0 where it does not say."""
    told = WORDS.search(text)
    return int(re.sub(r"\D", "", told[1]) or 0) if told else 0


def learn_field(page: Page, line: Line) -> bool:
    """Learns what a line with a name tells of the article: Byline: NORA WEBB."""
    field = LABELLED.fullmatch(line.text)
    value = ((field and field["value"]) or "").strip()
    label = field["label"].casefold() if field else ""
    fact = _FACTS.get(label)
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
            add_headline(page, [line._replace(text=value)])
        else:
            page.blocks.append((fact, value))
        return True
    if label == "author":
        value = _SURNAME_FIRST.sub(r" \2 \1", value).strip()
    return page.learn(fact, value, line.number)


def add_headline(page: Page, lines: Sequence[Line]) -> None:
    text = " ".join(line.text.strip() for line in lines)
    if edition := _EDITION.search(text):  # Ferry to stop: [FINAL Edition]
        page.removed.append(Removed(lines[0].number, edition[0].strip(": "), REASON))
        text = text[: edition.start()]
    page.blocks.insert(0, ("headline", text))


def remove_field(page: Page, line: Line) -> None:
    page.removed.append(Removed(line.number, line.text.strip(), line.reason or REASON))
    if holder := find_holder(line.text):
        page.learn("outlet", holder, line.number)
