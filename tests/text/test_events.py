"""Events: which articles of a mixed collection belong together, in any order and of any length."""

import dataclasses
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tellings as tl
from tellings import Article, Story
from tellings.articles.sheets import SheetError
from tellings.project import PROJECT

YEAR = tl.read_story(PROJECT / "practice_many")
KEY = pd.read_csv(PROJECT / "practice_many" / "gold" / "events.csv").set_index("article")["event"]
PACT = "The ministers signed a fishing pact in Oslo. Norway will open its waters to forty boats."
ECHO = (
    "A fishing pact was signed in Oslo by the ministers. Forty boats may fish in Norway's waters."
)
FERRY = "The night ferry to Skarra lost its engine in a gale. Rescuers towed it to Northhaven."


def events_of(story: Story, **how: object) -> set[frozenset[str]]:
    """The articles of each event."""
    table = tl.group_events(story, **how)  # type: ignore[arg-type]
    return {frozenset(names) for _, names in table.groupby("event")["article"]}


def dated(*articles: tuple[str, int | None]) -> Story:
    """Texts, each with the day on which it was published, if any."""
    return Story(
        Article(
            f"a{at}", text, published=None if day is None else date(2020, 5, 1) + timedelta(day)
        )
        for at, (text, day) in enumerate(articles)
    )


@pytest.mark.parametrize("folder", ["seeds", "practice"])
def test_a_collection_on_one_event_is_one_event(folder: str) -> None:
    assert len(events_of(tl.read_story(folder))) == 1


def test_a_year_of_news_is_parted_as_its_writers_meant_it() -> None:
    """These have been looked at while the rules were made, so it is no measure of accuracy."""
    meant = {frozenset(names.index) for _, names in KEY.groupby(KEY)}
    assert events_of(YEAR) == meant


@pytest.mark.parametrize("articles, expected", [
    ([], []),
    ([(PACT, 0)], ["a0"]),
    ([(PACT, 0), (ECHO, 0)], ["a0 a1"]),
    ([(PACT, 0), (ECHO, 3)], ["a0 a1"]),
    ([(PACT, 0), (ECHO, 20)], ["a0", "a1"]),  # a follow-up, however alike
    ([(PACT, 0), (PACT, 14)], ["a0", "a1"]),
    ([(PACT, None), (ECHO, None)], ["a0 a1"]),
    ([(PACT, 0), (ECHO, None)], ["a0 a1"]),
    ([(PACT, 0), (FERRY, 0)], ["a0", "a1"]),
    ([(PACT, 0), (FERRY, 0), (ECHO, 1)], ["a0 a2", "a1"]),
    ([(PACT, 0)] * 4, ["a0 a1 a2 a3"]),
    ([("", 0), (PACT, 0), ("", 0)], ["a0", "a1", "a2"]),
    ([("It was what it was.", 0), ("It was what it was.", 0)], ["a0", "a1"]),  # no word tells
    ([("Schöne Grüße aus Köln.", 0), ("Grüße aus dem schönen Köln!", 0)], ["a0 a1"]),
    ([("首脳会談が行われた。", 0), (PACT, 0)], ["a0", "a1"]),
])  # fmt: skip
def test_few_articles(articles: list[tuple[str, int | None]], expected: list[str]) -> None:
    assert events_of(dated(*articles)) == {frozenset(names.split()) for names in expected}


def test_the_days_and_the_likeness_asked_for_can_be_others() -> None:
    story = dated((PACT, 0), (ECHO, 20))
    assert len(events_of(story, days=60)) == 1
    assert len(events_of(dated((PACT, 0), (FERRY + ECHO, 0)), least=0.9)) == 2


@pytest.mark.parametrize("how", [{"days": 0}, {"least": 0}, {"least": 1}])
def test_what_cannot_be_asked_is_refused(how: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="days is 1 or more and least between 0 and 1"):
        tl.group_events(YEAR, **how)  # type: ignore[arg-type]


@settings(max_examples=20, deadline=None)
@given(st.permutations(list(YEAR)))
def test_the_order_of_the_articles_changes_nothing(articles: list[Article]) -> None:
    assert events_of(Story(articles)) == events_of(YEAR)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(list(YEAR)), max_size=12, unique_by=lambda one: one.id), st.booleans()
)
def test_each_article_stands_in_one_event_and_events_are_counted_by_day(
    articles: list[Article], known: bool
) -> None:
    if not known:
        articles = [dataclasses.replace(one, published=None) for one in articles]
    table = tl.group_events(Story(articles))
    assert sorted(table["article"]) == sorted(one.id for one in articles)
    assert list(dict.fromkeys(table["event"])) == list(range(1, table["event"].nunique() + 1))
    assert table["articles"].tolist() == table.groupby("event")["event"].transform("size").tolist()
    assert table["likeness"].isna().eq(table["articles"] == 1).all()
    assert (table[["likeness", "other_likeness"]].fillna(0) <= 1).all(axis=None)
    assert (table["other_event"] != table["event"]).all()
    if known:
        assert table.groupby("event")["published"].min().is_monotonic_increasing


def test_an_event_that_hundreds_tell_is_one() -> None:
    """Each is laid beside its thirty nearest only, and all are joined none the less."""
    half = [PACT, ECHO]
    story = dated(*((f"{half[at % 2]} The reader wrote.", at % 3) for at in range(300)))
    assert len(events_of(story)) == 1


def test_what_comes_back_for_years_is_an_event_each_time() -> None:
    """All words are frequent in the whole collection, and rare only in the days around each."""
    copies = range(450)
    story = dated(*((text, 15 * at) for at in copies for text in (PACT, ECHO)))
    assert events_of(story) == {frozenset([f"a{2 * at}", f"a{2 * at + 1}"]) for at in copies}


def test_a_person_parts_the_events_and_all_else_follows(tmp_path) -> None:
    story = dated((PACT, 0), (FERRY, 9), (ECHO, 1))
    sheet = tmp_path / "events.csv"
    sheet.write_text("article,event\na0,pact\na1,pact\na2,echo\n", encoding="utf-8")
    story.correct(group_events=sheet)
    table = tl.group_events(story)
    assert table[["article", "event", "articles"]].to_numpy().tolist() == [
        ["a0", 1, 2], ["a1", 1, 2], ["a2", 2, 1],
    ]  # fmt: skip
    pairs = tl.align(story).query("strength != 'none'")
    assert pairs.empty  # the two that are alike are of two events now
    again = dated((PACT, 0), (FERRY, 9), (ECHO, 1))
    again.correct(group_events=table)
    assert tl.group_events(again).equals(table)


@pytest.mark.parametrize("rows, why", [
    ("a0,1\n", "tells no event of a1; give each article one"),
    ("a0,1\na1,\n", "tells no event of a1"),
    ("a0,1\na1,1\na9,1\n", "'a9' is none of the articles given"),
    ("a0,1\na1,1\na0,2\n", "'a0' stands in two events"),
])  # fmt: skip
def test_a_sheet_that_does_not_fit_is_refused(tmp_path, rows: str, why: str) -> None:
    sheet = tmp_path / "events.csv"
    sheet.write_text(f"article,event\n{rows}", encoding="utf-8")
    story = dated((PACT, 0), (FERRY, 0))
    with pytest.raises(ValueError, match=f"events.csv.*{why}"):
        story.correct(group_events=sheet)


def test_a_sheet_without_events_is_refused(tmp_path) -> None:
    sheet = tmp_path / "events.csv"
    sheet.write_text("article,day\na0,1\n", encoding="utf-8")
    with pytest.raises(SheetError, match="column event is missing"):
        dated((PACT, 0)).correct(group_events=sheet)
