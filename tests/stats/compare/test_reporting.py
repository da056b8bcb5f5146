"""The share that is recorded: both sides carried through."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hueandcry.stats import compare


def test_known_records_and_a_survey_give_the_log_normal_and_the_fieller_interval():
    for scale, method in (("log", "log"), ("normal", "fieller")):
        found = compare.reporting(41_250, 118_000, estimated_se=9_400, scale=scale)

        plain = compare.ratio_interval(41_250, 118_000, denominator_se=9_400, method=method)
        assert found.share.value == pytest.approx(0.349576, abs=1e-6)
        assert found.share.lower == pytest.approx(float(plain.lower), rel=1e-12)
        assert found.share.upper == pytest.approx(float(plain.upper), rel=1e-12)


def test_three_ways_of_saying_it_agree():
    found = compare.reporting(200, 1000, estimated_limits=(800, 1300))

    assert (found.share.lower, found.share.upper) == (pytest.approx(200 / 1300), pytest.approx(0.25))
    happened = found.happened_per_recorded
    assert (happened.lower, happened.value, happened.upper) == (4.0, 5.0, pytest.approx(6.5))
    assert (found.unreported.lower, found.unreported.value, found.unreported.upper) == (600.0, 800.0, 1100.0)


def test_chance_in_the_records_widens_every_interval():
    known, moved = (
        compare.reporting(16, 50, estimated_limits=(40, 65), count_is=count_is) for count_is in ("known", "poisson")
    )

    for name in ("share", "happened_per_recorded", "unreported"):
        one, other = getattr(known, name), getattr(moved, name)
        assert other.lower < one.lower < one.value == other.value < one.upper < other.upper


def test_survey_that_does_not_vary_leaves_the_interval_of_the_count():
    found = compare.reporting(16, 50, estimated_se=0, count_is="poisson")

    exact = compare.poisson_interval(16)
    assert found.share.lower == pytest.approx(float(exact.lower) / 50)
    assert found.share.upper == pytest.approx(float(exact.upper) / 50)


def test_more_recorded_than_estimated_is_said_and_not_hidden():
    found = compare.reporting(120, 100, estimated_limits=(90, 112))

    assert found.share.value == 1.2 and found.share.lower > 1
    assert found.unreported.value == -20.0 and found.unreported.upper < 0


def test_nothing_recorded_or_nothing_estimated():
    found = compare.reporting([0, 5, 5], [10, 0, np.nan], estimated_se=2)

    assert found.share.value[0] == found.share.lower[0] == found.share.upper[0] == 0.0
    assert np.isnan(found.happened_per_recorded.value).all()
    assert np.isnan(found.share.value[1:]).all() and np.isnan(found.share.upper[1:]).all()
    assert np.isnan(found.unreported.value[1:]).all()


def test_estimate_that_may_be_zero_leaves_the_share_open_upwards():
    found = compare.reporting(5, 10, estimated_se=8, scale="normal")

    assert found.share.upper == np.inf
    assert 0 < found.share.lower < 0.5


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({}, "reporting(estimated_se=…): found neither; expected it, or else estimated_limits"),
        ({"estimated_se": 1, "estimated_limits": (1, 2)}, "found both"),
        ({"estimated_limits": (1, 2)}, "found 10; expected an estimate between its limits"),
        ({"estimated_limits": (1, 2, 3)}, "expected (lower, upper)"),
        ({"estimated_se": -1}, "found -1; expected 0 or more"),
        ({"estimated_se": 1, "count_is": "exact"}, "expected one of 'known', 'poisson'"),
        ({"estimated_se": 1, "scale": "fieller"}, "expected one of 'log', 'normal'"),
    ],
)
def test_what_cannot_be_used_is_told(arguments, sentence):
    with pytest.raises(compare.CompareInputError) as raised:
        compare.reporting(5, 10, **arguments)

    assert sentence in str(raised.value)


@pytest.mark.parametrize("scale", ["log", "normal"])
def test_share_covers_the_truth_as_often_as_it_says(scale):
    """20,000 simulated years: 60 records expected, a survey 12 % uncertain; seed fixed."""
    rng = np.random.default_rng(2008)
    recorded, estimated = rng.poisson(60, 20_000), rng.normal(500, 60, 20_000)

    share = compare.reporting(recorded, estimated, estimated_se=60, count_is="poisson", scale=scale).share

    assert 0.94 < np.mean((share.lower <= 0.12) & (share.upper >= 0.12)) < 0.97


@settings(deadline=None)
@given(st.integers(0, 10**6), st.floats(1, 1e6), st.floats(0, 1), st.sampled_from(["known", "poisson"]))
def test_intervals_hold_their_values(recorded, estimated, uncertainty, count_is):
    found = compare.reporting(recorded, estimated, estimated_se=estimated * uncertainty, count_is=count_is)

    for one in (found.share, found.unreported):
        assert one.lower <= one.value + 1e-9 * abs(one.value)
        assert one.value <= one.upper + 1e-9 * abs(one.value)
