"""Tellings: one command for everything.

    python run.py            run every notebook from top to bottom and draw every figure anew
    python run.py test       run the tests: the library's, then every notebook against its outputs
    python run.py lab        open JupyterLab at notebooks/
    python run.py --story PATH
                             run every lesson over your own articles, a folder of them or a file;
                             the results are written into stories/; with --withhold-text behind
                             the path they hold places and short evidence, and can be passed on
    python run.py --new-story PATH
                             make a folder ready for articles, or add to one what it needs
    python run.py site       write the lessons and all pages about them as a site into site/; its
                             first run needs a network
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

import signal

# Until there is anything to stop: imports, too, take a moment.
if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
    signal.signal(signal.SIGINT, lambda *_: sys.exit("Stopped before anything was begun."))

import csv
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent

# A user's own settings of these could change what a notebook prints or draws.
FOREIGN = re.compile(
    r"_*(PYTHON|PYVENV|IPYTHON|JUPYTER|MPL|MATPLOTLIB|NLTK|PYTEST|HYPOTHESIS|TELLINGS|VIRTUAL_ENV"
    r"|OMP_|OPENBLAS|MKL_|SKLEARN|LC_|LANGUAGE|COLUMNS|LINES|FORCE_COLOR|CLICOLOR_FORCE"
    r"|SOURCE_DATE_EPOCH)"
)
ROOM = 50_000_000  # bytes; with less left, nothing can be written to its end
# What pip prints where it cannot reach the network.
NO_NETWORK = re.compile(
    r"Failed to establish a new connection|NewConnectionError|NameResolutionError"
    r"|getaddrinfo failed|ProxyError|ConnectTimeout|Connection refused|Network is unreachable"
    r"|No route to host|Read timed out|Connection aborted"
)


class SetupError(Exception):
    """The environment cannot be made; the message says why and what to do."""


class Stopped(KeyboardInterrupt):
    """Somebody asked this program alone to stop; a Ctrl+C reaches what it started, too."""


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
        if self.stamp.read_text(encoding="ascii", errors="replace") != self.wanted_stamp():
            return False
        if missing := self._missing():
            say(f"The environment in .venv is damaged: {missing} is missing or cut off.")
        return not missing

    def _missing(self) -> str:
        """The first package or file that was installed and is not there as it was."""
        packages = self._place("purelib")
        alike = lambda name: re.sub("[-_.]+", "-", name).lower()  # noqa: E731
        records = {alike(path.stem): path / "RECORD" for path in packages.glob("*.dist-info")}
        # A line "pandas==2.3.3 \"; one with a condition behind it may be for another system.
        wanted = re.findall(
            r"(?m)^([\w.-]+==[\w.!+-]+)\s*\\?$", self.requirements.read_text(encoding="utf-8")
        )
        for name in wanted:
            record = records.get(alike(name.replace("==", "-")))
            if record is None or not record.exists():
                return name
            for path, _, size in csv.reader(record.read_text(encoding="utf-8").splitlines()):
                file = os.path.join(packages, path)  # noqa: PTH118, some 20,000 times
                if size and not (os.path.exists(file) and os.path.getsize(file) == int(size)):  # noqa: PTH110, PTH202
                    return path
        return ""

    def make(self) -> None:
        """Makes the environment anew. The stamp comes last: without it the next run starts over."""
        require_modules()
        self._empty_folder()
        say("Making the environment in .venv. This happens once and takes some minutes.")
        base_python = getattr(sys, "_base_executable", sys.executable)
        self._step("preparing", [base_python, "-m", "venv", str(self.folder)])
        self._step("installing", [*self._pip_install(), "--requirement", str(self.requirements)])
        self._link_library()
        self._step("finishing", [str(self.python), "-c", "import matplotlib.pyplot"])
        self.stamp.write_text(self.wanted_stamp(), encoding="ascii")

    def add(self, requirements: Path) -> None:
        """Installs what one job needs besides, unless that was done from the same list."""
        stamp = self.folder / f"added-{requirements.parent.name}"
        wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text(encoding="ascii", errors="replace") == wanted:
            return
        say("Adding what this needs to .venv. This happens once and takes a minute.")
        self.log.write_bytes(b"")
        self._step("installing", [*self._pip_install(), "--requirement", str(requirements)])
        stamp.write_text(wanted, encoding="ascii")

    def _empty_folder(self) -> None:
        try:
            if self.folder.is_symlink() or not self._is_ours():
                raise SetupError(
                    "There is a .venv here that Tellings did not make, and it is left alone: "
                    "rename it or move it away, then run this again."
                )
            self.folder.mkdir(exist_ok=True)
            # The log stays to the end: by it the next run knows the folder for ours.
            self.log.touch()
            self.stamp.unlink(missing_ok=True)
            for path in self.folder.iterdir():
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                elif path != self.log:
                    path.unlink()
            self.log.write_bytes(b"")
        except OSError as error:
            raise SetupError(
                f"The folder .venv cannot be made anew ({error.strerror}): close JupyterLab and "
                "other programs that use it, or move Tellings to a folder that you can write to, "
                "then run this again."
            ) from error

    def _is_ours(self) -> bool:
        """Whether it is free, or was begun by this program."""
        if not self.folder.is_dir():
            return not self.folder.exists()
        names = {path.name for path in self.folder.iterdir()}
        return not names or bool(names & {self.stamp.name, self.log.name})

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
            require_room(self.root)
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
            stopped = False
            while True:
                try:
                    good = child.wait() == 0
                    break
                except Stopped:
                    child.terminate()  # it ends its kernels, and leaves files as they were
                    stopped = True
                except KeyboardInterrupt:
                    continue  # the child was interrupted too, and knows better what to do about it
        if stopped:
            sys.exit(1)  # the child has said so
        return good


def require_room(folder: Path) -> None:
    if shutil.disk_usage(folder).free < ROOM:
        raise SetupError(
            "There is no room left on the disk: make some (the packages take about 1 GB), then run "
            "this again."
        )


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
    # In a group of its own, so that all that it starts in its turn can be ended with it.
    with subprocess.Popen(
        command,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=os.name != "nt",
    ) as child:
        try:
            while True:
                try:
                    return child.wait(timeout=1)
                except subprocess.TimeoutExpired:
                    show(what, log, int(time.monotonic() - started))
        except BaseException:
            with suppress(ProcessLookupError):
                child.kill() if os.name == "nt" else os.killpg(child.pid, signal.SIGKILL)
            raise
        finally:
            if sys.stdout.isatty():
                say("")


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
        say(f"\r{text:<70}", end="")
    elif seconds % 15 == 2:
        say(text)


def say(text: str, end: str = "\n") -> None:
    """Prints; where nobody reads it any more, or the disk is full, the work goes on unsaid."""
    try:
        print(text, end=end, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
        require_room(environment.root)
        # Beside the notebooks, where the next run clears up what a killed one has left.
        prefix = f".staging-{os.getpid()}-settings-"
        with tempfile.TemporaryDirectory(
            prefix=prefix, dir=environment.root, ignore_cleanup_errors=True
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


SPHINX = "sphinx --builder html --fail-on-warning --keep-going --quiet --conf-dir docs"


@in_fresh_settings
def build_site(environment: Environment, settings: Path) -> bool:
    """The reading site, put in place of the last one when all of it was built."""
    environment.add(environment.root / "docs" / "requirements.txt")
    built, site = settings / "site", environment.root / "site"
    command = ["-m", *SPHINX.split(), "--doctree-dir", str(settings / "doctrees"), ".", str(built)]
    if not environment.run(settings, *command):
        return False
    if site.exists():
        os.replace(site, settings / "before")
    os.replace(built, site)
    say("The site is written: open site/index.html in a browser.")
    return True


def run_story(path: str, *options: str) -> Callable[[Environment], bool]:
    """What runs the lessons over somebody's own articles, or makes a folder ready for them."""
    where = str(Path(path).absolute())

    @in_fresh_settings
    def run(environment: Environment, settings: Path) -> bool:
        return environment.run(settings, "-m", "story_runner", *options, where)

    return run


# Without these JupyterLab asks whether it may fetch news, in a window over the first lesson.
LAB_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}
}
# JupyterLab writes into a notebook what the kernel says of itself. The version of Python would make
# every lesson count as changed when it is opened under another one than that it was written with.
KERNEL_SETTINGS = """\
c = get_config()
c.IPKernelApp.exec_lines = ["get_ipython().kernel.language_info.pop('version', None)"]
"""
LAB_OPTIONS = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.custom_css=True",
)
# JupyterLab breaks printed text wherever the line ends, in the middle of a word.
PAGE_SETTINGS = """\
.jp-OutputArea-output.jp-RenderedText pre { word-break: normal; overflow-wrap: anywhere; }
"""


def prepare_lab(settings: Path) -> None:
    """Writes what JupyterLab and its kernels read of us; what a user sets there goes before it."""
    files = {
        "jupyter/labconfig/default_setting_overrides.json": json.dumps(LAB_SETTINGS),
        "jupyter/custom/custom.css": PAGE_SETTINGS,
        "ipython/profile_default/ipython_kernel_config.py": KERNEL_SETTINGS,
    }
    for name, text in files.items():
        path = settings / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def open_lab(environment: Environment) -> bool:
    root = environment.root
    prepare_lab(environment.folder / "lab")
    options = [
        f"--ServerApp.root_dir={root}",
        f"--FileContentsManager.preferred_dir={root / 'notebooks'}",
        *LAB_OPTIONS,
    ]
    # What somebody draws while trying things out does not replace the figures of the lessons.
    own = str(root / "stories" / "lab")
    lab = environment.folder / "lab"
    return environment.run(lab, "-m", "jupyterlab", *options, TELLINGS_FIGURES=own)


ACTIONS: dict[str, Callable[[Environment], bool]] = {
    "": run_notebooks,
    "test": run_tests,
    "lab": open_lab,
    "site": build_site,
}


def main(arguments: list[str]) -> int:
    """Does what the arguments say; 0 when it ended well, 1 when not."""
    asked = " ".join(arguments)
    if asked in ("--help", "-h"):
        say(__doc__.strip())
        return 0
    action = ACTIONS.get(asked)
    if arguments[:1] == ["--story"] and (
        len(arguments) == 2 or arguments[2:] == ["--withhold-text"]
    ):
        action = run_story(*arguments[1:])
    elif arguments[:1] == ["--new-story"] and len(arguments) == 2:
        action = run_story(arguments[1], "--new")
    elif arguments[:1] in (["--story"], ["--new-story"]):
        said = f"run.py {' '.join(arguments)} wants one path: see python run.py --help."
        print(said, file=sys.stderr)
        return 1
    if action is None:
        print(
            f"run.py cannot do '{asked}': python run.py --help shows what it can.", file=sys.stderr
        )
        return 1
    try:
        environment = Environment(ROOT)
        if not environment.is_current():
            environment.make()
        return 0 if action(environment) else 1
    except SetupError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(
            f"The computer refused ({error}): make room on the disk, or move Tellings to a folder "
            "that you can write to, then run this again.",
            file=sys.stderr,
        )
    except KeyboardInterrupt:
        print("Stopped: what was not finished is begun anew by the next run.", file=sys.stderr)
    return 1


def heed_signals() -> None:
    """What asks this program to stop does so as Ctrl+C does, unless the caller has it ignored."""

    def stop(*_: object) -> None:
        raise Stopped

    handlers = {"SIGINT": signal.default_int_handler, "SIGTERM": stop, "SIGHUP": stop}
    for number, handler in ((getattr(signal, name, None), one) for name, one in handlers.items()):
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def open_standard_files() -> None:
    """Where a caller closed one, the next file to be opened would take its place and be printed
    into.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


if __name__ == "__main__":
    open_standard_files()
    sys.stdout.reconfigure(errors="backslashreplace")
    heed_signals()
    sys.exit(main(sys.argv[1:]))
