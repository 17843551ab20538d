"""What a class works with: the exercises and their solutions, the sheet to print, the links between the pages."""

import html
import re
import shutil
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pytest

import tellings as tl

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")  # ](glossary.md#deck)
TYPED = re.compile(r"`((?:tl|story)\.\w+\([^`]*\))`")  # `tl.attribution_sheet(story, "mine.csv")`
ANSWER = re.compile(r"^(my_\w+) = None$", re.M)  # my_count = None


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the story, so that a sheet that an exercise writes goes with it."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path / "figures"))
    monkeypatch.setattr(plt, "show", lambda: None)
    return tmp_path


@pytest.mark.parametrize("lesson", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_exercise_accepts_the_answer_of_its_solution(
    lesson: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, check = [], tl.check

    def checked(answer: object, right: object, hint: str) -> str:
        asked.append(right)
        return check(answer, right, hint)

    monkeypatch.setattr(tl, "check", checked)
    cells = nbformat.v4.reads(lesson.read_text(encoding="utf-8")).cells
    names: dict[str, object] = {"display": lambda *_: None}
    for cell, after in zip(cells, [*cells[1:], None], strict=True):
        if cell.cell_type == "markdown":
            for typed in TYPED.findall(cell.source):
                exec(typed, names)
            continue
        exec(cell.source, names)
        if "tl.check(" not in cell.source:
            continue
        assert ANSWER.search(cell.source), "nothing to fill in"
        exec(
            ANSWER.sub(r"\1 = " + repr(asked[-1]), cell.source).replace("print(", "said = ("), names
        )
        assert names["said"] == "Yes, that is it."
        several = asked[-1] if isinstance(asked[-1], set | list) else [asked[-1]]
        solution = after.source if after else ""
        assert all(re.search(rf"\b{re.escape(str(one))}\b", solution) for one in several)
    assert asked


def texts_of(path: Path) -> list[str]:
    if path.suffix == ".md":
        return [path.read_text(encoding="utf-8")]
    cells = nbformat.v4.reads(path.read_text(encoding="utf-8")).cells
    return [cell.source for cell in cells if cell.cell_type == "markdown"]


def anchors(path: Path) -> set[str]:
    """Where a link into the page can lead, as GitHub and JupyterLab name headings."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in headings}


@pytest.mark.parametrize("page", [*PAGES, *NOTEBOOKS], ids=lambda path: path.stem)
def test_each_link_leads_somewhere(page: Path) -> None:
    links = [link for text in texts_of(page) for link in LINK.findall(text)]
    for link in links:
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_each_term_of_the_glossary_is_linked_from_the_lesson_that_it_names() -> None:
    glossary = (ROOT / "docs/teaching/glossary.md").read_text(encoding="utf-8")
    terms = re.findall(r"^### (.+)\n(?:.+\n)*?.*\((\d)\)$", glossary, re.M)
    linked = {
        (path.name[1], link.partition("#")[2])
        for path in NOTEBOOKS
        for text in texts_of(path)
        for link in LINK.findall(text)
        if "glossary.md#" in link
    }
    assert {(lesson, term.replace(" ", "-")) for term, lesson in terms} == linked


def test_the_sheet_to_print_holds_the_articles_as_the_lessons_read_them() -> None:
    sheet = (ROOT / "docs/teaching/coding_sheet.html").read_text(encoding="utf-8")
    printed = [html.unescape(item) for item in re.findall(r"<li>(.*)</li>", sheet)]
    read = [a.text[start:end] for a in tl.read_story(ROOT / "seeds") for start, end in a.paragraphs]
    assert printed == read


def test_the_reading_view_of_a_class_shows_what_the_program_finds_today(tmp_path: Path) -> None:
    """A page that is given to students without Python; made by the line below."""
    place = "docs/teaching/reading.html"
    made = 'tl.write_reader(tl.read_story("seeds"), "{}", "defence_talks", "seeds/topics.toml", "seeds/gold/frames.csv")'
    exec(made.format((tmp_path / "reading.html").as_posix()))
    is_current = (tmp_path / "reading.html").read_bytes() == (ROOT / place).read_bytes()
    line = made.format(place).replace('"', "'")
    assert is_current, f'write it anew: .venv/bin/python -c "import tellings as tl; {line}"'
