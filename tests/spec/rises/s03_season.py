"""Some crime comes with the season. A number that is ordinary in July can be alarming in January.

So a month is compared with the same time of earlier years, not with the month before. The other months help too: they
show the level and whether it is moving.
"""

from spec.rises.history import counts, judge, whole

title = "The season"
summary = "The same number can be ordinary in July and an alarm in January."

table = """
year | Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec
2018 | 11 | 13 | 16 | 24 | 33 | 41 | 46 | 42 | 30 | 22 | 15 | 12
2019 | 13 | 12 | 18 | 22 | 35 | 44 | 43 | 44 | 33 | 20 | 16 | 10
2020 | 12 | 14 | 15 | 26 | 31 | 40 | 47 | 41 | 31 | 23 | 14 | 13
2021 | 10 | 12 | 17 | 23 | 34 | 43 | 45 | 43 | 29 | 21 | 17 | 11
2022 | 12 | 11 | 16 | 25 | 32 | 42 | 44 | 45 | 32 | 22 | 15 | 12
2023 | 13 | 13 | 17 | 23 | 33 | 41 | 46 | 42 | 31 | 21 | 16 | 12
2024 | 40 |  |  |  |  |  |  |  |  |  |  |
"""

operation = "Forty were counted in July 2023, and forty in January 2024. Which is an alarm?"

expected = """
month | counted | usual range | alarm
July 2023 | 40 | 32 to 56 | no
January 2024 | 40 | 6 to 18 | yes
"""

closing = """In July forty is a little below the middle. In January it is more than twice the most that was foretold."""


def answer(rows):
    series = counts(rows)
    july = series[:67].copy()
    july[-1] = 40
    return [_row("July 2023", july), _row("January 2024", series)]


def _row(month, series):
    found = judge(series)
    return {
        "month": month,
        "counted": whole(series[-1]),
        "usual range": f"{whole(found.lower)} to {whole(found.upper_usual)}",
        "alarm": "yes" if found.alarm[0, 0] == 1 else "no",
    }
