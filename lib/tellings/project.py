"""Where the project lies."""

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
