"""Names in texts that no newsroom prints: long lists, acronyms one after the other, lines alone."""

import pytest

from tellings import Story, mentions


@pytest.mark.parametrize("text", [
    "Mr. " * 5_000,
    "Then Mr. Kim met " + "Dr. " * 3_000 + "Lee.",
    "American President " * 3_000,
    "Senator Democrat " * 3_000,
    "Ann Lee Bob Kay " * 3_000,
    "Treasury Secretary " * 3_000,
])  # fmt: skip
def test_a_list_of_names_or_titles_without_an_end_is_read(text):
    table = mentions(Story.of(text))
    assert (table["end"] <= len(text)).all()
    assert (table["start"] < table["end"]).all()


@pytest.mark.parametrize("text, acronym, expected", [
    ("The Board of Marine Trade (BMT) met. Later the BMT agreed.", "BMT", "Board of Marine Trade"),
    ("The Bay Board of Marine Trade (BMT) met; the BMT agreed.", "BMT", "Board of Marine Trade"),  # as near as they can
    ("A Skye Export and a Service Deal (SESD) came; SESD failed.", "SESD", "Skye Export and a Service Deal"),
    ("Skye Ferries said.\n\nUnion of Docks (UD) left, UD said.", "UD", "Union of Docks"),
    ("Skye Ferries said.\n\n(SF) left; they met SF.", "SF", "SF"),  # the line before spells nothing out
])  # fmt: skip
def test_an_acronym_stands_for_the_nearest_words_of_its_line_that_begin_with_its_letters(
    text, acronym, expected
):
    table = mentions(Story.of(text))
    assert table.loc[table["text"] == acronym, "actor"].unique().tolist() == [expected]


def test_each_mention_has_the_paragraph_it_stands_in():
    text = "Ann Lee came.\n\nThen Bob Kay left.\n\nIt rained on Ann Lee."
    assert mentions(Story.of(text))["paragraph"].tolist() == [1, 2, 3]
