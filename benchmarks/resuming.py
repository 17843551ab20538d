"""Whether a run that was killed twice ends with the tables of a run that nothing broke.

    python benchmarks/resuming.py EVENTS.jsonl [ARTICLES]

EVENTS has one article a line: {"event", "outlet", "text"}. They are repeated until there are
ARTICLES (3,000 where nothing is said) and parted into stories of fifty. One run makes all tables
unbroken, by one process. Two more, by one process and by two, are killed with all their processes
when a third of the stories is done, taken up again, killed at two thirds, and taken up to the end.
Then each file of these is compared with that of the unbroken run, byte for byte: its name tells of
which story, function and arguments it is, and the lists of partitions and errors are among them.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import tellings as tl
from many import ANALYSES, STORY, repeated, spent
from tellings.many.partitions import name_of

KILLED_AT = (1 / 3, 2 / 3)
LAST = name_of(ANALYSES[-1])  # a story is done when its last table is there


def make(stories, out, workers):
    """What is killed: all tables of all stories, from where an earlier run has come to."""
    begun = time.perf_counter()
    errors = tl.run_many(sorted(Path(stories).iterdir()), ANALYSES, out, workers=int(workers))
    passed = time.perf_counter() - begun
    cpu, memory = spent()
    print(json.dumps({"errors": len(errors), "cpu": cpu, "passed": passed, "memory": memory}))


def begun(stories, out, workers):
    """It, in a group of processes of its own."""
    command = [sys.executable, __file__, "make", str(stories), str(out), str(workers)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)


def ended(running):
    told = json.loads(running.communicate()[0])
    return ", ".join(f"{name} {value:,.1f}" for name, value in told.items())


def killed(running, out, most):
    """How many stories were done when it was killed, at so many or soon after."""
    while (done := len(list(out.glob(f"{LAST}/*.parquet")))) < most:
        if running.poll() is not None:
            raise RuntimeError(f"it ended by itself before {most} stories were done")
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    return done


def files_of(out):
    return {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}


def different(one, other):
    """The files that only one of two folders has, or that differ in a byte."""
    mine, theirs = files_of(one), files_of(other)
    both = mine.keys() & theirs.keys()
    apart = {name for name in both if mine[name].read_bytes() != theirs[name].read_bytes()}
    return sorted((mine.keys() ^ theirs.keys()) | apart)


def rows_of(out):
    asked = "SELECT table_name, sum(rows)::BIGINT AS n FROM partitions GROUP BY ALL ORDER BY ALL"
    return ", ".join(f"{name} {n:,}" for name, n in tl.gathered(out, asked).values)


def main(source, articles=3000):
    with tempfile.TemporaryDirectory() as name:
        folder, whole = Path(name), Path(name, "whole")
        table = repeated(source, folder, int(articles))
        stories = len(tl.split_articles(table, folder / "stories", size=STORY))
        print(f"unbroken: {ended(begun(folder / 'stories', whole, 1))}", flush=True)
        print(f"{len(files_of(whole))} files of {stories} stories; rows: {rows_of(whole)}")
        for workers in (1, 2):
            out = folder / f"killed {workers}"
            for share in KILLED_AT:
                running = begun(folder / "stories", out, workers)
                done = killed(running, out, share * stories)
                print(f"{workers} at work, killed at {done} of {stories} stories", flush=True)
            print(f"{workers} at work, the rest: {ended(begun(folder / 'stories', out, workers))}")
            print(f"{workers} at work, files that differ: {len(different(whole, out))}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        make(*sys.argv[2:])
    elif len(sys.argv) in (2, 3):
        main(*sys.argv[1:])
    else:
        sys.exit(__doc__)
