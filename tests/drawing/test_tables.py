"""Any table as a person reads it in a narrow window."""

import pandas as pd
import pytest

from tellings.drawing.tables import show


@pytest.mark.parametrize(
    "word, pieces",
    [
        ("w" * 39, ["w" * 39]),
        ("w" * 45, ["w" * 20, "w" * 25]),
        ("http://" + "<" * 53, ["http://" + "&lt;" * 13, "&lt;" * 20, "&lt;" * 20]),
    ],
)
def test_only_a_word_that_no_column_holds_is_broken(word, pieces):
    html = show(pd.DataFrame({"text": [f"one {word}\n more"]})).html
    assert f">one {'<wbr/>'.join(pieces)}&#10; more</td>" in html


def test_the_name_of_a_newsroom_stays_on_one_line():
    html = show(pd.DataFrame({"outlet": ["The Korea Times"], "text": ["long " * 80]})).html
    assert '<td style="text-align:left; white-space:nowrap; padding:3px 4px">The Korea' in html


@pytest.mark.parametrize(
    "columns, kept",
    [
        ({"frame": "colonial memory", "terms": "annex* " * 30}, ["frame"]),
        ({"frame": "colonial memory", **{f"terms {at}": "annex* " * 9 for at in range(9)}}, []),
        ({f"frame {at}": "colonial memory" for at in range(9)}, []),
    ],
    ids=["room", "too many long ones", "too many short ones"],
)
def test_short_cells_stay_on_one_line_where_all_columns_have_room(columns, kept):
    html = show(pd.DataFrame({name: [cell] for name, cell in columns.items()})).html
    assert html.count("white-space:nowrap") == len(kept)
    assert ('nowrap; padding:3px 4px">colonial memory</td>' in html) == bool(kept)
