"""Funnel limits from the distribution of the counts themselves, with nothing approximated."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from hueandcry.stats.compare import inputs
from hueandcry.stats.compare.inputs import Floats


def exact_ratio_limit(expected: ArrayLike, p: ArrayLike) -> Floats:
    """The observed ÷ expected below which a count falls with probability p, if the truth is 1.

    Parameters
    ----------
    expected : array
        Expected counts, above 0 (0 gives NaN); NaN for missing.
    p : array that broadcasts
        Probability, above 0 and below 1: 0.025 and 0.975 make 95 % limits.

    Returns
    -------
    float64 array
        As `exact_proportion_limit`. Below 0 where even a count of 0 is more likely than p: nothing is unusually low.

    Raises
    ------
    CompareInputError
        For negative or infinite numbers, or p outside 0 to 1.

    References
    ----------
    Spiegelhalter 2005, Statistics in Medicine 24, 1185-1202, appendix A.1.1.
    """
    awaited, at = _checked("exact_ratio_limit", "expected", expected, p)
    awaited = np.where(awaited > 0.0, awaited, np.nan)
    return _interpolated(stats.poisson(awaited), awaited, at)


def exact_proportion_limit(whole: ArrayLike, target: float, p: ArrayLike) -> Floats:
    """The proportion below which part ÷ whole falls with probability p, if the truth is the target.

    Parameters
    ----------
    whole : array
        Whole numbers of trials (0 gives NaN); NaN for missing.
    target : float
        The proportion of all, above 0 and below 1.
    p : array that broadcasts
        Probability, above 0 and below 1.

    Returns
    -------
    float64 array
        (r - a) / whole, where r is the smallest count with P(R <= r) >= p and a = (P(R <= r) - p) / P(R = r): between
        two possible counts, so that the curve has no steps and p is spent exactly.

    Raises
    ------
    CompareInputError
        For negative, infinite or fractional numbers of trials, or p or target outside 0 to 1.

    References
    ----------
    Spiegelhalter 2005, Statistics in Medicine 24, 1185-1202, appendix A.1.1.
    """
    function = "exact_proportion_limit"
    trials, at = _checked(function, "whole", whole, p)
    inputs.share(function, "target", target, "Give the proportion of all units together.")
    inputs.refuse(trials % 1.0 > 0.0, trials, function, "whole", "whole numbers", "Count the trials.")
    trials = np.where(trials > 0.0, trials, np.nan)
    return _interpolated(stats.binom(trials, target), trials, at)


def _interpolated(counted: stats._distn_infrastructure.rv_frozen, base: Floats, p: Floats) -> Floats:
    r = counted.ppf(p)
    at_most = counted.cdf(r)
    return np.asarray((r - (at_most - p) / (at_most - counted.cdf(r - 1.0))) / base)


def _checked(function: str, name: str, values: ArrayLike, p: ArrayLike) -> tuple[Floats, Floats]:
    base, at = inputs.counts(function, name, values), inputs.counts(function, "p", p)
    base, at = inputs.together(function, **{name: base, "p": at})
    inputs.refuse((at <= 0.0) | (at >= 1.0), at, function, "p", "above 0 and below 1", "95 % limits: 0.025 and 0.975.")
    return base, at
