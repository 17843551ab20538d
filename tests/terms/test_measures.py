"""Formulas on counts: published values (by name), and values computed from the formula by others."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from tellings.chance import clustered_half_width, difference_interval, share_interval
from tellings.terms import measures
from tellings.terms.measures import (
    chi_squared,
    expected,
    fisher_p,
    g2_four_cells,
    g2_two_cells,
    least_expected,
    log_ratio,
    odds_ratio,
    percent_difference,
    rate_half_width,
    simple_maths,
)

FORMULAS = (expected, g2_two_cells, g2_four_cells, percent_difference, log_ratio, odds_ratio)
INF = math.inf


@pytest.mark.parametrize("cells, values", [
    ((100, 50, 10_000, 10_000), [(75, 75), 16.98990, 17.11585, 100.0, 1.0, 2.0101010]),
    ((18, 35, 10**6, 10**6), [(26.5, 26.5), 5.55041, 5.55055, -48.57143, -0.95936, 0.5142770]),
    ((5, 0, 600, 700), [(2.30769, 2.69231), 7.73190, 7.75443, 8.3333333e17, 3.54432, INF]),
    ((0, 5, 600, 700), [(2.30769, 2.69231), 6.19039, 6.20694, -100.0, -3.09954, 0.0]),
    ((16217, 735, 2796938, 2087946),
     [(9706.20653, 7245.79347), 13284.38566, 13319.95825, 1547.09861, 4.04186, 16.5612120]),
])  # fmt: skip
def test_every_formula_on_five_tables(cells, values):
    for formula, value in zip(FORMULAS, values, strict=True):
        assert formula(*cells) == pytest.approx(value, rel=3e-6, abs=5e-6), formula.__name__


@pytest.mark.parametrize("a, b, c, d, ratio, percent", [
    (3, 0, 903, 60, 0, 0), (0, 3, 60, 903, 0, -100), (1, 0, 5000, 40, 0, 0), (2, 0, 1000, 250, 0, 0),
    (2, 0, 1000, 251, 0.0057596, None), (3, 0, 100, 100, 2.5849625, None), (40, 0, 90_000, 1000, 0, 0),
    (0, 9, 700, 90_000, 0, -100), (0, 1, 10, 10, -1, -100),
])  # fmt: skip
def test_a_word_that_one_side_lacks_never_leans_to_that_side(a, b, c, d, ratio, percent):
    assert log_ratio(a, b, c, d) == pytest.approx(ratio, abs=1e-6)
    assert percent is None or percent_difference(a, b, c, d) == percent


@given(st.integers(1, 500), st.integers(500, 10**6), st.integers(1, 10**6))
def test_absence_is_never_more(a, c, d):
    assert log_ratio(a, 0, c, d) >= 0
    assert log_ratio(0, a, d, c) <= 0
    assert percent_difference(a, 0, c, d) >= 0


@pytest.mark.parametrize("k11, k12, k21, k22, value", [
    (110, 2442, 111, 29114, 270.72), (29, 13, 123, 31612, 263.90), (31, 23, 139, 31584, 256.84), (10, 0, 3, 31764, 167.23),
])  # fmt: skip
def test_log_likelihood_in_dunnings_table_of_1993(k11, k12, k21, k22, value):
    assert g2_four_cells(k11, k12, k11 + k21, k12 + k22) == pytest.approx(value, abs=0.005)


def test_chi_squared_in_dunnings_table_of_1993():
    assert chi_squared(3, 0, 3, 31774, yates=False) == pytest.approx(31777)


def test_pedersens_table_of_1996():
    assert chi_squared(1, 3, 4, 4) == pytest.approx(0.5)
    assert stats.chi2.sf(chi_squared(1, 3, 4, 4), 1) == pytest.approx(0.48, abs=0.005)
    assert fisher_p(1, 3, 4, 4) == pytest.approx(0.486, abs=5e-4)
    one_sided = [
        stats.fisher_exact([[1, 3], [3, 1]], alternative=side).pvalue
        for side in ("less", "greater")
    ]
    assert one_sided == pytest.approx([0.243, 0.986], abs=5e-4)


@given(st.integers(0, 25), st.integers(0, 25), st.integers(25, 3000), st.integers(25, 3000))
def test_the_exact_test_is_scipys(a, b, c, d):
    if a + b:
        expected = stats.fisher_exact([[a, b], [c - a, d - b]]).pvalue
        assert fisher_p(a, b, c, d) == pytest.approx(expected, rel=1e-6)


def test_quantedas_example():
    cells = 7, 2, 10, 9
    assert chi_squared(*cells) == pytest.approx(2.632438, abs=5e-7)
    assert chi_squared(*cells, yates=False) == pytest.approx(4.337160, abs=5e-7)
    assert g2_four_cells(*cells) == pytest.approx(4.534939, abs=5e-7)
    assert odds_ratio(2, 7, 9, 10) == pytest.approx(0.122449, abs=5e-7)
    assert fisher_p(*cells) == pytest.approx(0.0697785, abs=5e-8)


@pytest.mark.parametrize("cells, corrected", [
    ((7, 2, 10, 9), True),  # expected 4.26, far apart
    ((70, 20, 100, 90), False),  # every expected count above 5
    ((4, 4, 9, 10), False),  # small, but less apart than the correction would take away
])  # fmt: skip
def test_yates_only_where_it_belongs(cells, corrected):
    assert (
        chi_squared(*cells)
        == chi_squared(*cells, yates=corrected)
        != chi_squared(*cells, yates=not corrected)
    )


@pytest.mark.parametrize(
    "p, critical", [(0.05, 3.8415), (0.01, 6.6349), (0.001, 10.8276), (0.0001, 15.1367)]
)
def test_critical_values_of_the_ucrel_page(p, critical):
    assert stats.chi2.isf(p, 1) == pytest.approx(critical, abs=5e-5)


def test_p_of_four_cells():
    assert stats.chi2.sf(g2_four_cells(100, 50, 10_000, 10_000), 1) == pytest.approx(3.516762e-05)


def test_percent_difference_of_gabrielatos_and_marchi():
    assert percent_difference(206_523, 178_174, 959_641, 1_562_358) == pytest.approx(
        88.71041, abs=5e-6
    )


def test_odds_ratio_of_pojanapunya_and_todd():
    assert odds_ratio(16_217, 735, 2_796_938, 2_087_946) == pytest.approx(16.56121, abs=5e-6)


def test_simple_maths_of_the_sketch_engine_page():
    assert simple_maths(35, 263, 112_289_776, 1_559_716_979) == pytest.approx(1.12243, abs=5e-6)


def test_interval_of_the_log_ratio_is_katz():
    half = math.hypot(rate_half_width(100, 10_000), rate_half_width(50, 10_000))
    scipys = stats.contingency.relative_risk(100, 10_000, 50, 10_000).confidence_interval(0.95)
    assert (2 * math.exp(-half), 2 * math.exp(half)) == pytest.approx(
        (1.425902, 2.805241), abs=5e-7
    )
    assert (2 * math.exp(-half), 2 * math.exp(half)) == pytest.approx(tuple(scipys))
    assert 1 - half / math.log(2) == pytest.approx(0.511875, abs=5e-7)


@pytest.mark.parametrize("k, n", [(0, 8), (8, 10), (10, 10), (1, 900)])
def test_interval_of_a_share_is_scipys_wilson(k, n):
    assert share_interval(k, n) == pytest.approx(
        tuple(stats.binomtest(k, n).proportion_ci(method="wilson"))
    )


def test_share_of_nothing_is_anything():
    assert share_interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(
    "k1, n1, k2, n2, low, high", [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090)]
)
def test_difference_of_shares_in_newcombes_table_of_1998(k1, n1, k2, n2, low, high):
    assert difference_interval(k1, n1, k2, n2) == pytest.approx((low, high), abs=5e-5)


def test_clusters_of_one_size_have_the_interval_of_a_mean():
    counts = np.array([4, 7, 5, 9, 5])
    squares = ((counts - counts.mean()) ** 2).sum()
    low, high = stats.t.interval(0.95, 4, counts.mean(), stats.sem(counts))
    assert clustered_half_width(counts.sum(), squares, 5) == pytest.approx(
        (high - low) / 2 / counts.mean()
    )
    assert clustered_half_width(3, 9, 1) == 0  # one cluster says nothing of spread


@pytest.mark.parametrize("call", [
    lambda: log_ratio(0, 0, 10, 10), lambda: g2_two_cells(1, 1, 0, 10), lambda: fisher_p(11, 1, 10, 10), lambda: log_ratio(-1, 2, 9, 9),
    lambda: log_ratio([1, 0], [1, 0], 9, 9),
])  # fmt: skip
def test_counts_that_cannot_be(call):
    with pytest.raises(ValueError, match=r"must|count"):
        call()


EVERY = [
    g2_two_cells, g2_four_cells, chi_squared, least_expected, percent_difference, log_ratio, simple_maths, odds_ratio, fisher_p, expected,
]  # fmt: skip
FEW, MANY = st.integers(0, 30), st.integers(30, 900)
TABLES = st.tuples(FEW, FEW, MANY, MANY).filter(lambda table: table[0] + table[1] > 0)


@settings(max_examples=40)
@given(st.lists(TABLES, min_size=1, max_size=4))
def test_arrays_give_what_numbers_give_and_nothing_warns(tables):
    columns = np.array(tables).T
    for formula in EVERY:
        one_by_one = np.array([formula(*table) for table in tables]).T
        assert np.array(formula(*columns)) == pytest.approx(one_by_one, nan_ok=True)


@given(TABLES)
def test_tests_agree_with_scipy(table):
    a, b, c, d = table
    if a + b < c + d:
        cells = [[a, b], [c - a, d - b]]
        assert chi_squared(*table, yates=False) == pytest.approx(
            stats.chi2_contingency(cells, correction=False).statistic
        )
        g2 = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
        assert g2_four_cells(*table) == pytest.approx(g2, abs=1e-9)


@given(TABLES)
def test_swapping_sides_turns_the_sign_and_nothing_else(table):
    a, b, c, d = table
    assert log_ratio(a, b, c, d) == pytest.approx(-log_ratio(b, a, d, c), abs=1e-9)
    for same in (g2_two_cells, g2_four_cells, chi_squared, fisher_p):
        assert same(a, b, c, d) == pytest.approx(same(b, a, d, c)), same.__name__


def test_where_there_is_one_word_only_nothing_differs():
    only = 40, 37, 40, 37
    values = {
        name: getattr(measures, name)(*only)
        for name in ("g2_two_cells", "g2_four_cells", "chi_squared", "log_ratio")
    }
    assert values == dict.fromkeys(values, 0)
    assert (odds_ratio(*only), fisher_p(*only)) == (1, 1)


@pytest.mark.parametrize("rates, mine, share", [
    ([[3], [2], [0], [1]], [1, 1, 0, 0], 1.0),
    ([[3], [2], [0], [1]], [0, 0, 1, 1], 0.0),
    ([[1], [1], [1], [1]], [1, 1, 0, 0], 0.5),
    ([[90], [0], [1], [1]], [1, 1, 0, 0], 0.5),  # a burst in one article decides nothing
    ([[0], [0], [0], [5]], [1, 0, 0, 1], 0.75),
])  # fmt: skip
def test_rank_sum_is_mann_and_whitneys_u_as_a_share_of_pairs(rates, mine, share):
    counts, mine = sparse.csr_array(rates), np.array(mine, bool)
    sizes = np.full(len(mine), 100.0)
    assert measures.rank_sum(counts, sizes, mine).tolist() == [share]
    u = stats.mannwhitneyu(*(np.array(rates)[side, 0] for side in (mine, ~mine))).statistic
    assert u / (mine.sum() * (~mine).sum()) == pytest.approx(share)
