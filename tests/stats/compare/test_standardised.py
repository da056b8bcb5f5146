"""Standardised rates: a published example, special cases that are known, and coverage."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hueandcry.stats import compare

# Frome, Oak Ridge, directly adjusted rates, examples 1 and 2: events, rates, the standard's weights.
STANDARD = np.array([146881, 110905, 118580, 103720, 42403])
PUBLISHED = [
    ([3, 9, 7, 2, 1], [36.1228, 17.2003, 15.6352, 5.7322, 10.5584], 19.3490, 6.2478),
    ([0, 0, 0, 10, 2], [0.0, 0.0, 0.0, 28.6608, 21.1169], 7.4032, 2.1692),
]
METHODS = ("dobson_byar", "dobson_exact", "fay_feuer")


@pytest.mark.parametrize(("events", "rates", "value", "error"), PUBLISHED)
def test_direct_rate_equals_the_published_example(events, rates, value, error):
    people = np.divide(events, rates, out=np.ones(5), where=np.array(rates) > 0)

    found = compare.direct_rate(events, people, STANDARD, per=1, method="dobson_exact")

    total = compare.poisson_interval(sum(events))
    stretched = (found.upper - found.value) / (total.upper - total.value)
    assert found.value == pytest.approx(value, abs=1e-4)
    assert stretched * np.sqrt(sum(events)) == pytest.approx(error, abs=1e-4)


@pytest.mark.parametrize("method", METHODS)
def test_place_with_the_standard_population_has_its_crude_rate(method):
    people = np.array([1000.0, 5000.0, 2000.0])

    found = compare.direct_rate([4, 30, 6], people, people * 17, method=method)

    assert found.value == pytest.approx(40 / 8000 * 100_000)


@pytest.mark.parametrize(
    ("method", "crude"), [("dobson_byar", "byar"), ("dobson_exact", "exact"), ("fay_feuer", "exact")]
)
def test_one_stratum_is_a_crude_rate(method, crude):
    found = compare.direct_rate([[12]], [[4000]], [1], method=method)

    plain = compare.rate_interval([12], [4000], per=100_000, method=crude)
    np.testing.assert_allclose([found.value, found.lower, found.upper], [plain.value, plain.lower, plain.upper])


def test_no_event_at_all_has_limits_only_with_fay_feuer():
    none = {method: compare.direct_rate([0, 0], [100, 200], [1, 1], per=1, method=method) for method in METHODS}

    assert [float(found.value) for found in none.values()] == [0.0, 0.0, 0.0]
    assert np.isnan([none["dobson_byar"].upper, none["dobson_exact"].upper]).all()
    assert none["fay_feuer"].lower == 0.0
    assert none["fay_feuer"].upper == pytest.approx(0.005 * -np.log(0.025))


def test_missing_stratum_leaves_the_place_without_a_rate():
    found = compare.direct_rate([[1, 2], [1, np.nan], [1, 0]], [[10, 10], [10, 10], [10, 0]], [1, 1])

    assert np.isnan(found.value).tolist() == [False, True, True]
    assert np.isnan(found.lower).tolist() == [False, True, True]


def test_all_places_together_are_as_expected():
    counted, people = np.array([[3, 10, 4], [8, 1, 9]]), np.array([[100, 200, 300], [300, 100, 50]])

    rates = compare.reference_rates(counted, people)
    awaited = compare.expected_counts(people, rates)

    assert awaited.sum() == pytest.approx(counted.sum())
    assert compare.indirect_ratio(counted.sum(), awaited.sum()).value == pytest.approx(1.0)


def test_reference_rates_leave_out_what_is_missing():
    rates = compare.reference_rates([[4, 1], [np.nan, 2]], [[100, 50], [900, 50]])

    assert rates.tolist() == [0.04, 0.03]


def test_nothing_expected_and_nothing_observed_is_no_ratio():
    found = compare.indirect_ratio([0, 0], [0, 2])

    assert np.isnan(found.value).tolist() == [True, False]
    assert found.upper[1] == pytest.approx(-np.log(0.025) / 2)


@pytest.mark.parametrize(("method", "least", "most"), [("dobson_byar", 0.94, 0.97), ("fay_feuer", 0.95, 0.99)])
def test_direct_rate_covers_the_truth_as_often_as_it_says(method, least, most):
    """4,000 simulated places of 18 age groups with about 25 events each; seed fixed."""
    rng = np.random.default_rng(20051)
    people = rng.integers(500, 3000, 18)
    risks = np.geomspace(2e-4, 4e-3, 18)
    standard = np.linspace(6000, 1000, 18)
    truth = (standard * risks).sum() / standard.sum()

    found = compare.direct_rate(rng.poisson(people * risks, (4000, 18)), people, standard, per=1, method=method)

    coverage = np.mean((found.lower <= truth) & (truth <= found.upper))
    assert least < coverage < most


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(1, 10**6), st.integers(1, 10**6)), min_size=1, max_size=20),
    st.sampled_from(METHODS),
    st.floats(0.5, 0.999),
)
def test_direct_rate_lies_within_its_limits_and_its_strata(strata, method, level):
    counted, people, standard = np.array(strata, dtype=float).T
    found = compare.direct_rate(counted, people, standard, per=1, level=level, method=method)

    rates = counted / people
    assert rates.min() * (1 - 1e-9) <= found.value <= rates.max() * (1 + 1e-9)
    assert not found.lower > found.value * (1 + 1e-9)
    assert not found.upper < found.value * (1 - 1e-9)
