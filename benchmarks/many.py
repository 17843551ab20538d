"""How time and memory grow with the articles, from 100 to 30,000, and what two processes bring.

    python benchmarks/many.py EVENTS.jsonl [MOST]

EVENTS has one article a line: {"event", "outlet", "text"}. They are repeated until there are enough
and parted into stories of fifty. Each run is a process of its own: told are the seconds of the
processor, of all processes together, those that passed, and the largest memory of any one process.
The exponent is the slope of the line through the logarithms (least squares), of the seconds of the
processor; the time to start is in it, so the slope between the last two is told too. For two
processes against one, each is run three times in turn; with both processors free, so many times as
fast is twice the processor's seconds of one over those of two. Then the four questions are asked of
the largest run, in 256 MB.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import numpy as np

import tellings as tl
from tellings.many.gathering import QUESTIONS

SIZES = (100, 300, 1000, 3000, 10_000, 30_000)
STORY, MEMORY, TIMES, COMPARED = 50, "256MB", 3, 3000
ANALYSES = (tl.attributions, tl.counts, tl.sources, partial(tl.frame_scores, codebook="generic"))


def spent():
    """Seconds of the processor and megabytes, of this process and of those it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    largest = max(one.ru_maxrss for one in used) / (2**20 if sys.platform == "darwin" else 2**10)
    return sum(one.ru_utime + one.ru_stime for one in used), largest


def repeated(source, folder, n):
    lines = [json.loads(line) for line in Path(source).read_text(encoding="utf-8").splitlines()]
    table = folder / f"{n}.jsonl"
    with table.open("w", encoding="utf-8") as file:
        for at in range(n):
            file.write(json.dumps(lines[at % len(lines)], ensure_ascii=False) + "\n")
    return table


def one_run(table, folder, workers):
    begun = time.perf_counter()
    stories = tl.split_articles(table, Path(folder) / "stories", size=STORY)
    errors = tl.run_many(stories, ANALYSES, Path(folder) / "out", workers=int(workers))
    passed = time.perf_counter() - begun
    cpu, memory = spent()
    told = {"cpu": cpu, "passed": passed, "memory": memory, "errors": len(errors)}
    print(json.dumps(told))


def ask(out, question):
    begun = time.perf_counter()
    rows = len(tl.gathered(out, question, memory=MEMORY))
    passed = time.perf_counter() - begun
    cpu, memory = spent()
    print(json.dumps({"rows": rows, "cpu": cpu, "passed": passed, "memory": memory}))


def apart(*args):
    """One of the two above in a process of its own."""
    command = [sys.executable, __file__, *map(str, args)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def line(what, told):
    numbers = ", ".join(f"{name} {value:,.1f}" for name, value in told.items())
    print(f"{what}: {numbers}; load {os.getloadavg()[0]:.1f}", flush=True)


def slope(sizes, seconds):
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def main(source, most=SIZES[-1]):
    sizes = [n for n in SIZES if n <= int(most)]
    with tempfile.TemporaryDirectory() as name:
        seconds = []
        for n in sizes:
            folder = Path(name) / str(n)
            folder.mkdir()
            told = apart("run", repeated(source, folder, n), folder, 1)
            seconds.append(told["cpu"])
            line(f"{n} articles", told)
        print(f"exponent, all: {slope(sizes, seconds):.3f}")
        print(f"exponent, the last two: {slope(sizes[-2:], seconds[-2:]):.3f}")
        line("the largest again, all done", apart("run", folder / f"{n}.jsonl", folder, 1))
        for question in QUESTIONS:
            line(question, apart("ask", folder / "out", question))
        several = {1: [], 2: []}
        for at in range(TIMES):
            for workers, runs in several.items():
                folder = Path(name) / f"{workers} {at}"
                folder.mkdir()
                table = repeated(source, folder, min(COMPARED, int(most)))
                runs.append(apart("run", table, folder, workers))
                line(f"{workers} at work", runs[-1])
        for what, free in (("cpu", 2), ("passed", 1)):
            one, two = (statistics.median(run[what] for run in several[n]) for n in (1, 2))
            print(f"{what}: one {one:.1f}, two {two:.1f}, so {free * one / two:.2f} times as fast")


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        one_run(*sys.argv[2:])
    elif sys.argv[1:2] == ["ask"]:
        ask(*sys.argv[2:])
    elif len(sys.argv) in (2, 3):
        main(*sys.argv[1:])
    else:
        sys.exit(__doc__)
