"""Before a table is published, we do what somebody would do who wants to know: from all that is shown, we work out
between which two numbers each of the others must lie. If the range of a number is too narrow, the table is not
published so.

Here is the table of the page before. First only the small number is taken out, then what we really take out.
"""

import numpy as np

from hueandcry.warehouse import disclosure
from spec.disclosure.wards import counts, range_of

title = "Working it out"
summary = "From all that is shown we try to work out what is not, before anybody else can."

table = """
ward | never | once | more often
Elm | 40 | 12 | 3
Oak | 33 | 18 | 25
Ash | 21 | 14 | 9
"""

operation = "What can be worked out?"

expected = """
number | only the 3 taken out | as published | told which one is small
Elm, once | shown | 3 to 15 | 11 to 14
Elm, more often | 3 | 0 to 12 | 1 to 4
Ash, once | shown | 11 to 23 | 12 to 15
Ash, more often | shown | 0 to 12 | 8 to 11
"""

closing = """With only the 3 taken out, everybody can work it out. As published, each number may be any in a range of
13, and nobody can tell which of the four was the small one. Even somebody who was told that does not know whether it
is 1, 2, 3 or 4."""


def answer(rows):
    whole, bare = disclosure.protect(counts(rows)), disclosure.small_only(counts(rows))
    answers = list(rows[0])[1:]
    return [
        {
            "number": f"{rows[row]['ward']}, {answers[column]}",
            "only the 3 taken out": _found(bare, row, column) if np.isnan(bare.shown[row, column]) else "shown",
            "as published": _found(whole, row, column),
            "told which one is small": _found(whole, row, column, knows_why=True),
        }
        for row, column in np.argwhere(np.isnan(whole.shown))
    ]


def _found(table, row, column, knows_why=False):
    return range_of(*(ends[row, column] for ends in disclosure.intervals(table, knows_why=knows_why)))
