"""Incident counts, with the longest series cut to the 98th percentile as the Crime Survey does."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from hueandcry.stats.surveys.labels import Bools, Floats, rows
from hueandcry.stats.surveys.refusals import refused

PERCENTILE = 98.0


@dataclass(frozen=True, eq=False)
class Capped:
    """Counts ready for `means` and `totals`.

    Attributes
    ----------
    counts : (n,) incidents, at most `cap`
    cap : incidents
    cut : (n,) whose count was cut, or stood for "too many to remember"
    """

    counts: Floats
    cap: float
    cut: Bools


def capped(
    incidents: ArrayLike,
    weights: ArrayLike,
    *,
    percentile: float = PERCENTILE,
    too_many: ArrayLike | None = None,
    cap: float | None = None,
) -> Capped:
    """Cut the counts of victims of very many incidents to a percentile of the counts of all victims.

    A few people who tell of hundreds of incidents would otherwise make an estimate of the country. The Crime Survey
    for England and Wales takes the 98th percentile for each type of crime, by weight, among victims, from three
    years of interviews, leaving out who said "too many to remember" and giving them that value afterwards.

    Parameters
    ----------
    incidents : (n,) whole numbers, 0 or more
        Of one type of crime. NaN for no answer, which stays so.
    weights : (n,) numbers above 0
    percentile : number above 0, up to 100
        100 cuts nothing.
    too_many : (n,) true or false, optional
        Who said "too many to remember": left out of the percentile, then given the cap whatever `incidents` says.
    cap : number above 0, optional
        A cap worked out before, such as one of three years pooled (call once on the pooled waves, take its `cap`).

    Returns
    -------
    Capped
        The cap is the smallest count that victims with at least `percentile` per cent of victims' weight do not
        exceed. Without a single victim it is 0 and nothing is cut.

    Raises
    ------
    SurveysInputError
        Counts below 0 or not whole, weights not above 0, a percentile out of range, "too many" without anybody whose
        count is known and without a `cap`.

    References
    ----------
    Office for National Statistics 2017, Improving estimates of repeat victimisation derived from the Crime Survey for
    England and Wales, sections 1 and 3; 2019, Improving victimisation estimates derived from the Crime Survey.
    """
    counts, weight, vague = _checked(incidents, weights, too_many)
    if not 0 < percentile <= 100:
        raise refused("capped(percentile=…)", percentile, "a number above 0, up to 100", "98 is the Crime Survey's.")
    if cap is not None and not cap > 0:
        raise refused("capped(cap=…)", cap, "a number above 0", "Leave it out to have it worked out.")
    victims = (counts > 0) & ~vague
    if cap is None and vague.any() and not victims.any():
        raise refused("capped", "only victims of too many to remember", "a known count, or a cap", "Give cap=….")
    limit = _weighted_percentile(counts[victims], weight[victims], percentile) if cap is None else float(cap)
    cut = vague | (counts > limit)
    return Capped(np.where(cut, limit, counts), limit, cut)


def _weighted_percentile(counts: Floats, weight: Floats, percentile: float) -> float:
    if not counts.size:
        return 0.0
    order = np.argsort(counts, kind="stable")
    reached = np.cumsum(weight[order])
    # A share that is the percentile but for rounding has reached it.
    enough = reached >= reached[-1] * percentile / 100 * (1 - 1e-12)
    return float(counts[order][np.argmax(enough)])


def _checked(incidents: ArrayLike, weights: ArrayLike, too_many: ArrayLike | None) -> tuple[Floats, Floats, Bools]:
    counts = np.asarray(incidents, dtype=np.float64)
    weight = np.asarray(weights, dtype=np.float64)
    vague = np.zeros(counts.shape, dtype=bool) if too_many is None else np.asarray(too_many, dtype=bool)
    if counts.ndim != 1 or weight.shape != counts.shape or vague.shape != counts.shape:
        found = f"shapes {counts.shape}, {weight.shape} and {vague.shape}"
        raise refused("capped", found, "one number of each for each respondent", "Give columns of one length.")
    wrong = np.flatnonzero((counts < 0) | np.isinf(counts) | (counts != np.floor(counts)) & ~np.isnan(counts))
    if wrong.size:
        raise refused(
            f"incidents, {rows(wrong)}", f"{counts[wrong[0]]:g}", "a whole number, 0 or more", "Use NaN for no answer."
        )
    bad = np.flatnonzero(~((weight > 0) & np.isfinite(weight)))
    if bad.size:
        raise refused(f"weights, {rows(bad)}", f"{weight[bad[0]]:g}", "a number above 0", "Leave them out.")
    return counts, weight, vague
