"""Words and n-grams counted by article, outlet and voice."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from stories import as_story
from tellings import Article, Story, counts, quotations, read_story, tokens
from tellings.terms.term_matrix import term_matrix


@pytest.fixture(scope="module")
def story():
    return read_story("seeds")


def as_pairs(table):
    return Counter(
        dict(zip(zip(table["word"], table["article"], strict=True), table["count"], strict=True))
    )


def articles(*texts, outlets=None):
    outlets = outlets or [None] * len(texts)
    return [
        Article(id=f"a{at}", text=text, outlet=outlet)
        for at, (text, outlet) in enumerate(zip(texts, outlets, strict=True))
    ]


def test_counts_are_those_of_the_tokens(story):
    words = tokens(story).query("section == 'body'")
    assert as_pairs(counts(story)) == Counter(zip(words["norm"], words["article"], strict=True))
    printed = words["text"].str.casefold()
    assert as_pairs(counts(story, spelling="printed")) == Counter(
        zip(printed, words["article"], strict=True)
    )


AWKWARD = st.text(
    st.sampled_from("aBé1'’-–—.,…!?“”\"()/_ \n\u00ad\u200b\u2060\ufb01\u0130ßª"), max_size=60
)


@given(AWKWARD, st.sampled_from(["compared", "printed"]))
def test_any_text_is_counted_as_its_tokens_are(text, spelling):
    article = Article(id="a", text=text)
    words = tokens(as_story(article))
    forms = words["norm"] if spelling == "compared" else words["text"].str.casefold()
    table = counts(as_story(article), spelling=spelling)
    assert dict(zip(table["word"], table["count"], strict=True)) == Counter(forms)
    assert table.empty or np.isclose(table["per_1000"].sum(), 1000)
    assert counts(as_story(article), by="voice", spelling=spelling)["count"].sum() == len(words)


def test_rates_articles_and_order_by_outlet():
    table = counts(
        as_story(
            articles(
                "The talks. The pact.", "The talks", "Talks", outlets=["North", "North", "South"]
            )
        ),
        by="outlet",
    )
    columns = ["word", "outlet", "count", "of", "articles", "stop"]
    assert table[columns].values.tolist() == [
        ["the", "North", 3, 6, 2, True], ["talks", "North", 2, 6, 2, False], ["pact", "North", 1, 6, 1, False],
        ["talks", "South", 1, 1, 1, False],
    ]  # fmt: skip
    assert table["per_1000"].tolist() == pytest.approx([500, 1000 / 3, 1000 / 6, 1000])


def test_interval_of_one_article_is_wilsons():
    row = counts(as_story(articles("ship " * 8 + "talks " * 2))).iloc[0]
    assert (row.low, row.high) == pytest.approx(
        tuple(1000 * x for x in stats.binomtest(8, 10).proportion_ci(method="wilson"))
    )


def test_interval_of_an_outlet_widens_where_its_articles_differ():
    alike, apart = ["ship talks " * 20] * 4, ["ship " * 40, "talks " * 40] * 2
    narrow, wide = (
        counts(as_story(articles(*texts, outlets=["North"] * 4)), by="outlet").iloc[0]
        for texts in (alike, apart)
    )
    assert (narrow["count"], narrow["per_1000"]) == (wide["count"], wide["per_1000"])
    assert (narrow.low, narrow.high) == pytest.approx(
        [1000 * x for x in stats.binomtest(80, 160).proportion_ci(method="wilson")]
    )
    assert wide.low < narrow.low < narrow.high < wide.high <= 1000


def test_the_quoted_words_apart_from_the_newsrooms(story):
    said = articles("Kim said “we talk” and hoped that they do. He called it a “deal.”")
    table = counts(as_story(said), by="voice")
    assert set(table.loc[table["voice"] == "quoted", "word"]) == {"we", "talk", "deal"}
    assert set(counts(as_story(said), voice="quoted")["word"]) == {"we", "talk", "deal"}
    marked = quotations(story)
    quoted = sum(len(tokens(as_story(Article(id="q", text=text)))) for text in marked["text"])
    assert counts(story, by="voice").query("voice == 'quoted'")["count"].sum() == quoted
    assert counts(story, voice="newsroom")["count"].sum() == counts(story)["count"].sum() - quoted


def test_ngrams_stay_in_their_sentence_and_voice():
    said = articles("They met. Kim said “no deal” today.")
    assert counts(as_story(said), ngrams=2)["word"].tolist() == [
        "deal today",
        "kim said",
        "no deal",
        "said no",
        "they met",
    ]
    apart = counts(as_story(said), by="voice", ngrams=2)
    assert apart[["word", "voice"]].values.tolist() == [
        ["kim said", "newsroom"], ["no deal", "quoted"], ["they met", "newsroom"],
    ]  # fmt: skip
    assert counts(as_story(said), ngrams=2)["of"].unique().tolist() == [5]
    assert counts(as_story(articles("of the ship")), ngrams=2)["stop"].tolist() == [True, False]


def test_invisible_characters_and_spellings_are_counted_together():
    table = counts(as_story(articles("de\u00adfence def\u200bence Defense DEFENCE’s")))
    assert table[["word", "count"]].values.tolist() == [["defense", 4]]


@pytest.mark.parametrize(
    "source", [[], articles(""), articles("—  …")], ids=["no article", "empty", "only marks"]
)
@pytest.mark.parametrize(
    "how", [{}, {"by": "voice"}, {"by": "outlet"}, {"ngrams": 2}, {"voice": "quoted"}], ids=str
)
def test_where_there_is_no_word_the_table_is_empty(source, how):
    table = counts(as_story(source), **how)
    assert table.empty
    assert {
        "word",
        *({"article": ["article", "outlet"]}.get(how.get("by", "article"), [how.get("by")])),
        "count",
        "of",
        "per_1000",
        "low",
        "high",
        "articles",
        "stop",
    } == set(table)


def test_an_empty_article_changes_nothing_of_its_outlet():
    texts = ["Talks again", "Talks failed"]
    whole = counts(as_story(articles(*texts, outlets=["North"] * 2)), by="outlet")
    assert counts(as_story(articles(*texts, "", outlets=["North"] * 3)), by="outlet").equals(whole)


@pytest.mark.parametrize("how, message", [
    ({"by": "paragraph"}, "'article', 'outlet' or 'voice'"), ({"spelling": "as it comes"}, "'compared' or 'printed'"),
    ({"ngrams": 0}, "1 or more"), ({"voice": "Kim"}, "'newsroom' or 'quoted'"), ({"by": "voice", "voice": "quoted"}, "leave out"),
])  # fmt: skip
def test_what_cannot_be_counted_is_said(how, message):
    with pytest.raises(ValueError, match=message):
        counts(as_story(articles("Talks")), **how)


def test_what_is_kept_for_a_story_is_that_storys_own():
    one, two = Story(articles("talks")), Story(articles("ships"))
    assert [counts(as_story(some))["word"].tolist() for some in (one, two, one)] == [
        ["talks"],
        ["ships"],
        ["talks"],
    ]
    assert term_matrix(as_story(one)) is term_matrix(as_story(one))
    assert counts(as_story(one), ngrams=2).empty
