"""Layers laid over each other."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tellings import overlay

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=12)


def layer(spans, article="a"):
    rows = [(article, start, start + length) for start, length in spans]
    return pd.DataFrame(rows, columns=["article", "start", "end"]).astype(
        {"start": "int64", "end": "int64"}
    )


@given(SPANS, SPANS)
def test_a_row_is_found_in_every_stretch_that_contains_it_and_in_no_other(inner, outer):
    found = overlay(layer(inner), layer(outer))
    expected = sorted(
        (a, a + n, b, b + m) for a, n in inner for b, m in outer if b <= a and a + n <= b + m
    )
    assert (
        sorted(found[["start", "end", "start_onto", "end_onto"]].itertuples(index=False, name=None))
        == expected
    )


def test_rows_of_several_tables_put_together_are_not_mixed_up():
    words = pd.concat([layer([(0, 4)], "a"), layer([(0, 4)], "b")])
    speech = pd.concat(
        [layer([(0, 9)], "a").assign(voice="Lee"), layer([(0, 9)], "b").assign(voice="Kim")]
    )
    assert overlay(words, speech)[["article", "voice"]].values.tolist() == [
        ["a", "Lee"],
        ["b", "Kim"],
    ]
