"""Intervals of counts and rates: published examples, statsmodels, and what must hold for any count."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.rates import confint_poisson

from hueandcry.stats import compare

COUNTS = st.integers(0, 10**7)
LEVELS = st.floats(0.01, 0.9999)


@pytest.mark.parametrize(("count", "lower", "upper"), [(1, 0.025, 5.57), (10, 4.80, 18.4), (25, 16.2, 36.9)])
def test_exact_interval_equals_the_published_table(count, lower, upper):
    """Breslow & Day 1987, table 2.10."""
    found = compare.poisson_interval(count)

    assert float(f"{found.lower:.3g}") == pytest.approx(lower, rel=0.015)
    assert float(f"{found.upper:.3g}") == upper


@pytest.mark.parametrize("level", [0.8, 0.95, 0.998])
def test_exact_interval_equals_statsmodels(level):
    counts = np.concatenate([np.arange(200), [10**4, 10**6, 10**9]])

    found = compare.poisson_interval(counts, level=level)

    lower, upper = confint_poisson(counts, np.ones(counts.size), method="exact-c", alpha=1 - level)
    np.testing.assert_allclose(found.lower, np.nan_to_num(lower), rtol=1e-9)
    np.testing.assert_allclose(found.upper, upper, rtol=1e-9)


def test_byar_is_within_a_five_hundredth_of_the_exact_limits_from_ten_upwards():
    """As English public health states of it."""
    counts = np.arange(10, 5000)

    byar, exact = (compare.poisson_interval(counts, method=method) for method in ("byar", "exact"))

    np.testing.assert_allclose(byar.lower, exact.lower, rtol=0.002)
    np.testing.assert_allclose(byar.upper, exact.upper, rtol=0.002)


def test_zero_has_an_upper_limit():
    exact, byar = (compare.poisson_interval(0, method=method) for method in ("exact", "byar"))

    assert (exact.value, exact.lower) == (0.0, 0.0)
    assert exact.upper == pytest.approx(-np.log(0.025), rel=1e-12)
    assert np.isnan(byar.lower) and byar.upper > 0


def test_missing_stays_missing():
    found = compare.poisson_interval([3.0, np.nan])

    assert np.isnan([found.value[1], found.lower[1], found.upper[1]]).all()
    assert not np.isnan([found.value[0], found.lower[0], found.upper[0]]).any()


def test_rate_is_the_count_in_the_unit_asked_for():
    found = compare.rate_interval([10, 0, 0], [50_000, 200, 0], per=100_000)

    assert found.value[:2].tolist() == [20.0, 0.0]
    assert found.lower[0] == pytest.approx(2 * 4.795388696)
    assert found.upper[1] == pytest.approx(500 * 3.688879454)
    assert np.isnan([found.value[2], found.lower[2], found.upper[2]]).all()


def test_rates_broadcast_over_years_and_forces():
    found = compare.rate_interval(np.full((3, 4), 7), np.array([100.0, 200.0, 300.0, 400.0]))

    assert found.value.shape == found.lower.shape == found.upper.shape == (3, 4)


def test_scaled_keeps_level_and_method():
    found = compare.poisson_interval(10, level=0.9).scaled(2.0)

    assert (found.value, found.level, found.method) == (20.0, 0.9, "exact")


@pytest.mark.parametrize("mean", [0.05, 0.7, 2.0, 3.69, 11.0, 60.0])
@pytest.mark.parametrize("level", [0.9, 0.95, 0.998])
def test_exact_interval_covers_the_mean_at_least_as_often_as_it_says(mean, level):
    """Not simulated: summed over all counts."""
    counts = np.arange(400)
    found = compare.poisson_interval(counts, level=level)

    coverage = stats.poisson.pmf(counts, mean)[(found.lower <= mean) & (mean <= found.upper)].sum()

    assert coverage >= level - 1e-12


@settings(deadline=None)
@given(COUNTS, LEVELS, st.sampled_from(["exact", "byar"]))
def test_interval_holds_its_count(count, level, method):
    found = compare.poisson_interval(count, level=level, method=method)

    assert not found.lower > found.value
    # Byar's upper limit sinks below the count at levels nobody uses.
    assert (method == "byar" and level < 0.5) or found.value <= found.upper


@settings(deadline=None)
@given(COUNTS, LEVELS, LEVELS, st.sampled_from(["exact", "byar"]))
def test_interval_grows_with_its_level(count, level, other, method):
    narrow, wide = (compare.poisson_interval(count, level=one, method=method) for one in sorted((level, other)))

    assert not wide.lower > narrow.lower * (1 + 1e-12)
    assert wide.upper >= narrow.upper * (1 - 1e-12)


@settings(deadline=None)
@given(COUNTS, st.integers(1, 1000), LEVELS)
def test_larger_count_has_larger_limits(count, more, level):
    small, large = (compare.poisson_interval(one, level=level) for one in (count, count + more))

    assert large.lower > small.lower and large.upper > small.upper
