"""To save travelling, a survey often draws streets first and then asks ten people in each. But neighbours are alike:
where one was burgled, the next was more often burgled too. Ten people of one street tell less than ten people from
anywhere.

So the range is worked out from how much the streets differ, not from how many people were asked.
"""

import numpy as np

from hueandcry.stats import surveys
from spec.surveys.people import percent, repeated, yes_and_no

title = "Neighbours are alike"
summary = "A survey that asks whole streets knows less than its number of answers suggests, and its range says so."

table = """
street | asked | victims
Ash Road | 10 | 0
Birch Row | 10 | 5
Cedar Walk | 10 | 1
Dale View | 10 | 0
Elm Close | 10 | 4
Fern Hill | 10 | 0
Glebe Lane | 10 | 1
Hawthorn Way | 10 | 5
"""

operation = "How far does the answer reach, with the streets and without them?"

expected = """
as if drawn | share | from | to
one by one, wrongly | 20.0% | 12.5% | 30.4%
street by street | 20.0% | 7.1% | 45.0%
"""

closing = """The error is nearly twice as large as for eighty people drawn one by one. Where a published survey does
not say who lived in which street, it often says by how much the errors grow: the design factor."""


def answer(rows):
    streets, victims = repeated(rows, "street", "asked"), yes_and_no(rows, "asked", "victims")
    each = np.ones(victims.size)
    return [
        _row("one by one, wrongly", surveys.Design(each), victims),
        _row("street by street", surveys.Design(each, clusters=streets), victims),
    ]


def _row(drawn, design, victims):
    found = surveys.proportions(design, victims)
    return {
        "as if drawn": drawn,
        "share": percent(found.value),
        "from": percent(found.lower),
        "to": percent(found.upper),
    }
