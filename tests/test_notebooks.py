"""The committed notebooks: run from top to bottom without an error, and free of what differs between machines."""

import copy
import csv
import re
from pathlib import Path

import nbformat
import pytest
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelspec import get_kernel_dict
from nbformat import NotebookNode

from notebook_runner import KERNEL, LANGUAGE, normalise

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> NotebookNode:
    return nbformat.v4.reads(request.param.read_text(encoding="utf-8"))


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


def test_every_cell_was_run_in_order(notebook: NotebookNode) -> None:
    counts = [cell.execution_count for cell in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1))


def test_no_output_is_an_error(notebook: NotebookNode) -> None:
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error"]


def test_it_has_outputs(notebook: NotebookNode) -> None:
    assert any(cell.outputs for cell in code_cells(notebook))


def lines_of(cell: NotebookNode) -> list[str]:
    return [line for line in cell.source.splitlines() if line.strip()]


def test_its_code_can_be_read_aloud(notebook: NotebookNode) -> None:
    cells = [lines_of(cell) for cell in code_cells(notebook)]
    assert max(map(len, cells)) <= 3
    assert sum(map(len, cells)) <= 40
    imports = [line for cell in cells for line in cell if "import " in line]
    assert imports == ["import tellings as tl"]


def test_what_a_reader_is_to_change_is_tagged_and_alone_unfolded(notebook: NotebookNode) -> None:
    for cell in code_cells(notebook):
        tags = set(cell.metadata.get("tags", ()))
        changed = re.search(r"(?im)^my_\w+ = None|\btl\.check\(", cell.source)
        assert bool(changed) == ("exercise" in tags), cell.id
        folded = cell.metadata.get("jupyter", {}).get("source_hidden", False)
        assert folded != bool(tags & {"parameters", "exercise"}), cell.id


def test_it_can_be_read_in_one_sitting(notebook: NotebookNode) -> None:
    """Its words, folded ones with them; the address of a link and the marks of HTML are none."""
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    prose = re.sub(r"\]\([^)\s]*\)|<[^>]+>", " ", prose)
    assert 700 <= len(re.findall(r"\w[\w'’.-]*", prose)) <= 1200


def test_it_is_normalised(notebook: NotebookNode) -> None:
    assert normalise(notebook) == notebook


def test_the_grid_of_lesson_1_is_that_of_the_reader() -> None:
    gold = NOTEBOOKS[0].parents[1] / "seeds" / "gold" / "functions.csv"
    lesson = next(path for path in NOTEBOOKS if path.stem == "01_framing")
    shown = " ".join(
        cell.source for cell in nbformat.v4.reads(lesson.read_text(encoding="utf-8")).cells
    )
    with gold.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert f"{row['words']} ({row['who']}, {row['paragraph']})" in shown


def test_the_hard_texts_that_lesson_3_shows_are_those_it_runs() -> None:
    lesson = next(path for path in NOTEBOOKS if path.stem == "03_quotation_attribution")
    cells = nbformat.v4.reads(lesson.read_text(encoding="utf-8")).cells
    code = next(cell.source for cell in cells if cell.source.startswith("hard = "))
    shown = [
        line for cell in cells for line in re.findall(r"(?m)^- \*\*[abc]:\*\* (.+)$", cell.source)
    ]
    assert code.split('"""')[1].splitlines() == shown


# normalise itself

PLAIN = {
    "cells": [
        {
            "cell_type": "code",
            "execution_count": 1,
            "id": "a",
            "metadata": {"tags": ["parameters"]},
            "outputs": [
                {"name": "stdout", "output_type": "stream", "text": "one\ntwo\n"},
                {"name": "stderr", "output_type": "stream", "text": "three\n"},
            ],
            "source": "print()",
        },
        {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "# Title"},
    ],
    "metadata": {"kernelspec": KERNEL, "language_info": LANGUAGE, "title": "kept"},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def with_another_kernel(notebook: NotebookNode) -> None:
    notebook.metadata.kernelspec = {
        "display_name": "mine",
        "language": "python",
        "name": "conda-env",
    }
    notebook.metadata.language_info = {"name": "python", "version": "3.13.0"}


def with_timing_and_view(notebook: NotebookNode) -> None:
    notebook.metadata.widgets = {}
    notebook.cells[0].metadata |= {
        "execution": {"iopub.status.busy": "now"},
        "collapsed": True,
        "scrolled": "auto",
    }
    notebook.cells[1].metadata |= {"trusted": True, "jupyter": {"source_hidden": True}}


def with_a_stream_in_pieces(notebook: NotebookNode) -> None:
    pieces = [
        nbformat.v4.new_output("stream", name="stdout", text=text)
        for text in ("o", "ne\n", "two\n")
    ]
    notebook.cells[0].outputs[:1] = pieces


@pytest.mark.parametrize(
    "change", [with_another_kernel, with_timing_and_view, with_a_stream_in_pieces]
)
def test_normalise_takes_away_what_a_machine_added(change) -> None:
    plain = nbformat.from_dict(copy.deepcopy(PLAIN))
    changed = nbformat.from_dict(copy.deepcopy(PLAIN))
    change(changed)
    assert changed != plain
    assert normalise(changed) == plain == normalise(plain)


@pytest.mark.parametrize(
    "tags, folded",
    [
        ([], True),
        (["this-story"], True),
        (["exercise"], False),
        (["this-story", "exercise"], False),
        (["parameters"], False),
    ],
)
def test_code_is_folded_unless_its_tags_say_that_it_is_to_be_changed(tags, folded) -> None:
    notebook = nbformat.from_dict(copy.deepcopy(PLAIN))
    notebook.cells[0].metadata.tags = tags
    expected = {"tags": tags} | ({"jupyter": {"source_hidden": True}} if folded else {})
    assert normalise(notebook).cells[0].metadata == expected
    assert "jupyter" not in normalise(notebook).cells[1].metadata


def test_a_notebook_has_what_the_kernel_says_of_itself_but_for_the_version() -> None:
    said = dict(IPythonKernel.language_info)
    assert said.pop("version")
    assert said == LANGUAGE
    assert get_kernel_dict()["display_name"] == KERNEL["display_name"]


def test_missing_cell_ids_are_given_without_chance_and_never_twice() -> None:
    notebook = nbformat.from_dict(copy.deepcopy(PLAIN))
    notebook.cells.append(
        nbformat.from_dict({"cell_type": "markdown", "metadata": {}, "source": "", "id": "cell-1"})
    )
    del notebook.cells[0]["id"]
    assert [cell.id for cell in normalise(notebook).cells] == ["cell-2", "b", "cell-1"]
