"""What can be worked out from a table of which some numbers are not shown.

The solver proposes tables, this file adds them up: a table counts only if it is whole numbers that fit exactly. If
the solver errs, a safe table passes for unsafe; an unsafe one never passes for safe.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hueandcry.warehouse.disclosure.rule import Counts, Marks, Places, Sum

if TYPE_CHECKING:
    from scipy.sparse import sparray

Numbers = NDArray[np.float64]

MOST_ROUNDS = 50  # stopping early leaves limits too wide, and asks too much of a table, never too little


class Gap(NamedTuple):
    """A number, and a value that it should be able to have but cannot, for an attacker who knows why or does not."""

    place: int
    value: int
    knows_why: bool


@dataclass(frozen=True, eq=False)
class Puzzle:
    """What an attacker knows beside the numbers shown: how they add up and, in the worst case, which are small.

    After the places of the table stand those of the rests, each a number of its own that is never shown. Nobody is told
    that it is small, but every small value must remain possible for it.
    """

    sums: tuple[Sum, ...]
    rests: tuple[Places, ...]
    small: Marks  # (places of the table,)
    zero: Marks  # zeros that are shown
    least: Counts
    threshold: int
    width: int

    @cached_property
    def lines(self) -> tuple[Sum, ...]:
        """All sums, those of the rests too."""
        return (*self.sums, *(Sum(self.small.size + i, rest) for i, rest in enumerate(self.rests)))

    @cached_property
    def matrix(self) -> sparray:
        """The sums as equations, (lines, all places): 1 at the total, -1 at its parts."""
        from scipy.sparse import csr_array

        line = np.repeat(np.arange(len(self.lines)), [1 + len(parts) for _, parts in self.lines])
        place = np.concatenate([np.r_[total, parts] for total, parts in self.lines])
        sign = np.concatenate([np.r_[1, np.full(len(parts), -1)] for _, parts in self.lines])
        return csr_array((sign, (line, place)), shape=(len(self.lines), self.small.size + len(self.rests)))

    @cached_property
    def limits(self) -> tuple[Numbers, Numbers]:
        """Between which values each number lies, at all places, for an attacker who knows why and is shown only zeros.

        What the rule allows, as far as the sums leave room: of two small parts of a total of five or more none is 0.
        """
        rests = np.zeros(len(self.rests))
        lower = np.where(self.zero, 0, np.where(self.small, self.least, self.threshold))
        upper = np.where(self.zero, 0, np.where(self.small, self.threshold - 1, np.inf))
        lower, upper = np.r_[lower.astype(float), rests], np.r_[upper, rests + np.inf]
        return self._tightened(lower, upper)

    def never(self, place: int, value: int) -> bool:
        """Return whether a small number surely cannot have this value, for the same attacker."""
        lower, upper = (limit.copy() for limit in self.limits)
        lower[place] = upper[place] = value
        lower, upper = self._tightened(lower, upper)
        return bool((lower > upper).any())

    def _tightened(self, lower: Numbers, upper: Numbers) -> tuple[Numbers, Numbers]:
        """Return the limits that follow: a part is what the others leave of its total. Whole numbers, added exactly."""
        lower, upper = lower.copy(), upper.copy()
        for _ in range(MOST_ROUNDS):
            before = lower.copy(), upper.copy()
            for total, parts in self.lines:
                lower[total] = max(lower[total], lower[parts].sum())
                upper[total] = min(upper[total], upper[parts].sum())
                lower[parts] = np.maximum(lower[parts], lower[total] - _sum_of_others(upper[parts]))
                upper[parts] = np.minimum(upper[parts], upper[total] - _sum_of_others(lower[parts]))
            if np.array_equal(before, (lower, upper)):
                break
        return lower, upper


def _sum_of_others(values: Numbers) -> Numbers:
    unbounded = np.isinf(values)
    finite = np.where(unbounded, 0, values)
    return np.where(unbounded.sum() > unbounded, np.inf, finite.sum() - finite)


class Attack:
    """All tables of whole numbers that fit what is shown."""

    def __init__(self, puzzle: Puzzle, values: Counts, hidden: Marks, *, knows_why: bool) -> None:
        rests = np.zeros(len(puzzle.rests), np.int64)
        unknown = np.r_[hidden, rests == 0]
        self._known = np.where(unknown, 0, np.r_[values, rests])
        self._places = np.flatnonzero(unknown)
        self._column = np.cumsum(unknown) - 1
        limits = puzzle.limits if knows_why else (np.zeros(unknown.size), np.full(unknown.size, np.inf))
        self._lower, self._upper = (limit[unknown] for limit in limits)
        self._matrix, self._wanted = puzzle.matrix[:, self._places], -(puzzle.matrix @ self._known)

    def lowest(self, places: Places, *, at_least: float = 0) -> Counts | None:
        """Return the table in which these numbers, each of them at least so large, are together smallest."""
        lower = self._lower.copy()
        lower[self._column[places]] = np.maximum(lower[self._column[places]], at_least)
        return self._table(self._matrix, self._wanted, self._wish(places, 1), lower, self._upper)

    def highest(self, places: Places, *, at_most: float = np.inf) -> Counts | None:
        """Return the table in which these numbers, each of them at most so large, are together largest."""
        upper = self._upper.copy()
        upper[self._column[places]] = np.minimum(upper[self._column[places]], at_most)
        return self._table(self._matrix, self._wanted, self._wish(places, -1), self._lower, upper)

    def nearest(self, places: Places, value: int) -> Counts | None:
        """Return the table in which the numbers at these places are together nearest to a value."""
        from scipy.sparse import csr_array

        known, each, many = self._matrix, np.arange(places.size), self._places.size
        # below the sums a line for each of these numbers: number - over + under = value; over and under cost 1 each
        column = np.column_stack([self._column[places], many + each, many + places.size + each])
        entries = np.r_[known.data, np.tile([1, -1, 1], places.size)]
        ends = np.r_[known.indptr, known.indptr[-1] + 3 * (each + 1)]
        lines = csr_array((entries, np.r_[known.indices, column.ravel()], ends), (ends.size - 1, many + 2 * each.size))
        off = np.zeros(2 * places.size)
        return self._table(
            lines,
            np.r_[self._wanted, np.full(places.size, value)],
            np.r_[np.zeros(many), off + 1],
            np.r_[self._lower, off],
            np.r_[self._upper, off + np.inf],
        )

    def _wish(self, places: Places, sense: int) -> Numbers:
        wish = np.zeros(self._places.size)
        wish[self._column[places]] = sense
        return wish

    def _table(self, matrix: sparray, wanted: Counts, wish: Numbers, lower: Numbers, upper: Numbers) -> Counts | None:
        """Return a table that fits; None if the solver proposes none. Most corners of solutions are whole at once."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        for whole in (0, 1):
            fits, kinds = LinearConstraint(matrix, wanted, wanted), np.full(wish.size, whole)
            found = milp(wish, integrality=kinds, bounds=Bounds(lower, upper), constraints=fits)
            if found.x is None:
                return None
            numbers = np.rint(found.x[: self._places.size]).astype(np.int64)
            inside = (lower[: numbers.size] <= numbers) & (numbers <= upper[: numbers.size])
            if (self._matrix @ numbers == self._wanted).all() and inside.all():
                table = self._known.copy()
                table[self._places] = numbers
                return table
        return None


def gap(puzzle: Puzzle, values: Counts, hidden: Marks, tables: list[Counts]) -> Gap | None:
    """Return the first gap in the protection, if there is one; None says that the promise holds.

    `tables` are tables known to fit what is shown, for an attacker who knows why; those found are added.
    """
    if not hidden.any():
        return None
    told = Attack(puzzle, values, hidden, knows_why=True)
    for place, value in _not_seen(told, puzzle, tables):
        if not puzzle.never(place, value):
            return Gap(place, value, knows_why=True)
    not_told = Attack(puzzle, values, hidden, knows_why=False)
    pinned = _pinned(not_told, np.flatnonzero(hidden), puzzle.width, tables)
    return None if pinned is None else Gap(*pinned, knows_why=False)


def _not_seen(attack: Attack, puzzle: Puzzle, tables: list[Counts]) -> Iterator[tuple[int, int]]:
    """Yield each small number with a value that it could have if nothing were shown, and has in no table that fits.

    Each table serves all numbers, and is kept.
    """
    small, values = np.r_[puzzle.small, np.ones(len(puzzle.rests), bool)], np.arange(puzzle.threshold)
    lower, upper = puzzle.limits
    unseen = small[:, None] & (lower[:, None] <= values) & (values <= upper[:, None])
    for table in tables:
        _see(unseen, table)
    top = puzzle.threshold - 1
    for value in (top, *range(top)):  # what lets a number be largest mostly lets it be everything else
        while (waiting := np.flatnonzero(unseen[:, value])).size:
            found = attack.nearest(waiting, value)
            if found is None or not (found[waiting] == value).any():
                found = attack.nearest(waiting[:1], value)
            if found is not None:
                tables.append(found)
                _see(unseen, found)
            if unseen[waiting, value].all():
                unseen[waiting[0], value] = False
                yield int(waiting[0]), value


def _see(unseen: Marks, table: Counts) -> None:
    places = np.flatnonzero(table < unseen.shape[1])
    unseen[places, table[places]] = False


def _pinned(attack: Attack, places: Places, width: int, tables: list[Counts]) -> tuple[int, int] | None:
    """Return the first number that is held within less than the width, and a value it would need; None if none is."""
    short = attack.lowest(places)
    if short is None:  # no table at all fits: what is shown does not add up
        return int(places[0]), width - 1
    seen = np.array([*tables, short])[:, places]
    lowest, highest = seen.min(axis=0), seen.max(axis=0)
    while (waiting := np.flatnonzero(highest - lowest + 1 < width)).size:
        first = waiting[:1]
        tall = attack.highest(places[waiting], at_most=lowest[waiting].max() + width - 1)
        for table in (tall, attack.lowest(places[first])):
            if table is not None:
                lowest, highest = np.minimum(lowest, table[places]), np.maximum(highest, table[places])
        if highest[first] - lowest[first] + 1 < width:
            needed = lowest[first].item() + width - 1
            table = attack.lowest(places[first], at_least=needed)
            if table is None:
                return places[first].item(), needed
            highest = np.maximum(highest, table[places])
    return None
