"""Empirical Bayes: a small place borrows strength from the others.

Two frauds among three hundred people say little about their risk; two thousand among three hundred thousand say much.
Each unit's figure is drawn towards the mean of all, the more the less it knows by itself.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from hueandcry.stats.compare import inputs
from hueandcry.stats.compare.inputs import Floats
from hueandcry.stats.compare.interval import Interval, tail
from hueandcry.stats.compare.prior_fits import beta_likelihood, beta_moments, gamma_likelihood, gamma_moments

METHODS = ("moments", "likelihood")


@dataclass(frozen=True, eq=False)
class Shrunken(Interval):
    """Each unit's truth as far as it can be told, with the central `level` of what remains possible.

    Attributes
    ----------
    value, lower, upper : (units,) posterior mean and limits; NaN where a unit has no figure
    raw : (units,) the figure before
    own_weight : (units,) 0 to 1: how much of the value is the unit's own figure, the rest being the mean of all
    prior_mean, prior_variance : mean and variance of the truths across units. With variance 0 the units differ by no
        more than chance: every value is then the mean, and the limits are NaN, for how far single units may lie from
        it is not told
    """

    raw: Floats
    own_weight: Floats
    prior_mean: float
    prior_variance: float


def shrink_rates(count: ArrayLike, expected: ArrayLike, *, level: float = 0.95, method: str = "moments") -> Shrunken:
    """Rates or ratios drawn towards their mean: counts from Poisson, truths from gamma distributions.

    Parameters
    ----------
    count, expected : (units,) numbers
        Observed counts and what they are divided by: expected counts, residents. NaN for missing, 0 for no base.
    level : float
        Between 0 and 1.
    method : "moments" or "likelihood"
        How mean and variance of the truths are found. "moments": Marshall's global estimator. "likelihood": the maximum
        of the negative binomial likelihood, of Clayton & Kaldor; sharper when units are of very unequal size.

    Returns
    -------
    Shrunken
        Limits are those of the posterior gamma distribution, with mean and variance of the truths taken as known; with
        few units they are somewhat too narrow (the tests measure it).

    Raises
    ------
    CompareInputError
        For counts above a base of 0, negative or infinite numbers, no unit with a figure, more than one dimension, or
        options that are not offered.

    Notes
    -----
    With r = count / expected, m the mean and A the variance of the truths, the posterior is a gamma distribution of
    shape m^2 / A + count and rate m / A + expected. Its mean is

        m + A / (A + m / expected) (r - m)

    Moments: m = sum count / sum expected, A = max(0, sum expected (r - m)^2 / sum expected - m / average expected).

    References
    ----------
    Marshall 1991, Applied Statistics 40, 283-294, section 3. Clayton & Kaldor 1987, Biometrics 43, 671-681, section 3.1
    (lip cancer in Scotland: shape 1.88, rate 1.32, which the tests reproduce).
    """
    function = "shrink_rates"
    _check_options(function, level, method)
    counted, base = inputs.based(function, ("count", "expected"), count, expected)
    known = _known(function, counted, base)
    fit = gamma_moments if method == "moments" else gamma_likelihood
    mean, variance = fit(counted[known], base[known])
    raw = counted / base
    if variance == 0.0:
        return _all_alike(raw, mean, level, method)
    shape, rate = mean**2 / variance + counted, mean / variance + base
    return Shrunken(
        shape / rate,
        special.gammaincinv(shape, tail(level)) / rate,
        special.gammainccinv(shape, tail(level)) / rate,
        level,
        method,
        raw=raw,
        own_weight=np.where(known, base / rate, np.nan),
        prior_mean=mean,
        prior_variance=variance,
    )


def shrink_proportions(part: ArrayLike, whole: ArrayLike, *, level: float = 0.95, method: str = "moments") -> Shrunken:
    """Proportions drawn towards their mean: counts from binomial, truths from beta distributions.

    Parameters
    ----------
    part, whole : (units,) numbers
        So many of so many; NaN for missing; a whole of 0 gives NaN.
    level : float
        Between 0 and 1.
    method : "moments" or "likelihood"
        "moments": Kleinman's estimator, each unit weighted by its whole. "likelihood": the maximum of the beta-binomial
        likelihood.

    Returns
    -------
    Shrunken
        Between 0 and 1; limits of the posterior beta distribution, with the remark of `shrink_rates`.

    Raises
    ------
    CompareInputError
        For a part above its whole, and as `shrink_rates`.

    Notes
    -----
    With m the mean and c = m (1 - m) / A - 1, A the variance of the truths, the posterior is the beta distribution with
    parameters m c + part and (1 - m) c + whole - part. Its mean is (m c + part) / (c + whole). Moments, with p = part /
    whole, n = whole, N = sum n, k units and m = sum part / N:

        rho = ((k - 1) / k S - m (1 - m) B) / (m (1 - m) (C - B)),    S = sum n (p - m)^2,
        B = sum (1 - n / N),    C = sum n (1 - n / N),    A = rho m (1 - m), at least 0

    References
    ----------
    Kleinman 1973, J. American Statistical Association 68, 46-54. Skellam 1948, J. R. Statist. Soc. B 10, 257-261. The
    tests reproduce the published parameters for 6,115 families of Saxony (Geissler 1889): 34.135 and 31.609 by moments,
    34.096 and 31.572 by likelihood.
    """
    function = "shrink_proportions"
    _check_options(function, level, method)
    part_, whole_ = inputs.part_of(function, ("part", "whole"), part, whole)
    known = _known(function, part_, whole_)
    fit = beta_moments if method == "moments" else beta_likelihood
    mean, variance = fit(part_[known], whole_[known])
    raw = part_ / whole_
    if variance == 0.0:
        return _all_alike(raw, mean, level, method)
    strength = mean * (1.0 - mean) / variance - 1.0
    a, b = mean * strength + part_, (1.0 - mean) * strength + whole_ - part_
    return Shrunken(
        a / (a + b),
        special.betaincinv(a, b, tail(level)),
        special.betainccinv(a, b, tail(level)),
        level,
        method,
        raw=raw,
        own_weight=np.where(known, whole_ / (strength + whole_), np.nan),
        prior_mean=mean,
        prior_variance=variance,
    )


def _check_options(function: str, level: float, method: str) -> None:
    inputs.share(function, "level", level)
    inputs.one_of(function, "method", method, METHODS)


def _known(function: str, top: Floats, bottom: Floats) -> inputs.Bools:
    inputs.one_row(function, "count" if function == "shrink_rates" else "part", top)
    known = ~np.isnan(top) & ~np.isnan(bottom)
    if not known.any():
        raise inputs.refusal(function, "all units", "no figure", "at least one unit", "Look at what is missing.")
    return known


def _all_alike(raw: Floats, mean: float, level: float, method: str) -> Shrunken:
    value, none = np.where(np.isnan(raw), np.nan, mean), np.where(np.isnan(raw), np.nan, 0.0)
    untold = np.full(raw.shape, np.nan)
    return Shrunken(value, untold, untold, level, method, raw=raw, own_weight=none, prior_mean=mean, prior_variance=0.0)
