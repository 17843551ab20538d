"""What a person changed in the program's attributions is told, with the reason that was given."""

import csv
import io
from pathlib import Path

import pytest

from tellings import Article, SheetError, Story, attribution_sheet, attributions, read_story
from tellings.attribution.corrections import corrections

TEXT = (
    "The plan is dead, Ann Lee said on Monday. Bo Dahl was there.\n\n"
    "Critics are angry, but ships sail. Ships sail, he noted."
)
STORY = Story([Article(id="a", text=TEXT, outlet="Daily")])
ADDED = ["a", "2", "yes", "They are.", "Critics", "angry", "ships sail", "", "", ""]


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def write(path: Path, rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    path.write_text(file.getvalue(), encoding="utf-8-sig", newline="")


@pytest.fixture
def path(tmp_path):
    attribution_sheet(STORY, tmp_path / "mine.csv")
    return tmp_path / "mine.csv"


@pytest.mark.parametrize("row, cells, expected", [
    (1, {}, []),
    (1, {"reason": "Seen, and right."}, []),
    (1, {"keep": "no", "reason": " A joke. "}, [(1, "said", "taken out", "A joke.")]),
    (1, {"speaker": "The critic", "reason": "Her by-name."}, [(1, "said", "speaker: The critic, was Ann Lee", "Her by-name.")]),
    (2, {"speaker": "Bo Dahl"}, [(2, "noted", "speaker: Bo Dahl, was he", "")]),
    (1, {"source": "Bo Dahl"}, [(1, "said", "source: Bo Dahl, was Ann Lee; speaker: Bo Dahl, was Ann Lee", "")]),
    (1, {"source_type": "none"}, [(1, "said", "kind of source: none, was person", "")]),
])  # fmt: skip
def test_each_change_is_told_with_its_reason(path, row, cells, expected):
    rows = rows_of(path)
    for column, cell in cells.items():
        rows[row][rows[0].index(column)] = cell
    write(path, rows)
    told = corrections(STORY, path)
    columns = ["paragraph", "cue_text", "change", "reason"]
    assert list(told[columns].itertuples(index=False, name=None)) == expected


def test_rows_that_were_added_or_deleted_are_told_in_the_order_of_the_text(path):
    header, _, noted = rows_of(path)
    write(path, [header, noted, ADDED])
    told = corrections(STORY, path)
    assert told[["source_text", "change", "reason"]].values.tolist() == [
        ["Ann Lee", "taken out", ""], ["Critics", "added", "They are."],
    ]  # fmt: skip
    assert told["outlet"].tolist() == ["Daily", "Daily"]


def test_a_sheet_without_a_column_for_reasons_is_read(path):
    rows = rows_of(path)
    rows[1][2] = "no"
    write(path, [row[:3] + row[4:] for row in rows])
    assert corrections(STORY, path)[["change", "reason"]].values.tolist() == [["taken out", ""]]


def test_a_reason_survives_being_corrected_and_a_second_look(path):
    rows = rows_of(path)
    rows[1][2:4] = ["no", "A joke."]
    write(path, rows)
    story = Story(STORY)
    before = corrections(story, path)
    story.correct(attributions=path)
    assert corrections(story, path).equals(before)
    with pytest.raises(SheetError, match="says something else"):
        attribution_sheet(story, path)
    assert rows_of(path)[1][3] == "A joke."


def test_a_sheet_is_found_beside_the_articles(path, tmp_path, monkeypatch):
    folder, other = tmp_path / "articles", tmp_path / "elsewhere"
    folder.mkdir()
    other.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    story = read_story(folder)
    attribution_sheet(story, folder / "checked.csv")
    rows = rows_of(folder / "checked.csv")
    rows[1][2] = "no"
    write(folder / "checked.csv", rows)
    monkeypatch.chdir(other)
    report = read_story(folder).report.set_index("path")
    assert report.loc["checked.csv", "why"] == "a sheet that a person fills in, no article"
    for told in (story, story[:]):
        told.correct(attributions="checked.csv")
        assert attributions(told)["cue_text"].tolist() == ["noted"]
    with pytest.raises(FileNotFoundError, match=r"none\.csv: there is no .*elsewhere, .*articles"):
        story.correct(attributions="none.csv")


def test_the_sheet_of_the_lessons_takes_out_what_is_plainly_wrong_and_says_why():
    told = corrections(read_story("seeds"), "gold/attributions.csv")
    assert told[["outlet", "paragraph", "cue_text", "change"]].values.tolist() == [
        ["The Korea Times", 1, "call", "taken out"],
        ["The Korea Times", 2, "holding", "taken out"],
    ]
    assert all(len(reason.split()) > 5 for reason in told["reason"])
