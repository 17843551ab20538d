"""Which marks open and close a quotation."""

import pytest

from stories import as_story
from tellings import Article, Story, quotations


@pytest.mark.parametrize("text, inside", [
    ("‘I warned them of the tenants’ complaints in May,’ said Webb.", ["I warned them of the tenants’ complaints in May,"]),
    ("'We are tired of the voters' anger,' said Webb.", ["We are tired of the voters' anger,"]),
    ("‘The mayor told me “never again” and left,’ said Webb.", ["The mayor told me “never again” and left,"]),
    ("“He told me ‘never’ and left,” said Webb.", ["He told me ‘never’ and left,"]),
    ("He called it ‘the workers’ paradise’ and left. The drivers’ union said no.", ["the workers’ paradise"]),
    ("The drivers’ union and the pilots’ union said ‘no’ to the plan.", ["no"]),
    ("‘Stop!’ she cried. ‘The boys’ school is on fire!’", ["Stop!", "The boys’ school is on fire!"]),
    ("Webb said: ‘The teachers’ pay is too low’.", ["The teachers’ pay is too low"]),
    ("He said the ’90s were good and rock ’n’ roll was dead.", []),
    ("‘We love rock ’n’ roll,’ he said.", ["We love rock ’n’ roll,"]),
    ("»The road is closed,« said Webb.", ["The road is closed,"]),
    ("«The road is closed,» said Webb.", ["The road is closed,"]),
    ("« Le pont est fermé », a dit Webb.", [" Le pont est fermé "]),
    ("» The road is closed, Webb said.", []),
    ("„Die Straße ist zu“, sagte Webb.", ["Die Straße ist zu"]),
    ("’Tis a pity, and “it leaks,” Webb said.", ["it leaks,"]),
    ("‘The road is closed and will stay so", ["The road is closed and will stay so"]),  # goes on
])  # fmt: skip
def test_what_stands_in_quotation_marks(text, inside):
    assert quotations(as_story(Article(id="a", text=text)))["text"].tolist() == inside


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
