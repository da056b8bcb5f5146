"""Coverage: for which months is what a body published complete? Missing is never zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal

State = Literal["complete", "suspect", "partial", "missing"]

# A month is suspect when it holds less than half of what the median of the twelve months before it held.
SUDDEN_FALL = 0.5
LOOK_BACK = 12
ENOUGH_MONTHS = 6
ENOUGH_ROWS = 50


@dataclass(frozen=True)
class Gap:
    """A reviewed gap: a body published nothing, or not all, from one month to another (both included)."""

    body: str
    dataset: str
    first: date
    last: date
    state: State
    why: str
    source: str
    verified: str = ""


@dataclass(frozen=True)
class Covered:
    """One month of one body's dataset, with why it is not complete."""

    month: date
    state: State
    reason: str


def coverage(rows: Mapping[date, int], gaps: Sequence[Gap]) -> list[Covered]:
    """Return the state of every month from the first to the last published.

    `rows` is rows landed by month. A month without a file is missing; a reviewed gap is what its review says; a
    sudden fall is suspect, never taken as missing: the fall may be real.
    """
    months = month_range(min(rows), max(rows)) if rows else []
    return [_state(month, rows, gaps) for month in months]


def month_range(first: date, last: date) -> list[date]:
    """Return the first day of every month from `first` to `last`, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(first, step) for step in range(count)]


def add_months(month: date, step: int) -> date:
    """Return the first day of the month `step` months on (back, if negative)."""
    index = month.year * 12 + month.month - 1 + step
    return date(index // 12, index % 12 + 1, 1)


def _state(month: date, rows: Mapping[date, int], gaps: Sequence[Gap]) -> Covered:
    for gap in gaps:
        if gap.first <= month <= gap.last:
            return Covered(month, gap.state, gap.why)
    if month not in rows:
        return Covered(month, "missing", "No file was published or loaded for this month.")
    before = [rows[earlier] for step in range(1, LOOK_BACK + 1) if (earlier := add_months(month, -step)) in rows]
    if len(before) >= ENOUGH_MONTHS:
        usual = median(before)
        if usual >= ENOUGH_ROWS and rows[month] < SUDDEN_FALL * usual:
            return Covered(
                month,
                "suspect",
                f"{rows[month]:,} rows, less than half of the {usual:,.0f} that were usual in the months before.",
            )
    return Covered(month, "complete", "")
