"""How far a long reading has come, for whoever waits for it at a terminal."""

import sys
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import TypeVar

T = TypeVar("T")
_SECONDS = 1.0  # between two lines; what is read sooner is not spoken of


def with_progress(items: Sequence[T], what: str) -> Iterator[T]:
    """The items, one by one; their number is shown on a terminal, and taken away at the end.

    A notebook and a file are no terminal, so what is saved in them is the same on each run.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    last, shown = monotonic(), ""
    for number, item in enumerate(items):
        if monotonic() - last >= _SECONDS:
            last, shown = monotonic(), f"Reading {what}: {number:,} of {len(items):,}"
            print(f"\r{shown}", end="", file=sys.stderr, flush=True)
        yield item
    if shown:
        print(f"\r{' ' * len(shown)}\r", end="", file=sys.stderr, flush=True)
