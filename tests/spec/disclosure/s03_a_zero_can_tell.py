"""In Elm 26 people were asked whether they told the police, and not one said yes. No number here is small. But the
zero tells something about every single one of the 26: if your neighbour was asked, you know what he answered.

So a zero is treated like a small number where all of a group, or all but a few, are one thing. "All but a few" is
part of the rule because otherwise each zero that is not shown would give itself away: it would always mean "all".
"""

from hueandcry.warehouse import disclosure
from spec.disclosure.wards import counts, written

title = "A zero can tell"
summary = "Where all of a group, or all but a few, are one thing, the zeros are not shown either."

table = """
ward | no | yes
Elm | 26 | 0
Oak | 31 | 12
Ash | 18 | 9
Yew | 22 | 7
"""

operation = "What is shown of this table?"

expected = """
ward | no | yes | all
Elm | not shown | not shown | 26
Oak | 31 | 12 | 43
Ash | not shown | not shown | 27
Yew | not shown | not shown | 29
all | 97 | 28 | 125
"""

closing = """If twenty of the 26 had said no and six yes, everything would be shown. And where nobody was asked at
all, a row of zeros is shown, since it tells nothing about anybody."""


def answer(rows):
    return written(rows, disclosure.protect(counts(rows)).shown)
