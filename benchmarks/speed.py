"""How fast each layer is, how memory and time grow with the articles, and what a start costs.

    python benchmarks/speed.py EVENTS.jsonl [MOST]

EVENTS has one article a line: {"event", "outlet", "text"}. First each layer over all its articles,
each event a story of its own: kB of text per CPU second, the layers below it made before, so that
a figure is of this layer alone; and "everything", from texts to the last table. Then growth: the
same articles again and again, three to an event, up to MOST (1,000 where nothing is said), with
the exponent that fits CPU seconds against articles (1: twice as many take twice as long). A text
that comes again is a little cheaper, since its words are known; the first rounds pay for them.
Last what a start costs: importing the library, and `run.py` in an environment that is in place.
"""

import json
import math
import subprocess
import sys
import time
from pathlib import Path

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
    events = {}
    for number, one in enumerate(articles):
        article = tl.Article(id=f"{number}", text=one["text"], outlet=one["outlet"])
        events.setdefault(one["event"], []).append(article)
    return [tl.Story(of_one) for of_one in events.values()]


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


def exponent(pairs):
    """The slope of a line through the logarithms."""
    points = [(math.log(count), math.log(seconds)) for count, seconds in pairs]
    mean_x, mean_y = (sum(side) / len(points) for side in zip(*points, strict=True))
    above = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return above / sum((x - mean_x) ** 2 for x, _ in points)


def peak_mb():
    """The most memory that this program has had, where the system tells."""
    try:
        import resource
    except ImportError:  # Windows
        return math.nan
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1e6 if sys.platform == "darwin" else 1e3)


def clock(*command):
    started = time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - started


def main(path, most=1000):
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines if line.strip()]
    for story in stories_of(articles[:3]):  # the weights and lists are read
        everything(story)
        for layer in LAYERS.values():
            layer(story)
    stories, size = stories_of(articles), size_of(articles)
    for name, layer in LAYERS.items():
        print(f"{name}: {size / cpu_seconds(layer, stories):.0f} kB per CPU second")
    seconds = cpu_seconds(everything, stories_of(articles))
    print(f"everything: {size / seconds:.0f} kB per CPU second")
    pairs, count = [], 10
    while count <= most:
        repeated = grown(articles, count)
        seconds = cpu_seconds(everything, stories_of(repeated))
        pairs.append((count, seconds))
        print(f"{count} articles: {seconds:.2f} CPU seconds, {peak_mb():.0f} MB at most so far")
        count *= 10
    # Ten articles are over in a blink, and say little of growth.
    if len(pairs) > 2:
        print(f"exponent from {pairs[1][0]} articles on: {exponent(pairs[1:]):.2f}")
    print(f"import tellings: {clock('-c', 'import tellings'):.2f} s")
    print(f"run.py, environment in place: {clock('run.py'):.1f} s")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:]))
