"""How the sample was drawn: the units of each stage, the groups they were drawn from, and how much each counts.

A design is reduced to one or two stages. At each, units were drawn at random within groups: at the first, primary
units (PSUs) within strata; at the second, units within PSUs. The variance of an estimated total is then a sum over
groups (Särndal, Swensson & Wretman 1992, section 4.3; Cochran 1977, chapter 11):

    V = sum over strata h of        (1 - f_h)  n_h / (n_h - 1)  sum over PSUs i of h   (z_i - mean of z in h)^2
      + sum over PSUs i of    f_h   (1 - f_i)  m_i / (m_i - 1)  sum over units j of i  (z_ij - mean of z in i)^2

with z the sum of weight x value within a unit, n_h of N_h PSUs and m_i of M_i units drawn, f = n / N or m / M.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from hueandcry.stats.surveys.labels import Bools, Coded, Floats, Ints, nested, rows
from hueandcry.stats.surveys.refusals import SurveysInputError, refused

LONELY = ("fail", "certainty", "remove", "adjust", "average", "uncentred")


class LonelyUnitError(SurveysInputError):
    """A group of several units of which only one was drawn: its share of the variance cannot be estimated."""


@dataclass(frozen=True, eq=False)
class Stage:
    """One stage of sampling.

    Attributes
    ----------
    unit : (n,) the sampling unit each respondent belongs to
    group : (units,) the group each unit was drawn from; ascending
    sampled : (groups,) units drawn in each group
    multiplier : (groups,) what the group's sum of squared deviations is multiplied by
    lonely : (groups,) one unit drawn of several, and `lonely_choice` says what to do
    lonely_choice : one of `LONELY`
    """

    unit: Ints
    group: Ints
    sampled: Floats
    multiplier: Floats
    lonely: Bools
    lonely_choice: str

    @property
    def number(self) -> int:
        return int(self.group.size)

    @cached_property
    def order(self) -> Ints:
        """Respondents sorted by unit."""
        return sorted_by(self.unit, self.number)

    @cached_property
    def starts(self) -> Ints:
        """Where each group's units begin."""
        return np.flatnonzero(np.r_[True, self.group[1:] != self.group[:-1]])

    @cached_property
    def inflation(self) -> float:
        """For "average": all groups over those whose variance is known; NaN if none is."""
        if self.lonely_choice != "average":
            return 1.0
        known = int((~self.lonely).sum())
        return self.lonely.size / known if known else np.nan


def sorted_by(keys: Ints, n_keys: int) -> Ints:
    """Stable order of the keys, by counting: one sparse row for each key's owner, transposed."""
    n = keys.size
    one_each = sparse.csr_array((np.arange(n), keys, np.arange(n + 1)), shape=(n, n_keys))
    return one_each.tocsc().data


def first_stage(
    strata: Coded | None, clusters: Coded | None, population: Floats | None, lonely: str, n: int
) -> tuple[Stage, Floats]:
    """PSUs within strata, and the sampling fraction of each PSU (0 where no population is given)."""
    stratum = np.zeros(n, dtype=np.int64) if strata is None else strata.codes
    if clusters is not None:
        unit, group = nested(stratum, clusters)
    elif strata is None:
        unit, group = np.arange(n), stratum
    else:
        unit = np.empty(n, dtype=np.int64)
        unit[sorted_by(stratum, strata.number)] = np.arange(n)
        group = np.sort(stratum)
    labels = np.array(["whole sample"]) if strata is None else strata.labels
    fraction, sampled = _fractions("population", "stratum", population, stratum, group, labels)
    choice = _Choice(lonely, "stratum", 1)
    return _stage(unit, group, sampled, fraction, np.ones(sampled.size), choice, labels), fraction[group]


def second_stage(first: Stage, units: Coded | None, population: Floats | None, share: Floats, lonely: str) -> Stage:
    """Units within PSUs. `share` is the sampling fraction of each PSU's stratum."""
    n = first.unit.size
    inner = units if units is not None else Coded(np.arange(n), np.arange(n))
    unit, group = nested(first.unit, inner)
    labels = np.array([f"number {i}" for i in range(first.number)])
    fraction, sampled = _fractions("second_population", "PSU", population, first.unit, group, labels)
    return _stage(unit, group, sampled, fraction, share, _Choice(lonely, "PSU", 2), labels)


@dataclass(frozen=True)
class _Choice:
    lonely: str
    group: str
    stage: int


def _stage(
    unit: Ints, group: Ints, sampled: Floats, fraction: Floats, share: Floats, choice: _Choice, labels: NDArray[Any]
) -> Stage:
    alone = sampled == 1
    lonely = alone & (fraction < 1) & (share > 0)
    if choice.lonely == "fail" and lonely.any():
        raise _lonely_error(choice, labels[lonely])
    multiplier = share * (1 - fraction) * sampled / np.where(alone, 1, sampled - 1)
    if choice.lonely not in ("adjust", "uncentred"):
        multiplier = np.where(lonely, 0.0, multiplier)
    return Stage(unit, group, sampled, np.where(alone & ~lonely, 0.0, multiplier), lonely, choice.lonely)


def _fractions(
    name: str, group_name: str, population: Floats | None, group_of: Ints, group: Ints, labels: NDArray[Any]
) -> tuple[Floats, Floats]:
    """Sampling fraction and number of units drawn, for each group."""
    sampled = np.bincount(group, minlength=labels.size).astype(np.float64)
    if population is None:
        return np.zeros(labels.size), sampled
    sizes = np.empty(labels.size)
    sizes[group_of] = population
    unequal = np.flatnonzero(sizes[group_of] != population)
    if unequal.size:
        which = group_of[unequal[0]]
        raise refused(
            f"{name}, {rows(unequal)}",
            f"{population[unequal[0]]:g} and {sizes[which]:g} in {group_name} {labels[which]}",
            f"one number of units for all of a {group_name}",
            "Give how many there were to draw from.",
        )
    short = np.flatnonzero(sizes < sampled)
    if short.size:
        raise refused(
            f"{name}, {group_name} {labels[short[0]]}",
            f"{sizes[short[0]]:g} to draw from and {sampled[short[0]]:g} drawn",
            "at least as many as were drawn",
            "Give a number of units, not a fraction, or leave the finite population out.",
        )
    return sampled / sizes, sampled


def _lonely_error(choice: _Choice, labels: NDArray[Any]) -> LonelyUnitError:
    named = ", ".join(str(label) for label in labels[:5]) + (f" and {labels.size - 5} more" if labels.size > 5 else "")
    return LonelyUnitError(
        found=f"only one unit at stage {choice.stage} in {choice.group} {named}",
        expected="two or more, or a population of one",
        where="Design",
        remedy="Join it to a like one, or choose lonely='adjust', 'average', 'certainty' or 'remove'.",
    )
