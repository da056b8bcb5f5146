"""Standardised rates: places compared as if their people were alike.

An area of students reports other crimes than an area of pensioners. Direct standardisation gives every place the same
people; indirect standardisation sets what was counted beside what the same people would have reported elsewhere.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from hueandcry.stats.compare import inputs
from hueandcry.stats.compare.counts import limits_of_counts
from hueandcry.stats.compare.inputs import Floats
from hueandcry.stats.compare.interval import Interval, tail

DIRECT_METHODS = ("dobson_byar", "dobson_exact", "fay_feuer")


def direct_rate(
    count: ArrayLike,
    population: ArrayLike,
    standard: ArrayLike,
    *,
    per: float = 100_000.0,
    level: float = 0.95,
    method: str = "dobson_byar",
) -> Interval:
    """The rate that each place would have if its people were those of the standard population.

    Parameters
    ----------
    count, population : (..., strata) numbers
        Events and people in each stratum, such as age groups; the strata come last. A missing stratum (NaN, or nobody
        in it) leaves the whole place without a rate: NaN.
    standard : (strata,) numbers
        The standard population; only its shares matter.
    per : float
        Unit of the rate.
    level : float
        Between 0 and 1.
    method : "dobson_byar", "dobson_exact" or "fay_feuer"
        Dobson's interval around Byar's or Garwood's limits of the total count, or the gamma interval of Fay & Feuer,
        which is wider and never too narrow in their simulations.

    Returns
    -------
    Interval
        (...) rates. With no event at all the rate is 0 and has limits only with "fay_feuer" (else NaN). Below about ten
        events none of them deserves to be published (Morris et al. 2018).

    Raises
    ------
    CompareInputError
        For events where nobody lives, strata that disagree in number, a standard population of 0, and as for
        `poisson_interval`.

    Notes
    -----
    With shares w of the standard population, y = sum(w count / population) and v = sum(w^2 count / population^2).
    Dobson et al., with total T and its limits L and U:

        lower = y + sqrt(v / T) (L - T)        upper = y + sqrt(v / T) (U - T)

    Fay & Feuer, with m the largest w / population and X(k; p) the p quantile of chi-squared with k degrees of freedom:

        lower = v / 2y X(2 y^2 / v; a)
        upper = (v + m^2) / 2(y + m) X(2 (y + m)^2 / (v + m^2); 1 - a)

    References
    ----------
    Dobson, Kuulasmaa, Eberle & Scherer 1991, Statistics in Medicine 10, 457-462. Fay & Feuer 1997, Statistics in
    Medicine 16, 791-801. Morris, Tan, Fryers & Bestwick 2018, Population Health Metrics 16, 19.
    """
    function = "direct_rate"
    inputs.share(function, "level", level)
    inputs.one_of(function, "method", method, DIRECT_METHODS)
    counted, people = inputs.based(function, ("count", "population"), count, population)
    weights = _shares(function, standard, counted)
    value = np.sum(weights * counted / people, axis=-1)
    variance = np.sum(weights**2 * counted / people**2, axis=-1)
    if method == "fay_feuer":
        lower, upper = _fay_feuer(value, variance, np.max(weights / people, axis=-1), level)
    else:
        lower, upper = _dobson(value, variance, np.sum(counted, axis=-1), level, method.removeprefix("dobson_"))
    return Interval(value, lower, upper, level, method).scaled(per)


def indirect_ratio(observed: ArrayLike, expected: ArrayLike, *, level: float = 0.95, method: str = "exact") -> Interval:
    """What was counted, divided by what was to be expected of such people: the standardised ratio (SMR).

    Parameters
    ----------
    observed, expected : arrays that broadcast
        The expected count is taken as known; `expected_counts` works it out. 0 expected and 0 observed gives NaN.
    level, method
        As for `poisson_interval`.

    Returns
    -------
    Interval
        1 means: as elsewhere. Times the crude rate of the reference population it is an indirectly standardised rate.
        Two places' ratios are each comparable with the reference, not strictly with one another.

    Raises
    ------
    CompareInputError
        For something observed where nothing was expected, and as for `poisson_interval`.

    References
    ----------
    Breslow & Day 1987, Statistical Methods in Cancer Research II, section 2.3.
    """
    counted, awaited = inputs.based("indirect_ratio", ("observed", "expected"), observed, expected)
    inputs.share("indirect_ratio", "level", level)
    lower, upper = limits_of_counts("indirect_ratio", counted, level, method)
    return Interval(counted / awaited, lower / awaited, upper / awaited, level, method)


def expected_counts(population: ArrayLike, reference_rate: ArrayLike) -> Floats:
    """The count to expect of these people at the rates of the reference population.

    Parameters
    ----------
    population : (..., strata) numbers
        People in each stratum; NaN for missing.
    reference_rate : (strata,) numbers
        Events per person in each stratum of the reference population, as `reference_rates` gives them.

    Returns
    -------
    (...) float64
        NaN where a stratum is missing.

    Raises
    ------
    CompareInputError
        For negative or infinite numbers, or strata that disagree in number.
    """
    people = inputs.counts("expected_counts", "population", population)
    rates = inputs.counts("expected_counts", "reference_rate", reference_rate)
    people, rates = inputs.together("expected_counts", population=people, reference_rate=rates)
    return np.sum(people * rates, axis=-1)


def reference_rates(count: ArrayLike, population: ArrayLike) -> Floats:
    """Events per person in each stratum, all places together.

    Parameters
    ----------
    count, population : (places, strata) numbers
        A stratum of a place where either is missing is left out of both sums.

    Returns
    -------
    (strata,) float64
        NaN for a stratum in which nobody lives anywhere.

    Raises
    ------
    CompareInputError
        For events where nobody lives, negative or infinite numbers, or shapes that disagree.
    """
    counted, people = inputs.based("reference_rates", ("count", "population"), count, population)
    known = ~np.isnan(counted) & ~np.isnan(people)
    total = np.sum(people, axis=0, where=known)
    return np.sum(counted, axis=0, where=known) / np.where(total > 0.0, total, np.nan)


def _shares(function: str, standard: ArrayLike, counted: Floats) -> Floats:
    people = inputs.counts(function, "standard", standard)
    strata = counted.shape[-1] if counted.ndim else 0
    if people.shape != (strata,):
        expected = f"({strata},), one for each stratum of count"
        raise inputs.refusal(function, "standard", f"shape {people.shape}", expected, "Give one for each stratum.")
    total = people.sum()
    if not total > 0.0:
        raise inputs.refusal(function, "standard", f"{total:g} people in all", "people", "Give every stratum's number.")
    return people / total


def _dobson(value: Floats, variance: Floats, total: Floats, level: float, method: str) -> tuple[Floats, Floats]:
    lower, upper = limits_of_counts("direct_rate", total, level, method)
    stretch = np.sqrt(variance / np.where(total > 0.0, total, np.nan))
    return value + stretch * (lower - total), value + stretch * (upper - total)


def _fay_feuer(value: Floats, variance: Floats, largest: Floats, level: float) -> tuple[Floats, Floats]:
    some = np.where(value > 0.0, value, np.nan)
    lower = _gamma_limit(some, variance, tail(level), special.gammaincinv)
    upper = _gamma_limit(value + largest, variance + largest**2, tail(level), special.gammainccinv)
    return np.where(value == 0.0, 0.0, lower), upper


def _gamma_limit(mean: Floats, variance: Floats, p: float, quantile: np.ufunc) -> Floats:
    """The p quantile (from below or above) of the gamma distribution with this mean and variance."""
    return np.asarray(variance / mean * quantile(mean**2 / np.where(variance > 0.0, variance, np.nan), p))
