"""The rule about people: a figure that tells of very few of a group is not shown, nor is what would give it away.

Primary: fewer than `LEAST_SAID` of the group gave the answer, or fewer than that did not (nobody, and everybody,
included: then it is told of each of them). Secondary: what is hidden is the whole less what is shown, so the hidden
groups together must be two or more, and together pass the rule; else the next smallest group is hidden as well.
(Hundepool et al. 2012, Statistical Disclosure Control, sections 4.2 and 4.4.)
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hueandcry.surveys.rules.showing import LEAST_SAID

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


def protected(said: Ints, base: Ints, hidden: Bools) -> Bools:
    """Return which groups of one split are not shown to protect people.

    Parameters
    ----------
    said : (groups,) how many, unweighted, gave the answer
    base : (groups,) how many were asked and answered
    hidden : (groups,) not shown for another reason, such as a small base
    """
    rest = base - said
    few = (base > 0) & ((said < LEAST_SAID) | (rest < LEAST_SAID))
    if not few.any() or base.size == 1:
        return few
    protects = few.copy()
    for at in np.argsort(base, kind="stable"):
        out = protects | hidden
        enough = min(said[out].sum(), rest[out].sum()) >= LEAST_SAID and (out & (base > 0)).sum() >= 2
        if enough:
            break
        protects[at] |= base[at] > 0 and not hidden[at]
    return protects
