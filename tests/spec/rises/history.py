"""A history written as years and months becomes counts that can be judged."""

import numpy as np

from hueandcry.stats import rises

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def counts(rows: list[dict[str, str]]) -> np.ndarray:
    """(months,) counts in order, NaN where a cell is empty; ends with the last cell that is not."""
    cells = [float(row[month]) if row[month] else np.nan for row in rows for month in MONTHS]
    last = max(i for i, cell in enumerate(cells) if not np.isnan(cell))
    return np.array(cells[: last + 1])


def judge(series: np.ndarray) -> rises.FarringtonResult:
    """Judge the last month as the product does."""
    return rises.farrington(series[None, :], at=[series.size - 1], frequency=12, compatible=False)


def judge_instead(series: np.ndarray, observed: float) -> rises.FarringtonResult:
    """Judge the last month as if so many had been counted."""
    changed = series.copy()
    changed[-1] = observed
    return judge(changed)


def whole(value: np.ndarray) -> str:
    """A count as it is written on a page; a dash where there is none."""
    return "–" if np.isnan(value).any() else f"{float(np.squeeze(value)):.0f}"
