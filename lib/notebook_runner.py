"""Runs notebooks; a notebook and its figures are replaced only when every cell has succeeded.

    python -m notebook_runner                    every notebook in notebooks/
    python -m notebook_runner one.ipynb ...      these

The figures of a notebook go into the folder figures/ beside the notebook's own folder. Where its
metadata names one under "figures", they go into a folder of that name there, as they are of another
story.
"""

import signal
import sys

HEEDED = [
    one for one in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(one) is not signal.SIG_IGN
]
# What follows takes a second to import, and has nothing yet that could be stopped.
if __name__ == "__main__":
    for number in HEEDED:
        signal.signal(number, lambda *_: sys.exit("Stopped: all notebooks are what they were."))

import asyncio
import json
import os
import re
import shutil
import socket
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Event
from weakref import WeakSet

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, CellExecutionError
from nbformat import NotebookNode
from zmq import ZMQError

CELL_SECONDS = 600  # with 400 articles the longest cell takes a minute or two
AT_A_TIME = 2
PATIENCE = 6  # times that a kernel is asked to stop, half a second each, before it is ended
VOLATILE = {
    "execution",
    "ExecuteTime",
    "collapsed",
    "scrolled",
    "trusted",
    "jupyter",
    "outputId",
    "vscode",
    "colab",
}
# What the kernel says of itself, word for word, so that JupyterLab finds nothing to change in a
# notebook that it opens; but not the version of Python, which run.py has the kernel leave out.
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
# The code of these cells is for the reader to change; that of all others is folded away.
OPEN_TAGS = {"parameters", "exercise"}
VOLATILE_OF_NOTEBOOK = {"widgets", "signature", "toc", "vscode", "colab", "orig_nbformat"}
_running: WeakSet[NotebookClient] = WeakSet()
_stopping = Event()


class NotebookError(Exception):
    """A notebook did not run to its end; the message names the cell and the error."""


def execute(path: Path, figures: Path) -> None:
    """Runs a notebook in a fresh kernel and writes it back with outputs; figures go into a folder.

    Args:
        path: the notebook; its cells run in its own folder.
        figures: where the figures end up.

    Raises:
        NotebookError: a cell failed or took too long, or the run was stopped. Notebook and figures
            are what they were.
    """
    notebook = _read(path)
    figures = figures / notebook.metadata.get("figures", "")
    # Beside their final place, because a file can only be put in place at one stroke within one
    # disk.
    beside = next(folder for folder in figures.resolve().parents if folder.exists())
    prefix = f".staging-{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=beside) as staging:
        drawn = Path(staging, "figures")
        drawn.mkdir()
        _run(notebook, path.resolve().parent, drawn)
        if _stopping.is_set():
            raise NotebookError("stopped")
        aside = Path(staging, path.name)
        _write(notebook, aside)
        figures.mkdir(parents=True, exist_ok=True)
        for figure in sorted(drawn.iterdir()):
            os.replace(figure, figures / figure.name)
        os.replace(aside, path)


def normalise(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what differs by machine or run: versions, timing, the viewer's state.

    The code of a cell is folded, unless its tags say that the reader is to change it.

    >>> tags = {"tags": ["this-story"], "trusted": True}
    >>> cell = nbformat.v4.new_markdown_cell("# Title", id="a", metadata=tags)
    >>> language = {"language_info": {"name": "python", "version": "3.13.0"}}
    >>> notebook = normalise(nbformat.v4.new_notebook(cells=[cell], metadata=language))
    >>> notebook.cells[0].metadata, "version" in notebook.metadata.language_info
    ({'tags': ['this-story']}, False)
    """
    result = nbformat.from_dict(json.loads(json.dumps(notebook)))
    result.nbformat, result.nbformat_minor = 4, 5
    kept = {key: value for key, value in result.metadata.items() if key not in VOLATILE_OF_NOTEBOOK}
    result.metadata = nbformat.from_dict(kept | {"kernelspec": KERNEL, "language_info": LANGUAGE})
    _name_cells(result.cells)
    for cell in result.cells:
        for key in VOLATILE & cell.metadata.keys():
            del cell.metadata[key]
        if cell.cell_type == "code":
            cell.outputs = _merge_streams(cell.outputs)
            if not OPEN_TAGS & set(cell.metadata.get("tags", ())):
                cell.metadata.jupyter = nbformat.from_dict({"source_hidden": True})
    return result


def main(arguments: Sequence[str] = ()) -> int:
    """Runs the named notebooks, or all in notebooks/, and says how each went; 0 if all
    succeeded.
    """
    paths = [Path(argument) for argument in arguments] or sorted(Path("notebooks").glob("*.ipynb"))
    if not paths:
        print(
            "There is no notebook in notebooks/: run this in the project's folder.", file=sys.stderr
        )
        return 1
    if not _programs_can_talk():
        print(
            "Notebooks cannot run here, because programs on this computer cannot reach each other "
            "at 127.0.0.1: switch on the loopback network, or allow it in the firewall, then run "
            "this again.",
            file=sys.stderr,
        )
        return 1
    for folder in {path.resolve().parent.parent for path in paths}:
        clear(folder)
    _say(f"Running {len(paths)} notebook{'s'[: len(paths) > 1]}.")
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        # The longest first, so that none is left to run alone at the end.
        longest_first = sorted(paths, key=lambda path: -path.stat().st_size if path.exists() else 0)
        attempts = [pool.submit(_attempt, path) for path in longest_first]
        try:
            return 0 if _report(attempts) else 1
        except KeyboardInterrupt:
            _stopping.set()
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)  # once is enough
            pool.shutdown(wait=False, cancel_futures=True)
            _interrupt_kernels(attempts)
            print(
                "Stopped: the notebooks not yet reported, and their figures, are what they were.",
                file=sys.stderr,
            )
            return 1


def _programs_can_talk() -> bool:
    """Whether a kernel could be reached; without this, one would wait a minute for it in vain."""
    try:
        with (
            socket.create_server(("127.0.0.1", 0)) as server,
            socket.create_connection(server.getsockname(), timeout=5),
        ):
            return True
    except OSError:
        return False


def clear(folder: Path) -> None:
    """Takes away what runs that were killed have left beside the notebooks."""
    for left in folder.glob(".staging-*"):
        number = re.match(r"\.staging-(\d+)-", left.name)
        if number is None or not _is_running(int(number[1])):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: int) -> bool:
    """Whether a process is there; on Windows, where asking would end it, any may be."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def _say(line: str) -> None:
    """Prints; where nobody reads it any more, or the disk is full, the work goes on unsaid."""
    try:
        print(line, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _attempt(path: Path) -> tuple[bool, str]:
    started = time.monotonic()
    try:
        execute(path, path.resolve().parent.parent / "figures")
    except NotebookError as failure:
        return False, f"FAILED {path.name}, {failure}"
    except OSError as error:
        why = f"{error.strerror or error} ({error.filename or path})"
        return False, f"FAILED {path.name}: {why}; it and its figures are what they were"
    except (ValueError, KeyError, TypeError, nbformat.ValidationError) as error:
        return False, f"FAILED {path.name}: {error}"
    return True, f"  {path.name}, {time.monotonic() - started:.1f} s"


def _report(attempts: Sequence[Future[tuple[bool, str]]]) -> bool:
    pending, all_good = set(attempts), True
    while pending:
        # With a time limit, because Windows delivers Ctrl+C only between two waits.
        done, pending = wait(pending, timeout=0.5, return_when=FIRST_COMPLETED)
        for attempt in sorted(done, key=attempts.index):
            good, line = attempt.result()
            _say(line)
            all_good = all_good and good
    return all_good


def _interrupt_kernels(attempts: Sequence[Future[tuple[bool, str]]]) -> None:
    # Again and again, because a kernel that is only starting takes no notice, and then runs its
    # cells.
    # One that takes no notice for some seconds is ended.
    for attempt in count(1):
        if all(one.done() for one in attempts):
            return
        for client in list(_running):
            # It may end between the two.
            with suppress(RuntimeError, OSError):
                if client.km is not None and client.km.has_kernel:
                    patient = attempt <= PATIENCE
                    end = client.km.interrupt_kernel if patient else client.km.provisioner.kill
                    asyncio.run(end())
        time.sleep(0.5)


def _run(notebook: NotebookNode, folder: Path, figures: Path) -> None:
    started: list[int] = []
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        extra_arguments=[
            "--IPKernelApp.log_level=ERROR"
        ],  # without, each kernel warns that it speaks TCP
        resources={"metadata": {"path": str(folder)}},
        on_cell_start=lambda cell, cell_index: started.append(cell_index),
    )
    _running.add(client)
    try:
        # Not client.execute: it leaves its event loop open, and on Windows starts one that cannot
        # talk to a kernel.
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            runner.run(client.async_execute(env={**os.environ, "TELLINGS_FIGURES": str(figures)}))
    except (CellControlSignal, RuntimeError, ZMQError) as error:
        raise NotebookError(
            _describe(notebook.cells[: started[-1] + 1] if started else [], error)
        ) from error
    finally:
        _running.discard(client)


def _describe(cells: Sequence[NotebookNode], error: Exception) -> str:
    said = f"{error.ename}: {error.evalue}" if isinstance(error, CellExecutionError) else str(error)
    last_line = said.strip().splitlines()[-1]
    if not cells:
        return f"before its first cell: {last_line}"
    number = sum(cell.cell_type == "code" for cell in cells)
    first_line = cells[-1].source.strip().splitlines()[0]
    return f"code cell {number}, which begins '{first_line}': {last_line}"


def _read(path: Path) -> NotebookNode:
    text = path.read_text(encoding="utf-8")
    if json.loads(text)["nbformat"] != 4:
        raise ValueError(
            "not a notebook of format 4; open it in JupyterLab and save it, then run this again"
        )
    notebook = normalise(nbformat.v4.reads(text))
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def _write(notebook: NotebookNode, path: Path) -> None:
    clean = normalise(notebook)
    nbformat.validate(clean)
    path.write_text(nbformat.writes(clean) + "\n", encoding="utf-8", newline="\n")


def _name_cells(cells: Sequence[NotebookNode]) -> None:
    taken = {cell.get("id") for cell in cells}
    free = (name for name in map("cell-{}".format, count(1)) if name not in taken)
    for cell in cells:
        if "id" not in cell:
            cell.id = next(free)


def _merge_streams(outputs: Sequence[NotebookNode]) -> list[NotebookNode]:
    merged: list[NotebookNode] = []
    for output in outputs:
        if merged and output.output_type == "stream" and merged[-1].get("name") == output.name:
            merged[-1].text += output.text
        else:
            merged.append(output)
    return merged


if __name__ == "__main__":
    for number in HEEDED:
        signal.signal(number, signal.default_int_handler)
    sys.exit(main(sys.argv[1:]))
