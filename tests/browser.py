"""A browser that a test drives, over as much of the WebDriver protocol as is needed here."""

import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress

import pytest

DRIVER = shutil.which("chromedriver")
needs_browser = pytest.mark.skipif(
    not DRIVER or not (shutil.which("chromium") or shutil.which("google-chrome")),
    reason="there is no browser that a program can drive",
)
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
    """A window of a browser, and what a person does in it."""

    def __init__(self, address, downloads=None):
        self.address = address
        options = {"args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,3000"]}  # fmt: skip
        if downloads:
            options["prefs"] = {"download.default_directory": str(downloads)}
        kept = {"browser": "ALL", "performance": "ALL"}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": kept}
        answer = self.call("/session", {"capabilities": {"alwaysMatch": wanted}})
        self.session = answer["sessionId"]

    def call(self, path, body, method="POST"):
        data, kind = json.dumps(body).encode(), {"Content-Type": "application/json"}
        request = urllib.request.Request(self.address + path, data, kind, method=method)
        try:
            with direct.open(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as problem:
            raise AssertionError(json.load(problem)["value"]["message"]) from problem

    def _do(self, what, body):
        return self.call(f"/session/{self.session}/{what}", body)

    def open(self, url):
        self._do("url", {"url": url})

    def ask(self, script):
        return self._do("execute/sync", {"script": f"return {script}", "args": []})

    def wait_for(self, script):
        """What a script gives, as soon as that is something."""
        for _ in range(100):
            if found := self.ask(script):
                return found
            time.sleep(0.1)
        raise AssertionError(f"this never came about: {script}")

    def command(self, name, **parameters):
        """A command of the browser's own protocol."""
        return self._do("goog/cdp/execute", {"cmd": name, "params": parameters})

    def size(self, width, height=900):
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 500,
        )  # fmt: skip

    def log(self, kind):
        return self._do("se/log", {"type": kind})

    def element(self, selector):
        return next(iter(self._do("element", {"using": "css selector", "value": selector}).values()))  # fmt: skip

    def click(self, selector):
        self._do(f"element/{self.element(selector)}/click", {})

    def type(self, selector, text):
        """Writes into a field; into one for files, the path of a file."""
        self._do(f"element/{self.element(selector)}/value", {"text": text})

    def answer_alert(self, answer):
        """Answers what the page asks: "accept" or "dismiss"."""
        for _ in range(100):
            with suppress(AssertionError):
                self._do(f"alert/{answer}", {})
                return
            time.sleep(0.1)
        raise AssertionError("the page asks nothing")

    def press(self, *keys):
        moves = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._do("actions", {"actions": [{"type": "key", "id": "keys", "actions": moves}]})

    def drag(self, start, end):
        """The mouse goes down at one place of the window and up at another."""
        moves = [
            self._to(start), {"type": "pointerDown", "button": 0},
            self._to(end), {"type": "pointerUp", "button": 0},
        ]  # fmt: skip
        self._do("actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": moves}]})

    def hover(self, place):
        self._do("actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": [self._to(place)]}]})  # fmt: skip

    @staticmethod
    def _to(place):
        x, y = (round(one) for one in place)
        return {"type": "pointerMove", "duration": 20, "x": x, "y": y, "origin": "viewport"}

    def close(self):
        self.call(f"/session/{self.session}", {}, "DELETE")


@contextmanager
def browsing(downloads=None):
    """A browser, closed at the end."""
    port = free_port()
    with started([DRIVER, f"--port={port}"], f"http://127.0.0.1:{port}/status"):
        browser = Browser(f"http://127.0.0.1:{port}", downloads)
        try:
            yield browser
        finally:
            browser.close()
