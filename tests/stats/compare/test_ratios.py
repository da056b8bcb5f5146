"""Ratios of uncertain numbers: what defines each method, special cases, and coverage."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import special
from statsmodels.stats.rates import test_poisson_2indep as poisson_test

from hueandcry.stats import compare

LEVELS = st.floats(0.01, 0.9999)
ESTIMATES = st.floats(0.1, 1e6)
COUNTS = st.integers(0, 10**5)


def _interval(value, lower, upper, level=0.95):
    return compare.Interval(*(np.asarray(one, dtype=float) for one in (value, lower, upper)), level, "given")


def test_fieller_with_a_known_numerator_divides_by_the_ends():
    found = compare.ratio_interval(100.0, 50.0, denominator_se=5.0, method="fieller")

    z = special.ndtri(0.975)
    assert found.lower == pytest.approx(100 / (50 + 5 * z))
    assert found.upper == pytest.approx(100 / (50 - 5 * z))
    assert found.standard_error == pytest.approx(2 * 5 / 50)


@settings(deadline=None)
@given(ESTIMATES, ESTIMATES, st.floats(0.01, 0.3), st.floats(0.01, 0.3), st.floats(-0.9, 0.9), st.floats(0.5, 0.99))
def test_fieller_limits_are_the_ratios_just_not_refused(n, d, n_cv, d_cv, correlation, level):
    errors = n * n_cv, d * d_cv
    covariance = correlation * errors[0] * errors[1]

    found = compare.ratio_interval(
        n, d, numerator_se=errors[0], denominator_se=errors[1], covariance=covariance, level=level, method="fieller"
    )

    for limit in (found.lower, found.upper):
        error = np.sqrt(errors[0] ** 2 - 2 * limit * covariance + limit**2 * errors[1] ** 2)
        assert abs(n - limit * d) / error == pytest.approx(special.ndtri(0.5 + level / 2), rel=1e-5)


@settings(deadline=None)
@given(ESTIMATES, ESTIMATES, st.floats(0, 2), st.floats(0, 2), LEVELS)
def test_log_limits_turn_round_with_the_ratio(n, d, n_cv, d_cv, level):
    there = compare.ratio_interval(n, d, numerator_se=n * n_cv, denominator_se=d * d_cv, level=level)
    back = compare.ratio_interval(d, n, numerator_se=d * d_cv, denominator_se=n * n_cv, level=level)

    assert there.lower <= there.value * (1 + 1e-12) and there.value <= there.upper * (1 + 1e-12)
    assert there.lower * back.upper == pytest.approx(1, rel=1e-9)


def test_denominator_that_may_be_zero_bounds_no_ratio():
    found = compare.ratio_interval(10.0, [4.0, 1.9, 0.0], denominator_se=1.0, method="fieller")

    assert np.isnan(found.lower).tolist() == [False, True, True]
    assert np.isnan(found.upper).tolist() == [False, True, True]
    assert np.isnan(found.value).tolist() == [False, False, True]


def test_log_limits_need_both_above_zero():
    found = compare.ratio_interval([0.0, -3.0, 3.0], [2.0, 2.0, 2.0], denominator_se=0.1)

    assert found.value.tolist() == [0.0, -1.5, 1.5]
    assert np.isnan(found.lower).tolist() == np.isnan(found.upper).tolist() == [True, True, False]


@settings(deadline=None)
@given(ESTIMATES, ESTIMATES, st.floats(0, 0.4), st.floats(0, 0.4))
def test_symmetric_intervals_divided_are_fiellers(n, d, n_cv, d_cv):
    z = special.ndtri(0.975)
    one, other = (_interval(x, x - z * cv * x, x + z * cv * x) for x, cv in ((n, n_cv), (d, d_cv)))

    found = compare.ratio_of_intervals(one, other)

    exact = compare.ratio_interval(n, d, numerator_se=n * n_cv, denominator_se=d * d_cv, method="fieller")
    assert found.lower == pytest.approx(exact.lower, rel=1e-6)
    assert found.upper == pytest.approx(exact.upper, rel=1e-6)


@settings(deadline=None)
@given(ESTIMATES, ESTIMATES, *[st.floats(0, 0.99)] * 2, *[st.floats(0, 5)] * 2)
def test_divided_intervals_hold_the_ratio(n, d, n_down, d_down, n_up, d_up):
    one, other = _interval(n, n * (1 - n_down), n * (1 + n_up)), _interval(d, d * (1 - d_down), d * (1 + d_up))

    found = compare.ratio_of_intervals(one, other)

    assert found.lower <= found.value * (1 + 1e-9)
    assert found.value <= found.upper * (1 + 1e-9)


def test_denominator_down_to_zero_leaves_the_ratio_open_upwards():
    found = compare.ratio_of_intervals(_interval([5, 0], [4, 0], [6, 0]), _interval(10, 0, 20))

    assert found.upper.tolist() == [np.inf, np.inf]
    assert found.lower.tolist() == pytest.approx([4 * 6 / 100, 0.0])


def test_intervals_of_two_levels_are_not_divided():
    with pytest.raises(compare.CompareInputError, match=r"found levels 0\.95 and 0\.9; expected one level for both"):
        compare.ratio_of_intervals(_interval(1, 1, 1), _interval(1, 1, 1, level=0.9))


@pytest.mark.parametrize(("count", "other"), [(41, 15), (3, 9), (1, 1), (250, 200)])
@pytest.mark.parametrize("level", [0.9, 0.95])
def test_limits_of_a_rate_ratio_are_where_the_exact_test_stops_refusing(count, other, level):
    found = compare.rate_ratio(count, 28_010, other, 19_017, level=level)

    for limit, alternative in ((found.lower, "larger"), (found.upper, "smaller")):
        test = poisson_test(
            count,
            28_010,
            other,
            19_017,
            value=float(limit),
            method="exact-cond",
            compare="ratio",
            alternative=alternative,
        )
        assert test.pvalue == pytest.approx((1 - level) / 2, rel=1e-6)


def test_rate_ratio_of_zeros():
    found = compare.rate_ratio([0, 5, 0, 3], [10, 10, 10, 10], [4, 0, 0, 2], [10, 10, 10, np.nan])

    assert found.value.tolist()[:2] == [0.0, np.inf]
    assert np.isnan(found.value).tolist() == [False, False, True, True]
    assert found.lower.tolist()[:3] == [0.0, pytest.approx(0.025**0.2 / (1 - 0.025**0.2)), 0.0]
    assert found.upper[1] == found.upper[2] == np.inf
    assert np.isnan([found.lower[3], found.upper[3]]).all()


@settings(deadline=None)
@given(COUNTS, COUNTS, st.floats(1, 1e6), st.floats(1, 1e6), LEVELS)
def test_rate_ratio_turned_round_has_the_limits_turned_round(x, y, n, m, level):
    assume(x and y)
    there, back = compare.rate_ratio(x, n, y, m, level=level), compare.rate_ratio(y, m, x, n, level=level)

    assert there.lower <= there.value <= there.upper
    assert there.lower * back.upper == pytest.approx(1, rel=1e-6)


@settings(deadline=None)
@given(COUNTS, COUNTS, LEVELS, LEVELS)
def test_rate_ratio_grows_with_its_level(x, y, level, other):
    narrow, wide = (compare.rate_ratio(x, 1, y, 1, level=one) for one in sorted((level, other)))

    assert wide.lower <= narrow.lower * (1 + 1e-9)
    assert wide.upper >= narrow.upper * (1 - 1e-9)


@pytest.mark.parametrize("method", ["log", "fieller"])
def test_ratio_covers_the_truth_as_often_as_it_says(method):
    """20,000 simulated pairs of estimates, 10 % and 15 % uncertain; seed fixed."""
    rng = np.random.default_rng(1954)
    n, d = rng.normal(300, 30, 20_000), rng.normal(1000, 150, 20_000)

    found = compare.ratio_interval(n, d, numerator_se=30, denominator_se=150, method=method)

    coverage = np.mean((found.lower <= 0.3) & (found.upper >= 0.3))
    assert 0.94 < coverage < 0.965


def test_rate_ratio_covers_the_truth_at_least_as_often_as_it_says():
    """20,000 simulated pairs of small counts; seed fixed."""
    rng = np.random.default_rng(1940)

    found = compare.rate_ratio(rng.poisson(6, 20_000), 3, rng.poisson(4, 20_000), 4)

    covered = (found.lower <= 2) & (found.upper >= 2)
    assert 0.95 < covered.mean() < 0.995
