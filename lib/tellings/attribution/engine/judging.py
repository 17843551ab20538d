"""How probable it is that a candidate is an attribution, from everything seen of it."""

from dataclasses import dataclass

import numpy as np

from tellings.attribution.engine.blocks import Block, Cues, Decoded
from tellings.attribution.engine.corrections import RIVALS
from tellings.attribution.engine.features import CUE_BEGIN, IN_CONTENT, IN_SOURCE
from tellings.attribution.engine.forms import PRONOUNS, Array
from tellings.text.splitting import Span

ROWS = 32  # multiplied at a time: of more, threads would take turns that cost more than the sum


def judge_features(block: Block, cues: Cues, posterior: Array, decoded: Decoded) -> Array:
    """What the last judgement sees of each candidate row; there must be one at least."""
    columns, starts, heads = block.columns, cues.starts, cues.heads
    chance = np.clip(cues.probability, 0.001, 0.999)
    fading = np.exp(-np.diff(starts) / 8)  # a rival cue counts the less, the more tokens between
    seen = [
        np.log(chance / (1 - chance)),
        *(posterior[starts, label] for label in (CUE_BEGIN, IN_SOURCE, IN_CONTENT)),
        columns["cuebin"][heads] / 6,
        columns["stembin"][heads] / 6,
        columns["cuebin"][heads] == 0,
        columns["stembin"][heads] == 0,
        columns["qstate"][starts] > 0,
        cues.stops - starts > 1,
        columns["strong"][starts] > 0,
        np.append(0, chance[:-1] * fading),
        np.append(chance[1:] * fading, 0),
    ]
    state = columns["qstate"].tolist()
    quoted = np.concatenate([[0], np.cumsum(columns["qstate"] > 0)]).tolist()
    places = zip(starts.tolist(), cues.stops.tolist(), strict=True)
    rows = zip(places, decoded.content, decoded.source, strict=True)
    shape = np.array([row_shape(block.forms, state, quoted, *row) for row in rows], np.float32)
    parts = np.stack(seen, 1), rivalry(block, cues, decoded), decoded.measures, shape
    return np.concatenate(parts, 1).astype(np.float32)


def row_shape(
    words: list[str],
    state: list[int],
    quoted_before: list[int],
    cue: Span,
    content: list[Span],
    source: list[Span],
) -> tuple[float, ...]:
    """Where content and source stand to the cue, and how they begin and end."""
    start, stop = cue
    if not content:
        return (0.0,) * 16
    first, last = content[0][0], content[-1][1]
    size = sum(b - a for a, b in content)
    quoted = sum(quoted_before[b] - quoted_before[a] for a, b in content) / size
    own = source[0] if source else (start, start)
    return (
        quoted,
        float(quoted > 0.9),
        first < start,
        last > stop,
        len(content) > 1,
        float(state[first] == 2),
        float(words[last] in ".!?\n" if last < len(words) else True),
        float(words[first] in ("that", "to")),
        float(size <= 2),
        float(first == stop),
        min(abs(first - stop), 20) / 10,
        min(own[1] - own[0], 12) / 6,
        float(bool(source) and own[0] >= stop),
        float(bool(source) and own[1] == start),
        float(bool(source) and words[own[0]].lower() in PRONOUNS),
        min(start - own[1], 20) / 10 if source else -1.0,
    )


def rivalry(block: Block, cues: Cues, decoded: Decoded) -> Array:
    """How far likelier, and less likely, cues nearby claim a row's content, or hold its cue."""
    size, chance = len(cues.starts), cues.probability
    mask = np.zeros((size, len(block.starts)), bool)
    for i, spans in enumerate(decoded.content):
        for a, b in spans:
            mask[i, a:b] = True
    taken = mask.sum(1)
    out = np.zeros((size, 3), np.float32)
    for apart in range(1, min(RIVALS, size - 1) + 1):
        shared = (mask[apart:] & mask[:-apart]).sum(1)
        likeness = shared / np.maximum(taken[apart:] + taken[:-apart] - shared, 1)
        for mine, its in (
            (slice(apart, None), slice(None, -apart)),
            (slice(None, -apart), slice(apart, None)),
        ):
            column = np.where(chance[its] > chance[mine], 0, 1)
            rows = np.arange(size)[mine]
            out[rows, column] = np.maximum(out[rows, column], likeness)
            holds = mask[np.arange(size)[its], cues.starts[mine]]
            out[rows, 2] = np.maximum(out[rows, 2], holds * chance[its])
    return out


@dataclass
class Judge:
    """A network of one hidden layer: from a candidate's features to its probability."""

    mean: Array
    spread: Array
    hidden: Array
    hidden_bias: Array
    output: Array
    output_bias: Array

    def probability(self, features: Array) -> Array:
        scaled = np.clip((features - self.mean) / self.spread, -4, 4)
        parts = (scaled[at : at + ROWS] for at in range(0, max(1, len(scaled)), ROWS))
        active = np.tanh(np.concatenate([part @ self.hidden for part in parts]) + self.hidden_bias)
        return 1 / (1 + np.exp(-(active @ self.output + self.output_bias)))
