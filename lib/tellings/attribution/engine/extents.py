"""Rules on where source, cue and content begin and end: whole names, plain verbs, whole clauses."""

import re
from dataclasses import replace

from tellings.actors.lists import CALENDAR, ROLES, any_of, countries, key_of, nouns
from tellings.attribution.engine.tags import sentence_end, sentence_start
from tellings.attribution.engine.wording import Found

_DAYS = any_of(word for word in CALENDAR if word != "May")
_AUXILIARY = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do)\b"
)
_ARTICLE = re.compile(r"(?:the|an?)", re.IGNORECASE)
_MOST_MORE = 3  # words that a name may go on for; a headline has more
# " Court of Appeal" behind "The Oslo High"
_NAME_ON = re.compile(
    rf"(?:\s(?!(?:{_DAYS})\b)[A-Z][\w&’'-]*(?:\s(?:of|for|and)(?:\sthe)?(?=\s[A-Z]))?)+"
)
# " union leaders" behind "The", up to a comma or a verb
_NOUN_ON = re.compile(
    r"(?:\s(?!\w+ed\b|(?:and|or|so|not|to|as)\b)[a-z][\w-]*){1,3}?"
    rf"(?=,|\s?$|\s(?:{_AUXILIARY}|(?:on|in|at|of|for|from|who|which|that|said|says)\b|\w+ed\b))"
)
_DOCUMENT = re.compile(rf"(?:{any_of(nouns('document'))})")
# "A statement about " before "Mr. Doe"
# characters before a source that are looked at: a line without a full stop may hold thousands
_NEAR = 60
_DOCUMENT_ABOUT = re.compile(
    rf"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s(?:[\w-]+\s)?(?:{any_of(nouns('document'))})"
    r"\s(?:about|on|by|from|of)\s$"
)
_START = re.compile(r"(?:(?:Then|But|And|So|Yet|Still|Later|Now|Meanwhile|However),?\s(?=\w))?")
_NOUN_AND_VERB = re.compile(r"([a-z]+)\s(said|says|told|tells|added|replied)")  # "accused told"
_NEXT_VERB = re.compile(r"\s([a-z]+(?:ed|s|d))\s(?=\w)")
# Verbs of saying that take what is said right behind them, some with a preposition.
_PLAIN = re.compile(
    r"(?P<verb>(?:sa(?:y|ys|id|ying)|(?:claim|confirm|announc|acknowledg|admit|argu|insist|warn|stress"
    r"|believ|suggest|predict|accus|describ|call|urg|ask)(?:s|es|e|ed|ing|ted|ting)?|den(?:y|ies|ied|ying)"
    r"|th(?:ink|inks|ought|inking))(?:\s(?:on|for|of|against))?)\s"
    rf"(?=(?:the|an?|this|these|those|his|her|their|its|he|she|it|they|we|I|you|no|some|any|all|many"
    r"|most|anyone|everyone|nobody|one|two|three|both|each|every)\s"
    rf"|(?!(?:{_DAYS})\b)[A-Z][\w’'-]+\s)"
)
_GAP = re.compile(r"(?:\s[\w’'-]+){0,5}\s?")
# "asks him about": whom, and not what
_ASKED = re.compile(
    r"ask\w*\s(?:him|her|them|us|me|the \w+|[A-Z][\w’'-]+)\s(?:about|whether|if|to)$"
)
# "that the fragment": somebody or something of which nothing is said so far
_BARE = re.compile(
    rf"(?:that\s)?(?:(?:the|an?|his|her|their|its|this)\s|(?=[A-Z]))(?!.*\b{_AUXILIARY})"
    r"(?:(?!\w+ed\b)[\w’'-]+\s?){1,5}"
)
_APPOSED = re.compile(
    r",\s(?!(?:and|but|he|she|it|they|said|says|according|adding|saying|though|while|as)\b)"
    rf"[^;:\n“”\"]{{3,120}}?,\s(?:\w+ly\s)?{_AUXILIARY}"
)
# ", critics say, ": others, within what is said
_INSERTED = re.compile(
    r",\s(?:[\w’'-]+\s){1,3}(?:say|says|said|believe|argue|hope|fear),\s(?=[a-z])"
)
_TURN = re.compile(r",\s(?:adding|and|but|he|she|it|they|according)\s|;")
_ACT = (
    r"(?:added|admitted|agreed|apologi[sz]ed|ask(?:s|ed)|conceded|declined|granted|insist(?:s|ed)"
    r"|promised|praised|refused|rejected|sa(?:id|ys)|stressed|thanked|urged|vowed|warned|welcomed)\b"
)
# ", but granted the delay": what the speaker did next, and not what was said
_NEXT_ACT = re.compile(
    rf",\s(?:but|and|while)\s(?:\w+ly\s)?(?:(?:the|an?|his|her|its)\s[^,;]{{1,40}}\s(?:has|have)\s)?{_ACT}"
)
_ROLE = re.compile(rf"(?:{ROLES})\s(?=[A-Z])")
_VERB_BEHIND = re.compile(r"\s(said|says|told|added|replied|asked)\b")
_OPENERS, _CLOSERS = '“"„«', '”"“»'
_PRONOUN = re.compile(r"(?P<who>him|her|them|it),\s(?=\w)")
_ACT_NOW = re.compile(rf"(?:also\s)?{_ACT}")
_JOINED = re.compile(r",?\s(?:but|and)\s(?:also\s)?$")
# "Mr. Orr said", "The club has": who a sentence begins with, and a verb
_SUBJECT = re.compile(
    r"(?P<who>[A-Z][\w’'-]*\.?(?:\s[A-Z][\w.’'-]*){0,4}|(?:The|Its|His|Her)\s(?:[\w-]+\s){0,2}?[a-z]+)"
    rf"\s(?:\w+(?:ed|d)\b|{_AUXILIARY})"
)
_AFTER_WHO = re.compile(rf",\s(?:\w+ly\s)?(?:{_AUXILIARY}|\w+ed\b)")


def whole(text: str, one: Found) -> Found:
    """One attribution with source, cue and content as far as they reach."""
    one = _shared_subject(text, _whole_source(text, _whose_document(text, _pronoun(text, one))))
    one = _over_insertion(text, _plain_verb(text, _with_role(text, one)))
    return _to_the_turn(text, _from_the_start(text, one))


def _with_role(text: str, one: Found) -> Found:
    """In “No,” fire chief Al Orr said: "fire" is of his role, and "said" the verb."""
    if len(one.cue) != 1 or len(one.source) != 1 or one.source[0][0] != one.cue[0][1] + 1:
        return one
    (start, _), (first, end) = one.cue[0], one.source[0]
    role = _ROLE.match(text, first, end)
    verb = _VERB_BEHIND.match(text, end)
    if not role or not verb or " " in text[slice(*one.cue[0])]:
        return one
    return replace(one, source=((start, end),), cue=(verb.span(1),))


def _from_the_start(text: str, one: Found) -> Found:
    """In The results are “the best,” said Orr: from the beginning of the sentence on."""
    if len(one.content) != 1 or not one.source or one.content[0][1] > one.cue[0][0]:
        return one
    start, end = one.content[0]
    if text[start] in _OPENERS or text[end - 1] not in _CLOSERS or text[end - 2] != ",":
        return one
    first = sentence_start(text, start)
    if any(mark in text[first:start] for mark in _OPENERS + ":") or one.source[0][0] < start:
        return one
    return replace(one, content=((first, end),))


def _pronoun(text: str, one: Found) -> Found:
    """In According to her, some had left: her alone is the source."""
    found = _PRONOUN.match(text, *one.source[0]) if len(one.source) == 1 else None
    if not found:
        return one
    (first, last), behind = found.span("who"), found.end()
    content = tuple((behind if a == one.source[0][1] + 1 else a, b) for a, b in one.content)
    return replace(one, source=((first, last),), content=content)


def _shared_subject(text: str, one: Found) -> Found:
    """In Mr. Orr said sorry, but added that he was late: Mr. Orr, of whom the sentence is."""
    if one.source or len(one.cue) != 1 or not _ACT_NOW.match(text, *one.cue[0]):
        return one
    start = sentence_start(text, one.cue[0][0])
    subject = _SUBJECT.match(text, start, one.cue[0][0])
    within = any(start <= a < one.cue[0][0] for a, _ in one.content)
    near = max(start, one.cue[0][0] - _NEAR)
    if not subject or within or not _JOINED.search(text, near, one.cue[0][0]):
        return one
    return replace(one, source=(subject.span("who"),))


def _whose_document(text: str, one: Found) -> Found:
    """In "The statement noted delays", "The accused told": statement and accused are the source."""
    if len(one.source) != 1 or len(one.cue) != 1:
        return one
    (start, end), (a, b) = one.source[0], one.cue[0]
    its = _ARTICLE.fullmatch(text, start, end) and a == end + 1
    if its and (noun := _NOUN_AND_VERB.fullmatch(text, a, b)):
        return replace(one, source=((start, noun.end(1)),), cue=(noun.span(2),))
    if not its or not _DOCUMENT.fullmatch(text, a, b):
        return one
    verb = _NEXT_VERB.match(text, b, sentence_end(text, b))
    if not verb:
        return replace(one, source=())
    last = one.content[-1][1]
    content = ((verb.end(), last),) if last > verb.end() else one.content
    return replace(one, source=((start, b),), cue=(verb.span(1),), content=content)


def _whole_source(text: str, one: Found) -> Found:
    """Never only "The", nor "The Oslo High" of a court of that name, nor "Norwegian" of pilots."""
    if len(one.source) != 1 or one.source[0][0] > one.cue[-1][0]:
        return one
    start, end = one.source[0]
    start = _START.match(text, start, end).end()  # type: ignore[union-attr]
    start = _of_document(text, start)
    end = start + len(text[start:end].rstrip(" —–-") or text[start:end])
    stop = min([a for a, _ in one.cue + one.content if a >= end], default=end)
    printed = text[start:end]
    alone = bool(_ARTICLE.fullmatch(printed))
    more = None
    if alone or printed.rpartition(" ")[2][:1].isupper():
        more = _NAME_ON.match(text, end, stop)
        more = more if more and len(more[0].split()) <= _MOST_MORE else None
    if not more and (alone or _is_adjective(printed)):
        more = _NOUN_ON.match(text, end, stop)
    if more:
        end = more.end()
    elif alone:
        return replace(one, source=())
    return replace(one, source=((start, end),))


def _of_document(text: str, start: int) -> int:
    """In A statement about Mr. Doe said, the statement speaks, and not Mr. Doe."""
    near = max(sentence_start(text, start), start - _NEAR)
    found = _DOCUMENT_ABOUT.search(text, near, start)
    return found.start() if found else start


def _is_adjective(printed: str) -> bool:
    """Whether a word is of a people: "Norwegian", and not "Norway" or "Norwegians"."""
    country = countries().get(key_of(printed))
    return bool(country) and country.form == "people" and not printed.endswith("s")


def _plain_verb(text: str, one: Found) -> Found:
    """In said a new report would come, "said" is the cue, and what follows is said."""
    if len(one.cue) != 1 or len(one.content) != 1:
        return one
    (a, b), (start, end) = one.cue[0], one.content[0]
    plain = _PLAIN.match(text, a) if b <= start and _GAP.fullmatch(text, b, start) else None
    if not plain or plain.end() > b or _ASKED.match(text, a, b):
        return one
    return replace(one, cue=(plain.span("verb"),), content=((plain.end(), end),))


def _over_insertion(text: str, one: Found) -> Found:
    """In said that the stone, lost in 1944, had come back: on behind what is put in."""
    if len(one.content) != 1 or one.content[0][0] < one.cue[-1][1]:
        return one
    start, end = one.content[0]
    stop = sentence_end(text, end)
    if not text.startswith(", ", end) or any(end <= a < stop for a, _ in one.source):
        return one
    found = _INSERTED.match(text, end, stop)
    if not found and _BARE.fullmatch(text, start, end):
        found = _APPOSED.match(text, end, stop)
    if not found:
        return one
    turn = _TURN.search(text, found.end() - 1, stop)
    return replace(one, content=((start, turn.start() if turn else stop),))


def _to_the_turn(text: str, one: Found) -> Found:
    """In said that it was late, but granted the delay: up to what somebody does then."""
    if len(one.content) != 1 or one.content[0][0] < one.cue[-1][1]:
        return one
    start, end = one.content[0]
    turn = _NEXT_ACT.search(text, start, end)
    if not turn and len(one.source) == 1 and _is_inserted_who(text, one.source[0][0], one):
        turn = _AFTER_WHO.search(text, start, end)
    if not turn or turn.end() >= end or any(mark in text[turn.start() : end] for mark in '”"'):
        return one
    return replace(one, content=((start, turn.start()),))


def _is_inserted_who(text: str, start: int, one: Found) -> bool:
    return text[slice(*one.source[0])] == "who" and text.endswith(", ", 0, start)
