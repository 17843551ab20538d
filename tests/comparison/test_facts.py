"""Dates and numbers: what is found in a sentence, and how articles are compared on it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories import as_story
from tellings import Article, Story, compare_facts, facts, read_story
from tellings.comparison.dates import find_dates
from tellings.comparison.numbers import find_numbers

MONDAY = date(2011, 1, 10)


def dates(text, published=MONDAY):
    sentences = text.split("| ")
    found = find_dates(sentences, published)
    return [
        (s[one.start : one.end], one.value)
        for s, ones in zip(sentences, found, strict=True)
        for one in ones
    ]


def numbers(text):
    return [
        (text[one.start : one.end], one.value, one.counts, one.approx) for one in find_numbers(text)
    ]


@pytest.mark.parametrize("text, expected", [
    # printed in full
    ("It opened on 3 May 2009.", [("3 May 2009", "2009-05-03")]),
    ("It opened on Thursday, Sept. 3rd, 2009, at noon.", [("Thursday, Sept. 3rd, 2009", "2009-09-03")]),
    ("It opened on 2009-05-03.", [("2009-05-03", "2009-05-03")]),
    ("It opened in May 2009, or June of 2009.", [("May 2009", "2009-05"), ("June of 2009", "2009-06")]),
    ("It opened on Aug. 2 in 2009.", [("Aug. 2 in 2009", "2009-08-02")]),
    ("The 2008 campaign ended in 2009.", [("2008", "2008"), ("2009", "2009")]),
    ("The 1894-95 war and the 1904–1905 one.", [("1894-95", "1894/1895"), ("1904–1905", "1904/1905")]),
    ("They ruled from 1950 to 1955, and between 1960 and 1962.", [("from 1950 to 1955", "1950/1955"), ("between 1960 and 1962", "1960/1962")]),
    ("It ran from March 30-April 2, 2009, then May 3-5, 2009.", [("March 30-April 2, 2009", "2009-03-30/2009-04-02"), ("May 3-5, 2009", "2009-05-03/2009-05-05")]),
    ("In June and July of 2009 it rained.", [("June and July of 2009", "2009-06/2009-07")]),
    ("The mid-1990s and the 19th century.", [("1990s", "1990/1999"), ("19th century", "1801/1900")]),
    ("The summer of 2009 was hot.", [("summer of 2009", "2009-06/2009-08")]),
    # weekdays
    ("They met Monday.", [("Monday", "2011-01-10")]),
    ("They met on Tuesday.", [("Tuesday", "2011-01-04")]),
    ("She will come on Tuesday.", [("Tuesday", "2011-01-11")]),
    ("On Tuesday, she will come.", [("Tuesday", "2011-01-11")]),
    ("He said on Friday that she will come on Friday.", [("Friday", "2011-01-07"), ("Friday", "2011-01-14")]),
    ("It opens as soon as Friday.", [("Friday", "2011-01-14")]),
    ("They met last Monday, and next Monday comes.", [("last Monday", "2011-01-03"), ("next Monday", "2011-01-17")]),
    ("It closed Friday last week.", [("Friday last week", "2011-01-07")]),
    ("He prays every Sunday and said so on “Meet Us Sunday.”", []),
    # counted from the day of publication
    ("He left yesterday, or last night; tomorrow he is back.", [("yesterday", "2011-01-09"), ("last night", "2011-01-09"), ("tomorrow", "2011-01-11")]),
    ("It fell last week, last month and last year.", [("last week", "2011-01-03/2011-01-09"), ("last month", "2010-12"), ("last year", "2010")]),
    ("It was signed on May 2 last year, and in June last year.", [("May 2 last year", "2010-05-02"), ("June last year", "2010-06")]),
    ("It could be signed this spring.", [("this spring", "2011-03/2011-05")]),
    ("It was signed last summer and last winter.", [("last summer", "2010-06/2010-08"), ("last winter", "2009-12/2010-02")]),
    ("It fell three weeks ago, and two years ago.", [("three weeks ago", "2010-12-20/2010-12-26"), ("two years ago", "2009")]),
    ("It fell more than a month ago.", [("a month ago", None)]),
    ("Over the last year it fell.", [("the last year", "2010-01-10/2011-01-10")]),
    # without a year
    ("It sank on Dec. 8.", [("Dec. 8", "2010-12-08")]),
    ("It sank on 23 November.", [("23 November", "2010-11-23")]),
    ("It will sail on March 3.", [("March 3", "2011-03-03")]),
    ("It sank in March.", [("March", "2010-03")]),
    ("Voters look to the November election.", [("November", None)]),
    ("It has rained since last November, and this March too.", [("last November", "2010-11"), ("this March", "2011-03")]),
    ("It ran between Oct. 30 and Nov. 9.", [("Oct. 30 and Nov. 9", "2010-10-30/2010-11-09")]),
    ("Founded in 1970 and 1985, and this thing too.", [("1970", "1970"), ("1985", "1985")]),
    ("Protesters may march in June.", [("June", "2011-06")]),
    ("The attacks of July 7, 2005, changed much.| After the July 7 attacks he left.", [("July 7, 2005", "2005-07-07"), ("July 7", "2005-07-07")]),
    ("Families of the Sept. 11 victims came.", [("Sept. 11", "2001-09-11")]),
    # counted from the date before it
    ("It sank on 23 November.| Earlier that month it sailed.| The next day it was found.", [("23 November", "2010-11-23"), ("Earlier that month", "2010-11"), ("The next day", None)]),
    ("It sank on Nov. 23.| The next day it was found.", [("Nov. 23", "2010-11-23"), ("The next day", "2010-11-24")]),
    ("That year was cold.", [("That year", None)]),
    # not dates
    ("About 2000 people and 2,009 ships.", []),
    ("May he march on? The March on Rome.", []),
])  # fmt: skip
def test_dates(text, expected):
    assert dates(text) == expected


def test_without_a_day_of_publication_only_printed_dates_have_a_value():
    text = (
        "On Monday, in March, on Nov. 23, last year and two weeks ago; in 2009, and on 3 May 2008."
    )
    assert [value for _, value in dates(text, None)] == [
        None,
        None,
        None,
        None,
        None,
        "2009",
        "2008-05-03",
    ]


@pytest.mark.parametrize("text", [
    "5 May", "Feb. 29", "last week", "this weekend", "next weekend", "Monday last week", "Monday next week", "yesterday",
    "tomorrow", "2 weeks ago", "30 years ago", "last month", "next month", "last year", "next year", "the past decade", "the coming decade",
    "last May", "next December", "last winter", "next winter", "On 1 January 1500 it sank. 20 days earlier", "In 1501. The previous year",
])  # fmt: skip
@pytest.mark.parametrize("published", [
    date(1, 1, 1), date(1, 12, 31), date(4, 6, 15), date(9998, 6, 15), date(9999, 1, 1), date(9999, 12, 31),
])  # fmt: skip
def test_what_lies_outside_of_the_calendar_has_no_value_and_says_so(text, published):
    table = facts(Story([Article(id="a", text=text, published=published)])).query("kind == 'date'")
    assert len(table)
    for value, basis in zip(table["value"], table["basis"], strict=True):
        assert value or "outside of the years" in basis or "may be past or to come" in basis
        assert value is None or all(len(end.split("-")[0]) == 4 for end in value.split("/"))


@pytest.mark.parametrize("text", [
    "1" * 310, "7" * 310 + " dogs", "$" + "9" * 320 + " billion", "3" * 310 + " per cent", "5" * 400 + "-" + "6" * 400,
    "between " + "1" * 310 + " and " + "2" * 310, "the " + "4" * 5_000 + "th ship", ",".join(["123"] * 200) + " ships",
    "of 4929813371048172 cards", "783492272595750912",
])  # fmt: skip
def test_digits_without_an_end_are_no_number(text):
    assert facts(Story.of(f"He typed {text}.")).empty


@pytest.mark.parametrize("text, value", [
    ("They voted 1,234,567 to 1,100,000.", "1234567-1100000"),  # every vote
    ("It has 123456789012345 grains.", 123456789012345),
    ("It has 1,000,000,000,000,000 grains.", 10**15),
])  # fmt: skip
def test_large_numbers_keep_their_digits(text, value):
    assert facts(Story.of(text))["value"].tolist() == [value]


@pytest.mark.parametrize("text, basis", [
    ("They met Monday.", "Monday = 2011-01-10, the day of publication"),
    ("She will come on Tuesday.", "Tuesday = 2011-01-11, the next one after publication on 2011-01-10"),
    ("It sank on March 26 last year.", "last year = 2010, published in 2011"),
    ("It sank on Dec. 8.", "no year is printed: the last one, published on 2011-01-10"),
    ("In 1999 it sank.", "as printed"),
])  # fmt: skip
def test_the_basis_says_how_a_date_is_known(text, basis):
    assert [one.basis for one in find_dates([text], MONDAY)[0]] == [basis]


@pytest.mark.parametrize("text, expected", [
    ("It killed six people including three children.", [("six people", 6, "people", ""), ("three children", 3, "children", "")]),
    ("It lies 70 kilometres (45 miles) away.", [("70 kilometres", 70, "kilometres", ""), ("45 miles", 45, "miles", "")]),
    ("Forty-two tired old sailors left.", [("Forty-two tired old sailors", 42, "sailors", "")]),
    ("A dozen ships, two dozen boats and half a million won.", [("A dozen ships", 12, "ships", ""), ("two dozen boats", 24, "boats", ""), ("half a million won", 500_000, "won", "")]),
    ("One hundred and five thousand two hundred men.", [("One hundred and five thousand two hundred men", 105_200, "men", "")]),
    ("More than 1,200 police and at least 3.5m voters.", [("1,200 police", 1200, "police", "more than"), ("3.5m voters", 3_500_000, "voters", "at least")]),
    ("It cost $2.6 trillion, £5bn or 3 million euros.", [("$2.6 trillion", 2.6e12, "dollars", ""), ("£5bn", 5e9, "pounds", ""), ("3 million euros", 3_000_000, "euros", "")]),
    ("About 5 percent, 7% or 3 per cent.", [("5 percent", 5, "percent", "about"), ("7%", 7, "percent", ""), ("3 per cent", 3, "percent", "")]),
    ("Two of the four officials left.", [("Two", 2, "officials", ""), ("four officials", 4, "officials", "")]),
    ("The two have met; the two countries’ navies too.", [("two", 2, "", ""), ("two countries", 2, "countries", "")]),
    ("Hundreds of angry farmers came.", [("Hundreds of angry farmers", None, "farmers", "hundreds")]),
    ("Their first military accord, the second-ever such talks.", [("first military accord", "1st", "accord", ""), ("second-ever such talks", "2nd", "talks", "")]),
    ("The 112th Congress is the first to meet.", [("112th Congress", "112th", "congress", "")]),
    ("Between 10 and 20 ships, 5 to 7 boats, 8,000-9,000 men.", [("10 and 20 ships", "10/20", "ships", ""), ("5 to 7 boats", "5/7", "boats", ""), ("8,000-9,000 men", "8000/9000", "men", "")]),
    ("From 500,000 to 1.6 million, or 2 to 3 million women.", [("500,000 to 1.6 million", "500000/1600000", "", ""), ("2 to 3 million women", "2000000/3000000", "women", "")]),
    ("It passed by a 52-48 vote.", [("52-48", "52-48", "votes", "")]),
    ("Two-thirds of voters agree.", [("Two-thirds of voters", "2/3", "voters", "")]),
    ("A 500-seat hall for a 21-year-old student and a two-term mayor.", [("500-seat", 500, "seats", ""), ("21-year-old", 21, "years old", ""), ("two-term", 2, "terms", "")]),
    ("Kim, 46, met a woman, 31, there.", [("46", 46, "years old", ""), ("31", 31, "years old", "")]),
    ("He spoke over two days to over 300 guests.", [("two days", 2, "days", ""), ("300 guests", 300, "guests", "over")]),
    ("One man left; no one, and not one of them, saw it.", [("One man", 1, "men", "")]),
    ("Article 1, Section 2, No. 3, Park 51, an F-16, Big Ten and two-faced talk at 11 a.m. or 10:30.", []),
])  # fmt: skip
def test_numbers_and_what_they_count(text, expected):
    assert numbers(text) == expected


def test_numbers_in_dates_are_no_numbers_and_those_in_quotations_stay():
    table = facts(
        as_story(
            Article(
                id="a", text="On Nov. 23 in 2010 he said: “We lost 46 sailors.”", published=MONDAY
            )
        )
    )
    assert table[["kind", "text"]].values.tolist() == [
        ["date", "Nov. 23 in 2010"],
        ["number", "46 sailors"],
    ]


PIECES = st.sampled_from(
    "Monday March 26 last year 23 November in 2010 1910-45 the two hundred million 46 sailors $5 percent of Seoul Sea Japan "
    "first third 3/4 - – , . ’s (45 miles) was will yesterday ago that month (East 9/11 ‘90s 1,200 No. A\n\nB one-third to".split(
        " "
    )
)


@given(
    st.lists(PIECES, max_size=40).map(" ".join),
    st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)
def test_facts_of_any_text_point_at_it_and_do_not_overlap_within_a_kind(text, published):
    article = Article(id="a", text=text, published=published)
    table = facts(as_story(article))
    assert [article.text[row.start : row.end] for row in table.itertuples()] == table[
        "text"
    ].tolist()
    assert (table["start"] < table["end"]).all()
    for _, rows in table.groupby("kind"):
        assert (rows["start"].iloc[1:].to_numpy() >= rows["end"].iloc[:-1].to_numpy()).all()
    assert table.loc[table["value"].isna(), "basis"].astype(bool).all()


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)))
def test_weekdays_lie_within_a_week_of_publication(published):
    (met, past), (_, coming) = dates("They met on Tuesday.| They will meet on Tuesday.", published)
    assert met == "Tuesday"
    past, coming = date.fromisoformat(past), date.fromisoformat(coming)
    assert past.weekday() == coming.weekday() == 1
    assert timedelta(0) <= published - past < timedelta(7)
    assert timedelta(0) <= coming - published < timedelta(7)


def compared(*texts):
    story = [
        Article(id=name, text=text, published=MONDAY)
        for name, text in zip("abcde", texts, strict=False)
    ]
    table = compare_facts(as_story(story))
    return {
        (row.what or row.value): (row.value, "".join(row.articles), row.status)
        for row in table.itertuples()
    }


@pytest.mark.parametrize("texts, what, expected", [
    # the same day in other words; a month and a day in it, where the words around them are shared
    (["They met Monday.", "On 10 January 2011 they met."], "2011-01-10", ("2011-01-10", "ab", "agree")),
    (["A torpedo sank the ship in March.", "A torpedo sank the ship on March 26 last year."], "2010-03-26", ("2010-03-26", "ab", "agree")),
    (["The march was in March.", "On March 26 last year the ship sank."], "2010-03", ("2010-03", "a", "only one")),
    # the same thing counted
    (["It is the first military accord with Tokyo.", "A pact, the first military pact with Tokyo.", "Rain."], "accord", ("1st", "ab", "agree")),
    (["The Cheonan sank, killing 46 sailors.", "The sinking of the Cheonan killed 46 sailors."], "sailors", (46, "ab", "agree")),
    (["The Cheonan sank, killing 46 sailors.", "The sinking of the Cheonan killed 44 sailors."], "sailors", (44, "b", "only one")),
    (["The Cheonan sank, killing 46 sailors.", "The sinking of the Cheonan killed about 45 sailors."], "sailors", ("46 | 45", "ab", "agree")),
    (["The Cheonan sank, killing 46 sailors.", "The sinking of the Cheonan killed more than 44 sailors."], "sailors", ("46 | 44", "ab", "agree")),
    (["The Cheonan sank, killing 46 sailors."], "sailors", (46, "a", "only one")),
])  # fmt: skip
def test_articles_compared_on_their_facts(texts, what, expected):
    assert compared(*texts)[what] == expected


def test_every_known_fact_is_in_one_row_and_the_rows_lead_back_to_it():
    story = read_story("seeds")
    table, rows = facts(story), compare_facts(story)
    assert (
        sorted(label for labels in rows["rows"] for label in labels)
        == table.index[table["value"].notna()].tolist()
    )
    for row in rows.itertuples():
        assert (
            table.loc[row.rows, ["article", "text"]].apply(tuple, axis=1).tolist() == row.evidence
        )


def test_what_the_two_tellings_share_and_what_only_one_has():
    story = read_story("seeds")
    rows = compare_facts(story).set_index(["kind", "value"])
    both, ahram, times = [one.id for one in story], [story[0].id], [story[1].id]
    for value, articles in [("2011-01-10", both), ("2010-11-23", both), ("2010-03-26", both), ("1910/1945", both),
                            ("2009", ahram), ("2011-01-11", ahram), ("2010-12-08", times)]:  # fmt: skip
        assert rows.loc[("date", value), "articles"] == articles
    numbers = rows.loc["number"].reset_index().set_index("what")
    assert [
        numbers.loc[what, "value"] for what in ("sailors", "people", "civilians", "kilometres")
    ] == [46, 4, 2, 70]
    assert numbers.loc["agreements", ["value", "status"]].tolist() == [2, "agree"]


def test_no_article_at_all_gives_empty_tables():
    story = as_story(Article(id="a", text=""))
    assert facts(story).empty
    assert compare_facts(story).empty


@pytest.mark.parametrize("text, of", [
    ("As of the 2010 tax year, they file together.", "tax year"),
    ("It counts for tax year 2010.", "tax year"),
    ("Sales fell in fiscal 2010.", "fiscal year"),
    ("Sales fell in the 2010 fiscal year.", "fiscal year"),
    ("Pupils of the 2010 school year came.", "school year"),
    ("In the academic year 2010 it closed.", "academic year"),
    ("The 2010 model year was good.", "model year"),
    ("He coached in the 2010 season.", "season"),
    ("They are the class of 2010.", "class"),
    ("She drank a 2010 vintage.", "vintage"),
    ("Cuts to the 2010 budget hurt.", "budget"),
    ("Rivers fell in the 2010 water year.", "water year"),
])  # fmt: skip
def test_a_year_of_another_kind_is_not_the_calendars(text, of):
    story = Story(
        [
            Article(id="a", text="It burned earlier this year.", published=date(2010, 8, 29)),
            Article(id="b", text=text, published=date(2010, 8, 29)),
        ]
    )
    table = compare_facts(story)
    assert table[["value", "what", "status"]].values.tolist() == [
        ["2010", "", "only one"],
        ["2010", of, "only one"],
    ]


@pytest.mark.parametrize("text", [
    "It burned in 2010.", "It burned in the 2010 calendar year.", "The 2010 campaign began.", "It was the year 2010.",
    "In 2010 last year's plan failed.", "By 2010 every year was warm.", "In election year 2010 it burned.", "2010 was a record year.",
])  # fmt: skip
def test_a_year_of_the_calendar_is_one_however_it_is_told(text):
    story = Story(
        [
            Article(id="a", text="It burned earlier this year.", published=date(2010, 8, 29)),
            Article(id="b", text=text, published=date(2010, 8, 29)),
        ]
    )
    assert compare_facts(story).query("value == '2010'")["status"].tolist() == ["agree"]


def test_two_that_tell_of_one_tax_year_agree():
    story = Story.of("For the 2010 tax year they filed.", "In tax year 2010 they filed.")
    assert compare_facts(story)[["what", "status"]].values.tolist() == [["tax year", "agree"]]


@pytest.mark.parametrize("text", [
    "They file under section 3 of the act.", "It breaks Article 5, as they said.", "The firm went into Chapter 11 again.",
    "So says resolution 1874 of the council.", "The map stands on page 3 of the paper.", "He moved into No. 10 again.",
    "Sections 3, 4 and 5 of the act were cut.", "Phase 3 trials began.", "They waived paragraph two at once.",
    "Nos. 12 and 13 were sold.", "It breaks §12 of the code.", "The #10 seed lost.", "Voters struck down proposition 8 there.",
    "He left on day 3 of the trial.", "The crew of flight 1549 swam.", "Their type 2 sensors failed.", "It fell under rule 1600 of the code.",
    "They lost game 7 there.", "Clause 12 sanctions were lifted.", "See subsection 4(a) of it.",
])  # fmt: skip
def test_a_number_that_says_which_one_is_no_fact(text):
    assert facts(Story.of(text)).empty


@pytest.mark.parametrize("text, expected", [
    ("On the first day 3 people died.", (3, "people")),
    ("In the last game 7 players fell.", (7, "players")),
    ("In the room 12 guards slept.", (12, "guards")),
    ("In Skye 45 percent voted.", (45, "percent")),
    ("The act costs $3 a head.", (3, "dollars")),
    ("They read 3 pages of it.", (3, "pages")),
    ("There are no 10 sailors there.", (10, "sailors")),
    ("He wrote four sections of the act.", (4, "sections")),
    ("They met, no. It took 20 minutes.", (20, "minutes")),
    ("They count 40 boats.", (40, "boats")),
])  # fmt: skip
def test_a_number_that_counts_is_a_fact_behind_such_words_too(text, expected):
    assert [(value, counts) for _, value, counts, _ in numbers(text)][-1] == expected


def test_the_context_of_a_fact_in_a_very_long_sentence_is_what_stands_near():
    text = "There were 7 boats and " + "more and " * 500 + "some 12 nets."
    table = facts(Story.of(text)).set_index("value")
    assert table.loc[7, "context"] == text[: text.index("7") + len("7 boats") + 500]
    assert table.loc[12, "context"].endswith("some 12 nets.")
    assert len(table.loc[12, "context"]) < 600
