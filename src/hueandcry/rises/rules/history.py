"""What a month is compared with: which earlier months are a fair guide, and how many years of them there are.

Counts are arrays of (series, months), oldest month first; NaN = not known. A window is what one judged month is
compared with: the five years before it, one month more at the beginning (the month either side of the same month five
years ago belongs to its season), and the judged month itself last.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
Flags = NDArray[np.bool_]

YEARS_WANTED = 5
YEARS_NEEDED = 3
EITHER_SIDE = 1
WINDOW = 12 * YEARS_WANTED + EITHER_SIDE + 1

# The small-count rule of the method (Farrington et al. 1996, section 3.8): no alarm on fewer than five cases in four
# periods.
RECENT_COUNTS = 5
RECENT_MONTHS = 4


# A series is tested where its baseline holds at least this many: one in six months of five years. Fewer cannot show
# whether crimes come one by one or in clumps. The judged month has no part in it, else every p-value would be biased.
LEAST_TOTAL = 10.0


class Cover(IntEnum):
    """How far a body's month is published. `UNPUBLISHED`: before its first month or after its last."""

    UNPUBLISHED = 0
    COMPLETE = 1
    SUSPECT = 2
    PARTIAL = 3
    MISSING = 4


def latest_published(states: Sequence[int] | NDArray[np.int8]) -> int | None:
    """Return the position of the last month whose counts can be shown, or None.

    A month that is missing or partial at the end does not exist yet: the one before it is the latest.
    """
    shown = np.flatnonzero(np.isin(states, (Cover.COMPLETE, Cover.SUSPECT)))
    return int(shown[-1]) if shown.size else None


def comparable(observed: Counts, *, states: NDArray[np.int8], not_a_guide: Flags) -> Counts:
    """Return the counts that may stand in a baseline, NaN elsewhere.

    Only complete months may. A suspect month (half of what was usual, for the whole force) is shown but guides
    nothing: if it is short of rows, comparing with it would make the next full month look like a rise. `not_a_guide`
    marks months covered by a break, such as a lockdown.
    """
    return np.where((states == Cover.COMPLETE) & ~not_a_guide, observed, np.nan)


def window(counts: Counts, at: int, starts: NDArray[np.int64] | None = None) -> Counts:
    """Return the window of the month at position `at`, as a copy; months before the first are NaN.

    `starts` gives for each series the first position that is comparable with the judged month.
    """
    cut = np.full((counts.shape[0], WINDOW), np.nan)
    first = at + 1 - WINDOW
    cut[:, max(-first, 0) :] = counts[:, max(first, 0) : at + 1]
    if starts is not None and (starts > first).any():
        cut[np.arange(first, at + 1)[None, :] < starts[:, None]] = np.nan
    return cut


def years_of_history(cut: Counts) -> NDArray[np.int64]:
    """Return how many whole years of months (at most five) a window has to compare its last month with.

    Twelve usable months make a year, wherever gaps lie between them; and a year counts only if the season of the judged
    month (the same month, or the one before or after it) was seen in it.
    """
    known = ~np.isnan(cut)
    months = np.count_nonzero(known[:, EITHER_SIDE:-1], axis=1)
    seasons = np.count_nonzero([_season(known, year) for year in range(1, YEARS_WANTED + 1)], axis=0)
    return np.minimum(months // 12, seasons)


def _season(known: Flags, years_back: int) -> Flags:
    same_month = WINDOW - 1 - 12 * years_back
    return np.asarray(known[:, same_month - EITHER_SIDE : same_month + EITHER_SIDE + 1].any(axis=1))


def reach(cut: Counts) -> NDArray[np.int64]:
    """Return how many whole years back (at most five) the first usable month of each window lies; 0: there is none."""
    known = ~np.isnan(cut[:, :-1])
    back = WINDOW - 1 - known.argmax(axis=1)
    return np.where(known.any(axis=1), np.minimum(back // 12, YEARS_WANTED), 0)


def enough_recently(observed: Counts, at: int) -> Flags:
    """Were there five or more in the judged month and the three before it? Missing months count for nothing."""
    recent = observed[:, max(at + 1 - RECENT_MONTHS, 0) : at + 1]
    return np.nansum(recent, axis=1) >= RECENT_COUNTS


def dense(cut: Counts) -> Flags:
    """Does each window's baseline hold enough to test the judged month? That month and the one before are not asked."""
    return np.nansum(cut[:, : -1 - EITHER_SIDE], axis=1) >= LEAST_TOTAL
