"""What stands above the headline of a copied page: menus, section labels, the paper's name."""

import re
from functools import lru_cache
from itertools import pairwise

from tellings.articles.lines import LONGEST_CLUTTER, SECTION_WORD

_MENU = (
    r"skip to (?:main |the )?(?:content|navigation|article|footer|search)"
    r"|(?:(?:open|close|toggle|main|show|hide|site|account|search)\s+)?(?:menu|navigation|nav|search)"
    r"|(?:jump|go|back|switch) to [^.?!]{1,30}|home(?:page)?|sections|log ?(?:in|on|out)"
    r"|sign ?(?:in|up|out)|register|my (?:account|profile|news|feed)|account|profile"
    r"|subscrib(?:e|er)s?(?: (?:now|today|login))?|subscriptions?|donate|contribute|support us"
    r"|watch|listen|live|(?:watch|listen) live|live tv|tv|radio|videos?|audio|podcasts?"
    r"|newsletters?|photos?|pictures|galler(?:y|ies)|games|crosswords?|puzzles|weather|obituaries|jobs"
    r"|classifieds|real estate|homes|cars|shop(?:ping)?|store|e-?paper|print edition"
    r"|today['’]s paper|(?:(?:us|uk|u\.s\.|world|international|global|digital)\s+)?edition"
    r"|accessibility(?: (?:help|links|statement))?|(?:cookies?|privacy)(?: (?:policy|settings))?"
    r"|about(?: us)?|contact(?: us)?|help|faq|events|archives?|columnists?|letters|blogs?|food"
    r"|fashion|style|magazine|investigations|elections?(?: \d{4})?|courts?|crime|immigration"
    r"|royals|celebrity|movies|music|books|money|life|living|autos?|family|soccer|nba|nfl|mlb|nhl"
    r"|cricket|tennis|golf|more|all|alerts?|notifications?|settings|english|español|français"
    r"|for you|trending|dark mode|previous|next|\d{1,3}\s?°\s?[fc]?|[☰≡×✕]"
)
_ITEM = rf"(?:{_MENU}|{SECTION_WORD})"
# Home | World | Sports; Skip to main content
MENU_LINE = re.compile(
    rf"\s*[•*>|-]?\s*{_ITEM}(?:[\s|/&>›»,·•-]+(?:and\s+)?{_ITEM}){{0,20}}\s*", re.IGNORECASE
)
_ENTRY = re.compile(_ITEM, re.IGNORECASE)
# Live updates: the talks in Seoul
LIVE_UPDATES = re.compile(r"\s*(?:live updates|most read|up next|just in)\s*:", re.IGNORECASE)
_PAPER = (
    "Gazette|Post|Times|Herald|Tribune|Journal|Chronicle|Telegraph|Guardian|Observer|Daily|Courier"
    "|Examiner|Inquirer|Ledger|Standard|Star|Sun|Mail|Express|Record|Dispatch|Register|Globe"
    "|Independent|Monitor|Sentinel|Republic|Bee|Mercury|Argus|Echo|Bulletin|Review|Mirror|Nation"
    "|Scotsman|Lantern|Reporter|Beacon|Advocate|Bugle|Press|Today|News"
)
MASTHEAD_IN_SMALL_LETTERS = re.compile(
    rf"\s*(?:The\s+)?(?:[A-ZÀ-Þ][\w'’-]+\s+){{0,3}}(?:{_PAPER})(?:\s+Online|\.com)?\s*"
)
LEAST_HEADLINE = 4  # words
_WORD = re.compile(r"\w+")
_BEGINNING = re.compile(r"\w+(?:[^\w|–—-]+\w+){0,3}")
LEAST_MENU = 3  # short lines, one below another; over a headline, "World" and "The Gazette" may be
LEAST_SHARED = 1 / 3  # of a title's words, for it to speak of what the body speaks of
LEAST_SHARED_BY_SHORT = 0.6  # for one that may be an entry of the menu above it
LONG_MENU = 5  # of so many short lines below a longer one, that line was an entry too
_LEAST_ENTRIES = 4  # of a menu in one line: Latest Royal Family Crime Boxing Weather
# We use cookies; subscribe to continue reading; you have 3 free articles left; access denied
NOTICE = re.compile(
    r"\b(?:(?:we|this (?:web)?site|our partners) (?:and our partners )?uses? cookies"
    r"|accept (?:all )?cookies|cookie (?:policy|settings|preferences|notice)"
    r"|(?:subscribe|log ?in|sign in|register|pay) to (?:continue|read|keep)"
    r"|to (?:continue|keep) reading|already (?:a|have a) (?:subscri\w+|member|account)"
    r"|(?:for|available to|exclusive to) subscribers|subscribers? only"
    r"|(?:free )?articles? (?:left|remaining)|reached your (?:\w+ )?(?:article )?limit"
    r"|(?:unlock|get unlimited access to) (?:this|the|our|all)|create (?:a|your) free account"
    r"|(?:enable|turn on|disable) (?:your )?(?:javascript|ad ?blocker)|are you a robot"
    r"|verify (?:that )?you are (?:a )?human|access denied|(?:404|page) not found|403 forbidden)\b",
    re.IGNORECASE,
)
# A word or two of each of them; a paragraph without any, as most are, is not looked at further.
_SIGNS_OF_NOTICE = (
    "cookie", "subscri", "to continue", "to read", "to keep", "already", "article", "your ",
    "unlock", "unlimited", "account", "javascript", "blocker", "robot", "human", "denied",
    "not found", "forbidden",
)  # fmt: skip
LONGEST_NOTICE = 300


def is_menu(line: str) -> bool:
    if len(line) > LONGEST_CLUTTER:
        return False
    words = line.split()
    entries = sum(bool(_ENTRY.fullmatch(word)) for word in words)
    several = entries >= _LEAST_ENTRIES and 2 * entries >= len(words)
    return several or bool(MENU_LINE.fullmatch(line) or LIVE_UPDATES.match(line))


@lru_cache(maxsize=256)
def is_notice(line: str) -> bool:
    """Whether a line is about cookies or a subscription: You have 2 free articles left."""
    if len(line) > LONGEST_NOTICE:
        return False
    small = line.casefold()
    return any(sign in small for sign in _SIGNS_OF_NOTICE) and bool(NOTICE.search(line))


def is_long(title: str) -> bool:
    """Whether a title is long enough for a headline, or for a deck below one."""
    return sum(word[0].isalnum() or len(word) > 1 for word in title.split()) >= LEAST_HEADLINE


def shared(title: str, body: frozenset[str]) -> float:
    """How much of what a title speaks of the body speaks of too, from 0 to 1.

    >>> shared("Island sells ferry to Norway", stems("The ferry was sold to an island."))
    0.5
    """
    words = stems(title)
    return len(words & body) / len(words) if words else 0.0


def stems(text: str) -> frozenset[str]:
    """The beginnings of the longer words of a text: sell for sells and selling."""
    return frozenset(word[:5] for word in re.findall(r"[^\W\d_]{5,}", text.casefold()))


def menu_end(titles: list[str], body: frozenset[str]) -> int:
    """How many of the lines above an article are entries of menus, with longer ones between them.

    >>> menu_end(["Home", "Your Vote", "Storm Team", "Bridge to close for months"], frozenset())
    3
    """
    end = run = 0
    for number, (title, below) in enumerate(pairwise(titles), start=1):
        run = 0 if is_long(title) else run + 1
        least = LONG_MENU if any(map(is_long, titles[:number])) else LEAST_MENU
        if run >= least and is_long(below):
            end = number - _is_short_headline(title, body)
    return end


def _is_short_headline(title: str, body: frozenset[str]) -> bool:
    """Whether a short title over a longer one is no entry of a menu: Clinton's Iowa dilemma."""
    return len(stems(title)) > 1 and shared(title, body) >= LEAST_SHARED_BY_SHORT


def is_kicker(line: str, below: str) -> bool:
    """Whether a line is the subject over a headline: "White House" over seven words."""
    words = line.split()
    short = len(words) == 1 or (len(words) == 2 and all(word[0].isupper() for word in words))
    return short and len(below.split()) >= LEAST_HEADLINE


def is_same_headline(line: str, headline: str) -> bool:
    """Whether one line repeats another, be it with the paper's name: Talks begin | The Post."""
    begin, begun = _beginning(line), _beginning(headline)
    differs = any(one != other for one, other in zip(begin, begun, strict=False))
    if differs or not (begin and begun):
        return False  # which settles it for nearly all paragraphs
    first, second = (set(_readings(text)) for text in (line, headline))
    return bool(first & second)


@lru_cache(maxsize=1024)  # a headline is compared with each of the paragraphs
def _beginning(line: str) -> list[str]:
    """Up to four words, none of which stands behind a dash or bar as the paper's name may."""
    found = _BEGINNING.search(line.casefold())
    return _WORD.findall(found[0]) if found else []


def _readings(line: str) -> list[str]:
    named = re.split(r"\s+[|–—-]\s+", line)
    texts = [" ".join(re.findall(r"\w+", text.casefold())) for text in (line, named[0])]
    return [text for text in texts if text]
