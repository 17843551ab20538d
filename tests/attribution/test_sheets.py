"""Sheets of attributions: what is written, what a person does to it, and what a spreadsheet program does to it."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stories import as_story
from tellings import Article, SheetError, attribution_sheet, attributions, read_story
from tellings.attribution.sheets import read_attribution_sheet as read_sheet_of
from tellings.attribution.voices import voices

TEXT = (
    "The plan is dead, Ann Lee said on Monday. Bo Dahl was there.\n\n"
    "“It’s over,” the ministry said. “We will go,” it said, “and stay away.”\n\n"
    "Critics are angry, but ships sail. Ships sail, he noted."
)
ARTICLE = Article(id="a", text=TEXT)
SHOWN = ["source_text", "cue_text", "content_text", "speaker", "source_type"]


def read(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def write(path, rows, separator=",", encoding="utf-8-sig", line_end="\r\n"):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, lineterminator=line_end).writerows(rows)
    path.write_bytes(file.getvalue().encode(encoding, "replace"))


@pytest.fixture
def path(tmp_path):
    attribution_sheet(as_story(ARTICLE), tmp_path / "mine.csv")
    return tmp_path / "mine.csv"


def edited(path, row, **cells):
    """The sheet with cells of one row changed, read back; row 2 is the first one below the names."""
    rows = read(path)
    for column, cell in cells.items():
        rows[row - 1][rows[0].index(column)] = cell
    write(path, rows)
    return read_sheet_of(as_story(ARTICLE), path)


def added(path, *new):
    names = ["article", "paragraph", "source", "cue", "content", "speaker"]
    header, *rows = read(path)
    write(
        path,
        [
            header,
            *rows,
            *(
                [dict(zip(names, one, strict=False)).get(name, "") for name in header]
                for one in new
            ),
        ],
    )
    return read_sheet_of(as_story(ARTICLE), path)


def test_what_is_written(path):
    assert (
        read(path)[0]
        == "article paragraph keep reason source cue content speaker source_type place".split()
    )
    assert [row[:3] + row[4:9] for row in read(path)[1:]] == [
        ["a", "1", "yes", "Ann Lee", "said", "The plan is dead", "Ann Lee", "person"],
        ["a", "2", "yes", "the ministry", "said", "“It’s over,”", "the ministry", "institution"],
        [
            "a",
            "2",
            "yes",
            "it",
            "said",
            "“We will go,” ... “and stay away.”",
            "the ministry",
            "institution",
        ],
        ["a", "3", "yes", "he", "noted", "Ships sail", "", "person"],
    ]
    assert path.read_bytes().startswith(b"\xef\xbb\xbfarticle,")


@pytest.mark.parametrize("separator, encoding, line_end", [
    (",", "utf-8-sig", "\r\n"), (";", "utf-8", "\n"), ("\t", "utf-16", "\r\n"), (";", "cp1252", "\r\n"), (",", "ascii", "\n"),
])  # fmt: skip
def test_a_sheet_that_nobody_edits_changes_nothing(tmp_path, separator, encoding, line_end):
    story = read_story("seeds")
    attribution_sheet(story, tmp_path / "mine.csv")
    header, *rows = read(tmp_path / "mine.csv")
    write(tmp_path / "mine.csv", [header, *rows[::-1], [""] * 10], separator, encoding, line_end)
    back, found = read_sheet_of(as_story(story), tmp_path / "mine.csv"), attributions(story)
    assert list(back) == list(found)
    columns = [name for name in found if name not in ("probability", "why")]
    assert back[columns].to_dict("records") == found[columns].to_dict("records")


@pytest.mark.parametrize("row, cells, at, expected", [
    (2, {"speaker": "The critic"}, 0, ["Ann Lee", "said", "The plan is dead", "The critic", "person"]),
    (2, {"speaker": "ANN LEE"}, 0, ["Ann Lee", "said", "The plan is dead", "ANN LEE", "person"]),
    (2, {"source_type": "government"}, 0, ["Ann Lee", "said", "The plan is dead", "Ann Lee", "government"]),
    # another source: the speaker is worked out from it, where the person has not written one
    (2, {"source": "bo dahl"}, 0, ["Bo Dahl", "said", "The plan is dead", "Bo Dahl", "person"]),
    (2, {"source": "Bo  Dahl", "speaker": "Dahl"}, 0, ["Bo Dahl", "said", "The plan is dead", "Dahl", "person"]),
    (2, {"source": "Bo Dahl", "speaker": ""}, 0, ["Bo Dahl", "said", "The plan is dead", "Bo Dahl", "person"]),
    (2, {"source": ""}, 0, ["", "said", "The plan is dead", None, "none"]),
    # the program's own source was not edited, so its speaker stays as the person has read it
    (2, {"keep": "no"}, -1, ["he", "noted", "Ships sail", None, "person"]),
])  # fmt: skip
def test_edited_rows(path, row, cells, at, expected):
    assert edited(path, row, **cells).iloc[at][SHOWN].tolist() == expected


def test_the_source_nearest_to_the_old_one_is_taken(path):
    rows = edited(path, 4, source="the ministry").query("kind != 'unattributed'")
    assert rows["source"].tolist()[2] == [
        (TEXT.index("the ministry"), TEXT.index("the ministry") + 12)
    ]


@pytest.mark.parametrize(
    "keep, left", [("no", 3), ("NO", 3), ("0", 3), ("false", 3), ("", 4), ("1", 4), ("TRUE", 4)]
)
def test_rows_are_left_out(path, keep, left):
    rows = edited(path, 3, keep=keep)
    assert (rows["kind"] != "unattributed").sum() == left
    # what nobody claims any more is still in quotation marks
    assert ("It’s over," in set(rows.query("kind == 'unattributed'")["content_text"])) == (
        left == 3
    )


def test_a_row_taken_out_is_left_out(path):
    write(path, [row for row in read(path) if "The plan is dead" not in row])
    assert "The plan is dead" not in set(read_sheet_of(as_story(ARTICLE), path)["content_text"])


@pytest.mark.parametrize("new, expected", [
    (["a", "3", "Critics", "angry", "ships sail"], ["Critics", "angry", "ships sail", "Critics", "unnamed"]),
    (["a", "3.0", "Critics", "", "are angry", "Bo Dahl"], ["Critics", "", "are angry", "Bo Dahl", "unnamed"]),
    (["a", "3", "", "", "are angry", "Bo Dahl"], ["", "", "are angry", "Bo Dahl", "none"]),
    (["a", "2", "the ministry", "said", "\"It's ... go"], ["the ministry", "said", "“It’s ... go", "the ministry", "institution"]),
])  # fmt: skip
def test_added_rows_are_found_by_their_words(path, new, expected):
    assert (
        expected
        in added(path, new)[SHOWN]
        .astype(object)
        .where(lambda table: table.notna(), None)
        .values.tolist()
    )


@pytest.mark.parametrize("line_end", ["\u2028", "\x85", "\x0c"])
def test_line_ends_within_the_words(tmp_path, line_end):
    article = Article(
        id="a", text=f"Officials said that ships{line_end}had sailed. Lee was{line_end}there."
    )
    attribution_sheet(as_story(article), tmp_path / "mine.csv")
    header, row = read(tmp_path / "mine.csv")
    new = ["a", "1", "yes", "", "", "Lee", "was there", "", "", ""]
    write(tmp_path / "mine.csv", [header, row, new])
    rows = read_sheet_of(as_story(article), tmp_path / "mine.csv")
    assert rows["content_text"].tolist() == [
        f"that ships{line_end}had sailed",
        f"was{line_end}there",
    ]


def test_an_added_row_takes_the_place_of_one_that_is_not_kept(path):
    edited(path, 2, keep="no")
    rows = added(path, ["a", "1", "Bo Dahl", "said", "The plan is dead"])
    assert rows.iloc[0][SHOWN].tolist() == [
        "Bo Dahl",
        "said",
        "The plan is dead",
        "Bo Dahl",
        "person",
    ]


def test_the_same_row_twice(path):
    rows = read(path)
    write(path, [*rows, rows[1]])
    assert len(read_sheet_of(as_story(ARTICLE), path)) == len(attributions(as_story(ARTICLE)))
    write(path, [*rows, [*rows[1][:2], "no", *rows[1][3:]]])
    with pytest.raises(
        SheetError, match=r"row 6, column content: row 2 says another thing of the same words"
    ):
        read_sheet_of(as_story(ARTICLE), path)


@pytest.mark.parametrize("row, cells, message", [
    (3, {"content": "It is over"}, "row 3, column content: the article does not have these words at the place"),
    (3, {"cue": "added"}, "row 3, column cue: the article does not have these words"),
    (3, {"source": "the senate"}, "row 3, column source: the article does not say 'the senate'"),
    (3, {"source": "It’s over"}, "row 3, column source: the article does not say"),
    (3, {"place": "source 5"}, "row 3, column place: this is no place"),
    (3, {"place": "content 9-4"}, "row 3, column place: this is no place"),
    (3, {"place": "content 9-4000"}, "row 3, column place: this is no place"),
    (3, {"place": "", "source": "Bo Dahl"}, "row 3, column source: the paragraph does not say 'Bo Dahl'"),
    (3, {"place": "", "paragraph": "9"}, "row 3, column paragraph: there is no paragraph 9; the article has 3"),
    (3, {"place": "", "paragraph": "two"}, "row 3, column paragraph: 'two' is no whole number"),
    (3, {"content": " "}, "row 3, column content: empty"),
    (3, {"keep": "x"}, "row 3, column keep: 'x' is neither yes nor no"),
    (3, {"article": "b"}, "row 3, column article: there is no article 'b'; there are a"),
    (3, {"source_type": "bird"}, "row 3, column source_type: 'bird' is none of person"),
    (1, {"place": "where"}, "row 1: the column place is missing"),
])  # fmt: skip
def test_a_mistake_names_file_and_row(path, row, cells, message):
    with pytest.raises(SheetError, match=rf"mine\.csv, {message}"):
        edited(path, row, **cells)


def test_an_article_that_was_changed_is_told(path):
    with pytest.raises(
        SheetError, match=r"row 2, column cue: .*where the article was changed, write a new sheet"
    ):
        read_sheet_of(as_story(Article(id="a", text="So. " + TEXT)), path)


def test_no_other_file_is_replaced(path):
    attribution_sheet(as_story(ARTICLE), path)
    edited(path, 2, keep="no")
    before = path.read_bytes()
    with pytest.raises(
        SheetError, match=r"mine\.csv: there is such a file, and it says something else"
    ):
        attribution_sheet(as_story(ARTICLE), path)
    assert path.read_bytes() == before


def test_a_report_within_a_report_is_the_inner_speakers(tmp_path):
    article, path = (
        Article(id="a", text="Lee said that Kim told her that ships had sailed."),
        tmp_path / "said.csv",
    )
    rows = [
        ["Lee", "said", "that Kim told her that ships had sailed"],
        ["Kim", "told", "that ships had sailed"],
    ]
    header = "article,paragraph,keep,speaker,source_type,place,source,cue,content".split(",")
    write(path, [header, *(["a", "1", "", "", "", "", *row] for row in rows)])
    story = as_story(article)
    story.correct(attributions=path)
    layer = voices(story)
    assert layer["voice"].tolist() == ["newsroom", "Lee", "Kim", "newsroom"]


PIECES = st.sampled_from(
    [
        "=1+1, Lee said",
        "-",
        "said",
        "Ann Lee",
        "“",
        "”",
        ". ",
        "that ships sail",
        "\n\n",
        "\u2028",
        "\x85",
        ";",
        '"',
        "\t",
        " ",
    ]
)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_article_reads_back_the_same(tmp_path, text):
    article = Article(id="=a", text=text)
    (tmp_path / "any.csv").unlink(missing_ok=True)
    attribution_sheet(as_story(article), tmp_path / "any.csv")
    back, found = (
        read_sheet_of(as_story(article), tmp_path / "any.csv"),
        attributions(as_story(article)),
    )
    assert back[["start", "end", *SHOWN]].to_dict("records") == found[
        ["start", "end", *SHOWN]
    ].to_dict("records")


LINE_ENDS = ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1e", "\r", "\n", "\r\n", "\xa0"]


@pytest.mark.parametrize("end", LINE_ENDS)
def test_a_line_end_of_any_kind_inside_a_text_loses_nothing(end, tmp_path):
    text = f"The plan{end}is dead, Ann Lee said on Monday.\n\n“Ships{end}sail,” Bo Dahl noted."
    if end in "\r\n":
        text = text.replace(end, " ")  # a paragraph of an article has none
    told = as_story(Article(id="a", text=text))
    attribution_sheet(told, tmp_path / "mine.csv")
    rows = read(tmp_path / "mine.csv")
    rows[1][rows[0].index("speaker")] = f"The{end}critic"
    rows[1][rows[0].index("content")] = f"The plan{end}is dead"
    write(tmp_path / "mine.csv", rows)
    back = read_sheet_of(told, tmp_path / "mine.csv")
    assert back["speaker"].tolist() == ["The critic", "Bo Dahl"]
    assert back["content"].tolist() == attributions(told)["content"].tolist()


@pytest.mark.parametrize("cut", [1, 4, 12, 30, 60])
def test_a_sheet_that_was_cut_off_is_refused(cut, path):
    whole = path.read_bytes().rstrip(b"\r\n")
    path.write_bytes(whole[:-cut])
    if whole[-cut - 1 :].count(b",") == 0:  # cut inside the last cell, which is the place
        with pytest.raises(SheetError, match="row 5, column"):
            read_sheet_of(as_story(ARTICLE), path)
    else:
        with pytest.raises(SheetError, match="row 5: the file ends in the middle of this row"):
            read_sheet_of(as_story(ARTICLE), path)


def test_a_sheet_that_ends_inside_a_quoted_cell_is_refused(path):
    path.write_bytes(path.read_bytes() + b'a,3,yes,he,noted,"Ships sail\r\n')
    with pytest.raises(SheetError, match="row 6: the file ends in the middle"):
        read_sheet_of(as_story(ARTICLE), path)


def test_a_sheet_is_written_whole_or_not_at_all(path, monkeypatch):
    before = path.read_bytes()
    path.unlink()
    path.write_bytes(before)

    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        attribution_sheet(as_story(ARTICLE), path)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["mine.csv"]


def test_a_corrected_sheet_is_never_replaced(path):
    edited(path, 2, speaker="The critic")
    before = path.read_bytes()
    story = as_story(ARTICLE)
    with pytest.raises(SheetError, match="says something else"):
        attribution_sheet(story, path)
    story.correct(attributions=path)
    attribution_sheet(story, path)  # says the same now
    assert path.read_bytes() == before


@pytest.mark.parametrize("text, message", [
    (TEXT.replace("Ann Lee", "Bob Lee"), r"row 0, source: the table says 'Ann Lee', but a has 'Bob Lee' at \[\(18, 25\)\]"),
    (f"Well. {TEXT}", "row 0, source: .* if the article was changed, make the table anew"),
    (TEXT.replace("The plan is dead", "The deal is dead"), "row 0, content: the table says 'The plan is dead'"),
    (TEXT.replace("he noted", "he wrote"), "row 3, cue: the table says 'noted', but a has 'wrote'"),
])  # fmt: skip
def test_a_table_of_an_article_that_was_changed_is_refused(text, message):
    found = attributions(as_story(ARTICLE))
    with pytest.raises(ValueError, match=message):
        as_story(Article(id="a", text=text)).correct(attributions=found)


def test_a_row_that_is_there_twice_counts_once_and_two_that_differ_are_refused():
    story, found = as_story(ARTICLE), attributions(as_story(ARTICLE))
    story.correct(attributions=pd.concat([found, found.iloc[:2]], ignore_index=True))
    assert len(attributions(story)) == len(found)
    other = found.iloc[:1].assign(speaker="The critic")
    with pytest.raises(ValueError, match="row 4: row 0 gives the same words to another speaker"):
        story.correct(attributions=pd.concat([found, other], ignore_index=True))
