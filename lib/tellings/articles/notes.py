"""Notes of the report: what a person should know of a file, and what to do about it."""

from collections.abc import Iterable

Note = dict[str, object]


def note(why: str, todo: str, line: int | None = None) -> Note:
    return {"line": line, "why": why, "todo": todo}


def together(notes: Iterable[Note]) -> Note:
    """Several notes on one file as one: the first line, every reason, what to do once each."""
    every = [one for one in notes if one]
    known: Note = {}
    for one in every:
        known |= {"encoding": one["encoding"]} if "encoding" in one else {}
    said = [one for one in every if one["why"]]
    if not said:
        return known
    reasons, steps = ({str(one[key]): None for one in said} for key in ("why", "todo"))
    line = next((one["line"] for one in said if one["line"] is not None), None)
    return known | {"line": line, "why": "; ".join(reasons), "todo": " ".join(steps)}


class ReadingError(ValueError):
    """A file that holds no article that can be read: why, what to do, and in which line."""

    def __init__(self, why: str, todo: str, line: int | None = None) -> None:
        super().__init__(why)
        self.note = note(why, todo, line)
