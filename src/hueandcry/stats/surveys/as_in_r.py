"""Shares exactly as R's `svyciprop` gives them, rounding and stopping rules included.

R finds the log odds by fitting a quasi-binomial regression and stops when the deviance hardly changes, so that its
answer differs from the weighted mean in the ninth digit or so, and where nobody says yes it stops on the way to 0.
Its likelihood interval interpolates a profile of a few points. Both are repeated here from the published algorithms:
iteratively reweighted least squares (McCullagh & Nelder 1989, section 2.5; stopping rule and starting values as in
R's documentation of `glm`), profiles at fifths of the outermost quantile (Venables & Ripley 2002, chapter 8) and
the cubic spline of Forsythe, Malcolm & Moler (1977, chapter 4).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import linalg, special

from hueandcry.stats.surveys.design import Design
from hueandcry.stats.surveys.estimates import critical
from hueandcry.stats.surveys.intervals import Bounds
from hueandcry.stats.surveys.labels import Floats, Ints
from hueandcry.stats.surveys.selection import Selection
from hueandcry.stats.surveys.variance import cells_of, variances

_MOST_ROUNDS = 25
_HARDLY = 1e-8
_MOST_STEPS = 9
_POINTS_PER_STEP = 3


@dataclass(frozen=True, eq=False)
class Fit:
    """A regression on a constant, one for each domain.

    Attributes
    ----------
    log_odds : where the fit stopped
    information : sum of working weights of the last round but its own update (weights averaging 1)
    se : standard error of the log odds, by the design
    share : the weighted mean it was on the way to
    base : how many answered
    """

    log_odds: Floats
    information: Floats
    se: Floats
    share: Floats
    base: Ints

    @property
    def stopped(self) -> Floats:
        """The share at which the fit stopped."""
        return special.expit(self.log_odds)


def fitted(design: Design, selection: Selection, yes: Floats) -> Fit:
    """Fit the log odds of `yes` (n,) in every domain."""
    answers = selection.known(yes)
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = selection.base / selection.weighted_base
        share = selection.sums(selection.weight * answers) / selection.weighted_base
    first = _first_round(selection, answers, selection.weight * scale[selection.domain])
    log_odds, information = _further_rounds(share, selection.base.astype(np.float64), *first)
    stopped = special.expit(log_odds)
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = (stopped * (1 - stopped) * selection.weighted_base)[selection.domain]
        influence = selection.known_or_zero((answers - stopped[selection.domain]) / spread)
    se = np.sqrt(variances(design, selection, cells_of(design, selection), influence))
    return Fit(log_odds, information, se, share, selection.base)


def logit_bounds(fit: Fit, degrees: Floats, level: float) -> Bounds:
    half = critical(level, degrees) * fit.se
    return special.expit(fit.log_odds - half), special.expit(fit.log_odds + half)


def likelihood_bounds(fit: Fit, degrees: Floats, level: float) -> Bounds:
    """Where the interpolated profile crosses t x sqrt(design effect): a handful of numbers for each domain."""
    cuts = critical(level, degrees) * fit.se * np.sqrt(fit.information)
    bounds = np.full((2, fit.share.size), np.nan)
    for i in np.flatnonzero(np.isfinite(cuts) & (fit.share > 0) & (fit.share < 1)):
        bounds[:, i] = _crossings(
            float(fit.share[i]), int(fit.base[i]), float(fit.log_odds[i]), float(fit.se[i]), cuts[i]
        )
    return special.expit(bounds[0]), special.expit(bounds[1])


def reflected_asin(share: Floats, se: Floats, degrees: Floats, level: float) -> Bounds:
    """The arcsine interval without the cut at 0 and 1."""
    with np.errstate(invalid="ignore", divide="ignore"):
        half = critical(level, degrees) * se / (2 * np.sqrt(share * (1 - share)))
    angle = np.arcsin(np.sqrt(share))
    return np.sin(angle - half) ** 2, np.sin(angle + half) ** 2


def _first_round(selection: Selection, answers: Floats, weight: Floats) -> tuple[Floats, Floats, Floats]:
    """Log odds, information and change of deviance after the round that starts from (w y + 1/2) / (w + 1)."""
    start = (weight * answers + 0.5) / (weight + 1)
    spread = start * (1 - start)
    working = weight * spread
    information = selection.sums(working)
    with np.errstate(invalid="ignore", divide="ignore"):
        target = special.logit(start) + (answers - start) / spread
        log_odds = selection.sums(working * target) / information
    likelihood = np.where(answers > 0, np.log(start), np.log1p(-start))
    return log_odds, information, -2 * selection.sums(weight * likelihood)


def _further_rounds(
    share: Floats, number: Floats, log_odds: Floats, information: Floats, before: Floats
) -> tuple[Floats, Floats]:
    """Newton steps, each domain until its own deviance stands still: everybody has the same mean from here on."""
    for _ in range(_MOST_ROUNDS - 1):
        now = _deviance(share, number, log_odds)
        with np.errstate(invalid="ignore"):
            moving = np.abs(now - before) / (np.abs(now) + 0.1) >= _HARDLY
        if not moving.any():
            break
        mean = special.expit(log_odds)
        spread = mean * special.expit(-log_odds)
        information = np.where(moving, number * spread, information)
        with np.errstate(invalid="ignore", divide="ignore"):
            log_odds = np.where(moving, log_odds + (share - mean) / spread, log_odds)
        before = np.where(moving, now, before)
    return log_odds, information


def _deviance(share: Any, number: Any, log_odds: Any) -> Any:
    """Of n answers with this share of yes: numbers or arrays."""
    with np.errstate(invalid="ignore"):
        return 2 * number * (share * np.logaddexp(0, -log_odds) + (1 - share) * np.logaddexp(0, log_odds))


def _crossings(share: float, number: int, centre: float, se: float, cut: float) -> Floats:
    """The log odds at which the interpolated signed root of the scaled deviance is -cut and +cut."""
    stopped = special.expit(centre)
    dispersion = number / (number - 1) * share * (1 - share) / (stopped * (1 - stopped))
    tail = special.ndtr(-cut) / 2
    outermost = np.sqrt(special.fdtri(1.0, number - 1.0, 1.0 - tail))
    step = outermost / 5 * se
    lowest = _deviance(share, number, centre)

    def root(log_odds: float) -> float:
        rise = (_deviance(share, number, log_odds) - lowest) / dispersion
        return float(np.sign(log_odds - centre) * np.sqrt(max(float(rise), 0.0)))

    points = [(centre, 0.0)]
    for side in (-1, 1):
        for k in range(1, _MOST_STEPS + 1):
            at = centre + side * k * step
            points.append((at, root(at)))
            if abs(points[-1][1]) >= outermost:
                break
    x, y = np.array(sorted(points)).T
    fine = np.linspace(x[0], x[-1], _POINTS_PER_STEP * x.size)
    heights = cubic_spline(x, y, fine)
    order = np.argsort(heights)
    return np.interp([-cut, cut], heights[order], fine[order], left=np.nan, right=np.nan)


def cubic_spline(x: Floats, y: Floats, at: Floats) -> Floats:
    """Interpolate by the cubic spline whose third derivatives at the ends are those of cubics through four points.

    Forsythe, Malcolm & Moler 1977, Computer Methods for Mathematical Computations, chapter 4. x ascending, four
    points or more.
    """
    width, slope = np.diff(x), np.diff(y) / np.diff(x)
    second = np.diff(slope) / (x[2:] - x[:-2])
    third = np.diff(second) / (x[3:] - x[:-3])
    bands = np.zeros((3, x.size))
    bands[0, 1:], bands[2, :-1] = width, width
    bands[1, 1:-1] = 2 * (width[:-1] + width[1:])
    bands[1, 0], bands[1, -1] = -width[0], -width[-1]
    right = np.r_[width[0] ** 2 * third[0], np.diff(slope), -(width[-1] ** 2) * third[-1]]
    bend = linalg.solve_banded((1, 1), bands, right)
    i = np.clip(np.searchsorted(x, at, side="right") - 1, 0, x.size - 2)
    along = at - x[i]
    first = slope[i] - width[i] * (bend[i + 1] + 2 * bend[i])
    return y[i] + along * (first + along * (3 * bend[i] + along * (bend[i + 1] - bend[i]) / width[i]))
