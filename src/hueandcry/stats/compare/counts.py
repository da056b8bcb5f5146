"""Intervals for counts and rates: how far could chance alone have moved this number?"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from hueandcry.stats.compare import inputs
from hueandcry.stats.compare.inputs import Floats
from hueandcry.stats.compare.interval import Interval, normal_quantile, tail

METHODS = ("exact", "byar")


def poisson_interval(count: ArrayLike, *, level: float = 0.95, method: str = "exact") -> Interval:
    """The range for the mean behind a count that chance (a Poisson distribution) explains.

    Parameters
    ----------
    count : array of numbers, any shape
        0 or more; NaN for missing. Weighted counts need not be whole.
    level : float
        Share of intervals that hold the mean, between 0 and 1.
    method : "exact" or "byar"
        "exact": Garwood 1936. "byar": Byar's approximation, which public health in England publishes; close from about
        5 upwards, discouraged below, where the exact one costs nothing more.

    Returns
    -------
    Interval
        In counts, of the shape of `count`.

    Raises
    ------
    CompareInputError
        For negative or infinite counts, a level outside 0 to 1, or a method that is not offered.

    Notes
    -----
    Exact, with a = (1 - level) / 2 and the quantiles of the gamma distribution with shape k:

        lower = gamma quantile a of shape count        upper = gamma quantile 1 - a of shape count + 1

    At 0 the lower limit is 0 and the upper -log a (3.69 for 95 %). It holds the mean in at least `level` of cases,
    mostly in more. Byar, with z the normal quantile,

        lower = c (1 - 1 / 9c - z / 3 sqrt(c))^3       with c = count
        upper = c (1 - 1 / 9c + z / 3 sqrt(c))^3       with c = count + 1

    whose lower limit does not exist (NaN) at 0, nor where the bracket is negative.

    References
    ----------
    Garwood 1936, Biometrika 28, 437-442. Breslow & Day 1987, Statistical Methods in Cancer Research II, equations 2.13
    (Byar) and table 2.10 (exact limits: 10 gives 4.80 to 18.39).

    Examples
    --------
    >>> poisson_interval(10).lower.round(2), poisson_interval(10).upper.round(2)
    (np.float64(4.8), np.float64(18.39))
    """
    counted = inputs.counts("poisson_interval", "count", count)
    inputs.share("poisson_interval", "level", level)
    lower, upper = limits_of_counts("poisson_interval", counted, level, method)
    return Interval(counted, lower, upper, level, method)


def rate_interval(
    count: ArrayLike, base: ArrayLike, *, per: float = 1.0, level: float = 0.95, method: str = "exact"
) -> Interval:
    """A count divided by what could have been counted, such as residents, with its interval.

    Parameters
    ----------
    count, base : arrays that broadcast
        Counts and, say, residents or person-years. The base is taken as known. A base of 0 with a count of 0 gives NaN.
    per : float
        Unit of the rate: 1,000 or 100,000.
    level, method
        As for `poisson_interval`.

    Returns
    -------
    Interval
        In counts per `per` of the base. At a count of 0 the rate is 0 and the upper limit above it.

    Raises
    ------
    CompareInputError
        As `poisson_interval`; also for counts above 0 where the base is 0, and shapes that do not broadcast.
    """
    counted, based = inputs.based("rate_interval", ("count", "base"), count, base)
    inputs.share("rate_interval", "level", level)
    lower, upper = limits_of_counts("rate_interval", counted, level, method)
    return Interval(counted / based, lower / based, upper / based, level, method).scaled(per)


def limits_of_counts(function: str, counted: Floats, level: float, method: str) -> tuple[Floats, Floats]:
    """Lower and upper limit of counts that were checked already."""
    inputs.one_of(function, "method", method, METHODS)
    if method == "byar":
        return _byar(counted, -normal_quantile(level)), _byar(counted + 1.0, normal_quantile(level))
    lower = np.where(counted == 0.0, 0.0, special.gammaincinv(np.where(counted == 0.0, 1.0, counted), tail(level)))
    return lower, special.gammainccinv(counted + 1.0, tail(level))


def _byar(c: Floats, z: float) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        bracket = 1.0 - 1.0 / (9.0 * c) + z / (3.0 * np.sqrt(c))
        return np.where(bracket >= 0.0, c * bracket**3, np.nan)
