"""Four cases among 500 people give a rate of 800 for every 100,000. Nobody believes that the risk there is really so
high: one case less, and it would be 600.

A small place can borrow from the others. Its figure is drawn towards the mean of all, the more the fewer people it has.
A large place keeps its own figure. Over many places the figures so drawn are nearer the truth than the plain ones. They
are never the only ones shown: the plain rate stands beside them.
"""

from hueandcry.stats import compare
from spec.compare.figures import numbers, per_100k, percent

title = "A small place borrows"
summary = "A rate from few people is drawn towards the mean of all places; a rate from many stays."

table = """
place | cases | residents
A | 0 | 400
B | 4 | 500
C | 12 | 8000
D | 30 | 9000
E | 50 | 11000
F | 20 | 30000
G | 160 | 40000
H | 90 | 60000
"""

operation = "How high is the risk in each place, for 100,000 residents, if each may borrow from the others?"

expected = """
place | plain rate | drawn rate | from | to | its own share
A | 0.0 | 172.9 | 32.6 | 427.8 | 25%
B | 800.0 | 397.6 | 156.9 | 748.2 | 29%
C | 150.0 | 160.5 | 89.4 | 252.1 | 87%
D | 333.3 | 321.2 | 220.8 | 440.1 | 88%
E | 454.5 | 432.4 | 323.7 | 556.7 | 90%
F | 66.7 | 73.0 | 46.1 | 105.9 | 96%
G | 400.0 | 395.0 | 336.7 | 458.0 | 97%
H | 150.0 | 151.6 | 122.3 | 183.9 | 98%
"""

closing = """Places A and B seem to be the safest and the least safe of all. Their own figures count for about a quarter
only, and the ranges show how little is known of them."""


def answer(rows):
    found = compare.shrink_rates(numbers(rows, "cases"), numbers(rows, "residents"))
    per, plain = found.scaled(100_000), found.raw * 100_000
    return [
        {
            "place": row["place"],
            "plain rate": per_100k(plain[i]),
            "drawn rate": per_100k(per.value[i]),
            "from": per_100k(per.lower[i]),
            "to": per_100k(per.upper[i]),
            "its own share": percent(found.own_weight[i]),
        }
        for i, row in enumerate(rows)
    ]
