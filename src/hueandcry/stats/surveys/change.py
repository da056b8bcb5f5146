"""Did it change from one wave to the next, by more than chance?"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from hueandcry.stats.surveys.estimates import Estimates, critical
from hueandcry.stats.surveys.labels import Bools, Floats
from hueandcry.stats.surveys.refusals import SurveysInputError, one_of, refused

SCALES = ("difference", "log_odds")


class TelephoneWaveError(SurveysInputError):
    """A wave interviewed by telephone in a test of change."""


@dataclass(frozen=True, eq=False)
class Change:
    """What changed between two waves, in the shape of the estimates.

    Attributes
    ----------
    difference : later less earlier
    se : its standard error
    lower, upper : its interval at `level`
    statistic : t
    p_value : two-sided
    degrees : of both waves together
    relative : later over earlier, less 1; NaN where the earlier estimate is 0
    earlier, later : names of the waves
    level : confidence of the interval
    labels : what the domains are called
    """

    difference: Floats
    se: Floats
    lower: Floats
    upper: Floats
    statistic: Floats
    p_value: Floats
    degrees: Floats
    relative: Floats
    earlier: str
    later: str
    level: float
    labels: tuple[Any, ...]

    @property
    def more_than_chance(self) -> Bools:
        """p below 1 - level; False where there is no test."""
        return np.asarray(self.p_value < 1 - self.level)


def change(earlier: Estimates, later: Estimates, *, level: float = 0.95, scale: str = "difference") -> Change:
    """Compare estimates of two waves that asked different people.

    Parameters
    ----------
    earlier, later : Estimates
        Of one kind, for the same domains and questions, from designs that name their wave.
    level : between 0 and 1
    scale : "difference" or "log_odds"
        What is tested. "log_odds", for shares only: their log odds; better near 0 and 1. The difference, its error
        and its interval are given either way.

    Returns
    -------
    Change
        t = difference / sqrt(se^2 + se^2), with the degrees of freedom of both waves added, as for one sample of
        which the waves are strata (Lumley 2010, chapter 2). NaN where either estimate is; also where both errors
        are 0, for then nothing is known about chance.

    Raises
    ------
    TelephoneWaveError
        (a SurveysInputError) A wave interviewed by telephone. From May 2020 the Crime Survey for England and Wales
        was, with another sample and questionnaire, so that a test would mix them with the change. The statistical
        office compares such years on a restricted basis (adults of 18 and over, some questions left out): prepare
        both waves so, and then do not flag them.
    SurveysInputError
        A design without a wave, the same wave twice, estimates of different kinds, shapes or domains.
    """
    one_of("change(scale=…)", scale, SCALES)
    before, after = _names(earlier, later)
    if earlier.kind != later.kind or earlier.value.shape != later.value.shape or earlier.labels != later.labels:
        raise refused(
            "change",
            f"{earlier.kind} of shape {earlier.value.shape} and {later.kind} of shape {later.value.shape}",
            "two estimates of one kind, for the same domains",
            "Estimate both waves alike; give both the same Domains labels.",
        )
    difference, se = later.value - earlier.value, np.hypot(earlier.se, later.se)
    degrees = earlier.in_shape(earlier.degrees) + later.in_shape(later.degrees)
    with np.errstate(invalid="ignore", divide="ignore"):
        statistic = difference / se if scale == "difference" else _log_odds_statistic(earlier, later)
        p_value = 2 * special.stdtr(np.where(degrees > 0, degrees, np.nan), -np.abs(statistic))
        relative = np.where(earlier.value == 0, np.nan, difference / earlier.value)
    half = critical(level, degrees) * se
    return Change(
        difference=difference,
        se=se,
        lower=difference - half,
        upper=difference + half,
        statistic=statistic,
        p_value=p_value,
        degrees=degrees,
        relative=relative,
        earlier=before,
        later=after,
        level=level,
        labels=earlier.labels,
    )


def _log_odds_statistic(earlier: Estimates, later: Estimates) -> Floats:
    if earlier.kind != "proportion":
        raise refused("change(scale='log_odds')", f"a {earlier.kind}", "proportions", "Use scale='difference'.")
    (one, se_one), (two, se_two) = (
        (special.logit(e.value), e.se / (e.value * (1 - e.value))) for e in (earlier, later)
    )
    return np.where(np.isfinite(two - one), (two - one) / np.hypot(se_one, se_two), np.nan)


def _names(earlier: Estimates, later: Estimates) -> tuple[str, str]:
    waves = (earlier.wave, later.wave)
    if waves[0] is None or waves[1] is None:
        raise refused("change", "estimates of no named wave", "two waves", "Give Design(wave=Wave(…)) for both.")
    by_telephone = [wave.name for wave in waves if wave is not None and wave.by_telephone]
    if by_telephone:
        raise TelephoneWaveError(
            found=f"{' and '.join(by_telephone)}, interviewed by telephone",
            expected="waves asked face to face",
            where="change",
            remedy="Show its level without a test, or compare the waves before and after it with each other.",
        )
    if waves[0].name == waves[1].name:
        raise refused("change", f"{waves[0].name} twice", "two waves", "Within one wave use contrasts.")
    return waves[0].name, waves[1].name
