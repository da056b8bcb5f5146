"""How a figure is written on a chart and beside it: 0.148 as "14.8%", 96.7 as "£97"."""

import math
from dataclasses import dataclass

from hueandcry.ui.format import is_missing, number


@dataclass(frozen=True)
class Quantity:
    """The way from a value to its words: times a factor, with so many decimals, between two marks.

    A share is `Quantity(times=100, decimals=1, after="%")`, an amount of money `Quantity(before="£")`.
    """

    times: float = 1.0
    decimals: int = 0
    before: str = ""
    after: str = ""

    def scaled(self, value: float) -> float:
        """Return the value as it is written, still a number."""
        return value * self.times

    def written(self, value: float | None) -> str:
        """Return a value in words; a missing one is "no data", never "0"."""
        if value is None or is_missing(value):
            return number(None)
        return self._with(self.scaled(value), self.decimals)

    def tick(self, scaled: float, step: float) -> str:
        """Return a mark of an axis, with no more decimals than the step between marks needs; zero is just that."""
        return self._with(scaled, decimals_of(step)) if scaled else "0"

    def _with(self, scaled: float, decimals: int) -> str:
        words = number(abs(scaled), decimals)
        is_below_zero = scaled < 0 and any(digit in "123456789∞" for digit in words)
        return f"{'−' if is_below_zero else ''}{self.before}{words}{self.after}"


def decimals_of(step: float) -> int:
    """Return how many decimals it takes to write a step of 1, 2, 2.5 or 5 times a power of ten."""
    if step <= 0 or math.isinf(step):
        return 0
    return next((n for n in range(6) if abs(step * 10**n - round(step * 10**n)) < 1e-6 * 10**n), 6)


SHARE = Quantity(times=100, decimals=1, after="%")
COUNT = Quantity()
