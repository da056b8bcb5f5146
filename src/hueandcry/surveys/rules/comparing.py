"""Which waves of a survey are compared with each other, and when no test is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hueandcry.surveys.rules.showing import MODES_DIFFER, OVERLAP, TELEPHONE

BY_TELEPHONE = "telephone"


@dataclass(frozen=True)
class Round:
    """A wave as far as comparing goes: when people were asked, and how."""

    wave: str
    begins: date
    ends: date
    mode: str

    @property
    def by_telephone(self) -> bool:
        """Was it asked by telephone?"""
        return self.mode == BY_TELEPHONE


@dataclass(frozen=True)
class Pair:
    """Two waves; `barred` says why no test is made, `caveat` what to bear in mind if one is."""

    before: Round
    after: Round
    barred: str = ""
    caveat: str = ""


def pairs(rounds: Sequence[Round]) -> list[Pair]:
    """Return each wave beside the wave before it.

    Where that pair may not be tested, the nearest earlier wave with which it may is added.
    """
    ordered = sorted(rounds, key=lambda one: (one.begins, one.ends, one.wave))
    found: list[Pair] = []
    for at, after in enumerate(ordered):
        earlier = [_pair(before, after) for before in reversed(ordered[:at])]
        found += earlier[:1]
        if earlier and earlier[0].barred:
            found += [pair for pair in earlier[1:] if not pair.barred][:1]
    return found


def _pair(before: Round, after: Round) -> Pair:
    if before.by_telephone or after.by_telephone:
        return Pair(before, after, barred=TELEPHONE)
    if before.ends >= after.begins:
        return Pair(before, after, barred=OVERLAP)
    return Pair(before, after, caveat=MODES_DIFFER if before.mode != after.mode else "")
