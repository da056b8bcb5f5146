"""A little table of wards becomes numbers, and what is shown of it is written as on a page."""

import numpy as np


def counts(rows: list[dict[str, str]]) -> np.ndarray:
    """The table without the names of its rows."""
    return np.array([[int(cell) for cell in list(row.values())[1:]] for row in rows])


def written(rows: list[dict[str, str]], shown: np.ndarray) -> list[dict[str, str]]:
    """The table with its totals; NaN is "not shown"."""
    heads = [*rows[0], "all"]
    names = [*(row[heads[0]] for row in rows), "all"]
    cells = [["not shown" if np.isnan(number) else f"{number:.0f}" for number in line] for line in shown]
    return [dict(zip(heads, [name, *line], strict=True)) for name, line in zip(names, cells, strict=True)]


def range_of(lowest: float, highest: float) -> str:
    return f"{lowest:.0f}" if lowest == highest else f"{lowest:.0f} to {highest:.0f}"
