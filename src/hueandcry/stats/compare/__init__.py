"""What differs, and by more than chance? Intervals, standardised rates, funnels, shrinkage, ratios.

>>> from hueandcry.stats import compare
>>> rates = compare.rate_interval(count, residents, per=100_000)
>>> judicial = compare.proportion_interval(charged, outcomes)
>>> plot = compare.funnel(referrals, residents, kind="rate")
>>> inside = plot.limits(0.998)

Everything takes arrays and answers with frozen dataclasses of arrays in the order given. Nothing is ranked. NaN is
missing and stays missing; a base of 0 gives NaN. The methods in plain language: `docs/methods/comparison.md`.
"""

from hueandcry.stats.compare.counts import poisson_interval, rate_interval
from hueandcry.stats.compare.exact_limits import exact_proportion_limit, exact_ratio_limit
from hueandcry.stats.compare.funnel import Funnel, Limits, funnel
from hueandcry.stats.compare.inputs import CompareInputError
from hueandcry.stats.compare.interval import Interval
from hueandcry.stats.compare.many import adjusted_p
from hueandcry.stats.compare.overdispersion import truncated, winsorised
from hueandcry.stats.compare.proportions import proportion_difference, proportion_interval
from hueandcry.stats.compare.random_effects import RandomEffects, random_effects
from hueandcry.stats.compare.ratios import RatioInterval, rate_ratio, ratio_interval, ratio_of_intervals
from hueandcry.stats.compare.reporting import Reporting, reporting
from hueandcry.stats.compare.shrinkage import Shrunken, shrink_proportions, shrink_rates
from hueandcry.stats.compare.standardised import direct_rate, expected_counts, indirect_ratio, reference_rates

__all__ = [
    "CompareInputError",
    "Funnel",
    "Interval",
    "Limits",
    "RandomEffects",
    "RatioInterval",
    "Reporting",
    "Shrunken",
    "adjusted_p",
    "direct_rate",
    "exact_proportion_limit",
    "exact_ratio_limit",
    "expected_counts",
    "funnel",
    "indirect_ratio",
    "poisson_interval",
    "proportion_difference",
    "proportion_interval",
    "random_effects",
    "rate_interval",
    "rate_ratio",
    "ratio_interval",
    "ratio_of_intervals",
    "reference_rates",
    "reporting",
    "shrink_proportions",
    "shrink_rates",
    "truncated",
    "winsorised",
]
