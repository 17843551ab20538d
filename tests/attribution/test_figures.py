"""What the figures of lesson 3 say: nothing that is not so, and of how many words."""

import re

import pytest

from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.attribution.figures import plot_accuracy, plot_voices

SAID = "Talks go on, {} said. The ships left the harbour on Friday, {} added."


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    return tmp_path


def telling(*speakers: str, outlets: bool = True) -> Story:
    return Story(
        Article(id=f"{at:02}", text=SAID.format(who, who), outlet=f"Paper {at}" if outlets else "A")
        for at, who in enumerate(speakers)
    )


NAMES = [
    "Ann Lee",
    "Bo Dahl",
    "Ito Kan",
    "Eva Holm",
    "Ola Berg",
    "Mia Falk",
    "Per Lund",
    "Siv Rask",
]


@pytest.mark.parametrize("names, title", [
    (NAMES[:1], "The largest share of the attributed words goes to Ann Lee (100%) in Paper 0."),
    (NAMES[:2], "The largest share of the attributed words goes to Ann Lee (100%) in Paper 0 and Bo Dahl (100%) in Paper 1."),
    (["Ann Lee"] * 2, "The largest share of the attributed words goes to Ann Lee: 100% in Paper 0 and 100% in Paper 1."),
    (NAMES, "No two of 8 outlets give the most words to the same speaker."),
    ([*NAMES, "Ann Lee"], "Ann Lee is given the most words in 2 of 9 outlets."),
    (["he"] * 4, "No two of 4 outlets give the most words to the same speaker."),
])  # fmt: skip
def test_the_finding_says_to_whom_most_words_go(names, title):
    assert plot_voices(telling(*names)).title == title


@pytest.mark.parametrize("text, title", [
    ("The port is shut, the Ministry of Fish said.", "The largest share of the attributed words goes to the Ministry of Fish (100%) in Daily."),
    ("The port is shut, a spokesman said.", "The largest share of the attributed words goes to a spokesman (100%) in Daily."),
    ("The port is shut, officials said.", "The largest share of the attributed words goes to officials (100%) in Daily."),
    ("Rain fell.", "Nobody is given any words in these articles, so there is nobody to draw."),
])  # fmt: skip
def test_the_finding_names_a_speaker_as_a_sentence_does(text, title):
    assert plot_voices(Story([Article(id="a", text=text, outlet="Daily")])).title == title


def test_acts_are_not_drawn():
    text = "Mr. Ito said it was a mistake. Ms. Dahl condemned the attack on the harbour."
    drawn = plot_voices(Story([Article(id="a", text=text, outlet="Daily")]))
    assert "Dahl" not in drawn.alternative_text
    assert "Acts told without words, such as a refusal, are left out." in drawn.caption


@pytest.mark.parametrize("names, foot", [
    (NAMES[:2], "2 articles of 2 outlets. Attributed: 10 words in Paper 0 and 10 words in Paper 1."),
    (["he", *NAMES[:3]], "4 articles of 4 outlets. Attributed: from 10 words in Paper 0 to 10 words in Paper 3."),
])  # fmt: skip
def test_the_foot_says_of_how_many_words_the_shares_are(names, foot, folder):
    plot_voices(telling(*names))
    svg = (folder / "share_of_voice.svg").read_text(encoding="utf-8")
    assert foot in " ".join(" ".join(re.findall(r">([^<>]+)</text>", svg)).split())


def test_the_curve_marks_the_setting_of_its_title(folder):
    assert plot_accuracy().title.startswith("At the setting used here, 68 of 100 ")
    svg = (folder / "attribution_accuracy.svg").read_text(encoding="utf-8")
    assert ">0.3, used here</text>" in svg
