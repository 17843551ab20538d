"""The lines of a page that say who wrote the article, and the people in them."""

import re

AGENCIES = (
    "AFP", "Agence France-Presse", "AP", "Associated Press", "The Associated Press", "Reuters",
    "Thomson Reuters", "UPI",
    "Xinhua", "Yonhap", "Kyodo", "Kyodo News", "Jiji", "TASS", "Interfax", "RIA Novosti", "ANI",
    "PTI", "IANS", "EFE",
    "DPA", "dpa", "ANSA", "Bloomberg", "Anadolu", "MENA", "Antara", "Bernama", "CNA", "PA",
    "Press Association", "AAP",
    "CP", "Canadian Press",
)  # fmt: skip
AGENCY = "|".join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))
ROLES = (
    r"(?:writer|reporter|correspondent|editor|columnist|contributor|journalist|staff|analyst"
    r"|bureau chief|producer|photographer|author|blogger|intern|presenter)s?"
)
_OFFICE = (
    r"(?:staff|senior|chief|political|politics|diplomatic|business|science|health|medical|special"
    r"|foreign|white house|national|security|sports?|deputy|contributing|associate|assistant"
    r"|managing|technology|environment|education|economics?|financial|legal|crime|royal|arts"
    r"|culture|defen[cs]e|investigations?|investigative|data|world|europe|asia|africa|middle east"
    r"|breaking|news|local|city|state|capitol|opinion|guest|freelance|religion|climate|energy)"
)
NAME = r"[A-ZÀ-Þ][\w'’.-]*"
JOINER = r"de|van|von|der|al|bin|and|&|in|for"
NAMES = rf"{NAME}(?:\s+(?:{NAME}|{JOINER})|,\s+{NAME}|,\s+and\s+{NAME}){{0,14}}"
_PARTICLE = r"(?:de|van|von|der|den|ter|la|le|di|da|dos|du|del|al|el|bin|ibn|y|e)"
_PERSON = rf"{NAME}(?:\s+(?:{NAME}|{_PARTICLE})){{0,6}}"
_HANDLE = r"(?:\(?@\w{2,30}\)?|\(?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\)?)"
_DEGREE = (
    r"(?:Ph\.?\s?D|M\.?D|J\.?D|M\.?B\.?A|M\.?P\.?H|D\.?D\.?S|R\.?N|B\.?A|M\.?A|M\.?S|Esq|CFA)\.?"
)
_GENERATION = r"(?:Jr|Sr|II|III|IV)\b\.?"
_ROLE = rf"(?i:(?:[\w'’.&-]+\s+){{0,5}}{ROLES}(?:\s+(?:at|for|of|to|with|in)\s.{{1,60}})?)"
_PLACE = rf"(?:in|at|for|of|from|with|on|to)\s+(?:the\s+|our\s+)?{_PERSON}"
_PIECE = (
    rf"(?:{_ROLE}|(?:{_ROLE}\s+)?(?:the\s+)?{_PERSON}|{_HANDLE}|[Ss]pecial"
    rf"|(?i:agencies|(?:wire|news)\s+(?:reports|services?))|{_PLACE})"
    rf"(?:\s+(?:{_PLACE}))?(?:\s+(?:bureau|desk|website|online))?(?:\s+\((?:{AGENCY}|[A-Z]{{2,5}})\))?"
    rf"(?:\s*{_HANDLE})?"
)
_SEPARATOR = (
    r"(?:\s*[|·•;/,]\s*(?:(?:and|AND|with|WITH)\s+)?|\s+(?:and|AND|&|with)\s+|\s+[–—-]+\s+)"
)
_BY = (
    r"(?:(?i:by|by:|byline:|authors?:"
    r"|(?:posted|written|reported|story|words|text|article|report)\s+by:?)\s+"
    r"|By(?=[A-ZÀ-Þ]))"  # ByNora Webb, two pieces of a page
)
_TOLD = r"(?:,\s+[a-z][\w'’-]*(?:,?\s+[\w'’&-]+){1,8})"  # By Ann Lee, professor of law at Oslo
BEGINS_BYLINE = re.compile(rf"\s*{_BY}")
# By Ann Lee and Bo Kim, staff writers; Posted by Ann Lee | The Daily
BYLINE = re.compile(rf"\s*{_BY}{_PIECE}(?:{_SEPARATOR}{_PIECE}){{0,9}}{_TOLD}?\s*")
_IN_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){1,2}"
_STAFF = r"(?:Staff|Writer|Reporter|Correspondent|Columnist)"
# Without By: Ann Lee, Science Reporter; Ann Lee | Staff Writer | @annlee
SIGNED = re.compile(
    rf"\s*{NAME}(?:\s+(?:{NAME}|{JOINER})){{1,4}}\s*["
    rf"|,·•]\s*(?:[\w'’&-]+\s+){{0,3}}(?i:{ROLES})(?:\s*[|,·•]\s*@\w+)?\s*"
    rf"|\s*{NAME}(?:\s+{NAME}){{1,2}}\s*[|,·•]\s*(?:{AGENCY})\s*"  # Ann Lee, Reuters
    # ANN LEE Gazette Staff, ANN LEE Associated Press
    rf"|\s*{_IN_CAPITALS}\s+(?:(?:[A-Z][a-z]+\s+){{0,3}}{_STAFF}|{AGENCY})\s*"
)
# Nora Webb; Ann van der Berg in Oslo
LONE_NAME = re.compile(rf"\s*{NAME}(?:\s+(?:{NAME}|{_PARTICLE})){{1,3}}(?:\s+in\s+{_PERSON})?\s*")
# What prose may say as well: "Ann Lee, a reporter"; "By Monday"
DOUBTFUL_BYLINE = re.compile(
    rf"(?!\s*(?:By|BY)\s)[^|·•]*,[^|·•]*\b(?i:{ROLES})\s*|\s*(?:By|BY)\s+(?!(?:{AGENCY})\b)\S+\s*"
)
# Reuters; From AFP; Source: Xinhua
AGENCY_ALONE = re.compile(rf"\s*(?:(?:By|BY|From|Source:)\s+)?(?P<agency>{AGENCY})\s*")
# What stands among people and is none: a newsroom, a desk, a paper.
_NO_PERSON = re.compile(
    rf"(?:the\s+)?(?:{AGENCY})|The|Our|[A-Z]{{2,4}}|[A-Z]{{3,4}}\s[A-Z][a-z]+"  # CNN Business
    # By Ann Lee in Seoul, South Korea
    r"|(?:North|South|East|West|New|United|Saudi|Sri|Costa|Puerto|Los|Las|San|Santa)\s\w+"
    r"|Hong Kong|El Salvador|Washington,? D\.?C\.?|Al Jazeera"
    r"|(?i:.*\b(?:staff|agenc(?:y|ies)|newsroom|desk|team|"
    r"board|editors|reporters|writers|news|times|post|herald|tribune|gazette|journal|press|media"
    r"|network|radio|tv|television|magazine|guardian|telegraph|online|university|institute"
    r"|correspondents?|contributors?|admin|wires?|newswires?|editorial|today|exclusive|photographs?|photos?|video|special)\b.*)"
)
# ; photographs by Ned Marsh; | Updated 5 p.m.
CREDITS = re.compile(
    r"[;,|]?\s*(?:(?:additional\s+)?(?:reporting|photographs?|photos?|pictures?|video"
    r"|illustrations?|graphics?)\s+by\b|last\s+updated|updated|published).*",
    re.IGNORECASE,
)


def authors_of(byline: str) -> list[str]:
    """The people named in a byline, without agency, place, degree and office.

    >>> authors_of("By Dr. Ann Lee, M.D., and Bo Kim in Oslo, Reuters")
    ['Dr. Ann Lee', 'Bo Kim']
    """
    names = CREDITS.sub("", re.sub(rf"^\s*{_BY}", "", byline))
    names = re.sub(rf",\s+(?={_GENERATION})", " ", names)
    pieces = re.split(_SEPARATOR, names)
    people = [_person(piece) for piece in pieces]
    whole = [name for name in people if " " in name]
    # A single word beside a full name is a place (By Ann Lee, London); alone it may be a person.
    return whole or [name for name in people[:1] if name]


def _person(piece: str) -> str:
    """The name in a piece of a byline, or nothing."""
    name = re.sub(rf"\s*{_HANDLE}|\s*\([^)]*\)", "", piece)
    name = re.split(r"\s+(?:in|for|FOR|at|of|from|with|on|to)\s+", name)[0].strip()
    name = re.sub(rf"(?<=\w)\s+{_DEGREE}$", "", name)
    name = re.sub(rf"^(?i:(?:(?:{AGENCY}|{_OFFICE})\s+)*{ROLES}\s+)(?={NAME}\s)", "", name)
    name = re.sub(rf"^({_IN_CAPITALS})\s+(?:[A-Z][a-z]+\s+){{0,3}}{_STAFF}$", r"\1", name)
    name = re.sub(rf"(?:^|\s+)(?i:(?:{_OFFICE}\s+)*{ROLES})$", "", name).strip()
    named = re.fullmatch(_PERSON, name) and not re.fullmatch(_DEGREE, name)
    name = re.sub(rf"(?<=\w)\s+(?:{AGENCY}|[A-Z]{{2,4}}\s+News|USA TODAY)$", "", name)
    name = re.sub(r"(?<=[a-z])\s+(?!II|IV)[A-Z]{3,4}$", "", name)  # Ann Lee NPR
    return name if named and not _NO_PERSON.fullmatch(name) else ""
