"""The stated rule for small bases: an estimate that rests on few respondents is not shown."""

from typing import TypeVar

import numpy as np

from hueandcry.stats.surveys.estimates import Estimates
from hueandcry.stats.surveys.labels import Bools
from hueandcry.stats.surveys.refusals import refused

# A usual rule of published survey tables: with fewer respondents a share moves by two points or more with each answer.
LEAST_BASE = 50
# Two sampling units more than strata: with fewer, the standard error itself is little more than a guess.
LEAST_DEGREES = 2

AnyEstimates = TypeVar("AnyEstimates", bound=Estimates)


def too_small(estimates: Estimates, *, least_base: int = LEAST_BASE, least_degrees: int = LEAST_DEGREES) -> Bools:
    """Which domains rest on too few respondents, unweighted, or on too few sampling units.

    Parameters
    ----------
    estimates : Estimates
    least_base : int
        Fewest respondents who answered.
    least_degrees : int
        Fewest degrees of freedom.

    Returns
    -------
    (domains,) bool, or one bool

    Raises
    ------
    SurveysInputError
        A rule that hides nothing.
    """
    if least_base < 1 or least_degrees < 0:
        found = f"least_base {least_base}, least_degrees {least_degrees}"
        raise refused("too_small", found, "1 or more and 0 or more", f"{LEAST_BASE} and {LEAST_DEGREES} are usual.")
    return np.asarray((estimates.base < least_base) | (estimates.degrees < least_degrees))


def without_small_bases(
    estimates: AnyEstimates, *, least_base: int = LEAST_BASE, least_degrees: int = LEAST_DEGREES
) -> AnyEstimates:
    """The same estimates, NaN wherever the base is too small; the base itself stays, so that the reason shows.

    Parameters
    ----------
    estimates : Estimates or Proportions
    least_base, least_degrees : as `too_small`

    Returns
    -------
    Of the kind that was given. `change` of what is hidden is NaN.
    """
    small = too_small(estimates, least_base=least_base, least_degrees=least_degrees)
    return estimates.hidden(small)
