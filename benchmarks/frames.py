"""How often codebooks find the frames that people found, beside other methods, and how fast.

    python benchmarks/frames.py NARRATIVE.jsonl GUNVIOLENCE.jsonl [--write]

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
1,000. --write keeps the figures in lib/tellings/data/measured, where lesson 6 finds them.
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

from benchmark_results import write_result
from tellings import Article, Story, code_frames, frame_scores, read_codebook

SAMPLES, SEED, FOLDS, MANY = 1000, 20110110, 5, 10_000
CUTOFFS = range(1, 16)
CORPORA = {
    "narrative": ("climate articles", "213 climate articles, five frames"),
    "gun violence": ("headlines", "650 headlines on gun violence, nine frames"),
}
# Whose figures lesson 6 shows. All texts flatter the codebook, whose terms were written for half.
TOLD = {
    "codebook, terms not tuned on": ("this program", ", the half not read for the word list"),
    "logistic regression": ("a classifier trained on four fifths of the texts", ""),
    "majority": ("always the more common answer", ""),
}


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
    """Each method's figure with its interval, and a line for each frame of the codebook."""
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
    figures = {name: with_interval(*pair, both) for name, pair in methods.items()}
    return figures, [
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


def write(paths, measured):
    rows = [
        {
            "method": "framing",
            "measure": f"frames in {CORPORA[corpus][0]}, macro-F1",
            "who": who,
            "corpus": CORPORA[corpus][1] + part,
            "basis": "bootstrap of articles",
        }
        | dict(zip(("value", "low", "high"), map(float, figures[name]), strict=True))
        for corpus, (figures, _) in measured.items()
        for name, (who, part) in TOLD.items()
    ]
    books = ["framing/codebooks/generic.toml", "../../benchmarks/gun_violence.toml"]
    # Coded without voices, and no outlets compared: their modules are imported and not run.
    apart = ["attribution", "terms", "framing.matched"]
    write_result("frames", paths, rows, measures=["framing.scores"], without=apart, files=books)


def main(narrative, gun_violence, keep=False):
    articles, headlines = read(narrative), read(gun_violence)
    generic, issue = (
        read_codebook("generic"),
        read_codebook(Path(__file__).with_name("gun_violence.toml")),
    )
    gold = np.array(
        [[bool(one["frames"][frame.name]) for frame in generic.frames] for one in articles]
    )
    texts, ids = [one["text"] for one in articles], [one["id"] for one in articles]
    measured = {"narrative": measure(texts, ids, gold, generic, both=True)}
    gold = np.array([[frame.name in one["frames"] for frame in issue.frames] for one in headlines])
    titles, ids = [one["headline"] for one in headlines], [one["id"] for one in headlines]
    measured["gun violence"] = measure(titles, ids, gold, issue, both=False)
    for corpus, (figures, lines) in measured.items():
        for name, (value, low, high) in figures.items():
            print(f"{corpus}, {name} macro-F1: {value:.1f} [{low:.1f}, {high:.1f}]")
        print(*(f"{corpus}, {line}" for line in lines), sep="\n")
    if keep:
        write([narrative, gun_violence], measured)
    print("\n".join(speed(texts)))


if __name__ == "__main__":
    paths = [one for one in sys.argv[1:] if one != "--write"]
    if len(paths) != 2:
        sys.exit(__doc__)
    main(*paths, keep="--write" in sys.argv)
