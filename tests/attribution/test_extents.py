"""How far source, cue and content reach, and what is no word of saying at all."""

import pytest

from stories import as_story
from tellings import Article, attributions
from tellings.attribution.engine.extents import whole
from tellings.attribution.engine.layouts import without_datelines
from tellings.attribution.engine.wording import Found


def rows(text):
    """Source, cue and content of each attribution that has a source."""
    table = attributions(as_story(Article(id="a", text=text))).query("kind != 'unattributed'")
    return table[["source_text", "cue_text", "content_text"]].values.tolist()


@pytest.mark.parametrize("text, source", [
    ("MANILA - The Department of Ports on Monday denied that the pier had sunk.", "The Department of Ports"),
    ("DENVER — A federal judge ruled that prosecutors had withheld notes.", "A federal judge"),
    ("LIMA, April 12 - Peruvian farmers complained that the road was shut.", "Peruvian farmers"),
    ("OSLO, May 4 (Reuters) - The fishing ministry said the ban would stay.", "The fishing ministry"),
    ("NEW DELHI (AP) — Police said two men were held.", "Police"),
    ("ST. LOUIS, Mo. — A union leader said the strike would go on.", "A union leader"),
    ("WASHINGTON/LONDON -- The bank said it would sell the branch.", "The bank"),
    ("KYIV, Ukraine – Grain traders warned that prices would rise.", "Grain traders"),
    ("ROME, 3 March - Italian vintner Ugo Re announced he would retire.", "Italian vintner Ugo Re"),
    ("CAPE TOWN — “We wait,” said Thabo Nel.", "Thabo Nel"),
])  # fmt: skip
def test_a_date_line_belongs_to_no_speaker(text, source):
    assert rows(text)[-1][0] == source


@pytest.mark.parametrize("text, start", [
    ("SINGAPORE: Home-grown chain Old Tree will grow.", 11),
    ("SPEAKER: The house will rise.", 0),
    ("IBM — which is old — said so.", 0),
    ("NASA said the probe was lost.", 0),
    ("The U.N. - it is slow - met.", 0),
])  # fmt: skip
def test_what_is_a_date_line(text, start):
    assert without_datelines(text, [(0, len(text))]) == [(start, len(text))]


@pytest.mark.parametrize("text, source", [
    ("The Oslo High Court on Tuesday stopped the sale, noting that the town had acted in haste.", "The Oslo High Court"),
    ("The letter, which was read aloud, claimed that the bridge was weak.", "The letter"),
    ("The statement noted delays at some stations.", "The statement"),
    ("Norwegian pilots walked out on Monday, saying they had been lied to.", "Norwegian pilots"),
    ("Mr Orr apologised to passengers, but said the company had left drivers no choice.", "Mr Orr"),
    ("“It is a monster,” fire chief Al Orr said.", "fire chief Al Orr"),
])  # fmt: skip
def test_a_source_is_whole(text, source):
    assert rows(text)[-1][0] == source


@pytest.mark.parametrize("text, cue, content", [
    ("A spokesman for the town said a new report would be sent to members “in due course”.", "said", "a new report would be sent to members “in due course”"),
    ("The keeper said a clear goal was ruled out for offside.", "said", "a clear goal was ruled out for offside"),
    ("The league confirmed it had accepted his resignation.", "confirmed", "it had accepted his resignation"),
    ("Her rival accused her of having voted for the car park three times.", "accused", "her of having voted for the car park three times"),
    ("Captain Diego Arne described Marsh as “a second father”.", "described", "Marsh as “a second father”"),
    ("The hospital’s manager, Al Stone, said the claim about the ward was wrong.", "said", "the claim about the ward was wrong"),
    ("She asked anyone with film from Mill Road to come forward.", "asked", "anyone with film from Mill Road to come forward"),
    ("Coach Ray Dunn described Webb as “a born leader”.", "described", "Webb as “a born leader”"),
    ("The union accused the company of lying about the pension fund.", "accused", "the company of lying about the pension fund"),
    ("Mr Lund said no decision had been taken on the “final” route.", "said", "no decision had been taken on the “final” route"),
])  # fmt: skip
def test_what_is_said_begins_behind_a_plain_verb(text, cue, content):
    assert [cue, content] in [row[1:] for row in rows(text)]


@pytest.mark.parametrize("text, content", [
    ("The Ulvo Museum said that the stone head, lost since 1944, had been sent back.", "that the stone head, lost since 1944, had been sent back"),
    ("Officers said the man, named as Brad Suggs, 31, was polite throughout.", "the man, named as Brad Suggs, 31, was polite throughout"),
    ("The club said its keeper, a former sailor, would miss the final.", "its keeper, a former sailor, would miss the final"),
    ("Police said the driver, aged 40, had been drinking.", "the driver, aged 40, had been drinking"),
    ("The mayor says he will not paint over a wall that had become, critics say, the best-loved in town.", "he will not paint over a wall that had become, critics say, the best-loved in town"),
    ("Van Roy said the accused had had time to prepare, but granted the delay to 14 August.", "the accused had had time to prepare"),
    ("Ann Oko said she did not blame the turf, but the players’ union has asked the league for a review.", "she did not blame the turf"),
    ("Mr Dale said the bridge was safe, but declined to publish the report.", "the bridge was safe"),
    ("The neighbour, Todd Brand, who testified that he saw Nunes at the fence, was not in court.", "that he saw Nunes at the fence"),
    ("It rained. The results, printed on Monday, are “the best so far,” said Ann Lee.", "The results, printed on Monday, are “the best so far,”"),
])  # fmt: skip
def test_what_is_said_goes_on_over_an_insertion_and_ends_at_a_turn(text, content):
    assert content in [row[2] for row in rows(text)]


@pytest.mark.parametrize("text", [
    "Student Aisha Rahm, 19, relies on the 42 to get to college.",
    "The village relies on the ferry to bring its bread.",
    "The council voted to raise the rent for the first time in eight years.",
    "The council voted to close the pool.",
    "The club decided to sell the ground.",
    "Nurses at the hospital have voted to escalate their action.",
    "The skull goes on show in Lyme next month.",
    "Ann Lee, 71, has used the library since she was a girl.",
])  # fmt: skip
def test_a_deed_is_no_word_of_saying(text):
    assert rows(text) == []


@pytest.mark.parametrize("text, source, cue, content, expected", [
    ("According to her, some had left.", "her, some", "According to", "had left", ["her", "According to", "some had left"]),
    ("According to them, few had come.", "them, few", "According to", "had come", ["them", "According to", "few had come"]),
    ("The inquiry report found faults.", "The", "found", "faults", ["The inquiry report", "found", "faults"]),
    ("The Lund Free Church said no.", "The Lund", "said", "no", ["The Lund Free Church", "said", "no"]),
    ("A man said the new plan was dead.", "A man", "said the new plan was", "dead", ["A man", "said", "the new plan was dead"]),
    ("A man confirmed it had seen his plan.", "A man", "confirmed it had seen", "his plan", ["A man", "confirmed", "it had seen his plan"]),
    ("A man described Ann Lee as “dear”.", "A man", "described Ann Lee as", "“dear”", ["A man", "described", "Ann Lee as “dear”"]),
    ("A man accused the bank of lying.", "A man", "accused the bank of", "lying", ["A man", "accused", "the bank of lying"]),
    ("A man asked him about his plan.", "A man", "asked him about", "his plan", ["A man", "asked him about", "his plan"]),
    ("A man said on Monday that it was late.", "A man", "said on Monday", "that it was late", ["A man", "said on Monday", "that it was late"]),
    ("A man said the head, lost in 1944, had come.", "A man", "said", "the head", ["A man", "said", "the head, lost in 1944, had come"]),
    ("A man said its keeper, a sailor, would go.", "A man", "said", "its keeper", ["A man", "said", "its keeper, a sailor, would go"]),
    ("A man said it was safe, but declined to talk.", "A man", "said", "it was safe, but declined to talk", ["A man", "said", "it was safe"]),
    ("A man said it was safe, but the town has asked for aid.", "A man", "said", "it was safe, but the town has asked for aid", ["A man", "said", "it was safe"]),
    ("A man said he left, but came back.", "A man", "said", "he left, but came back", ["A man", "said", "he left, but came back"]),
    ("The result, out today, is “the best,” said Ann Lee.", "Ann Lee", "said", "is “the best,”", ["Ann Lee", "said", "The result, out today, is “the best,”"]),
    ("The record lists two faults.", "The", "record", "faults", ["The record", "lists", "two faults"]),
    ("Glenn Orr Blasts Ned Webb for Mocking Rain said no.", "Glenn Orr", "said", "no", ["Glenn Orr", "said", "no"]),
    ("Theresa Pell Monday said no.", "Theresa Pell", "said", "no", ["Theresa Pell", "said", "no"]),
    ("Then Ann Lee said no.", "Then Ann Lee", "said", "no", ["Ann Lee", "said", "no"]),
    ("But the keeper said no.", "But the keeper", "said", "no", ["the keeper", "said", "no"]),
    ("Later, Ann Lee said no.", "Later, Ann Lee", "said", "no", ["Ann Lee", "said", "no"]),
    ("Andrea Lee said no.", "Andrea Lee", "said", "no", ["Andrea Lee", "said", "no"]),
    ("A statement about Mr. Doe said no.", "Mr. Doe", "said", "no", ["A statement about Mr. Doe", "said", "no"]),
    ("The latest report on the dam said no.", "the dam", "said", "no", ["The latest report on the dam", "said", "no"]),
    ("The statement was short. Mr. Doe said no.", "Mr. Doe", "said", "no", ["Mr. Doe", "said", "no"]),
])  # fmt: skip
def test_whole(text, source, cue, content, expected):
    def place(words):
        return ((text.index(words), text.index(words) + len(words)),)

    one = whole(text, Found(place(source), place(cue), place(content), 1.0, ""))
    assert [text[slice(*spans[0])] for spans in (one.source, one.cue, one.content)] == expected


@pytest.mark.parametrize("text, source", [
    ("A man known as “Dusty” said the heat was off.", "A man known as “Dusty”"),
    ("A woman known as “Rusty” said the heat was off.", "A woman known as “Rusty”"),
    ("A group calling itself “Clean Rivers” said the heat was off.", "A group calling itself “Clean Rivers”"),
    ("“Cold all week,” said a driver who asked to be called “Red.”", "a driver who asked to be called “Red.”"),
    ("“Cold all week,” said a tenant who goes by the name \"Dusty.\"", "a tenant who goes by the name \"Dusty.\""),
    ("A blogger known online as ‘Kit Lane’ wrote that it was cold.", "A blogger known online as ‘Kit Lane’"),
    ("A singer nicknamed “The Voice” told fans that it was cold.", "A singer nicknamed “The Voice”"),
    ("Officials identified only as “Smith” said it was cold.", "Officials identified only as “Smith”"),
    ("The law is known as “Orrcare,” Ms. Lee said.", "Ms. Lee"),
    ("Critics call the law “Orrcare” and want it back.", "Critics"),
])  # fmt: skip
def test_what_somebody_is_called_belongs_to_who_it_is(text, source):
    assert {row[0] for row in rows(text)} == {source}
