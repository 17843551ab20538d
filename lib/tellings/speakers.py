"""What kind of source a mention names, and who the speaker behind a pronoun or a document is."""

import re
from functools import lru_cache

from tellings.tokens import data_lines

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
_TITLE = re.compile(
    r"(?:(?:the|its|his|her|their|[A-Z][\w.-]*)\s)*(?:rep|sen|gov|gen|adm|lt|col|dr|mr|mrs|ms|president|minister|secretary|"
    r"admiral|general|senator|governor|chancellor|premier|king|queen|prince|pope|judge|chairman)\.?\s+[A-Z]",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?:\s+(?:de|van|von|der|bin|al|el)?\s?[A-ZÀ-Þ][\w.'’-]*)*")


def _head(pattern: str) -> re.Pattern[str]:
    """The pattern as the last word of a phrase, or just before what qualifies it ("a statement from the palace")."""
    return re.compile(rf"\b(?:{pattern})(?:$|\s(?:of|from|in|by|at|for|on|to|that|who|with|close|familiar)\b|,)", re.IGNORECASE)


_KINDS = (("document", _head(_DOCUMENTS)), ("media", _head(_MEDIA)), ("institution", _head(_INSTITUTIONS)))
_UNNAMED = _head(_PEOPLE)


@lru_cache(maxsize=1)
def governments() -> frozenset[str]:
    """Names of countries and capitals, in small letters."""
    names = (name.strip().lower() for line in data_lines("countries.txt") for name in line.split(";")[:2])
    return frozenset(names) | {"the north", "the south"}


def source_type(mention: str) -> str:
    """What kind of source a phrase names.

    Returns:
        person (named), unnamed (people without a name), institution, document, media, government (a country or its
        capital standing for it), none; `pronoun` for it, he, she, they, which only the text around can settle.

    >>> [source_type(m) for m in ("Kim's ministry", "the statement", "Washington", "Defense officials", "Admiral Mike Mullen")]
    ['institution', 'document', 'government', 'unnamed', 'person']
    """
    plain = mention.strip()
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


def resolve(mentions: list[str]) -> list[tuple[str | None, str]]:
    """Speaker and type of each source of an article, in the order of the text.

    A pronoun speaks for the source before it that it can stand for; a document for the last institution or person named.
    A surname takes the fullest name that the article gives among its sources.

    >>> resolve(["Kim's ministry", "it", "the statement", "it"])  # doctest: +NORMALIZE_WHITESPACE
    [("Kim's ministry", 'institution'), ("Kim's ministry", 'institution'),
     ("Kim's ministry", 'document'), ("Kim's ministry", 'document')]
    """
    out: list[tuple[str | None, str]] = []
    for mention in mentions:
        kind = source_type(mention)
        if kind == "pronoun":
            out.append(_antecedent(mention, out))
        elif kind == "document" and re.match(r"(?:the|this|that)\s", mention, re.IGNORECASE):
            out.append((_issuer(out) or mention, kind))
        else:
            out.append((_fullest(mention, mentions) if kind == "person" else mention or None, kind))
    return out


def _antecedent(pronoun: str, before: list[tuple[str | None, str]]) -> tuple[str | None, str]:
    fits = {"it": ("institution", "document", "media", "government"), "they": ("unnamed", "institution", "government")}
    kinds = fits.get(pronoun.lower(), ("person",))
    return next(
        ((who, kind) for who, kind in reversed(before) if kind in kinds),
        (None, "person" if kinds == ("person",) else "unnamed"),
    )


def _issuer(before: list[tuple[str | None, str]]) -> str | None:
    return next((who for who, kind in reversed(before) if kind in ("institution", "person", "document")), None)


def _fullest(name: str, mentions: list[str]) -> str:
    last = re.escape(name.split(",")[0].split()[-1])
    longer = [m for m in mentions if len(m) > len(name) and re.search(rf"\b{last}\b", m.split(",")[0])]
    return max(longer, key=len) if longer and len(name.split()) == 1 else name
