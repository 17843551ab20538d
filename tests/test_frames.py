"""Frames: hits in their place, codebooks and their mistakes."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings import Article, CodebookError, code_frames, frame_differences, frame_scores, read_codebook, read_story
from tellings.codebooks import Codebook, Frame
from tellings.patterns import TermFinder
from tellings.tokens import normal_form, split_words

GOOD = '[[frame]]\nname = "sea"\nterms = ["ship*", "navy"]\n'


@pytest.fixture(scope="module")
def story():
    return read_story("seeds")


def test_every_hit_points_at_its_term(story):
    for hit in code_frames(story, "defence_talks").itertuples():
        text = story[hit.article].text[hit.start : hit.end]
        assert text == hit.text
        assert text.casefold().startswith(hit.term.casefold().rstrip("*.")[:4])


def test_sections_are_told_apart(story):
    hits = code_frames(story, "defence_talks")
    assert set(hits["section"]) == {"deck", "caption", "body"}
    assert (hits.loc[hits["section"] != "body", "paragraph"] == 0).all()


@pytest.mark.parametrize("words, terms, expected", [
    ("the island of Yeonpyeong island", ["island", "Yeonpyeong island"], ["island", "Yeonpyeong island"]),
    ("defense ties", ["defence"], ["defence"]),
    ("memories and memorandum", ["memor*"], ["memor*", "memor*"]),
    ("nuclear weapons of mass destruction", ["nuclear weapon*", "weapons of mass destruction"], ["weapons of mass destruction"]),
    ("U.S. drills", ["U.S."], ["U.S."]),
    ("the shipping of ships", ["ship*", "ships"], ["ship*", "ships"]),
])  # fmt: skip
def test_terms(words, terms, expected):
    norms = [normal_form(words[a:b]) for a, b in split_words(words)]
    assert [found.term for found in TermFinder(terms).find(norms)] == expected


def test_an_excluded_phrase_takes_its_word_along():
    book = Codebook("b", "", (Frame("land", "", ("island",), ("Yeonpyeong island",)),))
    text = "The island is ours. They shelled Yeonpyeong island."
    assert code_frames(Article(id="a", text=text), book)["start"].tolist() == [4]


@given(st.randoms(use_true_random=False))
def test_the_order_of_frames_and_terms_never_changes_a_hit(rng: random.Random):
    article = Article(id="a", text="Ships of the navy met at sea. The sea powers of the East Sea met the navy's ships.")
    frames = [Frame("sea", "", ("sea", "East Sea", "sea power*")), Frame("arms", "", ("navy", "ship*", "ships of the navy"))]
    expected = code_frames(article, Codebook("b", "", tuple(frames)))
    shuffled = [Frame(f.name, "", tuple(rng.sample(f.terms, len(f.terms)))) for f in rng.sample(frames, len(frames))]
    assert code_frames(article, Codebook("b", "", tuple(shuffled))).equals(expected)


def test_scores_count_sentences_of_the_body_and_differences_say_what_they_cannot_tell(story):
    scores = frame_scores(story, "defence_talks")
    assert scores["of"].tolist() == [16] * len(scores)
    assert ((scores["low"] <= scores["share"]) & (scores["share"] <= scores["high"])).all()
    assert set(frame_differences(scores)["verdict"]) == {"cannot tell"}


def test_a_large_difference_is_told():
    book = Codebook("b", "", (Frame("sea", "", ("ships",)),))
    articles = [Article(id="a", text="Ships sailed. " * 30), Article(id="b", text="They met. " * 30)]
    row = frame_differences(frame_scores(articles, book)).iloc[0]
    assert (row["verdict"], row["difference"]) == ("differs", 1.0)


@pytest.mark.parametrize("toml, message", [
    ("name = ", "Invalid value"),
    ('name = "x"', "a codebook needs at least one"),
    (GOOD + 'colour = "red"', "line 4: colour: known keys are"),
    (GOOD + '[[frame]]\nname = "sea"\nterms = ["x"]', "line 5: sea: it stands there twice"),
    ('[[frame]]\nname = "sea"\nterms = ["ship*", "ship*"]', r"line 3: ship\*: it stands there twice"),
    ('[[frame]]\nname = "sea"\nterms = []', "line 3: terms: the list is empty"),
    ('[[frame]]\nname = "sea"\nterms = ["sh*p"]', r"line 3: sh\*p: .* the \* must stand at the end"),
    ('[[frame]]\nname = "sea"\nterms = ["*"]', "names no word"),
    ('[[frame]]\nname = "sea"\nterms = "ships"', "terms are a list of texts"),
])  # fmt: skip
def test_a_mistake_in_a_codebook_names_line_and_key(tmp_path, toml, message):
    path = tmp_path / "book.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(CodebookError, match=message):
        read_codebook(path)


def test_an_unknown_codebook_names_the_known():
    with pytest.raises(FileNotFoundError, match="defence_talks"):
        read_codebook("defense_walks")
