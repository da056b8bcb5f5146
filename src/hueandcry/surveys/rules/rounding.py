"""How figures and bases are written: finer than any interval, too coarse to count single weights."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BASES_TO = 5
DIGITS = 6


def significant(value: float) -> float:
    """Return a figure to six significant digits.

    >>> significant(0.123456789)
    0.123457
    """
    return float(f"{value:.{DIGITS}g}")


def rounded_base(base: int) -> int:
    """Return a number of respondents to the nearest five.

    >>> rounded_base(1203)
    1205
    """
    return BASES_TO * round(base / BASES_TO)


def rounded_degrees(degrees: Floats) -> Floats:
    """Return degrees of freedom down to a multiple of five, or to two: so no interval becomes too narrow.

    Where each respondent is a sampling unit of their own, degrees to the unit would be a base to the unit.

    >>> rounded_degrees(np.array([1.0, 4.0, 599.0])).tolist()
    [1.0, 2.0, 595.0]
    """
    return np.where(degrees >= 2, np.maximum(BASES_TO * np.floor(degrees / BASES_TO), 2.0), degrees)
