"""Who is meant by he, she, they and the statement."""

import pytest

from stories import as_story
from tellings import Article, attributions

HARBOUR = "Mayor Tom Hall said the port would close. "


def last_speaker(text):
    return attributions(as_story(Article(id="a", text=text)))["speaker"].tolist()[-1]


@pytest.mark.parametrize("text, speaker", [
    ("Mr. Farrow said the roof leaked. “Nobody told us,” she said.", None),
    ("Mrs. Farrow said the roof leaked. “Nobody told us,” he said.", None),
    ("Ms. Webb said the pool was shut. Ned Marsh hired a builder in May. “It will open,” he said.", "Ned Marsh"),
    ("Ms. Webb said no. The plan came from Mr. Orr. “We can save it,” he said.", "Mr. Orr"),
    (HARBOUR + "His daughter, Nora Webb, was there. “I use it,” she said.", "Nora Webb"),
    (HARBOUR + "His wife, Jorun Hall, was there. “I use it,” she said.", "Jorun Hall"),
    (HARBOUR + "Mark Holt hired a builder in May. “It will open,” he said.", "Mark Holt"),
    (HARBOUR + "“It costs too much,” he said. “We tried,” he added.", "Mayor Tom Hall"),
    ("Ned Orr said that Bert Hall was wrong. “He is bad for us,” he said.", "Ned Orr"),
    ("Ned Orr said: “Bert Hall is wrong.” “He is bad for us,” he added.", "Ned Orr"),
    ("A spokeswoman said the boat was old. “We are not ready,” he said.", None),
    ("The pilot said the boat was old. “It leaks,” he said.", "The pilot"),
    (HARBOUR + "Asked about Ned Orr, he said the plan was fine.", "Mayor Tom Hall"),
    ("Dora Quinn was sorry. “I went too far,” she said. A Navy officer said the posts were old. “On it!” the tweets read.", "A Navy officer"),
    ("A letter to Ms. Grange from the tax office said that she owed money.", "A letter to Ms. Grange from the tax office"),
    ("A statement about Mr. Doe from the bank said he was fired.", "A statement about Mr. Doe from the bank"),
    ("Mr. Farrow and Mrs. Farrow shared a flat. “We are fine,” she said.", "Mrs. Farrow"),
    ("“We need dams,” argues hydrologist Sara Quist.", "Sara Quist"),
    ("Joe Harlow won. Harlow's attorney, Ann Lund, said it was late.", "Ann Lund"),
    ("Joe Harlow won. “It is late,” said Harlow's attorney, Ann Lund.", "Ann Lund"),
    ("Mrs. Colby’s husband, Henry Colby, said it was late.", "Henry Colby"),
    ("A spokesman for Teller, Kyle Brenner, said it was late.", "Kyle Brenner"),
    ("Mr. Doe’s office said it was late.", "Mr. Doe’s office"),
    ("Rep. Ilene Cortez was there. “It is late,” the congresswoman said.", "Rep. Ilene Cortez"),
    ("The actor Tom Crewe was there. “It is late,” the actor said.", "Tom Crewe"),
    ("Sen. Tom Crewe met Sen. Ned Orr. “It is late,” the senator said.", "the senator"),
    ("Tom Crewe, the mayor, met Anna Orr. “It is late,” the mayor said. “Very late,” he added.", "Tom Crewe"),
    ("The senator’s mother, Ruth Pell, died. Senator Pell spoke. “She was kind,” he said.", "Senator Pell"),
    (HARBOUR + "Then the Seal League sent out letters. They said that seals suffer.", "Seal League"),
])  # fmt: skip
def test_the_nearest_person_who_fits(text, speaker):
    assert last_speaker(text) == speaker


@pytest.mark.parametrize("text, speaker", [
    ("Fan groups said the plan was bad. The club denies that. It said all was well.", "The club"),
    ("Workers at the ministries said the plan was bad. It said all was well.", None),
    ("The Port Bank said it would cut jobs. The Steel Union said no. The Port Bank expects a profit, it said.", "The Port Bank"),
    ("The players and the company announced a deal.\n\nPay will rise, the company said. The season will open on Friday, it said.", "the company"),
    ("The ministry said it was late. Iran has broken the deal, it said.", "The ministry"),
    ("The airline said no. The pilots’ groups said yes. The airline relented. It said all was well.", "The airline"),
    ("Two charities said the plan was bad. The hospital rejected that. It said all was well.", "The hospital"),
    ("The court ruled for the town. Residents’ groups said no. The court relented. It said there was time.", "The court"),
    ("Rival firms said the price was bad. The firm disagrees. It said all was well.", "The firm"),
    ("Ned Marsh said they would go on. According to him, the ship had left.", "Ned Marsh"),
    ("Joe Harlow won. Ms. Harlow’s lawyer called it late. He said it was over.", "Ms. Harlow’s lawyer"),
    ("Joe Harlow's campaign manager said yes. The campaign said no.", "The campaign"),
    ("Secretary of State Jon Hust said yes. The state said no.", "The state"),
    ("President Ann Lee said yes. Then the president said no.", "President Ann Lee"),
])  # fmt: skip
def test_it_is_one_body_that_fits(text, speaker):
    assert last_speaker(text) == speaker
