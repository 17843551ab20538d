"""The kinds of line on scraped news pages, as patterns of the whole line, and questions to a
line.
"""

import re
from typing import NamedTuple

from tellings.articles.bylines import (
    AGENCY,
    BEGINS_BYLINE,
    BYLINE,
    CREDITS,
    DOUBTFUL_BYLINE,
    LONE_NAME,
    NAME,
    NAMES,
    SIGNED,
    authors_of,
)
from tellings.articles.date_lines import AGENCY_DATE, BARE_DATE, DATED_END, PUBLISHED, UPDATED

LONGEST_CLUTTER = 300
LONGEST_DECK = 2


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
    rf"topics|tags|more on this|related(?:\s+(?:{_LINKS}))?|most\s+(?:viewed|read|popular|shared"
    rf"|commented)(?:\s+(?:{_LINKS}))?"
    rf"|(?:more|other|latest|top|trending|popular|recommended)\s+(?:{_LINKS})|(?:trending"
    r"|recommended)(?:\s+(?:now|for you))?"
    r"|read\s+(?:more|also|next)|also\s+read|see\s+also|you\s+(?:may|might)\s+also\s+like"
    r"|more\s+on\s+this\s+(?:story|topic)"
    r"|more\s+from\s+[^.?!]{1,40}"
)
_TASK = "(?:reporting|writing|editing|research)"
_WORK = rf"(?i:(?:additional\s+|further\s+)?{_TASK}(?:\s+and\s+{_TASK})?\s+by)"
_ADDRESS = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_LETTER = r"(?:newsletters?|briefings?|e-?mails?|alerts?|bulletins?|updates?)"
CLUTTER = (
    ("page clock", UPDATED),
    ("view count", _whole(r"(?:views?|hits|reads|shares|comments?)\s*:?\s*[\d.,]+\s?[km]?")),
    ("view count", _whole(r"[\d.,]+\s?[km]?\s+(?:views?|hits|reads|shares|comments?)")),
    ("reading time", _whole(r"(?:reading time\s*:?\s*)?\d{1,3}[\s-]*min(?:ute)?s?(?:\s+read)?")),
    ("share line", _whole(rf"(?:{_SHARE_VERB})(?:{_SHARE_GAP}(?:{_SHARE_WORD}))*[\s|:]*")),
    ("share line", _whole(rf"(?:{_NETWORK})(?:{_SHARE_GAP}(?:{_NETWORK}|{_SHARE_VERB}|copy link"
                          r"|comments?))+")),
    ("share line", _whole(r"(?:\d+\s+)?(?:(?:leave|add|post|write|view|read|show|jump to)\s+(?:a\s+"
                          r"|all\s+)?)?comments?|listen to (?:this )?(?:article|story).{0,20}"
                          r"|gift (?:this )?article|(?:text|font) size.{0,20}")),
    ("short link", _whole(r"(?:short|permanent|perma)?-?\s*(?:link|url)\s*:\s*(?:\S+\.\S+)?")),
    ("bare link", _whole(r"<?https?://\S+>?")),
    ("advertisement", _whole(r"advertisements?|sponsored(?: content)?|story continues below(?: "
                             r"advertisement)?")),
    ("link to another page", _whole(_LINKS_HEADING)),
    ("link to another page", _whole(r"(?:read\s+(?:more|also|next)|also\s+read"
                                    r"|see\s+also)\b[^.?!]{0,90}"
                                    r"|(?:watch|listen|video|photos|gallery)\s*:\s*[^.?!]{1,90}"
                                    r"|(?:read|view|see)\s+(?:the\s+)?full\s+(?:article|story)")),
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
    rf"\(?{_WORK}\s+{NAMES}(?:;\s*{_WORK}\s+{NAMES}){{0,4}}\s*\.?\)?\.?", 0)),
    ("address", _whole(rf"(?:(?:contact|e-?mail)\s*:?\s*)?{_ADDRESS}(?:[\s|,;]+(?:{_ADDRESS}"
                       r"|@\w+))*")),
    ("address", _whole(rf"@\w{{2,30}}"
                       rf"|follow\s+[^.?!@]{{1,40}}\son\s+(?:{_NETWORK})\b[\s:,]*(?:@\w{{2,30}})?")),
    ("house rules", _whole(r"our standards\s*:.{0,80}")),
    ("leftover markup", _whole(r"[|*_=#~•·\s-]+")),
)  # fmt: skip
LONE_NETWORK = _whole(_NETWORK)
HEADING_OF_LINKS = _whole(rf"(?:{_LINKS_HEADING})\s*:?")
SECTION_WORD = (
    r"news|world|uk|us|u\.s\.|europe|asia|africa|americas|middle east|international|national"
    r"|local|politics|business|economy|"
    r"markets|sports?|football|opinion|comment|editorials?|analysis|culture|arts|entertainment"
    r"|lifestyle|travel|health|"
    r"science|technology|tech|environment|climate|education|society|features?|breaking|exclusive"
    r"|top|stories|latest"
)
SECTION_LABEL = _whole(
    rf"(?:{SECTION_WORD})(?:(?:[\s|/&>›»,·•-]|\band\b)+(?:{SECTION_WORD})){{0,5}}"
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
# Behind ©: 2011 by The Daily. All rights reserved
HOLDER = re.compile(
    r"(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,]*(?:by\s+)?(?P<holder>[^.,|\d][^.,|]*?)\s*(?:\d{4}|[.,|]"
    r"|all rights|$)",
    re.I,
)
# SEOUL, South Korea (AP) —; the agency alone: (AFP) -
DATELINE = re.compile(
    rf"\s*(?:[A-Z][A-Z.'’ -]+(?:,[^()]{{0,40}})?\s)?\((?P<agency>{AGENCY})\)\s*[-–—]"
)
# WASHINGTON —; SEOUL, South Korea (Reuters) --
PLACE_LINE = re.compile(
    r"\s*[A-Z][A-Z.'’ -]{2,40}(?:,[^()–—]{0,40})?(?:\s\([^()]{1,40}\))?\s+(?:[–—]|--?)\s+\S"
)
# ![A bridge](bridge.jpg), as Markdown shows a picture
IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)\s*")
BULLET = re.compile(r"\s*([*•▪►●■])\s+(?=\S)")
# The bridge is closed. ADVERTISEMENT
ADVERTISEMENT_END = re.compile(r"(?<=[.!?\"”’])\s+(ADVERTISEMENTS?)\s*$")
_PHOTO = r"(?i:(?:file\s+)?photo(?:graph)?s?|pictures?|images?)"
_MAKER = r"[^()\[\]]{1,40}"
_SAYS_PHOTO = (
    rf"{_PHOTO}\s*(?:(?i:by|credit|courtesy(?:\s+of)?)\b\s*:?|:|/)\s*{_MAKER}"
    rf"|(?:{AGENCY})\s+{_PHOTO}(?:\s*/{_MAKER})?"
    r"|(?:[^()\[\]]{1,40}/)?Getty Images"
)
_NAMES_MAKER = rf"(?:{AGENCY})(?:\s?/{_MAKER})?|{NAME}(?:\s{NAME}){{0,3}}\s?/{_MAKER}|{_PHOTO}"
_PHOTO_LABEL = r"\s*\b(?:Photograph|Photo|Picture|Image)s?(?:\s+(?:by|credit))?\s*:"
_LABELLED = rf"{_PHOTO_LABEL}\s*({NAME}(?:[\s/,&]+(?:{NAME}|and)){{0,8}})\s*$"
PHOTO_CREDITS = (re.compile(rf"\s*[(\[]({_SAYS_PHOTO})[)\]]\s*$"), re.compile(_LABELLED))
TITLE_CREDITS = (*PHOTO_CREDITS, re.compile(rf"\s*[(\[]({_NAMES_MAKER})[)\]]\s*$"))
# The two ministers meet in Seoul. / Ann Lee
CREDIT_SLASH = re.compile(rf"\s*/\s*({NAME}(?:\s{NAME}){{0,3}})\s*\|?\s*$")
LONGEST_CREDIT = 120
TERMINAL = re.compile(r"[.!?…][\"'”’»)\]]*$")
# A line that cannot be a paragraph's last: it ends in a comma, or in "of the"
UNFINISHED = re.compile(
    r"(?:,|\b(?:the|an?|of|and|or|its|their|his|her|to|by|in|on|at|for|with|from|as|that"
    r"|which))\s*$"
)
LEAST_UNFINISHED = 30
LONGEST_TITLE = 35  # words; the longest decks of newspapers have about thirty
_QUOTED = r"[“\"][^“”\"]+[,.!?][”\"]\s+\S"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
# He said on Monday; according to Lee; “It is late,” he
REPORTED = re.compile(
    rf"\b(?:said|told|according to|added that|(?:on|\w+ed) {_WEEKDAY})\b|{_QUOTED}", re.IGNORECASE
)
# Headings are without these, or ask: "What is known", "The road ahead".
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do"
    r"|\w+n['’]t|(?<!, )[a-z]{2,}ed|met|went|came|made|took|gave|left|began|became|won|lost|saw"
    r"|found|held|kept|sent|spoke|fell|rose|led|ran|drew|brought|thought|knew|got|wrote|says)\b"
)
_ASKS = re.compile(r"(?:what|who|whom|whose|how|why|when|where|which)\b", re.IGNORECASE)
# It is closed; There was no answer; But nobody came
_SUBJECT = re.compile(
    r"(?:he|she|they|it|we|i|you|but|and|mr|mrs|ms|there|nobody|thank|yes)\b", re.IGNORECASE
)
LEAST_CLAUSE = 4  # words; "Troops killed" may be a heading, "Troops were killed there" is none


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


def is_byline(line: str) -> bool:
    if BEGINS_BYLINE.match(line):
        line = CREDITS.sub("", line)  # By Nora Webb; photographs by Ned Marsh
    return bool(BYLINE.fullmatch(line) or SIGNED.fullmatch(line))


def without_date(line: str) -> str:
    """A byline without the date behind it: By Ann Lee | November 9, 2015."""
    return DATED_END.sub("", line) if BEGINS_BYLINE.match(line) else line


def name_before_date(line: str) -> str | None:
    """The person in a line of name and date, without By: Nora Webb, November 9, 2015."""
    if len(line) > LONGEST_CREDIT or not line[:1].isupper():
        return None
    name = DATED_END.sub("", line).strip()
    signed = name != line.strip() and len(name.split()) > 1 and LONE_NAME.fullmatch(name)
    return name if signed and authors_of(name) == [name] else None


def is_about_article(line: str) -> bool:
    if len(line) > LONGEST_CLUTTER:
        return False
    return bool(
        name_before_date(line)
        or is_byline(without_date(line))
        or AGENCY_DATE.fullmatch(line)
        or PUBLISHED.fullmatch(line)
    )


def is_clause(line: str) -> bool:
    """Whether a short line has a verb as sentences have: He was honoured to serve."""
    text = line.strip()
    if _SUBJECT.match(text):
        return True
    long = len(text.split()) >= LEAST_CLAUSE and not _ASKS.match(text)
    return long and bool(_FINITE.search(text))


def is_date_line(line: str) -> bool:
    return len(line) <= LONGEST_CLUTTER and bool(BARE_DATE.fullmatch(line))


def is_prose(line: str) -> bool:
    """Whether a line without a full stop, or of few words, belongs to the body all the same.

    It quotes or reports: “It is late,” said Hall; He will be great!”; They met on Monday
    """
    text = line.strip()
    return bool(
        REPORTED.search(text)
        or len(text.split()) > LONGEST_TITLE
        or re.search(r"\w{2}[.…][\"'”’»)]*$|:$|[!?][\"”]$", text)
        or re.fullmatch(r"[“\"].*[”\"]", text)
        or text.count("“") != text.count("”")
        or text.count('"') % 2
        or (_SUBJECT.match(text) and len(text.split()) >= LEAST_CLAUSE)
    )


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
