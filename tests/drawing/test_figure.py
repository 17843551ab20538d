"""The function that draws and saves, the charts, and the reading view."""

import io
import itertools
import re
import xml.etree.ElementTree as ET

import matplotlib
import matplotlib.image
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from stories import as_story
from tellings import Article, read, show
from tellings.attribution.voice_chart import voice_dots
from tellings.comparison.pair_charts import paired_columns
from tellings.comparison.topic_charts import coverage_matrix, order_of_topics
from tellings.drawing.charts import dispersion_plot, intervals, share_bars, trade_off
from tellings.drawing.figure import STYLE, draw
from tellings.drawing.kit import PALETTE
from tellings.terms.word_charts import deals, word_columns

CAPTION = "One outlet gives the topic more room."
WORDS = "Two rows of boxes, the upper with three of them filled, the lower with none."
PLACES = pd.DataFrame(
    {"topic": ["talks"] * 2, "article": ["A", "B"], "places": [[1, 2], []], "of": [3, 2]}
)
SHARES = pd.DataFrame(
    {
        "frame": ["sea"] * 2,
        "article": ["A", "B"],
        "share": [0.5, 0.2],
        "low": [0.3, 0.1],
        "high": [0.7, 0.4],
    }
)
DEALT = pd.DataFrame(
    {"different": [0, 1, 4, 7], "deals": [300, 180, 19, 0], "real": [False] * 3 + [True]}
)
COLUMNS = pd.DataFrame(
    {
        "column": ["only in A: 9", "in both: 0", "only in B: 1"],
        "outlet": ["A", "", "B"],
        "of": [9, 0, 1],
        "word": ["ties", "", "antidisestablishmentarianism"],
        "times": ["1,204", "", "1"],
    }
)
VOICES = pd.DataFrame(
    {
        "article": ["A", "A", "B"],
        "who": ["Lee", "Kim", "Lee"],
        "words": [30, 4, 9],
        "quoted": [10, 0, 9],
    }
)
LONG = "a label that goes on and on, in more words than any row of a chart can hold in one line"
TWELVE = [LONG, *(f"topic number {at}" for at in range(11))]


def grid(outlets, last=16):
    of = {f"Outlet {at}": last - at % 3 for at in range(outlets)}
    rows = [
        (topic, outlet, [at % 9 + 1, 10], of[outlet])
        for at, topic in enumerate(TWELVE)
        for outlet in of
    ]
    return pd.DataFrame(rows, columns=["topic", "article", "places", "of"])


def dealt(first, last, real):
    """Deals with every number from the first to the last, and the real texts."""
    numbers = sorted({*range(first, last + 1), real})
    rows = [(n, 1 + n % 9 if first <= n <= last else 0, n == real) for n in numbers]
    return pd.DataFrame(rows, columns=DEALT.columns)


def own_words(outlets, words):
    names = ["in all", *(f"only in {LONG} {at}" for at in range(outlets))]
    rows = [(name, name[8:], 5000, f"word{at}", "12,345") for name in names for at in range(words)]
    return pd.DataFrame(rows, columns=COLUMNS.columns)


STROKES = dispersion_plot("topic", "article", "article", "places", "of")
DEALS = deals("different", "deals", "real", 1, "deals of the shuffled sentences")
OWN = word_columns("column", "outlet", "of", "word", "times")
SHARED = pd.DataFrame(
    [(t, f"Outlet {o}", 0.1 * o, 0.05 * o, 0.2 * o) for t in TWELVE for o in range(4)],
    columns=SHARES.columns,
)
MANY_VOICES = pd.DataFrame(
    [(f"Outlet {o}", t, 30 * o + 4, 3) for o in range(4) for t in TWELVE], columns=VOICES.columns
)
CURVE = pd.DataFrame(
    {"least": [0.1, 0.5, 0.9], "recall": [75.6, 62.7, 34.2], "precision": [63.0, 83.3, 95.8]}
)
CHARTS = [
    (intervals("frame", "article", "share", "low", "high", "share"), SHARES),
    (DEALS, DEALT),
    (share_bars("who", "article", "words", "quoted", "words", "quoted", "reported"), VOICES),
    (trade_off("recall", "precision", "least", 0.5), CURVE),
    (STROKES, PLACES),
    (OWN, COLUMNS),
    (intervals("frame", "article", "share", "low", "high", "share"), SHARES.head(1)),
]
HARD = [
    *((STROKES, grid(outlets)) for outlets in (2, 3)),
    *((STROKES, grid(outlets, last)) for outlets, last in ((1, 30), (10, 20_000))),
    *((DEALS, dealt(*case)) for case in ((0, 0, 0), (0, 3, 60), (200, 900, 20), (0, 20, 11))),
    *((OWN, own_words(*case)) for case in ((2, 14), (3, 9), (10, 7))),
    (intervals("frame", "article", "share", "low", "high", "share", percent=True), SHARED),
    (share_bars("who", "article", "words", "quoted", "words", "quoted", "reported"), MANY_VOICES),
]

NEWSROOMS = [
    "AFP",
    "Neue Oberbergische Allgemeine Zeitung",
    "The Northern Evening Post and Advertiser",
]


def newsrooms(number):
    return [*NEWSROOMS, *(f"Kansallinen Uutiskirjeenvaihto {at}" for at in range(3, number))][
        :number
    ]


def covered(outlets):
    rows = [
        (t, o, (at * row) % 5, 16, (at * row) % 5 / 16, 3)
        for row, t in enumerate(TWELVE)
        for at, o in enumerate(newsrooms(outlets))
    ]
    return pd.DataFrame(rows, columns=["topic", "outlet", "paragraphs", "of", "share", "outlets"])


def voiced(outlets):
    shares = {
        "Lee": 0.5,
        LONG: 0.25,
        "Ministry of National Defense": 0.1,
        "nobody named": 0.1,
        "Kim": 0.04,
        "Ito": 0.004,
        "others": 0.006,
    }
    rows = [
        (o, v, 1000 * s, s, s / 2, (1 + s) / 2, 2, 1000, 9 - 8 * (at == 1))
        for at, o in enumerate(newsrooms(outlets))
        for v, s in shares.items()
    ]
    columns = [
        "outlet",
        "voice",
        "words",
        "share",
        "low",
        "high",
        "attributions",
        "outlet_words",
        "outlet_attributions",
    ]
    return pd.DataFrame(rows, columns=columns)


def placed(outlets, names=12, several=True):
    at = lambda row, column: (row * (column + 1) * 7 % 40) / 40  # noqa: E731
    rows = [
        (name, outlet, at(row, column), at(row, column) / 2 if several else at(row, column), (1 + at(row, column)) / 2 if several else at(row, column), 3, 4)
        for column, outlet in enumerate(newsrooms(outlets)) for row, name in enumerate([*TWELVE, *(f"more {n}" for n in range(12))][:names])
        if row % 5 != column + 1
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["name", "outlet", "at", "low", "high", "articles", "of"])


def laid(articles, paragraphs=30):
    """Short and long paragraphs; the second has two partners, the third and each one from the fifth none."""
    rows, pairs = [], {(1, 1): "strong", (2, 4): "strong", (2, 1): "partial", (4, 2): "partial"}
    for second in newsrooms(articles)[1:]:
        words = {unit: 4 + unit * 13 % 60 for unit in range(1, paragraphs + 1)}
        rows += [
            ("AFP", second, one, words[one], other, words[other], strength)
            for (one, other), strength in pairs.items()
        ]
        rows += [
            ("AFP", second, one, words[one], None, None, "none")
            for one in words
            if one not in (1, 2, 4)
        ]
        rows += [
            ("AFP", second, None, None, one, words[one], "none")
            for one in words
            if one not in (1, 2, 4)
        ]
    table = pd.DataFrame(
        rows, columns=["first", "second", "unit", "words", "other_unit", "other_words", "strength"]
    )
    for side in ("", "other_"):
        units = table[f"{side}unit"]
        table[f"{side}label"] = [
            None if unit is None else f"ferries, spokeswoman, {unit}" for unit in units
        ]
    return table.astype(dict.fromkeys(["unit", "words", "other_unit", "other_words"], "Int64"))


PAINT = [*PALETTE, *PALETTE]
CHARTS += [
    (coverage_matrix(PAINT), covered(2)), (voice_dots, voiced(2)), (order_of_topics(PAINT[:2]), placed(2, several=False)),
    (order_of_topics(PAINT[:3]), placed(3)), (paired_columns(PAINT[:2]), laid(2, 9)),
]  # fmt: skip
HARD += [
    *((coverage_matrix(PAINT), covered(outlets)) for outlets in (1, 3, 10, 13)),
    *((voice_dots, voiced(outlets)) for outlets in (1, 10)),
    *(
        (order_of_topics(PAINT[: case[0]]), placed(*case))
        for case in ((1, 12), (2, 12), (2, 24, False), (10, 12), (10, 1))
    ),
    *((paired_columns(PAINT[: case[0]]), laid(*case)) for case in ((2, 40), (4, 12), (10, 9))),
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


@pytest.fixture
def drawn(monkeypatch):
    """Draws a chart; returns its figure, and each text with the place it was drawn in."""

    def look(chart, data, size=(8, 4.5)):
        with matplotlib.rc_context():
            matplotlib.rcParams.update(STYLE)
            figure, texts, original = Figure(figsize=size, layout="constrained"), {}, Text.draw
            chart(figure, data)

            def record(text, renderer):
                if text.get_visible() and text.get_text().strip():
                    texts[text] = (
                        text.get_text(),
                        Text.get_window_extent(text, renderer),
                        text.get_fontsize(),
                    )
                original(text, renderer)

            with monkeypatch.context() as patch:
                patch.setattr(Text, "draw", record)
                figure.savefig(io.BytesIO(), format="png", dpi=100)
        return figure, list(texts.values())

    return look


@pytest.mark.parametrize("chart, data", CHARTS + HARD)
def test_no_text_lies_on_another_or_is_small(drawn, chart, data):
    _, texts = drawn(chart, data)
    pairs = itertools.combinations(texts, 2)
    assert not [
        (one[0], other[0])
        for one, other in pairs
        if one[1].padded(-1).overlaps(other[1].padded(-1))
    ]
    assert all(size >= 10 for _, _, size in texts)


@pytest.mark.parametrize("chart, data", CHARTS + HARD)
def test_nothing_is_clipped_at_the_edge(folder, chart, data):
    draw("one", chart, data, caption=CAPTION, alternative_text=WORDS)
    pixels = matplotlib.image.imread(folder / "one.png")[:, :, :3]
    border = [pixels[:4], pixels[-4:], pixels[:, :4], pixels[:, -4:]]
    assert all((edge == 1).all() for edge in border)


def test_the_numbers_drawn_and_both_texts_are_saved(folder):
    draw("one", CHARTS[0][0], SHARES, caption=CAPTION, alternative_text=WORDS)
    assert pd.read_csv(folder / "one.csv").equals(SHARES)
    assert (folder / "one.txt").read_text(
        encoding="utf-8"
    ) == f"Caption: {CAPTION}\nAlternative text: {WORDS}\n"
    text = " ".join(ET.parse(folder / "one.svg").getroot().itertext())
    assert "sea" in text


def test_the_drawing_itself_carries_both_texts(folder):
    draw(
        "one", CHARTS[0][0], SHARES, caption="Less <b> & more of one topic.", alternative_text=WORDS
    )
    root = ET.parse(folder / "one.svg").getroot()
    assert root.get("role") == "img"
    assert [child.tag.partition("}")[2] for child in root[:2]] == ["title", "desc"]
    assert [child.text for child in root[:2]] == ["Less <b> & more of one topic.", WORDS]


@pytest.mark.parametrize("data, places", [(DEALT, [0, 1, 4]), (dealt(0, 3, 60), [0, 1, 2, 3])])
def test_a_bar_stands_for_the_deals_and_a_named_line_for_the_real_texts(drawn, data, places):
    figure, texts = drawn(DEALS, data)
    axes, real = figure.axes[0], int(data.loc[data["real"], "different"].iloc[0])
    heights = {round(bar.get_x() + bar.get_width() / 2): bar.get_height() for bar in axes.patches}
    assert [at for at, height in heights.items() if height] == places
    assert axes.lines[0].get_xdata() == [real, real]
    assert f"the real texts: {real}" in {text for text, _, _ in texts}
    shades = [matplotlib.colors.to_hex(bar.get_facecolor()) for bar in axes.patches]
    assert len(set(shades[:2])) == 1
    assert len(set(shades[1:3])) == 2  # more than 1 is paler
    assert not {shade.upper() for shade in shades} & set(PALETTE)


def test_bars_that_are_joined_hold_all_deals(drawn):
    data = dealt(0, 170, 3)
    bars = drawn(DEALS, data)[0].axes[0].patches
    assert len(bars) < 60
    assert sum(bar.get_height() for bar in bars) == data["deals"].sum()


def test_own_words_stand_under_the_colour_of_their_outlet_and_shared_ones_under_grey(drawn):
    figure, texts = drawn(OWN, COLUMNS)
    lines = [matplotlib.colors.to_hex(one.lines[0].get_color()).upper() for one in figure.axes]
    assert lines == [PALETTE[0], "#9E9E9E", PALETTE[1]]
    written = {text for text, _, _ in texts}
    assert {"ties", "1,204", "and 8 more", "antidisestablishmen…", "in both: 0"} <= written


def test_a_bar_ends_in_both_of_its_numbers_and_the_first_says_what_they_are(drawn):
    data = pd.DataFrame(
        [("A", "Lee", 0, 0), ("A", "Kim", 30, 10), ("A", "Ito", 9, 9), ("B", "Lee", 4, 1)],
        columns=["article", "who", "words", "quoted"],
    )
    figure, texts = drawn(
        share_bars("who", "article", "words", "quoted", "words", "quoted", "reported"), data
    )
    said = [text.strip() for text, _, _ in texts]
    assert {"10 quoted + 20 reported", "9 + 0", "1 quoted + 3 reported", "0"} <= set(said)
    filled, hollow = [
        bars.patches[1].get_facecolor() for bars in reversed(figure.axes[0].containers)
    ]
    assert matplotlib.colors.to_hex(filled).upper() == PALETTE[0]
    assert matplotlib.colors.to_hex(hollow) == "#ffffff"
    assert not any(bar.get_hatch() for axes in figure.axes for bar in axes.patches)


def test_each_outlet_is_named_behind_its_first_interval(drawn):
    figure, texts = drawn(intervals("frame", "article", "share", "low", "high", "share"), SHARES)
    named = {text: box for text, box, _ in texts if text in {"A", "B"}}
    for name, container in zip("AB", figure.axes[0].containers, strict=True):
        x, y = figure.axes[0].transData.transform(container.lines[2][0].get_segments()[0][1])
        assert 0 < named[name].x0 - x < 20
        assert named[name].y0 < y < named[name].y1


def test_a_stroke_stands_at_each_place_and_the_line_is_as_long_as_the_article(drawn):
    figure, _ = drawn(STROKES, PLACES)
    line, strokes = figure.axes[0].collections
    assert [path.vertices[0][0] for path in strokes.get_paths()] == [1, 2]
    assert line.get_paths()[0].vertices[:, 0].tolist() == [0.5, 3.5]
    assert len(figure.axes[1].collections[1].get_paths()) == 0


def test_strokes_have_the_colour_of_their_outlet_whatever_the_article(drawn):
    data = PLACES.assign(outlet="Daily", places=[[1], [2]])
    figure, _ = drawn(dispersion_plot("topic", "article", "outlet", "places", "of"), data)
    assert len({tuple(axes.collections[1].get_color()[0]) for axes in figure.axes}) == 1


def test_outlets_are_named_beside_their_first_intervals(drawn):
    figure, texts = drawn(*CHARTS[0])
    assert not figure.legends
    named = {text: box for text, box, _ in texts if text in {"A", "B"}}
    bars = [container.lines[2][0].get_segments()[0] for container in figure.axes[0].containers]
    ends = figure.axes[0].transData.transform([bar[1] for bar in bars])
    for name, (x, y) in zip("AB", ends, strict=True):
        assert 0 < named[name].x0 - x < 20
        assert named[name].y0 < y < named[name].y1


def test_more_outlets_than_colours_differ_in_marker(drawn):
    ten = pd.DataFrame([("sea", f"Outlet {o}", 2, 1, 3) for o in range(10)], columns=SHARES.columns)
    figure, _ = drawn(
        intervals("frame", "article", "share", "low", "high", "times in 1,000 words"), ten
    )
    points = [container.lines[0] for container in figure.axes[0].containers]
    assert len({(point.get_color(), point.get_marker()) for point in points}) == 10


@pytest.mark.parametrize("outlets", [2, 3, 10])
def test_a_word_is_of_one_width_in_all_panels(drawn, outlets):
    figure, _ = drawn(STROKES, grid(outlets), size=(10, 5))
    boxes = [
        abs(axes.transData.transform((1, 1)) - axes.transData.transform((0, 0)))
        for axes in figure.axes
    ]
    assert len(boxes) == outlets
    assert [width for width, _ in boxes] == pytest.approx([boxes[0][0]] * outlets, rel=0.02)
    assert min(height for _, height in boxes) > 14


@pytest.mark.parametrize("name, caption, words", [
    ("One", CAPTION, WORDS), ("a/b", CAPTION, WORDS), ("one", "Topics", WORDS), ("one", CAPTION, "A chart of boxes."),
])  # fmt: skip
def test_a_figure_needs_name_caption_and_alternative_text(folder, name, caption, words):
    with pytest.raises(ValueError, match=r"name|caption"):
        draw(name, STROKES, PLACES, caption=caption, alternative_text=words)
    assert not list(folder.iterdir())


def test_a_chart_that_fails_leaves_the_old_figure(folder):
    draw("one", STROKES, PLACES, caption=CAPTION, alternative_text=WORDS)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(KeyError):
        draw("one", STROKES, SHARES, caption=CAPTION, alternative_text=WORDS)
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_table_shows_every_word_and_no_markup_of_the_text():
    view = show(
        pd.DataFrame(
            {"text": ["a <b> " + "long " * 40], "share": [0.123], "count": [7], "none": [None]}
        )
    )
    assert "long " * 40 in view._repr_html_()
    assert "&lt;b&gt;" in view._repr_html_()
    assert ">0.12<" in view._repr_html_()
    assert "None" not in view._repr_html_()
    assert (
        '<th scope="col" style="text-align:left; padding:3px 4px">text</th>' in view._repr_html_()
    )


def without_looks(html):
    return re.sub('<mark style="[^"]*">', "<mark>", html)


def test_the_reading_view_marks_in_place():
    articles = [
        Article(id="a", text="They hailed a pact."),
        Article(id="b", text="They met.\n\nThen <they> left."),
    ]
    layer = pd.DataFrame(
        {"article": ["a", "b"], "start": [14, 16], "end": [18, 22], "what": ["deal", "who"]}
    )
    html = without_looks(read(as_story(articles), layer, "what").html)
    assert "a <mark>pact</mark> <small>[deal]</small>." in html
    assert "<mark>&lt;they&gt;</mark> <small>[who]</small>" in html
    assert html.count("<tr>") == 2
    assert html.count('<th scope="col"') == 2


@pytest.mark.parametrize("label", [None, float("nan"), "", " ", pd.NA])
def test_a_mark_without_a_label_says_that_nobody_is_named(label):
    layer = pd.DataFrame({"article": ["a"], "start": [14], "end": [18], "who": [label]})
    view = read(as_story(Article(id="a", text="They hailed a pact.")), layer, "who")
    assert "<mark>pact</mark> <small>[nobody named]</small>." in without_looks(view.html)
    assert view.text.endswith("[pact: nobody named].")


@pytest.mark.parametrize("digits, value, shown", [
    (2, 0.0004, "<0.01"), (2, 0.0051, "0.01"), (3, 0.0004, "<0.001"), (3, 0.002, "0.002"), (2, 1.0, "1.00"), (2, 0.0, "<0.01"),
])  # fmt: skip
def test_no_probability_is_nothing(digits, value, shown):
    table = pd.DataFrame({"p": [value], "p_corrected": [value], "share": [0.0]})
    row = show(table, digits=digits).text.splitlines()[-1].split()
    assert row == [shown, shown, f"{0:.{digits}f}"]
