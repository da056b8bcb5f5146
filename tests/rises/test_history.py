"""What a month is compared with."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.rises.rules import history
from hueandcry.rises.rules.history import WINDOW, Cover

MONTHS = np.arange(WINDOW)
BACK = WINDOW - 1 - MONTHS  # how many months before the judged one each place of a window lies


def cut(known) -> np.ndarray:
    """Return one window whose months are known where told."""
    return np.where(known, 3.0, np.nan)[None, :]


@pytest.mark.parametrize(
    ("states", "latest"),
    [
        ([Cover.COMPLETE, Cover.COMPLETE], 1),
        ([Cover.COMPLETE, Cover.SUSPECT], 1),
        ([Cover.COMPLETE, Cover.MISSING], 0),
        ([Cover.COMPLETE, Cover.PARTIAL], 0),
        ([Cover.COMPLETE, Cover.UNPUBLISHED, Cover.UNPUBLISHED], 0),
        ([Cover.COMPLETE, Cover.MISSING, Cover.COMPLETE], 2),
        ([Cover.MISSING], None),
        ([], None),
    ],
)
def test_latest_published_is_the_last_month_with_counts(states, latest):
    assert history.latest_published(np.array(states, np.int8)) == latest


def test_comparable_months_are_complete_and_outside_breaks():
    observed = np.array([[1.0, 2.0, 3.0, 4.0, 0.0]])
    states = np.array([Cover.COMPLETE, Cover.SUSPECT, Cover.PARTIAL, Cover.COMPLETE, Cover.COMPLETE])
    broken = np.array([[False, False, False, True, False]])

    guide = history.comparable(observed, states=states, not_a_guide=broken)

    assert np.array_equal(guide, [[1.0, np.nan, np.nan, np.nan, 0.0]], equal_nan=True)


def test_window_ends_with_the_judged_month_and_is_padded_with_what_is_not_known():
    counts = np.arange(10.0)[None, :]

    found = history.window(counts, 3)

    assert found.shape == (1, WINDOW)
    assert np.array_equal(found[0, -4:], [0.0, 1.0, 2.0, 3.0])
    assert np.isnan(found[0, :-4]).all()


def test_window_leaves_out_months_before_each_series_start():
    counts = np.ones((2, WINDOW))

    found = history.window(counts, WINDOW - 1, np.array([0, WINDOW - 5]))

    assert np.isnan(found).sum(axis=1).tolist() == [0, WINDOW - 5]


def test_window_is_a_copy():
    counts = np.ones((1, WINDOW))

    history.window(counts, WINDOW - 1)[:] = 0

    assert (counts == 1).all()


@pytest.mark.parametrize(
    ("known", "years"),
    [
        pytest.param(BACK >= 1, 5, id="all"),
        pytest.param(BACK == BACK, 5, id="the judged month itself adds nothing"),
        pytest.param((BACK >= 1) & (BACK <= 36), 3, id="exactly three years"),
        pytest.param((BACK >= 1) & (BACK <= 35), 2, id="a month short of three years"),
        pytest.param((BACK >= 1) & (BACK != 30), 4, id="a month missing from five years"),
        pytest.param((BACK >= 1) & (BACK % 12 != 0), 4, id="never the month itself, but those beside it"),
        pytest.param((BACK >= 2) & ((BACK + 1) % 12 > 2), 0, id="never the season"),
        pytest.param((BACK >= 1) & ((BACK + 1) % 12 > 2) | (BACK == 24), 1, id="the season once"),
        pytest.param((BACK >= 17) & (BACK <= 60), 3, id="sixteen months of lockdown just before"),
        pytest.param(BACK < 0, 0, id="nothing"),
    ],
)
def test_years_of_history_are_whole_years_of_months_whose_season_was_seen(known, years):
    assert history.years_of_history(cut(known)).tolist() == [years]


@pytest.mark.parametrize(
    ("known", "reach"),
    [
        (BACK >= 1, 5),
        ((BACK >= 1) & (BACK <= 47), 3),
        ((BACK >= 1) & (BACK <= 48), 4),
        (BACK == 60, 5),
        (BACK == 61, 5),
        (BACK == 11, 0),
        (BACK < 0, 0),
        (BACK == 0, 0),
    ],
)
def test_reach_is_whole_years_back_to_the_first_known_month(known, reach):
    assert history.reach(cut(known)).tolist() == [reach]


@given(st.lists(st.booleans(), min_size=WINDOW, max_size=WINDOW))
def test_enough_years_always_reach_far_enough_to_be_fitted(known):
    window = cut(np.array(known))

    years, reach = history.years_of_history(window)[0], history.reach(window)[0]

    assert 0 <= years <= 5
    assert reach >= years


@pytest.mark.parametrize(
    ("recent", "enough"),
    [
        ([9, 1, 1, 1, 2], True),
        ([9, 1, 1, 1, 1], False),
        ([9, 0, 0, 0, 5], True),
        ([np.nan, np.nan, np.nan, np.nan, 5], True),
        ([np.nan, np.nan, np.nan, np.nan, 4], False),
        ([5], True),
    ],
)
def test_enough_recently_adds_the_last_four_months_whatever_is_missing(recent, enough):
    observed = np.array([recent], dtype=float)

    assert history.enough_recently(observed, observed.shape[1] - 1).tolist() == [enough]


def test_dense_asks_neither_the_judged_month_nor_the_one_before():
    window = np.zeros((2, WINDOW))
    window[0, -2:] = 100
    window[1, :10] = 1

    assert history.dense(window).tolist() == [False, True]
