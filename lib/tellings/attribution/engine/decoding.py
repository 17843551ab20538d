"""For each cue, which words are its content and which its source."""

import numpy as np

from tellings.attribution.engine.blocks import Block, Chains, Cues, Decoded, quote_numbers, shift
from tellings.attribution.engine.chains import Chain, forward_backward, marginals
from tellings.attribution.engine.corrections import (
    complete_quotations,
    give_to_nearest_tags,
    keep_to_sentences,
    take_next_quotations,
    take_whole_sentences,
)
from tellings.attribution.engine.features import (
    ALONE_FEATURES,
    CUE_BEGIN,
    CUE_FEATURES,
    CUE_INSIDE,
    IN_CONTENT,
    IN_SOURCE,
    PAIR_FEATURES,
    rows_of,
)
from tellings.attribution.engine.forms import Array, code
from tellings.text.splitting import Span

LEFT_WINDOW, RIGHT_WINDOW = 55, 75  # tokens before and after a cue in which its words are sought
TOKENS_A_CUE = 12  # at least; a text with more candidates keeps the likeliest
EXTENT = 0.3  # tokens as likely as this and side by side are one cue; less likely ones stand alone
PROBABILITY_CLASSES = np.array([0.03, 0.1, 0.25, 0.45, 0.7, 0.9], np.float32)


def candidate_cues(block: Block, posterior: Array, floor: float) -> Cues:
    """Cues of likely tokens, and any less likely token that is likelier than those beside it."""
    chance = posterior[:, CUE_BEGIN] + posterior[:, CUE_INSIDE]
    sure = chance >= EXTENT
    peak = (chance >= np.maximum(floor, shift(chance, 1))) & (chance > shift(chance, -1))
    on = sure | (peak & ~shift(sure, 1) & ~shift(sure, -1))
    begins = on & (~shift(on, -1) | (posterior[:, CUE_BEGIN] > posterior[:, CUE_INSIDE]))
    starts = np.flatnonzero(begins)
    if not len(starts):
        return Cues(starts, starts, starts, np.zeros(0))
    run_ends = np.flatnonzero(on & ~shift(on, 1)) + 1
    stops = np.minimum(
        run_ends[np.searchsorted(run_ends, starts, "right")], np.append(starts[1:], len(on))
    )
    key = block.columns["cuebin"] * 64 + np.minimum(chance * 60, 60).astype(np.int64)
    best = np.maximum.reduceat(np.where(on, key, -1), starts)
    number = np.cumsum(begins) - 1
    hits = np.flatnonzero(on & (key == best[np.maximum(number, 0)]) & (number >= 0))
    heads = hits[np.searchsorted(number[hits], np.arange(len(starts)))]
    return likeliest(
        Cues(starts, stops, heads, np.maximum.reduceat(chance, starts)),
        len(on) // TOKENS_A_CUE + 10,
    )


def likeliest(cues: Cues, most: int) -> Cues:
    """At most so many: news has one in 25 tokens, but any text must be done in bounded time."""
    if len(cues.starts) <= most:
        return cues
    return cues.only(np.sort(np.argsort(-cues.probability, kind="stable")[:most]))


def chains(block: Block, cues: Cues) -> Chains:
    bounds = np.array(block.paragraph_bounds)[block.paragraph[cues.starts]]
    left = np.minimum(cues.starts - bounds[:, 0], LEFT_WINDOW)
    right = np.minimum(bounds[:, 1] - cues.stops, RIGHT_WINDOW)
    lengths = np.concatenate([left, right])
    starts = np.cumsum(lengths) - lengths
    step = np.arange(lengths.sum()) - np.repeat(starts, lengths)
    side = np.repeat([0, 1], [len(left), len(right)])
    cue = np.repeat(np.tile(np.arange(len(left)), 2), lengths)
    token = np.where(
        np.repeat(side, lengths) == 0, cues.starts[cue] - 1 - step, cues.stops[cue] + step
    )
    return Chains(starts, lengths, side, token, cue, step)


STEP = np.searchsorted([0, 1, 2, 3, 4, 5, 7, 10, 15, 23, 36], np.arange(101), "right")


def token_values(block: Block, posterior: Array) -> Array:
    cue = posterior[:, CUE_BEGIN] + posterior[:, CUE_INSIDE]
    classes = [
        np.searchsorted(PROBABILITY_CLASSES, p).astype(np.uint64)
        for p in (posterior[:, IN_SOURCE], posterior[:, IN_CONTENT], cue)
    ]
    return np.concatenate([block.values, np.stack(classes)])


def cue_values(block: Block, cues: Cues) -> Array:
    c = block.columns
    size = len(block.starts)
    before, after = np.maximum(cues.starts - 1, 0), np.minimum(cues.stops, size - 1)
    columns = (
        c["low"][cues.heads],
        c["stem"][cues.heads],
        np.maximum(c["cuebin"], c["stembin"])[cues.heads],
        c["coarse"][cues.heads],
        c["coarse"][after],
        c["coarse"][np.minimum(after + 1, size - 1)],
        c["coarse"][before],
        c["coarse"][np.maximum(before - 1, 0)],
        c["low"][cues.stops - 1],
        c["coarse"][cues.starts],
        c["qstate"][cues.starts],
        c["qsides"][cues.starts],
        c["sentpos"][cues.starts],
        np.minimum(cues.stops - cues.starts, 4),
    )
    return np.stack(columns).astype(np.uint64)


def relation_values(block: Block, cues: Cues, way: Chains) -> Array:
    cue, token, step = way.cue, way.token, way.step
    right = np.repeat(way.side, way.lengths)
    at = np.where(right == 1, cues.stops[cue] - 1, cues.starts[cue])
    columns = block.columns
    is_cue = np.zeros(len(block.starts), bool)
    is_cue[cues.starts[cues.probability >= 0.35]] = True

    def between(mask: Array) -> Array:
        total = np.concatenate([[0], np.cumsum(mask)])
        return np.where(right == 1, total[token] - total[at + 1], total[at] - total[token + 1])

    commas = np.minimum(between(columns["coarse"] == code(",")), 4)
    marks = np.minimum(between(columns["qstate"] >= 2), 4)
    others = np.minimum(between(is_cue), 3)
    sents = np.minimum(np.abs(block.sentence[token] - block.sentence[at]), 3)
    numbers = quote_numbers(block)
    mine, its = numbers[token], numbers[at]
    quote = np.where(
        mine < 0, np.where(its < 0, 0, 1), np.where(its < 0, 2, np.where(mine == its, 3, 4))
    )
    dist = STEP[step] * 2 + right
    mix = (((sents * 5 + commas) * 5 + marks) * 5 + quote) * 2 + right
    return np.stack([right, dist, sents, commas, marks, others, quote, mix]).astype(np.uint64)


NOTHING, SOURCE_BEGIN, SOURCE_INSIDE, CONTENT_BEGIN, CONTENT_INSIDE = range(5)
# Content is what is likelier than not; a source needs less, but 0.4 of its cue's likeliest token.
CONTENT_FLOOR, SOURCE_FLOOR, SOURCE_SHARE = 0.5, 0.2, 0.4


def runs(mask: Array, chain: Array) -> tuple[Array, Array]:
    """Where stretches of the mask within one chain begin and end."""
    joined = (
        mask & np.concatenate([[False], mask[:-1] & (chain[1:] == chain[:-1])])
        if len(mask)
        else mask
    )
    after = mask & ~np.concatenate([joined[1:], [False]]) if len(mask) else mask
    return np.flatnonzero(mask & ~joined), np.flatnonzero(after) + 1


def spans_by_cue(way: Chains, begin: Array, stop: Array, cues: int) -> list[list[Span]]:
    out: list[list[Span]] = [[] for _ in range(cues)]
    first, last = way.token[begin], way.token[stop - 1]
    for cue, a, b in zip(
        way.cue[begin].tolist(),
        np.minimum(first, last).tolist(),
        np.maximum(first, last).tolist(),
        strict=True,
    ):
        out[cue].append((a, b + 1))
    for spans in out:
        spans.sort()
    return out


def decode(way: Chains, posterior: Array, cues: Cues) -> Decoded:
    """Content where the posterior says so; as the source the one stretch that is likeliest."""
    size = len(cues.starts)
    chain = np.repeat(np.arange(2 * size), way.lengths)
    in_source, in_content = posterior[:, 1] + posterior[:, 2], posterior[:, 3] + posterior[:, 4]
    peak = highest(way, in_content)
    floor = np.minimum(CONTENT_FLOOR, 0.8 * peak)[way.cue]
    content = (in_content >= floor) & (in_content > in_source)
    begin, stop = runs(content, chain)
    contents = spans_by_cue(way, begin, stop, size)
    top_source = highest(way, np.where(content, 0, in_source))
    begin, stop = runs(
        (in_source >= np.maximum(SOURCE_FLOOR, SOURCE_SHARE * top_source)[way.cue]) & ~content,
        chain,
    )
    if len(begin):
        top = np.maximum.reduceat(
            in_source, np.stack([begin, np.minimum(stop, len(chain) - 1)], 1).ravel()
        )[::2]
        order = np.lexsort((-top, way.cue[begin]))
        first = np.unique(way.cue[begin][order], return_index=True)[1]
        begin, stop = begin[order][first], stop[order][first]
    sources = spans_by_cue(way, begin, stop, size)
    return Decoded(contents, sources, measures(way, in_source, in_content, content, peak, size))


def measures(
    way: Chains, in_source: Array, in_content: Array, content: Array, peak: Array, size: int
) -> Array:
    """How sure each cue is of its content and source, for the last judgement."""
    total = np.bincount(way.cue, in_content, size)
    taken = np.bincount(way.cue, content, size)
    sure = np.bincount(way.cue, in_content * content, size) / np.maximum(taken, 1)
    doubt = np.bincount(way.cue, np.abs(in_content - content), size) / np.maximum(taken, 1)
    sizes = np.log1p(taken), np.log1p(total)
    return np.stack([peak, sure, np.minimum(doubt, 2), *sizes, highest(way, in_source)], 1)


def highest(way: Chains, values: Array) -> Array:
    """For each cue the highest value on either side."""
    out = np.zeros(len(way.lengths))
    some = way.lengths > 0
    if some.any():
        out[some] = np.maximum.reduceat(values, way.starts[some])
    return out.reshape(2, -1).max(0)


def side_marginals(scores: Array, way: Chains, chain: Chain) -> Array:
    """Both sides at once: the labels of one side have no weight on the other."""
    some = way.lengths > 0
    weight = np.zeros((len(scores), 2, 5))
    weight[np.arange(len(scores)), np.repeat(way.side, way.lengths)] = np.exp(
        scores - scores.max(1, keepdims=True)
    )
    moves = np.zeros((10, 10))
    moves[:5, :5], moves[5:, 5:] = np.exp(chain.moves)
    both = forward_backward(
        weight.reshape(-1, 10),
        way.starts[some],
        way.lengths[some],
        np.exp(chain.begin).ravel(),
        moves,
        np.exp(chain.end).ravel(),
    )
    return both[:, :5] + both[:, 5:]


def cue_posterior(block: Block, chain: Chain) -> tuple[Array, Array]:
    """The rows of each token's features, and the probability of each label at each token."""
    rows = rows_of(CUE_FEATURES.hash(block.values))
    scores = chain.scores(chain.table[rows].sum(0), CUE_FEATURES.size)
    bounds = np.array(block.paragraph_bounds)
    lengths = bounds[:, 1] - bounds[:, 0]
    moves = chain.begin[0], chain.moves[0], chain.end[0]
    return rows, marginals(scores, bounds[:, 0], lengths, *moves)


def pair_rows(block: Block, cues: Cues, way: Chains, posterior: Array) -> tuple[Array, Array]:
    token = token_values(block, posterior)
    hashed = PAIR_FEATURES.hash(
        token, cue_values(block, cues), relation_values(block, cues, way), way
    )
    return rows_of(ALONE_FEATURES.hash(token)), rows_of(hashed)


def pair_marginals(
    block: Block, cues: Cues, posterior: Array, chain: Chain
) -> tuple[Chains, Array]:
    """The tokens around each cue, and how likely each is to be of its source or content."""
    way = chains(block, cues)
    alone, pairs = pair_rows(block, cues, way, posterior)
    summed = chain.table[pairs].sum(0) + chain.table[alone].sum(0)[way.token]
    scores = chain.scores(summed, ALONE_FEATURES.size + PAIR_FEATURES.size)
    return way, side_marginals(scores, way, chain)


def decode_pairs(block: Block, cues: Cues, way: Chains, marginal: Array) -> Decoded:
    decoded = decode(way, marginal, cues)
    complete_quotations(block, cues, decoded)
    keep_to_sentences(block, cues, decoded)
    take_whole_sentences(block, cues, decoded)
    take_next_quotations(block, cues, decoded)
    give_to_nearest_tags(block, cues, decoded)
    return decoded
