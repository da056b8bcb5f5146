"""Two forces of one size, with the same risk, will not count the same number of crimes. Chance alone sees to that. So
no figure stands alone: beside it stands the range that chance leaves for it.

We use ranges that are right 95 times in 100, if nothing but chance is at work. For a rate it is worked out from the
count behind it: a small count has a wide range, and a large one a narrow range.
"""

from hueandcry.stats import compare
from spec.compare.figures import numbers, per_100k

title = "How far chance reaches"
summary = "Beside every rate stands the range that chance leaves for it; few cases mean a wide range."

table = """
place | cases | residents
Small | 3 | 9000
Middle | 60 | 180000
Large | 3000 | 9000000
Nobody hurt | 0 | 9000
"""

operation = "How many cases for every 100,000 residents, and between which two numbers may the risk lie?"

expected = """
place | rate | from | to
Small | 33.3 | 6.9 | 97.4
Middle | 33.3 | 25.4 | 42.9
Large | 33.3 | 32.2 | 34.5
Nobody hurt | 0.0 | 0.0 | 41.0
"""

closing = """The first three have the same rate, and we know very different things about them. And no case at all does
not mean no risk: among so few residents a risk of up to 41 could have stayed without a case."""


def answer(rows):
    found = compare.rate_interval(numbers(rows, "cases"), numbers(rows, "residents"), per=100_000)
    return [
        {"place": row["place"], "rate": per_100k(value), "from": per_100k(lower), "to": per_100k(upper)}
        for row, value, lower, upper in zip(rows, found.value, found.lower, found.upper, strict=True)
    ]
