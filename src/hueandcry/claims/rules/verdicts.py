"""The verdict on a claim, by rule: the same facts always give the same verdict, whoever made the claim."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from hueandcry.claims.rules.spans import Span


class Verdict(StrEnum):
    """What can be said of a claim."""

    STANDS = "stands"
    CAVEAT = "stands with a caveat"
    FALLS = "does not stand"
    CANNOT = "cannot be checked"


class Outcome(StrEnum):
    """How one recomputed figure lies to the claimed one."""

    MATCHES = "matches"
    POSSIBLE = "possible"  # ours is a range, part of which lies inside what is claimed
    MISSES = "misses"
    UNKNOWN = "unknown"  # a fact is missing


class Several(StrEnum):
    """Why a claim has more than one check: each must hold, or each is another way to understand it."""

    PARTS = "parts"
    DEFINITIONS = "definitions"


def compared(claimed: Span, low: Fraction, high: Fraction) -> Outcome:
    """Return how a recomputed figure, or the range from `low` to `high`, lies to what is claimed."""
    if claimed.holds(low) and claimed.holds(high):
        return Outcome.MATCHES
    if claimed.above(low) or claimed.below(high):
        return Outcome.MISSES
    return Outcome.POSSIBLE


def verdict(outcomes: Sequence[Outcome], *, several: Several, every_definition: bool, reserved: bool) -> Verdict:
    """Return the verdict on a claim.

    `reserved`: something makes the two sides unlike, or a fact is inferred or not verified. `every_definition`: those
    checked are all the ways in which the claim can be understood; if not, that none of them fits does not refute it.

    Parts: one that misses is enough for *does not stand*; else one that is unknown leaves it open.
    Definitions: the verdict hangs on the definition as soon as some fit and others do not: *stands with a caveat*.
    """
    if not outcomes or all(one is Outcome.UNKNOWN for one in outcomes):
        return Verdict.CANNOT
    judge = _of_parts if several is Several.PARTS else _of_definitions
    found = judge(outcomes, every_definition)
    return Verdict.CAVEAT if found is Verdict.STANDS and reserved else found


def _of_parts(outcomes: Sequence[Outcome], _every: bool) -> Verdict:
    if Outcome.MISSES in outcomes:
        return Verdict.FALLS
    if Outcome.UNKNOWN in outcomes:
        return Verdict.CANNOT
    return Verdict.CAVEAT if Outcome.POSSIBLE in outcomes else Verdict.STANDS


def _of_definitions(outcomes: Sequence[Outcome], every: bool) -> Verdict:
    told = set(outcomes)
    if told == {Outcome.MATCHES}:
        return Verdict.STANDS
    if told & {Outcome.MATCHES, Outcome.POSSIBLE}:
        return Verdict.CAVEAT
    return Verdict.FALLS if every and told == {Outcome.MISSES} else Verdict.CANNOT
