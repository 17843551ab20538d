"""What questions to the tables of very many articles cost, with as many words as real texts have.

    python benchmarks/questions.py [ARTICLES]

Articles that repeat have few words and few outlets. Here the tables of counts of ARTICLES (200,000
where nothing is said) are made up: stories of fifty articles, each of another outlet and of 600
words, drawn by two laws, as words of English follow them (Gerlach & Altmann 2013): 1/r down to the
rank of 7,873, and 1/r^1.77 below it. Each question is a process of its own: seconds of the
processor, those that passed, and the largest memory, at the memory that the database is given. The
whole answer to keyness is asked only up to 10,000 articles, since it would not fit.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

import tellings as tl
from many import line, spent
from tellings.many.partitions import held_in, write_table

STORY, LENGTH, CORE, BELOW, RANKS = 50, 600, 7873, 1.77, 20_000_000
PART = "FROM keyness() WHERE count + rest >= 30 LIMIT 1000"
ASKED = [
    ("SELECT count(DISTINCT word) AS words, count(*) AS rows FROM counts", "1GB"),
    ("counts", "1GB"),
    ("counts", "256MB"),
    ("FROM counts() LIMIT 1000", "1GB"),
    (PART, "1GB"),
    (PART, "512MB"),
]


def laws():
    """The share of all words that stand at a rank or above it."""
    rank = np.arange(1, RANKS + 1)
    shares = np.where(rank <= CORE, 1 / rank, CORE ** (BELOW - 1) / rank**BELOW).cumsum()
    return shares / shares[-1]


def counts_of(story, drawn):
    """The table of a story, from the ranks of its words, a row for each article."""
    article = np.repeat(np.arange(STORY), LENGTH)
    pairs, times = np.unique(article * RANKS + drawn.ravel(), return_counts=True)
    numbers, ranks = pairs // RANKS, pairs % RANKS
    told = {
        "story": f"{story}",
        "word": [f"w{rank:x}" for rank in ranks],
        "article": [f"{story}_{number}" for number in numbers],
        "outlet": [f"outlet {number}" for number in numbers],
        "count": times,
        "of": LENGTH,
        "stop": ranks < 150,
    }
    return pd.DataFrame(told)


def make(articles, out):
    random, shares, listed = np.random.default_rng(1), laws(), []
    for story in range(int(articles) // STORY):
        drawn = np.searchsorted(shares, random.random((STORY, LENGTH)))
        file = Path(out, "counts", f"{story}.parquet")
        write_table(counts_of(story, drawn), file)
        listed.append({"table_name": "counts", "file": f"counts/{file.name}"} | held_in(file))
    write_table(pd.DataFrame(listed), Path(out, "partitions.parquet"))
    write_table(pd.DataFrame({"why": ["none"]}), Path(out, "errors.parquet"))


def ask(out, question, memory):
    begun = time.perf_counter()
    answer = tl.gathered(out, question, memory=memory)
    passed = time.perf_counter() - begun
    told = {str(name): int(answer[name][0]) for name in answer if len(answer) == 1}
    cpu, largest = spent()
    told |= {"answers": len(answer), "cpu": cpu, "passed": passed, "memory": largest}
    print(json.dumps(told))


def apart(*args):
    command = [sys.executable, __file__, *map(str, args)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def main(articles=200_000):
    with tempfile.TemporaryDirectory() as out:
        apart("make", articles, out)
        asked = [*ASKED, ("keyness", "1GB")] if int(articles) <= 10_000 else ASKED
        for question, memory in asked:
            line(f"{question} ({memory})", json.loads(apart("ask", out, question, memory)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        make(*sys.argv[2:])
    elif sys.argv[1:2] == ["ask"]:
        ask(*sys.argv[2:])
    elif len(sys.argv) in (1, 2):
        main(*sys.argv[1:])
    else:
        sys.exit(__doc__)
