"""Of the rises announced, how many may be false? False-discovery rates for tests on counts.

A count's p-value takes few values: with two crimes expected it can be 0.14 or 0.05 but nothing between. The procedure
of Benjamini & Hochberg does not know this and pays for p-values that cannot occur. Döhler, Durand & Roquain (2018)
count, at every threshold, only the chance that each test really has of getting below it.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

from hueandcry.errors import HueAndCryError
from hueandcry.stats.negative_binomial import log_zero

__all__ = ["DiscreteFdrInputError", "q_values"]

Floats = NDArray[np.float64]

METHODS = ("dbh_sd", "bh")

# Attainable p-values above this are not counted one by one: such a test is no discovery at any level of interest.
_NOT_A_DISCOVERY = 0.5
# A p-value and the attainable value it equals are computed along different ways.
_SAME = 1e-9
# A distribution with more attainable values than this is as good as continuous.
_LONGEST = 8192
# Attainable p-values below this are counted as if they were this: not one in any real family is lost by it.
_NEGLIGIBLE = 1e-30


class DiscreteFdrInputError(HueAndCryError, ValueError):
    """P-values or distributions that cannot be used; says what was found, expected, where, and the remedy."""


def q_values(
    p: ArrayLike,
    *,
    mean: ArrayLike | None = None,
    spread: ArrayLike | None = None,
    supports: Sequence[ArrayLike] | None = None,
    method: str = "dbh_sd",
) -> Floats:
    """The smallest false-discovery rate at which each test counts as a discovery.

    Announce every test with q at or below 0.10, and of what is announced at most a tenth is false on average.

    Parameters
    ----------
    p : (tests,) numbers
        Null p-values P(Y >= observed), each valid on its own: P(p <= t) <= t for every t. NaN marks what is not in
        the family; it costs nothing and gets NaN.
    mean, spread : (tests,) numbers, optional
        The null distribution of each count: negative binomial with this mean and variance / mean, as `rises.evidence`
        gives them. They say which p-values each test can reach.
    supports : sequence of arrays, optional
        Instead: the attainable p-values of each test, in any order, 1 included. For small families and other tests.
        With neither, the p-values are taken as continuous.
    method : "dbh_sd" or "bh"
        "dbh_sd": the discrete step-down procedure [HSD] of Döhler, Durand & Roquain 2018. "bh": Benjamini & Hochberg
        1995.

    Returns
    -------
    (tests,) float64
        0 to 1; NaN where p is. Equal p-values have equal q.

    Raises
    ------
    DiscreteFdrInputError
        For a method that is not offered, p outside 0 to 1, or lengths that disagree.

    Notes
    -----
    With F_i(t) the largest attainable p-value of test i that is at most t, and p_(1) <= p_(2) <= ... the ordered
    p-values,

        q_(k) = max over l <= k of   (1 / l) sum_i F_i(p_(l)) / (1 - F_i(p_(l))),   at most 1

    (the critical values of their procedure [HSD], turned round into adjusted p-values). They prove that it holds the
    false-discovery rate at or below the level if the tests are independent; judged counts of different series are,
    given their baselines and whatever moves them all. It has no proof under positive dependence. "bh" has one
    (Benjamini & Yekutieli 2001, Theorem 1.2), is valid for discrete tests, and loses power on sparse ones.

    Half a million tests take about two seconds; memory is a few arrays of their number.

    References
    ----------
    Döhler, Durand & Roquain 2018, Electronic J. Statistics 12, 1867-1900. Benjamini & Hochberg 1995, J. R. Statist.
    Soc. B 57, 289-300. Benjamini & Yekutieli 2001, Annals of Statistics 29, 1165-1188.
    """
    values = _checked_p(p)
    known = ~np.isnan(values)
    out = np.full(values.size, np.nan)
    if method not in METHODS:
        raise _bad("method", repr(method), "one of " + ", ".join(repr(m) for m in METHODS), "Choose one of these.")
    if known.any():
        family = values[known]
        if method == "bh":
            out[known] = step_up(family)
        else:
            thresholds = np.unique(family)
            out[known] = _step_down(family, thresholds, _chances(thresholds, known, mean, spread, supports))
    return out


def step_up(p: Floats) -> Floats:
    """Benjamini & Hochberg's adjusted p-values: min over l >= k of m p_(l) / l."""
    order = np.argsort(p)
    scaled = p[order] * p.size / np.arange(1, p.size + 1)
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return adjusted


def _step_down(p: Floats, thresholds: Floats, chances: Floats) -> Floats:
    """Adjusted p-values from the summed chances at each threshold."""
    order = np.argsort(p)
    ranks = np.arange(1, p.size + 1)
    ratio = chances[np.searchsorted(thresholds, p[order])] / ranks
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(np.maximum.accumulate(ratio), 1.0)
    return adjusted


def _chances(
    thresholds: Floats,
    known: NDArray[np.bool_],
    mean: ArrayLike | None,
    spread: ArrayLike | None,
    supports: Sequence[ArrayLike] | None,
) -> Floats:
    """Sum over all tests of F_i(t) / (1 - F_i(t)), at each threshold t."""
    n_tests = known.size
    if supports is not None:
        if len(supports) != n_tests:
            raise _bad("supports", len(supports), f"{n_tests} of them, one for each p-value", "Give one for each test.")
        steps = _steps_of_supports(thresholds, [s for s, keep in zip(supports, known, strict=True) if keep])
        return np.cumsum(steps)
    if mean is None or spread is None:
        return np.count_nonzero(known) * _odds(thresholds)
    mean_, spread_ = (_of_length(name, a, n_tests)[known] for name, a in (("mean", mean), ("spread", spread)))
    steps = np.zeros(thresholds.size)
    continuous = _steps_of_counts(thresholds, mean_, spread_, steps)
    sums = np.cumsum(steps)
    if continuous:
        sums += continuous * _odds(thresholds)
    return np.where(thresholds > _NOT_A_DISCOVERY, np.inf, sums)


def _odds(t: Floats) -> Floats:
    return np.divide(t, 1.0 - t, out=np.full(t.shape, np.inf), where=t < 1.0)


def _steps_of_supports(thresholds: Floats, supports: list[ArrayLike]) -> Floats:
    """How much the sum of chances rises at each threshold."""
    steps = np.zeros(thresholds.size)
    for support in supports:
        points = np.unique(np.asarray(support, dtype=np.float64))
        places = np.searchsorted(thresholds * (1.0 + _SAME), points)
        inside = places < thresholds.size
        with np.errstate(invalid="ignore"):
            rise = np.diff(_odds(points[inside]), prepend=0.0)
        np.add.at(steps, places[inside], np.where(np.isnan(rise), 0.0, rise))
    return steps


@njit(cache=True, nogil=True, error_model="numpy")
def _steps_of_counts(thresholds: Any, mean: Any, spread: Any, steps: Any) -> int:
    """The same for negative binomial counts; return how many tests are as good as continuous and were left out."""
    continuous = 0
    tails = np.empty(_LONGEST)
    smallest = max(thresholds[0], _NEGLIGIBLE) * (1.0 - _SAME)
    for i in range(mean.size):
        n = _attainable(mean[i], max(spread[i] - 1.0, 0.0), smallest, tails)
        if n < 0:
            continuous += 1
        before, place = 0.0, 0
        for k in range(
            n - 1, -1, -1
        ):  # from the smallest attainable p-value upwards; the first stands for all below it
            if k < n - 1:
                place += np.searchsorted(thresholds[place:], tails[k] * (1.0 - _SAME))
            if place >= thresholds.size:
                break
            odds = tails[k] / (1.0 - tails[k])
            steps[place] += odds - before
            before = odds
    return continuous


@njit(cache=True, nogil=True, error_model="numpy")
def _attainable(mean: float, excess: float, smallest: float, tails: Any) -> int:
    """Write the attainable p-values from 1/2 downwards, to the first below `smallest`; return their number.

    -1 says that there are so many that the test is as good as continuous.
    """
    if mean == 0.0:
        return 0
    if not mean > 0.0 or log_zero(mean, excess) > 680.0:
        return -1
    term = math.exp(-log_zero(mean, excess))
    shrink = 1.0 / (1.0 + excess)
    tail, k, n = 1.0, 0, 0
    while tail > _NOT_A_DISCOVERY:  # the median and below
        tail -= term
        term *= (mean + k * excess) * shrink / (k + 1)
        k += 1
    while term > smallest * 1e-13 or k < mean:  # the probabilities of k, k + 1, …
        if n == tails.size:
            return -1
        tails[n] = term
        term *= (mean + k * excess) * shrink / (k + 1)
        k += 1
        n += 1
    total, kept = 0.0, 0
    for j in range(n - 1, -1, -1):  # added up from the far end, each tail keeps its digits
        total += tails[j]
        tails[j] = total
        if kept == 0 and total >= smallest:
            kept = min(j + 2, n)
    return max(kept, min(n, 1))


def _checked_p(p: ArrayLike) -> Floats:
    values = np.asarray(p, dtype=np.float64)
    if values.ndim != 1:
        raise _bad("p", f"shape {values.shape}", "one dimension, (tests,)", "Flatten the family with .ravel().")
    outside = values[(values < 0.0) | (values > 1.0 + _SAME)]
    if outside.size:
        raise _bad("p", float(outside[0]), "probabilities, 0 to 1, NaN for no test", "Hand over p-values.")
    return np.minimum(values, 1.0)


def _of_length(name: str, values: ArrayLike, n_tests: int) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    if array.shape != (n_tests,):
        raise _bad(name, f"shape {array.shape}", f"({n_tests},), one for each p-value", "Give one for each test.")
    return array


def _bad(name: str, found: Any, expected: str, remedy: str) -> DiscreteFdrInputError:
    return DiscreteFdrInputError(found=str(found), expected=expected, where=f"q_values({name}=…)", remedy=remedy)
