"""Whether articles are put into their events, and only those of one event are aligned; how fast.

    python benchmarks/align.py EVENTS.jsonl [--write]

EVENTS has one article a line: {"event", "outlet", "headline", "date", "text"}; all are mixed. First
the events that `group_events` makes of them, with and without days, of whole articles and of their
first hundred words: precision and recall of an article's event (B-cubed, Bagga & Baldwin 1998), and
how many articles have nobody else's in their event and all of their own. Beside it how often the
two nearest neighbours by TF-IDF are of the same event (of events that three tell). Then the pairs
of paragraphs: how many are of one event. Speed: CPU seconds, one pass, for the first forty articles
as ten outlets by four, each of the 780 pairs of articles aligned, of one event or not. --write
keeps the share of pairs that are in one event in lib/tellings/data/measured, where lesson 6 finds
it. Last the CPU seconds that `group_events` takes for 1,000 to 30,000 articles: the same events
again and again, each time 15 days later, so that each copy is an event of its own.
"""

import json
import sys
import time
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import numpy as np
import pandas as pd

from benchmark_results import write_result
from tellings import Article, Story, align, group_events, reused
from tellings.articles.article import joined
from tellings.chance import clustered_share_interval
from tellings.text.forms import stop_words
from tellings.text.splitting import WORD

TOGETHER, FIRST_WORDS = 40, 100
SIZES, LATER = (1000, 3000, 10_000, 30_000), 15


def seconds(what):
    started = time.process_time()
    result = what()
    return result, time.process_time() - started


def article_of(number, row, words=None, dated=True):
    paragraphs, left, body = row["text"].split("\n"), words or len(row["text"]), []
    for paragraph in filter(None, map(str.strip, paragraphs)):
        kept = paragraph.split()[:left]
        left -= len(kept)
        body.append(("body", " ".join(kept))) if kept else None
    head = [("headline", row["headline"])] if row["headline"] else []
    text, sections = joined([*head, *body])
    day = date.fromisoformat(row["date"]) if dated else None
    return Article(str(number), text, row["outlet"], published=day, sections=sections)


def grouping(rows, words, dated):
    """B-cubed precision and recall, and the share of articles in exactly their event."""
    story = Story([article_of(number, row, words, dated) for number, row in enumerate(rows)])
    made = group_events(story).set_index("article")["event"]
    found, meant = defaultdict(set), defaultdict(set)
    for number, row in enumerate(rows):
        found[made[str(number)]].add(number)
        meant[row["event"]].add(number)
    sets = [(found[made[str(n)]], meant[row["event"]]) for n, row in enumerate(rows)]
    precision = sum(len(a & b) / len(a) for a, b in sets) / len(sets)
    recall = sum(len(a & b) / len(b) for a, b in sets) / len(sets)
    return precision, recall, sum(a == b for a, b in sets) / len(sets)


def neighbours_right(rows, words):
    """How often the two nearest by TF-IDF (sublinear, without stop words) are of the same event."""
    stories = [article_of(number, row, words) for number, row in enumerate(rows)]
    lists = [[one.lower() for one in WORD.findall(story.text)] for story in stories]
    counts = [Counter(one for one in some if one not in stop_words()) for some in lists]
    having = Counter(word for some in counts for word in some)
    of = len(rows)
    weigh = {word: np.log((1 + of) / (1 + n)) + 1 for word, n in having.items()}
    column = {word: at for at, word in enumerate(having)}
    table = np.zeros((of, len(having)))
    for at, some in enumerate(counts):
        for word, n in some.items():
            table[at, column[word]] = (1 + np.log(n)) * weigh[word]
    table /= np.linalg.norm(table, axis=1)[:, None]
    alike = table @ table.T
    np.fill_diagonal(alike, -1)
    nearest = np.argsort(-alike, axis=1, kind="stable")[:, :2]
    same = [
        all(rows[n]["event"] == row["event"] for n in near)
        for near, row in zip(nearest, rows, strict=True)
    ]
    return sum(same) / of


def again_and_again(rows, number):
    articles = [article_of(at, rows[at % len(rows)]) for at in range(number)]
    return Story(
        replace(one, published=one.published + timedelta(LATER * (at // len(rows))))
        for at, one in enumerate(articles)
    )


def growth(rows):
    for number in SIZES:
        story = again_and_again(rows, number)
        made, spent = seconds(lambda story=story: group_events(story))
        whole = (made["articles"] == 3).mean()
        print(f"{number} articles: {spent:.1f} CPU seconds; {whole:.1%} in an event of three")
    print(f"memory at most: {getrusage(RUSAGE_SELF).ru_maxrss / 1000:.0f} MB (on Linux)")


def write(path, mixed, same, events):
    """The interval takes pairs of articles as clusters, as their pairs of paragraphs are alike."""
    groups = same.groupby([mixed["article"], mixed["other_article"]])
    low, high = clustered_share_interval(groups.sum(), groups.size())
    row = {
        "method": "source comparison",
        "measure": "paired paragraphs that are about one event",
        "who": "this program",
        "corpus": f"BASIL: {events} events of 2010 and 2011 by three US outlets, mixed; "
        "the rules were fixed on them",
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
    for words, dated in product((None, FIRST_WORDS), (True, False)):
        precision, recall, exact = grouping(rows, words, dated)
        print(
            f"events, {'with' if dated else 'without'} days, "
            f"{f'first {words} words' if words else 'whole articles'}: precision {precision:.1%}, "
            f"recall {recall:.1%}, articles in exactly their event {exact:.1%}; both neighbours "
            f"right by TF-IDF, without days: {neighbours_right(rows, words):.1%}"
        )
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
    one_event = pd.DataFrame({"article": [one.id for one in together], "event": 1})
    all_pairs = Story(together)
    all_pairs.correct(group_events=one_event)
    timed = {
        unit: seconds(lambda unit=unit: align(all_pairs, unit))
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
    growth(rows)


if __name__ == "__main__":
    paths = [one for one in sys.argv[1:] if one != "--write"]
    if len(paths) != 1:
        sys.exit(__doc__)
    main(*paths, keep="--write" in sys.argv)
