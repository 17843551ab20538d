"""A story in which every word that a page or a person supplies is hostile, through all that shows."""

import csv
import json
import xml.etree.ElementTree as ET

import mistune
import nbformat
import pytest
from nbconvert import HTMLExporter, MarkdownExporter

import tellings as tl
from tellings.articles.article import Removed
from tellings.framing.codebook import Frame
from test_escaping import Page

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "](javascript:alert(1)) [x](javascript:alert(1))",
    "**bold** _under_ `code`",
    "$a$ for $b",
    "=1+1 @x",
    "| pipe | <script>alert(2)</script>",
    '"><svg onload=alert(3)>',
    "\\(x\\) \\begin{equation}",
]
TEXT = (
    "Mayor Ann <b>Lee</b> said that the $5 harbour, or $6, will open in March. Rain fell.\n\n"
    "“We shall pay <i>$7</i> for the `bridge`,” said Bo Dahl <img src=y onerror=alert(4)>.\n\n"
    "The council signed **two** agreements on trade with Norway in 2009, |it| said.\n\n"
    "Critics warned of [attacks](javascript:alert(5)) on the island, and =1+1 talks.\n\n"
)


def articles():
    """Each with another hostile outlet, headline, byline and agency; two outlets have two."""
    for at, words in enumerate([*HOSTILE, *HOSTILE[:2]]):
        head = f"{words} one day"
        yield tl.Article(
            id=f"{at:02} {HOSTILE[at % 8]}",
            text=f"{head}\n\n{TEXT}{words} is the mayor, the council said. {words} fell.",
            outlet=words,
            agency=words,
            byline=f"By {words}",
            evidence={"outlet": words},
            removed=(Removed(1, words, words),),
        )


BOOK = tl.Codebook(
    "b <b>$1$",
    "s",
    tuple(
        Frame(name, definition=name, terms=(term,), items=(name,))
        for name, term in zip(HOSTILE, ["harbour", "bridge", "agree*", "attack*", "rain", "trade", "talk*", "mayor"], strict=True)
    ),
)  # fmt: skip
VIEWS = {
    "removed": lambda story: tl.show(story.removed()),
    "table": lambda story: tl.show(story.table()),
    "facts across": lambda story: tl.show(
        story.table().set_index("outlet").T.rename_axis("fact").reset_index()
    ),
    "report": lambda story: tl.show(story.report),
    "read": tl.read,
    "read frames": lambda story: tl.read(story, tl.code_frames(story, BOOK), "frame"),
    "read sources": lambda story: tl.read(
        story, tl.spans(tl.attributions(story), "content"), "source_text"
    ),
    "codebook": lambda story: tl.show(BOOK.table()),
    "hits": lambda story: tl.show(tl.code_frames(story, BOOK)),
    "attributions": lambda story: tl.show(tl.attributions(story)),
    "sources": lambda story: tl.show(tl.sources(story)),
    "kwic": lambda story: tl.show(tl.kwic(story, "harbour"), "outlet left match right"),
    "evidence": lambda story: tl.evidence_table(
        story, tl.code_frames(story, BOOK), "frame", caption=HOSTILE[0]
    ),
    "overview": lambda story: tl.evidence_table(
        story, tl.overview(story, BOOK), "question", inside="answer", caption=HOSTILE[3]
    ),
    "codes": lambda story: tl.show(tl.code_units(story, BOOK)),
    "naming": lambda story: tl.show(tl.naming(story)),
    "facts": lambda story: tl.show(tl.compare_facts(story)),
    "shared": lambda story: tl.show(tl.shared_wording(story)),
}
PLOTS = {
    "frames": lambda story: tl.plot_frames(story, BOOK),
    "frame voices": lambda story: tl.plot_frame_voices(story, BOOK),
    "words": tl.plot_words,
    "keyness": tl.plot_keyness,
    "vocabularies": tl.plot_vocabularies,
    "places": lambda story: tl.plot_places(story, ["harbour", "$5", "agree*"]),
    "voices": tl.plot_voices,
    "pairs": tl.plot_pairs,
    "coverage": lambda story: tl.plot_coverage(story, BOOK),
    "order": lambda story: tl.plot_order(story, BOOK),
}
# What the views are made of, and what an exported page is besides.
OURS = set(
    "table thead tbody tr th td caption div b small mark p details summary span pre code img".split()
)


@pytest.fixture(scope="module")
def story():
    return tl.Story(articles(), title=HOSTILE[0])


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    return tmp_path


def check_page(html):
    page = Page(html)
    assert set(page.tags) <= OURS
    assert not page.comments
    for _, name, value in page.attributes:
        assert not name.startswith("on")
        assert name != "href"
        assert name != "src" or value.startswith("data:image/png")
    for piece in page.pieces:
        assert piece in {"$", "\\"} or not {"$", "\\"} & set(piece)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_has_no_element_that_the_library_did_not_write(name, story):
    view = VIEWS[name](story)
    check_page(view.html)
    if name in {"removed", "table", "read"}:
        assert all(words in Page(view.html).text for words in HOSTILE)


def displayed(monkeypatch, drawn):
    """The outputs of a notebook's cell that shows the figure."""
    outputs = []

    def display(what, raw=False, metadata=None):
        data = what if raw else {"text/html": what.data}
        outputs.append(nbformat.v4.new_output("display_data", data, metadata=metadata or {}))

    monkeypatch.setattr("IPython.display.display", display)
    drawn._ipython_display_()
    return outputs


@pytest.mark.parametrize("name", PLOTS)
def test_a_figure_shows_labels_as_they_are_written(name, story, folder, monkeypatch):
    drawn = PLOTS[name](story)
    outputs = displayed(monkeypatch, drawn)
    check_page(outputs[1].data["text/html"])
    root = ET.parse(next(folder.glob("*.svg"))).getroot()
    assert not [
        e for e in root.iter() if e.tag.partition("}")[2] in {"script", "img", "foreignObject"}
    ]
    assert root[1].text == drawn.alternative_text
    with next(folder.glob("*.csv")).open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+@\t") or (cell[:1] == "-" and not cell[1:2].isdigit())]  # fmt: skip
    text = next(folder.glob("*.txt")).read_text(encoding="utf-8")
    assert len(text.splitlines()) == 2


@pytest.mark.parametrize("exporter", [HTMLExporter, MarkdownExporter, "classic"])
def test_a_page_exported_of_a_notebook_runs_nothing(exporter, story, monkeypatch):
    outputs = displayed(monkeypatch, tl.plot_voices(story))
    outputs += displayed(monkeypatch, tl.plot_coverage(story, BOOK))
    for name in ("removed", "evidence", "read frames"):
        html = VIEWS[name](story).html
        outputs.append(
            nbformat.v4.new_output("execute_result", {"text/html": html}, execution_count=1)
        )
    cell = nbformat.v4.new_code_cell("x", outputs=outputs, execution_count=1)
    made = HTMLExporter(template_name="classic") if exporter == "classic" else exporter()
    page, _ = made.from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    if exporter is MarkdownExporter:
        page = mistune.html(page)
    inside = Page(page)
    scripts = json.dumps([a for a in inside.attributes if a[1].startswith("on")])
    assert scripts == "[]"
    assert not [value for _, name, value in inside.attributes if "javascript:" in (value or "") and name in {"href", "src"}]  # fmt: skip
    assert "svg" not in inside.tags or exporter is not MarkdownExporter
