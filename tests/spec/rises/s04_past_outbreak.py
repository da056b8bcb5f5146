"""If a rise was never noticed, it becomes history, and history is what the next month is compared with. Then the next
rise would look normal.

So a month in the past that stands out far above the others of its season is weighed down: it counts for less. The
more it stands out, the less it counts.
"""

import numpy as np

from hueandcry.stats import rises
from spec.rises.history import counts, whole

title = "Past outbreaks"
summary = "An old rise must not make the next one look normal, so it counts for less."

table = """
year | Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec
2018 | 14 | 12 | 15 | 13 | 12 | 16 | 14 | 13 | 11 | 15 | 14 | 16
2019 | 13 | 15 | 12 | 14 | 16 | 13 | 15 | 12 | 14 | 13 | 16 | 12
2020 | 15 | 13 | 14 | 12 | 14 | 15 | 13 | 16 | 14 | 12 | 13 | 95
2021 | 12 | 14 | 16 | 15 | 13 | 12 | 14 | 15 | 13 | 14 | 12 | 14
2022 | 14 | 16 | 13 | 14 | 15 | 14 | 12 | 13 | 15 | 16 | 14 | 13
2023 | 13 | 12 | 14 | 16 | 14 | 13 | 15 | 14 | 12 | 13 | 15 | 14
"""

operation = "In December 2020 there were 95. Where is the alarm limit for December 2023?"

expected = """
December 2020 | limit
95, counted in full | 59
95, weighed down | 24
14, as in other years | 24
"""

closing = """Counted in full, one bad month would let 59 pass without an alarm. Weighed down, the limit is as if it had
never been."""


def answer(rows):
    series = counts(rows)
    calm = np.where(series == 95, 14, series)
    return [
        {"December 2020": "95, counted in full", "limit": _limit(series, reweight=False)},
        {"December 2020": "95, weighed down", "limit": _limit(series, reweight=True)},
        {"December 2020": "14, as in other years", "limit": _limit(calm, reweight=True)},
    ]


def _limit(series, reweight):
    found = rises.farrington(series[None], at=[71], frequency=12, reweight=reweight, compatible=False)
    return whole(found.upper)
