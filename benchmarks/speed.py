"""How fast each layer is, how memory and time grow with the articles, and what a start costs.

    python benchmarks/speed.py EVENTS.jsonl [MOST]

EVENTS has one article a line: {"event", "outlet", "text"}. First each layer over all its articles,
each event a story of its own: kB of text per CPU second, the layers below it made before, so that
a figure is of this layer alone; and "everything", from texts to the last table. Then growth: the
same articles again and again, three to an event, one event after another, up to MOST (10,000 where
nothing is said), with the exponent that fits CPU seconds against articles (1: twice as many take
twice as long). A text that comes again is a little cheaper, since its words are known; the first
rounds pay for them.

Last what a start costs: importing the library; and `run.py` in a fresh clone of what is committed,
in which it makes its environment first (cold), and once more (warm). Its parts: the environment is
made, or only looked over; as many notebooks without a cell start as many kernels; all that a lesson
imports is imported once more, in a program that has what a kernel has; and the rest is work. Two
notebooks run at a time, so their parts are told in seconds of the processor.
"""

import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from slope import slope

import tellings as tl

ROOT = Path(__file__).parents[1]
LAYERS = {
    "sentences": tl.sentences,
    "tokens": tl.tokens,
    "quotations": tl.quotations,
    "mentions": tl.mentions,
    "attributions": tl.attributions,
    "sources": tl.sources,
    "frames, codebook generic": lambda story: tl.code_frames(story, "generic"),
    "frames, codebook policy": lambda story: tl.code_frames(story, "policy"),
    "counts": tl.counts,
    "shared wording": tl.shared_wording,
    "align": tl.align,
    "facts": tl.facts,
}
WHOLE = (
    "tokens",
    "attributions",
    "frames, codebook generic",
    "frames, codebook policy",
    "counts",
    "sources",
)


def stories_of(articles):
    """One after another, so that those that are done need no memory."""
    events = {}
    for number, one in enumerate(articles):
        events.setdefault(one["event"], []).append((f"{number}", one))
    for of_one in events.values():
        yield tl.Story(
            tl.Article(id=name, text=one["text"], outlet=one["outlet"]) for name, one in of_one
        )


def cpu_seconds(task, things):
    started = time.process_time()
    for thing in things:
        task(thing)
    return time.process_time() - started


def everything(story):
    for name in WHOLE:
        LAYERS[name](story)


def size_of(articles):
    return sum(len(one["text"].encode()) for one in articles) / 1000


def grown(articles, count):
    """So many articles, in events of three."""
    chosen = [articles[number % len(articles)] for number in range(count)]
    return [one | {"event": number // 3} for number, one in enumerate(chosen)]


def peak_mb():
    """The most memory that this program has had, where the system tells."""
    try:
        import resource
    except ImportError:  # Windows
        return math.nan
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1e6 if sys.platform == "darwin" else 1e3)


def clock(*command, folder=ROOT):
    """Seconds that passed, those of the processor, and what was printed."""
    before, started = os.times(), time.perf_counter()
    done = subprocess.run([sys.executable, *command], cwd=folder, check=True, capture_output=True)
    passed, after = time.perf_counter() - started, os.times()
    return passed, sum(after[2:4]) - sum(before[2:4]), done.stdout


ENVIRONMENT = "import run, sys; environment = run.Environment(run.ROOT)"
# As run.py starts a program; the variable has Python say what it imports.
PROGRAM = f"{ENVIRONMENT}; environment.run(run.Path(sys.argv[1]), *sys.argv[2:])"
SPOKEN = f"{PROGRAM[:-1]}, PYTHONPROFILEIMPORTTIME='1')"
IMPORTS = """
import importlib, ipykernel.kernelapp, ipykernel.zmqshell, sys, time
begun = time.process_time()
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except ImportError:  # asked for by a library that can do without
        pass
print(time.process_time() - begun)
"""


def start():
    """What `run.py` costs in a fresh clone, cold and warm, and what it does in that time."""
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as settings:
        folder = Path(name, "clone")
        subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True)
        told = {
            "cold, the environment is made": ["-c", f"{ENVIRONMENT}; environment.make()"],
            "cold, the rest": ["run.py"],
            "warm": ["run.py"],
            "warm, looked over": ["-c", f"{ENVIRONMENT}; environment.is_current()"],
        }
        for what, command in told.items():
            passed, cpu, _ = clock(*command, folder=folder)
            told[what] = cpu
            print(f"run.py {what}: {passed:.1f} s, {cpu:.1f} CPU", flush=True)
        lessons = sorted(folder.glob("notebooks/*.ipynb"))
        kernels = of_kernels(folder, settings, len(lessons))
        imports = sum(of_imports(folder, settings, lesson) for lesson in lessons)
        work = told["warm"] - told["warm, looked over"] - kernels - imports
        print(f"run.py warm, {len(lessons)} kernels and what runs them: {kernels:.1f} CPU")
        print(f"run.py warm, what the lessons import: {imports:.1f} CPU")
        print(f"run.py warm, work: {work:.1f} CPU")


def of_kernels(folder, settings, count):
    """Seconds of the processor for so many notebooks without a cell."""
    empty = [folder / "notebooks" / f"empty {number}.ipynb" for number in range(count)]
    for path in empty:
        nbformat.write(nbformat.v4.new_notebook(), path)
    runner = ["-m", "notebook_runner", *map(str, empty)]
    return clock("-c", PROGRAM, settings, *runner, folder=folder)[1]


def of_imports(folder, settings, lesson):
    """Seconds of the processor for what a kernel says, in its notebook, that it has imported."""
    clock("-c", SPOKEN, settings, "-m", "notebook_runner", str(lesson), folder=folder)
    said = lesson.read_text(encoding="utf-8")
    names = dict.fromkeys(re.findall(r"import time: +\d+ \| +\d+ \| +([\w.]+)", said))
    return float(clock("-c", PROGRAM, settings, "-c", IMPORTS, *names, folder=folder)[2])


def main(path, most=10_000):
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines if line.strip()]
    for story in stories_of(articles[:3]):  # the weights and lists are read
        everything(story)
        for layer in LAYERS.values():
            layer(story)
    stories, size = list(stories_of(articles)), size_of(articles)
    for name, layer in LAYERS.items():
        print(f"{name}: {size / cpu_seconds(layer, stories):.0f} kB per CPU second")
    seconds = cpu_seconds(everything, stories_of(articles))
    print(f"everything: {size / seconds:.0f} kB per CPU second")
    del stories
    counts, seconds = [10**n for n in range(1, 9) if 10**n <= most], []
    for count in counts:
        seconds.append(cpu_seconds(everything, stories_of(grown(articles, count))))
        print(f"{count} articles: {seconds[-1]:.2f} CPU seconds, {peak_mb():.0f} MB at most so far")
    # Ten articles are over in a blink, and say little of growth.
    if len(counts) > 2:
        print(f"exponent from {counts[1]} articles on: {slope(counts[1:], seconds[1:]):.2f}")
    passed, cpu, _ = clock("-c", "import tellings")
    print(f"import tellings: {passed:.2f} s, {cpu:.2f} CPU")
    start()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:]))
