"""Incident counts capped at a percentile of victims."""

import numpy as np
import pytest

from hueandcry.stats import surveys


def test_cap_is_the_smallest_count_that_98_per_cent_of_victims_do_not_exceed():
    incidents = np.r_[np.zeros(900), np.ones(70), np.full(20, 2.0), np.full(8, 6.0), 40, 300]

    found = surveys.capped(incidents, np.ones(1000))

    assert found.cap == 6
    assert found.counts[-3:].tolist() == [6, 6, 6]
    assert (int(found.cut.sum()), found.counts.sum()) == (2, 70 + 40 + 60)


def test_victims_count_by_their_weight():
    incidents, weights = np.array([1.0, 2, 50, 0]), np.array([60.0, 38, 2, 9000])

    assert surveys.capped(incidents, weights).cap == 2
    assert surveys.capped(incidents, np.array([60.0, 37, 3, 9000])).cap == 50


def test_too_many_to_remember_is_left_out_and_then_given_the_cap():
    incidents, vague = np.array([1.0, 1, 3, 97, 0]), [False, False, False, True, False]

    found = surveys.capped(incidents, np.ones(5), too_many=vague)

    assert (found.cap, found.counts.tolist()) == (3, [1, 1, 3, 3, 0])
    assert found.cut.tolist() == [False, False, False, True, False]


def test_too_many_without_a_number_gets_the_cap():
    found = surveys.capped([1, 4, np.nan], np.ones(3), too_many=[False, False, True])

    assert found.counts.tolist() == [1, 4, 4]


def test_no_answer_stays_no_answer():
    found = surveys.capped([1, np.nan, 2], np.ones(3))

    assert np.isnan(found.counts[1]) and not found.cut[1]


def test_cap_of_pooled_years_is_used_as_given():
    pooled = surveys.capped(np.tile([1.0, 1, 1, 5], 100), np.ones(400), percentile=75)

    found = surveys.capped([2.0, 9, 0], np.ones(3), cap=pooled.cap)

    assert (pooled.cap, found.counts.tolist()) == (1, [1, 1, 0])


def test_without_victims_nothing_is_cut():
    found = surveys.capped(np.zeros(4), np.ones(4))

    assert (found.cap, found.counts.tolist(), found.cut.any()) == (0, [0, 0, 0, 0], False)


def test_hundred_per_cent_cuts_nothing():
    assert not surveys.capped([1.0, 2, 500], np.ones(3), percentile=100).cut.any()


def test_given_counts_are_not_changed():
    incidents = np.array([1.0, 1, 500])

    surveys.capped(incidents, np.array([60.0, 39, 1]))

    assert incidents.tolist() == [1, 1, 500]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"incidents": [1, -1]}, "incidents, row 1: found -1; expected a whole number, 0 or more"),
        ({"incidents": [1, 1.5]}, "incidents, row 1: found 1.5; expected a whole number"),
        ({"incidents": [1, np.inf]}, "incidents, row 1: found inf"),
        ({"weights": [1, 0]}, "weights, row 1: found 0; expected a number above 0"),
        ({"weights": [1, np.nan]}, "weights, row 1: found nan"),
        ({"weights": [1]}, "capped: found shapes (2,), (1,) and (2,)"),
        ({"percentile": 0}, "found 0; expected a number above 0, up to 100"),
        ({"cap": 0}, "found 0; expected a number above 0"),
        ({"too_many": [True, True]}, "found only victims of too many to remember; expected a known count, or a cap"),
    ],
)
def test_wrong_argument_is_told_precisely(arguments, sentence):
    with pytest.raises(surveys.SurveysInputError) as raised:
        surveys.capped(**({"incidents": [1, 2], "weights": [1, 1]} | arguments))

    assert sentence in str(raised.value)
