"""Gamma: how far coders mark the same stretches, against published values and what must hold."""

from functools import cache
from itertools import chain, combinations, product
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings import (
    Story,
    attribution_sheet,
    attributions,
    overlay,
    read_story,
    reliability,
    span_agreement,
    spans,
    tokens,
)
from tellings.attribution.sheets import read_attribution_sheet
from tellings.coding import best_alignment
from tellings.coding.best_alignment import Units, best_disorder, dissimilarity
from tellings.coding.gamma import gamma_of


def units_of(*rows, text=0):
    """Of rows coder, category, start, end."""
    coder, category, start, end = zip(*rows, strict=True)
    number = [np.unique(one, return_inverse=True)[1] for one in (coder, category)]
    text = np.full(len(rows), text)
    return Units(number[0], text, np.array(start), np.array(end), number[1])


# Published values: the figures of Mathet, Widlöcher & Métivier (2015), and what the tests of the
# package pygamma-agreement (Titeux & Riad 2021) expect.


@pytest.mark.parametrize("one, other, expected", [
    ((4, 14), (40, 44), 22.2), ((4, 14), (4, 14), 0), ((4, 14), (20, 25), 3.24),
    ((4, 14), (14, 24), 1), ((20, 30), (20, 25), 1 / 9), ((20, 25), (14, 24), 49 / 225),
    ((1, 5), (2, 6), 0.0625), ((7, 20), (2, 6), 1.2491), ((12, 18), (7, 19), 1 / 9),
])  # fmt: skip
def test_how_far_two_stretches_are_apart(one, other, expected):
    units = units_of(("Joe", "A", *one), ("Jack", "A", *other))
    apart = dissimilarity(units, np.array([0]), np.array([1]))
    assert apart[0] == pytest.approx(expected, rel=0.01)


def test_two_categories_are_one_more_apart():
    units = units_of(("Joe", "A", 4, 14), ("Jack", "B", 14, 24))
    assert dissimilarity(units, np.array([0]), np.array([1])).tolist() == [2]


ALEX_PAUL_SUZAN = (
    ("Alex", 1, 2, 9), ("Alex", 2, 11, 17), ("Alex", 5, 24, 30), ("Alex", 6, 32, 36),
    ("Alex", 6, 36, 44), ("Alex", 7, 44, 60),
    ("Paul", 1, 2, 9), ("Paul", 3, 11, 17), ("Paul", 5, 19, 25), ("Paul", 6, 32, 44),
    ("Suzan", 1, 2, 9), ("Suzan", 4, 11, 17), ("Suzan", 5, 21, 27), ("Suzan", 6, 32, 36),
    ("Suzan", 6, 36, 40), ("Suzan", 6, 40, 44),
)  # fmt: skip


def test_three_coders_of_a_published_example(monkeypatch):
    monkeypatch.setattr(best_alignment, "POSITION", 3.0)  # the weight with which it is published
    units = units_of(*ALEX_PAUL_SUZAN)
    units = units._replace(start=units.start - 2, end=units.end - 2)
    per_coder = len(units.start) / 3
    assert best_disorder(units, 3, 1).sum() / per_coder == pytest.approx(0.96, abs=0.005)
    assert 0.44 <= gamma_of(units, np.array([58]), 3).gamma <= 0.47


# What must hold


@st.composite
def marked(draw, coders=3, most=3, texts=1):
    place = st.tuples(st.integers(0, 40), st.integers(1, 15), st.integers(0, 1))
    rows = [
        (coder, text, start, start + length, category)
        for coder, text in product(range(coders), range(texts))
        for start, length, category in draw(st.lists(place, min_size=1, max_size=most))
    ]
    return Units(*np.array(rows).T)


def least_disorder(units, coders):
    """By trying every partition, from the definition: an empty place has 1, so has a pair of two."""
    numbers = [np.flatnonzero(units.coder == coder).tolist() for coder in range(coders)]

    def disorder(places):
        pairs = combinations(places, 2)
        apart = (
            1 if None in (a, b) else dissimilarity(units, np.array([a]), np.array([b]))[0]
            for a, b in pairs
        )
        return sum(apart) / comb(coders, 2)

    @cache
    def least(left):
        if not left:
            return 0.0
        first, *rest = left
        mine = units.coder[first]
        others = [
            [None, *(one for one in rest if one in some)]
            for coder, some in enumerate(numbers)
            if coder != mine
        ]
        return min(
            disorder((first, *places)) + least(tuple(one for one in rest if one not in places))
            for places in product(*others)
        )

    return least(tuple(chain.from_iterable(numbers)))


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from([(2, 5), (3, 3), (4, 2)]))
def test_no_partition_has_less_disorder_than_the_best_alignment(data, size):
    coders, most = size
    units = data.draw(marked(coders, most))
    assert best_disorder(units, coders, 1)[0] == pytest.approx(least_disorder(units, coders))


@pytest.mark.parametrize("seed", [11, 13, 110, 114])
def test_where_half_sets_would_save_most_whole_ones_are_taken(seed, monkeypatch):
    rng, programme, asked = np.random.default_rng(seed), best_alignment._programme, []

    def noted(members, saving, whole):
        asked.append(whole)
        return programme(members, saving, whole)

    monkeypatch.setattr(best_alignment, "_programme", noted)
    start = rng.integers(0, 15, 9)
    end, category = start + rng.integers(2, 12, 9), rng.integers(0, 2, 9)
    units = Units(np.arange(9) % 3, np.zeros(9, dtype=int), start, end, category)
    assert best_disorder(units, 3, 1)[0] == pytest.approx(least_disorder(units, 3))
    assert True in asked


@settings(max_examples=25, deadline=None)
@given(marked(3, 4, texts=2))
def test_texts_are_aligned_each_for_itself(units):
    apart = [
        best_disorder(Units(*(column[units.text == text] for column in units))._replace(
            text=np.zeros((units.text == text).sum(), dtype=int)), 3, 1)[0]
        for text in range(2)
    ]  # fmt: skip
    assert best_disorder(units, 3, 2) == pytest.approx(apart)


@settings(max_examples=15, deadline=None)
@given(marked(1, 6, texts=3), st.integers(2, 3))
def test_coders_who_mark_the_same_have_a_gamma_of_one(units, coders):
    kinds = np.unique(np.column_stack(units[1:]), axis=0).T
    same = [np.vstack([np.full(kinds.shape[1], coder), kinds]) for coder in range(coders)]
    found = gamma_of(Units(*np.hstack(same)), np.full(3, 100), coders)
    assert found.gamma == found.high == 1
    assert found.low < 1


@settings(max_examples=25, deadline=None)
@given(marked(3, 4), st.integers(0, 1000))
def test_disorder_does_not_depend_on_where_the_text_begins(units, ahead):
    moved = units._replace(start=units.start + ahead, end=units.end + ahead)
    assert best_disorder(moved, 3, 1) == pytest.approx(best_disorder(units, 3, 1))


@pytest.mark.parametrize("coders", [2, 3])
def test_what_coders_mark_by_chance_has_a_gamma_near_zero(coders):
    texts, each = 20, 12
    coder, text = np.divmod(np.arange(coders * texts * each) // each, texts)
    found = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        start = rng.integers(0, 3000, len(coder))
        end, category = start + rng.integers(20, 100, len(coder)), rng.integers(0, 3, len(coder))
        found.append(
            gamma_of(Units(coder, text, start, end, category), np.full(texts, 3000), coders)
        )
    assert abs(np.mean([one.gamma for one in found])) < 0.02
    assert sum(one.low <= 0 <= one.high for one in found) >= 8


def test_a_few_stretches_that_only_one_coder_marked_are_as_by_chance():
    start = np.arange(8) * 1000
    units = Units(np.zeros(8, dtype=int), np.zeros(8, dtype=int), start, start + 10, np.arange(8))
    assert gamma_of(units, np.array([8000]), 2).gamma == pytest.approx(0, abs=0.02)


# Of a story

TEXT = "The plan is dead, the ministry said.\n\nIt rains, Kim said. They left for Seoul."
NAMES = ("a", "Daily", "Herald", "Mail", "Post", "Sun", "Times", "World")
STORY = Story.of(TEXT, **dict.fromkeys(NAMES[1:], TEXT))


def table(*places, articles=NAMES[:3], speaker="Kim"):
    rows = [(name, start, end, speaker) for name in articles for start, end in places]
    return pd.DataFrame(rows, columns=["article", "start", "end", "speaker"])


def test_one_row_for_each_pair_and_one_for_all():
    anna, ben, cleo = table((0, 16), (38, 46)), table((4, 16), (38, 46)), table((38, 46))
    found = span_agreement(STORY, {"Anna": anna, "Ben": ben, "Cleo": cleo})
    assert found["coders"].tolist() == ["Anna, Ben", "Anna, Cleo", "Ben, Cleo", "Anna, Ben, Cleo"]
    assert found["units"].tolist() == [12, 9, 9, 15]
    assert found["gamma"].idxmax() == 0
    # Of the words of one article Anna marks 4 and 2, Ben 3 and 2, Cleo 2.
    assert found["f1"].iloc[:3].tolist() == pytest.approx([10 / 11, 4 / 8, 4 / 7])
    assert np.isnan(found["f1"].iloc[3])


@pytest.mark.parametrize("layers, units, verdict", [
    ([table((0, 16), (38, 46), articles=NAMES)] * 2, 32, "better than chance"),
    ([table((0, 16), (38, 46))] * 2, 12, "cannot tell: too few articles"),
    ([table((0, 16))] * 2, 6, "cannot tell: too few stretches"),
    ([table()] * 2, 0, "cannot tell: nobody marked anything"),
    ([table((0, 3), (4, 8), (9, 11), (38, 46), (58, 62), articles=["a"])] * 2, 10, "cannot tell: one article"),
    ([table((0, 3), (38, 40), (58, 62), articles=NAMES), table((22, 30), (53, 57), articles=NAMES)], 40, "no better than chance"),
])  # fmt: skip
def test_verdicts(layers, units, verdict):
    row = span_agreement(STORY, dict(zip("ab", layers, strict=True))).iloc[0]
    assert (row["units"], row["verdict"]) == (units, verdict)


def test_what_a_stretch_is_marked_as_counts_only_where_asked_for():
    anna, ben = table((0, 16), (38, 46)), table((0, 16), (38, 46), speaker="Lee")
    places = span_agreement(STORY, {"Anna": anna, "Ben": ben}).iloc[0]
    speakers = span_agreement(STORY, {"Anna": anna, "Ben": ben}, "speaker").iloc[0]
    assert (places["gamma"], places["f1"], places["alpha"]) == (1, 1, 1)
    assert 0 < speakers["gamma"] < 0.5  # the places are still the same
    assert speakers["f1"] == 0


def test_a_word_marked_as_two_things_is_one_code_of_both():
    both = pd.concat([table((0, 16)), table((0, 16), speaker="Lee")])
    assert span_agreement(STORY, {"a": both, "b": both[::-1]}, "speaker")["alpha"].tolist() == [1]
    one = span_agreement(STORY, {"a": both, "b": table((0, 16))}, "speaker").iloc[0]
    assert one["f1"] == pytest.approx(2 / 3)
    # Of 120 words 12 are two things for one coder and one for the other: codes 12, 12 and 216.
    assert one["alpha"] == pytest.approx(1 - 239 * 24 / (240**2 - 12**2 - 12**2 - 216**2))


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 60), st.integers(1, 15)), max_size=4),
        min_size=3,
        max_size=3,
    )
)
def test_alpha_is_that_of_reliability_word_by_word_and_coders_may_change_places(places):
    layers = {
        name: table(*((start, min(start + length, len(TEXT))) for start, length in some))
        for name, some in zip("abc", places, strict=True)
    }
    found = span_agreement(STORY, layers).iloc[-1]
    words = reliability(word_by_word(layers)).iloc[-1]
    assert found["alpha"] == pytest.approx(words["alpha"], nan_ok=True)
    turned = dict(zip(layers, reversed(layers.values()), strict=True))
    turned = span_agreement(STORY, turned).iloc[-1]
    assert turned["gamma"] == pytest.approx(found["gamma"], nan_ok=True)


def word_by_word(layers):
    """Each word of the body as a unit, coded 1 where a coder has marked it."""
    words = tokens(STORY).query("paragraph > 0")[["article", "start", "end"]].reset_index(drop=True)
    tables = []
    for name, layer in layers.items():
        inside = overlay(words, layer)
        marked = set(zip(inside["article"], inside["start"], strict=True))
        code = [place in marked for place in zip(words["article"], words["start"], strict=True)]
        tables.append(words.assign(coder=name, code=np.array(code, dtype=int)))
    return pd.concat(tables).assign(unit=lambda table: table.index, frame="marked", item=0)


def test_two_who_mark_nearly_the_same_words_agree_nearly_wholly(tmp_path):
    story = Story.of("The plan is dead, the ministry said. It rains, Kim said. They left.")
    attribution_sheet(story, tmp_path / "anna.csv")
    anna = spans(read_attribution_sheet(story, tmp_path / "anna.csv"), "content")
    row = span_agreement(story, {"Anna": anna, "Ben": anna[:1]}).iloc[0]
    # 11 of 13 words alike; 10 yes of 26: Krippendorff's 1 - 25 * 2 / (2 * 10 * 16 / 2)
    assert row["alpha"] == pytest.approx(1 - 25 * 4 / (2 * 10 * 16))
    with pytest.raises(ValueError, match="elsewhere: not among the articles"):
        span_agreement(story, {"Anna": anna.assign(article="elsewhere"), "Ben": anna})


def test_sheets_attributions_and_their_contents_are_read_alike(tmp_path):
    story = read_story("seeds")
    attribution_sheet(story, tmp_path / "anna.csv")
    found = attributions(story)
    contents = spans(found[found["kind"] != "unattributed"], "content")
    layers = {"Anna": tmp_path / "anna.csv", "program": found, "contents": contents}
    rows = span_agreement(story, layers)
    assert rows["gamma"].tolist() == [1] * 4
    assert rows["alpha"].tolist() == [1] * 4
    assert rows["verdict"].tolist() == ["cannot tell: too few articles"] * 4
    by_speaker = span_agreement(story, {"Anna": str(tmp_path / "anna.csv"), "b": found}, "speaker")
    assert by_speaker["gamma"].tolist() == [1]


def test_what_lies_outside_the_bodies_is_left_out():
    story = read_story("seeds")
    first = story[0].paragraphs[0][0]
    rows = [(story[0].id, 0, 5), (story[0].id, first, first + 5)]
    marks = pd.DataFrame(rows, columns=["article", "start", "end"])
    assert span_agreement(story, {"a": marks, "b": marks})["units"].tolist() == [2]


@pytest.mark.parametrize("layers, by, problem", [
    ({"Anna": table((0, 16))}, None, "compares coders; here is Anna"),
    ({}, None, "here is none"),
    ({"Anna": table((0, 16)), "Ben": table((0, 16), articles=["elsewhere"])}, None, "elsewhere: not among"),
    ({"Anna": table((0, 16)), "Ben": table((0, 16))}, "frame", "Anna: the table has no column 'frame'"),
    ({"Anna": table((0, 16)), "Ben": table((16, 16))}, None, "Ben: a stretch has no characters"),
])  # fmt: skip
def test_what_cannot_be_compared_is_refused(layers, by, problem):
    with pytest.raises(ValueError, match=problem):
        span_agreement(STORY, layers, by)
