"""The function that draws and saves, the charts, and the reading view."""

import xml.etree.ElementTree as ET

import matplotlib.image
import pandas as pd
import pytest

from tellings import Article, draw, show, side_by_side
from tellings.figures import intervals, keyness_plot, share_bars, stacked_shares, strips

CAPTION = "One outlet gives the topic more room."
WORDS = "Two rows of boxes, the upper with three of them filled, the lower with none."
PLACES = pd.DataFrame({"topic": ["talks"] * 2, "article": ["A", "B"], "places": [[1, 2], []], "of": [3, 2]})
SHARES = pd.DataFrame({"frame": ["sea"] * 2, "article": ["A", "B"], "share": [0.5, 0.2], "low": [0.3, 0.1], "high": [0.7, 0.4]})
KEYS = pd.DataFrame({"word": ["ties", "pact", "talks"], "log_ratio": [2.0, -3.0, 0.0], "p": [0.02, 0.3, 1.0]})
VOICES = pd.DataFrame({"article": ["A", "A", "B"], "who": ["Lee", "Kim", "Lee"], "words": [30, 4, 9], "quoted": [10, 0, 9]})
PARTS = pd.DataFrame({"article": ["A", "A", "B"], "section": ["deck", "body", "body"], "words": [20, 300, 200]})
CHARTS = [
    (strips("topic", "article", "places", "of"), PLACES),
    (intervals("frame", "article", "share", "low", "high", "share"), SHARES),
    (keyness_plot("word", "log_ratio", "p", 100, "A", "B"), KEYS),
    (share_bars("who", "article", "words", "quoted", "words", "quoted", "reported"), VOICES),
    (stacked_shares("article", "section", "words"), PARTS),
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("chart, data", CHARTS)
def test_a_figure_is_four_files_and_the_same_bytes_again(folder, chart, data):
    draw("one", chart, data, caption=CAPTION, alternative_text=WORDS)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    draw("one", chart, data, caption=CAPTION, alternative_text=WORDS)
    assert set(first) == {"one.png", "one.svg", "one.csv", "one.txt"}
    assert first == {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("chart, data", CHARTS)
def test_nothing_is_clipped_at_the_edge(folder, chart, data):
    draw("one", chart, data, caption=CAPTION, alternative_text=WORDS)
    pixels = matplotlib.image.imread(folder / "one.png")[:, :, :3]
    border = [pixels[:4], pixels[-4:], pixels[:, :4], pixels[:, -4:]]
    assert all((edge == 1).all() for edge in border)


def test_the_numbers_drawn_and_both_texts_are_saved(folder):
    draw("one", CHARTS[1][0], SHARES, caption=CAPTION, alternative_text=WORDS)
    assert pd.read_csv(folder / "one.csv").equals(SHARES)
    assert (folder / "one.txt").read_text(encoding="utf-8") == f"Caption: {CAPTION}\nAlternative text: {WORDS}\n"
    text = " ".join(ET.parse(folder / "one.svg").getroot().itertext())
    assert "sea" in text


@pytest.mark.parametrize("name, caption, words", [
    ("One", CAPTION, WORDS), ("a/b", CAPTION, WORDS), ("one", "Topics", WORDS), ("one", CAPTION, "A chart of boxes."),
])  # fmt: skip
def test_a_figure_needs_name_caption_and_alternative_text(folder, name, caption, words):
    with pytest.raises(ValueError, match=r"name|caption"):
        draw(name, CHARTS[0][0], PLACES, caption=caption, alternative_text=words)
    assert not list(folder.iterdir())


def test_a_chart_that_fails_leaves_the_old_figure(folder):
    draw("one", CHARTS[0][0], PLACES, caption=CAPTION, alternative_text=WORDS)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(KeyError):
        draw("one", CHARTS[0][0], SHARES, caption=CAPTION, alternative_text=WORDS)
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_table_shows_every_word_and_no_markup_of_the_text():
    view = show(pd.DataFrame({"text": ["a <b> " + "long " * 40], "share": [0.123], "count": [7], "none": [None]}))
    assert "long " * 40 in view._repr_html_()
    assert "&lt;b&gt;" in view._repr_html_()
    assert ">0.12<" in view._repr_html_()
    assert "None" not in view._repr_html_()


def test_the_reading_view_marks_in_place():
    articles = [Article(id="a", text="They hailed a pact."), Article(id="b", text="They met.\n\nThen <they> left.")]
    layer = pd.DataFrame({"article": ["a", "b"], "start": [14, 16], "end": [18, 22], "what": ["deal", "who"]})
    html = side_by_side(articles, layer, "what").html
    assert "a <mark>pact</mark><sub>deal</sub>." in html
    assert "<mark>&lt;they&gt;</mark><sub>who</sub>" in html
    assert html.count("<tr>") == 3
