"""How well attributions are found, against articles that people have marked, and how fast.

    python benchmarks/attribution.py DATA.jsonl [CURVE.csv] [--write]

DATA has one article a line: {"id", "text", "attributions": [{"source", "cue", "content"}]}, each a
list of [start, end]. The measure is over word tokens, so that marks, spaces and full stops cost
nothing. An attribution counts as found where the contents share half of their tokens or more
(Jaccard, matched one to one, best first), and as found with its source where the sources do so too.
A row's probability is that of the latter; the calibration error is how far it is from what is found
right, on average over the rows, in tenths of probability (per cent).
Intervals: 95%, 1,000 bootstrap samples of articles. CURVE gets precision and recall for several
settings of min_probability; the library ships the last one as attribution/accuracy.csv. --write
keeps the figures in lib/tellings/data/measured, where lesson 6 finds them.
"""

import csv
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np

from benchmark_results import write_result
from tellings import Article, Story, attributions, mentions
from tellings.attribution.engine.engine import DEFAULT_PROBABILITY, engine, find_attributions

WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
SAMPLES, SEED = 1000, 20110110
# what a first attempt at finding quotations, verbs of saying and names looks like
PLAIN = re.compile(
    r"[“\"][^”\"]{1,400}[”\"]|\b(?:said|says|told|according to|added|argued|asked|warned)\b"
    r"|[A-Z][a-z]+(?:\s[A-Z][a-z]+)*"
)
KINDS = ("direct", "mixed", "indirect")
CORPUS = "PolNeAR, development part: 84 US political news articles of 2015 and 2016"
# What lesson 6 says of each measure.
TOLD = {
    "relation F1": "attributions, content and source, F1",
    "relation precision": "found attributions that are right",
    "direct recall": "direct attributions that are found",
    "mixed recall": "mixed attributions that are found",
    "indirect recall": "indirect attributions that are found",
}
SETTINGS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def inside(text, spans):
    """The places of the words that lie, at least in part, in the spans."""
    return {
        w.start()
        for a, b in spans
        for w in WORD.finditer(text, max(0, a - 60), b)
        if w.end() > a and w.start() < b
    }


def jaccard(one, other):
    return len(one & other) / len(one | other) if one | other else 1.0


def matched(gold, found, least):
    """Pairs of indices, one to one, most alike first."""
    pairs = [
        (jaccard(g, f), -i, -j) for i, g in enumerate(gold) for j, f in enumerate(found) if g & f
    ]
    taken_gold, taken_found, out = set(), set(), []
    for alike, i, j in sorted(pairs, reverse=True):
        if alike >= least and -i not in taken_gold and -j not in taken_found:
            taken_gold.add(-i)
            taken_found.add(-j)
            out.append((-i, -j))
    return out


def between_marks(text):
    """The places of the words between quotation marks, straight ones in turn, to the line's end."""
    out, opened, at = set(), False, 0
    for mark in re.finditer(r"[\"“”«»\n]|``|''|$", text):
        out |= {w.start() for w in WORD.finditer(text, at, mark.start())} if opened else set()
        opened = mark[0] in ("“", "«") or (mark[0] in ('"', "``", "''") and not opened)
        at = mark.end()
    return out


def kind_of(words, quoted):
    return "direct" if words and words <= quoted else "mixed" if words & quoted else "indirect"


def count(article, found):
    """Everything the measures need of one article, as sums that add up over articles."""
    text, gold = article["text"], article["attributions"]
    quoted = between_marks(text)
    ours, theirs = ([inside(text, one["content"]) for one in side] for side in (found, gold))
    mine, right = set().union(*ours), set().union(*theirs)
    kinds = [kind_of(words, quoted) for words in theirs]
    n = Counter(
        gold=len(gold),
        found=len(found),
        token_right=len(mine & right),
        token_found=len(mine),
        token_gold=len(right),
    )
    n.update(f"{kind}_gold" for kind in kinds)
    n["exact"] = len(matched(theirs, ours, 1.0))
    tenths = [min(int(10 * one["probability"]), 9) for one in found]
    for tenth, one in zip(tenths, found, strict=True):
        n.update({f"tenth_{tenth}_found": 1, f"tenth_{tenth}_told": one["probability"]})
    for i, j in matched(theirs, ours, 0.5):
        source = jaccard(*(inside(text, one["source"] or []) for one in (gold[i], found[j])))
        n.update(content=1, relation=source >= 0.5)
        n[f"{kinds[i]}_right"] += 1
        n[f"tenth_{tenths[j]}_right"] += source >= 0.5
    return n


def f1(right, found, gold):
    return 200 * right / (found + gold) if found + gold else 0.0


def measures(n):
    """Percentages from sums."""
    out = {
        "content precision": 100 * n["content"] / max(1, n["found"]),
        "content recall": 100 * n["content"] / max(1, n["gold"]),
        "relation precision": 100 * n["relation"] / max(1, n["found"]),
    }
    out |= {
        f"{name} F1": f1(n[name], n["found"], n["gold"])
        for name in ("content", "relation", "exact")
    }
    out["token F1"] = f1(n["token_right"], n["token_found"], n["token_gold"])
    apart = (abs(n[f"tenth_{k}_told"] - n[f"tenth_{k}_right"]) for k in range(10))
    out["calibration error"] = 100 * sum(apart) / max(1, n["found"])
    return out | {
        f"{kind} recall": 100 * n[f"{kind}_right"] / max(1, n[f"{kind}_gold"]) for kind in KINDS
    }


def with_intervals(counted):
    """Each measure, and the middle 95% of it over bootstrap samples of the articles."""
    keys = sorted(set().union(*counted))
    table = np.array([[n[key] for key in keys] for n in counted], dtype=float)
    rng = np.random.default_rng(SEED)
    samples = (table[rng.integers(0, len(table), len(table))].sum(axis=0) for _ in range(SAMPLES))
    drawn = [measures(Counter(dict(zip(keys, sample, strict=True)))) for sample in samples]
    whole = measures(sum(counted, Counter()))
    return {
        name: (value, *np.percentile([one[name] for one in drawn], [2.5, 97.5]))
        for name, value in whole.items()
    }


def run(articles, min_probability=DEFAULT_PROBABILITY):
    """What the library finds in each article, and the CPU seconds it took, the loading left out."""
    engine()
    started, out = time.process_time(), []
    for article in articles:
        text = article["text"]
        found = find_attributions(
            text, Article(id=article["id"], text=text).paragraphs, min_probability
        )
        names = "source", "content", "probability"
        out.append([{name: getattr(one, name) for name in names} for one in found])
    return out, time.process_time() - started


def write_curve(path, articles):
    """Precision and recall, in per cent, for each setting."""
    rows = []
    for setting in SETTINGS:
        n = sum(map(count, articles, run(articles, setting)[0]), Counter())
        right = [
            100 * n[name] / n[side]
            for name in ("content", "relation")
            for side in ("gold", "found")
        ]
        rows.append([setting, *(f"{value:.1f}" for value in right)])
    with Path(path).open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(
            ["min_probability", "recall", "precision", "relation_recall", "relation_precision"]
        )
        table.writerows(rows)


def print_reliability(n):
    """Of the rows of each tenth of probability: how many, what they tell, what is right."""
    for tenth in range(10):
        found, told, right = (n[f"tenth_{tenth}_{name}"] for name in ("found", "told", "right"))
        if found:
            rates = f"{100 * told / found:.1f} told, {100 * right / found:.1f} right"
            print(f"probability from .{tenth}: {found} rows, {rates}")


def print_speeds(articles, size, seconds):
    """The engine alone, all that a person calls, speakers included, and one plain pattern."""
    texts = {article["id"]: article["text"] for article in articles}
    story = Story([Article(id=each, text=text) for each, text in texts.items()])
    engine.cache_clear()  # so that no word has been met before
    engine()
    mentions(Story.of("Ann Lee left Oslo."))  # its lists read
    whole = cpu_seconds(lambda: attributions(story))
    plain = cpu_seconds(lambda: [PLAIN.findall(text) for text in texts.values()])
    print(f"kB per CPU second: {size / seconds:.0f}")
    print(f"with speakers, as people call it: {size / whole:.0f}")
    print(
        f"a plain pattern over the same text: {size / plain:.0f}, {whole / plain:.0f} times faster"
    )


def cpu_seconds(task):
    started = time.process_time()
    task()
    return time.process_time() - started


def write(path, figures):
    rows = [
        {
            "method": "quotation attribution",
            "measure": told,
            "who": "this program",
            "corpus": CORPUS,
            "basis": "bootstrap of articles",
        }
        | dict(zip(("value", "low", "high"), map(float, figures[name]), strict=True))
        for name, told in TOLD.items()
    ]
    write_result("attribution", [path], rows, measures=["attribution.engine.engine"])


def main(path, curve=None, keep=False):
    articles = [
        json.loads(line)
        for line in Path(path).read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    if curve:
        write_curve(curve, articles)
    found, seconds = run(articles)
    counted = [count(article, some) for article, some in zip(articles, found, strict=True)]
    size = sum(len(article["text"].encode()) for article in articles) / 1000
    print(
        f"{len(articles)} articles, {sum(n['gold'] for n in counted)} attributions marked, "
        f"{sum(map(len, found))} found"
    )
    print_reliability(sum(counted, Counter()))
    figures = with_intervals(counted)
    for name, (value, low, high) in figures.items():
        print(f"{name}: {value:.1f} [{low:.1f}, {high:.1f}]")
    if keep:
        write(path, figures)
    print_speeds(articles, size, seconds)


if __name__ == "__main__":
    paths = [one for one in sys.argv[1:] if one != "--write"]
    if len(paths) not in (1, 2):
        sys.exit(__doc__)
    main(*paths, keep="--write" in sys.argv)
