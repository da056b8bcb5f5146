"""Which periods a baseline takes, and in which block of the year each stands."""

import numpy as np
import pytest

from hueandcry.stats.rises.design import baseline
from hueandcry.stats.rises.options import Options

MONTHS = np.arange("2015-01", "2021-01", dtype="datetime64[M]").astype("datetime64[D]")


def _options(**changes):
    given = {
        "frequency": 12,
        "b": 2,
        "w": 1,
        "no_periods": 4,
        "past_not_included": 1,
        "reweight": True,
        "weights_threshold": 2.58,
        "trend": True,
        "p_threshold_trend": 1.0,
        "threshold_method": "nb_plugin",
        "power": "2/3",
        "alpha": 0.005,
        "limit54": (5, 4),
        "compatible": True,
    }
    return Options(**(given | changes))


def _blocks(design) -> list[list[int]]:
    return [design.rows[a:b].tolist() for a, b in zip(design.ends[:-1], design.ends[1:], strict=True)]


def test_blocks_share_the_year_and_leave_out_the_recent_past():
    design = baseline(30, 72, None, _options())

    # Reference windows around 6 and 18; between them nine months in three blocks; 29 is too recent.
    assert _blocks(design) == [
        [5, 6, 7, 17, 18, 19],
        [8, 9, 10, 20, 21, 22],
        [11, 12, 13, 23, 24, 25],
        [14, 15, 16, 26, 27, 28],
    ]


def test_longest_blocks_come_first():
    design = baseline(30, 72, None, _options(no_periods=5))

    assert [len(block) for block in _blocks(design)] == [6, 6, 4, 4, 4]
    assert _blocks(design)[1] == [8, 9, 10, 20, 21, 22]


def test_one_block_uses_the_reference_windows_alone():
    design = baseline(30, 72, None, _options(no_periods=1))

    assert _blocks(design) == [[5, 6, 7, 17, 18, 19]]


def test_past_not_included_may_reach_into_the_last_year():
    design = baseline(30, 72, None, _options(past_not_included=6))

    assert max(design.rows) == 23


@pytest.mark.parametrize("at", [0, 5, 24])
def test_too_short_a_history_has_no_design(at):
    assert baseline(at, 72, None, _options()) is None


def test_shortest_sufficient_history_has_one():
    assert baseline(25, 72, None, _options()) is not None


def test_months_are_unequal_in_days_over_the_first_gap():
    design = baseline(30, 72, MONTHS, _options(no_periods=1))

    # June 2015 to July 2017 in units of January 2015's 31 days.
    assert design.time[:3].tolist() == [0.0, 30 / 31, 61 / 31]
    assert design.time_at == 761 / 31


def test_a_month_missing_from_the_dates_ends_the_history():
    dates = np.delete(MONTHS, 6)

    assert baseline(29, 71, dates, _options()) is None


def test_weeks_go_back_to_the_nearest_same_weekday():
    weeks = np.arange("2001-01-01", "2012-01-01", 7, dtype="datetime64[D]")
    at = int(np.searchsorted(weeks, np.datetime64("2008-03-03")))

    design = baseline(at, weeks.size, weeks, _options(frequency=52, w=0, no_periods=1, b=3, past_not_included=0))

    assert weeks[design.rows].astype(str).tolist() == ["2005-02-28", "2006-03-06", "2007-03-05"]


def test_the_twenty_ninth_of_february_goes_back_to_the_first_of_march():
    weeks = np.arange("2001-01-04", "2012-01-01", 7, dtype="datetime64[D]") + 1
    at = int(np.flatnonzero(weeks == np.datetime64("2008-02-29"))[0])

    design = baseline(at, weeks.size, weeks, _options(frequency=52, w=0, no_periods=1, b=1, past_not_included=0))

    assert weeks[design.rows].astype(str).tolist() == ["2007-03-02"]
