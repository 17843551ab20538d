"""Vocabulary: published values of diversity, and texts too short to say."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories import as_story
from tellings import Article, diversity, read_story, tokens
from tellings.terms.diversity import hdd, mattr, mattr_interval, mtld

LEMMAS = json.loads((Path(__file__).parent / "colorado.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("window, expected", [(2, 5 / 6), (3, 2 / 3), (4, 1 / 2)])
def test_mattr_in_quantedas_example(window, expected):
    assert mattr("one one two one one two one".split(), window) == pytest.approx(expected)


@pytest.mark.parametrize("value, printed", [
    (mattr(LEMMAS, 50), 0.7206106870229007), (mattr(LEMMAS, 25), 0.7961538461538458),
    (mtld(LEMMAS), 36.50595044690307), (hdd(LEMMAS), 0.7346993253061275), (len(set(LEMMAS)) / len(LEMMAS), 0.5777777777777777),
])  # fmt: skip
def test_diversity_of_the_text_published_with_lexical_diversity(value, printed):
    assert value == pytest.approx(printed, rel=1e-14)


def test_the_seeds_as_printed_have_the_values_computed_by_lexical_diversity():
    words = tokens(read_story("seeds")).query("section == 'body'")
    found = [
        (len(set(w)), mattr(w), mtld(w), hdd(w))
        for w in words["text"].str.casefold().groupby(words["article"]).agg(list)
    ]
    assert found[0] == pytest.approx(
        (222, 0.8453846153846154, 135.45333396235705, 0.8655401843745649)
    )
    assert found[1] == pytest.approx(
        (268, 0.822948717948718, 97.48908176174643, 0.8465285957632818)
    )


def test_diversity_of_the_seeds():
    table = diversity(read_story("seeds"))
    assert table["words"].tolist() == [387, 517]
    assert (table["mattr_low"] < table["mattr"]).all()
    assert (table["mattr"] < table["mattr_high"]).all()
    assert table["too_short"].tolist() == ["", ""]


def test_the_interval_is_students_over_windows_that_do_not_overlap():
    words = list("aabbcabcdaefgghx")
    half = 4.302653 * math.sqrt(((3 / 5 - 11 / 15) ** 2 + 2 * (4 / 5 - 11 / 15) ** 2) / 2 / 3)
    assert mattr_interval(words, 5) == pytest.approx(
        (mattr(words, 5) - half, min(1, mattr(words, 5) + half)), abs=1e-6
    )
    assert all(map(math.isnan, mattr_interval(words[:14], 5)))


@pytest.mark.parametrize("words, too_short", [
    (0, "mattr, its interval, mtld, hdd"), (1, "mattr, its interval, mtld, hdd"), (41, "mattr, its interval, mtld, hdd"),
    (42, "mattr, its interval, mtld"), (50, "its interval, mtld"), (100, "its interval"), (150, ""),
])  # fmt: skip
def test_a_text_too_short_for_a_measure_says_so(words, too_short):
    row = diversity(
        as_story(Article(id="a", text="ties and talks " * (words // 3) + "so " * (words % 3)))
    ).iloc[0]
    assert (row["words"], row["too_short"]) == (words, too_short)
    told = {
        "mattr": words >= 50,
        "mattr_low": words >= 150,
        "mattr_high": words >= 150,
        "hdd": words >= 42,
        "ttr": words > 0,
    }
    assert {name: not math.isnan(row[name]) for name in told} == told


def test_mtld_cannot_be_told_where_no_word_comes_twice():
    assert math.isnan(mtld("all of these words differ".split()))
    assert math.isnan(mtld([]))


def test_invisible_characters_make_no_other_word():
    assert (
        diversity(as_story(Article(id="a", text="softly so\u00adftly soft\u200bly")))[
            "types"
        ].item()
        == 1
    )


@given(st.lists(st.sampled_from("abc"), max_size=200))
def test_measures_of_any_text(words):
    assert math.isnan(mattr(words)) == (len(words) < 50)
    assert math.isnan(hdd(words)) == (len(words) < 42)
    assert math.isnan(mtld(words)) or mtld(words) > 0
