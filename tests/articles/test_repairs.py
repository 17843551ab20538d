"""Damaged signs are put right when a text is read, and counted in the report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings import Article, Story, kwic, quotations, read_story, tokens
from tellings.articles.repairs import lost_letters, repair


@pytest.mark.parametrize("damaged, right, why", [
    ("The &ldquo;new&rdquo; ferry isn&#8217;t late &mdash; yet&hellip;", "The “new” ferry isn’t late — yet…", "5 HTML entities were decoded"),
    ("&quot;No,&quot; she said.", '"No," she said.', "2 HTML entities were decoded"),
    ("Hall &amp; Webb", "Hall & Webb", "1 HTML entity was decoded"),
    ("Beg&ntilde;a, &pound;7m, &euro;2bn, Z&#252;rich, Z&#xFC;rich", "Begña, £7m, €2bn, Zürich, Zürich", "5 HTML entities were decoded"),
    ("7&nbsp;ships", "7\xa0ships", "1 HTML entity was decoded"),
    ("twice: &amp;rsquo; and &amp;#8211;", "twice: ’ and –", "2 HTML entities were decoded"),
    ("Windows number: &#146;s", "Windows number: ’s", "1 HTML entity was decoded"),
    ("one line&#10;still", "one line still", "1 HTML entity was decoded"),
    ("\x93It\x92s late\x94 \x96 \x85", "“It’s late” – …", "5 Windows signs such as “ were put right"),
    ("cost \x807m", "cost €7m", "1 Windows sign such as “ was put right"),
    ("â€œNoâ€\x9d, itâ€™s late â€” 7â‚¬", "“No”, it’s late — 7€", "5 garbled signs such as â€™ were put right"),
    ("â\x80\x9cNoâ\x80\x9d", "“No”", "2 garbled signs such as â€™ were put right"),
    ("BegoÃ±a paid Â£7 in ZÃ¼rich", "Begoña paid £7 in Zürich", "3 garbled signs such as â€™ were put right"),
    ("Bego\u006e\u0303a, cafe\u0301, Zu\u0308rich", "Begoña, café, Zürich", "3 letters with separate accents were composed"),
    ("\u1112\u1161\u11ab", "한", "1 letter with a separate accent was composed"),
    ("don‚Äôt", "don’t", "1 garbled sign such as â€™ was put right"),
    ("‚ÄúNo,‚Äù he said ‚Äì in a caf√© in Z√ºrich‚Ä¶", "“No,” he said – in a café in Zürich…", "6 garbled signs such as â€™ were put right"),
    ("‚ÄòNo‚Äô ‚Äî Bego√±a and Jos√© of M√°laga, Fran√ßois", "‘No’ — Begoña and José of Málaga, François", "7 garbled signs such as â€™ were put right"),
    ("\ufeffThey met", "They met", "1 invisible sign was taken out"),
    ("gov\u00adern\u00adment", "government", "2 invisible signs were taken out"),
    ("\u200bThey\u200b met\u2060", "They met", "3 invisible signs were taken out"),
    ("the \u200eword\u200f \u202aleft\u202c \u2066right\u2069", "the word left right", "6 invisible signs were taken out"),
    ("one\u2028two\u2029three", "one\ntwo\nthree", "2 line separators were made line ends"),
    ("a line\x0bbroken in Word", "a line broken in Word", "1 control character was taken out"),
])  # fmt: skip
def test_damage_is_put_right_and_counted(damaged, right, why):
    text, notes = repair(damaged)
    assert (text, [note["why"] for note in notes]) == (right, [why])


@pytest.mark.parametrize("text", [
    "AT&T and R&D; of course", "Hall & Webb; partners", "&copyright; is no entity", "“MANHÃ”, she sang", "São João, Âncora, être",
    "√2 and √(a+b)", "√π", "‚Äh‘, he said", "Ärger ‚Ärger‘", "👩\u200d🚒", "می\u200cخواهم", "“CAFÉ” it said", "naïve façade", "한국", "&", "& ldquo;", "&#;", "x\u0301 has no letter of its own",
])  # fmt: skip
def test_what_only_looks_like_damage_stays(text):
    assert repair(text) == (text, [])


@pytest.mark.parametrize("words", [
    "don’t", "“No,” he said", "7 – 8", "late — yet", "late…", "café", "Begoña", "£7", "ZÜRICH", "‘No’", "à la carte", "$5 • 7€",
])  # fmt: skip
def test_what_was_garbled_twice_is_put_right_too(words):
    """As UTF-8 read as Windows, saved, and read as Windows once more; bytes without a sign stay."""

    def garbled(text: str) -> str:
        return "".join(
            bytes([one]).decode("cp1252" if one not in b"\x81\x8d\x8f\x90\x9d" else "latin-1")
            for one in text.encode()
        )

    for damaged in (garbled(words), garbled(garbled(words))):
        text, notes = repair(damaged)
        assert text == words
        assert all("garbled" in note["why"] for note in notes)


@pytest.mark.parametrize("text, why", [
    ("They don\ufffdt know", "1 letter is lost and marked \ufffd"), ("\ufffdNo,\ufffd he said", "2 letters are lost, each marked \ufffd"),
    ("They don?t know", "1 question mark inside a word, as where a letter was lost"), ("It?s late; they?re off", "2 question marks inside words, as where letters were lost"),
    ("we?ll, I?d, I?m, you?ve", "4 question marks"), ("the boss?s car", "1 question mark"), ("the owner?s. The", "1 question mark"),
    ("What? She left.", ""), ("Who?s", "1 question mark"), ("page.html?s=1", ""), ("example.org/?t=3", ""), ("Why?to", ""), ("?t", ""), ("No? Yes?", ""),
])  # fmt: skip
def test_lost_letters_are_counted(text, why):
    assert "; ".join(note["why"] for note in lost_letters(text))[: len(why) or None] == why


def test_the_report_counts_each_kind_and_names_the_first_line(tmp_path):
    text = "Ferry to stop\n\nIt is late &mdash; very late.\n\n\x93No,\x94 said Zoe\u0308 Webb.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    story = read_story(tmp_path)
    assert story[0].text.endswith("“No,” said Zoë Webb.")
    assert story.report["line"].tolist() == [3]
    assert story.report["why"].tolist() == [
        "1 HTML entity was decoded; 2 Windows signs such as “ were put right; "
        "1 letter with a separate accent was composed; very short: 10 words in its paragraphs"
    ]
    assert len(quotations(story)) == 1


def test_entities_are_decoded_in_texts_at_hand():
    assert Story.of("&ldquo;No,&rdquo; she said.", Daily="&pound;7")[0].text == "“No,” she said."
    assert Story.of(Daily="&pound;7")[0].text == "£7"


def test_a_file_of_many_control_characters_is_still_no_text(tmp_path):
    (tmp_path / "a.txt").write_text("Two ministers met.\x01\x02", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Two ministers met. They agreed.", encoding="utf-8")
    assert read_story(tmp_path).report["why"][0].startswith("not text: line 1 holds a control")


@pytest.mark.parametrize("text, term, times", [
    ("The cafe\u0301 opened.", "café", 1), ("Mun\u0303oz scored.", "Muñoz", 1), ("The résumé was short.", "re\u0301sume\u0301", 1),
    ("Zo\u00eb’s and Zoe\u0308’s", "zoe\u0308", 2), ("two re\u0301sume\u0301s", "résum*", 1), ("two résumés", "re\u0301sum*", 1),
    ("the cafe\u0301 de\u0301cor", "café décor", 1), ("the cafe and the cafe\u0301", "cafe", 1),
])  # fmt: skip
def test_a_letter_is_the_same_however_its_accent_is_written(text, term, times):
    assert len(kwic(Story([Article(id="a", text=text)]), term)) == times


def test_accents_do_not_part_words():
    story = Story.of("The cafe\u0301 in Zoe\u0308’s re\u0301sume\u0301 opened.")
    assert tokens(story)["norm"].tolist() == ["the", "café", "in", "zoë", "résumé", "opened"]
    assert tokens(story)["text"][1] == "cafe\u0301"


@given(st.text())
def test_a_second_reading_finds_nothing_left_to_repair_in_letters(text):
    repaired, _ = repair(text)
    assert repaired.count("\n") == sum(text.count(end) for end in "\n\u2028\u2029")
    assert not any(note["why"].endswith("taken out") for note in repair(repaired)[1])
