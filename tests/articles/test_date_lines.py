"""When it was published: the lines that say so."""

import pytest

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
    "Date: 9 November 2015", "Mon, 09 Nov 2015 08:00:00 +0000", "(Nov. 9, 2015)", "on November 9, 2015 at noon".replace(" at noon", ", 12:00"),
])  # fmt: skip
def test_date_lines(line):
    page = parse_page(f"Ferry to stop in spring\n\n{line}\n\n{PROSE}")
    assert str(page.published) == "2015-11-09"
    assert [name for name, _ in page.blocks] == ["headline", "body", "body"]


@pytest.mark.parametrize("text, day", [
    ("14/3/2018", "2018-03-14"), ("3/14/2018", "2018-03-14"), ("14.03.2018", "2018-03-14"), ("3/4/2018", "None"),
    ("2018-13-40", "None"), ("May 2018", "None"), ("Marchand 3, 2018", "None"),
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
    ("Last update 10:04\nFriday, 28 November 2025\nFerry to stop\n9 Nov 2015", "2015-11-09"),
])  # fmt: skip
def test_published_beats_a_bare_date_and_both_beat_the_clock_of_the_page(top, day):
    page = parse_page(f"{top}\n\n{PROSE}")
    assert str(page.published) == day
    assert page.blocks[0][1].startswith("Ferry to stop")
