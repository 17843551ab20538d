"""Who says what: attributions with source, cue and content, and the words in quotation marks that nobody is given for.

Rules, cue first. Each paragraph is looked at with the insides of its quotations blanked out, so that a comma, a verb or a
full stop inside a quotation is never taken for one of the sentence around it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from tellings.articles import Article, articles_of
from tellings.speakers import resolve
from tellings.tokens import Span, data_lines, split_sentences, split_words

_BLANK = "\u024a"  # a rare capital letter, so that a blanked quotation still looks like words
_OPENING = {"“": "”", "«": "»", "„": "“", "‘": "’"}
_MARKS = re.compile(r"[\"“”«»„]|``|''|(?<!\w)['‘](?=\w)|(?<=[\w.,!?])['’](?!\w)")
_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "find": "found", "show": "showed shown", "think": "thought",
    "feel": "felt", "swear": "swore sworn", "read": "read", "slam": "slammed slamming", "brag": "bragged bragging",
    "admit": "admitted admitting", "deny": "denied denies", "reply": "replied replies", "testify": "testified testifies",
    "worry": "worried worries", "imply": "implied implies", "rebut": "rebutted rebutting", "decry": "decried decries",
    "refer": "referred referring", "quote": "quoted quoting",
}  # fmt: skip
_MOSTLY_NOUNS = frozenset(
    "state states back backs backing point points attack attacks email emails post posts tweet tweets question questions "
    "order orders find call calls report reports show shows text texts comment comments support promises respond mention "
    "read reads inform counter challenge challenges doubt doubts fear hope joke demand demands estimate concern "
    "protest protests agree agrees agreed".split()
)
_CLOSERS = '"”»?!'
_HEARSAY = (
    r"according to|in the words of",
    r"express(?:es|ed|ing)? (?:\w+ )?(?:hope|concern|confidence|support|optimism|regret|interest|doubt|outrage|dismay|fear|"
    r"disappointment|confidence|skepticism|scepticism|sympathy)s?",
    r"(?:made|makes|making|make) (?:it )?clear",
    r"(?:call|point|refer|allud)(?:s|ed|red|ing|ring)? (?:for|on|out|to)",
    r"talk(?:s|ed|ing)? about|spoke about|speaks about|voiced (?:hope|concern|support|doubt)s?",
)
_HELPERS = (
    r"\b(?:(?:has|have|had|is|are|was|were|be|been|being|also|later|then|now|never|even|once|again|still|just|not|will|would|"
    r"could|can|may|might|must|should|does|do|did|earlier|first|further|(?!daily|weekly|monthly|family|ally)\w+ly|"
    r"\w+n['’]t)\s+)+$"
)
_LEADING = re.compile(
    r"\s*(?:(?:and|but|so|yet|still|instead|also|meanwhile|however|then|or)\b,?\s+)?"
    r"(?:(?:on|in|at|by|after|before|during|since|last|earlier|early|late|for|as)\s[^,]{1,60},\s+"
    r"|(?:on|in)\s(?:\w+day|\d{4}|\w+ \d{1,2})\s+)?",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    rf"[;:()\[\]—–]\s*|\s-\s|,\s+(?:and|but|or|yet|so|while|as|because|although|though|if)\s|[{_BLANK}][,.!?]?[\"”»'’]*\s+"
    r"|\b(?:that|because|while|when|although|though|whether|if|than|but|where|which|what|how|why)\s"
)
_TRAILER = (
    r"(?:\s+(?:in|on|at|to|during|after|before|over|via|with|through|while|from|as|by|of|about|when|last|late|early|earlier|"
    r"later|this|recently|today|yesterday|\w+day|in part|afterwards?)\b[^,\"“”]*)?"
)
_TITLED = re.compile(
    r"(?:(?:[A-Z][\w'’-]*\s)*(?:Rep|Sen|Gov|Gen|Adm|Lt|Col|Dr|Mr|Mrs|Ms|Admiral|General|Senator|Representative|Governor|"
    r"Secretary|Minister|President|Chancellor|Ambassador|Premier|King|Queen|Prince|Pope|Judge|Justice|Professor|Sheriff|"
    r"Mayor|Chairman|Spokesman|Spokeswoman)\.?\s+(?:[A-Z][\w.'’-]*\s?){1,4})(?=,\s+[a-z])"
)


@dataclass(frozen=True)
class Attribution:
    """Somebody is said to say something: the spans of source, cue and content, and the rule that found them."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str


def _inflect(verb: str) -> set[str]:
    if verb.endswith("e"):
        forms = {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        forms = {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    else:
        forms = {verb, verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s"), verb + "ed", verb + "ing"}
    return forms | set(_IRREGULAR.get(verb, "").split())


@lru_cache(maxsize=1)
def cue_stances() -> dict[str, str]:
    """The stance of every form of every cue verb: neutral, assertive, evaluative or positive.

    >>> [cue_stances()[verb] for verb in ("said", "insists", "admitted", "hailed")]
    ['neutral', 'assertive', 'evaluative', 'positive']
    """
    table: dict[str, str] = {}
    for line in data_lines("cue_verbs.txt"):
        stance, verbs = line.split(":")
        for verb in verbs.split():
            table.update(dict.fromkeys(_inflect(verb) - _MOSTLY_NOUNS, stance))
    return table


@lru_cache(maxsize=1)
def _cue_pattern() -> re.Pattern[str]:
    forms = "|".join(sorted(cue_stances(), key=len, reverse=True))
    return re.compile(rf"\b(?:{'|'.join(_HEARSAY)}|{forms})\b", re.IGNORECASE)


def quotation_marks(text: str) -> list[Span]:
    """Start and end of each quotation of one paragraph, marks included; one that is not closed runs to the paragraph's end.

    >>> quotation_marks("He spoke of a “mature partnership.”")
    [(14, 35)]
    """
    spans, opened, closing = [], None, ""
    single = not re.search("[\"“”«»„]|``|''", text)
    for mark in _MARKS.finditer(text):
        if mark[0] in "'’‘" and not single:
            continue
        if opened is None and _may_open(text, mark):
            opened, closing = mark.start(), _OPENING.get(mark[0], "")
        elif opened is not None and (mark[0] == closing or not closing or mark[0] in '"”'):
            spans.append((opened, mark.end()))
            opened = None
    return [*spans, (opened, len(text))] if opened is not None and not single else spans


def _may_open(text: str, mark: re.Match[str]) -> bool:
    """An apostrophe behind a word ends a quotation or is the ministers', but never opens one."""
    after_word = mark.start() > 0 and not text[mark.start() - 1].isspace() and text[mark.start() - 1] not in "([—–-"
    return mark[0] not in "”»" and not (mark[0] in "'’" and after_word)


def _blanked(text: str, quotations: list[Span]) -> str:
    """The paragraph with the inside of each quotation blanked, but for the mark that ends it; '' and `` become one mark."""
    out = list(text)
    for start, end in quotations:
        first, last = start + 1, end - 1
        if text[start : start + 2] in ("``", "''"):
            out[start : start + 2], first = ' "', start + 2
        if text[end - 2 : end] == "''" and end - 2 >= first:
            out[end - 2 : end], last = '" ', end - 2
        keep = last - 1 if last > first and text[last - 1] in ".,!?…" else last
        out[first:keep] = _BLANK * (keep - first)
    return "".join(out)


_SKIPPED_BEFORE = re.compile(
    r"(?:\b(?:the|a|an|his|her|its|their|our|my|your|this|these|those|any|no|some|of|such|more|into|to)|['’]s|s['’])"
    r"(?:\s+\w+(?:ed|ing|al|ve|ous|ic|er|st|w))?\s+$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:been|was|were|is|are|be|being)\s(?:\w+ly\s)?(?=\w*$)")


def _is_no_clause(sentence: str, cue: re.Match[str]) -> bool:
    """Whether a form is a noun, an infinitive or a passive, and so not the verb of somebody who speaks."""
    form = cue[0].lower()
    if form.endswith(("ed", "aid", "old")) or (" " in form and not form.startswith("call")):
        return bool(_PASSIVE.search(sentence, max(0, cue.start() - 30), cue.start()))
    return bool(_SKIPPED_BEFORE.search(sentence[max(0, cue.start() - 40) : cue.start()]))


def _subject(sentence: str, cue_start: int) -> Span | None:
    """The phrase before a cue that names who speaks, with the apposition that may stand behind it."""
    helpers = re.search(_HELPERS, sentence[:cue_start])
    left = sentence[: helpers.start() if helpers else cue_start].rstrip()
    if not left or left[-1] in _CLOSERS:
        return None
    name_end = left.rfind(",", 0, len(left) - 1) if left.endswith(",") else len(left)
    if name_end <= 0:
        return None
    edges = [found.end() for found in _BOUNDARY.finditer(sentence, 0, name_end)]
    comma = left.rfind(", ", 0, name_end)
    start = max([0, *edges, comma + 2 if comma >= 0 else 0])
    start = _LEADING.match(sentence, start, name_end).end()  # type: ignore[union-attr]
    return _tidy(sentence, start, len(left.rstrip(",")))


def _tidy(text: str, start: int, end: int) -> Span | None:
    """A span without the space, commas and colons around it; None where nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:—–"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:—–"):
        end -= 1
    return (start, end) if any(ch.isalnum() for ch in text[start:end]) else None


def _inverted_subject(sentence: str, cue_end: int) -> Span | None:
    """The phrase after a cue that names who speaks: "...," said the minister, who arrived on Monday."""
    found = re.compile(rf"\s+(?P<name>[^\"“”{_BLANK};:.]+(?:\.\s?[^\"“”{_BLANK};:.]+)*?)(?=[.]?$|[.]?\s*[\"“]|;|:)").match(
        sentence, cue_end
    )
    if not found:
        return None
    name = re.split(r"\s(?:in|on|at|during|after|before|to|of the|via|while|when|as|last|this|\w+day)\s|,", found["name"])[0]
    whole = found["name"] if re.match(r"[^,]+, (?:a|an|the|who|whose|chairman|\w+ of)\s", found["name"]) else name
    return _tidy(sentence, found.start("name"), found.start("name") + len(whole))


def _said_after(sentence: str, speech_end: int, clause_end: int) -> bool:
    """Whether a clause of saying closes the sentence, or only a quotation follows it."""
    rest = sentence[clause_end:]
    return bool(speech_end and re.fullmatch(rf"{_TRAILER}\s*[,.;:!?]*\s*(?:(?:and\s|but\s)?\s*[\"“«`].*)?", rest, re.DOTALL))


def _speech_before(sentence: str, start: int, subject_start: int) -> Span | None:
    """What stands before a closing clause of saying, if it is speech and not an introductory phrase."""
    left = sentence[start:subject_start].rstrip()
    if not left.endswith((",", *_CLOSERS, "—", "-", "’", "'")):
        return None
    span = _tidy(sentence, start, start + len(left))
    if span is None:
        return None
    words = len(split_words(sentence[slice(*span)]))
    introductory = _LEADING.fullmatch(sentence[slice(*span)] + ", ") and _BLANK not in sentence[slice(*span)]
    return span if words and not introductory and (words >= 3 or _BLANK in sentence[slice(*span)]) else None


def _speech_after(sentence: str, cue_end: int) -> Span | None:
    """What stands after a cue: the clause with its "that", or the quotation; addressee and place are passed over."""
    rest = sentence[cue_end:]
    lead = re.match(
        rf"(?:\s+(?:[A-Za-z][\w.’'-]*\s?){{1,8}}?(?:,\s+)?(?=that\s|[\"“«:]\s?{_BLANK}?|in an interview))?"
        rf"(?:[^{_BLANK}\"“«]{{0,60}}?(?=:\s*[\"“«]))?\s*[,:]?\s*(?:that\s+,?)?",
        rest,
    )
    start = cue_end + (lead.end() if lead else 0)
    return _tidy(sentence, start, len(sentence.rstrip(" .")))


def _directive_end(sentence: str, span: Span) -> Span:
    """A wish or an order ("to seek stronger ties as threats have grown") ends before the circumstances."""
    found = re.compile(r"\bto\s+\w+").search(sentence, *span)
    if not found:
        return span
    stop = re.compile(r",|\s(?:as|because|after|following|amid|while|when|before|since|if|unless)\s").search(
        sentence, found.end(), span[1]
    )
    return found.start(), stop.start() if stop else span[1]


_DIRECTIVE = re.compile(r"(?:urg|order|instruct|advis|warn|ask|call(?:s|ed|ing)? on|encourag|press)\w*", re.IGNORECASE)


def _one(sentence: str, cue: re.Match[str], start: int, before: list[Attribution]) -> Attribution | None:
    """The attribution of one cue of a sentence, or None where the words around it are no speech."""
    if cue[0].lower().startswith(("according", "in the words")):
        return _according(sentence, cue, start)
    subject = _subject(sentence, cue.start())
    if subject is None:
        speech = _speech_before(sentence, start, cue.start())
        named = _inverted_subject(sentence, cue.end()) if speech else None
        if speech and named and not cue[0].lower().endswith("ing"):
            return _with_rest(sentence, named, cue, speech, named[1], "speech before an inverted clause")
    if subject is None:
        return _participle(sentence, cue, before)
    speech = _speech_before(sentence, start, subject[0])
    if speech and _said_after(sentence, speech[1], cue.end()):
        return _with_rest(sentence, subject, cue, speech, cue.end(), "speech before the clause")
    return _following(sentence, subject, cue)


def _following(sentence: str, subject: Span, cue: re.Match[str]) -> Attribution | None:
    content = _speech_after(sentence, cue.end())
    if content is None:
        return None
    if _DIRECTIVE.fullmatch(cue[0]):
        content = _directive_end(sentence, content)
    long_enough = len(split_words(sentence[slice(*content)])) >= 2 or _BLANK in sentence[slice(*content)]
    return Attribution((subject,), (cue.span(),), (content,), "speech after the cue") if long_enough else None


def _participle(sentence: str, cue: re.Match[str], before: list[Attribution]) -> Attribution | None:
    """ "..., adding that": the speaker is the one of the clause before."""
    if not cue[0].lower().endswith("ing") or not before:
        return None
    return _following(sentence, before[-1].source[0], cue) if before[-1].source else None


def _with_rest(sentence: str, source: Span, cue: re.Match[str], speech: Span, clause_end: int, rule: str) -> Attribution:
    """Speech before a clause, and the quotation that goes on behind it."""
    content = (speech,)
    quotation = re.compile(r"[\"“«`]").search(sentence, clause_end)
    if quotation and (rest := _tidy(sentence, quotation.start(), len(sentence.rstrip()))):
        content = (speech, rest)
    return Attribution((source,), (cue.span(),), content, rule)


def _according(sentence: str, cue: re.Match[str], start: int) -> Attribution | None:
    """According to X, Y; or: Y, according to X."""
    named = re.compile(r"\s+(?P<name>[^,;:\"“”.]+(?:\.[^\s,;:\"“”]+|\.\s[A-Z][^,;:\"“”.]*)*)").match(sentence, cue.end())
    if not named:
        return None
    source = _tidy(sentence, *named.span("name"))
    before = _tidy(sentence, start, cue.start())
    first = before is None or len(split_words(sentence[slice(*before)])) < 3
    content = _tidy(sentence, named.end(), len(sentence.rstrip(" ."))) if first else before
    return Attribution((source,), (cue.span(),), (content,), "according to") if source and content else None


def _in_sentence(sentence: str) -> list[Attribution]:
    """All attributions of one sentence: the clauses that close it first, then cues outside what those contain."""
    found: list[Attribution] = []
    for cue in _cue_pattern().finditer(sentence):
        start = max((span[1] for one in found for span in one.cue + one.source), default=0)
        if _is_no_clause(sentence, cue) or any(a <= cue.start() < b for one in found for a, b in one.content):
            continue
        one = _one(sentence, cue, start if start and ";" in sentence[start:] else 0, found)
        if one:
            found = [other for other in found if not _swallows(one, other)] + [one]
    return found


def _swallows(one: Attribution, other: Attribution) -> bool:
    return any(a <= other.cue[0][0] < b for a, b in one.content) and one.rule != "speech after the cue"


def _shift(one: Attribution, by: int) -> Attribution:
    moved = {name: tuple((a + by, b + by) for a, b in getattr(one, name)) for name in ("source", "cue", "content")}
    return replace(one, **moved)


def find_attributions(text: str, paragraphs: list[Span]) -> list[Attribution]:
    """Attributions in the paragraphs given; every span is a place in `text`."""
    found: list[Attribution] = []
    for start, end in paragraphs:
        paragraph = text[start:end]
        quotations = quotation_marks(paragraph)
        blanked = _blanked(paragraph, quotations)
        here: list[Attribution] = []
        for a, b in split_sentences(blanked):
            new = [_shift(one, a) for one in _in_sentence(blanked[a:b])]
            speech = _whole_quotation(blanked, a, b) if not new and here else None
            if speech:
                here[-1] = replace(here[-1], content=(*here[-1].content, speech))
            here += new
        found += [_with_whole_marks(text, _shift(one, start)) for one in here]
    return found


def _with_whole_marks(text: str, one: Attribution) -> Attribution:
    """A quotation in `` and '' keeps both strokes of each mark."""
    content = tuple((a - (text[a - 1 : a + 1] in ("``", "''")), b + (text[b - 1 : b + 1] == "''")) for a, b in one.content)
    return replace(one, content=content)


def _whole_quotation(blanked: str, start: int, end: int) -> Span | None:
    """The sentence, if it is a quotation from its first word on: it goes on with what was said before."""
    opens = re.compile(rf"[\"“«`']+{_BLANK}").match(blanked, start, end)
    return (start, end) if opens and blanked[start:end].count(_BLANK) > (end - start) * 0.8 else None


def attributions(source: Article | Iterable[Article]) -> pd.DataFrame:
    """Who says what: a layer, one row an attribution, and one for words in quotation marks that nobody is given for.

    The cue is the expression that marks speech ("said", "according to"), the source who speaks, the content what is said
    (Pareti 2012; Newell, Margolin & Ruths 2018).

    Args:
        source: an Article, a Story, or any articles. Only the body is read.

    Returns:
        article, start, end (of the whole attribution), paragraph (from 1), kind (direct: all of the content in quotation
        marks; mixed: some; indirect: none; unattributed: quotation marks without a speaker), source, cue, content (lists
        of (start, end)), source_text, cue_text, content_text, speaker (who stands behind a pronoun or document, None where
        the text does not say), source_type (person, unnamed, institution, document, media, government, none), stance (of
        the cue: neutral, assertive, evaluative, positive; "" where the cue has none), rule (what found it).

    >>> rows = attributions(Article(id="a", text="The plan is dead, the ministry said."))
    >>> rows[["source_text", "cue_text", "content_text", "kind"]].values.tolist()
    [['the ministry', 'said', 'The plan is dead', 'indirect']]
    """
    rows = [row for article in articles_of(source) for row in _rows(article)]
    columns = ["article", "start", "end", "paragraph", "kind", "source", "cue", "content", "source_text", "cue_text"]
    table = pd.DataFrame(rows, columns=[*columns, "content_text", "speaker", "source_type", "stance", "rule"])
    return table.assign(speaker=pd.Series([row["speaker"] for row in rows], dtype=object))


def _rows(article: Article) -> list[dict[str, object]]:
    found = find_attributions(article.text, article.paragraphs)
    found = sorted([_cut_apposition(article.text, one) for one in found], key=lambda one: min(one.content + one.cue))
    marked = _marked(article)
    found += _unattributed(marked, found)
    named = [_join(article.text, one.source) for one in found if one.cue]
    who = iter(resolve(named))
    rows = [_row(article, one, marked, next(who) if one.cue else (None, "none")) for one in found]
    return sorted(rows, key=lambda row: (row["start"], row["end"]))  # type: ignore[arg-type, return-value]


def _cut_apposition(text: str, one: Attribution) -> Attribution:
    """A titled name says by itself who speaks; the office behind it is not part of the source."""
    if len(one.source) == 1 and (titled := _TITLED.match(text, *one.source[0])):
        return replace(one, source=((titled.start(), titled.start() + len(titled[0].rstrip())),))
    return one


def _marked(article: Article) -> list[Span]:
    """The quotations of an article's body, marks included."""
    return [(a + s, b + s) for s, e in article.paragraphs for a, b in quotation_marks(article.text[s:e])]


def _unattributed(marked: list[Span], found: list[Attribution]) -> list[Attribution]:
    taken = [span for one in found for span in one.content + one.source + one.cue]
    free = (span for span in marked if not any(span[0] < b and span[1] > a for a, b in taken))
    return [Attribution((), (), ((start + 1, end - 1),), "in quotation marks") for start, end in free if end - start > 2]


def _join(text: str, spans: tuple[Span, ...]) -> str:
    return " ... ".join(text[a:b] for a, b in spans)


def _kind(text: str, one: Attribution, marked: list[Span]) -> str:
    if not one.cue:
        return "unattributed"
    words = [(a + s, b + s) for s, e in one.content for a, b in split_words(text[s:e])]
    inside = sum(any(s <= a and b <= e for s, e in marked) for a, b in words)
    return "direct" if inside == len(words) else "mixed" if inside else "indirect"


def _row(article: Article, one: Attribution, marked: list[Span], who: tuple[str | None, str]) -> dict[str, object]:
    spans = one.source + one.cue + one.content
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    cue = _join(article.text, one.cue)
    paragraph = next(n for n, (_, last) in enumerate(article.paragraphs, start=1) if start < last)
    return {
        "article": article.id, "start": start, "end": end, "paragraph": paragraph,
        "kind": _kind(article.text, one, marked),
        "source": list(one.source), "cue": list(one.cue), "content": list(one.content),
        "source_text": _join(article.text, one.source), "cue_text": cue, "content_text": _join(article.text, one.content),
        "speaker": who[0], "source_type": who[1], "stance": cue_stances().get(cue.lower(), ""), "rule": one.rule,
    }  # fmt: skip


def quotations(source: Article | Iterable[Article]) -> pd.DataFrame:
    """What stands in quotation marks, whoever says it: a layer.

    Returns:
        One row a quotation of the body: article, start, end (without the marks), text.

    >>> quotations(Article(id="a", text="He spoke of a “mature partnership.”"))["text"].tolist()
    ['mature partnership.']
    """
    rows = [(a.id, s + 1, e - 1, a.text[s + 1 : e - 1]) for a in articles_of(source) for s, e in _marked(a)]
    return pd.DataFrame(rows, columns=["article", "start", "end", "text"])


def spans(layer: pd.DataFrame, column: str) -> pd.DataFrame:
    """Unrolls a column of (start, end) lists into plain rows: a layer of the sources, the cues or the contents.

    Args:
        layer: what `attributions` returns.
        column: source, cue or content.

    Returns:
        The layer's other columns, with start and end of each stretch, and row: the attribution it came from.
    """
    rest = layer.drop(columns=["start", "end"]).assign(row=layer.index).explode(column).dropna(subset=[column])
    pairs = pd.DataFrame(rest[column].tolist(), columns=["start", "end"], index=rest.index, dtype="int64")
    return pd.concat([pairs, rest], axis=1).reset_index(drop=True)
