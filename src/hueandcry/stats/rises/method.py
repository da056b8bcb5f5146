"""`farrington`: the improved Farrington method for many series at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from hueandcry.stats.rises.design import Design, baseline
from hueandcry.stats.rises.options import Options, Series
from hueandcry.stats.rises.result import FarringtonResult

# Series judged at a time: small enough for the caches, large enough that setting up does not show.
_RUN = 4096


def farrington(
    counts: ArrayLike,
    *,
    at: ArrayLike,
    frequency: int,
    dates: ArrayLike | None = None,
    population: ArrayLike | None = None,
    b: int = 5,
    w: int = 1,
    no_periods: int = 10,
    past_not_included: int | None = None,
    reweight: bool = True,
    weights_threshold: float = 2.58,
    trend: bool = True,
    p_threshold_trend: float = 1.0,
    threshold_method: str = "nb_plugin",
    power: str = "2/3",
    alpha: float = 0.005,
    limit54: tuple[int, int] = (5, 4),
    compatible: bool = True,
    threads: int = 1,
) -> FarringtonResult:
    """Judge counts against what the last years foretold: the improved Farrington method.

    For each series and judged time a quasi-Poisson model log(mean) = block of the year + slope x time (+ log
    population) is fitted to the last `b` years; past outbreaks are weighed down and the model fitted again; the trend
    is dropped unless it is clear and foretells no more than was ever seen; the alarm limit is a quantile of the
    foretold distribution.

    Parameters
    ----------
    counts : (series, times) numbers
        0 or more, NaN for no data (never 0 for no data). Whole numbers usually, though nothing depends on it. Any
        numeric type; never changed.
    at : times
        0-based indices of the times to judge; a single one is allowed. The judged count is not part of its own
        baseline.
    frequency : 12 or 52
        Periods in a year.
    dates : (times,) dates, optional
        First day of each period, increasing. With dates the reference periods are found by the calendar (weeks: the
        same weekday nearest to the same date) and time runs in days; without, a year is `frequency` periods.
    population : (series, times) numbers, optional
        Enters as an offset. A baseline period whose population is missing or zero is left out.
    b : int
        Years of baseline. A trend is only tried with 3 or more.
    w : int
        Half-width of the window of reference periods around the same date in earlier years.
    no_periods : int
        Blocks that a year is cut into to carry the season; 1 uses the reference windows alone (the method of 1996).
    past_not_included : int, optional
        Periods just before the judged one that the baseline leaves out, so that a rise already going on is not learnt;
        `w` if not given.
    reweight : bool
        Weigh down past outbreaks.
    weights_threshold : float
        Standardised Anscombe residual beyond which a period is weighed down: 2.58 (2013), 1 (1996).
    trend : bool
        Try a trend.
    p_threshold_trend : float
        The trend is kept if its p-value is below this; 1 always keeps it (2013), 0.05 is the choice of 1996.
    threshold_method : "nb_plugin", "delta" or "muan"
        "nb_plugin": quantile of the negative binomial with the fitted mean and dispersion, as if both were known.
        "delta": normal limit on a transformed scale, with the error of the fit (discouraged: too many alarms at small
        counts). "muan": negative-binomial quantile at the upper limit of the fitted mean; the most cautious of the
        three.
    power : "2/3", "1/2" or "none"
        The transformation of "delta".
    alpha : float
        One-sided chance of an alarm where nothing rises, as far as the model is right. Up to 0.5.
    limit54 : (counts, periods)
        No alarm limit unless so many counts were seen in the last so many periods, the judged one included.
    compatible : bool
        True repeats R's `farringtonFlexible` to the digit, its slips included: the dispersion behind standard errors
        after reweighting, the time of a prediction whose first baseline periods are missing, `score` and `mu0` on
        mixed scales. False puts these right (and lets a baseline of zeros converge). At the defaults the alarms are
        the same either way.
    threads : int
        Runs of series judged side by side. The result does not depend on it.

    Returns
    -------
    FarringtonResult
        Arrays of shape (series, len(at)).

    Raises
    ------
    RisesInputError
        (a ValueError) An option that is not offered, arrays whose shapes disagree, negative or infinite values, a
        judged time outside the series. Too short a history is not an error: the cell says
        `Reason.TOO_LITTLE_HISTORY`.

    Notes
    -----
    A baseline of zeros is fitted: expected and limit are 0 and the usual range starts from a rate of about half a
    count over the reference periods. Means up to 1e15 keep whole-number limits.

    References
    ----------
    Farrington, Andrews, Beale & Catchpole 1996, J. R. Statist. Soc. A 159, 547-563. Noufaily et al. 2013, Statistics in
    Medicine 32, 1206-1222. Salmon, Schumacher & Höhle 2016, J. Statistical Software 70(10), section 3.
    """
    options = Options(
        frequency=frequency,
        b=b,
        w=w,
        no_periods=no_periods,
        past_not_included=w if past_not_included is None else past_not_included,
        reweight=reweight,
        weights_threshold=weights_threshold,
        trend=trend,
        p_threshold_trend=p_threshold_trend,
        threshold_method=threshold_method,
        power=power,
        alpha=alpha,
        limit54=limit54,
        compatible=compatible,
    )
    series = Series.checked(counts, at, dates, population)
    n_series, n_times = series.counts.shape
    designs = [baseline(int(k), n_times, series.dates, options) for k in series.at]
    result = FarringtonResult.unjudged((n_series, len(designs)))
    _judge(series, designs, options, result, threads)
    return result


def _judge(
    series: Series, designs: list[Design | None], options: Options, result: FarringtonResult, threads: int
) -> None:
    # Imported here, so that a room which only names a Reason never loads the compiler.
    from hueandcry.stats.rises.judging import judge_run

    t_critical = _t_critical(designs, options.p_threshold_trend)

    def judge(run: slice) -> None:
        judge_run(run, series, designs, t_critical, options, result)

    runs = list(_runs(result.alarm.shape[0]))
    if threads > 1 and len(runs) > 1:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(judge, runs))
    else:
        for run in runs:
            judge(run)


def _runs(n_series: int) -> Iterator[slice]:
    return (slice(start, min(start + _RUN, n_series)) for start in range(0, n_series, _RUN))


def _t_critical(designs: list[Design | None], p_threshold: float) -> NDArray[np.float64]:
    """For each number of degrees of freedom, the |t| beyond which a slope's p-value is below the threshold."""
    most = max((d.rows.size for d in designs if d is not None), default=0)
    degrees = np.maximum(np.arange(most + 1, dtype=np.float64), 1.0)
    return np.maximum(-special.stdtrit(degrees, p_threshold / 2.0), 0.0)
