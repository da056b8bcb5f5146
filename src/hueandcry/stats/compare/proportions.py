"""Intervals for proportions: so many of so many."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from hueandcry.stats.compare import inputs
from hueandcry.stats.compare.inputs import Floats
from hueandcry.stats.compare.interval import Interval, normal_quantile, tail

METHODS = ("wilson", "exact")


def proportion_interval(part: ArrayLike, whole: ArrayLike, *, level: float = 0.95, method: str = "wilson") -> Interval:
    """A proportion with the range that chance (a binomial distribution) leaves for it.

    Parameters
    ----------
    part, whole : arrays that broadcast
        So many of so many; NaN for missing. Of a whole of 0 there is no proportion: NaN.
    level : float
        Share of intervals that hold the truth, between 0 and 1.
    method : "wilson" or "exact"
        "wilson": the score interval, right on average over the possible counts. "exact": Clopper & Pearson, never
        too narrow and usually too wide.

    Returns
    -------
    Interval
        Between 0 and 1.

    Raises
    ------
    CompareInputError
        For a part above its whole, negative or infinite numbers, a level outside 0 to 1, a method not offered.

    Notes
    -----
    Wilson, with p = part / whole and z the normal quantile: the two solutions t of

        (p - t)^2 = z^2 t (1 - t) / whole

    so that a part of 0 has lower limit 0 and a part equal to its whole has upper limit 1, while the other limit stays
    short of certainty. Exact: quantiles (1 - level) / 2 and (1 + level) / 2 of the beta distributions with parameters
    (part, whole - part + 1) and (part + 1, whole - part).

    References
    ----------
    Wilson 1927, J. American Statistical Association 22, 209-212. Clopper & Pearson 1934, Biometrika 26, 404-413. The
    examples of the tests are table I of Newcombe 1998, Statistics in Medicine 17, 857-872.

    Examples
    --------
    >>> interval = proportion_interval(81, 263)
    >>> interval.lower.round(4), interval.upper.round(4)
    (np.float64(0.2553), np.float64(0.3662))
    """
    part_, whole_ = inputs.part_of("proportion_interval", ("part", "whole"), part, whole)
    inputs.share("proportion_interval", "level", level)
    inputs.one_of("proportion_interval", "method", method, METHODS)
    lower, upper = wilson(part_, whole_, level) if method == "wilson" else _clopper_pearson(part_, whole_, level)
    return Interval(part_ / whole_, lower, upper, level, method)


def proportion_difference(
    part: ArrayLike, whole: ArrayLike, other_part: ArrayLike, other_whole: ArrayLike, *, level: float = 0.95
) -> Interval:
    """One proportion minus another of other people, with the interval of the difference.

    Parameters
    ----------
    part, whole, other_part, other_whole : arrays that broadcast
        So many of so many, and of others, independent of the first. A whole of 0 gives NaN.
    level : float
        Between 0 and 1.

    Returns
    -------
    Interval
        -1 to 1. It holds 0 where chance may explain the difference. `method` says "newcombe".

    Raises
    ------
    CompareInputError
        As `proportion_interval`.

    Notes
    -----
    Newcombe's method 10. With Wilson limits l, u of p and l', u' of p',

        lower = p - p' - sqrt((p - l)^2 + (u' - p')^2)       upper = p - p' + sqrt((u - p)^2 + (p' - l')^2)

    References
    ----------
    Newcombe 1998, Statistics in Medicine 17, 873-890, method 10; table II: 56/70 - 48/80 gives 0.0524 to 0.3339.
    """
    function = "proportion_difference"
    inputs.share(function, "level", level)
    a, n = inputs.part_of(function, ("part", "whole"), part, whole)
    b, m = inputs.part_of(function, ("other_part", "other_whole"), other_part, other_whole)
    a, n, b, m = inputs.together(function, part=a, whole=n, other_part=b, other_whole=m)
    p, q = a / n, b / m
    (p_low, p_high), (q_low, q_high) = wilson(a, n, level), wilson(b, m, level)
    lower = p - q - np.hypot(p - p_low, q_high - q)
    upper = p - q + np.hypot(p_high - p, q - q_low)
    return Interval(p - q, lower, upper, level, "newcombe")


def wilson(part: Floats, whole: Floats, level: float) -> tuple[Floats, Floats]:
    """Wilson's limits of numbers that were checked already."""
    z2 = normal_quantile(level) ** 2
    middle = 2.0 * part + z2
    reach = np.sqrt(z2 * (z2 + 4.0 * part * (1.0 - part / whole)))
    lower, upper = (middle - reach) / (2.0 * (whole + z2)), (middle + reach) / (2.0 * (whole + z2))
    return np.where(part == 0.0, 0.0 * whole, lower), np.where(part == whole, 1.0, upper)


def _clopper_pearson(part: Floats, whole: Floats, level: float) -> tuple[Floats, Floats]:
    none, all_ = part == 0.0, part == whole
    lower = special.betaincinv(np.where(none, 1.0, part), whole - part + 1.0, tail(level))
    upper = special.betainccinv(part + 1.0, np.where(all_, 1.0, whole - part), tail(level))
    return np.where(none, 0.0 * whole, lower), np.where(all_, 1.0, upper)
