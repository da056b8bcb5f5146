"""How strong is the evidence, in a family of many series? What false-discovery control needs, from the baselines alone.

A dispersion is an estimate, and on sparse counts a poor one: eighteen crimes in five years cannot show whether they
come one by one or in clumps. Alone, such a series must be judged cautiously; among thousands of its kind it may
borrow their answer.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from hueandcry.stats.rises.options import RisesInputError
from hueandcry.stats.rises.result import FarringtonResult

Floats = NDArray[np.float64]

# The tail that false-discovery control looks at: one chance in ten thousand.
_TAIL = 1e-4
# Fewer companions than this teach nothing about how a kind of series scatters.
_FEWEST_COMPANIONS = 20
# Degrees of freedom below which Student's tail has no useful meaning, and above which it is the normal's.
_FEWEST_DEGREES, _MOST_DEGREES = 3.0, 1e4

# How much wider Student's tail is than the normal's, by 1 / degrees: smooth enough to be read off between points.
_INVERSE_DEGREES = np.linspace(1.0 / _MOST_DEGREES, 1.0 / _FEWEST_DEGREES, 4096)
_WIDER = (special.stdtrit(1.0 / _INVERSE_DEGREES, _TAIL) / special.ndtri(_TAIL)) ** 2


@dataclass(frozen=True, eq=False)
class Evidence:
    """P-values for a family, and the distributions they come from. Arrays of the shape of the result; NaN where there
    is no fit.

    Attributes
    ----------
    p_value : P(Y >= observed), discrete: hand it to `discrete_fdr` together with the next two
    mean, spread : mean, and variance / mean, of the negative binomial behind it
    dispersion : the dispersion that was used, at least 1
    degrees : the degrees of freedom behind that dispersion, companions included
    """

    p_value: Floats
    mean: Floats
    spread: Floats
    dispersion: Floats
    degrees: Floats


def evidence(result: FarringtonResult, observed: ArrayLike, kind: ArrayLike) -> Evidence:
    """P-values that borrow the dispersion of each series from its own kind.

    Parameters
    ----------
    result : FarringtonResult
    observed : numbers, of the shape of the result's arrays
        The judged counts; NaN gives NaN.
    kind : whole numbers, (series,) or of the shape of the result's arrays
        Series that may be expected to scatter alike: one number for each kind of crime at each level of area.

    Returns
    -------
    Evidence

    Notes
    -----
    A block of the year that holds N counts in k periods is worth (k - 1)(1 - 1 / N) degrees of freedom: a single
    count says nothing about clumping. With d degrees an estimated dispersion has variance 2 dispersion^2 / d;
    whatever the series of a kind vary beyond that is true difference t between them, and the kind's mean dispersion
    is worth 4 + 2 mean^2 / t degrees to each (moments of the scaled inverse chi-square prior of Smyth 2004, *Statist.
    Appl. Genet. Mol. Biol.* 3(1), section 3). Each series uses the mean of its own and its kind's, weighted by
    degrees, and its spread is widened by the square of Student's over the normal quantile at 1 in 10,000, because a
    dispersion is an estimate. Only baselines enter, never the judged counts. Fewer than 20 companions with 3 degrees
    each teach nothing, and each series then stands alone.

    Raises
    ------
    RisesInputError
        If a shape does not fit.
    """
    from hueandcry.stats import negative_binomial  # here, so that naming a Reason never loads the compiler

    counts = _of_shape("observed", observed, result.mean.shape)
    kinds = np.asarray(kind)
    kinds = _of_shape("kind", kinds[:, None] if kinds.ndim == 1 else kinds, result.mean.shape)
    own = result.degrees
    typical, weight = np.ones_like(own), np.zeros_like(own)
    usable = result.degrees >= _FEWEST_DEGREES
    for number in np.unique(kinds):
        members = kinds == number
        teachers = members & usable
        if np.count_nonzero(teachers) >= _FEWEST_COMPANIONS:
            typical[members], weight[members] = _typical(result.first_dispersion[teachers], own[teachers])
    degrees = own + weight
    with np.errstate(invalid="ignore"):
        dispersion = np.maximum((own * result.first_dispersion + weight * typical) / degrees, 1.0)
    spread = cautious_spread(dispersion, result.fit_error, degrees)
    p_value = negative_binomial.at_least(counts, result.mean, spread)
    return Evidence(p_value, result.mean, spread, dispersion, degrees)


def testable(result: FarringtonResult, *, least_total: float = 10.0) -> NDArray[np.bool_]:
    """Which cells may enter a family of tests: chosen by their baselines alone.

    The small-count rule looks at the judged count, so choosing the family by it would bias every p-value in it. This
    asks only for a fit on a baseline of at least `least_total` counts; the rule is applied afterwards, to what was
    found.

    Parameters
    ----------
    result : FarringtonResult
    least_total : counts in the whole baseline
        10 in five years is about one in six months. Below, a series cannot tell a rise from a clump.

    Returns
    -------
    bool, of the shape of the result's arrays
    """
    return np.isfinite(result.mean) & (result.baseline_total >= least_total)


def cautious_spread(dispersion: Floats, fit_error: Floats, degrees: Floats) -> Floats:
    """Variance / mean of the judged count, widened because dispersion is an estimate on so many degrees of freedom."""
    wider = np.interp(1.0 / np.clip(degrees, _FEWEST_DEGREES, _MOST_DEGREES), _INVERSE_DEGREES, _WIDER)
    return np.maximum(dispersion, 1.0) * (1.0 + fit_error) * wider


def _typical(dispersions: Floats, degrees: Floats) -> tuple[float, float]:
    """A kind's mean dispersion, and how many degrees of freedom it is worth to one of its series."""
    tamed = np.minimum(dispersions, np.quantile(dispersions, 0.99))  # one broken series must not speak for all
    mean = float(np.average(tamed, weights=degrees))
    between = float(np.average((tamed - mean) ** 2 - 2.0 * mean**2 / degrees, weights=degrees))
    worth = 4.0 + 2.0 * mean**2 / between if between > 0.0 else _MOST_DEGREES
    return mean, min(worth, _MOST_DEGREES)


def _of_shape(name: str, values: ArrayLike, shape: tuple[int, ...]) -> NDArray:
    try:
        return np.broadcast_to(np.asarray(values), shape)
    except ValueError:
        raise RisesInputError(
            found=f"shape {np.shape(values)}",
            expected=f"the shape of the result, {shape}",
            where=f"evidence({name}=…)",
            remedy="Give one for every series and judged time.",
        ) from None
