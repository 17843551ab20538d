"""run.py --story: every lesson over somebody's own articles, and what becomes of the earlier results."""

import errno
import json
import os
import re
from hashlib import sha256
from html import unescape
from pathlib import Path

import duckdb
import nbformat
import pandas as pd
import pytest

import story_folder
import story_results
import story_runner
import tellings as tl
from notebook_runner import NotebookError
from story_results import EVIDENCE

ROOT = Path(__file__).resolve().parents[1]
GAZETTE = """Ferry to stop in spring
By Nora Webb
The Island Gazette
March 14, 2018

The ferry company said on Monday that it would stop all its boats in the spring.

“We cannot go on at a loss,” said Ned Marsh, its director. “Nobody else wants to pay.”

The crew of 40 had not been asked, according to a spokesman for the union.

The island council accused the company of breaking its promise. Mayor Ada Stone said it would go to court.
"""
HERALD = """Council to fight for boats
The Mainland Herald
March 15, 2018

Mayor Ada Stone will go to court to keep the island’s ferry, she told reporters on Wednesday.

“A promise is a promise,” Stone said. She warned that families would have to leave.

Its director, Ned Marsh, did not answer a request for comment.
"""


def read_parquet(path: Path) -> pd.DataFrame:
    return duckdb.read_parquet(str(path)).df()


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(story_runner, "RESULTS", tmp_path / "stories")
    folder = tmp_path / "the ferry"
    folder.mkdir()
    (folder / "gazette.txt").write_text(GAZETTE, encoding="utf-8")
    (folder / "herald.txt").write_text(HERALD, encoding="utf-8")
    return folder


@pytest.fixture
def one_lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lesson of three cells in place of the real ones."""
    cells = [
        nbformat.v4.new_markdown_cell(
            "# What is it?\n\nSee [the sheet](../docs/teaching/README.md)."
        ),
        nbformat.v4.new_code_cell(
            'STORY = "seeds"\nWORDS = ["ties"]', metadata={"tags": ["parameters"]}
        ),
        nbformat.v4.new_code_cell("1 / 0", metadata={"tags": ["this-story"]}),
        nbformat.v4.new_code_cell(
            "import tellings as tl\n\nprint(len(tl.read_story(STORY)), WORDS)"
        ),
    ]
    folder = tmp_path / "notebooks"
    folder.mkdir()
    (folder / "00_one.ipynb").write_text(
        nbformat.writes(nbformat.v4.new_notebook(cells=cells)), encoding="utf-8"
    )
    monkeypatch.setattr(story_runner, "LESSONS", folder)
    return folder


def test_every_lesson_runs_over_other_articles(
    articles: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert story_runner.main([str(articles)]) == 0
    place = articles.parent / "stories" / "the_ferry"
    lessons = sorted((place / "notebooks").glob("*.ipynb"))
    assert len(lessons) == len(list(story_runner.LESSONS.glob("*.ipynb")))
    for lesson in lessons:
        for cell in nbformat.v4.reads(lesson.read_text(encoding="utf-8")).cells:
            assert "this-story" not in cell.metadata.get("tags", [])
            outputs = cell.get("outputs", [])
            assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]
            assert "Korea" not in str(cell)
    assert (
        "2 articles of 2 newsrooms: The Island Gazette, The Mainland Herald"
        in capfd.readouterr().out
    )
    page = (place / "index.html").read_text(encoding="utf-8")
    assert all(
        (place / link).exists()
        for link in page.split('href="')[1:]
        for link in [link.split('"')[0]]
    )
    assert 'href="reading.html"' in page
    assert "“We cannot go on at a loss,”" in (place / "reading.html").read_text(encoding="utf-8")
    assert all(f'src="figures/{one.name}"' in page for one in (place / "figures").glob("*.png"))
    quoted = pd.read_csv(place / "tables" / "attributions.csv")
    assert {"Ned Marsh", "Mayor Ada Stone"} & set(quoted["speaker"])
    audit = json.loads((place / "audit.json").read_text(encoding="utf-8"))
    texts = {a.id: sha256(a.text.encode()).hexdigest() for a in tl.read_story(articles)}
    assert audit["sha256 of each article's text"] == texts
    assert not list((articles.parent / "stories").glob(".staging-*"))


def test_withheld_texts_stand_nowhere_in_the_results(articles: Path) -> None:
    assert story_runner.main(["--withhold-text", str(ROOT / "practice")]) == 0
    place = articles.parent / "stories" / "practice"
    assert not (place / "reading.html").exists()
    assert "reading.html" not in (place / "index.html").read_text(encoding="utf-8")
    cells = [
        str(cell)
        for one in (place / "tables").iterdir()
        for row in (pd.read_csv(one) if one.suffix == ".csv" else read_parquet(one)).values
        for cell in row
    ]
    pages = [
        unescape(one.read_text(encoding="utf-8"))
        for one in place.rglob("*")
        if one.parent.name != "tables" and one.suffix in {".csv", ".html", ".json", ".svg", ".txt"}
    ]
    words = "\n".join(" ".join(re.findall(r"\w+", one.casefold())) for one in cells + pages)
    for article in tl.read_story(ROOT / "practice"):
        for start, end in article.paragraphs:
            body = re.findall(r"\w+", article.text[start:end].casefold())
            for at in range(len(body) - EVIDENCE):
                assert " ".join(body[at : at + EVIDENCE + 1]) not in words
    quoted = pd.read_csv(place / "tables/attributions.csv")
    assert (quoted["end"] - quoted["start"]).max() > 100
    assert (place / "figures").is_dir()
    assert not (place / "notebooks").exists()


def test_tables_are_written_as_parquet_too(articles: Path, one_lesson: Path) -> None:
    assert story_runner.main([str(articles)]) == 0
    tables = articles.parent / "stories/the_ferry/tables"
    names = {one.stem for one in tables.glob("*.csv")}
    assert {one.stem for one in tables.glob("*.parquet")} == names
    for name in names:
        told = read_parquet(tables / f"{name}.parquet")
        assert list(told.columns) == list(pd.read_csv(tables / f"{name}.csv").columns)
    said = read_parquet(tables / "attributions.parquet").query("speaker == 'Ned Marsh'")
    text = tl.read_story(articles)[said["article"].iloc[0]].text
    (start, end), *_ = said["content"].iloc[0]
    assert said["content_text"].iloc[0].startswith(text[start:end])


def test_half_a_letter_and_mixed_values_are_no_hindrance_to_parquet(
    articles: Path, one_lesson: Path
) -> None:
    row = '{"text": "In 2019 some 40 boats of Ad\\ud83d Stone sank.\\n\\nThey sank on 5 May 2019."}'
    (articles / "more.jsonl").write_text(row, encoding="utf-8")
    assert story_runner.main([str(articles)]) == 0
    tables = articles.parent / "stories/the_ferry/tables"
    assert {"40", "2019-05-05"} <= set(read_parquet(tables / "facts.parquet")["value"])
    assert len(read_parquet(tables / "articles.parquet")) == 3


def test_a_codebook_and_topics_beside_the_articles_are_named_in_story_toml(
    articles: Path, one_lesson: Path
) -> None:
    own = 'name = "Ferry"\n[[frame]]\nname = "court"\ndefinition = "A court."\nterms = ["court"]\n'
    (articles / "mine.toml").write_text(own, encoding="utf-8")
    (articles / "story.toml").write_text(
        'codebook = "mine.toml"\ntopics = "mine.toml"\n', encoding="utf-8"
    )
    assert story_runner.main([str(articles)]) == 0
    place = articles.parent / "stories/the_ferry"
    audit = json.loads((place / "audit.json").read_text(encoding="utf-8"))
    assert audit["parameters"]["CODEBOOK"] == "../codebook.toml"
    assert audit["sha256 of codebook.toml"] == sha256(own.encode()).hexdigest()
    assert set(pd.read_csv(place / "tables/frame_scores.csv")["frame"]) == {"court"}
    assert set(pd.read_csv(place / "tables/coverage.csv")["topic"]) == {"court"}


def test_corrections_are_in_force_and_in_the_audit(articles: Path, one_lesson: Path) -> None:
    tl.attribution_sheet(tl.read_story(articles), articles / "mine.csv")
    sheet = (articles / "mine.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    kept = [row for row in sheet if "Ned Marsh" not in row]
    (articles / "mine.csv").write_text("".join(kept), encoding="utf-8-sig")
    known = '[corrections]\nattributions = "mine.csv"\n'
    (articles / "story.toml").write_text(known, encoding="utf-8")
    assert story_runner.main([str(articles)]) == 0
    place = articles.parent / "stories/the_ferry"
    assert "Ned Marsh" not in set(pd.read_csv(place / "tables/attributions.csv")["speaker"])
    audit = json.loads((place / "audit.json").read_text(encoding="utf-8"))
    assert len(audit["sha256 of corrections"]["attributions"]) == 64
    assert "were then corrected by hand" in (place / "methods.txt").read_text(encoding="utf-8")


def test_every_lesson_runs_over_the_practice_material(articles: Path) -> None:
    assert story_runner.main([str(ROOT / "practice")]) == 0
    place = articles.parent / "stories" / "practice"
    assert len(list((place / "notebooks").glob("*.ipynb"))) == len(
        list(story_runner.LESSONS.glob("*.ipynb"))
    )
    assert (place / "topics.toml").read_bytes() == (ROOT / "practice" / "topics.toml").read_bytes()
    told = pd.read_csv(place / "tables" / "articles.csv")
    assert set(told["outlet"]) == {
        "The Skarra Gazette",
        "The Northern Herald",
        "The Capital Courier",
    }
    assert told[["headline", "byline", "published"]].notna().all(axis=None)


def test_a_lesson_gets_the_story_s_parameters(articles: Path, one_lesson: Path) -> None:
    assert story_runner.main([str(articles)]) == 0
    made = nbformat.v4.reads(
        (articles.parent / "stories/the_ferry/notebooks/00_one.ipynb").read_text(encoding="utf-8")
    )
    assert "](../../../docs/teaching/README.md)" in made.cells[0].source
    assert made.cells[1].source.startswith("STORY = '../../../the ferry'\nWORDS = ['")
    assert made.cells[2].outputs[0].text.startswith("2 [")


def test_topics_beside_the_articles_are_taken(articles: Path, one_lesson: Path) -> None:
    own = 'name = "Ferry"\n[[frame]]\nname = "court"\ndefinition = "A court."\nterms = ["court"]\n'
    (articles / "topics.toml").write_text(own, encoding="utf-8")
    story_runner.main([str(articles)])
    place = articles.parent / "stories/the_ferry"
    assert (place / "topics.toml").read_text(encoding="utf-8") == own
    assert set(pd.read_csv(place / "tables/coverage.csv")["topic"]) == {"court"}


def test_one_article_says_once_what_it_cannot_have(
    articles: Path, one_lesson: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert story_runner.main([str(articles / "herald.txt")]) == 0
    said = capfd.readouterr()
    assert said.err.count("this story has one only") == 1
    assert "1 article of 1 newsroom" in said.out


def test_a_lesson_that_fails_stops_no_other_and_is_named(
    articles: Path,
    one_lesson: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (one_lesson / "01_two.ipynb").write_bytes((one_lesson / "00_one.ipynb").read_bytes())
    whole = story_runner.execute

    def fail_at_first(path: Path, figures: Path) -> None:
        if path.stem == "00_one":
            raise NotebookError("code cell 1: it broke")
        whole(path, figures)

    monkeypatch.setattr(story_runner, "execute", fail_at_first)
    assert story_runner.main([str(articles)]) == 1
    place = articles.parent / "stories/the_ferry"
    assert [one.name for one in (place / "notebooks").iterdir()] == ["01_two.ipynb"]
    assert "00_one: code cell 1: it broke" in (place / "index.html").read_text(encoding="utf-8")
    assert "00_one: code cell 1: it broke" in capfd.readouterr().err


def test_lesson_4_is_named_as_failed_where_it_fails_over_two_newsrooms(
    articles: Path,
    one_lesson: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (one_lesson / "00_one.ipynb").rename(one_lesson / "04_source_comparison.ipynb")

    def fail(path: Path, figures: Path) -> None:
        raise NotebookError("code cell 1: it broke")

    monkeypatch.setattr(story_runner, "execute", fail)
    assert story_runner.main([str(articles)]) == 1
    assert "04_source_comparison: code cell 1: it broke" in capfd.readouterr().err


@pytest.mark.parametrize("text, phrase, term", [
    ("Ann Lee spoke. Mr. Lee said no. Mr. Lee said yes.", "lee said", "Lee said"),
    ("The white house is old.", "white house", "white house"),
    ("The White House. A white house. The White House.", "white house", "White House"),
    ("The Defence Minister left.", "defense minister", "Defence Minister"),
    ("It was the council's boat. The council's.", "council", "council"),
    ("It was Obama’s war. Obama’s.", "obama", "Obama"),
    ("End Obama’s war now.", "obama war", "Obama’s war"),
    ("The U.S. Senate met.", "senate", "Senate"),
    ("RNC chairman. The RNC.", "rnc", "RNC"),
    ("Nothing of the kind.", "harbour master", "harbour master"),
])  # fmt: skip
def test_a_topic_is_written_as_the_articles_print_it(text: str, phrase: str, term: str) -> None:
    assert story_folder.printed(tl.Story.of(text), phrase) == term


@pytest.mark.parametrize("phrases, kept", [
    (["real estate tycoon ann", "estate tycoon ann lee"], ["real estate tycoon ann"]),
    (["estate tycoon ann lee", "tycoon ann lee said", "lee said"], ["estate tycoon ann lee", "lee said"]),
    (["united states senate", "united states"], ["united states senate", "united states"]),
    (["white house", "white house counsel"], ["white house", "white house counsel"]),
    (["former vice president ann", "vice president ann lee"], ["former vice president ann"]),
    (["ann lee", "lee said"], ["ann lee", "lee said"]),
    (["north korea", "south korea"], ["north korea", "south korea"]),
    (["korea", "north korea"], ["korea", "north korea"]),
    (["a b c", "c d e", "b c d"], ["a b c", "c d e"]),
    ([], []),
])  # fmt: skip
def test_pieces_of_one_run_of_words_are_one_topic(phrases: list[str], kept: list[str]) -> None:
    assert story_folder.apart(phrases) == kept


def test_each_topic_that_is_found_by_program_is_found_again(tmp_path: Path) -> None:
    told = "Mr. Stone said no. Mr. Stone said yes. The Ferry Board met. The Ferry Board left. "
    told += "Former Vice President Ann Lee came. Former Vice President Ann Lee went."
    story = tl.Story.of(told)
    topics = tmp_path / "topics.toml"
    topics.write_text(story_folder.topics_of(story), encoding="utf-8")
    covered = tl.coverage(story, topics)
    assert {"Stone said", "Ferry Board"} < set(covered["topic"])
    assert (covered["paragraphs"] > 0).all()


def test_no_cell_of_a_table_is_a_formula_and_what_a_killed_run_left_goes(
    articles: Path, one_lesson: Path
) -> None:
    left = articles.parent / "stories" / ".staging-999999999-new"
    left.mkdir(parents=True)
    told = HERALD.replace("Council to fight for boats", "=SUM(A1:A9) to fight for boats")
    (articles / "herald.txt").write_text(told, encoding="utf-8")
    assert story_runner.main([str(articles)]) == 0
    table = articles.parent / "stories/the_ferry/tables/articles.csv"
    assert "'=SUM(A1:A9) to fight" in set(pd.read_csv(table)["headline"].str[:21])
    assert not left.exists()


def test_earlier_results_stay_until_new_ones_are_whole(
    articles: Path, one_lesson: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story_runner.main([str(articles)])
    place = articles.parent / "stories/the_ferry"
    before = {one: one.read_bytes() for one in place.rglob("*") if one.is_file()}

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(story_runner, "write_results", stopped)
    with pytest.raises(KeyboardInterrupt):
        story_runner.main([str(articles)])
    assert {one: one.read_bytes() for one in place.rglob("*") if one.is_file()} == before
    assert [one.name for one in place.parent.iterdir()] == ["the_ferry"]


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
NO_ROOM = f"cannot be written ({os.strerror(errno.ENOSPC)}), and what was there is there still"


@pytest.mark.parametrize("place, name, at, problem", [
    (Path, "mkdir", 2, FULL), (Path, "write_text", 1, FULL), (Path, "write_bytes", 1, FULL), (Path, "write_text", 3, FULL),
    (pd.DataFrame, "to_csv", 1, FULL), (pd.DataFrame, "to_csv", 2, FULL), (os, "replace", 1, FULL), (os, "replace", 2, FULL),
    (story_runner, "execute", 1, FULL),
    (story_runner, "execute", 1, NotebookError(f"code cell 2, which begins 'tl.plot': OSError: {FULL}")),
    (os, "replace", 2, PermissionError(errno.EACCES, os.strerror(errno.ENOSPC))),  # as where a program holds the folder
])  # fmt: skip
def test_a_full_disk_costs_nothing_that_was_there(
    articles, one_lesson, monkeypatch, capfd, place, name, at, problem
) -> None:
    folder = articles.parent / "stories" / "the_ferry"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("earlier results", encoding="utf-8")
    (articles / "topics.toml").touch()
    tables = {"articles": tl.Story.table, "removed": tl.Story.removed}
    monkeypatch.setattr(story_results, "_tables", lambda *_: tables)
    monkeypatch.setattr(story_runner, "execute", lambda *_: None)
    whole, calls = getattr(place, name), []

    def fail(*args, **kwargs):
        calls.append(args)
        if len(calls) == at:
            raise problem
        return whole(*args, **kwargs)

    monkeypatch.setattr(place, name, fail)
    assert story_runner.main([str(articles)]) == 1
    said = capfd.readouterr().err
    assert (NO_ROOM in said, said.count("cannot be written"), "[Errno" in said) == (True, 1, False)
    assert [one.name for one in folder.parent.iterdir()] == ["the_ferry"]
    assert [one.read_text(encoding="utf-8") for one in folder.iterdir()] == ["earlier results"]


def test_a_full_disk_leaves_no_half_file_of_a_folder_made_ready_or_of_a_sheet(
    articles, monkeypatch, capfd
) -> None:
    def half(path, data):
        with path.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise FULL

    sheet, before = articles / "anna.csv", {one.name for one in articles.iterdir()}
    story = tl.read_story(articles)
    monkeypatch.setattr(Path, "write_bytes", half)
    monkeypatch.setenv("TELLINGS_FIGURES", str(articles))
    assert story_runner.main(["--new", str(articles)]) == 1
    assert f"story.toml: {NO_ROOM}" in capfd.readouterr().err
    for write in (
        lambda: tl.coding_sheet(story, "generic", sheet),
        lambda: tl.attribution_sheet(story, sheet),
        lambda: tl.plot_frames(story, "generic"),
    ):
        with pytest.raises(OSError, match=r"cannot be written .* and run this again"):
            write()
    assert {one.name for one in articles.iterdir()} == before


@pytest.mark.parametrize("topics", [b"name = \xff", b"[[frame", b"\xff\xfe\0"])
def test_topics_that_cannot_be_read_are_named_and_the_rest_is_made(
    articles: Path, one_lesson: Path, topics: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    (articles / "topics.toml").write_bytes(topics)
    assert story_runner.main([str(articles)]) == 1
    assert "table coverage: " in capfd.readouterr().err
    place = articles.parent / "stories/the_ferry"
    assert (place / "topics.toml").read_bytes() == topics
    assert (place / "index.html").exists()


def test_a_new_folder_is_made_ready_and_nothing_in_it_is_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "new one"
    assert story_runner.main(["--new", str(folder)]) == 0
    assert {one.name for one in folder.iterdir()} == {"story.toml", "README.md"}
    (folder / "story.toml").unlink()
    (folder / "README.md").write_text("mine", encoding="utf-8")
    (folder / "the talk.txt").write_text(HERALD, encoding="utf-8")
    (folder / "bare.txt").write_text("They met in Seoul. They agreed.", encoding="utf-8")
    assert story_runner.main(["--new", str(folder)]) == 0
    assert (folder / "README.md").read_text(encoding="utf-8") == "mine"
    assert '[articles."the talk"]\n# outlet = "The Mainland Herald"\n# published = 2018-03-15' in (
        folder / "story.toml"
    ).read_text(encoding="utf-8")
    story = tl.read_story(folder)
    assert [article.id for article in story] == ["bare", "the talk"]
    assert len(tl.read_codebook(folder / "topics.toml").frames) > 0


def test_the_settings_of_a_story_are_those_of_its_lessons(articles: Path, one_lesson: Path) -> None:
    (articles / "story.toml").write_text(
        'codebook = "policy"\nwords = ["court", "promise*"]\n', encoding="utf-8"
    )
    assert story_runner.main([str(articles)]) == 0
    place = articles.parent / "stories/the_ferry"
    made = nbformat.v4.reads((place / "notebooks/00_one.ipynb").read_text(encoding="utf-8"))
    assert "WORDS = ['court', 'promise*']" in made.cells[1].source
    assert (
        json.loads((place / "audit.json").read_text(encoding="utf-8"))["parameters"]["CODEBOOK"]
        == "policy"
    )
    coded = set(pd.read_csv(place / "tables/frame_scores.csv")["frame"])
    assert coded
    assert coded <= {frame.name for frame in tl.read_codebook("policy").frames}


@pytest.mark.parametrize("name", ["nothing", "empty"])
def test_what_cannot_be_read_is_said_in_a_sentence(
    articles: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (articles.parent / "empty").mkdir()
    assert story_runner.main([str(articles.parent / name)]) == 1
    assert name in capfd.readouterr().err


def test_every_text_in_the_project_has_a_row_in_rights() -> None:
    told = (ROOT / "RIGHTS.md").read_text(encoding="utf-8")
    for folder in ("seeds", "practice", "practice_many"):
        assert all(article.path.name in told for article in tl.read_story(ROOT / folder))
