"""Which paragraphs of several articles tell one thing, and what only one of them tells."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories import as_story
from tellings import Article, Story, align, hedges, read_story
from tellings.articles.article import Section
from tellings.comparison.alone import told_alone
from tellings.comparison.common_words import terms
from tellings.text.forms import data_lines, stem
from tellings.text.splitting import split_clauses

FIRE = """A fire destroyed the old mill in Ashton on Monday night, and two workers died.

Firefighters from three towns fought the flames until dawn.

The mill had been closed by inspectors in 2009, but its owner won an appeal.

Mayor Ruth Vale said the council would rebuild the bridge beside it.

A charity concert for the families takes place in the park on Sunday."""
BLAZE = """Ashton's mayor, Ruth Vale, promised that the bridge next to the mill will be rebuilt by the council.

The harbour was quiet and the market opened late.

Three workers died when a blaze destroyed the mill on Monday.

Inspectors shut the mill in 2009; an appeal by the owner reopened it."""


def article(name, text, **known):
    return Article(id=name, text=text, **known)


def pairs(table):
    found = table[table["strength"] != "none"]
    return {
        (row.article, row.unit, row.other_article, row.other_unit) for row in found.itertuples()
    }


def unordered(table):
    return {
        frozenset([(one, unit), (other, other_unit)])
        for one, unit, other, other_unit in pairs(table)
    }


@pytest.mark.parametrize("text, expected", [
    ("ships sunk", ["ship", "sink"]), ("sinking of the ship", ["sink", "ship"]), ("Seoul", ["South Korea"]),
    ("a S Korean", ["South Korea"]), ("the U.S. pact", ["United States", "accord"]), ("an accord", ["accord"]),
    ("on Nov. 23", ["23 november", "november"]), ("23 November", ["23 november", "november"]), ("twelve", ["12"]),
    ("1,200 men", ["1200", "man"]), ("from 1910-45", ["1910", "1945"]), ("first-ever", ["first"]), ("gave us all", ["give"]),
])  # fmt: skip
def test_terms_two_texts_can_share(text, expected):
    assert [term.key for term in terms(article("a", text), (0, len(text)))] == expected


@pytest.mark.parametrize("unit", ["paragraph", "sentence"])
def test_what_both_tell_and_what_only_one_tells(unit):
    table = align(Story([article("fire", FIRE), article("blaze", BLAZE)]), unit=unit)
    first = 1 if unit == "paragraph" else 0
    expected = {(0, 2), (2, 3), (3, 0)}
    assert pairs(table) == {
        ("fire", one + first, "blaze", other + first) for one, other in expected
    }
    alone = table[table["strength"] == "none"]
    only = {("fire", 1), ("fire", 4), ("blaze", 1)}
    assert set(zip(alone["article"], alone["unit"], strict=True)) == {
        (name, at + first) for name, at in only
    }
    assert alone[["other_article", "other_start"]].isna().all(axis=None)
    assert (alone["score"] == 0).all()


def test_every_unit_is_a_row_and_every_place_shows_its_word():
    story = read_story("seeds")
    table = align(story)
    one, other = story
    told = {("one", number) for number in table.loc[table["article"] == one.id, "unit"]}
    told |= {("other", number) for number in table.loc[table["article"] == other.id, "unit"]}
    told |= {("other", number) for number in table["other_unit"].dropna()}
    assert told == {("one", at + 1) for at in range(16)} | {("other", at + 1) for at in range(15)}
    for row in table.itertuples():
        text, others = story[row.article].text, story[row.other_article].text if row.words else ""
        assert [text[a:b] for a, b in row.places] == row.words
        assert [others[a:b] for a, b in row.other_places] == row.other_words
        assert all(row.start <= a < b <= row.end for a, b in row.places)


def test_agreements_with_a_third_country_are_not_the_planned_ones():
    one, other = read_story("seeds")
    for unit in ("paragraph", "sentence"):
        table = align(Story([one, other]), unit=unit)
        trap = table[table["article"].eq(one.id) & table["start"].eq(one.paragraphs[10][0])]
        assert trap["strength"].tolist() == ["none"]


def test_pairs_a_reader_puts_side_by_side_in_the_seeds():
    """Ten of the eleven that one reader listed before the rules were fixed; the eleventh, 8 with 9, is not found."""
    one, other = read_story("seeds")
    found = {(mine, theirs) for _, mine, _, theirs in pairs(align(Story([one, other])))}
    assert found >= {
        (1, 1),
        (1, 5),
        (2, 2),
        (4, 14),
        (5, 14),
        (9, 6),
        (9, 7),
        (10, 8),
        (13, 10),
        (15, 14),
    }


def test_what_is_planned_is_not_what_was_done_with_somebody_else():
    plan = (
        "Norway and Chad agreed to draft a fishing treaty to share harbours and boats, they said."
    )
    deed = "The two have signed separate fishing treaties with Peru to share catches."
    other = "The two will work on a separate fishing treaty to share harbours, catches and boats."
    table = align(
        Story(
            [
                article("a", f"{plan}\n\n{deed}\n\nPeru watches."),
                article("b", f"{other}\n\nPeru is silent."),
            ]
        )
    )
    assert pairs(table) == {("a", 1, "b", 1)}


def test_one_name_alone_makes_no_pair():
    one, other = (
        "Asked on Sunday, Maria Lopes praised the choir.",
        "Prices rose, and Maria Lopes lost the vote.",
    )
    assert pairs(
        align(Story([article("a", f"{FIRE}\n\n{one}"), article("b", f"{FIRE}\n\n{other}")]))
    ) == {("a", at, "b", at) for at in range(1, 6)}


LIFE = "Ana Ruiz grew up in Porto and studied law. She likes chess and old maps."


@pytest.mark.parametrize("one, other, met", [
    # in one sentence of two long paragraphs
    (f"{LIFE} A gale tore down the theatre roof. Her garden won a prize.", "Bread sold out. The theatre roof fell in a gale. A choir sang.", True),
    # not by words scattered over them, nor by words that news of any event uses, nor by the first name of another
    (f"{LIFE} A gale passed. The theatre shut. Roof tiles cost more.", "The roof leaks. The theatre opens. A gale blew.", False),
    ("People said new things that day.", "It takes time to say a thing to people, new or old.", False),
    ("In the harbour sings Maria Lopes.", "The harbour belongs to Maria Stein.", False),
    # the one planned, the other done
    ("They will paint the theatre roof green.", "They have painted the theatre roof green.", False),
    ("They will paint the theatre roof green.", "They are to paint the theatre roof green.", True),
])  # fmt: skip
def test_where_two_paragraphs_meet(one, other, met):
    found = pairs(
        align(Story([article("a", f"{FIRE}\n\n{one}"), article("b", f"{FIRE}\n\n{other}")]))
    )
    assert (("a", 6, "b", 6) in found) == met


def test_beside_a_surer_pair_less_is_enough():
    one, other, filler = (
        "The theatre opens in 2012.",
        "In 2012 the theatre is full.",
        "Wages fell.\n\nRain came.\n\n",
    )
    beside = align(Story([article("a", f"{FIRE}\n\n{one}"), article("b", f"{FIRE}\n\n{other}")]))
    apart = align(
        Story([article("a", f"{FIRE}\n\n{filler}{one}"), article("b", f"{FIRE}\n\n{other}")])
    )
    assert ("a", 6, "b", 6) in pairs(beside)
    assert ("a", 8, "b", 6) not in pairs(apart)


def test_a_third_article_and_the_order_of_the_articles_change_no_pair():
    one, other = read_story("seeds")
    third = article(
        "third",
        FIRE + "\n\nSouth Korea and Japan agreed to push for military talks, officials said.",
    )
    plain, turned, more = (
        align(Story([one, other])),
        align(Story([other, one])),
        align(Story([third, one, other])),
    )
    assert unordered(plain) == unordered(turned)
    assert {
        pair for pair in unordered(more) if not any(name == "third" for name, _ in pair)
    } == unordered(plain)


def test_what_one_tells_alone_also_within_a_pair():
    one, other = article("fire", FIRE), article("blaze", BLAZE)
    found = told_alone(Story([one, other]))
    assert found[["article", "unit", "text"]].values.tolist() == [
        ["fire", 2, FIRE.split("\n\n")[1]],
        ["fire", 5, FIRE.split("\n\n")[4]],
        ["blaze", 2, BLAZE.split("\n\n")[1]],
    ]
    longer = article(
        "blaze",
        BLAZE.replace(
            "destroyed the mill on Monday.", "destroyed the mill on Monday, despite heavy rain."
        ),
    )
    found = told_alone(Story([one, longer]))
    assert "despite heavy rain." in found["text"].tolist()
    third = article("third", FIRE)
    three = told_alone(Story([one, other, third]))
    assert set(three["article"]) == {"blaze"}
    for row in found.itertuples():
        assert {"fire": one, "blaze": longer}[row.article].text[row.start : row.end] == row.text


@pytest.mark.parametrize("head, body, alone", [
    ("Wages fell.", "Wages fell.", True),
    ("Heavy rain flooded the valley.", "Wages fell.", False),  # in a headline
    ("Wages fell.", "Prices rose. The valley was flooded by heavy rain.", False),  # in a paragraph that is no partner
    ("Wages fell.", "Rain fell on the mill. The valley sleeps.", True),  # some of its words, here and there
])  # fmt: skip
def test_what_another_article_tells_anywhere_is_not_told_alone(head, body, alone):
    one = article(
        "fire", FIRE.replace("workers died.", "workers died, as heavy rain flooded the valley.")
    )
    text = f"{head}\n\n{BLAZE}\n\n{body}"
    places = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    sections = [Section("body" if at else "headline", *place) for at, place in enumerate(places)]
    other = article("blaze", text, sections=tuple(sections))
    found = told_alone(Story([one, other]))
    assert ("as heavy rain flooded the valley." in " ".join(found["text"])) == alone


def test_no_stem_stands_in_two_sets_of_synonyms():
    sets = [{stem(word) for word in line.split()} for line in data_lines("synonyms.txt")]
    shared = {word for at, some in enumerate(sets) for other in sets[:at] for word in some & other}
    assert shared <= {"kill", "slay"}


def test_articles_with_little_in_common_are_not_compared():
    stray = read_story("seeds")[0].text + "\n\n" + FIRE.split("\n\n")[0]
    assert pairs(align(Story([article("a", FIRE), article("b", stray)]))) == set()


def test_unit_must_be_known():
    with pytest.raises(ValueError, match="'paragraph' or 'sentence', not 'word'"):
        align(Story([article("a", FIRE)]), unit="word")


@pytest.mark.parametrize("text", ["", "...", "\n\n", "Rain."])
def test_articles_with_little_or_nothing_in_them(text):
    table = align(Story([article("a", text), article("b", FIRE)]))
    assert pairs(table) == set()
    assert len(table) == 5 + len(article("a", text).paragraphs)


WORDS = st.sampled_from(
    "the fire mill Ashton Monday two 2009 council will has signed rebuild bridge , . \n\n “ ”".split(
        " "
    )
)


@settings(max_examples=50)
@given(st.lists(WORDS, max_size=60), st.lists(WORDS, max_size=60))
def test_alignment_of_any_text(one, other):
    articles = [article("a", " ".join(one)), article("b", " ".join(other))]
    table = align(as_story(articles))
    assert unordered(table) == unordered(align(as_story(articles[::-1])))
    assert table["score"].between(0, 1).all()
    for row in table.itertuples():
        assert [articles[row.article == "b"].text[a:b] for a, b in row.places] == row.words


@pytest.mark.parametrize("text, expected", [
    ("It was allegedly sunk.", ["allegedly"]), ("They may sign.", ["may"]), ("They met on May 12.", []),
    ("He is believed to be ill.", ["is believed to"]), ("It will rain.", []), ("Talks could fail, perhaps.", ["could", "perhaps"]),
])  # fmt: skip
def test_hedges(text, expected):
    assert hedges(as_story(article("a", text)))["text"].tolist() == expected


def test_clauses_leave_no_word_out():
    text = "On Tuesday, U.S. Secretary Gates came: he saw -- he left. It rained."
    assert "".join(text[a:b] for a, b in split_clauses(text, (0, len(text)))).replace(
        " ", ""
    ) == text.replace(" ", "")


@pytest.mark.parametrize("shared", [
    "“It is what it is.”", "“They were not who we were,” ", "“to be or not to be”", "``what was that for, if it was for you''",
])  # fmt: skip
def test_a_quotation_of_function_words_alone_pairs_nothing(shared):
    texts = [f"{shared}\n\nRain fell in the north of the island." for _ in range(2)]
    assert align(Story.of(*texts))["strength"].tolist() == ["none", "strong", "none"]


def test_a_word_that_every_line_has_pairs_none_and_hides_no_pair():
    lines = [f"The line of shop {name} is open." for name in map(str, range(300))]
    one = "\n\n".join([*lines, "The council signed a treaty on cod in Bergen on line."])
    two = "\n\n".join([*lines[:9], "On line a treaty on cod was signed by the council in Bergen."])
    pairs = align(Story.of(one, two)).query("strength == 'strong'")
    assert (301, 10) in set(zip(pairs["unit"], pairs["other_unit"], strict=True))


def test_lines_that_are_all_alike_are_not_paired_each_with_each():
    lines = "\n\n".join(
        "The council of Bergen paid " + ", ".join(f"{(at * k) % 97} percent" for k in range(1, 30))
        for at in range(1, 61)
    )
    pairs = align(Story.of(lines, lines.replace("paid", "took"))).dropna(subset="other_unit")
    assert 0 < pairs.groupby("unit").size().max() <= 20
    assert pairs.groupby("other_unit").size().max() <= 20
