"""Each kind of file: what is read of it, and that nothing in it is lost or made up."""

import csv
import json
import zipfile
from contextlib import suppress
from datetime import date
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tellings.articles.readers import READERS, Found, ReadingError
from tellings.articles.reading import read_story
from tellings.articles.several import split_exported

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FIRST = "The ferry company said on Monday that it would stop all its boats in the spring."
SECOND = "Its crew had not been asked, a spokesman for the union told this newspaper."
BODY = f"{FIRST}\n\n{SECOND}"


def zipped(**parts: str | bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/") + ".xml", text)
    return file.getvalue()


def word(body: str) -> bytes:
    return zipped(word__document=f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def open_document(body: str) -> bytes:
    names = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
    return zipped(
        content=f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>"
    )


@pytest.mark.parametrize("body, text", [
    (paragraph("Talks ", "begin") + paragraph("They met."), "Talks begin\nThey met."),
    ("<w:p><w:r><w:t>They </w:t></w:r><w:ins><w:r><w:t>never </w:t></w:r></w:ins><w:r><w:t>met.</w:t></w:r></w:p>", "They never met."),
    ("<w:p><w:r><w:t>They </w:t></w:r><w:del><w:r><w:delText>never </w:delText><w:t>x</w:t></w:r></w:del><w:r><w:t>met.</w:t></w:r></w:p>", "They met."),
    ("<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r></w:p>", "One\ttwo\nthree"),
    (f"<w:tbl><w:tr><w:tc>{paragraph('left')}</w:tc><w:tc>{paragraph('right')}</w:tc></w:tr></w:tbl>", "left\nright"),
    ("<w:p><w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink><w:r><w:t> more</w:t></w:r></w:p>", "a link more"),
    (paragraph("A &lt;b&gt; &amp; c"), "A <b> & c"),
    ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>They </w:t></w:r></w:p>" + paragraph("met.") + paragraph("One left."), "They met.\nOne left."),
    ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>" + paragraph("They met."), "They met."),
    ("<w:p><w:moveFrom><w:r><w:t>They met.</w:t></w:r></w:moveFrom></w:p>" + paragraph("One left.") + "<w:p><w:moveTo><w:r><w:t>They met.</w:t></w:r></w:moveTo></w:p>", "One left.\nThey met."),
])  # fmt: skip
def test_word(body: str, text: str) -> None:
    assert READERS[".docx"](word(body)).found[0].text == text


@pytest.mark.parametrize("body, text", [
    ("<text:h>Talks begin</text:h><text:p>They met.</text:p>", "Talks begin\nThey met."),
    ("<text:p>They <text:span>never</text:span> <text:span>met</text:span>.</text:p>", "They never met."),
    ("<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d</text:p>", "a   b\tc\nd"),
    ("<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>They met.</text:p>", "They met."),
    ("<text:p>They<office:annotation><text:p>why?</text:p></office:annotation> met.</text:p>", "They met."),
])  # fmt: skip
def test_open_document(body: str, text: str) -> None:
    assert READERS[".odt"](open_document(body)).found[0].text == text


def test_a_document_nested_very_deep_is_read() -> None:
    deep = "<w:ins>" * 20_000 + "<w:r><w:t>met</w:t></w:r>" + "</w:ins>" * 20_000
    assert READERS[".docx"](word(f"<w:p>{deep}</w:p>")).found[0].text == "met"


BOMB = zipped(word__document=" " * 100_000_001)
ENTITIES = zipped(word__document='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


@pytest.mark.parametrize("data, why", [
    (b"", "not a whole Word document"),
    (b"%PDF-1.4", "not a whole Word document"),
    (word(paragraph("They met."))[:-30], "not a whole Word document"),
    (zipped(other="<a/>"), "not a whole Word document"),
    (zipped(word__document="<a>"), "not a whole Word document"),
    (BOMB, "larger than 100 MB"),
    (ENTITIES, "it defines entities"),
])  # fmt: skip
def test_a_document_that_is_none(data: bytes, why: str) -> None:
    with pytest.raises(ReadingError, match=why):
        READERS[".docx"](data)


@pytest.mark.parametrize("text, facts", [
    ("title,text,source,date\nTalks begin,{},The Daily,2021-03-02\n", {"headline": "Talks begin", "outlet": "The Daily", "published": date(2021, 3, 2)}),
    ("Headline;Full Text;Publication\r\nTalks begin;{};The Daily\r\n", {"headline": "Talks begin", "outlet": "The Daily"}),
    ("id\ttext\tauthor\n1\t{}\tNora Webb\n", {"byline": "Nora Webb"}),
    ("\ufefftext,date\n{},2021-03-02T23:30:00+09:00\n", {"published": date(2021, 3, 2)}),
    ("text,date\n{},02/03/2021\n", {}),
    ("text,date\n{},3.2.2021\n", {}),
    ("text,date\n{},13/03/2021\n", {"published": date(2021, 3, 13)}),
    ("doc_id,text,media_name\n7,{},The Daily\n", {"outlet": "The Daily"}),
    ("document_,headline\n{},Talks begin\n", {"headline": "Talks begin"}),
    ("doc_id,text,docvar1\na.txt,{},7\n", {}),
    ("Newspaper,Date,Author,Headline,Article\nThe Daily,2021-03-02,Nora Webb,Talks begin,{}\n", {"outlet": "The Daily", "published": date(2021, 3, 2), "byline": "Nora Webb", "headline": "Talks begin"}),
])  # fmt: skip
def test_the_columns_of_a_table(text: str, facts: dict[str, object]) -> None:
    read = READERS[".csv"](text.format(f'"{BODY}"').encode())
    assert [(one.text, one.facts, one.place) for one in read.found] == [(BODY, facts, "row 1")]
    assert any(str(one["why"]).startswith("columns: text from ") for one in read.notes)


def test_long_cells_and_the_lines_of_rows() -> None:
    table = f'title,text\nOne,"{BODY}"\nTwo,{"x" * 200_000}\nThree\nFour,\n'
    read = READERS[".csv"](table.encode())
    assert [(one.place, one.line, len(one.text)) for one in read.found] == [
        ("row 1", 2, len(BODY)),
        ("row 2", 5, 200_000),
    ]
    assert [(place, note["line"]) for place, note in read.unread] == [("row 3", 6), ("row 4", 7)]
    assert "names 2 columns" in str(read.unread[0][1]["why"])


def test_a_stray_quotation_mark_names_the_row_where_it_opens() -> None:
    with pytest.raises(ReadingError, match="opens here") as caught:
        READERS[".csv"](
            f'title,text\nOne,{FIRST.replace(",", "")}\nTwo,"They met.\nThree,They left.\n'.encode()
        )
    assert caught.value.note["line"] == 3


def test_a_list_of_titles_and_addresses_is_refused_with_the_reason() -> None:
    head = "id,indexed_date,language,media_name,media_url,publish_date,title,url"
    with pytest.raises(
        ReadingError, match="no column holds the text; there are id, indexed_date"
    ) as caught:
        READERS[".csv"](
            f"{head}\n1,2021-03-02,en,The Daily,daily.example,2021-03-02,Talks,daily.example/1\n".encode()
        )
    assert "Media Cloud" in str(caught.value.note["todo"])


ROWS = [
    {"title": "One", "body": BODY},
    {"title": "Two", "body": [["They met.", "They left."], ["Nobody spoke."]]},
]


@pytest.mark.parametrize("data", [
    json.dumps(ROWS), json.dumps(ROWS, indent=2), "\n".join(map(json.dumps, ROWS)), "\n\n".join(map(json.dumps, ROWS)) + "\n",
])  # fmt: skip
def test_json(data: str) -> None:
    found = READERS[".jsonl"](data.encode()).found
    assert [one.text for one in found] == [BODY, "They met. They left.\n\nNobody spoke."]
    assert [one.facts["headline"] for one in found] == ["One", "Two"]


def test_json_of_people_and_of_basil() -> None:
    """Authors in a list stay apart; in BASIL a body is a list of paragraphs, each of sentences."""
    row = {
        "uuid": "1", "url": "https://daily.example/1", "source": "fox", "date": "2011-01-10", "title": "Talks begin",
        "authors": ["Nora Webb", "Ned Marsh"], "body-paragraphs": [["They met.", "They left."], ["Nobody spoke."]],
    }  # fmt: skip
    found = READERS[".json"](json.dumps([row]).encode()).found[0]
    assert found.text == "They met. They left.\n\nNobody spoke."
    assert found.facts == {
        "byline": "Nora Webb, Ned Marsh",
        "headline": "Talks begin",
        "outlet": "fox",
        "published": date(2011, 1, 10),
    }


def test_half_of_an_emoji_in_json_is_read(tmp_path) -> None:
    rows = [
        {"title": "One", "text": f"{BODY} \ud83d"},
        {"title": "Two", "text": f"\ud83d {SECOND}"},
    ]
    (tmp_path / "all.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="ascii")
    assert [article.headline for article in read_story(tmp_path)] == ["One", "Two"]


def test_a_broken_line_of_json_is_a_row_of_its_own() -> None:
    read = READERS[".jsonl"](
        f'{json.dumps(ROWS[0])}\n{{"title": \n{json.dumps(ROWS[1])}\n'.encode()
    )
    assert [one.place for one in read.found] == ["row 1", "row 3"]
    assert [(place, note["line"]) for place, note in read.unread] == [("row 2", 2)]


@pytest.mark.parametrize("data", ["", "[1, 2", "They met.", "[" * 100_000, "{}", "[]", "3"])
def test_what_is_no_table_of_articles_says_so(data: str) -> None:
    with pytest.raises(ReadingError):
        READERS[".json"](data.encode())


@pytest.mark.parametrize("text, facts, body", [
    (f"---\ntitle: Talks begin\nsource: 'The Daily'\ndate: 2021-03-02\n---\n\n{FIRST}", {"headline": "Talks begin", "outlet": "The Daily", "published": date(2021, 3, 2)}, f"\n{FIRST}"),
    ("# Talks **begin**\n\nThey [met](https://daily.example).", {}, "Talks begin\n\nThey met."),
    ("> They met.\n\n---\n\n![a ship](ship.png)They _left_.", {}, "They met.\n\n\n\nThey left."),
    ("2 * 3 * 4 and snake_case_name stay.", {}, "2 * 3 * 4 and snake_case_name stay."),
])  # fmt: skip
def test_markdown(text: str, facts: dict[str, object], body: str) -> None:
    found = READERS[".md"](text.encode()).found[0]
    assert (found.facts, found.text) == (facts, body)


def test_an_e_mail_and_what_is_attached_to_it() -> None:
    mail = (
        "Subject: =?utf-8?q?Talks_in_R=C3=ADo?=\nDate: Tue, 02 Mar 2021 23:30:00 +0900\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain; charset=utf-8\n\nThey met.\n'
        '--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="talks.pdf"\n\nabc\n--x--\n'
    )
    read = READERS[".eml"](mail.encode())
    assert read.found == [
        Found("They met.", {"headline": "Talks in Río", "published": date(2021, 3, 2)})
    ]
    assert read.notes[0]["why"] == "attached, and not read: talks.pdf"


def nexis(number: int, total: int, title: str = "Ferry to stop") -> str:
    return f"{number} of {total} DOCUMENTS\n\nThe Gazette\n\nMarch 14, 2018\n\n{title}\n\nLENGTH: 29 words\n\n{BODY}\n\nLOAD-DATE: March 14, 2018\n\n"


def nexis_uni(title: str = "Ferry to stop") -> str:
    return f"{title}\nThe Gazette\nMarch 14, 2018\n\nBody\n\n{BODY}\n\nEnd of Document\n\n"


@pytest.mark.parametrize("text, number", [
    ("".join(nexis(n, 3) for n in (1, 2, 3)), 3),
    ("".join(nexis(n, 500) for n in range(1, 501)), 500),
    (nexis(1, 2) + nexis(2, 2) + nexis(1, 1), 3),
    (nexis_uni() * 3, 3),
    (f"Documents (3)\n\n{nexis_uni() * 3}", 3),
    (f"{nexis_uni() * 2}\n\n\n", 2),
    (nexis_uni("One\nand a second line of it") + nexis_uni(), 2),
])  # fmt: skip
def test_every_article_of_an_export_is_there(text: str, number: int) -> None:
    found = split_exported(Found(text)).found
    assert len(found) == number
    assert all(one.text.count(FIRST) == one.text.count(SECOND) == 1 for one in found)
    assert [text.split("\n")[one.line - 1 :][: one.text.count("\n")] for one in found[:3]] == [
        one.text.split("\n")[:-1] for one in found[:3]
    ]


@pytest.mark.parametrize("text, why, line", [
    (nexis(1, 3) + nexis(3, 3), "article 2 of 3 is missing before this line", 17),
    (nexis(1, 3) + nexis(2, 3), "says that it holds 3 articles, but 2 were found", 17),
    (nexis(2, 3) + nexis(3, 3), "article 1 of 3 is missing", 1),
    (f"Documents (4)\n\n{nexis_uni() * 3}", "says that it holds 4 articles, but 3 were found", 1),
    (f"Documents (2)\n\n{nexis_uni()}", "says that it holds 2 articles, but 1 was found", 1),
    (nexis_uni() * 2 + nexis_uni().replace("End of Document", ""), "behind the end of the last of 2", 25),
    (nexis(1, 1).partition("\n")[2] * 2, "2 articles exported from a news database, and no line parts them here", 23),
])  # fmt: skip
def test_an_export_that_does_not_hold_what_it_says(text: str, why: str, line: int) -> None:
    with pytest.raises(ReadingError, match=why) as caught:
        split_exported(Found(text))
    assert caught.value.note["line"] == line


def test_an_article_that_lost_its_end_is_told_by_the_database_s_count(tmp_path) -> None:
    (tmp_path / "all.txt").write_text(
        nexis(1, 2) + nexis(2, 2, "Harbour shut").replace("29 words", "600 words"), encoding="utf-8"
    )
    rows = read_story(tmp_path).report.set_index("path")
    assert "counts 600 words in it, and 30 were read" in rows.loc["all.txt, article 2", "why"]
    assert rows.loc["all.txt, article 2", "line"] == 25
    assert "counts" not in rows.loc["all.txt, article 1", "why"]


PAGE = """<html><head><title>Ferry | The Gazette</title><meta property="og:site_name" content="The Gazette">{head}</head><body>
<nav><ul><li>Home</li><li>Sport</li></ul></nav><header><p>Tuesday 02 March 2021</p></header>
<main><article><h1>Ferry to stop</h1><p>By Nora Webb</p><time>{printed}</time>
<figure><img src="a.png"><figcaption>The ferry in the harbour</figcaption></figure>
<p>{first}</p><p>{second} <a href="/x">It was told</a> on <b>Monday</b>.</p><p style="display: none">Hidden words here.</p>
</article><aside><h2>Most read</h2><ul><li>Cat found in tree</li></ul></aside></main>
<footer><p>Copyright 2021 The Gazette</p></footer><script>var x = "never seen";</script></body></html>"""
LD = '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry to stop", "author": {{"name": "Nora Webb"}}, "datePublished": "{0}"}}</script>'


def page(told: str = "", printed: str = "") -> bytes:
    return PAGE.format(
        head=LD.format(told) if told else "", printed=printed, first=FIRST, second=SECOND
    ).encode()


def test_a_web_page_and_all_that_is_seen_on_it() -> None:
    found = READERS[".html"](page("2018-03-14T23:30:00+09:00")).found[0]
    assert found.facts == {
        "headline": "Ferry to stop",
        "outlet": "The Gazette",
        "byline": "Nora Webb",
        "published": date(2018, 3, 14),
    }
    body = [text for name, text in found.page.blocks if name == "body"]
    assert body == [FIRST, f"{SECOND} It was told on Monday."]
    assert found.page.blocks[0] == ("headline", "Ferry to stop")
    assert ("caption", "The ferry in the harbour") in found.page.blocks
    removed = {one.text for one in found.page.removed}
    assert {
        "Home",
        "Sport",
        "Most read",
        "Cat found in tree",
        "Copyright 2021 The Gazette",
    } <= removed
    everything = " ".join([*removed, *body])
    assert "Hidden" not in everything
    assert "never seen" not in everything


@pytest.mark.parametrize("told, printed, day, unsure", [
    ("2018-03-14T23:30:00+09:00", "", date(2018, 3, 14), False),
    ("2018-03-14", "", date(2018, 3, 14), False),
    ("2018-03-14T23:30:00Z", "15 March 2018", date(2018, 3, 15), False),
    ("2018-03-14T23:30:00Z", "", None, True),
    ("2018-03-14T23:30:00+00:00", "20 April 2018", None, True),
])  # fmt: skip
def test_the_day_of_a_page_is_never_that_of_another_place(
    told: str, printed: str, day: date | None, unsure: bool
) -> None:
    read = READERS[".html"](page(told, printed))
    assert read.found[0].facts.get("published") == day
    assert any("world time" in str(note["why"]) for note in read.notes) == unsure


def test_a_page_without_an_article_is_read_by_its_lines() -> None:
    read = READERS[".html"](b"<html><body><div>Menu</div><div>Contact</div></body></html>")
    assert read.found[0].text == "Menu\n\nContact"
    assert "no article was found on this page" in str(read.notes[-1]["why"])


@pytest.mark.parametrize("data, why", [
    (b"", "without any words"), (b"<p>" * 7_000_000, "larger than 20 MB"), (b"\x89PNG", "not text"),
])  # fmt: skip
def test_a_web_page_that_is_none(data: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        READERS[".html"](data)


def test_a_web_page_nested_very_deep() -> None:
    assert READERS[".html"](b"<div>" * 1000 + page()).found[0].facts["headline"] == "Ferry to stop"
    with pytest.raises(ReadingError, match="nested too deep"):
        READERS[".html"](b"<div>" * 100_000 + page())


@pytest.mark.parametrize("text, lines", [
    (r"{\rtf1\ansi Talks begin\par They met.\par}", ["Talks begin", "They met."]),
    (r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator x;}Caf\'e9 \u8220?so\u8221?\par}", ["Café “so”"]),
    ("{\\rtf1 broken", ["broken"]),
])  # fmt: skip
def test_rich_text(text: str, lines: list[str]) -> None:
    assert READERS[".rtf"](text.encode()).found[0].text.strip().split("\n") == lines


def pdf(words: str) -> bytes:
    """A PDF file of one page with one line."""
    drawn = f"BT /F1 12 Tf 50 700 Td ({words}) Tj ET" if words else ""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    out, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return f"{out}xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n".encode()


def test_pdf_always_says_that_the_order_must_be_checked() -> None:
    read = READERS[".pdf"](pdf("Talks begin"))
    assert read.found[0].text.strip() == "Talks begin"
    assert read.notes[0]["todo"] == "Check the order of the paragraphs."


@pytest.mark.parametrize(
    "data, why",
    [(b"", "not a whole PDF"), (b"%PDF-1.4", "not a whole PDF"), (pdf(""), "of pictures")],
)
def test_a_pdf_without_words(data: bytes, why: str) -> None:
    with pytest.raises(ReadingError, match=why):
        READERS[".pdf"](data)


def test_excel_takes_the_values_and_follows_no_formula() -> None:
    book = Workbook()
    for row in (
        ["Title", "Text", "Date"],
        ["Talks begin", BODY, date(2021, 3, 2)],
        ["Two", '=HYPERLINK("http://x.example")', None],
    ):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    read = READERS[".xlsx"](out.getvalue())
    assert [(one.text, one.facts) for one in read.found] == [
        (BODY, {"headline": "Talks begin", "published": date(2021, 3, 2)})
    ]
    assert [place for place, _ in read.unread] == ["row 2"]


def test_one_event_in_every_kind_of_file_is_one_story(tmp_path) -> None:
    """The same article, whatever it was saved in; the headline from a field or from its first line."""
    whole = f"Ferry to stop\n\n{BODY}\n"
    data = {
        "txt": whole.encode(), "md": f"# {whole}".encode(), "eml": f"Subject: Ferry to stop\n\n{BODY}".encode(),
        "docx": word("".join(map(paragraph, ("Ferry to stop", FIRST, SECOND)))),
        "odt": open_document("".join(f"<text:p>{line}</text:p>" for line in ("Ferry to stop", FIRST, SECOND))),
        "csv": f'title,text\nFerry to stop,"{BODY}"\n'.encode(), "json": json.dumps({"title": "Ferry to stop", "text": BODY}).encode(),
        "html": f"<html><head><meta property='og:title' content='Ferry to stop'></head><body><article><h1>Ferry to stop</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>".encode(),
        "rtf": rf"{{\rtf1\ansi Ferry to stop\par {FIRST}\par {SECOND}\par}}".encode(),
    }  # fmt: skip
    for ending, content in data.items():
        (tmp_path / ending).mkdir()
        (tmp_path / ending / f"ferry.{ending}").write_bytes(content)
    texts = {
        ending: [(a.headline, a.text) for a in read_story(tmp_path / ending)] for ending in data
    }
    assert set(map(tuple, texts.values())) == {(("Ferry to stop", f"Ferry to stop\n\n{BODY}"),)}


@pytest.mark.parametrize("ending", READERS)
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_bytes_crash_a_reader(ending: str, data: bytes) -> None:
    with suppress(ValueError):  # which says what is wrong; anything else would be a crash
        assert all(isinstance(one.text, str) for one in READERS[ending](data).found)


@given(
    body=st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60),
    title=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20),
)
def test_any_words_survive_a_table(body: str, title: str) -> None:
    out = StringIO()
    csv.writer(out).writerows([["title", "text"], [title, f"x{body}"]])
    assert READERS[".csv"](out.getvalue().encode()).found[0].text == f"x{body}"
