"""What a reader sees of a figure and a table in JupyterLab: text as it was printed, no mathematics, nothing that runs.

Needs chromium and its driver; skipped where they are not.
"""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pandas as pd

import tellings as tl
from browser import DRIVER, Browser, free_port, needs_browser, started
from test_run import run
from test_shown import displayed

pytestmark = needs_browser
ROOT = Path(__file__).parents[1]
RUNS = "<img src=x onerror=\"document.title='it runs'\">"
TEXT = f"They paid $12 a ticket, or $480 million. \\(x^2\\) $$y$$ {RUNS}\n\nThen $5, then $6."


def notebook(monkeypatch):
    """A figure, a table and both views of hostile articles, and last some mathematics that is meant."""
    story = tl.Story(
        tl.Article(id=key, text=TEXT, outlet=outlet)
        for key, outlet in (("a", f"Ba$$in {RUNS}"), ("b", "US$5m and US$9m"))
    )
    marks = pd.DataFrame({"article": ["a"], "start": [5], "end": [9], "what": ["$1 or $2"]})
    views = [tl.read(story, marks, "what"), tl.show(tl.sentences(story))]
    views.append(tl.evidence_table(story, marks, "what", caption="$3 and $4."))
    pages = [view.html for view in views] + ["<p>$a$ and $b$</p>"]
    outputs = displayed(monkeypatch, tl.plot_words(story))
    printed = nbformat.v4.new_output("stream", text="printed " * 99)
    outputs += [nbformat.v4.new_output("display_data", {"text/html": page}) for page in pages]
    cell = nbformat.v4.new_code_cell("1", outputs=[*outputs, printed], execution_count=1)
    return nbformat.v4.new_notebook(cells=[cell])


@contextmanager
def lab(tmp_path, content, *options):
    """JupyterLab as `python run.py lab` starts it, in a browser with one notebook open."""
    (tmp_path / "shown").mkdir()
    path = tmp_path / "shown" / "one.ipynb"
    nbformat.write(content, path)
    run.prepare_lab(tmp_path)
    folders = {"JUPYTER_CONFIG_DIR": "jupyter", "IPYTHONDIR": "ipython", "HOME": "shown"}
    folders |= {"JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "run"}
    own = os.environ | {name: str(tmp_path / folder) for name, folder in folders.items()}
    # A notebook that somebody trusts is shown without anything being taken out of it.
    trust = [sys.executable, "-m", "jupyter", "trust", str(path)]
    subprocess.run(trust, env=own, check=True, capture_output=True)
    port, other = free_port(), free_port()
    server = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--allow-root"]
    server += ["--IdentityProvider.token=", f"--ServerApp.root_dir={path.parent}"]
    server += [*run.LAB_OPTIONS, *options]
    page, driver = f"http://127.0.0.1:{port}/lab/tree/one.ipynb", f"http://127.0.0.1:{other}"
    with started(server, page, own), started([DRIVER, f"--port={other}"], f"{driver}/status", own):
        browser = Browser(driver)
        try:
            browser.open(page)
            yield browser
        finally:
            browser.close()


def test_jupyterlab_shows_text_as_it_was_printed(tmp_path, monkeypatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path / "figures"))
    with lab(tmp_path, notebook(monkeypatch)) as browser:
        mathematics = "document.querySelectorAll('.jp-OutputArea-output mjx-container').length"
        until(lambda: browser.ask(mathematics))
        time.sleep(2)
        assert browser.ask(mathematics) == 2  # the last output alone
        said = browser.ask(
            "[...document.querySelectorAll('.jp-OutputArea-output')].map(one => one.textContent)"
        )
        assert "They paid $12 a ticket, or $480 million. \\(x^2\\) $$y$$ <img" in said[2]
        assert [one for one in said[1:5] if f"Ba$$in {RUNS}" not in one] == []
        broken = "getComputedStyle(document.querySelector('.jp-RenderedText pre')).wordBreak"
        assert browser.ask(broken) == "normal"  # between words alone
        assert browser.ask("document.title") != "it runs"
        assert browser.ask("document.querySelectorAll('.jp-OutputArea-output [onerror]').length") == 0  # fmt: skip


CELLS = (
    "[...window.jupyterapp.shell.currentWidget.content.model.cells]"
    ".filter(one => one.type == 'code')"
)
# "text/html", "image/png", or "error", of each output of each cell, in their order
KINDS = (
    CELLS
    + ".flatMap(cell => cell.outputs.toJSON()).flatMap(one => one.data ? Object.keys(one.data) : one.output_type)"
)


def test_jupyterlab_runs_a_lesson_to_its_last_figure(tmp_path, monkeypatch):
    lesson = nbformat.read(ROOT / "notebooks" / "03_quotation_attribution.ipynb", as_version=4)
    pictures = [one for cell in lesson.cells for one in cell.get("outputs", ()) if "image/png" in one.get("data", ())]  # fmt: skip
    for cell in lesson.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path / "figures"))
    with lab(tmp_path, lesson, "--LabApp.expose_app_in_browser=True") as browser:
        until(lambda: browser.ask(f"window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel && {CELLS}.length"))  # fmt: skip
        assert browser.ask(f"{KINDS}.length") == 0
        browser.ask("window.jupyterapp.commands.execute('notebook:run-all-cells') && 1")
        until(lambda: browser.ask(f"{CELLS}.every(one => one.executionCount)"))
        kinds = browser.ask(KINDS)
        assert "error" not in kinds
        assert kinds.count("image/png") == len(pictures) > 1


def until(answer, seconds=60):
    """Waits for something to come about."""
    for _ in range(2 * seconds):
        if answer():
            return
        time.sleep(0.5)
    raise AssertionError("this never came about")
