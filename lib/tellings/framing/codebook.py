"""Codebooks in TOML: what each frame means, what a person is asked, which terms speak for it."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import pandas as pd

from tellings.project import PROJECT
from tellings.text.search import parse_term

SHIPPED = Path(str(files("tellings") / "framing" / "codebooks"))
BOOK_KEYS = frozenset({"name", "source", "frame"})
FRAME_KEYS = frozenset({"name", "definition", "items", "terms", "exclude", "example", "cutoff"})


class CodebookError(ValueError):
    """A codebook cannot be used; the message names file, line and key."""


@dataclass(frozen=True)
class Frame:
    """One frame: what it means, what to ask of it, and the terms that speak for it.

    Attributes:
        name: as it stands in every table.
        definition: what the frame says, in a sentence.
        terms: words, phrases, and beginnings of words (with *) that speak for it.
        exclude: phrases in which such a term does not.
        items: questions for a human coder, each to be answered with yes or no.
        example: a text with the frame, for the coder.
        cutoff: from how many sentences with a term on a text counts as having the frame.
    """

    name: str
    definition: str = ""
    terms: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    example: str = ""
    cutoff: int | None = None


@dataclass(frozen=True)
class Codebook:
    """Frames, and where they come from."""

    name: str
    source: str
    frames: tuple[Frame, ...]

    def table(self) -> pd.DataFrame:
        """One row a frame: frame, definition, terms, exclude."""
        rows = [
            (f.name, f.definition, ", ".join(f.terms), ", ".join(f.exclude)) for f in self.frames
        ]
        return pd.DataFrame(rows, columns=["frame", "definition", "terms", "exclude"])

    def items(self) -> pd.DataFrame:
        """One row a question for a human coder: frame, item (numbered from 1), question."""
        rows = [
            (f.name, at, question)
            for f in self.frames
            for at, question in enumerate(f.items, start=1)
        ]
        return pd.DataFrame(rows, columns=["frame", "item", "question"])


def read_codebook(name: Codebook | str | Path) -> Codebook:
    """Reads a codebook: one that comes with the library, by name, or a file of your own.

    Args:
        name: a name such as "generic", or the path of a .toml file; a Codebook is given back as it
            is.

    Raises:
        FileNotFoundError: there is none of that name.
        CodebookError: the file has a mistake; the message names line and key.

    >>> [frame.name for frame in read_codebook("defence_talks").frames][:2]
    ['cooperation', 'North Korean threat']
    """
    if isinstance(name, Codebook):
        return name
    path = codebook_path(name)
    try:
        return _told_by(path, path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise CodebookError(f"{path}: not UTF-8 text; save it as UTF-8 in your editor") from problem
    except tomllib.TOMLDecodeError as problem:
        raise CodebookError(
            f'{path}: {problem}; the file reads as TOML: name = "value"'
        ) from problem


@lru_cache(maxsize=32)
def _told_by(path: Path, source: str) -> Codebook:
    """What a file says; kept, since each of many stories asks for the same codebook."""
    return _Reader(path, source).codebook(tomllib.loads(source))


def codebook_path(name: str | Path, folder: Path = PROJECT) -> Path:
    """Where a codebook lies: here, in a folder, in the project, or among those shipped.

    Raises:
        FileNotFoundError: there is no such codebook; the message names those shipped.
    """
    for path in (Path(name), folder / name, PROJECT / name, SHIPPED / f"{name}.toml"):
        if path.is_file():
            return path
    known = ", ".join(sorted(path.stem for path in SHIPPED.glob("*.toml")))
    raise FileNotFoundError(
        f"{name}: no such codebook; a path of a .toml file is wanted, or one of {known}"
    )


@dataclass(frozen=True)
class _Reader:
    """A codebook's file, so that each mistake can be told with its line."""

    path: Path
    source: str

    def codebook(self, data: Mapping[str, object]) -> Codebook:
        rows = data.get("frame")
        if not isinstance(rows, list) or not rows:
            raise self.mistake("frame", "a codebook needs at least one [[frame]]")
        self.check_keys(data, BOOK_KEYS, 1)
        lines = self.frame_lines()
        if len(lines) != len(rows):
            raise self.mistake(
                "frame", "write each frame below a line [[frame]], not in brackets behind frame ="
            )
        frames = tuple(self.frame(row, line) for row, line in zip(rows, lines, strict=True))
        self.check_once([frame.name for frame in frames])
        name, source = (self.text(data, key, 1) for key in ("name", "source"))
        return Codebook(name or self.path.stem, source, frames)

    def frame(self, row: Mapping[str, object], line: int) -> Frame:
        self.check_keys(row, FRAME_KEYS, line)
        name = self.text(row, "name", line)
        items, terms = self.texts(row, "items", line), self.terms(row, "terms", line)
        if not name or not (items or terms):
            raise self.mistake(
                name or "[[frame]]", "a frame needs a name, and terms or items", line
            )
        definition, example = (self.text(row, key, line) for key in ("definition", "example"))
        exclude = self.terms(row, "exclude", line)
        self.check_once([*terms, *exclude], line, form=parse_term)
        return Frame(name, definition, terms, exclude, items, example, self.cutoff(row, line))

    def frame_lines(self) -> list[int]:
        """The line of each [[frame]]."""
        lines = enumerate(self.source.splitlines(), start=1)
        return [number for number, text in lines if re.match(r"\s*\[\[\s*frame\s*\]\]", text)]

    def text(self, row: Mapping[str, object], key: str, line: int) -> str:
        value = row.get(key, "")
        if not isinstance(value, str):
            raise self.mistake(key, 'a text is wanted, in quotation marks: "..."', line)
        return value

    def texts(self, row: Mapping[str, object], key: str, line: int) -> tuple[str, ...]:
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.mistake(key, f'{key} are a list of texts: ["talks", "agree*"]', line)
        if key in row and not value:
            raise self.mistake(
                key, "the list is empty; leave the key out, or give it at least one text", line
            )
        self.check_once(value, line)
        return tuple(value)

    def terms(self, row: Mapping[str, object], key: str, line: int) -> tuple[str, ...]:
        terms = self.texts(row, key, line)
        for term in terms:
            try:
                parse_term(term)
            except ValueError as problem:
                raise self.mistake(term, str(problem), line) from problem
        self.check_once(terms, line, form=parse_term)
        return terms

    def cutoff(self, row: Mapping[str, object], line: int) -> int | None:
        value = row.get("cutoff")
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
            return value
        raise self.mistake(
            "cutoff", "a whole number of sentences is wanted, 1 or more, such as 3", line
        )

    def check_keys(self, row: Mapping[str, object], known: Iterable[str], line: int) -> None:
        for key in row.keys() - known:
            raise self.mistake(key, f"known keys are {', '.join(sorted(known))}", line)

    def check_once(
        self, names: Sequence[str], line: int = 1, form: Callable[[str], object] = str
    ) -> None:
        forms = [form(name) for name in names]
        for at, name in enumerate(names):
            if forms[at] in forms[:at]:
                raise self.mistake(
                    name, "it stands there twice", line, forms[: at + 1].count(forms[at])
                )

    def mistake(self, key: str, why: str, line: int = 1, time: int = 1) -> CodebookError:
        """The error, with the line where the key stands, from the given line on."""
        quoted = (f'"{key}"', f"'{key}'")
        lines = list(enumerate(self.source.splitlines(), start=1))[line - 1 :]
        places = [at for at, text in lines for one in quoted for _ in range(text.count(one))]
        named = re.compile(rf"\s*{re.escape(key)}\b")
        places = places or [at for at, text in lines if named.match(text)]
        place = places[min(time, len(places)) - 1] if places else line
        return CodebookError(f"{self.path}, line {place}: {key}: {why}")
