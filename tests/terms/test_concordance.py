"""Concordance, collocations and key phrases."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

from stories import as_story
from tellings import Article, Story, counts, key_phrases, kwic, read_story, show, tokens
from tellings.terms.phrases import association, c_value, collocations

TALKS = Article(
    id="talks",
    text="Talks on the pact stalled. No pact, no talks.\n\nA pact on trade? Talks went on.",
)
HIDDEN = Article(
    id="hidden", text="The co\u00adoperation of zero\u200bwidth words. Cooperation ended."
)
EMPTY = Article(id="empty", text="")


@pytest.fixture(scope="module")
def story():
    return read_story("seeds")


# The concordance


def test_kwic_has_every_line_and_both_sides_of_a_word(story):
    lines = kwic(story, ["sunk", "sinking"])
    assert [(line.match, line.paragraph) for line in lines.itertuples()] == [
        ("sunk", 15),
        ("sinking", 14),
    ]
    assert lines["left"].iloc[0].endswith("allegedly ")
    assert len(kwic(story, "the")) == counts(story).query("word == 'the'")["count"].sum()


def test_captions_and_headlines_are_not_counted(story):
    assert "protesters" in story[0].text
    assert kwic(story, "protest*").query("article == @story[0].id").empty


@pytest.mark.parametrize("terms, matches", [
    ("PACT", ["pact", "pact", "pact"]),
    ("pact stall*", ["pact stalled"]),
    (["no", "no talks"], ["No", "no talks"]),  # where terms overlap the longest wins
    ("stalled no", []),  # no term reaches across a sentence
    (re.compile(r"\b[Tt]alks\b"), ["Talks", "talks", "Talks"]),
    (re.compile(r"stalled\. No"), ["stalled. No"]),
    (re.compile(r"talks\W+A pact"), []),  # nor a pattern across a paragraph
    (re.compile(r"^\w+"), ["Talks", "A"]),
    (re.compile(r"x*"), []),  # nothing matched is no place
    (["trade", re.compile("on t.*?e")], ["on the", "on trade", "trade"]),
    ([re.compile("pact"), "pact"], ["pact"] * 3),  # one place, one line
    ([], []),
])  # fmt: skip
def test_what_a_term_finds(terms, matches):
    lines = kwic(as_story(TALKS), terms)
    assert lines["match"].tolist() == matches
    assert [TALKS.text[line.start : line.end] for line in lines.itertuples()] == matches


def test_each_line_says_which_of_the_terms_it_is():
    assert kwic(as_story(TALKS), ["pact", "tra*", re.compile("^A")])["term"].tolist() == [
        "pact",
        "pact",
        "^A",
        "pact",
        "tra*",
    ]


@pytest.mark.parametrize("width, unit, lines", [
    (5, "characters", [(" the ", " stal"), (". No ", ", no "), ("A ", " on t")]),
    (1, "words", [("the ", " stalled"), ("No ", ", no"), ("A ", " on")]),
    (99, "words", [
        ("Talks on the ", " stalled. No pact, no talks"), ("Talks on the pact stalled. No ", ", no talks"), ("A ", " on trade? Talks went on"),
    ]),
    (0, "words", [("", ""), ("", ""), ("", "")]),
    (0, "sentence", [("Talks on the ", " stalled."), ("No ", ", no talks."), ("A ", " on trade?")]),
])  # fmt: skip
def test_how_much_context_is_shown(width, unit, lines):
    table = kwic(as_story(TALKS), "pact", width, unit)
    assert list(zip(table["left"], table["right"], strict=True)) == lines


@pytest.mark.parametrize("sort, rights", [
    ("", [" stalled", ", no", " on"]),
    ("1R", [", no", " on", " stalled"]),
    ("1L", [" on", ", no", " stalled"]),
    ("9R 2r, 1L", [" stalled", ", no", " on"]),  # past the paragraph's end is before a
    ("0 1L", [" on", ", no", " stalled"]),
])  # fmt: skip
def test_lines_are_sorted_by_the_words_beside(sort, rights):
    assert kwic(as_story(TALKS), "pact", 1, "words", sort)["right"].tolist() == rights


def test_lines_of_several_articles_are_sorted_together():
    story = Story([Article(id="a", text="They met."), Article(id="b", text="They ate.")])
    assert kwic(story, "they", sort="1R")["article"].tolist() == ["b", "a"]


def test_a_word_with_invisible_characters_is_found_and_shown_as_it_stands():
    lines = kwic(as_story(HIDDEN), ["cooperation", "zerowidth"], 1, "words", "1L")
    assert lines["match"].tolist() == ["zero\u200bwidth", "co\u00adoperation", "Cooperation"]
    assert lines["left"].tolist() == ["of ", "The ", "words. "]


@pytest.mark.parametrize("call, words", [
    (lambda: kwic(as_story(TALKS), "pact", unit="lines"), "'characters', 'words' or 'sentence', not 'lines'"),
    (lambda: kwic(as_story(TALKS), "pact", sort="right"), "'right' is not words such as '1L'"),
    (lambda: kwic(as_story(TALKS), " "), "names no word"),
    (lambda: collocations(as_story(TALKS), window=0), "not 0"),
    (lambda: collocations(as_story(TALKS), node="—"), "names no word"),
])  # fmt: skip
def test_what_cannot_be_asked(call, words):
    with pytest.raises(ValueError, match=words):
        call()


@given(
    st.text(alphabet="ab .\n", max_size=60),
    st.sampled_from(["characters", "words", "sentence"]),
    st.integers(0, 9),
)
def test_left_match_and_right_stand_together_in_the_text(text, unit, width):
    article = Article(id="x", text=text)
    for line in kwic(as_story(article), ["a", "b*"], width, unit, sort="1L 2R").itertuples():
        assert (
            text[line.start - len(line.left) : line.end + len(line.right)]
            == line.left + line.match + line.right
        )
        first, last = article.paragraphs[line.paragraph - 1]
        assert first <= line.start - len(line.left)
        assert line.end + len(line.right) <= last


def test_a_concordance_reads_down_the_middle():
    html = show(kwic(as_story(TALKS), "pact", 13)[["left", "match", "right"]]).html
    cells = re.findall(r'<td style="text-align:(\w+)[^"]*">(.*?)</td>', html)
    assert cells[:2] == [("right", "Talks on the "), ("center", "<b>pact</b>")]
    assert ("left", " stalled. No") in [(side, text[:12]) for side, text in cells]


# Collocations


@pytest.mark.parametrize("measure, printed", [
    ("t", 0.999932),  # Manning & Schuetze 1999, p. 164: "new companies"
    ("chi2", 1.55),
    ("g2", 1.325389), ("pmi", 0.629343),
])  # fmt: skip
def test_association_in_manning_and_schuetze(measure, printed):
    digits = len(str(printed).partition(".")[2])
    assert round(association(8, 15828, 4675, 14307668)[measure], digits) == printed


def test_delta_p_of_the_phrase_of_course_in_gries_2013():
    a, b, c, d = 5610, 168938, 2257, 10233063
    found = association(a, a + b, a + c, a + b + c + d)
    assert (round(found["delta_p_forward"], 3), round(found["delta_p_backward"], 3)) == (
        0.032,
        0.697,
    )


def test_log_dice_is_14_for_words_that_never_part():
    assert association(7, 7, 7, 100)["log_dice"] == 14
    assert association(1, 2, 2, 100)["log_dice"] == 13


@pytest.mark.parametrize("window", [1, 2, 5])
def test_collocations_are_those_of_nltk_within_sentences(story, window):
    words = tokens(story).query("section == 'body'")
    sentences = [
        group["norm"].tolist() for _, group in words.groupby(["article", "sentence"], sort=False)
    ]
    finder = BigramCollocationFinder.from_words(
        [w for s in sentences for w in [*s, *[None] * window]], window + 1
    )
    table = collocations(story, window=window)
    assert len(table) > 20
    for row in table.itertuples():
        assert row.count == finder.ngram_fd[row.first, row.second]
        assert row.g2 == pytest.approx(
            finder.score_ngram(BigramAssocMeasures.likelihood_ratio, row.first, row.second)
        )
        assert row.t == pytest.approx(
            finder.score_ngram(BigramAssocMeasures.student_t, row.first, row.second)
        )


@pytest.mark.parametrize("window", [1, 2, 3, 5, 10])
@pytest.mark.parametrize("text, pair", [
    ("North Korea spoke. North Korea met. North Korea left. Rain fell.", ("north", "korea")),
    ("New York slept. In New York it rained. Then New York woke up.", ("new", "york")),
    ("Tea time came. Tea time, tea time, they sang.", ("tea", "time")),
])  # fmt: skip
def test_words_that_never_stand_apart_have_the_highest_log_dice_in_any_window(text, pair, window):
    table = collocations(as_story(Article(id="a", text=text)), window=window)
    assert table.set_index(["first", "second"]).loc[pair, "log_dice"] == 14
    assert table["log_dice"].max() <= 14


@pytest.mark.parametrize("window", [1, 4])
def test_log_dice_is_rychlys_with_what_was_counted(window):
    text = (
        "The old bridge fell. A bridge so old falls. No old man crossed it. Old bridge, new bridge."
    )
    row = (
        collocations(as_story(Article(id="a", text=text)), window=window)
        .set_index(["first", "second"])
        .loc[("old", "bridge")]
    )
    assert row["log_dice"] == pytest.approx(14 + math.log2(2 * row["count"] / (4 + 4)))


def test_collocations_of_the_seeds(story):
    table = collocations(story).set_index(["first", "second"])
    assert table.loc[("united", "states"), "count"] == 3
    assert table.loc[("united", "states"), "log_dice"] == pytest.approx(14)
    assert table.loc[("united", "states"), "articles"] == 2


@pytest.mark.parametrize("node, window, least, pairs", [
    ("pact", 1, 2, [("bad", "pact", 2)]),
    ("pact", 2, 2, [("bad", "pact", 2), ("pact", "talks", 2)]),
    ("bad pact", 1, 1, [("bad pact", "talking", 1), ("bad pact", "talks", 1)]),
    ("TALK*", 1, 2, [("pact", "TALK*", 2)]),
    ("the", 1, 1, [("the", "pact", 1)]),
    ("nowhere", 1, 1, []),
])  # fmt: skip
def test_collocates_of_a_node(node, window, least, pairs):
    article = Article(id="a", text="Bad pact talks. Bad pact talking! Pact of talks. The pact.")
    found = collocations(as_story(article), node, window, least)[["first", "second", "count"]]
    assert sorted(found.itertuples(index=False, name=None)) == pairs


@pytest.mark.parametrize("text", ["", "pact", "pact pact pact", "Pact. Pact.", "the of the of"])
def test_texts_too_short_for_pairs(text):
    table = collocations(as_story(Article(id="a", text=text)), least=1)
    assert table["g2"].isna().all()
    assert all(math.isnan(value) for value in association(2, 3, 3, 3).values())


# Key phrases


def test_c_value_in_frantzi_ananiadou_and_mima_2000():
    given_counts = {
        "adenoid cystic basal cell carcinoma": 5, "cystic basal cell carcinoma": 11, "ulcerated basal cell carcinoma": 7,
        "recurrent basal cell carcinoma": 5, "circumscribed basal cell carcinoma": 3, "basal cell carcinoma": 984,
    }  # fmt: skip
    found = c_value({tuple(phrase.split()): n for phrase, n in given_counts.items()})
    assert [round(value, 2) for _, value in sorted(found.items(), key=lambda item: -item[1])] == [
        1551.36,
        14,
        12,
        11.61,
        10,
        6,
    ]


def test_key_phrases_by_outlet():
    here = Article(
        id="a",
        outlet="A",
        text="Naval base talks. The naval base, talks: the naval base. Naval base talks.",
    )
    there = Article(id="b", outlet="B", text="Talks on a naval base. Cell block. Cell, block.")
    table = key_phrases(Story([here, there]))
    assert table[["phrase", "outlet", "count", "articles", "total"]].values.tolist() == [
        ["naval base talks", "A", 2, 1, 2], ["naval base", "A", 4, 1, 5], ["naval base", "B", 1, 1, 5],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Naval. Base." * 2,
        "naval\n\nbase " * 2,
        "naval, base; " * 2,
        "naval and base. " * 2,
        "naval base",
    ],
)
def test_no_phrase_reaches_over_a_stop_a_paragraph_a_comma_or_a_function_word(text):
    assert key_phrases(as_story(Article(id="a", text=text))).empty


def test_a_phrase_that_never_stands_alone_is_left_out():
    table = key_phrases(as_story(Article(id="a", text="Joint naval base. Joint naval base.")))
    assert table["phrase"].tolist() == ["joint naval base"]


@pytest.mark.parametrize(
    "call",
    [
        lambda x: kwic(as_story(x), "x"),
        lambda x: collocations(as_story(x), node="x"),
        lambda x: key_phrases(as_story(x)),
    ],
)
def test_an_empty_article_gives_an_empty_table_with_its_columns(call):
    assert call(EMPTY).empty
    assert call(EMPTY).columns.tolist() == call(TALKS).columns.tolist()
