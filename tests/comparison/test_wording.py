"""Runs of words that articles share: equal, apart, and told from quotations and formulas."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories import as_story
from tellings import Article, Story, reused, shared_wording
from tellings.comparison.wording import tiles
from tellings.text.forms import normal_form
from tellings.text.splitting import split_words

COPY = "Troops shelled the island on Tuesday, killing four villagers and burning two farms."


def article(name, text):
    return Article(id=name, text=text)


@pytest.mark.parametrize("one, other, least, expected", [
    ("a b c d", "a b c d", 2, [(0, 0, 4)]),
    ("a b c x d e", "d e a b c", 2, [(0, 2, 3), (4, 0, 2)]),     # moved blocks are found
    ("a b a b", "a b", 2, [(0, 0, 2)]),                          # each word once
    ("a b c d e", "x b c d y a b", 2, [(1, 1, 3)]),              # the longest first, what is left is too short
    ("a b c d e", "a b x c d e", 3, [(2, 3, 3)]),
    ("a c a b a a a c c a b c a b c", "a c a b b c a b a c a b b a b c", 2, [(0, 0, 4), (10, 4, 4), (6, 8, 2)]),
    ("a b", "b a", 2, []),
    ("", "a b", 2, []),
])  # fmt: skip
def test_tiling(one, other, least, expected):
    assert [tuple(tile) for tile in tiles(one.split(), other.split(), least)] == expected


LETTERS = st.lists(st.sampled_from("abc"), max_size=30)


@given(LETTERS, LETTERS, st.integers(2, 4))
def test_tiles_are_equal_apart_and_leave_nothing_longer(one, other, least):
    found = tiles(one, other, least)
    mine = [at for tile in found for at in range(tile.one, tile.one + tile.length)]
    theirs = [at for tile in found for at in range(tile.other, tile.other + tile.length)]
    assert len(mine) == len(set(mine))
    assert len(theirs) == len(set(theirs))
    assert all(one[t.one : t.one + t.length] == other[t.other : t.other + t.length] for t in found)
    assert [tile.length for tile in found] == sorted((tile.length for tile in found), reverse=True)
    for at in range(len(one) - least + 1):
        for to in range(len(other) - least + 1):
            free = not {*range(at, at + least)} & {*mine} and not {*range(to, to + least)} & {
                *theirs
            }
            assert not (free and one[at : at + least] == other[to : to + least])


WORDS = st.sampled_from(
    "Troops troops island Kim's Kim defence defense said the “ ” . , \n\n".split(" ")
)


@settings(max_examples=50)
@given(st.lists(WORDS, max_size=40), st.lists(WORDS, max_size=40))
def test_runs_of_any_text(one, other):
    articles = {name: article(name, " ".join(words)) for name, words in (("a", one), ("b", other))}
    table = shared_wording(as_story(articles.values()), least=2)
    for row in table.itertuples():
        texts = (
            articles[row.article].text[row.start : row.end],
            articles[row.other_article].text[row.other_start : row.other_end],
        )
        mine, theirs = ([normal_form(text[a:b]) for a, b in split_words(text)] for text in texts)
        assert mine == theirs
        assert (len(mine), texts[0]) == (row.words, row.text)
    turned = shared_wording(as_story(list(articles.values())[::-1]), least=2)
    spans = set(
        zip(table["start"], table["end"], table["other_start"], table["other_end"], strict=True)
    )
    assert spans == set(
        zip(turned["other_start"], turned["other_end"], turned["start"], turned["end"], strict=True)
    )
    share = reused(as_story(articles.values()))
    assert (share["outside"] + share["inside"] <= share["words"]).all()


@pytest.mark.parametrize("one, other, quoted", [
    (COPY, COPY, "outside"),
    ("“Nobody here will ever forget this day,” she said.", "He wrote: “Nobody here will ever forget this day.”", "inside"),
    ("“Nobody here will ever forget this day,” she said.", "She thinks nobody here will ever forget this day.", "partly"),
])  # fmt: skip
def test_copied_prose_is_told_from_a_shared_quotation(one, other, quoted):
    assert shared_wording(Story([article("a", one), article("b", other)]))["quoted"].tolist() == [
        quoted
    ]


@pytest.mark.parametrize("run, formula", [
    ("said in a statement on Monday", True),
    ("Foreign Minister Maria Lopes of Portugal", True),
    ("shelled the island with heavy guns", False),
    ("“and so it is what it is”", False),
])  # fmt: skip
def test_formulas(run, formula):
    found = shared_wording(
        Story([article("a", f"Some {run} here."), article("b", f"Others {run} there.")])
    )
    assert found["formula"].tolist() == [formula]


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_runs_end_with_their_paragraph_and_spelling_does_not_part_them(gap):
    one = article("a", "The Defence Minister's new programme\n\nbegan in the far north of Chad")
    other = article("b", f"The defense minister's new program{gap}began in the far north of Chad")
    assert shared_wording(Story([one, other]))["text"].tolist() == [
        "began in the far north of Chad",
        "The Defence Minister's new programme",
    ]


def test_agency_copy_shows_as_a_large_share_outside_quotations():
    copied = article("b", f"Our reporter adds a line of her own here. {COPY}")
    apart = article("c", "Wages rose in the south while prices fell, the bank reported.")
    articles = [article("a", COPY), copied, apart]
    table = reused(as_story(articles)).set_index("article")
    assert table["share_outside"].round(2).tolist() == [1.0, 0.59, 0.0]
    assert table[["longest", "with"]].values.tolist() == [[13, "b"], [13, "a"], [0, None]]


def test_a_run_is_two_words_or_more():
    with pytest.raises(ValueError, match="two words or more; least is 1"):
        shared_wording(Story([article("a", COPY)]), least=1)
