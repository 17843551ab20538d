"""What stands in quotation marks."""

import pytest

from tellings import Story, quotations


@pytest.mark.parametrize("text, expected", [
    ("He said “yes.”", ["yes."]),
    ("She called it ``a start''.", ["a start"]),
    ("«Oui», he said.", ["Oui"]),
    ("It ends here: “and then", ["and then"]),  # not closed
    # nothing between the marks
    ("He said “", []),
    ('He said "', []),
    ("He said «", []),
    ("He said „", []),
    ("He said ``", []),
    ("He said ‟ ", []),
    ("“", []),
    ("”", []),
    ("““", []),
    ("He said “” and left.", []),
    ("He said “ ” and left.", []),
])  # fmt: skip
def test_marks_hold_what_is_quoted_and_nothing_past_the_text(text, expected):
    table = quotations(Story.of(text))
    assert table["text"].tolist() == expected
    assert [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == expected
