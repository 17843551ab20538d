"""What a reader of a saved web page sees, piece by piece."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub"
    " sup time tt u var wbr".split()
)
_UNSEEN = frozenset("script style noscript template svg head iframe object select".split())
# Classes of elements: wp-caption-text, imageCaption; standfirst, sub-title
_CAPTION = re.compile(r"caption", re.IGNORECASE)
_DECK = re.compile(
    r"standfirst|sub-?title|sub-?head(?:line)?|\bdek\b|\bdeck\b|strapline", re.IGNORECASE
)
_NEAR = 3  # elements, of which the innermost holds the words


class Block(NamedTuple):
    """A piece of the page that a reader sees.

    Attributes:
        kind: caption, deck, h1 to h6, or nothing.
        line: where its element begins in the file.
        place: the element around it, and the tag and class of its own; paragraphs share theirs.
        parts: the text between one tag and the next: "By Nora Webb", "March 2, 2021".
    """

    kind: str
    text: str
    line: int
    place: tuple[object, ...]
    parts: tuple[str, ...]


def blocks_of(root) -> Iterator[Block]:  # type: ignore[no-untyped-def]
    """What a reader sees, piece by piece from the top: paragraphs, titles, entries of menus."""
    words: list[str] = []
    holder = root
    waiting = [(root, False)]
    while waiting:
        element, is_over = waiting.pop()
        if element.tag not in _INLINE:
            if any(map(str.strip, words)):
                yield _block(holder, words)
            words.clear()
            parent = element.getparent()
            holder = parent if is_over and parent is not None else element
        if is_over or _is_unseen(element):
            words.append(element.tail or "")
        else:
            words.append(element.text or "")
            waiting.append((element, True))
            waiting.extend((child, False) for child in reversed(element))
    if any(map(str.strip, words)):
        yield _block(holder, words)


def _block(holder, words: list[str]) -> Block:  # type: ignore[no-untyped-def]
    text = " ".join("".join(words).split())
    place = (holder.getparent(), holder.tag, holder.get("class"))
    parts = tuple(part for word in words if (part := " ".join(word.split())))
    return Block(_kind(holder), text, holder.sourceline or 1, place, parts)


def _kind(holder) -> str:  # type: ignore[no-untyped-def]
    near = [holder, *islice(holder.iterancestors(), _NEAR - 1)]
    classes = " ".join(one.get("class") or "" for one in near)
    if any(one.tag == "figcaption" for one in near) or _CAPTION.search(classes):
        return "caption"
    if _DECK.search(holder.get("class") or ""):
        return "deck"
    return holder.tag if re.fullmatch("h[1-6]", holder.tag) else ""


def _is_unseen(element) -> bool:  # type: ignore[no-untyped-def]
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:  # a comment has no name
        return True
    style = (element.get("style") or "").replace(" ", "")
    return element.get("hidden") is not None or "display:none" in style
