"""How much of each telling a frame fills, how sure that is, and on which single word it hangs."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from itertools import combinations
from math import comb, nan
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy

from tellings.articles.story import Story
from tellings.attribution.voices import voices_at
from tellings.chance import (
    clustered_share_interval,
    difference_interval,
    difference_of,
    one_share_interval,
)
from tellings.framing.codebook import Codebook, read_codebook
from tellings.framing.dictionary import code_frames
from tellings.framing.matched import difference_by_event
from tellings.text.layers import layer
from tellings.text.tokens import sentences, tokens

Counts = npt.NDArray[Any]
PARTS = ("article", "section", "voice")
ENOUGH_ARTICLES = 4  # of an outlet, to draw articles again; of fewer the sentences are drawn
DRAWS = 9_999  # shuffles; where there are no more ways to divide the articles, each is tried


@layer(codebook=read_codebook)
def frame_scores(
    story: Story, codebook: Codebook | str | Path, *, by: str = "article"
) -> pd.DataFrame:
    """How much of each article each frame touches: as a whole, by section, or by voice.

    Hits in reach of a negation and the story's event words are counted apart and touch no sentence.

    Args:
        story: the articles.
        codebook: a Codebook, or the name or path of one; frames without terms have no rows.
        by: "article" (the body), "section" (headline, deck, caption, lead, body), or "voice" (of
            the body: a speaker or "newsroom"; a sentence counts for each voice that has a word in
            it).

    Returns:
        One row a frame and article, or part of one: frame, article, outlet, section or voice, hits,
        negated and event (hits left out as such), terms (different ones), sentences (with a hit),
        of (sentences in all; 0 for an article without a body), share (sentences / of, or NaN), low
        and high (95%, Wilson 1927, sentences taken as drawn one by one), first (paragraph of the
        first hit, 0 where there is none), hangs_on (the term without which the share falls most, ""
        where several would cost as much) and without (the share then), present (whether the
        sentences reach the codebook's cut-off; None where it has none).

    Raises:
        ValueError: by is none of the three.
    """
    if by not in PARTS:
        raise ValueError(f"by is one of {', '.join(PARTS)}, not {by!r}")
    book = read_codebook(codebook)
    keys = list(dict.fromkeys(("article", by)))
    hits = _parted(code_frames(story, book, voice=by == "voice"), by)
    found: dict[tuple[str, ...], list[_Hit]] = defaultdict(list)
    names = zip(*(hits[key] for key in ["frame", *keys]), strict=True)
    for name, hit in zip(names, zip(*(hits[one] for one in _HIT), strict=True), strict=True):
        found[name].append(_Hit(*hit))
    places = _places(story, by, keys)
    rows = [
        {"frame": frame.name, "article": names[0], "outlet": story.outlets[names[0]]}
        | dict(zip(keys, names, strict=True))
        | _score(found.get((frame.name, *names), []), of, frame.cutoff)
        for frame in book.frames
        if frame.terms
        for names, of in places.items()
    ]
    columns = ["frame", "article", "outlet", *keys, *_score([], 1, None)]
    return pd.DataFrame(rows, columns=list(dict.fromkeys(columns)))


def _places(story: Story, by: str, keys: list[str]) -> dict[tuple[str, ...], int]:
    """How many sentences each article has, or each part of it; an article without any has 0."""
    table = _sentences(story, by)
    counted = table.drop_duplicates([*keys, "sentence"]).groupby(keys, sort=False).size()
    found = {name if isinstance(name, tuple) else (name,): n for name, n in counted.items()}
    if by != "article":
        return found
    return {(article.id,): found.get((article.id,), 0) for article in story}


def outlet_scores(story: Story, codebook: Codebook | str | Path) -> pd.DataFrame:
    """How much each frame touches of all articles of each outlet together.

    Args:
        story: the articles.
        codebook: a Codebook, or the name or path of one.

    Returns:
        One row a frame and outlet: frame, outlet, articles (that have a body), sentences (with a
        hit), of, share, low and high (95%, Wilson 1927; with articles as clusters, Korn & Graubard
        1998, where the outlet has four or more, else as if sentences were drawn one by one), unit
        (article or sentence, accordingly).
    """
    rows = []
    groups = frame_scores(story, codebook).groupby(["frame", "outlet"], sort=False)
    for (frame, outlet), mine in groups:
        counts = _counts(mine)
        k, of = counts.sum(axis=0)
        by_article = len(counts) >= ENOUGH_ARTICLES
        low, high = _interval(counts) if by_article else one_share_interval(k, of)
        unit = "article" if by_article else "sentence"
        rows.append((frame, outlet, len(counts), k, of, _share(k, of), low, high, unit))
    columns = "frame outlet articles sentences of share low high unit".split()
    return pd.DataFrame(rows, columns=columns)


def _counts(scores: pd.DataFrame) -> Counts:
    """Sentences with the frame, and in all, of each article that has any."""
    counts: Counts = scores[["sentences", "of"]].to_numpy()
    return counts[counts[:, 1] > 0]


def _interval(counts: Counts) -> tuple[float, float]:
    return clustered_share_interval(counts[:, 0], counts[:, 1])


def _share(k: float, of: float) -> float:
    return k / of if of else nan


def _parted(layer: pd.DataFrame, by: str) -> pd.DataFrame:
    """What counts: the body, or every section where these are told apart."""
    return layer if by == "section" else layer[layer["paragraph"] > 0]


def _sentences(story: Story, by: str) -> pd.DataFrame:
    """One row a sentence and part of its article: a section, or each voice with a word in it."""
    if by == "voice":
        words = _parted(tokens(story), by)
        return words.assign(voice=voices_at(story, words))[
            ["article", "sentence", "voice"]
        ].drop_duplicates()
    table = _parted(sentences(story), by)
    return table.assign(section=table["section"].where(table["paragraph"] != 1, "lead"))[
        ["article", "sentence", "section"]
    ]


class _Hit(NamedTuple):
    term: str
    sentence: int
    paragraph: int
    negated: bool
    event: bool


_HIT = _Hit._fields


def _score(hits: list[_Hit], of: int, cutoff: int | None) -> dict[str, object]:
    """The counts of one frame in one place; a frame with no hits has a score too."""
    counted = [hit for hit in hits if not (hit.negated or hit.event)]
    terms: dict[int, set[str]] = defaultdict(set)
    for hit in counted:
        terms[hit.sentence].add(hit.term)
    k = len(terms)
    alone = Counter(next(iter(some)) for some in terms.values() if len(some) == 1)
    (term, lost), (_, next_most) = (*alone.most_common(2), ("", 0), ("", 0))[:2]
    low, high = one_share_interval(k, of)
    return {
        "hits": len(counted), "negated": sum(bool(hit.negated) for hit in hits),
        "event": sum(bool(hit.event) for hit in hits),
        "terms": len({hit.term for hit in counted}),
        "sentences": k, "of": of, "share": _share(k, of), "low": low, "high": high,
        "first": min((int(hit.paragraph) for hit in counted), default=0),
        "hangs_on": term if lost > next_most else "", "without": _share(k - lost, of),
        "present": None if cutoff is None else k >= cutoff,
    }  # fmt: skip


@layer(codebook=read_codebook)
def frame_differences(
    story: Story, codebook: Codebook | str | Path, events: Mapping[str, Hashable] | None = None
) -> pd.DataFrame:
    """Each pair of outlets compared, frame by frame, with the verdict in words.

    Where each outlet has four articles or more, the labels of the outlets are shuffled over the
    articles; otherwise over the sentences, which cannot tell two newsrooms apart, only these texts.
    Where the story tells of several events, they are shuffled over the articles of each event.

    Args:
        story: the articles.
        codebook: a Codebook, or the name or path of one.
        events: where the story tells of several events, the event of each article, by its id. The
            outlets are then compared event by event, so that none differs only because of what it
            reported on.

    Returns:
        frame, first, second (outlets), difference (of the shares of sentences, first minus second;
        with events that of Mantel & Haenszel, as in Greenland & Robins 1985), low and high (95%, of
        two intervals as in `frame_scores`, Newcombe 1998, Zou & Donner 2008; by event t over the
        events that both tell), unit (what was shuffled: article or sentence; event where articles
        were shuffled within events), p (share of shuffles with a difference as large; all of them
        where they can be counted, else 9,999), p_corrected (Benjamini & Hochberg 1995, over all
        rows), verdict ("differs" or "cannot tell", at p_corrected < .05). Articles without a body
        are left out; an outlet without any other has no difference, and "cannot tell".

    Raises:
        ValueError: events names no event for an article.
    """
    return compared_outlets(frame_scores(story, codebook), events)


def compared_outlets(
    scores: pd.DataFrame, events: Mapping[str, Hashable] | None = None
) -> pd.DataFrame:
    """The rows of `frame_differences`, from the counts of sentences of each article."""
    rows = []
    for frame, group in scores.groupby("frame", sort=False):
        outlets = dict(iter(group.groupby("outlet", sort=False)))
        for one, two in combinations(outlets, 2):
            if events is None:
                found = _difference(_counts(outlets[one]), _counts(outlets[two]))
            else:
                found = difference_by_event(outlets[one], outlets[two], events)
            rows.append((frame, one, two, *found))
    table = pd.DataFrame(
        rows, columns=["frame", "first", "second", "difference", "low", "high", "unit", "p"]
    )
    corrected = scipy.stats.false_discovery_control(table["p"]) if len(table) else []
    verdict = ["differs" if p < 0.05 else "cannot tell" for p in corrected]
    return table.assign(p_corrected=corrected, verdict=verdict)


def _difference(one: Counts, two: Counts) -> tuple[float, float, float, str, float]:
    """Difference of shares, its interval, the unit, and p."""
    if not len(one) or not len(two):
        return nan, -1.0, 1.0, "sentence", 1.0
    (k1, n1), (k2, n2) = one.sum(axis=0), two.sum(axis=0)
    observed = k1 / n1 - k2 / n2
    if min(len(one), len(two)) < ENOUGH_ARTICLES:
        interval = difference_interval(k1, n1, k2, n2)
        return observed, *interval, "sentence", _shuffled_sentences(k1, n1, k2, n2)
    return observed, *_difference_interval(one, two), "article", _shuffled_articles(one, two)


def _difference_interval(one: Counts, two: Counts) -> tuple[float, float]:
    sides = ((float(_shares(side.sum(axis=0))), *_interval(side)) for side in (one, two))
    return difference_of(*sides)


def _shuffled_sentences(k1: int, n1: int, k2: int, n2: int) -> float:
    """Of all ways to share out the sentences, the part that differs as much (hypergeometric)."""
    counts = np.arange(max(0, k1 + k2 - n2), min(n1, k1 + k2) + 1)
    differences = np.abs(counts / n1 - (k1 + k2 - counts) / n2)
    chances = scipy.stats.hypergeom.pmf(counts, n1 + n2, k1 + k2, n1)
    return min(1.0, float(chances[differences >= abs(k1 / n1 - k2 / n2) - 1e-12].sum()))


def _shuffled_articles(one: Counts, two: Counts) -> float:
    pooled = np.concatenate([one, two])
    masks = np.array(list(_divisions(len(pooled), len(one))))
    firsts = masks @ pooled
    seconds = pooled.sum(axis=0) - firsts
    differences = np.abs(_shares(firsts) - _shares(seconds))
    observed = abs(float(_shares(one.sum(axis=0)) - _shares(two.sum(axis=0))))
    as_large = int((differences >= observed - 1e-12).sum())
    drawn = comb(len(pooled), len(one)) > DRAWS  # and then the observed one counts with them
    return (drawn + as_large) / (drawn + len(masks))


def _divisions(articles: int, first: int) -> Iterator[np.ndarray]:
    """Which articles are the first outlet's: every way where these are few, else random ones."""
    if comb(articles, first) <= DRAWS:
        for chosen in combinations(range(articles), first):
            yield np.isin(np.arange(articles), chosen)
        return
    rng = np.random.default_rng(0)
    for _ in range(DRAWS):
        yield rng.permutation(articles) < first


def _shares(counts: Counts) -> Counts:
    return counts[..., 0] / counts[..., 1]
