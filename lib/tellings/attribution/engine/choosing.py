"""Which stretch is a cue's source, and which its content, of those that its chain finds likely."""

# The weights were trained with these features: none may be edited without training anew.

from dataclasses import dataclass

import numpy as np

from tellings.attribution.engine.blocks import Block, Chains, Cues, Decoded
from tellings.attribution.engine.features import CUE_BEGIN, CUE_INSIDE, IN_CONTENT, IN_SOURCE
from tellings.attribution.engine.forms import PRONOUNS, Array, code
from tellings.attribution.engine.judging import Judge
from tellings.text.splitting import Span

END_FLOOR = 0.04  # how likely a token must be as the first or the last of a stretch
LONGEST = {"source": 40, "content": 150}  # tokens
LABELS = {"source": (1, 2), "content": (3, 4)}  # of the chains: its first token, the others
OTHER = {"source": "content", "content": "source"}
# Words and classes of words at a stretch's ends: "which" behind it, a name as its last token.
NEIGHBOURS = (
    ", . ; : \n and but or that who which when while as of by with to in on at for from after the a"
    " is was has said according he i Name 0 - -ing -ed -ly -s -es -er -ers -tion"
).split(" ")
_CODES = np.sort([code(word) for word in NEIGHBOURS])
_PRONOUNS = np.array([code(word) for word in PRONOUNS])


@dataclass
class Stretches:
    """Tokens from first to stop, each for a cue, and where in its chain they begin and end.

    Of a source that is not named, all four are -1.
    """

    cue: Array
    first: Array
    stop: Array
    begin: Array
    end: Array

    def __len__(self) -> int:
        return len(self.cue)


@dataclass
class Seen:
    """Of a block: its cues, their chains, and how likely each label is at each position."""

    block: Block
    cues: Cues
    posterior: Array
    way: Chains
    marginal: Array

    def __post_init__(self) -> None:
        labels = np.append(self.marginal, np.zeros((1, 5)), 0).T  # where a block is one cue
        self.within = {role: labels[begin] + labels[on] for role, (begin, on) in LABELS.items()}
        self.begins = {role: labels[begin] for role, (begin, _) in LABELS.items()}
        self.ends = {
            role: self.within[role] - np.append(following(labels[on][:-1], self.way), 0)
            for role, (_, on) in LABELS.items()
        }


def following(values: Array, way: Chains) -> Array:
    """At each position the value of the text's next token, 0 where that is not in the chain."""
    right = np.repeat(way.side, way.lengths) == 1
    first = np.zeros(len(values) + 1, bool)
    first[way.starts] = first[-1] = True
    before = np.where(first[:-1], 0, np.append(0, values)[:-1])
    after = np.where(first[1:], 0, np.append(values, 0)[1:])
    return np.where(right, after, before)


def likely_stretches(seen: Seen, role: str) -> Stretches:
    """All whose first token is likely to begin one, and whose last to end one."""
    way = seen.way
    chain = np.repeat(np.arange(len(way.lengths)), way.lengths)
    firsts, lasts = (
        np.flatnonzero(likely[role] >= END_FLOOR) for likely in (seen.begins, seen.ends)
    )
    low = np.searchsorted(chain[lasts], chain[firsts])
    times = np.searchsorted(chain[lasts], chain[firsts], "right") - low
    begin = np.repeat(firsts, times)
    step = np.arange(len(begin)) - np.repeat(np.cumsum(times) - times, times)
    end = lasts[np.repeat(low, times) + step]
    size = way.token[end] - way.token[begin]
    some = (size >= 0) & (size < LONGEST[role])
    begin, end = begin[some], end[some]
    return Stretches(way.cue[begin], way.token[begin], way.token[end] + 1, begin, end)


def in_chains(seen: Seen, main: Array) -> Stretches:
    """Of one stretch for each cue, those that lie within its chains."""
    cues, way = seen.cues, seen.way
    cue = np.flatnonzero(main[:, 0] >= 0)
    first, stop = main[cue].T
    right = first >= cues.stops[cue]
    chain = cue + len(cues.starts) * right
    begin, end = (
        np.where(right, token - cues.stops[cue], cues.starts[cue] - 1 - token)
        for token in (first, stop - 1)
    )
    some = (np.minimum(begin, end) >= 0) & (np.maximum(begin, end) < way.lengths[chain])
    start = way.starts[chain]
    columns = cue, first, stop, start + begin, start + end
    return Stretches(*(column[some] for column in columns))


def main_spans(spans: list[list[Span]]) -> Array:
    """Of each cue's spans the longest; (-1, -1) where there is none."""
    longest = [max(its, key=lambda s: s[1] - s[0]) if its else (-1, -1) for its in spans]
    return np.array(longest, np.int64).reshape(-1, 2)


def choices(seen: Seen, decoded: Decoded, role: str) -> Stretches:
    """What a cue's source or content may be: as decoded, other likely stretches, no source.

    Content that is a quotation stays, since its marks say where it begins and ends.
    """
    main = main_spans(decoded.source if role == "source" else decoded.content)
    given, likely = in_chains(seen, main), likely_stretches(seen, role)
    parts = [given, likely]
    if role == "source":
        nothing = np.full(len(main), -1)
        parts.append(Stretches(np.arange(len(main)), *[nothing] * 4))
    names = "cue", "first", "stop", "begin", "end"
    columns = np.stack([np.concatenate([getattr(p, name) for p in parts]) for name in names])
    if role == "content":
        quotes = set(seen.block.quotes)
        free = np.zeros(len(main), bool)
        free[given.cue] = [span not in quotes for span in map(tuple, main[given.cue].tolist())]
        columns = columns[:, free[columns[0]] | (np.arange(columns.shape[1]) < len(given))]
    columns = columns[:, np.lexsort(columns[2::-1])]
    new = (np.diff(columns[:3], prepend=-2) != 0).any(0)
    return Stretches(*columns[:, new])


def stretch_features(seen: Seen, its: Stretches, main: Array, role: str) -> Array:
    """What the choice sees of each stretch: of the stretch, nothing where there is none."""
    block, cues, cue = seen.block, seen.cues, its.cue
    none = its.begin < 0
    whole = seen.within[role]
    total = np.bincount(seen.way.cue, whole[:-1], len(main))[cue]
    some = Stretches(
        cue,
        *np.where(none, np.array([[0], [1], [0], [0]]), [its.first, its.stop, its.begin, its.end]),
    )
    held = np.where(none, 0, along(whole, some))
    share = held / np.maximum(total, 1e-3)
    own = np.stack([share, *ends_seen(seen, some, role), *place_seen(seen, some)], 1)
    own = np.concatenate([own, *words_seen(seen, some)], 1, dtype=np.float32)
    own[none] = 0
    always = [
        none, (its.first == main[cue, 0]) & (its.stop == main[cue, 1]),
        np.minimum(total, 20) / 5, np.minimum(total - held, 20) / 5,
        block.columns["qstate"][cues.starts[cue]] > 0, logarithm(cues.probability[cue]),
    ]  # fmt: skip
    last = len(block.starts) - 1
    beside = one_hot(block, cues.heads), one_hot(block, np.minimum(cues.stops, last))
    return np.concatenate(
        [own, np.stack(always, 1), *(hot[cue] for hot in beside)], 1, dtype=np.float32
    )


def ends_seen(seen: Seen, its: Stretches, role: str) -> list[Array]:
    """How likely its ends are, and what its tokens are likely to be."""
    size, posterior = its.stop - its.first, seen.posterior
    cueness = posterior[:, CUE_BEGIN] + posterior[:, CUE_INSIDE]
    before, behind = neighbours(seen.block, its)
    return [
        logarithm(seen.begins[role][its.begin]), logarithm(seen.ends[role][its.end]),
        along(seen.within[role], its) / size, along(seen.within[OTHER[role]], its) / size,
        np.minimum(between(cueness, its.first, its.stop), 3),
        *(between(posterior[:, label], its.first, its.stop) / size
          for label in (IN_SOURCE, IN_CONTENT)),
        *(posterior[at, label] for label in (IN_SOURCE, IN_CONTENT) for at in (before, behind)),
        np.minimum(between(cueness, *gap(seen.cues, its)), 3),
    ]  # fmt: skip


def place_seen(seen: Seen, its: Stretches) -> list[Array]:
    """How long it is, how far from the cue, and what its ends are to sentences and quotations."""
    cues, columns, sentence = seen.cues, seen.block.columns, seen.block.sentence
    first, last = its.first, its.stop - 1
    before, behind = neighbours(seen.block, its)
    start, stop = gap(cues, its)
    left = its.stop <= cues.starts[its.cue]
    near = np.where(left, last, first)
    comma, state, known = columns["coarse"] == code(","), columns["qstate"], columns["srcbin"] / 6
    size = its.stop - first
    return [
        np.minimum(size, 15) / 5, np.log1p(size), size == 1, left,
        np.minimum(stop - start, 20) / 5, start == stop,
        sentence[near] != sentence[cues.starts[its.cue]], sentence[first] != sentence[last],
        np.minimum(between(comma, first, its.stop), 4) / 2,
        np.minimum(between(comma, start, stop), 4) / 2,
        *(known[at] for at in (before, first, last, behind)),
        *(columns["cuebin"][at] / 6 for at in (before, behind)),
        one_hot(seen.block, first, _PRONOUNS).any(1),
        sentence[before] != sentence[first], sentence[behind] != sentence[last],
        state[first] == 2, state[first] > 0, state[last] == 3, state[last] > 0, state[before] > 0,
        behind == cues.starts[its.cue],
    ]  # fmt: skip


def words_seen(seen: Seen, its: Stretches) -> list[Array]:
    """The words or classes of words before it, first and last in it, and behind it."""
    before, behind = neighbours(seen.block, its)
    return [one_hot(seen.block, at) for at in (before, its.first, its.stop - 1, behind)]


def one_hot(block: Block, tokens: Array, codes: Array = _CODES) -> Array:
    return block.columns["coarse"][tokens][:, None] == codes


def neighbours(block: Block, its: Stretches) -> tuple[Array, Array]:
    return np.maximum(its.first - 1, 0), np.minimum(its.stop, len(block.starts) - 1)


def gap(cues: Cues, its: Stretches) -> tuple[Array, Array]:
    """The tokens between a stretch and its cue: the first, and one after the last."""
    left = its.stop <= cues.starts[its.cue]
    return (
        np.where(left, its.stop, cues.stops[its.cue]),
        np.where(left, cues.starts[its.cue], its.first),
    )


def between(values: Array, first: Array, stop: Array) -> Array:
    total = np.append(0, np.cumsum(values))
    return total[stop] - total[first]


def along(values: Array, its: Stretches) -> Array:
    """The sum over a stretch of values told for each position of the chains."""
    return between(values, np.minimum(its.begin, its.end), np.maximum(its.begin, its.end) + 1)


def logarithm(values: Array) -> Array:
    return np.log(np.clip(values, 1e-4, 1))


def choose(seen: Seen, decoded: Decoded, judges: dict[str, Judge]) -> None:
    """Puts the likeliest source and content of each cue in the place of the decoded ones.

    How likely these are, and those, is added to what was measured.
    """
    size, measures = len(seen.cues.starts), [decoded.measures]
    possible = {role: choices(seen, decoded, role) for role in ("source", "content")}
    for role, spans in (("source", decoded.source), ("content", decoded.content)):
        main, its = main_spans(spans), possible[role]
        chance = judges[role].probability(stretch_features(seen, its, main, role))
        order = np.lexsort((-chance, its.cue))
        likeliest = order[np.unique(its.cue[order], return_index=True)[1]]
        as_decoded = (its.first == main[its.cue, 0]) & (its.stop == main[its.cue, 1])
        for kept in (likeliest, np.flatnonzero(as_decoded)):
            measures.append(np.zeros((size, 1)))
            measures[-1][its.cue[kept], 0] = chance[kept]
        for k in likeliest.tolist():
            cue, a, b = int(its.cue[k]), int(its.first[k]), int(its.stop[k])
            spans[cue] = replaced(spans[cue], (a, b))
    decoded.measures = np.concatenate(measures, 1)


def replaced(spans: list[Span], new: Span) -> list[Span]:
    """Spans with another for the longest; no span at all for (-1, -1)."""
    if new[0] < 0:
        return []
    main = max(spans, key=lambda s: s[1] - s[0], default=new)
    rest = [s for s in spans if s != main and (s[1] <= new[0] or s[0] >= new[1])]
    return sorted([*rest, new])
