"""The rule about people: a figure that tells of very few of a group is not shown, nor is what would give it away.

Primary: fewer than `LEAST_SAID` of a group gave the answer, or fewer than that did not (nobody, and everybody,
included: then it is told of each of them). Secondary: numbers of people add up over groups, so that what is hidden is
the whole less what is shown. Further groups are hidden, those with the smallest numbers first, until every value
below `LEAST_SAID` remains possible for each small number, even to somebody who is told why each group was hidden
(Hundepool et al. 2012, Statistical Disclosure Control, sections 4.2 and 4.4). Numbers by one split have one total, so
a sum settles this; tables of two ways are for `warehouse.disclosure`.
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
    sides = (said, base - said)
    there = base > 0
    out = there & (np.minimum(*sides) < LEAST_SAID)
    if not out.any() or there.sum() == 1:
        return out
    for at in np.argsort(np.minimum(*sides), kind="stable"):
        if all(_is_open(side[(out | hidden) & there]) for side in sides):
            break
        out[at] |= there[at] and not hidden[at]
    return out


def _is_open(numbers: Ints) -> bool:
    """Are all values below the limit possible for each small number, its sum with the others being known?"""
    small = numbers < LEAST_SAID
    others = numbers[~small].size
    return not small.any() or (others > 0 and bool(numbers.sum() >= LEAST_SAID * others + LEAST_SAID - 1))
