"""Shares of voice: of all words that an outlet attributes, the same everywhere, and how sure."""

import matplotlib
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from tellings import Article, Story, overview, read_story, sources
from tellings.attribution.figures import plot_voices
from tellings.attribution.shares import share_of_voice, shares
from tellings.attribution.voice_chart import voice_dots
from tellings.chance import share_interval
from tellings.drawing.figure import STYLE
from tellings.text.splitting import split_words

STORY = Story(
    Article(id=key, text="x", outlet=outlet)
    for key, outlet in [("a", "Daily"), ("b", "Post"), ("c", "Daily")]
)
VOICES = pd.DataFrame(
    [
        ("a", "Lee", "Norway", 30, 2),
        ("a", "Kim", "", 10, 1),
        ("c", "Lee", "Norway", 50, 3),
        ("c", "Ito", "Japan", 10, 1),
    ],
    columns=["article", "actor", "side", "words", "attributions"],
).assign(acts=0)
DAILY = "Talks go on, Ms. Lee said. They have failed, Mr. Kim said."


def read(*texts: tuple[str, str]) -> Story:
    return Story(
        Article(id=f"{at:02}", text=text, outlet=outlet) for at, (outlet, text) in enumerate(texts)
    )


@pytest.fixture
def seeds():
    """The story of the lessons, as a person has corrected it."""
    story = read_story("seeds")
    story.correct(attributions="gold/attributions.csv")
    return story


@pytest.mark.parametrize("by, most, expected", [
    ("actor", 6, [("Daily", "Lee", 80, 0.8), ("Daily", "Ito", 10, 0.1), ("Daily", "Kim", 10, 0.1), ("Post", "others", 0, 0.0)]),
    ("actor", 1, [("Daily", "Lee", 80, 0.8), ("Daily", "others", 20, 0.2), ("Post", "others", 0, 0.0)]),
    ("side", 6, [("Daily", "Norway", 80, 0.8), ("Daily", "Japan", 10, 0.1), ("Daily", "not said", 10, 0.1), ("Post", "others", 0, 0.0)]),
])  # fmt: skip
def test_shares_of_voice_are_of_all_words_an_outlet_attributes(by, most, expected):
    table = shares(STORY, VOICES, by, most)
    assert [
        (row.outlet, row.voice, row.words, round(row.share, 9)) for row in table.itertuples()
    ] == expected
    assert table["outlet_words"].tolist()[0] == 100
    assert table["outlet_attributions"].tolist()[0] == 7


def test_shares_of_other_articles_are_refused():
    with pytest.raises(ValueError, match="c: not among the articles"):
        shares(STORY[:2], VOICES)


def test_share_of_voice_reads_what_sources_returns():
    table = share_of_voice(read(("Daily", "Talks go on, Ms. Lee said. Rain fell."), ("b", "Rain.")))
    assert table[["outlet", "voice", "share", "low", "high"]].values.tolist()[1] == [
        "b", "others", 0.0, 0.0, 1.0,
    ]  # fmt: skip
    assert table["share"].tolist() == [1.0, 0.0]


def test_words_of_one_attribution_are_drawn_together_and_many_articles_whole():
    lee, kim = "Talks go on, Ms. Lee said.", "Talks go on, Mr. Kim said."
    few = share_of_voice(read(("Daily", f"{lee} {kim} {lee} {kim}")))
    assert few["low"].min() < share_interval(6, 12)[0]  # as if each word were drawn alone
    # Four articles that are all alike leave nothing to chance between them, four that differ do.
    alike = share_of_voice(read(*[("Daily", f"{lee} {kim}")] * 4))
    apart = share_of_voice(read(*[("Daily", f"{lee} {lee}"), ("Daily", f"{kim} {kim}")] * 2))
    assert alike["share"].tolist() == apart["share"].tolist() == [0.5, 0.5]
    assert alike["low"].min() > apart["low"].min()


def test_what_is_in_others_has_the_interval_of_all_of_them():
    names = ["Lee", "Kim", "Ito", "Dahl", "Holm", "Berg", "Falk", "Lund", "Rask"]
    told = " ".join(f"The plan will not work, Ms. {name} said." for name in names)
    table = share_of_voice(read(("Daily", told)))
    assert table.iloc[-1][["voice", "words"]].tolist() == ["others", 15]
    assert table["share"].between(table["low"], table["high"]).all()
    assert table["high"].iloc[-1] > table["high"].iloc[0]


def test_after_a_correction_all_lessons_give_the_same_shares(seeds, tmp_path, monkeypatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    spoken = sources(seeds).query("words > 0").set_index(["outlet", "actor"])
    drawn = plot_voices(seeds).data.set_index(["outlet", "voice"])
    assert "Japan" not in set(spoken.index.get_level_values("actor"))
    assert drawn["share"].to_dict() == pytest.approx(spoken["share"].to_dict())
    told = overview(seeds, "seeds/topics.toml").query("question == 'who speaks'")
    words = [
        len(split_words(seeds[row.article].text[row.start : row.end])) for row in told.itertuples()
    ]
    counted = told.assign(words=words).groupby(["outlet", "answer"])["words"].sum()
    assert counted.to_dict() == spoken["words"].to_dict()


def drawn_dots(data: pd.DataFrame) -> tuple[list[float], list[str]]:
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(8, 3), layout="constrained")
        voice_dots(figure, data)
        figure.draw_without_rendering()
    axes = figure.axes[0]
    dots = [
        round(float(line.get_xdata()[0]), 6) for line in axes.lines if len(line.get_xdata()) == 1
    ]
    return dots, [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def test_each_dot_is_a_share_and_says_whose(monkeypatch):
    story = read(("Daily", DAILY), ("Post", "Talks go on, Ms. Lee said."), ("Echo", "Rain fell."))
    dots, texts = drawn_dots(share_of_voice(story))
    assert dots == [0.5, 1.0, 0.5]
    assert {"50% Daily", "100% Post", "Lee", "Kim"} <= set(texts)
    assert not [text for text in texts if "Echo" in text]
    _, texts = drawn_dots(share_of_voice(story[:1]))
    assert texts.count("50%") == 2
