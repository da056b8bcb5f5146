"""Most victims tell of one incident. A few tell of hundreds: threats every day for a year. Their answers are true,
but so few people give them that one more or one fewer in the sample moves the figure for the whole country.

The Crime Survey for England and Wales therefore cuts the longest series. It looks at the victims of one kind of
crime, finds the number that 98 in 100 of them do not exceed, and counts no more than that for anybody.
"""

import numpy as np

from hueandcry.stats import surveys
from spec.surveys.people import numbers

title = "The longest series"
summary = "Incidents of one victim are counted up to the number that 98 in 100 victims do not exceed."

table = """
incidents | people
0 | 900
1 | 70
2 | 20
6 | 8
40 | 1
300 | 1
"""

operation = "How many incidents are there for every 1,000 people?"

expected = """
longest series | counted up to | incidents per 1,000 | error
left as they are | 300 | 498 | 303
cut as the Crime Survey does | 6 | 170 | 22
"""

closing = """Two people in a thousand told of two thirds of all incidents. The cut figure is steadier, and it is
lower: it leaves out part of what those two went through. Both should be known."""


def answer(rows):
    incidents = np.repeat(numbers(rows, "incidents"), numbers(rows, "people").astype(int))
    design = surveys.Design(np.ones(incidents.size))
    whole = surveys.capped(incidents, design.weights, percentile=100)
    cut = surveys.capped(incidents, design.weights)
    return [_row("left as they are", design, whole), _row("cut as the Crime Survey does", design, cut)]


def _row(series, design, counts):
    found = surveys.means(design, counts.counts).per(1000)
    return {
        "longest series": series,
        "counted up to": f"{counts.cap:.0f}",
        "incidents per 1,000": f"{found.value:.0f}",
        "error": f"{found.se:.0f}",
    }
