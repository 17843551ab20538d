"""How well articles find the others of their event, and how fast articles are aligned.

    python benchmarks/align.py EVENTS.jsonl

EVENTS has one article a line: {"event", "outlet", "headline", "text"}. All articles are mixed; a neighbour is right where it
tells the same event, and each article is given as many neighbours as its event has other articles. The interval of a share is
Wilson's over the events with all neighbours right, for articles of one event stand or fall together; the share of right
neighbours has the middle 95% of 1,000 bootstrap samples of events. Speed: CPU seconds, one pass, for the first forty articles
as ten outlets by four articles, each of the 780 pairs of articles aligned whether they tell one event or not.
"""

import json
import sys
import time
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np

from tellings import Article, align, alignment, article_similarity, reused, shared_wording, shifts
from tellings.effects import share_interval

SAMPLES, SEED = 1000, 20110110
TOGETHER = 40


def neighbours(articles, event_of):
    """For each event: right neighbours and neighbours, over its articles."""
    size = Counter(event_of.values())
    counted = defaultdict(lambda: [0, 0])
    for row in article_similarity(articles).itertuples(index=False):
        event = event_of[row.article]
        if row.rank < size[event]:
            counted[event][0] += event_of[row.other_article] == event
            counted[event][1] += 1
    return np.array(list(counted.values()), dtype=float)


def bootstrapped(table):
    """The share of the first column in the second, and its middle 95% over samples of the rows."""
    rng = np.random.default_rng(SEED)
    samples = (table[rng.integers(0, len(table), len(table))].sum(axis=0) for _ in range(SAMPLES))
    drawn = [100 * right / of for right, of in samples]
    right, of = table.sum(axis=0)
    return 100 * right / of, *np.percentile(drawn, [2.5, 97.5])


def seconds(what):
    started = time.process_time()
    result = what()
    return result, time.process_time() - started


def titled(rows):
    return [Article(id=str(number), text=row["headline"]) for number, row in enumerate(rows)]


def main(path):
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    articles = [Article(id=str(number), text=row["text"], outlet=row["outlet"]) for number, row in enumerate(rows)]
    event_of = {article.id: row["event"] for article, row in zip(articles, rows, strict=True)}
    mixed = align(articles).query("strength != 'none'")
    same = (mixed["article"].map(event_of) == mixed["other_article"].map(event_of)).sum()
    together = articles[:TOGETHER]
    count = len(list(combinations(together, 2)))
    align(articles[:2])
    alignment.SAME_EVENT = 0.0
    timed = {unit: seconds(lambda unit=unit: align(together, unit)) for unit in ("paragraph", "sentence")}
    _, shifted = seconds(lambda: shifts(together, timed["paragraph"][0]))
    _, shared = seconds(lambda: reused(together, shared_wording(together)))
    print(
        f"{len(articles)} articles, {len(set(event_of.values()))} events, {len(mixed)} pairs of paragraphs, {same} in one event"
    )
    table = neighbours(articles, event_of)
    whole = int((table[:, 0] == table[:, 1]).sum())
    figures = {
        "right neighbours": bootstrapped(table),
        "right neighbours, headlines only": bootstrapped(neighbours(titled(rows), event_of)),
        "events all whose articles find each other": (
            100 * whole / len(table), *(100 * bound for bound in share_interval(whole, len(table)))
        ),
    }  # fmt: skip
    for name, (value, low, high) in figures.items():
        print(f"{name}: {value:.1f} [{low:.1f}, {high:.1f}]")
    for unit, (_, spent) in timed.items():
        print(f"seconds to align {count} pairs of articles by {unit}: {spent:.1f}")
        print(f"ms a pair of articles by {unit}: {1000 * spent / count:.1f}")
    print(f"seconds for shifts in these: {shifted:.1f}")
    print(f"seconds for shared wording in these: {shared:.1f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
