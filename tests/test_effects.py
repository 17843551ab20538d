"""Formulas on counts: published values (by name), and values computed from the formula by others."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tellings import effects
from tellings.effects import (
    bayes_factor,
    chi_squared,
    clustered_half_width,
    conservative_log_ratio,
    difference_coefficient,
    difference_interval,
    ell,
    expected,
    fisher_p,
    g2_four_cells,
    g2_two_cells,
    g2_williams,
    least_expected,
    log_odds,
    log_ratio,
    log_ratio_interval,
    odds_ratio,
    percent_difference,
    relative_risk,
    relative_risk_interval,
    share_interval,
    simple_maths,
)

FORMULAS = (expected, g2_two_cells, g2_four_cells, bayes_factor, ell, percent_difference, log_ratio, relative_risk, odds_ratio)
INF = math.inf


@pytest.mark.parametrize("cells, values", [
    ((100, 50, 10_000, 10_000), [(75, 75), 16.98990, 17.11585, 7.08642, 1.96757e-4, 100.0, 1.0, 2.0, 2.0101010]),
    ((18, 35, 10**6, 10**6), [(26.5, 26.5), 5.55041, 5.55055, -8.95825, 8.46836e-7, -48.57143, -0.95936, 0.5142857, 0.5142770]),
    ((5, 0, 600, 700), [(2.30769, 2.69231), 7.73190, 7.75443, 0.56178, 7.11226e-3, 8.3333333e17, 3.54432, INF, INF]),
    ((0, 5, 600, 700), [(2.30769, 2.69231), 6.19039, 6.20694, -0.97973, 5.69429e-3, -100.0, -3.09954, 0.0, 0.0]),
    ((16217, 735, 2796938, 2087946),
     [(9706.20653, 7245.79347), 13284.38566, 13319.95825, 13268.98400, 3.05967e-4, 1547.09861, 4.04186, 16.4709861, 16.5612120]),
])  # fmt: skip
def test_every_formula_on_five_tables(cells, values):
    for formula, value in zip(FORMULAS, values, strict=True):
        assert formula(*cells) == pytest.approx(value, rel=3e-6, abs=5e-6), formula.__name__


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
    one_sided = [stats.fisher_exact([[1, 3], [3, 1]], alternative=side).pvalue for side in ("less", "greater")]
    assert one_sided == pytest.approx([0.243, 0.986], abs=5e-4)


def test_quantedas_example():
    cells = 7, 2, 10, 9
    assert chi_squared(*cells) == pytest.approx(2.632438, abs=5e-7)
    assert chi_squared(*cells, yates=False) == pytest.approx(4.337160, abs=5e-7)
    assert g2_four_cells(*cells) == pytest.approx(4.534939, abs=5e-7)
    assert g2_four_cells(*cells) / g2_williams(*cells) == pytest.approx(1.079533, abs=5e-7)
    assert g2_williams(*cells) == pytest.approx(4.200833, abs=5e-7)
    assert odds_ratio(2, 7, 9, 10) == pytest.approx(0.122449, abs=5e-7)
    assert fisher_p(*cells) == pytest.approx(0.0697785, abs=5e-8)


@pytest.mark.parametrize("cells, corrected", [
    ((7, 2, 10, 9), True),  # expected 4.26, far apart
    ((70, 20, 100, 90), False),  # every expected count above 5
    ((4, 4, 9, 10), False),  # small, but less apart than the correction would take away
])  # fmt: skip
def test_yates_only_where_it_belongs(cells, corrected):
    assert chi_squared(*cells) == chi_squared(*cells, yates=corrected) != chi_squared(*cells, yates=not corrected)


@pytest.mark.parametrize("p, critical", [(0.05, 3.8415), (0.01, 6.6349), (0.001, 10.8276), (0.0001, 15.1367)])
def test_critical_values_of_the_ucrel_page(p, critical):
    assert stats.chi2.isf(p, 1) == pytest.approx(critical, abs=5e-5)


def test_p_of_four_cells():
    assert stats.chi2.sf(g2_four_cells(100, 50, 10_000, 10_000), 1) == pytest.approx(3.516762e-05)


def test_percent_difference_of_gabrielatos_and_marchi():
    assert percent_difference(206_523, 178_174, 959_641, 1_562_358) == pytest.approx(88.71041, abs=5e-6)


def test_odds_ratio_of_pojanapunya_and_todd():
    assert odds_ratio(16_217, 735, 2_796_938, 2_087_946) == pytest.approx(16.56121, abs=5e-6)


def test_difference_coefficient_of_hofland_and_johansson():
    assert difference_coefficient(18, 35, 10**6, 10**6) == pytest.approx(-0.32, abs=0.005)


def test_simple_maths_of_the_sketch_engine_page():
    assert simple_maths(35, 263, 112_289_776, 1_559_716_979) == pytest.approx(1.12243, abs=5e-6)


def test_intervals_of_relative_risk_and_log_ratio_are_katz():
    ours, scipys = relative_risk_interval(100, 50, 10_000, 10_000), stats.contingency.relative_risk(100, 10_000, 50, 10_000)
    assert ours == pytest.approx((1.425902, 2.805241), abs=5e-7)
    assert ours == pytest.approx(tuple(scipys.confidence_interval(0.95)))
    assert log_ratio_interval(100, 50, 10_000, 10_000) == pytest.approx((0.511875, 1.488125), abs=5e-7)


@pytest.mark.parametrize("cells, value", [
    ((100, 50, 10_000, 10_000), 0.496258), ((18, 35, 10**6, 10**6), -0.100052), ((5, 0, 600, 700), 0.096372),
    ((0, 5, 600, 700), 0), ((16217, 735, 2796938, 2087946), 3.935115), ((6, 0, 517, 387), 0),
])  # fmt: skip
def test_conservative_log_ratio_as_scattertext_has_it(cells, value):
    assert conservative_log_ratio(*cells) == pytest.approx(value, abs=5e-7)


def test_conservative_log_ratio_of_six_words_at_once():
    a, b = [100, 50, 60, 10, 5, 1], [50, 50, 30, 10, 0, 4]
    assert conservative_log_ratio(a, b, 10_000, 10_000, tests=6) == pytest.approx([0.333107, 0, 0.135808, 0, 0, 0], abs=5e-7)


TOY = (3, 2, 6, 1, 1, 1, 1, 2), (2, 1, 2, 4, 1, 1, 0, 1), 17, 12


def test_log_odds_with_a_flat_prior_as_convokit_has_it():
    delta, z = log_odds(*TOY, prior=0.1, prior_total=0.8)
    assert delta == pytest.approx([0.071861, 0.352555, 0.977006, -1.967762, -0.35582, -0.35582, 2.124089, 0.352555], abs=1e-6)
    assert z == pytest.approx([0.080405, 0.299542, 1.221139, -1.832565, -0.263883, -0.263883, 0.6431, 0.299542], abs=1e-6)


def test_false_discovery_rate_of_benjamini_and_hochberg():
    assert stats.false_discovery_control([0.01, 0.02, 0.03, 0.04, 0.05]) == pytest.approx([0.05] * 5)


@pytest.mark.parametrize("k, n", [(0, 8), (8, 10), (10, 10), (1, 900)])
def test_interval_of_a_share_is_scipys_wilson(k, n):
    assert share_interval(k, n) == pytest.approx(tuple(stats.binomtest(k, n).proportion_ci(method="wilson")))


def test_share_of_nothing_is_anything():
    assert share_interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize("k1, n1, k2, n2, low, high", [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090)])
def test_difference_of_shares_in_newcombes_table_of_1998(k1, n1, k2, n2, low, high):
    assert difference_interval(k1, n1, k2, n2) == pytest.approx((low, high), abs=5e-5)


def test_clusters_of_one_size_have_the_interval_of_a_mean():
    counts = np.array([4, 7, 5, 9, 5])
    squares = ((counts - counts.mean()) ** 2).sum()
    low, high = stats.t.interval(0.95, 4, counts.mean(), stats.sem(counts))
    assert clustered_half_width(counts.sum(), squares, 5) == pytest.approx((high - low) / 2 / counts.mean())
    assert clustered_half_width(3, 9, 1) == 0  # one cluster says nothing of spread


@pytest.mark.parametrize("call", [
    lambda: log_ratio(0, 0, 10, 10), lambda: g2_two_cells(1, 1, 0, 10), lambda: fisher_p(11, 1, 10, 10), lambda: log_ratio(-1, 2, 9, 9),
    lambda: log_ratio([1, 0], [1, 0], 9, 9),
])  # fmt: skip
def test_counts_that_cannot_be(call):
    with pytest.raises(ValueError, match=r"must|count"):
        call()


EVERY = [
    g2_two_cells, g2_four_cells, g2_williams, chi_squared, least_expected, bayes_factor, ell, percent_difference, log_ratio,
    difference_coefficient, simple_maths, relative_risk, odds_ratio, conservative_log_ratio, fisher_p, expected,
    log_ratio_interval, relative_risk_interval, lambda *cells: log_odds(*cells, prior=0.5, prior_total=8),
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
        assert chi_squared(*table, yates=False) == pytest.approx(stats.chi2_contingency(cells, correction=False).statistic)
        g2 = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
        assert g2_four_cells(*table) == pytest.approx(g2, abs=1e-9)


@given(TABLES)
def test_swapping_sides_turns_the_sign_and_nothing_else(table):
    a, b, c, d = table
    for turned in (log_ratio, difference_coefficient, conservative_log_ratio):
        assert turned(a, b, c, d) == pytest.approx(-turned(b, a, d, c), abs=1e-9), turned.__name__
    for same in (g2_two_cells, g2_four_cells, g2_williams, chi_squared, fisher_p, bayes_factor, ell):
        assert same(a, b, c, d) == pytest.approx(same(b, a, d, c), nan_ok=True), same.__name__
    low, high = log_ratio_interval(a, b, c, d)
    assert low <= log_ratio(a, b, c, d) <= high
    low, high = relative_risk_interval(a, b, c, d)
    assert low <= relative_risk(a, b, c, d) <= high


def test_where_there_is_one_word_only_nothing_differs():
    only = 40, 37, 40, 37
    values = {name: getattr(effects, name)(*only) for name in ("g2_two_cells", "g2_four_cells", "chi_squared", "log_ratio")}
    assert values == dict.fromkeys(values, 0)
    assert (odds_ratio(*only), relative_risk(*only), fisher_p(*only)) == (1, 1, 1)
    assert log_odds(*only, prior=1, prior_total=1) == (0, 0)
