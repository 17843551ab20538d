"""Which words one group uses more: published values through the whole table, resampling, and awkward stories."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from stories import as_story
from tellings import Article, Story, keyness, read_story
from tellings.terms.keyness import MEASURES, keyness_by_chance
from tellings.terms.measures import g2_four_cells, log_ratio, rate_half_width
from tellings.terms.resampling import resampled
from tellings.terms.strata import matched_log_ratio

CONVOKIT = "aaabbccccccdefghh", "aabccddddefh"  # 17 and 12 words, whose values others computed


@pytest.fixture(scope="module")
def seeds():
    return read_story("seeds")


def story(*texts, outlets=None):
    outlets = outlets or [None] * len(texts)
    return Story(
        Article(id=f"a{at}", text=text, outlet=outlet)
        for at, (text, outlet) in enumerate(zip(texts, outlets, strict=True))
    )


def rows(table, by="article"):
    return table.set_index(["word", by])


@pytest.mark.parametrize("measure, values", [
    ("g2_two_cells", [0.003935, 0.082023, 0.941184, 3.123254, 0.060355, 0.060355, 1.068165, 0.082023]),
    ("g2", [0.004751, 0.091242, 1.274238, 3.779441, 0.0649, 0.0649, 1.093291, 0.091242]),
])  # fmt: skip
def test_the_table_has_the_values_of_the_formulas(measure, values):
    table = keyness(as_story(story(*(" ".join(words) for words in CONVOKIT))), measure=measure)
    ours = table[table["article"] == "a0"].sort_values("word")
    assert ours["word"].tolist() == list("abcdefgh")
    assert ours[measure].tolist() == pytest.approx(values, abs=1e-6)


COLUMNS = (
    "word article outlet against count of rest rest_of articles stop g2 log_ratio low high p resampled p_resampled p_corrected verdict"
).split()


@pytest.mark.parametrize("measure", MEASURES)
def test_the_measure_asked_for_has_a_column_and_changes_nothing_else(seeds, measure):
    table, usual = (
        keyness(as_story(seeds), measure=measure, shuffles=20),
        keyness(as_story(seeds), shuffles=20),
    )
    assert list(usual) == COLUMNS
    assert set(table) == set(usual) - {"g2"} | {measure}
    same = [name for name in COLUMNS if name != "g2"]
    order = ["word", "article"]
    assert (
        table[same]
        .sort_values(order, ignore_index=True)
        .equals(usual[same].sort_values(order, ignore_index=True))
    )
    assert (
        table[measure].tolist()
        == MEASURES[measure](*(table[name] for name in ("count", "rest", "of", "rest_of"))).tolist()
    )


@pytest.mark.parametrize("by", ["outlet", "voice"])
def test_text_dispersion_counts_articles_and_no_bursts(by):
    """Egbert & Biber (2019): a word in 1 of 6 articles of North and in 4 of 6 of South."""
    texts = (
        ["pact " * 30 + "talk “talk”"]
        + ["talk “talk”"] * 5
        + ["pact talk “talk”"] * 4
        + ["talk “talk”"] * 2
    )
    tale = as_story(story(*texts, outlets=["North"] * 6 + ["South"] * 6))
    table = rows(keyness(tale, by=by, measure="text_dispersion"), by)
    expected = {"outlet": ("North", (1, 4, 6, 6)), "voice": ("newsroom", (5, 0, 12, 12))}[by]
    assert table.loc[("pact", expected[0]), "text_dispersion"] == pytest.approx(
        g2_four_cells(*expected[1])
    )
    assert table.loc[("talk", expected[0]), "text_dispersion"] == pytest.approx(0)


def test_the_table_of_the_seeds_is_whole(seeds):
    table = keyness(as_story(seeds))
    assert table.notna().all(axis=None)
    katz = np.hypot(
        *(rate_half_width(table[k], table[n]) for k, n in (("count", "of"), ("rest", "rest_of")))
    ) / np.log(2)
    half = (table["high"] - table["low"]) / 2
    assert ((table["low"] + table["high"]) / 2).tolist() == pytest.approx(
        table["log_ratio"].tolist()
    )
    assert (half >= katz - 1e-9).all()
    assert (half > katz + 0.05).any()


def test_nothing_survives_on_the_seeds_and_spelling_tops_the_naive_list(seeds):
    naive, compared = keyness(as_story(seeds), spelling="printed"), keyness(as_story(seeds))
    assert naive.sort_values(["p", "word"])["word"].iloc[0] == "defense"
    assert set(compared["verdict"]) == {"cannot tell"}
    assert compared.loc[compared["word"] == "defense", "p"].min() > 0.5


def test_what_differs_is_found_and_what_does_not_is_not():
    table = rows(keyness(as_story(story("The ship sank. " * 40, "The talks failed. " * 40))))
    assert table.loc[("ship", "a0"), ["verdict", "against", "resampled"]].tolist() == [
        "more",
        "a1",
        "sentence",
    ]
    assert table.loc[("ship", "a1"), "verdict"] == "less"
    assert table.loc[("the", "a0"), "verdict"] == "cannot tell"


def test_one_burst_is_no_key_word_however_small_its_p():
    """A word said thirty times in one article of nine: the token test is sure, the articles cannot tell."""
    texts = ["we met and we talked " * 20] * 9
    texts[0] += "tariff " * 30
    table = rows(
        keyness(as_story(story(*texts, outlets=["North", "South", "East"] * 3)), by="outlet"),
        "outlet",
    )
    burst = table.loc[("tariff", "North")]
    assert burst["p"] < 1e-6
    assert burst["p_resampled"] > 0.3
    assert (burst["verdict"], burst["resampled"], burst["articles"]) == (
        "cannot tell",
        "article",
        1,
    )


def test_labels_are_shuffled_within_events():
    """South reports more on floods. On each event both use the same words, but that South writes "reportedly"."""
    flood, vote = (
        "the river rose and the dam broke " * 5,
        "the house voted and the bill passed " * 5,
    )
    texts = [flood + "clearly", flood + "reportedly", vote + "clearly", vote + "reportedly"] * 6 + [
        flood + "reportedly"
    ] * 40
    tale = story(*texts, outlets=["North", "South"] * 12 + ["South"] * 40)
    events = {article.id: min(at // 2, 12) for at, article in enumerate(tale)}
    blind, told = (
        rows(keyness(as_story(tale), by="outlet", events=some), "outlet") for some in (None, events)
    )
    assert told.loc[("reportedly", "South"), "verdict"] == "more"
    assert blind.loc[("river", "South"), "p_resampled"] < 0.05
    assert told.loc[("river", "South"), "p_resampled"] == 1


def test_the_verdict_and_the_ratio_go_by_what_both_sides_tell():
    """On each event North writes "reform" more often; but South alone reports on what is all about reform."""
    texts = ["reform reform reform of the tax", "reform of the tax is now near"] * 12 + [
        "reform " * 40
    ] * 12
    tale = story(*texts, outlets=["North", "South"] * 12 + ["South"] * 12)
    table = keyness(
        as_story(tale),
        by="outlet",
        events={article.id: min(at // 2, 12) for at, article in enumerate(tale)},
    )
    south = rows(table, "outlet").loc[("reform", "South")]
    assert south["count"] / south["of"] > south["rest"] / south["rest_of"]
    assert south["log_ratio"] == pytest.approx(np.log2((1 / 7) / (3 / 6)))
    assert south["verdict"] == "less"


def evenly(name, e, times, extra=""):
    """One telling of an event: the same few sentences over and over, and a word more."""
    return (
        " ".join(f"{name}{e} went on and word{(e * 7 + s) % 40} came." for s in range(times))
        + extra
    )


@pytest.mark.parametrize(
    "extra", [" Zebra zebra zebra zebra.", " Zebra.", " Zebra and zebra, he said."]
)
@pytest.mark.parametrize("lengths", [(6, 12), (3, 12), (12, 6), (5, 6)])
@pytest.mark.parametrize("where", [range(1), range(12), range(0, 12, 2)])
def test_equal_counts_in_the_same_events_are_no_verdict_though_one_writes_shorter(
    extra, lengths, where
):
    tale = story(
        *(evenly("Event", e, n, extra if e in where else "") for e in range(12) for n in lengths),
        outlets=["North", "South"] * 12,
    )
    table = keyness(
        as_story(tale), by="outlet", events={a.id: at // 2 for at, a in enumerate(tale)}
    )
    zebra = rows(table, "outlet").loc[("zebra", "North")]
    if len(where) == 1:  # where every event has it, its rates do differ
        assert zebra["verdict"] == "cannot tell"
        assert set(table["verdict"]) == {"cannot tell"}
    assert zebra["log_ratio"] == pytest.approx(zebra["low"] / 2 + zebra["high"] / 2)


@pytest.mark.parametrize("quoted", [1, 2, 4])
@pytest.mark.parametrize("articles", [3, 14, 30])
def test_equal_counts_in_both_voices_of_one_article_are_no_verdict(articles, quoted):
    tale = story(
        *(
            evenly("Event", e, 9, " Zebra zebra." if e == 0 else "")
            + " “" + evenly("Event", e, quoted, " Zebra zebra." if e == 0 else "") + "” he said."
            for e in range(articles)
        )
    )  # fmt: skip
    table = rows(keyness(as_story(tale), by="voice"), "voice")
    assert table.loc["zebra", "verdict"].eq("cannot tell").all()


def null_counts(rng, lengths, events):
    """Counts of words that differ by event and cluster in articles, but not by outlet."""
    rows = []
    for _ in range(events):
        event = rng.gamma(0.5, 2, 150) / np.arange(3, 153)
        for length in lengths:
            article = event * rng.gamma(4, 0.25, 150)
            rows.append(rng.multinomial(length, article / article.sum()))
    return sparse.csr_array(np.array(rows))


@pytest.mark.parametrize("lengths", [(100, 200), (30, 200), (100, 200, 200), (200, 200)])
@pytest.mark.parametrize("within", [True, False], ids=["within events", "over all articles"])
def test_length_alone_brings_few_verdicts(lengths, within):
    """Of 60 made-up stories without a difference the corrected test is to be wrong in three, give or take luck."""
    rng, events = np.random.default_rng(3), 16
    group = np.tile(np.arange(len(lengths)) > 0, events).astype(int)
    stratum = np.repeat(np.arange(events), len(lengths)) * within
    found = []
    for _ in range(60):
        counts = null_counts(rng, lengths, events)
        sizes = np.asarray(counts.sum(axis=1), dtype=float)
        found.append(resampled(counts, sizes, group, stratum, 99)[2].min() < 0.05)
    assert sum(found) <= 7


def test_one_stratum_gives_the_plain_log_ratio():
    rng = np.random.default_rng(0)
    counts, mine = rng.poisson(3, size=(30, 6)), rng.permutation([True] * 12 + [False] * 18)
    counts[mine, 0] = 0
    ratio, half = matched_log_ratio(
        sparse.csr_array(counts), counts.sum(axis=1), mine, np.zeros(30, dtype=int)
    )
    one, two = counts[mine].sum(axis=0), counts[~mine].sum(axis=0)
    assert ratio == pytest.approx(log_ratio(one, two, one.sum(), two.sum()))
    assert (half > 0).all()


def test_the_matched_ratio_is_that_of_mantel_and_haenszel():
    """Two events by hand: (1 of 4, 2 of 4) and (3 of 6, 1 of 6)."""
    counts = sparse.csr_array([[1, 3], [2, 2], [3, 3], [1, 5]])
    ratio, _ = matched_log_ratio(
        counts, np.array([4, 4, 6, 6]), np.array([True, False] * 2), np.array([0, 0, 1, 1])
    )
    over, under = (1 * 4 / 8 + 3 * 6 / 12), (2 * 4 / 8 + 1 * 6 / 12)
    assert ratio[0] == pytest.approx(np.log2(over / under))


NAMED = [["tariff"], ["tariff", "tariff"], ["Tariff", "talks"], ["defence"]]


@pytest.mark.parametrize("words", NAMED)
@pytest.mark.parametrize("how", [{}, {"events": {f"a{at}": at // 2 for at in range(24)}}])
def test_words_named_beforehand_are_corrected_over_these_only(words, how):
    rng = np.random.default_rng(0)
    texts = [
        " ".join(rng.choice(["tariff", "talks", "defense", *(f"w{n}" for n in range(60))], 80))
        + " tariff" * (at % 2)
        for at in range(24)
    ]
    tale = as_story(story(*texts, outlets=["North", "South"] * 12))
    every = rows(keyness(tale, by="outlet", **how), "outlet")
    named = rows(keyness(tale, by="outlet", words=words, **how), "outlet")
    assert {word for word, _ in named.index} == {
        word.lower().replace("defence", "defense") for word in words
    }
    same = ["count", "of", "rest", "rest_of", "log_ratio", "low", "high", "p", "p_resampled"]
    for place in named.index:
        assert named.loc[place, same].tolist() == pytest.approx(every.loc[place, same].tolist())
        assert named.loc[place, "p_corrected"] <= every.loc[place, "p_corrected"]
    if len(set(map(str.lower, words))) == 1:
        assert named["p_corrected"].tolist() == named["p_resampled"].tolist()


def test_correction_is_over_all_groups_of_the_table():
    """A p that is the smallest of three outlets is counted against what the smallest of three brings."""
    rng = np.random.default_rng(1)
    counts = rng.poisson(rng.gamma(0.5, 4, size=(18, 40)))
    group, stratum = np.tile([0, 1, 2], 6), np.zeros(18, dtype=int)
    sizes = counts.sum(axis=1).astype(float)
    together = resampled(sparse.csr_array(counts), sizes, group, stratum, 199)[2]
    alone = resampled(sparse.csr_array(counts), sizes, (group > 0).astype(int), stratum, 199)[2]
    assert together[0].mean() > alone[0].mean()


def test_three_groups_each_against_the_rest_and_in_pairs():
    tale = story("one two", "one three", "one four four")
    table, pairs = keyness(as_story(tale)), keyness(as_story(tale), pairs=True)
    assert set(table["against"]) == {"the rest"}
    assert rows(table).loc[("two", "a0"), ["count", "rest", "of", "rest_of"]].tolist() == [
        1,
        0,
        2,
        5,
    ]
    assert rows(table).loc[("one", "a1"), ["count", "rest"]].tolist() == [1, 2]
    assert len(pairs.groupby(["article", "against"])) == 6
    four = pairs.set_index(["word", "article", "against"]).loc[("four", "a2", "a0")]
    assert four[["count", "rest", "of", "rest_of"]].tolist() == [2, 0, 3, 2]
    assert ("four", "a0", "a1") not in pairs.set_index(["word", "article", "against"]).index


def test_outlets_without_an_event_in_common_are_not_told_apart():
    tale = story(
        *["the talks failed"] * 6,
        *["the ship sank"] * 6,
        outlets=["East"] * 6 + ["North", "South"] * 3,
    )
    events = {article.id: at // 2 for at, article in enumerate(tale)}
    pairs = keyness(as_story(tale), by="outlet", events=events, pairs=True)
    assert set(pairs["verdict"]) == {"cannot tell"}
    assert pairs.loc[pairs["outlet"] == "East", "p"].min() < 0.05


def test_the_newsrooms_words_against_the_quoted():
    tale = story("Kim said “peace, peace” again. " * 20, "Lee said “peace” again. " * 20)
    table = rows(keyness(as_story(tale), by="voice"), "voice")
    assert table.loc[("peace", "quoted"), ["count", "rest", "verdict"]].tolist() == [60, 0, "more"]
    assert table.loc[("said", "newsroom"), ["articles", "verdict", "resampled"]].tolist() == [
        2,
        "more",
        "sentence",
    ]
    only = keyness(as_story(tale), voice="newsroom")
    assert set(only["word"]) == {"kim", "lee", "said", "again"}


def test_voices_are_compared_within_each_article():
    """One article is mostly quotation and all about tariffs; in neither do the quoted use other words than the newsroom."""
    tale = story(
        "“Tariffs now.”\n" * 30 + "Tariffs now.\n" * 6, "“Peace now.”\n" * 6 + "Peace now.\n" * 30
    )
    tariffs = rows(keyness(as_story(tale), by="voice"), "voice").loc[("tariffs", "quoted")]
    assert tariffs["p"] < 0.001
    assert tariffs["p_resampled"] == 1


def test_ngrams_are_compared_like_words():
    table = rows(
        keyness(as_story(story("The ship sank. " * 40, "The talks failed. " * 40)), ngrams=2)
    )
    assert table.loc[("ship sank", "a0"), ["count", "of", "verdict"]].tolist() == [40, 80, "more"]


def test_p_is_the_share_of_all_arrangements():
    """With so few articles every arrangement of the labels can be tried: an independent count of the same p."""
    counts, group = np.array([[5, 1], [4, 2], [1, 5], [2, 4], [0, 6]]), np.array([0, 0, 1, 1, 1])
    sizes, rate = counts.sum(axis=1), counts.sum(axis=0) / counts.sum()
    apart = counts - np.outer(sizes, rate)
    labels = np.array(sorted(set(permutations(group.tolist()))))
    sums = (labels == 0) @ apart
    scores = np.abs(sums - sums.mean(axis=0)) / sums.std(axis=0)
    real = scores[(labels == group).all(axis=1)][0]
    lean, p, corrected = resampled(
        sparse.csr_array(counts),
        counts.sum(axis=1).astype(float),
        group,
        np.zeros(5, dtype=int),
        4999,
    )
    assert np.abs(lean[0]) == pytest.approx(real)
    assert p[0] == pytest.approx((scores >= real - 1e-9).mean(axis=0), abs=0.03)
    assert corrected[0] == pytest.approx(
        (scores.max(axis=1)[:, None] >= real - 1e-9).mean(axis=0), abs=0.03
    )
    assert p[1] == pytest.approx(p[0])


def test_a_word_that_stands_once_tells_nothing_whatever_the_length_of_the_sentences():
    short, long = (" ".join(f"{name}{at}" for at in range(90)).split() for name in ("S", "L"))
    texts = [
        ". ".join(" ".join(words[at : at + n]) for at in range(0, 90, n))
        for words, n in ((short, 3), (long, 9))
    ]
    table = keyness(as_story(story(*texts)))
    assert table["p_resampled"].min() > 0.2  # the sentences of one are thrice as many
    assert table["p_corrected"].min() == 1


def test_shuffled_labels_bring_few_verdicts():
    """Words in bursts, labels by chance, in 40 made-up stories: the corrected test is to be wrong in two, give or take luck."""
    rng, wrong, token_wrong = np.random.default_rng(1), 0, 0
    for _ in range(40):
        counts, group = rng.poisson(rng.gamma(0.3, 6, size=(12, 30))), rng.permutation([0, 1] * 6)
        wrong += (
            resampled(
                sparse.csr_array(counts),
                counts.sum(axis=1).astype(float),
                group,
                np.zeros(12, dtype=int),
                199,
            )[2].min()
            < 0.05
        )
        one, two = (counts[group == at].sum(axis=0) for at in (0, 1))
        token_p = stats.chi2.sf(g2_four_cells(one, two, one.sum(), two.sum()), 1)
        token_wrong += stats.false_discovery_control(token_p).min() < 0.05
    assert wrong <= 6
    assert token_wrong >= 30


@pytest.mark.parametrize("texts, outlets", [
    (["talks", "talks talks"], None),
    (["talks talks", "ships"], None),
    (["talks failed", "", "ships sank"], ["North", "North", "South"]),
    (["talks failed", "talks", "ships sank"], ["North", "North", "South"]),
    (["de\u00adfence tal\u200bks", "defense talks"], None),
], ids=["one word only", "nothing shared", "an empty article", "an outlet with one article", "invisible characters"])  # fmt: skip
@pytest.mark.parametrize("pairs", [False, True])
def test_small_and_awkward_stories_get_an_answer(texts, outlets, pairs):
    table = keyness(
        as_story(story(*texts, outlets=outlets)), by="outlet" if outlets else "article", pairs=pairs
    )
    assert set(table["verdict"]) == {"cannot tell"}
    assert table.notna().all(axis=None)
    assert table[["p", "p_resampled", "p_corrected"]].stack().between(0, 1).all()
    assert "defence" not in set(table["word"])


@pytest.mark.parametrize("texts, how, message", [
    (["talks", "—"], {}, "no words in a1"), (["talks", "ships"], {"by": "day"}, "'outlet'"),
    (["talks", "ships"], {"by": "voice"}, "no words in quoted"), (["talks", "ships"], {"events": {"a0": 1, "a1": None}}, "no event for a1"),
    (["talks", "ships"], {"spelling": "as it comes"}, "'compared' or 'printed'"),
    (["talks", "ships"], {"measure": "luck"}, "one of g2, .*, not 'luck'"),
    (["talks", "ships"], {"shuffles": 19}, "19 are too few .* 20 or more"), (["talks", "ships"], {"shuffles": 0}, "0 are too few"),
    (["talks", "ships"], {"words": ["talks", "tariffs"]}, "tariffs: in none of the texts"),
    (["R&D talks", "ships"], {"words": ["R&D"]}, "'R&D' is of 2 words, r and d, and ngrams is 1; write ngrams=2"),
    (["new talks", "new ships"], {"words": ["talks"], "ngrams": 2}, "'talks' is of 1 word, talks, and ngrams is 2; write ngrams=1"),
    (["talks", "ships"], {"words": ["talk*"]}, "'talk\\*': whole words are compared"),
    (["talks", "ships"], {"words": ["talks?\\b"]}, "is a regular expression, not a word"),
    (["talks", "ships"], {"words": ["&"]}, "'&' names no word: write at least one letter"),
])  # fmt: skip
def test_what_cannot_be_compared_is_said(texts, how, message):
    with pytest.raises(ValueError, match=message):
        keyness(as_story(story(*texts)), **how)


def test_too_large_a_table_says_how_to_make_it_smaller(monkeypatch):
    monkeypatch.setattr("tellings.terms.keyness._MOST_ROWS", 5)
    tale = as_story(story("one two", "three four", "five six"))
    with pytest.raises(ValueError, match=r"18 rows.*fewer articles.*by='outlet'.*words=\["):
        keyness(tale)
    assert len(keyness(tale, words=["two"])) == 3


def test_one_outlet_alone_is_nothing_to_compare():
    one = as_story(story("talks", "ships", outlets=["North", "North"]))
    assert keyness(one, by="outlet").empty
    two = as_story(story("talks", "ships", outlets=["North", "South"]))
    assert list(keyness(one, by="outlet")) == list(keyness(two, by="outlet"))


WORDS = st.lists(
    st.sampled_from(["ties", "pact", "Tokyo", "the", "ships. They"]), min_size=1, max_size=16
).map(" ".join)


@settings(max_examples=15)
@given(st.lists(WORDS, min_size=2, max_size=5))
def test_both_sides_mirror_each_other_and_counts_add_up(texts):
    table = keyness(as_story(story(*texts)), shuffles=20)
    total = sum(len(text.split()) for text in texts)
    assert (table["of"] + table["rest_of"] == total).all()
    assert table["count"].sum() == total
    assert (table["p_corrected"] >= table["p_resampled"]).all()
    if len(texts) == 2:
        one, two = (rows(table).xs(name, level="article") for name in ("a0", "a1"))
        two = two.loc[one.index]
        assert one["log_ratio"].tolist() == pytest.approx((-two["log_ratio"]).tolist())
        assert one["p_resampled"].tolist() == pytest.approx(two["p_resampled"].tolist())


def test_the_same_story_gives_the_same_table(seeds):
    assert keyness(as_story(seeds)).equals(keyness(read_story("seeds")))


@pytest.mark.parametrize("outlets", [2, 3])
def test_as_many_words_look_different_as_the_table_has_with_a_small_p(outlets):
    texts = [
        "Rain fell on us. " * 9,
        "Ships left. Fog came. " * 7,
        "Hail fell. " * 5 + "Rain fell.",
    ]
    story = Story.of(**dict(zip("PQR", texts[:outlets], strict=False)))
    table, chance = keyness(story, by="outlet"), keyness_by_chance(story, by="outlet")
    low = set(table.loc[table["p"] < 0.05, "word"])
    assert chance["deal"].tolist() == list(range(500))
    assert chance["different"].iloc[0] == len(low) > 3
    assert chance["of"].iloc[0] == table["word"].nunique()


def test_shuffled_labels_make_few_words_look_different():
    chance = keyness_by_chance(read_story("seeds"), by="outlet")
    assert set(chance["resampled"]) == {"sentence"}
    assert 0.5 < chance["different"].iloc[1:].mean() < 0.05 * chance["of"].iloc[0]
    assert chance["different"].nunique() > 3


def test_articles_are_dealt_within_their_events_only():
    texts = [
        ("P", "Rain fell."),
        ("Q", "Rain fell."),
        ("P", "Ships left."),
        ("Q", "Ships left."),
    ] * 2
    story = Story(
        Article(id=str(at), text=text * 20, outlet=one) for at, (one, text) in enumerate(texts)
    )
    events = {one.id: one.text[:4] for one in story}
    within = keyness_by_chance(story, by="outlet", events=events)
    assert set(within["different"]) == {0}
    assert keyness_by_chance(story, by="outlet")["different"].max() > 0


@pytest.mark.parametrize(
    "word, ngrams",
    [("24/7", 2), ("S&P", 2), ("Oslo–Bergen", 2), ("U.S.-led", 2), ("cease-fire", 1), ("C++", 1)],
)
def test_words_named_beforehand_are_split_as_texts_are(word, ngrams):
    story = as_story(
        Article(id=f"a{n}", text=f"The {word} plan. " * 9 * (n == 0) + "Calm seas. ")
        for n in range(2)
    )
    table = keyness(story, words=[word], ngrams=ngrams)
    assert table["count"].tolist() == [9, 0] or table["count"].tolist() == [0, 9]
