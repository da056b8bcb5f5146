"""Counts of bodies and their sums: whole, or not told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Counts = Mapping[tuple[str, str], "Count"]
"""(body, item) → count, of one period."""


@dataclass(frozen=True)
class Count:
    """How many of something a body, or several together, counted in a period; None where that is not whole.

    `lacking` of `of` are missing: months of a body, or bodies of a sum (`many`). `suspect`: a month holds far less than
    usual. `untold`: nothing says that these bodies are all there are.
    """

    n: float | None
    lacking: int = 0
    of: int = 0
    suspect: bool = False
    many: bool = False
    untold: bool = False

    @property
    def why(self) -> str:
        """Return why there is no number; nothing where there is one."""
        if self.n is not None:
            return "suspect" if self.suspect else ""
        if self.untold:
            return "no_total"
        if self.lacking >= self.of:
            return "no_data"
        return "members" if self.many else "not_whole"


NOTHING = Count(None)


def together(counts: Counts, members: Sequence[str], item: str) -> Count:
    """Return the sum over bodies, whole only if every one of them is: a missing body is never taken for zero."""
    found = [counts.get((body, item), NOTHING) for body in members]
    if len(found) == 1:
        return found[0]
    lacking = sum(one.n is None for one in found)
    total = None if lacking else sum(one.n for one in found if one.n is not None)
    return Count(total, lacking, len(found), any(one.suspect for one in found), many=True)


def whole_table(counts: Counts, members: Sequence[str], item: str, *, has_total: bool) -> Count:
    """Return the sum over a published table, told only if the table's own total was there and agreed with it.

    Without that nothing says that no line is missing: a body whose line could not be read leaves no trace here.
    """
    found = together(counts, members, item)
    return found if has_total or found.n is None else Count(None, 0, found.of, many=True, untold=True)


def bodies(counts: Counts, item: str) -> list[str]:
    """Return the bodies that have a whole count of an item."""
    return sorted(body for (body, of), count in counts.items() if of == item and count.n is not None)


def mostly_there(now: Counts, then: Counts, item: str) -> bool:
    """Were at least half of the bodies that have a whole count of an item now whole then, too?"""
    told = set(bodies(now, item))
    return 0 < len(told) <= 2 * len(told & set(bodies(then, item)))


def named(counts: Counts) -> list[str]:
    """Return every body of which anything is told, whole or not."""
    return sorted({body for body, _ in counts})
