"""The two tellings side by side: what a careful reader of the seeds sees, computed."""

import pytest

from tellings import code_frames, coverage, kwic, labels, naming, read_codebook, read_story, sources, told_by

TOPICS = read_codebook("seeds/topics.toml")


@pytest.fixture(scope="module")
def story():
    return read_story("seeds")


@pytest.fixture(scope="module")
def table(story):
    return (
        coverage(story, code_frames(story, TOPICS), TOPICS).replace({"article": story.outlets}).set_index(["topic", "article"])
    )


@pytest.mark.parametrize("topic, ahram, korea_times", [
    ("China", [], [2, 10, 11, 13, 14]),
    ("uranium plant", [4, 6], []),
    ("provocations and attacks", [2, 3, 4, 5, 15], [13, 14]),
    ("planned agreements", [1, 9], [5, 6, 7, 8, 11]),
])  # fmt: skip
def test_topics_stand_where_a_reader_finds_them(table, topic, ahram, korea_times):
    assert table.loc[(topic, "Ahram Online"), "places"] == ahram
    assert set(table.loc[(topic, "The Korea Times"), "places"]) <= set(korea_times)
    assert table.loc[(topic, "Ahram Online"), "first"] == (ahram[0] if ahram else 0)


def test_who_tells_what(table):
    told = told_by(table.reset_index()).set_index("topic")
    assert tuple(told.loc["China", ["told", "who"]]) == ("one", "The Korea Times")
    assert tuple(told.loc["uranium plant", ["told", "who"]]) == ("one", "Ahram Online")
    assert told.loc["colonial past", "told"] == "all"


def test_one_ministry_has_most_words_in_both_and_one_person_is_quoted_by_name(story):
    voices = sources(story)
    most = voices.loc[voices.groupby("article")["words"].idxmax()]
    assert most["speaker"].tolist() == ["Kim's ministry", "the Ministry of National Defense"]
    assert set(most["actor"]) == {"Ministry of National Defense"}
    assert set(most["side"]) == {"South Korea"}
    assert (most["share"] > 0.5).all()
    assert voices.loc[voices["source_types"] == "person", "speaker"].tolist() == ["Admiral Mike Mullen"]
    assert voices.groupby("article")["share"].sum().tolist() == pytest.approx([1, 1])


def test_the_same_deed_hedged_and_stated(story):
    lines = kwic(story, ["sunk", "sinking"])
    assert [line.left.split()[-1] for line in lines.itertuples()] == ["allegedly", "Pyongyang’s"]


def test_labels_are_counted_by_outlet(story):
    named = labels(code_frames(story, "seeds/names.toml"), "North Korea").set_index("label")
    assert named.loc["pyongyang"].tolist() == [0, 2]
    assert named.loc["the north"].tolist() == [3, 1]


def test_labels_without_a_codebook_are_those_with_one(story):
    named = naming(story).set_index(["actor", "label"])
    of_the_north = named.loc["North Korea", ["form", "Ahram Online", "The Korea Times"]]
    assert of_the_north.loc["Pyongyang"].tolist() == ["capital", 0, 2]
    assert of_the_north.loc["the North"].tolist() == ["short", 3, 1]
    assert of_the_north.loc["North Korean", "form"] == "people"
    assert set(named.loc["Kim Kwan-jin"].index) == {"Kim", "Defence Minister Kim Kwan-Jin", "Defense Minister Kim Kwan-jin"}
