"""Whether only articles of one event are aligned, and how fast.

    python benchmarks/align.py EVENTS.jsonl

EVENTS has one article a line: {"event", "outlet", "headline", "text"}; all articles are mixed.
Speed: CPU seconds, one pass, for the first forty articles as ten outlets by four, each of the 780
pairs of articles aligned, of one event or not.
"""

import json
import sys
import time
from itertools import combinations
from pathlib import Path

from tellings import Article, Story, align, reused
from tellings.comparison import alignment

TOGETHER = 40


def seconds(what):
    started = time.process_time()
    result = what()
    return result, time.process_time() - started


def main(path):
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
    same = (mixed["article"].map(event_of) == mixed["other_article"].map(event_of)).sum()
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
        f"{len(mixed)} pairs of paragraphs, {same} in one event"
    )
    for unit, (_, spent) in timed.items():
        print(f"seconds to align {count} pairs of articles by {unit}: {spent:.1f}")
        print(f"ms a pair of articles by {unit}: {1000 * spent / count:.1f}")
    print(f"seconds for shared wording in these: {shared:.1f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
