"""The charts of source comparison, and the tables they draw: the numbers are those found, outlet by outlet."""

import matplotlib
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.text import Text

from stories import as_story
from tellings import Article, Story, align, plot_pairs
from tellings.comparison.alignment import paired_paragraphs
from tellings.comparison.coverage import coverage_by_outlet, first_places
from tellings.comparison.pair_charts import RIBBONS, paired_columns
from tellings.comparison.topic_charts import MOST_NAMES, coverage_matrix, order_of_topics
from tellings.drawing.figure import STYLE
from tellings.drawing.kit import GREY, PALETTE

STORY = Story(
    [
        Article(id=key, text="x", outlet=outlet)
        for key, outlet in [("a", "Daily"), ("b", "Post"), ("c", "Daily")]
    ]
)
COVERAGE = pd.DataFrame(
    [
        ("sea", "a", 0, 4), ("sea", "b", 0, 8), ("sea", "c", 0, 6), ("pact", "a", 1, 4), ("pact", "b", 0, 8), ("pact", "c", 2, 6),
        ("talks", "a", 4, 4), ("talks", "b", 2, 8), ("talks", "c", 6, 6), ("past", "a", 0, 4), ("past", "b", 1, 8), ("past", "c", 0, 6),
    ],
    columns=["topic", "article", "paragraphs", "of"],
)  # fmt: skip
ORDER = pd.DataFrame(
    [
        ("a", "pact", 0.2),
        ("c", "pact", 0.6),
        ("b", "pact", 0.9),
        ("a", "talks", 0.1),
        ("b", "sea", 0.0),
    ],
    columns=["article", "name", "at"],
).assign(kind="frame")
PAINT = PALETTE[:2]
ONE = Article(
    id="a", text="The ministers signed a pact on Friday.\n\nRain fell in the north.", outlet="Daily"
)
TWO = Article(
    id="b", text="Wages fell.\n\nOn Friday a pact was signed by the ministers.", outlet="Post"
)


def drawn(chart, data, size=(8, 4.5)):
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=size, layout="constrained")
        chart(figure, data)
        figure.draw_without_rendering()
    return figure


def texts(artist):
    return [text.get_text() for text in artist.findobj(Text) if text.get_text()]


def test_articles_of_one_outlet_are_counted_together_and_what_most_tell_comes_first():
    table = coverage_by_outlet(STORY, COVERAGE)
    assert table.values.tolist() == [
        ["talks", "Daily", 10, 10, 1.0, 2], ["talks", "Post", 2, 8, 0.25, 2], ["pact", "Daily", 3, 10, 0.3, 1], ["pact", "Post", 0, 8, 0.0, 1],
        ["past", "Daily", 0, 10, 0.0, 1], ["past", "Post", 1, 8, 0.125, 1], ["sea", "Daily", 0, 10, 0.0, 0], ["sea", "Post", 0, 8, 0.0, 0],
    ]  # fmt: skip


def test_each_cell_of_the_matrix_has_its_number_and_an_absent_topic_none():
    axes = drawn(coverage_matrix(PALETTE * 5), coverage_by_outlet(STORY, COVERAGE)).axes[0]
    cells = {(text.get_position()): text.get_text() for text in axes.texts}
    assert {place: text for place, text in cells.items() if text} == {
        (0, 0): "10 of 10",
        (1, 0): "2 of 8",
        (0, 1): "3 of 10",
        (1, 2): "1 of 8",
    }
    shades = axes.collections[0].get_array().reshape(4, 2, 3)
    grey = [[len({round(float(one), 6) for one in cell}) == 1 for cell in row] for row in shades]
    assert grey == [[True, True], [False, True], [True, False], [True, True]]  # alone: in colour
    assert shades[0, 0].sum() < shades[0, 1].sum() < shades[3, 0].sum() == shades[3, 1].sum() == 3
    bold = {text.get_text() for text in axes.texts if text.get_fontweight() == "bold"}
    assert bold - {""} == {"3 of 10", "1 of 8"}
    assert {"Daily", "Post", "talks"} <= set(texts(axes))


@pytest.mark.parametrize(
    "outlets, panels", [(1, [1]), (10, [10]), (11, [6, 5]), (40, [10, 10, 10, 10])]
)
def test_the_matrix_goes_on_below_after_ten_outlets(outlets, panels):
    story = Story(Article(id=f"{at:02}", text="x") for at in range(outlets))
    table = coverage_by_outlet(
        story,
        pd.DataFrame(
            {"topic": "sea", "article": [one.id for one in story], "paragraphs": 1, "of": 2}
        ),
    )
    axes = drawn(coverage_matrix(PALETTE * 5), table).axes
    assert [len(one.get_xticks()) for one in axes] == panels
    assert [len(one.texts) for one in axes] == panels


def test_first_places_are_medians_with_their_range():
    assert first_places(STORY, ORDER).values.tolist() == [
        ["talks", "Daily", 0.1, 0.1, 0.1, 1, 2], ["pact", "Daily", 0.4, 0.2, 0.6, 2, 2],
        ["sea", "Post", 0.0, 0.0, 0.0, 1, 1], ["pact", "Post", 0.9, 0.9, 0.9, 1, 1],
    ]  # fmt: skip


def test_one_name_of_two_kinds_is_two():
    twice = pd.concat([ORDER, ORDER.query("name == 'sea'").assign(kind="place", at=0.5)])
    assert {"sea (frame)", "sea (place)", "pact"} < set(first_places(STORY, twice)["name"])


def test_two_outlets_are_joined_where_both_tell_and_each_point_is_named_on_its_side():
    table = first_places(STORY, ORDER).assign(of=1)
    axes = drawn(order_of_topics(PAINT), table).axes[0]
    lines = {tuple(round(float(y), 6) for y in line.get_ydata()): line for line in axes.lines}
    assert set(lines) == {(0.4, 0.9), (0.1,), (0.0,)}
    hollow = {places for places, line in lines.items() if line.get_markerfacecolor() == "white"}
    assert hollow == {(0.1,), (0.0,)}
    colours = {places: line.get_color() for places, line in lines.items()}
    assert colours == {(0.4, 0.9): PAINT[0], (0.1,): GREY, (0.0,): GREY}  # what moved is in colour
    assert axes.get_ylim()[0] > axes.get_ylim()[1]
    named = sorted(
        (note.get_text(), note.xyann[0] < note.xy[0], round(note.xy[1], 6)) for note in axes.texts
    )
    assert named == [
        ("pact", False, 0.9),
        ("pact", True, 0.4),
        ("sea", False, 0.0),
        ("talks", True, 0.1),
    ]


def test_ranges_of_several_articles_never_lie_on_each_other():
    panels = drawn(order_of_topics(PAINT), first_places(STORY, ORDER)).axes
    assert [axes.get_title("left") for axes in panels] == ["pact", "sea", "talks"]
    for axes in panels:
        rows = [one.get_segments()[0][0][1] for one in axes.collections]
        assert len(rows) == len(set(rows))


def test_of_more_outlets_each_name_has_a_panel_with_how_many_articles_have_it():
    story = Story([*STORY, Article(id="d", text="x", outlet="Echo")])
    third = pd.DataFrame({"article": ["d"], "name": "pact", "at": 0.3, "kind": "frame"})
    panels = {
        axes.get_title("left"): axes
        for axes in drawn(
            order_of_topics(PALETTE[:3]), first_places(story, pd.concat([ORDER, third]))
        ).axes
    }
    assert list(panels) == ["pact", "sea", "talks"]
    assert [text.get_text() for text in panels["pact"].texts] == ["2 of 2", "1 of 1", "1 of 1"]
    assert [text.get_text() for text in panels["sea"].texts] == ["none", "1 of 1", "none"]
    median, *points = panels["pact"].lines
    assert [(float(line.get_xdata()[0]), line.get_color()) for line in points] == [
        (0.4, GREY),
        (0.9, PALETTE[1]),
        (0.3, GREY),
    ]
    assert median.get_xdata()[0] == 0.4


def test_too_many_names_are_refused():
    names = pd.concat([ORDER.assign(name=f"n{at}") for at in range(MOST_NAMES + 1)])
    with pytest.raises(ValueError, match="25 names"):
        drawn(order_of_topics(PAINT), first_places(STORY, names))


PAIRS = align(Story([ONE, TWO]))


@pytest.mark.parametrize("articles, expected", [
    ([ONE, TWO], [("Daily", "Post", 1, 7, 2, 9, "strong"), ("Daily", "Post", 2, 5, None, None, "none"), ("Daily", "Post", None, None, 1, 2, "none")]),
    ([TWO, ONE], [("Post", "Daily", 1, 2, None, None, "none"), ("Post", "Daily", 2, 9, 1, 7, "strong"), ("Post", "Daily", None, None, 2, 5, "none")]),
])  # fmt: skip
def test_every_paragraph_is_paired_or_alone_whichever_article_is_first(articles, expected):
    rows = paired_paragraphs(as_story(articles), PAIRS).astype(object)
    assert [tuple(row) for row in rows.where(rows.notna(), None).values] == expected


def test_a_paragraph_with_a_partner_elsewhere_only_is_alone_here():
    three = Article(id="c", text="In the north rain fell. It was cold.", outlet="Echo")
    pairs = align(Story([ONE, TWO, three]))
    again = pd.concat(
        [
            pairs[pairs["strength"] != "none"],
            pairs.assign(unit=2, other_article="c", other_unit=1, strength="partial").head(1),
        ]
    )
    table = paired_paragraphs(Story([ONE, TWO]), pd.concat([again, pairs]))
    assert table.loc[table["unit"] == 2, "strength"].tolist() == ["none"]


@pytest.mark.parametrize("articles, message", [
    ([ONE], "a second article"), ([Article(id=f"{at}", text="x") for at in range(40)], "40 article"), ([ONE, Article(id="z", text="x")], "z: the pairs"),
])  # fmt: skip
def test_what_cannot_lie_side_by_side_is_refused(articles, message):
    with pytest.raises(ValueError, match=message):
        paired_paragraphs(as_story(articles), PAIRS)


def test_boxes_are_as_tall_as_their_words_and_ribbons_join_the_pairs():
    laid = paired_paragraphs(Story([ONE, TWO]), PAIRS).assign(label="rain", other_label="pact")
    axes = drawn(paired_columns(PAINT), laid).axes[0]
    boxes = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    shared = matplotlib.colors.to_hex("0.85")
    assert [
        (box.get_y(), box.get_height(), matplotlib.colors.to_hex(box.get_facecolor()).upper())
        for box in boxes
    ] == [(0, 7, shared.upper()), (7, 5, PAINT[0]), (0, 2, PAINT[1]), (2, 9, shared.upper())]
    (ribbon,) = (patch for patch in axes.patches if isinstance(patch, PathPatch))
    left, right = (
        [y for x, y in ribbon.get_path().vertices if x == edge]
        for edge in (boxes[0].get_width(), boxes[2].get_x())
    )
    assert (min(left), max(left), min(right), max(right)) == (0, 7, 2, 11)
    assert ribbon.get_facecolor() == matplotlib.colors.to_rgba(RIBBONS["strong"]["facecolor"])
    named = [text.get_text() for text in axes.texts if "partner" not in text.get_text()]
    assert named == ["rain  1", "rain  2", "1  pact", "2  pact"]


@pytest.mark.parametrize("make, table", [(coverage_by_outlet, COVERAGE), (first_places, ORDER)])
def test_a_table_of_other_articles_is_refused(make, table):
    with pytest.raises(ValueError, match="c: not among the articles"):
        make(STORY[:2], table)


SAME = "The two ministers signed a pact on defence in Seoul on Monday."
PART = "Rain fell in the north. The ministers met in Seoul."
OTHER = "Wages fell in the mines."


@pytest.mark.parametrize("told, beside, foot", [
    ("P SAME, Q SAME", ["Q"], "2 articles of 2 outlets."),
    ("P SAME, P SAME, Q OTHER", ["Q"], "Shown are the first article and, of the other outlet, the one"),
    ("P SAME, Q OTHER, Q SAME", ["Q (2)"], "of the other outlet, the one"),
    ("P SAME, Q OTHER, Q PART, Q SAME, P SAME", ["Q (3)"], "of the other outlet, the one"),
    ("P SAME, Q OTHER, Q OTHER", ["Q (1)"], "of the other outlet, the one"),
    ("P SAME, Q SAME, R OTHER", ["Q", "R"], "3 articles of 3 outlets."),
    ("P SAME, Q SAME, R OTHER, R SAME", ["Q", "R (2)"], "of each of 2 other outlets, the"),
    ("P SAME, Q OTHER, R OTHER, S OTHER, T SAME", ["Q", "R", "T"], "outlets left out: 1."),
    ("P SAME, Q OTHER, R SAME, S SAME, T SAME, P SAME", ["R", "S", "T"], "outlets left out: 1."),
    ("P SAME, Q SAME, R SAME, S SAME, T SAME, U SAME", ["Q", "R", "S"], "outlets left out: 2."),
])  # fmt: skip
def test_an_article_is_laid_beside_the_closest_one_of_each_other_outlet(
    told, beside, foot, tmp_path, monkeypatch
):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    texts = {"SAME": SAME, "PART": PART, "OTHER": OTHER}
    pairs = [one.split() for one in told.split(", ")]
    story = Story(
        Article(id=f"{at}", text=texts[text], outlet=outlet)
        for at, (outlet, text) in enumerate(pairs)
    )
    data = plot_pairs(story).data
    assert list(data["second"].unique()) == beside
    assert set(data["first"]) == {story.names["0"]}
    assert foot in " ".join((tmp_path / "paired_paragraphs.svg").read_text("utf-8").split())


def test_no_article_is_laid_beside_one_of_its_own_outlet(tmp_path, monkeypatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    story = Story(Article(id=key, text=SAME, outlet="P") for key in "ab")
    assert plot_pairs(story).title.startswith("There is only one outlet")
