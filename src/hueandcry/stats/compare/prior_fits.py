"""How the truths of many units are spread: mean and variance of their gamma or beta distribution.

Each function takes (units,) counts and bases above 0, none missing, and returns (mean, variance); variance 0 where the
units differ by no more than chance.
"""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from scipy import optimize, special

from hueandcry.stats.compare.inputs import Floats

# Searches for a strength of the prior (how many counts it is worth) end here: beyond, units are alike for any purpose.
_WEAKEST, _STRONGEST = 1e-8, 1e12


def gamma_moments(count: Floats, base: Floats) -> tuple[float, float]:
    """Marshall 1991: the weighted variance of the rates, less what chance adds to it."""
    mean = float(count.sum() / base.sum())
    spread = float((base * (count / base - mean) ** 2).sum() / base.sum())
    return mean, max(0.0, spread - mean / float(base.mean()))


def gamma_likelihood(count: Floats, base: Floats) -> tuple[float, float]:
    """The maximum of the negative binomial likelihood, Clayton & Kaldor 1987, equations 4 and 5."""
    mean = float(count.sum() / base.sum())
    if ((count - mean * base) ** 2 - count).sum() <= 0.0:  # the likelihood falls as soon as the variance leaves 0
        return mean, 0.0

    def rate_of(shape: float) -> float:
        """The rate at which the prior mean is the average of the posterior means: the best one for this shape."""

        def excess(log_rate: float) -> float:
            rate = np.exp(log_rate)
            return float((shape / rate - (shape + count) / (rate + base)).sum() * rate)

        return float(np.exp(_falling_zero(excess, np.log(shape / mean))))

    def slope(log_shape: float) -> float:
        shape = float(np.exp(log_shape))
        rate = rate_of(shape)
        return float((special.digamma(count + shape) - special.digamma(shape) - np.log1p(base / rate)).sum())

    shape = _strength(slope)
    rate = rate_of(shape)
    return (shape / rate, shape / rate**2) if shape < _STRONGEST else (mean, 0.0)


def beta_moments(part: Floats, whole: Floats) -> tuple[float, float]:
    """Kleinman 1973, with weights proportional to the wholes."""
    total, units = whole.sum(), whole.size
    mean = float(part.sum() / total)
    chance = mean * (1.0 - mean)
    one_each = (1.0 - whole / total).sum()
    by_size = (whole * (1.0 - whole / total)).sum()
    if chance == 0.0 or by_size <= one_each:  # nothing varies, or no unit has more than one trial
        return mean, 0.0
    spread = (units - 1) / units * (whole * (part / whole - mean) ** 2).sum()
    rho = float((spread - chance * one_each) / (chance * (by_size - one_each)))
    return mean, chance * float(np.clip(rho, 0.0, 1.0 - 1e-9))


def beta_likelihood(part: Floats, whole: Floats) -> tuple[float, float]:
    """The maximum of the beta-binomial likelihood."""
    mean = float(part.sum() / whole.sum())
    rest = whole - part
    chance = mean * (1.0 - mean)
    if chance == 0.0:
        return mean, 0.0
    if (part * (part - 1) / mean + rest * (rest - 1) / (1.0 - mean) - whole * (whole - 1)).sum() <= 0.0:
        return mean, 0.0  # the likelihood falls as soon as the variance leaves 0

    def mean_of(strength: float) -> float:
        """The best prior mean for a prior worth so many trials."""

        def slope_of_mean(logit: float) -> float:
            a, b = strength * special.expit(logit), strength * special.expit(-logit)
            up = special.digamma(part + a) - special.digamma(a)
            down = special.digamma(rest + b) - special.digamma(b)
            return float((up - down).sum())

        return float(special.expit(_falling_zero(slope_of_mean, special.logit(mean))))

    def slope(log_strength: float) -> float:
        strength = float(np.exp(log_strength))
        m = mean_of(strength)
        a, b = strength * m, strength * (1.0 - m)
        up = m * (special.digamma(part + a) - special.digamma(a))
        down = (1.0 - m) * (special.digamma(rest + b) - special.digamma(b))
        return float((up + down - special.digamma(whole + strength) + special.digamma(strength)).sum())

    strength = _strength(slope)
    m = mean_of(strength)
    return (m, m * (1.0 - m) / (strength + 1.0)) if strength < _STRONGEST else (mean, 0.0)


def _strength(slope: Callable[[float], float]) -> float:
    """Where the likelihood, as the strength grows, first turns from rising to falling; the search's end if nowhere."""
    if slope(np.log(_WEAKEST)) <= 0.0:  # all or none in every unit
        return _WEAKEST
    for low, high in pairwise(np.linspace(np.log(_WEAKEST), np.log(_STRONGEST), 24)):
        if slope(high) <= 0.0:
            return float(np.exp(optimize.brentq(slope, low, high, xtol=1e-12)))
    return _STRONGEST


def _falling_zero(function: Callable[[float], float], start: float) -> float:
    """The zero of a function that falls from above 0 to below it."""
    low, high, step = start, start, 1.0
    while function(low) < 0.0:
        low, step = low - step, step * 2.0
    while function(high) > 0.0:
        high, step = high + step, step * 2.0
    return low if low == high else float(optimize.brentq(function, low, high, xtol=1e-13))
