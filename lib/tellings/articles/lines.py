"""The kinds of line on scraped news pages, as patterns of the whole line, and questions to a
line.
"""

import re
from typing import NamedTuple

AGENCIES = (
    "AFP", "Agence France-Presse", "AP", "Associated Press", "The Associated Press", "Reuters",
    "Thomson Reuters", "UPI",
    "Xinhua", "Yonhap", "Kyodo", "Kyodo News", "Jiji", "TASS", "Interfax", "RIA Novosti", "ANI",
    "PTI", "IANS", "EFE",
    "DPA", "dpa", "ANSA", "Bloomberg", "Anadolu", "MENA", "Antara", "Bernama", "CNA", "PA",
    "Press Association", "AAP",
    "CP", "Canadian Press",
)  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ROLES = (
    r"(?:writer|reporter|correspondent|editor|columnist|contributor|journalist|staff|analyst"
    r"|bureau chief)s?"
)
LONGEST_CLUTTER = 300
LONGEST_DECK = 2
AGENCY = "|".join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH = r"(?P<month{n}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DATE = _WEEKDAY + (
    r"(?:(?P<day1>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH.format(n=1) + r",?\s+(?P<year1>\d{4})"
    r"|" + _MONTH.format(n=2) + r"\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4})"
    r"|(?P<year3>\d{4})[-./](?P<month3>\d{2})[-./](?P<day3>\d{2}))"
)
_DAY = re.sub(r"\?P<\w+>", "?:", DATE)
_TIME = (
    r"(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*(?:am|pm|a\.m\.|p\.m\.))?(?:\s*\(?[A-Z]{2,4}\)?)?"
)
_BETWEEN = r"[\s,|–-]*"
_DATED = rf"(?:{_TIME}{_BETWEEN})?{_DAY}(?:{_BETWEEN}{_TIME})?"
_UPDATED = (
    rf"(?:last\s+)?(?:updated?|modified|edited)(?:\s+(?:on|at))?\s*:?\s*(?:{_DATED}|(?:{_TIME})?)"
)
_POSTED = r"(?:(?:first\s+)?(?:published|posted)|date)(?:\s+(?:on|at))?"


def _whole(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{pattern})\s*", flags)


_NETWORK = r"facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|instagram|flipboard"
_SHARE_VERB = r"share|tweet|print|e-?mail|save|like|a\+"
_SHARE_WORD = (
    rf"{_NETWORK}|{_SHARE_VERB}|pin it|copy link|bookmark|comments?|send|this|article|story|on"
    r"|via|by|to|with|friends|a-|"
    "font size"
)
_SHARE_GAP = r"[\s|/,·•:+-]+"
_LINKS = r"articles?|stories|story|news|content|coverage|links?|topics?|reading|posts?"
_LINKS_HEADING = (
    rf"related(?:\s+(?:{_LINKS}))?|most\s+(?:viewed|read|popular|shared"
    rf"|commented)(?:\s+(?:{_LINKS}))?"
    rf"|(?:more|other|latest|top|trending|popular|recommended)\s+(?:{_LINKS})|(?:trending"
    r"|recommended)(?:\s+(?:now|for you))?"
    r"|read\s+(?:more|also|next)|also\s+read|see\s+also|you\s+(?:may|might)\s+also\s+like"
    r"|more\s+on\s+this\s+(?:story|topic)"
    r"|more\s+from\s+[^.?!]{1,40}"
)
_NAME = r"[A-ZÀ-Þ][\w'’.-]*"
_JOINER = r"de|van|von|der|al|bin|and|&|in|for"
_NAMES = rf"{_NAME}(?:\s+(?:{_NAME}|{_JOINER})|,\s+{_NAME}|,\s+and\s+{_NAME}){{0,14}}"
_TASK = "(?:reporting|writing|editing|research)"
_WORK = rf"(?i:(?:additional\s+|further\s+)?{_TASK}(?:\s+and\s+{_TASK})?\s+by)"
_ADDRESS = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_LETTER = r"(?:newsletters?|briefings?|e-?mails?|alerts?|bulletins?|updates?)"
CLUTTER = (
    ("page clock", _whole(_UPDATED)),
    ("view count", _whole(r"(?:views?|hits|reads|shares|comments?)\s*:?\s*[\d.,]+\s?[km]?")),
    ("view count", _whole(r"[\d.,]+\s?[km]?\s+(?:views?|hits|reads|shares|comments?)")),
    ("reading time", _whole(r"(?:reading time\s*:?\s*)?\d{1,3}[\s-]*min(?:ute)?s?(?:\s+read)?")),
    ("share line", _whole(rf"(?:{_SHARE_VERB})(?:{_SHARE_GAP}(?:{_SHARE_WORD}))*[\s|:]*")),
    ("share line", _whole(rf"(?:{_NETWORK})(?:{_SHARE_GAP}(?:{_NETWORK}|{_SHARE_VERB}|copy link"
                          r"|comments?))+")),
    ("short link", _whole(r"(?:short|permanent|perma)?-?\s*(?:link|url)\s*:\s*(?:\S+\.\S+)?")),
    ("bare link", _whole(r"<?https?://\S+>?")),
    ("advertisement", _whole(r"advertisements?|sponsored(?: content)?|story continues below(?: "
                             r"advertisement)?")),
    ("link to another page", _whole(_LINKS_HEADING)),
    ("link to another page", _whole(r"(?:read\s+(?:more|also|next)|also\s+read"
                                    r"|see\s+also)\b[^.?!]{0,90}")),
    ("link to another page", _whole(r"(?:related|more (?:on|from))\b[^.?!:]{0,40}:[^.?!]{0,90}")),
    ("newsletter or subscription", _whole(
    r"(?:subscribe|sign up|follow us|join us)\b[^.?!]{0,90}")),
    (
        "newsletter or subscription",
        _whole(rf"sign up (?:for|to) (?:our|your)\b[^.?!,]{{0,60}}{_LETTER}(?:\s+(?:here|now"
               rf"|today))?[.!](?:\s.{{1,160}})?"),
    ),
    ("navigation", _whole(r"home\s*[>»›/].{0,90}")),
    (
        "photo credit",
        _whole(r"(?:photo(?:graph)?s?|pictures?|images?)\s*(?:by|credit|courtesy(?: "
               r"of)?)?\s*[:/]\s*[^.?!]{1,60}"),
    ),
    ("tags", _whole(r"(?:tags?|topics?|keywords?|filed under|categor(?:y"
                    r"|ies))\s*:\s*.{1,200}(?<![.?!])")),
    ("who else worked on it", _whole(
    rf"\(?{_WORK}\s+{_NAMES}(?:;\s*{_WORK}\s+{_NAMES}){{0,4}}\s*\.?\)?\.?", 0)),
    ("address", _whole(rf"(?:(?:contact|e-?mail)\s*:?\s*)?{_ADDRESS}(?:[\s|,;]+(?:{_ADDRESS}"
                       r"|@\w+))*")),
    ("address", _whole(rf"@\w{{2,30}}"
                       rf"|follow\s+[^.?!@]{{1,40}}\son\s+(?:{_NETWORK})\b[\s:,]*(?:@\w{{2,30}})?")),
    ("house rules", _whole(r"our standards\s*:.{0,80}")),
    ("leftover markup", _whole(r"[|*_=#~•·\s-]+")),
)  # fmt: skip
LONE_NETWORK = _whole(_NETWORK)
HEADING_OF_LINKS = _whole(rf"(?:{_LINKS_HEADING})\s*:?")
_SECTION_WORD = (
    r"news|world|uk|us|u\.s\.|europe|asia|africa|americas|middle east|international|national"
    r"|local|politics|business|economy|"
    r"markets|sports?|football|opinion|comment|editorials?|analysis|culture|arts|entertainment"
    r"|lifestyle|travel|health|"
    r"science|technology|tech|environment|climate|education|society|features?|breaking|exclusive"
    r"|top|stories|latest"
)
SECTION_LABEL = _whole(
    rf"(?:{_SECTION_WORD})(?:(?:[\s|/&>›»,·•-]|\band\b)+(?:{_SECTION_WORD})){{0,5}}"
)
_PAPER = (
    "GAZETTE|POST|TIMES|HERALD|TRIBUNE|JOURNAL|CHRONICLE|TELEGRAPH|GUARDIAN|OBSERVER|DAILY|COURIER"
    "|EXAMINER|INQUIRER"
)
MASTHEAD = _whole(
    rf"(?:[A-Z.&'’-]+\s+){{1,3}}(?:{_PAPER})|THE\s+(?:{_PAPER}|SUN|STAR|MIRROR|INDEPENDENT|GLOBE"
    r"|NATION|SCOTSMAN)"
    r"|(?:THE\s+)?DAILY\s+[A-Z]+", 0
)  # fmt: skip
COPYRIGHT = _whole(
    r"(?:(?:copyright\s*)?(?:©|\(c\)(?=\s*\d{4}))|copyright(?=\s+(?:by\b"
    r"|\d{4})))\s*(?P<rest>.{0,160})"
)
HOLDER = re.compile(
    r"(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,]*(?:by\s+)?(?P<holder>[^.,|\d][^.,|]*?)\s*(?:\d{4}|[.,|]"
    r"|all rights|$)",
    re.I,
)
BARE_DATE = _whole(_DATED)
PUBLISHED = _whole(
    rf"(?:{_UPDATED}[\s|,;/·•–-]+)?(?P<since>{_POSTED}\s*:?\s*{_DATED})(?:[\s|,;/·•–-]+{_UPDATED})?"
)
PUBLISHED_LABEL = _whole(rf"{_POSTED}\s*:?")
AGENCY_DATE = re.compile(rf"\s*(?P<agency>{AGENCY})\s*[,|/–—-]?\s*(?i:{_DATED})\s*")
AGENCY_ALONE = _whole(rf"(?:(?:By|BY|From|Source:)\s+)?(?P<agency>{AGENCY})", 0)
DATELINE = re.compile(
    rf"\s*(?:[A-Z][A-Z.'’ -]+(?:,[^()]{{0,40}})?\s)?\((?P<agency>{AGENCY})\)\s*[-–—]"
)
PLACE_LINE = re.compile(
    r"\s*[A-Z][A-Z.'’ -]{2,40}(?:,[^()–—]{0,40})?(?:\s\([^()]{1,40}\))?\s+(?:[–—]|--?)\s+\S"
)
BYLINE = re.compile(rf"\s*(?:By|BY)\s+{_NAMES}\s*")
SIGNED = re.compile(
    rf"\s*{_NAME}(?:\s+(?:{_NAME}|{_JOINER})){{1,4}}\s*["
    rf"|,·•]\s*(?:[\w'’&-]+\s+){{0,3}}(?i:{ROLES})(?:\s*[|,·•]\s*@\w+)?\s*"
)
DOUBTFUL_BYLINE = re.compile(
    rf"(?!\s*(?:By|BY)\s)[^|·•]*,[^|·•]*\b(?i:{ROLES})\s*|\s*(?:By|BY)\s+(?!(?:{AGENCY})\b)\S+\s*"
)
IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)\s*")
BULLET = re.compile(r"\s*([*•▪►●■])\s+(?=\S)")
ADVERTISEMENT_END = re.compile(r"(?<=[.!?\"”’])\s+(ADVERTISEMENTS?)\s*$")
_PHOTO = r"(?i:(?:file\s+)?photo(?:graph)?s?|pictures?|images?)"
_MAKER = r"[^()\[\]]{1,40}"
_SAYS_PHOTO = (
    rf"{_PHOTO}\s*(?:(?i:by|credit|courtesy(?:\s+of)?)\b\s*:?|:|/)\s*{_MAKER}"
    rf"|(?:{AGENCY})\s+{_PHOTO}(?:\s*/{_MAKER})?"
    r"|(?:[^()\[\]]{1,40}/)?Getty Images"
)
_NAMES_MAKER = rf"(?:{AGENCY})(?:\s?/{_MAKER})?|{_NAME}(?:\s{_NAME}){{0,3}}\s?/{_MAKER}|{_PHOTO}"
_PHOTO_LABEL = r"\s*\b(?:Photograph|Photo|Picture|Image)s?(?:\s+(?:by|credit))?\s*:"
_LABELLED = rf"{_PHOTO_LABEL}\s*({_NAME}(?:[\s/,&]+(?:{_NAME}|and)){{0,8}})\s*$"
PHOTO_CREDITS = (re.compile(rf"\s*[(\[]({_SAYS_PHOTO})[)\]]\s*$"), re.compile(_LABELLED))
TITLE_CREDITS = (*PHOTO_CREDITS, re.compile(rf"\s*[(\[]({_NAMES_MAKER})[)\]]\s*$"))
CREDIT_SLASH = re.compile(rf"\s*/\s*({_NAME}(?:\s{_NAME}){{0,3}})\s*\|?\s*$")
LONGEST_CREDIT = 120
TERMINAL = re.compile(r"[.!?…][\"'”’»)\]]*$")
UNFINISHED = re.compile(
    r"(?:,|\b(?:the|an?|of|and|or|its|their|his|her|to|by|in|on|at|for|with|from|as|that"
    r"|which))\s*$"
)
LEAST_UNFINISHED = 30


def is_sentence(line: str, least_words: int = 4) -> bool:
    """Whether a line reads like prose, not like a title: it ends a sentence and has several
    words.
    """
    return ends_sentence(line) and len(line.split()) >= least_words


def ends_sentence(line: str) -> bool:
    return bool(TERMINAL.search(line.strip()))


class Line(NamedTuple):
    number: int
    text: str
    after_blank: bool
    reason: str | None


def find_holders(lines: list[Line]) -> set[str]:
    return {
        holder.casefold()
        for line in lines
        if line.reason == "copyright line" and (holder := find_holder(line.text))
    }


def find_holder(line: str) -> str | None:
    notice = COPYRIGHT.fullmatch(line)
    found = HOLDER.match(notice["rest"].strip()) if notice else None
    return found["holder"].strip() if found else None


def is_doubtful_byline(line: str) -> bool:
    return len(line) <= LONGEST_CLUTTER and bool(DOUBTFUL_BYLINE.fullmatch(line))


def is_dateline(line: str) -> bool:
    return bool(PLACE_LINE.match(line) or DATELINE.match(line))


def is_about_article(line: str) -> bool:
    if len(line) > LONGEST_CLUTTER:
        return False
    return any(pattern.fullmatch(line) for pattern in (BYLINE, SIGNED, AGENCY_DATE, PUBLISHED))


def is_caption(line: str) -> bool:
    if IMAGE.match(line) or find_credit(line, TITLE_CREDITS):
        return True
    slashed = find_credit(line, (CREDIT_SLASH,))
    return bool(slashed and is_sentence(line[: slashed[0]]))


def find_credit(line: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[int, str, str] | None:
    """Where a credit at the end of a line begins, its wording there, and whom it names."""
    start = max(len(line) - LONGEST_CREDIT, 0)
    found = next((match for pattern in patterns if (match := pattern.search(line[start:]))), None)
    return (start + found.start(), found[0], found[1]) if found else None
