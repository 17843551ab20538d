"""A surname behind any title is one actor with the full name."""

import pytest

from stories import as_story
from tellings import Article, attributions, mentions

TITLES = (
    "Cllr", "Councillor", "Cr", "Prof", "Professor", "Supt", "Superintendent", "Det", "Det Supt",
    "Insp", "Inspector", "Chief Inspector", "DI", "DCI", "PC", "Sgt", "Cpl", "Capt", "Maj", "Fr", "MP", "MEP", "MLA",
)  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_a_title_joins_a_surname_to_its_full_name(title):
    text = f"Derek Oyelar opposed it. Then {title} Oyelar said it was wrong."
    table = attributions(as_story(Article(id="a", text=text)))
    assert set(table["speaker"]) == {"Derek Oyelar"}


@pytest.mark.parametrize("behind", ["MP", "MEP", "QC", "KC", "MBE", "PhD"])
def test_letters_behind_a_name_are_no_part_of_it(behind):
    text = f"Nia Pugh {behind} opposed it. Later Ms Pugh said it was wrong."
    table = attributions(as_story(Article(id="a", text=text)))
    assert set(table["speaker"]) == {"Nia Pugh"}


@pytest.mark.parametrize("text, actors", [
    ("Angel Di Maria left. They saw Ms Di Maria.", {"Angel Di Maria"}),
    ("Insp. Bob Finn left. It was Insp. Finn who spoke.", {"Bob Finn"}),
    ("Dame Olive Rane left. Then Dame Olive spoke.", {"Olive Rane"}),
    ("She saw Lagos, the award-winning author of the book said.", {"Lagos"}),
])  # fmt: skip
def test_what_is_a_title(text, actors):
    assert set(mentions(as_story(Article(id="a", text=text)))["actor"]) == actors
