"""When it was published: the lines that say so."""

import pytest

from tellings import read_story
from tellings.articles.date_lines import parse_date
from tellings.articles.page import parse_page

PROSE = "The ferry company said on Friday that the old boat would be sold.\n\nA new one will come."


@pytest.mark.parametrize("line", [
    "November 9, 2015 Monday", "November 9, 2015, Monday", "2015-11-09T08:00:00+09:00", "2015-11-09T08:00:00.000Z", "2015-11-09 08:00",
    "Mon 9 Nov 2015 08.00 BSTLast modified on Sun 15 Nov 2015 10.30 BST", "Mon 9 Nov 2015 08.00 GMT Last modified on Sun 15 Nov 2015",
    "9 Nov. 2015", "9th of November 2015", "9-Nov-2015", "2015/11/09", "2015.11.09", "Nov 9, 2015, 10:04 AM ET",
    "11:04 GMT, 9 November 2015", "0804 GMT, 9 November 2015", "Monday, November 9th, 2015 at 9:15pm EST", "Nov. 9, 2015, 9 a.m.",
    "9 November 2015 • 8:15am", "Nov. 9, 2015 | Updated Nov. 10, 2015 9:01 a.m.", "Nov. 9, 2015 (Updated Nov. 10)",
    "9 November 2015 Last updated at 10:04 GMT", "Updated November 9, 2015", "Last updated: November 9, 2015",
    "Updated 9:15 PM ET, Mon November 9, 2015", "Published: Nov 9, 2015", "Originally published November 9, 2015",
    "Posted: 9:15 AM, Nov 9, 2015", "PUBLISHED: 04:11 GMT, 9 November 2015 | UPDATED: 09:31 GMT, 12 November 2015",
    "November 9, 2015 / 9:15 PM / Bugle News", "Updated on: November 9, 2015 / 9:15 PM / NBS/AP", "Nov. 9, 2015 | Island Gazette",
    "Updated 1435 GMT (2235 HKT) November 9, 2015", "2015-11-09 08:15:00|Editor: hanna", "November 9, 20155:14 PM ET",
    "Date created : 9 November 2015", "Created: Nov 9, 2015", "Article published: Nov 9, 2015", "Published Date: 9 November 2015",
    "Nov 9 2015 • Last updated Nov 10 2015 • 4 minute read", "November 09, 2015 08:15 AM Eastern Standard Time", "2015年11月9日",
    "Monday, 9 November 2015 — 4:15 PM", "From our print edition of November 9, 2015", "Date of publication: 9 November 2015",
    "Nov 9, 2015 Updated 3 hrs ago", "Published 5 years ago on November 9, 2015",
    "| Updated: November 9, 2015 14:30 IST", "Sun., Nov. 9, 2015 | 2 min. to read",
    "Published - November 09, 2015 08:12 pm IST - NEW DELHI", "Updated - November 9, 2015 10:34 pm IST", "Source: Xinhua | 2015-11-09 19:20:33",
    "November 9, 2015 (Bugle Japan)", "Posted Mon 9 Nov 2015 at 5:30amMonday 9 Nov 2015 at 5:30am, updated Tue 10 Nov 2015 at 9:10am",
    "Posted 9 Nov 20159 Nov 2015", "· Bugle News · Posted: Nov 09, 2015 5:00 AM ET | Last Updated: November 10", "BUGLE.net / 05:14 PM November 09, 2015",
    "Published in Bugle, November 9th, 2015", "Published – 9 November 2015", "Posted : 2015-11-09 17:25", "9 November 2015 • 6:00am",
    "Date: 9 November 2015", "Mon, 09 Nov 2015 08:00:00 +0000", "(Nov. 9, 2015)", "on November 9, 2015 at noon".replace(" at noon", ", 12:00"),
])  # fmt: skip
def test_date_lines(line):
    page = parse_page(f"Ferry to stop in spring\n\n{line}\n\n{PROSE}")
    assert str(page.published) == "2015-11-09"
    assert [name for name, _ in page.blocks] == ["headline", "body", "body"]


@pytest.mark.parametrize("text, day", [
    ("14/3/2018", "2018-03-14"), ("3/14/2018", "2018-03-14"), ("14.03.2018", "2018-03-14"), ("3/4/2018", "None"),
    ("3/3/2018", "2018-03-03"), ("03.03.2018", "2018-03-03"), ("12/11/2018", "None"), ("2018-13-40", "None"), ("May 2018", "None"), ("Marchand 3, 2018", "None"),
])  # fmt: skip
def test_only_a_day_that_can_mean_one_thing(text, day):
    assert str(parse_date(text)) == day


@pytest.mark.parametrize("top, day", [
    ("Ferry to stop\n9 November 2015\nPublished 8 November 2015", "2015-11-08"),
    ("Ferry to stop\nUpdated 10 November 2015\n9 November 2015", "2015-11-09"),
    ("Ferry to stop\nLast updated: 10 November 2015\nPublished: 9 November 2015", "2015-11-09"),
    ("28 November 2025\nFerry to stop in spring\n9 November 2015", "2015-11-09"),
    ("The Island Ledger\nFriday, 28 November 2025\nFerry to stop in spring\nBy Nora Webb", "None"),
    ("The Island Ledger\nFriday, 28 November 2025\nFerry to stop in spring\nBy Nora Webb\nPublished November 9, 2015 at 12:01 am", "2015-11-09"),
    ("The Island Ledger\nFriday, 28 November 2025\nFerry to stop in spring", "None"),
    ("Menu\nFriday, 28 November 2025\nFerry to stop in spring\nNov. 9, 2015", "2015-11-09"),
    ("World News\nNovember 9, 2015 / 9:05 AM / Updated 3 hours ago\nFerry to stop in spring\nBy Nora Webb", "2015-11-09"),
    ("Bugle\nWorld\n9 Nov 2015, 23:41\nFerry to stop in spring", "2015-11-09"),
    ("9 Nov 2015, 23:41\nFerry to stop in spring\n8 November 2015", "2015-11-08"),
    ("Last update 10:04\nFriday, 28 November 2025\nFerry to stop\n9 Nov 2015", "2015-11-09"),
])  # fmt: skip
def test_published_beats_a_bare_date_and_both_beat_the_clock_of_the_page(top, day):
    page = parse_page(f"{top}\n\n{PROSE}")
    assert str(page.published) == day
    assert page.blocks[0][1].startswith("Ferry to stop")


@pytest.mark.parametrize("line", [
    "02/03/2021", "3.2.2021", "Published: 02/03/2021", "Issued on: 02/03/2021 - 17:25", "02-03-2021 10:04", "Mon, 01/02/2021", "2/3/21",
    "Updated 03.02.2021", "Date 12.11.2021", "(02/03/2021)",
])  # fmt: skip
def test_a_date_of_two_days_is_none_and_says_so(line, tmp_path):
    (tmp_path / "a.txt").write_text(
        f"Ferry to stop in spring\n{line}\n\n{PROSE}\n\n{PROSE}\n", encoding="utf-8"
    )
    story = read_story(tmp_path)
    assert story[0].published is None
    assert [one.text for one in story[0].removed] == [line]
    (why,), (todo,) = story.report["why"], story.report["todo"]
    assert why.startswith(f"the date is not clear: {line} may be 20")
    assert todo.startswith("Write into story.toml which it is: published = 20")
    assert story.report["line"].tolist() == [2]
    (tmp_path / "story.toml").write_text("[articles.a]\npublished = 2021-03-02\n", encoding="utf-8")
    assert read_story(tmp_path).report["why"].tolist() == [""]


@pytest.mark.parametrize(
    "line", ["14/3/2021", "3/14/2021", "3/3/2021", "2 March 2021", "2021-03-02"]
)
def test_a_date_of_one_day_is_no_remark(line, tmp_path):
    (tmp_path / "a.txt").write_text(
        f"Ferry to stop in spring\n{line}\n\n{PROSE}\n\n{PROSE}\n", encoding="utf-8"
    )
    story = read_story(tmp_path)
    assert (story[0].published is None, story.report["why"].tolist()) == (False, [""])


@pytest.mark.parametrize(
    "line",
    [
        "3 hours ago",
        "1h ago",
        "18.05 GMT",
        "Today, 5:25 pm",
        "1h ago1 hour ago",
        "about 4 hours ago",
    ],
)
def test_the_time_since_is_the_clock_of_the_page(line):
    page = parse_page(f"Ferry to stop in spring\n{line}\n\n{PROSE}")
    assert (page.published, [tuple(one)[1:] for one in page.removed]) == (
        None,
        [(line, "page clock")],
    )


def test_the_date_of_a_comment_is_not_that_of_the_article():
    comment = "Posted on November 11, 2015 at 5:14 pm\n\nMy father built it, and he said so."
    page = parse_page(
        f"Ferry to stop in spring\n9 November 2015\n\n{PROSE}\n\nNobody knows the day.\n\n{comment}"
    )
    assert str(page.published) == "2015-11-09"
