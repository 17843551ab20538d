"""The kinds of line on scraped news pages, as patterns of the whole line, and questions to a
line.
"""

import re
from functools import lru_cache
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
from tellings.articles.date_lines import (
    AGENCY_DATE,
    BARE_DATE,
    CLOCK,
    DATED_END,
    PUBLISHED,
    UNSURE,
    UPDATED,
)

LONGEST_CLUTTER = 300
LONGEST_DECK = 2


def _whole(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{pattern})\s*", flags)


_NETWORK = (
    r"facebook|twitter|x(?: \(formerly twitter\))?|whatsapp|linkedin|reddit|pinterest|telegram"
    r"|instagram|flipboard"
)
_SHARE_VERB = r"share|tweet|print|e-?mail|save|like|a\+|copy link|read later|view gallery"
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
    r"|more\s+on\s+this\s+(?:story|topic)|related\s+(?:internet\s+)?links"
    r"|(?:also|more|most\s+read)\s+(?:in|from)\s+[^.?!]{1,40}|(?:top|latest|more|hot)\s+(?:\w+\s+)?(?:news|stories"
    r"|headlines|reads|opinion|picks)(?:\s+today)?|explore\s+more\s+on\s+these\s+topics"
    r"|in\s+(?:this\s+section|the\s+headlines)|about\s+the\s+(?:authors?|writers?|contributors?)"
    r"|(?:trending|latest|popular)\s+videos|don['’]t\s+miss|(?:trending|popular)\s+stories|editors?['’]s?\s+picks?|key\s*words?"
    r"|more\s+from\s+[^.?!]{1,40}"
)
_TASK = "(?:reporting|writing|editing|research)"
_WORK = rf"(?i:(?:additional\s+|further\s+)?{_TASK}(?:\s+and\s+{_TASK})?\s+by)"
_ADDRESS = r"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\[email\s?protected\])"
_LETTER = r"(?:newsletters?|briefings?|e-?mails?|alerts?|bulletins?|updates?)"
TWO_DAYS = "date that may be one of two days"
CLUTTER = (
    (TWO_DAYS, UNSURE),
    ("page clock", UPDATED),
    ("page clock", CLOCK),
    ("view count", _whole(r"(?:views?|hits|reads|shares|comments?)\s*:?\s*[\d.,]+\s?[km]?")),
    ("view count", _whole(r"[\d.,]+\s?[km]?\s+(?:views?|hits|reads|shares|likes?|restacks"
                          r"|comments?)")),
    ("reading time", _whole(r"(?:reading time\s*:?\s*)?\d{1,3}[\s-]*min(?:ute)?s?(?:\s+read)?")),
    ("share line", _whole(rf"(?:{_SHARE_VERB})(?:{_SHARE_GAP}(?:{_SHARE_WORD}))*[\s|:]*")),
    ("share line", _whole(rf"(?:{_NETWORK})(?:{_SHARE_GAP}(?:{_NETWORK}|{_SHARE_VERB}|copy link"
                          r"|comments?))+")),
    ("share line", _whole(r"(?:\d+\s+)?(?:(?:leave|add|post|write|view|read|show|jump to)\s+(?:a\s+"
                          r"|all\s+)?)?comments?|listen to (?:this )?(?:article|story).{0,20}"
                          r"|gift (?:this )?article|(?:text|font) size.{0,20}"
                          r"|(?:(?:please|kindly)\s+)?share (?:or comment on )?this (?:article"
                          r"|story|post|page)(?:\s*:.{0,150})?|print this page")),
    ("short link", _whole(r"(?:short|permanent|perma)?-?\s*(?:link|url)(?:\s*:\s*(?:\S+\.\S+)?"
                           r"|\s+https?://\S+)")),
    ("bare link", _whole(r"<?https?://\S+>?")),
    ("advertisement", _whole(r"advertis(?:ements?|ing)|ad feedback|sponsored(?: content)?"
                             r"|story continues below(?: "
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
    ("newsletter or subscription", _whole(
    r"(?:[\w'’]+\s){0,3}newsletter|(?:subscribe to|join|follow|download)\s[^.?!,]{1,60}\b(?:channel"
    r"|app|newsletter|group|plus|whatsapp|telegram)\b.{0,220}"
    r"|don['’]t miss (?:out on )?(?:the latest|our)\b.{0,60}"
    r"|your (?:donation|contribution|support) (?:will|helps|allows|makes)\b.{0,220}")),
    ("link to another page", _whole(r"\[ [^\]]{5,120} \]")),
    ("navigation", _whole(r"home\s*[>»›/].{0,90}")),
    (
        "photo credit",
        _whole(r"\(?(?:photo(?:graph)?s?|pictures?|images?|credit)\s*(?:by|credit|courtesy(?: "
               r"of)?)?\s*[:/]\s*[^?!]{1,60}\)?"),
    ),
    # Photo by Ann Lee; Ann Lee/The Daily; Ann Lee/AP/File
    ("photo credit", _whole(
    rf"(?:Photo|Photograph|Picture|Image)s?\s+by\s+{NAMES}|(?!By\b){NAME}(?:\s{NAME}){{1,3}}\s?/\s?"
    rf"(?:{AGENCY}|{NAME}(?:\s{NAME}){{1,3}})(?:/{NAME})?", 0)),
    ("tags", _whole(r"(?:tags?|topics?|key\s?words?|filed under|categor(?:y"
                    r"|ies))\s*:\s*.{1,200}(?<![.?!])")),
    ("who else worked on it", _whole(
    rf"(?i:photography|illustrations?|video|graphics) by {NAMES}"
    rf"|\(?{_WORK}\s+{NAMES}(?:;\s*{_WORK}\s+{NAMES}){{0,4}}\s*\.?\)?\.?", 0)),
    ("address", _whole(rf"(?:(?:contact|e-?mail)\s*:?\s*)?{_ADDRESS}(?:[\s|,;]+(?:{_ADDRESS}"
                       r"|@\w+))*")),
    ("address", _whole(rf"@\w{{2,30}}"
                       rf"|follow\s+[^.?!@]{{1,40}}\son\s+(?:{_NETWORK})\b[\s:,]*(?:@\w{{2,30}})?")),
    ("house rules", _whole(r"our standards\s*:.{0,80}|all rights reserved\b.{0,280}"
                           r"|this (?:article|story) (?:is more than \d+ (?:year|month)s? old"
                           r"|(?:appears|appeared) in the\b.{0,120})"
                           r"|[^.?!]{2,60}\bis a reader-supported publication\..{0,200}")),
    ("leftover markup", _whole(r"[|*_=#~•·∙\s-]+")),
)  # fmt: skip
LONE_NETWORK = _whole(_NETWORK)
# What may be a button or the count on it: 214, +4, Download
LONE_BUTTON = _whole(
    r"[+∙·]?\s?\d[\d.,]{0,7}\s?k?|[∙·]|(?:listen|watch)\b.{0,12}|\d-minute listen|playlist"
    r"|download|embed|transcript|reply|comments?"
)
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
BULLET = re.compile(r"\s*([*•▪►●■])\s+(?=\S)")
# The bridge is closed. ADVERTISEMENT
ADVERTISEMENT_END = re.compile(r"(?<=[.!?\"”’])\s+(ADVERTISEMENTS?)\s*$")
LONGEST_CREDIT = 120
_TERMINAL, _CLOSING = ".!?…", "\"'”’»)]"  # what ends a sentence, and what may stand behind it
_DIGIT = re.compile(r"\d")
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
    return ends_sentence(line) and len(line.split(None, least_words)) >= least_words


def ends_sentence(line: str) -> bool:
    last = line.strip().rstrip(_CLOSING)[-1:]
    return bool(last) and last in _TERMINAL


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
    text = line.strip()
    # It ends in the word for an office, and no full stop, or begins with By.
    may_be = text[-1:].isalpha() or text[:2].casefold() == "by"
    return may_be and len(line) <= LONGEST_CLUTTER and bool(DOUBTFUL_BYLINE.fullmatch(line))


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
    if len(line) > LONGEST_CREDIT or not line[:1].isupper() or not _DIGIT.search(line):
        return None
    name = DATED_END.sub("", line).strip()
    signed = name != line.strip() and len(name.split()) > 1 and LONE_NAME.fullmatch(name)
    return name if signed and authors_of(name) == [name] else None


@lru_cache(maxsize=1024)  # asked of each line of a page three times
def is_about_article(line: str) -> bool:
    if len(line) > LONGEST_CLUTTER or not _may_be_about_article(line):
        return False
    return bool(
        name_before_date(line)
        or is_byline(without_date(line))
        or AGENCY_DATE.fullmatch(line)
        or PUBLISHED.fullmatch(line)
    )


def _may_be_about_article(line: str) -> bool:
    """A line with a date has a digit, one that is signed ends in a word, and others begin with By;
    a paragraph mostly does none of the three.
    """
    signed = line.rstrip()[-1:]
    return bool(
        _DIGIT.search(line) or signed.isalnum() or signed == "_" or BEGINS_BYLINE.match(line)
    )


def is_clause(line: str) -> bool:
    """Whether a short line has a verb as sentences have: He was honoured to serve."""
    text = line.strip()
    if _SUBJECT.match(text):
        return True
    long = len(text.split()) >= LEAST_CLAUSE and not _ASKS.match(text)
    return long and bool(_FINITE.search(text))


def is_bare_date(line: Line) -> bool:
    """Whether a line is nothing but a day, or but the time since: 3 hours ago."""
    timed = line.reason in (TWO_DAYS, "page clock")
    return timed or (line.reason is None and is_date_line(line.text))


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
