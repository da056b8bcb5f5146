"""A league table of forces puts small ones at both ends, because small numbers swing most. So we never rank. We ask
something else: which forces are unlike the rest?

For every size of force there are two limits. They leave room for chance, and for as much as forces usually differ. A
force that is like the rest lies between them about 998 times in 1,000. The limits are wide for few cases and narrow for
many. Drawn over the size, they look like a funnel.
"""

from hueandcry.stats import compare
from spec.compare.figures import numbers, percent

title = "Large and small"
summary = "Which forces are unlike the rest? The limits are wide for few cases and narrow for many."

table = """
force | charged | outcomes recorded
A | 12 | 40
B | 30 | 150
C | 150 | 800
D | 420 | 2000
E | 66 | 300
F | 205 | 1000
G | 88 | 450
H | 310 | 1500
I | 47 | 250
J | 260 | 700
K | 640 | 3200
L | 18 | 120
M | | 500
"""

operation = "Which forces are unlike the rest?"

expected = """
force | share charged | limits | unlike the rest
A | 30% | 5% to 45% | no
B | 20% | 11% to 34% | no
C | 19% | 15% to 28% | no
D | 21% | 16% to 27% | no
E | 22% | 13% to 31% | no
F | 20% | 16% to 28% | no
G | 20% | 14% to 29% | no
H | 21% | 16% to 27% | no
I | 19% | 13% to 31% | no
J | 37% | 15% to 28% | above the limits
K | 20% | 16% to 27% | no
L | 15% | 10% to 35% | no
M | – | – | no figure
"""

closing = """Force A seems far from force L: 30 against 15 per cent. Both are small, and chance explains it. Force J is
another matter. That it is unlike the rest is all we say; why, the figures do not tell. For force M nothing was
published, and nothing is concluded."""

WORDS = {-1.0: "below the limits", 0.0: "no", 1.0: "above the limits"}


def answer(rows):
    found = compare.funnel(numbers(rows, "charged"), numbers(rows, "outcomes recorded"), kind="proportion")
    limits = found.limits(0.998)
    return [
        {
            "force": row["force"],
            "share charged": percent(found.value[i]),
            "limits": f"{percent(limits.lower[i])} to {percent(limits.upper[i])}" if row["charged"] else "–",
            "unlike the rest": WORDS.get(found.beyond(0.998)[i], "no figure"),
        }
        for i, row in enumerate(rows)
    ]
