"""Trains the weights that the library ships for attribution. Takes about five minutes on one core.

    pip install numba
    python benchmarks/train_attribution.py TRAIN.jsonl WEIGHTS.npz [--hold-out N]

TRAIN is PolNeAR's training part, as described in attribution.py; the library reads WEIGHTS from
lib/tellings/attribution/engine/weights.npz. The same input gives the same bytes. With --hold-out
the last N articles by a hash of their id are left out, to choose on. On a busy machine set
OPENBLAS_NUM_THREADS to 1, or the threads of many small products wait for each other.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import re
import time
import zipfile
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path
from zlib import crc32

import numba
import numpy as np

from tellings.attribution.engine.blocks import Block, Chains, Cues, Decoded, build_block, tokenize
from tellings.attribution.engine.chains import Chain, pack
from tellings.attribution.engine.choosing import (
    Seen,
    choices,
    choose,
    main_spans,
    replaced,
    stretch_features,
)
from tellings.attribution.engine.corrections import separate, without_names
from tellings.attribution.engine.decoding import (
    CONTENT_BEGIN,
    CONTENT_INSIDE,
    NOTHING,
    SOURCE_BEGIN,
    SOURCE_INSIDE,
    candidate_cues,
    chains,
    cue_posterior,
    decode_pairs,
    pair_marginals,
    pair_rows,
)
from tellings.attribution.engine.engine import CUE_FLOOR, characters, finished, found_at
from tellings.attribution.engine.features import (
    CUE_BEGIN,
    CUE_FEATURES,
    CUE_INSIDE,
    IN_CONTENT,
    IN_SOURCE,
    ROW_BITS,
    rows_of,
)
from tellings.attribution.engine.forms import Forms, Lexicon, code, plain_form, plain_stem
from tellings.attribution.engine.judging import Judge, judge_features
from tellings.attribution.engine.layouts import without_datelines
from tellings.text.quotations import TOKEN
from tellings.text.splitting import Span

Array = np.ndarray
Row = tuple[set[int], ...]  # the words of an attribution's content, source and cue
Choosers = list[dict[str, Judge]]
WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
FOLDS = 6
CUE_TRAINING = {"epochs": 14, "rate": 0.003, "drop": 0.1, "decay": 1e-3, "average_from": 6}
PAIR_TRAINING = {"epochs": 10, "rate": 0.002, "drop": 0.15, "decay": 1e-3, "average_from": 5}
JUDGES = 4
JUDGE_TRAINING = {"width": 16, "epochs": 20, "decay": 1e-3, "batch": 128}
CHOICE_TRAINING = {"seed": 1, "width": 24, "epochs": 8, "decay": 3e-4, "batch": 256}
LEXICON_BOUNDS = np.array([0.004, 0.012, 0.03, 0.06, 0.12, 0.2, 0.32, 0.48, 0.66, 0.82])


@numba.njit(cache=True)
def fit_crf(  # noqa: C901 - compiled: one function, since calls between compiled ones cost time
    alone,
    pairs,
    token,
    start,
    length,
    side,
    labels,
    rows,
    epochs,
    rate,
    drop,
    decay,
    average_from,
    seed,
    sides,
):
    """Averaged stochastic gradient descent on a hashed CRF, label 0's weights fixed at zero."""
    size, free = 5, 4
    table, table_sum = np.zeros((rows, free), np.float32), np.zeros((rows, free), np.float32)
    moves, begin, end = (
        np.zeros((sides, size, size)),
        np.zeros((sides, size)),
        np.zeros((sides, size)),
    )
    moves_sum, begin_sum, end_sum = moves.copy(), begin.copy(), end.copy()
    n_alone, n_pairs, count, longest = alone.shape[1], pairs.shape[1], len(start), length.max()
    order = np.arange(count)
    score, weight = np.zeros((longest, size)), np.zeros((longest, size))
    forward, backward, norm = (
        np.zeros((longest, size)),
        np.zeros((longest, size)),
        np.zeros(longest),
    )
    used = np.zeros((longest, n_alone + n_pairs), np.int64)
    n_used = np.zeros(longest, np.int64)
    random = np.uint64(seed * 2654435761 + 88172645463325252)
    threshold, averaged, step = np.uint64(drop * 65536), 0, 0
    for epoch in range(epochs):
        for i in range(count - 1, 0, -1):
            random ^= random << np.uint64(13)
            random ^= random >> np.uint64(7)
            random ^= random << np.uint64(17)
            j = int(random % np.uint64(i + 1))
            order[i], order[j] = order[j], order[i]
        for at in range(count):
            chain = order[at]
            n, first, s = length[chain], start[chain], side[chain]
            now = rate * (1 - 0.9 * step / (epochs * count))
            step += 1
            for t in range(n):
                score[t] = 0
                row, kept, bits, left = token[first + t], 0, np.uint64(0), 0
                for f in range(n_alone + n_pairs):
                    if left == 0:
                        random ^= random << np.uint64(13)
                        random ^= random >> np.uint64(7)
                        random ^= random << np.uint64(17)
                        bits, left = random, 4
                    if (bits & np.uint64(65535)) >= threshold:
                        index = alone[row, f] if f < n_alone else pairs[first + t, f - n_alone]
                        used[t, kept] = index
                        kept += 1
                        for k in range(free):
                            score[t, k + 1] += table[index, k]
                    bits >>= np.uint64(16)
                    left -= 1
                n_used[t] = kept
                top = 0.0
                for k in range(size):
                    score[t, k] /= 1 - drop
                    top = max(top, score[t, k])
                for k in range(size):
                    weight[t, k] = math.exp(score[t, k] - top)
            e_moves, e_begin, e_end = np.exp(moves[s]), np.exp(begin[s]), np.exp(end[s])
            for t in range(n):
                norm[t] = 0
                for k in range(size):
                    v = 0.0
                    if t == 0:
                        v = e_begin[k]
                    else:
                        for j in range(size):
                            v += forward[t - 1, j] * e_moves[j, k]
                    forward[t, k] = v * weight[t, k]
                    norm[t] += forward[t, k]
                for k in range(size):
                    forward[t, k] /= norm[t]
            final = 0.0
            for k in range(size):
                backward[n - 1, k] = e_end[k]
                final += forward[n - 1, k] * e_end[k]
            for t in range(n - 2, -1, -1):
                for j in range(size):
                    v = 0.0
                    for k in range(size):
                        v += e_moves[j, k] * weight[t + 1, k] * backward[t + 1, k]
                    backward[t, j] = v / norm[t + 1]
            for t in range(n):
                gold, most = labels[first + t], 0.0
                for k in range(size):
                    score[t, k] = (1.0 if k == gold else 0.0) - forward[t, k] * backward[
                        t, k
                    ] / final
                    most = max(most, abs(score[t, k]))
                if most > 1e-3:
                    for f in range(n_used[t]):
                        index = used[t, f]
                        for k in range(free):
                            table[index, k] += now * (score[t, k + 1] - decay * table[index, k])
                if t == 0:
                    for k in range(size):
                        begin[s, k] += 0.3 * now * score[0, k]
                if t == n - 1:
                    for k in range(size):
                        end[s, k] += 0.3 * now * score[t, k]
                if t > 0:
                    before = labels[first + t - 1]
                    for j in range(size):
                        for k in range(size):
                            p = (
                                forward[t - 1, j]
                                * e_moves[j, k]
                                * weight[t, k]
                                * backward[t, k]
                                / norm[t]
                                / final
                            )
                            moves[s, j, k] += (
                                0.3 * now * ((1.0 if j == before and k == gold else 0.0) - p)
                            )
        if epoch >= average_from:
            table_sum += table
            moves_sum += moves
            begin_sum += begin
            end_sum += end
            averaged += 1
    return (
        table_sum / np.float32(averaged),
        moves_sum / averaged,
        begin_sum / averaged,
        end_sum / averaged,
    )


@dataclass
class Page:
    """A block of an article with what training knows of it."""

    block: Block
    article: dict
    fold: int
    posterior: Array = field(default_factory=lambda: np.zeros((0, 5)))
    seen: Seen | None = None
    decoded: Decoded | None = None

    def __post_init__(self) -> None:
        spans = [match.span() for match in WORD.finditer(self.article["text"])]
        self.word_starts, self.word_ends = ([span[i] for span in spans] for i in (0, 1))
        self.gold: list[Row] = [
            tuple(self.words(marked[role]) for role in ("content", "source", "cue"))
            for marked in self.article["attributions"]
        ]

    def words(self, spans: Iterable[Span]) -> set[int]:
        """The numbers of the words that lie, at least in part, in the spans."""
        ends, starts = self.word_ends, self.word_starts
        inside = (range(bisect_right(ends, a), bisect_left(starts, b)) for a, b in spans if a < b)
        return {word for words in inside for word in words}


def load(path: str) -> list[dict]:
    with Path(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def held_out(articles: list[dict], size: int) -> tuple[list[dict], list[dict]]:
    order = sorted(range(len(articles)), key=lambda i: crc32(articles[i]["id"].encode()))
    chosen = set(order[len(order) - size :]) if size else set()
    return [a for i, a in enumerate(articles) if i not in chosen], [
        articles[i] for i in sorted(chosen)
    ]


def fold_of(article: dict) -> int:
    return crc32(("fold" + article["id"]).encode()) % FOLDS


def lexicon_class(seen: int, hits: int) -> int:
    """0 for a form too rare to judge, else how often it was what it is counted for, 2 to 12."""
    return (
        0
        if seen < 2 and not hits
        else 2 + int(np.searchsorted(LEXICON_BOUNDS, (hits + 0.05) / (seen + 0.6)))
    )


def character_roles(article: dict) -> Array:
    roles = np.zeros(len(article["text"]) + 1, np.int8)
    for role, number in (("source", 2), ("cue", 1)):
        for attribution in article["attributions"]:
            for a, b in attribution[role]:
                roles[a:b] = number
    return roles


def count_lexicon(articles: list[dict]) -> Lexicon:
    seen, cue, source, stem_seen, stem_cue = Counter(), Counter(), Counter(), Counter(), Counter()
    for article in articles:
        roles = character_roles(article)
        for match in TOKEN.finditer(article["text"]):
            plain = plain_form(match.group())
            seen[plain] += 1
            cue[plain] += roles[match.start()] == 1
            source[plain] += roles[match.start()] == 2
    for word, n in seen.items():
        stem_seen[plain_stem(word)] += n
        stem_cue[plain_stem(word)] += cue[word]

    def classes(seen: Counter, hits: Counter) -> dict[int, int]:
        return {code(w): c for w, n in seen.items() if (c := lexicon_class(n, hits[w]))}

    return Lexicon(classes(seen, cue), classes(stem_seen, stem_cue), classes(seen, source))


def pages_of(articles: list[dict]) -> list[Page]:
    """Every article with a lexicon that was counted on the other folds."""
    forms = [Forms(count_lexicon([a for a in articles if fold_of(a) != k])) for k in range(FOLDS)]
    out = []
    for article in articles:
        text, k = article["text"], fold_of(article)
        paragraphs = without_datelines(text, (p.span() for p in re.finditer(r"[^\n]+", text)))
        for i, tokens in enumerate(tokenize(text, paragraphs)):
            out.append(Page(build_block(text, tokens, forms[k], i == 0), article, k))
    return out


def token_range(block: Block, start: int, end: int) -> Span:
    return int(np.searchsorted(block.ends, start, "right")), int(
        np.searchsorted(block.starts, end, "left")
    )


def cue_labels(page: Page) -> Array:
    labels = np.zeros(len(page.block.starts), np.int64)
    for role, label in (("content", IN_CONTENT), ("source", IN_SOURCE), ("cue", CUE_INSIDE)):
        for attribution in page.article["attributions"]:
            for span in attribution[role]:
                a, b = token_range(page.block, *span)
                labels[a:b] = label
                if label == CUE_INSIDE and b > a:
                    labels[a] = CUE_BEGIN
    return labels


def cue_rows(pages: list[Page]) -> tuple[Array, Array, Array, Array]:
    rows, labels, starts, lengths, offset = [], [], [], [], 0
    for page in pages:
        rows.append(rows_of(CUE_FEATURES.hash(page.block.values)).T.astype(np.int32))
        labels.append(cue_labels(page))
        starts += [offset + a for a, _ in page.block.paragraph_bounds]
        lengths += [b - a for a, b in page.block.paragraph_bounds]
        offset += len(page.block.starts)
    return np.concatenate(rows), np.concatenate(labels), np.array(starts), np.array(lengths)


def chain_of(fitted: tuple[Array, Array, Array, Array], scale: float = 0) -> tuple[Chain, Array]:
    """The weights in whole numbers, as they are shipped, and the chain that uses them."""
    table, moves, begin, end = fitted
    scale = scale or float(np.abs(table).max()) / 127
    whole = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
    return Chain(
        pack(whole),
        scale,
        begin.astype(np.float32),
        moves.astype(np.float32),
        end.astype(np.float32),
    ), whole


def fit_cues(pages: list[Page]) -> tuple[Chain, Array]:
    rows, labels, starts, lengths = cue_rows(pages)
    return chain_of(
        fit_crf(
            rows,
            np.zeros((1, 0), np.int32),
            np.arange(len(rows)),
            starts,
            lengths,
            np.zeros(len(starts), np.int64),
            labels,
            1 << ROW_BITS,
            *CUE_TRAINING.values(),
            1,
            1,
        )
    )


@dataclass
class Truth:
    """What was marked for a candidate cue, in tokens."""

    cue: list[Span]
    source: list[Span]
    content: list[Span]


def truths(page: Page) -> list[Truth]:
    out = []
    for attribution in page.article["attributions"]:
        spans = {
            role: [
                s
                for s in (token_range(page.block, *span) for span in attribution[role])
                if s[1] > s[0]
            ]
            for role in ("cue", "source", "content")
        }
        if spans["cue"]:
            out.append(Truth(**spans))
    return out


def true_cues(page: Page) -> tuple[Cues, list[Truth]]:
    """The candidates that overlap a marked cue, and the marked cues that no candidate found."""
    block, found = page.block, candidate_cues(page.block, page.posterior, CUE_FLOOR)
    marked, chosen, missed = truths(page), [], []
    by_token = {
        t: i
        for i, truth in reversed(list(enumerate(marked)))
        for a, b in truth.cue
        for t in range(a, b)
    }
    met = set()
    for i, (a, b) in enumerate(zip(found.starts.tolist(), found.stops.tolist(), strict=True)):
        hits = Counter(by_token[t] for t in range(a, b) if t in by_token)
        if hits:
            best = max(sorted(hits), key=lambda k: hits[k])
            chosen.append((a, b, int(found.heads[i]), float(found.probability[i]), best))
            met.add(best)
    for i, truth in enumerate(marked):
        if i not in met:
            a, b = truth.cue[0]
            missed.append((a, b, a + int(block.columns["cuebin"][a:b].argmax()), 0.0, i))
    rows = sorted(chosen + missed)
    columns = [np.array(c) for c in zip(*rows, strict=True)] if rows else [np.zeros(0, int)] * 5
    return Cues(*columns[:4]), [marked[i] for i in columns[4]]


def pair_labels(page: Page, way: Chains, marked: list[Truth]) -> Array:
    labels = np.zeros(len(way.token), np.int64)
    line = np.zeros(len(page.block.starts), np.int64)
    for chain in range(len(way.lengths)):
        truth = marked[chain % len(marked)]
        line[:] = NOTHING
        for a, b in truth.content:
            line[a:b], line[a] = CONTENT_INSIDE, CONTENT_BEGIN
        for a, b in truth.source:
            line[a:b], line[a] = SOURCE_INSIDE, SOURCE_BEGIN
        a, b = way.starts[chain], way.starts[chain] + way.lengths[chain]
        labels[a:b] = line[way.token[a:b]]
        if way.side[chain] and b > a and labels[a] in (SOURCE_INSIDE, CONTENT_INSIDE):
            labels[a] -= 1
    return labels


def fit_pairs(pages: list[Page]) -> tuple[Chain, Array]:
    parts: list[list[Array]] = [[] for _ in range(7)]
    tokens = positions = 0
    for page in pages:
        cues, marked = true_cues(page)
        if not marked:
            continue
        way = chains(page.block, cues)
        alone, pairs = pair_rows(page.block, cues, way, page.posterior)
        some = way.lengths > 0
        for part, values in zip(
            parts,
            (
                alone.T.astype(np.int32),
                pairs.T.astype(np.int32),
                way.token + tokens,
                way.starts[some] + positions,
                way.lengths[some],
                way.side[some],
                pair_labels(page, way, marked),
            ),
            strict=True,
        ):
            part.append(values)
        tokens += alone.shape[1]
        positions += pairs.shape[1]
    return chain_of(
        fit_crf(
            *(np.ascontiguousarray(np.concatenate(p)) for p in parts),
            1 << ROW_BITS,
            *PAIR_TRAINING.values(),
            1,
            2,
        )
    )


def likeness(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def matched(gold: list[Row], found: list[Row]) -> list[tuple[int, int]]:
    """Pairs that share half their content or more, each used once, the most alike first."""
    pairs = sorted(
        (-likeness(g[0], f[0]), -likeness(g[1], f[1]), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g[0] & f[0]
    )
    out, used_gold, used_found = [], set(), set()
    for content, _, i, j in pairs:
        if content <= -0.5 and i not in used_gold and j not in used_found:
            out.append((i, j))
            used_gold.add(i)
            used_found.add(j)
    return out


def right_rows(gold: list[Row], found: list[Row]) -> list[int]:
    return [j for i, j in matched(gold, found) if likeness(gold[i][1], found[j][1]) >= 0.5]


def judge_data(pages: list[Page], choosers: Choosers) -> tuple[Array, Array]:
    """Every candidate's features, and whether a person marked its content with its source."""
    features, truth = [], []
    for page in (page for page in pages if page.seen):
        cues, decoded = page.seen.cues, page.decoded
        choose(page.seen, decoded, choosers[page.fold])
        features.append(judge_features(page.block, cues, page.posterior, decoded))
        separate(page.block, cues, decoded)
        rows = (found_at(page.block, cues, decoded, i, 1.0, "") for i in range(len(features[-1])))
        done = [finished(page.article["text"], row) if row.content else None for row in rows]
        found = [(page.words(r.content), page.words(r.source)) if r else (set(),) * 2 for r in done]
        truth.append(np.zeros(len(found)))
        truth[-1][right_rows(page.gold, found)] = 1
    return np.concatenate(features), np.concatenate(truth)


def meant(page: Page) -> list[Row | None]:
    """For each cue the marked attribution that its content matches, else one with its cue."""
    block, cues = page.block, page.seen.cues
    contents = [page.words(characters(block, spans)) for spans in page.decoded.content]
    out = [None] * len(contents)
    for i, j in matched(page.gold, [(content, set()) for content in contents]):
        out[j] = page.gold[i]
    for j, cue in enumerate(zip(cues.starts.tolist(), cues.stops.tolist(), strict=True)):
        words = page.words(characters(block, [cue]))
        out[j] = out[j] or next((row for row in page.gold[::-1] if row[2] & words), None)
    return out


def worth(found: set[int], gold: set[int]) -> float:
    """What a choice is trained on: half the words shared is what counts, all of them is better."""
    alike = likeness(found, gold)
    return 0.7 * (alike >= 0.5) + 0.3 * (alike == 1)


def choice_data(pages: list[Page], role: str) -> tuple[Array, Array, Array]:
    """Every stretch that a cue may have as its content or source: features, worth, fold."""
    features, worths, folds = [], [], []
    for page in (page for page in pages if page.seen):
        spans = page.decoded.source if role == "source" else page.decoded.content
        main, marked = main_spans(spans), meant(page)
        its = choices(page.seen, page.decoded, role)
        kept = [k for k, cue in enumerate(its.cue.tolist()) if marked[cue]]
        for k in kept:
            cue, span = its.cue[k], (int(its.first[k]), int(its.stop[k]))
            words = page.words(characters(page.block, replaced(spans[cue], span)))
            worths.append(worth(words, marked[cue][role == "source"]))
        features.append(stretch_features(page.seen, its, main, role)[kept])
        folds += [page.fold] * len(kept)
    return np.concatenate(features), np.array(worths), np.array(folds)


def fit_choosers(pages: list[Page]) -> Choosers:
    """For each fold networks that have not seen its articles, and last those to be shipped."""
    out: Choosers = [{} for _ in range(FOLDS + 1)]
    for role in ("source", "content"):
        features, worths, folds = choice_data(pages, role)
        for k, networks in enumerate(out):
            networks[role] = fit_judge(features[folds != k], worths[folds != k], **CHOICE_TRAINING)
    return out


def fit_judge(
    features: Array,
    truth: Array,
    seed: int,
    width: int,
    epochs: int,
    decay: float,
    batch: int,
    rate: float = 3e-3,
) -> Judge:
    """Adam on the cross-entropy."""
    random = np.random.RandomState(seed)
    mean, spread = features.mean(0, dtype=np.float64), features.std(0, dtype=np.float64) + 1e-3
    scaled = np.clip((features - mean) / spread, -4, 4).astype(np.float64)
    size, inputs = scaled.shape
    weights = [
        random.randn(inputs, width) / np.sqrt(inputs),
        np.zeros(width),
        random.randn(width) * 0.1,
        np.zeros(1),
    ]
    first, second = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    step = 0
    for epoch in range(epochs):
        order = random.permutation(size)
        now = rate * (1 - 0.95 * epoch / epochs)
        for at in range(0, size, batch):
            step += 1
            gradients = judge_gradients(
                scaled[order[at : at + batch]], truth[order[at : at + batch]], weights, decay
            )
            for w, g, a, b in zip(weights, gradients, first, second, strict=True):
                a += 0.1 * (g - a)
                b += 0.001 * (g * g - b)
                w -= now * (a / (1 - 0.9**step)) / (np.sqrt(b / (1 - 0.999**step)) + 1e-8)
    return Judge(mean, spread, *weights)


def judge_gradients(x: Array, truth: Array, weights: list[Array], decay: float) -> list[Array]:
    hidden, hidden_bias, output, output_bias = weights
    active = np.tanh(x @ hidden + hidden_bias)
    error = (1 / (1 + np.exp(-(active @ output + output_bias))) - truth) / len(x)
    back = np.outer(error, output) * (1 - active * active)
    return [
        x.T @ back + decay * hidden,
        back.sum(0),
        active.T @ error + decay * output,
        np.array([error.sum()]),
    ]


def add_posteriors(pages: list[Page]) -> None:
    """Cue posteriors from a chain that has not seen the article."""
    for k in range(FOLDS):
        chain, _ = fit_cues([p for p in pages if p.fold != k])
        for page in pages:
            if page.fold == k:
                page.posterior = cue_posterior(page.block, chain)[1]


def add_candidates(pages: list[Page]) -> None:
    """Candidates, their sources and contents, from a chain that has not seen the article."""
    for k in range(FOLDS):
        chain, _ = fit_pairs([p for p in pages if p.fold != k])
        for page in (page for page in pages if page.fold == k):
            block, posterior = page.block, page.posterior
            cues = without_names(block, candidate_cues(block, posterior, CUE_FLOOR))
            if len(cues.starts):
                way, marginal = pair_marginals(block, cues, posterior, chain)
                page.seen = Seen(block, cues, posterior, way, marginal)
                page.decoded = decode_pairs(block, cues, way, marginal)


def network_arrays(name: str, networks: list[Judge]) -> dict[str, Array]:
    return {
        f"{name}_{field.name}": np.stack([getattr(n, field.name) for n in networks]).astype("f4")
        for field in fields(Judge)
    }


def lexicon_arrays(lexicon: Lexicon) -> dict[str, Array]:
    out = {}
    for name, classes in (
        ("form", lexicon.cue),
        ("stem", lexicon.stem),
        ("source", lexicon.source),
    ):
        keys = sorted(classes)
        out[f"{name}_keys"] = np.array(keys, np.uint32)
        out[f"{name}_classes"] = np.array([classes[k] for k in keys], np.uint8)
    return out


def chain_arrays(name: str, chain: Chain, whole: Array) -> dict[str, Array]:
    return {
        f"{name}_weights": whole,
        f"{name}_scale": np.array([chain.scale], np.float64),
        f"{name}_begin": chain.begin,
        f"{name}_moves": chain.moves,
        f"{name}_end": chain.end,
    }


def write_arrays(path: Path, arrays: dict[str, Array]) -> None:
    """An .npz whose bytes depend on the arrays alone."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(arrays):
            buffer = io.BytesIO()
            np.lib.format.write_array(
                buffer, np.ascontiguousarray(arrays[name]), version=(1, 0), allow_pickle=False
            )
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)


def train(articles: list[dict]) -> dict[str, Array]:
    began = time.time()

    def say(what: str) -> None:
        print(f"{time.time() - began:6.0f} s  {what}", flush=True)

    pages = pages_of(articles)
    say(f"{len(pages)} blocks of {len(articles)} articles")
    add_posteriors(pages)
    say("cues of every fold from a chain trained on the others")
    add_candidates(pages)
    say("candidates of every fold, their sources and contents likewise")
    choosers = fit_choosers(pages)
    say("choosers")
    features, truth = judge_data(pages, choosers)
    say(f"{len(truth)} candidates, {truth.mean():.3f} of them right")
    judges = [fit_judge(features, truth, seed, **JUDGE_TRAINING) for seed in range(JUDGES)]
    arrays = network_arrays("judge", judges)
    for role, network in choosers[-1].items():
        arrays |= network_arrays(role, [network])
    arrays |= chain_arrays("cue", *fit_cues(pages)) | chain_arrays("pair", *fit_pairs(pages))
    say("done")
    return arrays | lexicon_arrays(count_lexicon(articles))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train")
    parser.add_argument("out", type=Path)
    parser.add_argument("--hold-out", type=int, default=0)
    options = parser.parse_args()
    articles, _ = held_out(load(options.train), options.hold_out)
    write_arrays(options.out, train(articles))
    print(f"{options.out}: {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
