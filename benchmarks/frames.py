"""How often codebooks find the frames that people found, beside other methods, and how fast.

    python benchmarks/frames.py NARRATIVE.jsonl GUNVIOLENCE.jsonl

NARRATIVE has one article a line: {"id", "text", "frames": {"conflict": true, ...}}; coded with the
codebook "generic". GUNVIOLENCE has one headline a line: {"id", "headline", "frames": ["politics",
...]}; coded with gun_violence.toml, beside this file. The terms were written while looking only at
texts whose id has an even SHA-256; "terms not tuned on" are the rest.

Macro-F1. Narrative: of each frame the mean of F1 for "has it" and F1 for "has it not", averaged
over the frames, since a frame is as often present as absent. Gun violence: F1 for "has it",
averaged over the frames, since a headline has one or two of nine. Intervals: 95%, 1,000 bootstrap
samples of articles.

Beside the codebook with its own cut-offs: the same terms with cut-offs learnt on four fifths of the
articles, used on the rest (learnt cut-offs); any term at all (bare hits); the commoner answer to
each frame (majority); TF-IDF of words and pairs of words with logistic regression, one model a
frame, classes weighted to balance, in five-fold cross-validation (logistic regression). Speed:
10,000 articles, the narrative texts over and over, coded with the codebook "policy"; with voices
1,000.
"""

import hashlib
import json
import sys
import time
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from tellings import Article, Story, code_frames, frame_scores, read_codebook

SAMPLES, SEED, FOLDS, MANY = 1000, 20110110, 5, 10_000
CUTOFFS = range(1, 16)


def read(path):
    return [
        json.loads(line)
        for line in Path(path).read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def tuned_on(identifier):
    return hashlib.sha256(identifier.encode()).digest()[0] % 2 == 0


def ratio(above, below):
    return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)


def f1(gold, found):
    """One figure a frame; rows are articles, columns frames."""
    return ratio(2.0 * (gold & found).sum(axis=0), gold.sum(axis=0) + found.sum(axis=0))


def macro(gold, found, both):
    return 100 * float(np.mean([f1(gold, found), f1(~gold, ~found)] if both else f1(gold, found)))


def with_interval(gold, found, both):
    rng = np.random.default_rng(SEED)
    draws = (rng.integers(0, len(gold), len(gold)) for _ in range(SAMPLES))
    drawn = [macro(gold[rows], found[rows], both) for rows in draws]
    return macro(gold, found, both), *np.percentile(drawn, [2.5, 97.5])


def sentences_with(texts, book):
    """How many sentences have a term of each frame, by the library."""
    articles = [Article(id=str(at), text=text) for at, text in enumerate(texts)]
    table = frame_scores(Story(articles), book).pivot(
        index="article", columns="frame", values="sentences"
    )
    return table.loc[
        [article.id for article in articles], [frame.name for frame in book.frames]
    ].to_numpy()


def learnt(sentences, gold, both):
    """For each frame the cut-off that does best on these articles, with its two neighbours."""
    cutoffs = []
    for at in range(gold.shape[1]):
        mine, right = sentences[:, [at]], gold[:, [at]]
        scores = np.array([macro(right, mine >= cutoff, both) for cutoff in CUTOFFS])
        smooth = np.convolve(np.pad(scores, 1, mode="edge"), np.ones(3) / 3, mode="valid")
        cutoffs.append(CUTOFFS[smooth.argmax()])
    return np.array(cutoffs)


def with_learnt_cutoffs(sentences, gold, both):
    found = np.zeros_like(gold)
    for train, test in KFold(FOLDS, shuffle=True, random_state=SEED).split(gold):
        found[test] = sentences[test] >= learnt(sentences[train], gold[train], both)
    return found


def regression(texts, gold):
    """TF-IDF and logistic regression, each article coded by models that have not seen it."""
    words = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2)
    model = make_pipeline(words, LogisticRegression(C=10, class_weight="balanced", max_iter=1000))
    folds = KFold(FOLDS, shuffle=True, random_state=SEED)
    return np.column_stack([cross_val_predict(model, texts, right, cv=folds) for right in gold.T])


def measure(texts, ids, gold, book, both):
    """Each method's figure with its interval, and the codebook's for each frame."""
    sentences = sentences_with(texts, book)
    found = sentences >= np.array([frame.cutoff for frame in book.frames])
    others = np.array([not tuned_on(one) for one in ids])
    methods = {
        "codebook": (gold, found),
        "codebook, terms not tuned on": (gold[others], found[others]),
        "learnt cut-offs": (gold, with_learnt_cutoffs(sentences, gold, both)),
        "bare hits": (gold, sentences > 0),
        "majority": (gold, np.tile(gold.mean(axis=0) > 0.5, (len(gold), 1))),
        "logistic regression": (gold, regression(texts, gold)),
    }
    right = (gold & found).sum(axis=0)
    each = zip(
        book.frames,
        ratio(right, found.sum(axis=0)),
        ratio(right, gold.sum(axis=0)),
        f1(gold, found),
        strict=True,
    )
    lines = [
        f"{name} macro-F1: {{:.1f}} [{{:.1f}}, {{:.1f}}]".format(*with_interval(*pair, both))
        for name, pair in methods.items()
    ]
    return lines + [
        f"{f.name} precision, recall, F1: {100 * p:.1f}, {100 * r:.1f}, {100 * f_1:.1f}"
        for f, p, r, f_1 in each
    ]


def speed(texts):
    """MB per CPU second without voices, and with, these on a tenth of the articles."""
    articles = [Article(id=str(at), text=texts[at % len(texts)]) for at in range(MANY)]
    book = read_codebook("policy")
    for name, voice, some in (("without", False, articles), ("with", True, articles[: MANY // 10])):
        started = time.process_time()
        code_frames(Story(some), book, voice=voice)
        spent = time.process_time() - started
        size = sum(len(article.text.encode()) for article in some) / 1e6
        yield f"{len(some)} articles, {name} voices, MB per CPU second: {size / spent:.2f}"


def main(narrative, gun_violence):
    articles, headlines = read(narrative), read(gun_violence)
    generic, issue = (
        read_codebook("generic"),
        read_codebook(Path(__file__).with_name("gun_violence.toml")),
    )
    gold = np.array(
        [[bool(one["frames"][frame.name]) for frame in generic.frames] for one in articles]
    )
    texts, ids = [one["text"] for one in articles], [one["id"] for one in articles]
    lines = [f"narrative, {line}" for line in measure(texts, ids, gold, generic, both=True)]
    gold = np.array([[frame.name in one["frames"] for frame in issue.frames] for one in headlines])
    titles, ids = [one["headline"] for one in headlines], [one["id"] for one in headlines]
    lines += [f"gun violence, {line}" for line in measure(titles, ids, gold, issue, both=False)]
    print("\n".join([*lines, *speed(texts)]))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
