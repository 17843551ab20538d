"""Files become articles: what the hand-coded truth says of the seeds, and what happens with files that are no articles."""

import json
import os
import re
import textwrap
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings import Article, Story, StoryError, read_story
from tellings.articles.date_lines import parse_date
from tellings.articles.decoding import decode
from tellings.articles.page import parse_page
from tellings.articles.page_top import Page
from tellings.project import PROJECT

GOLD = json.loads((PROJECT / "seeds/gold/articles.json").read_text(encoding="utf-8"))["files"]
PROSE = "Two ministers met in Seoul on Monday to talk about an agreement."


@pytest.fixture(scope="module")
def story():
    return read_story("seeds")


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["record"]["id"])
class TestSeedsAgainstHandCodedTruth:
    @pytest.mark.parametrize("field", ["agency", "byline", "authors", "headline", "deck"])
    def test_fields_of_the_file(self, story, gold, field):
        assert getattr(story[gold["record"]["id"]], field) == gold["record"][field]

    def test_paragraphs(self, story, gold):
        article = story[gold["record"]["id"]]
        assert [article.text[a:b] for a, b in article.paragraphs] == gold["record"]["body"]

    def test_captions(self, story, gold):
        found = [(c.title, c.text, c.credit) for c in story[gold["record"]["id"]].captions]
        assert found == [(c["title"], c["text"], c["credit"]) for c in gold["record"]["captions"]]

    def test_removed_lines_and_pieces(self, story, gold):
        record = gold["record"]
        lines = list(zip(record["removed_lines"], record["removed_text"], strict=True))
        pieces = [(piece["line"], piece["text"]) for piece in record.get("removed_fragments", [])]
        assert [(r.line, r.text) for r in story[record["id"]].removed] == lines + pieces

    def test_outlet_with_what_a_person_knows(self, story, gold):
        assert story[gold["record"]["id"]].outlet == gold["record"]["outlet"]


def test_published_comes_from_the_file_or_is_shown_as_a_persons(story):
    first, second = story
    assert (first.published, first.evidence["published"]) == (date(2011, 1, 10), "line 8")
    assert second.published == date(2011, 1, 10)
    assert second.evidence["published"].startswith("a person: ")
    assert story.table()["supplied"].tolist() == ["", "outlet, published"]


def test_without_a_person_the_gaps_stay(tmp_path):
    source = PROJECT / "seeds/001_23237017d370ddda.txt"
    (tmp_path / "one.txt").write_bytes(source.read_bytes())
    article = read_story(tmp_path)[0]
    assert (article.outlet, article.published, article.agency, article.headline) == (
        None,
        None,
        None,
        None,
    )


@pytest.mark.parametrize("line, reason", [
    ("Last Update 13:32", "page clock"),
    ("Updated: 10 Jan 2011, 9:05 am", "page clock"),
    ("Views: 1,204", "view count"),
    ("312 comments", "view count"),
    ("Share on Facebook | Twitter | Email", "share line"),
    ("Short link: http://example.org/a1", "short link"),
    ("https://example.org/news/1", "bare link"),
    ("© 2010 The Daily. All rights reserved.", "copyright line"),
    ("Copyright 2011 The Daily", "copyright line"),
    ("Advertisement", "advertisement"),
    ("Read more: The ministers' first meeting", "link to another page"),
    ("Photo: Reuters/Kim Hong-Ji", "photo credit"),
    ("* * *", "leftover markup"),
    ("4 min read", "reading time"),
    ("Facebook Twitter Email", "share line"),
    ("Photograph: Jon Berg/Reuters", "photo credit"),
    ("Tags: Iceland, Norway, U.S. fisheries", "tags"),
    ("Topics: Cod | Trade", "tags"),
    ("Additional reporting by Per Aas", "who else worked on it"),
    ("(Reporting by Ann Lee in Oslo; Editing by Tom Barker)", "who else worked on it"),
    ("(Writing by J. Smith; additional reporting by Ann Lee and Per Aas.)", "who else worked on it"),
    ("ann.lee@gazette.example", "address"),
    ("Contact: ann.lee@gazette.example | @annlee", "address"),
    ("Follow Ann Lee on Twitter @annlee", "address"),
    ("Our Standards: The Thomson Reuters Trust Principles.", "house rules"),
    ("Sign up for our newsletter. It is free and comes every morning.", "newsletter or subscription"),
    ("ADVERTISEMENT", "advertisement"),
    ("Most viewed", "link to another page"),
    ("Related articles", "link to another page"),
    ("More on this story", "link to another page"),
])  # fmt: skip
def test_lines_that_belong_to_the_page(line, reason):
    page = parse_page(
        f"Talks begin\n{PROSE}\n{line}\nThey will meet again in spring, officials said."
    )
    assert [(r.line, r.reason) for r in page.removed] == [(3, reason)]


@pytest.mark.parametrize("sentence", [
    "Share prices fell after the ministers met, traders said.",
    "The updated agreement was signed on 10 January 2011.",
    "Views differ on what the pact means for the region.",
    "Related talks in Beijing ended without a word to the press.",
    "Copyright law was not on the agenda, the ministry said in a statement.",
    "Facebook, Twitter and e-mail were cut off in the capital, witnesses said.",
    "Additional reporting by the Gazette found that twelve boats had sailed.",
    "Reporting by the two papers led to the talks.",
    "Sign up for our newsletter, the ministry urged fishermen in a letter.",
    "Topics: cod, herring and the price of diesel, a spokesman said.",
    "Follow the money on Twitter, a campaigner told the crowd.",
    "Most viewed the agreement as a defeat for the fishermen.",
    "By March Iceland and Norway had caught all that they were allowed.",
    "Published on 3 March 2015, the report was read in both capitals.",
    "The photograph: a gift from Reuters, the minister joked.",
    "The deal was first reported by the agency in Oslo. (Reuters)",
    "“Share on Facebook” was the button nobody pressed.",
    "The treaty took four years and one 4 min read to explain.",
    "Write to cod@ministry.example before Monday, fishermen were told.",
])  # fmt: skip
def test_sentences_with_the_same_words_stay(sentence):
    page = parse_page(f"Talks begin\n{PROSE}\n{sentence}")
    assert page.blocks[-1] == ("body", sentence)
    assert page.removed == []


@pytest.mark.parametrize("text, published", [
    ("02 March 2021\nTalks begin\nReuters, 3 May 2011\n" + PROSE, date(2011, 5, 3)),
    ("02 March 2021\nTalks begin\n" + PROSE + "\n© 2010 The Daily.", None),
    ("Talks begin\nPublished: January 11, 2011\n" + PROSE, date(2011, 1, 11)),
    ("Talks begin\n2011-01-12\nBy Ann Lee\n" + PROSE, date(2011, 1, 12)),
    ("Talks begin\n" + PROSE, None),
    ("Talks begin\nPublished: 14:05 GMT, 3 March 2015 | Updated: 16:20 GMT, 4 March 2015\n" + PROSE, date(2015, 3, 3)),
    ("Talks begin\nUpdated: 4 March 2015 | Published: 3 March 2015\n" + PROSE, date(2015, 3, 3)),
    ("Talks begin\nPublished\n3 March 2015\n" + PROSE, date(2015, 3, 3)),
    ("Talks begin\nTue 3 Mar 2015 14.05 GMT\n" + PROSE, date(2015, 3, 3)),
    ("Talks begin\n" + PROSE + "\nPublished 3 March 2015", date(2015, 3, 3)),
])  # fmt: skip
def test_page_date_and_copyright_year_are_never_the_publication_date(text, published):
    assert parse_page(text).published == published


@pytest.mark.parametrize("text, expected", [
    ("Monday 10 Jan 2011", date(2011, 1, 10)), ("Jan. 3rd, 2011", date(2011, 1, 3)), ("2011-02-28", date(2011, 2, 28)),
    ("31 February 2011", None), ("Monday", None), ("March 2011", None),
])  # fmt: skip
def test_a_date_needs_day_month_and_year(text, expected):
    assert parse_date(text) == expected


def test_agency_from_a_dateline_and_a_credit_is_not_the_agency():
    page = parse_page(
        f"Talks begin\nMinisters shake hands in Seoul. (AP)\nSEOUL (Reuters) - {PROSE}"
    )
    assert page.facts["agency"] == "Reuters"
    assert page.captions[0].credit == "AP"
    assert page.blocks[-1][1].startswith("SEOUL (Reuters)")


def test_a_sentence_that_runs_on_in_the_next_line_is_one_paragraph():
    page = parse_page(
        "Talks begin\n\nTwo ministers met in Seoul on Monday\nto talk about an agreement."
    )
    assert page.blocks[-1] == (
        "body",
        "Two ministers met in Seoul on Monday to talk about an agreement.",
    )


def body(page: Page) -> list[str]:
    return [text for name, text in page.blocks if name == "body"]


MEETING = "They will meet again in spring, officials said."


@pytest.mark.parametrize("wrapped, paragraphs", [
    ("The statement of the two ministers did not mention the\nEuropean Union.",
     ["The statement of the two ministers did not mention the European Union."]),
    ("Talks begin\n\nIceland agreed\nTuesday to talk.\nThey will meet\nin Oslo on\nMonday.",
     ["Iceland agreed Tuesday to talk. They will meet in Oslo on Monday."]),
    ("Talks begin\n\nIceland and Norway agreed to share\nthe cod of the Barents Sea. The two\nEuropean countries had quarrelled\n"
     "for years.\nMinisters smiled as they left the\nroom in Oslo, and waved.",
     ["Iceland and Norway agreed to share the cod of the Barents Sea. The two European countries had quarrelled for years.",
      "Ministers smiled as they left the room in Oslo, and waved."]),
    ("Talks begin\n\nThe ministry asked fishermen in the north to\nlike the page and to invite others to\nshare on Facebook\n"
     "what they had caught by Monday.",
     ["The ministry asked fishermen in the north to like the page and to invite others to share on Facebook what they had "
      "caught by Monday."]),
    (f"{PROSE}\n{MEETING}", [PROSE, MEETING]),
    (f"{PROSE}\nA list of guests\nThe king\nThe queen\n{MEETING}", [PROSE, "A list of guests", "The king", "The queen", MEETING]),
])  # fmt: skip
def test_hard_wrapped_lines_become_paragraphs_and_others_stay_apart(wrapped, paragraphs):
    assert body(parse_page(wrapped)) == paragraphs


@pytest.mark.parametrize("line, people", [
    ("By Marta Lindqvist in Oslo and Tom Barker", ["Marta Lindqvist", "Tom Barker"]),
    ("By Marta Lindqvist in Oslo, Tom Barker and Per Aas", ["Marta Lindqvist", "Tom Barker", "Per Aas"]),
    ("Jane Hall | Staff writer | @janehall", ["Jane Hall"]),
    ("By Jane Hall, Political Correspondent", ["Jane Hall"]),
    ("Jane Hall, Europe editor", ["Jane Hall"]),
])  # fmt: skip
def test_bylines_with_place_and_office(tmp_path, line, people):
    (tmp_path / "a.txt").write_text(f"Talks begin\n{line}\n{PROSE}\n{MEETING}", encoding="utf-8")
    article = read_story(tmp_path)[0]
    assert (article.byline, article.authors, article.deck) == (line, people, None)


@pytest.mark.parametrize("line", ["Published 3 March 2015", "By Ann Lee", "Reuters, 3 May 2011"])
def test_a_line_about_the_article_may_stand_below_it(line):
    page = parse_page(f"Talks begin\n{PROSE}\n{MEETING}\n{line}")
    assert page.blocks == [("headline", "Talks begin"), ("body", PROSE), ("body", MEETING)]
    assert line in page.facts.values()


@pytest.mark.parametrize("line", ["By Christmas", "Ann Lee, jailed reporter"])
def test_what_may_be_a_subhead_is_no_byline_below_the_top(line):
    page = parse_page(f"Talks begin\n{PROSE}\n{line}\n{MEETING}")
    assert ("subhead", line) in page.blocks or ("deck", line) in page.blocks


@pytest.mark.parametrize("where", ["above", "below"])
@pytest.mark.parametrize("line, text, credit", [
    ("Boats at rest. Photograph: Jon Berg/Reuters", "Boats at rest.", "Jon Berg/Reuters"),
    ("Ministers shake hands on Tuesday. (AP Photo/Karl Olsen)", "Ministers shake hands on Tuesday.", "AP Photo/Karl Olsen"),
    ("Ministers shake hands (Photo by Per Aas)", "Ministers shake hands", "Photo by Per Aas"),
    ("The harbour. [Getty Images]", "The harbour.", "Getty Images"),
])  # fmt: skip
def test_a_credit_that_says_picture_makes_a_caption_anywhere(where, line, text, credit):
    page = parse_page(
        f"Talks begin\n{line}\n{PROSE}"
        if where == "above"
        else f"Talks begin\n{PROSE}\n{line}\n{MEETING}"
    )
    assert [(caption.text, caption.credit) for caption in page.captions] == [(text, credit)]


def test_a_credit_in_square_brackets_above_the_body():
    page = parse_page(f"Talks begin\nMinisters shake hands in Oslo. [AP/YONHAP]\n{PROSE}")
    assert (page.captions[0].text, page.captions[0].credit) == (
        "Ministers shake hands in Oslo.",
        "AP/YONHAP",
    )


@pytest.mark.parametrize("label, reason", [
    ("ISLAND GAZETTE", "masthead"), ("THE MORNING POST", "masthead"), ("WORLD NEWS", "section label"), ("Politics", "section label"),
])  # fmt: skip
def test_what_stands_over_the_headline_is_not_the_headline(label, reason):
    page = parse_page(f"{label}\nTalks begin\nMinisters hope for spring\nBy Ann Lee\n{PROSE}")
    assert page.blocks[:2] == [("headline", "Talks begin"), ("deck", "Ministers hope for spring")]
    assert page.removed == [(1, label, reason)]
    assert page.facts.get("outlet") == (label if reason == "masthead" else None)


@pytest.mark.parametrize("text, headline", [
    (f"WORLD NEWS\n{PROSE}", "WORLD NEWS"),
    (f"MINISTERS AGREE ON COD\nBoth sides smile\nBy Ann Lee\n{PROSE}", "MINISTERS AGREE ON COD"),
    (f"NO MORE GOOD NEWS\nBoth sides smile\nBy Ann Lee\n{PROSE}", "NO MORE GOOD NEWS"),
    (f"World leaders meet\nBoth sides smile\nBy Ann Lee\n{PROSE}", "World leaders meet"),
    (f"The Lantern\nTalks begin\nBy Ann Lee\n{PROSE}\n© 2015 The Lantern", "Talks begin"),
])  # fmt: skip
def test_a_headline_stays_a_headline(text, headline):
    assert ("headline", headline) in parse_page(text).blocks


@pytest.mark.parametrize("line, section", [
    ("'No more delays'", "subhead"), ("What we know", "subhead"), ("2. Who pays", "subhead"), ("Facebook", "subhead"),
    ("The minister said:", "body"), ("— Ann Lee", "body"), ("What do we know?", "body"), ("A rally drew 400 people. (AP)", "body"), ("lower case", "body"),
])  # fmt: skip
def test_a_short_line_between_two_paragraphs(line, section):
    page = parse_page(f"Talks begin\n{PROSE}\n\n{line}\n\n{MEETING}")
    assert page.blocks[-2:] == [(section, line), ("body", MEETING)]


def test_short_lines_that_follow_each_other_or_end_the_page_are_no_subheads():
    page = parse_page(f"Talks begin\n{PROSE}\nIceland 3\nNorway 2\n{MEETING}\nThe Team")
    assert body(page) == [PROSE, "Iceland 3", "Norway 2", MEETING, "The Team"]


def test_headlines_under_a_heading_of_links_go_only_below_the_article():
    page = parse_page(
        f"Talks begin\n{PROSE}\nRead more\nBoats sail\n{MEETING}\nMost viewed\nKing falls ill\nBoats sail"
    )
    assert page.blocks[1:] == [("body", PROSE), ("subhead", "Boats sail"), ("body", MEETING)]
    assert [removed.line for removed in page.removed] == [3, 6, 7, 8]


def test_a_sentence_under_a_heading_of_links_stays():
    page = parse_page(
        f"Talks begin\n{PROSE}\nRelated articles\nKing falls ill\nThe king fell ill on Monday."
    )
    assert page.blocks[1:] == [
        ("body", PROSE),
        ("subhead", "King falls ill"),
        ("body", "The king fell ill on Monday."),
    ]


def test_a_bullet_and_a_glued_advertisement_go_and_the_paragraph_stays():
    page = parse_page(f"Talks begin\n{PROSE}\n* Both sides want more cod.\n{MEETING} ADVERTISEMENT")
    assert body(page) == [PROSE, "Both sides want more cod.", MEETING]
    assert page.removed == [(3, "*", "bullet"), (4, "ADVERTISEMENT", "advertisement")]


@pytest.mark.parametrize("holder", ["Thomson Reuters", "The Associated Press", "AFP"])
def test_the_copyright_of_an_agency_names_the_agency(holder):
    page = parse_page(f"Talks begin\n{PROSE}\n© 2015 {holder}. All rights reserved.")
    assert page.facts == {"agency": holder}


WIRE = """\
Iceland, Norway agree to share cod catch

REYKJAVIK, March 3 (Reuters) - Iceland and Norway agreed on Tuesday to
divide the Atlantic cod catch, the two governments said in a
joint statement.

The accord gives Iceland 58 percent of the catch and did not mention the
European Union, which has asked for a share since 2011.

"Both countries gain," said Norway's fisheries minister. He added that
Oslo
would publish the text on Friday.

* Each side may send two inspectors to the other's ports, the
statement said.

(Reporting by Marta Lindqvist in Reykjavik; Editing by
Tom Barker)
Our Standards: The Thomson Reuters Trust Principles.
© 2015 Thomson Reuters
"""
TABLOID = """\
DAILY LANTERN
Home > News > World
COD WAR IS OVER!
* Ministers shook hands at dawn
* Fishermen are furious
By JANE HALL
Published: 14:05 GMT, 3 March 2015 | Updated: 16:20 GMT, 3 March 2015
4 min read
Facebook
Twitter
Share
312 comments
Fishermen shouted as two ministers signed away a fifth of the cod on Tuesday.
Furious: Skippers gather at the quay in Bergen. (AP Photo/Karl Olsen)
The deal was struck at dawn after nine hours of talks in a hotel.
ADVERTISEMENT
'No more delays'
"We waited ten years for this," one minister told reporters.
The quay at dawn. Photograph: Jon Berg/Reuters
What happens now
Boats will sail under the new rules from May, and skippers say they will protest.
Additional reporting by Per Aas
Tags: cod, Iceland
Sign up for our newsletter. It is free and comes at breakfast.
Most viewed
King falls ill on ski trip
Ten ways to fry a fish
"""
BROADSHEET = """\
ISLAND GAZETTE

WORLD NEWS

Iceland and Norway end their quarrel over cod

Accord gives Reykjavik the larger share; fishermen in the north are angry

By Marta Lindqvist in Oslo and Tom Barker

First published on Tue 3 Mar 2015 14.05 GMT

Ministers shake hands in Oslo on Tuesday. [AP/YONHAP]

Iceland and Norway have ended a quarrel of ten years over cod, their governments said on Tuesday.

The accord, which both parliaments must approve, was called "fair" by its authors.

A long road

Talks had failed in 2009 and again in 2012. Nobody in Oslo expected them to succeed now.

marta.lindqvist@gazette.example

Related articles

Fishermen march in Bergen

Copyright 2015 Island Gazette. All rights reserved.
"""
ENGLISH_ASIAN = """\
2015.03.04 09:12
Seoul offers to sell boats to Iceland
By Kim Min-ji
Yonhap, 4 March 2015
Handshake
The two ministers before the talks. (Yonhap)
SEOUL (Yonhap) -- South Korea offered on Wednesday to sell Iceland twelve boats.
An official said the price had not been settled. He spoke on condition of anonymity.
kim.minji@herald.example
Share Facebook Twitter
"""
WHOLE_PAGES = [
    (WIRE,
     [("headline", "Iceland, Norway agree to share cod catch"),
      ("body", "REYKJAVIK, March 3 (Reuters) - Iceland and Norway agreed on Tuesday to divide the Atlantic cod catch, the two "
       "governments said in a joint statement."),
      ("body", "The accord gives Iceland 58 percent of the catch and did not mention the European Union, which has asked for a "
       "share since 2011."),
      ("body", "\"Both countries gain,\" said Norway's fisheries minister. He added that Oslo would publish the text on Friday."),
      ("body", "Each side may send two inspectors to the other's ports, the statement said.")],
     {"agency": "Reuters"}, None, 4),
    (TABLOID,
     [("headline", "COD WAR IS OVER!"), ("deck", "Ministers shook hands at dawn"), ("deck", "Fishermen are furious"),
      ("body", "Fishermen shouted as two ministers signed away a fifth of the cod on Tuesday."),
      ("caption", "Furious: Skippers gather at the quay in Bergen."),
      ("body", "The deal was struck at dawn after nine hours of talks in a hotel."),
      ("subhead", "'No more delays'"),
      ("body", "\"We waited ten years for this,\" one minister told reporters."),
      ("caption", "The quay at dawn."),
      ("subhead", "What happens now"),
      ("body", "Boats will sail under the new rules from May, and skippers say they will protest.")],
     {"outlet": "DAILY LANTERN", "byline": "By JANE HALL",
      "published": "Published: 14:05 GMT, 3 March 2015 | Updated: 16:20 GMT, 3 March 2015"}, date(2015, 3, 3), 17),
    (BROADSHEET,
     [("headline", "Iceland and Norway end their quarrel over cod"),
      ("deck", "Accord gives Reykjavik the larger share; fishermen in the north are angry"),
      ("caption", "Ministers shake hands in Oslo on Tuesday."),
      ("body", "Iceland and Norway have ended a quarrel of ten years over cod, their governments said on Tuesday."),
      ("body", "The accord, which both parliaments must approve, was called \"fair\" by its authors."),
      ("subhead", "A long road"),
      ("body", "Talks had failed in 2009 and again in 2012. Nobody in Oslo expected them to succeed now.")],
     {"outlet": "ISLAND GAZETTE", "byline": "By Marta Lindqvist in Oslo and Tom Barker",
      "published": "First published on Tue 3 Mar 2015 14.05 GMT"}, date(2015, 3, 3), 6),
    (ENGLISH_ASIAN,
     [("headline", "Seoul offers to sell boats to Iceland"),
      ("caption", "Handshake"), ("caption", "The two ministers before the talks."),
      ("body", "SEOUL (Yonhap) -- South Korea offered on Wednesday to sell Iceland twelve boats."),
      ("body", "An official said the price had not been settled. He spoke on condition of anonymity.")],
     {"agency": "Yonhap", "byline": "By Kim Min-ji", "published": "Yonhap, 4 March 2015"}, date(2015, 3, 4), 3),
]  # fmt: skip


@pytest.mark.parametrize(
    "text, blocks, facts, published, removed",
    WHOLE_PAGES,
    ids=["wire", "tabloid", "broadsheet", "asian"],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_whole_page(text, blocks, facts, published, removed, newline):
    page = parse_page(text.replace("\n", newline))
    assert page.blocks == blocks
    assert (page.facts, page.published, len(page.removed)) == (facts, published, removed)


class TestFilesThatAreNoArticles:
    @pytest.fixture
    def folder(self, tmp_path):
        (tmp_path / "good.txt").write_text(f"Talks begin\n\n{PROSE}\n", encoding="utf-8")
        return tmp_path

    @pytest.mark.parametrize("name, content, why", [
        ("empty.txt", b" \n", "the file is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0", "begins like a PNG picture"),
        ("paper.txt", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3", "begins like a PDF file"),
        ("zeros.txt", b"abc\n\0\0\0", "line 2 holds a control character"),
        ("noise.txt", bytes(range(128, 256)) * 3, "no encoding we know"),
        ("essay.odt", b"whatever", "not a whole OpenDocument text"),
        ("essay.docx", b"PK", "not a whole Word document"),
        ("old.doc", b"PK", "an old Word document (.doc), for which there is no reader"),
        ("notes", b"whatever", "its name has no ending, such as .txt"),
        ("saved.txt", b"<!DOCTYPE html>\n<html><body><p>Two ministers met.</p>", "looks like HTML"),
        ("piece.txt", b"Talks\n<p>Two ministers met.</p><p>They left.</p></div>", "looks like HTML"),
        ("wrong.txt", b"\xff\xfeTwo ministers met today.", "begins like UTF-16"),
        ("noise16.txt", b"\xff\xfe" + bytes(range(200, 240)) * 3, "begins like UTF-16"),
    ])  # fmt: skip
    def test_is_named_with_what_to_do_and_the_others_are_read(self, folder, name, content, why):
        (folder / name).write_bytes(content)
        story = read_story(folder)
        row = story.report.set_index("path").loc[name]
        assert [article.id for article in story] == ["good"]
        assert row["status"] == "skipped"
        assert why in row["why"]
        assert row["todo"]

    @pytest.mark.parametrize("name, content, todo", [
        ("essay.doc", b"PK", "choose Save As, and there Word Document (.docx)"),
        ("paper.pdf", b"%PDF-1.4", "copy the article, and paste it"),
        ("paper.txt", b"%PDF-1.4", "Give its name the ending .pdf."),
        ("page.html", b"", "Save it again with the article in it"),
        ("page.txt", b"<html>", "Give its name the ending .html."),
        ("paper.rtf", b"%PDF-1.4", "Give its name the ending .pdf."),
    ])  # fmt: skip
    def test_the_way_to_text_depends_on_the_kind_of_file(self, folder, name, content, todo):
        (folder / name).write_bytes(content)
        assert todo in read_story(folder).report.set_index("path").loc[name, "todo"]

    def test_a_story_shows_how_many_files_were_skipped(self, folder):
        (folder / "good.txt").write_text(f"{PROSE}\n\n{PROSE}\n\n{PROSE}", encoding="utf-8")
        assert repr(read_story(folder)) == f"<{folder.name}: 1 article>"
        (folder / "empty.txt").touch()
        (folder / "essay.odt").touch()
        (folder / "one.txt").write_text(PROSE, encoding="utf-8")
        assert (
            repr(read_story(folder))
            == f"<{folder.name}: 2 articles; 2 skipped, 1 to check: see story.report>"
        )

    def test_joined_lines_are_said_beside_a_guessed_encoding(self, folder):
        (folder / "old.txt").write_bytes(
            "Talks\n\nTwo ministers met in a caf\xe9 on Monday\nto talk.\n".encode("cp1252")
        )
        row = read_story(folder).report.set_index("path").loc["old.txt"]
        assert (row["status"], row["line"]) == ("read", 3)
        assert "guess; very short: 10 words in its paragraphs; lines broken" in row["why"]

    def test_one_line_is_read_with_a_warning(self, folder):
        (folder / "one.txt").write_text(PROSE, encoding="utf-8")
        story = read_story(folder)
        assert len(story) == 2
        assert story.report.set_index("path").loc["one.txt", "why"] == "one line only"

    def test_a_guessed_encoding_is_said(self, folder):
        (folder / "old.txt").write_bytes(
            f"Talks\n\n{PROSE}\nThey met in a caf\xe9 in Orl\xe9ans.\n".encode("cp1252")
        )
        story = read_story(folder)
        row = story.report.set_index("path").loc["old.txt"]
        assert "café" in story["old"].text
        assert (row["status"], row["line"]) == ("read", 4)
        assert "guess" in row["why"]

    def test_nothing_to_read_says_what_to_do(self, tmp_path):
        with pytest.raises(StoryError, match="put the articles there"):
            read_story(tmp_path)
        (tmp_path / "empty.txt").touch()
        with pytest.raises(StoryError, match=r"empty\.txt: the file is empty"):
            read_story(tmp_path)

    def test_a_missing_folder(self):
        with pytest.raises(FileNotFoundError, match="there is no such file or folder"):
            read_story("no/such/folder")

    def test_files_of_one_name_are_not_mixed_up(self, folder, tmp_path_factory):
        other = tmp_path_factory.mktemp("other") / "good.txt"
        other.write_text(PROSE, encoding="utf-8")
        story = read_story([folder / "good.txt", other])
        assert [article.path for article in story] == [folder / "good.txt"]
        assert story.report["status"].tolist() == ["read", "skipped"]
        assert story.report["why"][1] == "another file, good.txt, is called good too"

    @pytest.mark.parametrize("name, why", [
        (".hidden.txt", "begins with a full stop"), ("~$good.txt", "begins with ~"), ("sub", "a folder"), ("sub.txt", "a folder"),
        ("gone.txt", "a link that leads to nothing"), ("round.txt", "a link that leads back to itself"),
        ("pipe.txt", "a pipe or a device"), ("null.txt", "a pipe or a device"),
    ])  # fmt: skip
    @pytest.mark.skipif(os.name == "nt", reason="links and pipes need rights on Windows")
    def test_everything_in_a_folder_has_a_row(self, folder, name, why):
        path = folder / name
        {
            "sub": path.mkdir,
            "sub.txt": path.mkdir,
            "gone.txt": lambda: path.symlink_to(folder / "nowhere"),
            "round.txt": lambda: path.symlink_to(path),
            "pipe.txt": lambda: os.mkfifo(path),
            "null.txt": lambda: path.symlink_to("/dev/null"),
        }.get(name, path.touch)()
        story = read_story(folder)
        row = story.report.set_index("path").loc[name]
        assert [article.id for article in story] == ["good"]
        assert (row["status"], why in row["why"], bool(row["todo"])) == ("skipped", True, True)

    @pytest.mark.parametrize("problem, why, todo", [
        (PermissionError(13, "Permission denied"), "cannot be read (Permission denied)", "Change its permissions"),
        (FileNotFoundError(2, "No such file or directory"), "cannot be read (No such file or directory)", "It was taken away"),
        (OSError(5, "Input/output error"), "cannot be read (Input/output error)", "Copy it anew"),
    ])  # fmt: skip
    def test_a_file_that_fails_while_it_is_read_has_a_row(
        self, folder, monkeypatch, problem, why, todo
    ):
        (folder / "bad.txt").write_text(PROSE, encoding="utf-8")
        whole = Path.read_bytes

        def fail(path):
            if path.name == "bad.txt":
                raise problem
            return whole(path)

        monkeypatch.setattr(Path, "read_bytes", fail)
        story = read_story(folder)
        row = story.report.set_index("path").loc["bad.txt"]
        assert [article.id for article in story] == ["good"]
        assert (row["status"], row["why"]) == ("skipped", why)
        assert row["todo"].startswith(todo)

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
    def test_a_pipe_alone_is_not_opened(self, tmp_path):
        os.mkfifo(tmp_path / "pipe.txt")
        with pytest.raises(StoryError, match=r"pipe\.txt: a pipe or a device"):
            read_story(tmp_path / "pipe.txt")

    def test_a_file_of_several_exported_articles_has_a_row_for_each(self, folder):
        one = f"Talks begin\nThe Gazette\nMarch 14, 2018\n\nBody\n\n{PROSE}\n\nEnd of Document\n\n"
        (folder / "all.txt").write_text(
            one + one.replace("begin", "end") + one.replace("begin", "fail"), encoding="utf-8"
        )
        story = read_story(folder)
        assert [article.id for article in story] == ["all_1", "all_2", "all_3"]
        assert [article.headline for article in story[:3]] == [
            "Talks begin",
            "Talks end",
            "Talks fail",
        ]
        assert story["all_2"].evidence["outlet"] == f"line {one.count(chr(10)) + 2}"
        rows = story.report.set_index("path")
        assert rows.loc["all.txt", "why"] == "holds 3 articles"
        assert rows.loc["all.txt, article 2", "status"] == "read"
        assert rows.loc["good.txt", "why"] == "the same text as all.txt, article 1"


@pytest.mark.parametrize("toml, message", [
    ("title = talks", "line 1"),
    ("titel = 'Talks'", "line 1: titel: known keys are"),
    ("event_words = 'talks'", "line 1: event_words: this must be a list of texts: event_words = "),
    ("[articles.tuesday]\noutlet = 'The Daily'", "line 1: tuesday: there is no such article; there are good"),
    ("codebook = 3", "line 1: codebook: this must be text in quotation marks"),
    ("event_date = '2011-01-10'", "line 1: event_date: this must be a date without quotation marks: 2011-01-10"),
    ("title = 'x'\ncompare = 'The Daily'", "line 2: compare: this must be a list of texts"),
    ("compare = ['The Daily']", "line 1: .*The Daily: no article is of a newsroom of this name; there are good"),
    ("[outlets]\n'daily.example' = 'The Daily'", "line 2: daily.example: no article is of a newsroom of this name; there are none"),
    ("[outlets]\n'daily.example' = 3", r"line 1: outlets: write \[outlets\] on a line of its own"),
    ("corrections = 'mine.csv'", r"line 1: corrections: write \[corrections\] on a line of its own"),
    ("[corrections]\nframes = 'mine.csv'", "line 2: frames: this cannot be corrected"),
    ("[corrections]\nattributions = 'mine.csv'", "line 2: attributions: mine.csv: there is no such file"),
    ("topics = ''", "line 1: topics: this must be text in quotation marks"),
    ("words = ['ties', '*']", "line 1: words: '\\*' names no word"),
    ("[articles.'nyt_*']\noutlet = 'The Daily'", "line 1: nyt_\\*: no article's name is like this; there are good"),
    ("[articles.good]\npaper = 'The Daily'", "line 2: paper: known keys are outlet"),
    ("[articles.good]\npublished = '2011-01-10'", "line 2: published: this must be a date without quotation marks"),
    ("[articles.good]\npublished = 2011-01-10T09:00:00", "line 2: published: this must be a date without quotation marks"),
    ("articles = 'good'", r"line 1: articles: write \[articles.NAME\] on a line of its own"),
    ("[articles]\ngood = 'The Daily'", r"line 2: good: write \[articles.good\] on a line of its own"),
    ("# the title\ntitle = 5", "line 2: title: this must be text in quotation marks"),
    ("[articles.good]\noutlet = “The Daily”", "line 2: outlet = “The Daily”: text stands in straight quotation marks"),
    ("[articles.good]\npublished = 2011-13-10", "line 2: published = 2011-13-10: there is no such day"),
    ("[articles.my article.2]", r'line 1: .*: a name with a space or a full stop .*: \[articles."my article.2"\]'),
    ("[articles.'good.txt']\noutlet = 'The Daily'", r"line 1: good.txt: leave out .txt: \[articles.good\]"),
    ("[articles.good.txt]\noutlet = 'The Daily'", r"line 1: good: leave out .txt: \[articles.good\]"),
])  # fmt: skip
def test_a_mistake_in_story_toml_names_line_and_key(tmp_path, toml, message):
    (tmp_path / "good.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "story.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(StoryError, match=message):
        read_story(tmp_path)


def test_a_story_is_a_sequence_and_finds_by_id(story):
    assert story[0] is story["000_2e5729308e39eaba"]
    assert [article.id for article in story[1:]] == ["001_23237017d370ddda"]
    assert isinstance(story[1:], Story)
    with pytest.raises(KeyError, match="this story has 000_2e5729308e39eaba"):
        story["tuesday"]


@given(st.text())
def test_any_text_keeps_every_word_or_says_why_not(text):
    page = parse_page(text)
    kept = (
        "".join(block for _, block in page.blocks)
        + "".join(r.text for r in page.removed)
        + "".join(page.facts.values())
    )
    kept += "".join(c.credit or "" for c in page.captions)
    assert {c for c in text if c.isalnum()} <= {c for c in kept if c.isalnum()}


PIECES = st.sampled_from([
    "Talks begin", PROSE, "By Ann Lee", "Published 3 March 2015", "Updated: 4 March 2015", "* Both sides agree", "ISLAND GAZETTE",
    "WORLD NEWS", "Facebook", "Most viewed", "the two said", "and", "SEOUL (AP) -", "Boats. (Photo by Per Aas)", "", "",
    "“No delays”", "© 2015 Reuters", "Boats at sea. Photograph: Jon Berg/Reuters", "They met. ADVERTISEMENT",
])  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("\n".join))
def test_any_page_keeps_every_word_or_says_why_not(text):
    page = parse_page(text)
    kept = (
        [block for _, block in page.blocks]
        + [r.text for r in page.removed]
        + [c.credit or "" for c in page.captions]
    )
    kept += page.facts.values()
    assert set(re.findall(r"\w+", text)) <= set(re.findall(r"\w+", " ".join(kept)))
    assert {name for name, _ in page.blocks} <= {"headline", "deck", "caption", "body", "subhead"}


@pytest.mark.parametrize(
    "piece",
    [
        "Share ",
        "By Ann ",
        "A, ",
        "a/",
        "(AP ",
        "Reporting by A ",
        " \t",
        "NEWS ",
        "3 March 2015, ",
        "word\n",
    ],
)
def test_a_very_long_line_is_read_whole(piece):
    """Time that grew with the square of the length would not come to an end here."""
    page = parse_page(piece * 20_000)
    kept = " ".join(
        [block for _, block in page.blocks]
        + [r.text for r in page.removed]
        + list(page.facts.values())
    )
    assert len(re.findall(r"\w+", kept)) == len(re.findall(r"\w+", piece)) * 20_000


@given(st.text())
def test_sections_of_any_article_lie_inside_its_text_in_order(text):
    article = Article(id="a", text=text)
    edges = [edge for section in article.sections for edge in (section.start, section.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_reads_as_written(text):
    assert decode(text.encode("utf-8"))[0] == text.removeprefix("\ufeff")


def test_paths_may_be_given_one_by_one():
    files = [Path("seeds/000_2e5729308e39eaba.txt")]
    with pytest.raises(StoryError, match="no such article"):
        read_story(files)


def test_the_example_of_a_story_toml_can_be_copied(tmp_path):
    block = read_story.__doc__.split("do not say::")[1].split("Args:")[0]
    (tmp_path / "story.toml").write_text(textwrap.dedent(block), encoding="utf-8")
    (tmp_path / "tuesday.txt").write_text("They met in Seoul. They agreed.", encoding="utf-8")
    story = read_story(tmp_path)
    assert (story.title, story.event_words) == ("Talks in Seoul", ("talks", "minister*"))
    assert (story[0].outlet, story[0].published) == ("The Daily", date(2011, 1, 11))


def test_a_name_with_a_star_stands_for_several_articles_and_the_own_name_goes_first(tmp_path):
    for name in ("nyt_1", "nyt_2", "other"):
        (tmp_path / f"{name}.txt").write_text(f"They met in {name}. They agreed.", encoding="utf-8")
    (tmp_path / "story.toml").write_text(
        "[articles.nyt_2]\nbyline = 'Lee'\noutlet = 'B'\n[articles.'nyt_*']\noutlet = 'A'\n",
        encoding="utf-8",
    )
    assert [(one.outlet, one.byline) for one in read_story(tmp_path)] == [
        ("A", None),
        ("B", "Lee"),
        (None, None),
    ]


@pytest.mark.parametrize("first, why", [
    ("article,paragraph,keep,reason,source,cue,content,speaker,source_type,place", "a sheet that a person fills in, no article"),
    ('"coder";"article";"unit";"start";"end";"code"', "a sheet that a person fills in, no article"),
    ("article,event", "a sheet that a person fills in, no article"),
    ("article,outlet,event,title,likeness", "a sheet that a person fills in, no article"),
    ("actor,group", "a sheet that a person fills in, no article"),
    ("article,text", "holds 1 article; columns: text from text"),
    ("", "no column holds the text"),
])  # fmt: skip
def test_a_sheet_beside_the_articles_is_left_alone(first, why, tmp_path):
    (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "mine.csv").write_text(f"{first}\na,1\n", encoding="utf-8-sig")
    assert read_story(tmp_path).report.set_index("path").loc["mine.csv", "why"].startswith(why)


def test_a_table_whose_texts_are_called_article_is_no_sheet(tmp_path):
    (tmp_path / "mine.csv").write_text(f'article,event\n"{PROSE * 9}",talks\n', encoding="utf-8")
    assert [one.text.split()[0] for one in read_story(tmp_path)] == [PROSE.split()[0]]


def test_a_text_at_hand_has_no_file_to_show():
    assert Story.of("They met.")[0].as_found(3) == "This article was not read from a file."
