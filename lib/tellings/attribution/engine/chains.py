"""Linear-chain conditional random fields, many at a time (Lafferty, McCallum & Pereira 2001)."""

from dataclasses import dataclass

import numpy as np

from tellings.attribution.engine.forms import Array

RESCALE = 8  # steps after which products of probabilities are scaled up, before they reach zero


def pack(table: Array) -> Array:
    """Rows of four int8 as one integer of four lanes: one look-up, one addition for all labels."""
    return np.ascontiguousarray(table.astype(np.int16) + 128).astype("<u2").view("<u8")[:, 0]


def unpack(summed: Array, terms: int, scale: float) -> Array:
    lanes = summed.astype("<u8").reshape(*summed.shape, 1).view("<u2").astype(np.float32)
    return (lanes - np.float32(128 * terms)) * np.float32(scale)


def by_length(lengths: Array) -> tuple[Array, Array]:
    """An order with the longest first, and how many are longer than each length."""
    order = np.argsort(-lengths, kind="stable")
    alive = np.searchsorted(-lengths[order], -np.arange(lengths.max(initial=0)), "left")
    return order, alive


def marginals(
    scores: Array, starts: Array, lengths: Array, begin: Array, moves: Array, end: Array
) -> Array:
    """Posterior probability of each label at each token of sequences, given by start and length."""
    weight = np.exp(scores - scores.max(1, keepdims=True)).astype(np.float64)
    return forward_backward(weight, starts, lengths, np.exp(begin), np.exp(moves), np.exp(end))


def forward_backward(
    weight: Array, starts: Array, lengths: Array, begin: Array, moves: Array, end: Array
) -> Array:
    """Of many sequences at once, a step of all of them at a time."""
    if not len(starts):
        return np.zeros_like(weight)
    order, alive = by_length(lengths)
    starts, lengths = starts[order], lengths[order]
    times = np.arange(len(alive))[:, None]
    at = np.minimum(starts + times, len(weight) - 1)
    grid = weight[at]
    forward, backward = np.empty_like(grid), np.empty_like(grid)
    backward[:] = end
    forward[0] = grid[0] * begin
    alive = alive.tolist()
    for t in range(1, len(alive)):
        now = forward[t, : alive[t]]
        np.matmul(forward[t - 1, : alive[t]], moves, out=now)
        now *= grid[t, : alive[t]]
        if t % RESCALE == 0:
            now /= now.sum(1, keepdims=True)
    back_moves = np.ascontiguousarray(moves.T)
    for t in range(len(alive) - 1, 0, -1):
        now = backward[t, : alive[t]]
        if t % RESCALE == 0:
            now /= now.sum(1, keepdims=True)
        np.matmul(now * grid[t, : alive[t]], back_moves, out=backward[t - 1, : alive[t]])
    valid = times < lengths
    both = forward[valid] * backward[valid]
    out = np.zeros_like(weight)
    out[at[valid]] = both / np.maximum(both.sum(1, keepdims=True), 1e-300)
    return out


@dataclass
class Chain:
    """The weights of one CRF."""

    table: Array
    scale: float
    begin: Array
    moves: Array
    end: Array

    def scores(self, summed: Array, terms: int) -> Array:
        out = np.zeros((*summed.shape, 5), np.float32)
        out[..., 1:] = unpack(summed, terms, self.scale)
        return out
