"""What the figures of voices say: the same of the same, and nothing that is not so."""

import pytest

from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.attribution import figures
from tellings.attribution.figures import plot_speakers, plot_voices

SAID = "Talks go on, {} said. The ships left the harbour on Friday, {} added."


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))


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
def test_both_figures_have_the_same_finding(names, title):
    story = telling(*names)
    for plot in (plot_speakers, plot_voices):
        assert plot(story).title == title


def test_acts_are_in_neither_figure():
    text = "Mr. Ito said it was a mistake. Ms. Dahl condemned the attack on the harbour."
    story = Story([Article(id="a", text=text, outlet="Daily")])
    for plot in (plot_speakers, plot_voices):
        drawn = plot(story)
        assert "Dahl" not in drawn.alternative_text
        assert "Acts told without words, such as a refusal, are left out." in drawn.caption


@pytest.mark.parametrize("speakers, foot", [
    ([*NAMES, "Kai Moe", "Lea Vik", "Jon Aas"], "1 article of 1 outlet. Of each outlet the 10 speakers with most words."),
    (NAMES, "1 article of 1 outlet."),
])  # fmt: skip
def test_speakers_that_are_not_drawn_are_said(speakers, foot, monkeypatch):
    text = "\n\n".join(SAID.format(who, who) for who in speakers)
    seen = {}
    monkeypatch.setattr(figures, "draw", lambda *_, **told: seen.update(told))
    plot_speakers(Story([Article(id="a", text=text, outlet="Daily")]))
    assert seen["foot"] == foot
