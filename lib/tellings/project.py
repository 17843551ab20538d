"""Where the project lies, and how a file of it is written."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def find(path: str | Path) -> Path:
    """A path as it is given, or from the project's folder.

    Raises:
        FileNotFoundError: it is in neither place.
    """
    for candidate in (Path(path), PROJECT / path):
        if candidate.exists():
            return candidate
    raise FileNotFoundError(
        f"{path}: there is no such file or folder, neither in {Path.cwd()} nor in {PROJECT}"
    )


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
