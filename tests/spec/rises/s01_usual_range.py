"""Crime goes up and down for no reason at all. So before we call a number high, we ask what the years before foretold.

The method looks at the last five years. It learns how many crimes there usually are, in which season there are more,
and whether the number is slowly falling or rising. From that it says between which two numbers the next month should
lie: nine months in ten do, if nothing has changed. That is the usual range.
"""

from spec.rises.history import counts, judge, whole

title = "The usual range"
summary = "Five years of counts foretell between which two numbers the next month should lie."

table = """
year | Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec
2018 | 14 | 12 | 15 | 13 | 12 | 16 | 14 | 13 | 11 | 15 | 14 | 16
2019 | 13 | 15 | 12 | 14 | 16 | 13 | 15 | 12 | 14 | 13 | 16 | 12
2020 | 15 | 13 | 14 | 12 | 14 | 15 | 13 | 16 | 14 | 12 | 13 | 15
2021 | 12 | 14 | 16 | 15 | 13 | 12 | 14 | 15 | 13 | 14 | 12 | 14
2022 | 14 | 16 | 13 | 14 | 15 | 14 | 12 | 13 | 15 | 16 | 14 | 13
2023 | 13 | 12 | 14 | 16 | 14 | 13 | 15 | 14 | 12 | 13 | 15 | 14
"""

operation = "Between which two numbers should December 2023 lie?"

expected = """
from | to | counted
8 | 20 | 14
"""

closing = """Fourteen were counted, well inside. The range is wider than the counts so far, because even a steady
average of fourteen brings a month of nine or of twenty now and then."""


def answer(rows):
    series = counts(rows)
    found = judge(series)
    return [{"from": whole(found.lower), "to": whole(found.upper_usual), "counted": whole(series[-1])}]
