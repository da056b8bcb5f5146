"""Fitting weights to known totals: raking, post-stratification, and generalised regression (GREG)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import sparse

from hueandcry.stats.surveys.calibration import Calibration, Sweep, gram_inverse
from hueandcry.stats.surveys.design import Design
from hueandcry.stats.surveys.labels import Floats, Ints, complete, one_column, rows
from hueandcry.stats.surveys.refusals import SurveysInputError, one_of, refused

SLOPES = ("weighted", "unweighted")
DISTANCES = ("linear", "raking")
# Margins whose totals differ by more than this, relatively, describe different populations.
_SAME_POPULATION = 1e-6


class NotFittedError(SurveysInputError):
    """Weights that did not settle on the targets."""


@dataclass(frozen=True, eq=False)
class Margin:
    """Known numbers of people in each group of one classification, such as age band.

    Parameters
    ----------
    labels : (n,) the group of each respondent
    targets : mapping from each label to how many of the population are in it
        Above 0, in the unit of the weights. Every label needs a target and every target a respondent.
    name : str, optional
        For messages.
    """

    labels: Any
    targets: Mapping[Any, float]
    name: str = "margin"
    codes: Ints = field(init=False, repr=False)
    totals: Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found = complete(self.name, self.labels, np.asarray(self.labels).size)
        present = found.labels.tolist()
        unknown = [label for label in present if label not in self.targets]
        absent = [label for label in self.targets if label not in set(present)]
        if unknown or absent:
            which = f"no target for {unknown[0]!r}" if unknown else f"no respondent in {absent[0]!r}"
            raise refused(
                f"Margin {self.name}", which, "a target for each label and respondents for each", "Join groups."
            )
        totals = np.array([self.targets[label] for label in present], dtype=np.float64)
        if not (np.isfinite(totals) & (totals > 0)).all():
            bad = present[int(np.flatnonzero(~(np.isfinite(totals) & (totals > 0)))[0])]
            raise refused(
                f"Margin {self.name}, {bad!r}",
                self.targets[bad],
                "a target above 0",
                "Leave the group out if it is empty.",
            )
        object.__setattr__(self, "codes", found.codes)
        object.__setattr__(self, "totals", totals)

    def indicators(self) -> sparse.csr_array:
        n = self.codes.size
        return sparse.csr_array((np.ones(n), (np.arange(n), self.codes)), shape=(n, self.totals.size))


@dataclass(frozen=True, eq=False)
class Quantity:
    """A number known of each respondent, and its total over the population, for `calibrate`.

    Parameters
    ----------
    values : (n,) finite numbers
    total : float
        In the unit of weight x values.
    name : str, optional
        For messages.
    """

    values: Any
    total: float
    name: str = "quantity"

    def __post_init__(self) -> None:
        values = one_column(self.name, self.values, np.asarray(self.values).size).astype(np.float64)
        wrong = np.flatnonzero(~np.isfinite(values))
        if wrong.size or not np.isfinite(self.total):
            where = f"Quantity {self.name}" + (f", {rows(wrong)}" if wrong.size else "")
            raise refused(where, "a missing or infinite number", "finite numbers", "Fill it in, or leave them out.")
        object.__setattr__(self, "values", values)


def rake(
    design: Design,
    margins: Sequence[Margin],
    *,
    tolerance: float = 1e-10,
    most_rounds: int = 100,
    slopes: str = "weighted",
) -> Design:
    """Fit weights to margins in turn, again and again (iterative proportional fitting); one margin post-stratifies.

    Parameters
    ----------
    design : Design
        With its design weights.
    margins : sequence of Margin
        Fitted in this order.
    tolerance : float
        Stop after a round in which every fitted margin is within this share of its targets.
    most_rounds : int
    slopes : "weighted" or "unweighted"
        How errors allow for what is known. "weighted": residuals of a regression on the margins by design weights.
        "unweighted": averages without weights, as R's survey does after `rake` and `postStratify`; the same where
        weights are equal. Discouraged: such averages do not estimate those of the population.

    Returns
    -------
    Design
        With the fitted weights, always above 0, and `calibration`, so that errors allow for what is known: of a
        domain that is itself a margin, the error is 0.

    Raises
    ------
    NotFittedError
        Not within `tolerance` after `most_rounds`.
    SurveysInputError
        Labels without targets, targets without respondents, margins of different populations, a design already
        calibrated or with a design factor.

    References
    ----------
    Deming & Stephan 1940, Annals of Mathematical Statistics 11, 427-444. Deville & Särndal 1992, J. Am. Statist. Ass.
    87, 376-382. Lumley 2010, chapter 7.
    """
    one_of("rake(slopes=…)", slopes, SLOPES)
    _can_be_fitted("rake", design, margins)
    _describe_one_population(margins)
    weights = np.array(design.weights)
    misfits: list[float] = []
    while not misfits or misfits[-1] > tolerance:
        if len(misfits) >= most_rounds:
            raise _not_fitted("rake", misfits[-1], tolerance, most_rounds)
        weights, sweeps = _one_round(weights, margins)
        misfits.append(max(float(np.max(np.abs(_sums(m, weights) / m.totals - 1))) for m in margins))
    known = sparse.hstack([margin.indicators() for margin in margins], format="csr")
    kept = sweeps if slopes == "unweighted" else ()
    return design.calibrated(Calibration(design.weights, weights, known, tuple(misfits), kept))


def calibrate(
    design: Design,
    known: Sequence[Margin | Quantity],
    *,
    distance: str = "linear",
    tolerance: float = 1e-10,
    most_rounds: int = 50,
) -> Design:
    """Fit weights to margins and totals of quantities at once, changing them as little as possible.

    Parameters
    ----------
    design : Design
    known : sequence of Margin and Quantity
    distance : "linear" or "raking"
        What "little" means. "linear": weight = design weight x (1 + x' lambda), the generalised regression estimator
        (GREG); needs no rounds; weights may fall below zero. "raking": design weight x exp(x' lambda), always above 0;
        with margins alone it agrees with `rake`.
    tolerance : float
        The largest |fitted - target| / (1 + |target|) allowed.
    most_rounds : int
        Newton steps.

    Returns
    -------
    Design
        With fitted weights and `calibration`.

    Raises
    ------
    NotFittedError
        Targets that cannot all be met, such as margins that disagree.
    SurveysInputError
        As `rake`.

    References
    ----------
    Deville & Särndal 1992, J. Am. Statist. Ass. 87, 376-382, cases 1 and 2. Särndal, Swensson & Wretman 1992, section
    6.4.
    """
    one_of("calibrate(distance=…)", distance, DISTANCES)
    _can_be_fitted("calibrate", design, known)
    table, targets = _table(known)
    initial = design.weights
    slopes = np.zeros(targets.size)
    weights, misfits = np.array(initial), list[float]()
    for _ in range(most_rounds):
        missing = targets - table.T @ weights
        misfits.append(float(np.max(np.abs(missing) / (1 + np.abs(targets)))))
        if misfits[-1] <= tolerance or not np.isfinite(misfits[-1]):
            break
        slopes = slopes + gram_inverse(table, initial if distance == "linear" else weights) @ missing
        scores = table @ slopes
        with np.errstate(over="ignore"):
            weights = initial * (1 + scores if distance == "linear" else np.exp(scores))
    if not misfits[-1] <= tolerance:
        raise _not_fitted("calibrate", misfits[-1], tolerance, most_rounds)
    return design.calibrated(Calibration(initial, weights, table, tuple(misfits)))


def _one_round(weights: Floats, margins: Sequence[Margin]) -> tuple[Floats, tuple[Sweep, ...]]:
    sweeps = []
    for margin in margins:
        sweeps.append(Sweep(margin.codes, margin.totals.size, weights))
        weights = weights * (margin.totals / _sums(margin, weights))[margin.codes]
    return weights, tuple(sweeps)


def _sums(margin: Margin, weights: Floats) -> Floats:
    return np.bincount(margin.codes, weights, minlength=margin.totals.size).astype(np.float64)


def _table(known: Sequence[Margin | Quantity]) -> tuple[sparse.csr_array, Floats]:
    columns, targets = [], []
    for part in known:
        if isinstance(part, Margin):
            columns.append(part.indicators())
            targets.append(part.totals)
        else:
            columns.append(sparse.csr_array(part.values[:, None]))
            targets.append(np.array([part.total], dtype=np.float64))
    return sparse.hstack(columns, format="csr"), np.concatenate(targets)


def _can_be_fitted(where: str, design: Design, known: Sequence[Margin | Quantity]) -> None:
    if design.calibration is not None:
        raise refused(where, "a design calibrated before", "design weights", "Put all margins into one call.")
    if not design.stages:
        raise refused(
            where, "a design factor", "sampling units", "A published factor already holds what its calibration gained."
        )
    if not known:
        raise refused(where, "no margin", "one or more", "Give what is known.")
    for part in known:
        size = part.codes.size if isinstance(part, Margin) else part.values.size
        if size != design.n:
            raise refused(
                f"{where}, {part.name}", f"{size} values", f"{design.n}, one for each respondent", "Give one column."
            )


def _describe_one_population(margins: Sequence[Margin]) -> None:
    sizes = [float(margin.totals.sum()) for margin in margins]
    if max(sizes) - min(sizes) > _SAME_POPULATION * max(sizes):
        told = ", ".join(f"{m.name} {size:,.0f}" for m, size in zip(margins, sizes, strict=True))
        raise refused("rake", f"margins that add up to {told}", "one population", "Scale them to the same total.")


def _not_fitted(where: str, misfit: float, tolerance: float, most: int) -> NotFittedError:
    return NotFittedError(
        found=f"totals still {misfit:.3g} off after {most} rounds" if np.isfinite(misfit) else "weights without bound",
        expected=f"{tolerance:g} or less, relatively",
        where=where,
        remedy="Join small groups, see that all targets describe one population, or allow more rounds.",
    )
