"""Which of the lines above the body is the headline, which a deck, and which neither."""

from tellings.articles.article import Removed
from tellings.articles.bylines import LONE_NAME
from tellings.articles.lines import BULLET, MASTHEAD, SECTION_LABEL
from tellings.articles.navigation import (
    LEAST_HEADLINE,
    MASTHEAD_IN_SMALL_LETTERS,
    headline_place,
    is_menu,
    is_same_headline,
)
from tellings.articles.page_top import Page, Title, learn_byline


def without_labels(
    page: Page, titles: list[Title], holders: set[str], dates: list[int]
) -> list[Title]:
    """The titles without menus, masthead and section labels, which are such only beside another
    title, and without what else stands above the headline or repeats it.

    Args:
        holders: who holds the copyright, in small letters.
        dates: the numbers of the lines that are a bare date.
    """
    labels: dict[int, str] = {}
    long = {title.block for title in titles if len(title.line.text.split()) >= LEAST_HEADLINE}
    for order, title in enumerate(titles):
        first = len(labels) == order  # all above it are labels
        longer = len(long) > (title.block in long)
        if reason := _label(title, first, holders, longer):
            labels[title.block] = reason
    if len(labels) == len(titles):
        return titles
    left = [title for title in titles if title.block not in labels]
    left = _without_name(page, left, dates)
    menus = [block for block, reason in labels.items() if reason != "masthead"]
    headline = _headline(page, left, dates, menus)
    for title in left:
        if title.block < headline.block:
            labels[title.block] = "navigation"
        if title is not headline and is_same_headline(title.line.text, headline.line.text):
            labels[title.block] = "headline repeated"
    for title in (title for title in titles if title.block in labels):
        text, number = title.line.text.strip(), title.line.number
        page.blocks[title.block] = ("label", text)
        page.removed.append(Removed(number, text, labels[title.block]))
        if labels[title.block] == "masthead":
            page.learn("outlet", text, number)
    return [title for title in left if title.block not in labels]


def _without_name(page: Page, titles: list[Title], dates: list[int]) -> list[Title]:
    """The titles without a name below the headline and beside the date, which is who wrote it."""
    if "byline" in page.facts or len(titles) < 2:
        return titles
    dated = [*dates, *(page.lines[name] for name in ("published",) if name in page.lines)]
    above, last = (title.line for title in titles[-2:])
    headline = len(above.text.split()) >= LEAST_HEADLINE
    if not (dated and headline and LONE_NAME.fullmatch(last.text)):
        return titles
    learn_byline(page, last.number, last.text.strip())
    page.blocks[titles[-1].block] = ("label", last.text)
    return titles[:-1]


def _label(title: Title, first: bool, holders: set[str], longer: bool) -> str | None:
    """Why a title is none: longer says whether another title is long enough for a headline."""
    text = title.line.text.strip()
    if SECTION_LABEL.fullmatch(text):
        return "section label"
    if is_menu(text):
        return "navigation"
    printed = text.casefold() in holders or bool(MASTHEAD.fullmatch(text))
    paper = longer and bool(MASTHEAD_IN_SMALL_LETTERS.fullmatch(text))
    named = (first and (printed or paper)) or (paper and len(text.split()) < LEAST_HEADLINE)
    return "masthead" if named else None


def _headline(page: Page, titles: list[Title], dates: list[int], menus: list[int]) -> Title:
    """The title nearest above byline or date, or the first where there is neither."""
    known = [page.lines[name] for name in ("byline", "published") if name in page.lines]
    about = min(known or (date for date in dates if _is_below_headline(date, titles)), default=0)
    above = [title for title in titles if title.line.number < about]
    below_menu = [title for title in above if title.block > max(menus, default=-1)]
    candidates: list[Title] = []
    for title in below_menu or above or titles:
        text = title.line.text
        if candidates and is_same_headline(text, candidates[-1].line.text):
            if len(text) < len(candidates[-1].line.text):
                candidates[-1] = title
        elif not (candidates and BULLET.match(text)):
            candidates.append(title)
    if not above:
        return candidates[0]
    return candidates[headline_place([t.line.text for t in candidates], bool(menus))]


def _is_below_headline(date: int, titles: list[Title]) -> bool:
    """Whether a bare date is the article's, not the clock of a page between name and headline."""
    above = [title for title in titles if title.line.number < date]
    short = bool(above) and len(above[-1].line.text.split()) < LEAST_HEADLINE
    return bool(above) and not (short and len(above) < len(titles))


def name_titles(page: Page, titles: list[Title]) -> int:
    """Names headline and deck; returns the number of the headline's line, 0 without one.

    The first title is headline, the rest deck; a lone title under the picture is a deck too.
    """
    lone = len(titles) == 1 and titles[0].below_picture
    for order, title in enumerate(titles):
        section = "headline" if order == 0 and not lone else "deck"
        page.blocks[title.block] = (section, page.blocks[title.block][1])
    named = [("caption" if name == "caption title" else name, text) for name, text in page.blocks]
    page.blocks = [(name, text) for name, text in named if name != "label"]
    return titles[0].line.number if titles else 0
