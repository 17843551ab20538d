"""What holds for the library as a whole."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import tellings

LIBRARY = Path(tellings.__file__).parent
MODULES = sorted(LIBRARY.rglob("*.py"))
LEVELS = [
    {"page_lines", "layers", "effects", "notebooks"},
    {"pages"},
    {"articles"},
    {"tokens"},
    {"names"},
    {"patterns", "exercises", "content", "speakers", "attribution", "attribution.forms", "attribution.wording"},
    {"attribution.blocks", "attribution.layouts", "numbers"},
    {"attribution.features", "attribution.corrections", "dates"},
    {"attribution.chains"},
    {"attribution.decoding"},
    {"attribution.judging"},
    {"attribution.engine"},
    {"quotes", "codebooks", "negation", "entities"},
    {"frames", "terms", "concordance", "vocabulary", "actors", "alignment", "reuse"},
    {"scores", "spread", "keywords"},
    {"factual", "sources", "hedging", "coding", "agreement"},
    {"compare"},
    {"figures", "reader", "by_outlet"},
    {"charts"},
    {"comparison_charts"},
    {"__init__"},
]


def imported(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = (node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module)
    return {name.removeprefix("tellings.") for name in names if name.startswith("tellings.")}


def module(path):
    parts = path.relative_to(LIBRARY).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__" or len(parts) == 1)


@pytest.mark.parametrize("path", MODULES, ids=module)
def test_imports_go_downwards_only(path):
    level = next(at for at, names in enumerate(LEVELS) if module(path) in names)
    below = set().union(*LEVELS[:level])
    assert imported(path) <= below


def test_importing_prints_nothing_and_opens_no_file_for_reading(tmp_path):
    script = "import sys; sys.addaudithook(lambda e, a: e == 'socket.connect' and print(e, a)); import tellings"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert (done.stdout, done.stderr) == ("", "")


HEAVY = ["nltk", "sklearn", "scipy.stats", "matplotlib", "IPython"]


@pytest.mark.parametrize("use, loaded", [
    ("tellings.tokens(tellings.read_story('seeds'))", []), ("tellings.keyness", ["scipy.stats"]), ("tellings.draw", ["matplotlib"]),
])  # fmt: skip
def test_what_takes_long_to_import_is_loaded_when_first_used(use, loaded):
    script = f"import sys, tellings; {use}; print(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=LIBRARY.parents[1], check=True)
    assert done.stdout.split() == loaded


def test_no_module_has_the_name_of_something_fetched_later():
    """Once the module tellings.keyness is imported, `from tellings import keyness` would give it, not the function."""
    assert not set(tellings._LATER) & {module(path) for path in MODULES}


@pytest.mark.parametrize("name", tellings.__all__)
def test_public_names_say_what_they_are_for(name):
    assert getattr(tellings, name).__doc__
