"""Whether only articles of one event are aligned, and how fast.

    python benchmarks/align.py EVENTS.jsonl [--write]

EVENTS has one article a line: {"event", "outlet", "headline", "text"}; all articles are mixed.
Speed: CPU seconds, one pass, for the first forty articles as ten outlets by four, each of the 780
pairs of articles aligned, of one event or not. --write keeps the share of pairs that are in one
event in lib/tellings/data/measured, where lesson 6 finds it.
"""

import json
import sys
import time
from itertools import combinations
from pathlib import Path

from benchmark_results import write_result
from tellings import Article, Story, align, reused
from tellings.chance import clustered_share_interval
from tellings.comparison import alignment

TOGETHER = 40


def seconds(what):
    started = time.process_time()
    result = what()
    return result, time.process_time() - started


def write(path, mixed, same, events):
    """The interval takes pairs of articles as clusters, as their pairs of paragraphs are alike."""
    groups = same.groupby([mixed["article"], mixed["other_article"]])
    low, high = clustered_share_interval(groups.sum(), groups.size())
    row = {
        "method": "source comparison",
        "measure": "paired paragraphs that are about one event",
        "who": "this program",
        "corpus": f"BASIL: {events} events of 2010 and 2011 by three US outlets, mixed",
        "basis": "pairs of articles as clusters",
        "value": 100 * float(same.mean()),
        "low": 100 * low,
        "high": 100 * high,
    }
    write_result("align", [path], [row], measures=["comparison.alignment"])


def main(path, keep=False):
    rows = [
        json.loads(line)
        for line in Path(path).read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    articles = [
        Article(id=str(number), text=row["text"], outlet=row["outlet"])
        for number, row in enumerate(rows)
    ]
    event_of = {article.id: row["event"] for article, row in zip(articles, rows, strict=True)}
    mixed = align(Story(articles)).query("strength != 'none'")
    same = mixed["article"].map(event_of) == mixed["other_article"].map(event_of)
    together = articles[:TOGETHER]
    count = len(list(combinations(together, 2)))
    align(Story(articles[:2]))
    alignment.SAME_EVENT = 0.0
    timed = {
        unit: seconds(lambda unit=unit: align(Story(together), unit))
        for unit in ("paragraph", "sentence")
    }
    _, shared = seconds(lambda: reused(Story(together)))
    print(
        f"{len(articles)} articles, {len(set(event_of.values()))} events, "
        f"{len(mixed)} pairs of paragraphs, {same.sum()} in one event"
    )
    if keep:
        write(path, mixed, same, len(set(event_of.values())))
    for unit, (_, spent) in timed.items():
        print(f"seconds to align {count} pairs of articles by {unit}: {spent:.1f}")
        print(f"ms a pair of articles by {unit}: {1000 * spent / count:.1f}")
    print(f"seconds for shared wording in these: {shared:.1f}")


if __name__ == "__main__":
    paths = [one for one in sys.argv[1:] if one != "--write"]
    if len(paths) != 1:
        sys.exit(__doc__)
    main(*paths, keep="--write" in sys.argv)
