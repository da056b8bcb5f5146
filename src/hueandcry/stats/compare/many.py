"""P-values of many comparisons made at once: of fifty forces, one in twenty stands out by chance."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from hueandcry.stats.compare import inputs
from hueandcry.stats.compare.inputs import Floats

METHODS = ("bh", "by", "holm", "hochberg", "bonferroni")


def adjusted_p(p: ArrayLike, *, method: str = "bh") -> Floats:
    """P-values made larger so that a whole family of them can be read at one level.

    Parameters
    ----------
    p : (tests,) numbers
        0 to 1; NaN for no test, which is not in the family and stays NaN.
    method : str
        "bh": Benjamini & Hochberg 1995, false-discovery rate, for independent or positively dependent tests. "by":
        Benjamini & Yekutieli 2001, the same under any dependence. "holm": Holm 1979, the chance of any false
        discovery, under any dependence. "hochberg": Hochberg 1988, the same and sharper, as "bh" in what it assumes.
        "bonferroni": discouraged, since "holm" promises as much and finds more.

    Returns
    -------
    (tests,) float64
        At most 1, in the order of `p`. For counts with few attainable p-values `stats.discrete_fdr` is sharper.

    Raises
    ------
    CompareInputError
        For numbers outside 0 to 1, more than one dimension, or a method not offered.

    Notes
    -----
    With m tests, ordered p(1) <= ... <= p(m): bh min over l >= k of m p(l) / l; by that times 1 + 1/2 + ... + 1/m;
    holm max over l <= k of (m - l + 1) p(l); hochberg min over l >= k of (m - l + 1) p(l); bonferroni m p.
    """
    inputs.one_of("adjusted_p", "method", method, METHODS)
    values = inputs.counts("adjusted_p", "p", p)
    inputs.one_row("adjusted_p", "p", values)
    inputs.refuse(values > 1.0, values, "adjusted_p", "p", "probabilities, 0 to 1", "Hand over p-values.")
    known = ~np.isnan(values)
    out = np.full(values.shape, np.nan)
    if known.any():
        out[known] = _adjusted(values[known], method)
    return out


def _adjusted(p: Floats, method: str) -> Floats:
    if method in ("bh", "by"):
        return np.asarray(stats.false_discovery_control(p, method=method))
    if method == "bonferroni":
        return np.minimum(p * p.size, 1.0)
    order = np.argsort(p)
    steps = np.arange(p.size, 0, -1) * p[order]
    running = np.maximum.accumulate(steps) if method == "holm" else np.minimum.accumulate(steps[::-1])[::-1]
    out = np.empty_like(p)
    out[order] = np.minimum(running, 1.0)
    return out
