"""What is known to be wrong, as data: each case fails today, and its mend announces itself.

A line of a file beside this one is a case: call (the function), its input (text; term, field and
encoding where the call needs them), got (what comes out today), right (what would be right), and
why (the fault in a few words).
"""

import json
from pathlib import Path

import pytest

from tellings import Article, Story, attributions, kwic, read_story


def story_of(text):
    return Story([Article(id="a", text=text)])


def speakers(case, folder):
    """Who stands behind each attribution, in the order of the text."""
    return [
        name if isinstance(name, str) else None
        for name in attributions(story_of(case["text"]))["speaker"]
    ]


def places(case, folder):
    """How often the term is found."""
    return len(kwic(story_of(case["text"]), case["term"]))


def read(case, folder):
    """One thing that a person would look for in a file: its last line, its day or its authors."""
    (folder / "article.txt").write_bytes(case["text"].encode(case.get("encoding", "utf-8")))
    article = next(iter(read_story(folder)))
    if case["field"] == "last_line":
        return article.text.splitlines()[-1]
    value = getattr(article, case["field"])
    return list(value) if case["field"] == "authors" else value and value.isoformat()


CALLS = {"attributions": speakers, "kwic": places, "read_story": read}
CASES = [
    pytest.param(json.loads(line), id=f"{path.stem}-{number}")
    for path in sorted(Path(__file__).parent.glob("*.jsonl"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
]


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="known to be wrong")
@pytest.mark.parametrize("case", CASES)
def test_known_failure(case, tmp_path):
    """What should come out. A case that passes is mended: it moves to the tests of its room."""
    assert CALLS[case["call"]](case, tmp_path) == case["right"]


@pytest.mark.parametrize("case", CASES)
def test_what_comes_out_today_is_written_down(case, tmp_path):
    """A fault that changes its face is written down anew: it may be half mended, or worse."""
    assert CALLS[case["call"]](case, tmp_path) == case["got"]
