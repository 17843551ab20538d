"""Letters that the figures' font lacks: drawn in another font, or as a number that the caption explains."""

import logging
import re
import xml.etree.ElementTree as ET

import matplotlib
import pandas as pd
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from matplotlib.font_manager import fontManager

from tellings.drawing import letters
from tellings.drawing.charts import intervals, share_bars
from tellings.drawing.figure import draw
from tellings.drawing.letters import Legible

NAMES = ["한겨레", "朝日新聞", "হিন্দু", "आज तक", "ไทยรัฐ", "👍 news", "ሪፖርተር", "𠮷野"]


def font(path, name, words):
    """A font file with a square for each of the letters."""
    glyphs = {f"u{ord(letter):X}": letter for letter in sorted(set(words) - {" "})}
    pen = TTGlyphPen(None)
    for at, corner in enumerate([(50, 0), (50, 700), (550, 700), (550, 0)]):
        (pen.lineTo if at else pen.moveTo)(corner)
    pen.closePath()
    square, names = pen.glyph(), [".notdef", *glyphs]
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({ord(letter): glyph for glyph, letter in glyphs.items()})
    made.setupGlyf(dict.fromkeys(names, square))
    made.setupHorizontalMetrics(dict.fromkeys(names, (600, 50)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": name, "styleName": "Regular"})
    made.setupOS2()
    made.setupPost()
    made.save(path)
    return path


@pytest.fixture
def system(tmp_path, monkeypatch):
    """A computer whose fonts are those given, beside the ones that matplotlib brings."""
    own = str(matplotlib.get_data_path())
    monkeypatch.setattr(
        fontManager, "ttflist", [f for f in fontManager.ttflist if f.fname.startswith(own)]
    )

    def install(**fonts):
        for name, words in fonts.items():
            fontManager.addfont(font(tmp_path / f"{name}.ttf", name, words))

    for cached in (letters._others, letters._letters_of):
        cached.cache_clear()
    yield install
    monkeypatch.undo()
    for cached in (letters._others, letters._letters_of):
        cached.cache_clear()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    figures = tmp_path / "figures"
    monkeypatch.setenv("TELLINGS_FIGURES", str(figures))
    return figures


def bars(names):
    data = pd.DataFrame({"article": names, "section": "body", "words": 9, "own": 4})
    return draw(
        "one", share_bars("article", "section", "words", "own", "words", "own", "others"), data,
        title=f"Most words are in {names[0]}.", caption="Each bar is one article of these.",
        alternative_text="One bar for each article, divided by the words of headline and body.",
        foot=f"From {names[-1]}.",
    )  # fmt: skip


def written(folder):
    root = ET.parse(folder / "one.svg").getroot()
    return [e.text for e in root.iter() if e.tag.endswith("}text")]


@pytest.mark.parametrize("name", NAMES)
def test_without_a_font_a_number_stands_for_the_name_and_the_caption_says_which(
    name, system, folder
):
    drawn = bars([name, "Daily"])
    assert name in drawn.caption
    numbers = re.findall(r"(\[\d\]) stands for", drawn.caption)
    label = next(text for text in written(folder) if text.startswith("[1]"))
    assert numbers
    assert not set(label) & set(name) - set(" newsं") or name == "👍 news"
    assert any("numbers in brackets" in text for text in written(folder))
    assert drawn.data["article"].tolist() == [name, "Daily"]
    assert name in (folder / "one.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["한겨레", "朝日新聞", "新聞 日"])
def test_a_font_of_the_system_draws_what_it_has(name, system, folder):
    system(Aaa="ab", Zzz=name)
    drawn = bars([name, "Daily"])
    assert "stands for" not in drawn.caption
    assert name in written(folder)
    assert "Zzz" in (folder / "one.svg").read_text(encoding="utf-8")


def test_the_font_with_most_letters_comes_first_and_of_two_the_first_by_name(system):
    system(Bbb="朝日", Ccc="朝日新", Ddd="聞", Eee="聞")
    assert Legible(["朝日新聞"]).fonts == ["DejaVu Sans", "Ccc", "Ddd"]


@pytest.mark.parametrize(
    "text", ["Il Corriere", "Ђорђе", "Ελλάδα", "الأهرام", "הארץ", "\u200bDaily", "a\ufe0f"]
)
def test_letters_that_the_font_has_change_nothing(text, system):
    system(Aaa=text)
    legible = Legible([text])
    assert (legible.fonts, legible.drawn(text), legible.note) == (["DejaVu Sans"], text, "")


def test_names_in_brackets_are_told_apart_and_the_same_is_the_same(system):
    legible = Legible(["한겨레 (1)", "한겨레 (2)", "朝日 新聞"])
    assert [legible.drawn(t) for t in ("한겨레 (1)", "한겨레 (2)", "朝日 新聞")] == [
        "[1] (1)",
        "[1] (2)",
        "[2]",
    ]
    assert legible.note == (
        "In the picture, [1] stands for 한겨레, [2] stands for 朝日 新聞: "
        "no font on this computer has these letters."
    )


def test_what_is_no_letter_leaves_the_drawing_readable(folder):
    bars(["bell\x07", "half \ud83d"])
    assert {"bell\ufffd", "half \ufffd"} <= set(written(folder))


@pytest.mark.parametrize(
    "label", ["US$5m deal, then US$9m", "Ba$$in", "$", "$x^2$", "a_b^c", "\\alpha", "{}"]
)
def test_money_is_no_mathematics(label, folder):
    bars([label, "Daily"])
    assert label in written(folder)


def test_a_name_that_begins_with_a_line_is_written(folder):
    data = pd.DataFrame(
        {"frame": "sea", "outlet": ["_x", "y"], "share": 0.5, "low": 0.4, "high": 0.6}
    )
    draw("one", intervals("frame", "outlet", "share", "low", "high", "share"), data,
         caption="Each row is a frame.", alternative_text="A row for each frame, in it two markers with intervals.")  # fmt: skip
    assert {"_x", "y"} <= set(written(folder))


def test_a_figure_says_nothing_of_the_weights_of_fonts(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    log = logging.getLogger("matplotlib.font_manager")

    def chart(figure, _):
        figure.subplots()
        log.warning("Failed to find font weight bold for DejaVu Sans Light, now using 200.")

    words = "A picture of nothing at all, in which a font lacks some letters."
    for _ in range(2):
        draw("one", chart, pd.DataFrame({"a": ["조선"]}), caption=words, alternative_text=words)
    assert "font weight" not in caplog.text
    log.warning("font weight")
    assert "font weight" in caplog.text
