"""Which groups are affected more than everybody else, allowing for how many were looked at."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MORE, LESS, CHANCE = "more", "less", "no more than chance"
LEVEL = 0.05


def holm(p_values: Floats) -> Floats:
    """Return p-values that allow for how many tests were made (Holm 1979, Scandinavian Journal of Statistics 6, 65-70).

    With two groups each is compared with the other: that is one test.

    >>> holm(np.array([0.01, 0.04, 0.03])).round(2).tolist()
    [0.03, 0.06, 0.06]
    """
    if p_values.size <= 2:
        return p_values
    order = np.argsort(p_values, kind="stable")
    steps = np.maximum.accumulate(p_values[order] * np.arange(p_values.size, 0, -1))
    adjusted = np.empty_like(p_values)
    adjusted[order] = np.minimum(steps, 1.0)
    return adjusted


def verdict(difference: float, p_value: float) -> str:
    """Return "more", "less" or "no more than chance"."""
    if not p_value < LEVEL:
        return CHANCE
    return MORE if difference > 0 else LESS
