"""Statistics on counts: published values, and values computed from the formula by others (C in brackets)."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tellings import Article, Story, collocations, counts, dispersion, diversity, keyness, kwic, read_story
from tellings.effects import (
    difference_interval,
    fisher_p,
    g2_four_cells,
    g2_two_cells,
    log_ratio,
    log_ratio_interval,
    share_interval,
)
from tellings.terms import body_words, deviation_of_proportions, hdd, mattr, mtld


@pytest.mark.parametrize("cells, two, four", [
    ((100, 50, 10_000, 10_000), 16.98990, 17.11585),
    ((18, 35, 10**6, 10**6), 5.55041, 5.55055),
    ((5, 0, 600, 700), 7.73190, 7.75443),
    ((0, 5, 600, 700), 6.19039, 6.20694),
    ((16217, 735, 2796938, 2087946), 13284.38566, 13319.95825),
])  # fmt: skip
def test_log_likelihood_in_two_and_four_cells(cells, two, four):
    assert g2_two_cells(*cells) == pytest.approx(two, abs=1e-5)
    assert g2_four_cells(*cells) == pytest.approx(four, abs=1e-5)


@pytest.mark.parametrize("k11, k12, k21, k22, expected", [
    (110, 2442, 111, 29114, 270.72), (29, 13, 123, 31612, 263.90), (31, 23, 139, 31584, 256.84), (10, 0, 3, 31764, 167.23),
])  # fmt: skip
def test_dunnings_table_of_1993(k11, k12, k21, k22, expected):
    assert g2_four_cells(k11, k12, k11 + k21, k12 + k22) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize("a, b, c, d, expected", [
    (100, 50, 10_000, 10_000, 1.0),  # by definition
    (5, 0, 600, 700, 3.54432),  # Hardie's half for zero
    (0, 5, 600, 700, -3.09954),
    (16217, 735, 2796938, 2087946, 4.04186),  # BNC counts, Pojanapunya & Todd 2018
])  # fmt: skip
def test_log_ratio(a, b, c, d, expected):
    assert log_ratio(a, b, c, d) == pytest.approx(expected, abs=1e-5)


def test_interval_of_the_log_ratio_is_katz_on_the_log2_scale():
    expected = stats.contingency.relative_risk(100, 10_000, 50, 10_000).confidence_interval(0.95)
    assert log_ratio_interval(100, 50, 10_000, 10_000) == pytest.approx([math.log2(v) for v in expected])


def test_fisher_in_pedersens_table_of_1996():
    assert fisher_p(1, 3, 4, 4) == pytest.approx(0.486, abs=5e-4)


@pytest.mark.parametrize("k1, n1, k2, n2, low, high", [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090)])
def test_difference_of_shares_in_newcombes_table_of_1998(k1, n1, k2, n2, low, high):
    assert difference_interval(k1, n1, k2, n2) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize("call", [
    lambda: log_ratio(0, 0, 10, 10), lambda: g2_two_cells(1, 1, 0, 10), lambda: fisher_p(11, 1, 10, 10), lambda: log_ratio(-1, 2, 9, 9),
])  # fmt: skip
def test_counts_that_cannot_be(call):
    with pytest.raises(ValueError, match=r"must|count"):
        call()


def test_share_of_nothing_is_anything():
    assert share_interval(0, 0) == (0.0, 1.0)


def test_dispersion_in_gries_2008():
    assert deviation_of_proportions([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]) == pytest.approx((0.18, 0.2195), abs=5e-5)
    assert deviation_of_proportions([3, 3, 3], [1, 1, 1]) == pytest.approx((0, 0))
    assert deviation_of_proportions([2, 1, 0], [1, 1, 1])[1] == pytest.approx(0.5)


@pytest.mark.parametrize("window, expected", [(2, 5 / 6), (3, 2 / 3), (4, 1 / 2)])
def test_mattr_in_quantedas_example(window, expected):
    assert mattr("one one two one one two one".split(), window) == pytest.approx(expected)


LEMMAS = json.loads((Path(__file__).parent / "colorado.json").read_text(encoding="utf-8"))


def test_diversity_of_the_text_published_with_lexical_diversity():
    assert mattr(LEMMAS, 50) == pytest.approx(0.7206106870229007)
    assert mattr(LEMMAS, 25) == pytest.approx(0.7961538461538458)
    assert mtld(LEMMAS) == pytest.approx(36.50595044690307)
    assert hdd(LEMMAS) == pytest.approx(0.7346993253061275)


@pytest.fixture(scope="module")
def story():
    return read_story("seeds")


def test_nothing_survives_correction_on_the_seeds_and_spelling_tops_the_naive_list(story):
    naive, compared = keyness(story, spelling="printed"), keyness(story)
    assert naive["word"].iloc[0] == "defense"
    assert set(compared["verdict"]) == {"cannot tell"}
    assert compared.loc[compared["word"] == "defense", "p"].min() > 0.5


def test_keyness_finds_what_differs():
    ships = Article(id="a", text="The ship sank. " * 40)
    talks = Article(id="b", text="The talks failed. " * 40)
    table = keyness(Story([ships, talks])).set_index(["word", "article"])
    assert table.loc[("ship", "a"), "verdict"] == "more"
    assert table.loc[("ship", "b"), "verdict"] == "less"
    assert table.loc[("the", "a"), "verdict"] == "cannot tell"


def test_keyness_of_three_sets_each_against_the_rest():
    story = Story(Article(id=name, text=text) for name, text in (("a", "one two"), ("b", "one three"), ("c", "one four")))
    table = keyness(story).set_index(["word", "article"])
    assert tuple(table.loc[("two", "a"), ["count", "rest"]]) == (1, 0)
    assert tuple(table.loc[("one", "b"), ["count", "rest"]]) == (1, 2)


def test_keyness_says_what_it_needs(story):
    with pytest.raises(ValueError, match="this story has 1"):
        keyness(story[:1])
    with pytest.raises(ValueError, match="no words in empty"):
        keyness(Story([story[0], Article(id="empty", text="—")]))
    with pytest.raises(ValueError, match="'compared' or 'printed'"):
        body_words(story, "as it comes")


def test_kwic_has_every_line_and_both_sides_of_a_word(story):
    lines = kwic(story, ["sunk", "sinking"])
    assert [(line.match, line.paragraph) for line in lines.itertuples()] == [("sunk", 15), ("sinking", 14)]
    assert lines["left"].iloc[0].endswith("allegedly ")
    assert len(kwic(story, "the")) == counts(story).query("word == 'the'")["count"].sum()


def test_captions_and_headlines_are_not_counted(story):
    assert "protesters" in story[0].text
    assert kwic(story, "protest*").query("article == @story[0].id").empty


def test_collocations_by_nltk_in_manning_and_schuetze(story):
    table = collocations(story).set_index(["first", "second"])
    assert table.loc[("united", "states"), "count"] == 3
    assert table.loc[("united", "states"), "log_dice"] == pytest.approx(14)


def test_dispersion_and_diversity_have_a_row_an_article(story):
    assert dispersion(story, ["Tokyo"])["count"].tolist() == [3, 2]
    assert diversity(story)["words"].tolist() == [387, 517]


@given(st.lists(st.sampled_from(["ties", "pact", "Tokyo"]), min_size=1, max_size=60))
def test_counts_add_up_to_the_words(words):
    table = counts(Article(id="a", text=" ".join(words)))
    assert table["count"].sum() == len(words)
    assert np.isclose(table["per_1000"].sum(), 1000)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(30, 900), st.integers(30, 900))
def test_swapping_sides_turns_the_sign_and_nothing_else(a, b, c, d):
    if a + b:
        assert log_ratio(a, b, c, d) == pytest.approx(-log_ratio(b, a, d, c))
        assert fisher_p(a, b, c, d) == pytest.approx(fisher_p(b, a, d, c))
        low, high = log_ratio_interval(a, b, c, d)
        assert low <= log_ratio(a, b, c, d) <= high


def test_no_article_at_all_gives_empty_tables():
    nothing = Article(id="a", text="")
    for table in (counts(nothing), kwic(nothing, "x"), collocations(nothing), dispersion(nothing, ["x"]), diversity(nothing)):
        assert isinstance(table, pd.DataFrame)
        assert table.empty
