"""Since when it has been rising, and whether it is over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.rises.rules.runs import Run, runs

# R: rise · i: complete month back inside · a: above the range but no rise · -: could not be judged
CASES = [
    ("", ""),
    ("iii", "..."),
    ("iRi", ".00"),
    ("iRRi", ".000"),
    ("RR", "11"),
    ("R", "1"),
    ("RaRi", "0000"),
    ("Ra-", "111"),
    ("R-i", "000"),
    ("R-Ri", "0000"),
    ("RiiR", "00.2"),
    ("aR", ".1"),
    ("--", ".."),
]


def as_text(found: list[Run | None]) -> str:
    """Write `.` for no run, `0` for one that is over, and 1, 2 … for open ones by how many rises came before."""
    said = {None: "."}
    for run in found:
        if run is not None:
            said[run] = "0" if run.over is not None else str(1 + sum(other.over is not None for other in said if other))
    return "".join(said[run] for run in found)


@pytest.mark.parametrize(("months", "expected"), CASES)
def test_a_run_lasts_until_the_first_complete_month_back_inside(months, expected):
    found = runs([month == "R" for month in months], [month == "i" for month in months])

    assert as_text(found) == expected


def test_a_run_says_when_it_began_and_ended():
    assert runs([False, True, True, False, False], [True, False, False, False, True]) == [
        None,
        Run(1, 4),
        Run(1, 4),
        Run(1, 4),
        Run(1, 4),
    ]


@given(st.text(alphabet="Ria-", max_size=40))
def test_every_rise_belongs_to_a_run_and_no_run_lies_outside_its_ends(months):
    found = runs([month == "R" for month in months], [month == "i" for month in months])

    for at, (month, run) in enumerate(zip(months, found, strict=True)):
        assert month != "R" or run is not None
        assert run is None or months[run.since] == "R"
        assert run is None or run.since <= at <= (len(months) if run.over is None else run.over)
        assert run is None or run.over is None or months[run.over] == "i"
