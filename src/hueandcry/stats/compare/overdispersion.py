"""How much more do units differ than chance explains?

Forces differ in more than chance: in people, in recording, in what nobody measured. Limits that allow for chance alone
would then call most of them unusual. Dispersion (phi) says by how much chance is exceeded, the variance between units
(tau squared) how far they truly lie apart. A few extreme units must not decide either, so they are pulled in first.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, special, stats

from hueandcry.stats.compare import inputs
from hueandcry.stats.compare.inputs import Floats


def winsorised(z: ArrayLike, share: float = 0.1) -> Floats:
    """Scores with the outermost pulled in to what the next ones have.

    Parameters
    ----------
    z : (units,) numbers
        Standardised scores; NaN for missing.
    share : float
        Share pulled in at each end, above 0 and below 1/2.

    Returns
    -------
    (units,) float64
        No score below the `share` quantile or above the 1 - `share` quantile (linear between neighbours).

    Raises
    ------
    CompareInputError
        For a share outside its range, infinite scores, or more than one dimension.

    References
    ----------
    Spiegelhalter 2005, Statistics in Medicine 24, 1185-1202, section 4.
    """
    return pulled_in(_scores("winsorised", z, share), share)


def truncated(z: ArrayLike, share: float = 0.1) -> Floats:
    """Scores with the outermost left out (NaN), as the English hospital mortality indicator does.

    Parameters
    ----------
    z : (units,) numbers
        Standardised scores; NaN for missing.
    share : float
        Share left out at each end, above 0 and below 1/2.

    Returns
    -------
    (units,) float64
        Of n scores the r-th smallest stays where 1 <= r / share / (n + 1) < 1 / share - 1, rounded down. Equal scores
        share their rank.

    Raises
    ------
    CompareInputError
        As `winsorised`.

    References
    ----------
    NHS Digital, Summary Hospital-level Mortality Indicator: methodology, overdispersion.
    """
    return left_out(_scores("truncated", z, share), share)


def dispersion(z: Floats) -> float:
    """phi: the mean squared score, 1 if chance is all there is (Spiegelhalter 2005, equation 8). NaN left out."""
    return float(np.nanmean(z**2))


def between_variance(phi: float, standard_error: Floats) -> float:
    """tau squared of DerSimonian & Laird 1986 from the dispersion of these units; 0 where chance explains it all."""
    weights = standard_error**-2.0
    n, total = weights.size, weights.sum()
    spare = total - (weights**2).sum() / total
    if n < 2 or not n * phi > n - 1:
        return 0.0
    return float((n * phi - (n - 1)) / spare)


def consistent_between_variance(distance: Floats, standard_error: Floats, outliers: str, share: float) -> float:
    """tau squared at which the trimmed scores vary as trimmed normal scores do; 0 where chance explains it all."""
    aim = variance_left(outliers, share)

    def excess(tau2: float) -> float:
        return dispersion(trimmed(distance / np.sqrt(standard_error**2 + tau2), outliers, share)) - aim

    if not excess(0.0) > 0.0:
        return 0.0
    high = float(standard_error.max()) ** 2
    while excess(high) > 0.0:
        high *= 4.0
    return float(optimize.brentq(excess, 0.0, high, xtol=1e-300, rtol=1e-12))


def trimmed(z: Floats, outliers: str, share: float) -> Floats:
    """Scores with the outermost pulled in ("winsorise"), left out ("truncate") or as they are ("keep")."""
    if outliers == "keep":
        return z.copy()
    return pulled_in(z, share) if outliers == "winsorise" else left_out(z, share)


def variance_left(outliers: str, share: float) -> float:
    """What winsorising or truncating leaves of the variance of normal scores: 0.68 and 0.44 for a tenth at each end."""
    if outliers == "keep":
        return 1.0
    q = float(special.ndtri(1.0 - share))
    middle = 1.0 - 2.0 * share - 2.0 * q * float(np.exp(-0.5 * q * q)) / np.sqrt(2.0 * np.pi)
    return float(middle + 2.0 * share * q * q if outliers == "winsorise" else middle / (1.0 - 2.0 * share))


def pulled_in(z: Floats, share: float) -> Floats:
    """`winsorised`, of scores that may be infinite."""
    ordered = np.sort(z[~np.isnan(z)])
    return np.clip(z, _quantile(ordered, share), _quantile(ordered, 1.0 - share)) if ordered.size else z


def left_out(z: Floats, share: float) -> Floats:
    """`truncated`, of scores that may be infinite."""
    out = np.full(z.shape, np.nan)
    known = np.flatnonzero(~np.isnan(z))
    groups = 1.0 / share
    step = np.floor(stats.rankdata(z[known]) * groups / (known.size + 1))
    kept = known[(step > 0.0) & (step < groups - 1.0)]
    out[kept] = z[kept]
    return out


def _quantile(ordered: Floats, q: float) -> float:
    """Linear between neighbours (type 7 of Hyndman & Fan 1996); an infinite neighbour is not averaged with."""
    place = (ordered.size - 1) * q
    below = int(place)
    low, high = ordered[below], ordered[min(below + 1, ordered.size - 1)]
    if low == high or not np.isfinite(low) or place == below:
        return float(low)
    return float(low + (place - below) * (high - low))


def _scores(function: str, z: ArrayLike, share: float) -> Floats:
    scores = inputs.numbers(function, "z", z)
    inputs.one_row(function, "z", scores)
    trimmed_share(function, "share", share)
    return scores


def trimmed_share(function: str, name: str, share: float) -> None:
    """Refuse a share at each end that would leave nothing in the middle."""
    inputs.share(function, name, share, "0.1 is usual.")
    if share >= 0.5:
        raise inputs.refusal(function, name, repr(share), "less than 0.5 at each end", "0.1 is usual.")
