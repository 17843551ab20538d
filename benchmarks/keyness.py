"""Whether keyness finds differences where there are none, and how fast it is.

    python benchmarks/keyness.py EVENTS.jsonl [--write]

EVENTS has one article a line: {"event", "outlet", "text"}, several outlets on each event. The
outlets' labels are shuffled within events 200 times, so that no word is any outlet's own, and every
outlet is compared with the rest. A good test calls 5% of the words significant at .05, or fewer
where words are so rare that p has few values. A test that draws words one by one calls more of
those that have room to move, the "frequent" words, which stand 30 times or more: words come in
clusters. Intervals: 95%, from the spread of the 200 shares.

Length alone: the same again, with verdicts, where after dealing out the labels one outlet's
articles are cut to their first half, within events and over all articles; and by voice, where each
sentence is put between quotation marks by chance, one in four. Power: the same designs with 40
articles of two outlets, and a made-up word put in, twice as often in one outlet's.

For speed the articles are repeated to 6,000, and counts by outlet plus keyness (499 shuffles within
events) set beside scikit-learn's CountVectorizer alone with the same pattern of words: each in a
process of its own, five times in turn, CPU seconds on one core without the loading, the fastest of
each; memory is the largest that the process had, all in all.

--write keeps two of the figures in lib/tellings/data/measured, where lesson 6 finds them.
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
ADDED = "reportedlyish"
SILENT = {  # whose figures lesson 6 shows
    "outlets compared with any verdict": "this program",
    "outlets compared with any p below .05 after Benjamini and Hochberg": (
        "the usual test, word by word"
    ),
}


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
    out = {}
    for name in found[0]:
        values = 100 * np.array([one[name] for one in found])
        half = 1.96 * float(values.std(ddof=1)) / len(values) ** 0.5
        mean = float(values.mean())
        out[name] = mean, max(0.0, mean - half), min(100.0, mean + half)
    return out


def write(path, rows, alarms, lengths):
    """False alarms as the comparisons without one, so that more is better as in other figures."""
    from benchmark_results import write_result

    corpus = f"BASIL: {len(rows)} articles of three US outlets, "
    silent = "comparisons without a difference in which no word is reported"
    told = [
        (
            silent,
            who,
            f"{corpus}outlets shuffled {SHUFFLES} times",
            [100 - one for one in alarms[name]],
        )
        for name, who in SILENT.items()
    ]
    twice = lengths["equal, within events, % that find a word said twice as often"]
    put_in = f"{corpus}40 of them, a made-up word put in {SHUFFLES // 2} times"
    told.append(("words said twice as often that are reported", "this program", put_in, twice))
    figures = [
        {"method": "term frequency", "measure": measure, "who": who, "corpus": texts}
        | {"basis": "spread over shuffles"}
        | dict(zip(("low", "value", "high"), sorted(values), strict=True))
        for measure, who, texts, values in told
    ]
    write_result("keyness", [path], figures, measures=["terms.keyness"])


def cut(text, share=0.5):
    """The first words of a text, its paragraphs kept."""
    left, out = int(len(text.split()) * share), []
    for paragraph in text.split("\n\n"):
        words = paragraph.split()[:left]
        left -= len(words)
        out.append(" ".join(words))
    return "\n\n".join(filter(None, out))


def quoted_by_chance(text, rng):
    """The text with one sentence in four between quotation marks, and no other marks."""
    from tellings.text.splitting import split_sentences

    plain = text.translate(dict.fromkeys(map(ord, '"“”'), None))
    paragraphs = [[part[a:b] for a, b in split_sentences(part)] for part in plain.split("\n\n")]
    return "\n\n".join(
        " ".join(f"“{one}”" if rng.random() < 0.25 else one for one in some) for some in paragraphs
    )


def with_word(text, rate, rng):
    """The text with a word that is not in it, now and then; articles differ in how often."""
    rate *= rng.gamma(3, 1 / 3)
    return " ".join(f"{word} {ADDED}" if rng.random() < rate else word for word in text.split())


def designs(rows, rng, powered):
    """Name, story, and how to call keyness: no word is any side's own, but for the one added."""
    outlets = shuffled_labels(rows, rng)
    short = sorted(set(outlets))[0]
    texts = [row["text"] for row in rows]
    if powered:
        texts = [
            with_word(text, 0.02 if outlet == short else 0.01, rng)
            for text, outlet in zip(texts, outlets, strict=True)
        ]
    events = {str(at): row["event"] for at, row in enumerate(rows)}
    halved = [cut(text) if o == short else text for text, o in zip(texts, outlets, strict=True)]
    marked = [{"text": quoted_by_chance(text, rng)} for text in texts]
    for name, some, how in (
        ("equal, within events", texts, {"events": events}),
        ("one half as long, within events", halved, {"events": events}),
        ("one half as long, over all articles", halved, {}),
    ):
        yield name, as_story([{"text": text} for text in some], outlets), {"by": "outlet"} | how
    if not powered:
        yield "quoted one in four, by voice", as_story(marked, outlets), {"by": "voice"}


def of_length(rows):
    """How many tables have a verdict where only the length differs, and how often one is right."""
    import numpy as np

    from tellings import keyness

    two = [row for row in rows if row["outlet"] != sorted({row["outlet"] for row in rows})[-1]]
    out = {}
    for powered in (False, True):
        rng, found = np.random.default_rng(20110110), defaultdict(list)
        for _ in range(SHUFFLES // 2):
            for name, story, how in designs(two if powered else rows, rng, powered):
                table = keyness(story, **how)
                told = table[table["verdict"] != "cannot tell"]
                found[name].append((told["word"] == ADDED).any() if powered else len(told) > 0)
        what = "% that find a word said twice as often" if powered else "% of tables with a verdict"
        for name, some in found.items():
            mean = float(np.mean(some))
            half = 1.96 * (mean * (1 - mean) / len(some)) ** 0.5
            out[f"{name}, {what}"] = (
                100 * mean,
                100 * max(0, mean - half),
                100 * min(1, mean + half),
            )
    return out


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


def main(path, how=None, pattern=None, keep=False):
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
    alarms, lengths = false_alarms(rows), of_length(rows)
    if keep:
        write(path, rows, alarms, lengths)
    for name, (value, low, high) in alarms.items():
        print(f"{name}, % below .05: {value:.2f} [{low:.2f}, {high:.2f}]")
    for name, (value, low, high) in lengths.items():
        print(f"{name}: {value:.1f} [{low:.1f}, {high:.1f}]", flush=True)
    for line in speed(path):
        print(line, flush=True)


if __name__ == "__main__":
    given = [one for one in sys.argv[1:] if one != "--write"]
    if len(given) not in (1, 2, 3):
        sys.exit(__doc__)
    main(*given, keep="--write" in sys.argv)
