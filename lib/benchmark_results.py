"""What a benchmark measured, as a file that the library ships, and of which code it is true.

A result is older than its code when that code would now be another to Python: statements, patterns,
numbers, messages, and the lists and weights that it reads. Comments, docstrings and layout do not
count, so that a better word in a comment asks nobody to measure anew.
"""

import ast
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tellings import __version__
from tellings.project import PROJECT, write_whole

LIBRARY = PROJECT / "lib" / "tellings"
RESULTS = LIBRARY / "data" / "measured"
SCRIPTS = PROJECT / "benchmarks"
PACKAGES = ("numpy", "pandas", "scipy", "scikit-learn")


def write_result(
    script: str,
    data: Sequence[str | Path],
    figures: Sequence[dict[str, object]],
    *,
    measures: Sequence[str],
    without: Sequence[str] = (),
    files: Sequence[str] = (),
) -> None:
    """Writes what a script of benchmarks/ has measured.

    Args:
        script: its name without ending, which is that of the file of results, too.
        data: the files it was measured on.
        figures: each with method, measure, who (what was measured), corpus, value, low and high
            (95%) in per cent, and basis (of what the interval is).
        measures: the modules of the library that were measured, such as "terms.keyness"; what they
            import belongs to them.
        without: rooms or modules among the imports that these figures do not go through.
        files: further files that count, seen from the library's folder.
    """
    given = [Path(one).name for one in sys.argv[1:]]  # where the data lie is nobody's business
    code = {"measures": list(measures), "without": list(without), "files": list(files)}
    result = {
        "command": " ".join(["python", f"benchmarks/{script}.py", *given]),
        "date": date.today().isoformat(),
        "versions": dict(_versions()),
        "data": {Path(one).name: _sum(Path(one)) for one in data},
        "code": {**code, "sum": code_sum(script, **code)},
        "figures": [
            {key: round(one, 1) if isinstance(one, float) else one for key, one in row.items()}
            for row in figures
        ],
    }
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(result, indent=1, ensure_ascii=False) + "\n"
    write_whole(RESULTS / f"{script}.json", text.encode())


def code_sum(
    script: str, measures: Iterable[str], without: Sequence[str] = (), files: Sequence[str] = ()
) -> str:
    """The check sum of a script and of the code that it measures, as it stands now."""
    paths = {SCRIPTS / f"{script}.py", *(LIBRARY / one for one in files)}
    for module in reached(measures, without):
        paths |= {_path(module), *_read_by(_path(module))}
    sums = sorted(f"{path.relative_to(PROJECT).as_posix()} {_sum(path)}" for path in paths)
    return sha256("\n".join(sums).encode()).hexdigest()


def reached(modules: Iterable[str], without: Sequence[str] = ()) -> set[str]:
    """The modules, and all that they import, wherever in them: "text.layers"."""
    found, left = set[str](), list(modules)
    while left:
        module = left.pop()
        if module not in found and not any(f"{module}.".startswith(f"{one}.") for one in without):
            found.add(module)
            left += _imported(_path(module))
    return found


def meaning(code: str) -> str:
    """What a module is to Python, the same in every version of it.

    >>> meaning("x = 1  # one") == meaning('"A module."\\nx = (1)')
    True
    """
    return repr(_plain(ast.parse(code)))


def _plain(node: object) -> object:
    """A tree as lists; what is empty is left out, as versions of Python differ in it."""
    if isinstance(node, ast.JoinedStr):  # Python 3.12.1 ends f"{i:0{n}}" in an empty text
        return ["JoinedStr", *(_plain(one) for one in node.values if not _is_empty(one))]
    if isinstance(node, ast.AST):
        fields = ((name, value) for name, value in ast.iter_fields(node) if value not in (None, []))
        return [type(node).__name__, *((name, _plain(value)) for name, value in fields)]
    if isinstance(node, list):
        return [_plain(one) for one in node if not _is_docstring(one)]
    return node


def _is_empty(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == ""


def _is_docstring(node: object) -> bool:
    """Or a text that stands alone anywhere else, which does as little."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _path(module: str) -> Path:
    path = LIBRARY.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tellings"):
            module = (node.module or "").removeprefix("tellings").removeprefix(".")
            inside = [f"{module}.{alias.name}".removeprefix(".") for alias in node.names]
            yield from {one if _path(one).is_file() else module for one in inside}


def _read_by(path: Path) -> Iterator[Path]:
    """The lists and weights that a module names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
            for folder in (path.parent, LIBRARY / "data"):
                if len(node.value) < 40 and (folder / node.value).is_file():
                    yield folder / node.value


def _sum(path: Path) -> str:
    content = path.read_bytes().replace(b"\r\n", b"\n")
    if path.suffix == ".py":
        content = meaning(content.decode()).encode()
    return sha256(content).hexdigest()


def _versions() -> Iterator[tuple[str, str]]:
    yield from (("python", sys.version.split()[0]), ("tellings", __version__))
    for name in PACKAGES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            continue
