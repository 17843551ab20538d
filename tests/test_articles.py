"""Files become articles: what the hand-coded truth says of the seeds, and what happens with files that are no articles."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings import Article, Story, StoryError, read_story
from tellings.articles import PROJECT, decode
from tellings.pages import parse_date, parse_page

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
    assert (article.outlet, article.published, article.agency, article.headline) == (None, None, None, None)


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
])  # fmt: skip
def test_lines_that_belong_to_the_page(line, reason):
    page = parse_page(f"Talks begin\n{PROSE}\n{line}\nThey will meet again in spring, officials said.")
    assert [(r.line, r.reason) for r in page.removed] == [(3, reason)]


@pytest.mark.parametrize("sentence", [
    "Share prices fell after the ministers met, traders said.",
    "The updated agreement was signed on 10 January 2011.",
    "Views differ on what the pact means for the region.",
    "Related talks in Beijing ended without a word to the press.",
    "Copyright law was not on the agenda, the ministry said in a statement.",
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
    page = parse_page(f"Talks begin\nMinisters shake hands in Seoul. (AP)\nSEOUL (Reuters) - {PROSE}")
    assert page.facts["agency"] == "Reuters"
    assert page.captions[0].credit == "AP"
    assert page.blocks[-1][1].startswith("SEOUL (Reuters)")


def test_a_sentence_that_runs_on_in_the_next_line_is_one_paragraph():
    page = parse_page("Talks begin\n\nTwo ministers met in Seoul on Monday\nto talk about an agreement.")
    assert page.blocks[-1] == ("body", "Two ministers met in Seoul on Monday to talk about an agreement.")


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
        ("essay.odt", b"whatever", "the ending .odt"),
    ])  # fmt: skip
    def test_is_named_with_what_to_do_and_the_others_are_read(self, folder, name, content, why):
        (folder / name).write_bytes(content)
        story = read_story(folder)
        row = story.report.set_index("path").loc[name]
        assert [article.id for article in story] == ["good"]
        assert row["status"] == "skipped"
        assert why in row["why"]
        assert row["todo"]

    def test_one_line_is_read_with_a_warning(self, folder):
        (folder / "one.txt").write_text(PROSE, encoding="utf-8")
        story = read_story(folder)
        assert len(story) == 2
        assert story.report.set_index("path").loc["one.txt", "why"] == "one line only"

    def test_a_guessed_encoding_is_said(self, folder):
        (folder / "old.txt").write_bytes(f"Talks\n\n{PROSE}\nThey met in a caf\xe9 in Orl\xe9ans.\n".encode("cp1252"))
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
        with pytest.raises(StoryError, match="two articles are called good"):
            read_story([folder / "good.txt", other])


@pytest.mark.parametrize("toml, message", [
    ("title = talks", "line 1"),
    ("titel = 'Talks'", "line 1: titel: known keys are"),
    ("[articles.tuesday]\noutlet = 'The Daily'", "line 1: tuesday: there is no such article; there are good"),
    ("[articles.good]\npaper = 'The Daily'", "line 2: paper: known keys are outlet"),
    ("[articles.good]\npublished = '2011-01-10'", "line 2: published: this must be a date without quotation marks"),
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
    kept = "".join(block for _, block in page.blocks) + "".join(r.text for r in page.removed) + "".join(page.facts.values())
    kept += "".join(c.credit or "" for c in page.captions)
    assert {c for c in text if c.isalnum()} <= {c for c in kept if c.isalnum()}


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
