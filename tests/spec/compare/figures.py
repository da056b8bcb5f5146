"""Columns of a little table become numbers, and numbers are written as on a page."""

import numpy as np


def numbers(rows: list[dict[str, str]], column: str) -> np.ndarray:
    """A column; NaN where a cell is empty."""
    return np.array([float(row[column]) if row[column] else np.nan for row in rows])


def per_100k(value: float) -> str:
    """A rate with one digit after the point; a dash where there is none."""
    return _written(value, "{:.1f}")


def percent(value: float) -> str:
    """A share as a whole percentage; a dash where there is none."""
    return _written(100 * value, "{:.0f}%")


def whole(value: float) -> str:
    """A count; a dash where there is none."""
    return _written(value, "{:.0f}")


def _written(value: float, form: str) -> str:
    return "–" if np.isnan(value) else form.format(value)
