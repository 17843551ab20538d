"""What changes between two tellings of one thing: doubt, the voice that vouches for it, the actor left out, number, label."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import pandas as pd

from tellings.actors import mentions
from tellings.articles import Article, articles_of
from tellings.content import Term, split_clauses, stem, terms, verb_forms, words_of
from tellings.entities import COUNTRY
from tellings.names import key_of
from tellings.quotes import acts, attributions, spans, voices
from tellings.tokens import Span, data_lines, normal_form, sentences

_FORESEEN = "would"  # holds back less than "could" does: what would be follows, what could be may not
_REACH = 4  # words between a hedge or a passive and the shared word it is taken to bear on
_BE = r"(?:is|are|was|were|be|been|being|got|gets|get)"
_PASSIVE = re.compile(
    rf"\b(?:(?:has|have|had|will|would|can|could|may|might|must|should|to)\s+(?:not\s+)?)?{_BE}\s+"
    r"(?:(?:not|also|being|never|just|since|now|still|\w+ly)\s+){0,2}(?P<verb>\w+)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"[^.;:]{0,80}?\bby\b")
# Participles that news uses as adjectives: nobody asks who did it.
_STATES = frozenset(
    "concerned interested based located scheduled involved aimed opposed tired worried excited surprised pleased related "
    "committed dedicated supposed used gone come been become married born limited mixed divided united advanced detailed "
    "convinced prepared determined disappointed satisfied qualified experienced ashamed red indeed need set".split()
)
_UNCOUNTED = re.compile(r"(?:1[89]|20)\d\d")
_NEXT, _GAP = re.compile(r"(?:['’]s?)? "), re.compile(r" (?:[a-z]+ ){0,2}")
_FAMILY = 3  # letters by which two words of one set are taken for one family: colony, colonial
_MEASURES = frozenset("percent million billion trillion thousand hundr dozen".split())
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


def _possibilities(text: str, stretch: Span) -> list[Span]:
    return [span for span in _hedges(text, stretch) if text[slice(*span)] != _FORESEEN]


def _foreseen(text: str, stretch: Span) -> list[Span]:
    return [span for span in _hedges(text, stretch) if text[slice(*span)] == _FORESEEN]


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
        kind: doubt (one has a hedge up to four words before a shared word, the sentence of the other has none, or only
        "would" where the one has "could" or "allegedly"), voice (most shared words are attributed in one and the newsroom's
        own in the other; that somebody refused or urged something is the newsroom's own), actor (one has a passive without
        agent within four words of a shared word, the sentence of the other has none), number (the same thing is counted
        differently), label (the same country, place or organisation under another name, as `mentions` finds them; another
        word of one set of data/synonyms.txt; another word in the same place, between two words that both have); then
        article, start, end, text (the stretch of the one), value (the hedge, the speaker, the passive, the number, the
        label; "" or "newsroom" on the side that has none), other_article to other_value (the same of the other), unit,
        other_unit (the paragraphs or sentences it is in). Each is to be read in its place: the rules see words, not
        intentions.

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
    rows = []
    for row in pairs[pairs["strength"] != "none"].to_dict("records"):
        one = _Side(told[row["article"]], (row["start"], row["end"]), row["places"])
        other = _Side(told[row["other_article"]], (row["other_start"], row["other_end"]), row["other_places"])
        for kind, find in _KINDS.items():
            found = [*find(one, other), *((mine, theirs) for theirs, mine in find(other, one))]
            rows += [(kind, *one.cell(*a), *other.cell(*b), row["unit"], row["other_unit"]) for a, b in found]
    return pd.DataFrame(rows, columns=COLUMNS).drop_duplicates(ignore_index=True)


@dataclass(frozen=True)
class _Told:
    """An article with what its shifts are looked up in."""

    article: Article
    sentences: list[Span]
    voices: list[tuple[int, str, int]]
    speech: list[Span]
    content: dict[int, list[Span]]
    names: list[tuple[int, int, str, str, str]]

    @classmethod
    def of(cls, article: Article, said: pd.DataFrame, named: pd.DataFrame) -> "_Told":
        said = said[said["article"] == article.id]
        named = named[(named["article"] == article.id) & ~named["form"].isin(["people", "acronym"])]
        rows = sentences(article)
        parts = voices(article, said)
        spoken = said[said["kind"] != "unattributed"]
        marked = [spans(spoken, column)[["start", "end"]].values.tolist() for column in ("source", "cue")]
        return cls(
            article,
            list(zip(rows["start"].tolist(), rows["end"].tolist(), strict=True)),
            list(zip(parts["start"].tolist(), parts["voice"].tolist(), parts["row"].tolist(), strict=True)),
            [(start, end) for some in marked for start, end in some],
            dict(zip(spoken.index.tolist(), spoken["content"].tolist(), strict=True)),
            list(zip(*(named[column].tolist() for column in ("start", "end", "actor", "kind", "form")), strict=True)),
        )

    def sentence(self, place: Span) -> Span:
        at = bisect_right(self.sentences, place[0], key=lambda span: span[0]) - 1
        return self.sentences[at]

    def voice(self, place: Span) -> tuple[str, int]:
        _, voice, row = self.voices[bisect_right(self.voices, place[0], key=lambda one: one[0]) - 1]
        return voice, row


Find = Callable[[str, Span], list[Span]]
Cell = tuple[Span, str]
Shift = tuple[Cell, Cell]


@dataclass(frozen=True)
class _Side:
    """One unit of a pair, with the places of the words that the two share."""

    told: _Told
    unit: Span
    places: Sequence[Span]

    def cell(self, span: Span, value: str) -> tuple[str, int, int, str, str]:
        return self.told.article.id, *span, self.told.article.text[slice(*span)], value

    def quoted(self, span: Span) -> Cell:
        return span, self.told.article.text[slice(*span)]

    def named(self) -> dict[str, dict[str, Span]]:
        """Who is named in the unit, with the labels and where each comes first; of a country the form of the label."""
        out: dict[str, dict[str, Span]] = defaultdict(dict)
        start, end = self.unit
        for first, last, actor, kind, form in self.told.names:
            if start <= first and last <= end:
                label = form if kind == COUNTRY else key_of(self.told.article.text[first:last])
                out[actor].setdefault(label, (first, last))
        return out

    def forms(self, found: Sequence[Term]) -> dict[str, dict[str, Term]]:
        """The stems under which the unit has each term that is a word."""
        out: dict[str, dict[str, Term]] = defaultdict(dict)
        for term in found:
            if term.kind == "word":
                out[term.key].setdefault(stem(normal_form(self.told.article.text[term.start : term.end])), term)
        return out

    def slots(self, found: Sequence[Term]) -> dict[tuple[str, str], Term]:
        """Words right behind another, by the two that they stand between, in one clause."""
        text = self.told.article.text
        return {
            (before.key, behind.key): word
            for before, word, behind in zip(found, found[1:], found[2:], strict=False)
            if word.kind == "word"
            and _NEXT.fullmatch(text, before.end, word.start)
            and _GAP.fullmatch(text, word.end, behind.start)
        }

    def nearest(self, stretch: Span, backwards: bool) -> int | None:
        """Which shared word a stretch bears on: the nearest behind it in its sentence, or before it where that may be."""
        start, end = self.told.sentence(stretch)
        found = []
        for at, place in enumerate(self.places):
            before = place[1] <= stretch[0]
            if start <= place[0] < end and (backwards or not before):
                gap = (place[1], stretch[0]) if before else (min(stretch[1], place[0]), place[0])
                found.append((len(words_of(self.told.article.text, gap)), before, at))
        return min(found)[2] if found and min(found)[0] <= _REACH else None


def _marked(one: _Side, other: _Side, find: Find, backwards: bool = False, answer: Find | None = None) -> Iterator[Shift]:
    """What is found in the one near a shared word, where the sentence of the other that tells the same has no answer to it."""
    text, other_text = one.told.article.text, other.told.article.text
    for start, end in find(text, one.unit):
        at = one.nearest((start, end), backwards)
        if at is None:
            continue
        to = _told_at(one, other, at)
        if not (answer or find)(other_text, other.told.sentence(other.places[to])):
            place = one.places[at]
            yield ((min(start, place[0]), max(end, place[1])), text[start:end]), (_around(other, to), "")


def _told_at(one: _Side, other: _Side, at: int) -> int:
    """A shared word of the sentence in which the other has most of what this sentence of the one shares; this one if it can."""
    mine = one.told.sentence(one.places[at])
    together = [to for to, place in enumerate(one.places) if one.told.sentence(place) == mine]
    counts = Counter(other.told.sentence(other.places[to]) for to in together)
    return max(together, key=lambda to: (counts[other.told.sentence(other.places[to])], to == at))


def _around(side: _Side, at: int) -> Span:
    """The clause of a shared word."""
    place, text = side.places[at], side.told.article.text
    clauses = split_clauses(text, side.told.sentence(place))
    start, end = next(clause for clause in reversed(clauses) if clause[0] <= place[0])
    return start, start + len(text[start:end].rstrip())


def _doubt(one: _Side, other: _Side) -> Iterator[Shift]:
    yield from _marked(one, other, _possibilities)
    yield from _marked(one, other, _foreseen, answer=_hedges)


def _actor(one: _Side, other: _Side) -> Iterator[Shift]:
    return _marked(one, other, _agentless, backwards=True)


def _voice(one: _Side, other: _Side) -> Iterator[Shift]:
    """Where most shared words are somebody's in the one and the newsroom's own in the other."""
    free = [at for at in range(len(one.places)) if not (_in_speech(one, at) or _in_speech(other, at))]
    mine, theirs = ([side.told.voice(side.places[at]) for at in free] for side in (one, other))
    changed = [at for at, (_, row), (_, own) in zip(free, mine, theirs, strict=True) if row >= 0 and own < 0]
    if len(changed) < 2 or 2 * len(changed) <= len(free):
        return
    (speaker, row), _ = Counter(one.told.voice(one.places[at]) for at in changed).most_common(1)[0]
    content = [span for span in one.told.content[row] if any(span[0] <= one.places[at][0] < span[1] for at in changed)]
    own, _ = Counter(other.told.sentence(other.places[at]) for at in changed).most_common(1)[0]
    yield (content[0], speaker), (own, "newsroom")


def _in_speech(side: _Side, at: int) -> bool:
    """Whether a shared word only says who speaks, or that somebody does."""
    return any(start <= side.places[at][0] < end for start, end in side.told.speech)


def _number(one: _Side, other: _Side) -> Iterator[Shift]:
    """Where both count a thing, once each, and the numbers differ."""
    mine, theirs = _counted(one), _counted(other)
    for thing in sorted(mine.keys() & theirs.keys()):
        if mine[thing][1] != theirs[thing][1]:
            yield mine[thing], theirs[thing]


def _counted(side: _Side) -> dict[str, Cell]:
    """Things counted once, with the stretch and the number: "46 sailors"."""
    found = terms(side.told.article, side.unit)
    out: dict[str, list[Cell]] = {}
    for number, thing in pairwise(found):
        together = side.told.article.text[number.end : thing.start] == " "
        counts = number.kind == "number" and not _UNCOUNTED.fullmatch(number.key)
        if together and counts and thing.kind == "word" and thing.key not in _MEASURES:
            out.setdefault(thing.key, []).append(((number.start, thing.end), number.key))
    return {thing: some[0] for thing, some in out.items() if len(some) == 1}


def _label(one: _Side, other: _Side) -> Iterator[Shift]:
    """The same actor or thing under another name: of several places the first of each."""
    yield from _named(one, other)
    mine, theirs = (terms(side.told.article, side.unit) for side in (one, other))
    for a, b in (*_synonyms(one, mine, other, theirs), *_in_one_frame(one, mine, other, theirs)):
        spans = (a.start, a.end), (b.start, b.end)
        yield one.quoted(spans[0]), other.quoted(spans[1])


def _named(one: _Side, other: _Side) -> Iterator[Shift]:
    mine, theirs = one.named(), other.named()
    for actor in sorted(mine.keys() & theirs.keys()):
        a, b = mine[actor], theirs[actor]
        if not any(_one_name(label, as_other) for label in a for as_other in b):
            yield one.quoted(next(iter(a.values()))), other.quoted(next(iter(b.values())))


def _one_name(one: str, other: str) -> bool:
    """Whether two labels have a word in common: how much of a name and which titles stand is the house's style."""
    return bool(set(one.split()) & set(other.split()))


def _synonyms(one: _Side, mine: Sequence[Term], other: _Side, theirs: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    """Terms with one key and no word in common: accord and pact, not colony and colonial."""
    forms, other_forms = one.forms(mine), other.forms(theirs)
    for key in forms.keys() & other_forms.keys():
        words, others = forms[key], other_forms[key]
        if not {word[:_FAMILY] for word in words} & {word[:_FAMILY] for word in others}:
            yield next(iter(words.values())), next(iter(others.values()))


def _in_one_frame(one: _Side, mine: Sequence[Term], other: _Side, theirs: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    """Different words between the same two: military (secrets, information) exchange."""
    said, other_said = {term.key for term in mine}, {term.key for term in theirs}
    slots, other_slots = one.slots(mine), other.slots(theirs)
    for frame, word in slots.items():
        as_other = other_slots.get(frame)
        if as_other and word.key not in other_said and as_other.key not in said:
            yield word, as_other


_KINDS: dict[str, Callable[[_Side, _Side], Iterator[Shift]]] = {
    "doubt": _doubt, "voice": _voice, "actor": _actor, "number": _number, "label": _label,
}  # fmt: skip
