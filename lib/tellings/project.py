"""Where the project lies, and how a file of it is written."""

import os
from contextlib import suppress
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def find(path: str | Path, folder: Path | None = None) -> Path:
    """A path as it is given, or from a folder that is asked before the project's, or from there.

    Raises:
        FileNotFoundError: it is in none of these places.
    """
    folders = [Path.cwd(), *([folder.resolve()] if folder else []), PROJECT]
    for candidate in (Path(path), *(one / path for one in folders)):
        with suppress(OSError):  # a name too long for a file, a folder that may not be looked into
            if candidate.exists():
                return candidate
    *places, last = dict.fromkeys(map(str, folders))
    where = f"neither in {', '.join(places)} nor in {last}" if places else f"in {last}"
    short = str(path) if len(str(path)) < 300 else f"{str(path)[:300]}…"
    raise FileNotFoundError(f"{short}: there is no such file or folder, {where}")


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file at one stroke: whatever happens, it is the old one or the new one, never half.

    Raises:
        OSError: it cannot be written, as on a full disk; what was there is there still.
    """
    aside = path.with_name(f".{path.name[:80]}.new")
    try:
        aside.write_bytes(content)
        os.replace(aside, path)
    except BaseException as problem:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        if isinstance(problem, OSError):
            raise type(problem)(not_written(path, problem)) from problem
        raise


def not_written(path: object, problem: OSError) -> str:
    """A sentence on what cannot be written, and on what to do.

    >>> not_written("anna.csv", OSError(28, "No space left on device"))
    'anna.csv: cannot be written (No space left on device), and what was there is there still;
    make room on the disk, close programs that use it, or choose a folder that you can write to,
    and run this again'
    """
    return (
        f"{path}: cannot be written ({problem.strerror or problem}), and what was there is there "
        "still; make room on the disk, close programs that use it, or choose a folder that you can "
        "write to, and run this again"
    )
