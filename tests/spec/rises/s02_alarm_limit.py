"""A number outside the usual range is not yet an alarm: one month in ten lies outside by chance, and there are
thousands of numbers.

The alarm limit is higher than the usual range. If nothing has changed, a count gets above it about once in two
hundred months. Only counts above it are looked at further.
"""

from spec.rises.history import counts, judge_instead, whole

title = "The alarm limit"
summary = "A count above the usual range is not yet an alarm; the limit is higher."

table = """
year | Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec
2018 | 14 | 12 | 15 | 13 | 12 | 16 | 14 | 13 | 11 | 15 | 14 | 16
2019 | 13 | 15 | 12 | 14 | 16 | 13 | 15 | 12 | 14 | 13 | 16 | 12
2020 | 15 | 13 | 14 | 12 | 14 | 15 | 13 | 16 | 14 | 12 | 13 | 15
2021 | 12 | 14 | 16 | 15 | 13 | 12 | 14 | 15 | 13 | 14 | 12 | 14
2022 | 14 | 16 | 13 | 14 | 15 | 14 | 12 | 13 | 15 | 16 | 14 | 13
2023 | 13 | 12 | 14 | 16 | 14 | 13 | 15 | 14 | 12 | 13 | 15 | 14
"""

operation = "Had December 2023 brought another number, would it be an alarm?"

expected = """
counted | usual range | limit | alarm
14 | 8 to 20 | 24 | no
23 | 8 to 20 | 24 | no
24 | 8 to 20 | 24 | no
25 | 8 to 20 | 24 | yes
"""

closing = """Twenty-three is more than usual, and we say so; but it is not an alarm. Twenty-five is."""


def answer(rows):
    series = counts(rows)
    return [_row(judge_instead(series, observed), observed) for observed in (14, 23, 24, 25)]


def _row(found, observed):
    return {
        "counted": observed,
        "usual range": f"{whole(found.lower)} to {whole(found.upper_usual)}",
        "limit": whole(found.upper),
        "alarm": "yes" if found.alarm[0, 0] == 1 else "no",
    }
