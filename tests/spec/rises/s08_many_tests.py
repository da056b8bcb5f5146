"""Ask a thousand questions, and some answers will be wrong by chance alone. So an alarm is not yet a rise.

All areas and kinds of crime are looked at together. Each alarm gets a q-value: of all the rises announced at this
q-value or a smaller one, that share is false on average. We announce those with a q-value of at most 0.10: on
average nine in ten stand.

Counts have a grain: where one crime is expected, there is nothing between two and three. The method knows which
chances each series can have at all, and does not charge the others for what could never happen.
"""

import numpy as np

from hueandcry.stats.discrete_fdr import q_values
from hueandcry.stats.negative_binomial import at_least

title = "Many questions at once"
summary = "Of the rises announced, at most one in ten is false on average."

table = """
series | expected | counted
burglary in A | 14 | 31
burglary in B | 14 | 26
burglary in C | 14 | 15
burglary in D | 14 | 11
robbery in A | 2 | 9
robbery in B | 2 | 5
robbery in C | 2 | 1
robbery in D | 2 | 2
shoplifting in A | 40 | 50
shoplifting in B | 40 | 38
shoplifting in C | 40 | 41
shoplifting in D | 40 | 33
"""

operation = "If each count comes singly (Poisson), which of the twelve are rises?"

expected = """
series | chance of so many | q-value | rise
burglary in A | 0.0001 | 0.0006 | yes
burglary in B | 0.0026 | 0.0075 | yes
burglary in C | 0.4296 | 1.0000 | no
burglary in D | 0.8243 | 1.0000 | no
robbery in A | 0.0002 | 0.0011 | yes
robbery in B | 0.0527 | 0.1615 | no
robbery in C | 0.8647 | 1.0000 | no
robbery in D | 0.5940 | 1.0000 | no
shoplifting in A | 0.0703 | 0.1615 | no
shoplifting in B | 0.6453 | 1.0000 | no
shoplifting in C | 0.4581 | 1.0000 | no
shoplifting in D | 0.8847 | 1.0000 | no
"""

closing = """Robbery in B had a chance of 0.05, which sounds small. But among twelve questions such a chance comes up
about every other time, so it is no rise."""


def answer(rows):
    names = [row["series"] for row in rows]
    mean, counted = (np.array([float(row[name]) for row in rows]) for name in ("expected", "counted"))
    chance = at_least(counted, mean, 1.0)
    q = q_values(chance, mean=mean, spread=np.ones(mean.size))
    return [_row(*row) for row in zip(names, chance, q, strict=True)]


def _row(name, chance, q):
    return {
        "series": name,
        "chance of so many": f"{chance:.4f}",
        "q-value": f"{q:.4f}",
        "rise": "yes" if q <= 0.10 else "no",
    }
