"""Since when has it been rising, and is it over?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """Positions of the month in which a run of rises began and of the month that ended it (None: it has not ended)."""

    since: int
    over: int | None


def runs(rose: Sequence[bool], back: Sequence[bool]) -> list[Run | None]:
    """Return for each month the run of rises it belongs to, or None.

    A run lasts from its first rise to the first complete month back inside the usual range, which is its last. Months
    that could not be judged, and months above the range that are no rise, neither end it nor begin one.
    """
    belongs: list[Run | None] = [None] * len(rose)
    since: int | None = None
    for at, (up, inside) in enumerate(zip(rose, back, strict=True)):
        if since is None and up:
            since = at
        if since is not None and inside and not up:
            belongs[since : at + 1] = [Run(since, at)] * (at + 1 - since)
            since = None
    if since is not None:
        belongs[since:] = [Run(since, None)] * (len(rose) - since)
    return belongs
