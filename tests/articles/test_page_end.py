"""What stands below an article on a copied page: readers' comments, links, small print."""

import pytest

from tellings.articles.page import parse_page

PARAGRAPHS = [
    "The island sold its ferry on Friday.",
    "Its owner will review the price, he told the council.",
    "“It is late,” said Webb.",
    "They agreed to talk again",
]
ARTICLE = "Island sells ferry to Norway\n\n" + "\n\n".join(PARAGRAPHS)


def parted(below: str, article: str = ARTICLE) -> tuple[list[str], dict[str, str]]:
    page = parse_page(f"{article}\n\n{below}\n")
    return [text for name, text in page.blocks if name == "body"], {
        one.text: one.reason for one in page.removed
    }


COMMENTS = [
    "Comments 131\nNewest\nOldest\nBest rated\n{}\nClick to rate", "2 Comments\nLog in to comment\n{}", "Comments (12)\nSort by newest\n{}\nReply",
    "Discussion about this post\nComments\nRestacks\nHal\nMar 3\n{}\nReply", "Leave a Comment\n{}\nCancel reply",
    "Leave a Reply\nYour email address will not be published. Required fields are marked *\n{}", "Readers' comments\n{}\nLike Reply",
    "Join the conversation\n{}\nReply", "Have your say\n{}\nSign in to comment", "View 14 comments\nHal, 3 hours ago\n{}\nReport Add Reply",
    "Comments\nBe the first to comment\n{}",
]  # fmt: skip


@pytest.mark.parametrize("below", COMMENTS)
def test_readers_comments_are_no_body(below):
    said = "We had five ferries, and he knows that. Nobody asked us on Monday."
    body, removed = parted(below.format(said))
    assert body == PARAGRAPHS
    assert removed[said] == "readers' comments"


@pytest.mark.parametrize("line", ["Comments", "12 Comments", "Leave a comment", "Comments: 4"])
def test_a_button_to_the_comments_is_no_heading_of_them(line):
    article = ARTICLE.replace("\n\n", f"\n{line}\nShare\n\n", 1)
    assert parted("The crew was told in a reply.", article)[0] == [
        *PARAGRAPHS, "The crew was told in a reply.",
    ]  # fmt: skip


ENDS = [
    "Share\nTwitter\n{}", "Copy link\nFacebook\nX (formerly Twitter)\n{}", "Related Stories\n{}", "Most Viewed\n\n{}", "In the headlines\n{}",
    "Top News Today\n{}", "More from The Bugle\n{}", "KEY WORDS: ferry\nBack to Top\nClose\n{}", "© 2021 The Bugle\n{}",
    "Back to top\nContact us\nAbout us\n{}", "Also in The Bugle\n\n{}", "About the author\n{}", "Don’t Miss\n{}", "Trending Videos\n{}",
    "All rights reserved. This material may not be published, broadcast, rewritten or redistributed.\n{}", "Sign up for our newsletter\n{}",
]  # fmt: skip


@pytest.mark.parametrize("below", ENDS)
def test_what_follows_the_first_button_or_link_below_the_article_is_of_the_page(below):
    body, removed = parted(below.format("Cat found in tree\n\n1 Snow closes passes"))
    assert body == PARAGRAPHS
    assert {"Cat found in tree", "1 Snow closes passes"} <= set(removed)


@pytest.mark.parametrize("line", [
    "The Bugle is not responsible for the content of external sites.", "Copyright © 2021 The Bugle. Read about our terms of use.",
    "By signing up, you agree to our privacy policy.", "We use cookies to give you the best experience.", "All quotes delayed by 15 minutes.",
    "Comments must be written in English.", "We may earn a commission from links on this page.",
])  # fmt: skip
def test_small_print_is_removed_below_the_article_only(line):
    body, removed = parted(f"Share\n\n{line}")
    assert (body, line in removed) == (PARAGRAPHS, True)
    if "©" not in line:
        assert parted(f"{line}\n\nThe crew was told on Monday.")[0] == [
            *PARAGRAPHS, line, "The crew was told on Monday.",
        ]  # fmt: skip


def test_titles_in_one_block_with_a_heading_of_links_are_links():
    links = "RELATED ARTICLES\nSeagull steals ice cream from judge\nGoose holds up traffic"
    body, removed = parted(
        f"{links}\n\nThe crew was told.\n\nNo more ferries\n\nNobody knows the day."
    )
    assert body == [*PARAGRAPHS, "The crew was told.", "Nobody knows the day."]
    assert removed["Goose holds up traffic"] == "link to another page"


@pytest.mark.parametrize("end", [
    "Ramps from Route 9 stay open\nBuses run every 40 minutes", "“We go”", "lv/rt (dpa)", "Enditem", "(Norwegian original by Ann Lee)", "SOURCE Island Line",
])  # fmt: skip
def test_the_last_lines_of_an_article_stay_above_the_buttons(end):
    assert parted(f"{end}\n\nShare\nFacebook\nRelated stories\nCat found in tree")[0] == [
        *PARAGRAPHS, *end.split("\n"),
    ]  # fmt: skip
