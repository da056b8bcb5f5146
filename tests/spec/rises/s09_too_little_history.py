"""To say what is usual, we need to have seen it. A season shows only after some years, and so does a trend.

The method is asked for five years and takes fewer if there are no more, but never fewer than three. Below that it
says so, and judges nothing.
"""

import numpy as np

from hueandcry.stats import rises
from hueandcry.stats.rises import Reason
from spec.rises.history import whole

title = "Too little history"
summary = "Below three years of counts nothing is judged."

table = """
months of history | each month
31 | 20
40 | 20
61 | 20
"""

operation = "Can the month after this history be judged, on how many years?"

expected = """
months of history | on 5 years | on 3 years
31 | TOO_LITTLE_HISTORY | TOO_LITTLE_HISTORY
40 | TOO_LITTLE_HISTORY | 13 to 28
61 | 13 to 28 | 13 to 28
"""

closing = """One month more than whole years is needed, because the months beside the judged one count too."""


def answer(rows):
    return [{"months of history": row["months of history"], **_judged(row)} for row in rows]


def _judged(row):
    series = np.full((1, int(row["months of history"]) + 1), float(row["each month"]))
    return {f"on {years} years": _said(series, years) for years in (5, 3)}


def _said(series, years):
    found = rises.farrington(series, at=[series.shape[1] - 1], frequency=12, b=years, compatible=False)
    reason = Reason(found.reason[0, 0])
    return f"{whole(found.lower)} to {whole(found.upper_usual)}" if reason == Reason.OK else reason.name
