"""run.py: when it makes the environment anew, what it says when it cannot, and what a failed run leaves as it was."""

import ast
import errno
import importlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from jupyter_client.manager import start_new_kernel
from jupyterlab_server.settings_utils import get_settings

import notebook_runner

RUN_PY = Path(__file__).resolve().parents[1] / "run.py"


def load_run_py() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", RUN_PY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


run = load_run_py()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project in a folder with a space and a foreign letter."""
    root = tmp_path / "tmp clône x"
    (root / "notebooks").mkdir(parents=True)
    (root / "figures").mkdir()
    (root / "requirements.txt").write_text(
        "tellings-has-no-such-package==1.0 --hash=sha256:" + "0" * 64 + "\n"
    )
    monkeypatch.setattr(run, "ROOT", root)
    return root


@pytest.fixture
def made(project: Path) -> run.Environment:
    """An environment that looks as if it had been made to its end."""
    environment = run.Environment(project)
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    environment.stamp.write_text(environment.wanted_stamp(), encoding="ascii")
    return environment


# The stamp


def test_a_finished_environment_is_used_again(
    made: run.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run.Environment, "make", lambda self: pytest.fail("made again"))
    monkeypatch.setitem(run.ACTIONS, "", lambda environment: True)
    assert run.main([]) == 0


def test_changed_requirements_make_it_anew(made: run.Environment) -> None:
    assert made.is_current()
    made.requirements.write_text("something-else==1.0\n")
    assert not made.is_current()


def test_another_python_makes_it_anew(made: run.Environment) -> None:
    stamp = made.stamp.read_text(encoding="ascii")
    made.stamp.write_text(stamp.replace(f".{sys.version_info.minor},", ".10,"), encoding="ascii")
    assert not made.is_current()


def test_a_python_that_is_gone_makes_it_anew(made: run.Environment) -> None:
    made.python.unlink()
    assert not made.is_current()


def test_half_a_stamp_makes_it_anew(made: run.Environment) -> None:
    made.stamp.write_bytes(made.stamp.read_bytes()[:-1])
    assert not made.is_current()


@pytest.mark.parametrize("step", ["preparing", "installing", "finishing"])
def test_an_interrupted_making_leaves_no_stamp(
    made: run.Environment,
    step: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def interrupted(what: str, *_: object) -> int:
        made._place("purelib").mkdir(parents=True, exist_ok=True)
        if what == step:
            raise KeyboardInterrupt
        return 0

    made.requirements.write_text("something-else==1.0\n")
    monkeypatch.setattr(run, "wait_showing", interrupted)
    assert run.main([]) == 1
    assert not made.stamp.exists()
    assert "anew" in capsys.readouterr().err


def installed(made: run.Environment, name: str = "pack_age") -> Path:
    """Puts a package with one file into the environment, as pip does, and requires it."""
    packages = made._place("purelib")
    (packages / f"{name}-1.0.dist-info").mkdir(parents=True)
    (packages / f"{name}.py").write_text("x = 1\n", newline="\n")
    record = f"{name}.py,sha256=x,6\n{name}-1.0.dist-info/RECORD,,\n__pycache__/{name}.pyc,,\n"
    (packages / f"{name}-1.0.dist-info" / "RECORD").write_text(record)
    made.requirements.write_text(
        "Pack.Age==1.0 \\\n    --hash=sha256:0\nother==2.0 ; sys_platform == 'none' \\\n    --hash=sha256:0\n"
    )
    made.stamp.write_text(made.wanted_stamp(), encoding="ascii")
    return packages


@pytest.mark.parametrize("damage", [
    lambda packages: (packages / "pack_age.py").unlink(),
    lambda packages: (packages / "pack_age.py").write_text(""),
    lambda packages: (packages / "pack_age-1.0.dist-info" / "RECORD").unlink(),
    lambda packages: (packages / "pack_age-1.0.dist-info").rename(packages / "pack_age-0.9.dist-info"),
], ids=["a file gone", "a file cut off", "no list of files", "another version"])  # fmt: skip
def test_a_damaged_environment_is_made_anew(made: run.Environment, damage, capsys) -> None:
    packages = installed(made)
    assert made.is_current()
    damage(packages)
    assert not made.is_current()
    assert "is damaged: " in capsys.readouterr().out


def test_what_a_person_put_in_is_no_damage(made: run.Environment) -> None:
    (installed(made) / "mine.py").write_text("")
    assert made.is_current()


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_a_venv_that_is_not_ours_is_left_alone(
    project: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project / ".venv"
    if kind == "folder":
        folder.mkdir()
        (folder / "pyvenv.cfg").write_text("mine")
    elif kind == "file":
        folder.write_text("mine")
    else:
        (project / "elsewhere").mkdir()
        try:
            folder.symlink_to(project / "elsewhere", target_is_directory=True)
        except OSError:
            pytest.skip("no links on this system")
    assert run.main([]) == 1
    assert "did not make, and it is left alone" in one_sentence(capsys)
    assert (
        folder.is_symlink()
        or "mine" in (folder if kind == "file" else folder / "pyvenv.cfg").read_text()
    )


@pytest.mark.parametrize("left", [[], ["setup.log"], ["setup.log", "lib"], ["made-from"]])
def test_what_we_began_is_emptied(project: Path, left: list[str]) -> None:
    environment = run.Environment(project)
    environment.folder.mkdir()
    for name in left:
        (environment.folder / name).touch() if "." in name or "-" in name else (
            environment.folder / name
        ).mkdir()
    environment._empty_folder()
    assert [path.name for path in environment.folder.iterdir()] == ["setup.log"]


def test_the_library_is_found_by_a_relative_ascii_path(made: run.Environment) -> None:
    packages = made._place("purelib")
    packages.mkdir(parents=True)
    made._link_library()
    line = (packages / "tellings.pth").read_bytes().decode("ascii").strip()
    assert not Path(line).is_absolute()
    assert Path(os.path.normpath(packages / line)) == made.root / "lib"


def test_a_users_own_settings_stay_outside(
    made: run.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = [
        "PYTHONPATH",
        "PYTHONSTARTUP",
        "MPLBACKEND",
        "MATPLOTLIBRC",
        "PYTEST_ADDOPTS",
        "LC_ALL",
        "TELLINGS_FIGURES",
    ]
    for name in own:
        monkeypatch.setenv(name, "mine")
    variables = made.child_variables(made.root / "settings")
    assert not set(own) & set(variables)
    assert variables["PYTHONHASHSEED"] == "0"
    assert variables["PATH"] == os.environ["PATH"]


# What it says when it cannot


def one_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said


def test_an_old_python_is_told_which_one_to_get() -> None:
    code = f"import runpy, sys; sys.version_info = (3, 8, 18); runpy.run_path({str(RUN_PY)!r})"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "needs Python 3.11 or newer, and this is Python 3.8" in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_old_python_can_read_the_file_to_its_end() -> None:
    ast.parse(RUN_PY.read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize(
    "arguments", [["tset"], ["--story"], ["--new-story", "a", "b"], ["test", "fast"]]
)
def test_an_unknown_argument(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(arguments) == 1
    said = one_sentence(capsys)
    assert " ".join(arguments) in said
    assert "--help" in said


def test_help_names_every_action(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"python run.py {action}".strip() in said for action in run.ACTIONS)


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_missing_venv_module(
    project: Path, missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == missing else object()
    )
    assert run.main([]) == 1
    assert "sudo apt install python3." in one_sentence(capsys)
    assert not (project / ".venv").exists()


def test_no_network_on_the_first_run(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv(
        "PIP_INDEX_URL", "http://127.0.0.1:9/simple"
    )  # a port where nothing ever listens
    monkeypatch.setenv("PIP_RETRIES", "1")
    assert run.main([]) == 1
    assert "needs a network" in one_sentence(capsys)
    assert not run.Environment(project).is_current()


def test_a_full_disk(
    made: run.Environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    full = shutil.disk_usage(made.root)._replace(free=4096)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: full)
    assert run.main([]) == 1
    assert "no room left on the disk" in one_sentence(capsys)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_whatever_the_computer_refuses_is_a_sentence(
    made: run.Environment,
    number: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(environment: run.Environment) -> bool:
        raise OSError(number, os.strerror(number), str(environment.root))

    monkeypatch.setitem(run.ACTIONS, "", refuse)
    assert run.main([]) == 1
    assert os.strerror(number) in one_sentence(capsys)


# Standard files, and signals

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and closed files of POSIX")


@POSIX
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full"])
def test_closed_standard_files_stop_nothing(closed: str) -> None:
    if "full" in closed and not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    command = f"'{sys.executable}' '{RUN_PY}' --help {closed}"
    result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


@POSIX
def test_a_signal_to_this_program_alone_reaches_what_it_started(made: run.Environment) -> None:
    """The child tells that it was asked to stop, and only after it has ended does run.py."""
    made.python.unlink()
    child = "import signal, sys, time; signal.signal(15, lambda *_: sys.exit('ended')); print('on', flush=True); time.sleep(30)"
    made.python.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c \"{child}\"\n")
    made.python.chmod(0o755)
    (made.root / "run.py").write_bytes(RUN_PY.read_bytes())
    with subprocess.Popen(
        [sys.executable, "run.py"], cwd=made.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, preexec_fn=heed_interrupts,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "on\n"
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (1, "ended\n")
    assert time.monotonic() - started < 10
    assert not list(made.root.glob(".staging-*"))


def free_within(seconds: float, path: Path) -> bool:
    """Whether nobody holds the lock on the file, now or before the seconds are over."""
    fcntl = importlib.import_module("fcntl")  # Windows has none
    end = time.monotonic() + seconds
    with path.open("rb") as file:
        while time.monotonic() < end:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            except BlockingIOError:
                time.sleep(0.05)
    return False


@POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_step_that_is_stopped_ends_with_all_that_it_started(project: Path, number: int) -> None:
    log = project / "log"
    log.touch()
    # A lock on a file goes with the process that holds it, however the process ends and whoever adopts it.
    held = project / "held"
    inner = (
        f"import fcntl, time; held = open({str(held)!r}, 'w'); fcntl.flock(held, fcntl.LOCK_EX); "
        "print('inner', flush=True); time.sleep(60)"
    )
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    code = (
        f"import sys, os, pathlib; sys.path.insert(0, {str(RUN_PY.parent)!r}); import run\n"
        f"log = pathlib.Path({str(log)!r})\nrun.heed_signals()\n"
        f"with log.open('ab') as f: run.wait_showing('x', [sys.executable, '-c', {outer!r}], dict(os.environ), f.fileno(), log)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, preexec_fn=heed_interrupts) as process:  # fmt: skip
        while b"inner" not in log.read_bytes():
            time.sleep(0.1)
        process.send_signal(number)
        process.communicate(timeout=20)
    assert free_within(5, held)


def test_any_other_failure_shows_its_last_lines() -> None:
    said = run.explain(
        "\n".join(f"line {number}" for number in range(40)) + "\nERROR: No space left on device"
    )
    assert "No space left on device" in said
    assert "line 25" not in said
    assert "setup.log" in said


# The reading site


@pytest.fixture
def site_builder(made: run.Environment, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done, in place of doing it: packages added, a site built that says its number."""
    done: list[str] = []

    def build(_: run.Environment, __: Path, *command: str) -> bool:
        done.append("built")
        Path(command[-1]).mkdir()
        Path(command[-1], "index.html").write_text(str(len(done)))
        return "broken" not in done

    monkeypatch.setattr(run.Environment, "_step", lambda *_: done.append("added"))
    monkeypatch.setattr(run.Environment, "run", build)
    (made.root / "docs").mkdir()
    (made.root / "docs" / "requirements.txt").write_text("a-theme==1.0\n")
    return done


def test_the_packages_of_the_site_are_added_once(
    made: run.Environment, site_builder: list[str]
) -> None:
    assert run.build_site(made)
    assert run.build_site(made)
    (made.root / "docs" / "requirements.txt").write_text("a-theme==2.0\n")
    assert run.build_site(made)
    assert site_builder == ["added", "built", "built", "added", "built"]


def test_a_site_that_cannot_be_built_leaves_the_last_one(
    made: run.Environment, site_builder: list[str]
) -> None:
    assert run.build_site(made)
    site_builder.append("broken")
    assert not run.build_site(made)
    assert (made.root / "site" / "index.html").read_text() == "2"
    assert not list(made.root.glob(".staging-*"))


# JupyterLab


def test_figures_drawn_in_the_lab_do_not_replace_those_of_the_lessons(
    made: run.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, str] = {}
    monkeypatch.setattr(run.Environment, "run", lambda *_, **variables: told.update(variables))
    run.open_lab(made)
    assert told == {"TELLINGS_FIGURES": str(made.root / "stories" / "lab")}


def test_jupyterlab_does_not_ask_whether_it_may_fetch_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.prepare_lab(tmp_path)
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "jupyter"))
    lab = Path(sys.prefix, "share", "jupyter", "lab")
    folders = [str(lab / "settings"), str(lab / "schemas"), str(tmp_path)]
    settings, _ = get_settings(*folders, "@jupyterlab/apputils-extension:notification")
    default = {name: one["default"] for name, one in settings["schema"]["properties"].items()}
    assert (default["fetchNews"], default["checkForUpdates"]) == ("false", False)


def test_a_kernel_in_jupyterlab_says_of_itself_what_the_lessons_already_hold(
    tmp_path: Path,
) -> None:
    """Else JupyterLab writes it into every lesson that is opened."""
    run.prepare_lab(tmp_path)
    own = os.environ | {"IPYTHONDIR": str(tmp_path / "ipython")}
    manager, client = start_new_kernel(kernel_name="python3", env=own)
    try:
        answer = client.kernel_info(reply=True, timeout=30)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert answer["content"]["language_info"] == notebook_runner.LANGUAGE


# What a failed run leaves as it was

DRAW = "import os, pathlib\npathlib.Path(os.environ['TELLINGS_FIGURES'], 'chart.txt').write_text('new')\nprint('drawn')"
INTERRUPT = "import os, signal, time\nos.kill(os.getppid(), signal.SIGINT)\ntime.sleep(50)"
# It goes on after an interrupt, as a kernel does that had not begun when the interrupt came.
DEAF = "import time\ntry:\n    time.sleep(50)\nexcept KeyboardInterrupt:\n    time.sleep(2)"


def write_notebook(path: Path, *sources: str) -> bytes:
    cells = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"c{i}",
            "metadata": {},
            "outputs": [],
            "source": source,
        }
        for i, source in enumerate(sources)
    ]
    path.write_text(
        json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}),
        encoding="utf-8",
    )
    return path.read_bytes()


def run_notebooks(project: Path, *names: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "notebook_runner", *names]
    heed = None if os.name == "nt" else heed_interrupts
    return subprocess.run(
        command,
        cwd=project,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        preexec_fn=heed,
    )


def heed_interrupts() -> None:
    """A shell has what it runs in the background ignore Ctrl+C, and so all that these start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def old_figure(project: Path) -> Path:
    figure = project / "figures" / "chart.txt"
    figure.write_text("old")
    return figure


def test_a_good_notebook_is_replaced_with_its_figure(project: Path, old_figure: Path) -> None:
    notebook = project / "notebooks" / "good.ipynb"
    write_notebook(notebook, DRAW)
    result = run_notebooks(project)
    assert (result.returncode, result.stderr) == (0, "")
    assert old_figure.read_text() == "new"
    assert json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]["outputs"][0]["text"] == [
        "drawn\n"
    ]
    assert notebook.read_bytes().endswith(b"}\n")
    assert b"\r" not in notebook.read_bytes()


def test_a_failing_notebook_and_its_figure_stay(project: Path, old_figure: Path) -> None:
    before = write_notebook(project / "notebooks" / "bad.ipynb", DRAW, "\n1 / 0  # here\n")
    write_notebook(project / "notebooks" / "good.ipynb", "print('fine')")
    result = run_notebooks(project)
    assert result.returncode == 1
    assert (
        "FAILED bad.ipynb, code cell 2, which begins '1 / 0  # here': ZeroDivisionError"
        in result.stdout
    )
    assert "good.ipynb," in result.stdout
    assert (project / "notebooks" / "bad.ipynb").read_bytes() == before
    assert old_figure.read_text() == "old"
    assert sorted(path.name for path in project.iterdir()) == [
        "figures",
        "notebooks",
        "requirements.txt",
    ]


@pytest.mark.skipif(
    os.name == "nt", reason="a Windows program cannot send its parent a Ctrl+C alone"
)
def test_an_interrupted_notebook_and_its_figure_stay(project: Path, old_figure: Path) -> None:
    before = write_notebook(project / "notebooks" / "long.ipynb", DRAW, INTERRUPT)
    waiting = write_notebook(project / "notebooks" / "waiting.ipynb", DEAF)
    result = run_notebooks(project)
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith("Stopped")
    assert (project / "notebooks" / "long.ipynb").read_bytes() == before
    assert (project / "notebooks" / "waiting.ipynb").read_bytes() == waiting
    assert old_figure.read_text() == "old"
    assert sorted(path.name for path in project.iterdir()) == [
        "figures",
        "notebooks",
        "requirements.txt",
    ]


@POSIX
def test_a_stop_signal_to_the_runner_ends_deaf_kernels_and_replaces_nothing(
    project: Path, old_figure: Path
) -> None:
    deaf = "import time\nfor _ in range(400):\n    try:\n        time.sleep(0.1)\n    except KeyboardInterrupt:\n        pass"
    stop = "import os, signal\nos.kill(os.getppid(), signal.SIGTERM)"
    before = write_notebook(project / "notebooks" / "deaf.ipynb", DRAW, stop, deaf)
    started = time.monotonic()
    result = run_notebooks(project)
    assert time.monotonic() - started < 25
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith("Stopped")
    assert (project / "notebooks" / "deaf.ipynb").read_bytes() == before
    assert old_figure.read_text() == "old"
    assert not list(project.glob(".staging-*"))


@POSIX
def test_what_a_killed_run_left_is_taken_away_and_a_running_ones_is_not(project: Path) -> None:
    write_notebook(project / "notebooks" / "good.ipynb", "1")
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    names = [".staging-abc", f".staging-{killed.pid}-x", f".staging-{os.getpid()}-live"]
    for name in names:
        (project / name / "figures").mkdir(parents=True)
    assert run_notebooks(project).returncode == 0
    assert [path.name for path in project.glob(".staging-*")] == [names[2]]


def test_without_a_loopback_network_one_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr("socket.create_connection", refuse)
    assert notebook_runner.main(["one.ipynb"]) == 1
    assert "at 127.0.0.1" in one_sentence(capsys)


def test_a_place_that_cannot_be_written_is_named(project: Path) -> None:
    before = write_notebook(project / "notebooks" / "good.ipynb", DRAW)
    (project / "figures").rmdir()
    (project / "figures").write_text("a file")
    result = run_notebooks(project)
    assert (result.returncode, result.stderr) == (1, "")
    assert "it and its figures are what they were" in result.stdout
    assert (project / "notebooks" / "good.ipynb").read_bytes() == before


@pytest.mark.parametrize(
    "content, said",
    [
        ("", "Expecting value"),
        ("{}", "nbformat"),
        ("[]", "list indices"),
        (
            '{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}',
            "not a notebook of format 4",
        ),
    ],
)
def test_a_file_that_is_no_notebook_is_named(project: Path, content: str, said: str) -> None:
    (project / "notebooks" / "odd.ipynb").write_text(content)
    result = run_notebooks(project)
    assert result.returncode == 1
    assert "FAILED odd.ipynb" in result.stdout
    assert said in result.stdout


def test_no_notebooks_is_not_a_success(project: Path) -> None:
    assert run_notebooks(project).returncode == 1
