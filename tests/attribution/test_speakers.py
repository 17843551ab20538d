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
    ("A letter to Ms. Grange from the tax office said that she owed money.", "the tax office"),
    ("A statement about Mr. Doe from the bank said he was fired.", "the bank"),
    ("Mr. Farrow and Mrs. Farrow shared a flat. “We are fine,” she said.", "Mrs. Farrow"),
    ("“We need dams,” argues hydrologist Sara Quist.", "Sara Quist"),
    ("Town lawyer Ahmed Ali argues that we need dams.", "Ahmed Ali"),
    ("“We need dams,” argues lawyer Fred Reed.", "Fred Reed"),
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


BECK = "Carl Bell talked for an hour in the hall. "


@pytest.mark.parametrize("text, speaker", [
    # who is only spoken of in what is said is not he who says it
    (BECK + "“Why?” he asked. Mayor Orr would lose, he said. “It is late,” he added.", "Carl Bell"),
    ("Mr. Orr spoke first. A note that puzzled Mr. Orr irked Mr. Lund, who said it was odd. “Too late,” he said.", "Mr. Lund"),
    # the head of a sentence may be an office
    ("President Orr came. Senator Lund said no. The president came back on Friday. “It is late,” he said.", "President Orr"),
    # "his" may be of anybody
    ("Mr. Orr’s plan failed, his lawyer said.", "Mr. Orr’s lawyer"),
    ("Rita Orr’s team met Ms. Orr. According to her campaign, it was over.", "Rita Orr’s campaign"),
    # descriptions, and of whom they are told
    ("Fox News host Carl Bell came. Ned Orr left. “It is late,” the Fox News host said.", "Carl Bell"),
    ("Rep. Ned Orr (R-Utah) met Rep. Carl Bell (R-Ohio). “It is late,” the Utah Republican said.", "Rep. Ned Orr"),
    ("Vice President Ned Orr came. “It is late,” the president said.", "the president"),
    ("President Ned Orr came. “It is late,” the former president said.", "the former president"),
    ("Gov. Ned Orr came. “It is late,” the Ohio governor said.", "the Ohio governor"),
    ("Gov. Ned Orr of Ohio came. “It is late,” the party spokesman said.", "the party spokesman"),
    ("Ned Orr was cheered on Friday. The Acme Club chairman said it was late.", "Ned Orr"),
    ("Mayor Ned Orr was cheered on Friday. The Acme Club chairman said it was late.", "The Acme Club chairman"),
    # who
    ("“No,” said Ned Orr, a candidate in Ohio’s second district, who said people were angry.", "Ned Orr"),
    ("They met Ned Orr, R-Utah, who said people were angry.", "Ned Orr"),
    ("They met Ned Orr of Salem County, Ore., who said people were angry.", "Ned Orr"),
    ("They met a nurse who said people were angry.", "a nurse"),
    ("They met Ned Orr, whose lawyer said people were angry.", "Ned Orr’s lawyer"),
    ("According to people familiar with the matter, who asked not to be named, it was late.", "people familiar with the matter"),
    ("Chancellor Olaf Berg visited Oslo. The German leader said the talks went well.", "Chancellor Olaf Berg"),
    ("The BBC reported that it was late. The broadcaster said it had proof.", "BBC"),
    # documents
    ("A memo circulated by a bank analyst noted that it was late.", "a bank analyst"),
    ("It was late, according to an Oslo Times poll released Friday. The poll showed that it was.", "Oslo Times"),
    ("Ms. Orr said that the town was wrong. The lawsuit said that it was late.", "The lawsuit"),
    ("Ms. Orr wrote to the town. Her letter said it was late.", "Ms. Orr"),
    ("It was late, according to a release from Mr. Orr’s office.", "Mr. Orr’s office"),
    ("“It is late,” read a statement from Mayor Ned Orr’s office.", "Mayor Ned Orr’s office"),
    ("The report, by town lawyer Ned Orr, said that there was no fault. Ann Lee said that it lied. The report said it was late.", "Ned Orr"),
    # together
    ("Senators Ann Lee and Carl Bell said it was late.", "Ann Lee and Carl Bell"),
    ("Mayor Orr and other members said it was late.", "Mayor Orr and other members"),
    ("Historian Ann Lee of Oslo University said it was late.", "Ann Lee"),
    ("Ned Orr’s rival in the vote for the town seat, Republican Carl Bell, said it was late.", "Carl Bell"),
    ("Carl Bell talked for an hour. Of Mayor Orr, he said, “It is late.”", "Carl Bell"),
    ("For all those who said it was late, the town was shut.", "all those"),
    # institutions by their full name
    ("The Oslo Fishing League (OFL) met. The OFL said it was late.", "Oslo Fishing League"),
    ("They met Acme. Buyers like Acme. Rivals fear Acme. The company said it was late.", "Acme"),
    ("When an outlet, Slate magazine, looked at Ned Orr, it said it was late.", "Slate"),
    ("The Oslo Post on July 20, 2006, described him as “late.”", "The Oslo Post"),
    ("Acme Watch, a charity, sued the Oslo Fishing League. The charity won. The group said it was late.", "Oslo Fishing League"),
    ("It stood in the Oslo Post on Friday. The town was silent. The paper said it was late.", "Oslo Post"),
    ("They met Labour leaders, who said people were angry.", "Labour leaders"),
    # one without a name, told of before
    ("An unnamed young man ran off. “Stop,” the mayor said. “I cannot,” the man said.", "An unnamed young man"),
    ("An aide to the head of the Oslo roads committee said that it rained. “It is late,” the aide said.", "An aide to the head of the Oslo roads committee"),
    ("Rep. Ned Orr left on Friday. The lawmaker said it was late.", "Rep. Ned Orr"),
    ("Rep. Ned Orr left on Friday. The former official said it was late.", "The former official"),
    ("Ned Orr left on Friday. The former Ohio governor said it was late.", "Ned Orr"),
    ("The mayor over the weekend said it was late.", "The mayor"),
    ("A May 2010 Oslo Research Service report found that it was late.", "Oslo Research Service"),
    ("An examination of his words by Ned Orr shows it. “It is late,” he said.", "Ned Orr"),
])  # fmt: skip
def test_who_is_meant_in_other_words(text, speaker):
    assert last_speaker(text) == speaker
