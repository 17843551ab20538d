"""Whole files of news databases: every article is there, each field right, or the file says where not."""

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest

from databases import FORMS, RULE, Told, zipped_word
from tellings.articles.reading import read_story
from tellings.articles.story import Story

SOLD = (
    "The ferry company said on Friday that the old boat would be sold to a yard in Oslo.",
    "“It is not safe,” said Nora Webb, the captain. “We have told them so for years.”",
    "The crew of eleven heard of it from the radio, two of its members said.",
)
FEES = (
    "Harbour fees will rise by a tenth in May, the island council decided on Tuesday night.",
    "Four of its nine members voted against the plan.",
    "“Nobody asked the fishermen,” said Bo Kim, who owns two boats.",
    "The council meets again in June.",
)
BOOKS = (
    "OSLO (AP) — The ministry said that it would look at the books of the company.",
    "It gave no date for a decision.",
    "A spokesman said: “We have 320 words to say about it, and none of them are kind.”",
)
QUAY = (
    "The harbour master closed the quay at noon on Monday, and nobody was hurt.",
    "“We saw it coming,” said Tove Lind, who sells fish there.",
)
LINES_OF_A_DATABASE = (  # in a text, where they are none
    "IN a move that nobody expected, the island council bought the boat.",
    "Subject: to approval by the council, the boat is sold.",
    "Length: three metres, the report says of the shark.", "12 words", "1 of 3", "Section 3 of 9",
    "URL: a place where the islanders go for news.", "AN inquest heard on Monday that the rope was old.",
    "BY the time they came the boat was gone.", "HD screens will be put up in the port.",
    "TD Bank said that it would lend the money.", "PUB owners met on Tuesday and said no.",
    "Language: that is what divides the island.", "Notes", "Graphic", "Classification", "Body",
    "Full text: nobody read it, the captain said.", "CO emissions fell by a fifth, the ministry said.",
    "RE: the boat, he wrote, we must talk.", "Document 3 of 5 was missing from the file.", "Documents (4)",
    "End of document, the clerk said, and closed the book.", "March 14, 2018", "English",
    "Load-Date: that is what the label said.", "Correction: the boat is older than we said.",
)  # fmt: skip
TITLES = (
    "Stranded", "The ferry stops for good.", "Who pays for the ferry now?", "Correction", "Graphic",
    "Notes from the harbour", "People: Nora Webb retires", "Subject: to change", "Body of work",
    "'We have nothing left,' says captain: a day on the last boat", "By the sea", "500 words on the ferry",
    "Copyright law splits islanders", "Length: the bridge that grew", "Late edition of the paper sells out",
)  # fmt: skip
DAYS = (  # titles that look like the day of an article, and are none
    "Monday, 11 March 2019", "March 3, 2019", "12 January 2015: the day the ferry sank", "2018-03-14",
    "March 14, 2018", "9 November", "Friday the 13th of March 2015", "1/13/2020", "May 2, 2002, Thursday", "1999",
)  # fmt: skip
BROKEN = Told(
    "Ministry looks at books of ferry company\nas captain warns of another winter", BOOKS,
    outlet="Northern Herald", day=date(2018, 3, 16),
)  # fmt: skip


def unlike(articles: list[Told]) -> list[Told]:
    """The articles, each with a paragraph of its own: of two that are the same one is skipped."""
    return [
        told._replace(paragraphs=(*told.paragraphs, f"The boat had lain at berth {n} since May."))
        for n, told in enumerate(articles)
    ]


KINDS: dict[str, list[Told]] = {
    "plain": [Told("Ferry to stop in spring", SOLD), Told("Council raises harbour fees", FEES, byline="Nora Webb and Ned Marsh")],
    "no byline": [Told(title, FEES, byline="") for title in ("Council raises harbour fees", "Stranded", "Boat sold")],
    "a title of two lines": [BROKEN, BROKEN._replace(byline=""), BROKEN._replace(paragraphs=SOLD)],
    "a title like a day": [Told(title, QUAY, outlet="Harbour News", byline=("Bo Kim", "")[n % 2], day=date(2018, 1 + n, 7 + n)) for n, title in enumerate(DAYS)],
    "any title": [Told(title, SOLD[n % 2 :], outlet=("Harbour News", "Newsweek")[n % 2]) for n, title in enumerate(TITLES)],
    "a deck": [Told("Ferry to stop in spring", SOLD, deck="The crew was not asked, and heard of it from the radio."), Told("Boat sold", FEES)],
    "a line of the text like a field": [Told(f"Boat number {n} is sold", (*QUAY, line, *FEES), byline="Ann van der Berg") for n, line in enumerate(LINES_OF_A_DATABASE)],
    "500 articles": [
        Told(f"Boat number {n} is sold", (f"Boat number {n} was sold on Monday for {n + 3},000 crowns.", *SOLD[n % 3 :]), day=date(2016 + n % 3, 1 + n % 12, 1 + n % 28),
             outlet=("Harbour News", "The Island Gazette", "Northern Herald")[n % 3], byline=("Bo Kim", "", "Nora Webb")[n % 3])
        for n in range(500)
    ],
    "a paragraph of 200,000 letters": [Told("Minutes of the council", (("The council met again. " * 8_700).strip(),)), Told("Boat sold", SOLD)],
}  # fmt: skip


KINDS = {kind: unlike(articles) for kind, articles in KINDS.items()}


def saved(folder, name: str, data: bytes) -> Story:
    (folder / name).write_bytes(data)
    return read_story(folder / name)


def as_told(story: Story) -> list[tuple[object, ...]]:
    return [(a.headline, a.outlet, str(a.published), a.authors, a.deck, a.text) for a in story]


def expected(articles: list[Told], name: str) -> list[tuple[object, ...]]:
    decks = name.startswith(("nexis", "lexis"))  # others print none, or an abstract, which is none
    out: list[tuple[object, ...]] = []
    for told in articles:
        deck = (told.deck or None) if decks else None
        headline, authors = " ".join(told.lines), [one for one in told.byline.split(" and ") if one]
        text = "\n\n".join(filter(None, [headline, deck, *told.paragraphs]))
        out.append((headline, told.outlet, str(told.day), authors, deck, text))
    return out


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FORMS)
def test_each_article_of_each_database(tmp_path, name: str, kind: str) -> None:
    articles = KINDS[kind]
    assert as_told(saved(tmp_path, name, FORMS[name](articles))) == expected(articles, name)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("gap, cover", [("\n\n", True), ("\n\n\n", False), ("\n", False)])
def test_blank_lines_and_a_missing_cover_change_nothing(tmp_path, name, gap, cover) -> None:
    articles = unlike([*KINDS["plain"], *KINDS["no byline"], BROKEN])
    story = saved(tmp_path, name, FORMS[name](articles, gap=gap, cover=cover))
    assert as_told(story) == expected(articles, name)


@pytest.mark.parametrize("name", FORMS)
def test_a_single_article_is_read_as_among_others(tmp_path, name) -> None:
    for told in (*KINDS["plain"], BROKEN):
        story = saved(tmp_path, name, FORMS[name]([told]))
        assert as_told(story) == expected([told], name)


ALPHA, BRAVO, CHARLIE = unlike(
    [Told(f"{name} is sold", SOLD) for name in ("Alpha", "Bravo", "Charlie")]
)
# What an article begins with in the file, and what parts it from the one above it.
BEGINS = {
    "nexis.docx": "<w:p>", "nexis.rtf": r"\pard", "nexis.txt": "\n", "lexis.txt": "\n", "lexis.html": "<A NAME",
    "factiva.txt": "\n", "factiva_tags.txt": "SE News", "factiva.rtf": r"\pard", "factiva_tags.rtf": r"\trowd",
    "factiva.html": '<div class="article', "factiva_tags.html": '<div class="article', "proquest.txt": RULE,
}  # fmt: skip
PARTS = {
    "nexis": "End of Document",
    "lexis": "2 of 3 DOCUMENTS",
    "proquest": "Document 2 of 3",
    "factiva": "Document ISGZ0000",
}


def source(name: str, data: bytes) -> str:
    if name.endswith(".docx"):
        with zipfile.ZipFile(BytesIO(data)) as file:
            return file.read("word/document.xml").decode()
    return data.decode()


def whole_again(name: str, text: str) -> bytes:
    """A part of a file with what every program writes around it."""
    if name.endswith(".docx"):
        body = text.partition("<w:body>")[2] or text
        return zipped_word(body.partition("</w:body>")[0])
    if name.endswith(".rtf"):
        return (text if text.startswith("{") else r"{\rtf1\ansi " + text).rstrip(
            "}"
        ).encode() + b"}"
    return text.encode()


def cut(name: str, how: str) -> bytes:
    """A file of three articles from which the one thing is missing."""
    listed = name.startswith("nexis")  # where the file says above the articles how many it holds
    text = source(
        name, FORMS[name]([ALPHA, BRAVO, CHARLIE], cover=listed and how == "first missing")
    )
    find = str.rindex if listed else str.index
    text = text if name.endswith(".rtf") else f"\n{text}"
    begins = [text.rindex(BEGINS[name], 0, find(text, told.headline)) for told in (ALPHA, BRAVO)]
    if name == "lexis.txt":
        begins = [text.rindex("\n", 0, text.index(f"{n} of 3 DOCUMENTS")) for n in (1, 2)]
    if name == "factiva_tags.rtf":
        begins = [text.rindex(r"\trowd", 0, begin) for begin in begins]
    first, last = text.index("The crew of eleven"), text.rindex("The crew of eleven")
    if name.endswith(".docx"):
        first, last = text.rindex("<w:p>", 0, first), text.rindex("<w:p>", 0, last)
    if how == "first missing":
        return whole_again(name, text[: begins[0]] + text[begins[1] :])
    if how == "first without its beginning":
        return whole_again(name, text[first:])
    if how == "last cut":
        return whole_again(name, text[:last])
    mark = PARTS[name.partition(".")[0].partition("_")[0]]
    return whole_again(name, text.replace(mark, "", 1))


LACKS = {
    "first missing": "but 2 were found; the first of its list that is missing is “Alpha is sold”|article 1 of 3 is missing",
    "first without its beginning": "the first article has no line such as|article 1 of 3 is missing",
    "last cut": "text stands behind the end of the last of 2 articles|the last article has no line such as",
    "a line between two lost": "holds 3 articles .* no line parts them here|article 2 of 3 is missing before this line",
}
# Factiva neither counts nor numbers: of an article that is missing altogether nothing is left.
CUT = [
    (name, how)
    for name in FORMS
    for how in LACKS
    if not (name.startswith("factiva") and how == "first missing")
]


@pytest.mark.parametrize("name, how", CUT)
def test_what_a_file_lacks_is_an_error_with_its_line(tmp_path, name: str, how: str) -> None:
    (tmp_path / "other.txt").write_text(
        "A boat\n\nNobody was hurt when it sank on Monday.", encoding="utf-8"
    )
    (tmp_path / name).write_bytes(cut(name, how))
    story = read_story(tmp_path)
    row = story.report.set_index("path").loc[name]
    assert (row.status, [a.id for a in story]) == ("skipped", ["other"])
    assert re.search(LACKS[how], row.why)
    assert row.line > 0
    assert (
        not name.endswith(".txt") or cut(name, how).decode().split("\n")[int(row.line) - 1].strip()
    )


def test_pictures_numbered_on_a_page_are_no_articles(tmp_path) -> None:
    page = "Boat sold\n\n1 of 2\n\nThe boat was sold on Monday.\n\n2 of 2\n\nIts crew was not asked, one of them said.\n"
    assert len(saved(tmp_path, "page.txt", page.encode())) == 1


def test_a_table_says_which_of_its_columns_are_not_used(tmp_path) -> None:
    table = f'doc_id,text,url,words\n1,"{SOLD[0]}",https://gazette.example/1,17\n'
    why = saved(tmp_path, "all.csv", table.encode()).report["why"][0]
    assert "columns: text from text; not used: doc_id, url, words" in why


def test_tracked_changes_in_an_export_are_read_as_accepted(tmp_path) -> None:
    text = source("nexis.docx", FORMS["nexis.docx"]([ALPHA, BRAVO]))
    word = "The crew of eleven heard of it"
    changed = (
        "The </w:t></w:r><w:del><w:r><w:delText>whole </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>crew of eleven heard of it"
    )
    ended = text.replace(f"{word} </w:t></w:r>", f"{changed} </w:t></w:r></w:ins>")
    assert ended.count("<w:del>") == 2
    assert as_told(saved(tmp_path, "nexis.docx", whole_again("nexis.docx", ended))) == expected(
        [ALPHA, BRAVO], "nexis.docx"
    )


@pytest.mark.parametrize("name", FORMS)
def test_a_headline_above_the_text_is_read_once_and_two_spaces_are_one(tmp_path, name) -> None:
    told = ALPHA._replace(
        paragraphs=(ALPHA.headline, *(one.replace(", ", ",  ") for one in ALPHA.paragraphs))
    )
    assert as_told(saved(tmp_path, name, FORMS[name]([told, BRAVO]))) == expected(
        [ALPHA, BRAVO], name
    )


@pytest.mark.parametrize("told, read, doubt", [
    (58, 58, ""), (70, 58, ""), (45, 58, ""), (90, 58, "its end or its beginning may be missing"), (30, 58, "another may be in it too"),
])  # fmt: skip
@pytest.mark.parametrize(
    "name", [name for name in FORMS if name.endswith(".txt") and name != "proquest.txt"]
)
def test_the_database_s_count_of_words_and_the_words_read(
    tmp_path, name, told, read, doubt
) -> None:
    text = source(name, FORMS[name]([ALPHA, BRAVO])).replace("58 words", f"{told} words")
    rows = saved(tmp_path, name, text.encode()).report.set_index("path")
    row = rows.loc[f"{name}, article 2"]
    assert (f"counts {told} words in it, and {read} were read" in row.why) == bool(doubt)
    assert doubt in row.todo
    if doubt:
        assert f"{told} words" in text.split("\n")[int(row.line) - 1]


def test_a_remark_on_a_row_has_the_line_of_the_row(tmp_path) -> None:
    table = f'text\n"{SOLD[0]}\n\n{SOLD[1]}"\n"{QUAY[0]}\n\n{QUAY[1]} caf&eacute;"\n'
    rows = saved(tmp_path, "all.csv", table.encode()).report.set_index("path")
    row = rows.loc["all.csv, row 2"]
    assert row["line"] == 5
    assert row["why"].startswith("1 HTML entity was decoded")
