"""Whether keyness finds differences where there are none, and how fast it is.

    python benchmarks/keyness.py EVENTS.jsonl

EVENTS has one article a line: {"event", "outlet", "text"}, several outlets on each event. The
outlets' labels are shuffled within events 200 times, so that no word is any outlet's own, and every
outlet is compared with the rest. A good test calls 5% of the words significant at .05, or fewer
where words are so rare that p has few values. A test that draws words one by one calls more of
those that have room to move, the "frequent" words, which stand 30 times or more: words come in
clusters. Intervals: 95%, from the spread of the 200 shares.

For speed the articles are repeated to 6,000, and counts by outlet plus keyness (499 shuffles within
events) set beside scikit-learn's CountVectorizer alone with the same pattern of words: each in a
process of its own, five times in turn, CPU seconds on one core without the loading, the fastest of
each; memory is the largest that the process had, all in all.
"""

import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

SHUFFLES, LEVEL, FREQUENT = 200, 0.05, 30
ARTICLES, RUNS = 6000, 5


def read(path):
    return [
        json.loads(line)
        for line in Path(path).read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def peak():
    """The most memory this process has had, in MB; None where the system does not say."""
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1e6 if sys.platform == "darwin" else 1e3
    )


def as_story(rows, outlets):
    from tellings import Article, Story

    pairs = enumerate(zip(rows, outlets, strict=True))
    return Story(
        Article(id=str(at), text=row["text"], outlet=outlet) for at, (row, outlet) in pairs
    )


def shuffled_labels(rows, rng):
    outlets = [row["outlet"] for row in rows]
    places = defaultdict(list)
    for at, row in enumerate(rows):
        places[row["event"]].append(at)
    for some in places.values():
        for at, label in zip(
            some, rng.permutation([outlets[at] for at in some]).tolist(), strict=True
        ):
            outlets[at] = label
    return outlets


def shares(table):
    """The share of words that each test calls significant, and whether any word has a verdict."""
    from scipy.stats import false_discovery_control

    frequent = table[table["count"] + table["rest"] >= FREQUENT]
    out = {}
    for name, some in (("all words", table), ("frequent words", frequent)):
        out[f"resampled by article, {name}"] = (some["p_resampled"] < LEVEL).mean()
        out[f"token by token, {name}"] = (some["p"] < LEVEL).mean()
        out[f"token by token, G2 in two cells, {name}"] = (some["g2_two_cells"] > 3.8415).mean()
    out["outlets compared with any verdict"] = (
        table.groupby("outlet")["p_corrected"].min() < LEVEL
    ).mean()
    adjusted = table.groupby("outlet")["p"].agg(lambda p: false_discovery_control(p).min())
    out["outlets compared with any p below .05 after Benjamini and Hochberg"] = (
        adjusted < LEVEL
    ).mean()
    return out


def false_alarms(rows):
    import numpy as np

    from tellings import keyness

    rng = np.random.default_rng(20110110)
    events = {str(at): row["event"] for at, row in enumerate(rows)}
    found = [
        shares(
            keyness(
                as_story(rows, shuffled_labels(rows, rng)),
                by="outlet",
                events=events,
                measure="g2_two_cells",
            )
        )
        for _ in range(SHUFFLES)
    ]
    for name in found[0]:
        values = 100 * np.array([one[name] for one in found])
        half = 1.96 * values.std(ddof=1) / len(values) ** 0.5
        mean = values.mean()
        yield f"{name}, % below .05: {mean:.2f} [{mean - half:.2f}, {mean + half:.2f}]"


def repeated(rows):
    return [rows[at % len(rows)] for at in range(ARTICLES)]


def run_tellings(rows):
    from tellings import counts, keyness

    story = as_story(rows, [row["outlet"] for row in rows])
    events = {str(at): row["event"] for at, row in enumerate(rows)}
    started = time.process_time()
    counts(story, by="outlet")
    keyness(story, by="outlet", events=events)
    return time.process_time() - started


def run_sklearn(rows, pattern):
    from sklearn.feature_extraction.text import CountVectorizer

    texts = [row["text"] for row in rows]
    started = time.process_time()
    CountVectorizer(token_pattern=pattern).fit_transform(texts)
    return time.process_time() - started


def measured(path, *how):
    """CPU seconds and MB of one run in a process of its own."""
    one_core = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, __file__, path, *how],
        capture_output=True,
        text=True,
        check=True,
        env=one_core,
    )
    return json.loads(done.stdout)


def speed(path):
    from tellings.text.splitting import WORD

    runs = [
        (measured(path, "tellings"), measured(path, "sklearn", WORD.pattern)) for _ in range(RUNS)
    ]
    ours, theirs = (min(seconds for seconds, _ in side) for side in zip(*runs, strict=True))
    yield f"CPU seconds, counts and keyness: {ours:.2f}"
    yield f"CPU seconds, CountVectorizer: {theirs:.2f}"
    yield f"CPU time, counts and keyness through CountVectorizer: {ours / theirs:.2f}"
    if peak() is not None:
        ours, theirs = (min(memory for _, memory in side) for side in zip(*runs, strict=True))
        yield f"memory in MB, counts and keyness: {ours:.0f}"
        yield f"memory in MB, CountVectorizer: {theirs:.0f}"
        yield f"memory, counts and keyness through CountVectorizer: {ours / theirs:.2f}"


def main(path, how=None, pattern=None):
    rows = read(path)
    if how:
        rows = repeated(rows)
        print(
            json.dumps(
                [run_tellings(rows) if how == "tellings" else run_sklearn(rows, pattern), peak()]
            )
        )
        return
    print(f"{len(rows)} articles on {len({row['event'] for row in rows})} events")
    for line in [*speed(path), *false_alarms(rows)]:
        print(line)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
