"""What lies in a folder beside articles: folders, links, pipes, and files that cannot be read."""

import errno
import stat
from pathlib import Path

_HIDDEN = {
    ".": "its name begins with a full stop, as those of hidden files do",
    "~": "its name begins with ~, as those of temporary files do",
}


def no_text_file(path: Path) -> dict[str, object]:
    """Why this is no file to be read, as a note for the report; empty for a file.

    Nothing is opened here: to open a pipe would be to wait for somebody to write into it.
    """
    if path.name[0] in _HIDDEN:
        return {"why": _HIDDEN[path.name[0]], "todo": "Rename it if it is an article."}
    try:
        mode = path.stat().st_mode
    except OSError as problem:
        return _broken_link(problem) if path.is_symlink() else cannot_be_read(problem)
    if stat.S_ISDIR(mode):
        return {
            "why": "a folder, and the files in it are not read",
            "todo": "Put articles beside the others, or read this folder as a story of its own.",
        }
    if not stat.S_ISREG(mode):
        return {"why": "a pipe or a device, not a file", "todo": "Take it out of the folder."}
    return {}


def _broken_link(problem: OSError) -> dict[str, object]:
    loops = problem.errno == errno.ELOOP
    where = "leads back to itself" if loops else "leads to nothing that can be read"
    return {"why": f"a link that {where}", "todo": "Put the file itself here, or remove the link."}


def cannot_be_read(problem: OSError) -> dict[str, object]:
    reason = problem.strerror or str(problem)
    todo = {
        errno.EACCES: "Change its permissions so that you may read it.",
        errno.EPERM: "Change its permissions so that you may read it.",
        errno.ENOENT: "It was taken away meanwhile; put it back, and read the folder again.",
    }.get(problem.errno or 0, "Copy it anew, and read the folder again.")
    return {"why": f"cannot be read ({reason})", "todo": todo}
