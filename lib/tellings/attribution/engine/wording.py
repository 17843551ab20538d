"""What the engine returns, and short rules on its wording, applied after the weights."""

import re
from dataclasses import dataclass, replace

from tellings.actors.lists import titles
from tellings.text.splitting import Span

SURE = 0.8
_REACH = 4  # characters behind a cue: " to", " on"
# "signed the pact", "was reluctant": more often a deed or a mood than speech.
_DOING_OR_MOOD = re.compile(
    r"\b(?:sign|decid|agree|reluctan|cautious|wary|sensitiv|willing|unwilling|eager|ready|hesitan"
    r"|prepared|determined|committed|allow|permit|enabl|entitl|prohibit|rely|relie|bought|buys"
    r"|built|builds|drove|drives|wore|wears|ate|slept|voted to|votes to|goes on"
    r"|has used(?! the (?:wor|phras|ter)))\w*",
    re.IGNORECASE,
)
# "urged the North to seek ties", "called on it to stop": the content is a wish.
_ORDER = re.compile(
    r"\b(?:urg|order|instruct|advis|press|encourag|call(?:s|ed|ing)? on)\w*", re.IGNORECASE
)
_INFINITIVE = re.compile(r"\bto\s+\w+")
# Where a wish ends: "to seek ties, as threats have grown", "to stop after the attack".
_CIRCUMSTANCE = re.compile(
    r",|\s(?:as|because|after|following|amid|while|when|before|since|if|unless)\s"
)
# "has been criticized", "was widely praised": the subject is spoken of, and does not speak.
_SUFFERED = re.compile(
    r"\b(?:been|is|are|was|were|be|being)\s+(?:\w+ly\s+)?(?:critici[sz]|accus|blam|prais|condemn"
    r"|mock|denounc|attack|slam|hail|blast|ridicul|applaud|commend|celebrat|dismiss)e?d\b",
    re.IGNORECASE,
)
_PERIODICAL = re.compile(r"(?:daily|weekly|monthly|quarterly)\s+", re.IGNORECASE)
_TITLES = "|".join(word.capitalize() for word in sorted(titles()))
# "Defense Minister Kim Kwan-jin" before ", the ministry's head".
_TITLED = re.compile(
    rf"(?:(?:[A-Z][\w'’-]*\s)*(?:{_TITLES})\.?\s+(?:[A-Z][\w.'’-]*\s?){{1,4}})(?=,\s+[a-z])"
)


@dataclass(frozen=True)
class Found:
    """One attribution: half-open character spans of who, by what word, what; how sure; and why."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    probability: float
    why: str


def is_speech(text: str, one: Found) -> bool:
    """A word of doing or mood (signed, reluctant) is speech only where the weights are sure."""
    return one.probability >= SURE or not _begins_in_cue(_DOING_OR_MOOD, text, one)


def _begins_in_cue(pattern: re.Pattern[str], text: str, one: Found) -> bool:
    """Whether a pattern is met in the cue; it may end behind it, as "voted to" in voted."""
    found = ((pattern.search(text, a, b + _REACH), b) for a, b in one.cue)
    return any(match and match.start() < end for match, end in found)


def reworded(text: str, one: Found) -> Found:
    """One attribution with the rules below applied to it."""
    return _titled(text, _suffered(text, _order(text, _periodical(text, one))))


def _periodical(text: str, one: Found) -> Found:
    """In "the Shimbun daily reported", "daily" is the newspaper's, not the verb's."""
    if len(one.source) != 1 or len(one.cue) != 1:
        return one
    (start, end), (a, b) = one.source[0], one.cue[0]
    found = _PERIODICAL.match(text, end + 1, b) if text[end : end + 1] == " " else None
    if not found or not end < a <= found.end() < b:
        return one
    return replace(
        one, source=((start, end + len(found[0].rstrip()) + 1),), cue=((found.end(), b),)
    )


def _suffered(text: str, one: Found) -> Found:
    """Who "has been criticized" does not speak; who does, the sentence leaves out."""
    suffered = (
        one.source
        and any(_SUFFERED.search(text, *span) for span in one.cue)
        and one.source[0][1] <= one.cue[0][0]
    )
    return replace(one, source=()) if suffered else one


def _order(text: str, one: Found) -> Found:
    """What somebody is urged to do ends before "as", "after": "to seek ties, as threats grow"."""
    last = one.content[-1]
    if not _begins_in_cue(_ORDER, text, one):
        return one
    wish = _INFINITIVE.search(text, *last)
    stop = _CIRCUMSTANCE.search(text, wish.end(), last[1]) if wish else None
    return replace(one, content=(*one.content[:-1], (last[0], stop.start()))) if stop else one


def _titled(text: str, one: Found) -> Found:
    """A titled name says by itself who speaks; the office behind it is not part of the source."""
    if len(one.source) == 1 and (titled := _TITLED.match(text, *one.source[0])):
        return replace(one, source=((titled.start(), titled.start() + len(titled[0].rstrip())),))
    return one
