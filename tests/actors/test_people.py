"""Whom a name, or a part of one, means: titles, sex, generation, initials."""

import pytest

from stories import as_story
from tellings import Article, mentions
from tellings.actors.people import may_be, person_of


def actors(*texts):
    """The actor of each mention, in the order of the articles."""
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    return mentions(as_story(articles))["actor"].tolist()


@pytest.mark.parametrize("one, other, may", [
    (("mr", "Orr"), ("", "Anna Orr"), False),
    (("mrs", "Orr"), ("", "Tom Orr"), False),
    (("ms", "Orr"), ("minister", "Anna Orr"), True),
    (("mr", "Orr"), ("", "Jorun Orr"), True),
    (("", "Orr"), ("", "Anna Orr"), True),
    (("", "Anna B. Orr"), ("", "Anna Orr"), True),
    (("", "A. Orr"), ("", "Anna Orr"), True),
    (("", "Anna Beth Orr"), ("", "Anna Carol Orr"), False),
    (("", "J. Robert Orr"), ("", "Robert Orr"), True),
    (("", "Bob Orr"), ("", "Robert Orr"), True),
    (("", "Alexander Orr"), ("", "Alexandra Orr"), False),
    (("", "Tom Orr"), ("", "Tom Orr Jr."), False),
    (("president", "Orr"), ("", "Tom Orr Jr."), False),
    (("senator", "Orr"), ("senator", "Tom Orr Jr."), True),
    (("", "Kim Kwan-jin"), ("", "Kim Tae-jin"), False),
])  # fmt: skip
def test_who_may_be_one_person(one, other, may):
    one, other = person_of(*one), person_of(*other)
    assert may_be(one, other) is may
    assert may_be(other, one) is may


@pytest.mark.parametrize("texts, named", [
    (["President Walter Bellamy spoke. Mrs. Bellamy came. Mr. Bellamy left."],
     ["Walter Bellamy", "Bellamy", "Walter Bellamy"]),
    (["Mayor Orr spoke. The first lady, Marta Orr, came. Mr. Orr left."], ["Orr", "Marta Orr", "Orr"]),
    (["Mayor Orr spoke. Photos showed Tom Orr Jr. there. Mr. Orr left."], ["Orr", "Tom Orr Jr", "Orr"]),
    (["Photos showed Tom Orr Jr. there. Mayor Orr spoke. Mr. Orr left."], ["Tom Orr Jr", "Orr", "Orr"]),
    (["Tom Orr met Tom Orr Jr. in May. Mr. Orr left."], ["Tom Orr", "Tom Orr Jr", "Tom Orr"]),
    (["Tom Orr Jr. spoke. Mr. Orr left.", "Tom B. Orr spoke."], ["Tom B. Orr"] * 3),
    (["Mr. Falk met Ms. Falk. Mr. Falk left."], ["Mr. Falk", "Ms. Falk", "Mr. Falk"]),
    (["Jorun Falk came. Ms. Falk spoke. Mr. Falk left."], ["Jorun Falk", "Jorun Falk", "Falk"]),
    (["Tom Hall and Sue Hall came. Mr. Hall left. Mrs. Hall stayed."],
     ["Tom Hall", "Sue Hall", "Tom Hall", "Sue Hall"]),
    (["First lady Laura Penn smiled. President Penn left."], ["Laura Penn", "Penn"]),
    (["First lady Laura Penn smiled.", "President Penn left. Mrs. Penn stayed."],
     ["Laura Penn", "Penn", "Laura Penn"]),
    (["President Henry Colby spoke. Margaret Colby smiled.", "They met Margaret Colby. President Colby left."],
     ["Henry Colby", "Margaret Colby", "Margaret Colby", "Henry Colby"]),
    (["The senator’s mother, Ruth Pell, died. Senator Pell left."], ["Ruth Pell", "Pell"]),
    (["Senator Ned \"Nick\" Stagg spoke. Jane Stagg left."], ["Ned \"Nick\" Stagg", "Jane Stagg"]),
    (["Kim Kwan-jin met Kim Tae-jin."], ["Kim Kwan-jin", "Kim Tae-jin"]),
])  # fmt: skip
def test_people_of_one_surname_are_told_apart(texts, named):
    assert actors(*texts) == named


@pytest.mark.parametrize("texts", [
    ["National Security Adviser Sandra Reeve spoke.", "Sandra E. Reeve spoke. Ms. Reeve left."],
    ["Chief Economist Piet Brandt spoke.", "Piet Brandt spoke. Mr. Brandt left."],
    ["Correspondent Ann Hall spoke.", "Ann B. Hall spoke. Ms. Hall left."],
    ["Vice President Tom B. Orr Jr. spoke. Mr. Orr left.", "Vice President Tom Orr spoke."],
    ["Deputy Assistant Secretary of State Nora Webb spoke.", "Nora Webb spoke."],
    ["Former Acting Attorney General Paul Stone spoke.", "Paul Stone spoke. Stone left, as Stone does."],
    ["Rev. Dr. Amy Pond spoke.", "The Rev. Amy Pond spoke. Ms. Pond left."],
    ["State Rep. Blake Farrow spoke.", "Blake Farrow, a lawmaker, spoke. Mr. Farrow left."],
    ["Lt. Col. Jane Moss spoke.", "Colonel Jane R. Moss spoke."],
    ["Bob Dahl spoke.", "Robert Dahl spoke. Mr. Dahl left."],
    ["James “Sonny” Dahl spoke.", "James Dahl spoke. Mr. Dahl left."],
    ["Gov. Pat Lindell spoke.", "Gov. Patricia A. Lindell spoke."],
    ["Rep. Joe Lindell spoke.", "Congressman Lindell left. Joe Lindell was there."],
    ["Justice Ruth Adler wrote it.", "Adler wrote it. They like what Adler wrote."],
])  # fmt: skip
def test_one_person_is_one_actor(texts):
    assert len(set(actors(*texts))) == 1


def test_a_bare_surname_is_whoever_was_called_so():
    text = "Mayor Tom Orr spoke. " + "Then Orr left. " * 4 + "His wife, Ann Orr, stayed. "
    assert actors(text + "x " * 120 + "He met Orr.")[-1] == "Tom Orr"
