"""How time and memory grow with the articles, from 100 to 30,000, and what two processes bring.

    python benchmarks/many.py EVENTS.jsonl [MOST]

EVENTS has one article a line: {"event", "outlet", "text"}. They are repeated until there are enough
and parted into stories of fifty. Each step is a process of its own: told are the seconds of the
processor, of all processes together, those that passed, and the largest memory of any one process.
The steps are the run (of which "split" are the seconds to part the table), the same again where all
is done, and the four questions, asked in 256 MB; then how many files there are, and how large they
are together. The exponent is the slope of the line through the logarithms (least squares), of the
seconds of the processor; the time to start is in it, so the slope between the last two sizes is
told too, and by it what 200,000 articles would take. For two processes against one, each is run
three times in turn; with both processors free, so many times as fast is twice the processor's
seconds of one over those of two.
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

from slope import slope

import tellings as tl
from tellings.many.gathering import QUESTIONS

SIZES, GOAL = (100, 300, 1000, 3000, 10_000, 30_000), 200_000
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
    split = time.perf_counter() - begun
    errors = tl.run_many(stories, ANALYSES, Path(folder) / "out", workers=int(workers))
    passed = time.perf_counter() - begun
    cpu, memory = spent()
    told = {"cpu": cpu, "passed": passed, "memory": memory, "split": split}
    print(json.dumps(told | {"errors": len(errors)}))


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


def steps(table, folder):
    """What each step costs, and what is on the disk then."""
    told = {"the run": apart("run", table, folder, 1), "again": apart("run", table, folder, 1)}
    told |= {question: apart("ask", folder / "out", question) for question in QUESTIONS}
    files = [path.stat().st_size for path in (folder / "out").rglob("*.parquet")]
    told["files"] = {"number": len(files), "MB": sum(files) / 1e6}
    return told


def growth(source, folder, sizes):
    """The steps at each size, how each grows, and what it would be at the goal."""
    costs = {}
    for n in sizes:
        (folder / str(n)).mkdir()
        for step, told in steps(repeated(source, folder, n), folder / str(n)).items():
            line(f"{n} articles, {step}", told)
            costs.setdefault(step, []).append(told)
    print(f"exponent, all: {slope(sizes, [told['cpu'] for told in costs['the run']]):.3f}")
    for step, several in costs.items():
        for name in {"cpu", "memory", "number", "MB"} & several[-1].keys():
            values = [told[name] for told in several[-2:]]
            grows = slope(sizes[-2:], values)
            there = values[-1] * (GOAL / sizes[-1]) ** grows
            print(f"{step}, {name}: exponent {grows:.3f}, at {GOAL:,} articles {there:,.0f}")


def compared(source, folder, n):
    """Two processes against one."""
    several = {1: [], 2: []}
    for at in range(TIMES):
        for workers, runs in several.items():
            out = folder / f"{workers} {at}"
            out.mkdir()
            runs.append(apart("run", repeated(source, out, n), out, workers))
            line(f"{workers} at work", runs[-1])
    for what, free in (("cpu", 2), ("passed", 1)):
        one, two = (statistics.median(run[what] for run in several[n]) for n in (1, 2))
        print(f"{what}: one {one:.1f}, two {two:.1f}, so {free * one / two:.2f} times as fast")


def main(source, most=SIZES[-1]):
    sizes = [n for n in SIZES if n <= int(most)]
    with tempfile.TemporaryDirectory() as name:
        growth(source, Path(name), sizes)
        compared(source, Path(name), min(COMPARED, int(most)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        one_run(*sys.argv[2:])
    elif sys.argv[1:2] == ["ask"]:
        ask(*sys.argv[2:])
    elif len(sys.argv) in (2, 3):
        main(*sys.argv[1:])
    else:
        sys.exit(__doc__)
