"""What a reader sees of a figure and a table in JupyterLab: text as it was printed, no mathematics, nothing that runs.

Needs chromium and its driver; skipped where they are not.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress

import nbformat
import pandas as pd
import pytest

import tellings as tl
from test_run import run
from test_shown import displayed

DRIVER = shutil.which("chromedriver")
pytestmark = needs_browser = pytest.mark.skipif(
    not DRIVER or not (shutil.which("chromium") or shutil.which("google-chrome")),
    reason="there is no browser that a program can drive",
)
RUNS = "<img src=x onerror=\"document.title='it runs'\">"
TEXT = f"They paid $12 a ticket, or $480 million. \\(x^2\\) $$y$$ {RUNS}\n\nThen $5, then $6."
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextmanager
def started(command, url, environment=None):
    """A program that serves a page, until it is not needed any more."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=environment, **quiet) as process:
        try:
            for _ in range(120):
                with suppress(OSError):
                    direct.open(url, timeout=5).close()
                    break
                time.sleep(0.5)
            yield
        finally:
            process.terminate()


class Browser:
    """As much of the WebDriver protocol as is needed here."""

    def __init__(self, address):
        self.address = address
        options = {"args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,3000"]}  # fmt: skip
        always = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}  # fmt: skip
        wanted = {"capabilities": {"alwaysMatch": always}}
        self.session = self.call("/session", wanted)["sessionId"]

    def call(self, path, body, method="POST"):
        data, kind = json.dumps(body).encode(), {"Content-Type": "application/json"}
        request = urllib.request.Request(self.address + path, data, kind, method=method)
        with direct.open(request, timeout=120) as answer:
            return json.load(answer)["value"]

    def open(self, url):
        self.call(f"/session/{self.session}/url", {"url": url})

    def ask(self, script):
        asked = {"script": f"return {script}", "args": []}
        return self.call(f"/session/{self.session}/execute/sync", asked)

    def wait_for(self, script):
        """What a promise comes to."""
        asked = {"script": f"const done = arguments[0]; {script}.then(done)", "args": []}
        return self.call(f"/session/{self.session}/execute/async", asked)

    def press(self, key):
        keys = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "keys", "actions": keys}]
        self.call(f"/session/{self.session}/actions", {"actions": actions})

    def develop(self, command, **parameters):
        asked = {"cmd": command, "params": parameters}
        self.call(f"/session/{self.session}/goog/cdp/execute", asked)

    def complaints(self):
        """What the page complained of, and what it asked of any network, since the last call."""
        said, done = (
            self.call(f"/session/{self.session}/se/log", {"type": kind})
            for kind in ("browser", "performance")
        )
        events = [json.loads(one["message"])["message"] for one in done]
        asked = [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]  # fmt: skip
        errors = [one["message"] for one in said if one["level"] in ("SEVERE", "WARNING")]
        return errors + [url for url in asked if not url.startswith(("file:", "data:"))]


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
