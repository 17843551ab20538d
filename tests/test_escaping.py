"""What a page or a person wrote, as text: in a page, in a drawing, in a table."""

from html.parser import HTMLParser

import mistune
import pytest

from tellings.escaping import in_attribute, in_cell, in_html, letters_only

TEXTS = [
    "<img src=x onerror=alert(1)>",
    "</td></table><script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "](javascript:alert(1))",
    "one\n\n[two](javascript:alert(1))\n\n**three**",
    "&lt;b&gt; and &amp;amp; and &#60;i>",
    "$a$ and $$b$$, \\(c\\) and \\begin{equation}d\\end{equation}",
    "US$5m, then US$9m",
    "`code` and ~~~",
    "cooperat* and *agree*",
    "| pipe | to | pipe |",
    "<!-- gone",
    "\u202eright to left, 朝日新聞, émigré, 👍",
]


class Page(HTMLParser):
    """The elements of a page, their attributes, and each piece of text between two tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.pieces, self.comments = [], [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *one) for one in attrs]

    def handle_data(self, data):
        self.pieces.append(data)

    def handle_comment(self, data):
        self.comments.append(data)

    @property
    def text(self):
        return "".join(self.pieces)


@pytest.mark.parametrize("text", TEXTS)
def test_inside_an_element_it_reads_as_it_was_written(text):
    page = Page(f"<p>{in_html(text)}</p>")
    assert page.text == text
    assert set(page.tags) <= {"p", "span"}
    assert not page.attributes + page.comments


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_between_two_tags_can_be_mathematics(text):
    for piece in Page(f"<p>{in_html(text)}</p>").pieces:
        assert piece in {"$", "\\"} or not {"$", "\\"} & set(piece)


@pytest.mark.parametrize("text", TEXTS)
def test_as_an_attribute_it_stays_one(text):
    [(_, name, value)] = Page(f'<p title="{in_attribute(text)}">x</p>').attributes
    assert (name, value) == ("title", text)


@pytest.mark.parametrize("text", TEXTS)
def test_in_a_page_saved_as_markdown_it_is_no_markdown(text):
    page = Page(
        mistune.html(f"Before.\n\n<table><tr><td>{in_html(text)}</td></tr></table>\n\nEnd.")
    )
    assert set(page.tags) <= {"p", "table", "tr", "td", "span"}
    assert text in page.text


@pytest.mark.parametrize(
    "text, right",
    [
        ("bell\x07", "bell\ufffd"),
        ("nul\x00nul", "nul\ufffdnul"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("quote\x92s", "quote\ufffds"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("no letter \uffff", "no letter \ufffd"),
    ],
)
def test_what_is_no_letter_is_marked(text, right):
    assert letters_only(text) == right
    assert Page(f"<p>{in_html(text)}</p>").text == right


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "'=1", "＝1", "＋1", "\tA"],
)
def test_no_cell_is_a_formula(cell):
    assert in_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["a=b", "North-East", "'s", "", " a", 5, -5, None, [1, -2]])
def test_other_cells_stay_as_they_are(cell):
    assert in_cell(cell) == cell
