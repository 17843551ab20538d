"""What lies in a folder beside articles: folders, links, pipes, and files that cannot be read."""

import errno
import stat
from pathlib import Path

from tellings.articles.notes import Note, note

_HIDDEN = {
    ".": "its name begins with a full stop, as those of hidden files do",
    "~": "its name begins with ~, as those of temporary files do",
}


def no_text_file(path: Path) -> Note:
    """Why this is no file to be read, as a note for the report; empty for a file.

    Nothing is opened here: to open a pipe would be to wait for somebody to write into it.
    """
    if path.name[0] in _HIDDEN:
        return note(_HIDDEN[path.name[0]], "Rename it if it is an article.")
    try:
        mode = path.stat().st_mode
    except OSError as problem:
        return _broken_link(problem) if path.is_symlink() else cannot_be_read(problem)
    if stat.S_ISDIR(mode):
        todo = "Put articles beside the others, or read this folder as a story of its own."
        return note("a folder, and the files in it are not read", todo)
    if not stat.S_ISREG(mode):
        return note("a pipe or a device, not a file", "Take it out of the folder.")
    return {}


def _broken_link(problem: OSError) -> Note:
    loops = problem.errno == errno.ELOOP
    where = "leads back to itself" if loops else "leads to nothing that can be read"
    return note(f"a link that {where}", "Put the file itself here, or remove the link.")


def cannot_be_read(problem: OSError) -> Note:
    todo = {
        errno.EACCES: "Change its permissions so that you may read it.",
        errno.EPERM: "Change its permissions so that you may read it.",
        errno.ENOENT: "It was taken away meanwhile; put it back, and read the folder again.",
    }.get(problem.errno or 0, "Copy it anew, and read the folder again.")
    return note(f"cannot be read ({problem.strerror or problem})", todo)
