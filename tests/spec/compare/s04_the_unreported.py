"""Most online fraud is never reported. How much, nobody knows exactly: a survey asks a sample of people what happened
to them, and so it gives a number with a range.

We divide what was recorded by what the survey estimates, and carry the range through. The lowest share belongs to the
highest estimate. Where the survey is vague the share is vague, and we say so.
"""

from hueandcry.stats import compare
from spec.compare.figures import numbers, percent, whole

title = "The unreported"
summary = "What was recorded, divided by what a survey estimates; the survey's range is carried through."

table = """
offence | recorded | estimated | from | to
well surveyed | 4100 | 50000 | 49000 | 51000
usual | 4100 | 50000 | 40000 | 62000
vaguely surveyed | 4100 | 50000 | 25000 | 100000
no survey | 4100 | | |
unlike counts | 4100 | 3000 | 2500 | 3600
"""

operation = "What share is recorded, and how many happen for each one that is?"

expected = """
offence | share recorded | from | to | happened for each recorded
well surveyed | 8% | 8% | 8% | 12 (12 to 12)
usual | 8% | 7% | 10% | 12 (10 to 15)
vaguely surveyed | 8% | 4% | 16% | 12 (6 to 24)
no survey | – | – | – | –
unlike counts | 137% | 114% | 164% | 1 (1 to 1)
"""

closing = """A share above 100 per cent is no mistake of ours, and we do not hide it: the records and the survey then
count different things, such as other offences, other people or other months."""


def answer(rows):
    found = compare.reporting(
        numbers(rows, "recorded"),
        numbers(rows, "estimated"),
        estimated_limits=(numbers(rows, "from"), numbers(rows, "to")),
    )
    share, happened = found.share, found.happened_per_recorded
    return [
        {
            "offence": row["offence"],
            "share recorded": percent(share.value[i]),
            "from": percent(share.lower[i]),
            "to": percent(share.upper[i]),
            "happened for each recorded": _with_range(happened.value[i], happened.lower[i], happened.upper[i]),
        }
        for i, row in enumerate(rows)
    ]


def _with_range(value, lower, upper):
    written = whole(value)
    return written if written == "–" else f"{written} ({whole(lower)} to {whole(upper)})"
