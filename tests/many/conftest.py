"""Functions of a user's own, in a module that other processes find too: some fail, some end their process."""

import sys

import pytest

OWN = """
import os, time
from pathlib import Path
import pandas as pd
HERE = Path(__file__).parent

def fails(story):
    if any("Ruiz" in one.text for one in story):
        raise ValueError("no room for Ruiz")
    return pd.DataFrame({"n": [len(story)]})

def dies_once(story):
    if "rained" in story[0].text and not (HERE / "died").exists():
        (HERE / "died").touch()
        os._exit(9)
    return pd.DataFrame({"n": [len(story)]})

def dies(story):
    if "rained" in story[0].text:
        os._exit(9)
    return pd.DataFrame({"n": [len(story)]})

def dies_if_dry(story):
    if "dry" in story[0].text:
        os._exit(9)
    return pd.DataFrame({"n": [len(story)]})

def waits(story):
    (HERE / "begun").touch()
    time.sleep(0.2)
    return pd.DataFrame({"n": [len(story)]})
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    (tmp_path / "many_own.py").write_text(OWN, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import many_own

    yield many_own
    del sys.modules["many_own"]
