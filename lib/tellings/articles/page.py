"""The parts of a scraped news page: headline, caption, body, and what belongs to the page only."""

from collections.abc import Iterator
from itertools import zip_longest

from tellings.articles.article import Removed
from tellings.articles.bylines import LONE_NAME, authors_of
from tellings.articles.captions import IMAGE, PHOTO_CREDITS, find_credit
from tellings.articles.exports import read_export
from tellings.articles.lines import (
    ADVERTISEMENT_END,
    DATELINE,
    LONGEST_CREDIT,
    Line,
    find_holders,
    is_bare_date,
    is_clause,
    is_doubtful_byline,
    is_prose,
    is_sentence,
)
from tellings.articles.navigation import stems
from tellings.articles.page_end import without_end
from tellings.articles.page_top import (
    Page,
    add_caption,
    first_paragraph,
    is_over_credit,
    read_about,
    read_dates,
    read_top,
    remove,
    without_bullet,
    without_headline,
)
from tellings.articles.titles import name_titles, without_labels
from tellings.articles.unwrapping import filled_lines, rejoined

_LEAD = 1_500  # letters of the body, in which what the headline speaks of is spoken of


def parse_page(text: str, first_line: int = 1) -> Page:
    """Tells the parts of a scraped news page apart.

    Args:
        text: the whole file, decoded, or one of several articles in it.
        first_line: the number of its first line in the file.

    Returns:
        A Page; its blocks are (section, text) in page order, section one of headline, deck,
        caption, body, subhead.

    >>> page = parse_page(
    ...     "Talks begin\\nAFP, Monday 10 Jan 2011\\nViews: 858\\nTwo ministers met in Seoul.")
    >>> page.blocks
    [('headline', 'Talks begin'), ('body', 'Two ministers met in Seoul.')]
    >>> page.facts["agency"], page.published, page.removed
    ('AFP', datetime.date(2011, 1, 10), [Removed(line=3, text='Views: 858', reason='view count')])
    """
    page = Page()
    filled = filled_lines(text, first_line)
    exported = read_export(page, filled)
    below = rejoined(page, exported) if exported is not None else _read_above(page, filled)
    for line, under in zip_longest(below, below[1:]):
        _read_below_top(page, line, under)
    _name_subheads(page)
    page.removed.sort(key=lambda removed: removed.line)
    return page


def _read_above(page: Page, filled: list[Line]) -> list[Line]:
    """Reads what stands above the body of a page; returns the lines of the body and below it."""
    lines = without_end(rejoined(page, filled))
    top = first_paragraph(lines)
    titles = read_top(page, lines[:top])
    dates = [line.number for line in lines[:top] if is_bare_date(line)]
    said = (line.text for line in lines[top:] if not line.reason)
    body = stems(" ".join(said)[:_LEAD]) if titles else frozenset()
    left = without_labels(page, titles, find_holders(lines), dates, body)
    headline = name_titles(page, left)
    read_dates(page, lines[:top], headline)
    return without_headline(page, lines[top:])


def _read_below_top(page: Page, line: Line, under: Line | None) -> None:
    if remove(page, line) or (
        not is_doubtful_byline(line.text) and read_about(page, line, below=True)
    ):
        return
    if LONE_NAME.fullmatch(line.text) and authors_of(page.facts.get("byline", "")) == [line.text]:
        page.removed.append(Removed(line.number, line.text, "second byline"))
        return
    if dateline := DATELINE.match(line.text):
        page.learn("agency", dateline["agency"], line.number)
    apart = line.after_blank and is_over_credit(line, under)
    if apart or IMAGE.match(line.text) or find_credit(line.text, PHOTO_CREDITS):
        add_caption(page, line)
    else:
        text = _without_advertisement(page, line._replace(text=without_bullet(page, line)))
        page.blocks.append(("body", text))


def _without_advertisement(page: Page, line: Line) -> str:
    tail = max(len(line.text) - LONGEST_CREDIT, 0)
    found = ADVERTISEMENT_END.search(line.text, tail)
    if found:
        page.removed.append(Removed(line.number, found[1], "advertisement"))
    return line.text[: found.start() if found else None].strip()


def _name_subheads(page: Page) -> None:
    """Names subheads: short lines without sentence end, between paragraphs that have such an
    end.
    """
    body = [text for name, text in page.blocks if name == "body"]
    if 3 * sum(map(is_sentence, body)) < 2 * len(body):
        return
    for before, at, after in _with_neighbours(page.blocks):
        if (
            _is_title_like(page.blocks[at][1])
            and is_sentence(page.blocks[before][1])
            and is_sentence(page.blocks[after][1])
        ):
            page.blocks[at] = ("subhead", page.blocks[at][1])


def _with_neighbours(blocks: list[tuple[str, str]]) -> Iterator[tuple[int, int, int]]:
    """The places of three paragraphs in a row, whatever captions stand between them."""
    body = [i for i, (name, _) in enumerate(blocks) if name == "body"]
    return zip(body, body[1:], body[2:], strict=False)


def _is_title_like(text: str) -> bool:
    begins = text.lstrip("'\"‘“«")[:1]
    ends = text[-1]
    return (
        len(text) <= 60
        and len(text.split()) <= 8
        and (begins.isupper() or begins.isdigit())
        and ends not in ".?!…,;:-–—)]"
        and not is_prose(text)
        and not is_clause(text)
    )
