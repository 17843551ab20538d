"""Any table as a person reads it in a narrow window."""

import pandas as pd
import pytest

from tellings.drawing.tables import show


@pytest.mark.parametrize(
    "word, broken",
    [("w" * 10_000, True), ("http://" + "a" * 40, True), ("antidisestablished", False)],
)
def test_only_a_word_that_no_column_holds_is_broken(word, broken):
    html = show(pd.DataFrame({"text": [f"one {word} more"]})).html
    assert ("overflow-wrap:anywhere" in html) == broken


def test_the_name_of_a_newsroom_stays_on_one_line():
    html = show(pd.DataFrame({"outlet": ["The Korea Times"], "text": ["long " * 80]})).html
    assert '<td style="text-align:left; white-space:nowrap; padding:3px 4px">The Korea' in html
