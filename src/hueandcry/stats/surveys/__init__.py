"""What a sample tells about everybody: design-based estimates from surveys.

>>> from hueandcry.stats import surveys
>>> design = surveys.Design(weights, strata=strata, clusters=addresses, lonely="adjust")
>>> found = surveys.proportions(design, victim, domains=surveys.domains(force))
>>> found.value, found.lower, found.upper, found.base

A `Design` says how people came into the sample; `rake` and `calibrate` fit its weights to known totals. `means`,
`totals`, `grossed_totals`, `ratios`, `proportions` and `contrasts` estimate, for all domains in one pass; `change`
tests one wave against another; `without_small_bases` hides what rests on too few. The methods in plain language:
`docs/methods/surveys.md`.
"""

from hueandcry.stats.surveys.calibration import Calibration
from hueandcry.stats.surveys.change import Change, TelephoneWaveError, change
from hueandcry.stats.surveys.design import Design, Wave
from hueandcry.stats.surveys.estimates import Estimates
from hueandcry.stats.surveys.fitting import Margin, NotFittedError, Quantity, calibrate, rake
from hueandcry.stats.surveys.incidents import Capped, capped
from hueandcry.stats.surveys.proportions import Proportions, proportions
from hueandcry.stats.surveys.refusals import SurveysInputError
from hueandcry.stats.surveys.replicates import Replicates
from hueandcry.stats.surveys.sampling import LonelyUnitError
from hueandcry.stats.surveys.selection import Domains, domains, only
from hueandcry.stats.surveys.small_bases import LEAST_BASE, LEAST_DEGREES, too_small, without_small_bases
from hueandcry.stats.surveys.statistics import contrasts, grossed_totals, means, ratios, totals

__all__ = [
    "LEAST_BASE",
    "LEAST_DEGREES",
    "Calibration",
    "Capped",
    "Change",
    "Design",
    "Domains",
    "Estimates",
    "LonelyUnitError",
    "Margin",
    "NotFittedError",
    "Proportions",
    "Quantity",
    "Replicates",
    "SurveysInputError",
    "TelephoneWaveError",
    "Wave",
    "calibrate",
    "capped",
    "change",
    "contrasts",
    "domains",
    "grossed_totals",
    "means",
    "only",
    "proportions",
    "rake",
    "ratios",
    "too_small",
    "totals",
    "without_small_bases",
]
