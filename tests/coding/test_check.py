"""Answers in any reasonable writing are understood, and no wrong one is accepted."""

import numpy as np
import pandas as pd
import pytest

from tellings import check

MULLEN = {"Admiral Mike Mullen"}
TWO = {"cooperation", "torpedo"}


@pytest.mark.parametrize("answer, right", [
    (3, 3), (3.0, 3), ("3", 3), (" 3 ", 3), ([3], 3), (np.int64(3), 3), (3, np.int64(3)), ("“3”", 3),
    ("Seoul ", "seoul"), (["Seoul"], "seoul"), ("the  North’s", "the North's"),
    (["b", "a"], {"a", "b"}), (("b", "a"), {"a", "b"}), (np.array(["b", "a"]), pd.Series(["a", "b"])), ([], set()),
    ("Admiral Mike Mullen", MULLEN), ("mike mullen", MULLEN), (["Mike Mullen"], MULLEN), ([" Mike Mullen"], list(MULLEN)),
    ("cooperation, torpedo", TWO), (["torpedo,cooperation"], TWO), ('["cooperation", "torpedo"]', TWO),
    ("2, 10", [10, 2]), ({2, 10}, [10, 2]), (["Kim, Lee"], {"Kim, Lee"}),
    (["Kim Kwan-jin", "Lee Sung"], {"Defense Minister Kim Kwan-jin", "Lee Sung"}),
    (["Kim Il", "Defense Minister Kim Il"], {"Defense Minister Kim Il", "Foreign Minister Kim Il"}),
    ("Robert Gates", {"U.S. Sec. Robert Gates"}),
])  # fmt: skip
def test_a_right_answer_in_any_reasonable_writing(answer, right):
    assert check(answer, right, "Look again.") == "Yes, that is it."


@pytest.mark.parametrize("answer, right", [
    (4, 3), ("4", 3), ([4], 3), (-3, 3), (3.5, 3), ("Seoul", "Tokyo"), (["a"], {"a", "b"}), (["a", "a"], {"a", "b"}),
    (["a", "b", "c"], {"a", "b"}), ("cooperation", TWO), ("cooperation torpedo", TWO), (["x"], set()),
    ("Mullen", MULLEN), ("Admiral Mike", MULLEN), ("General Mike Mullen", MULLEN), (["Mike Mullen"] * 2, MULLEN),
    ("South Wales", {"New South Wales"}), ("National Defense", {"the Ministry of National Defense"}),
    ("Admiral Mike Mullen", {"Mike Mullen"}), (["b", "b", "a"], ["a", "a", "b"]), ([1, 2, 3], [1, 2]), (["a", "b"], ["a", "a", "b"]),
])  # fmt: skip
def test_a_wrong_answer_gets_the_hint(answer, right):
    assert check(answer, right, "Look again.") == "Not yet. Look again."


@pytest.mark.parametrize("answer, right, told", [
    ("three", 3, "A number is wanted, without quotation marks."),
    (True, 1, "A number is wanted, without quotation marks."),
    ([3, 4], 3, "One answer is wanted, not a list."),
    (["Seoul", "Tokyo"], "Seoul", "One answer is wanted, not a list."),
    (5, "Seoul", 'A text is wanted, in quotation marks: "...".'),
    (2, TWO, 'A list is wanted: ["...", "..."].'),
    ("two", {2, 10}, "A list of numbers is wanted: [1, 2]."),
])  # fmt: skip
def test_an_answer_of_another_kind_is_told_what_is_wanted(answer, right, told):
    assert check(answer, right, "Look again.") == f"Not yet. {told}"


@pytest.mark.parametrize("answer", [None, ..., "", "  "])
def test_nothing_filled_in_is_not_wrong(answer):
    assert check(answer, 3, "Look again.").startswith("Not answered yet.")
