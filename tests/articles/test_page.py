"""Headline, deck and body told apart: copied pages with their menus, and lines that stay in the body."""

import pytest

from tellings.articles.page import parse_page

BODY = "The island sold its ferry on Friday.\n\nIts owner will review the price, he told the council.\n"
HEADLINE = "Island sells ferry to Norway"
COPIED = [
    ("Skip to main content\nNews\nIsland sells ferry to Norway\nBy Nora Webb\nNovember 9, 2015", None),
    ("Skip to content\nMenu\nSearch\nHome\nPolitics\nWorld\nSign in\nSubscribe\nStorm feared in the north\nIsland sells ferry to Norway\n"
     "Owners warn of more sales to come in spring\nBy Nora Webb\nNov. 9, 2015 10:04 a.m. ET", "Owners warn of more sales to come in spring"),
    ("Accessibility links\nSkip to article\nThe Island Bugle\nMonday 3 June 2024\nUK Edition\nNews | Sport | Culture\nNorth Sea\n"
     "Island sells ferry to Norway\nMon 9 Nov 2015 08.00 GMT\nLast modified on Tue 10 Nov 2015 10.30 GMT\nNora Webb in Oslo", None),
    ("Home > World > Europe\n\nIsland sells ferry to Norway\n\nThe crew is angry\n\nNora Webb\n\nMon 9 Nov 2015\n\nShare", "The crew is angry"),
    ("Bugle News\nWatch Live\nWORLD\n\nIsland sells ferry to Norway - Bugle News\nIsland sells ferry to Norway\nNovember 9, 2015", None),
    ("A paper for everybody\nSections\nIsland sells ferry to Norway\nBy Nora Webb and Ned Marsh\nNov 9, 2015\nComments", None),
    ("Toggle navigation\nLog In\nToday's Paper\nSunday, December 1, 2024\nPOLITICS\nIsland sells ferry to Norway\nIt was built in 1994 in Bergen\n"
     "By NORA WEBB\nAssociated Press\nPosted: 9 November 2015", "It was built in 1994 in Bergen"),
    ("Bugle\nLive updates: storm hits coast\nIsland sells ferry to Norway\nNora Webb, Staff Writer\nPublished 10:04 a.m. ET Nov. 9, 2015", None),
    ("Search\nMy Account\nLog out\nLocal News\nObituaries\nWeather 72°F\nSchool board to meet tonight\nIsland sells ferry to Norway\nNora Webb\n"
     "Island Bugle\nNov 9, 2015", None),
    ("Island sells ferry to Norway | The Bugle\nIsland sells ferry to Norway\nBy Nora Webb\nNov 9, 2015", None),
]  # fmt: skip


@pytest.mark.parametrize("top, deck", COPIED)
def test_the_headline_of_a_copied_page_is_the_nearest_above_byline_and_date(top, deck):
    page = parse_page(f"{top}\n\n{BODY}")
    assert page.blocks[0] == ("headline", HEADLINE)
    assert [text for name, text in page.blocks if name == "deck"] == ([deck] if deck else [])
    assert [text for name, text in page.blocks if name == "body"] == BODY.strip().split("\n\n")
    assert str(page.published) == "2015-11-09"
    assert "nora webb" in page.facts.get("byline", "").casefold() or "Bugle News" in top
    reasons = {removed.text: removed.reason for removed in page.removed}
    above = next(line for line in top.split("\n") if line.strip())
    assert reasons.get(above, "headline") in (
        "navigation",
        "masthead",
        "headline repeated",
        "headline",
    )


@pytest.mark.parametrize("text", [
    f"{HEADLINE}\n\n{HEADLINE}\n\n{BODY}", f"{HEADLINE}\n{HEADLINE.upper()}\nBy Nora Webb\n\n{BODY}", f"{HEADLINE}\nBy Nora Webb\n\n{HEADLINE}\n\n{BODY}",
    f"{HEADLINE} | The Bugle\n{HEADLINE}\n9 Nov 2015\n\n{BODY}", f"{HEADLINE}\nBy Nora Webb\n{HEADLINE}.\n\n{BODY}",
])  # fmt: skip
def test_a_repeated_headline_is_removed_with_that_reason(text):
    page = parse_page(text)
    assert page.blocks[0] == ("headline", HEADLINE)
    assert "headline repeated" in [removed.reason for removed in page.removed]
    assert [name for name, _ in page.blocks[1:]] == ["body", "body"]


BODY_LINES = [
    "It will be great!\"", "Mr. Webb joined the company in July", "He said that he was honoured", "“It is late,” said Webb", "\"We go\"",
    "The council met on Monday", "They agreed to talk again", "“No.”", "“We will never stop", "never stop”", "UPDATE:", "“A very bad deal”",
    "But nobody had told the crew", "Webb: I never said that", "\"It is over,\" Webb wrote on Sunday",
]  # fmt: skip


@pytest.mark.parametrize("line", BODY_LINES)
@pytest.mark.parametrize("page", [
    "Ferry to stop\n\nThe council voted to close it.\n\n{}\n\nWork begins in the spring, she said.\n\nNobody knows the day yet.\n",
    "Ferry to stop\n\n{}\n\nThe council voted to close it.\n\nWork begins in the spring, she said.\n",
    "Ferry to stop\nBy Nora Webb\n\n{}\n\nThe council voted to close it.\n\nWork begins in the spring, she said.\n",
    "Ferry to stop\n9 November 2015\n\nThe council voted to close it.\n\nWork begins in the spring, she said.\n\n{}\n",
    "Ferry to stop\nThe council voted to close it.\n{}\nWork begins in the spring, she said.\nNobody knows the day yet.\n",
])  # fmt: skip
def test_a_line_of_the_body_is_never_lost(page, line):
    assert ("body", line) in parse_page(page.format(line)).blocks


@pytest.mark.parametrize("line", [
    "What we know", "A long road", "WHO PAYS", "'No more delays'", "The road ahead for Oslo", "Iceland's Answer to Norway", "1. Who pays",
])  # fmt: skip
def test_a_heading_between_paragraphs_is_a_subhead(line):
    page = parse_page(f"Ferry to stop\n\nThe council voted to close it.\n\n{line}\n\n{BODY}")
    assert ("subhead", line) in page.blocks


def test_a_first_paragraph_without_full_stop_below_a_byline_is_body():
    lines = [
        "Two ministers agreed to sell the boat",
        "They will meet again",
        "Nobody knows the day yet.",
    ]
    page = parse_page("Ferry to stop\nBy Nora Webb\n\n" + "\n\n".join(lines))
    assert [text for name, text in page.blocks if name == "body"] == lines


@pytest.mark.parametrize("line", [
    "Watch: Ferry leaves Oslo", "Photos: Ferries of the north", "Read full article", "See the full story", "Topics", "Font size A A A",
    "More on this",
])  # fmt: skip
def test_a_link_or_a_tool_of_the_page_is_removed_wherever_it_stands(line):
    first, second = BODY.strip().split("\n\n")
    page = parse_page(f"{HEADLINE}\n\n{first}\n\n{line}\n\n{second}\n")
    assert line in [removed.text for removed in page.removed]
    assert [text for name, text in page.blocks if name == "body"] == [first, second]


MENUS = [
    "TASS\nRussian Politics & Diplomacy\nMilitary & Defense\nScience & Space\nPress Releases", "Top\nLatest\nAsia & Japan\nJapanese version",
    "Media Center\nLearn German\nTOP STORIES\nGermany\nGermany", "Sign Up\nYour Local Election HQ\nStorm Team 7\nContests\nWatch Now\nTrending Now\nLocal",
    "UK news\nYour Say\nSubscribe now\nFree for one month\nLog in", "Weather\niPlayer\nSounds", "Femail\nLatest Headlines Royal Family Crime Boxing Weather Prizes",
    "Home\nE-Edition\nPolice Blotter\nClassifieds\nSubmit a Tip", "Blog\nJournalists\nData Privacy\nSend a Release",
    "You have 2 free articles remaining this month.\nHome\nPolice Blotter\nSubmit a Tip", "Menu\nSearch this site\nStaff\nCat found in tree by firemen",
]  # fmt: skip


@pytest.mark.parametrize("menu", MENUS)
@pytest.mark.parametrize(
    "headline",
    [
        HEADLINE,
        "Norway buys a ferry. What now?",
        "Island ‘sad’ as ferry goes, owner says on Friday",
    ],
)
@pytest.mark.parametrize("below", [
    "3 hours ago\nShare\nNora Webb\nNorth East", "Crew learned of it from a letter\nBy\nNora Webb,\nLocal Government Editor\n9 November 2015 • 6:00am",
    "Posted: Nov 9, 2015 / 09:14 PM EST\nUpdated: Nov 10, 2015 / 07:02 AM EST", "Nora Webb\nCommunity Correspondent\nPUBLISHED NOV 9, 2015, 5:00 PM SGT",
])  # fmt: skip
def test_the_headline_stands_below_menus_that_no_list_knows(menu, headline, below):
    page = parse_page(f"{menu}\n{headline}\n{below}\n\n{BODY}")
    assert page.blocks[0] == ("headline", headline)
    assert [text for name, text in page.blocks if name == "body"] == BODY.strip().split("\n\n")
    assert "nora webb" in page.facts.get("byline", "nora webb").casefold()


@pytest.mark.parametrize("page", [
    "Ferries\n{}\nThis article is more than 2 years old\nCrew learned of it from a letter\n\nNora Webb in Oslo\nMon 9 Nov 2015 06.00 GMT",
    "Bugle\nU.S.\nPolitics\nMedia\nOpinion\nFERRIES\nPublished November 9, 2015 5:14pm EST\n{}\nBy Nora Webb | Bugle News\nFacebook\nclose\nvideo",
])  # fmt: skip
def test_a_kicker_or_a_menu_below_it_does_not_hide_the_headline(page):
    found = parse_page(f"{page.format(HEADLINE)}\n\n{BODY}")
    assert (found.blocks[0], str(found.published)) == (("headline", HEADLINE), "2015-11-09")
    assert [text for name, text in found.blocks if name == "body"] == BODY.strip().split("\n\n")


@pytest.mark.parametrize(
    "label",
    [
        "Special Correspondent",
        "North East",
        "Staff reporter",
        "Community Correspondent",
        "Metro Plus",
        "Credit",
        "Norway",
    ],
)
def test_a_label_below_the_headline_is_no_deck(label):
    page = parse_page(f"{HEADLINE}\n{label}\n9 November 2015\n\n{BODY}")
    assert [name for name, _ in page.blocks] == ["headline", "body", "body"]
    assert label in page.facts.get("byline", "") or label in [one.text for one in page.removed]


@pytest.mark.parametrize("caption, credit", [
    ("The ferry in March. (Bugle News: Ann Lee)", "Bugle News: Ann Lee"), ("The ferry in March. (Submitted by Ann Lee)", "Submitted by Ann Lee"),
    ("The ferry in March. ST PHOTO: ANN LEE", "ANN LEE"), ("The ferry in March.—Ann Lee", "Ann Lee"), ("The ferry in March. © Ann Lee, AFP", "Ann Lee, AFP"),
    ("The ferry in March. | Photo Credit: A. LEE", "A. LEE"), ("The ferry in March. / Island Bugle photo by Ann Lee", "Island Bugle photo by Ann Lee"),
    ("The ferry in March. REUTERS/Ann Lee/File Photo", "REUTERS/Ann Lee/File Photo"), ("The ferry in March. (AFP/Ann Lee)", "AFP/Ann Lee"),
    ("The ferry in March.\nPhoto by Ann Lee", None), ("The ferry in March\nCredit: Ann Lee", None), ("The ferry in March.\nAnn Lee/AP/File", None),
    ("The ferry in March.\n(photo credit: ANN LEE/ISLAND LINE)", None), ("The ferry in March.\nPhotograph by Ann Lee for The Bugle", None),
])  # fmt: skip
def test_a_caption_is_known_by_its_credit(caption, credit):
    page = parse_page(f"{HEADLINE}\nBy Nora Webb\n{caption}\n\n{BODY}")
    (found,) = page.captions
    assert (found.text.rstrip("."), found.credit) == ("The ferry in March", credit)
    assert [text for name, text in page.blocks if name == "body"] == BODY.strip().split("\n\n")


def test_a_date_below_a_caption_without_credit_is_still_the_date():
    top = f"{HEADLINE}\nThe crew is angry about it\nThe ferry has run since 1994.\nNora Webb\n9 November 2015"
    page = parse_page(f"{top}\n\n{BODY}")
    assert (str(page.published), page.facts["byline"]) == ("2015-11-09", "Nora Webb")
    assert [text for name, text in page.blocks if name == "body"] == BODY.strip().split("\n\n")


def test_a_dated_list_keeps_its_first_paragraph():
    events = "The ferry was sold.\n\n10 November 2015\n\nThe crew was told about it."
    page = parse_page(f"{HEADLINE}\n\n9 November 2015\n\n{events}\n")
    assert str(page.published) == "2015-11-09"
    assert [name for name, _ in page.blocks] == ["headline", "body", "subhead", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "(AFP)",
        "The crew was told. (Reuters/AFP)",
        "They met on Monday, said Ann Lee/Bo Kim.",
        "He asked Mr. Lee.—AFP",
    ],
)
def test_a_paragraph_with_a_name_at_its_end_is_no_caption(line):
    assert ("body", line) in parse_page(f"{HEADLINE}\nBy Nora Webb\n\n{BODY}\n{line}\n").blocks


@pytest.mark.parametrize(
    "list_",
    [
        "Archaeology\nwine\nByzantine",
        "Ferries\nislands",
        "Report\nbusmom4",
        "Ports\n14 ships\nnorth",
    ],
)
def test_entries_in_small_letters_are_not_joined(list_):
    page = parse_page(f"{HEADLINE}\nBy Nora Webb\n\n{BODY}\n{list_}\n")
    assert page.first_rejoined is None
    assert [text for name, text in page.blocks if name == "body"][2:] == list_.split("\n")


@pytest.mark.parametrize(
    "run",
    [
        "41\n12\n3\nShare",
        "Share\n88\n+4",
        "Comment\n214\nShare\nSave",
        "Listen· 3:45\nDownload\nShare",
        "41 Likes\n∙\n3 Restacks",
    ],
)
def test_counts_and_tools_beside_a_button_are_buttons(run):
    first, second = BODY.strip().split("\n\n")
    page = parse_page(f"{HEADLINE}\n\n{first}\n\n{run}\n\n{second}\n")
    assert [text for name, text in page.blocks if name == "body"] == [first, second]


@pytest.mark.parametrize("run", ["41\n12\n3", "Download", "Transcript"])
def test_a_count_without_a_button_may_be_of_the_article(run):
    first, second = BODY.strip().split("\n\n")
    page = parse_page(f"{HEADLINE}\n\n{first}\n\n{run}\n\n{second}\n")
    assert set(run.split("\n")) <= {text for _, text in page.blocks}
