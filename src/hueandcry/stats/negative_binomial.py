"""The negative binomial by mean and dispersion: exact tails and quantiles for many counts at once.

`dispersion` is variance / mean, at least 1; at exactly 1 the distribution is the Poisson, and the two meet without a
seam. In the textbook's letters, size = mean / (dispersion - 1) and probability = 1 / dispersion.

Why our own: `scipy.stats.nbinom.ppf` is slow and can end the process at absurd means. Small means walk up the
probabilities by their recurrence (Johnson, Kemp & Kotz 2005, *Univariate Discrete Distributions*, section 5.5), which
needs one logarithm and one exponential; large ones use the incomplete beta and gamma functions of `scipy.special`.
"""

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray
from scipy import special

__all__ = ["at_least", "quantile"]

Floats = NDArray[np.float64]

# The walk starts at P(Y = 0), which must not underflow, and must stay short.
_WALK_LOG_ZERO = 680.0
_WALK_MEAN = 3000.0
_WALK_COUNT = 5000.0
# Beyond this a double no longer tells neighbouring counts apart, and the normal law serves.
_ABSURD_MEAN = 1e15


def at_least(count: ArrayLike, mean: ArrayLike, dispersion: ArrayLike) -> Floats:
    """P(Y >= count): how often would chance alone give so many?

    Parameters
    ----------
    count : array of float
        Observed counts, 0 or more. At 0 the answer is 1.
    mean : array of float
        Expected count, 0 or more. At mean 0 any count above 0 has probability 0.
    dispersion : array of float
        Variance / mean; values at or below 1 mean Poisson.

    Returns
    -------
    array of float
        Shape of the three broadcast together; accurate to about 1e-12 of its own size, far tails included (they reach 0
        near 1e-305). NaN where any input is NaN or the mean is infinite.
    """
    count, mean, dispersion = _broadcast(count, mean, dispersion)
    out = np.empty(mean.shape)
    far = _walk_at_least(count.ravel(), mean.ravel(), dispersion.ravel(), out.reshape(-1))
    if far.size:
        out.reshape(-1)[far] = _far_at_least(*(a.ravel()[far] for a in (count, mean, dispersion)))
    return out


def quantile(level: ArrayLike, mean: ArrayLike, dispersion: ArrayLike) -> Floats:
    """The smallest count c with P(Y <= c) >= level.

    Parameters
    ----------
    level : array of float
        Between 0 and 1, both excluded (outside: NaN).
    mean, dispersion : array of float
        As in `at_least`.

    Returns
    -------
    array of float
        Whole numbers, equal to those of R's `qnbinom` and `qpois`; 0 at mean 0. Above a mean of 1e15, where doubles
        skip whole numbers, the normal approximation. NaN where any input is NaN or the mean is infinite.
    """
    level, mean, dispersion = _broadcast(level, mean, dispersion)
    out = np.empty(mean.shape)
    far = _walk_quantile(level.ravel(), mean.ravel(), dispersion.ravel(), out.reshape(-1))
    if far.size:
        out.reshape(-1)[far] = _far_quantile(*(a.ravel()[far] for a in (level, mean, dispersion)))
    return out


def _broadcast(*arrays: ArrayLike) -> tuple[Floats, Floats, Floats]:
    given = [np.asarray(a, dtype=np.float64) for a in arrays]
    shape = np.broadcast_shapes(*(a.shape for a in given))
    first, second, third = (np.array(np.broadcast_to(a, shape), order="C") for a in given)
    return first, second, third


@njit(cache=True, nogil=True, error_model="numpy")
def log_zero(mean: float, excess: float) -> float:
    """- log P(Y = 0), where excess = dispersion - 1."""
    if excess <= 0.0:
        return mean
    return mean * math.log1p(excess) / excess


@njit(cache=True, nogil=True, error_model="numpy")
def _walk_at_least(count: Any, mean: Any, dispersion: Any, out: Any) -> Any:
    """Fill `out` where the walk is short; return the places of the others."""
    far = np.empty(count.size, np.int64)
    n_far = 0
    for i in range(count.size):
        y, m, excess = count[i], mean[i], max(dispersion[i] - 1.0, 0.0)
        if math.isnan(y) or math.isnan(m) or math.isnan(dispersion[i]) or math.isinf(m) or m < 0.0:
            out[i] = math.nan
        elif y <= 0.0:
            out[i] = 1.0
        elif m == 0.0:
            out[i] = 0.0
        elif m > _WALK_MEAN or y > _WALK_COUNT or log_zero(m, excess) > _WALK_LOG_ZERO:
            far[n_far] = i
            n_far += 1
        else:
            out[i] = _tail(math.ceil(y), m, excess)
    return far[:n_far]


@njit(cache=True, nogil=True, error_model="numpy")
def _tail(y: int, mean: float, excess: float) -> float:
    """P(Y >= y) by the recurrence P(k + 1) = P(k) (mean + k excess) / ((k + 1)(1 + excess))."""
    term = math.exp(-log_zero(mean, excess))
    below = 0.0
    shrink = 1.0 / (1.0 + excess)
    for k in range(y):
        below += term
        term *= (mean + k * excess) * shrink / (k + 1)
        if term == 0.0:
            return 0.0
    if below < 0.9:
        return 1.0 - below
    total, k = term, y
    # Far out the difference from 1 would lose its digits, so the tail itself is added up. Numbers below 1e-305 stop
    # shrinking.
    while term > total * 1e-17 and term > 1e-305:
        term *= (mean + k * excess) * shrink / (k + 1)
        total += term
        k += 1
    return total


@njit(cache=True, nogil=True, error_model="numpy")
def _walk_quantile(level: Any, mean: Any, dispersion: Any, out: Any) -> Any:
    """Fill `out` where the walk is short; return the places of the others."""
    far = np.empty(level.size, np.int64)
    n_far = 0
    for i in range(level.size):
        p, m, excess = level[i], mean[i], max(dispersion[i] - 1.0, 0.0)
        if not (0.0 < p < 1.0) or not (m >= 0.0) or math.isinf(m) or math.isnan(dispersion[i]):
            out[i] = math.nan
        elif m > _WALK_MEAN or log_zero(m, excess) > _WALK_LOG_ZERO:
            far[n_far] = i
            n_far += 1
        else:
            out[i] = _step_up(p, m, excess)
    return far[:n_far]


@njit(cache=True, nogil=True, error_model="numpy")
def _step_up(level: float, mean: float, excess: float) -> float:
    """The first k at which the sum of probabilities reaches the level."""
    level *= 1.0 - 64 * 2.220446049250313e-16  # a sum that equals the level but for rounding has reached it
    term = math.exp(-log_zero(mean, excess))
    below = term
    shrink = 1.0 / (1.0 + excess)
    k = 0
    while below < level and not (term < 1e-300 and k > mean):
        term *= (mean + k * excess) * shrink / (k + 1)
        below += term
        k += 1
    return float(k)


def _far_at_least(count: Floats, mean: Floats, dispersion: Floats) -> Floats:
    """P(Y >= count) for large means or counts, by the incomplete gamma and beta functions."""
    y = np.ceil(count)
    excess = np.maximum(dispersion - 1.0, 0.0)
    poisson = (excess <= 0.0) | (mean / np.where(excess > 0, excess, 1.0) > _ABSURD_MEAN)
    out = np.where(y <= 0, 1.0, special.gammainc(np.maximum(y, 1.0), mean))
    nb = ~poisson & (y > 0)
    size, q = mean[nb] / excess[nb], excess[nb] / (1.0 + excess[nb])
    out[nb] = special.betainc(y[nb], size, q)
    absurd = mean > _ABSURD_MEAN
    spread = np.sqrt(mean[absurd] * (1.0 + excess[absurd]))
    out[absurd] = special.ndtr((mean[absurd] - y[absurd] + 0.5) / spread)
    return out


def _far_quantile(level: Floats, mean: Floats, dispersion: Floats) -> Floats:
    """Start at the Cornish-Fisher approximation (Abramowitz & Stegun 26.2.49), then close a bracket by secant steps."""
    excess = np.maximum(dispersion - 1.0, 0.0)
    sd = np.sqrt(mean * (1.0 + excess))
    z = special.ndtri(level)
    skew = (1.0 + 2.0 * excess) / sd
    start = np.maximum(np.floor(mean + sd * (z + skew * (z * z - 1.0) / 6.0) + 0.5), 0.0)
    absurd = mean > _ABSURD_MEAN
    fuzzy = level * (1.0 - 64 * np.finfo(float).eps)

    def reached(c: Floats) -> NDArray[np.bool_]:
        return 1.0 - _far_at_least(c + 1.0, mean, dispersion) >= fuzzy

    low, high = _bracket(start, np.maximum(1.0, np.floor(sd * 0.01)), reached)
    while np.any((high - low > 1.0) & ~absurd):
        middle = np.floor((low + high) / 2.0)
        up = reached(middle)
        high, low = np.where(up, middle, high), np.where(up, low, middle)
    return np.where(absurd, start, high)


def _bracket(start: Floats, width: Floats, reached: Any) -> tuple[Floats, Floats]:
    """Counts low < high, around the start, where `low` has not reached the level (or is -1) and `high` has."""
    low, high = np.maximum(start - width, -1.0), start.copy()
    for _ in range(64):
        short = ~reached(high)
        if not short.any():
            break
        low, high, width = np.where(short, high, low), np.where(short, high + width, high), width * 2.0
    for _ in range(64):
        over = (low >= 0.0) & reached(low)
        if not over.any():
            break
        high, low, width = np.where(over, low, high), np.where(over, np.maximum(low - width, -1.0), low), width * 2.0
    return low, high
