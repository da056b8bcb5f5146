"""Extreme scores pulled in or left out, and the spread that remains."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from hueandcry.stats import compare
from hueandcry.stats.compare import overdispersion

SCORES = hnp.arrays(np.float64, st.integers(1, 60), elements=st.one_of(st.floats(-1e3, 1e3), st.just(np.nan)))
SHARES = st.floats(0.01, 0.49)


def test_winsorised_pulls_the_ends_in_to_the_quantiles():
    z = np.array([-90.0, -2.0, -1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 70.0, np.nan])

    found = compare.winsorised(z, 0.1)

    assert found[[0, 9]].tolist() == pytest.approx([-90 + 0.9 * 88, 3 + 0.1 * 67])
    assert found[1:9].tolist() == z[1:9].tolist() and np.isnan(found[10])


def test_truncated_leaves_out_the_lowest_and_the_highest_tenth():
    """Of 43, rank r stays where 1 <= floor(10 r / 44) <= 8: from the 5th to the 39th."""
    z = np.random.default_rng(1).permutation(np.arange(43.0))

    found = compare.truncated(z, 0.1)

    assert sorted(found[~np.isnan(found)]) == list(range(4, 39))
    assert (np.isnan(found) | (found == z)).all()


def test_equal_scores_are_left_out_together():
    found = compare.truncated([5.0, 5.0, 5.0, 1.0, 2.0, 3.0, 4.0, 3.5, 2.5], 0.2)

    assert np.isnan(found).tolist() == [True, True, True, True] + [False] * 5


def test_dispersion_of_chance_alone_is_about_one():
    z = np.random.default_rng(2).normal(size=100_000)

    assert overdispersion.dispersion(z) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.25])
def test_variance_left_is_what_trimming_normal_scores_leaves(share):
    z = np.random.default_rng(4).normal(size=400_000)

    for outliers, function in (("winsorise", compare.winsorised), ("truncate", compare.truncated)):
        left = overdispersion.dispersion(function(z, share))

        assert overdispersion.variance_left(outliers, share) == pytest.approx(left, rel=0.01)


def test_between_variance_is_nothing_where_chance_explains_all():
    assert overdispersion.between_variance(0.96, np.ones(30)) == 0.0
    assert overdispersion.between_variance(5.0, np.ones(1)) == 0.0


def test_between_variance_recovers_the_truth():
    rng = np.random.default_rng(3)
    error = rng.uniform(0.05, 0.2, 5000)
    phi = overdispersion.dispersion(rng.normal(0, np.sqrt(error**2 + 0.03)) / error)

    assert overdispersion.between_variance(phi, error) == pytest.approx(0.03, rel=0.06)


@pytest.mark.parametrize("function", [compare.winsorised, compare.truncated])
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0, -0.1, "0.1"])
def test_share_that_leaves_no_middle_is_refused(function, share):
    with pytest.raises(compare.CompareInputError, match=r"share=….*0\.1 is usual"):
        function([1.0, 2.0], share)


@settings(deadline=None)
@given(SCORES, SHARES)
def test_winsorised_scores_keep_their_order_and_come_no_further_out(z, share):
    found = compare.winsorised(z, share)

    known = ~np.isnan(z)
    order = np.argsort(z[known], kind="stable")
    assert (np.isnan(found) == ~known).all()
    assert (np.diff(found[known][order]) >= 0).all()
    if known.any():
        assert z[known].min() <= found[known].min() <= found[known].max() <= z[known].max()


@settings(deadline=None)
@given(SCORES, SHARES)
def test_truncated_scores_are_the_middle_ones_unchanged(z, share):
    found = compare.truncated(z, share)

    kept = ~np.isnan(found)
    assert (found[kept] == z[kept]).all()
    left = z[~kept & ~np.isnan(z)]
    assert not ((left > found[kept].min()) & (left < found[kept].max())).any() if kept.any() else True
