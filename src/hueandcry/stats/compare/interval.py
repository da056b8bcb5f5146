"""What every interval function answers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from hueandcry.stats.compare import inputs
from hueandcry.stats.compare.inputs import Floats


@dataclass(frozen=True, eq=False)
class Interval:
    """A figure and the range that chance leaves for it.

    Attributes
    ----------
    value, lower, upper : arrays of one shape, in one unit
        NaN where there is no figure, or where the method has no limit (each function says when).
    level : float
        The share of such intervals that hold the truth, if the method's assumptions do: 0.95.
    method : str
        How it was found, as the option is called.
    """

    value: Floats
    lower: Floats
    upper: Floats
    level: float
    method: str

    def scaled(self, by: ArrayLike) -> "Interval":
        """The same in another unit: `interval.scaled(100_000)` turns a rate per resident into one per 100,000.

        Raises CompareInputError where `by` is not above 0.
        """
        factor = inputs.numbers("scaled", "by", by)
        inputs.refuse(~(factor > 0.0), factor, "scaled", "by", "numbers above 0", "Give the size of the new unit.")
        return Interval(self.value * factor, self.lower * factor, self.upper * factor, self.level, self.method)


def normal_quantile(level: float) -> float:
    """How many standard errors hold the central `level` of a normal distribution: 1.96 for 0.95."""
    return float(special.ndtri(0.5 + level / 2.0))


def tail(level: float) -> float:
    """What a central interval leaves on each side: 0.025 for 0.95."""
    return float(np.float64(1.0 - level) / 2.0)
