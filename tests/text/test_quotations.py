"""Which marks open and close a quotation."""

import pytest

from stories import as_story
from tellings import Article, quotations


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
])  # fmt: skip
def test_what_stands_in_quotation_marks(text, inside):
    assert quotations(as_story(Article(id="a", text=text)))["text"].tolist() == inside
