"""Two attackers who know nothing of our code. One tries every table there is; one asks a linear programme.

They are given a table of which some numbers are NaN, and how it adds up: the last row is the total of all rows, the
rows before it are totals of groups, and in a table of two ways the last column is the total of each row.
"""

from __future__ import annotations

import itertools

import numpy as np
from scipy.optimize import linprog

MOST_TABLES = 150_000


def every_table(shown, rows, groups=()):
    """All tables, totals included, of whole numbers from 0 that fit what is shown; None if they are too many.

    They are without end where the total of all is not shown.
    Row by row: all ways to fill a row that fit its total, put under all ways to fill the rows above it that keep
    within the totals of the columns.
    """
    grid = shown.reshape(len(shown), -1)
    one_way = shown.ndim == 1
    cells = grid[:rows] if one_way else grid[:rows, :-1]
    if np.isnan(grid[-1, -1]):
        return None
    most = _most(grid, rows, groups)[:, : cells.shape[1]]
    found = np.zeros((1, 0, cells.shape[1]), int)
    for i, row in enumerate(cells):
        ways = _fillings(row, np.nan if one_way else grid[i, -1], most[i])
        if ways is None or len(found) * len(ways) > MOST_TABLES:
            return None
        found = np.concatenate(
            [np.repeat(found, len(ways), axis=0), np.tile(ways[:, None], (len(found), 1, 1))], axis=1
        )
        found = found[(found.sum(axis=1) <= most[-1]).all(axis=1)]
    full = found if one_way else np.concatenate([found, found.sum(axis=2, keepdims=True)], axis=2)
    below = [full[:, list(group)].sum(axis=1, keepdims=True) for group in groups]
    full = np.concatenate([full, *below, full.sum(axis=1, keepdims=True)], axis=1)
    fits = (np.isnan(grid) | (full == np.nan_to_num(grid))).all(axis=(1, 2))
    return full[fits].reshape(-1, *shown.shape)


def _most(grid, rows, groups):
    """The smallest total shown that holds each cell down the columns, (rows, columns); at last that of the column."""
    most = np.tile(np.fmin(grid[-1, :], grid[-1, -1]), (rows + 1, 1))
    for total, group in zip(grid[rows:-1], groups, strict=True):
        most[list(group)] = np.fmin(most[list(group)], total)
    return most


def _fillings(row, total, most):
    """All ways to fill a row, (ways, columns)."""
    ends = np.fmin(most, total).astype(int)
    ranges = [range(end + 1) if np.isnan(value) else [int(value)] for value, end in zip(row, ends, strict=True)]
    if np.prod([len(values) for values in ranges], dtype=float) > MOST_TABLES:
        return None
    ways = np.array(list(itertools.product(*ranges)), int).reshape(-1, len(row))
    return ways if np.isnan(total) else ways[ways.sum(axis=1) == total]


def told(tables, small, least, shown, threshold):
    """Those tables that fit for an attacker who was told which numbers are small: what else is hidden is larger."""
    other = np.isnan(shown) & ~small
    fits_small = (least <= tables) & (tables < threshold)
    return tables[
        (~small | fits_small).all(axis=_all(tables)) & (~other | (tables >= threshold)).all(axis=_all(tables))
    ]


def _all(tables):
    return tuple(range(1, tables.ndim))


def equations(shape, rows, groups=()):
    """How a table of this shape adds up: a matrix that makes 0 of it, one line for each sum."""
    places = np.arange(np.prod(shape)).reshape(shape[0], -1)
    sums = []
    if len(shape) == 2:
        sums += [(line[-1], line[:-1]) for line in places]
    for column in places.T:
        sums.append((column[-1], column[:rows]))
        sums += [(column[rows + i], column[list(group)]) for i, group in enumerate(groups)]
    matrix = np.zeros((len(sums), places.size))
    for line, (total, parts) in zip(matrix, sums, strict=True):
        line[total] = -1
        line[parts] = 1
    return matrix


def reach(shown, rows, place, groups=(), bounds=(0, None)):
    """The lowest and highest whole number that the number at a place can have, by linear programming.

    `bounds`: between which values a number lies that is not shown, one pair for all or a pair for each place.
    """
    values = shown.ravel()
    each = [bounds] * values.size if isinstance(bounds, tuple) else bounds
    limits = [
        pair if np.isnan(value) else (value, value) for value, pair in zip(values, each, strict=True)
    ]  # fmt: skip
    matrix = equations(shown.shape, rows, groups)
    ends = []
    for sense in (1, -1):
        wish = np.zeros(values.size)
        wish[place] = sense
        found = linprog(wish, A_eq=matrix, b_eq=np.zeros(len(matrix)), bounds=limits, method="highs")
        ends.append(found.x[place] if found.status == 0 else sense * -np.inf)
    return np.ceil(ends[0] - 1e-6), np.floor(ends[1] + 1e-6)
