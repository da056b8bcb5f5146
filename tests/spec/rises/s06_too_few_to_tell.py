"""With a crime every other month, one more or one less means nothing. It would be wrong to call it a rise, and as
wrong to call it calm.

The rule: unless at least five were counted in the last four months together, no alarm limit is given. The answer is
then "too few to tell", and never "nothing unusual".
"""

from hueandcry.stats.rises import Reason
from spec.rises.history import counts, judge_instead, whole

title = "Too few to tell"
summary = "Fewer than five in four months: there is a usual range, but no alarm and no all-clear."

table = """
year | Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec
2018 | 0 | 1 | 0 | 0 | 1 | 0 | 2 | 0 | 0 | 1 | 0 | 0
2019 | 1 | 0 | 0 | 1 | 0 | 0 | 1 | 0 | 1 | 0 | 0 | 1
2020 | 0 | 0 | 1 | 0 | 0 | 2 | 0 | 0 | 0 | 1 | 0 | 0
2021 | 0 | 1 | 0 | 0 | 0 | 1 | 0 | 1 | 0 | 0 | 2 | 0
2022 | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 1
2023 | 0 | 0 | 1 | 0 | 0 | 1 | 0 | 0 | 0 | 1 | 0 | 1
"""

operation = "What is said of December 2023, and what had there been more?"

expected = """
counted | usual range | said
1 | 0 to 2 | too few to tell
3 | 0 to 2 | too few to tell
4 | 0 to 2 | alarm
"""

closing = """With four in December there are five in the last four months, so the month can be judged, and four is more
than the limit."""

SAID = {Reason.OK: "within its usual range", Reason.TOO_FEW: "too few to tell"}


def answer(rows):
    series = counts(rows)
    return [_row(judge_instead(series, observed), observed) for observed in (1, 3, 4)]


def _row(found, observed):
    said = "alarm" if found.alarm[0, 0] == 1 else SAID[Reason(found.reason[0, 0])]
    return {"counted": observed, "usual range": f"{whole(found.lower)} to {whole(found.upper_usual)}", "said": said}
