"""What changes between two tellings of one thing: doubt, the voice that vouches for it, the actor left out, number, label."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from tellings.actors import mentions
from tellings.articles import Article, articles_of
from tellings.content import Term, Word, split_clauses, stem, terms, verb_forms, words_of
from tellings.entities import COUNTRY, PERSON, PLACE
from tellings.names import key_of
from tellings.quotes import acts, attributions, cue_stances, spans, voices
from tellings.tokens import Span, data_lines, sentences, stop_words

_NO_DOUBT = frozenset("would suggest suggests suggested".split())  # past tense in what somebody said; speech
_BE = r"(?:is|are|was|were|be|been|being|got|gets|get)"
_PASSIVE = re.compile(
    rf"\b(?:(?:has|have|had|will|would|can|could|may|might|must|should|to)\s+(?:not\s+)?)?{_BE}\s+"
    r"(?:(?:not|also|being|never|just|since|now|still|\w+ly)\s+){0,2}(?P<verb>\w+)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"[^.;:]{0,80}?\bby\b(?! \d)")
# Participles that news uses as adjectives: nobody asks who did it.
_ANSWERS = re.compile(r"\b(?:(?:could|may|might)(?:n['’]t)?|alleg\w+|\w*reportedly|apparent\w*|if)\b")
_STATES = frozenset(
    "concerned interested based located scheduled involved aimed opposed tired worried excited surprised pleased related "
    "committed dedicated supposed used gone come been become married born limited mixed divided united advanced detailed "
    "convinced prepared determined disappointed satisfied qualified experienced ashamed red indeed need set".split()
)
_UNCOUNTED = re.compile(r"(?:1[89]|20)\d\d")
_NOMINAL = frozenset("a an the this that these those its his her their our my your no any some every each all both other 's".split())
_LINKS = frozenset("of in on at by for with from into about over amid against during after before between under and or".split())
_BEFORE_VERBS = frozenset("to will would shall should can could may might must not do does did".split())
_TIMES = frozenset("second minut hour day night week weekend month year decad centuri time moment morn afternoon even".split())
_ALSO_FUNCTION = frozenset("near like ahead enough clear sure worth around along behind beyond despite above below outside inside".split())
_ARTICLES = frozenset("a an the this that these those".split())
_PARTICIPLE_AHEAD = re.compile(rf"(?:\b{_BE}(?: \w+ly)?|[“\"]) ?$")
_REDUCED = re.compile(r" (?:in|on|at|from|during|last)\b")
_IS = re.compile(r"(?:,| is| was) (?:an?|the|his|her|[\w.’' -]{1,30}['’]s) ")
_OWNER = re.compile(r"['’]s?$")
_MEASURES = frozenset("percent million billion trillion thousand hundr dozen".split())
_NUMBER_WORDS = frozenset("two three four five six seven eight nine ten eleven twelve".split())
_NO_ADVERBS = frozenset("family early daily weekly monthly yearly elderly ally supply assembly friendly reply july italy".split())
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


def _doubts(text: str, stretch: Span) -> list[Span]:
    return [span for span in _hedges(text, stretch) if text[slice(*span)] not in _NO_DOUBT]


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
    shown: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in pairs[pairs["strength"] != "none"].sort_values("score", ascending=False, kind="stable").to_dict("records"):
        one = _Side(told[row["article"]], (row["start"], row["end"]), row["places"])
        other = _Side(told[row["other_article"]], (row["other_start"], row["other_end"]), row["other_places"])
        for kind, find in _KINDS.items():
            found = [*find(one, other), *((mine, theirs) for theirs, mine in find(other, one))]
            if kind == "label":
                found = list(_first(found, shown[row["article"], row["other_article"]]))
            rows += [(kind, *one.cell(*a), *other.cell(*b), row["unit"], row["other_unit"]) for a, b in found]
    return pd.DataFrame(rows, columns=COLUMNS).drop_duplicates(ignore_index=True)


class _Phrase(NamedTuple):
    """A common noun with what stands before it ("brutal colonial rule"), and the words ahead of it."""

    start: int
    end: int
    head: str
    label: tuple[str, ...]
    modifiers: frozenset[str]
    slot: tuple[str, ...]


def _phrases(text: str, paragraph: Span, keys: dict[int, str]) -> Iterator[_Phrase]:
    for clause in split_clauses(text, paragraph):
        for ahead, run in _runs(text, words_of(text, clause)):
            head = run[-1]
            opener = ahead[-1] if ahead else ""
            alone = len(run) == 1 and (not ahead or (opener in stop_words() and opener not in _NOMINAL | _LINKS))
            if head.text[0].isupper() or alone:
                continue
            *modifiers, form = [stem(part) for word in run for part in re.split("[-‐‑–]", word.norm) if part]
            modifiers = [word for word in modifiers if word not in stop_words()]
            if form in _TIMES or ("-" in head.norm and head.norm.endswith("ed")):
                continue
            slot = (stem(ahead[0]), *(word for word in ahead[1:] if word not in _ARTICLES)) if ahead else ()
            end = head.end - len(head.text) + len(_OWNER.sub("", head.text))
            known = keys.get(head.end, form)
            yield _Phrase(
                run[0].start, end, known, (*sorted(modifiers), form), frozenset(modifiers), slot if _tells(ahead) else ()
            )


def _tells(ahead: Sequence[str]) -> bool:
    """Whether the words ahead begin with a verb or noun, not with a number or a function word."""
    return bool(ahead) and ahead[0] not in stop_words() and ahead[0].isalpha() and "'s" not in ahead


def _runs(text: str, words: Sequence[Word]) -> Iterator[tuple[list[str], list[Word]]]:
    """Nouns and what stands before them, with the last other word ahead and the function words since."""
    ahead, run = list[str](), list[Word]()
    for word in words:
        if _is_adverb(word.norm) and not run:
            continue
        if run and (text[run[-1].end : word.start] != " " or (word.text[0].isupper() and run[-1].text[0].islower())):
            yield ahead, run
            ahead, run = [run[-1].norm] if text[run[-1].end : word.start] == " " else [], []
        if _is_nominal(word, run, ahead[-1] if ahead else ""):
            run.append(word)
            owner = bool(_OWNER.search(word.text))
        else:
            owner = False
        if run and (owner or run[-1] is not word):
            yield ahead, run
            ahead, run = [run[-1].norm] + ["'s"] * owner, []
        if not owner and not run:
            ahead = [*ahead, word.norm] if _is_function(word) else [word.norm]
    if run:
        yield ahead, run


def _is_adverb(norm: str) -> bool:
    return norm.endswith("ly") and norm not in _NO_ADVERBS


def _is_function(word: Word) -> bool:
    return word.norm in stop_words() or word.norm[0].isdigit() or stem(word.norm) in _MEASURES or word.norm in _NUMBER_WORDS or word.norm in _ALSO_FUNCTION


def _is_nominal(word: Word, run: Sequence[Word], opener: str) -> bool:
    """Whether a word goes on with a run, or may begin one: not a verb, as far as its ending and the word ahead tell."""
    if _is_function(word):
        return False
    small = word.text[0].islower()
    verb = small and (word.norm in verb_forms() or word.norm in cue_stances() or word.norm.endswith("ed"))
    if run:
        return not verb and not _is_adverb(word.norm)
    return opener in _NOMINAL or not (verb or (small and (word.norm.endswith("ing") or opener in _BEFORE_VERBS)))


@dataclass(frozen=True)
class _Told:
    """An article with what its shifts are looked up in."""

    article: Article
    sentences: list[Span]
    voices: list[tuple[int, str, int]]
    speech: list[Span]
    content: dict[int, list[Span]]
    names: list[tuple[int, int, str, str, str]]
    called: dict[str, set[str]]
    kinds: dict[str, str]
    terms: list[Term]
    phrases: list[_Phrase]
    labels: set[tuple[str, ...]]
    modified: Counter[str]

    @classmethod
    def of(cls, article: Article, said: pd.DataFrame, named: pd.DataFrame) -> "_Told":
        said = said[said["article"] == article.id]
        named = named[(named["article"] == article.id) & ~named["form"].isin(["people", "acronym"])]
        rows = sentences(article)
        parts = voices(article, said)
        spoken = said[said["kind"] != "unattributed"]
        marked = [spans(spoken, column)[["start", "end"]].values.tolist() for column in ("source", "cue")]
        marked.append(spans(said[said["kind"] == "unattributed"], "content")[["start", "end"]].values.tolist())
        found = [term for paragraph in article.paragraphs for term in terms(article, paragraph)]
        keys = {term.end: term.key for term in found}
        phrases = [phrase for paragraph in article.paragraphs for phrase in _phrases(article.text, paragraph, keys)]
        names = list(zip(*(named[column].tolist() for column in ("start", "end", "actor", "kind", "form")), strict=True))
        called: dict[str, set[str]] = defaultdict(set)
        for start, end, actor, kind, form in names:
            called[actor].add(_called(article.text[start:end], kind, form))
        labels = {phrase.label for phrase in phrases}
        return cls(
            article,
            list(zip(rows["start"].tolist(), rows["end"].tolist(), strict=True)),
            list(zip(parts["start"].tolist(), parts["voice"].tolist(), parts["row"].tolist(), strict=True)),
            [(start, end) for some in marked for start, end in some],
            dict(zip(spoken.index.tolist(), spoken["content"].tolist(), strict=True)),
            names, called, {actor: kind for _, _, actor, kind, _ in names}, found, phrases, labels,
            Counter(word for label in labels for word in set(label[:-1])),
        )  # fmt: skip

    def sentence(self, place: Span) -> Span:
        at = bisect_right(self.sentences, place[0], key=lambda span: span[0]) - 1
        return self.sentences[at]

    def voice(self, place: Span) -> tuple[str, int]:
        _, voice, row = self.voices[bisect_right(self.voices, place[0], key=lambda one: one[0]) - 1]
        return voice, row


def _called(text: str, kind: str, form: str) -> str:
    """A label as it is compared; of a country its form."""
    return form if kind == COUNTRY else key_of(text)


def _within(found: list[Any], unit: Span) -> list[Any]:
    first, last = (bisect_left(found, edge, key=lambda one: one.start) for edge in unit)
    return found[first:last]


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
        """Who is named in the unit, with the labels and where each comes first."""
        out: dict[str, dict[str, Span]] = defaultdict(dict)
        start, end = self.unit
        for first, last, actor, kind, form in self.told.names:
            if start <= first and last <= end and kind != PLACE:
                out[actor].setdefault(_called(self.told.article.text[first:last], kind, form), (first, last))
        return out

    def phrases(self) -> list[_Phrase]:
        return _within(self.told.phrases, self.unit)

    def is_act(self, term: Term) -> bool:
        """Whether a word is a verb, as far as the phrases and the word behind tell, or a noun with its doer before it."""
        text = self.told.article.text
        inside = [phrase for phrase in self.phrases() if phrase.start <= term.start < phrase.end]
        if inside:
            return inside[0].end == term.end and text[: inside[0].start].endswith(("'s ", "’s ", "s' ", "s’ "))
        return not _REDUCED.match(text, term.end) and not _PARTICIPLE_AHEAD.search(text, max(0, term.start - 30), term.start)

    def meets(self, mine: Span, other: "_Side", theirs: Span, besides: int) -> bool:
        """Whether two stretches share a word besides one."""
        return any(
            mine[0] <= a[0] < mine[1] and theirs[0] <= b[0] < theirs[1] and a[1] != besides
            for a, b in zip(self.places, other.places, strict=True)
        )

    def clause(self, place: int) -> Span:
        text = self.told.article.text
        clauses = split_clauses(text, self.told.sentence((place, place)))
        start, end = next(clause for clause in reversed(clauses) if clause[0] <= place)
        return start, start + len(text[start:end].rstrip())

    def terms(self) -> list[Term]:
        return _within(self.told.terms, self.unit)

    def descriptions(self) -> dict[str, _Phrase]:
        """What stands before the name of an actor or behind it: "lawyer Ann Lee", "Ann Lee, a lawyer"."""
        text, out = self.told.article.text, dict[str, _Phrase]()
        phrases = self.phrases()
        for first, last, actor, kind, _ in self.told.names:
            if self.unit[0] <= first and last <= self.unit[1] and kind == PERSON:
                for phrase in phrases:
                    if phrase.end + 1 == first or (phrase.start > last and _IS.fullmatch(text, last, phrase.start) and text[phrase.end:phrase.end+1] not in "'’"):
                        out.setdefault(actor, phrase)
        return out


def _doubt(one: _Side, other: _Side) -> Iterator[Shift]:
    """A hedge in a clause of the one, where the sentence of the other that has most of what the clause shares has none."""
    text, other_text = one.told.article.text, other.told.article.text
    for start, end in _doubts(text, one.unit):
        clause = one.clause(start)
        content = [term for term in one.terms() if end <= term.start < clause[1]][:2]
        names = {term.start for term in one.terms() if term.kind == "name"}
        near = any(term.start == place[0] for term in content for place in one.places)
        met = [(at, to) for at, to in zip(one.places, other.places, strict=True) if clause[0] <= at[0] < clause[1]]
        if near and met:
            sentence, count = Counter(other.told.sentence(to) for _, to in met).most_common(1)[0]
            met = [(at, to) for at, to in met if other.told.sentence(to) == sentence]
            clauses = Counter(other.clause(to[0]) for _, to in met)
            if len(met) >= 2 and any(at[0] not in names for at, _ in met) and not any(_ANSWERS.search(other_text, *some) for some in clauses):
                yield (clause, text[start:end]), (clauses.most_common(1)[0][0], "")


def _actor(one: _Side, other: _Side) -> Iterator[Shift]:
    """A passive without agent, where the other has the same verb with one: active, with "by", or as a noun with a possessor."""
    text = other.told.article.text
    keys = {term.end: term.key for term in one.terms()}
    without = {end for _, end in _agentless(text, other.unit)}
    for start, end in _agentless(one.told.article.text, one.unit):
        same = [term for term in other.terms() if term.key == keys.get(end)]
        if not any(term.end in without for term in same):
            of_it = [term for term in same if other.is_act(term) and one.meets(one.clause(start), other, other.clause(term.start), end)]
            yield from ((one.quoted((start, end)), (other.clause(term.start), "")) for term in of_it[:1])


def _voice(one: _Side, other: _Side) -> Iterator[Shift]:
    """Where most of what two sentences share is somebody's in the one and the newsroom's own in the other."""
    free = [at for at in range(len(one.places)) if not (_in_speech(one, at) or _in_speech(other, at))]
    met: dict[tuple[int, Span], list[int]] = defaultdict(list)
    for at in free:
        _, row = one.told.voice(one.places[at])
        if row >= 0 and other.told.voice(other.places[at])[1] < 0 and one.told.content.get(row):
            met[row, other.told.sentence(other.places[at])].append(at)
    if not met:
        return
    (row, own), shared = max(met.items(), key=lambda some: len(some[1]))
    small = sum(one.told.article.text[one.places[at][0]].islower() for at in shared)
    speaker, _ = one.told.voice(one.places[shared[0]])
    if len(shared) >= 2 and small >= 1 and 2 * len(shared) > len(free) and speaker != "nobody named" and not any(own[0] <= start < own[1] for start, _ in other.told.speech):
        content = next(span for span in one.told.content[row] if span[0] <= one.places[shared[0]][0] < span[1])
        yield (content, speaker), (own, "newsroom")


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
    found = side.terms()
    out: dict[str, list[Cell]] = {}
    for number, thing in pairwise(found):
        together = side.told.article.text[number.end : thing.start] == " "
        counts = number.kind == "number" and not _UNCOUNTED.fullmatch(number.key)
        if together and counts and thing.kind == "word" and thing.key not in _MEASURES:
            out.setdefault(thing.key, []).append(((number.start, thing.end), number.key))
    return {thing: some[0] for thing, some in out.items() if len(some) == 1}


def _first(found: Iterable[Shift], shown: set[str]) -> Iterator[Shift]:
    """Labels that have not both been shown in a surer pair."""
    for a, b in found:
        if not {f"0 {a[1]}", f"1 {b[1]}"} <= shown:
            shown |= {f"0 {a[1]}", f"1 {b[1]}"}
            yield a, b


def _label(one: _Side, other: _Side) -> Iterator[Shift]:
    """The same actor or thing under another name."""
    for mine, theirs in (*_named(one, other), *_described(one, other), *_phrased(one, other)):
        yield one.quoted(mine), other.quoted(theirs)


def _named(one: _Side, other: _Side) -> Iterator[tuple[Span, Span]]:
    """Names of one actor, each of them such as the other article never has; of a country one of them."""
    mine, theirs = one.named(), other.named()
    for actor in sorted(mine.keys() & theirs.keys()):
        own, others = one.told.called[actor], other.told.called[actor]
        a, b = mine[actor], theirs[actor]
        if a.keys() & b.keys():
            continue
        if one.told.kinds[actor] != COUNTRY:
            a, b = ({label: span for label, span in some.items() if label not in used} for some, used in ((a, others), (b, own)))
        if a and b:
            yield next(iter(a.values())), next(iter(b.values()))


def _described(one: _Side, other: _Side) -> Iterator[tuple[Span, Span]]:
    mine, theirs = one.descriptions(), other.descriptions()
    for actor in sorted(mine.keys() & theirs.keys()):
        if mine[actor].label != theirs[actor].label:
            yield mine[actor][:2], theirs[actor][:2]


def _phrased(one: _Side, other: _Side) -> Iterator[tuple[Span, Span]]:
    """Phrases for one thing such as the other article never has, each phrase in one shift."""
    keys, other_keys = ({term.key for term in side.terms()} for side in (one, other))
    mine = [phrase for phrase in one.phrases() if phrase.label not in other.told.labels]
    theirs = [phrase for phrase in other.phrases() if phrase.label not in one.told.labels]
    ranked = sorted(
        (rank, a, b) for a in mine for b in theirs if (rank := _rank(a, b, one.told, other.told, keys & other_keys)) is not None
    )
    used = set[_Phrase]()
    for _, a, b in ranked:
        if not used & {a, b}:
            used |= {a, b}
            yield a[:2], b[:2]


def _rank(a: _Phrase, b: _Phrase, told: _Told, other: _Told, both: set[str]) -> int | None:
    """Why two phrases are taken for one thing: the same noun or a synonym, the same modifiers, the same words ahead."""
    if a.head == b.head:
        return 0
    if {a.head, b.head} & both:
        return None
    shared = a.modifiers & b.modifiers
    if any(told.modified[word] + other.modified[word] <= 3 for word in shared) or (len(shared) > 1 and a.modifiers == b.modifiers):
        return 1
    return 2 if a.slot and a.slot == b.slot else None


_KINDS: dict[str, Callable[[_Side, _Side], Iterator[Shift]]] = {
    "doubt": _doubt, "voice": _voice, "actor": _actor, "number": _number, "label": _label,
}  # fmt: skip
