"""Saved web pages: the article by trafilatura (Barbaresi 2021), all else kept with a reason."""

import json
import logging
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from tellings.articles.article import Caption, Removed
from tellings.articles.date_lines import parse_date
from tellings.articles.decoding import decode
from tellings.articles.lines import Line, is_about_article, is_date_line, is_sentence
from tellings.articles.notes import Note, note
from tellings.articles.page_top import Page, learn_published, read_about
from tellings.articles.readers.found import Found, Read, ReadingError, or_not_whole
from tellings.articles.repairs import lost_letters, repair
from tellings.articles.unwrapping import filled_lines

MOST_BYTES = 20_000_000
_COPY = "Open it, copy the article, and paste it into a text file (.txt)."
_WORDLESS = (
    "a web page without any words", "Save the page again; of a page with frames, the frame itself."
)  # fmt: skip
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub"
    " sup time tt u var wbr".split()
)
_UNSEEN = frozenset("script style noscript template svg head iframe object select".split())
_UTC = re.compile(r"T(\d\d):\d\d.*(?:Z|[+-]00:?00)$")
_NOT_SURE = "the page gives its day in world time only, which may be the day before or after"
_LONGEST_MATCH = 30  # letters; a shorter line may stand in another by chance


class _Block(NamedTuple):
    """A piece of the page that a reader sees, the element it is in, and its line in the file."""

    tag: str
    text: str
    line: int


@or_not_whole("web page", _COPY)
def read_web_page(data: bytes) -> Read:
    """A saved web page. What is seen on it and is not of the article is removed with a reason.

    >>> page = read_web_page(b"<title>x</title><h1>Talks begin</h1><article><p>Two ministers met on"
    ...     b" Monday in the capital.</p><p>They agreed to talk again.</p></article>").found[0].page
    >>> page.blocks[0]
    ('headline', 'Talks begin')
    """
    # These take a second to import.
    from lxml import etree, html
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it misses is said below
    if len(data) > MOST_BYTES:
        why = f"a web page larger than {MOST_BYTES // 1_000_000} MB"
        raise ReadingError(why, "Save the page again without its pictures: HTML only.")
    text, decoded = decode(data)
    text, notes = repair(text, is_html=True)
    notes = [*([decoded] if decoded else []), *notes, *lost_letters(text)]
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)  # without, 256 elements deep at most
    try:
        root = html.document_fromstring(text.encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError) as problem:
        raise ReadingError(*_WORDLESS) from problem
    if any("depth" in one.message for one in parser.error_log.filter_from_fatals()):
        raise ReadingError("nested too deep, so that not all of it can be read", _COPY)
    blocks = list(_blocks(root))
    if not blocks:
        raise ReadingError(*_WORDLESS)
    extracted = bare_extraction(text, include_comments=False, include_tables=False)
    kept = [line.lstrip("- ") for line in (extracted.text or "").split("\n")] if extracted else []
    facts, dated = _facts(root, blocks)
    if dated:
        notes.append(dated)
    if not any(map(is_sentence, kept)):
        notes.append(_note("no article was found on this page, so its lines are read by rule"))
        lines = "\n\n".join(block.text for block in blocks)
        return Read([Found(lines, facts)], notes)
    page = _sorted(blocks, kept, str(facts.get("headline", "")))
    return Read([Found("", facts, page=page)], notes)


def _note(why: str) -> Note:
    return note(why, "Compare it with the page; story.toml can say more.", 1)


def _blocks(root) -> Iterator[_Block]:  # type: ignore[no-untyped-def]
    """What a reader sees, piece by piece from the top: paragraphs, titles, entries of menus."""
    words: list[str] = []
    holder = root
    waiting = [(root, False)]
    while waiting:
        element, is_over = waiting.pop()
        if element.tag not in _INLINE:
            if text := " ".join("".join(words).split()):
                yield _Block(holder.tag, text, holder.sourceline or 1)
            words.clear()
            parent = element.getparent()
            holder = parent if is_over and parent is not None else element
        if is_over or _is_unseen(element):
            words.append(element.tail or "")
        else:
            words.append(element.text or "")
            waiting.append((element, True))
            waiting.extend((child, False) for child in reversed(element))
    if text := " ".join("".join(words).split()):
        yield _Block(holder.tag, text, holder.sourceline or 1)


def _is_unseen(element) -> bool:  # type: ignore[no-untyped-def]
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:  # a comment has no name
        return True
    style = (element.get("style") or "").replace(" ", "")
    return element.get("hidden") is not None or "display:none" in style


def _key(text: str) -> str:
    """A line without what a program may change in it: spaces, signs, capitals."""
    return re.sub(r"\W+", "", text.casefold())


def _sorted(blocks: list[_Block], kept: list[str], headline: str) -> Page:
    """The page: which of its pieces are headline, caption and body, and which are removed."""
    page = Page()
    wanted, whole = {_key(line) for line in kept}, _key(" ".join(kept))
    titled = False
    for block in blocks:
        key = _key(block.text)
        reason = filled_lines(block.text)[0].reason
        if key == _key(headline) and key:
            if titled:
                page.removed.append(Removed(block.line, block.text, "headline repeated"))
            titled = True
        elif block.tag == "figcaption":
            page.captions.append(Caption(None, block.text, None))
            page.blocks.append(("caption", block.text))
        elif _is_above_body(block.text, page):
            if not read_about(page, Line(block.line, block.text, True, None)):
                learn_published(page, block.line, block.text, trust=1)
        elif not reason and (key in wanted or (len(key) > _LONGEST_MATCH and key in whole)):
            page.blocks.append(("body", block.text))
        else:
            page.removed.append(Removed(block.line, block.text, reason or "outside the article"))
    if headline:
        page.blocks.insert(0, ("headline", headline))
    return page


def _is_above_body(text: str, page: Page) -> bool:
    """Whether a line between headline and body says who wrote the article, or when."""
    begun = any(name == "body" for name, _ in page.blocks)
    return not begun and (is_about_article(text) or is_date_line(text))


def _facts(  # type: ignore[no-untyped-def]
    root, blocks: list[_Block]
) -> tuple[dict[str, object], Note]:
    """Headline, outlet, byline and day by the page's own data; a note where the day is unsure."""
    data = next(_articles(root), {})
    meta = {m.get("property") or m.get("name"): m.get("content") for m in root.iter("meta")}
    title = next((block.text for block in blocks if block.tag == "h1"), "")
    facts: dict[str, object] = {
        "headline": _plain(data.get("headline")) or _plain(meta.get("og:title")) or title,
        "outlet": _name(data.get("publisher")) or _plain(meta.get("og:site_name")),
        "byline": _name(data.get("author")) or _plain(meta.get("author")),
    }
    told = _plain(data.get("datePublished")) or _plain(meta.get("article:published_time"))
    facts["published"], unsure = _day(told, blocks)
    remark = _note(f"{_NOT_SURE}: {told}") if unsure else {}
    return {name: value for name, value in facts.items() if value}, remark


def _day(told: str, blocks: list[_Block]) -> tuple[date | None, bool]:
    """The day by the page's own clock: 2021-03-02T23:30:00+09:00 is 2 March.

    Of a time in UTC the day is the printed one that is at most a day off; without one it is unsure.
    """
    day = parse_date(told)
    dates = (parse_date(block.text) for block in blocks if len(block.text) < 200)
    printed = filter(None, dates)  # looked for only where they are asked for
    if day is None:
        return next(printed, None), False
    if not _UTC.search(told):
        return day, False
    near = next((one for one in printed if abs(one - day) <= timedelta(days=1)), None)
    return near, near is None


def _articles(root) -> Iterator[dict[str, object]]:  # type: ignore[no-untyped-def]
    """What the page says of its article in JSON-LD, the form that search engines read."""
    for script in root.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            read = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        several = read if isinstance(read, list) else [read]
        for one in several:
            graph = one.get("@graph") if isinstance(one, dict) else None
            for part in graph if isinstance(graph, list) else [one]:
                if isinstance(part, dict) and "Article" in str(part.get("@type")):
                    yield part


def _plain(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(value: object) -> str:
    """A name, or several: {"name": "Nora Webb"}, "Nora Webb", a list of them."""
    if isinstance(value, list):
        return " and ".join(filter(None, map(_name, value)))
    return _plain(value.get("name")) if isinstance(value, dict) else _plain(value)
