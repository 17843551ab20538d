"""Two outlets compared event by event: each event tells of itself what it lets expect."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy

from tellings.terms.resampling import shuffled

SHUFFLES = 9_999  # with the observed table 10,000
Numbers = npt.NDArray[Any]


def difference_by_event(
    one: pd.DataFrame, two: pd.DataFrame, events: Mapping[str, Hashable], many: float = np.inf
) -> tuple[float, float, float, str, float]:
    """The difference of two outlets' shares of sentences, its interval, the unit, and p.

    Args:
        one, two: article, sentences and of for the articles of each outlet.
        events: the event of each article, by its id.
        many: from so many events that both tell, p is by t over them, without shuffling.

    Raises:
        ValueError: events names no event for an article.
    """
    both = pd.concat([one, two])
    if missing := [name for name in both["article"] if events.get(name) is None]:
        raise ValueError(f"events names no event for {', '.join(dict.fromkeys(missing))}")
    second = np.repeat([0, 1], [len(one), len(two)]).astype(np.intp)
    kept = (both["of"] > 0).to_numpy()
    of_event = pd.Series([events[name] for name in both["article"]], dtype=object)
    event = pd.factorize(of_event[kept])[0]
    counts = both.loc[kept, ["sentences", "of"]].to_numpy(float)
    over, weight = _by_event(counts, second[kept][:, None], event)
    total = weight.sum()
    if total == 0:  # no event that both tell
        return np.nan, -1.0, 1.0, "event", 1.0
    observed = float(over.sum() / total)
    half = _half_width((over - observed * weight)[:, 0], weight[:, 0])
    if (both_tell := int((weight > 0).sum())) < many:
        p = _p_shuffled(counts, second[kept], event, abs(observed))
    else:
        p = _p_by_t(observed, half, both_tell)
    return observed, max(-1.0, observed - half), min(1.0, observed + half), "event", p


def _by_event(counts: Numbers, second: Numbers, event: Numbers) -> tuple[Numbers, Numbers]:
    """Of each event the difference times its weight, and its weight; a column a shuffle."""
    k, n = counts.T[:, :, None]
    sums = np.zeros((4, event.max(initial=-1) + 1, second.shape[1]))
    for at, values in enumerate((k, n, k * second, n * second)):
        np.add.at(sums[at], event, np.broadcast_to(values, second.shape))
    all_k, all_n, k2, n2 = sums
    k1, n1 = all_k - k2, all_n - n2
    of = np.maximum(all_n, 1)
    return (k1 * n2 - k2 * n1) / of, n1 * n2 / of


def _half_width(apart: Numbers, weight: Numbers) -> float:
    """Half the 95% interval, the events that both tell as clusters; endless for one of them."""
    events = int((weight > 0).sum())
    if events < 2:
        return np.inf
    error = np.sqrt(events / (events - 1) * (apart**2).sum()) / weight.sum()
    return float(scipy.stats.t.ppf(0.975, events - 1) * error)


def _p_by_t(observed: float, half: float, events: int) -> float:
    """How likely as large a difference is by chance, from half the interval."""
    if half == 0:
        return float(observed == 0)
    edge = float(scipy.stats.t.ppf(0.975, events - 1))
    return float(2 * scipy.stats.t.sf(abs(observed) / half * edge, events - 1))


def _p_shuffled(counts: Numbers, second: Numbers, event: Numbers, observed: float) -> float:
    hits = 1
    for labels in shuffled(second, event, SHUFFLES):
        over, weight = _by_event(counts, labels, event)
        apart = over.sum(axis=0) / np.maximum(weight.sum(axis=0), 1e-9)
        hits += int((np.abs(apart) >= observed - 1e-12).sum())
    return hits / (SHUFFLES + 1)
