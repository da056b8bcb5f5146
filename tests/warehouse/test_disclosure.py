"""What of a table of people is shown, what is not, and why."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from hueandcry.warehouse import disclosure

HIDDEN = None


def shown(table):
    """What is shown as lists, None where it is not."""
    return np.where(np.isnan(table.shown), None, table.shown).tolist()


# ---- small, and what goes with it ------------------------------------------------------------------------------------


def test_a_small_number_takes_others_with_it_until_it_cannot_be_worked_out():
    table = disclosure.protect([[12, 3, 40], [25, 18, 33], [9, 14, 21]])

    assert shown(table) == [
        [HIDDEN, HIDDEN, 40, 55],
        [25, 18, 33, 76],
        [HIDDEN, HIDDEN, 21, 44],
        [46, 35, 94, 175],
    ]
    assert table.why.tolist() == [
        ["secondary", "small", "", ""],
        ["", "", "", ""],
        ["secondary", "secondary", "", ""],
        ["", "", "", ""],
    ]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([30, 12, 8], [30, 12, 8, 50]),
        ([0, 0, 0], [0, 0, 0, 0]),
        ([3], [HIDDEN, HIDDEN]),
        ([30], [30, 30]),
        ([0], [0, 0]),
        ([1, 2, 1], [HIDDEN, HIDDEN, HIDDEN, HIDDEN]),
        ([40, 3, 11, 25], [40, HIDDEN, HIDDEN, 25, 79]),
        ([[30, 12]], [[30, 12, 42], [30, 12, 42]]),
        ([[0, 0], [0, 0]], [[0, 0, 0], [0, 0, 0], [0, 0, 0]]),
    ],
    ids=["nothing small", "nobody", "one small cell", "one cell", "one zero", "all small", "one small", "one row", "0"],
)
def test_plain_cases(counts, expected):
    assert shown(disclosure.protect(counts)) == expected


def test_a_total_goes_too_where_it_would_say_that_every_part_is_as_large_as_can_be():
    assert shown(disclosure.protect([4, 4, 4])) == [HIDDEN] * 4


def test_a_number_at_the_threshold_is_no_cover():
    """With 3 and 5 not shown, who knows that one is small and one is not would know that the small one is not 4."""
    assert shown(disclosure.protect([3, 5, 20, 70])) == [HIDDEN, 5, HIDDEN, 70, 98]


def test_huge_counts_are_protected_too():
    table = disclosure.protect([[3, 10**10, 4 * 10**9], [10**9, 10**9, 7], [10**9, 5, 5 * 10**9]])

    assert np.isnan(table.shown[0, 0])
    assert disclosure.is_safe(table)
    assert np.isnan(table.shown).sum() == 4


def test_another_threshold():
    table = disclosure.protect([40, 9, 30, 25], threshold=10)

    assert np.isnan(table.shown).tolist() == [False, True, False, True, False]


def test_a_wider_range_can_be_asked_for():
    table = disclosure.protect([[12, 3, 40], [25, 18, 33], [9, 14, 21]], width=30)

    lowest, highest = disclosure.intervals(table)
    assert (highest - lowest + 1)[np.isnan(table.shown)].min() >= 30


def test_the_same_table_always_gives_the_same_answer():
    """Two answers to one table, laid side by side, would show in one what the other hides."""
    counts = np.random.default_rng(4).poisson(8, (6, 4))

    assert shown(disclosure.protect(counts)) == shown(disclosure.protect(counts.copy()))


# ---- zeros -----------------------------------------------------------------------------------------------------------


def test_a_zero_is_not_shown_where_it_tells_that_all_of_a_group_are_one_thing():
    told = disclosure.protect([[0, 0, 30], [12, 20, 33], [20, 30, 28]])

    assert shown(told)[0] == [HIDDEN, HIDDEN, HIDDEN, 30]


def test_nor_where_it_tells_that_all_but_a_few_are():
    told = disclosure.protect([[0, 2, 30], [12, 20, 33], [20, 30, 28]])

    assert shown(told)[0][:2] == [HIDDEN, HIDDEN]
    assert HIDDEN in shown(told)[0][2:]


def test_that_everybody_everywhere_is_one_thing_is_not_shown_either():
    told = disclosure.protect([[30, 0], [20, 0], [11, 0]])

    assert [row[1] for row in shown(told)] == [HIDDEN] * 4
    assert all(HIDDEN in (row[0], row[2]) for row in shown(told))


def test_a_zero_among_many_is_shown():
    assert shown(disclosure.protect([[0, 25, 30], [12, 20, 33], [9, 8, 7]]))[0] == [0, 25, 30, 55]


def test_where_nobody_is_a_zero_tells_nothing():
    nobody, answers = [0, 0, 0], [[12, 20, 33], [9, 8, 7]]

    assert shown(disclosure.protect([nobody, *answers]))[0] == [0, 0, 0, 0]
    assert shown(disclosure.protect(np.transpose([nobody, *answers])))[0] == [0, 12, 9, 21]


def test_zeros_are_shown_where_the_caller_has_made_sure_that_they_reveal_nothing():
    table = disclosure.protect([[12, 0], [20, 0]], zeros_reveal_nothing=True)

    assert shown(table) == [[12, 0, 12], [20, 0, 20], [32, 0, 32]]


def test_where_nobody_can_be_a_zero_is_shown():
    impossible = [[True, True, False], [False, False, False], [False, False, False]]

    told = disclosure.protect([[0, 0, 30], [12, 20, 33], [20, 30, 28]], impossible=impossible)

    assert shown(told)[0] == [0, 0, 30, 30]


# ---- groups of rows --------------------------------------------------------------------------------------------------


def test_totals_of_groups_stand_between_the_rows_and_the_total():
    table = disclosure.protect([[30, 12], [25, 9], [19, 28]], groups=[(0, 1), (1, 2)])

    assert shown(table)[3:] == [[55, 21, 76], [44, 37, 81], [74, 49, 123]]
    assert table.cells.tolist() == [[30, 12], [25, 9], [19, 28]]


def test_a_small_ward_is_not_found_from_the_total_of_its_district():
    table = disclosure.protect([[30, 12], [25, 2], [19, 28], [41, 17]], groups=[(0, 1), (2, 3)])

    lowest, highest = disclosure.intervals(table)
    assert np.isnan(table.shown[1, 1])
    assert highest[1, 1] - lowest[1, 1] + 1 >= disclosure.THRESHOLD


# ---- an unsafe table cannot be made ----------------------------------------------------------------------------------


def test_a_table_without_its_small_numbers_alone_is_refused():
    bare = disclosure.small_only([40, 3, 11, 25])

    assert disclosure.intervals(bare)[0].tolist() == [40, 3, 11, 25, 79]
    with pytest.raises(disclosure.UnsafeTableError, match="Publish nothing of this table"):
        disclosure.Protected(**vars(bare))


def test_a_table_that_shows_a_small_number_is_refused():
    enough = disclosure.protect([40, 3, 11, 25])
    opened = np.where(enough.why == "small", 3, enough.shown)

    with pytest.raises(disclosure.UnsafeTableError):
        dataclasses.replace(enough, shown=opened)


def test_a_table_that_does_not_add_up_is_refused():
    enough = disclosure.protect([40, 3, 11, 25])
    wrong = np.where(np.arange(5) == 4, 20, enough.shown)

    with pytest.raises(disclosure.UnsafeTableError):
        dataclasses.replace(enough, shown=wrong)


def test_the_answer_holds_nothing_that_it_does_not_show():
    counts = np.array([[1203, 3, 4007], [2509, 1801, 3307], [907, 1409, 2113]])
    table = disclosure.protect(counts)

    held = {str(number) for value in vars(table).values() for number in _flat(value)}
    hidden = counts[np.isnan(table.cells)]
    assert [number for number in hidden[hidden > 20] if {str(number), f"{number}.0"} & held] == []
    assert "2509.0" in held
    assert "small" not in repr(table)


def _flat(value):
    if isinstance(value, tuple):
        return [number for one in value for number in _flat(one)]
    return np.ravel(value).tolist()


@pytest.mark.parametrize("answer", ["nothing", "nonsense", "zeros"])
def test_a_solver_that_errs_costs_numbers_and_never_gives_one_away(monkeypatch, answer):
    rng = np.random.default_rng(1)

    def erring(wish, **_):
        values = {"nothing": None, "nonsense": rng.normal(5, 9, wish.size), "zeros": np.zeros(wish.size)}
        return scipy.optimize.OptimizeResult(x=values[answer], status=0, success=True)

    monkeypatch.setattr(scipy.optimize, "milp", erring)
    try:
        table = disclosure.protect([[12, 3, 40], [25, 18, 33], [9, 14, 21]])
    except disclosure.UnsafeTableError:
        return
    assert np.isnan(table.shown).all()


# ---- rounding --------------------------------------------------------------------------------------------------------


def test_rounding_is_to_the_nearest_and_halves_go_up():
    assert disclosure.rounded([0, 2, 3, 7, 8, 12, 13, np.nan]).tolist()[:-1] == [0, 0, 5, 5, 10, 10, 15]
    assert disclosure.rounded([5, 15, 24], base=10).tolist() == [10, 20, 20]
    assert np.isnan(disclosure.rounded(np.nan))


def test_totals_are_rounded_each_for_itself():
    table = disclosure.protect([7, 7, 7])

    assert table.rounded().tolist() == [5, 5, 5, 20]


@pytest.mark.parametrize(("threshold", "base"), [(5, 4), (10, 25), (5, 0)])
def test_no_rounding_shows_a_number_below_the_threshold(threshold, base):
    table = disclosure.protect([30, 20, 40], threshold=threshold)

    with pytest.raises(disclosure.DisclosureInputError, match=f"rounding to multiples of {base}"):
        table.rounded(base)


# ---- what cannot be protected ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "wishes", "found"),
    [
        ([[12, np.nan]], {}, "a missing number"),
        ([12, -1], {}, "a number that is no count"),
        ([12, 0.5], {}, "a number that is no count"),
        ([10**13], {}, "a number that is no count"),
        ([], {}, r"a table of shape \(0,\)"),
        ([[[1]]], {}, r"a table of shape \(1, 1, 1\)"),
        ([12, 20], {"groups": [(0, 2)]}, "a group of rows that cannot be"),
        ([12, 20], {"groups": [(0, 0)]}, "a group of rows that cannot be"),
        ([12, 20], {"groups": [()]}, "a group of rows that cannot be"),
        ([12, 20], {"impossible": [True, False]}, "people where nobody can be"),
        ([12, 20], {"impossible": [True]}, "people where nobody can be"),
        ([12, 20], {"threshold": 1}, "threshold 1 and width None"),
        ([12, 20], {"width": 0}, "threshold 5 and width 0"),
    ],
)
def test_what_cannot_be_protected_is_refused_with_the_reason(counts, wishes, found):
    with pytest.raises(disclosure.DisclosureInputError, match=f"found {found}; expected"):
        disclosure.protect(counts, **wishes)


def test_pages_do_not_pay_for_the_solver():
    code = "import sys, hueandcry.warehouse.disclosure; print('scipy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


# ---- whatever the table ----------------------------------------------------------------------------------------------

COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 40))
TABLES = arrays(np.int64, array_shapes(min_dims=1, max_dims=2, max_side=4), elements=COUNTS)
many = settings(max_examples=40, deadline=None, derandomize=True)


@many
@given(TABLES)
def test_what_is_shown_is_true_and_never_small(counts):
    table = disclosure.protect(counts)

    rows = np.column_stack([counts, counts.sum(axis=1)]) if counts.ndim == 2 else counts
    truth = np.concatenate([rows, rows.sum(axis=0, keepdims=True)])
    seen = ~np.isnan(table.shown)
    assert table.shown[seen].tolist() == truth[seen].tolist()
    assert not ((table.shown > 0) & (table.shown < disclosure.THRESHOLD)).any()
    assert ((table.why == "") == seen).all()
    assert not ((table.rounded()[seen] > 0) & (table.rounded()[seen] < disclosure.THRESHOLD)).any()


@many
@given(TABLES)
def test_a_table_without_small_numbers_is_shown_whole_and_stays_so(counts):
    table = disclosure.protect(counts + disclosure.THRESHOLD)

    assert not np.isnan(table.shown).any()
    assert disclosure.protect(table.cells).shown.tolist() == table.shown.tolist()
    assert disclosure.rounded(table.rounded()).tolist() == table.rounded().tolist()


@many
@given(TABLES)
def test_one_small_number_never_stands_alone(counts):
    """With its total shown, a number that alone is not shown in its row or column is what is left."""
    hidden = np.isnan(disclosure.protect(counts).shown)

    assert 1 not in hidden.reshape(len(hidden), -1).sum(axis=0)
    if counts.ndim == 2:
        assert 1 not in hidden.sum(axis=1)
