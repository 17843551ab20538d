"""The two tellings side by side: what a careful reader of the seeds sees, computed."""

import pytest

from stories import as_story
from tellings import (
    Article,
    absent,
    align,
    compare_facts,
    coverage,
    kwic,
    naming,
    order,
    overview,
    read_codebook,
    read_story,
    reused,
    shared_wording,
    sources,
)
from tellings.comparison.alone import told_alone

TOPICS = read_codebook("seeds/topics.toml")


@pytest.fixture(scope="module")
def story():
    return read_story("seeds")


@pytest.fixture(scope="module")
def table(story):
    return (
        coverage(story, TOPICS).replace({"article": story.outlets}).set_index(["topic", "article"])
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
    told = table[table["paragraphs"] > 0].reset_index().groupby("topic")["article"].agg(list)
    assert told["China"] == ["The Korea Times"]
    assert told["uranium plant"] == ["Ahram Online"]
    assert len(told["colonial past"]) == 2


def test_one_ministry_has_most_words_in_both_and_one_person_is_quoted_by_name():
    corrected = read_story("seeds")
    corrected.correct(attributions="gold/attributions.csv")
    voices = sources(corrected)
    most = voices.loc[voices.groupby("article")["words"].idxmax()]
    assert most["speaker"].tolist() == ["Kim's ministry", "the Ministry of National Defense"]
    assert set(most["actor"]) == {"Ministry of National Defense"}
    assert set(most["side"]) == {"South Korea"}
    assert (most["share"] > 0.5).all()
    assert voices.loc[voices["source_types"] == "person", "speaker"].tolist() == [
        "Admiral Mike Mullen"
    ]
    assert voices.groupby("article")["share"].sum().tolist() == pytest.approx([1, 1])


def test_the_same_deed_hedged_and_stated(story):
    lines = kwic(story, ["sunk", "sinking"])
    assert [line.left.split()[-1] for line in lines.itertuples()] == ["allegedly", "Pyongyang’s"]


def test_labels_of_one_actor_are_counted_by_outlet(story):
    named = naming(story).set_index(["actor", "label"])
    of_the_north = named.loc["North Korea", ["form", "Ahram Online", "The Korea Times"]]
    assert of_the_north.loc["Pyongyang"].tolist() == ["capital", 0, 2]
    assert of_the_north.loc["the North"].tolist() == ["short", 3, 1]
    assert of_the_north.loc["North Korean", "form"] == "people"
    assert set(named.loc["Kim Kwan-jin"].index) == {
        "Kim",
        "Defence Minister Kim Kwan-Jin",
        "Defense Minister Kim Kwan-jin",
    }


def test_order_of_information(story, table):
    found = order(story, TOPICS)
    assert found["article"].drop_duplicates().tolist() == [article.id for article in story]
    for article, rows in found.groupby("article"):
        assert rows["rank"].is_monotonic_increasing
        assert rows["first"].is_monotonic_increasing
        assert rows.groupby("rank")["at"].nunique().max() == 1
        assert rows["at"].is_monotonic_increasing
        assert rows.loc[rows["at"] == 0, "rank"].tolist() in ([1], [])
        named = rows[rows["kind"] == "frame"].set_index("name")
        of_coverage = table.xs(story.outlets[article], level="article").query("paragraphs > 0")
        assert set(named.index) == set(of_coverage.index)
        for name, row in of_coverage.iterrows():
            assert (
                named.loc[name, ["paragraphs", "first", "hits", "places"]].tolist()
                == row[["paragraphs", "first", "hits", "places"]].tolist()
            )
    china = found[found["name"].eq("China") & found["kind"].eq("country")]
    assert china["first"].tolist() == [10]


def test_room_is_that_of_the_sentences_and_comes_to_all_of_the_body():
    text = "Oslo waits. It rains and rains here.\n\nNorway and Ms. Lee wait."
    article = Article(id="a", text=text)
    found = order(as_story(article), TOPICS).set_index("name")
    assert found.loc["Norway", ["at", "space", "hits", "places"]].tolist() == [0, 7 / 12, 2, [1, 2]]
    assert found.loc["Lee", ["at", "space", "first"]].tolist() == [9 / 12, 5 / 12, 2]


@pytest.mark.parametrize("text", ["", "Rain fell."])
def test_order_of_an_article_without_any_of_it(text):
    article = Article(id="a", text=text)
    found = order(as_story(article), TOPICS)
    assert found.empty
    assert "space" in found.columns


def tabled(articles):
    """The layer of the closing page, found from the articles alone."""
    return overview(as_story(articles), TOPICS)


POST, TIMES, STAR = (
    "Beijing bought warships. The minister said that 40 ships sailed.",
    "China may buy ships.",
    "China rested.",
)


@pytest.mark.parametrize("question, answers", [
    ("told by all", {(POST, "Beijing"), (TIMES, "China"), (STAR, "China")}),
    ("told here alone", set()),
    ("dates and numbers only here", {(POST, "40 ships")}),
    ("phrases only here", {(POST, "The minister said that 40 ships sailed."), (STAR, STAR)}),
    ("who speaks", {(POST, "that 40 ships sailed")}),
    ("so called only here", {(POST, "Beijing")}),
])  # fmt: skip
def test_each_question_opens_to_the_words_that_answer_it(question, answers):
    articles = [Article(id=text, text=text, outlet=text) for text in (POST, TIMES, STAR)]
    rows = tabled(articles).query("question == @question")
    assert {(row.article, row.article[row.start : row.end]) for row in rows.itertuples()} == answers


def test_two_articles_of_one_outlet_tell_as_one():
    texts = {"a": "China protested.", "b": "China protested again.", "c": "Rain fell."}
    articles = [
        Article(id=name, text=text, outlet="Star" if name == "c" else "Post")
        for name, text in texts.items()
    ]
    alone = tabled(articles).query("question == 'told here alone'")
    assert set(alone["article"]) == {"a", "b"}


ODD = [
    "",
    "Word",
    "\u200b",
    "“",
    "10 January 2011",
    "the the the\n\nthe the",
    'Seoul said it "will" not.\n\n"',
    "Mr. Kim said. " * 20,
]


@pytest.mark.parametrize("texts", [[one, *more] for one in ODD for more in ([], ["", POST])])
def test_odd_articles_have_tables_like_others(texts):
    articles = [Article(id=str(at), text=text, outlet=str(at)) for at, text in enumerate(texts)]
    story = as_story(articles)
    for table in (
        tabled(articles), sources(story), absent(story), naming(story), align(story), told_alone(story),
        compare_facts(story), reused(story), coverage(story, TOPICS), order(story, TOPICS), shared_wording(story),
    ):  # fmt: skip
        assert len(table.columns) > 1


def test_a_topic_without_terms_is_for_people_to_code_with():
    told = coverage(as_story(Article(id="a", text="Taxes rose.")), "policy")
    assert "other" not in set(told["topic"])
    assert not told.empty
