"""From counts to claims: the sample, its sheet, and shares corrected by what people coded."""

import csv
import io
from itertools import combinations
from math import comb
from statistics import mean, variance

import numpy as np
import pandas as pd
import pytest

from tellings import (
    Article,
    Codebook,
    SheetError,
    Story,
    attributions,
    code_units,
    code_voices,
    coding_sheet,
    corrected_differences,
    corrected_shares,
    how_many_to_code,
    read_codes,
    read_story,
    reliability,
    sample_for_coding,
)
from tellings.chance import estimated_share_interval
from tellings.coding import estimation
from tellings.coding.estimation import Sample, estimated
from tellings.coding.sampling import dealt
from tellings.framing.codebook import Frame

BOOK = Codebook("b", "", (Frame("war", terms=("attack*",), items=("Is there an attack?",)),))
FIELDS = ["seed", "part", "drawn", "of"]


def newspaper(outlet, articles, sentences, attacks):
    """Articles of one outlet; `attacks` of the sentences of each name one, or seem to."""
    return [
        Article(
            id=f"{outlet}{number}",
            outlet=outlet,
            text=" ".join(
                f"They {'attack' if at < attacks else 'wait'} on day {at}."
                for at in range(sentences)
            ),
        )
        for number in range(articles)
    ]


STORY = Story([*newspaper("Daily", 4, 20, 6), *newspaper("Post", 4, 20, 2)])


def rows_of(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def rewrite(path, rows):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def coded(path, says):
    """Fills in a sheet by what a coder says of the cells of a row."""
    header, *rows = rows_of(path)
    at = header.index("code")
    rewrite(
        path,
        [
            header,
            *(
                [*row[:at], says(dict(zip(header, row, strict=True))), *row[at + 1 :]]
                for row in rows
            ),
        ],
    )
    return path


def sees_attacks(row):
    return str(int("attack" in row["text"]))


@pytest.fixture
def sheet(tmp_path):
    sample_for_coding(STORY, 40, BOOK, tmp_path / "anna.csv", by="outlet", seed=7)
    return coded(tmp_path / "anna.csv", sees_attacks)


MACHINE = code_units(STORY, BOOK, "sentence")


# The estimator


def every_sample(size, drawn):
    return (np.array(chosen) for chosen in combinations(range(size), drawn))


@pytest.mark.parametrize("drawn", [2, 4, 8])
def test_over_all_samples_the_estimate_is_right_on_average_whatever_the_machine_says(drawn):
    """Ten units, eight of them of the outlet asked for; answers of several coders between 0 and 1."""
    answers = np.array([1, 0, 0, 1, 0.5, 1, 0, 0, 1, 1])
    machine = np.array([0, 0, 1, 1, 0, 1, 1, 0, 0, 1])
    weight = np.array([1, 1, 0, 1, 1, 1, 0, 1, 1, 1]) / 8
    found = [
        estimated(
            Sample(machine, some, np.zeros(drawn, dtype=int), np.array([10])), answers[some], weight
        )
        for some in every_sample(10, drawn)
    ]
    assert len(found) == comb(10, drawn)
    assert mean(one.total for one in found) == pytest.approx(weight @ answers, abs=1e-12)
    assert mean(one.variance for one in found) >= np.var([one.total for one in found])


def test_over_all_samples_of_two_parts_what_is_left_of_bias_is_small():
    """Twelve units in two parts, drawn with quite different probabilities."""
    answers = np.array([1, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0], dtype=float)
    machine = np.array([0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0])
    weight, part, of = np.full(12, 1 / 12), np.array([0, 0, 0, 0, 1, 1]), np.array([5, 7])
    totals = [
        estimated(Sample(machine, some, part, of), answers[some], weight).total
        for one in every_sample(5, 4)
        for two in every_sample(7, 2)
        for some in (np.concatenate([one, two + 5]),)
    ]
    assert mean(totals) == pytest.approx(weight @ answers, abs=0.05 * np.std(totals))


def test_without_help_of_the_machine_it_is_the_stratified_mean_of_cochran(monkeypatch):
    """Cochran (1977), chapter 5: sum of N_h / N times the mean, variance with 1 - n_h / N_h."""
    monkeypatch.setattr(estimation, "UNSEEN", 0)
    one, two = [1, 0, 0, 1, 1], [0, 0, 1]
    sample = Sample(
        np.zeros(30, dtype=int), np.arange(8), np.repeat([0, 1], [5, 3]), np.array([20, 10])
    )
    found = estimated(sample, np.array(one + two, dtype=float), np.full(30, 1 / 30))
    assert found.total == pytest.approx(20 / 30 * mean(one) + 10 / 30 * mean(two))
    textbook = sum(
        (of / 30) ** 2 * (1 - len(some) / of) * variance(some) / len(some)
        for some, of in ((one, 20), (two, 10))
    )
    # Each answer is held against the mean of the others and one more, and not of all.
    assert found.variance == pytest.approx(textbook * (1 + 1 / 8) ** 2)


def test_a_machine_that_is_right_leaves_little_to_chance_and_one_that_is_wrong_does_no_harm():
    rng = np.random.default_rng(2)
    answers = (rng.random(1000) < 0.3).astype(float)
    some = rng.permutation(1000)[:100]
    whole, part, weight = np.array([1000]), np.zeros(100, dtype=int), np.full(1000, 1 / 1000)
    right, useless, upside_down = (
        estimated(Sample(machine.astype(int), some, part, whole), answers[some], weight)
        for machine in (answers, 0 * answers, 1 - answers)
    )
    assert right.total == pytest.approx(answers.mean(), abs=1e-9)
    assert right.variance < useless.variance / 10
    assert upside_down.variance < useless.variance / 4


@pytest.mark.parametrize("wrong", [0.1, 0.3])
def test_the_interval_holds_the_true_share_nineteen_times_in_twenty(wrong):
    rng = np.random.default_rng(4)
    answers = (rng.random(800) < 0.2).astype(float)
    # The machine finds too much: a plain count is never near.
    machine = np.where(answers == 1, 1, rng.random(800) < wrong).astype(int)
    weight, held = np.full(800, 1 / 800), 0
    for _ in range(1000):
        some = rng.permutation(800)[:100]
        found = estimated(
            Sample(machine, some, np.zeros(100, dtype=int), np.array([800])), answers[some], weight
        )
        low, high = estimated_share_interval(max(0, found.total), found.variance, 100)
        held += low <= answers.mean() <= high
    assert 0.93 <= held / 1000 <= 0.98


# The sample


def test_a_sample_is_the_same_for_a_seed_and_grows_with_n(tmp_path):
    def drawn(n, **how):
        sheet = sample_for_coding(STORY, n, BOOK, tmp_path / "a.csv", **how)
        return set(zip(sheet["article"], sheet["start"], strict=True))

    assert len(drawn(30)) == 30
    assert drawn(30) == drawn(30) < drawn(50)
    assert drawn(30, seed=2) != drawn(30)
    assert len(drawn(10_000)) == 160
    assert drawn(3, unit="article") <= {(article.id, 0) for article in STORY}


def test_every_unit_is_drawn_as_often_as_its_probability_says(tmp_path):
    times = pd.Series(0, range(20))
    story = Story(newspaper("Daily", 1, 20, 3))
    for seed in range(400):
        sheet = sample_for_coding(story, 5, BOOK, tmp_path / "a.csv", seed=seed)
        times[sheet["unit"].tolist()] += 1
    assert times.sum() == 2000
    # 100 expected, deviation 8.7: the furthest of twenty lies within four.
    assert times.between(65, 135).all()


@pytest.mark.parametrize("sizes, n, drawn", [
    ([100, 100], 20, [10, 10]), ([400, 100], 30, [20, 10]), ([400, 1, 2], 23, [20, 1, 2]), ([10, 10], 40, [10, 10]),
    ([1000, 10], 4, [2, 2]), ([90, 40, 10], 100, [54, 36, 10]),
])  # fmt: skip
def test_parts_get_as_the_square_root_of_their_size(sizes, n, drawn):
    assert dealt(np.array(sizes), n).tolist() == drawn


def test_a_rare_frame_gets_a_part_of_its_own(tmp_path):
    book = Codebook("b", "", (*BOOK.frames, Frame("first", terms=("0",))))
    machine = code_units(STORY, book, "sentence")
    sheet = sample_for_coding(STORY, 40, book, tmp_path / "a.csv", by=machine)
    codes = read_codes(tmp_path / "a.csv", STORY, book)
    assert codes.drop_duplicates("part")[["part", "of"]].sort_values("part").values.tolist() == [
        [1, 8], [2, 24], [3, 128],
    ]  # fmt: skip
    assert sheet.loc[sheet["probability"].str.contains("part 1"), "text"].str.contains("0").all()


@pytest.mark.parametrize("n, how, message", [
    (3, {"by": "outlet"}, "n is 3; of 2 parts 4 units at least"),
    (0, {}, "n is 0; of 1 part 2 units at least"),
    (9, {"by": "frame"}, "by is '', 'outlet' or a machine's codes of these units, not 'frame'"),
    (9, {"by": MACHINE, "unit": "article"}, "by: the machine's codes are not of these units"),
    (9, {"unit": "word"}, "unit is 'article'"),
])  # fmt: skip
def test_a_sample_that_cannot_be_drawn_says_why(tmp_path, n, how, message):
    with pytest.raises(ValueError, match=message):
        sample_for_coding(STORY, n, BOOK, tmp_path / "a.csv", **how)
    assert not (tmp_path / "a.csv").exists()


def test_a_sheet_of_a_sample_with_codes_or_quotations_is_not_replaced(sheet, tmp_path):
    with pytest.raises(SheetError, match="40 codes are filled in"):
        sample_for_coding(STORY, 40, BOOK, sheet)
    coded(sheet, lambda _: "")
    sample_for_coding(STORY, 20, BOOK, sheet)
    rows = rows_of(sheet)
    rows[1][rows[0].index("quotation")] = "They"
    rewrite(sheet, rows)
    with pytest.raises(SheetError, match="somebody has written into the column 'quotation'"):
        sample_for_coding(STORY, 20, BOOK, sheet)


# The sheet read back


def test_a_sheet_says_how_its_units_were_drawn(sheet):
    codes = read_codes(sheet, STORY, BOOK)
    assert codes[FIELDS].drop_duplicates().values.tolist() == [[7, 1, 20, 80], [7, 2, 20, 80]]
    assert codes.groupby("outlet")["part"].unique().map(list).to_dict() == {
        "Daily": [1],
        "Post": [2],
    }


@pytest.mark.parametrize("change, message", [
    (lambda cell: "", r"anna\.csv, row 3, column probability: empty; put back what stood there"),
    (lambda cell: cell.replace("20 of", "30 of"), "row 3, column probability: '30 of 80 .* was changed; put back"),
    (lambda cell: cell.replace("part 1", "part 2"), "row 3, column probability: .* belongs to another row, or was changed"),
    (lambda cell: cell.replace("seed 7", "seed 8"), "row 3, column probability: .* was changed"),
    (lambda cell: "0.25", "row 3, column probability: '0.25' is not what was written there"),
])  # fmt: skip
def test_a_probability_that_was_changed_is_told_with_its_row(sheet, change, message):
    rows = rows_of(sheet)
    rows[2][-1] = change(rows[2][-1])
    rewrite(sheet, rows)
    with pytest.raises(SheetError, match=message):
        read_codes(sheet)


def test_a_probability_copied_from_the_row_above_is_told(sheet):
    rows = rows_of(sheet)
    rows[2][-1] = rows[1][-1]
    rewrite(sheet, rows)
    with pytest.raises(SheetError, match=r"row 3, column probability: .* belongs to another row"):
        read_codes(sheet)


@pytest.mark.parametrize("quoted, fits", [
    ("They attack on day 3", True), ("they ATTACK", True), ("“They … day 3.”", True), ("attack ... They", False),
    ("They tack on", False), ("They attacked", False), ("...", False), ("", True),
])  # fmt: skip
def test_words_that_the_text_does_not_say_are_refused(tmp_path, quoted, fits):
    story = Story.of("They attack on day 3.")
    sample_for_coding(story, 2, BOOK, tmp_path / "model.csv", coder="a language model")
    rows = rows_of(coded(tmp_path / "model.csv", sees_attacks))
    rows[1][rows[0].index("quotation")] = quoted
    rewrite(tmp_path / "model.csv", rows)
    for known in (None, story):
        if fits:
            assert read_codes(tmp_path / "model.csv", known)["code"].tolist() == [1]
            continue
        with pytest.raises(
            SheetError, match=r"model\.csv, row 2, column quotation: the text does not say"
        ):
            read_codes(tmp_path / "model.csv", known)


def test_a_language_model_is_one_more_coder_beside_people(sheet, tmp_path):
    sample_for_coding(STORY, 40, BOOK, tmp_path / "m.csv", by="outlet", seed=7, coder="model")
    coded(tmp_path / "m.csv", lambda row: "0" if row["unit"] == "1" else sees_attacks(row))
    codes = read_codes([sheet, tmp_path / "m.csv"], STORY, BOOK)
    row = reliability(codes, MACHINE[MACHINE["start"] < 0], pairs=True).iloc[0]
    assert (row["first"], row["second"], row["units"]) == ("anna", "model", 40)
    assert 0 < row["alpha"] < 1


# Shares


def test_a_share_is_corrected_toward_what_people_coded(sheet):
    """The people see every second attack only; the machine's share is then twice too high."""
    coded(sheet, lambda row: str(int("attack" in row["text"] and int(row["unit"]) % 2)))
    rows = corrected_shares(read_codes(sheet, STORY), MACHINE).set_index("outlet")
    assert rows["plain"].round(6).tolist() == [0.3, 0.1]
    assert rows[["units", "articles", "coded", "skipped"]].values.tolist() == [[80, 4, 20, 0]] * 2
    for outlet, true in (("Daily", 0.15), ("Post", 0.05)):
        assert rows.loc[outlet, "low"] <= true <= rows.loc[outlet, "high"]
    assert abs(rows.loc["Daily", "share"] - 0.15) < abs(rows.loc["Daily", "plain"] - 0.15)
    assert set(rows["target"]) == {"these articles"}


def test_where_all_units_are_coded_nothing_is_left_to_chance(tmp_path):
    sample_for_coding(STORY, 1000, BOOK, tmp_path / "a.csv")
    coded(tmp_path / "a.csv", lambda row: str(int(int(row["unit"]) < 5)))
    row = corrected_shares(read_codes(tmp_path / "a.csv"), MACHINE, by="").iloc[0]
    assert row[["share", "low", "high", "smallest"]].tolist() == pytest.approx([0.25] * 3 + [0])
    assert row["verdict"] == "too low"


def test_what_people_coded_is_sure_to_be_there(tmp_path):
    """150 of 160 coded, and 60 of these yes: no share can be below 60 or above 70 of 160."""
    sample_for_coding(STORY, 150, BOOK, tmp_path / "a.csv")
    answers = iter([1] * 60 + [0] * 90)
    coded(tmp_path / "a.csv", lambda _: str(next(answers)))
    row = corrected_shares(read_codes(tmp_path / "a.csv"), MACHINE, by="").iloc[0]
    assert 60 / 160 <= row["low"] < row["share"] < row["high"] <= 70 / 160
    assert row["high"] - row["low"] < 10 / 160
    one = iter([1] + [0] * 149)
    coded(tmp_path / "a.csv", lambda _: str(next(one)))
    row = corrected_shares(read_codes(tmp_path / "a.csv"), MACHINE, by="").iloc[0]
    assert row["low"] >= 1 / 160


def test_a_row_that_was_skipped_is_no_no(sheet):
    whole = corrected_shares(read_codes(sheet), MACHINE).iloc[0]
    skips = coded(sheet, lambda row: "" if row["unit"] in "02" else sees_attacks(row))
    some = corrected_shares(read_codes(skips), MACHINE).iloc[0]
    as_no = coded(sheet, lambda row: "0" if row["unit"] in "02" else sees_attacks(row))
    no = corrected_shares(read_codes(as_no), MACHINE).iloc[0]
    assert some["skipped"] > 0
    assert some["coded"] + some["skipped"] == 20
    assert some["low"] < whole["low"] - 0.05
    assert some["high"] > whole["high"] - 0.005
    assert no["share"] < some["share"]
    assert some["low"] <= no["low"]


def test_a_sheet_without_a_code_tells_nothing(sheet):
    rows = corrected_shares(read_codes(coded(sheet, lambda _: "")), MACHINE)
    assert rows[["coded", "low", "high"]].values.tolist() == [[0, 0, 1]] * 2
    assert rows["share"].isna().all()
    assert set(rows["verdict"]) == {"cannot tell: too few coded"}
    different = corrected_differences(read_codes(sheet), MACHINE).iloc[0]
    assert (different["p"], different["verdict"]) == (1, "cannot tell: too few coded")


def test_of_several_people_the_mean_counts_and_the_machine_among_them_does_not(sheet, tmp_path):
    sample_for_coding(STORY, 40, BOOK, tmp_path / "ben.csv", by="outlet", seed=7)
    coded(tmp_path / "ben.csv", lambda _: "0")
    one, two = (read_codes(path) for path in (sheet, tmp_path / "ben.csv"))
    shares = [
        corrected_shares(codes, MACHINE)["share"].iloc[0]
        for codes in (one, two, pd.concat([MACHINE.assign(frame="peace"), one, two, MACHINE]))
    ]
    assert shares[1] < shares[2] < shares[0]


def test_work_shared_out_between_two_people_is_one_sample(sheet, tmp_path):
    sample_for_coding(STORY, 40, BOOK, tmp_path / "ben.csv", by="outlet", seed=7)
    whole = corrected_shares(read_codes(sheet), MACHINE)
    half = coded(tmp_path / "ben.csv", lambda row: sees_attacks(row) if row["unit"] < "2" else "")
    coded(sheet, lambda row: "" if row["unit"] < "2" else sees_attacks(row))
    assert corrected_shares(read_codes([sheet, half]), MACHINE).equals(whole)


def test_a_sample_can_be_made_longer(sheet, tmp_path):
    longer = tmp_path / "longer.csv"
    sample_for_coding(STORY, 60, BOOK, longer, by="outlet", seed=7, coder="anna")
    first = {row[1:5] for row in map(tuple, rows_of(sheet))}
    coded(longer, lambda row: "" if tuple(row.values())[1:5] in first else sees_attacks(row))
    rows = corrected_shares(read_codes([sheet, longer]), MACHINE)
    assert rows[["coded", "skipped"]].values.tolist() == [[30, 0]] * 2
    coded(longer, sees_attacks)
    assert corrected_shares(read_codes(longer), MACHINE).equals(rows)


def test_a_frame_that_the_machine_cannot_see_has_the_share_of_the_sample(tmp_path):
    book = Codebook("b", "", (*BOOK.frames, Frame("mood", items=("Is it sad?",))))
    sample_for_coding(STORY, 40, book, tmp_path / "a.csv")
    coded(tmp_path / "a.csv", lambda row: str(int(row["unit"] in "0123456789")))
    codes = read_codes(tmp_path / "a.csv")
    row = corrected_shares(codes, MACHINE, by="").set_index("frame").loc["mood"]
    assert row["share"] == pytest.approx(codes.query("frame == 'mood'")["code"].mean())
    assert np.isnan(row["plain"])
    assert row["verdict"] == ""


def test_of_few_articles_nothing_is_said_of_others(sheet):
    codes = read_codes(sheet)
    here, others = (corrected_shares(codes, MACHINE, beyond=beyond) for beyond in (False, True))
    assert set(others["target"]) == {"articles like these"}
    assert (others["low"] <= here["low"]).all()
    assert (others["high"] >= here["high"]).all()
    assert others["share"].equals(here["share"])
    each = corrected_shares(codes, MACHINE, by="article", beyond=True)
    assert each[["low", "high"]].drop_duplicates().values.tolist() == [[0, 1]]
    pairs = corrected_differences(codes, MACHINE, by="article", beyond=True)
    assert set(pairs["verdict"]) <= {"cannot tell: too few articles", "cannot tell: too few coded"}


def test_articles_that_differ_much_say_less_of_others(tmp_path):
    """Half of the articles tell of nothing but attacks: their share is known, that of others is not."""
    story = Story(
        [
            *newspaper("Daily", 4, 20, 20),
            *(Article(f"x{at}", "They wait. " * 20, outlet="Daily") for at in range(4)),
        ]
    )
    sample_for_coding(story, 80, BOOK, tmp_path / "a.csv")
    codes = read_codes(coded(tmp_path / "a.csv", sees_attacks))
    here, others = (
        corrected_shares(codes, code_units(story, BOOK, "sentence"), beyond=beyond).iloc[0]
        for beyond in (False, True)
    )
    assert here["high"] - here["low"] < 0.1
    assert others["high"] - others["low"] > 0.5


@pytest.mark.parametrize("machine, message", [
    (code_units(STORY, BOOK, "article"), "drawn of 160 units, and dictionary has coded 8"),
    (code_units(Story([*STORY, *newspaper("Herald", 1, 20, 1)]), BOOK, "sentence"), "drawn of 160 units, and dictionary has coded 180"),
    (code_units(STORY[:4], BOOK, "sentence"), "drawn of 160 units, and dictionary has coded 80"),
    (pd.concat([MACHINE, MACHINE.assign(coder="model")]), "of one coder; it has dictionary, model"),
    (MACHINE.assign(code=MACHINE["code"].mask(MACHINE["unit"] == 3)), "dictionary has to code all units; 8 have no code"),
    (MACHINE.drop(columns="outlet"), "by is '' or a column of the second table, not 'outlet'"),
])  # fmt: skip
def test_a_machine_that_does_not_fit_the_sample_is_refused(sheet, machine, message):
    with pytest.raises(ValueError, match=message):
        corrected_shares(read_codes(sheet), machine)


def test_codes_that_are_no_whole_sample_are_refused(sheet, tmp_path):
    rows = rows_of(sheet)
    rewrite(sheet, rows[:-1])
    with pytest.raises(ValueError, match="part 2: 20 units were drawn, and 19 are in these sheets"):
        corrected_shares(read_codes(sheet), MACHINE)
    rewrite(sheet, rows)
    sample_for_coding(STORY, 40, BOOK, tmp_path / "ben.csv", by="outlet", seed=8)
    with pytest.raises(ValueError, match="part 1: the codes are of two samples"):
        corrected_shares(read_codes([sheet, tmp_path / "ben.csv"]), MACHINE)
    codes = read_codes(sheet := coded(tmp_path / "anna.csv", sees_attacks))
    with pytest.raises(ValueError, match="part 1: the codes are of two samples"):
        corrected_shares(codes.assign(seed=codes["seed"].where(codes["unit"] > 4, 8)), MACHINE)
    rewrite(sheet, [row[:-1] for row in rows])
    with pytest.raises(ValueError, match=r"how likely each unit was drawn; .* column probability"):
        corrected_shares(read_codes(sheet), MACHINE)
    coding_sheet(STORY, BOOK, tmp_path / "carl.csv", "sentence")
    with pytest.raises(ValueError, match="how likely each unit was drawn"):
        corrected_shares(read_codes(tmp_path / "carl.csv"), MACHINE)


def test_a_row_of_one_item_that_was_deleted_is_no_no(tmp_path):
    book = Codebook("b", "", (Frame("war", items=("Is there an attack?", "Is there a threat?")),))
    sample_for_coding(STORY, 40, book, tmp_path / "a.csv", coder="Ann")
    rows = rows_of(coded(tmp_path / "a.csv", lambda row: str(int(row["item"] == "2"))))
    assert corrected_shares(read_codes(tmp_path / "a.csv"), MACHINE, by="")["share"].iloc[0] == 1
    rewrite(tmp_path / "a.csv", [*rows[:2], *rows[3:]])
    place = rf"coder Ann, article {rows[2][1][1:]}, unit {rows[2][2]}, start .*, frame war"
    with pytest.raises(ValueError, match=f"{place}: the sheet lacks a row; put it back"):
        corrected_shares(read_codes(tmp_path / "a.csv"), MACHINE)


# Differences


def test_a_difference_that_only_the_machine_sees_is_not_told(tmp_path):
    sample_for_coding(STORY, 120, BOOK, tmp_path / "a.csv", by="outlet")
    coded(tmp_path / "a.csv", lambda row: str(int(row["unit"] in ("0", "1"))))
    row = corrected_differences(read_codes(tmp_path / "a.csv"), MACHINE).iloc[0]
    assert row[["first", "second"]].tolist() == ["Daily", "Post"]
    assert row["plain"] == pytest.approx(0.2)
    assert row["low"] < 0 < row["high"]
    assert row["smallest"] >= abs(row["difference"])
    assert row["verdict"] == "cannot tell"
    coded(tmp_path / "a.csv", sees_attacks)
    row = corrected_differences(read_codes(tmp_path / "a.csv"), MACHINE).iloc[0]
    assert row["difference"] == pytest.approx(0.2, abs=0.05)
    assert row["low"] > 0
    assert row["verdict"] == "differs"


def test_a_difference_wants_something_to_compare(sheet):
    with pytest.raises(ValueError, match="by names the column"):
        corrected_differences(read_codes(sheet), MACHINE, by="")


# How many


@pytest.mark.parametrize("width, right", [(0.1, 0.85), (0.2, 0.85), (0.1, 0.7)])
def test_as_many_as_were_asked_for_give_about_the_width(width, right):
    n, units = how_many_to_code(width, right, 1000), 1000
    rng = np.random.default_rng(3)
    answers = (rng.random(units) < 0.4).astype(float)
    machine = np.where(rng.random(units) < right, answers, 1 - answers).astype(int)
    widths = []
    for _ in range(50):
        some = rng.permutation(units)[:n]
        sample = Sample(machine, some, np.zeros(n, dtype=int), np.array([units]))
        found = estimated(sample, answers[some], np.full(units, 1 / units))
        low, high = estimated_share_interval(found.total, found.variance, n)
        widths.append(high - low)
    assert mean(widths) == pytest.approx(width, rel=0.1)


def test_how_many_wants_shares_and_never_more_than_there_are():
    assert how_many_to_code(0.001, units=300) == 300
    assert how_many_to_code(0.01, right=0.5) > 30_000
    with pytest.raises(ValueError, match=r"width and right are shares"):
        how_many_to_code(10)


# Voices and words


def test_voices_are_coded_for_whole_units_by_kind_side_or_name():
    story = Story.of("The plan is dead, the ministry said. It rains.\n\nKim was late, Japan said.")
    who = ("somebody", "institution", "government", "Japan", "ministry")
    book = Codebook("b", "", tuple(Frame(name, items=("Who?",)) for name in who))
    for unit, told in (
        ("sentence", {(0, "institution"), (0, "ministry"), (0, "somebody"), (2, "somebody"), (2, "government"), (2, "Japan")}),
        ("paragraph", {(1, "institution"), (1, "ministry"), (1, "somebody"), (2, "somebody"), (2, "government"), (2, "Japan")}),
    ):  # fmt: skip
        codes = code_voices(story, book, unit)
        found = codes[codes["code"] == 1]
        assert set(zip(found["unit"], found["frame"], strict=True)) == told
        assert len(codes) == 5 * codes["unit"].nunique()


def test_a_person_s_corrections_change_the_voices():
    story = Story.of("The plan is dead, the ministry said.")
    assert code_voices(story)["code"].sum() == 2
    story.correct(attributions=attributions(story)[:0])
    assert code_voices(story)["code"].sum() == 0


def test_the_seeds_can_be_sampled_and_corrected_by_voice(tmp_path):
    story = read_story("seeds")
    sheet = sample_for_coding(story, 20, "voices", tmp_path / "anna.csv", by="outlet")
    assert sheet["frame"].nunique() == 7
    coded(tmp_path / "anna.csv", lambda row: str(int("said" in row["text"])))
    rows = corrected_shares(read_codes(tmp_path / "anna.csv", story, "voices"), code_voices(story))
    assert rows.groupby("outlet")["coded"].first().tolist() == [10, 10]
    assert rows["share"].between(rows["low"], rows["high"]).all()
