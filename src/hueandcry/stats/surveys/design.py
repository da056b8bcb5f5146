"""The sampling design of a survey wave: weights, strata, sampling units, finite populations."""

import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from hueandcry.stats.surveys.calibration import Calibration
from hueandcry.stats.surveys.labels import Floats, complete, one_column, rows
from hueandcry.stats.surveys.refusals import one_of, refused
from hueandcry.stats.surveys.residuals import Residuals
from hueandcry.stats.surveys.sampling import LONELY, Stage, first_stage, second_stage


@dataclass(frozen=True)
class Wave:
    """One round of a survey.

    Attributes
    ----------
    name : str
        How readers know it, such as "year ending March 2020".
    by_telephone : bool
        Interviewed by telephone. Its levels may be shown; `change` refuses to test it against another wave.
    """

    name: str
    by_telephone: bool = False


@dataclass(frozen=True, eq=False)
class Design:
    """How respondents came into the sample, valid by construction.

    Parameters
    ----------
    weights : (n,) numbers above 0
        Design weights: how many of the population each respondent stands for. Any unit will do for means, ratios and
        proportions; totals are in the weights' own.
    strata : (n,) labels, optional
        The stratum of each respondent's primary unit. One stratum if not given.
    clusters : (n,) labels, optional
        The primary sampling unit (PSU). Read within the stratum: the same label in two strata names two PSUs. Every
        respondent is a PSU if not given.
    second_units : (n,) labels, optional
        The unit drawn within the PSU, read within it, for two-stage designs; every respondent if not given. It only
        matters with `population`.
    population : (n,) numbers, optional
        How many PSUs there were in the stratum to draw from. Without it, PSUs count as drawn with replacement, and
        the first stage carries the whole variance (the ultimate-cluster approximation; slightly too large).
    second_population : (n,) numbers, optional
        How many units there were in the PSU. Needs `population`. Without it, if `second_units` are given, they count
        as drawn from very many; if they are not, all of each PSU was taken.
    lonely : "fail", "certainty", "remove", "adjust", "average" or "uncentred"
        What a stratum does of which only one PSU was drawn, though there were more ("lonely"). "fail": refuse the
        design. "certainty" and "remove": it adds nothing to the variance (too small, unless the PSU was certain).
        "adjust": its PSU is compared with the mean of all PSUs (cautious). "average": it adds as much as the others
        on average. "uncentred": its PSU's whole total counts; discouraged, and equal to "adjust" for means, ratios and
        proportions; R's survey did so for totals before its version 4.3. A PSU that is the only one of its stratum
        in the population is not lonely: it adds nothing.
    design_factor : number above 0, optional
        A published design factor (standard error over that of a simple random sample of as many), for data that come
        without PSUs. Then nothing else of the design may be given.
    wave : Wave, optional
        Needed by `change`.

    Attributes
    ----------
    stages : tuple of Stage
        One, or two where both stages count; none with a design factor.
    calibration : Calibration or None
        How the weights were made, if by `rake` or `calibrate`.

    Raises
    ------
    SurveysInputError
        A weight that is zero, negative, missing or infinite; a missing label; populations that differ within a
        stratum or are smaller than the sample; lengths that disagree.
    LonelyUnitError
        (a SurveysInputError) A lonely PSU, and `lonely` is "fail". Names the strata.

    References
    ----------
    Lumley 2010, Complex Surveys, chapters 2 and 3. Särndal, Swensson & Wretman 1992, chapters 2 to 4. Cochran 1977,
    Sampling Techniques, chapters 5, 10 and 11.
    """

    weights: Floats
    strata: Any = None
    clusters: Any = None
    second_units: Any = None
    population: Any = None
    second_population: Any = None
    lonely: str = "fail"
    design_factor: float | None = None
    wave: Wave | None = None
    stages: tuple[Stage, ...] = field(init=False, repr=False)
    calibration: Calibration | None = field(init=False, default=None, repr=False)

    def __post_init__(self) -> None:
        one_of("Design(lonely=…)", self.lonely, LONELY)
        weights = _weights(self.weights)
        object.__setattr__(self, "weights", weights)
        self._parts_fit()
        object.__setattr__(self, "stages", () if self.design_factor else self._stages(weights.size))

    @property
    def n(self) -> int:
        return int(self.weights.size)

    @cached_property
    def residuals(self) -> Residuals:
        """What a calibrated design knows, worked out once for all its questions."""
        assert self.calibration is not None
        return Residuals(self.calibration, self.stages)

    def calibrated(self, calibration: Calibration) -> "Design":
        """This design with the weights of `calibration`; made by `rake` and `calibrate` alone."""
        made = copy.copy(self)
        object.__setattr__(made, "weights", calibration.weights)
        object.__setattr__(made, "calibration", calibration)
        return made

    def _parts_fit(self) -> None:
        given = [name for name in _PARTS if getattr(self, name) is not None]
        if self.design_factor is not None:
            if not 0 < self.design_factor < np.inf:
                raise refused("Design(design_factor=…)", self.design_factor, "a number above 0", "Such as 1.2.")
            if given:
                raise refused(
                    "Design(design_factor=…)",
                    "a design factor and " + ", ".join(given),
                    "one or the other",
                    "Leave the design factor out: standard errors follow from the sampling units.",
                )
        for name, needed in (
            ("second_units", "clusters"),
            ("second_population", "clusters"),
            ("second_population", "population"),
        ):
            if name in given and needed not in given:
                raise refused(f"Design({name}=…)", f"no {needed}", f"{needed} as well", "Give both stages.")

    def _stages(self, n: int) -> tuple[Stage, ...]:
        strata, clusters, units = (
            None if labels is None else complete(name, labels, n)
            for name, labels in (
                ("strata", self.strata),
                ("clusters", self.clusters),
                ("second_units", self.second_units),
            )
        )
        population, second_population = (_counts(name, getattr(self, name), n) for name in _POPULATIONS)
        first, share = first_stage(strata, clusters, population, self.lonely, n)
        if population is None or (units is None and second_population is None):
            return (first,)
        return (first, second_stage(first, units, second_population, share, self.lonely))


_POPULATIONS = ("population", "second_population")
_PARTS = ("strata", "clusters", "second_units", *_POPULATIONS)


def _weights(values: ArrayLike) -> Floats:
    found = np.asarray(values)
    if found.ndim != 1 or found.size == 0 or found.dtype.kind not in "fiu":
        raise refused(
            "weights", f"{found.dtype} of shape {found.shape}", "one number for each respondent", "Give them."
        )
    weights = found.astype(np.float64)
    for kind, wrong in (
        ("a missing weight", np.isnan(weights)),
        ("an infinite weight", np.isinf(weights)),
        ("a weight of zero", weights == 0),
        ("a negative weight", weights < 0),
    ):
        where = np.flatnonzero(wrong)
        if where.size:
            raise refused(
                f"weights, {rows(where)}",
                kind,
                "a number above 0 for every respondent",
                "Leave out who is not in the sample; a weight of zero stands for nobody.",
            )
    weights.flags.writeable = False
    return weights


def _counts(name: str, values: ArrayLike | None, n: int) -> Floats | None:
    if values is None:
        return None
    column = one_column(name, values, n)
    if column.dtype.kind not in "fiu":
        raise refused(name, f"type {column.dtype}", "numbers", "Convert with .astype(float).")
    numbers = column.astype(np.float64)
    wrong = np.flatnonzero(~(np.isfinite(numbers) & (numbers >= 1)))
    if wrong.size:
        raise refused(
            f"{name}, {rows(wrong)}",
            f"{numbers[wrong[0]]:g}",
            "how many units there were to draw from, 1 or more",
            "Give a number of units, not a fraction; leave it out where it is very large.",
        )
    return numbers
