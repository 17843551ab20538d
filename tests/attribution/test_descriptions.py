"""Whom a description means, and that nobody speaks who is only told beside the speaker."""

import pytest

from stories import as_story
from tellings import Article, attributions


def last_speaker(text):
    article = Article(id="a", text=text.replace(" | ", "\n\n"))
    return attributions(as_story(article))["speaker"].tolist()[-1]


def first_speaker(text):
    article = Article(id="a", text=text.replace(" | ", "\n\n"))
    return attributions(as_story(article))["speaker"].tolist()[0]


@pytest.mark.parametrize("text, speaker", [
    ("The minister, Tuva Moen, opened the road. The minister said it was safe.", "Tuva Moen"),
    ("The coach, Bo Lund, smiled. “We won,” the coach said.", "Bo Lund"),
    ("The museum’s curator, Eli Stone, was there. The curator said it was late.", "Eli Stone"),
    ("The surgeon, Ida Fosse, was calm. “He will live,” the surgeon said.", "Ida Fosse"),
    ("Its skipper, Gil Maddox, swam ashore. The skipper said the boat sank at once.", "Gil Maddox"),
    ("The Prime Minister, Olu Bako, left. The Senate President, Ada Blom, said she would stay.", "Ada Blom"),
    ("The Home Secretary, Ida Fosse, was calm. “He will go,” the Home Secretary, Ida Fosse, said.", "Ida Fosse"),
    ("Its Deputy Speaker, Gil Maddox, said the sitting was over.", "Gil Maddox"),
    ("Justice Ada Blom heard the case. The judge said that she would rule in May.", "Justice Ada Blom"),
    ("Mr Justice Owen Tarn jailed him. The judge said it was a cruel crime.", "Justice Owen Tarn"),
    ("Coroner Mary Hill heard the case. The coroner said that the boat was old.", "Coroner Mary Hill"),
    ("Collector Usha Menon came on Monday. “It is over,” the collector said.", "Collector Usha Menon"),
    ("Rector Anna Nowak opened the term. The rector said that fees would rise.", "Rector Anna Nowak"),
    ("Magistrate Jon Vik read the charge. The magistrate said it was grave.", "Magistrate Jon Vik"),
    ("Coach Rolf Berg quit on Sunday. | “It is time,” the 61-year-old said.", "Coach Rolf Berg"),
    ("Nora Webb, 39, met Ned Marsh, 52. “It is time,” the 52-year-old said.", "Ned Marsh"),
    ("Nora Webb, 39, met Ned Marsh, 52. “It is time,” the 39-year-old said.", "Nora Webb"),
    ("Dunley boss Greta Lind saw it. “It is time,” the Swede said.", "Greta Lind"),
    ("Striker Paulo Reis scored twice. | “I was lucky,” the Brazilian said.", "Striker Paulo Reis"),
    ("Singer Ole Ravn said he would tour. | “I am rested,” the Dane said.", "Singer Ole Ravn"),
    ("Chemist Nora Webb said it was paint. | The inventor said it was cheap.", "Nora Webb"),
    ("Producer Ivo Roos said he was tired. | The award-winning director said it was late.", "Producer Ivo Roos"),
    ("Jonas Beck said the town was asleep. | The former teacher said he would run.", "Jonas Beck"),
    ("Al Moreno left with his wife, Carla. Moreno’s wife said she would cook.", "Carla"),
    ("Ed Stroud came with his son, Ray Stroud. Stroud’s son said it was late.", "Ray Stroud"),
])  # fmt: skip
def test_somebody_named_before_is_described_afterwards(text, speaker):
    assert last_speaker(text) == speaker


@pytest.mark.parametrize("text, speaker", [
    ("The boss of the airline Northair has said that drunks should walk. | Dagny Roe told the Post that they cost millions.", "Dagny Roe"),
    ("The mayor of Velden says he will stay. | “It was old,” Luc Roth said on Friday.", "Luc Roth"),
    ("The port will close, the transport secretary said. | Dame Olive Rane said the quay was rotten.", "Olive Rane"),
    ("The port will close, its owner said on Monday. | “We are sad,” said Mr Desmond Roe, 48.", "Desmond Roe"),
    ("A nurse who stole a car told police she was sorry. | Dora Kett, 44, said it was a loan.", "Dora Kett"),
    ("The founder of a bakery said he would sell. | “I am tired,” Emil Sand said.", "Emil Sand"),
    ("The head of the museum said the roof leaked. | Vera Holm said it was an old roof.", "Vera Holm"),
    ("The captain of the ferry said it was fog. | “We saw nothing,” Piet Maas told the court.", "Piet Maas"),
    ("A farmer said his goats were ill. | “They cough,” Otto Brandt said.", "Otto Brandt"),
])  # fmt: skip
def test_somebody_described_is_named_in_the_next_paragraph(text, speaker):
    assert first_speaker(text) == speaker


@pytest.mark.parametrize("text, speaker", [
    ("Nora Webb met Ned Marsh. “It is time,” the Dane said.", "the Dane"),
    ("Tom Hall was hit by a car. | The driver said he was sorry.", "The driver"),
    ("Tom Hall was hit by a ball. | The player said he was sorry.", "The player"),
    ("Tom Hall said he was hit by a car. | The mayor said she was sorry.", "The mayor"),
    ("Tom Hall said it was late. | The former secretary of state said it was early.", "The former secretary of state"),
    ("Tom Hall said it was late. | The Navy official said it was early.", "The Navy official"),
    ("Nora Webb, 39, said it was late. | The 52-year-old said it was early.", "The 52-year-old"),
    ("Joe Orr’s father, the Rev. Al Orr, died. Tom Hall’s father said it was late.", "Tom Hall’s father"),
])  # fmt: skip
def test_nobody_is_described_who_may_be_another(text, speaker):
    assert last_speaker(text) == speaker


@pytest.mark.parametrize("text, speaker", [
    ("The port will close, its owner said on Monday. | “We are sad,” said diver Ned Orr.", "its owner"),
    ("The port will close, its owner said on Monday. | “We are sad,” said Ned Orr, a diver.", "its owner"),
    ("The port will close, its owner said on Monday. | “We are sad,” said Ned Orr of the crew.", "its owner"),
    ("The owner of the port said Ann Lee will sell it. | “We are sad,” said Ned Orr.", "The owner of the port"),
    ("Officials said the port will close. | “We are sad,” said Ned Orr.", "Officials"),
])  # fmt: skip
def test_who_is_introduced_is_not_the_one_described(text, speaker):
    assert first_speaker(text) == speaker


@pytest.mark.parametrize("text, speaker", [
    ("Walter Nunes was there. Nunes’s wife said she was glad.", "Nunes’s wife"),
    ("Len Warra died in May. The family of the late painter Len Warra said they were never asked.", "The family of the late painter Len Warra"),
    ("Joe Harlow was held. Harlow's mother said he was ill.", "Harlow's mother"),
    ("Joe Harlow won. Harlow's attorney said it was late.", "Harlow's attorney"),
    ("Joe Harlow won. The widow of the poet Joe Harlow said it was late.", "The widow of the poet Joe Harlow"),
    ("Joe Harlow won. “It is late,” said the brother of singer Joe Harlow.", "the brother of singer Joe Harlow"),
    ("Joe Harlow won. “It is late,” said friends of Joe Harlow.", "friends of Joe Harlow"),
    ("Joe Harlow won. The children of Joe Harlow said it was late.", "The children of Joe Harlow"),
    ("Joe Harlow won. The trainer of boxer Joe Harlow said it was late.", "The trainer of boxer Joe Harlow"),
    ("Ruth Pell died. Pell's neighbours said she was kind.", "Pell's neighbours"),
    ("Ruth Pell died. The estate of author Ruth Pell said it was late.", "The estate of author Ruth Pell"),
    ("Joe Harlow won. Harlow's lawyer Ann Lund said it was late.", "Ann Lund"),
    ("Director of services Aoife Brennan said it was late.", "Aoife Brennan"),
    ("Joe Harlow spoke. The post, which was shared by many, claimed that six were ill.", "The post"),
])  # fmt: skip
def test_nobody_speaks_who_only_owns_the_speaker(text, speaker):
    assert first_speaker(text) == speaker or last_speaker(text) == speaker
