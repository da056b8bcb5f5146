"""Intervals for shares: each takes the share, its standard error and the t quantile, and stays between 0 and 1."""

from collections.abc import Callable

import numpy as np
from scipy import special

from hueandcry.stats.surveys.estimates import critical
from hueandcry.stats.surveys.labels import Floats, Ints

Bounds = tuple[Floats, Floats]

# Halvings of a bracket on the logit scale that is _WIDEST wide on either side: to the last bit.
_HALVINGS = 80
_WIDEST = 60.0


def logit(share: Floats, se: Floats, degrees: Floats, base: Ints, level: float) -> Bounds:
    """Symmetric on the log odds: logit p ± t se / (p (1 - p)). Lumley 2010, chapter 2. NaN at 0 and 1."""
    with np.errstate(invalid="ignore", divide="ignore"):
        half = critical(level, degrees) * se / (share * (1 - share))
        return special.expit(special.logit(share) - half), special.expit(special.logit(share) + half)


def likelihood(share: Floats, se: Floats, degrees: Floats, base: Ints, level: float) -> Bounds:
    """Shares x whose binomial deviance, scaled by the design effect, is at most t^2 (Rao & Scott 1984).

    2 n (p log(p / x) + (1 - p) log((1 - p) / (1 - x))) <= t^2 n se^2 / (p (1 - p)). NaN at 0 and 1.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = special.logit(share)
        allowed = (critical(level, degrees) * se) ** 2 / (share * (1 - share))
    inside = np.isfinite(centre) & np.isfinite(allowed)
    bounds = []
    for side in (-1.0, 1.0):
        near, far = centre.copy(), centre + side * _WIDEST
        for _ in range(_HALVINGS):
            middle = (near + far) / 2
            within = _deviance(share, middle) <= allowed
            near, far = np.where(within, middle, near), np.where(within, far, middle)
        bounds.append(np.where(inside, special.expit(near), np.nan))
    return bounds[0], bounds[1]


def asin(share: Floats, se: Floats, degrees: Floats, base: Ints, level: float) -> Bounds:
    """Symmetric on the arcsine of the square root, cut off at 0 and 1. NaN at 0 and 1."""
    with np.errstate(invalid="ignore", divide="ignore"):
        half = critical(level, degrees) * se / (2 * np.sqrt(share * (1 - share)))
    angle = np.arcsin(np.sqrt(share))
    return np.sin(np.maximum(angle - half, 0)) ** 2, np.sin(np.minimum(angle + half, np.pi / 2)) ** 2


def beta(share: Floats, se: Floats, degrees: Floats, base: Ints, level: float) -> Bounds:
    """Clopper & Pearson with the number that a simple random sample as exact would have had.

    Korn & Graubard 1998, Survey Methodology 24, 193-201: n* = p (1 - p) / se^2 x (t with n - 1 / t with the degrees
    of freedom)^2. Where all say yes or all say no, se is 0 and says nothing: n* is the number who answered, which is
    too many where answers in one PSU are alike.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        exact = share * (1 - share) / se**2
        fewer = (critical(level, np.asarray(base - 1.0, dtype=np.float64)) / critical(level, degrees)) ** 2
        effective = np.where((share == 0) | (share == 1), base, exact) * fewer
    return clopper_pearson(share, effective, level)


def mean(share: Floats, se: Floats, degrees: Floats, base: Ints, level: float) -> Bounds:
    """p ± t se (Wald). Discouraged: too short near 0 and 1, and may leave the range. At 0 and 1 it has no length."""
    half = critical(level, degrees) * se
    return share - half, share + half


def clopper_pearson(share: Floats, number: Floats, level: float) -> Bounds:
    yes, no = number * share, number * (1 - share)
    with np.errstate(invalid="ignore", divide="ignore"):
        lower = np.where(share == 0, 0.0, special.betaincinv(yes, no + 1, (1 - level) / 2))
        upper = np.where(share == 1, 1.0, special.betaincinv(yes + 1, no, (1 + level) / 2))
    known = np.isfinite(number)
    return np.where(known, lower, np.nan), np.where(known, upper, np.nan)


METHODS: dict[str, Callable[[Floats, Floats, Floats, Ints, float], Bounds]] = {
    "logit": logit,
    "likelihood": likelihood,
    "asin": asin,
    "beta": beta,
    "mean": mean,
}


def _deviance(share: Floats, log_odds: Floats) -> Floats:
    """Twice the Kullback-Leibler divergence of the Bernoulli distribution at `log_odds` from that at `share`."""
    with np.errstate(invalid="ignore", over="ignore"):
        entropy = special.entr(share) + special.entr(1 - share)
        return 2 * (share * np.logaddexp(0, -log_odds) + (1 - share) * np.logaddexp(0, log_odds) - entropy)
