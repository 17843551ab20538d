"""Paragraphs as arrays, one entry a token: its place in its sentence and among quotations."""

# The weights were trained with these attributes: none may be edited without training anew.

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from tellings.attribution.engine.forms import FORM_ATTRIBUTES, Array, Forms, code
from tellings.text.quotations import TOKEN, pair_quotes
from tellings.text.splitting import Span

BLOCK_TOKENS = 3000
ATTRIBUTES = (
    "none low form stem suf3 suf2 pre4 shape coarse cuebin stembin srcbin "
    "qstate qlen qsides sentpos subject strong gap before_mark after_mark heading class"
).split()


@dataclass
class Block:
    """Some paragraphs as arrays, one entry a token; a paragraph ends with an empty token."""

    starts: Array
    ends: Array
    values: Array
    columns: dict[str, Array]
    paragraph: Array
    sentence: Array
    quotes: list[Span]
    paragraph_bounds: list[Span]
    forms: list[str]


def tokenize(text: str, paragraphs: Iterable[Span]) -> Iterator[list[tuple[list[Span], list[str]]]]:
    """Blocks of paragraphs, each its tokens' spans and forms; over-long paragraphs in pieces."""
    block, size = [], 0
    for start, end in paragraphs:
        found = [(m.span(), m.group()) for m in TOKEN.finditer(text, start, end)]
        for piece in pieces(found):
            spans, forms = zip(*piece, strict=True)
            if size and size + len(piece) > BLOCK_TOKENS:
                yield block
                block, size = [], 0
            block.append((list(spans), list(forms)))
            size += len(piece)
    if block:
        yield block


def pieces(found: list[tuple[Span, str]], longest: int = 400) -> Iterator[list[tuple[Span, str]]]:
    """The tokens of a paragraph in stretches that end with a sentence where one ends."""
    start = 0
    while len(found) - start > longest:
        backwards = range(start + longest - 1, start + longest // 2, -1)
        stop = next((i + 1 for i in backwards if found[i][1] == "."), start + longest)
        yield found[start:stop]
        start = stop
    if start < len(found):
        yield found[start:]


def since(mask: Array, limit: int) -> Array:
    """How many tokens ago the mask last held, up to a limit."""
    here = np.arange(len(mask))
    last = np.maximum.accumulate(np.where(mask, here, -limit))
    return np.minimum(here - last, limit)


def until(mask: Array, limit: int) -> Array:
    return since(mask[::-1], limit)[::-1]


def shift(values: Array, by: int) -> Array:
    """values[i + by] at i, zero beyond the ends."""
    out = np.zeros_like(values)
    if by > 0:
        out[:-by] = values[by:]
    elif by < 0:
        out[-by:] = values[:by]
    else:
        out[:] = values
    return out


DISTANCE = np.minimum(np.searchsorted([0, 1, 2, 3, 5, 8, 13, 21, 35, 60], np.arange(200)), 10)


def build_block(
    text: str, paragraphs: list[tuple[list[Span], list[str]]], forms: Forms, opening: bool
) -> Block:
    spans: list[Span] = []
    words: list[str] = []
    bounds: list[Span] = []
    for its_spans, its_words in paragraphs:
        bounds.append((len(words), len(words) + len(its_words)))
        spans += its_spans
        words += its_words
        spans.append((its_spans[-1][1], its_spans[-1][1]))
        words.append("\n")
    found = forms.arrays(words)
    columns = dict(zip(ATTRIBUTES, found[:FORM_ATTRIBUTES], strict=False))
    kind, subject, strong, stop, short = found[FORM_ATTRIBUTES:]
    breaks = np.array([b for _, b in bounds])
    paragraph = np.repeat(np.arange(len(bounds)), [b - a + 1 for a, b in bounds])
    quotes = block_quotes(text, spans, kind, bounds)
    at_break = np.zeros(len(words), bool)
    at_break[breaks] = True
    sentence = sentence_numbers(
        stop.astype(bool), short.astype(bool), columns, at_break, quotes, kind
    )
    add_quote_columns(columns, quotes, len(words), at_break, sentence)
    add_place_columns(columns, sentence, subject, strong, bounds, words, opening)
    edges = np.array(spans, np.int64)
    values = np.stack([columns[a].astype(np.uint64) for a in ATTRIBUTES])
    return Block(
        edges[:, 0], edges[:, 1], values, columns, paragraph, sentence, quotes, bounds, words
    )


def block_quotes(text: str, spans: list[Span], kind: Array, bounds: list[Span]) -> list[Span]:
    marks = np.flatnonzero(kind)
    kinds = list(zip(marks.tolist(), kind[marks].tolist(), strict=True))
    out: list[Span] = []
    at = 0
    for first, last in bounds:
        begin = at
        while at < len(kinds) and kinds[at][0] < last:
            at += 1
        if at > begin:
            out += pair_quotes(text, spans, kinds[begin:at], first, last)
    return out


def sentence_numbers(
    stop: Array,
    short: Array,
    columns: dict[str, Array],
    at_break: Array,
    quotes: list[Span],
    kind: Array,
) -> Array:
    """A number a token; a new one after a full stop that no abbreviation explains."""
    shape = columns["shape"]
    lower = np.isin(shape, [code("x"), code(","), code(";"), code("-")])
    ends = stop & ~(shift(short, -1) & (columns["low"] == code("."))) & ~shift(lower, 1)
    closer = np.zeros(len(stop), bool)
    closer[[b - 1 for _, b in quotes]] = True
    closer &= kind > 0
    after = ends & ~shift(closer, 1)
    after |= closer & shift(ends, -1) & ~shift(lower, 1)
    after |= at_break
    return np.concatenate([[0], np.cumsum(after)[:-1]])


def add_quote_columns(
    columns: dict[str, Array], quotes: list[Span], size: int, at_break: Array, sentence: Array
) -> None:
    state, length = np.zeros(size, np.int64), np.zeros(size, np.int64)
    for a, b in quotes:
        state[a:b] = 1
        state[a] = 2
        state[b - 1] = 3
        length[a:b] = DISTANCE[min(b - a, 199)] + 1
    marks = state >= 2
    counts = np.cumsum(marks)
    firsts, lasts = sentence_edges(sentence)
    left = counts - marks - (counts - marks)[firsts]
    right = counts[lasts] - counts
    columns["qstate"], columns["qlen"] = state, length
    columns["qsides"] = (left > 0) * 2 + (right > 0) + 4 * (state > 0)
    columns["before_mark"] = DISTANCE[until(marks | at_break, 20)] * 4 + np.where(marks, 0, 1)
    columns["after_mark"] = DISTANCE[since(marks | at_break, 20)] * 4 + np.where(marks, 0, 1)


def sentence_edges(sentence: Array) -> tuple[Array, Array]:
    """For each token, the first and the last token of its sentence."""
    return np.searchsorted(sentence, sentence), np.searchsorted(sentence, sentence, "right") - 1


def add_place_columns(
    columns: dict[str, Array],
    sentence: Array,
    subject: Array,
    strong: Array,
    bounds: list[Span],
    words: list[str],
    opening: bool,
) -> None:
    firsts, lasts = sentence_edges(sentence)
    here = np.arange(len(sentence))
    columns["sentpos"] = (
        DISTANCE[np.minimum(here - firsts, 199)] * 16 + DISTANCE[np.minimum(lasts - here, 199)]
    )
    counts = np.cumsum(strong)
    left = counts - strong - (counts - strong)[firsts]
    columns["strong"] = np.minimum(left, 2) * 3 + np.minimum(counts[lasts] - counts, 2)
    gap = since(np.roll(subject > 0, 1), 6)
    kind = subject[np.maximum(here - 1 - gap, 0)]
    columns["subject"] = gap * 3 + kind
    columns["gap"] = DISTANCE[since(columns["coarse"] == code(","), 12)]
    columns["class"] = np.zeros(len(sentence), np.int64)
    heading = np.zeros(len(sentence), np.int64)
    for i, (a, b) in enumerate(bounds):
        heading[a:b] = (opening and i == 0) + 2 * (b - a < 20 and words[b - 1] not in '.”"?!:')
    columns["heading"] = heading


@dataclass
class Cues:
    """Candidate cues of a block: token ranges, heads and probabilities."""

    starts: Array
    stops: Array
    heads: Array
    probability: Array

    def only(self, kept: Array) -> "Cues":
        return Cues(self.starts[kept], self.stops[kept], self.heads[kept], self.probability[kept])


@dataclass
class Chains:
    """Tokens before each cue, walking away from it, then those after each; one entry a position."""

    starts: Array
    lengths: Array
    side: Array
    token: Array
    cue: Array
    step: Array


def quote_numbers(block: Block) -> Array:
    out = np.full(len(block.starts), -1)
    for i, (a, b) in enumerate(block.quotes):
        out[a:b] = i
    return out


@dataclass
class Decoded:
    """Of each cue, the tokens of its content and source (first, one after last), and how sure."""

    content: list[list[Span]]
    source: list[list[Span]]
    measures: Array
