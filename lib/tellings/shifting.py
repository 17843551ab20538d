"""What changes between two tellings of one thing: doubt, the voice that vouches for it, the actor left out, number, label."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import pandas as pd

from tellings.actors import mentions
from tellings.articles import Article, articles_of
from tellings.content import Term, split_clauses, terms, verb_forms
from tellings.entities import COUNTRY, PERSON, PLACE
from tellings.names import key_of
from tellings.noun_phrases import MEASURES, Phrase, noun_phrases
from tellings.quotes import acts, attributions, spans, voices
from tellings.tokens import Span, data_lines, sentences

_NO_DOUBT = frozenset("would suggest suggests suggested".split())  # "will" in reported speech, and plain speech
_ANSWER = re.compile(r"\b(?:(?:could|might)n['’]t|alleg\w+|if)\b")  # besides hedges
_REACH = 2  # content words behind a hedge, of which one must be shared
_BE = r"(?:is|are|was|were|be|been|being|got|gets|get)"
_PASSIVE = re.compile(
    rf"\b(?:(?:has|have|had|will|would|can|could|may|might|must|should|to)\s+(?:not\s+)?)?{_BE}\s+"
    r"(?:(?:not|also|being|never|just|since|now|still|\w+ly)\s+){0,2}(?P<verb>\w+)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"[^.;:]{0,80}?\bby\b(?! \d)")
# A participle may also stand for "which was", or behind a noun: "the man arrested on Friday", "“hacked”".
_AHEAD_OF_PARTICIPLE = re.compile(rf"(?:\b{_BE} |[“\"])(?:\w+ly )?$")
_BEHIND_PARTICIPLE = re.compile(r" (?:in|on|at|from|during|last)\b")
# Participles that news uses as adjectives: nobody asks who did it.
_STATES = frozenset(
    "concerned interested based located scheduled involved aimed opposed tired worried excited surprised pleased related "
    "committed dedicated supposed used gone come been become married born limited mixed divided united advanced detailed "
    "convinced prepared determined disappointed satisfied qualified experienced ashamed red indeed need set".split()
)
_UNCOUNTED = re.compile(r"(?:1[89]|20)\d\d")
_OWNED = re.compile(r"(?:['’]s|s['’]) $")
_IS = re.compile(r"(?:,| is| was) (?:an?|the|his|her|[\w.’' -]{1,30}['’]s) ")
_RARE = 3  # phrases of the two articles that have a modifier
_NOT_ONE = 3
COLUMNS = (
    "kind article start end text value other_article other_start other_end other_text other_value unit other_unit"
).split()


@lru_cache(maxsize=1)
def _hedge_pattern() -> re.Pattern[str]:
    lines = dict(line.split(":") for line in data_lines("hedges.txt"))
    phrases = [phrase.strip() for phrase in lines.pop("phrase").split(",")]
    words = [word for some in lines.values() for word in some.split()]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases + words))})\b(?!\s+\d)")


def _hedges(text: str, stretch: Span) -> list[Span]:
    return [found.span() for found in _hedge_pattern().finditer(text, *stretch)]


def _agentless(text: str, stretch: Span) -> list[Span]:
    found = (match for match in _PASSIVE.finditer(text, *stretch) if _is_participle(match["verb"].lower()))
    return [match.span() for match in found if not _BY.match(text, match.end(), stretch[1])]


def _is_participle(word: str) -> bool:
    return word not in _STATES and (word.endswith("ed") or word in verb_forms())


def hedges(source: Article | Iterable[Article]) -> pd.DataFrame:
    """Where a text holds back from asserting: a layer.

    Modal verbs (could, may, would), adverbs (allegedly), verbs and phrases (is believed to), after Hyland (1998); all are in
    data/hedges.txt.

    Returns:
        One row a hedge of the body: article, start, end, text.

    >>> hedges(Article(id="a", text="A ship allegedly sunk by a torpedo may be raised."))["text"].tolist()
    ['allegedly', 'may']
    """
    return _layer(source, _hedges)


def agentless(source: Article | Iterable[Article]) -> pd.DataFrame:
    """Where a passive leaves out who did it: a layer. Trew (1979) and van Leeuwen (1996) on suppressed agents.

    A form of be or get with a participle, and no "by" soon after. Participles that are mostly adjectives (concerned, based)
    are passed over. That a passive has no agent does not say that the reader cannot know it.

    Returns:
        One row a passive of the body: article, start, end, text.

    >>> agentless(Article(id="a", text="A deal was reached. It was signed by Kim. They have been criticized."))["text"].tolist()
    ['was reached', 'have been criticized']
    """
    return _layer(source, _agentless)


def _layer(source: Article | Iterable[Article], find: Callable[[str, Span], list[Span]]) -> pd.DataFrame:
    rows = [
        (article.id, start, end, article.text[start:end])
        for article in articles_of(source)
        for paragraph in article.paragraphs
        for start, end in find(article.text, paragraph)
    ]
    return pd.DataFrame(rows, columns=["article", "start", "end", "text"])


def shifts(
    source: Article | Iterable[Article],
    pairs: pd.DataFrame,
    said: pd.DataFrame | None = None,
    named: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """What changes between two tellings of the same thing: a layer, one row a shift.

    Args:
        source: the articles.
        pairs: what `align` returns for them; only its pairs are read.
        said: their attributions, where they are at hand or corrected by a person; found anew if left out.
        named: their `mentions`, where they are at hand; found anew if left out.

    Returns:
        kind: doubt (one has a hedge right before a shared word, the clauses of the other that tell the same have none; "would"
        is not counted), voice (most of what two sentences share is attributed in one and the newsroom's own in the other;
        that somebody refused or urged something is the newsroom's own), actor (one has a passive without agent, the other the
        same verb with one), number (the same thing is counted differently), label (the same person, country or organisation,
        as `mentions` finds them, or the same thing: one noun with other words before it, a synonym of data/synonyms.txt,
        another noun behind the same rare word, or behind the same verb; each such as the other article never has, countries
        apart, and shown in the surest pair only); then article, start, end, text (the stretch of the one), value (the hedge,
        the speaker, the passive, the number, the label; "" or "newsroom" on the side that has none), other_article to
        other_value (the same of the other), unit, other_unit (the paragraphs or sentences it is in). The surest pairs come
        first. Each is to be read in its place: the rules see words, not intentions.

    >>> one = Article(id="a", text="The frigate was allegedly sunk by a torpedo in March.")
    >>> two = Article(id="b", text="A torpedo sank the frigate in March.")
    >>> from tellings.alignment import align
    >>> shifts([one, two], align([one, two]))[["kind", "value", "other_text"]].values.tolist()
    [['doubt', 'allegedly', 'A torpedo sank the frigate in March.']]
    """
    articles = articles_of(source)
    every = attributions(articles) if said is None else said
    every = every[~acts(articles, every)]
    names = mentions(articles) if named is None else named
    told = {article.id: _Told.of(article, every, names) for article in articles}
    shown: dict[tuple[str, str], set[tuple[int, str]]] = defaultdict(set)
    rows = []
    surest = pairs[pairs["strength"] != "none"].sort_values("score", ascending=False, kind="stable")
    for row in surest.to_dict("records"):
        one = _Side(told[row["article"]], (row["start"], row["end"]), row["places"])
        other = _Side(told[row["other_article"]], (row["other_start"], row["other_end"]), row["other_places"])
        for kind, find in _KINDS.items():
            found = [*find(one, other), *((mine, theirs) for theirs, mine in find(other, one))]
            rows += [(kind, *one.cell(*a), *other.cell(*b), row["unit"], row["other_unit"]) for a, b in found]
        labels = _unseen(_label(one, other), one, other, shown[row["article"], row["other_article"]])
        rows += [("label", *one.quoted(a), *other.quoted(b), row["unit"], row["other_unit"]) for a, b in labels]
    return pd.DataFrame(rows, columns=COLUMNS).drop_duplicates(ignore_index=True)


@dataclass(frozen=True)
class _Told:
    """An article with what its shifts are looked up in."""

    article: Article
    sentences: list[Span]
    clauses: list[Span]
    voices: list[tuple[int, str, int]]
    speech: list[Span]
    content: dict[int, list[Span]]
    names: list[tuple[int, int, str, str, str]]
    called: set[tuple[str, str]]
    terms: list[Term]
    phrases: list[Phrase]
    labels: set[tuple[str, ...]]
    modified: Counter[str]

    @classmethod
    def of(cls, article: Article, said: pd.DataFrame, named: pd.DataFrame) -> "_Told":
        said = said[said["article"] == article.id]
        named = named[(named["article"] == article.id) & ~named["form"].isin(["people", "acronym"]) & (named["kind"] != PLACE)]
        rows, parts = sentences(article), voices(article, said)
        spoken = said["kind"] != "unattributed"
        marked = [spans(said[spoken], "source"), spans(said[spoken], "cue"), spans(said[~spoken], "content")]
        found = [term for paragraph in article.paragraphs for term in terms(article, paragraph)]
        keys = {term.end: term.key for term in found}
        clauses = [clause for paragraph in article.paragraphs for clause in split_clauses(article.text, paragraph)]
        phrases = [phrase for clause in clauses for phrase in noun_phrases(article, clause, keys)]
        names = list(zip(*(named[column].tolist() for column in ("start", "end", "actor", "kind", "form")), strict=True))
        labels = {phrase.label for phrase in phrases}
        return cls(
            article,
            list(zip(rows["start"].tolist(), rows["end"].tolist(), strict=True)),
            clauses,
            list(zip(parts["start"].tolist(), parts["voice"].tolist(), parts["row"].tolist(), strict=True)),
            [(start, end) for some in marked for start, end in some[["start", "end"]].values.tolist()],
            dict(zip(said.index[spoken].tolist(), said.loc[spoken, "content"].tolist(), strict=True)),
            names,
            {(actor, _called(article.text[start:end], kind, form)) for start, end, actor, kind, form in names},
            found, phrases, labels, Counter(word for label in labels for word in set(label[:-1])),
        )  # fmt: skip

    def sentence(self, place: int) -> Span:
        return self.sentences[bisect_right(self.sentences, place, key=lambda span: span[0]) - 1]

    def clause(self, place: int) -> Span:
        start, end = self.clauses[bisect_right(self.clauses, place, key=lambda span: span[0]) - 1]
        return start, start + len(self.article.text[start:end].rstrip())

    def voice(self, place: int) -> tuple[str, int]:
        _, voice, row = self.voices[bisect_right(self.voices, place, key=lambda one: one[0]) - 1]
        return voice, row


def _called(text: str, kind: str, form: str) -> str:
    """A label as it is compared; of a country its form."""
    return form if kind == COUNTRY else key_of(text)


Cell = tuple[Span, str]
Shift = tuple[Cell, Cell]


@dataclass(frozen=True)
class _Side:
    """One unit of a pair, with the places of the words that the two share."""

    told: _Told
    unit: Span
    places: Sequence[Span]

    def cell(self, span: Span, value: str) -> tuple[str, int, int, str, str]:
        return self.told.article.id, *span, self.text(span), value

    def quoted(self, span: Span) -> tuple[str, int, int, str, str]:
        return self.cell(span, self.text(span))

    def text(self, span: Span) -> str:
        return self.told.article.text[slice(*span)]

    def terms(self) -> list[Term]:
        first, last = (bisect_left(self.told.terms, edge, key=lambda term: term.start) for edge in self.unit)
        return self.told.terms[first:last]

    def phrases(self) -> list[Phrase]:
        first, last = (bisect_left(self.told.phrases, edge, key=lambda phrase: phrase.start) for edge in self.unit)
        return self.told.phrases[first:last]

    def names(self) -> Iterator[tuple[Span, str, str, str]]:
        for start, end, actor, kind, form in self.told.names:
            if self.unit[0] <= start and end <= self.unit[1]:
                yield (start, end), actor, kind, _called(self.text((start, end)), kind, form)

    def is_act(self, term: Term) -> bool:
        """Whether a word is a verb with a subject, as far as the words around it tell, or a noun with its doer before it."""
        text = self.told.article.text
        ahead = text[max(0, term.start - 30) : term.start]
        if any(phrase.start <= term.start < phrase.end for phrase in self.phrases()):
            return bool(_OWNED.search(ahead)) or text.startswith(" by ", term.end)
        is_participle = _BEHIND_PARTICIPLE.match(text, term.end) or _AHEAD_OF_PARTICIPLE.search(ahead)
        return not is_participle or bool(_BY.match(text, term.end))


def _doubt(one: _Side, other: _Side) -> Iterator[Shift]:
    """A hedge right before a shared word, where the clauses of the other that tell what its clause tells have none."""
    for hedge in _doubts(one, one.unit):
        clause = one.told.clause(hedge[0])
        met = [(at, to) for at, to in _shared(one, other) if clause[0] <= at[0] < clause[1]]
        behind = [(term.start, term.end) for term in one.terms() if hedge[1] <= term.start < clause[1]][:_REACH]
        borne = [at for at, _ in met if at in behind]
        if borne and any(one.text(at)[0].islower() for at, _ in met):
            sentence, count = Counter(other.told.sentence(to[0]) for _, to in met).most_common(1)[0]
            clauses = Counter(other.told.clause(to[0]) for _, to in met if other.told.sentence(to[0]) == sentence)
            if count > 1 and not any(_ANSWER.search(other.text(some)) or _doubts(other, some) for some in clauses):
                yield ((hedge[0], borne[0][1]), one.text(hedge)), (clauses.most_common(1)[0][0], "")


def _shared(one: _Side, other: _Side) -> Iterator[tuple[Span, Span]]:
    """The places in both of each word that they share."""
    return zip(one.places, other.places, strict=True)


def _doubts(side: _Side, stretch: Span) -> list[Span]:
    return [span for span in _hedges(side.told.article.text, stretch) if side.text(span) not in _NO_DOUBT]


def _actor(one: _Side, other: _Side) -> Iterator[Shift]:
    """A passive without agent, where the other has the verb with one: active, with "by", or as a noun behind its doer."""
    keys = {term.end: term.key for term in one.terms()}
    without = {end for _, end in _agentless(other.told.article.text, other.unit)}
    for start, end in _agentless(one.told.article.text, one.unit):
        same = [term for term in other.terms() if term.key == keys.get(end)]
        if any(term.end in without for term in same):
            continue
        clause = one.told.clause(start)
        shared = [to[0] for at, to in _shared(one, other) if clause[0] <= at[0] < clause[1] and at[1] != end]
        for theirs in [other.told.clause(term.start) for term in same if other.is_act(term)][:1]:
            if any(theirs[0] <= to < theirs[1] for to in shared):
                yield ((start, end), one.text((start, end))), (theirs, "")


def _voice(one: _Side, other: _Side) -> Iterator[Shift]:
    """Where most of what two sentences share is somebody's in the one and the newsroom's own in the other."""
    free = [(at[0], to[0]) for at, to in _shared(one, other) if not (_in_speech(one, at) or _in_speech(other, to))]
    met: dict[tuple[tuple[str, int], Span], list[int]] = defaultdict(list)
    for at, to in free:
        voice = one.told.voice(at)
        if voice[1] >= 0 > other.told.voice(to)[1] and voice[0] != "nobody named":
            met[voice, other.told.sentence(to)].append(at)
    if not met:
        return
    ((speaker, row), own), shared = max(met.items(), key=lambda some: len(some[1]))
    plain = not any(own[0] <= start < own[1] for start, _ in other.told.speech)
    if 2 * len(shared) > max(len(free), 2) and plain and any(one.told.article.text[at].islower() for at in shared):
        content = next(span for span in one.told.content[row] if span[0] <= shared[0] < span[1])
        yield (content, speaker), (own, "newsroom")


def _in_speech(side: _Side, place: Span) -> bool:
    """Whether a shared word only says who speaks, or stands in quotation marks without a speaker."""
    return any(start <= place[0] < end for start, end in side.told.speech)


def _number(one: _Side, other: _Side) -> Iterator[Shift]:
    """Where both count a thing, once each, and the numbers differ."""
    mine, theirs = _counted(one), _counted(other)
    for thing in sorted(mine.keys() & theirs.keys()):
        if mine[thing][1] != theirs[thing][1]:
            yield mine[thing], theirs[thing]


def _counted(side: _Side) -> dict[str, Cell]:
    """Things counted once, with the stretch and the number: "46 sailors"."""
    found = side.terms()
    out: dict[str, list[Cell]] = {}
    for number, thing in pairwise(found):
        together = side.told.article.text[number.end : thing.start] == " "
        counts = number.kind == "number" and not _UNCOUNTED.fullmatch(number.key)
        if together and counts and thing.kind == "word" and thing.key not in MEASURES:
            out.setdefault(thing.key, []).append(((number.start, thing.end), number.key))
    return {thing: some[0] for thing, some in out.items() if len(some) == 1}


def _label(one: _Side, other: _Side) -> Iterator[tuple[Span, Span]]:
    """The same actor or thing under another name."""
    yield from _named(one, other)
    yield from _described(one, other)
    keys = {term.key for term in one.terms()} & {term.key for term in other.terms()}
    mine = [phrase for phrase in one.phrases() if phrase.label not in other.told.labels]
    theirs = [phrase for phrase in other.phrases() if phrase.label not in one.told.labels]
    likely = [(_unlike(a, b, one.told, other.told, keys), a, b) for a in mine for b in theirs]
    used = set[Phrase]()
    for _, a, b in sorted(one for one in likely if one[0] < _NOT_ONE):
        if not used & {a, b}:
            used |= {a, b}
            yield a[:2], b[:2]


def _unlike(a: Phrase, b: Phrase, told: _Told, other: _Told, both: set[str]) -> int:
    """How little two phrases are alike: one noun or a synonym; the same rare modifier; the same verb ahead; or not at all."""
    if a.head == b.head:
        return 0
    if a.head in both or b.head in both:
        return _NOT_ONE
    shared = a.modifiers & b.modifiers
    rare = any(told.modified[word] + other.modified[word] <= _RARE for word in shared)
    if rare or (len(shared) > 1 and a.modifiers == b.modifiers):
        return 1
    return 2 if a.object_of and a.object_of == b.object_of else _NOT_ONE


def _named(one: _Side, other: _Side) -> Iterator[tuple[Span, Span]]:
    """Names of one actor, each such as the other article never has; of a country any two that the units do not share."""
    mine, theirs = _first_named(one, other), _first_named(other, one)
    for actor in sorted(mine.keys() & theirs.keys()):
        yield mine[actor], theirs[actor]


def _first_named(side: _Side, other: _Side) -> dict[str, Span]:
    out: dict[str, Span] = {}
    here = {(actor, label) for _, actor, _, label in other.names()}
    for span, actor, kind, label in side.names():
        if (actor, label) not in (here if kind == COUNTRY else other.told.called):
            out.setdefault(actor, span)
    return out


def _described(one: _Side, other: _Side) -> Iterator[tuple[Span, Span]]:
    """What stands before a person's name or behind it: "lawyer Ann Lee", "Ann Lee, an activist"."""
    mine, theirs = _descriptions(one), _descriptions(other)
    for actor in sorted(mine.keys() & theirs.keys()):
        if mine[actor].label != theirs[actor].label:
            yield mine[actor][:2], theirs[actor][:2]


def _descriptions(side: _Side) -> dict[str, Phrase]:
    out: dict[str, Phrase] = {}
    for (start, end), actor, kind, _ in side.names():
        for phrase in side.phrases() if kind == PERSON else ():
            if phrase.end + 1 == start or (end < phrase.start and _IS.fullmatch(side.text((end, phrase.start)))):
                out.setdefault(actor, phrase)
    return out


def _unseen(
    found: Iterable[tuple[Span, Span]], one: _Side, other: _Side, shown: set[tuple[int, str]]
) -> Iterator[tuple[Span, Span]]:
    """Labels that have not both been shown in a surer pair."""
    for a, b in found:
        both = {(0, one.text(a)), (1, other.text(b))}
        if not both <= shown:
            shown |= both
            yield a, b


_KINDS: dict[str, Callable[[_Side, _Side], Iterator[Shift]]] = {
    "doubt": _doubt, "voice": _voice, "actor": _actor, "number": _number,
}  # fmt: skip
