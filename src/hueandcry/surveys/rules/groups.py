"""Which groups are affected more than everybody else, allowing for how many were looked at."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MORE, LESS, CHANCE = "more", "less", "no more than chance"
LEVEL = 0.05


def holm(p_values: Floats, *, groups: int) -> Floats:
    """Return p-values that allow for how many tests were made (Holm 1979, Scandinavian Journal of Statistics 6, 65-70).

    The family of tests is every group of the split in which anybody answered, each against everybody else. It is known
    before any figure is looked at: a group that is not shown, or whose test cannot be made, counts as one that differs
    by chance. Two groups are each compared with the other: that is one test.

    >>> holm(np.array([0.01, 0.04, 0.03]), groups=3).round(2).tolist()
    [0.03, 0.06, 0.06]
    """
    tests = groups if groups > 2 else 1
    order = np.argsort(p_values, kind="stable")
    left = np.maximum(tests - np.arange(p_values.size), 1)
    steps = np.maximum.accumulate(p_values[order] * left)
    adjusted = np.empty_like(p_values)
    adjusted[order] = np.minimum(steps, 1.0)
    return adjusted


def verdict(difference: float, p_value: float) -> str:
    """Return "more", "less" or "no more than chance"."""
    if not p_value < LEVEL:
        return CHANCE
    return MORE if difference > 0 else LESS
