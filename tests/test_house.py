"""The house: rooms import from rooms below only, and whoever uses the library enters by its one door."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "lib" / "tellings"
# From the cellar to the roof: a room may import from itself and from the floors below its own.
FLOORS = [
    {"project", "chance", "escaping"},
    {"articles", "drawing"},
    {"text"},
    {"actors", "terms"},
    {"attribution"},
    {"framing"},
    {"comparison", "coding"},
    {"reading", "many"},
]
MODULES = sorted(
    path for path in LIBRARY.rglob("*.py") if path.parent != LIBRARY or path.stem != "__init__"
)
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def imported(path: Path) -> set[str]:
    """The modules of the library that a file imports, wherever in it: "text.layers"."""
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tellings."):
            found.add(node.module.removeprefix("tellings."))
        elif isinstance(node, ast.ImportFrom) and node.module == "tellings":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "tellings"}
    return found


def room(module: str) -> str:
    return module.split(".")[0]


def name(path: Path) -> str:
    return ".".join(path.relative_to(LIBRARY).with_suffix("").parts)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_go_downwards_only(path):
    mine = room(name(path))
    floor = next(number for number, rooms in enumerate(FLOORS) if mine in rooms)
    allowed = set().union({mine}, *FLOORS[:floor])
    assert {module for module in imported(path) if room(module) not in allowed} == set()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_front_of_attribution_opens_its_engine(path):
    inside = {module for module in imported(path) if module.startswith("attribution.engine")}
    assert not inside or room(name(path)) == "attribution"


def test_nothing_is_imported_in_a_circle():
    def below(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join([*path, module])
        for other in arrows.get(module, ()):
            if other not in done:
                below(other, (*path, module))
        done.add(module)

    arrows = {name(path): sorted(imported(path)) for path in MODULES}
    done = set[str]()
    for module in arrows:
        below(module, ())


def test_every_room_stands_on_a_floor():
    assert {room(name(path)) for path in MODULES} == set().union(*FLOORS)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_is_longer_than_a_person_reads_at_once(path):
    assert path.read_text(encoding="utf-8").count("\n") <= 350
