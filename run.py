"""Tellings: one command for everything.

    python run.py            run every notebook from top to bottom and draw every figure anew
    python run.py test       run the tests: the library's, then every notebook against its outputs
    python run.py lab        open JupyterLab at notebooks/
    python run.py --help     show this text

The first run needs a network, some minutes and about 1 GB: it puts what the notebooks use into the
folder .venv, beside this file, and changes nothing else on the computer. Later runs need no
network.
"""

import sys

# Everything down to the end of this check has to be readable by an old Python 3.
if sys.version_info < (3, 11):
    sys.exit(
        "Tellings needs Python 3.11 or newer, and this is Python %d.%d: install a newer one from "
        "python.org, then run this again with it." % tuple(sys.version_info[:2])
    )

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent

# A user's own settings of these could change what a notebook prints or draws.
FOREIGN = re.compile(
    r"_*(PYTHON|PYVENV|IPYTHON|JUPYTER|MPL|MATPLOTLIB|NLTK|PYTEST|HYPOTHESIS|TELLINGS|VIRTUAL_ENV"
    r"|OMP_|OPENBLAS|MKL_|SKLEARN|LC_|LANGUAGE|COLUMNS|LINES|FORCE_COLOR|CLICOLOR_FORCE"
    r"|SOURCE_DATE_EPOCH)"
)
# What pip prints where it cannot reach the network.
NO_NETWORK = re.compile(
    r"Failed to establish a new connection|NewConnectionError|NameResolutionError"
    r"|getaddrinfo failed|ProxyError|ConnectTimeout|Connection refused|Network is unreachable"
    r"|No route to host|Read timed out|Connection aborted"
)


class SetupError(Exception):
    """The environment cannot be made; the message says why and what to do."""


class Environment:
    """The folder .venv of one checkout: whether it can be used, and how it is made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.requirements = root / "requirements.txt"
        self.stamp = self.folder / "made-from"
        self.log = self.folder / "setup.log"
        self.python = self._place("scripts") / ("python.exe" if os.name == "nt" else "python")

    def _place(self, name: str) -> Path:
        base = str(self.folder)
        return Path(sysconfig.get_path(name, "venv", {"base": base, "platbase": base}))

    def wanted_stamp(self) -> str:
        """What the stamp of an environment made now would say."""
        digest = hashlib.sha256(self.requirements.read_bytes()).hexdigest()
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return f"python {version}, requirements.txt sha256 {digest}\n"

    def is_current(self) -> bool:
        """Whether it was made to its end, from today's requirements and this version of Python."""
        if not (self.python.exists() and self.stamp.exists()):
            return False
        return self.stamp.read_text(encoding="ascii", errors="replace") == self.wanted_stamp()

    def make(self) -> None:
        """Makes the environment anew. The stamp comes last: without it the next run starts over."""
        require_modules()
        print(
            "Making the environment in .venv. This happens once and takes some minutes.", flush=True
        )
        self._empty_folder()
        base_python = getattr(sys, "_base_executable", sys.executable)
        self._step("preparing", [base_python, "-m", "venv", str(self.folder)])
        self._step("installing", [*self._pip_install(), "--requirement", str(self.requirements)])
        self._link_library()
        self._step("finishing", [str(self.python), "-c", "import matplotlib.pyplot"])
        self.stamp.write_text(self.wanted_stamp(), encoding="ascii")

    def _empty_folder(self) -> None:
        try:
            if self.folder.exists():
                self.stamp.unlink(missing_ok=True)
                shutil.rmtree(self.folder)
            self.folder.mkdir()
        except OSError as error:
            raise SetupError(
                f"The folder .venv cannot be made anew ({error.strerror}): close JupyterLab and "
                "other programs that use it, or move Tellings to a folder that you can write to, "
                "then run this again."
            ) from error

    def _pip_install(self) -> list[str]:
        options = "--require-hashes --no-input --progress-bar off".split()
        return [str(self.python), "-m", "pip", "install", *options]

    def _link_library(self) -> None:
        # A relative path, so pure ASCII: Python 3.11 and 3.12 on Windows read .pth files in the
        # system's own encoding and would garble a folder like C:\Users\Zoë. An editable install
        # writes the absolute path there, and needs a build back-end.
        packages = self._place("purelib")
        library = os.path.relpath(self.root / "lib", packages)
        (packages / "tellings.pth").write_text(library + "\n", encoding="ascii")

    def _step(self, what: str, command: list[str]) -> None:
        with self.log.open("ab") as log:
            status = wait_showing(
                what, command, self.child_variables(self.folder), log.fileno(), self.log
            )
        if status != 0:
            raise SetupError(explain(self.log.read_text(encoding="utf-8", errors="replace")))

    def child_variables(self, settings: Path) -> dict[str, str]:
        """The variables of every program started here: nobody's own settings, alike everywhere."""
        kept = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
        return kept | {
            "PYTHONHASHSEED": "0",
            "PYTHONUTF8": "1",
            "PYTHONNOUSERSITE": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUNBUFFERED": "1",
            "PIP_USER": "0",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "IPYTHONDIR": str(settings / "ipython"),
            "JUPYTER_CONFIG_DIR": str(settings / "jupyter"),
            "JUPYTER_DATA_DIR": str(settings / "jupyter-data"),
            "JUPYTER_RUNTIME_DIR": str(settings / "jupyter-run"),
            "JUPYTER_PREFER_ENV_PATH": "1",
            "MPLCONFIGDIR": str(self.folder / "matplotlib"),
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "MKL_NUM_THREADS": "1",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
        }

    def run(self, settings: Path, *arguments: str, **variables: str) -> bool:
        """Runs the environment's Python in the project's folder; whether it ended well."""
        command = [str(self.python), *arguments]
        with subprocess.Popen(
            command, cwd=self.root, env=self.child_variables(settings) | variables
        ) as child:
            while True:
                try:
                    return child.wait() == 0
                except KeyboardInterrupt:
                    continue  # the child was interrupted too, and knows better what to do about it


def require_modules() -> None:
    """Stops with a sentence where Python cannot make environments, as it comes on Debian."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        raise SetupError(
            "This Python came without the module that makes environments: on Debian or Ubuntu type "
            f"'sudo apt install {package}', then run this again."
        )


def wait_showing(
    what: str, command: list[str], variables: dict[str, str], output: int, log: Path
) -> int:
    """Runs a command with its output in the log, and shows that it is still at work."""
    started = time.monotonic()
    with subprocess.Popen(command, env=variables, stdout=output, stderr=subprocess.STDOUT) as child:
        try:
            while True:
                try:
                    return child.wait(timeout=1)
                except subprocess.TimeoutExpired:
                    show(what, log, int(time.monotonic() - started))
        except BaseException:
            child.kill()
            raise
        finally:
            if sys.stdout.isatty():
                print(flush=True)


def show(what: str, log: Path, seconds: int) -> None:
    """One line that a terminal overwrites, or a new line now and then where a file is written."""
    said = log.read_bytes()
    found = len(re.findall(rb"\n(?:Collecting|Processing) ", said))
    done = (
        ", all found, unpacking them"
        if b"\nInstalling collected" in said
        else f", {found} found"
        if found
        else ""
    )
    text = (
        f"  {what} packages, {seconds} s{done}"
        if what == "installing"
        else f"  {what}, {seconds} s"
    )
    if sys.stdout.isatty():
        print(f"\r{text:<70}", end="", flush=True)
    elif seconds % 15 == 2:
        print(text, flush=True)


def explain(log: str) -> str:
    """What to do after a step of the set-up failed, from what it printed."""
    if NO_NETWORK.search(log):
        return (
            "The packages could not be fetched: the first run needs a network, so connect this "
            "computer (behind a proxy, tell pip of it), then run this again."
        )
    last_lines = "\n".join("    " + line for line in log.splitlines()[-15:])
    return (
        f"{last_lines}\nThe environment could not be made: the lines above say why; "
        ".venv/setup.log has all of them."
    )


def in_fresh_settings(action: Callable[[Environment, Path], bool]) -> Callable[[Environment], bool]:
    """The action with an empty settings folder that is gone afterwards."""

    def run(environment: Environment) -> bool:
        with tempfile.TemporaryDirectory(
            prefix="tellings-", ignore_cleanup_errors=True
        ) as settings:
            return action(environment, Path(settings))

    return run


@in_fresh_settings
def run_notebooks(environment: Environment, settings: Path) -> bool:
    return environment.run(settings, "-m", "notebook_runner")


@in_fresh_settings
def run_tests(environment: Environment, settings: Path) -> bool:
    figures = settings / "figures"
    figures.mkdir()
    library = environment.run(settings, "-m", "pytest", TELLINGS_FIGURES=str(figures))
    notebooks = environment.run(
        settings, "-m", "pytest", "--nbval", "notebooks", TELLINGS_FIGURES=str(figures)
    )
    return library and notebooks


def open_lab(environment: Environment) -> bool:
    root = environment.root
    options = [
        f"--ServerApp.root_dir={root}",
        f"--FileContentsManager.preferred_dir={root / 'notebooks'}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    return environment.run(environment.folder / "lab", "-m", "jupyterlab", *options)


ACTIONS: dict[str, Callable[[Environment], bool]] = {
    "": run_notebooks,
    "test": run_tests,
    "lab": open_lab,
}


def main(arguments: list[str]) -> int:
    """Does what the arguments say; 0 when it ended well, 1 when not."""
    asked = " ".join(arguments)
    if asked in ("--help", "-h"):
        print(__doc__.strip())
        return 0
    if asked not in ACTIONS:
        print(
            f"run.py cannot do '{asked}': python run.py --help shows what it can.", file=sys.stderr
        )
        return 1
    try:
        environment = Environment(ROOT)
        if not environment.is_current():
            environment.make()
        return 0 if ACTIONS[asked](environment) else 1
    except SetupError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print(
            "Stopped before the environment was ready: the next run starts it anew.",
            file=sys.stderr,
        )
    return 1


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
