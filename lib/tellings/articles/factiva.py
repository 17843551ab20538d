"""Articles as Factiva exports them: in lines of a fixed order, or with tags such as HD and LP."""

import re
from collections.abc import Sequence

from tellings.articles.bylines import LONE_NAME
from tellings.articles.fields import DOCUMENT, REASON, WORDS, add_headline, remove_field
from tellings.articles.lines import Line, is_byline, is_date_line
from tellings.articles.navigation import is_kicker
from tellings.articles.page_top import Page, learn_published

_CLOCK = re.compile(r"\s*\d{1,2}:\d{2}\b.{0,12}")  # 14:05, between date and paper
_LANGUAGE = re.compile(r"\s*(?:English|Spanish|French|German|Italian|Portuguese|Dutch)\s*")
# Factiva's other form names its fields by two letters: HD, LP and TD are headline and body.
_HEAD_TAG = re.compile(
    r"\s*(?P<tag>SE|HD|BY|CR|WC|PD|ET|SN|SC|NGC|GC|ED|PG|VOL|LA|CY|CX|CLM|LP|TD)"
    r"(?:\s+(?P<value>\S.*)|\s*)"
)
# Below the text, with codes: NS gcat : Political News; but not a paragraph: IN the harbour
_FOOT_TAG = re.compile(
    r"\s*(?:(?:CO|IN|NS|RE|CT)(?:\s+\w+\s+:\s.*|\s*)|(?:ART|IPC|IPD|PUB|RF|CLM)(?:\s+\S.*|\s*)"
    rf"|AN(?:\s+document \w+)?\s*)|\s*{DOCUMENT}\s*",
    re.IGNORECASE,
)
_ID = re.compile(rf"\s*(?:AN\s+)?{DOCUMENT}\s*", re.IGNORECASE)
_LABELS = {
    "HD": "Headline: ", "BY": "Byline: ", "PD": "Publication date: ", "SN": "Publication title: ",
    "LP": "Body: ", "TD": "Body: ", "WC": "Length: ",
}  # fmt: skip


def with_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines with names of fields in the place of Factiva's tags; none without such tags."""
    found = [_HEAD_TAG.fullmatch(line.text) for line in lines]
    text = next((i for i, tag in enumerate(found) if tag and tag["tag"] in ("LP", "TD")), -1)
    if text < 0 or not any(tag and tag["tag"] == "HD" for tag in found[:text]):
        return []
    foot = _foot(lines, text)
    rest = next((i for i in range(text + 1, foot) if (t := found[i]) and t["tag"] == "TD"), -1)
    out: list[Line] = []
    waiting: str | None = None  # the name of a field whose value is the line below
    for i, line in enumerate(lines):
        tag = found[i] if i <= text or i == rest else None
        name = _LABELS.get(tag["tag"]) if tag and i != rest else ""
        value = (tag["value"] or "") if tag else line.text
        if i >= foot or name is None or (tag and not value):
            out.append(line._replace(reason=REASON))
        elif tag or waiting is not None or i > text:
            out.append(line._replace(text=(waiting or name) + value, reason=None))
        else:
            out[-1] = out[-1]._replace(text=f"{out[-1].text} {value.strip()}")
        waiting = name if tag and not value and name is not None else None
    return out


def _foot(lines: Sequence[Line], text: int) -> int:
    """Where Factiva's codes below the text begin, sought from the end: NS, RE, PUB, AN."""
    ids = (i for i in range(len(lines) - 1, text, -1) if _ID.fullmatch(lines[i].text))
    foot = next(ids, len(lines))
    while foot - 1 > text:
        alone = foot > text + 2 and _FOOT_TAG.fullmatch(lines[foot - 2].text)
        if not _FOOT_TAG.fullmatch(lines[foot - 1].text) and not alone:
            break
        foot -= 1
    return foot


def factiva_head(lines: Sequence[Line]) -> int | None:
    """The number of lines above the body: down to the copyright line below count and date."""
    for i, line in enumerate(lines[1:8], start=1):
        dated = any(is_date_line(one.text) for one in lines[i + 1 : i + 3])
        if WORDS.fullmatch(line.text) and dated:
            below = range(i, min(i + 14, len(lines)))
            ends = (j for j in below if lines[j].reason == "copyright line")
            named = (j + 1 for j in below[:-1] if _LANGUAGE.fullmatch(lines[j].text))
            return min(next(ends, len(lines)), next(named, len(lines)), len(lines) - 1) + 1
    return None


def _is_byline(text: str) -> bool:
    return text.casefold().startswith("by ") or is_byline(text)


def read_factiva(page: Page, head: Sequence[Line]) -> None:
    count = next(i for i, line in enumerate(head) if WORDS.fullmatch(line.text))
    day = next((i for i in range(count, len(head)) if is_date_line(head[i].text)), count)
    section = count > 1 and is_kicker(head[0].text, head[1].text) and not is_byline(head[1].text)
    if section:
        remove_field(page, head[0])
    titles = [head[section]]
    for line in head[1 + section : count]:
        if line.text.lstrip()[0].islower() and not _is_byline(line.text):
            titles.append(line)  # the headline goes on
        elif LONE_NAME.fullmatch(line.text) or _is_byline(line.text):
            page.learn("byline", line.text.strip(), line.number)
        else:
            page.blocks.append(("deck", line.text.strip()))
    add_headline(page, titles)
    if day > count:
        learn_published(page, head[day].number, head[day].text.strip(), trust=3)
    paper = next((line for line in head[day + 1 :] if not _CLOCK.fullmatch(line.text)), None)
    if paper and not paper.reason:
        page.learn("outlet", paper.text.strip(), paper.number)
    for line in (head[count], *(line for line in head[day + 1 :] if line is not paper)):
        remove_field(page, line)
