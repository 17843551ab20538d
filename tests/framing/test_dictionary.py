"""Frames: hits in their place, what takes them back, and in whose voice they stand."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories import as_story
from tellings import Article, Codebook, Story, attributions, code_frames, frame_scores, read_story
from tellings.attribution.voices import voices
from tellings.framing.codebook import Frame
from tellings.text.forms import normal_form
from tellings.text.search import TermFinder
from tellings.text.splitting import split_words


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
    assert set(hits["section"]) == {"headline", "deck", "caption", "lead", "body"}
    assert (hits.loc[hits["section"].isin(["headline", "deck", "caption"]), "paragraph"] == 0).all()
    assert (hits.loc[hits["section"] == "lead", "paragraph"] == 1).all()


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
    assert code_frames(as_story(Article(id="a", text=text)), book)["start"].tolist() == [4]


@given(st.randoms(use_true_random=False))
def test_the_order_of_frames_and_terms_never_changes_a_hit(rng: random.Random):
    article = Article(
        id="a",
        text="Ships of the navy met at sea. The sea powers of the East Sea met the navy's ships.",
    )
    frames = [
        Frame("sea", "", ("sea", "East Sea", "sea power*")),
        Frame("arms", "", ("navy", "ship*", "ships of the navy")),
    ]
    expected = code_frames(as_story(article), Codebook("b", "", tuple(frames)))
    shuffled = [
        Frame(f.name, "", tuple(rng.sample(f.terms, len(f.terms))))
        for f in rng.sample(frames, len(frames))
    ]
    assert code_frames(as_story(article), Codebook("b", "", tuple(shuffled))).equals(expected)


def book(*frames, **excluded):
    return Codebook(
        "b",
        "",
        tuple(
            Frame(name, "", tuple(terms), tuple(excluded.get(name, ()))) for name, terms in frames
        ),
    )


def test_the_longest_term_wins_across_frames_and_equals_count_for_both():
    text = "They shelled Yeonpyeong island. The island is theirs."
    frames = book(
        ("threat", ["Yeonpyeong island", "shelled"]),
        ("land", ["island", "theirs"]),
        ("war", ["shelled"]),
    )
    hits = code_frames(as_story(Article(id="a", text=text)), frames, voice=False)
    assert hits[["frame", "text"]].values.tolist() == [
        ["threat", "shelled"], ["war", "shelled"], ["threat", "Yeonpyeong island"], ["land", "island"], ["land", "theirs"],
    ]  # fmt: skip


@pytest.mark.parametrize("text, negated", [
    ("They have no such deal between themselves.", True),
    ("They have a deal, no doubt about it.", False),
    ("There is no doubt that a deal is near.", False),
    ("China refused to deal with them.", True),
    ("China refused to condemn the sinking before the deal.", False),
    ("They signed not only a deal but a treaty.", False),
    ("He didn’t sign the deal.", True),
    ("He did not come, but the deal stands.", False),
    ("The deal was not signed.", False),
    ("Without a new trade deal they left.", True),
    ("Nobody knows whether or not a deal is near.", False),
])  # fmt: skip
def test_a_negation_marks_what_it_reaches(text, negated):
    hits = code_frames(as_story(Article(id="a", text=text)), book(("pact", ["deal"])), voice=False)
    assert hits["negated"].tolist() == [negated]


@given(
    st.lists(
        st.sampled_from(["no", "deal", ",", "but", "refused to", "not only", "a", "."]), max_size=30
    )
)
def test_a_negation_never_reaches_over_a_stop(parts):
    text = " ".join(parts)
    for hit in code_frames(
        as_story(Article(id="a", text=text or "x")), book(("pact", ["deal"])), voice=False
    ).itertuples():
        if text[: hit.start].rstrip().endswith((",", ".", "but")):
            assert not hit.negated


def test_the_words_of_the_event_are_marked_unless_a_longer_term_holds_them():
    story = Story(
        [Article(id="a", text="Talks on closer ties. The ties are old.")],
        event_words=["ties", "talk*"],
    )
    hits = code_frames(story, book(("cooperation", ["talks", "ties", "closer ties"])), voice=False)
    assert hits[["text", "event"]].values.tolist() == [
        ["Talks", True],
        ["closer ties", False],
        ["ties", True],
    ]


def test_each_hit_has_the_voice_at_its_first_character(story):
    hits = code_frames(story, "defence_talks")
    for name, mine in hits.groupby("article"):
        shares = voices(as_story(story[name]))
        for hit in mine.itertuples():
            here = shares[(shares["start"] <= hit.start) & (hit.start < shares["end"])]
            assert here["voice"].tolist() == [hit.voice]
    assert code_frames(story, "defence_talks", voice=False)["voice"].isna().all()


@pytest.mark.parametrize(
    "text, hit", [("The U.S. left.", "U.S."), ("They left China.", "China"), ("U.S", "U.S")]
)
def test_an_abbreviation_keeps_its_last_full_stop(text, hit):
    hits = code_frames(
        as_story(Article(id="a", text=text)), book(("powers", ["U.S.", "China"])), voice=False
    )
    assert hits["text"].tolist() == [hit]


def test_the_first_mention_of_each_frame_is_marked(story):
    hits = code_frames(story, "defence_talks", voice=False)
    firsts = hits[hits["first"]].set_index(["article", "frame"])["start"]
    assert firsts.to_dict() == hits.groupby(["article", "frame"])["start"].min().to_dict()


def test_corrected_attributions_decide_the_voice():
    story = read_story("seeds")
    story.correct(attributions=attributions(story).iloc[:0])
    assert set(code_frames(story, "defence_talks")["voice"]) == {"newsroom"}


@pytest.mark.parametrize("text, frame", [
    ("signed a memorandum of understanding", "colonial memory"),
    ("the artillery attack on Yeonpyeong island", "territory"),
    ("The meeting came amid high regional tensions", "great-power geopolitics"),
])  # fmt: skip
def test_words_that_look_like_a_frame_and_are_none(story, text, frame):
    article = next(article for article in story if text in article.text)
    start = article.text.index(text)
    hits = code_frames(as_story(article), "defence_talks", voice=False)
    assert hits[(hits["frame"] == frame) & hits["start"].between(start, start + len(text))].empty


def test_ties_that_have_been_strained_are_no_cooperation(story):
    hits = code_frames(story, "defence_talks", voice=False)
    strained = hits[
        (hits["article"] == story[0].id)
        & (hits["paragraph"] == 14)
        & (hits["frame"] == "cooperation")
    ]
    assert strained[~strained["event"]].empty


def test_no_such_deal_is_negated(story):
    pact = book(("pact", ["deal"]))
    hit = code_frames(story, pact, voice=False).iloc[0]
    assert (hit.article, hit.paragraph, hit.negated) == (story[0].id, 11, True)


def test_a_caption_is_not_the_body(story):
    protest = book(("protest", ["protest*"]))
    hits = code_frames(as_story(story[0]), protest, voice=False)
    assert set(hits["section"]) == {"caption"}
    assert frame_scores(as_story(story[0]), protest)["hits"].tolist() == [0]


@pytest.mark.parametrize("text, book, hits", [
    ("They asked the Internal Revenue Service.", "generic", []),
    ("They asked the Harbour Policy Center.", "generic", []),
    ("They asked the Government Accountability Office.", "generic", []),
    ("He reads the Financial Times.", "generic", []),
    ("It is so by virtue of the law.", "generic", []),
    ("They sent my child tax credit back.", "generic", ["my"]),
    ("Two million elephants died.", "generic", ["died"]),
    ("It cost $2 million and three million euros.", "generic", ["cost", "million", "million", "euros"]),
    ("It sold for five million in May.", "generic", ["million"]),
    ("The nuclear program went on.", "generic", []),
    ("The program went on.", "generic", ["program"]),
    ("Revenue Falls As Policy Center Blames Congress", "generic", ["Revenue", "Policy", "Blames", "Blames"]),
    ("The Senate voted, and the Utah Senate did not.", "policy", ["Senate", "Senate"]),
])  # fmt: skip
def test_words_within_names_and_fixed_phrases_are_no_hits(text, book, hits):
    article = Article(id="a", text=text)
    assert code_frames(as_story(article), book, voice=False)["text"].tolist() == hits


NAMES = [
    "They saw Tom Price there.", "They saw Ms. Price there.", "Bill Orr saw them there.", "There was Sue Orr, in a hat.",
    "They saw Mr. Law and Mrs. Church there.", "They saw Ann B. Price there.",
]  # fmt: skip
PHRASES = [
    "They acted in good faith, and at any cost.", "For God's sake, he said.", "In all fairness, they were late.", "It was a rule of thumb.",
    "They walked in the company of friends.", "It rained in the West Bank.",
]  # fmt: skip


@pytest.mark.parametrize("text", NAMES + PHRASES)
@pytest.mark.parametrize("book", ["generic", "policy"])
def test_a_persons_name_and_a_fixed_phrase_are_no_frame(text, book):
    assert code_frames(Story.of(text), book)["text"].tolist() == []


@pytest.mark.parametrize("text, found", [
    ("The price that Tom paid was high.", "price"), ("The new Bill of the senate failed.", "Bill"), ("The mayor said that Price controls fail.", "Price"),
])  # fmt: skip
def test_a_capital_alone_makes_no_person(text, found):
    assert found in code_frames(Story.of(text), "policy")["text"].tolist()
