"""What changes between two tellings: which labels, passives, hedges and attributions are shown, and which are not."""

import pandas as pd
import pytest

from tellings import Article, align, shifts


def changed(one, other, kind="label"):
    articles = [Article(id="a", text=one), Article(id="b", text=other)]
    table = shifts(articles, align(articles)).query("kind == @kind")
    for row in table.itertuples():
        assert articles[0].text[row.start : row.end] == row.text
        assert articles[1].text[row.other_start : row.other_end] == row.other_text
    return list(zip(table["value"], table["other_value"], strict=True))


@pytest.mark.parametrize("one, other, labels", [
    ("They burned the old harbour office on Friday.", "The new harbour office burned on Friday.", ("old harbour office", "new harbour office")),
    ("The council signed its first farm accord.", "The council signed a farm pact.", ("first farm accord", "farm pact")),
    ("The city's largest retailer closed in Ashton.", "The city's largest employer in Ashton closed.", ("largest retailer", "largest employer")),
    ("The mayor sent a suggestive photograph to Ashton.", "To Ashton the mayor sent a lewd video.", ("suggestive photograph", "lewd video")),
    ("The harbour opened for lawyer Ann Lee of Ashton.", "In Ashton the harbour opened for Ann Lee, an activist.", ("lawyer", "activist")),
    ("Mr. Kim opened the old harbour. Kim Lee Kim sang.", "Governor Kim opened the old harbour. Kim Lee Kim sang.", ("Mr. Kim", "Governor Kim")),
    ("The newly elected council burned the harbour mill.", "The council burned the harbour mill.", ("elected council", "council")),
])  # fmt: skip
def test_one_thing_under_two_labels(one, other, labels):
    assert changed(one, other) == [labels]
    assert changed(other, one) == [labels[::-1]]


@pytest.mark.parametrize("one, other", [
    ("They burned the old harbour office.", "The old harbour office burned. The new harbour office opened. The harbour office won."),
    ("They burned two harbour offices on Friday.", "Three harbour offices burned on Friday."),
    ("In the first week the old harbour burned.", "In the last week the old harbour burned."),
    ("The council agreed to boost harbour ties.", "The council agreed to mend harbour ties."),
    ("They quickly burned the old harbour.", "They slowly burned the old harbour."),
    ("The city's old harbour burned.", "Ashton's old harbour burned."),
    ("Mr. Kim opened the old harbour. Kim Lee Kim sang.", "Governor Kim opened the old harbour. Kim Lee Kim sang.\n\nMr. Kim won."),
    ("The board met the council in Ashton. The farm council won.", "The board met the council in Ashton. The farm board won."),
])  # fmt: skip
def test_what_is_no_other_label(one, other):
    assert changed(one, other) == []


def test_labels_are_shown_once_in_the_surest_pair():
    one = "The ferry council met in Ashton on Friday to save the harbour mill.\n\nThe ferry council raised taxes in Ashton."
    two = "The city council met in Ashton on Friday to save the harbour mill.\n\nThe city council raised taxes in Ashton."
    articles = [Article(id="a", text=one), Article(id="b", text=two)]
    table = shifts(articles, align(articles)).query("kind == 'label'")
    assert table[["value", "other_value", "unit", "other_unit"]].values.tolist() == [["ferry council", "city council", 1, 1]]


PASSIVE = "The old harbour mill was sold in March."


@pytest.mark.parametrize("other, passives", [
    ("The mayor sold the old harbour mill in March.", [("was sold", "")]),
    ("The old harbour mill was sold by the mayor.", [("was sold", "")]),
    ("In March came the mayor's selling of the old harbour mill.", [("was sold", "")]),
    ("The old harbour mill was sold in spring.", []),
    ("The old harbour mill, sold in March, burned.", []),
    ("The selling of the old harbour mill began in March.", []),
    ("The mayor burned the old harbour mill in March.", []),
    ("The mayor sold the old harbour mill in March; it was sold cheaply.", []),
    ("The old harbour mill burned in March, but the mayor sold papers.", []),
])  # fmt: skip
def test_an_actor_is_left_out_where_the_other_has_the_same_verb_with_one(other, passives):
    assert changed(PASSIVE, other, "actor") == passives
    assert changed(other, PASSIVE, "actor") == [pair[::-1] for pair in passives]


HEDGED = "The mayor allegedly sold the old harbour mill in March."


@pytest.mark.parametrize("one, other, doubts", [
    (HEDGED, "In March the mayor sold the old harbour mill.", [("allegedly", "")]),
    (HEDGED, "In March the mayor likely sold the old harbour mill.", []),
    (HEDGED, "They allege that in March the mayor sold the old harbour mill.", []),
    (HEDGED, "It could rain, but in March the mayor sold the old harbour mill.", [("allegedly", "")]),
    ("The mayor would sell the old harbour mill.", "The mayor will sell the old harbour mill.", []),
    ("The mayor may sing songs near the old harbour mill.", "The mayor cried near the old harbour mill.", []),
])  # fmt: skip
def test_a_hedge_bears_on_what_both_tell(one, other, doubts):
    assert changed(one, other, "doubt") == doubts
    assert changed(other, one, "doubt") == [pair[::-1] for pair in doubts]


@pytest.mark.parametrize("other, voices", [
    ("The old harbour mill is lost.", [("the mayor", "newsroom")]),
    ("The old harbour mill is lost, the council said.", []),
    ("“The old harbour mill is lost.”", []),
    ("The old harbour mill is lost, and the council said it was sad.", []),
])  # fmt: skip
def test_an_attribution_stands_against_a_plain_sentence(other, voices):
    assert changed("The old harbour mill is lost, the mayor said.", other, "voice") == voices


def test_without_pairs_nothing_changes():
    articles = [Article(id="a", text="Rain fell."), Article(id="b", text="Taxes rose.")]
    table = shifts(articles, align(articles))
    assert table.empty
    assert isinstance(table, pd.DataFrame)
