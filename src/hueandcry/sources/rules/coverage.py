"""Coverage: for which months is what a body published complete? Missing is never zero."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal

from hueandcry.sources.rules import marked as _

State = Literal["complete", "suspect", "partial", "missing"]

# A month is suspect when it holds less than half of what the median of the twelve months before it held.
SUDDEN_FALL = 0.5
LOOK_BACK = 12
ENOUGH_MONTHS = 6
ENOUGH_ROWS = 50

NO_FILE = _("No file was published or loaded for this month.")
FELL = _("%(rows)s rows, less than half of the %(usual)s that were usual in the months before.")


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
    why_cy: str = ""
    verified_cy: str = ""


@dataclass(frozen=True)
class Covered:
    """One month of one body's dataset, with why it is not complete, in English and in Welsh."""

    month: date
    state: State
    reason: str
    reason_cy: str


def coverage(rows: Mapping[date, int], gaps: Sequence[Gap], *, welsh: Callable[[str], str] = str) -> list[Covered]:
    """Return the state of every month from the first to the last published.

    `rows` is rows landed by month. A month without a file is missing; a reviewed gap is what its review says; a
    sudden fall is suspect, never taken as missing: the fall may be real. `welsh` translates a sentence.
    """
    months = month_range(min(rows), max(rows)) if rows else []
    return [_state(month, rows, gaps, welsh) for month in months]


def month_range(first: date, last: date) -> list[date]:
    """Return the first day of every month from `first` to `last`, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(first, step) for step in range(count)]


def add_months(month: date, step: int) -> date:
    """Return the first day of the month `step` months on (back, if negative)."""
    index = month.year * 12 + month.month - 1 + step
    return date(index // 12, index % 12 + 1, 1)


def _state(month: date, rows: Mapping[date, int], gaps: Sequence[Gap], welsh: Callable[[str], str]) -> Covered:
    for gap in gaps:
        if gap.first <= month <= gap.last:
            return Covered(month, gap.state, gap.why, gap.why_cy)
    if month not in rows:
        return Covered(month, "missing", NO_FILE, welsh(NO_FILE))
    before = [rows[earlier] for step in range(1, LOOK_BACK + 1) if (earlier := add_months(month, -step)) in rows]
    if len(before) >= ENOUGH_MONTHS:
        usual = median(before)
        if usual >= ENOUGH_ROWS and rows[month] < SUDDEN_FALL * usual:
            parts = {"rows": f"{rows[month]:,}", "usual": f"{usual:,.0f}"}
            return Covered(month, "suspect", FELL % parts, welsh(FELL) % parts)
    return Covered(month, "complete", "", "")
