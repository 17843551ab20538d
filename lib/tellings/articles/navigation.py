"""What stands above the headline of a copied page: menus, section labels, the paper's name."""

import re
from functools import lru_cache

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


def is_menu(line: str) -> bool:
    return len(line) <= LONGEST_CLUTTER and bool(
        MENU_LINE.fullmatch(line) or LIVE_UPDATES.match(line)
    )


def is_kicker(line: str, below: str) -> bool:
    """Whether a line is the subject over a headline: "White House" over seven words."""
    words = line.split()
    short = len(words) == 1 or (len(words) == 2 and all(word[0].isupper() for word in words))
    return short and len(below.split()) >= LEAST_HEADLINE


def headline_place(titles: list[str], menus_above: bool) -> int:
    """Which of the titles above byline and date is the headline: the nearest, or that over a deck.

    A deck is longer than its headline, or there are two titles and no menu above them.
    """
    last = len(titles) - 1
    if last < 1 or is_kicker(titles[last - 1], titles[last]):
        return last
    longer = len(titles[last].split()) > len(titles[last - 1].split())
    return last - 1 if longer or (last == 1 and not menus_above) else last


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
