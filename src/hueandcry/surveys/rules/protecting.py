"""The rule about people: a figure that tells of very few of a group is not shown, nor is what would give it away.

Primary: fewer than `LEAST_SAID` of a group gave the answer, or fewer than that did not (nobody, and everybody,
included: then it is told of each of them). Secondary: numbers of people add up over groups, so that what is hidden is
the whole less what is shown. Further groups are hidden, those with the smallest numbers first, until every value
below `LEAST_SAID` remains possible for each small number, even to somebody who is told why each group was hidden
(Hundepool et al. 2012, Statistical Disclosure Control, sections 4.2 and 4.4). Numbers by one split have one total, so
a sum settles this. Where splits add up to each other (`linking`), each coarse group is such a total of its own; where a
split adds up to several, as women and men of each force do, all of its groups that hang together are shown or none is.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hueandcry.surveys.rules.linking import Within, families
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


def protected_within(
    said: Ints, base: Ints, hidden: Bools, above: tuple[Within, ...], shown: Mapping[str, Bools]
) -> Bools:
    """Return the same for a split that adds up to coarser ones.

    Parameters
    ----------
    said, base, hidden : as `protected`
    above : the next coarser splits
    shown : of each of these, which groups are shown; within one that is not, none is
    """
    if not above:
        return protected(said, base, hidden)
    out = np.zeros(said.size, dtype=bool)
    family = families(above)
    for number in np.unique(family):
        members = family == number
        part = protected(said[members], base[members], hidden[members])
        out[members] = part.any() if len(above) > 1 else part
    for one in above:
        out |= (one.group >= 0) & ~shown[one.split][one.group]
    if len(above) > 1:
        out = np.isin(family, family[out])
    return out & (base > 0)


def _is_open(numbers: Ints) -> bool:
    """Are all values below the limit possible for each small number, its sum with the others being known?"""
    small = numbers < LEAST_SAID
    others = numbers[~small].size
    return not small.any() or (others > 0 and bool(numbers.sum() >= LEAST_SAID * others + LEAST_SAID - 1))
