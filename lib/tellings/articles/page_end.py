"""The end of a page: readers' comments, links to other articles and the small print below them."""

import re
from functools import lru_cache

from tellings.articles.lines import HEADING_OF_LINKS, Line, ends_sentence, is_prose, is_sentence
from tellings.articles.navigation import is_menu, is_notice

_COMMENTS = re.compile(
    r"\s*(?:(?:\d+\s+)?(?:readers?['’]?s?\s+)?comments?\s*[(:]?\s*\d*\)?"
    r"|discussion about this post|(?:leave|post|write|add) a (?:reply|comment)"
    r"|join the (?:conversation|discussion)|have your say"
    r"|(?:view|show|read) (?:\d+ |all )?comments)\s*",
    re.IGNORECASE,
)
# What only stands beside comments: Reply; Newest; Log in to comment; Your email address will not be
_TOOL = re.compile(
    r"\s*(?:(?:report|add|like|share)?\s*(?:add\s+)?reply(?:\s+(?:report|share))*"
    r"|(?:newest|oldest|best rated|most liked)(?: first)?|click to rate|sort(?:ed)? by.{0,30}"
    r"|(?:log|sign) ?in to (?:comment|reply).{0,40}|cancel reply|(?:load|show|view) more"
    r" (?:comments|replies)|your e-?mail address will not be published\b.{0,80}"
    r"|comments are closed\.?"
    r"|be the first to comment.{0,20})\s*",
    re.IGNORECASE,
)
_NEAR = 8  # lines from the heading of the comments to the first of their tools
_LEAST_ABOVE = 2  # sentences; above the body, "12 Comments" leads to the comments and is no heading
# What those who run the site say to everybody, and no article: only below the article
_SMALL_PRINT = re.compile(
    r"\b(?:all rights reserved|(?:terms|conditions) of (?:use|service)|privacy policy|cookie policy"
    r"|(?:is|are) not responsible for the content|may not be (?:reproduced|published)"
    r"|comments? (?:have to|must|should|are)\b|posts are on topic|quotes delayed|by signing up"
    r"|traditional custodians|(?:earn|receive) a (?:commission|portion)|in its final form"
    r"|registered in|registration certificate)\b",
    re.IGNORECASE,
)
# A part of each of them; a paragraph without any, as most are, is not looked at further.
_SIGNS = (
    "rights reserved", "of use", "of service", "cookie policy", "privacy policy", "responsible for",
    "may not be", "comment", "on topic", "quotes delayed", "signing up", "custodians",
    "commission", "portion", "final form", "registered in", "registration",
)  # fmt: skip
_ENDS = frozenset(
    ("share line", "link to another page", "copyright line", "tags", "newsletter or subscription",
     "navigation", "house rules", "address")
)  # fmt: skip


def without_end(lines: list[Line]) -> list[Line]:
    """Marks for removal what stands below the article, and links to other articles inside it."""
    lines = _without_comments(_without_links_inside(lines))
    prose = [i for i, line in enumerate(lines) if _is_of_article(line)]
    after = prose[-1] + 1 if prose else len(lines)
    first = next((i for i in range(after, len(lines)) if _ends(lines[i : i + 2])), len(lines))
    listed = False
    for i in range(first, len(lines)):
        line = lines[i]
        listed = listed or bool(HEADING_OF_LINKS.fullmatch(line.text))
        if line.reason is None and (reason := _reason_below(line.text, listed)):
            lines[i] = line._replace(reason=reason)
    return lines


def _ends(lines: list[Line]) -> bool:
    """Whether the first line is the page's, or it and the next are entries of a menu."""
    line = lines[0]
    menu = len(lines) > 1 and all(is_menu(one.text) for one in lines)
    return menu or line.reason in _ENDS or bool(HEADING_OF_LINKS.fullmatch(line.text))


def _is_of_article(line: Line) -> bool:
    return not line.reason and is_sentence(line.text) and not _is_small_print(line.text)


@lru_cache(maxsize=256)  # each line is asked several times while its page is read
def _is_small_print(text: str) -> bool:
    small = text.casefold()
    told = any(sign in small for sign in _SIGNS) and bool(_SMALL_PRINT.search(text))
    return told or is_notice(text)


def _reason_below(text: str, listed: bool) -> str | None:
    """Why a line below the article is removed; listed says whether a list of links has begun."""
    if ends_sentence(text):
        return "house rules" if _is_small_print(text) else None
    if listed:
        return "link to another page"
    return None if is_prose(text) else "below the article"


def _without_comments(lines: list[Line]) -> list[Line]:
    above = 0
    for i, line in enumerate(lines):
        above += not line.reason and is_sentence(line.text)
        below = lines[i + 1 : i + 1 + _NEAR]
        begins = above >= _LEAST_ABOVE and _COMMENTS.fullmatch(line.text)
        if begins and any(_TOOL.fullmatch(one.text) for one in below):
            told = [one._replace(reason=one.reason or "readers' comments") for one in lines[i:]]
            return [*lines[:i], *told]
    return lines


def _without_links_inside(lines: list[Line]) -> list[Line]:
    """Marks the titles in one block with the heading "Related articles" above them, if blank lines
    keep such blocks apart.
    """
    marked, listed, begun = [], False, False
    for line in lines:
        begun = begun or _is_of_article(line)
        if HEADING_OF_LINKS.fullmatch(line.text):
            listed = begun and line.after_blank
        elif line.after_blank or ends_sentence(line.text) or is_prose(line.text):
            listed = False
        elif listed and not line.reason:
            line = line._replace(reason="link to another page")
        marked.append(line)
    return marked
