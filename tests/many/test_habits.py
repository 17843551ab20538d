"""Habits: shares and differences by hand, what chance brings, and the same from tables of many stories."""

import re
from functools import partial

import numpy as np
import pandas as pd
import pytest

import tellings as tl
from tellings import Article, Story
from tellings.articles.sheets import SheetError
from tellings.project import PROJECT

YEAR = tl.read_story(PROJECT / "practice_many")
GROUPS = PROJECT / "practice_many" / "gold" / "voices.csv"


def counted(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    """Counts of one voice: outlet, event, count, of."""
    table = pd.DataFrame(rows, columns=["outlet", "event", "count", "of"])
    article = [f"a{at}" for at in range(len(table))]
    return table.assign(habit="who speaks", frame="", voice="experts", article=article)


def test_shares_and_differences_by_hand() -> None:
    table = tl.outlet_habits(
        counted(("A", "1", 6, 10), ("B", "1", 2, 10), ("A", "2", 5, 10), ("B", "2", 5, 10))
    ).set_index("outlet")
    assert table["share"].tolist() == [0.55, 0.35]
    # Mantel & Haenszel: each event weighs 10 * 10 / 20, so the mean of .4 and 0.
    assert table["difference"].tolist() == pytest.approx([0.2, -0.2])
    assert table["events"].tolist() == [2, 2]
    # With t of 1 degree of freedom, 12.7, and a standard error of .2 it goes past what can be.
    assert table[["difference_low", "difference_high"]].to_numpy().tolist() == [[-1, 1], [-1, 1]]


def test_the_interval_by_hand() -> None:
    """Differences of .1, .2, .2 and .3: mean .2, standard error .0408, t of 3 is 3.182."""
    rows = [("A", str(at), k, 10) for at, k in enumerate((3, 4, 4, 5))]
    rows += [("B", str(at), 2, 10) for at in range(4)]
    row = tl.outlet_habits(counted(*rows)).iloc[0]
    assert row[["difference", "difference_low", "difference_high", "smallest"]].tolist() == (
        pytest.approx([0.2, 0.0701, 0.3299, 0.1299], abs=1e-4)
    )


def test_what_was_never_seen_is_not_sure_to_be_absent() -> None:
    """None of 4 events: Wilson allows 49 of 100, and where A does it, it has .4 of the words."""
    rows = [("A", str(at), 400, 1000) for at in range(4)] + [
        ("B", str(at), 0, 1000) for at in range(4)
    ]
    told = tl.outlet_habits(counted(*rows)).set_index("outlet").loc["B", ["low", "high"]]
    assert told.tolist() == pytest.approx([0, 0.4 * 0.4899], abs=1e-4)
    rows = [(outlet, event, of - count, of) for outlet, event, count, of in rows]
    told = tl.outlet_habits(counted(*rows)).set_index("outlet").loc["B", ["low", "high"]]
    assert told.tolist() == pytest.approx([1 - 0.4 * 0.4899, 1], abs=1e-4)


def test_an_event_that_one_outlet_tells_alone_compares_nothing() -> None:
    rows = [("A", str(at), 9, 10) for at in range(6)] + [("B", str(at), 9, 10) for at in range(5)]
    told = tl.outlet_habits(counted(*rows, ("B", "alone", 0, 1000)))
    assert told.set_index("outlet").loc["B", ["events", "difference"]].tolist() == [5, 0]


def test_what_each_newspaper_reports_on_is_no_habit() -> None:
    """A tells of science, where all let experts speak; event by event it is like the others."""
    science = [("A", f"s{at}", 9, 10) for at in range(12)] + [
        ("B", "s0", 9, 10),
        ("B", "s1", 9, 10),
    ]
    sport = [("B", f"t{at}", 0, 10) for at in range(12)] + [("A", "t0", 0, 10), ("A", "t1", 0, 10)]
    table = tl.outlet_habits(counted(*science, *sport))
    assert (table["share"].max() - table["share"].min()) > 0.6
    assert table["difference"].tolist() == [0, 0]
    assert set(table["verdict"]) == {"cannot tell"}


def test_chance_alone_is_seldom_a_habit() -> None:
    rng, found, covered = np.random.default_rng(5), 0, 0
    for _ in range(60):
        expected = rng.beta(1, 2, 12)
        rows = [
            (
                outlet,
                str(event),
                int(rng.binomial(30, rng.beta(6 * share + 0.1, 6 - 6 * share + 0.1))),
                30,
            )
            for event, share in enumerate(expected)
            for outlet in "AB"
        ]
        table = tl.outlet_habits(counted(*rows))
        found += (table["verdict"] != "cannot tell").any()
        covered += table.eval("difference_low <= 0 <= difference_high").all()
    assert found <= 8  # 5 in 100 are 3 of 60; more than 8 come once in 250 times
    assert covered >= 52


@pytest.mark.parametrize("lean", [0, 0.02, 0.05])
def test_of_hundreds_of_events_t_says_what_shuffling_would(lean: float, monkeypatch) -> None:
    rng = np.random.default_rng(8)
    rows = [
        (outlet, str(event), int(rng.binomial(30, share + lean * (outlet == "A"))), 30)
        for event, share in enumerate(rng.beta(2, 5, 220) * 0.9)
        for outlet in "AB"
    ]
    by_t = tl.outlet_habits(counted(*rows))["p"]
    monkeypatch.setattr("tellings.many.habits.MANY", 1000)
    shuffled = tl.outlet_habits(counted(*rows))["p"]
    assert by_t.to_numpy() == pytest.approx(shuffled.to_numpy(), abs=0.02)


def test_the_habits_that_were_written_in_are_found_and_no_others() -> None:
    table = tl.outlet_habits(YEAR, "generic", GROUPS)
    more = table[table["verdict"] == "more"]
    assert set(zip(more["outlet"], more["voice"] + more["frame"], strict=True)) == {
        ("The Skarra Gazette", "islanders"),
        ("The Skarra Gazette", "human interest"),
        ("The Northern Herald", "experts"),
        ("The Northern Herald", "companies"),
        ("The Capital Courier", "government"),
        ("The Capital Courier", "economic consequences"),
    }
    assert set(table.query("frame == 'conflict'")["verdict"]) == {"cannot tell"}


def test_shares_are_those_of_sources_and_frame_scores() -> None:
    table = tl.outlet_habits(YEAR, "generic")
    said, scores = tl.sources(YEAR), tl.frame_scores(YEAR, "generic")
    speaks = table[table["habit"] == "who speaks"].groupby("outlet")["count"].sum()
    assert speaks.to_dict() == said.groupby("outlet")["words"].sum().to_dict()
    told = table[table["habit"] == "what is told"].set_index(["frame", "outlet"])
    sums = scores.groupby(["frame", "outlet"])[["sentences", "of"]].sum()
    for key, row in sums.iterrows():
        assert told.loc[key, ["count", "of"]].tolist() == row.tolist()
    carried = table[table["habit"] == "who carries it"]
    assert carried.groupby(["frame", "outlet"])["share"].sum().round(9).eq(1).all()
    hits = scores.groupby(["frame", "outlet"])["hits"].sum()
    counts = carried.groupby(["frame", "outlet"])["count"].sum()
    assert counts.to_dict() == hits[hits > 0].to_dict()


@pytest.mark.parametrize("story", [
    Story([]), Story.of("Rain fell."), Story.of("Rain fell, Kim said."),
    Story.of("", "Rain fell, Kim said."), Story.of(A="Rain fell, Kim said.", B="Snow fell, Lee said."),
])  # fmt: skip
def test_too_little_is_not_told(story: Story, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    table = tl.outlet_habits(story, "generic")
    assert set(table["verdict"]) <= {"cannot tell"}
    assert "No outlet tells of two events" in tl.plot_habits(story).title


def test_many_stories_give_the_habits_of_one(tmp_path) -> None:
    """Each event a story of its own, counted by run_many: the same table, though nobody grouped."""
    events = tl.group_events(YEAR).set_index("article")["event"]
    rows = pd.read_csv(PROJECT / "practice_many" / "skarra_2020.csv")
    of_row = [events[f"skarra_2020_{number}"] for number in range(1, len(rows) + 1)]
    archive = tmp_path / "archive.csv"
    rows.assign(event=of_row).to_csv(archive, index=False)
    stories = tl.split_articles(archive, tmp_path / "stories", by="event")
    counts = partial(tl.habit_counts, codebook="generic")
    assert tl.run_many(stories, [counts], tmp_path / "out").empty
    many = tl.outlet_habits(tl.gathered(tmp_path / "out", "FROM habit_counts"))
    one = tl.outlet_habits(YEAR, "generic")
    same = ["habit", "frame", "voice", "outlet"]
    columns = ["events", "count", "of", "share", "difference", "difference_low", "verdict"]
    both = [table.set_index(same).sort_index()[columns] for table in (one, many)]
    pd.testing.assert_frame_equal(*both, check_exact=False, rtol=1e-9)


@pytest.mark.parametrize("sheet, why", [
    ("actor,kind\nAnn,islanders\n", "column group is missing"),
    ("actor,group\nAnn,islanders\nAnn,experts\n", "row 3, column group: Ann is in 'islanders' above"),
])  # fmt: skip
def test_a_sheet_of_groups_that_cannot_be_read(tmp_path, sheet: str, why: str) -> None:
    path = tmp_path / "groups.csv"
    path.write_text(sheet, encoding="utf-8")
    with pytest.raises(SheetError, match=why):
        tl.outlet_habits(Story([Article("a", "Rain fell, Ann said.")]), groups=path)


@pytest.mark.parametrize("how", [{"groups": GROUPS}, {"codebook": "generic"}])
def test_the_figure_says_what_the_table_says(how, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    drawn = tl.plot_habits(YEAR, **how)
    more = drawn.data.query("verdict == 'more'")
    assert len(more) >= 2
    told = [*more["outlet"], *more["voice"], *more["frame"]]
    assert all(name in drawn.title for name in told)
    (words,) = tmp_path.glob("*.txt")
    assert all(name in words.read_text(encoding="utf-8") for name in told)


def test_of_more_outlets_than_a_picture_holds_it_says_how_many_are_left_out(tmp_path, monkeypatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    told = ["The harbour ferry sank at Skarra.", "The school roof fell in at Northhaven."]
    story = Story(
        Article(f"{what}{at}", f"{text} It was a shock, {name} said.", f"Daily {at}")
        for what, text in enumerate(told)
        for at, name in enumerate("Ann Bo Cy Di Ed Flo Gus Hal Ian Jo Kim Lee".split())
    )
    drawn = tl.plot_habits(story)
    (picture,) = tmp_path.glob("*.svg")
    words = re.sub(r"\s*<[^>]+>\s*", " ", picture.read_text(encoding="utf-8"))
    assert "Shown are the 10 outlets with most articles; 2 are left out" in " ".join(words.split())
    assert drawn.data["outlet"].nunique() == 12
