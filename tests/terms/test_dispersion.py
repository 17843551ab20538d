"""Dispersion: published values, and texts in which there is little to be spread."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories import as_story
from tellings import Article, Story, read_story
from tellings.terms.dispersion import MEASURES, dispersion, dispersion_over_parts

# Gries 2008, p. 406: the word a in five parts; the parts have the sizes of the second list there
GRIES = ([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])


@pytest.mark.parametrize("parts, sizes, measure, printed", [
    (*GRIES, "dp", 0.18), (*GRIES, "dp_norm", 0.2195),  # Gries 2008; Lijffijt & Gries 2012
    ([3, 3, 3], [1, 1, 1], "dp", 0.0), ([2, 1, 0], [1, 1, 1], "dp_norm", 0.5),
])  # fmt: skip
def test_published_values_over_parts(parts, sizes, measure, printed):
    digits = len(str(printed).partition(".")[2])
    assert round(dispersion_over_parts(parts, sizes)[measure], digits) == printed


@pytest.mark.parametrize("parts, sizes", [([1, 2], [3]), ([1, 0], [3, 0])])
def test_parts_need_counts_and_words(parts, sizes):
    with pytest.raises(ValueError, match="each part must have"):
        dispersion_over_parts(parts, sizes)


A = Article(id="a", text="Ties. New ties, old ties.\n\n—\n\nNo talks.\n\nTies and talks.")
B = Article(id="b", text="Talks on ties. The ties end here now.")


def test_over_the_paragraphs_that_have_words():
    table = dispersion(as_story(A), ["ties", "old tie*", "here"]).set_index("word")
    assert table[["count", "parts", "of"]].values.tolist() == [[4, 2, 3], [1, 1, 3], [0, 0, 3]]
    assert table.loc["ties", "dp"] == pytest.approx((3 / 4 - 5 / 10 + 2 / 10 + 3 / 10 - 1 / 4) / 2)
    assert table.loc["here", MEASURES].isna().all()


def test_over_the_articles_that_have_words():
    table = dispersion(Story([A, B, Article(id="c", text="—")]), ["ties", "here"], by="article")
    assert "article" not in table
    assert table[["word", "count", "parts", "of"]].values.tolist() == [
        ["ties", 6, 2, 2],
        ["here", 1, 1, 2],
    ]
    assert table["dp_norm"].iloc[1] == pytest.approx((1 - 8 / 18) / (1 - 8 / 18))


def test_by_position_in_each_article():
    table = dispersion(Story([A, B]), "ties", by="position")
    assert table["positions"].tolist() == [[1, 3, 5, 8], [3, 5]]
    assert table["of"].tolist() == [10, 8]


@pytest.mark.parametrize("by", ["paragraph", "article", "position"])
@pytest.mark.parametrize("text", ["", "—", "ties", "ties ties", "Zero\u200bwidth so\u00adft."])
def test_where_nothing_can_be_told_the_measures_say_so(by, text):
    table = dispersion(
        as_story(Article(id="a", text=text)), ["ties", "zerowidth", "soft", "absent"], by
    )
    assert len(table) == 4
    assert table["count"].tolist() == [text.count("ties"), "Zero" in text, "ft" in text, 0]
    if by == "position":
        assert table["positions"].map(len).tolist() == table["count"].tolist()
    else:
        assert table[MEASURES].isna().all(axis=None)


def test_each_word_is_looked_up_for_itself_and_none_gives_no_row():
    assert dispersion(as_story(A), ["ties", "old ties"])["count"].tolist() == [4, 1]
    assert dispersion(as_story(A), []).columns.tolist() == [
        "word",
        "article",
        "outlet",
        "count",
        "parts",
        "of",
        *MEASURES,
    ]


def test_dispersion_says_over_what():
    with pytest.raises(ValueError, match="'paragraph', 'article' or 'position', not 'page'"):
        dispersion(as_story(A), "ties", by="page")


def test_dispersion_has_a_row_an_article():
    assert dispersion(read_story("seeds"), ["Tokyo"])["count"].tolist() == [3, 2]


counts_and_sizes = st.lists(
    st.tuples(st.integers(0, 9), st.integers(10, 40)), min_size=2, max_size=8
)


@given(counts_and_sizes)
def test_the_measures_stay_in_their_bounds(pairs):
    parts, sizes = zip(*pairs, strict=True)
    found = dispersion_over_parts(parts, sizes)
    if sum(parts):
        assert -1e-9 <= found["dp"] <= found["dp_norm"] + 1e-9 <= 1 + 2e-9
    else:
        assert all(math.isnan(value) for value in found.values())
