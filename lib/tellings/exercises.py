"""Answers to the exercises, checked in plain words."""

from collections.abc import Iterable


def check(answer: object, right: object, hint: str) -> str:
    """What to tell a reader who has filled in an answer.

    Args:
        answer: what the reader wrote; None or ... where nothing yet.
        right: the answer as the library finds it; any order will do for a list or a set.
        hint: where to look, told when the answer is not right.

    >>> check(None, 3, "Count the paragraphs that name China.")
    'Not answered yet. Replace None above by your answer and run this cell again.'
    >>> check(2, 3, "Count the paragraphs that name China.")
    'Not yet. Count the paragraphs that name China.'
    >>> check(["Seoul", "Tokyo"], {"tokyo", "seoul"}, "Look again.")
    'Yes, that is it.'
    """
    if answer is None or answer is ...:
        return "Not answered yet. Replace None above by your answer and run this cell again."
    return "Yes, that is it." if _plain(answer) == _plain(right) else f"Not yet. {hint}"


def _plain(value: object) -> object:
    """Capitals, outer spaces and the order of a list do not make an answer wrong."""
    if isinstance(value, str):
        return value.strip().casefold()
    if isinstance(value, Iterable):
        return sorted(str(_plain(one)) for one in value)
    return value
