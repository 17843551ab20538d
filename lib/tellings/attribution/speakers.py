"""What kind of source a mention names, and who the speaker behind a pronoun or a document is."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tellings.actors.kinds import FITS, OFFICES, TITLE, head_of, is_owner, source_type
from tellings.actors.lists import given_names, is_title
from tellings.actors.names import find_names
from tellings.text.forms import stop_words
from tellings.text.splitting import Span

# What may stand between two names of one mention: "House aide Ann Lee", "Kim's lawyer Ann Lee".
_GAP = re.compile(r"(?:['’]s|[\"”.]|\s[—–])?\s(?:(?!said|says)[a-z-]+\s){0,4}")
_LONGEST = 8  # words of a name; what is longer has more in it
REACH = 40  # sources back that a pronoun or a statement may speak for
Speaker = tuple[str | None, str]


def resolve(text: str, sources: Sequence[Span | None]) -> list[Speaker]:
    """Who stands behind each source of an article, and what kind of source its mention names.

    A pronoun speaks for the nearest source before it that it can stand for; "the statement" for the
    last institution or person that spoke; a surname for the fullest name that the article itself
    gives it. Where nothing fits, None.

    Args:
        text: the article's text.
        sources: where each attribution names its source, in the order of the text; None where it
            names none.

    Returns:
        For each source (speaker, source type).

    >>> text = "Kim's ministry said so. The statement added more. Mr. Gates met Robert Gates."
    >>> resolve(text, [(0, 14), (24, 37), (50, 59)])
    [("Kim's ministry", 'institution'), ("Kim's ministry", 'document'), ('Robert Gates', 'person')]
    """
    names: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, name in _names(text):
        for word in set(name.split()):
            names[word].append((at, name))
    out: list[Speaker] = []
    for span in sources:
        out.append(_one(text, span, names, out[-REACH:]) if span else (None, "none"))
    return out


def _one(
    text: str, span: Span, names: Mapping[str, list[tuple[int, str]]], before: list[Speaker]
) -> Speaker:
    mention = head_of(text[slice(*span)])
    if re.match(r"who(?:m|se)?\b", mention):
        mention = next(
            (one for some in names.values() for at, one in some if at + len(one) + 2 == span[0]), ""
        )
        full = _full_name(mention, span[0], names)
        known = (
            full != mention
            or (mention and mention.split()[0].lower() in given_names())
            or TITLE.match(mention)
        )
        return (full, "person") if known else (None, "unnamed")
    kind = source_type(mention)
    if kind == "pronoun":
        kinds = FITS[mention.lower()]
        nobody = (None, "person" if kinds == ("person",) else "unnamed")
        return next(
            ((who, kind) for who, kind in reversed(before) if who and kind in kinds), nobody
        )
    if kind == "person":
        if mention.lower() in text:  # a word that only opens a sentence
            return mention, "unnamed"
        return _full_name(mention, span[0], names), kind
    if kind == "document" and re.match(r"(?:the|this|that)\s", mention, re.IGNORECASE):
        issuers = (
            who
            for who, kind in reversed(before)
            if who and kind in ("institution", "person", "document")
        )
        return next(issuers, mention), kind
    return _said_before(mention, before) or mention, kind


def _said_before(mention: str, before: list[Speaker]) -> str | None:
    """ "The ministry", where a ministry with a longer name has spoken before."""
    found = re.fullmatch(r"(?:the|this|that)\s(\w+)", mention, re.IGNORECASE)
    if not found:
        return None
    word = re.compile(rf"\b{found[1]}\b", re.IGNORECASE)
    return next(
        (
            who
            for who, _ in reversed(before)
            if who and len(who.split()) <= _LONGEST and word.search(who)
        ),
        None,
    )


def _names(text: str) -> list[tuple[int, str]]:
    """Names with their places, courtesy titles left out."""
    out = []
    for name in find_names(text):
        start = name.start
        while (word := re.match(r"\S+\s*", text[start : name.end])) and is_title(
            word[0].strip(), "courtesy"
        ):
            start += word.end()
        if start < name.end:
            out.append((start, text[start : name.end]))
    return out


def _named(mention: str) -> str:
    """The first name in a mention, or who serves it ("Navy aide Ann Lee"); else all of it."""
    named, end = mention, -1
    for at, name in _names(mention):
        gap = _GAP.fullmatch(mention[end:at])
        if end < 0 or (gap and not stop_words() & set(gap[0].split())):
            named, end = name, at + len(name)
    return mention if end >= 0 and is_owner(mention, end - len(named), end) else named


def _is_part(core: Sequence[str], name: str) -> bool:
    """Whether a name is a fuller form of another; "AARP Director Ann Lee" is none of "AARP"."""
    words = name.split()
    behind = words[words.index(core[-1]) + 1 :] if core[-1] in words else []
    return set(core) < set(words) and not any(is_title(word, *OFFICES[:3]) for word in behind)


def _full_name(mention: str, start: int, names: Mapping[str, list[tuple[int, str]]]) -> str:
    """The fullest form of a name, of the person of that name who was named last."""
    named = _named(mention)
    core = [word for word in named.split() if not is_title(word, "courtesy")]
    fits = [
        (at, name) for at, name in names.get(core[-1] if core else "", []) if _is_part(core, name)
    ]
    if not fits:
        return mention if named == mention or len(core) < 2 else named
    nearest = max((one for one in fits if one[0] <= start), default=fits[0])[1]
    same = (name for _, name in fits if name.split()[-2:] == nearest.split()[-2:])
    return max(same, key=len)
