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


@pytest.mark.parametrize("rows, columns, said", [
    (299, 2, ""), (300, 24, ""), (301, 2, "These are the first 300 of 301 rows."),
    (12_345, 2, "These are the first 300 of 12,345 rows."), (3, 25, "These are the first 24 of 25 columns."),
    (400, 401, "These are the first 300 of 400 rows and the first 24 of 401 columns."),
])  # fmt: skip
def test_of_a_large_table_the_first_rows_are_shown_and_it_is_said(rows, columns, said):
    view = show(pd.DataFrame({f"c{at}": [at] * rows for at in range(columns)}))
    assert view.html.count("<tr>") == min(rows, 300) + 1
    assert view.html.count("<th ") == min(columns, 24)
    assert view.html.endswith(f"<p>{said}</p>" if said else "</table>")
    assert ("first" in repr(view)) == bool(said)


def test_as_many_rows_are_shown_as_somebody_asks_for():
    table = pd.DataFrame({"word": ["ties"] * 400})
    assert show(table, most=400).html.count("ties") == 400
    assert "first 2 of 400 rows" in repr(show(table, most=2))


@pytest.mark.parametrize("numbers, shown", [
    ([1.0, None], ["1", ""]), ([None, 12.0, 3.0], ["", "12", "3"]), ([1.0, 2.0], ["1.00", "2.00"]),
    ([0.5, None], ["0.50", ""]), ([None, None], ["", ""]), ([1, 2], ["1", "2"]),
])  # fmt: skip
def test_a_count_with_gaps_has_no_digits(numbers, shown):
    html = show(pd.DataFrame({"line": numbers})).html
    assert [one.partition("<")[0] for one in html.split('padding:3px 4px">')[2:]] == shown
