"""Intervals of proportions and their differences: published examples, statsmodels, and what must always hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from hueandcry.stats import compare

LEVELS = st.floats(0.01, 0.9999)
METHODS = st.sampled_from(["wilson", "exact"])


@st.composite
def parts(draw):
    whole = draw(st.integers(1, 10**6))
    return draw(st.integers(0, whole)), whole


@pytest.mark.parametrize(
    ("part", "whole", "wilson", "exact"),
    [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_proportion_equals_the_published_table(part, whole, wilson, exact):
    """Newcombe 1998, table I, methods 3 and 5."""
    for method, limits in (("wilson", wilson), ("exact", exact)):
        found = compare.proportion_interval(part, whole, method=method)

        assert (round(float(found.lower), 4), round(float(found.upper), 4)) == limits


@pytest.mark.parametrize(("method", "theirs"), [("wilson", "wilson"), ("exact", "beta")])
@pytest.mark.parametrize("level", [0.5, 0.95, 0.998])
def test_proportion_equals_statsmodels(method, theirs, level):
    whole = np.repeat([1, 7, 60, 5000], 8)
    part = np.round(whole * np.tile(np.linspace(0, 1, 8), 4))

    found = compare.proportion_interval(part, whole, level=level, method=method)

    lower, upper = proportion_confint(part, whole, alpha=1 - level, method=theirs)
    np.testing.assert_allclose(found.lower, lower, rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(found.upper, upper, rtol=1e-9)


@pytest.mark.parametrize(
    ("one", "other", "limits"),
    [((56, 70), (48, 80), (0.0524, 0.3339)), ((9, 10), (3, 10), (0.1705, 0.8090)), ((10, 10), (0, 10), (0.6075, 1.0))],
)
def test_difference_equals_the_published_table(one, other, limits):
    """Newcombe 1998, table II, method 10."""
    found = compare.proportion_difference(*one, *other)

    assert (round(float(found.lower), 4), round(float(found.upper), 4)) == limits


def test_difference_equals_statsmodels():
    found = compare.proportion_difference([0, 5, 900], [10, 20, 1000], [3, 5, 850], [30, 40, 1000], level=0.9)

    theirs = [
        confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff", alpha=0.1)
        for a, n, b, m in ((0, 10, 3, 30), (5, 20, 5, 40), (900, 1000, 850, 1000))
    ]
    np.testing.assert_allclose(np.transpose([found.lower, found.upper]), theirs, rtol=1e-9, atol=1e-12)


def test_nothing_of_nothing_is_no_proportion():
    found = compare.proportion_interval([0, 0, 1], [0, 10, np.nan])

    assert np.isnan(found.value).tolist() == [True, False, True]
    assert np.isnan(found.lower).tolist() == [True, False, True]
    assert np.isnan(found.upper).tolist() == [True, False, True]


@pytest.mark.parametrize("whole", [5, 30, 200])
def test_exact_interval_covers_at_least_and_wilson_on_average(whole):
    """Not simulated: summed over all counts, for many true proportions."""
    parts = np.arange(whole + 1)
    truths = np.linspace(0.005, 0.995, 199)
    probability = stats.binom.pmf(parts, whole, truths[:, None])
    coverage = {}
    for method in ("wilson", "exact"):
        found = compare.proportion_interval(parts, whole, method=method)
        inside = (found.lower <= truths[:, None]) & (truths[:, None] <= found.upper)
        coverage[method] = (probability * inside).sum(axis=1)

    assert coverage["exact"].min() >= 0.95 - 1e-12
    assert 0.945 < coverage["wilson"].mean() < 0.965


@settings(deadline=None)
@given(parts(), LEVELS, METHODS)
def test_interval_holds_its_proportion_within_zero_and_one(fraction, level, method):
    found = compare.proportion_interval(*fraction, level=level, method=method)

    assert 0 <= found.lower <= found.value * (1 + 1e-12)
    assert found.value * (1 - 1e-12) <= found.upper <= 1


@settings(deadline=None)
@given(parts(), LEVELS, LEVELS, METHODS)
def test_interval_grows_with_its_level(fraction, level, other, method):
    narrow, wide = (compare.proportion_interval(*fraction, level=one, method=method) for one in sorted((level, other)))

    assert wide.lower <= narrow.lower * (1 + 1e-9)
    assert wide.upper >= narrow.upper * (1 - 1e-9)


@settings(deadline=None)
@given(parts(), LEVELS, METHODS)
def test_those_who_are_not_have_the_mirrored_interval(fraction, level, method):
    part, whole = fraction

    are, are_not = (compare.proportion_interval(one, whole, level=level, method=method) for one in (part, whole - part))

    assert are.lower == pytest.approx(1 - are_not.upper, abs=1e-9)
    assert are.upper == pytest.approx(1 - are_not.lower, abs=1e-9)


@settings(deadline=None)
@given(parts(), parts(), LEVELS)
def test_difference_turned_round_changes_its_sign(one, other, level):
    there, back = (compare.proportion_difference(*a, *b, level=level) for a, b in ((one, other), (other, one)))

    assert there.lower == pytest.approx(-back.upper, abs=1e-12)
    assert there.lower <= there.value <= there.upper
