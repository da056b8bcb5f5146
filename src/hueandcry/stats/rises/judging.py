"""From a fit to a judgement: alarm limit, usual range, p-values and reason, for a run of series at a time."""

import numpy as np
from numpy.typing import NDArray
from scipy import special

from hueandcry.stats import negative_binomial
from hueandcry.stats.rises import kernel
from hueandcry.stats.rises.design import Design
from hueandcry.stats.rises.family import cautious_spread
from hueandcry.stats.rises.options import Options, Series
from hueandcry.stats.rises.result import FarringtonResult, Reason

Floats = NDArray[np.float64]
Columns = dict[str, NDArray]

USUAL = 0.90
_EXPONENTS = {"2/3": 2 / 3, "1/2": 1 / 2, "none": 1.0}
_UNFITTED = {
    kernel.NOT_CONVERGED: Reason.NOT_CONVERGED,
    kernel.BASELINE_MISSING: Reason.BASELINE_MISSING,
    kernel.NO_POPULATION: Reason.NO_POPULATION,
}


def judge_run(
    run: slice,
    series: Series,
    designs: list[Design | None],
    t_critical: Floats,
    options: Options,
    result: FarringtonResult,
) -> None:
    """Judge a run of series at every time, writing into their rows of the result."""
    counts = np.ascontiguousarray(series.counts[run], dtype=np.float64)
    people = np.empty((0, 0)) if series.population is None else np.array(series.population[run], np.float64, order="C")
    raw = np.empty((counts.shape[0], kernel.N_FIELDS))
    for column, design in enumerate(designs):
        if design is not None:
            kernel.fit_all(
                counts,
                people,
                design.at,
                design.rows,
                design.ends,
                design.time,
                design.time_at,
                options.compatible and series.dates is not None,
                options.trend and options.b >= 3,
                t_critical,
                options.reweight,
                options.weights_threshold,
                options.compatible,
                raw,
            )
            with np.errstate(all="ignore"):  # what cannot be computed ends as NaN, with a reason
                columns = _columns(raw, counts, design.at, options)
            for name, values in columns.items():
                getattr(result, name)[run, column] = values


def _columns(raw: Floats, counts: Floats, at: int, options: Options) -> Columns:
    observed = counts[:, at]
    mean = np.maximum(np.exp(raw[:, kernel.ETA]), kernel.SMALLEST_MEAN)
    limit = (_delta if options.threshold_method == "delta" else _negative_binomial)(raw, mean, observed, options)
    reason = _reason(raw, counts, at, limit["upper"], options.limit54)
    judged = reason == Reason.OK
    fitted = raw[:, kernel.STATUS] == kernel.FITTED
    expected = np.where(judged, mean, np.nan)
    if options.compatible:
        expected[raw[:, kernel.STATUS] == kernel.NOT_CONVERGED] = 0.0
    return {
        **limit,
        **_predictive(raw, mean, observed),
        "expected": expected,
        "upper": np.where(judged, limit["upper"], np.nan),
        "alarm": np.where(fitted, judged & (observed > limit["upper"]) & (observed > 0), np.nan),
        "reason": reason,
        "dispersion": raw[:, kernel.DISPERSION],
        "trend": raw[:, kernel.TREND],
        "slope": raw[:, kernel.SLOPE],
        "baseline_total": raw[:, kernel.TOTAL],
        "baseline_periods": raw[:, kernel.PERIODS],
    }


def _reason(raw: Floats, counts: Floats, at: int, upper: Floats, limit54: tuple[int, int]) -> NDArray[np.int8]:
    least, periods = limit54
    recent = counts[:, max(at - periods + 1, 0) : at + 1]
    status = raw[:, kernel.STATUS]
    against = [
        *((status == code, reason) for code, reason in _UNFITTED.items()),
        (np.isnan(counts[:, at]), Reason.NO_DATA),
        (np.isnan(upper), Reason.NO_LIMIT),
        (np.isnan(recent).any(axis=1), Reason.RECENT_MISSING),
        (recent.sum(axis=1) < least, Reason.TOO_FEW),
    ]
    conditions, reasons = zip(*against, strict=True)
    return np.select(conditions, reasons, Reason.OK).astype(np.int8)


def _delta(raw: Floats, mean: Floats, observed: Floats, options: Options) -> Columns:
    """A normal limit for y^exponent, whose variance is exponent^2 mean^(2 exponent - 1) tau, tau = dispersion + se^2
    / mean.

    Farrington et al. 1996, section 3.5.
    """
    z = special.ndtri(1.0 - options.alpha)
    se = mean * np.sqrt(raw[:, kernel.SE_DISPERSION] * raw[:, kernel.VARIANCE])
    tau = raw[:, kernel.DISPERSION] + se**2 / mean
    exponent = _EXPONENTS[options.power]
    centre, spread = mean**exponent, exponent * mean ** (exponent - 0.5) * np.sqrt(tau)
    upper = (centre + z * spread) ** (1 / exponent)
    return {
        "upper": upper,
        "score": (observed - mean) / (upper - mean),
        "p_value": special.ndtr((centre - observed**exponent) / spread),
        "mu0": np.exp(mean + z * se) if options.compatible else mean,
    }


def _negative_binomial(raw: Floats, mean: Floats, observed: Floats, options: Options) -> Columns:
    """Quantiles of a negative binomial: at the fitted mean (Noufaily et al. 2013, section 3.5) or, for "muan", at the
    upper limit of the fitted mean (Salmon et al. 2016, section 3).
    """
    mu0 = mean
    if options.threshold_method == "muan":
        se = np.sqrt(raw[:, kernel.SE_DISPERSION] * raw[:, kernel.VARIANCE])
        mu0 = np.exp(raw[:, kernel.ETA] + special.ndtri(1.0 - options.alpha) * se)
    upper = negative_binomial.quantile(1.0 - options.alpha, mu0, raw[:, kernel.DISPERSION])
    origin = raw[:, kernel.ETA] if options.compatible else mean
    return {
        "upper": upper,
        "score": (observed - origin) / (upper - origin),
        "p_value": negative_binomial.at_least(observed, mu0, raw[:, kernel.DISPERSION]),
        "mu0": mu0,
    }


def _predictive(raw: Floats, mean: Floats, observed: Floats) -> Columns:
    """What may be seen next, the uncertainty of the fit included.

    If the log mean is uncertain by variance = dispersion x v, the rate's own mean is mean (1 + dispersion v / 2) and
    the count's variance / mean is dispersion (1 + mean v). For a season of n periods, y counts and no trend this is
    the negative binomial that Jeffreys' prior gives: size y + 1/2, mean (y + 1/2) / n; so a season without a crime
    does not foretell 0 for ever.
    """
    dispersion = raw[:, kernel.DISPERSION]
    centre = mean * (1.0 + dispersion * raw[:, kernel.VARIANCE] / 2.0)
    fit_error = mean * raw[:, kernel.VARIANCE]
    usual = dispersion * (1.0 + fit_error)
    at_most_calm = np.maximum(dispersion, raw[:, kernel.FIRST_DISPERSION])
    spread = cautious_spread(at_most_calm, fit_error, raw[:, kernel.DEGREES])
    tail = (1.0 - USUAL) / 2.0
    return {
        "mean": centre,
        "lower": negative_binomial.quantile(tail, centre, usual),
        "upper_usual": negative_binomial.quantile(1.0 - tail, centre, usual),
        "spread": spread,
        "p_exact": negative_binomial.at_least(observed, centre, spread),
        "first_dispersion": raw[:, kernel.FIRST_DISPERSION],
        "degrees": raw[:, kernel.DEGREES],
        "fit_error": fit_error,
    }
