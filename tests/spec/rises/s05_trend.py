"""Where crime has been falling for years, the number of five years ago is no longer normal. To come back to it is a
rise.

So the method learns a trend. It uses it with care: where the trend would foretell more than was ever seen, it is left
out.
"""

from spec.rises.history import counts, judge, whole

title = "The trend"
summary = "Where crime has been falling, a return to the old level is a rise."

table = """
year | Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec
2018 | 62 | 60 | 59 | 61 | 58 | 57 | 58 | 55 | 56 | 54 | 55 | 53
2019 | 52 | 53 | 50 | 51 | 49 | 50 | 48 | 47 | 48 | 46 | 45 | 46
2020 | 44 | 43 | 44 | 42 | 41 | 42 | 40 | 41 | 39 | 38 | 39 | 37
2021 | 38 | 36 | 37 | 35 | 36 | 34 | 35 | 33 | 34 | 33 | 32 | 33
2022 | 31 | 32 | 30 | 31 | 30 | 29 | 30 | 28 | 29 | 27 | 28 | 27
2023 | 26 | 27 | 26 | 25 | 26 | 24 | 25 | 24 | 23 | 24 | 23 | 45
"""

operation = "Forty-five were counted in December 2023: fewer than in any month of 2019. Is it an alarm?"

expected = """
counted | usual range | limit | alarm
45 | 15 to 31 | 36 | yes
"""

closing = """Compared with the five-year average, 45 would be nothing special. But the numbers had been falling
for years, and twenty-odd were foretold."""


def answer(rows):
    series = counts(rows)
    found = judge(series)
    return [
        {
            "counted": whole(series[-1]),
            "usual range": f"{whole(found.lower)} to {whole(found.upper_usual)}",
            "limit": whole(found.upper),
            "alarm": "yes" if found.alarm[0, 0] == 1 else "no",
        }
    ]
