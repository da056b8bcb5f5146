"""Tails and quantiles against scipy's, and at the edges where scipy's cannot be asked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from hueandcry.stats import negative_binomial

MEANS = [1e-9, 0.01, 0.3, 1.0, 4.5, 20.0, 150.0, 2500.0, 4e4, 1e6]
DISPERSIONS = [1.0, 1.0000001, 1.05, 1.5, 3.0, 12.0]
LEVELS = [1e-6, 0.005, 0.05, 0.5, 0.95, 0.995, 0.999999]


def _scipys(mean: float, dispersion: float):
    if dispersion <= 1.00001:
        return stats.poisson(mean)
    return stats.nbinom(mean / (dispersion - 1), 1 / dispersion)


@pytest.mark.parametrize("mean", MEANS)
@pytest.mark.parametrize("dispersion", [d for d in DISPERSIONS if d != 1.0000001])
def test_quantile_equals_scipys(mean, dispersion):
    found = negative_binomial.quantile(LEVELS, mean, dispersion)

    assert found.tolist() == _scipys(mean, dispersion).ppf(LEVELS).tolist()


@pytest.mark.parametrize("mean", MEANS)
@pytest.mark.parametrize("dispersion", DISPERSIONS)
def test_at_least_equals_scipys_far_into_the_tail(mean, dispersion):
    sd = np.sqrt(mean * dispersion)
    counts = np.unique(np.round(np.maximum(mean + sd * np.linspace(-4, 12, 40), 0)))

    found = negative_binomial.at_least(counts, mean, dispersion)

    tolerance = 1e-9 if dispersion != 1.0000001 else 1e-4
    np.testing.assert_allclose(found, _scipys(mean, dispersion).sf(counts - 1), rtol=tolerance, atol=1e-300)


@given(
    st.floats(0.0, 1e9),
    st.floats(1.0, 50.0),
    st.floats(1e-4, 1 - 1e-4),
)
def test_quantile_is_the_first_count_to_reach_the_level(mean, dispersion, level):
    count = negative_binomial.quantile(level, mean, dispersion)

    beyond, at = negative_binomial.at_least([count + 1, count], mean, dispersion)
    assert 1 - beyond >= level - 1e-9
    assert count == 0 or 1 - at < level + 1e-9


def test_poisson_and_nearly_poisson_meet_without_a_seam():
    counts = np.arange(60.0)

    poisson = negative_binomial.at_least(counts, 20.0, 1.0)

    np.testing.assert_allclose(negative_binomial.at_least(counts, 20.0, 1.0 + 1e-12), poisson, rtol=1e-9)
    assert (negative_binomial.at_least(counts, 20.0, 0.3) == poisson).all()


@pytest.mark.parametrize("mean", [1e15, 1e47, 1e300])
def test_absurd_means_are_answered_with_the_normal_law(mean):
    low, high = negative_binomial.quantile([0.05, 0.95], mean, 3.0)

    assert low <= mean <= high
    np.testing.assert_allclose([low, high], mean, rtol=1e-6)
    assert negative_binomial.at_least(5.0, mean, 3.0) == 1.0
    assert negative_binomial.at_least(3 * mean, mean, 3.0) == 0.0


@pytest.mark.parametrize("mean", [5e-324, 1e-310, 1e-300])
def test_means_too_small_to_shrink_further_end(mean):
    assert negative_binomial.at_least([1.0, 2.0, 50.0], mean, 40.0).max() <= 1e-290
    assert negative_binomial.quantile(0.999, mean, 40.0) == 0.0


def test_mean_of_zero_never_gives_a_count():
    assert negative_binomial.quantile([0.05, 0.999], 0.0, 2.0).tolist() == [0.0, 0.0]
    assert negative_binomial.at_least([0.0, 1.0], 0.0, 2.0).tolist() == [1.0, 0.0]


@pytest.mark.parametrize(
    ("count", "mean", "dispersion"),
    [(np.nan, 1.0, 1.0), (1.0, np.nan, 1.0), (1.0, 1.0, np.nan), (1.0, np.inf, 1.0), (1.0, -1.0, 1.0)],
)
def test_what_is_unknown_stays_unknown(count, mean, dispersion):
    assert np.isnan(negative_binomial.at_least(count, mean, dispersion))


def test_levels_outside_nought_and_one_have_no_quantile():
    assert np.isnan(negative_binomial.quantile([0.0, 1.0, -1.0, np.nan], 4.0, 1.0)).all()


def test_arguments_broadcast_and_stay_unchanged():
    mean = np.array([[1.0], [10.0]])

    found = negative_binomial.quantile([0.05, 0.5, 0.95], mean, 1.0)

    assert found.shape == (2, 3)
    assert found.tolist() == [[0.0, 1.0, 3.0], [5.0, 10.0, 15.0]]
    assert mean.tolist() == [[1.0], [10.0]]
