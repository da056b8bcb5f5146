"""Figures with their intervals, and what changed since the period they are compared with: by more than chance?

The methods are those of `stats.compare`; what they assume is told on every edition. Worked out once, when an edition is
published, and never when a page is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hueandcry.editions.rules.content import Change, Figure
from hueandcry.editions.rules.counts import Count
from hueandcry.stats import compare
from hueandcry.stats.compare import Interval
from hueandcry.stats.compare.overdispersion import dispersion, trimmed, variance_left

# Fewer bodies than these do not tell how much bodies usually differ.
ENOUGH_BODIES = 10
TRIMMED_SHARE = 0.1
LEVEL = 0.95


@dataclass(frozen=True)
class Pair:
    """A count now and in the period that it is compared with (None: not there, or not of the same bodies; `why` then
    says which)."""

    now: Count
    before: Count | None
    why: str = "no_before"

    @property
    def in_doubt(self) -> bool:
        """Does a month of either hold far less than usual? Then the counts are shown, and their change not judged."""
        return self.now.suspect or (self.before is not None and self.before.suspect)


def spread_of_counts(now: Sequence[float], before: Sequence[float]) -> float | None:
    """Return how much more bodies' changes vary than chance has counts vary: at least 1. None where few can tell.

    That is phi of a funnel of this period's counts ÷ those of the period before, extreme bodies pulled in.
    """
    pairs = np.array([(x, y) for x, y in zip(now, before, strict=True) if x + y > 0 and y > 0], dtype=float)
    if len(pairs) < ENOUGH_BODIES:
        return None
    plot = compare.funnel(pairs[:, 0], pairs[:, 1], kind="count_ratio", outlier_share=TRIMMED_SHARE)
    return max(1.0, plot.phi)


def spread_of_shares(now: Sequence[tuple[float, float]], before: Sequence[tuple[float, float]]) -> float | None:
    """Return the same of shares: (so many, of so many) of each body in both periods.

    Differences of arcsine-transformed shares, each over its own standard error; the change of all bodies taken off.
    """
    rows = [(*one, *other) for one, other in zip(now, before, strict=True) if one[1] > 0 and other[1] > 0]
    if len(rows) < ENOUGH_BODIES:
        return None
    a, n, b, m = np.array(rows, dtype=float).T
    apart = np.arcsin(np.sqrt(a / n)) - np.arcsin(np.sqrt(b / m))
    common = np.arcsin(np.sqrt(a.sum() / n.sum())) - np.arcsin(np.sqrt(b.sum() / m.sum()))
    scores = trimmed((apart - common) / np.sqrt(0.25 / n + 0.25 / m), "winsorise", TRIMMED_SHARE)
    return max(1.0, dispersion(scores) / variance_left("winsorise", TRIMMED_SHARE))


def counted(blank: Figure, pair: Pair, spread: float | None) -> Figure:
    """Return the figure of a count, with the interval that chance leaves, and its change."""
    told = _whether_whole(blank, pair.now)
    if pair.now.n is None:
        return told
    chance = compare.poisson_interval(pair.now.n, level=LEVEL)
    return replace(
        told,
        value=pair.now.n,
        numerator=pair.now.n,
        lower=float(chance.lower),
        upper=float(chance.upper),
        change=_change_of_count(pair, spread),
    )


def shared(blank: Figure, part: Pair, whole: Pair, spread: float | None, *, smallest: int) -> Figure:
    """Return the figure of a share, with Wilson's interval, and its change. Of fewer than `smallest` it is marked."""
    lacking = part.now if part.now.n is None else whole.now
    told = _whether_whole(blank, lacking)
    if part.now.n is None or whole.now.n is None:
        return told
    told = replace(told, numerator=part.now.n, denominator=whole.now.n)
    if not whole.now.n:
        return replace(told, state="missing", why="no_outcomes")
    chance = compare.proportion_interval(part.now.n, whole.now.n, level=LEVEL)
    return replace(
        told,
        value=float(chance.value),
        lower=float(chance.lower),
        upper=float(chance.upper),
        state="few" if whole.now.n < smallest else told.state,
        change=_change_of_share(part, whole, spread),
    )


def _whether_whole(blank: Figure, count: Count) -> Figure:
    """Return the figure with its state: shown, partial or missing, and how much is lacking."""
    if count.n is not None:
        return replace(blank, state="shown", why=count.why)
    state = "missing" if count.why == "no_data" else "partial"
    return replace(blank, state=state, why=count.why, lacking=count.lacking or None, of=count.of or None)


def _change_of_count(pair: Pair, spread: float | None) -> Change:
    """Return the ratio with its interval. Where bodies swing so much that a count is worth less than one case of chance
    alone, nothing can be told."""
    now, before = pair.now.n, pair.before.n if pair.before else None
    if now is None or before is None:
        return Change("ratio", why=pair.why)
    if not before:
        return Change("ratio", before=before, why="from_zero")
    if pair.in_doubt:
        return Change("ratio", before=before, why="suspect_month")
    if spread and min(now, before) < spread:
        return Change("ratio", before=before, value=now / before, why="too_few", dispersion=spread)
    if spread is None:
        found, method = compare.rate_ratio(now, 1.0, before, 1.0, level=LEVEL), "conditional"
    else:
        found, method = compare.ratio_of_intervals(_wider(now, spread), _wider(before, spread)), "mover"
    lower, upper = float(found.lower), float(found.upper)
    if not np.isfinite(upper):
        return Change("ratio", before=before, value=now / before, why="no_interval")
    return Change(
        "ratio",
        before=before,
        value=now / before,
        lower=lower,
        upper=upper,
        more_than_chance=not lower <= 1.0 <= upper,
        method=method,
        dispersion=spread,
    )


def _wider(count: float, spread: float) -> Interval:
    """Return the exact interval of a count whose variance is `spread` times that of chance."""
    alone = compare.poisson_interval(count / spread, level=LEVEL)
    return alone.scaled(spread)


def _change_of_share(part: Pair, whole: Pair, spread: float | None) -> Change:
    part_now, whole_now = part.now.n, whole.now.n
    part_before = part.before.n if part.before else None
    whole_before = whole.before.n if whole.before else None
    if part_now is None or whole_now is None or part_before is None or whole_before is None:
        return Change("difference", why=part.why)
    if not whole_before:
        return Change("difference", why="no_outcomes")
    if part.in_doubt or whole.in_doubt:
        return Change("difference", before=part_before / whole_before, why="suspect_month")
    found = compare.proportion_difference(part_now, whole_now, part_before, whole_before, level=LEVEL)
    value, lower, upper = float(found.value), float(found.lower), float(found.upper)
    more = not lower <= 0.0 <= upper
    return Change(
        "difference",
        before=part_before / whole_before,
        value=value,
        lower=lower,
        upper=upper,
        more_than_chance=more,
        usual=_is_usual(value, lower, upper, spread) if more else None,
        method=found.method,
        dispersion=spread,
    )


def _is_usual(value: float, lower: float, upper: float, spread: float | None) -> bool | None:
    """Return whether a change beyond chance lies within what bodies usually move; None where that is not known."""
    if spread is None:
        return None
    reach = np.sqrt(spread)
    return bool(value - (value - lower) * reach <= 0.0 <= value + (upper - value) * reach)
