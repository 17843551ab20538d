"""What a reader sees of a figure and a table in JupyterLab: text as it was printed, no mathematics, nothing that runs.

Needs chromium and its driver; skipped where they are not.
"""

import os
import subprocess
import sys
import time

import nbformat
import pandas as pd

import tellings as tl
from browser import DRIVER, Browser, free_port, needs_browser, started
from test_run import run
from test_shown import displayed

pytestmark = needs_browser
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


def test_jupyterlab_shows_text_as_it_was_printed(tmp_path, monkeypatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path / "figures"))
    (tmp_path / "shown").mkdir()
    path = tmp_path / "shown" / "one.ipynb"
    nbformat.write(notebook(monkeypatch), path)
    run.prepare_lab(tmp_path)
    folders = {"JUPYTER_CONFIG_DIR": "jupyter", "IPYTHONDIR": "ipython", "HOME": "shown"}
    folders |= {"JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "run"}
    own = os.environ | {name: str(tmp_path / folder) for name, folder in folders.items()}
    # A notebook that somebody trusts is shown without anything being taken out of it.
    trust = [sys.executable, "-m", "jupyter", "trust", str(path)]
    subprocess.run(trust, env=own, check=True, capture_output=True)
    port, other = free_port(), free_port()
    lab = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--allow-root"]
    lab += ["--IdentityProvider.token=", f"--ServerApp.root_dir={path.parent}", *run.LAB_OPTIONS]
    page, driver = f"http://127.0.0.1:{port}/lab/tree/one.ipynb", f"http://127.0.0.1:{other}"
    with started(lab, page, own), started([DRIVER, f"--port={other}"], f"{driver}/status", own):
        browser = Browser(driver)
        try:
            browser.open(page)
            mathematics = "document.querySelectorAll('.jp-OutputArea-output mjx-container').length"
            for _ in range(120):
                if browser.ask(mathematics):
                    break
                time.sleep(0.5)
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
        finally:
            browser.call(f"/session/{browser.session}", {}, "DELETE")
