"""Layers laid over each other, and what a story remembers."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings import Article, Story, code_frames, overlay
from tellings.text.layers import layer

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=12)


def rows_of(spans, article="a"):
    rows = [(article, start, start + length) for start, length in spans]
    return pd.DataFrame(rows, columns=["article", "start", "end"]).astype(
        {"start": "int64", "end": "int64"}
    )


@given(SPANS, SPANS)
def test_a_row_is_found_in_every_stretch_that_contains_it_and_in_no_other(inner, outer):
    found = overlay(rows_of(inner), rows_of(outer))
    expected = sorted(
        (a, a + n, b, b + m) for a, n in inner for b, m in outer if b <= a and a + n <= b + m
    )
    assert (
        sorted(found[["start", "end", "start_onto", "end_onto"]].itertuples(index=False, name=None))
        == expected
    )


def test_rows_of_several_tables_put_together_are_not_mixed_up():
    words = pd.concat([rows_of([(0, 4)], "a"), rows_of([(0, 4)], "b")])
    speech = pd.concat(
        [rows_of([(0, 9)], "a").assign(voice="Lee"), rows_of([(0, 9)], "b").assign(voice="Kim")]
    )
    assert overlay(words, speech)[["article", "voice"]].values.tolist() == [
        ["a", "Lee"],
        ["b", "Kim"],
    ]


CALLS = []


@layer()
def letters(story, least=1, words=()):
    """Made only for these tests: it notes each time that it is really made."""
    CALLS.append((least, words))
    rows = [(one.id, [(0, len(one.text))], least) for one in story]
    return pd.DataFrame(rows, columns=["article", "places", "least"])


@pytest.fixture(autouse=True)
def _no_calls():
    CALLS.clear()


def test_a_layer_is_made_once_for_a_story_and_its_arguments():
    story = Story.of("They met.")
    for _ in range(3):
        letters(story)
        letters(story, 1)
        letters(story, least=1)
        letters(story, 2, words=["a", "b"])
        letters(story, 2, words=("a", "b"))
    assert CALLS == [(1, ()), (2, ["a", "b"])]
    letters(Story.of("They met."))
    assert len(CALLS) == 3


def test_what_is_handed_out_cannot_spoil_what_is_remembered():
    story = Story.of("They met.", "They talked.")
    first = letters(story)
    first.loc[0, "least"] = 99
    first["places"].iloc[1].append("spoilt")
    first["least"] = first["least"] + 1
    again = letters(story)
    assert again["least"].tolist() == [1, 1]
    assert again["places"].tolist() == [[(0, 9)], [(0, 12)]]


def test_the_outlet_stands_beside_the_article():
    table = letters(Story.of("They met.", Daily="They talked."))
    assert list(table)[:2] == ["article", "outlet"]
    assert table["outlet"].tolist() == ["a", "Daily"]


@pytest.mark.parametrize("source, message", [
    (Article(id="a", text="They met."), "letters reads a story, not one article: write Story.of"),
    ([Article(id="a", text="They met.")], "letters reads a story, not a list; read_story makes one"),
])  # fmt: skip
def test_only_a_story_is_read(source, message):
    with pytest.raises(TypeError, match=message):
        letters(source)


def test_a_codebook_that_was_changed_is_read_anew(tmp_path):
    book = tmp_path / "mine.toml"
    story = Story.of("Ships sailed for the talks.")
    for term, found in (("ships", ["Ships"]), ("talks", ["talks"])):
        book.write_text(
            f'source = "x"\n[[frame]]\nname = "one"\nterms = ["{term}"]\n', encoding="utf-8"
        )
        assert code_frames(story, book)["text"].tolist() == found


def test_a_story_forgets_what_was_not_asked_for_longest(monkeypatch):
    monkeypatch.setattr("tellings.articles.story.MOST_CELLS", 10)
    story = Story.of("They met.")
    for least in (1, 2, 1, 3, 1, 2):  # each table has four cells, so two are remembered
        letters(story, least)
    assert [least for least, _ in CALLS] == [1, 2, 3, 2]


def test_a_table_too_large_to_be_remembered_is_handed_out_all_the_same(monkeypatch):
    monkeypatch.setattr("tellings.articles.story.MOST_CELLS", 3)
    story = Story.of("They met.")
    assert len(letters(story)) == len(letters(story)) == 1
    assert len(CALLS) == 2


@pytest.mark.parametrize("outlets, expected", [
    (["A", "A", "A (1)"], ["A (2)", "A (3)", "A (1)"]),
    (["A", "A (2)", "A"], ["A (1)", "A (2)", "A (3)"]),
    (["A (1)", "A (1)", "A", "A"], ["A (1) (1)", "A (1) (2)", "A (2)", "A (3)"]),
    (["A", "A", "B"], ["A (1)", "A (2)", "B"]),
])  # fmt: skip
def test_no_two_articles_are_called_the_same(outlets, expected):
    articles = (Article(id=str(at), text="x", outlet=one) for at, one in enumerate(outlets))
    assert list(Story(articles).names.values()) == expected
