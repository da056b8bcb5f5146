"""Which splits add up to each other: forces to their regions, the women and men of each force to the force.

Whoever has both can subtract, so what is hidden in the finer must not follow from the coarser
(`protecting.protected_within`; linked tables: Hundepool et al. 2012, Statistical Disclosure Control, section 4.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hueandcry.surveys.rules.showing import LEAST_SAID

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Groups:
    """The group of each respondent, -1 for none, and how many groups there may be."""

    codes: Ints
    number: int

    @property
    def there(self) -> int:
        """Return how many groups have respondents."""
        return int(np.unique(self.codes[self.codes >= 0]).size)


@dataclass(frozen=True, eq=False)
class Within:
    """A coarser split, and which of its groups each group of the finer lies in; -1 for none."""

    split: str
    group: Ints


def linked(splits: Mapping[str, Groups]) -> dict[str, tuple[Within, ...]]:
    """Return the next coarser splits of each split, coarse splits before fine ones.

    A split of one group is everybody, and none of these.
    """
    sizes = {slug: groups.there for slug, groups in splits.items()}
    order = sorted(splits, key=lambda slug: sizes[slug])
    found: dict[str, tuple[Within, ...]] = {}
    for at, fine in enumerate(order):
        coarser = [
            Within(slug, group)
            for slug in order[:at]
            if sizes[slug] > 1 and (group := within(splits[fine], splits[slug])) is not None
        ]
        further = {above.split for one in coarser for above in _all_above(one.split, found)}
        found[fine] = tuple(one for one in coarser if one.split not in further)
    return found


def within(fine: Groups, coarse: Groups) -> Ints | None:
    """Return which coarse group each fine one lies in; None if one lies in several.

    A handful astray, such as one wrong code, hides nothing from who subtracts: they count as within.
    """
    both = (fine.codes >= 0) & (coarse.codes >= 0)
    pairs = fine.codes[both] * coarse.number + coarse.codes[both]
    table = np.bincount(pairs, minlength=fine.number * coarse.number).reshape(fine.number, coarse.number)
    inside = table.max(axis=1)
    if (table.sum(axis=1) - inside >= LEAST_SAID).any():
        return None
    return np.where(inside > 0, table.argmax(axis=1), -1)


def families(above: tuple[Within, ...]) -> Ints:
    """Number the groups so that those that share a coarse group, through however many, have one number."""
    family = np.arange(above[0].group.size)
    settled = False
    while not settled:
        before = family.copy()
        for one in above:
            for group in np.unique(one.group):
                family[one.group == group] = family[one.group == group].min()
        settled = bool((family == before).all())
    return family


def _all_above(split: str, found: Mapping[str, tuple[Within, ...]]) -> list[Within]:
    return [further for one in found[split] for further in (one, *_all_above(one.split, found))]
