"""A survey asks a few hundred people and speaks of a hundred thousand. It can do so for two reasons: it was left to
chance who was asked, and it is known how many people each of them stands for.

Here sixty people were asked in each of three areas. In town each of the sixty stands for a thousand people, in the
villages for fewer than two hundred. If all answers counted the same, the villages would weigh as much as the town.
"""

import numpy as np

from hueandcry.stats import surveys
from spec.surveys.people import numbers, percent, repeated, yes_and_no

title = "How far a survey reaches"
summary = "Each answer counts for as many people as it stands for, and beside it stands the range that chance leaves."

table = """
area | people | asked | victims
Town | 60000 | 60 | 12
Suburbs | 30000 | 60 | 6
Villages | 10000 | 60 | 3
"""

operation = "What share of all people were victims, and between which two numbers may it lie?"

expected = """
answers counted | share | from | to
all the same, wrongly | 11.7% | 7.7% | 17.3%
for the people they stand for | 15.5% | 10.0% | 23.3%
"""

closing = """The second line is the answer. In nineteen surveys of twenty made like this one, the range holds the
true share. It says nothing about people who refuse, or who answer wrongly."""


def answer(rows):
    asked = numbers(rows, "asked").astype(int)
    weights = np.repeat(numbers(rows, "people") / asked, asked)
    areas, victims = repeated(rows, "area", "asked"), yes_and_no(rows, "asked", "victims")
    return [
        _row("all the same, wrongly", surveys.Design(np.ones(weights.size)), victims),
        _row("for the people they stand for", surveys.Design(weights, strata=areas), victims),
    ]


def _row(counted, design, victims):
    found = surveys.proportions(design, victims)
    return {
        "answers counted": counted,
        "share": percent(found.value),
        "from": percent(found.lower),
        "to": percent(found.upper),
    }
