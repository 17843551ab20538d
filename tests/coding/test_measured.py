"""Lesson 6: what was measured, how many errors a finding bears, and that the lesson says what comes out."""

import io
import re
from pathlib import Path

import matplotlib.image
import nbformat
import pytest

from tellings import (
    Article,
    Story,
    attribution_sheet,
    code_units,
    corrected_shares,
    measured,
    plot_measured,
    read_codes,
    read_story,
    sample_for_coding,
    voices_with_errors,
)
from tellings.attribution.accuracy import measured_accuracy
from tellings.attribution.engine.engine import DEFAULT_PROBABILITY
from tellings.project import PROJECT

LESSON = PROJECT / "notebooks" / "06_how_far_to_trust_it.ipynb"
ONE = "The plan is dead and gone, Kim said."
TWO = f"{ONE} It lives, Lee said."
COLUMNS = ["errors_alone", "with_chance"]


@pytest.fixture(scope="module")
def prose() -> str:
    cells = nbformat.v4.reads(LESSON.read_text(encoding="utf-8")).cells
    return " ".join(" ".join(c.source for c in cells if c.cell_type == "markdown").split())


@pytest.fixture(scope="module")
def seeds() -> Story:
    story = read_story(PROJECT / "seeds")
    story.correct(attributions="gold/attributions.csv")
    return story


# What was measured


def test_each_figure_says_on_what_and_by_whom_and_how_sure_it_is():
    table = measured()
    ours = table[table["who"] == "this program"]
    for column in ("measure", "basis", "corpus", "date", "command", "versions"):
        assert (ours[column] != "").all()
    assert ours["value"].between(ours["low"], ours["high"]).all()
    assert (ours["high"] > ours["low"]).all()
    assert table["value"].between(0, 100).all()
    assert not table.duplicated(["measure", "who"]).any()


def test_whoever_is_measured_beside_the_program_stands_behind_it():
    table = measured()
    assert set(table.groupby("measure")["who"].first()) == {"this program"}
    assert table["method"].drop_duplicates().tolist() == [
        "framing", "term frequency", "quotation attribution", "source comparison"
    ]  # fmt: skip


def test_the_figure_tells_all_that_was_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    drawn = plot_measured()
    for row in measured().itertuples():
        assert f"{row.measure}, {row.who}: {row.value:.0f}" in drawn.alternative_text
    assert "nan" not in drawn.alternative_text
    assert "two people with each other: 74;" in drawn.alternative_text
    height, width, _ = matplotlib.image.imread(io.BytesIO(drawn.png)).shape
    assert max(height, width) <= 2450


# How many errors a finding bears


@pytest.mark.parametrize("text, rate, alone, chance", [
    (ONE, 0, 1, 1),
    (ONE, 0.1, 0.9, 0.9),  # one attribution: the finding falls where that is wrong
    (ONE, 1, 0, 0),
    # Kim has six words and Lee two: the finding falls where Kim's go to Lee, and one of four draws
    # of two has Lee's alone.
    (TWO, 0, 1, 0.75),
    (TWO, 0.3, 0.7, 0.75 * 0.7 + 0.25 * 0.3),
])  # fmt: skip
def test_a_finding_stands_as_often_as_chance_says(text, rate, alone, chance):
    table = voices_with_errors(Story.of(text), [rate], times=4000)
    assert table["drawn"].tolist() == ["attributions"]
    assert table[COLUMNS].values.tolist() == [pytest.approx([alone, chance], abs=0.025)]


@pytest.mark.parametrize("text, rate, verdict", [
    (ONE, 0, "holds"), (TWO, 0, "holds for these articles only"), (TWO, 0.3, "cannot tell"),
])  # fmt: skip
def test_the_verdict_needs_both(text, rate, verdict):
    assert voices_with_errors(Story.of(text), [rate])["verdict"].tolist() == [verdict]


def test_whole_articles_are_drawn_of_an_outlet_that_has_four():
    four = [Article(id=str(at), text=TWO, outlet="Daily") for at in range(4)]
    one = Article(id="p", text=ONE, outlet="Post")
    assert set(voices_with_errors(Story(four))["drawn"]) == {"articles"}
    assert set(voices_with_errors(Story([*four, one]))["drawn"]) == {"articles and attributions"}
    # Each article has the same voices, so drawing them changes nothing.
    assert voices_with_errors(Story(four), [0])["with_chance"].tolist() == [1.0]


def test_the_outlets_are_compared_by_the_voice_that_is_largest_over_all():
    story = Story([
        Article(id="a", text=TWO, outlet="A"),
        Article(id="b", text=f"The talks have failed, Kim said. {TWO}", outlet="B"),
        Article(id="c", text=f"Ships will all sail again on Friday, Lee said. {ONE}", outlet="C"),
    ])  # fmt: skip
    assert voices_with_errors(story, [0])["finding"].tolist() == [
        "Kim has the largest share in A.",
        "Kim has the largest share in B.",
        "Lee has the largest share in C.",
        "B gives Kim a larger share than any other outlet.",
    ]


def test_more_errors_never_help_the_seeds_and_the_same_seed_gives_the_same(seeds: Story):
    table = voices_with_errors(seeds)
    for _, rows in table.groupby("finding"):
        assert rows["errors_alone"].is_monotonic_decreasing
    anew = read_story(PROJECT / "seeds")
    anew.correct(attributions="gold/attributions.csv")
    assert table.equals(voices_with_errors(anew))
    assert not table.equals(voices_with_errors(seeds, seed=2))


def test_what_a_person_corrected_is_what_errors_are_made_in(tmp_path: Path):
    story, path = Story.of(TWO), tmp_path / "mine.csv"
    attribution_sheet(story, path).assign(speaker="Lee", reason="a test").to_csv(path)
    story.correct(attributions=path)
    assert voices_with_errors(story, [0])["finding"].tolist() == ["Lee has the largest share in a."]


def test_of_two_voices_that_have_the_same_neither_is_the_largest():
    assert voices_with_errors(Story.of("It is over, Kim said. It will last, Lee said.")).empty


@pytest.mark.parametrize("rates", [[10], [-0.1], [0, 1.5]])
def test_a_rate_is_a_share(rates):
    with pytest.raises(ValueError, match=r"such as 0\.1"):
        voices_with_errors(Story.of(TWO), rates)


# The sample of the seeds, and what the lesson says


def test_the_sample_is_the_one_drawn_and_has_the_answers_of_the_reader_of_all(seeds, tmp_path):
    sample = read_codes("seeds/gold/sample.csv", seeds, "defence_talks")
    path = tmp_path / "drawn.csv"
    drawn = sample_for_coding(seeds, 20, "defence_talks", path, unit="paragraph")
    place = ["article", "unit", "frame", "item"]
    assert sorted(sample[place].values.tolist()) == sorted(drawn[place].values.tolist())
    every = read_codes("seeds/gold/frames.csv", seeds, "defence_talks").set_index(place)["code"]
    assert [every[tuple(key)] for key in sample[place].values.tolist()] == sample["code"].tolist()


def test_the_lesson_says_what_the_sample_shows(seeds: Story, prose: str):
    sample = read_codes("seeds/gold/sample.csv", seeds, "defence_talks")
    table = corrected_shares(sample, code_units(seeds, "defence_talks"), by="").set_index("frame")
    row = table.loc["cooperation"]
    every = read_codes("seeds/gold/frames.csv", seeds, "defence_talks")
    answer = every.loc[every["frame"] == "cooperation", "code"]
    assert f"coded all {row['units']} paragraphs" in prose
    assert f"We drew {row['coded']} of them by chance" in prose
    shares = (
        f"in {row['plain']:.0%} of the paragraphs, and the corrected share is {row['share']:.0%}"
    )
    assert shares in prose
    assert f"{answer.sum()} of {len(answer)}, or {answer.mean():.0%}" in prose
    assert row["low"] < answer.mean() < row["high"]
    assert row["verdict"] == "cannot tell"
    assert f"off by {100 * row['smallest']:.0f} points before {row['coded']} paragraphs" in prose


def test_the_lesson_says_what_the_errors_do(seeds: Story, prose: str):
    groups = voices_with_errors(seeds).groupby("finding", sort=False)
    first, second, both = (rows.set_index("rate") for _, rows in groups)
    for rows in (first, second):
        assert f"{100 * rows.loc[0.1, 'errors_alone']:.0f} of 100 tables" in prose
        assert rows.loc[0.1, "verdict"] == "holds for these articles only"
        assert rows.loc[0.2, "errors_alone"] == pytest.approx(0.9, abs=0.02)
        assert rows.loc[0.2, "verdict"] == "cannot tell"
    assert f"it stands in {100 * both.loc[0.05, 'errors_alone']:.0f} of 100 tables" in prose
    assert f"leaves it standing in only {100 * both.loc[0, 'with_chance']:.0f}." in prose


def test_what_the_lesson_says_of_the_program_is_what_was_measured(prose: str):
    values = measured().query("who == 'this program'").set_index("measure")["value"]
    indirect = round(values["indirect attributions that are found"])
    assert f"It finds {indirect} and misses {100 - indirect}." in prose
    wrong = 100 - values["found attributions that are right"]
    assert wrong == pytest.approx(25, abs=2)
    assert "one found attribution in four was wrong" in prose
    assert values["words said twice as often that are reported"] < 20
    assert "twice as often as another is seldom reported" in prose


def test_the_curve_of_lesson_3_is_that_of_the_code_that_was_measured():
    curve = measured_accuracy().set_index("min_probability").loc[DEFAULT_PROBABILITY]
    values = measured().query("who == 'this program'").set_index("measure")["value"]
    assert curve["relation_precision"] == values["found attributions that are right"]
    recall, precision = curve["relation_recall"], curve["relation_precision"]
    f1 = 2 * recall * precision / (recall + precision)
    assert f1 == pytest.approx(values["attributions, content and source, F1"], abs=0.1)


def test_lesson_3_says_the_same_of_the_program():
    values = measured().query("who == 'this program'").set_index("measure")["value"]
    direct, mixed, indirect = (
        f"{values[f'{kind} attributions that are found']:.0f}"
        for kind in ("direct", "mixed", "indirect")
    )
    lesson = (PROJECT / "notebooks/03_quotation_attribution.ipynb").read_text(encoding="utf-8")
    assert f"{direct} of 100 attributions of direct, {mixed} of mixed and {indirect}" in lesson


def test_the_sum_done_by_hand_is_right(prose: str):
    rows = re.findall(r"\| (\d+) \| [^|]+ \| (yes|no) \|", prose)
    found = {int(number) for number, listed in rows if listed == "yes"}
    people = {1, 4, 6}
    assert len(rows) == 10
    by_list = 40 * len(people & found) / len(found)
    missed = 60 * len(people - found) / (10 - len(found))
    assert (by_list, missed) == (20, 10)
    assert "20 of its 40 are" in prose
    assert "10 of the other 60" in prose
    assert "That makes 30 sentences, and not 40." in prose
