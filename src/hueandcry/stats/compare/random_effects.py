"""Estimates of the same thing in different places: their mean, how far the truths lie apart, and each one shrunken."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize

from hueandcry.stats.compare import inputs
from hueandcry.stats.compare.inputs import Floats

METHODS = ("REML", "DL", "PM", "ML", "SJ")


@dataclass(frozen=True, eq=False)
class RandomEffects:
    """A normal-normal model of (units,) estimates.

    Attributes
    ----------
    mean, standard_error : the mean of the truths, and how well it is known, tau2 taken as known
    tau2 : variance of the truths; `tau2_method` says how it was found
    q : Cochran's Q, chi-squared with n_units - 1 degrees of freedom if there is one truth for all
    i2 : share of the estimates' variance that is not chance, 0 to 1
    shrunken, shrunken_se : (units,) each unit's truth as far as it can be told (best linear unbiased prediction), and
        its standard error. NaN where the estimate is
    n_units : estimates that are not NaN
    """

    mean: float
    standard_error: float
    tau2: float
    q: float
    i2: float
    shrunken: Floats
    shrunken_se: Floats
    n_units: int
    tau2_method: str


def random_effects(
    estimate: ArrayLike, variance: ArrayLike, *, method: str = "REML", tau2: float | None = None
) -> RandomEffects:
    """The mean of many uncertain estimates, how far the truths behind them lie apart, and each estimate shrunken.

    Parameters
    ----------
    estimate : (units,) numbers
        On a scale where chance is about normal, such as the logarithm of a ratio. NaN for missing.
    variance : (units,) numbers
        Square of each standard error, above 0.
    method : "REML", "DL", "PM", "ML" or "SJ"
        How the variance between units is found: restricted likelihood; DerSimonian & Laird, in one step; Paule &
        Mandel; likelihood, too small when units are few (discouraged); Sidik & Jonkman, never 0 and too large
        where chance is as large as the spread (discouraged).
    tau2 : float, optional
        Takes this variance instead; `tau2_method` then says "given".

    Returns
    -------
    RandomEffects
        A single estimate gives itself, with tau2 0 and q 0.

    Raises
    ------
    CompareInputError
        For a variance at or below 0, infinite numbers, no estimate at all, more than one dimension, a negative tau2 or
        a method not offered.

    Notes
    -----
    With w = 1 / (variance + tau2), mean = sum w y / sum w and k estimates, tau2 (at least 0) solves

        DL     Q at tau2 = 0:  (Q - (k - 1)) / (sum w - sum w^2 / sum w)
        PM     sum w (y - mean)^2 = k - 1
        ML     sum w^2 (y - mean)^2 = sum w
        REML   sum w^2 (y - mean)^2 = sum w - sum w^2 / sum w
        SJ     t sum w (y - mean)^2 / (k - 1), with t = sum (y - average)^2 / k in the place of tau2

    Where there are several solutions the largest is taken. i2 = tau2 / (tau2 + typical variance) with Higgins &
    Thompson's typical variance, (k - 1) sum v / ((sum v)^2 - sum v^2), v = 1 / variance. With l = tau2 / (tau2 +
    variance), the shrunken estimate is l y + (1 - l) mean with variance l x variance + (1 - l)^2 se^2.

    References
    ----------
    DerSimonian & Laird 1986, Controlled Clinical Trials 7, 177-188. Paule & Mandel 1982, J. Research National Bureau of
    Standards 87, 377-385. Sidik & Jonkman 2005, Applied Statistics 54, 367-384. Viechtbauer 2005, J. Educational and
    Behavioral Statistics 30, 261-293. Higgins & Thompson 2002, Statistics in Medicine 21, 1539-1558. Robinson 1991,
    Statistical Science 6, 15-32.
    """
    inputs.one_of("random_effects", "method", method, METHODS)
    y, v, known = _checked(estimate, variance)
    if tau2 is not None:
        between = float(inputs.counts("random_effects", "tau2", tau2))
    else:
        between = _BETWEEN[method](y[known], v[known]) if known.sum() > 1 else 0.0
    mean, weights = _mean(y[known], v[known], between)
    error2 = 1.0 / weights.sum()
    keep = between / (between + v)
    return RandomEffects(
        mean=mean,
        standard_error=float(np.sqrt(error2)),
        tau2=between,
        q=_q(y[known], v[known], 0.0),
        i2=_i2(v[known], between),
        shrunken=keep * y + (1.0 - keep) * mean,
        shrunken_se=np.where(known, np.sqrt(keep * v + (1.0 - keep) ** 2 * error2), np.nan),
        n_units=int(known.sum()),
        tau2_method=method if tau2 is None else "given",
    )


def _checked(estimate: ArrayLike, variance: ArrayLike) -> tuple[Floats, Floats, inputs.Bools]:
    function = "random_effects"
    y, v = inputs.numbers(function, "estimate", estimate), inputs.numbers(function, "variance", variance)
    y, v = inputs.together(function, estimate=y, variance=v)
    inputs.one_row(function, "estimate", y)
    inputs.refuse(v <= 0.0, v, function, "variance", "above 0", "Give the square of the standard error.")
    known = ~np.isnan(y) & ~np.isnan(v)
    if not known.any():
        raise inputs.refusal(function, "estimate", "none", "at least one estimate", "Look at what is missing.")
    return y, v, known


def _mean(y: Floats, v: Floats, tau2: float) -> tuple[float, Floats]:
    weights = 1.0 / (v + tau2)
    return float((weights * y).sum() / weights.sum()), weights


def _q(y: Floats, v: Floats, tau2: float) -> float:
    mean, weights = _mean(y, v, tau2)
    return float((weights * (y - mean) ** 2).sum())


def _i2(v: Floats, tau2: float) -> float:
    if v.size < 2:
        return 0.0
    w = 1.0 / v
    typical = (v.size - 1) * w.sum() / (w.sum() ** 2 - (w**2).sum())
    return float(tau2 / (tau2 + typical))


def _dersimonian_laird(y: Floats, v: Floats) -> float:
    w = 1.0 / v
    return max(0.0, float((_q(y, v, 0.0) - (y.size - 1)) / (w.sum() - (w**2).sum() / w.sum())))


def _sidik_jonkman(y: Floats, v: Floats) -> float:
    first = float(np.mean((y - y.mean()) ** 2))
    return first * _q(y, v, first) / (y.size - 1) if first > 0.0 else 0.0


def _paule_mandel(y: Floats, v: Floats) -> float:
    return _zero_from_above(lambda tau2: _q(y, v, tau2) - (y.size - 1), y)


def _likelihood(y: Floats, v: Floats) -> float:
    return _zero_from_above(lambda tau2: _slope(y, v, tau2, restricted=False), y)


def _restricted_likelihood(y: Floats, v: Floats) -> float:
    return _zero_from_above(lambda tau2: _slope(y, v, tau2, restricted=True), y)


def _slope(y: Floats, v: Floats, tau2: float, *, restricted: bool) -> float:
    """Twice the derivative of the log-likelihood, over the sum of weights (which leaves its zeros where they are)."""
    mean, w = _mean(y, v, tau2)
    slope = (w**2 * (y - mean) ** 2).sum() - w.sum()
    if restricted:
        slope += (w**2).sum() / w.sum()
    return float(slope / w.sum())


def _zero_from_above(function: Callable[[float], float], y: Floats) -> float:
    """Where the function, negative for a large variance, first reaches 0 as the variance falls; 0 if it never does."""
    high = max(float(np.ptp(y)) ** 2, np.finfo(float).tiny)
    while function(high) > 0.0:
        high *= 4.0
    steps = high * np.concatenate([np.geomspace(1.0, 1e-14, 113), [0.0]])
    for upper, lower in pairwise(steps):
        if function(lower) > 0.0:
            return float(optimize.brentq(function, lower, upper, xtol=1e-300, rtol=1e-14))
    return 0.0


_BETWEEN: dict[str, Callable[[Floats, Floats], float]] = {
    "REML": _restricted_likelihood,
    "DL": _dersimonian_laird,
    "PM": _paule_mandel,
    "ML": _likelihood,
    "SJ": _sidik_jonkman,
}
