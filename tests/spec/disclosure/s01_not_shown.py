"""We asked people in three wards how often they were deceived online in the last year. In Elm three people said more
than once. Neighbours may know who they are. So the 3 is not shown, nor any other number of one to four people.

That is not enough. The table shows totals too, and 55 less 40 less 12 is 3. Other numbers have to go with it until
nothing adds up to the 3 any more. They are as few and as small as we can find.
"""

from hueandcry.warehouse import disclosure
from spec.disclosure.wards import counts, written

title = "A number that is not shown"
summary = "Where one to four people stand behind a number, it is not shown, and some others go with it."

table = """
ward | never | once | more often
Elm | 40 | 12 | 3
Oak | 33 | 18 | 25
Ash | 21 | 14 | 9
"""

operation = "What is shown of this table?"

expected = """
ward | never | once | more often | all
Elm | 40 | not shown | not shown | 55
Oak | 33 | 18 | 25 | 76
Ash | 21 | not shown | not shown | 44
all | 94 | 44 | 37 | 175
"""

closing = """Four numbers are missing because of one. The page does not say which one, and it does not say
"fewer than 5": that would help whoever tries to find out."""


def answer(rows):
    return written(rows, disclosure.protect(counts(rows)).shown)
