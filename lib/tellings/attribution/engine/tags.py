"""Rules on the speaker's phrase beside a quotation: “A,” said Tom Hall at a news conference."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import lru_cache

from tellings.actors.lists import CALENDAR, any_of, is_title
from tellings.attribution.engine.wording import Found
from tellings.text.quotations import MARKS
from tellings.text.splitting import Span, split_sentences

_CLOSERS = "".join(form for form in MARKS if len(form) == 1) + "‘’'"
_WORD = r"[A-Z][\w.'’-]*"
_NICKNAME = r"[“\"'‘][A-Z]\w+[”\"'’]"  # Bo “Slim” Dahl
_NAME = rf"{_WORD}(?:\s(?:{_WORD}|{_NICKNAME}|(?:de|del|der|di|van|von|bin|al|of)(?=\s[A-Z])))*"
_DAYS = any_of(word for word in CALENDAR if word != "May")
_OCCASION = (
    r"(?:address|appearance|briefing|broadcast|call|ceremony|conference|conversation|debate|e-?mail"
    r"|event|forum|hearing|interview|lecture|letter|meeting|memo|message|panel|podcast|post|rally"
    r"|remarks|speech|statement|summit|talk|testimony|tweet|video|visit)s?\b"
)
# When, where and how somebody spoke, behind the words for who it was: "on Monday", "last week",
# "in an interview", "at the airport", "by phone", "as the lights went out".
_ADVERBIAL = re.compile(
    rf"\s(?:(?:on|in|since|late|early)\s(?:{_DAYS}|May|\d)"
    rf"|(?:in|at|on|during|via|through|after|before|by)\s(?:[\w'’.-]+\s){{0,4}}{_OCCASION}"
    r"|(?:last|this|next|later|earlier)\s[a-zMTWFSJADON]\w+|(?:yesterday|today|tonight)\b"
    r"|(?:by|over)\s(?:the\s)?(?:tele)?phone\b|(?:when|while|as|after|before)\s(?:the|he|she|it|they|a|his|her)\b"
    r"|\w+ly(?=[.,;]))|,\s(?:but|and|while|although)\s(?![^,]*$)"
)
# The same behind a bare name, where less can be part of it: "Hall from his office", not
# "Hall of the Red Cross", "Hall from Leeds".
_BEHIND_A_NAME = re.compile(
    rf"{_ADVERBIAL.pattern}"
    r"|\s(?:through|beside|amid|across|along|alongside|behind|next\sto|around"
    r"|with\s(?:tears|an?|his|her))\s"
    rf"|\s(?:at|from|inside|outside|near|during|after|before|by|via|on|in|over|as)"
    rf"\s(?:the|a|an|his|her|their|its|this|that)\b|\s(?:on|in|by|via|after|before|during)\s"
)
_GAP = re.compile(r"[\s,]")  # what each of these begins with
_OPENING = re.compile(r"[“\"‘\n]")
_LINE = re.compile(r"[^\n]+")
_REST = re.compile(r"[ ,.]*")
_TAG_NAME = re.compile(_NAME)
# "the driver", "her brother": up to a comma, a full stop or what is no longer the phrase.
_TAG_NOUN = re.compile(
    r"(?:the|an?|his|her|their|its|one|another)\s(?:[\w'’-]+\s?){1,8}?(?=[,.;:?!]|\s[“\"]|$)"
)
# "U.S" before "-Israel": no space, and more of the word to come.
_WITHIN_A_WORD = re.compile(r"(?<=[\w.])[.’'/-]*\w")
_CUT_SHORT = re.compile(r"\b(?:the|an?|of|its|his|her|their)\s$")
_INITIAL = re.compile(r"(?<=\s[A-Z])\.\s[A-Z]")  # "Donald J" before ". Rusk"
_SEAT = re.compile(r",\s(?:[A-Z][a-z]*\.)+-[a-z]+\b")  # "Bentonville" before ", Ark.-based Acme"
_CLAUSE_END = re.compile(r"[,;:](?=\s)")
# "that once the dam is built": a clause before the one that is said.
_WHEN_WORD = r"(?:once|when|if|while|as|after|before|because|since|until|unless|although)\b"
# ", which critics call unfair, would": more of the same clause behind it
_RELATIVE = re.compile(
    r",\s(?:which|who|whose|whom|where)\s[^,;\n]{3,120},[”\"’]?\s(?:\w+ly\s)?"
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do)\b"
)
_NEXT_TURN = re.compile(r",\s(?:adding|and|but|he|she|it|they|according)\s|;")
_THAT_WHEN = re.compile(rf"\sthat(?:\s{_WHEN_WORD})?$")
_WHEN = re.compile(rf"(?:that\s)?{_WHEN_WORD}")
_TAG_ROLE = re.compile(rf"(?:[a-z][\w-]*\s){{1,3}}{_NAME}")  # hydrologist Sara Quist
# A verb with the name that belongs to it in one: "asked Reed", "According to Mark".
_VERB_AND_NAME = re.compile(rf"(?P<cue>(?:[a-z]+|According)(?:\sto)?)\s(?={_WORD})")
# A verb with the beginning of a phrase: "wrote a user", "argues hydrologist", but "shot back".
_VERB_AND_NOUN = re.compile(
    r"(?P<cue>[a-z]+(?:s|ed|t|te|id))\s(?!(?:to|that|back|out|down|up|in|on|off|away|of|as|it|me|him"
    r"|her|them|us|by|about|at|with|for)\b)(?=[a-z])"
)
_ADDRESSED = frozenset("tell tells told telling".split())
# a tenant who goes by the name "Dusty." - four words at most, right behind the phrase
_INNER = re.compile(
    r"[^“\"‘\n]*[^“\"‘,.\n]\s[“\"‘](?P<words>\w[\w'’-]*[.!?]?(?:\s[\w'’-]+[.!?]?){0,3})[”\"’]\.?"
)
# A group calling itself "Clean Rivers Now" said
_CALLED = re.compile(r"(?P<name>\s(?:\w+\s){0,3}[“\"‘][^“”\"\n]{1,40}[”\"’])\s?")
_NO_TURN = re.compile(r"[^,;:.“\"‘\n]+[a-z]")
# "Nobody at the ministry", "No official", "Neither side", "Hardly anyone"; not "No. 10".
_NOBODY = re.compile(
    r"(?:nobody|no[ -]one|none|neither|not (?:one|a single)|(?:hardly|scarcely) any\w*"
    r"|no (?=[a-z]))\b",
    re.IGNORECASE,
)
# "said nothing on Monday", "said nothing about it"; not "said nothing was lost"
_NOTHING = re.compile(
    r"\snothing(?=[,.;]|\s(?:on|about|of|in|at|to|more|when|after|before|while|during|for)\b)"
)
# The words before a participle that describes a noun: "The newly announced policy".
_BEFORE_A_PARTICIPLE = re.compile(
    r"(?:(?:the|an?|this|that|his|her|their|its|any|some|each|every)\s?)?(?:\w+ly|long|much|so|well)?",
    re.IGNORECASE,
)
# "A previously reported leak"
_DESCRIBED = re.compile(
    r"(?:(?:an?|the|this|that)\s)?(?:\w+ly|earlier)\s\w+ed\s[a-z]", re.IGNORECASE
)
_PARTICIPLE_OF_A_NOUN = re.compile(
    r"(?:\w+ly\s)?\w+ed\s(?!that\b|to\b|by\b|the\b|an?\b|said\b|told\b)[a-z]"
)


def tagged(text: str, one: Found) -> Found:
    """One attribution with the phrase of its speaker set right."""
    one = _named(
        text,
        _inverted(text, _whole_words(text, _over_relative_clause(text, _after_when(text, one)))),
    )
    return _from_the_verb_on(text, _without_adverbial(text, _with_inner_quotation(text, one)))


def _from_the_verb_on(text: str, one: Found) -> Found:
    """In “It is legal,” insisted union chief Rolf Amsel, all behind the verb is the source.

    What follows the source without a comma tells where and how, and is not said.
    """
    if len(one.source) != 1 or _tag(text, one) < 0 or one.source[0][0] < one.cue[0][1]:
        return one
    (first, end), after = one.source[0], one.cue[0][1]
    start = first
    if re.fullmatch(r"(?:\s[A-Za-z][\w.'’-]*){1,3}\s", text[after:start]):
        start = after + 1
    content = tuple(
        (a, b)
        for a, b in one.content
        if not (after <= a < first or (a > end and _NO_TURN.fullmatch(text, end, a + 1)))
    )
    return replace(one, source=((start, end),), content=content or one.content)


def _over_relative_clause(text: str, one: Found) -> Found:
    """In said that the tax, which critics call unfair, would rise: on behind the clause."""
    if len(one.content) != 1 or one.content[0][0] < one.cue[-1][1]:
        return one
    start, end = one.content[0]
    if not text.startswith(",", end) or text[end - 1] in _CLOSERS:
        return one
    stop = sentence_end(text, end)
    clause = _RELATIVE.match(text, end, stop)
    if not clause:
        return one
    turn = _NEXT_TURN.search(text, clause.end() - 1, stop)
    return replace(one, content=((start, turn.start() if turn else stop),))


def _after_when(text: str, one: Found) -> Found:
    """In warned that once the dam is built, the river will dry up: what follows the comma too."""
    if len(one.cue) != 1 or len(one.content) != 1:
        return one
    (a, b), (start, end) = one.cue[0], one.content[0]
    if moved := _THAT_WHEN.search(text, a, b):
        b, start = moved.start(), moved.start() + 1
    when = start >= b and _WHEN.match(text, start, end)
    if not when or not text.startswith(", ", end) or "," in text[start:end]:
        return one
    return replace(one, cue=((a, b),), content=((start, sentence_end(text, end)),))


def sentence_end(text: str, at: int) -> int:
    """Where the sentence around a place ends, before its full stop and closing marks."""
    ends, starts = sentence_bounds(text)
    number, end = bisect_right(ends, at), at
    if number < len(ends) and "\n" not in text[at : starts[number]]:
        end = ends[number]
    while end and text[end - 1] in '.!?…”"’)':
        end -= 1
    return end


def sentence_start(text: str, at: int) -> int:
    """Where the sentence around a place begins."""
    starts = sentence_bounds(text)[1]
    return starts[bisect_right(starts, at) - 1] if starts and starts[0] <= at else at


@lru_cache(maxsize=1)
def sentence_bounds(text: str) -> tuple[list[int], list[int]]:
    """Where the sentences of a text end and begin, found once for all its attributions."""
    spans = [
        (line.start() + a, line.start() + b)
        for line in _LINE.finditer(text)
        for a, b in split_sentences(line[0])
    ]
    return [end for _, end in spans], [start for start, _ in spans]


def _whole_words(text: str, one: Found) -> Found:
    """Nothing ends within a word: "U.S.-Israel relations", "said Mr. Orr"."""
    content = tuple((a, _on_to_clause(text, b)) for a, b in one.content)
    source = tuple((a, _on_to_name(text, a, b)) for a, b in one.source)
    if source != one.source:
        content = _outside(text, content, *source[-1])
    return replace(one, source=source, content=content)


def _on_to_clause(text: str, end: int) -> int:
    """On to a comma or the end of the sentence, where a word is cut."""
    seat = _SEAT.match(text, end)
    within = seat or _WITHIN_A_WORD.match(text, end) or _INITIAL.match(text, end)
    if not within and not _CUT_SHORT.search(text, max(0, end - 8), end + 1):
        return end
    stop = sentence_end(text, end)
    clause = _CLAUSE_END.search(text, seat.end() if seat else end, stop)
    return clause.start() if clause else stop


def _on_to_name(text: str, start: int, end: int) -> int:
    title = is_title(text[start:end].rpartition(" ")[2]) and text.startswith(". ", end)
    name = _TAG_NAME.match(text, end + 2) if title else None
    return name.start() + len(name[0].rstrip(".")) if name else end


def is_said(text: str, one: Found) -> bool:
    """Whether somebody speaks at all: not nobody, not "the newly announced policy".

    A sentence of its own behind a finished quotation is not its tag: “It is closed.” Rob nodded.
    """
    nobody = _NOBODY.match(_text(text, one.source)) or _NOTHING.match(text, one.cue[-1][1])
    return not (nobody or _is_participle(text, one) or _is_next_sentence(text, one))


def _text(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(text[a:b] for a, b in spans)


def _is_participle(text: str, one: Found) -> bool:
    if len(one.cue) != 1 or not _PARTICIPLE_OF_A_NOUN.match(text, one.cue[0][0]):
        return not one.source and bool(_DESCRIBED.match(text, one.cue[0][0]))
    source = _text(text, one.source)
    ahead = bool(source) and one.source[-1][1] < one.cue[0][0]
    return ahead and bool(_BEFORE_A_PARTICIPLE.fullmatch(source))


def _is_next_sentence(text: str, one: Found) -> bool:
    if not one.source or len(one.content) != 1 or len(one.cue) != 1:
        return False
    end, start = one.content[0][1], one.source[0][0]
    finished = text[end - 2 : end - 1] in (".", "…") and text[end - 1] in _CLOSERS
    return finished and end <= start and _ends_behind(text, one.cue[0][1])


def _ends_behind(text: str, end: int) -> bool:
    return text[end : end + 1] in (".", "!", "?", "")


def _tag(text: str, one: Found) -> int:
    """Where the phrase of the speaker begins, behind the verb that follows a quotation; or -1."""
    start = one.cue[0][0]
    quoted = any(
        b <= start and text[b - 1] in _CLOSERS and text[b:start].strip(" ,") == ""
        for _, b in one.content
    )
    return start if quoted and text[start].islower() else -1


def _inverted(text: str, one: Found) -> Found:
    """In “Stop!” shouted the driver. the driver is the source, and no part of what is said."""
    if one.source or len(one.cue) != 1 or _tag(text, one) < 0 or " " in text[slice(*one.cue[0])]:
        return one
    at = one.cue[0][1] + 1
    found = _TAG_NAME.match(text, at) or _TAG_NOUN.match(text, at)
    if found is None:
        return one
    start, end = found.span()
    return replace(one, source=((start, end),), content=_outside(text, one.content, start, end))


def _outside(text: str, spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    """Spans without the stretch from start to end and the comma behind it."""
    after = _REST.match(text, end).end()  # type: ignore[union-attr]
    parts = ((x, y) for a, b in spans for x, y in ((a, min(b, start)), (max(a, after), b)))
    return tuple((x, y) for x, y in parts if re.search(r"\w", text[x:y])) or spans


def _named(text: str, one: Found) -> Found:
    """In “Is it?” asked Reed. and wrote a user of the site, what follows the verb is the source."""
    (a, b), *more = one.cue
    found = _VERB_AND_NAME.match(text, a, b) or _VERB_AND_NOUN.match(text, a, b)
    ahead = bool(one.source) and one.source[0][0] < a
    if more or not found or ahead or found["cue"] in _ADDRESSED:
        return one
    if _tag(text, one) < 0 and not found["cue"].lower().endswith(" to"):
        return one
    patterns = _TAG_NAME, _TAG_NOUN, _TAG_ROLE
    name = next(filter(None, (pattern.match(text, found.end()) for pattern in patterns)), None)
    if name is None:
        return one
    source = ((name.start(), max(name.end(), *(d for _, d in one.source), 0)),)
    content = _outside(text, one.content, *source[0])
    return replace(one, source=source, cue=((a, found.end("cue")),), content=content)


def _with_inner_quotation(text: str, one: Found) -> Found:
    """In said Hale, the singer of “Cold Rooms.” the title belongs to the singer."""
    if len(one.source) != 1:
        return one
    start, end = one.source[0]
    if start < one.cue[-1][0]:
        called = _CALLED.fullmatch(text, end, one.cue[0][0])
        if called is None:
            return one
        end = called.end("name")
        return replace(one, source=((start, end),), content=_outside(text, one.content, start, end))
    furthest = max([end + 2, *(b for _, b in one.content)])
    inner = _OPENING.search(text, start, furthest) and _INNER.match(text, start)
    if not inner or text[end - 1] == ",":
        return one
    begun = inner.start("words") - 2 <= end < inner.end()
    behind = any(end <= a and inner.start("words") < b <= inner.end() for a, b in one.content)
    if not begun and not behind:
        return one
    content = tuple(span for span in one.content if not start < span[0] < inner.end())
    return replace(one, source=((start, inner.end()),), content=content or one.content)


def _without_adverbial(text: str, one: Found) -> Found:
    """In said Tom Hall at a news conference, Tom Hall is the source."""
    if len(one.source) != 1 or one.source[0][0] < one.cue[0][0]:
        return one
    start, end = one.source[0]
    end = start + len(text[start:end].partition(";")[0])
    name = _TAG_NAME.match(text, start, end)
    behind = name and _BEHIND_A_NAME.match(text, name.end())
    cut = behind or _first_adverbial(text, name.end() if name else start, end)
    return replace(one, source=((start, min(end, cut.start() if cut else end)),))


def _first_adverbial(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first that begins within a stretch; it may go on behind it."""
    found = (_ADVERBIAL.match(text, gap.start()) for gap in _GAP.finditer(text, start, end))
    return next(filter(None, found), None)


def without_titles(text: str, found: list[Found]) -> list[Found]:
    """Without the rows for what somebody is called: “Dusty” in a man known as “Dusty” said."""
    sources = sorted(span for one in found for span in one.source)
    return [one for one in found if not (_is_name(text, one) and _lies_in(one.content[0], sources))]


def _is_name(text: str, one: Found) -> bool:
    content = text[slice(*one.content[0])]
    return len(one.content) == 1 and content[0] in MARKS and len(content.split()) <= 4


def _lies_in(inner: Span, spans: list[Span]) -> bool:
    before = spans[max(0, bisect_left(spans, inner) - 3) : bisect_left(spans, inner)]
    return any(a < inner[0] and inner[1] <= b for a, b in before)
