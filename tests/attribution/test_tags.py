"""Whose words a quotation is, told by the tag beside it, and how far the tag reaches."""

import pytest

from stories import as_story
from tellings import Article, attributions


def rows(text):
    """Source and content of each attribution that has a source, in the order of the text."""
    table = attributions(as_story(Article(id="a", text=text))).query("kind != 'unattributed'")
    return table[["source_text", "content_text"]].values.tolist()


@pytest.mark.parametrize("text, sources", [
    ("“We sail,” said the pilot. “We stay,” said the crew.", ["the pilot", "the crew"]),
    ("“Will it stay?” asked Reed. “Yes, for three years,” Hall replied.", ["Reed", "Hall"]),
    ("“The plan is dead,” Webb said. “The plan is not dead,” Marsh said.", ["Webb", "Marsh"]),
    ("“The plan is dead,” Webb said. “It was never alive,” he added.", ["Webb", "he"]),
    ("“Is it dead?” Webb asked. “No,” said Marsh.", ["Webb", "Marsh"]),
    ("“No,” said Marsh. “Is it dead?” Webb asked.", ["Marsh", "Webb"]),
    ("Webb said, “The road is shut.” Marsh said, “It will open soon.”", ["Webb", "Marsh"]),
    ("“The road is shut,” said Anna Webb. It was raining. “It is open,” said Ned Marsh.", ["Anna Webb", "Ned Marsh"]),
    ("“We won,” Jo Birch said; “We lost,” Al Thorn said.", ["Jo Birch", "Al Thorn"]),
    ("“Shut it,” said Jo Birch; “keep it open,” said Al Thorn.", ["Jo Birch", "Al Thorn"]),
    ("“Shut it,” said Jo Birch, and “Keep it open,” said Al Thorn.", ["Jo Birch", "Al Thorn"]),
    ("“I want to go,” said Max Frost. “Never again,” sighed Dirk Lund.", ["Max Frost", "Dirk Lund"]),
    ("“It is legal,” insisted union chief Rolf Amsel, but the lawyer, Petra Hain, said, “A judge decides.”",
     ["union chief Rolf Amsel", "the lawyer, Petra Hain"]),
    ("“It is open,” countered Ned Marsh, “and it will stay open.”", ["Ned Marsh"]),
    ("\"The road is shut,\" Webb said. \"The road is open,\" Marsh said. \"Nobody knows,\" Park said.", ["Webb", "Marsh", "Park"]),
    ("“The pool will open,” said Carla Webb, the head of parks. “We were never asked,” said Ned Marsh, who swims.", ["Carla Webb, the head of parks", "Ned Marsh, who swims"]),
])  # fmt: skip
def test_each_quotation_of_a_paragraph_is_its_own_speakers(text, sources):
    found = [source for source, _ in rows(text)]
    assert [source.startswith(name) for source, name in zip(found, sources, strict=True)] == [
        True
    ] * len(found) or [
        name.startswith(source) for source, name in zip(found, sources, strict=True)
    ] == [True] * len(found)
    contents = [content for _, content in rows(text)]
    assert len(set(contents)) == len(contents)


@pytest.mark.parametrize("phrase, source", [
    ("said Nora Webb at a press briefing.", "Nora Webb"),
    ("said Mr. Farrow on Thursday.", "Mr. Farrow"),
    ("said Whitcombe last month.", "Whitcombe"),
    ("said Ned Marsh in an interview with the Post.", "Ned Marsh"),
    ("said the mayor in a statement on Friday.", "the mayor"),
    ("said Farrow by phone.", "Farrow"),
    ("said Farrow from his office in Leeds.", "Farrow"),
    ("said Farrow after the vote.", "Farrow"),
    ("whispered Farrow as the lights went out.", "Farrow"),
    ("said Farrow quietly.", "Farrow"),
    ("said Farrow through an interpreter.", "Farrow"),
    ("said Farrow with tears in his eyes.", "Farrow"),
    ("said Farrow next to his burnt car.", "Farrow"),
    ("wrote a user named blackbird7.", "a user named blackbird7"),
    ("wrote one fan.", "one fan"),
    ("said a man in a red hat.", "a man in a red hat"),
    ("said the spokesman for the port in Oslo.", "the spokesman for the port in Oslo"),
    ("said Gen. Tom Farrow.", "Gen. Tom Farrow"),
])  # fmt: skip
def test_place_time_and_means_are_no_part_of_the_source(phrase, source):
    assert rows(f"“The road is open,” {phrase}") == [[source, "“The road is open,”"]]


@pytest.mark.parametrize("text, row", [
    ("“Cold all week,” said a tenant who goes by the name “Rusty.”", ["a tenant who goes by the name “Rusty.”", "“Cold all week,”"]),
    ("\"Cold all week,\" said Webb, the singer of \"Blue Doors.\"", ["Webb, the singer of \"Blue Doors.\"", "\"Cold all week,\""]),
    ("“Cold all week,” said Nora Webb, author of “The Long Rain.”", ["Nora Webb, author of “The Long Rain.”", "“Cold all week,”"]),
    ("“Cold all week,” said Bo “Slim” Dahl, a farmer.", ["Bo “Slim” Dahl, a farmer", "“Cold all week,”"]),
])  # fmt: skip
def test_quotation_marks_within_the_source(text, row):
    assert rows(text) == [row]


@pytest.mark.parametrize("text, content", [
    ("Webb said that the old U.K.-France tunnel would close. It will.", "that the old U.K.-France tunnel would close"),
    ("The minister said that U.S.-led talks would go on in May.", "that U.S.-led talks would go on in May"),
    ("The minister said it would hurt the heart of the U.N.-run zone.", "it would hurt the heart of the U.N.-run zone"),
    ("The group warned that once the dam is built, the river will dry up.", "that once the dam is built, the river will dry up"),
    ("Mr. Webb said that the firm, which lost money in May, was sound.", "that the firm, which lost money in May, was sound"),
    ("The minister warned that the tax, which critics call “unfair,” would hit shops.", "that the tax, which critics call “unfair,” would hit shops"),
    ("The mayor said that when the rain came, the river rose.", "that when the rain came, the river rose"),
    ("The judge wrote that because the law is vague, it cannot stand.", "that because the law is vague, it cannot stand"),
])  # fmt: skip
def test_content_goes_on_to_the_end_of_its_clause(text, content):
    assert content in [said for _, said in rows(text)]


@pytest.mark.parametrize("text", [
    "The newly announced rule applies to boats built between January 2016 and December 2018.",
    "The recently proposed budget cuts buses.",
    "Nobody said the road was closed.",
    "No one claimed that it was safe.",
    "A previously reported leak was mended in March.",
    "None of the guards said they had seen the thief.",
    "No official said the plan was dead.",
    "Neither side said it would give way.",
    "The mayor said nothing on Monday.",
    "The mayor said nothing, and left.",
    "A part of the law allows for cameras to be installed.",
    "The bus came. “The road is closed.” Bert nodded.",
    "Anna put down the cup. “It was never mine.” Bert laughed.",
])  # fmt: skip
def test_nobody_speaks(text):
    assert rows(text) == []


@pytest.mark.parametrize("text, row", [
    ("The bank will close four branches, the Evening Echo reported earlier.", ["the Evening Echo", "The bank will close four branches"]),
    ("The port may be sold as early as this autumn, the Lund Gazette reported.", ["the Lund Gazette", "The port may be sold as early as this autumn"]),
])  # fmt: skip
def test_a_sentence_before_a_closing_tag_is_said(text, row):
    assert rows(text) == [row]
