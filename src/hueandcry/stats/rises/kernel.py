"""The compiled heart of the method: quasi-Poisson fits for one judged time, one series after another.

The model is log(mean) = level of the block + slope x time (+ log population). Its normal equations are arrow-shaped,
so each step of iteratively reweighted least squares has a closed form in sums over the blocks: with weights w and
working response z,

    centre_g = sum(w t) / sum(w)       level_g = sum(w z) / sum(w)              (sums over block g)
    slope    = sum(w (t - centre)(z - level)) / sum(w (t - centre)^2)           (sums over all rows)

and fitted value, hat value and the variance of a prediction follow without any matrix:

    eta_i = level_g + slope (t_i - centre_g)       h_i = w_i (1 / sum_g(w) + (t_i - centre_g)^2 / spread)

McCullagh & Nelder 1989, *Generalized Linear Models*, section 2.5 (the iterations) and 6.2 (log-linear models).
"""

import math
from typing import Any

import numpy as np
from numba import njit

# Columns of the array that `fit_all` fills, one row a series.
ETA, VARIANCE, DISPERSION, FIRST_DISPERSION, SE_DISPERSION, DEGREES, TREND, SLOPE, TOTAL, PERIODS, STATUS = range(11)
N_FIELDS = 11

FITTED, NOT_CONVERGED, BASELINE_MISSING, NO_POPULATION = range(4)

SMALLEST_MEAN = 2.220446049250313e-16  # R's floor for a fitted mean; reached only where a block is all zero
_LOG_SMALLEST = math.log(SMALLEST_MEAN)
_TOLERANCE = 1e-8  # change of deviance at which the iterations stop, as in R's glm
_LARGE_COUNT = 1e5  # from here on y log y - y log mu would lose the digits that the stopping rule looks at

# Logarithms of small whole counts are looked up rather than computed.
_TABLE = 2048
_LOG = np.log(np.maximum(np.arange(_TABLE), 1))
_LOG_START = np.log(np.arange(_TABLE) + 0.1)

# Rows of the work space: what is known of each baseline period, then what the fit makes of it.
_Y, _TIME, _OFFSET, _LOG_Y, _OMEGA, _MU, _ETA, _W, _WZ, _POWER = range(10)
# Rows of the block sums.
_TOTAL_W, _CENTRE, _LEVEL = range(3)


@njit(cache=True, nogil=True, error_model="numpy")
def fit_all(
    counts: Any,
    population: Any,
    at: int,
    rows: Any,
    ends: Any,
    time: Any,
    time_at: float,
    shift_origin: bool,
    with_trend: bool,
    t_critical: Any,
    reweight: bool,
    weights_threshold: float,
    compatible: bool,
    out: Any,
) -> None:
    """Fit every series at one judged time. `population` has no rows where there is no offset.

    `t_critical[df]` is the size that the slope's t value must exceed for the trend to be kept. `shift_origin` repeats
    R's slip: where the first baseline periods are missing, it predicts with time counted from the first that is not.
    """
    work = np.empty((10, max(rows.size, 1)))
    blocks = np.empty((3, ends.size - 1))
    own_ends = np.empty(ends.size, np.int64)
    for s in range(counts.shape[0]):
        n = _gather(counts[s], population, s, rows, ends, time, work, own_ends)
        out[s] = math.nan
        out[s, PERIODS] = n
        out[s, TOTAL] = work[_Y, :n].sum()
        log_at = 0.0
        if population.shape[0] > 0:
            log_at = math.log(population[s, at])
        if not math.isfinite(log_at):
            out[s, STATUS] = NO_POPULATION
        elif own_ends[1] == 0:
            out[s, STATUS] = BASELINE_MISSING
        else:
            when = time_at - work[_TIME, :n].min() if shift_origin else time_at
            _fit_best(
                work,
                blocks,
                own_ends,
                when,
                log_at,
                with_trend,
                t_critical,
                reweight,
                weights_threshold,
                compatible,
                out[s],
            )


@njit(cache=True, nogil=True, error_model="numpy")
def _gather(counts: Any, population: Any, s: int, rows: Any, ends: Any, time: Any, work: Any, own_ends: Any) -> int:
    """Copy the baseline of one series, leaving out what is missing; return how many periods are left."""
    n = 0
    own_ends[0] = 0
    for g in range(ends.size - 1):
        for i in range(ends[g], ends[g + 1]):
            y = counts[rows[i]]
            offset = math.log(population[s, rows[i]]) if population.shape[0] > 0 else 0.0
            if not math.isnan(y) and math.isfinite(offset):
                work[_Y, n] = y
                work[_TIME, n] = time[i]
                work[_OFFSET, n] = offset
                n += 1
        own_ends[g + 1] = n
    return n


@njit(cache=True, nogil=True, error_model="numpy")
def _fit_best(
    work: Any,
    blocks: Any,
    ends: Any,
    when: float,
    log_at: float,
    with_trend: bool,
    t_critical: Any,
    reweight: bool,
    threshold: float,
    compatible: bool,
    out: Any,
) -> None:
    """Fit with a trend; keep it if it is clear enough and foretells no more than was ever seen; else fit without."""
    if with_trend:
        largest = work[_Y, : ends[-1]].max()
        t, df = _fit(work, blocks, ends, when, log_at, True, reweight, threshold, compatible, out)
        if out[STATUS] == FITTED and t > t_critical[df] and math.exp(out[ETA]) <= largest:
            return
    _fit(work, blocks, ends, when, log_at, False, reweight, threshold, compatible, out)


@njit(cache=True, nogil=True, error_model="numpy")
def _fit(
    work: Any,
    blocks: Any,
    ends: Any,
    when: float,
    log_at: float,
    trend: bool,
    reweight: bool,
    threshold: float,
    compatible: bool,
    out: Any,
) -> tuple[float, int]:
    """Fit, weigh down past outbreaks, fit again, predict; return the slope's |t| and the degrees of freedom."""
    n = ends[-1]
    df = n - (1 if trend else 0)
    for g in range(ends.size - 1):
        df -= 1 if ends[g + 1] > ends[g] else 0
    if df <= 0:
        out[STATUS] = BASELINE_MISSING
        return math.nan, df
    work[_OMEGA, :n] = 1.0
    rounds = 25 if compatible else 100
    converged, slope, spread = _iterate(work, blocks, ends, trend, rounds)
    if not converged:
        out[STATUS] = NOT_CONVERGED
        return math.nan, df
    pearson = _squares(work, n, _W) / df
    out[FIRST_DISPERSION], out[DEGREES] = _scatter(work, ends, trend, pearson * df)
    if reweight and _weigh_down(work, blocks, ends, trend, spread, max(pearson, 1.0), threshold):
        _, slope, spread = _iterate(work, blocks, ends, trend, rounds)
        pearson = _squares(work, n, _W) / df
    se_dispersion = max(pearson, 1.0)
    if compatible:
        se_dispersion = _squares(work, n, _OMEGA) / df if reweight else pearson
    ahead = when - blocks[_CENTRE, 0]
    out[ETA] = blocks[_LEVEL, 0] + log_at
    out[VARIANCE] = 1.0 / blocks[_TOTAL_W, 0]
    out[SLOPE] = math.nan
    if trend:
        out[ETA] += slope * ahead
        out[VARIANCE] += ahead * ahead / spread
        out[SLOPE] = slope
    out[TREND] = 1.0 if trend else 0.0
    out[DISPERSION] = max(pearson, 1.0)
    out[SE_DISPERSION] = se_dispersion
    out[STATUS] = FITTED
    if math.fabs(slope * ahead) < 1e-11:  # a slope that is rounding, as of a constant series, is none on any machine
        return 0.0, df
    return math.fabs(slope) / math.sqrt(se_dispersion / spread), df


@njit(cache=True, nogil=True, error_model="numpy")
def _iterate(work: Any, blocks: Any, ends: Any, trend: bool, rounds: int) -> tuple[bool, float, float]:
    """Iteratively reweighted least squares; return whether it settled, the slope and its weighted sum of squares.

    `_W` keeps the working weights of the last round, `_MU` the means after it: R's covariance comes from the former.
    """
    n = ends[-1]
    slope, spread = 0.0, 0.0
    large = _start(work, n)
    before = _deviance(work, n, large)
    for _ in range(rounds):
        _weigh(work, n)
        top, spread = _sum_up(work, blocks, ends, trend)
        slope = top / spread if trend else 0.0
        _foretell(work, blocks, ends, slope)
        _exponentiate(work, n)
        deviance = _deviance(work, n, large)
        if not math.isfinite(deviance):
            break
        if math.fabs(deviance - before) / (math.fabs(deviance) + 0.1) < _TOLERANCE:
            return True, slope, spread
        before = deviance
    return False, slope, spread


@njit(cache=True, nogil=True, error_model="numpy")
def _start(work: Any, n: int) -> bool:
    """Start from mu = y + 0.1; return whether any count is large."""
    large = False
    for i in range(n):
        y = work[_Y, i]
        whole = int(y) if y < _TABLE else -1
        if whole == y:
            work[_LOG_Y, i], work[_ETA, i] = _LOG[whole], _LOG_START[whole]
        else:
            work[_LOG_Y, i], work[_ETA, i] = math.log(max(y, 1e-300)), math.log(y + 0.1)
        work[_MU, i] = y + 0.1
        large |= y >= _LARGE_COUNT
    return large


@njit(cache=True, nogil=True, error_model="numpy")
def _weigh(work: Any, n: int) -> None:
    """Working weights w, and w z for the working response z = eta - offset + (y - mu) / mu."""
    y, offset, omega, mu, eta = work[_Y], work[_OFFSET], work[_OMEGA], work[_MU], work[_ETA]
    w, wz = work[_W], work[_WZ]
    for i in range(n):
        w[i] = omega[i] * mu[i]
        wz[i] = w[i] * (eta[i] - offset[i]) + omega[i] * (y[i] - mu[i])


@njit(cache=True, nogil=True, error_model="numpy")
def _sum_up(work: Any, blocks: Any, ends: Any, trend: bool) -> tuple[float, float]:
    """Centre and level of each block; return numerator and denominator of the slope."""
    time, w, wz = work[_TIME], work[_W], work[_WZ]
    top, spread = 0.0, 0.0
    for g in range(ends.size - 1):
        sum_w, sum_wt, sum_wz = 0.0, 0.0, 0.0
        for i in range(ends[g], ends[g + 1]):
            sum_w += w[i]
            sum_wt += w[i] * time[i]
            sum_wz += wz[i]
        centre, level = sum_wt / sum_w, sum_wz / sum_w
        blocks[_TOTAL_W, g], blocks[_CENTRE, g], blocks[_LEVEL, g] = sum_w, centre, level
        if trend:
            for i in range(ends[g], ends[g + 1]):
                apart = time[i] - centre
                spread += w[i] * apart * apart
                top += apart * (wz[i] - w[i] * level)
    return top, spread


@njit(cache=True, nogil=True, error_model="numpy")
def _foretell(work: Any, blocks: Any, ends: Any, slope: float) -> None:
    """Set eta, the logarithm of the fitted means."""
    time, offset, eta = work[_TIME], work[_OFFSET], work[_ETA]
    for g in range(ends.size - 1):
        centre, level = blocks[_CENTRE, g], blocks[_LEVEL, g]
        for i in range(ends[g], ends[g + 1]):
            eta[i] = level + slope * (time[i] - centre) + offset[i]


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract"})
def _exponentiate(work: Any, n: int) -> None:
    """Set mu = exp(eta), to the last digit or the one before, in a form that processors do eight at a time.

    exp(x) = 2^k exp(r) with |r| <= log(2) / 2, log(2) held in two parts, exp(r) by its series, and 2^k by
    writing k into the exponent of a double.
    """
    eta, mu, power = work[_ETA], work[_MU], work[_POWER]
    exponent = power.view(np.int64)
    for i in range(n):
        x = min(max(eta[i], -700.0), 709.0)
        k = math.floor(x * 1.4426950408889634 + 0.5)
        exponent[i] = (np.int64(k) + 1023) << 52
        r = x - k * 0.6931471803691238 - k * 1.9082149292705877e-10
        term = 1.0 / 479001600.0 + r * (1.0 / 6227020800.0)
        term = 1.0 / 3628800.0 + r * (1.0 / 39916800.0 + r * term)
        term = 1.0 / 40320.0 + r * (1.0 / 362880.0 + r * term)
        term = 1.0 / 720.0 + r * (1.0 / 5040.0 + r * term)
        term = 1.0 / 24.0 + r * (1.0 / 120.0 + r * term)
        term = 0.5 + r * (1.0 / 6.0 + r * term)
        mu[i] = 1.0 + r * (1.0 + r * term)
    for i in range(n):
        mu[i] = max(mu[i] * power[i], SMALLEST_MEAN)


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract", "reassoc", "nsz"})
def _deviance(work: Any, n: int, large: bool) -> float:
    """2 sum of omega (y log(y / mu) - (y - mu)), where y log y is 0 at 0."""
    y, log_y, omega, mu, eta = work[_Y], work[_LOG_Y], work[_OMEGA], work[_MU], work[_ETA]
    total = 0.0
    if large:
        for i in range(n):
            r = (y[i] - mu[i]) / mu[i]
            total += omega[i] * mu[i] * ((1.0 + r) * math.log1p(r) - r if y[i] > 0.0 else 1.0)
    else:
        for i in range(n):
            total += omega[i] * (y[i] * (log_y[i] - max(eta[i], _LOG_SMALLEST)) - (y[i] - mu[i]))
    return 2.0 * total


@njit(cache=True, nogil=True, error_model="numpy")
def _squares(work: Any, n: int, weight: int) -> float:
    """Sum of weight x ((y - mu) / mu)^2."""
    total = 0.0
    for i in range(n):
        r = (work[_Y, i] - work[_MU, i]) / work[_MU, i]
        total += work[weight, i] * r * r
    return total


@njit(cache=True, nogil=True, error_model="numpy")
def _scatter(work: Any, ends: Any, trend: bool, squares: float) -> tuple[float, float]:
    """A dispersion fit for sparse counts, and the degrees of freedom that it is worth.

    Given that a block of k periods holds N counts, Pearson's sum over it has mean k - 1 for Poisson counts, variance
    2 (k - 1)(1 - 1 / N), and rises with the dispersion by (k - 1)(1 - 1 / N) a unit, to first order (Haldane 1937,
    Biometrika 29, 133-143, for the moments). A block with one count or none tells nothing, but Pearson's own estimate
    takes it for calm.
    """
    expected, degrees = 0.0, 0.0
    for g in range(ends.size - 1):
        free = ends[g + 1] - ends[g] - 1
        total = work[_Y, ends[g] : ends[g + 1]].sum()
        if total > 0.0 and free > 0:
            expected += free
            degrees += free * max(1.0 - 1.0 / total, 0.0)
    if trend and expected > 1.0:
        degrees *= (expected - 1.0) / expected
        expected -= 1.0
    if degrees <= 0.0:
        return 1.0, 0.0
    return 1.0 + (squares - expected) / degrees, degrees


@njit(cache=True, nogil=True, error_model="numpy")
def _weigh_down(
    work: Any, blocks: Any, ends: Any, trend: bool, spread: float, dispersion: float, threshold: float
) -> bool:
    """Give past outbreaks less weight (Noufaily et al. 2013, section 3.4); return whether any was found.

    The standardised Anscombe residual is s = 3/2 (y^(2/3) mu^(-1/6) - mu^(1/2)) / sqrt(dispersion (1 - h)); beyond
    the threshold a period weighs s^-2, and all weights are scaled to sum to their number. Since Anscombe's residual
    is never above Pearson's, most periods are passed over without a cube root.
    """
    n = ends[-1]
    omega, total, found = work[_OMEGA], 0.0, False
    for g in range(ends.size - 1):
        for i in range(ends[g], ends[g + 1]):
            y, mu, omega[i] = work[_Y, i], work[_MU, i], 1.0
            if y > mu:
                apart = work[_TIME, i] - blocks[_CENTRE, g]
                hat = 1.0 / blocks[_TOTAL_W, g] + (apart * apart / spread if trend else 0.0)
                scale = dispersion * (1.0 - work[_W, i] * hat)
                alone = scale < 1e-9 * dispersion  # the only count of its block fits itself and cannot stand out
                if not alone and (y - mu) ** 2 > 0.99 * threshold * threshold * mu * scale:
                    s = 1.5 * (np.cbrt(y * y) * mu ** (-1.0 / 6.0) - math.sqrt(mu)) / math.sqrt(scale)
                    if s > threshold:
                        omega[i], found = 1.0 / (s * s), True
            total += omega[i]
    if found:
        for i in range(n):
            omega[i] *= n / total
    return found
