"""What of a table is small: counts below the threshold, and zeros that would tell something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hueandcry.errors import HueAndCryError

THRESHOLD = 5  # counts from 1 to one less than this are small
LARGEST = 10**12  # the most people a table may hold: beyond it the solver's proposals would be too coarse

Counts = NDArray[np.int64]
Marks = NDArray[np.bool_]
Places = NDArray[np.intp]
Groups = Sequence[Sequence[int]]


class DisclosureInputError(HueAndCryError):
    """A table, or a wish, that cannot be protected as it stands."""


class Sum(NamedTuple):
    """A total and the numbers that add up to it, as places in the flattened table."""

    total: int
    parts: Places


def small(
    values: Counts, sums: tuple[Sum, ...], exempt: Marks | None, threshold: int
) -> tuple[Marks, Counts, tuple[Places, ...]]:
    """Return which numbers are small, the least each could be, and the rests.

    Parameters
    ----------
    values : (places,) the flattened table with its totals
    exempt : (places,) zeros that tell nothing; None if none tells anything

    Returns
    -------
    small : (places,) counts from 1 to threshold - 1, and zeros that would tell something
    least : (places,) 0 where a zero would be small, else 1
    rests : the parts of a group other than its largest, where they are small together
    """
    none: tuple[Marks, tuple[Places, ...]] = np.zeros(values.size, bool), ()
    telling, rests = none if exempt is None else _telling(values, sums, exempt, threshold)
    return (values < threshold) & ((values > 0) | telling), np.where(telling, 0, 1), rests


def _telling(values: Counts, sums: tuple[Sum, ...], exempt: Marks, threshold: int) -> tuple[Marks, tuple[Places, ...]]:
    """Return where a zero would tell something, and the rests.

    If all of a group, or all but a few, are one thing, then that is known of each of them (Hundepool and others 2012,
    section 5.2, group attribute disclosure). Only "all" would not do: zeros not shown would then mean "all". A zero
    tells nothing where its total is 0 and is shown: nobody is there. This in turn depends on which totals of 0 are
    shown, so it is gone through until nothing changes.
    """
    while True:
        telling, rests = np.zeros(values.size, bool), []
        for total, parts in sums:
            free = parts[~exempt[parts]]
            others = np.delete(free, np.argmax(values[free])) if free.size > 1 else free[:0]
            if others.size and values[total] and _nearly_all_alike(values, total, free, others, threshold):
                telling[free] = True
                rests.append(others)
        for total, parts in sums * 3:  # from the total of all down to a cell are at most three steps
            telling[parts] |= telling[total] & (values[total] == 0) & ~exempt[parts]
        settled = exempt.copy()
        for total, parts in sums:
            settled[parts] |= values[total] == 0 and not telling[total]
            settled[total] |= settled[parts].all()
        if (settled == exempt).all():
            return telling, tuple(rests)
        exempt = settled


def _nearly_all_alike(values: Counts, total: int, parts: Places, others: Places, threshold: int) -> bool:
    """Small parts of a total that is not small say by themselves that no part is nearly all of it."""
    one_is_large = values[parts].max() >= threshold or values[total] < threshold
    return bool(values[others].sum() < threshold and one_is_large)


def checked(
    counts: ArrayLike, groups: Groups, impossible: ArrayLike | None, threshold: int, width: int | None
) -> tuple[Counts, Marks]:
    """Return the cells, and where nobody can be. Raises DisclosureInputError."""
    given = np.asarray(counts, float)
    nobody = np.zeros(given.shape, bool) if impossible is None else np.asarray(impossible, bool)
    if given.ndim not in (1, 2) or not given.size:
        raise refused(f"a table of shape {given.shape}", "one or two ways, with at least one cell", "Split it.")
    if not np.isfinite(given).all():
        raise refused("a missing number", "a count in every cell", "Leave out rows without data, and say so.")
    if (given < 0).any() or (given != np.floor(given)).any() or given.sum() > LARGEST:
        raise refused("a number that is no count", f"whole numbers from 0, {LARGEST} in all", "Give unweighted counts.")
    rows = set(range(len(given)))
    if any(not group or len(set(group)) < len(group) or not set(group) <= rows for group in map(list, groups)):
        raise refused("a group of rows that cannot be", "rows of the table, each once", "Give their places, from 0.")
    if nobody.shape != given.shape or given[nobody].any():
        raise refused("people where nobody can be", "0 in every impossible cell", "Correct `impossible`.")
    if threshold < 2 or (width is not None and width < 1):
        raise refused(f"threshold {threshold} and width {width}", "at least 2 and 1", f"Use {THRESHOLD} for both.")
    return given.astype(np.int64), nobody


def refused(found: str, expected: str, remedy: str) -> DisclosureInputError:
    return DisclosureInputError(found=found, expected=expected, where="disclosure control", remedy=remedy)


def with_totals(cells: NDArray, groups: Groups) -> Counts:
    """Return the table with the total of each row, of each group and of all."""
    rows = np.column_stack([cells, cells.sum(axis=1)]) if cells.ndim == 2 else cells
    below = [*(rows[list(group)].sum(axis=0) for group in groups), rows.sum(axis=0)]
    return np.concatenate([rows, np.array(below).reshape(-1, *rows.shape[1:])]).astype(np.int64)


def sums_of(shape: tuple[int, ...], rows: int, groups: Groups) -> tuple[Sum, ...]:
    """Return every sum in a table with totals of this shape: along its rows, down its columns, of groups."""
    place = np.arange(np.prod(shape)).reshape(shape[0], -1)
    sums = [Sum(int(line[-1]), line[:-1]) for line in place] if len(shape) == 2 else []
    for line in place.T:
        sums.append(Sum(int(line[-1]), line[:rows]))
        sums += [Sum(int(line[rows + i]), line[list(group)]) for i, group in enumerate(groups)]
        if groups and sorted(row for group in groups for row in group) == list(range(rows)):
            sums.append(Sum(int(line[-1]), line[rows:-1]))
    return tuple(sums)
