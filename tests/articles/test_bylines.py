"""Who wrote it: the lines that say so, and the people in them."""

import pytest

from tellings import Article
from tellings.articles.page import parse_page

PROSE = "The ferry company said on Friday that the old boat would be sold.\n\nA new one will come."
BYLINES = [
    ("By Nora Webb and Ned Marsh, Reuters", ["Nora Webb", "Ned Marsh"]), ("By AFP", []), ("By Reuters", []),
    ("By The Associated Press", []), ("By Staff Writer", []), ("By Staff and agencies", []), ("By Our Correspondent", []),
    ("By The Editorial Board", []), ("By News Desk", []), ("By Reuters Staff", []),
    ("By Dr. Nora Webb, M.D.", ["Dr. Nora Webb"]), ("By Prof. Nora Webb, MD, PhD", ["Prof. Nora Webb"]), ("By Nora Webb M.D.", ["Nora Webb"]),
    ("By Nora Webb, Ph.D., and Ned Marsh, Jr.", ["Nora Webb", "Ned Marsh Jr."]), ("By Ned Marsh III", ["Ned Marsh III"]),
    ("By Nora Webb Staff Writer", ["Nora Webb"]), ("By Nora Webb Political Correspondent", ["Nora Webb"]),
    ("By Nora Webb, AP Political Writer", ["Nora Webb"]), ("By Nora Webb, senior editor at The Gazette", ["Nora Webb"]),
    ("BY NORA WEBB AND NED MARSH", ["NORA WEBB", "NED MARSH"]), ("By NORA WEBB, Associated Press", ["NORA WEBB"]),
    ("By Nora Webb in London and Ned Marsh in New York", ["Nora Webb", "Ned Marsh"]), ("By Nora Webb, London", ["Nora Webb"]),
    ("By Nora Webb @norawebb", ["Nora Webb"]), ("By Nora Webb (@norawebb)", ["Nora Webb"]), ("By Nora Webb | Reuters", ["Nora Webb"]),
    ("By Nora Webb/Reuters", ["Nora Webb"]), ("By Nora Webb Reuters", ["Nora Webb"]), ("By Nora Webb of Reuters", ["Nora Webb"]),
    ("By Nora Webb and the Associated Press", ["Nora Webb"]), ("By Nora Webb for The Daily Herald", ["Nora Webb"]),
    ("Posted by Nora Webb", ["Nora Webb"]), ("Written by Nora Webb, CNN", ["Nora Webb"]), ("By: Nora Webb", ["Nora Webb"]),
    ("By Nora Webb, Ned Marsh, and Cy Orr", ["Nora Webb", "Ned Marsh", "Cy Orr"]), ("By Nora van der Webb", ["Nora van der Webb"]),
    ("by Nora Webb", ["Nora Webb"]), ("By Nora Webb; photographs by Ned Marsh", ["Nora Webb"]),
    ("Nora Webb | Reuters", ["Nora Webb"]), ("Nora Webb, Associated Press", ["Nora Webb"]), ("By Nora Webb, CNN Business", ["Nora Webb"]),
    ("By Nora Webb and wire reports", ["Nora Webb"]), ("By Nora Webb and news services", ["Nora Webb"]), ("By Nora Webb, Al Jazeera", ["Nora Webb"]),
    ("By Nora Webb, with Ned Marsh", ["Nora Webb", "Ned Marsh"]), ("By Nora Webb (AFP)", ["Nora Webb"]), ("By Nora Webb NPR", ["Nora Webb"]),
    ("By Sir Ned Marsh KBE", ["Sir Ned Marsh"]), ("By Nora Webb in Seoul, South Korea", ["Nora Webb"]), ("By Nora Webb, New York", ["Nora Webb"]),
    ("By Nora Webb nora.webb@gazette.example", ["Nora Webb"]), ("By Nora Webb | nora@gazette.example | The Gazette", ["Nora Webb"]),
    ("By Nora Webb, professor of law at Oslo University", ["Nora Webb"]), ("By Nora Webb, with files from The Canadian Press", ["Nora Webb"]),
    ("By Nora Webb, Oslo bureau", ["Nora Webb"]), ("By Nora Webb, Science Editor, BBC News website", ["Nora Webb"]),
    ("By Nora Webb, Washington (CNN)", ["Nora Webb"]), ("By Nora Webb, USA TODAY", ["Nora Webb"]), ("By Dow Jones Newswires", []),
    ("By Kim Min-ji", ["Kim Min-ji"]), ("By J. R. Webb", ["J. R. Webb"]), ("By José Núñez", ["José Núñez"]), ("Byline: NORA WEBB", ["NORA WEBB"]),
]  # fmt: skip


@pytest.mark.parametrize("line, people", BYLINES)
def test_people_of_a_byline(line, people):
    page = parse_page(f"Ferry to stop in spring\n{line}\n\n{PROSE}")
    assert page.facts["byline"] == line
    assert page.blocks[0] == ("headline", "Ferry to stop in spring")
    assert [name for name, _ in page.blocks[1:]] == ["body", "body"]
    assert Article(id="a", text="x", byline=line).authors == people


@pytest.mark.parametrize("line, byline", [
    ("By Nora Webb | November 9, 2015", "By Nora Webb"), ("By Nora Webb on 9 November 2015", "By Nora Webb"),
    ("By NORA WEBB, Published: Nov. 9, 2015", "By NORA WEBB"),
])  # fmt: skip
def test_a_date_on_the_line_of_the_author(line, byline):
    page = parse_page(f"Ferry to stop in spring\n{line}\n\n{PROSE}")
    assert (page.facts["byline"], str(page.published)) == (byline, "2015-11-09")


@pytest.mark.parametrize("above, below", [
    ("", "Mon 9 Nov 2015 08.00 GMT"), ("Mon 9 Nov 2015 08.00 GMT\n", ""), ("", "Published 9 November 2015"),
])  # fmt: skip
@pytest.mark.parametrize("name", ["Nora Webb", "Nora van der Webb", "Nora Webb in Oslo"])
def test_a_name_alone_beside_the_date_is_who_wrote_it(above, below, name):
    page = parse_page(f"Ferry to stop in spring\n{above}{name}\n{below}\n\n{PROSE}")
    assert (page.facts["byline"], str(page.published)) == (name, "2015-11-09")
    assert [block for block, _ in page.blocks] == ["headline", "body", "body"]


@pytest.mark.parametrize("line", [
    "By the end of the week Norway had sold its boats.", "By Monday Nora Webb had sold the boat to Norway",
    "Written by hand, the letter asked for a new boat.", "By now everybody on the island knew about it.",
])  # fmt: skip
def test_a_sentence_that_begins_like_a_byline_stays(line):
    page = parse_page(f"Ferry to stop\n\n{PROSE}\n\n{line}\n\nThe crew had gone home.")
    assert ("body", line) in page.blocks


@pytest.mark.parametrize("line, byline, day", [
    ("Nora Webb, November 9, 2015", "Nora Webb", "2015-11-09"), ("Nora Webb  Nov. 9, 2015  5 min read", "Nora Webb", "2015-11-09"),
    ("Nora Webb | 9 November 2015, 10:15", "Nora Webb", "2015-11-09"), ("NORA WEBB • 2015-11-09", "NORA WEBB", "2015-11-09"),
    ("ByNora Webb", "ByNora Webb", "None"), ("NORA WEBB Gazette Staff", "NORA WEBB Gazette Staff", "None"),
    ("NORA WEBB Associated Press", "NORA WEBB Associated Press", "None"), ("NED MARSH Staff Writer", "NED MARSH Staff Writer", "None"),
])  # fmt: skip
def test_a_name_beside_a_date_or_an_office_is_who_wrote_it(line, byline, day):
    page = parse_page(f"Ferry to stop in spring\n{line}\n\n{PROSE}")
    assert (page.facts["byline"], str(page.published)) == (byline, day)
    assert [name for name, _ in page.blocks] == ["headline", "body", "body"]
    assert len(Article(id="a", text="x", byline=byline).authors) == 1


@pytest.mark.parametrize("line", [
    "Bytes Lost in Fire", "Mayor Blames Reporter", "South Korea, November 9, 2015", "The Island Gazette, November 9, 2015",
    "Byron Ferry Sold", "NATO Blames News Agency",
])  # fmt: skip
def test_a_title_or_a_paper_is_no_byline(line):
    page = parse_page(f"{line}\n\n{PROSE}")
    assert "byline" not in page.facts
