"""Ratios of two uncertain numbers, the uncertainty of both carried through."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from hueandcry.stats.compare import inputs
from hueandcry.stats.compare.inputs import Floats
from hueandcry.stats.compare.interval import Interval, normal_quantile, tail

RATIO_METHODS = ("log", "fieller")


@dataclass(frozen=True, eq=False)
class RatioInterval(Interval):
    """A ratio of two estimates.

    Attributes
    ----------
    standard_error : array
        Of the ratio, by the delta method: sqrt(r^2 (s^2 / d^2) + ...). For information: the limits are not built on it.
    """

    standard_error: Floats


def ratio_interval(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    numerator_se: ArrayLike = 0.0,
    denominator_se: ArrayLike = 0.0,
    covariance: ArrayLike = 0.0,
    level: float = 0.95,
    method: str = "log",
) -> RatioInterval:
    """One estimate divided by another, the uncertainty of both carried through.

    Parameters
    ----------
    numerator, denominator : arrays that broadcast
        Estimates; NaN for missing. A denominator of 0 gives NaN.
    numerator_se, denominator_se : arrays, optional
        Their standard errors; 0 for a number that is known, such as a count of records.
    covariance : array, optional
        0 for independent estimates, such as records and a survey.
    level : float
        Between 0 and 1.
    method : "log" or "fieller"
        "log": symmetric for the logarithm of the ratio; both must be above 0 (else NaN). "fieller": the exact interval
        for normal estimates, of any sign.

    Returns
    -------
    RatioInterval
        With "fieller" both limits are NaN where the denominator cannot be told from 0 at this level: the data then do
        not bound the ratio.

    Raises
    ------
    CompareInputError
        For a negative standard error, a covariance greater than the standard errors allow, infinite numbers, a level
        outside 0 to 1, or a method not offered.

    Notes
    -----
    With n, d the estimates, variances V, W, covariance C, and z the normal quantile:

        log       r exp(± z sqrt(V / n^2 + W / d^2 - 2 C / n d))
        fieller   the solutions t of (n - t d)^2 = z^2 (V - 2 t C + t^2 W)

    With a known numerator Fieller's limits are n / (d + z s) and n / (d - z s).

    References
    ----------
    Fieller 1954, J. R. Statist. Soc. B 16, 175-185, section 2.
    """
    function = "ratio_interval"
    inputs.share(function, "level", level)
    inputs.one_of(function, "method", method, RATIO_METHODS)
    n, d, v, w, c = _estimates(function, numerator, denominator, numerator_se, denominator_se, covariance)
    value = n / d
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(np.maximum(v - 2.0 * value * c + value**2 * w, 0.0)) / np.abs(d)
        limits = _log_limits(n, d, error, level) if method == "log" else _fieller_limits(n, d, v, w, c, level)
    return RatioInterval(value, *limits, level, method, error)


def ratio_of_intervals(numerator: Interval, denominator: Interval) -> Interval:
    """One interval divided by another: both may be lopsided, as intervals of counts and surveys are.

    Parameters
    ----------
    numerator, denominator : Interval
        Independent, of one level, with limits at or above 0. Shapes broadcast.

    Returns
    -------
    Interval
        NaN where a limit is missing; the upper limit is infinite where the denominator may be 0. `method` says
        "mover".

    Raises
    ------
    CompareInputError
        For two levels, or limits below 0.

    Notes
    -----
    The method of variance estimates recovery. With n between l and u, d between l' and u':

        lower = (n d - sqrt((n d)^2 - l u' (2 n - l)(2 d - u'))) / (u' (2 d - u'))
        upper = (n d + sqrt((n d)^2 - u l' (2 n - u)(2 d - l'))) / (l' (2 d - l'))

    For symmetric intervals it is Fieller's; with a numerator that is known it is n / u' to n / l'.

    References
    ----------
    Donner & Zou 2012, Statistical Methods in Medical Research 21, 347-359, section 3.
    """
    function = "ratio_of_intervals"
    if numerator.level != denominator.level:
        levels = f"levels {numerator.level:g} and {denominator.level:g}"
        raise inputs.refusal(function, "denominator", levels, "one level for both", "Work out both at one level.")
    for name, one in (("numerator", numerator), ("denominator", denominator)):
        inputs.counts(function, name, one.lower)
    n, d, low, high, d_low, d_high = np.broadcast_arrays(
        numerator.value, denominator.value, numerator.lower, numerator.upper, denominator.lower, denominator.upper
    )
    d = np.where(d == 0.0, np.nan, d)
    return Interval(n / d, _mover_lower(n, d, low, d_high), _mover_upper(n, d, high, d_low), numerator.level, "mover")


def rate_ratio(
    count: ArrayLike, base: ArrayLike, other_count: ArrayLike, other_base: ArrayLike, *, level: float = 0.95
) -> Interval:
    """One rate divided by another, both from counts: two forces, or two years.

    Parameters
    ----------
    count, base, other_count, other_base : arrays that broadcast
        Counts, and what could have been counted, taken as known. A base of 0 gives NaN.
    level : float
        Between 0 and 1.

    Returns
    -------
    Interval
        It holds 1 where chance may explain the difference. With 0 in the other count the ratio and its upper limit are
        infinite; with 0 in both the ratio is NaN and anything from 0 to infinity is possible. `method` says
        "conditional".

    Raises
    ------
    CompareInputError
        For counts above 0 where a base is 0, negative or infinite numbers, or a level outside 0 to 1.

    Notes
    -----
    Given both counts' total, the first is binomial. The Clopper-Pearson limits q of its probability become limits of
    the ratio, q / (1 - q) x other_base / base. Never too narrow.

    References
    ----------
    Przyborowski & Wilenski 1940, Biometrika 31, 313-323. Breslow & Day 1987, Statistical Methods in Cancer Research
    II, section 3.4.
    """
    function = "rate_ratio"
    inputs.share(function, "level", level)
    x, n = inputs.based(function, ("count", "base"), count, base)
    y, m = inputs.based(function, ("other_count", "other_base"), other_count, other_base)
    x, n, y, m = inputs.together(function, count=x, base=n, other_count=y, other_base=m)
    low = np.where(x == 0.0, 0.0 * y, special.betaincinv(np.where(x == 0.0, 1.0, x), y + 1.0, tail(level)))
    high = np.where(y == 0.0, 1.0 + 0.0 * x, special.betainccinv(x + 1.0, np.where(y == 0.0, 1.0, y), tail(level)))
    with np.errstate(divide="ignore", invalid="ignore"):
        value, lower, upper = (x / y * m / n, low / (1.0 - low) * m / n, high / (1.0 - high) * m / n)
    return Interval(value, lower, upper, level, "conditional")


def _estimates(
    function: str,
    numerator: ArrayLike,
    denominator: ArrayLike,
    numerator_se: ArrayLike,
    denominator_se: ArrayLike,
    covariance: ArrayLike,
) -> list[Floats]:
    """Numerator, denominator, their variances and covariance, checked and of one shape."""
    n, d, v, w, c = inputs.together(
        function,
        numerator=inputs.numbers(function, "numerator", numerator),
        denominator=inputs.numbers(function, "denominator", denominator),
        numerator_se=inputs.counts(function, "numerator_se", numerator_se) ** 2,
        denominator_se=inputs.counts(function, "denominator_se", denominator_se) ** 2,
        covariance=inputs.numbers(function, "covariance", covariance),
    )
    possible = "a covariance within numerator_se x denominator_se"
    too_much = np.abs(c) > np.sqrt(v * w) * (1.0 + 1e-9)
    inputs.refuse(too_much, c, function, "covariance", possible, "Give the covariance, not the correlation.")
    return [n, np.where(d == 0.0, np.nan, d), v, w, c]


def _log_limits(n: Floats, d: Floats, error: Floats, level: float) -> tuple[Floats, Floats]:
    value = np.where((n > 0.0) & (d > 0.0), n / d, np.nan)
    factor = np.exp(normal_quantile(level) * error / value)
    return value / factor, value * factor


def _fieller_limits(n: Floats, d: Floats, v: Floats, w: Floats, c: Floats, level: float) -> tuple[Floats, Floats]:
    z2 = normal_quantile(level) ** 2
    a, b = d**2 - z2 * w, n * d - z2 * c
    a = np.where(a > 0.0, a, np.nan)
    root = np.sqrt(np.maximum(b**2 - a * (n**2 - z2 * v), 0.0))
    return (b - root) / a, (b + root) / a


def _mover_lower(n: Floats, d: Floats, low: Floats, d_high: Floats) -> Floats:
    """The lower limit, multiplied out: the usual form divides by 2 d - u', which may be 0."""
    whole = n * d + _mover_root(n, d, low, d_high)
    return low * (2.0 * n - low) / np.where(whole == 0.0, 1.0, whole)


def _mover_upper(n: Floats, d: Floats, high: Floats, d_low: Floats) -> Floats:
    bottom = d_low * (2.0 * d - d_low)
    upper = (n * d + _mover_root(n, d, high, d_low)) / np.where(bottom == 0.0, 1.0, bottom)
    return np.where(bottom == 0.0, np.inf, upper)


def _mover_root(n: Floats, d: Floats, of_n: Floats, of_d: Floats) -> Floats:
    return np.sqrt(np.maximum((n * d) ** 2 - of_n * of_d * (2.0 * n - of_n) * (2.0 * d - of_d), 0.0))
