"""Police forces sometimes send nothing for months. A month without data is not a month without crime.

Three things follow. A missing month is never judged. A missing month in the past is left out, and does not pull the
foretold number down. And a month right after a gap is not judged either, until there are enough months again to apply
the rule of five in four.
"""

import numpy as np

from hueandcry.stats.rises import Reason
from spec.rises.history import counts, judge, whole

title = "Missing is not zero"
summary = "A month without data is never read as a month without crime."

table = """
year | Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec
2018 | 14 | 12 | 15 | 13 | 12 | 16 | 14 | 13 | 11 | 15 | 14 | 16
2019 | 13 | 15 | 12 | 14 | 16 | 13 |  |  |  |  |  |
2020 | 15 | 13 | 14 | 12 | 14 | 15 | 13 | 16 | 14 | 12 | 13 | 15
2021 | 12 | 14 | 16 | 15 | 13 | 12 | 14 | 15 | 13 | 14 | 12 | 14
2022 | 14 | 16 | 13 | 14 | 15 | 14 | 12 | 13 | 15 | 16 | 14 | 13
2023 | 13 | 12 | 14 | 16 | 14 | 13 | 15 | 14 | 12 | 13 | 15 | 14
"""

operation = "Six months of 2019 were never sent. What is foretold for December 2023?"

expected = """
the missing months | the judged month | usual range | reason
left out | 14 | 7 to 20 | OK
wrongly read as 0 | 14 | 7 to 26 | OK
left out | never sent | 7 to 20 | NO_DATA
left out | 14, but October was never sent | 7 to 20 | RECENT_MISSING
"""

closing = """Read as zeros, the gap would have widened the range and could hide a rise. Left out, it does neither."""


def answer(rows):
    series = counts(rows)
    never, gap = series.copy(), series.copy()
    never[-1], gap[-3] = np.nan, np.nan
    return [
        _row("left out", "14", series),
        _row("wrongly read as 0", "14", np.nan_to_num(series)),
        _row("left out", "never sent", never),
        _row("left out", "14, but October was never sent", gap),
    ]


def _row(missing, judged, series):
    found = judge(series)
    return {
        "the missing months": missing,
        "the judged month": judged,
        "usual range": f"{whole(found.lower)} to {whole(found.upper_usual)}",
        "reason": Reason(found.reason[0, 0]).name,
    }
