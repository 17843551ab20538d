"""What spares a slow pattern at nearly all lines never changes its answer."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tellings.articles.captions import CREDIT_SLASH, TITLE_CREDITS, find_credit
from tellings.articles.date_lines import AGENCY_DATE, PUBLISHED
from tellings.articles.lines import (
    CLUTTER,
    DATED_END,
    DOUBTFUL_BYLINE,
    LONGEST_CLUTTER,
    LONGEST_CREDIT,
    ends_sentence,
    is_about_article,
    is_byline,
    is_doubtful_byline,
    is_sentence,
    name_before_date,
    without_date,
)
from tellings.articles.navigation import NOTICE, _readings, is_notice, is_same_headline
from tellings.articles.page_end import _SMALL_PRINT, _is_small_print
from tellings.articles.repairs import _REPAIRS, repair
from tellings.articles.unwrapping import _reason_to_remove

PIECES = (
    "The boat", "Talks begin", "Ann Lee", "By", "by", "BY", "reporter", "Staff Writer", "staff writers", ",", ".", "?", "…", "”", "’", '"', ")", "(", "[", "]",
    "/", "|", " | ", " – ", "-", ":", ";", " ", "  ", "\t", "\xa0", "Photo", "Photo: ", "AFP", "(AFP)", "Reuters", "Getty Images", "The Post", "2015", "March 3, 2019",
    "9 Nov 2015", "5 comments", "Share", "Facebook", "Twitter", "Views: 858", "https://x.example", "Read more", "Related: the boat", "Sign up for our newsletter",
    "All rights reserved", "terms of use", "comments are", "earn a commission", "registered in", "privacy policy", "may not be published",
    "Subscribe", "to continue reading", "cookies", "We use", "already a subscriber", "3 free articles left", "access denied", "verify you are human", "You've reached your limit",
    "Home >", "Tags: boat", "Advertisement", "ann@x.example", "@annlee", "Reporting by Ann Lee", "and", "İ", "ß", "ſ", "é", "e\u0301", "â€™", "&amp;", "Â£", "\x93", "ðŸ˜€", "한", "\x07", "\u1112\u1161\u11ab",
)  # fmt: skip
lines = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=30)
parts = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)
any_line = lines | parts


@given(line=any_line)
def test_the_end_of_a_sentence(line: str) -> None:
    slow = bool(re.search(r"[.!?…][\"'”’»)\]]*$", line.strip()))
    assert ends_sentence(line) == slow
    assert is_sentence(line) == (slow and len(line.split()) >= 4)


@given(line=any_line)
def test_a_doubtful_byline(line: str) -> None:
    slow = len(line) <= LONGEST_CLUTTER and bool(DOUBTFUL_BYLINE.fullmatch(line))
    assert is_doubtful_byline(line) == slow


@given(line=any_line)
def test_a_credit(line: str) -> None:
    for patterns in (TITLE_CREDITS, (CREDIT_SLASH,)):
        start = max(len(line) - LONGEST_CREDIT, 0)
        found = next((m for one in patterns if (m := one.search(line[start:]))), None)
        slow = (start + found.start(), found[0], found[1]) if found else None
        assert find_credit(line, patterns) == slow


@given(line=any_line)
def test_a_day_behind_a_name_has_a_digit(line: str) -> None:
    assert re.search(r"\d", line) or not DATED_END.search(line)


@given(line=any_line)
def test_a_line_about_the_article(line: str) -> None:
    slow = bool(
        name_before_date(line)
        or is_byline(without_date(line))
        or AGENCY_DATE.fullmatch(line)
        or PUBLISHED.fullmatch(line)
    )
    assert is_about_article(line) == (slow and len(line) <= LONGEST_CLUTTER)


@given(line=any_line)
def test_clutter(line: str) -> None:
    slow = next((reason for reason, pattern in CLUTTER if pattern.fullmatch(line)), None)
    assert _reason_to_remove(line) in (slow, "copyright line")


@given(line=any_line, other=any_line)
def test_the_same_headline(line: str, other: str) -> None:
    for one, two in (
        (line, other),
        (line, line),
        (line, f"{line} | {other}"),
        (f"{line} – x", line),
    ):
        assert is_same_headline(one, two) == bool(set(_readings(one)) & set(_readings(two)))


@given(line=any_line)
def test_small_print(line: str) -> None:
    assert _is_small_print(line) == bool(_SMALL_PRINT.search(line) or NOTICE.search(line))


@given(line=any_line)
def test_a_notice(line: str) -> None:
    assert is_notice(line) == bool(NOTICE.search(line))


@given(line=any_line)
def test_damage(line: str) -> None:
    slow = line
    for damage, mend, _, _ in _REPAIRS:
        if any(mend(found) != found[0] for found in damage.finditer(slow)):
            slow = damage.sub(mend, slow)
    assert repair(line)[0] == slow
