"""How figures and bases are written: finer than any interval, too coarse to count single weights."""

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
