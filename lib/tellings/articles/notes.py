"""Notes of the report: what a person should know of a file, and what to do about it."""

from collections.abc import Iterable

Note = dict[str, object]


def note(why: str, todo: str, line: int | None = None) -> Note:
    return {"line": line, "why": why, "todo": todo}


def in_file(one: Note, first: int) -> Note:
    """A note on a text that begins in that line of its file, with its line counted in the file."""
    line = one.get("line")
    return one | {"line": line + first - 1} if isinstance(line, int) else one


def together(notes: Iterable[Note]) -> Note:
    """Several notes on one file as one: the first line, every reason, what to do once each."""
    said = [one for one in notes if one and one["why"]]
    if not said:
        return {}
    reasons, steps = ({str(one[key]): None for one in said} for key in ("why", "todo"))
    line = next((one["line"] for one in said if one["line"] is not None), None)
    return {"line": line, "why": "; ".join(reasons), "todo": " ".join(steps)}


class ReadingError(ValueError):
    """A file that holds no article that can be read: why, what to do, and in which line."""

    def __init__(self, why: str, todo: str, line: int | None = None) -> None:
        super().__init__(why)
        self.note = note(why, todo, line)
