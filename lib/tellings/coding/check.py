"""Answers to the exercises, checked in plain words."""

import re
from collections.abc import Iterable
from numbers import Number
from typing import TypeGuard

from tellings.actors.lists import is_title

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")  # 16, -2, 0.5


def check(answer: object, right: object, hint: str) -> str:
    """What to tell a reader who has filled in an answer.

    Args:
        answer: what the reader wrote; None or ... where nothing yet.
        right: the answer as the library finds it; any order will do for a list or a set, and an
            office before a name may be left out.
        hint: where to look, told when the answer is not right.

    >>> check(None, 3, "Count the paragraphs that name China.")
    'Not answered yet. Replace None above by your answer and run this box again.'
    >>> check(2, 3, "Count the paragraphs that name China.")
    'Not yet. Count the paragraphs that name China.'
    >>> check("three", 3, "Count the paragraphs that name China.")
    'Not yet. A number is wanted, without quotation marks.'
    >>> check(["Seoul", "Tokyo"], {"tokyo", "seoul"}, "Look again.")
    'Yes, that is it.'
    """
    if answer is None or answer is ... or (isinstance(answer, str) and not answer.strip()):
        return "Not answered yet. Replace None above by your answer and run this box again."
    wanted = [_plain(one) for one in _several(right)]
    given = [_plain(one) for one in _several(answer)]
    if _is_list(right):
        given = [piece for one in given for piece in _pieces(one, wanted)]
    if _same(given, wanted):
        return "Yes, that is it."
    return f"Not yet. {_other_kind(given, wanted, _is_list(right)) or hint}"


def _is_list(value: object) -> TypeGuard[Iterable[object]]:
    return isinstance(value, Iterable) and not isinstance(value, str)


def _several(value: object) -> list[object]:
    """The members of a list; anything else is a list of one."""
    return list(value) if _is_list(value) else [value]


def _plain(value: object) -> float | str:
    """Capitals, spaces, kinds of quotation marks, and 16 written as "16" make no answer wrong."""
    if isinstance(value, Number) and not isinstance(value, bool):
        return float(value)  # type: ignore[arg-type]
    text = str(value).translate(str.maketrans("‘’“”", "''\"\"")).strip(" \t\n\"'[]")
    return float(text) if _NUMBER.fullmatch(text) else " ".join(text.casefold().split())


def _pieces(one: float | str, wanted: list[float | str]) -> list[float | str]:
    """A text with commas is a list written in one piece, unless a right answer has them too."""
    if isinstance(one, float) or one in wanted:
        return [one]
    return [_plain(piece) for piece in one.split(",") if piece.strip()]


def _same(given: list[float | str], wanted: list[float | str]) -> bool:
    """Whether each answer is a right one and each right one is answered, the order aside."""
    left = list(wanted)
    for one in sorted(given, key=lambda one: one not in wanted):
        called = (name for name in left if _without_office(one, name))
        found = one if one in left else next(called, None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _without_office(given: float | str, name: float | str) -> bool:
    """Whether a name is the same but for an office before it: "Admiral Mike Mullen"."""
    if isinstance(given, float) or isinstance(name, float):
        return False
    short, full = given.split(), name.split()
    dropped, rest = full[: len(full) - len(short)], full[-len(short) :]
    return len(short) >= 2 and rest == short and bool(dropped) and is_title(dropped[-1])


def _other_kind(given: list[float | str], wanted: list[float | str], many: bool) -> str | None:
    """What to write instead, if the answer is of another kind than the right one."""
    numbers, figures = ([isinstance(one, float) for one in side] for side in (wanted, given))
    if numbers and all(numbers) and not all(figures):
        number = "A number is wanted, without quotation marks."
        return "A list of numbers is wanted: [1, 2]." if many else number
    if not many and len(given) != 1:
        return "One answer is wanted, not a list."
    if numbers and not any(numbers) and any(figures):
        text = 'A text is wanted, in quotation marks: "...".'
        return 'A list is wanted: ["...", "..."].' if many else text
    return None
