"""The verdict on a series in a month: the first reason that holds, else what the count says."""

import numpy as np
import pytest

from hueandcry.rises.rules.verdicts import VERDICTS, WHY, Facts, Standing, Verdict, judged, reason, standings

GOOD = {
    "ended": False,
    "elsewhere": False,
    "counted": True,
    "left_out": False,
    "in_doubt": False,
    "years": 5,
    "years_uncut": 5,
    "redrawn": False,
    "dense": True,
    "settled": True,
    "enough_now": True,
}


@pytest.mark.parametrize(
    ("facts", "standing", "verdict"),
    [
        ({}, Standing.INSIDE, "within its usual range"),
        ({"years": 3, "years_uncut": 3}, Standing.INSIDE, "within its usual range"),
        ({"ended": True}, Standing.ENDED, "area redrawn"),
        ({"ended": True, "counted": False}, Standing.ENDED, "area redrawn"),
        ({"elsewhere": True}, Standing.ELSEWHERE, "break"),
        ({"elsewhere": True, "counted": False}, Standing.ELSEWHERE, "break"),
        ({"elsewhere": True, "years": 0, "years_uncut": 0}, Standing.ELSEWHERE, "break"),
        ({"counted": False}, Standing.NO_COUNT, "no data"),
        ({"counted": False, "left_out": True}, Standing.NO_COUNT, "no data"),
        ({"counted": False, "years": 0, "years_uncut": 0}, Standing.NO_COUNT, "no data"),
        ({"left_out": True}, Standing.LEFT_OUT, "break"),
        ({"left_out": True, "in_doubt": True}, Standing.LEFT_OUT, "break"),
        ({"in_doubt": True}, Standing.IN_DOUBT, "suspect"),
        ({"in_doubt": True, "years": 1, "years_uncut": 1}, Standing.IN_DOUBT, "suspect"),
        ({"years": 2, "years_uncut": 5}, Standing.BROKEN_LATELY, "break"),
        ({"years": 2, "years_uncut": 5, "redrawn": True}, Standing.REDRAWN_LATELY, "area redrawn"),
        ({"years": 2, "years_uncut": 2, "redrawn": True}, Standing.SHORT, "too little history"),
        ({"years": 2, "years_uncut": 2}, Standing.SHORT, "too little history"),
        ({"years": 0, "years_uncut": 0, "dense": False}, Standing.SHORT, "too little history"),
        ({"dense": False}, Standing.SPARSE, "too few to tell"),
        ({"dense": False, "enough_now": False}, Standing.SPARSE, "too few to tell"),
        ({"dense": False, "settled": False}, Standing.SPARSE, "too few to tell"),
        ({"settled": False}, Standing.UNSETTLED, "too few to tell"),
        ({"enough_now": False}, Standing.FEW_NOW, "too few to tell"),
    ],
)
def test_standings_are_the_first_reason_that_holds(facts, standing, verdict):
    found = standings(Facts(**{name: np.array([value]) for name, value in (GOOD | facts).items()}))

    assert found.tolist() == [standing]
    assert VERDICTS[standing] == verdict


def test_standings_judge_many_series_at_once():
    found = standings(Facts(**GOOD | {"counted": np.array([True, False]), "years": np.array([5, 0])}))

    assert found.tolist() == [Standing.INSIDE, Standing.NO_COUNT]


@pytest.mark.parametrize(
    ("observed", "q", "standing"),
    [
        (31, 0.01, Standing.ROSE),
        (31, 0.10, Standing.ROSE),
        (31, 0.11, Standing.ABOVE),
        (31, np.nan, Standing.ABOVE),
        (24, 0.01, Standing.ABOVE),  # at the limit, not above it
        (25, 0.01, Standing.ROSE),
        (20, 0.01, Standing.ABOVE),
        (19, 0.01, Standing.INSIDE),
        (9, 1.0, Standing.INSIDE),
        (8, 1.0, Standing.BELOW),
        (0, 1.0, Standing.BELOW),
    ],
)
def test_a_rise_lies_above_its_limit_and_passes_false_discovery_control(observed, q, standing):
    found = judged(observed=observed, lower=9.0, upper_usual=19.0, upper=24.0, q=q, q_limit=0.10)

    assert found.item() == standing


def test_a_count_inside_its_usual_range_is_no_rise_even_above_the_alarm_limit():
    found = judged(observed=18.0, lower=2.0, upper_usual=19.0, upper=15.0, q=0.01, q_limit=0.10)

    assert found.item() == Standing.INSIDE


def test_every_standing_has_a_verdict_and_every_one_but_a_plain_answer_a_reason():
    assert set(VERDICTS) == set(WHY) == set(Standing)
    assert set(VERDICTS.values()) == set(Verdict)
    assert [standing for standing in Standing if not WHY[standing]] == [Standing.ROSE, Standing.INSIDE]


@pytest.mark.parametrize(
    ("standing", "years", "recorded", "words"),
    [
        (Standing.INSIDE, 5, "", ""),
        (Standing.INSIDE, 3, "", "Compared with three whole years instead of five."),
        (Standing.BELOW, 4, "", "Below its usual range. Compared with four whole years instead of five."),
        (Standing.SHORT, 1, "", "Fewer than three whole years of months to compare with."),
        (Standing.NO_COUNT, 0, "No file was published.", "No file was published."),
        (Standing.NO_COUNT, 0, "", "No count was published for this month."),
        (Standing.ELSEWHERE, 2, "Recorded elsewhere since April 2013.", "Recorded elsewhere since April 2013."),
    ],
)
def test_reason_says_what_is_recorded_and_how_few_years_were_compared(standing, years, recorded, words):
    assert reason(standing, years=years, recorded=recorded) == words
