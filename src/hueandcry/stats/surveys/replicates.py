"""Errors from replicate weights: the jackknife, the bootstrap, and weights that came with published data."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from hueandcry.stats.surveys.design import Design
from hueandcry.stats.surveys.estimates import Estimates, shaped
from hueandcry.stats.surveys.labels import Bools, Floats
from hueandcry.stats.surveys.refusals import one_of, refused
from hueandcry.stats.surveys.sampling import Stage
from hueandcry.stats.surveys.selection import all_answered, values_of

# Numbers in one table of replicate weights: 2 GB.
_LARGEST = 250_000_000


@dataclass(frozen=True, eq=False)
class Replicates:
    """A sample with replicate weights.

    Parameters
    ----------
    design : Design
        Whose `weights` give the estimates.
    weights : (n, replicates) numbers
        The weights of each replicate; 0 for who is left out of it.
    scale : float
        What the summed squares are multiplied by.
    factors : (replicates,) numbers, optional
        What each square is multiplied by before; 1 if not given.
    centre : "replicates" or "estimate"
        Squares around the mean of the replicates, as R's survey, or around the estimate (larger, never smaller).

    Notes
    -----
    V = scale x sum over replicates r of factor_r (estimate_r - centre)^2 (Wolter 2007, Introduction to Variance
    Estimation, chapters 4 and 5; Lumley 2010, chapter 2). Degrees of freedom: rank of the weights, less 1.
    """

    design: Design
    weights: Floats
    scale: float
    factors: Floats | None = None
    centre: str = "replicates"

    def __post_init__(self) -> None:
        one_of("Replicates(centre=…)", self.centre, ("replicates", "estimate"))
        weights = np.asarray(self.weights, dtype=np.float64)
        if weights.ndim != 2 or weights.shape[0] != self.design.n or weights.shape[1] < 2:
            expected = f"({self.design.n}, replicates), two replicates or more"
            raise refused("Replicates(weights=…)", f"shape {weights.shape}", expected, "One row for each respondent.")
        if not np.isfinite(weights).all() or (weights < 0).any():
            where = np.argwhere(~(np.isfinite(weights) & (weights >= 0)))[0]
            found = f"{weights[tuple(where)]:g} in row {where[0]}, replicate {where[1]}"
            raise refused("Replicates(weights=…)", found, "numbers, 0 or more", "Use 0 for who is left out.")
        factors = np.ones(weights.shape[1]) if self.factors is None else np.asarray(self.factors, dtype=np.float64)
        if factors.shape != (weights.shape[1],) or not (factors >= 0).all() or not self.scale > 0:
            found = f"scale {self.scale} and factors of shape {factors.shape}"
            raise refused(
                "Replicates", found, "a scale above 0 and one factor, 0 or more, a replicate", "Correct them."
            )
        object.__setattr__(self, "weights", weights)
        object.__setattr__(self, "factors", factors)

    @classmethod
    def jackknife(cls, design: Design) -> Self:
        """Leave out one PSU at a time; its stratum's others stand in for it.

        factor = (n_h - 1) / n_h x (1 - f_h), for the stratum h the PSU is from (JKn; with one stratum, JK1). A second
        stage adds nothing of its own. For a linear estimate it equals linearisation.

        Raises
        ------
        SurveysInputError
            A calibrated design (replicate weights would have to be calibrated each), a design factor, a lonely PSU,
            or so many PSUs that the weights would not fit into 2 GB: use `bootstrap`.
        """
        stage = _first_stage("jackknife", design)
        size = stage.sampled[stage.group]
        drop = np.flatnonzero(size > 1)
        if design.n * drop.size > _LARGEST:
            raise refused("jackknife", f"{drop.size:,} PSUs", "replicate weights of at most 2 GB", "Use bootstrap.")
        others = stage.group[stage.unit][:, None] == stage.group[drop]
        left_out = stage.unit[:, None] == drop
        weights = design.weights[:, None] * np.where(others, size[drop] / (size[drop] - 1), 1.0) * ~left_out
        factors = stage.multiplier[stage.group[drop]] * ((size[drop] - 1) / size[drop]) ** 2
        return cls(design, weights, 1.0, factors)

    @classmethod
    def bootstrap(cls, design: Design, number: int, rng: np.random.Generator) -> Self:
        """Draw n_h - 1 PSUs of each stratum's n_h again, with replacement, many times.

        Rao & Wu 1988, J. Am. Statist. Ass. 83, 231-241: weight x n_h / (n_h - 1) x times drawn. The finite population
        is left out of account, so that errors are a little too large where much of it was drawn.

        Parameters
        ----------
        number : int
            Replicates, 2 or more; several hundred for a standard error good to a few per cent.
        rng : numpy.random.Generator

        Raises
        ------
        SurveysInputError
            As `jackknife`.
        """
        stage = _first_stage("bootstrap", design)
        if number < 2:
            raise refused("bootstrap(number=…)", number, "2 or more", "Such as 500.")
        drawn = np.ones((stage.number, number))
        for start, size in zip(stage.starts, stage.sampled.astype(int), strict=True):
            if size > 1:
                times = rng.multinomial(size - 1, np.full(size, 1 / size), size=number).T
                drawn[start : start + size] = times * size / (size - 1)
        return cls(design, design.weights[:, None] * drawn[stage.unit], 1 / (number - 1))

    def means(self, values: ArrayLike) -> Estimates:
        """As `surveys.means`, for the whole sample."""
        numbers, one_column = values_of(self.design, "values", values)
        answered = all_answered(numbers)
        return self._estimated("mean", numbers, np.ones_like(numbers), answered, one_column)

    def totals(self, values: ArrayLike) -> Estimates:
        """As `surveys.totals`, for the whole sample."""
        numbers, one_column = values_of(self.design, "values", values)
        answered = all_answered(numbers)
        return self._estimated("total", numbers, None, answered, one_column)

    def ratios(self, numerator: ArrayLike, denominator: ArrayLike) -> Estimates:
        """As `surveys.ratios`, for the whole sample."""
        above, one_column = values_of(self.design, "numerator", numerator)
        below, _ = values_of(self.design, "denominator", denominator)
        if above.shape != below.shape:
            raise refused("denominator", f"shape {below.shape}", f"that of the numerator, {above.shape}", "Give pairs.")
        answered = all_answered(above + below)
        return self._estimated("ratio", above, below, answered, one_column)

    def _estimated(
        self, kind: str, above: Floats, below: Floats | None, answered: Bools, one_column: bool
    ) -> Estimates:
        def totals(weights: Floats, values: Floats) -> Floats:
            return weights[answered].T @ values[answered]

        with np.errstate(invalid="ignore", divide="ignore"):
            value, each = (
                totals(w, above) / (1.0 if below is None else totals(w, below))
                for w in (self.design.weights[:, None], self.weights)
            )
        centre = each.mean(axis=0) if self.centre == "replicates" else value[0]
        se = np.sqrt(self.scale * (np.asarray(self.factors) @ (each - centre) ** 2))[None, :]
        shape = {"one_domain": True, "one_column": one_column}
        return Estimates(
            kind=kind,
            value=shaped(value, **shape),
            se=shaped(se, **shape),
            degrees=np.asarray(self._degrees(), dtype=np.float64),
            base=np.asarray(answered.sum(), dtype=np.int64),
            weighted_base=np.asarray(self.design.weights[answered].sum()),
            simple_se=shaped(np.full(se.shape, np.nan), **shape),
            wave=self.design.wave,
        )

    def _degrees(self) -> int:
        triangle = np.linalg.qr(self.weights, mode="r")
        return int(np.linalg.matrix_rank(triangle)) - 1


def _first_stage(where: str, design: Design) -> Stage:
    if design.calibration is not None:
        remedy = "Make replicates of the design weights and calibrate each, or use linearised errors."
        raise refused(where, "a calibrated design", "design weights", remedy)
    if not design.stages:
        raise refused(where, "a design factor", "sampling units", "Give strata and clusters.")
    stage = design.stages[0]
    if stage.lonely.any():
        found = f"{int(stage.lonely.sum())} strata with one PSU"
        raise refused(where, found, "two PSUs or more in each", "Join strata, or use linearised errors.")
    return stage
