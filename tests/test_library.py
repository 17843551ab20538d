"""What holds for the library as a whole."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import tellings

LIBRARY = Path(tellings.__file__).parent


def test_importing_prints_nothing_and_opens_no_file_for_reading(tmp_path):
    script = "import sys; sys.addaudithook(lambda e, a: e == 'socket.connect' and print(e, a)); import tellings"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")


HEAVY = ["nltk", "sklearn", "scipy.stats", "matplotlib", "IPython"]


@pytest.mark.parametrize("use, loaded", [
    ("tellings.tokens(tellings.read_story('seeds'))", []), ("tellings.plot_voices", ["matplotlib"]),
    ("tellings.keyness", []), ("tellings.keyness(tellings.read_story('seeds'), by='outlet')", ["scipy.stats"]),
])  # fmt: skip
def test_what_takes_long_to_import_is_loaded_when_first_used(use, loaded):
    script = (
        f"import sys, tellings; {use}; print(*(name for name in {HEAVY} if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=LIBRARY.parents[1],
        check=True,
    )
    assert done.stdout.split() == loaded


@pytest.mark.parametrize("name", tellings.__all__)
def test_public_names_say_what_they_are_for(name):
    assert getattr(tellings, name).__doc__


def test_the_door_lists_every_name_by_its_lesson_and_has_75_at_most():
    listed = re.findall(r"\((?:lesson \d)\): ([^.]+)\.", tellings.__doc__)
    names = [name for some in listed for name in re.split(r",\s+", some)]
    assert sorted(names) == sorted(tellings.__all__)
    assert len(names) <= 75
    assert set(names) <= set(dir(tellings))
