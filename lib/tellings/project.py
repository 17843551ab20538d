"""Where the project lies, and how a file of it is written."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def find(path: str | Path, folder: Path | None = None) -> Path:
    """A path as it is given, or from a folder that is asked before the project's, or from there.

    Raises:
        FileNotFoundError: it is in none of these places.
    """
    folders = [Path.cwd(), *([folder.resolve()] if folder else []), PROJECT]
    for candidate in (Path(path), *(one / path for one in folders)):
        if candidate.exists():
            return candidate
    *places, last = dict.fromkeys(map(str, folders))
    where = f"neither in {', '.join(places)} nor in {last}" if places else f"in {last}"
    raise FileNotFoundError(f"{path}: there is no such file or folder, {where}")


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file at one stroke: whatever happens, it is the old one or the new one, never half.

    Raises:
        OSError: it cannot be written, as on a full disk; what was there is there still.
    """
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_bytes(content)
        os.replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
