"""Which numbers go with the small ones, so that nobody can work those out.

One gap after the other is closed by the cheapest change of the table that goes round it (Kelly, Golden and Assad
1992, Networks 22, 397-417): changing a number costs its size, changing one that is not shown costs nothing. Then each
number that turns out not to be needed is shown again, the dearest first. Not always the fewest that would do; always
enough, since the last word has the attack.

Size is the number of binary digits, and a total costs as much as its parts. Were it the count itself, then which
number was chosen would say much about how large the others are (Minami and Abe 2019, Algorithms 12, 165).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hueandcry.warehouse.disclosure import attack
from hueandcry.warehouse.disclosure.rule import Counts, Marks, Sum

Numbers = NDArray[np.float64]


def enough(values: Counts, puzzle: attack.Puzzle) -> Marks:
    """Return which numbers are not to be shown: the small ones and enough others; all, if nothing less is safe."""
    truth = np.r_[values, [values[rest].sum() for rest in puzzle.rests]].astype(np.int64)
    hidden, costs, tables = puzzle.small, _costs(values, puzzle.sums), [truth]
    while (gap := attack.gap(puzzle, values, hidden, tables)) is not None:
        others = _way_round(gap, puzzle, truth, hidden, costs)
        if not others.any():
            return np.ones(values.size, bool)
        hidden = hidden | others
    return _without_needless(values, puzzle, hidden, tables, costs)


def _costs(values: Counts, sums: tuple[Sum, ...]) -> Numbers:
    costs = np.array([int(value).bit_length() for value in values], float)
    for total, parts in sums * 3:  # parts before totals: at most three steps
        costs[total] = costs[parts].sum()
    return costs


def _way_round(gap: attack.Gap, puzzle: attack.Puzzle, truth: Counts, hidden: Marks, costs: Numbers) -> Marks:
    """Return the numbers, shown so far, that change on the cheapest way to give a number a value, if there is a way.

    Each free number may grow and shrink; the sums must still add up.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import hstack

    rests = np.ones(truth.size - hidden.size, bool)
    free = np.flatnonzero(np.r_[hidden | (truth[: hidden.size] >= puzzle.threshold), rests])
    price = np.r_[np.where(hidden, 0, costs), 0 * rests][free]
    by = gap.value - truth[gap.place]
    far = 2 * abs(by)  # no number needs to move further than this one, unless groups overlap
    limits = puzzle.limits if gap.knows_why else (np.zeros(truth.size), np.full(truth.size, np.inf))
    lower, upper = (np.clip(limit[free] - truth[free], -far, far) for limit in limits)
    at = free == gap.place
    lower[at] = upper[at] = by
    bounds = Bounds(np.maximum(0, np.r_[lower, -upper]), np.maximum(0, np.r_[upper, -lower]))
    adds_up = LinearConstraint(hstack([puzzle.matrix[:, free], -puzzle.matrix[:, free]]), 0, 0)
    found = milp(np.r_[price, price], bounds=bounds, constraints=adds_up)
    moved = np.zeros(truth.size, bool)
    if found.x is not None:
        up, down = found.x.reshape(2, -1)
        moved[free] = np.abs(up - down) > 1e-6
    return moved[: hidden.size] & ~hidden


def _without_needless(
    values: Counts, puzzle: attack.Puzzle, hidden: Marks, tables: list[Counts], costs: Numbers
) -> Marks:
    """Return what is not shown, without those numbers that can be shown after all."""
    secondary = np.flatnonzero(hidden & ~puzzle.small)
    for place in secondary[np.argsort(-costs[secondary], kind="stable")]:
        fewer = hidden.copy()
        fewer[place] = False
        still_fit = [table for table in tables if table[place] == values[place]]
        if attack.gap(puzzle, values, fewer, still_fit) is None:
            hidden, tables = fewer, still_fit
    return hidden
