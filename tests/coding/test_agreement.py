"""Coding by people and back: sheets, what spreadsheet programs do to them, and how far coders agree."""

import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
from itertools import cycle
from pathlib import Path

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from stories import as_story
from tellings import Article, SheetError, Story, read_story
from tellings.articles.article import Section
from tellings.coding.agreement import dictionary_accuracy, disagreements, fold_items, reliability
from tellings.coding.measures import ac1, alpha
from tellings.coding.sheet_rows import COLUMNS
from tellings.coding.sheets import code_units, coding_sheet, read_codes
from tellings.framing.codebook import Codebook, Frame

BOOK = Codebook("b", "", (
    Frame("war", "Arms decide.", ("attack*",), items=("Is there an attack?", "Is there a threat, or “fear”?")),
    Frame("island; sea", "Who owns what.", ("island*",)),
))  # fmt: skip
TEXT = (
    "=1+1 is no sum.\n\n“Attacks”, said José; 한국 fears them.\n\n2011-01-10\n\n'- The café’s island\tis ours. They met"
    + ", and met" * 50
    + "."
)
ARTICLE = Article(id="001", text=TEXT)
ANSWERS = ["1", "0", "", "1", "1", "0", "0", "0", "1", "", "", "1"]
CODES = [1, 0, None, 1, 1, 0, 0, 0, 1, None, None, 1]


def rows_of(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def rewrite(path, rows, encoding="utf-8-sig", separator=",", line_end="\r\n"):
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        csv.writer(file, delimiter=separator, lineterminator=line_end).writerows(rows)


def fill(path, answers):
    header, *rows = rows_of(path)
    rewrite(
        path, [header, *([*row[:-1], answer] for row, answer in zip(rows, answers, strict=True))]
    )


@pytest.fixture
def filled(tmp_path):
    coding_sheet(as_story(ARTICLE), BOOK, tmp_path / "anna.csv")
    fill(tmp_path / "anna.csv", ANSWERS)
    return tmp_path / "anna.csv"


def in_sheet_order(codes):
    places = {"war": 0, "island; sea": 1}
    return codes.sort_values(["unit", "frame", "item"], key=lambda column: column.replace(places))[
        "code"
    ].tolist()


WITH_OUTLET = [*COLUMNS[:2], "outlet", *COLUMNS[2:]]


def same_codes(codes):
    return [None if pd.isna(code) else int(code) for code in in_sheet_order(codes)] == CODES


# The sheet


def test_a_sheet_asks_each_item_of_each_unit_and_a_frame_without_items_as_a_whole(tmp_path):
    sheet = coding_sheet(as_story(ARTICLE), BOOK, tmp_path / "a.csv", coder="Anna")
    assert sheet["unit"].tolist() == [1] * 3 + [2] * 3 + [3] * 3 + [4] * 3
    assert sheet[["frame", "item", "question"]].head(3).values.tolist() == [
        ["war", 1, "Is there an attack?"], ["war", 2, "Is there a threat, or “fear”?"], ["island; sea", 0, "island; sea: Who owns what."],
    ]  # fmt: skip
    assert all(TEXT[row.start : row.end] == row.text for row in sheet.itertuples())
    assert set(sheet["coder"]) == {"Anna"}
    assert set(sheet["code"]) == {""}


@pytest.mark.parametrize("unit, texts", [
    ("article", ["They met. They spoke.\n\nThey left."]),
    ("paragraph", ["They met. They spoke.", "They left."]),
    ("sentence", ["They met.", "They spoke.", "They left."]),
])  # fmt: skip
def test_units(tmp_path, unit, texts):
    article = Article(id="a", text="They met. They spoke.\n\nThey left.")
    sheet = coding_sheet(as_story(article), BOOK, tmp_path / "a.csv", unit)
    assert sheet["text"].drop_duplicates().tolist() == texts
    assert code_units(as_story(article), BOOK, unit)[
        ["start", "end"]
    ].drop_duplicates().values.tolist() == (
        sheet[["start", "end"]].drop_duplicates().values.tolist()
    )


def test_headlines_are_not_coded_and_an_unknown_unit_is_refused(tmp_path):
    story = read_story("seeds")
    sheet = coding_sheet(story, BOOK, tmp_path / "a.csv")
    assert len(sheet) == 3 * sum(len(article.paragraphs) for article in story)
    inside = {(a.id, start) for a in story for p, q in a.paragraphs for start in range(p, q)}
    assert (
        set(
            zip(
                *(
                    coding_sheet(story, BOOK, tmp_path / "s.csv", "sentence")[c]
                    for c in ("article", "start")
                ),
                strict=True,
            )
        )
        <= inside
    )
    with pytest.raises(ValueError, match="'words'"):
        coding_sheet(story, BOOK, tmp_path / "b.csv", "words")


def test_the_file_is_what_excel_opens_with_a_double_click(tmp_path):
    coding_sheet(as_story(ARTICLE), BOOK, tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(
        b"\xef\xbb\xbfcoder,article,unit,start,end,frame,item,question,text,code\r\n"
    )
    assert data.count(b"\r\n") == 13
    coding_sheet(as_story(ARTICLE), BOOK, tmp_path / "b.csv")
    assert (tmp_path / "b.csv").read_bytes() == data


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+41 call",
        "- a dash",
        "@home",
        "＝1",
        " =1",
        "2011-01-10",
        "001",
        "Jan 10",
        "2e5",
        "'=1",
        "'=A",
        "-",
    ],
)
def test_no_cell_of_text_is_a_formula_a_number_or_a_date(tmp_path, text):
    path = tmp_path / "a.csv"
    coding_sheet(as_story(Article(id="a", text="x", sections=(Section("body", 0, 1),))), BOOK, path)
    article = Article(id=text, text=text, sections=(Section("body", 0, len(text)),))
    coding_sheet(as_story(article), BOOK, path)
    assert rows_of(path)[1][1] == rows_of(path)[1][8] == "'" + text
    assert read_codes(path, as_story(article), BOOK)["article"].tolist() == [text] * 3


def test_plain_text_is_left_alone(tmp_path):
    article = Article(id="'tis monday", text="On 10 January 2011 they met.")
    coding_sheet(as_story(article), BOOK, tmp_path / "a.csv")
    assert rows_of(tmp_path / "a.csv")[1][1] == "'tis monday"
    assert rows_of(tmp_path / "a.csv")[1][8] == "On 10 January 2011 they met."
    assert set(read_codes(tmp_path / "a.csv", as_story(article))["article"]) == {"'tis monday"}


def test_codes_are_never_overwritten(filled):
    before = filled.read_bytes()
    with pytest.raises(
        SheetError, match=r"anna\.csv: 9 codes are filled in there; give another name"
    ):
        coding_sheet(as_story(ARTICLE), BOOK, filled)
    assert filled.read_bytes() == before


def test_an_empty_sheet_is_replaced_and_another_file_is_not(tmp_path):
    path = tmp_path / "a.csv"
    coding_sheet(as_story(ARTICLE), BOOK, path)
    coding_sheet(as_story(Article(id="b", text="New.")), BOOK, path)
    assert {row[1] for row in rows_of(path)[1:]} == {"b"}
    path.write_text("my thesis", encoding="utf-8")
    with pytest.raises(SheetError, match="not an empty sheet"):
        coding_sheet(as_story(ARTICLE), BOOK, path)
    assert path.read_text(encoding="utf-8") == "my thesis"


def test_an_empty_sheet_with_notes_of_a_person_is_not_replaced(tmp_path):
    path = tmp_path / "a.csv"
    coding_sheet(as_story(ARTICLE), BOOK, path)
    header, *rows = rows_of(path)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*header, "notes"], *([*row, "look again"] for row in rows)])
    before = path.read_bytes()
    with pytest.raises(SheetError, match="has written into the column 'notes'"):
        coding_sheet(as_story(ARTICLE), BOOK, path)
    assert path.read_bytes() == before


names = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=12)


@given(
    names,
    st.text(max_size=80),
    st.text("01-", min_size=1, max_size=9),
    st.sampled_from(["paragraph", "sentence", "article"]),
)
def test_any_text_survives_the_sheet(name, text, codes, unit):
    article = Article(id=name, text=text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "anna.csv"
        sheet = coding_sheet(as_story(article), BOOK, path, unit)
        answers = [
            code.strip("-") for _, code in zip(range(len(sheet)), cycle(codes), strict=False)
        ]
        fill(path, answers)
        read = read_codes(path, as_story(article), BOOK)
    filled_in = pd.array([int(answer) if answer else pd.NA for answer in answers], dtype="Int64")
    expected = sheet.assign(code=filled_in, coder="anna", outlet=sheet["article"])[WITH_OUTLET]
    expected = expected.sort_values(["start", "end", "frame", "item"], ignore_index=True)
    pd.testing.assert_frame_equal(read, expected, check_dtype=False)


# What spreadsheet programs, and people, do to a sheet


@pytest.mark.parametrize("how", [
    {"separator": ";"}, {"separator": "\t"}, {"encoding": "utf-8"}, {"encoding": "cp1252"}, {"line_end": "\n"}, {"line_end": "\r"},
    {"encoding": "mac_roman"}, {"encoding": "utf-16", "separator": "\t"}, {"encoding": "cp1252", "separator": ";", "line_end": "\r"},
], ids=str)  # fmt: skip
def test_a_sheet_saved_in_another_way_reads_the_same(filled, how):
    rewrite(filled, rows_of(filled), **how)
    assert same_codes(read_codes(filled, as_story(ARTICLE), BOOK))


def test_a_text_without_a_letter_of_the_old_encoding_is_still_read(tmp_path):
    article = Article(id="a", text="한국은 섬이다.")
    coding_sheet(as_story(article), BOOK, tmp_path / "anna.csv")
    rewrite(tmp_path / "anna.csv", rows_of(tmp_path / "anna.csv"), encoding="cp1252")
    assert len(read_codes(tmp_path / "anna.csv", as_story(article))) == 3


@pytest.mark.parametrize(
    "one, zero", [("1.0", "0.0"), ("1,0", "0,0"), ("TRUE", "FALSE"), ("yes", "no"), (" Y ", "n")]
)
def test_yes_and_no_may_be_written_so(filled, one, zero):
    fill(filled, [{"1": one, "0": zero, "": " "}[answer] for answer in ANSWERS])
    assert same_codes(read_codes(filled, as_story(ARTICLE), BOOK))


def changed(rows, change):
    header, *rest = rows
    return {
        "rows sorted": lambda: [header, *sorted(rest, key=lambda row: row[8][::-1])],
        "columns turned round": lambda: [row[::-1] for row in rows],
        "empty rows": lambda: [*rows, [""] * 10, [], ["", " "]],
        "a column more": lambda: [[*row, "my remark"] for row in rows],
        "no text, no question": lambda: [row[:7] + row[9:] for row in rows],
        "numbers with a point": lambda: [
            header,
            *([*r[:2], *(f"{x}.0" for x in r[2:5]), r[5], f"{r[6]},00", *r[7:]] for r in rest),
        ],
        "apostrophes gone": lambda: [
            header,
            *([cell.removeprefix("'") for cell in row] for row in rest),
        ],
        "capitals": lambda: [[name.upper() + " " for name in header], *rest],
        "last cells cut off": lambda: [row if row[-1] else row[:-1] for row in rows],
        "letters of another encoding": lambda: [
            [cell.replace("’", "Õ").replace("é", "Ž") for cell in row] for row in rows
        ],
        "a row twice": lambda: [*rows, rest[0]],
    }[change]()


@pytest.mark.parametrize("change", [
    "rows sorted", "columns turned round", "empty rows", "a column more", "no text, no question", "numbers with a point",
    "apostrophes gone", "capitals", "last cells cut off", "letters of another encoding", "a row twice",
])  # fmt: skip
def test_a_sheet_that_was_changed_reads_the_same(filled, change):
    before = read_codes(filled, as_story(ARTICLE), BOOK)
    rewrite(filled, changed(rows_of(filled), change))
    after = read_codes(filled, as_story(ARTICLE), BOOK)
    assert same_codes(after)
    assert after.equals(before)
    assert list(after) == WITH_OUTLET


@pytest.mark.parametrize("row, column, value, message", [
    (3, "code", "maybe", r"anna\.csv, row 4, column code: 'maybe' is no code; write 1 for yes, 0 for no"),
    (5, "code", "x", r"row 6, column code: 'x' is no code"),
    (5, "code", "2", r"row 6, column code: '2' is no code"),
    (2, "article", "tuesday", r"row 3, column article: there is no article 'tuesday'; there are 001"),
    (2, "frame", "peace", r"row 3, column frame: the codebook has no item 2 of a frame 'peace'; it has war 1"),
    (2, "item", "7", r"row 3, column frame: the codebook has no item 7 of a frame 'war'"),
    (2, "item", "1", r"row 3, column question: the codebook asks something else"),
    (2, "start", "1,234", r"row 3, column start: '1,234' is no whole number"),
    (4, "start", "0", r"row 5, column text: characters 0 to \d+ of the article do not say this; the article was changed"),
    (4, "text", "Attacks, he said", r"row 5, column text: .* do not say this"),
    (4, "end", "9999", r"row 5, column text"),
])  # fmt: skip
def test_a_mistake_is_told_with_its_place(filled, row, column, value, message):
    rows = rows_of(filled)
    rows[row][rows[0].index(column)] = value
    rewrite(filled, rows)
    with pytest.raises(SheetError, match=message):
        read_codes(filled, as_story(ARTICLE), BOOK)


@pytest.mark.parametrize("column", ["article", "unit", "start", "end", "frame", "item", "code"])
def test_a_missing_column_is_named(filled, column):
    rows = rows_of(filled)
    at = rows[0].index(column)
    rewrite(filled, [row[:at] + row[at + 1 :] for row in rows])
    with pytest.raises(SheetError, match=rf"anna\.csv, row 1: the column {column} is missing"):
        read_codes(filled)


def test_a_column_that_stands_there_twice_is_named(filled):
    rewrite(filled, [[*row, row[-1]] for row in rows_of(filled)])
    with pytest.raises(SheetError, match="row 1: the column code is there twice"):
        read_codes(filled)


def test_an_article_edited_since_is_noticed(filled):
    with pytest.raises(SheetError, match="row 2, column text"):
        read_codes(filled, as_story(Article(id="001", text="New. " + TEXT)))


def test_the_same_unit_coded_yes_and_no_is_refused(filled):
    rows = rows_of(filled)
    rewrite(filled, [*rows, [*rows[1][:-1], "0"]])
    with pytest.raises(SheetError, match="row 14, column code: 0, but row 2 codes the same unit 1"):
        read_codes(filled)


@pytest.mark.parametrize("data, message", [
    (b"PK\x03\x04 and so on", "the file of a spreadsheet program, not CSV; .*Save As"),
    (b"\x00\x01\x02", "not CSV: .*Save As"),
    (b"", "row 1: the column article is missing"),
])  # fmt: skip
def test_a_file_that_is_no_csv_is_told(tmp_path, data, message):
    (tmp_path / "anna.xlsx").write_bytes(data)
    with pytest.raises(SheetError, match=rf"anna\.xlsx.*{message}"):
        read_codes(tmp_path / "anna.xlsx")


# Several coders


def test_coders_are_named_by_column_or_file(tmp_path):
    paths = [tmp_path / "anna.csv", tmp_path / "second.csv", tmp_path / "third.csv"]
    for path, coder in zip(paths, ["", "Ben", ""], strict=True):
        coding_sheet(as_story(ARTICLE), BOOK, path, coder=coder)
        fill(path, ANSWERS)
    rows = rows_of(paths[2])
    rows[1][0] = "Cleo"
    rewrite(paths[2], rows)
    codes = read_codes(paths)
    assert codes.groupby("coder").size().to_dict() == {"anna": 12, "Ben": 12, "Cleo": 12}


def test_the_same_coder_twice_is_refused_and_work_in_two_parts_is_not(filled, tmp_path):
    other = tmp_path / "other.csv"
    coding_sheet(as_story(ARTICLE), BOOK, other, coder="anna")
    fill(other, ["" if answer else "1" for answer in ANSWERS])
    assert read_codes([filled, other])["code"].tolist().count(1) == 8
    fill(other, ANSWERS)
    with pytest.raises(
        SheetError,
        match=r"other\.csv, row 2, column coder: 'anna' has coded this unit in .*anna\.csv too",
    ):
        read_codes([filled, other])


@pytest.mark.parametrize("coders, message", [
    (["Ann", "Ben"] + [""] * 10, "row 4, column coder: empty, while other rows name several people"),
    (["unit"] * 12, "'unit' cannot be a coder's name"),
])  # fmt: skip
def test_doubtful_names_of_coders_are_refused(filled, coders, message):
    header, *rows = rows_of(filled)
    rewrite(filled, [header, *([coder, *row[1:]] for coder, row in zip(coders, rows, strict=True))])
    with pytest.raises(SheetError, match=message):
        read_codes(filled)


def converted(path, wanted, folder, *options):
    """The file as LibreOffice saves it in another format."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        *options,
        "--convert-to",
        wanted,
        "--outdir",
        folder / "saved",
        path,
    ]
    subprocess.run(command, capture_output=True, check=False)
    saved = folder / "saved" / f"{path.stem}.{wanted.partition(':')[0]}"
    return saved if saved.exists() else pytest.skip("LibreOffice did not convert the file")


@pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed here"
)
@pytest.mark.parametrize(
    "way", ["44,34,76,1", "59,34,1,1"], ids=["commas, UTF-8", "semicolons, cp1252"]
)
def test_a_sheet_survives_libreoffice_and_its_own_format(filled, tmp_path, way):
    before = read_codes(filled, as_story(ARTICLE), BOOK)
    workbook = converted(filled, "xlsx", tmp_path, "--infilter=CSV:44,34,76,1")
    with pytest.raises(SheetError, match="Save As"):
        read_codes(workbook)
    saved = converted(workbook, f"csv:Text - txt - csv (StarCalc):{way}", tmp_path)
    assert read_codes(saved, as_story(ARTICLE), BOOK).equals(before)


# The dictionary's own codes


def test_the_dictionary_codes_in_the_same_shape():
    codes = code_units(as_story(ARTICLE), BOOK)
    assert list(codes) == WITH_OUTLET
    assert codes.loc[codes["code"] == 1, ["coder", "unit", "frame", "item"]].values.tolist() == [
        ["dictionary", 2, "war", 0], ["dictionary", 4, "island; sea", 0],
    ]  # fmt: skip
    assert len(codes) == 8
    assert code_units(Story(article for article in [ARTICLE]), BOOK).equals(codes)


def test_an_article_has_a_frame_from_its_cutoff_on():
    article = Article(id="a", text="Attacks came.\n\nAttacks came. Then they left.")
    book = Codebook(
        "b",
        "",
        (Frame("war", terms=("attack*",), cutoff=2), Frame("exit", terms=("left",), cutoff=2)),
    )
    assert code_units(as_story(article), book, "article")["code"].tolist() == [0, 1]
    assert code_units(as_story(article), book)["code"].tolist() == [0, 1, 1, 1]


def test_a_frame_that_the_dictionary_cannot_see_gets_no_codes():
    book = Codebook(
        "b", "", (Frame("war", terms=("attack*",)), Frame("mood", items=("Is it sad?",)))
    )
    assert set(code_units(as_story(ARTICLE), book)["frame"]) == {"war"}


def test_hits_that_are_negated_or_name_the_event_do_not_count():
    story = Story(
        [Article(id="a", text="No attack came.\n\nThe islands are far.\n\nAttacks came.")],
        event_words=["island*"],
    )
    codes = code_units(story, BOOK)
    assert codes.loc[codes["code"] == 1, ["unit", "frame"]].values.tolist() == [[3, "war"]]


# Agreement


def table(columns, frame="war", item=0):
    """Codes from one text a coder: 1, 0, and - for missing."""
    rows = [
        (coder, "a", n, 10 * n, 10 * n + 9, frame, item, None if code == "-" else int(code))
        for coder, codes in columns.items()
        for n, code in enumerate(codes)
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"code": "Int64"})


def first(codes, **options):
    return reliability(codes, **options).iloc[0]


def test_krippendorff_2011_two_observers_two_values():
    """Computing Krippendorff's Alpha-Reliability: its first example."""
    row = first(table({"Meg": "0100000010", "Owen": "1110010000"}))
    assert row["alpha"] == pytest.approx(0.095, abs=5e-4)
    assert (row["agreement"], row["units"], row["coders"]) == (pytest.approx(0.6), 10, 2)
    assert row["verdict"] == "not reliable" or row["verdict"].startswith("cannot tell")


def test_krippendorff_2011_four_observers_five_values_missing_codes():
    """The same paper: its example with missing codes."""
    observers = [
        "123321412---",
        "12332241 25-3".replace(" ", ""),
        "-3332342251-",
        "123324412 51-".replace(" ", ""),
    ]
    counts = [
        [[o[u] for o in observers].count(str(value)) for value in range(1, 6)] for u in range(12)
    ]
    assert alpha(counts) == pytest.approx(0.743, abs=5e-4)
    # The same table in Gwet, Handbook of Inter-Rater Reliability (2014), with AC1.
    assert ac1(np.array(counts, dtype=float)) == pytest.approx(0.775, abs=5e-4)


def test_pi_and_kappa_of_artstein_and_poesio_2008():
    """Inter-coder agreement for computational linguistics, table 1: 20 + 50 agree, 10 + 20 do not."""
    row = first(
        table(
            {
                "A": "1" * 20 + "1" * 20 + "0" * 10 + "0" * 50,
                "B": "1" * 20 + "0" * 20 + "1" * 10 + "0" * 50,
            }
        )
    )
    assert (row["agreement"], row["pi"], row["kappa"]) == pytest.approx(
        (0.7, 0.341, 0.348), abs=5e-4
    )


codings = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.text("01-", min_size=coders, max_size=coders), min_size=1, max_size=12
    )
)


@settings(max_examples=40)
@given(codings)
def test_alpha_is_that_of_two_other_programs(units):
    coders = dict(zip("ABCD", map("".join, zip(*units, strict=True)), strict=False))
    row = first(table(coders))
    pairable = [unit for unit in units if len(unit.replace("-", "")) >= 2]
    varied = {"0", "1"} <= set("".join(pairable))
    if not varied:
        assert np.isnan(row["alpha"])
        assert row["verdict"].startswith("cannot tell")
        return
    values = [
        [np.nan if code == "-" else float(code) for code in codes] for codes in coders.values()
    ]
    assert row["alpha"] == pytest.approx(
        krippendorff.alpha(reliability_data=values, level_of_measurement="nominal")
    )
    task = AnnotationTask(
        [(c, n, code) for c, codes in coders.items() for n, code in enumerate(codes) if code != "-"]
    )
    assert row["alpha"] == pytest.approx(task.alpha())


@settings(max_examples=40)
@given(codings)
def test_pi_is_alpha_without_its_allowance_for_few_units(units):
    """Krippendorff (2004, chapter 11): with no code missing, pi = 1 - (1 - alpha) n / (n - 1)."""
    full = [unit.replace("-", "0") for unit in units]
    row = first(table(dict(zip("ABCD", map("".join, zip(*full, strict=True)), strict=False))))
    n = len("".join(full))
    assert row["pi"] == pytest.approx(1 - (1 - row["alpha"]) * n / (n - 1), nan_ok=True)
    assert np.isnan(row["kappa"]) or len(full[0]) == 2


FOUR = """
import pandas as pd
from tellings import reliability
codes = [(who, "a", at, at, at, "war", 0, int((at * at + 5 * at * by) % 37 < 11))
         for by, who in enumerate(["Ann", "Bo", "Cy", "Di"]) for at in range(37)]
table = pd.DataFrame(codes, columns="coder article unit start end frame item code".split())
print(reliability(table).to_numpy().tolist())
"""


def test_the_last_digit_does_not_hang_on_the_order_of_a_set():
    """Python orders sets of names anew in each run, and sums of shares differ with their order."""
    told = {
        subprocess.run(
            [sys.executable, "-c", FOUR],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(1, 5)
    }
    assert len(told) == 1


def test_ac1_is_that_of_gwets_own_table():
    """Gwet (2002), Kappa statistic is not satisfactory: 118 yes, 7 in dispute, none no."""
    row = first(table({"A": "1" * 118 + "1" * 5 + "0" * 2, "B": "1" * 118 + "0" * 5 + "1" * 2}))
    assert (row["kappa"], row["ac1"]) == pytest.approx((-0.0234, 0.9408), abs=5e-5)


def test_pairs_show_who_codes_apart_from_the_rest():
    codes = table({"A": "1100110011", "B": "1100110010", "C": "0011001101"})
    rows = reliability(codes, pairs=True)
    assert rows[["frame", "first", "second", "kappa"]].round(3).values.tolist()[:3] == [
        ["war", "A", "B", 0.8], ["war", "A", "C", -0.8], ["war", "B", "C", -1.0],
    ]  # fmt: skip
    assert len(rows) == 6


@pytest.mark.parametrize("second_coder, below_667, below_8", [
    ("10" * 90 + "00" * 8 + "11" * 2, (0, 0), (0, 0.025)),
    ("10" * 85 + "00" * 15, (0, 0.025), (0.05, 0.5)),
    ("10" * 70 + "01" * 30, (1, 1), (1, 1)),
])  # fmt: skip
def test_the_chance_to_lie_below_the_marks_fits_the_verdict(second_coder, below_667, below_8):
    row = first(table({"A": "10" * 100, "B": second_coder}))
    assert below_667[0] <= row["below_667"] <= below_667[1]
    assert below_8[0] <= row["below_8"] <= below_8[1]


def test_a_missing_code_is_no_answer():
    whole = first(table({"A": "11010", "B": "11011", "C": "11000"}))
    gaps = first(table({"A": "1101010", "B": "1101101", "C": "11000--"}))
    assert (gaps["pi"], gaps["units"]) == (whole["pi"], 7)
    assert gaps["alpha"] < whole["alpha"]


@pytest.mark.parametrize("first_coder, second_coder, verdict", [
    ("0" * 40, "0" * 40, "cannot tell: nobody ever coded yes"),
    ("1" * 40, "1" * 40, "cannot tell: every code is yes"),
    ("1" * 20 + "-" * 20, "-" * 20 + "1" * 20, "cannot tell: no unit has two codes"),
    ("1" + "0" * 39, "1" + "0" * 39, "cannot tell: too few codes are yes"),
    ("0" + "1" * 39, "0" + "1" * 39, "cannot tell: too few codes are no"),
    ("10" * 5, "10" * 5, "cannot tell: too few units"),
    ("10" * 50, "10" * 50, "reliable"),
    ("10" * 100, "10" * 90 + "00" * 8 + "11" * 2, "reliable"),
    ("10" * 100, "10" * 85 + "00" * 15, "tentative"),
    ("10" * 100, "10" * 50 + "01" * 50, "not reliable"),
    ("10" * 50, "01" * 50, "not reliable"),
    ("10" * 100, "10" * 70 + "01" * 30, "not reliable"),
    ("10" * 25, "10" * 20 + "01" * 5, "cannot tell: too few units"),
])  # fmt: skip
def test_verdicts(first_coder, second_coder, verdict):
    row = first(table({"A": first_coder, "B": second_coder}))
    assert row["verdict"] == verdict
    undefined = (
        verdict.startswith("cannot tell") and "units" not in verdict and "too few" not in verdict
    )
    assert row[["alpha", "pi", "kappa"]].isna().tolist() == [undefined] * 3
    if not np.isnan(row["low"]):
        assert row["low"] <= row["alpha"] <= row["high"]


def test_few_units_without_a_disagreement_seldom_pass_as_reliable():
    """Coders whose alpha is .75: of 40 pairs on 15 units, a bootstrap alone calls six reliable."""
    rng = np.random.default_rng(1)
    called = 0
    for _ in range(40):
        one, other = (rng.random(15) < 0.25 for _ in range(2))
        two = np.where(rng.random(15) < 0.75, one, other)
        columns = {
            who: "".join("01"[int(code)] for code in codes)
            for who, codes in (("A", one), ("B", two))
        }
        called += first(table(columns))["verdict"] == "reliable"
    assert called <= 1


def coded(units, articles=1):
    """A table of codes: units given as what each coder says of it, None for nothing."""
    rows = [
        (f"coder {c}", f"a{at % articles}", at, 9 * at, 9 * at + 8, "war", 0, code)
        for at, codes in enumerate(units)
        for c, code in enumerate(codes)
    ]
    table = pd.DataFrame(rows, columns="coder article unit start end frame item code".split())
    return table.assign(code=table["code"].astype("Int64"))


@pytest.mark.parametrize("units, share", [
    ([(1, 1, 1), (0, 1, None)], 3 / 4), ([(1, 1, 1), (0, 0, None)], 1), ([(0, 1, 1), (1, 1, None)], 2 / 4),
    ([(1, 1, 1, 1), (0, 1, None, None)], 6 / 7), ([(1, None, None), (0, 1, None), (1, 1, None)], 1 / 2),
    ([(0, 0, 1), (1, 1, 1)], 4 / 6), ([(0, 1), (1, 1), (0, 0)], 2 / 3), ([(1, 0, None, None), (1, 1, 0, 0)], 2 / 7),
])  # fmt: skip
def test_agreement_is_the_share_of_pairs_of_codes_with_codes_missing_too(units, share):
    assert reliability(coded(units))["agreement"].iloc[0] == pytest.approx(share)


def test_the_interval_draws_articles_since_their_units_are_alike():
    """In two of eight articles the coders never agree. As single units that looks surer than it is."""
    units = [(1, 0) if at % 8 < 2 else (at // 8 % 2, at // 8 % 2) for at in range(160)]
    many, one = (reliability(coded(units, articles)).iloc[0] for articles in (8, 1))
    assert many["alpha"] == pytest.approx(one["alpha"])
    assert many["high"] - many["low"] > 2 * (one["high"] - one["low"])
    assert (one["verdict"], many["verdict"]) == ("not reliable", "cannot tell: too few articles")


def test_one_row_a_frame_or_item_and_one_for_all():
    codes = pd.concat(
        [
            table({"A": "1100", "B": "1101"}, item=1),
            table({"A": "0000", "B": "0010"}, item=2),
            table({"A": "11-0", "B": "0110"}, "sea"),
        ]
    )
    frames, items = reliability(codes), reliability(codes, by="item")
    assert frames[["frame", "units", "agreement"]].round(3).values.tolist() == [
        ["war", 4, 0.5], ["sea", 3, 0.667], ["all frames", 7, 0.571],
    ]  # fmt: skip
    assert items[["frame", "item", "units", "agreement"]].round(3).values.tolist() == [
        ["war", 1, 4, 0.75], ["war", 2, 4, 0.75], ["sea", 0, 3, 0.667], ["all frames", 0, 11, 0.727],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "answers, folded", [("10", 1), ("1-", 1), ("00", 0), ("0-", None), ("--", None), ("-1", 1)]
)
def test_a_frame_is_there_if_any_item_is_and_unknown_if_one_might_be(answers, folded):
    codes = pd.concat(
        [table({"A": answer}, item=number) for number, answer in enumerate(answers, start=1)]
    )
    code = fold_items(codes)["code"].iloc[0]
    assert (None if pd.isna(code) else code) == folded


@pytest.mark.parametrize("codes, by, message", [
    (table({"A": "10"}), "frame", "these codes have A"),
    (table({"A": "10", "B": "11"}), "unit", "not 'unit'"),
    (pd.concat([table({"A": "10", "B": "11"})] * 2), "item", "two codes for the same thing: .*is one table in there twice"),
])  # fmt: skip
def test_codes_that_cannot_be_compared_are_refused(codes, by, message):
    with pytest.raises(ValueError, match=message):
        reliability(codes, by=by)


def test_the_interval_of_all_frames_draws_whole_units():
    """The same frame coded three times over is no more evidence than once."""
    one = {"A": "110010100110010" * 2, "B": "110110100010010" * 2}
    codes = pd.concat([table(one, frame) for frame in "xyz"])
    rows = reliability(codes)
    assert rows["high"].iloc[3] == pytest.approx(rows["high"].iloc[0], abs=0.02)


def test_disagreements_are_the_places_to_read():
    codes = table({"A": "110-", "B": "100-", "C": "1-01"})
    assert disagreements(codes).values.tolist() == [["a", 1, 10, 19, "war", 0, 1, 0, pd.NA]]
    assert list(disagreements(codes))[-3:] == ["A", "B", "C"]


def test_accuracy_of_the_dictionary():
    people = table({"A": "1111000010-", "B": "1111000001-"})
    machine = table({"dictionary": "11101000111"})
    row = dictionary_accuracy(pd.concat([people, machine]), machine).iloc[0]
    assert row[["units", "disputed", "present", "found", "right"]].tolist() == [8, 2, 4, 4, 3]
    assert row[["precision", "recall", "f1"]].tolist() == [0.75, 0.75, 0.75]
    assert (row["precision_low"], row["precision_high"]) == pytest.approx(
        (0.3006, 0.9544), abs=5e-4
    )  # Wilson, 3 of 4
    assert row["f1_low"] < 0.75 < row["f1_high"]


def test_accuracy_where_nothing_is_found_is_missing_not_zero():
    row = dictionary_accuracy(table({"A": "000"}), table({"dictionary": "000"})).iloc[0]
    assert row[["precision", "recall", "f1"]].isna().all()


def test_accuracy_from_sheet_to_figure(filled):
    people = read_codes(filled, as_story(ARTICLE), BOOK)
    rows = dictionary_accuracy(people, code_units(as_story(ARTICLE), BOOK)).set_index("frame")
    assert rows.loc["war", ["units", "present", "found", "right"]].tolist() == [3, 2, 1, 1]
    assert rows.loc["all frames", "units"] == 6
    with pytest.raises(ValueError, match="no unit in common"):
        dictionary_accuracy(people, code_units(as_story(Article(id="b", text="Else.")), BOOK))
    with pytest.raises(ValueError, match="of one coder; it has A, B"):
        dictionary_accuracy(people, table({"A": "1", "B": "1"}))
