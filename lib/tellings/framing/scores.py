"""How much of each telling a frame fills, how sure that is, and on which single word it hangs."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from math import comb
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from tellings.articles.story import Story
from tellings.attribution.voices import voices_at
from tellings.chance import difference_interval, share_interval
from tellings.framing.codebook import Codebook, read_codebook
from tellings.framing.dictionary import code_frames
from tellings.text.layers import layer
from tellings.text.tokens import sentences, tokens

Counts = npt.NDArray[Any]
PARTS = ("article", "section", "voice")
ENOUGH_ARTICLES = 4  # of an outlet, to draw articles again; of fewer the sentences are drawn
DRAWS = 9_999


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
        of (sentences in all), share (sentences / of), low and high (95% bootstrap interval of the
        share; the unit drawn again is the sentence. Where none or all of the sentences have the
        frame a bootstrap shows no spread, and Wilson's bounds, 1927, stand), first (paragraph of
        the first hit, 0 where there is none), hangs_on (the term without which the share falls
        most, "" where several would cost as much) and without (the share then), present (whether
        the sentences reach the codebook's cut-off; None where it has none).

    Raises:
        ValueError: by is none of the three.
    """
    if by not in PARTS:
        raise ValueError(f"by is one of {', '.join(PARTS)}, not {by!r}")
    book = read_codebook(codebook)
    hits = _parted(code_frames(story, book, voice=by == "voice"), by)
    keys = list(dict.fromkeys(("article", by)))
    found = dict(iter(hits.groupby(["frame", *keys], sort=False)))
    places = _sentences(story, by).groupby(keys, sort=False)["sentence"].nunique()
    rows = []
    for frame in (frame for frame in book.frames if frame.terms):
        for place, of in places.items():
            names = place if isinstance(place, tuple) else (place,)
            where = {
                "frame": frame.name,
                "article": names[0],
                "outlet": story.outlets[names[0]],
            } | dict(zip(keys, names, strict=True))
            rows.append(
                where | _score(found.get((frame.name, *names), hits.iloc[:0]), of, frame.cutoff)
            )
    known = _score(hits.iloc[:0], 1, None)  # so that a story without a sentence has columns, too
    return pd.DataFrame(
        rows, columns=[*dict.fromkeys(["frame", "article", "outlet", *keys]), *known]
    )


def outlet_scores(story: Story, codebook: Codebook | str | Path) -> pd.DataFrame:
    """How much each frame touches of all articles of each outlet together.

    Args:
        story: the articles.
        codebook: a Codebook, or the name or path of one.

    Returns:
        One row a frame and outlet: frame, outlet, articles, sentences (with a hit), of, share, low
        and high (95% bootstrap interval), unit (what is drawn again: article where the outlet has
        four or more, else sentence).
    """
    rows = []
    for (frame, outlet), mine in frame_scores(story, codebook).groupby(
        ["frame", "outlet"], sort=False
    ):
        counts = mine[["sentences", "of"]].to_numpy()
        k, of = counts.sum(axis=0)
        by_article = len(mine) >= ENOUGH_ARTICLES
        low, high = _drawn_share(counts) if by_article else _bootstrap(k, of)
        unit = "article" if by_article else "sentence"
        rows.append((frame, outlet, len(mine), k, of, k / of, low, high, unit))
    columns = "frame outlet articles sentences of share low high unit".split()
    return pd.DataFrame(rows, columns=columns)


def _drawn_share(counts: Counts) -> tuple[float, float]:
    rng = np.random.default_rng(0)
    drawn = counts[rng.integers(len(counts), size=(DRAWS, len(counts)))].sum(axis=1)
    low, high = np.quantile(_shares(drawn), [0.025, 0.975])
    return float(low), float(high)


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


def _score(hits: pd.DataFrame, of: int, cutoff: int | None) -> dict[str, object]:
    """The counts of one frame in one place; a frame with no hits has a score too."""
    counted = hits[~(hits["negated"].astype(bool) | hits["event"].astype(bool))]
    terms = counted.groupby("sentence")["term"].agg(set)
    k = len(terms)
    alone = Counter(next(iter(some)) for some in terms if len(some) == 1)
    (term, lost), (_, next_most) = (*alone.most_common(2), ("", 0), ("", 0))[:2]
    low, high = _bootstrap(k, of)
    return {
        "hits": len(counted), "negated": int(hits["negated"].sum()),
        "event": int(hits["event"].sum()), "terms": counted["term"].nunique(),
        "sentences": k, "of": of, "share": k / of, "low": low, "high": high,
        "first": int(counted["paragraph"].min()) if k else 0,
        "hangs_on": term if lost > next_most else "", "without": (k - lost) / of,
        "present": None if cutoff is None else k >= cutoff,
    }  # fmt: skip


def _bootstrap(k: int, n: int) -> tuple[float, float]:
    """The interval that endless resampling of n sentences, k of them with the frame, would give."""
    low, high = (
        share_interval(k, n) if k in (0, n) else stats.binom.ppf([0.025, 0.975], n, k / n) / n
    )
    return float(low), float(high)


@layer(codebook=read_codebook)
def frame_differences(story: Story, codebook: Codebook | str | Path) -> pd.DataFrame:
    """Each pair of outlets compared, frame by frame, with the verdict in words.

    Where each outlet has four articles or more, the labels of the outlets are shuffled over the
    articles; otherwise over the sentences, which cannot tell two newsrooms apart, only these texts.

    Args:
        story: the articles.
        codebook: a Codebook, or the name or path of one.

    Returns:
        frame, first, second (outlets), difference (of the shares of sentences, first minus second),
        low and high (95%: by article a bootstrap; by sentence Newcombe 1998), unit (what was
        shuffled: article or sentence), p (share of shuffles with a difference as large; all of them
        where they can be counted, else 9,999), p_corrected (Benjamini & Hochberg 1995, over all
        rows), verdict ("differs" or "cannot tell", at p_corrected < .05).
    """
    return compared_outlets(frame_scores(story, codebook))


def compared_outlets(scores: pd.DataFrame) -> pd.DataFrame:
    """The rows of `frame_differences`, from the counts of sentences of each article."""
    rows = []
    for frame, group in scores.groupby("frame", sort=False):
        outlets = {
            name: mine[["sentences", "of"]].to_numpy()
            for name, mine in group.groupby("outlet", sort=False)
        }
        rows += [
            (frame, one, two, *_difference(outlets[one], outlets[two]))
            for one, two in combinations(outlets, 2)
        ]
    table = pd.DataFrame(
        rows, columns=["frame", "first", "second", "difference", "low", "high", "unit", "p"]
    )
    corrected = stats.false_discovery_control(table["p"]) if len(table) else []
    verdict = ["differs" if p < 0.05 else "cannot tell" for p in corrected]
    return table.assign(p_corrected=corrected, verdict=verdict)


def _difference(one: Counts, two: Counts) -> tuple[float, float, float, str, float]:
    """Difference of shares, its interval, the unit, and p."""
    (k1, n1), (k2, n2) = one.sum(axis=0), two.sum(axis=0)
    observed = k1 / n1 - k2 / n2
    if min(len(one), len(two)) < ENOUGH_ARTICLES:
        return (
            observed,
            *difference_interval(k1, n1, k2, n2),
            "sentence",
            _shuffled_sentences(k1, n1, k2, n2),
        )
    return observed, *_drawn_articles(one, two), "article", _shuffled_articles(one, two)


def _shuffled_sentences(k1: int, n1: int, k2: int, n2: int) -> float:
    """Of all ways to share out the sentences, the part that differs as much (hypergeometric)."""
    counts = np.arange(max(0, k1 + k2 - n2), min(n1, k1 + k2) + 1)
    differences = np.abs(counts / n1 - (k1 + k2 - counts) / n2)
    chances = stats.hypergeom.pmf(counts, n1 + n2, k1 + k2, n1)
    return min(1.0, float(chances[differences >= abs(k1 / n1 - k2 / n2) - 1e-12].sum()))


def _shuffled_articles(one: Counts, two: Counts) -> float:
    pooled = np.concatenate([one, two])
    masks = np.array(list(_divisions(len(pooled), len(one))))
    firsts = masks @ pooled
    seconds = pooled.sum(axis=0) - firsts
    differences = np.abs(_shares(firsts) - _shares(seconds))
    observed = abs(float(_shares(one.sum(axis=0)) - _shares(two.sum(axis=0))))
    as_large = int((differences >= observed - 1e-12).sum())
    return (
        as_large / len(masks)
        if comb(len(pooled), len(one)) <= DRAWS
        else (1 + as_large) / (1 + len(masks))
    )


def _divisions(articles: int, first: int) -> Iterator[np.ndarray]:
    """Which articles are the first outlet's: every way where these are few, else random ones."""
    if comb(articles, first) <= DRAWS:
        for chosen in combinations(range(articles), first):
            yield np.isin(np.arange(articles), chosen)
        return
    rng = np.random.default_rng(0)
    for _ in range(DRAWS):
        yield rng.permutation(articles) < first


def _drawn_articles(one: Counts, two: Counts) -> tuple[float, float]:
    rng = np.random.default_rng(0)
    drawn = [
        _shares(side[rng.integers(len(side), size=(DRAWS, len(side)))].sum(axis=1))
        for side in (one, two)
    ]
    low, high = np.quantile(drawn[0] - drawn[1], [0.025, 0.975])
    return float(low), float(high)


def _shares(counts: Counts) -> Counts:
    return counts[..., 0] / counts[..., 1]
