"""What a careful reader lists when comparing the two seeds, and how much of it is found: benchmarks/comparison.py says how.
And the figures that the benchmarks have written: none is older than the code that was measured.
"""

import ast
import json
import re
import runpy
import sys
from pathlib import Path

import pytest

import benchmark_results
from benchmark_results import RESULTS, code_sum, meaning, reached, write_result

# At least so many found, at most so many false. The list was unseen when the rules were first measured; the figures of then are
# in benchmarks/README.md.
FLOORS = {
    "strong pairs": (8, 0),
    "pairs": (15, 0),
    "dates": (15, 0),
    "numbers": (22, 0),
    "shared facts": (18, 1),
    "facts of the first alone, in phrases": (20, 2),
    "facts of the second alone, in phrases": (26, 7),
    "labels": (50, 0),
    "sources": (6, 1),
    "silent": (17, 1),
}


@pytest.fixture(scope="module")
def figures():
    script = Path(__file__).parents[1] / "benchmarks" / "comparison.py"
    return runpy.run_path(str(script))["figures"]()


@pytest.mark.parametrize("name", FLOORS)
def test_what_a_careful_reader_lists_is_found(figures, name):
    least, most = FLOORS[name]
    found, _, false = figures[name]
    assert found >= least
    assert false <= most


def test_paragraphs_that_only_share_words_are_not_matched(figures):
    assert figures["traps"][0] == 0


# The figures that benchmarks have written

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = {
    path.stem: result
    for path in sorted(RESULTS.glob("*.json"))
    if "code" in (result := json.loads(path.read_text(encoding="utf-8")))
}


def test_each_of_the_four_methods_has_a_result():
    assert set(WRITTEN) == {"frames", "keyness", "attribution", "comparison", "align"}


@pytest.mark.parametrize("script", WRITTEN)
def test_no_result_is_older_than_the_code_that_it_measures(script):
    code = dict(WRITTEN[script]["code"])
    measured_on = code.pop("sum")
    assert code_sum(script, **code) == measured_on, (
        f"{script}.json was measured on other code; measure anew with "
        f"{WRITTEN[script]['command']} (benchmarks/README.md says on which data)"
    )


def test_what_is_written_of_the_comparison_is_what_it_finds(figures):
    table = {row["measure"]: row["value"] for row in WRITTEN["comparison"]["figures"]}
    found, of, _ = figures["shared facts"]
    assert table["facts of both articles that are found"] == round(100 * found / of, 1)


def test_what_others_reach_is_what_the_benchmarks_say_of_them():
    readme = (ROOT / "benchmarks/README.md").read_text(encoding="utf-8")
    rows = [re.split(r" *\| *", line)[1:-1] for line in readme.splitlines() if line[:2] == "| "]
    begins = {"two people with each other": "two people,", "Citron (BBC), retrained": "Citron"}
    kinds = {"direct": 0, "mixed": 1, "indirect": 2}
    for figure in json.loads((RESULTS / "others.json").read_text(encoding="utf-8"))["figures"]:
        who = begins.get(figure["who"], figure["who"])
        (row,) = (row for row in rows if row[0].startswith(who))
        kind = kinds.get(figure["measure"].split()[0])
        told = row[2] if kind is None else row[4].split(" / ")[kind]
        assert told == f"{figure['value']:.1f}", figure


@pytest.mark.parametrize("code, same", [
    ("x = 1\n", True),
    ('"""A module."""\n\n\nx = (1)  # one\n', True),
    ("x = 2\n", False),
    ("x = 1.0\n", False),
    ("x = '1'\n", False),
    ("y = 1\n", False),
    ("x = 1\nx += 1\n", False),
])  # fmt: skip
def test_code_is_another_where_python_does_something_else(code, same):
    assert (meaning("x = 1") == meaning(code)) == same


FUNCTION = "def f(a, b=1):\n    return a[0] + b\n"


@pytest.mark.parametrize("change", [
    ("b=1", "b=0"), ("b=1", "b"), ("+ b", "+ f'{b}'"), ("[0]", "[1]"), (" + ", " - "), ("a[0]", "a"), ("return", "yield"),
])  # fmt: skip
def test_small_changes_within_a_function_are_seen(change):
    assert meaning(FUNCTION) == meaning(FUNCTION.replace(":\n", ":\n    'Adds.'\n"))
    assert meaning(FUNCTION) != meaning(FUNCTION.replace(*change))


def test_texts_with_values_are_read_alike_by_each_version_of_python():
    """Python 3.12.1 puts an empty text behind the width in f"{i:0{n}}", and others do not."""
    tree = ast.parse('f"{i:0{n}}"', mode="eval")
    before = benchmark_results._plain(tree)
    for node in list(ast.walk(tree)):
        if isinstance(node, ast.JoinedStr):
            node.values.append(ast.Constant(""))
    assert benchmark_results._plain(tree) == before
    assert meaning("f'{a} b'") != meaning("f'{a} c'")


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A library of a few modules, and a script that measures one of them."""
    files = {
        "lib/tellings/__init__.py": "",
        "lib/tellings/terms/__init__.py": "",
        "lib/tellings/terms/counts.py": "from tellings.terms import forms\nfrom tellings.text.lists import read\n",
        "lib/tellings/terms/forms.py": "def later():\n    from tellings.text.marks import MARK\n",
        "lib/tellings/text/__init__.py": "",
        "lib/tellings/text/lists.py": 'LIST = "words.txt"\n',
        "lib/tellings/text/marks.py": "MARK = 1\n",
        "lib/tellings/text/unused.py": "X = 1\n",
        "lib/tellings/data/words.txt": "one\n",
        "lib/tellings/data/others.txt": "one\n",
        "benchmarks/counts.py": "print(1)\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(benchmark_results, "PROJECT", tmp_path)
    monkeypatch.setattr(benchmark_results, "LIBRARY", tmp_path / "lib/tellings")
    monkeypatch.setattr(benchmark_results, "SCRIPTS", tmp_path / "benchmarks")
    monkeypatch.setattr(benchmark_results, "RESULTS", tmp_path / "lib/tellings/data/measured")
    return tmp_path


def test_what_a_module_imports_belongs_to_it(small):
    all_of_it = {"terms.counts", "terms.forms", "text.lists", "text.marks"}
    assert reached(["terms.counts"]) == all_of_it
    assert reached(["terms.counts"], ["text"]) == {"terms.counts", "terms.forms"}
    assert reached(["terms.counts"], ["text.mark"]) == all_of_it


@pytest.mark.parametrize("name, text, older", [
    ("lib/tellings/terms/counts.py", "from tellings.terms import forms\n", True),
    ("lib/tellings/text/marks.py", "MARK = 2\n", True),
    ("lib/tellings/text/marks.py", "MARK = 1  # a better word\n", False),
    ("lib/tellings/text/unused.py", "X = 2\n", False),
    ("lib/tellings/data/words.txt", "two\n", True),
    ("lib/tellings/data/words.txt", "one\r\n", False),
    ("lib/tellings/data/others.txt", "two\n", False),
    ("benchmarks/counts.py", "print(2)\n", True),
])  # fmt: skip
def test_a_result_is_older_when_what_it_went_through_has_changed(small, name, text, older):
    before = code_sum("counts", ["terms.counts"])
    (small / name).write_bytes(text.encode())
    assert (code_sum("counts", ["terms.counts"]) != before) == older


def test_a_result_says_how_to_measure_anew_and_not_where_the_data_lie(small, monkeypatch):
    data = small / "home" / "somebody.jsonl"
    data.parent.mkdir()
    data.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["benchmarks/counts.py", str(data), "--write"])
    row = {"measure": "m", "value": 12.3456, "low": 1.0, "high": 99.96}
    write_result("counts", [data], [row], measures=["terms.counts"])
    text = (small / "lib/tellings/data/measured/counts.json").read_text(encoding="utf-8")
    result = json.loads(text)
    assert result["command"] == "python benchmarks/counts.py somebody.jsonl --write"
    assert result["figures"] == [{"measure": "m", "value": 12.3, "low": 1.0, "high": 100.0}]
    assert result["code"]["sum"] == code_sum("counts", ["terms.counts"])
    assert str(small) not in text
