"""Estimates with what one must know to judge them."""

from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import special

from hueandcry.stats.surveys.design import Wave
from hueandcry.stats.surveys.labels import Bools, Floats, Ints
from hueandcry.stats.surveys.refusals import one_of, refused


@dataclass(frozen=True, eq=False)
class Estimates:
    """One estimate for each domain (first axis, if domains were asked for) and question (last axis, if several).

    Attributes
    ----------
    kind : "mean", "total", "ratio", "proportion" or "contrast"
    value : the estimates; NaN where nobody answered
    se : their standard errors; NaN where nobody answered, 0 where all answers are equal
    degrees : degrees of freedom; PSUs less strata. 0 where one PSU answers for a domain: then there is no t interval
    base : unweighted number who answered; never scaled
    weighted_base : the sum of their weights
    simple_se : standard error that as many respondents drawn at random, with replacement, would have given; NaN for
        contrasts and replicate weights
    labels : what the domains are called; empty where none were asked for
    wave : the wave of the design
    """

    kind: str
    value: Floats
    se: Floats
    degrees: Floats
    base: Ints
    weighted_base: Floats
    simple_se: Floats
    labels: tuple[Any, ...] = ()
    wave: Wave | None = None

    def interval(self, level: float = 0.95, *, distribution: str = "t") -> tuple[Floats, Floats]:
        """Wald interval: value ± quantile x standard error. Not held inside any range; for shares see `proportions`.

        Parameters
        ----------
        level : between 0 and 1
        distribution : "t" or "normal"
            "t" with `degrees`; NaN where these are 0. "normal" is too narrow for few PSUs.
        """
        half = critical(level, self.in_shape(self.degrees), distribution) * self.se
        return self.value - half, self.value + half

    @property
    def relative_error(self) -> Floats:
        """Standard error over estimate (coefficient of variation); infinite or NaN at an estimate of 0."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.se / self.value

    def design_effect(self, *, against: str = "with_replacement") -> Floats:
        """Variance over that of a simple random sample of as many respondents.

        Parameters
        ----------
        against : "with_replacement" or "without_replacement"
            The simple random sample. "without_replacement" takes the sum of weights as the population's size, so it
            is NaN where weights do not add up to more than the number of respondents (Kish 1965, chapter 8).
        """
        one_of("design_effect(against=…)", against, ("with_replacement", "without_replacement"))
        with np.errstate(invalid="ignore", divide="ignore"):
            effect = self.se**2 / self.simple_se**2
            if against == "without_replacement":
                left = 1 - self.base / self.weighted_base
                effect = effect / self.in_shape(np.where(left > 0, left, np.nan))
        return effect

    @property
    def design_factor(self) -> Floats:
        """The square root of `design_effect` with replacement: standard error over the simple one."""
        return np.sqrt(self.design_effect())

    def per(self, number: float) -> Self:
        """The same in another unit: `per(1000)` of incidents a person is incidents per 1,000."""
        scaled: dict[str, Any] = {name: getattr(self, name) * number for name in self._in_units()}
        return replace(self, **scaled)

    def hidden(self, where: Bools) -> Self:
        """The same with NaN in the domains `where` is true; the bases stay."""
        there = self.in_shape(where)
        found: dict[str, Any] = {n: np.where(there, np.nan, getattr(self, n)) for n in self._in_units()}
        return replace(self, **found)

    def _in_units(self) -> tuple[str, ...]:
        return ("value", "se", "simple_se")

    def in_shape(self, of_domains: NDArray[Any]) -> NDArray[Any]:
        """Per-domain numbers in the shape of `value`."""
        return of_domains[..., None] if self.value.ndim > of_domains.ndim else of_domains


def critical(level: float, degrees: Floats | float, distribution: str = "t") -> Floats:
    """The quantile that bounds the central `level` of the distribution; NaN for t with no degrees of freedom."""
    if not 0 < level < 1:
        raise refused("level", level, "a number between 0 and 1", "Such as 0.95.")
    one_of("distribution", distribution, ("t", "normal"))
    given = np.asarray(degrees, dtype=np.float64)
    if distribution == "normal":
        return np.full(given.shape, special.ndtri((1 + level) / 2))
    with np.errstate(invalid="ignore"):
        return special.stdtrit(np.where(given > 0, given, np.nan), (1 + level) / 2)


def shaped(table: NDArray[Any], one_domain: bool, one_column: bool) -> NDArray[Any]:
    """(domains, k) without the axes nobody asked for."""
    out = table[:, 0] if one_column else table
    return out[0] if one_domain else out
