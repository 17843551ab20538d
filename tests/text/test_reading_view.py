"""The table whose cells open to the sentences behind them."""

import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from stories import as_story
from tellings import Article, Story
from tellings.articles.article import Section
from tellings.text.reading_view import evidence_table, read

A = Article(
    id="a",
    text="They hailed a <new> pact. Rain & snow fell.\n\nThe pact, the first pact, holds.",
    outlet="Daily",
)
B = Article(id="b", text="No talks.", outlet="Post")
C = Article(
    id="c",
    text="Title of pact\n\nA pact.",
    outlet="Daily",
    sections=(Section("headline", 0, 13), Section("body", 15, 22)),
)
COLUMNS = ["article", "start", "end", "topic", "who"]
LAYER = pd.DataFrame(
    [
        ("a", 49, 53, "pact", "Lee"),
        ("a", 14, 24, "pact", "Kim"),
        ("a", 65, 69, "pact", "Lee"),
        ("b", 3, 8, "talks", None),
    ],
    columns=COLUMNS,
)


def cells(view):
    """Each body row as its heading and, of each cell, summaries with the sentences they open to."""
    table = ET.fromstring(view.html.replace("–", "-")).find("table")
    return {
        row.find("th").text: [
            [
                (
                    one.find("summary").text,
                    ["".join(p.itertext()) for p in one.iter("p")],
                    [m.text for m in one.iter("mark")],
                )
                for one in cell
            ]
            or cell.text
            for cell in row.findall("td")
        ]
        for row in table.find("tbody")
    }


def test_each_cell_opens_to_the_sentences_behind_it_with_the_words_marked():
    view = evidence_table(Story([A, B]), LAYER, "topic", caption="Topics.")
    quotes = [
        "paragraph 1: They hailed a <new> pact.",
        "paragraph 2: The pact, the first pact, holds.",
    ]
    assert cells(view) == {
        "pact": [[("2 sentences", quotes, ["<new> pact", "pact", "pact"])], "-"],
        "talks": ["-", [("1 sentence", ["paragraph 1: No talks."], ["talks"])]],
    }
    assert "<mark>&lt;new&gt; pact</mark>" in view.html
    assert view.text.splitlines()[1:] == [
        "pact", "  Daily: 2 sentences", "      paragraph 1: They hailed a [<new> pact].", "      paragraph 2: The [pact], the first [pact], holds.",
        "  Post: –", "talks", "  Daily: –", "  Post: 1 sentence", "      paragraph 1: No [talks].",
    ]  # fmt: skip


def test_the_table_says_what_it_is_to_a_screen_reader_and_takes_the_keyboard():
    view = evidence_table(Story([A, B]), LAYER, "topic", caption="Topics & <more>.")
    root = ET.fromstring(view.html)
    assert root.attrib["tabindex"] == "0"
    assert (
        root.find("table/caption").text
        == "Topics & <more>. Each number counts sentences and opens to them."
    )
    assert [(head.get("scope"), head.text) for head in root.iter("th")] == [
        ("col", "Daily"),
        ("col", "Post"),
        ("row", "pact"),
        ("row", "talks"),
    ]
    assert "<script" not in view.html


def test_parts_of_a_cell_open_each_for_itself_the_largest_first():
    view = evidence_table(
        Story([A, B]),
        pd.concat([LAYER, LAYER.head(1).assign(start=27, end=31)]),
        "topic",
        inside="who",
        caption="Who.",
    )
    assert [summary for summary, _, _ in cells(view)["pact"][0]] == [
        "Lee: 2 sentences",
        "Kim: 1 sentence",
    ]
    assert [summary for summary, _, _ in cells(view)["talks"][1]] == ["nobody named: 1 sentence"]


def test_several_articles_of_one_outlet_share_a_column_and_each_sentence_names_its_article():
    layer = pd.concat(
        [
            LAYER,
            pd.DataFrame([("c", 9, 13, "pact", ""), ("c", 17, 21, "pact", "")], columns=COLUMNS),
        ]
    )
    view = evidence_table(Story([A, B, C]), layer.iloc[::-1], "topic", caption="Topics.")
    [(_, quotes, _)] = cells(view)["pact"][0]
    assert [quote.partition(":")[0] for quote in quotes] == [
        "Daily (1), paragraph 1",
        "Daily (1), paragraph 2",
        "Daily (2), headline",
        "Daily (2), paragraph 1",
    ]
    assert [head.text for head in ET.fromstring(view.html).findall(".//thead//th")] == [
        "Daily (2 articles)",
        "Post",
    ]


def test_marks_that_overlap_are_one_and_a_mark_over_two_sentences_is_in_both():
    layer = pd.DataFrame([("a", 14, 24, "x", ""), ("a", 20, 30, "x", "")], columns=COLUMNS)
    [[(_, quotes, marks)]] = cells(evidence_table(as_story(A), layer, "topic", caption="X."))["x"]
    assert (len(quotes), marks) == (2, ["<new> pact.", "Rain"])


def test_rows_come_as_asked_with_a_dash_where_nothing_is_found():
    assert cells(
        evidence_table(Story([A]), LAYER.head(3), "topic", rows=["sea", "pact"], caption="Topics.")
    )["sea"] == ["-"]
    assert list(
        cells(
            evidence_table(
                Story([A, B]), LAYER, "topic", rows=["talks", "sea", "pact"], caption="T."
            )
        )
    ) == ["talks", "sea", "pact"]


@pytest.mark.parametrize("outlets", [1, 2, 10])
def test_there_is_a_column_for_each_outlet_also_without_finds(outlets):
    articles = [Article(id=f"{at}", text="A pact.", outlet=f"Outlet {at}") for at in range(outlets)]
    layer = pd.DataFrame([("0", 2, 6, "pact", "")], columns=COLUMNS)
    assert cells(evidence_table(as_story(articles), layer, "topic", caption="T."))["pact"][1:] == [
        "-"
    ] * (outlets - 1)


@pytest.mark.parametrize(
    "row, message",
    [
        (("z", 0, 4, "x", ""), "z: not among"),
        (("a", 900, 904, "x", ""), "a: no sentence has the characters 900 to 904"),
    ],
)
def test_a_layer_of_another_text_is_refused(row, message):
    with pytest.raises(ValueError, match=message):
        evidence_table(Story([A, B]), pd.DataFrame([row], columns=COLUMNS), "topic", caption="T.")


def test_three_outlets_have_room_side_by_side_in_a_narrow_window():
    """An em of a table is 13 pixels, and of 900 pixels JupyterLab leaves 700 to a table."""
    story = Story(Article(id=key, text="A pact.") for key in "xyz")
    layer = pd.DataFrame([("x", 2, 6, "pact", "")], columns=COLUMNS)
    html = evidence_table(story, layer, "topic", caption="T.").html
    [least] = re.findall(r"min-width:(\d+)em", html)
    share = sum(map(int, re.findall(r"width:(\d+)%", html)))
    assert "max-width:40em; overflow-wrap:break-word" in html
    assert 3 * int(least) * 13 <= 700 * share / 100 < 700 - 180  # the longest heading's


# The articles side by side


def looks(view):
    """The style of each mark: those of the key by their label, and those in the articles."""
    key, _, rest = view.html.partition("</p><table")
    found = [re.findall('<mark style="([^"]*)">([^<]*)</mark>', part) for part in (key, rest)]
    return {label: look for look, label in found[0]}, [look for look, _ in found[1]]


def marked(labels):
    """An article of one letter for each label, every letter marked."""
    starts = range(0, 2 * len(labels), 2)
    layer = pd.DataFrame({"article": "a", "start": starts, "what": labels})
    story = Story([Article(id="a", text="x " * len(labels) + "x")])
    return read(story, layer.assign(end=layer["start"] + 1), "what")


def test_each_label_has_a_look_of_its_own_and_the_key_shows_it():
    labels = [f"frame {at}" for at in range(28)]
    key, marks = looks(marked([*labels, "frame 0", None]))
    assert list(key) == [*labels, "nobody named"]
    assert len(set(key.values())) == 29
    assert marks == [*(key[label] for label in labels), key["frame 0"], key["nobody named"]]


def test_there_is_no_key_where_nothing_is_marked():
    assert "Key" not in read(Story([A, B])).html


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_marked_words_have_their_own_ground_and_letters_with_contrast_in_any_theme():
    key, _ = looks(marked([*"abcdefgh", None]))
    for look in key.values():
        ground, letters = re.match("background-color:(#.{6}); color:#(000);", look).groups()
        assert letters == "000"
        assert (luminance(ground) + 0.05) / 0.05 >= 4.5


@pytest.mark.parametrize("articles, rows", [(1, [1]), (2, [2]), (3, [3]), (7, [3, 3, 1])])
def test_columns_are_independent_and_no_more_than_three_abreast(articles, rows):
    text = "One.\n\nTwo."
    view = read(Story(Article(id=f"{at}", text=text) for at in range(articles)))
    page = ET.fromstring(f"<div>{view.html.replace('&ensp;', ' ')}</div>")
    tables = page.findall("table")
    assert [len(table.findall("tbody/tr")) for table in tables] == [1] * len(rows)
    assert [len(table.findall("tbody/tr/td")) for table in tables] == rows
    assert {len(cell.findall("p")) for cell in page.iter("td")} == {2}


def test_columns_share_the_width_and_break_a_word_that_no_line_holds():
    html = read(Story([Article(id="a", text="w" * 10_000), B])).html
    assert "table-layout:fixed; width:100%" in html
    assert html.count("overflow-wrap:break-word") == 2


@pytest.mark.parametrize("articles, said", [(40, ""), (41, "These are the first 40 of 41 articles."), (90, "These are the first 40 of 90 articles.")])  # fmt: skip
def test_of_many_articles_the_first_are_shown_and_each_has_its_number(articles, said):
    story = Story(Article(id=f"{at:02}", text="Rain.", outlet="P") for at in range(articles))
    view = read(story, pd.DataFrame({"article": ["00", f"{articles - 1:02}"], "start": 0, "end": 4, "word": ["first", "last"]}), "word")  # fmt: skip
    assert view.html.count("<th ") == 40
    assert "P (1)\n1  [Rain: first]." in repr(view)
    assert ("last" in view.html) == (not said)
    assert repr(view).endswith(said)
    assert view.html.endswith(f"<p>{said}</p>" if said else "</table>")


def test_two_layers_are_laid_over_each_other_and_may_cross():
    said = pd.DataFrame({"article": ["b"], "start": [0], "end": [8], "who": ["Lee"]})
    hits = pd.DataFrame({"article": ["b"], "start": [3], "end": [9], "topic": ["talks"]})
    view = read(Story([B]), {"who": said, "topic": hits})
    assert view.text == "Post\n1  [No [talks: Lee].: talks]"
    styles = re.findall(r'<mark style="([^"]*)">([^<]*)</mark>', view.html)
    parts = [(words, "background" in style, "border" in style) for style, words in styles]
    assert parts[-3:] == [("No ", True, False), ("talks", True, True), (".", False, True)]


def test_more_layers_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="write_reader shows all"):
        read(Story([B]), {"who": LAYER, "topic": LAYER, "start": LAYER})
