"""Saved web pages: the article by trafilatura (Barbaresi 2021), all else kept with a reason."""

import json
import logging
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from tellings.articles.article import Removed
from tellings.articles.captions import PHOTO_CREDITS, find_credit
from tellings.articles.date_lines import PUBLISHED, parse_date, two_days
from tellings.articles.decoding import decode
from tellings.articles.exports import is_exported
from tellings.articles.lines import (
    Line,
    is_about_article,
    is_clause,
    is_date_line,
    is_doubtful_byline,
    is_prose,
    is_sentence,
)
from tellings.articles.navigation import is_long
from tellings.articles.notes import Note, note
from tellings.articles.page_end import without_end
from tellings.articles.page_top import Page, add_caption, learn_published, read_about
from tellings.articles.readers.found import COPY, Found, Read, ReadingError, or_not_whole
from tellings.articles.readers.web_blocks import Block, blocks_of
from tellings.articles.repairs import lost_letters, repair
from tellings.articles.unwrapping import filled_lines

MOST_BYTES = 20_000_000
_WORDLESS = (
    "a web page without any words", "Save the page again; of a page with frames, the frame itself."
)  # fmt: skip
_IS_ARTICLE = re.compile(r"Article|BlogPosting|Report\b")  # LiveBlogPosting too
_CALLED_DATE = re.compile(r"\s*(?:date|published|publication)\b", re.IGNORECASE)
_UTC = re.compile(r"T(\d\d):\d\d.*(?:Z|[+-]00:?00)$")
_NOT_SURE = "the page gives its day in world time only, which may be the day before or after"
_HEADINGS = ("h2", "h3", "h4")
_OUTSIDE = "outside the article"
_LONGEST_MATCH = 30  # letters; a shorter line may stand in another by chance


@or_not_whole("web page", COPY)
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
    notes = [decoded, *notes, *lost_letters(text)]
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)  # without, 256 elements deep at most
    try:
        root = html.document_fromstring(text.encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError) as problem:
        raise ReadingError(*_WORDLESS) from problem
    if any("depth" in one.message for one in parser.error_log.filter_from_fatals()):
        raise ReadingError("nested too deep, so that not all of it can be read", COPY)
    blocks = list(blocks_of(root))
    if not blocks:
        raise ReadingError(*_WORDLESS)
    lines = "\n\n".join(block.text for block in blocks)
    if is_exported(lines):
        return Read([Found(lines)], notes)
    extracted = bare_extraction(text, include_comments=False, include_tables=False)
    kept = [line.lstrip("- ") for line in (extracted.text or "").split("\n")] if extracted else []
    facts, dated = _facts(root, blocks)
    if dated:
        notes.append(dated)
    if not any(map(is_sentence, kept)):
        notes.append(_note("no article was found on this page, so its lines are read by rule"))
        return Read([Found(lines, facts)], notes)
    return Read([Found("", facts, page=_sorted(blocks, kept, facts))], notes)


def _note(why: str) -> Note:
    return note(why, "Compare it with the page; story.toml can say more.", 1)


def _key(text: str) -> str:
    """A line without what a program may change in it: spaces, signs, capitals."""
    return re.sub(r"\W+", "", text.casefold())


def _sorted(blocks: list[Block], kept: list[str], facts: dict[str, object]) -> Page:
    """The page: which of its pieces are headline, caption and body, and which are removed."""
    page = Page()
    headline = str(facts.get("headline", ""))
    titled = begun = False
    for block, reason in zip(blocks, _reasons(blocks, kept), strict=True):
        if headline and _key(block.text) == _key(headline):
            if titled:
                page.removed.append(Removed(block.line, block.text, "headline repeated"))
            titled = True
        elif block.kind == "caption" or _has_credit(block, reason):
            add_caption(page, Line(block.line, block.text, True, None))
        elif about := _about(block, begun, reason):
            _read_about(page, block.line, about, begun)
            page.removed.append(Removed(block.line, block.text, "byline or date"))
        elif titled and not begun and _is_deck(block) and reason in (None, _OUTSIDE):
            page.blocks.append(("deck", block.text))
        elif reason or _is_signature(block.text, begun, facts):
            page.removed.append(Removed(block.line, block.text, reason or "label"))
        else:
            begun = begun or is_sentence(block.text)
            page.blocks.append(("subhead" if block.kind and begun else "body", block.text))
    if headline:
        page.blocks.insert(0, ("headline", headline))
    return page


def _reasons(blocks: list[Block], kept: list[str]) -> list[str | None]:
    """Why each piece is not of the body; None where it is."""
    wanted, whole = {_key(line) for line in kept}, _key(" ".join(kept))
    lines = filled_lines("\n".join(block.text for block in blocks))
    is_kept = [
        (key := _key(line.text)) in wanted or (len(key) > _LONGEST_MATCH and key in whole)
        for line in lines
    ]
    numbers = [i for i, line in enumerate(lines) if is_kept[i] or line.reason]
    ended = without_end([lines[i] for i in numbers])
    reasons: list[str | None] = [_OUTSIDE] * len(lines)
    for number, line in zip(numbers, ended, strict=True):
        reasons[number] = line.reason
    _mark_missed(blocks, reasons)
    return reasons


def _mark_missed(blocks: list[Block], reasons: list[str | None]) -> None:
    """Marks as kept what the extraction missed: paragraphs beside others, headings between."""
    places = Counter(
        block.place
        for block, reason in zip(blocks, reasons, strict=True)
        if reason is None and is_sentence(block.text)
    )
    for i, block in enumerate(blocks):
        if reasons[i] == _OUTSIDE and is_sentence(block.text) and places[block.place] > 1:
            reasons[i] = None
    inside = [reason is None for reason in reasons]
    for i, block in enumerate(blocks[1:-1], start=1):
        if block.kind in _HEADINGS and reasons[i] == _OUTSIDE and inside[i - 1] and inside[i + 1]:
            reasons[i] = None


def _has_credit(block: Block, reason: str | None) -> bool:
    return reason in (None, _OUTSIDE) and find_credit(block.text, PHOTO_CREDITS) is not None


def _about(block: Block, begun: bool, reason: str | None) -> list[str]:
    """The lines of a piece that are about the article: of dates below its first sentence, those
    called so.
    """
    text = block.text
    if begun:
        inside = reason is None and is_about_article(text) and not is_doubtful_byline(text)
        return [text] if inside or (_CALLED_DATE.match(text) and PUBLISHED.fullmatch(text)) else []
    if _is_about(text) or reason != _OUTSIDE:
        return [text] if _is_about(text) else []
    return list(filter(_is_about, block.parts))


def _is_about(text: str) -> bool:
    return is_about_article(text) or is_date_line(text)


def _read_about(page: Page, line: int, lines: list[str], begun: bool) -> None:
    """Reads who wrote the article and when, without what it removes: the piece is kept whole."""
    before = len(page.removed)
    for text in lines:
        if not read_about(page, Line(line, text, True, None), below=begun):
            learn_published(page, line, text, trust=1)
    del page.removed[before:]


def _is_deck(block: Block) -> bool:
    return block.kind == "deck" or (
        block.kind in _HEADINGS and is_long(block.text) and not block.text.endswith(":")
    )


def _is_signature(text: str, begun: bool, facts: dict[str, object]) -> bool:
    """Whether a line is the author's name again, or a label over the first sentence."""
    label = not (begun or is_sentence(text) or is_prose(text) or is_clause(text))
    return label or _key(text) == _key(str(facts.get("byline", "")))


def _facts(  # type: ignore[no-untyped-def]
    root, blocks: list[Block]
) -> tuple[dict[str, object], Note]:
    """Headline, outlet, byline and day by the page's own data; a note where the day is unsure."""
    data = next(_articles(root), {})
    meta = {m.get("property") or m.get("name"): m.get("content") for m in root.iter("meta")}
    headline = _plain(data.get("headline")) or _plain(meta.get("og:title"))
    facts: dict[str, object] = {
        "headline": _headline(headline, _plain(root.findtext(".//title")), blocks),
        "outlet": _name(data.get("publisher")) or _plain(meta.get("og:site_name")),
        "byline": _name(data.get("author")) or _plain(meta.get("author")) or _no_address(meta),
    }
    told = _plain(data.get("datePublished")) or _plain(meta.get("article:published_time"))
    facts["published"], unsure = _day(told, blocks)
    remark = _note(f"{_NOT_SURE}: {told}") if unsure else {}
    return {name: value for name, value in facts.items() if value}, remark


def _no_address(meta: dict[str | None, str | None]) -> str:
    """The author whom the page names to social networks; many name the address of a page there."""
    author = _plain(meta.get("article:author"))
    return "" if "/" in author else author


def _headline(told: str, title: str, blocks: list[Block]) -> str:
    """What the page calls its headline, without the name behind it: Talks begin | The Daily.

    Where it calls nothing so, the heading with which its title begins, or the first of the highest.
    """
    tops = [block.text for block in blocks if block.kind == "h1"]
    titles = [*tops, *(block.text for block in blocks if block.kind in _HEADINGS)]
    whole = told or title
    begun = [one for one in titles if re.match(rf"{re.escape(one)}(?:\s+[|–—-]\s|$)", whole)]
    return next(iter([*begun, told] if told else [*begun, *tops]), "")


def _day(told: str, blocks: list[Block]) -> tuple[date | None, bool]:
    """The day by the page's own clock: 2021-03-02T23:30:00+09:00 is 2 March.

    Of a time in UTC the day is the printed one that is at most a day off; without one it is unsure.
    """
    day = parse_date(told)
    if day is None or not _UTC.search(told):
        return day, False
    printed = [part for block in blocks for part in (block.text, *block.parts)]
    dated = [text for text in printed if _is_about(text) or two_days(text)]
    dates = (one for text in dated for one in (parse_date(text), *two_days(text)) if one)
    near = next((one for one in dates if abs(one - day) <= timedelta(days=1)), None)
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
                if isinstance(part, dict) and _IS_ARTICLE.search(str(part.get("@type"))):
                    yield part


def _plain(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(value: object) -> str:
    """A name, or several: {"name": "Nora Webb"}, "Nora Webb", a list of them."""
    if isinstance(value, list):
        return " and ".join(filter(None, map(_name, value)))
    return _name(value.get("name")) if isinstance(value, dict) else _plain(value)
