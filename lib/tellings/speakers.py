"""What kind of source a mention names, and who the speaker behind a pronoun or a document is."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from tellings.names import country_rows, find_names, is_title, titles
from tellings.tokens import Span, stop_words

_DOCUMENTS = (
    r"statement|communique|communiqué|report|letter|document|memo|memorandum|paper|study|survey|poll|e-?mail|filing|"
    r"indictment|complaint|lawsuit|transcript|declaration|resolution|text|release|cable|dossier|book|article|post|tweet|"
    r"agreement|treaty|data|figures|records"
)
_MEDIA = (
    r"shimbun|times|post|news|newspaper|daily|magazine|journal|gazette|herald|tribune|chronicle|observer|guardian|telegraph|"
    r"television|tv|radio|broadcaster|media|press|paper|wire|cnn|bbc|nbc|abc|cbs|nhk|kbs|mbc|fox news|reuters|afp|ap|yonhap|"
    r"kyodo|xinhua|kcna|bloomberg|politico|buzzfeed|breitbart|website|blog"
)
_INSTITUTIONS = (
    r"ministry|department|office|agency|commission|committee|council|court|police|government|administration|army|navy|"
    r"military|forces|staff|parliament|senate|congress|house|assembly|party|campaign|company|corporation|university|institute|"
    r"association|organi[sz]ation|union|group|bank|church|foundation|embassy|bureau|board|authority|authorities|service|"
    r"coalition|pentagon|kremlin|white house|nato|un|cabinet|federation|center|centre|team|firm|inc|corp|ltd"
)
_PEOPLE = (
    r"officials?|sources?|analysts?|experts?|critics?|observers?|diplomats?|spokes(?:man|woman|person|people)|people|residents?|"
    r"witness(?:es)?|voters?|supporters?|opponents?|protesters?|activists?|lawmakers?|leaders?|ministers?|chiefs?|aides?|"
    r"advisers?|advisors?|members?|republicans|democrats|many|some|others|those|man|woman|men|women|scientists?|researchers?|"
    r"doctors?|lawyers?|reporters?|journalists?|students?|teachers?|soldiers?|officers?|investigators?|prosecutors?|who|they"
)
_OFFICES = "|".join(sorted(titles("courtesy", "office")))
_TITLE = re.compile(
    rf"(?:(?:the|its|his|her|their|[A-Z][\w.-]*)\s)*(?:{_OFFICES})\.?\s+[A-Z]",
    re.IGNORECASE,
)
_GAP = re.compile(r"(?:['’]s|[\"”.]|\s[—–])?\s(?:(?!said|says)[a-z-]+\s){0,4}")
_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?:\s+(?:de|van|von|der|bin|al|el)?\s?[A-ZÀ-Þ][\w.'’-]*)*")

_FITS = {
    "it": ("institution", "document", "media", "government"),
    "they": ("unnamed", "institution", "government"),
    "he": ("person",),
    "she": ("person",),
}
REACH = 40  # sources back that a pronoun or a statement may speak for
Speaker = tuple[str | None, str]


def _head(pattern: str) -> re.Pattern[str]:
    """The pattern as the last word of a phrase, or just before what qualifies it ("a statement from the palace")."""
    return re.compile(rf"\b(?:{pattern})(?:$|\s(?:of|from|in|by|at|for|on|to|that|who|with|close|familiar)\b|,)", re.IGNORECASE)


def _head_of(mention: str) -> str:
    """A mention without the apposition between commas behind it, and without a possessive at its end."""
    mention = mention.strip()
    head = mention.split(",")[0] if mention.endswith(",") else mention
    return re.sub(r"['’]s$", "", head)


_KINDS = (("document", _head(_DOCUMENTS)), ("media", _head(_MEDIA)), ("institution", _head(_INSTITUTIONS)))
_UNNAMED = _head(_PEOPLE)


@lru_cache(maxsize=1)
def governments() -> frozenset[str]:
    """Names of countries and capitals, in small letters."""
    names = (name.lower() for country, capital, _ in country_rows() for name in (country, capital))
    return frozenset(names) | {"the north", "the south"}


def source_type(mention: str) -> str:
    """What kind of source a phrase names.

    Returns:
        person (named), unnamed (people without a name), institution, document, media, government (a country or its
        capital standing for it), none; `pronoun` for it, he, she, they, which only the text around can settle.

    >>> [source_type(m) for m in ("Kim's ministry", "the statement", "Washington", "Defense officials", "Admiral Mike Mullen")]
    ['institution', 'document', 'government', 'unnamed', 'person']
    """
    plain = _head_of(mention)
    bare = re.sub(r"^(?:the|a|an)\s+", "", plain, flags=re.IGNORECASE)
    if not bare:
        return "none"
    if plain.lower() in ("it", "he", "she", "they"):
        return "pronoun"
    if {plain.lower(), bare.lower()} & governments():
        return "government"
    if _TITLE.match(plain):
        return "person"
    named = next((kind for kind, pattern in _KINDS if pattern.search(plain)), None)
    if named or _UNNAMED.search(plain):
        return named or "unnamed"
    return "person" if _NAME.match(bare) else "unnamed"


def resolve(text: str, sources: Sequence[Span | None]) -> list[Speaker]:
    """Who stands behind each source of an article, and what kind of source its mention names.

    A pronoun speaks for the nearest source before it that it can stand for; "the statement" for the last institution or
    person that spoke; a surname for the fullest name that the article itself gives it. Where nothing fits, None.

    Args:
        text: the article's text.
        sources: where each attribution names its source, in the order of the text; None where it names none.

    Returns:
        For each source (speaker, source type).

    >>> text = "Kim's ministry said so. The statement added more. It ended there. Mr. Gates agreed with Robert Gates."
    >>> resolve(text, [(0, 14), (24, 37), (50, 52), (66, 75)])  # doctest: +NORMALIZE_WHITESPACE
    [("Kim's ministry", 'institution'), ("Kim's ministry", 'document'), ("Kim's ministry", 'document'),
     ('Robert Gates', 'person')]
    """
    names: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, name in _names(text):
        for word in set(name.split()):
            names[word].append((at, name))
    out: list[Speaker] = []
    for span in sources:
        out.append(_one(text, span, names, out[-REACH:]) if span else (None, "none"))
    return out


def _one(text: str, span: Span, names: Mapping[str, list[tuple[int, str]]], before: list[Speaker]) -> Speaker:
    mention = _head_of(text[slice(*span)])
    kind = source_type(mention)
    if kind == "pronoun":
        return _antecedent(mention, before)
    if kind == "person":
        return _full_name(mention, span[0], names), kind
    if kind == "document" and re.match(r"(?:the|this|that)\s", mention, re.IGNORECASE):
        return _issuer(before) or mention, kind
    return _said_before(mention, before) or mention, kind


def _antecedent(pronoun: str, before: list[Speaker]) -> Speaker:
    kinds = _FITS[pronoun.lower()]
    nobody = (None, "person" if kinds == ("person",) else "unnamed")
    return next(((who, kind) for who, kind in reversed(before) if who and kind in kinds), nobody)


def _issuer(before: list[Speaker]) -> str | None:
    return next((who for who, kind in reversed(before) if who and kind in ("institution", "person", "document")), None)


def _said_before(mention: str, before: list[Speaker]) -> str | None:
    """ "The ministry", where a ministry with a longer name has spoken before."""
    found = re.fullmatch(r"(?:the|this|that)\s(\w+)", mention, re.IGNORECASE)
    if not found:
        return None
    return next((who for who, _ in reversed(before) if who and re.search(rf"\b{found[1]}\b", who, re.IGNORECASE)), None)


def _names(text: str) -> list[tuple[int, str]]:
    """Names with their places, courtesy titles left out."""
    out = []
    for name in find_names(text):
        start = name.start
        while (word := re.match(r"\S+\s*", text[start : name.end])) and is_title(word[0].strip(), "courtesy"):
            start += word.end()
        if start < name.end:
            out.append((start, text[start : name.end]))
    return out


def _named(mention: str) -> str:
    """The first name in a mention, or who serves it: "Ann Lee of the Post", "White House aide Ann Lee"; else the mention."""
    head = mention.split(",")[0]
    named, end = mention, -1
    for at, name in _names(head):
        if end < 0 or _serves(head[end:at]):
            named, end = name, at + len(name)
    return named


def _serves(between: str) -> bool:
    """Whether the words between two names say that the second is the first's: an aide, a director, or "'s" alone."""
    gap = _GAP.fullmatch(between)
    return gap is not None and not stop_words() & set(between.split())


def _is_part(core: Sequence[str], name: str) -> bool:
    """Whether a name is a fuller form of another, and not of somebody who serves it: "AARP", "AARP Director Ann Lee"."""
    words = name.split()
    behind = words[words.index(core[-1]) + 1 :] if core[-1] in words else []
    return set(core) < set(words) and not any(is_title(word, "office", "doubtful", "position") for word in behind)


def _full_name(mention: str, start: int, names: Mapping[str, list[tuple[int, str]]]) -> str:
    """The fullest form of a name, of the person of that name who was named last."""
    named = _named(mention)
    core = [word for word in named.split() if not is_title(word, "courtesy")]
    fits = [(at, name) for at, name in names.get(core[-1] if core else "", []) if _is_part(core, name)]
    if not fits:
        return mention if named == mention or len(core) < 2 else named
    nearest = max((one for one in fits if one[0] <= start), default=fits[0])[1]
    same = (name for _, name in fits if name.split()[-2:] == nearest.split()[-2:])
    return max(same, key=len)
