"""The unreported: what share of something is ever recorded?

Records set beside a survey's estimate. Both are uncertain, and they are never quite alike.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from hueandcry.stats.compare import inputs
from hueandcry.stats.compare.counts import poisson_interval
from hueandcry.stats.compare.inputs import Floats
from hueandcry.stats.compare.interval import Interval, normal_quantile
from hueandcry.stats.compare.ratios import ratio_of_intervals

RECORDED = ("known", "poisson")
SCALES = ("log", "normal")


@dataclass(frozen=True, eq=False)
class Reporting:
    """What share of something is ever recorded, said in three ways, each with its interval.

    Attributes
    ----------
    share : recorded ÷ estimated. Above 1 where more was recorded than estimated: then the two do not count the same.
    happened_per_recorded : estimated ÷ recorded, the same the other way round. NaN where nothing was recorded.
    unreported : estimated - recorded, in what was counted. Negative where more was recorded than estimated.
    """

    share: Interval
    happened_per_recorded: Interval
    unreported: Interval


def reporting(
    recorded: ArrayLike,
    estimated: ArrayLike,
    *,
    estimated_se: ArrayLike | None = None,
    estimated_limits: tuple[ArrayLike, ArrayLike] | None = None,
    count_is: str = "known",
    scale: str = "log",
    level: float = 0.95,
) -> Reporting:
    """Set records beside a survey's estimate of the same, and carry both intervals through.

    Parameters
    ----------
    recorded : array
        Counts of records.
    estimated : array that broadcasts
        How many happened, by a survey: above 0, else NaN.
    estimated_se : array, or
    estimated_limits : (lower, upper) arrays
        Exactly one of the two: the standard error of the estimate, or its published limits at `level`, which may be
        lopsided.
    count_is : "known" or "poisson"
        "known": the records are what they are, and only the survey is uncertain. "poisson": the question is about the
        risk behind them, and another year's records would differ by chance.
    scale : "log" or "normal"
        How limits are made from the standard error: symmetric for the logarithm of the estimate, or for the estimate
        itself (cut off at 0). With records that are known, the share then has the log-normal or Fieller's interval.
    level : float
        Between 0 and 1.

    Returns
    -------
    Reporting
        It says nothing of what makes the two unlike: other people, other offences, other months. State that beside it.

    Raises
    ------
    CompareInputError
        For neither or both of `estimated_se` and `estimated_limits`, limits that do not hold the estimate, negative or
        infinite numbers, or options that are not offered.

    Notes
    -----
    The intervals of both sides are carried through by `ratio_of_intervals`; for the difference likewise, with limits
    l, u of the estimate e and l', u' of the records c, e - c - sqrt((e - l)^2 + (u' - c)^2) and
    e - c + sqrt((u - e)^2 + (c - l')^2) (Zou & Donner 2008).

    References
    ----------
    Zou & Donner 2008, Statistics in Medicine 27, 1693-1702. Donner & Zou 2012, as for `ratio_of_intervals`.
    """
    function = "reporting"
    inputs.share(function, "level", level)
    inputs.one_of(function, "count_is", count_is, RECORDED)
    inputs.one_of(function, "scale", scale, SCALES)
    counted = inputs.counts(function, "recorded", recorded)
    survey = inputs.counts(function, "estimated", estimated)
    counted, survey = inputs.together(function, recorded=counted, estimated=np.where(survey > 0.0, survey, np.nan))
    if estimated_limits is not None and estimated_se is None:
        estimate = _given_limits(function, survey, estimated_limits, level)
    elif estimated_se is not None and estimated_limits is None:
        estimate = _made_limits(survey, inputs.counts(function, "estimated_se", estimated_se), scale, level)
    else:
        found = "neither" if estimated_se is None else "both"
        raise inputs.refusal(function, "estimated_se", found, "it, or else estimated_limits", "Give one of the two.")
    records = _records(counted, level, count_is)
    share = ratio_of_intervals(records, estimate)
    return Reporting(share, _turned(share), _difference(estimate, records))


def _records(counted: Floats, level: float, count_is: str) -> Interval:
    if count_is == "poisson":
        return poisson_interval(counted, level=level)
    return Interval(counted, counted, counted, level, "known")


def _made_limits(survey: Floats, error: Floats, scale: str, level: float) -> Interval:
    survey, error = inputs.together("reporting", estimated=survey, estimated_se=error)
    reach = normal_quantile(level) * error
    if scale == "normal":
        return Interval(survey, np.maximum(survey - reach, 0.0), survey + reach, level, scale)
    factor = np.exp(reach / survey)
    return Interval(survey, survey / factor, survey * factor, level, scale)


def _given_limits(function: str, survey: Floats, limits: tuple[ArrayLike, ArrayLike], level: float) -> Interval:
    if len(limits) != 2:
        raise inputs.refusal(function, "estimated_limits", repr(limits), "(lower, upper)", "Give both limits.")
    lower, upper = (inputs.counts(function, "estimated_limits", one) for one in limits)
    value, lower, upper = inputs.together(function, estimated=survey, lower=lower, upper=upper)
    outside = (lower > value) | (upper < value)
    inputs.refuse(outside, value, function, "estimated", "an estimate between its limits", "Check the published table.")
    return Interval(value, lower, upper, level, "given")


def _turned(share: Interval) -> Interval:
    """1 / interval: the limits change places."""
    value, lower, upper = (1.0 / np.where(one > 0.0, one, np.nan) for one in (share.value, share.upper, share.lower))
    return Interval(value, lower, upper, share.level, share.method)


def _difference(a: Interval, b: Interval) -> Interval:
    """a - b of independent intervals, by the method of variance estimates recovery."""
    value = a.value - b.value
    lower = value - np.hypot(a.value - a.lower, b.upper - b.value)
    upper = value + np.hypot(a.upper - a.value, b.value - b.lower)
    return Interval(value, lower, upper, a.level, "mover")
