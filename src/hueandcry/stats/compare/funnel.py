"""Funnel plots: which of these differ from the rest by more than chance and the usual spread?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from hueandcry.stats.compare import inputs
from hueandcry.stats.compare.counts import limits_of_counts
from hueandcry.stats.compare.exact_limits import exact_proportion_limit, exact_ratio_limit
from hueandcry.stats.compare.funnel_scales import DEFAULT_SCALE, KINDS, SCALES, back, forward, null_error, unit_scores
from hueandcry.stats.compare.inputs import Floats
from hueandcry.stats.compare.interval import normal_quantile, tail
from hueandcry.stats.compare.overdispersion import (
    between_variance,
    consistent_between_variance,
    dispersion,
    trimmed,
    trimmed_share,
    variance_left,
)

OUTLIERS = ("winsorise", "truncate", "keep")
SPREADS = ("consistent", "published")
OVERDISPERSION = ("additive", "multiplicative", "none")


@dataclass(frozen=True, eq=False)
class Limits:
    """The funnel at some sizes: a unit that differs from the rest by chance and usual spread alone lies inside.

    Attributes
    ----------
    lower, upper : arrays, in the unit of the funnel's values
    level : the share of such units inside
    overdispersion : "additive", "multiplicative" or "none"
    """

    lower: Floats
    upper: Floats
    level: float
    overdispersion: str


@dataclass(frozen=True, eq=False)
class Funnel:
    """Units set beside one another: (units,) arrays, NaN where a unit has no figure.

    Attributes
    ----------
    value : the figure of each unit: ratio, rate or proportion
    denominator : what it was divided by: the funnel's horizontal axis
    target : the centre line, in the unit of the values
    transformed, standard_error, target_transformed : value, its standard error and the target on the scale `scale`, on
        which limits are symmetric
    z : how many standard errors of chance alone the unit lies from the target
    z_trimmed : the scores that phi and tau2 were worked out from
    z_multiplicative : z / sqrt(phi), phi at least 1
    z_additive : the distance over sqrt(standard_error^2 + tau2)
    phi : dispersion of the trimmed scores; 1 if chance is all there is. It may be below 1; limits then use 1
    phi_raw : the same of all scores
    tau2 : variance between units, on the scale
    n_units : how many units phi and tau2 were worked out from
    kind, scale : as asked
    """

    value: Floats
    denominator: Floats
    target: float
    transformed: Floats
    standard_error: Floats
    target_transformed: float
    z: Floats
    z_trimmed: Floats
    z_multiplicative: Floats
    z_additive: Floats
    phi: float
    phi_raw: float
    tau2: float
    n_units: int
    kind: str
    scale: str

    def limits(
        self,
        level: float = 0.998,
        *,
        overdispersion: str = "additive",
        at: ArrayLike | None = None,
        compatible: bool = False,
    ) -> Limits:
        """The funnel's limits at each unit's denominator, or at others to draw the curve.

        Parameters
        ----------
        level : float
            Share inside: 0.95 and 0.998 are usual.
        overdispersion : "additive", "multiplicative" or "none"
            "additive": units lie apart by a spread of their own, tau2, the same for large and small. "multiplicative":
            the limits of chance, wider by sqrt(phi). "none": chance alone; of use to show how little it explains.
        at : array, optional
            Denominators; those of the units if not given. 0 gives NaN.
        compatible : bool
            As FunnelPlotR 0.6.0 draws them. Not advised: see Notes.

        Returns
        -------
        Limits
            Of the shape of `at`; never below 0, for proportions never above 1.

        Raises
        ------
        CompareInputError
            For an option that is not offered, or negative or infinite denominators.

        Notes
        -----
        With target t and standard error s(n) at denominator n on the scale, z the normal quantile:

            t ± z sqrt(s^2 + tau2)          t ± z s sqrt(max(phi, 1))

        turned back. s is 1 / sqrt(E) for logarithms of ratios with E expected, 1 / 2 sqrt(E) for square roots,
        1 / 2 sqrt(n) for arcsines of proportions, and sqrt((1 + 1 / target) / n) for the logarithm of a ratio of two
        counts. With "none" the limits are exact (`exact_ratio_limit`, `exact_proportion_limit`), but for a ratio of two
        counts.

        FunnelPlotR differs in four places. With "none" it gives Garwood's interval of the expected count, and for
        proportions the arcsine limits. For ratios of two counts its s is 1 / 2 sqrt(n), several times too small for
        most targets. Its limits for square roots are not turned back. Its limits for proportions are set to 0 and 1
        depending on the order of rows, which is not imitated.

        References
        ----------
        Spiegelhalter 2005, Statistics in Medicine 24, 1185-1202: sections 3 and 4, appendix A. Spiegelhalter et al.
        2012, J. R. Statist. Soc. A 175, 1-47, section 3.
        """
        inputs.share("limits", "level", level)
        inputs.one_of("limits", "overdispersion", overdispersion, OVERDISPERSION)
        sizes = self.denominator if at is None else inputs.counts("limits", "at", at)
        sizes = np.where(sizes > 0.0, sizes, np.nan)
        if overdispersion == "none" and self.kind != "count_ratio" and not (compatible and self.kind == "proportion"):
            lower, upper = self._chance_alone(sizes, level, compatible)
        else:
            lower, upper = self._on_the_scale(sizes, level, overdispersion, compatible)
        return Limits(lower, upper, level, overdispersion)

    def beyond(self, level: float = 0.998, *, overdispersion: str = "additive") -> Floats:
        """-1 below the limits, 1 above, 0 inside, NaN without a figure. It says "unlike the rest", never "worst"."""
        inside = self.limits(level, overdispersion=overdispersion)
        side = (self.value > inside.upper) * 1.0 - (self.value < inside.lower) * 1.0
        return np.where(np.isnan(self.value), np.nan, side)

    def _chance_alone(self, sizes: Floats, level: float, compatible: bool) -> tuple[Floats, Floats]:
        low, high = tail(level), 1.0 - tail(level)
        if self.kind == "proportion":
            lower, upper = (exact_proportion_limit(sizes, self.target, p) for p in (low, high))
            return np.maximum(lower, 0.0), np.minimum(upper, 1.0)
        expected = self.target * sizes
        if compatible:
            lower, upper = limits_of_counts("limits", expected, level, "exact")
            return lower / sizes, upper / sizes
        lower, upper = (exact_ratio_limit(expected, p) for p in (low, high))
        return self.target * np.maximum(lower, 0.0), self.target * upper

    def _on_the_scale(
        self, sizes: Floats, level: float, overdispersion: str, compatible: bool
    ) -> tuple[Floats, Floats]:
        error = null_error(self.kind, self.scale, sizes, self.target)
        if compatible and self.kind == "count_ratio":
            error = 0.5 / np.sqrt(sizes)
        if overdispersion == "multiplicative":
            error = error * np.sqrt(max(self.phi, 1.0))
        elif overdispersion == "additive":
            error = np.sqrt(error**2 + self.tau2)
        unit = self.target if self.kind in ("ratio", "rate") else 1.0
        reach = normal_quantile(level) * error
        lower, upper = self.target_transformed - reach, self.target_transformed + reach
        if compatible and self.scale == "square_root":
            return unit * lower, unit * upper
        return unit * back(self.scale, lower), unit * back(self.scale, upper)


def funnel(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    kind: str,
    scale: str | None = None,
    target: float | None = None,
    outliers: str = "winsorise",
    outlier_share: float = 0.1,
    spread: str = "consistent",
) -> Funnel:
    """Compare units of different sizes with what is usual among them.

    Parameters
    ----------
    numerator, denominator : (units,) numbers
        NaN for missing; a denominator of 0 leaves the unit without a figure.
    kind : "ratio", "rate", "proportion" or "count_ratio"
        "ratio": observed ÷ expected. "rate": counts ÷ residents or the like. "proportion": so many of so many.
        "count_ratio": one count ÷ another, both moved by chance.
    scale : "log", "square_root" or "arcsine", optional
        On which limits are symmetric. Ratios and rates: "square_root" if not given, for it can take a count of 0, or
        "log"; proportions: "arcsine"; ratios of two counts: "log".
    target : float, optional
        The centre line. 1 for "ratio", else all numerators ÷ all denominators, if not given.
    outliers : "winsorise", "truncate" or "keep"
        What is done with extreme scores before phi and tau2 are worked out: pulled in, left out, or nothing
        (discouraged: one strange unit widens the limits until it is inside).
    outlier_share : float
        At each end, below 1/2.
    spread : "consistent" or "published"
        How phi and tau2 come from the trimmed scores: so that trimming costs nothing where no unit is strange, or as
        Spiegelhalter and English regulators have it (see Notes).

    Returns
    -------
    Funnel
        Units in the order they were given. Nothing is ranked: with limits as wide as these a place in a league table is
        mostly chance (Goldstein & Spiegelhalter 1996).

    Raises
    ------
    CompareInputError
        For an option that is not offered, negative or infinite numbers, a part above its whole, no unit with a figure,
        a target of 0, or counts of 0 that remain on the logarithmic scale.

    Notes
    -----
    z = (transformed - target) / s, with s of `Funnel.limits`; for a ratio of two counts a, b it comes from the counts
    themselves, transformed = log((a + 1/2) / (b + 1/2)) and s^2 = a / (a + 1/2)^2 + b / (b + 1/2)^2. phi is the mean of
    the trimmed z^2, and, over the n units kept, with w = 1 / s^2,

        tau2 = max(0, (n phi - (n - 1)) / (sum w - sum w^2 / sum w))

    That is "published", which takes the trimmed scores for whole ones. Where units are spread normally, none of them
    strange, tau2 then comes out at about half its size and limits are too narrow: of 43 units 14 % lie outside 95 %
    limits and 2 % outside 99.8 % limits. "consistent" divides phi by what trimming leaves of normal scores' variance
    (0.68 for a tenth pulled in), and takes the tau2 at which the trimmed z_additive^2 have just that mean: 5 % and
    0.3 % lie outside, and a strange unit still counts for no more than the next. The tests measure both.

    References
    ----------
    Spiegelhalter 2005, Statistics in Medicine 24, 1185-1202. DerSimonian & Laird 1986, Controlled Clinical Trials 7,
    177-188. Goldstein & Spiegelhalter 1996, J. R. Statist. Soc. A 159, 385-443.
    """
    scale = _options(kind, scale, outliers, outlier_share, spread)
    top, bottom = _figures(kind, numerator, denominator)
    known = ~np.isnan(top) & ~np.isnan(bottom)
    if not known.any():
        raise inputs.refusal("funnel", "numerator", "no unit with a figure", "at least one", "Look at what is missing.")
    centre = _target(kind, target, top[known], bottom[known])
    transformed, error = unit_scores(kind, scale, top, bottom, centre)
    middle = forward(scale, 1.0 if kind in ("ratio", "rate") else centre)
    z = (transformed - middle) / error
    z_trimmed = trimmed(z, outliers, outlier_share)
    _refuse_infinite(z_trimmed)
    kept = ~np.isnan(z_trimmed)
    phi = dispersion(z_trimmed[kept])
    tau2 = between_variance(phi, error[kept])
    if spread == "consistent":
        phi /= variance_left(outliers, outlier_share)
        tau2 = consistent_between_variance((transformed - middle)[known], error[known], outliers, outlier_share)
    return Funnel(
        value=top / bottom,
        denominator=np.where(known, bottom, np.nan),
        target=centre,
        transformed=transformed,
        standard_error=error,
        target_transformed=middle,
        z=z,
        z_trimmed=z_trimmed,
        z_multiplicative=z / np.sqrt(max(phi, 1.0)),
        z_additive=(transformed - middle) / np.sqrt(error**2 + tau2),
        phi=phi,
        phi_raw=dispersion(z),
        tau2=tau2,
        n_units=int(kept.sum()),
        kind=kind,
        scale=scale,
    )


def _options(kind: str, scale: str | None, outliers: str, outlier_share: float, spread: str) -> str:
    inputs.one_of("funnel", "kind", kind, KINDS)
    inputs.one_of("funnel", "spread", spread, SPREADS)
    inputs.one_of("funnel", "outliers", outliers, OUTLIERS)
    trimmed_share("funnel", "outlier_share", outlier_share)
    return inputs.one_of("funnel", "scale", scale or DEFAULT_SCALE[kind], SCALES[kind])


def _figures(kind: str, numerator: ArrayLike, denominator: ArrayLike) -> tuple[Floats, Floats]:
    names = ("numerator", "denominator")
    if kind == "count_ratio":  # a count of 0 below one above 0 is chance, and no mistake
        top, bottom = (inputs.counts("funnel", *pair) for pair in zip(names, (numerator, denominator), strict=True))
        top, bottom = inputs.together("funnel", numerator=top, denominator=np.where(bottom == 0.0, np.nan, bottom))
    else:
        check = inputs.part_of if kind == "proportion" else inputs.based
        top, bottom = check("funnel", names, numerator, denominator)
    inputs.one_row("funnel", "numerator", top)
    return top, bottom


def _target(kind: str, target: float | None, top: Floats, bottom: Floats) -> float:
    centre = target if target is not None else 1.0 if kind == "ratio" else float(top.sum() / bottom.sum())
    most = 1.0 if kind == "proportion" else np.inf
    if not 0.0 < centre < most:
        expected = "above 0 and below 1" if kind == "proportion" else "above 0, and finite"
        remedy = "Where nothing at all was counted there is nothing to compare."
        raise inputs.refusal("funnel", "target", f"{centre:g}", expected, remedy)
    return float(centre)


def _refuse_infinite(z: Floats) -> None:
    n_infinite = int(np.isinf(z).sum())
    if n_infinite:
        found = f"{n_infinite} scores that are not finite: counts of 0 have no logarithm"
        raise inputs.refusal("funnel", "scale", found, "counts above 0", 'Choose scale="square_root".')
