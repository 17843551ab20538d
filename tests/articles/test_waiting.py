"""What is shown of a long reading, and where."""

import io

import pytest

from tellings.articles import waiting


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream, seconds, shown", [
    (Terminal, 0.6, ["Reading all.csv: 2 of 4", " " * 23, ""]),
    (Terminal, 0.1, []),
    (io.StringIO, 0.6, []),
])  # fmt: skip
def test_a_terminal_counts_and_a_notebook_does_not(monkeypatch, stream, seconds, shown) -> None:
    clock = iter(range(100))
    monkeypatch.setattr(waiting, "monotonic", lambda: next(clock) * seconds / 1.5)
    monkeypatch.setattr(waiting.sys, "stderr", stream())
    assert list(waiting.with_progress("abcd", "all.csv")) == list("abcd")
    assert waiting.sys.stderr.getvalue().split("\r")[1:] == shown


def test_without_a_terminal_at_all_it_reads(monkeypatch) -> None:
    monkeypatch.setattr(waiting.sys, "stderr", None)
    assert list(waiting.with_progress("ab", "all.csv")) == ["a", "b"]
