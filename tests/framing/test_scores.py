"""Scores of frames: what they count, how sure they are, and when nothing can be told."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from stories import as_story
from tellings import Article, Codebook, Story, frame_differences, frame_scores, read_story
from tellings.chance import clustered_share_interval
from tellings.framing.codebook import Frame
from tellings.framing.scores import outlet_scores

SEA = Codebook(
    "b",
    "",
    (Frame("sea", "", ("ship*", "navy", "sea power"), cutoff=3), Frame("land", "", ("army",))),
)
TEXT = (
    "The ships left. The navy met no ships.\n\nThe navy stayed. The army slept, the ministry said."
)


@pytest.fixture(scope="module")
def story():
    return read_story("seeds")


def scored(text=TEXT, **options):
    return frame_scores(
        as_story(Article(id="a", text=text, outlet="Daily")), SEA, **options
    ).set_index("frame")


def test_scores_of_an_article():
    sea = scored().loc["sea"]
    assert sea[["hits", "negated", "event", "terms", "sentences", "of", "share", "first", "present"]].tolist() == [
        3, 1, 0, 2, 3, 4, 0.75, 1, True,
    ]  # fmt: skip
    assert (sea["hangs_on"], sea["without"]) == ("navy", 0.25)
    assert scored().loc["land", "present"] is None


def test_event_words_touch_no_sentence():
    story = Story([Article(id="a", text=TEXT)], event_words=["navy"])
    sea = frame_scores(story, SEA).set_index("frame").loc["sea"]
    assert sea[["hits", "event", "sentences"]].tolist() == [1, 2, 1]


def test_scores_by_section_know_headline_caption_and_lead(story):
    table = frame_scores(story, "defence_talks", by="section")
    first = table[(table["article"] == story[0].id) & (table["frame"] == "cooperation")].set_index(
        "section"
    )["of"]
    assert first.to_dict() == {"headline": 1, "deck": 1, "caption": 2, "lead": 1, "body": 15}


def test_scores_by_voice_count_a_sentence_for_each_who_speaks_in_it():
    by_voice = frame_scores(as_story(Article(id="a", text=TEXT)), SEA, by="voice")
    land = by_voice[by_voice["frame"] == "land"].set_index("voice")
    assert land[["sentences", "of"]].to_dict("index") == {
        "newsroom": {"sentences": 0, "of": 4},
        "the ministry": {"sentences": 1, "of": 1},
    }


def test_an_unknown_part_is_refused():
    with pytest.raises(ValueError, match="by is one of article, section, voice"):
        scored(by="page")


@pytest.mark.parametrize("k, n", [(3, 16), (8, 16), (15, 16), (16, 16)])
def test_the_interval_is_wilsons(k, n):
    low, high = scored("The ships left. " * k + "They slept. " * (n - k)).loc[
        "sea", ["low", "high"]
    ]
    wilson = stats.binomtest(k, n).proportion_ci(method="wilson")
    assert (low, high) == pytest.approx((wilson.low, wilson.high))


@pytest.mark.parametrize("empty", ["", "—", "..."])
def test_an_article_without_a_body_has_a_row_and_changes_no_share(empty):
    articles = outlets(("A", [3, 4]), ("B", [1]))
    none = [Article(id="x", text=empty, outlet="A"), Article(id="y", text="", outlet="C")]
    table = frame_scores(as_story([*articles, *none]), SEA)
    sea = table[table["frame"] == "sea"].set_index("article")
    assert list(sea.index) == ["A0", "A1", "B0", "x", "y"]
    assert sea.loc["y", ["of", "hits", "low", "high"]].tolist() == [0, 0, 0, 1]
    assert np.isnan(sea.loc["y", "share"])
    together = outlet_scores(as_story([*articles, none[1]]), SEA)
    together = together[together["frame"] == "sea"].set_index("outlet")
    assert together["articles"].to_dict() == {"A": 2, "B": 1, "C": 0}
    assert together.loc["A", "share"] == 7 / 20
    compared = frame_differences(as_story([*articles, none[1]]), SEA)
    compared = compared[compared["frame"] == "sea"].set_index(["first", "second"])
    assert compared.loc[("A", "C"), ["low", "high", "verdict"]].tolist() == [-1, 1, "cannot tell"]
    assert compared.loc[("A", "B"), "difference"] == pytest.approx(7 / 20 - 1 / 10)


def test_a_story_of_empty_articles_has_scores_and_no_difference():
    assert frame_scores(as_story(Article(id="e", text="")), SEA)["of"].tolist() == [0, 0]
    assert frame_differences(as_story(Article(id="e", text="")), SEA).empty


def test_intervals_by_article_cover_what_they_say():
    """Of shares drawn 300 times, 95% are to be covered; the bootstrap covered 80 with four articles."""
    rng, covered = np.random.default_rng(2), 0
    for _ in range(300):
        of = rng.integers(8, 30, size=5)
        counts = np.column_stack([rng.binomial(of, rng.beta(2, 5, size=5)), of])
        low, high = clustered_share_interval(counts[:, 0], counts[:, 1])
        covered += low <= 2 / 7 <= high
    assert covered >= 276


def by_event(rng, events, effect):
    """Two articles on each event; events differ much in how much they are about the sea."""
    shares, of_event = {"A": [], "B": []}, {}
    for at in range(events):
        share = rng.beta(1, 2)
        shares["A"].append(rng.binomial(20, min(1, share + effect)))
        shares["B"].append(rng.binomial(20, share))
        of_event |= {f"A{at}": at, f"B{at}": at}
    return outlets(*shares.items(), sentences=20), of_event


@pytest.mark.parametrize("seed", range(5))
def test_a_matched_design_is_tested_as_matched(seed):
    """What is a difference within each event is lost among the events if these are not named."""
    articles, events = by_event(np.random.default_rng(seed), 12, 0.2)
    blind = frame_differences(as_story(articles), SEA).set_index("frame").loc["sea"]
    told = frame_differences(as_story(articles), SEA, events=events).set_index("frame").loc["sea"]
    assert told["unit"] == "event"
    assert told["p"] < blind["p"]
    assert told["high"] - told["low"] < blind["high"] - blind["low"]
    assert told["difference"] == pytest.approx(blind["difference"])  # all articles are equally long
    assert told["verdict"] == "differs"


def test_equal_shares_in_every_event_are_no_difference_whatever_each_reports_on():
    shares = {"A": [8, 8, 8, 1], "B": [8, 1, 1, 1]}
    events = {"A0": "sea", "A1": "sea", "A2": "sea", "A3": "land"}
    events |= {"B0": "sea", "B1": "land", "B2": "land", "B3": "land"}
    row = frame_differences(as_story(outlets(*shares.items())), SEA, events=events)
    row = row.set_index("frame").loc["sea"]
    assert (row["difference"], row["p"], row["verdict"]) == (0, 1, "cannot tell")


def test_outlets_without_an_event_in_common_have_no_difference():
    articles = outlets(("A", [9, 9]), ("B", [1, 1]))
    row = frame_differences(as_story(articles), SEA, events={a.id: a.outlet for a in articles})
    assert set(row["verdict"]) == {"cannot tell"}
    assert row["difference"].isna().all()


def test_an_article_without_event_is_named():
    with pytest.raises(ValueError, match="names no event for B0"):
        frame_differences(as_story(outlets(("A", [9]), ("B", [1]))), SEA, events={"A0": 1})


def test_a_frame_that_no_sentence_has_is_not_sure_to_be_absent():
    assert scored("They slept. " * 16).loc["sea", ["low", "high"]].tolist() == pytest.approx(
        [0, 0.1936], abs=1e-4
    )


@given(
    st.lists(
        st.sampled_from(
            ["The ships left.", "They slept.", "No ships came.", "The army and the navy met."]
        ),
        min_size=1,
    )
)
def test_shares_lie_in_their_intervals_and_parts_add_up(parts):
    table = scored(" ".join(parts))
    assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()
    assert (table["without"] <= table["share"]).all()
    by_section = scored(" ".join(parts), by="section")
    assert by_section.groupby("frame")["sentences"].sum().equals(table["sentences"].sort_index())


def outlets(*shares, sentences=10):
    """Articles with a given number of sentences on the frame, named after their outlet."""
    return [
        Article(
            id=f"{outlet}{at}",
            outlet=outlet,
            text="The ships left. " * k + "They slept. " * (sentences - k),
        )
        for outlet, ks in shares
        for at, k in enumerate(ks)
    ]


def sea_difference(*shares):
    return frame_differences(as_story(outlets(*shares)), SEA).set_index("frame").loc["sea"]


def test_two_articles_are_compared_by_sentence():
    row = (
        frame_differences(as_story(outlets(("A", [5]), ("B", [1]), sentences=6)), SEA)
        .set_index("frame")
        .loc["sea"]
    )
    ours = ([1] * 5 + [0], [1] + [0] * 5)
    expected = stats.permutation_test(
        ours, lambda a, b: np.mean(a) - np.mean(b), n_resamples=np.inf
    )
    assert (row["unit"], row["difference"]) == ("sentence", pytest.approx(4 / 6))
    assert row["p"] == pytest.approx(expected.pvalue)


def test_many_articles_are_compared_by_article():
    ours = [[9, 8, 9, 7], [1, 2, 0, 1]]
    row = sea_difference(("A", ours[0]), ("B", ours[1]))
    expected = stats.permutation_test(
        ours, lambda a, b: np.mean(a) - np.mean(b), n_resamples=np.inf
    )
    assert (row["unit"], row["p"]) == ("article", pytest.approx(expected.pvalue))
    assert row["low"] <= row["difference"] <= row["high"]


def test_one_outlier_among_many_articles_is_no_difference():
    assert sea_difference(("A", [10, 0, 0, 0]), ("B", [0, 0, 0, 0]))["verdict"] == "cannot tell"


def test_more_than_two_outlets_are_compared_in_pairs_and_more_articles_than_can_be_listed_are_drawn():
    shares = [("A", [8] * 9), ("B", [8] * 9), ("C", [2, 3] * 4)]
    table = frame_differences(as_story(outlets(*shares)), SEA)
    sea = table[table["frame"] == "sea"].set_index(["first", "second"])
    assert sea["verdict"].to_dict() == {
        ("A", "B"): "cannot tell",
        ("A", "C"): "differs",
        ("B", "C"): "differs",
    }
    assert sea.loc[("A", "C"), "p"] == pytest.approx(1e-4)


def test_the_same_articles_give_the_same_numbers_in_any_order():
    articles = outlets(("A", [3, 4, 5, 6, 7, 8]), ("B", [1, 2, 3, 4, 5, 6, 7, 8]))
    first, second = (frame_differences(as_story(some), SEA) for some in (articles, articles))
    pd.testing.assert_frame_equal(first, second)


def test_the_seeds_are_too_few_to_tell(story):
    assert set(frame_differences(story, "defence_talks")["verdict"]) == {"cannot tell"}
