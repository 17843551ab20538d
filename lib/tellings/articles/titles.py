"""Which of the lines above the body is the headline, which a deck, and which neither."""

from tellings.articles.article import Removed
from tellings.articles.bylines import LONE_NAME, authors_of
from tellings.articles.lines import BULLET, MASTHEAD, SECTION_LABEL, is_clause, is_prose
from tellings.articles.navigation import (
    LEAST_HEADLINE,
    LEAST_SHARED,
    MASTHEAD_IN_SMALL_LETTERS,
    is_kicker,
    is_long,
    is_menu,
    is_notice,
    is_same_headline,
    menu_end,
    shared,
)
from tellings.articles.page_top import Page, Title, learn_byline


def without_labels(
    page: Page, titles: list[Title], holders: set[str], dates: list[int], body: frozenset[str]
) -> list[Title]:
    """The titles without menus, masthead and section labels, which are such only beside another
    title, and without what else stands above the headline or repeats it.

    Args:
        holders: who holds the copyright, in small letters.
        dates: the numbers of the lines that are a bare date.
        body: the stems of what stands below.
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
    menus = [block for block, reason in labels.items() if reason != "masthead"]
    over = menu_end(["" if t.block in labels else t.line.text for t in titles], body)
    menus += [title.block for title in titles[:over]]
    headline = _headline(page, left, dates, menus, body)
    for title in left:
        if title is not headline and (reason := _beside(title, headline)):
            labels[title.block] = reason
    if name := _name_below(page, [t for t in left if t.block > headline.block], dates):
        learn_byline(page, name.line.number, name.line.text.strip())
        labels[name.block] = "byline"
    for title in (title for title in titles if title.block in labels):
        text, number = title.line.text.strip(), title.line.number
        page.blocks[title.block] = ("label", text)
        if page.lines.get("byline") == number:
            continue
        page.removed.append(Removed(number, text, labels[title.block]))
        if labels[title.block] == "masthead":
            page.learn("outlet", text, number)
    return [title for title in left if title.block not in labels]


def _beside(title: Title, headline: Title) -> str | None:
    """Why a title beside the headline is no deck, if it is none."""
    if is_same_headline(title.line.text, headline.line.text):
        return "headline repeated"
    if title.block < headline.block:
        return "navigation"
    return "label" if is_long(headline.line.text) and _is_label(title.line.text) else None


def _is_below(text: str) -> bool:
    """Whether a line below a title cannot be a headline."""
    return _is_label(text) or _is_name(text)


def _is_label(text: str) -> bool:
    """Whether a line below the headline is no deck: a name, an office, a place."""
    return not (is_long(text) or is_clause(text) or is_prose(text) or BULLET.match(text))


def _name_below(page: Page, titles: list[Title], dates: list[int]) -> Title | None:
    """The name below the headline, which says who wrote the article if the page has a date too."""
    if "byline" in page.facts or not (dates or "published" in page.lines):
        return None
    return next((title for title in titles if _is_name(title.line.text)), None)


def _is_name(text: str) -> bool:
    return bool(LONE_NAME.fullmatch(text)) and len(authors_of(text)) == 1


def _label(title: Title, first: bool, holders: set[str], longer: bool) -> str | None:
    """Why a title is none: longer says whether another title is long enough for a headline."""
    text = title.line.text.strip()
    if SECTION_LABEL.fullmatch(text):
        return "section label"
    if is_menu(text) or is_notice(text):
        return "navigation"
    printed = text.casefold() in holders or bool(MASTHEAD.fullmatch(text))
    paper = longer and bool(MASTHEAD_IN_SMALL_LETTERS.fullmatch(text))
    named = (first and (printed or paper)) or (paper and len(text.split()) < LEAST_HEADLINE)
    return "masthead" if named else None


def _headline(
    page: Page, titles: list[Title], dates: list[int], menus: list[int], body: frozenset[str]
) -> Title:
    """The first title that speaks of what the body speaks of; where none does, the one nearest
    above byline or date, or the first where there is neither.
    """
    known = [page.lines[name] for name in ("byline", "published") if name in page.lines]
    known += [date for date in dates if _is_below_headline(date, titles)]
    about = min((line for line in known if _is_below_long(line, titles)), default=0)
    above = [title for title in titles if title.line.number < about]
    pool = above or titles
    last = max((t.block for t in pool if is_long(t.line.text)), default=pool[-1].block)
    menu = max((block for block in menus if block < last), default=-1)
    candidates: list[Title] = []
    for title in (title for title in pool if title.block > menu):
        text = title.line.text
        if candidates and is_same_headline(text, candidates[-1].line.text):
            if len(text) < len(candidates[-1].line.text):
                candidates[-1] = title
        elif candidates and BULLET.match(text):
            return candidates[-1]
        elif not (candidates and is_long(candidates[-1].line.text) and _is_below(text)):
            candidates.append(title)
    while len(candidates) > 1 and is_kicker(*(t.line.text for t in candidates[:2])):
        candidates = candidates[1:]
    spoken = [t for t in candidates if shared(t.line.text, body) >= LEAST_SHARED]
    if is_long(candidates[0].line.text) and not shared(candidates[0].line.text, body):
        candidates = spoken or candidates
    if not above:
        return next((title for title in candidates if is_long(title.line.text)), candidates[0])
    return candidates[0]


def _is_below_long(line: int, titles: list[Title]) -> bool:
    """Whether a line stands below a title that is long enough, if there is such a one at all."""
    long = [title for title in titles if is_long(title.line.text)] or titles
    return any(title.line.number < line for title in long)


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
