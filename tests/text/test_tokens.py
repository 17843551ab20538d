"""Sentences and words, and the form in which words are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories import as_story
from tellings import Article, read_story, sentences, tokens
from tellings.text.forms import normal_form, stop_words
from tellings.text.splitting import split_sentences, split_words


@pytest.mark.parametrize("text, expected", [
    ("They met. They agreed.", ["They met.", "They agreed."]),
    ("Mr. Kim and Adm. Mullen met on Nov. 23. It rained.", ["Mr. Kim and Adm. Mullen met on Nov. 23.", "It rained."]),
    ("He came from the U.S. The talks failed.", ["He came from the U.S.", "The talks failed."]),
    ("U.S. Secretary Gates came.", ["U.S. Secretary Gates came."]),
    ("J. K. Lee said so.", ["J. K. Lee said so."]),
    ('"It is over." She left.', ['"It is over."', "She left."]),
    ('"Is it over?" Kim asked. Nobody knew.', ['"Is it over?" Kim asked.', "Nobody knew."]),
    ("“It is over!” He rose.", ["“It is over!”", "He rose."]),
    ("Prices rose 3.5 percent. Wages fell.", ["Prices rose 3.5 percent.", "Wages fell."]),
    ("It was No. 1 on the list. They won.", ["It was No. 1 on the list.", "They won."]),
    ("No. They will not.", ["No.", "They will not."]),
    ("Acme Inc. The firm closed.", ["Acme Inc.", "The firm closed."]),
    ("", []),
])  # fmt: skip
def test_sentences_of_a_paragraph(text, expected):
    assert [text[a:b] for a, b in split_sentences(text)] == expected


@pytest.mark.parametrize("text, expected", [
    ("Kim's 1,200-strong force", ["Kim's", "1,200-strong", "force"]),
    ("the navies’ ships", ["the", "navies", "ships"]),
    ("centre-left U.S. policy (East Sea)", ["centre-left", "U.S", "policy", "East", "Sea"]),
    ("___ * —", []),
    ("soft\u00adhyphen zero\u200bwidth", ["soft\u00adhyphen", "zero\u200bwidth"]),
])  # fmt: skip
def test_words(text, expected):
    assert [text[a:b] for a, b in split_words(text)] == expected


@pytest.mark.parametrize("one, other", [
    ("Defence", "defense"), ("Kwan-Jin", "Kwan-jin"), ("programme", "programs"[:-1]), ("neighbouring", "neighboring"),
    ("organisations", "organizations"), ("Korea’s", "Korea"), ("Korea's", "Korea"), ("kilometres", "kilometers"),
    ("soft\u00adhyphen", "softhyphen"), ("non‑military", "non-military"), ("labelled", "labeled"), ("analysed", "analyzed"),
])  # fmt: skip
def test_forms_compared_as_one(one, other):
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize("one, other", [
    ("it's", "it"), ("practise", "practises"), ("tie", "ties"), ("us", "U.S"), ("moral", "morale"), ("terrorist", "terrorize"),
])  # fmt: skip
def test_forms_kept_apart(one, other):
    assert normal_form(one) != normal_form(other)


@pytest.mark.parametrize(
    "word",
    ["realism", "specialist", "analyst", "analysis", "criticism", "optimist", "colonist", "basis"],
)
def test_spelling_rules_leave_other_words_alone(word):
    assert normal_form(word) == word


def test_news_words_are_no_stop_words():
    assert not stop_words() & {
        "said",
        "state",
        "states",
        "new",
        "world",
        "million",
        "first",
        "two",
        "year",
    }


def test_the_seeds_have_as_many_words_as_counted_by_hand():
    words = tokens(read_story("seeds")).query("section == 'body'")
    assert words.groupby("article").size().tolist() == [387, 517]


@given(st.text())
def test_layers_of_any_text_point_at_what_they_say(text):
    article = Article(id="a", text=text)
    found, said = tokens(as_story(article)), sentences(as_story(article))
    assert all(text[row.start : row.end] == row.text for row in found.itertuples())
    assert all(text[row.start : row.end] == row.text for row in said.itertuples())
    for layer in (found, said):
        assert (layer["start"].to_numpy()[1:] >= layer["end"].to_numpy()[:-1]).all()


@given(st.text())
def test_sentences_lose_nothing_but_space(text):
    kept = "".join(text[a:b] for a, b in split_sentences(text))
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text())
def test_normal_form_is_stable_under_capitals(word):
    assert normal_form(word.upper()) == normal_form(word.upper().lower().upper())


@pytest.mark.parametrize("piece", [".", '"', ". ", '." ', "a.", "U.S. ", "x", "… "])
def test_time_is_linear_in_length(piece):
    """Counted in steps of the interpreter's matcher it cannot be, so: a text that quadratic time would not finish."""
    text = piece * (400_000 // len(piece))
    assert sum(b - a for a, b in split_sentences(text)) <= len(text)
