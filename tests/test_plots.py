"""Every figure of the lessons on stories that are not the seeds: one article or forty, one outlet or fourteen."""

import io
import itertools
import random
import re

import matplotlib.image
import pytest
from matplotlib.text import Text

import tellings as tl
from stories import plots
from tellings.drawing import figure as drawing

SENTENCES = [
    "Mayor Ann Lee said that the harbour will open in March.",
    "“We shall not pay for the bridge,” said Bo Dahl, who leads the fishers' union.",
    "The council signed two agreements on trade with Norway on Monday.",
    "Critics warned of attacks on the island and asked for more talks.",
    "A storm killed four sailors near the old mill in 2009.",
    "According to the ministry, cooperation with the neighbours is close.",
    "Ships sailed again on Friday, and the market was full of fish.",
    "The opposition would not say whether it supports the new treaty.",
    "Its defence chief hailed the deal as a first step.",
    "Wages fell in the north, where the mines have been closed since spring.",
]


def story(articles: int, outlets: int, first: int = 12, name: str = "The Paper {}") -> tl.Story:
    """Articles made of the same sentences in other orders, each the same on every run.

    The first has so many sentences, all others twelve.
    """
    made = []
    for number in range(articles):
        rng, sentences = random.Random(number), 12 if number else first
        picked = [rng.choice(SENTENCES) for _ in range(sentences)]
        text = "\n\n".join(" ".join(picked[at : at + 2]) for at in range(0, sentences, 2))
        outlet = name.format(number % outlets)
        made.append(tl.Article(id=f"{number:02}", text=text, outlet=outlet))
    return tl.Story(made)


PLOTS = plots("defence_talks", ["ships", "no such word"])
STORIES = {
    "one article": (1, 1),
    "three articles of one outlet": (3, 1),
    "two outlets": (2, 2),
    "forty articles of ten outlets": (40, 10),
    "fourteen outlets": (14, 14),
    "thirty sentences beside three hundred": (2, 2, 300),
    "one sentence beside twelve": (3, 3, 1),
    "eighty articles of two outlets": (80, 2),
    "long names": (4, 4, 12, "The Intercontinental Chronicle and Evening Advertiser of Town {}"),
    "ten long names": (10, 10, 12, "The Intercontinental Chronicle and Evening Advertiser {}"),
    "names of files": (3, 3, 12, "2021_03_02_some_long_file_name_of_an_article_{}"),
    "names in Russian": (10, 10, 12, "Вечерняя газета №{}"),
}
MOST = 2450  # pixels


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    return tmp_path


@pytest.fixture
def written(monkeypatch):
    """Each text of the picture that is drawn next, with the place where it stands, in pixels."""
    texts, picture, draw = {}, drawing._picture, Text.draw

    def record(text, renderer):
        if text.get_visible() and text.get_text().strip():
            texts[text] = (text.get_text(), Text.get_window_extent(text, renderer))
        draw(text, renderer)

    found = []

    def look(figure, kind):
        with monkeypatch.context() as patch:
            patch.setattr(Text, "draw", record)
            made = picture(figure, kind)
        if kind == "png":
            found.extend(texts.values())
        return made

    monkeypatch.setattr(drawing, "_picture", look)
    return found


@pytest.mark.parametrize("of", STORIES)
@pytest.mark.parametrize("plot", PLOTS)
def test_a_figure_says_its_finding_and_fits_a_page(plot, of, folder, written):
    drawn = PLOTS[plot](story(*STORIES[of]))
    assert drawn.title.endswith(".")
    assert drawn.title[0].isupper() or drawn.title[0].isdigit()
    assert drawn.caption.startswith(drawn.title)
    assert (
        "nan" not in (drawn.title + drawn.alternative_text).lower().replace("norwegian", "").split()
    )
    assert len(drawn.data)
    height, width, _ = matplotlib.image.imread(io.BytesIO(drawn.png)).shape
    assert max(height, width) <= MOST
    assert len(list(folder.iterdir())) == 4
    boxes = [box for _, box in written]
    assert min(min(box.x0, box.y0) for box in boxes) >= 0
    assert max(box.x1 - width for box in boxes) <= 0
    assert max(box.y1 - height for box in boxes) <= 0
    pairs = itertools.combinations(written, 2)
    assert not [
        (one, other)
        for (one, box), (other, place) in pairs
        if box.padded(-2).overlaps(place.padded(-2))
    ]


@pytest.mark.parametrize("plot", PLOTS)
def test_what_a_picture_cannot_hold_is_said_to_be_left_out(plot, folder):
    if plot in {"keyness", "coverage", "habits", "habits of frames"}:
        return  # these hold them all; one event shows no habit
    PLOTS[plot](story(30, 14))
    svg = next(folder.glob("*.svg")).read_text(encoding="utf-8")
    assert "left out" in svg


def test_the_title_of_a_comparison_follows_what_is_drawn():
    few, many = (
        "They hailed the accord. Rain fell.",
        "They hailed the accord. They signed an accord.",
    )
    texts = [(few, "Post")] * 12 + [(many, "Star")] * 12
    told = tl.Story(
        tl.Article(id=str(at), text=text, outlet=one) for at, (text, one) in enumerate(texts)
    )
    assert tl.plot_frames(told, "defence_talks").title.startswith(
        "The outlets differ in cooperation"
    )
    same = tl.Story(
        tl.Article(id=str(at), text=few, outlet=one) for at, (_, one) in enumerate(texts)
    )
    assert tl.plot_frames(same, "defence_talks").title.startswith("We cannot tell")


def test_of_many_outlets_the_title_says_who_leads_in_most():
    assert re.fullmatch(
        r".+ is given the most words in \d+ of 10 outlets\.", tl.plot_voices(story(40, 10)).title
    )
