"""What `farrington` answers, and why it sometimes does not."""

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Reason(IntEnum):
    """Why a cell has, or has not, an alarm limit. Of several reasons the gravest (the largest number) is given."""

    OK = 0
    """Judged: `upper` and `alarm` stand."""
    TOO_FEW = 1
    """Fewer than `limit54[0]` counts in the last `limit54[1]` periods: there is a usual range, but no alarm limit."""
    RECENT_MISSING = 2
    """The judged count is there, but one just before it is missing, so the small-count rule cannot be applied."""
    NO_LIMIT = 3
    """A fit exists, but its alarm limit is not a number (for example `muan` on a season of zeros)."""
    NO_DATA = 4
    """The judged count itself is missing (NaN). Never a zero, never an all-clear."""
    NOT_CONVERGED = 5
    """The model did not settle, with or without a trend."""
    BASELINE_MISSING = 6
    """So much of the baseline is missing that the model, or the season of the judged period, cannot be fitted."""
    NO_POPULATION = 7
    """The population of the judged period is missing or zero."""
    TOO_LITTLE_HISTORY = 8
    """The series does not reach `b` years and `w` periods back from the judged one."""


@dataclass(frozen=True, eq=False)
class FarringtonResult:
    """One cell for each series (row) and judged time (column); all float64 but `reason` (int8).

    Attributes
    ----------
    expected : counts
        The count expected at the judged time. NaN where there is no alarm limit (with `compatible`, as R has it, 0
        where the model did not converge: look at `reason`). `mu0` and `mean` remain.
    lower, upper_usual : counts
        The usual range: the central 90 % of the predictive distribution, whole numbers, both ends included ("between
        9 and 19 were expected"). It has nothing to do with the alarm limit, and is given whenever a fit exists.
    upper : counts
        The alarm limit at `alpha`; a whole number for `nb_plugin` and `muan`. NaN where `reason` is not OK.
    alarm : 1, 0 or NaN
        1 where observed > upper; 0 where not, or where there is no limit; NaN where no model could be fitted.
    score : no unit
        How far towards (above 1: beyond) the alarm limit. With `compatible` and negative-binomial limits, R's mixture
        of scales (observed - log mean) / (upper - log mean); otherwise (observed - expected) / (upper - expected).
    p_value : 0 to 1
        R's: the chance of at least so many under the distribution that gave `upper`.
    mu0 : counts
        The mean behind `upper`. With `compatible` and `delta`, R's quantity of that name, which exponentiates a
        number that is a count already and is often infinite.
    dispersion : variance / mean, at least 1
        Pearson's, after past outbreaks were weighed down, from the fit that was kept.
    trend : 1, 0 or NaN
        1 where the fit that was kept has a trend.
    reason : `Reason`
    mean : counts
        The mean of the predictive distribution; never quite 0, for a season without a crime proves no rate of 0.
    spread : variance / mean
        Of the cautious predictive distribution behind `p_exact`. With `mean` it says which p-values the series can
        reach, which is what `discrete_fdr` asks for.
    p_exact : 0 to 1
        P(Y >= observed) under it: exact, discrete, for this series alone. For a family of sparse series `evidence`
        gives a sharper one.
    slope : change of log mean per unit of time
        The unit is the first gap between dates, or one period where there are none. NaN without a trend.
    baseline_total, baseline_periods : counts; periods
        What the model was fitted on: neither missing periods nor the judged one are in it.
    first_dispersion, degrees, fit_error : variance / mean; number; variance / mean
        What `evidence` starts from: the dispersion before any weighing down, unbiased for sparse counts and so
        sometimes below 1; the degrees of freedom it is worth; the variance of the fitted mean over the mean, per unit
        of dispersion.
    """

    expected: Floats
    lower: Floats
    upper_usual: Floats
    upper: Floats
    alarm: Floats
    score: Floats
    p_value: Floats
    mu0: Floats
    dispersion: Floats
    trend: Floats
    reason: NDArray[np.int8]
    mean: Floats
    spread: Floats
    p_exact: Floats
    slope: Floats
    baseline_total: Floats
    baseline_periods: Floats
    first_dispersion: Floats
    degrees: Floats
    fit_error: Floats

    @classmethod
    def unjudged(cls, shape: tuple[int, int]) -> "FarringtonResult":
        """NaN everywhere: to be filled in, by `farrington` or by whoever puts kept columns together again."""
        columns = {f.name: np.full(shape, np.nan) for f in fields(cls) if f.name != "reason"}
        return cls(reason=np.full(shape, Reason.TOO_LITTLE_HISTORY, dtype=np.int8), **columns)
