"""Which sampling units have respondents in which domain: only sums that are not empty are kept.

So hundreds of domains cost hardly more than one.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from hueandcry.stats.surveys.labels import Bools, Floats, Ints
from hueandcry.stats.surveys.sampling import Stage


@dataclass(frozen=True, eq=False)
class Cells:
    """Which sampling units of a stage have respondents in which domain: one cell for each such pair.

    Attributes
    ----------
    stage : Stage
    starts : (cells,) where each cell begins among the finer cells, or among the selected respondents
    domain, unit : (cells,) ascending
    group_starts : (pairs,) where each pair of domain and group begins among the cells
    group, group_domain, present : (pairs,) the group, the domain, and how many of the group's units have a cell
    number : how many domains
    """

    stage: Stage
    starts: Ints
    domain: Ints
    unit: Ints
    group_starts: Ints
    group: Ints
    group_domain: Ints
    present: Ints
    number: int

    @classmethod
    def of(cls, stage: Stage, domain: Ints, unit: Ints, number: int) -> Self:
        """From the domain and unit of finer cells or respondents, sorted by both."""
        starts = _starts(domain, unit)
        domain, unit = domain[starts], unit[starts]
        group = stage.group[unit]
        group_starts = _starts(domain, group)
        present = np.diff(np.r_[group_starts, unit.size])
        at = group_starts
        return cls(stage, starts, domain, unit, at, group[at], domain[at], present, number)

    def sums(self, values: Floats) -> Floats:
        """Add up finer values: to (cells,)."""
        return np.add.reduceat(values, self.starts) if self.starts.size else np.empty(0)

    def variances(self, values: Floats) -> Floats:
        """What this stage adds to the variance of each domain, from the sums of its cells."""
        out = np.zeros(self.number)
        if not values.size:
            return out
        stage = self.stage
        sampled, multiplier = stage.sampled[self.group], stage.multiplier[self.group]
        mean = np.add.reduceat(values, self.group_starts) / sampled
        if stage.lonely.any():
            alone = stage.lonely[self.group]
            grand = self._grand_means(values)
            mean[alone] = grand[self.group_domain[alone]]
            out += self._absent_lonely(grand, multiplier * alone)
        squares = np.add.reduceat((values - np.repeat(mean, self.present)) ** 2, self.group_starts)
        # A unit without respondents in the domain has the value 0.
        squares += (sampled - self.present) * mean**2
        out += np.bincount(self.group_domain, multiplier * squares, minlength=self.number)
        return np.asarray(out * stage.inflation)

    def _grand_means(self, values: Floats) -> Floats:
        """What a lonely unit is compared with in each domain: the mean of all units drawn, or 0."""
        if self.stage.lonely_choice != "adjust":
            return np.zeros(self.number)
        return np.bincount(self.domain, values, minlength=self.number) / self.stage.number

    def _absent_lonely(self, grand: Floats, present: Floats) -> Floats:
        """Lonely units without a cell: their value is 0, its distance from the grand mean is not."""
        every = self.stage.multiplier[self.stage.lonely].sum()
        here = np.bincount(self.group_domain, present, minlength=self.number)
        return np.asarray((every - here) * grand**2)


def _starts(domain: Ints, unit: Ints) -> Ints:
    """Where domain or unit changes."""
    if not unit.size:
        return np.empty(0, dtype=np.int64)
    changes: Bools = (unit[1:] != unit[:-1]) | (domain[1:] != domain[:-1])
    return np.flatnonzero(np.r_[True, changes])
