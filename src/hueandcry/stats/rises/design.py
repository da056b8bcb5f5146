"""The baseline of one judged time: which periods it uses, in which block of the year each falls, and their times.

Noufaily et al. 2013, section 3.3: the weeks around the same date in each of the last `b` years form the reference
block; the rest of every year is cut into `no_periods` - 1 blocks, so that a factor of blocks can carry the season.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hueandcry.stats.rises.options import Options

Ints = NDArray[np.int64]
Days = NDArray[np.datetime64]


@dataclass(frozen=True)
class Design:
    """What every series shares at one judged time.

    Attributes
    ----------
    at : index of the judged time
    rows : (n,) time indices of the baseline, block by block, the reference block first
    ends : (blocks + 1,) where each block starts and the last ends, in `rows`
    time : (n,) time of each row, counted from the first baseline row
    time_at : time of the judged period on that scale
    """

    at: int
    rows: Ints
    ends: Ints
    time: NDArray[np.float64]
    time_at: float


def baseline(at: int, n_times: int, dates: Days | None, options: Options) -> Design | None:
    """The design for one judged time, or None where the history is too short."""
    blocks = _blocks(at, n_times, dates, options)
    if blocks is None:
        return None
    rows = np.flatnonzero(blocks >= 0)
    if rows.size == 0:
        return None
    time, time_at = _clock(at, int(rows[0]), rows, dates)
    order = np.argsort(blocks[rows], kind="stable")
    sizes = np.bincount(blocks[rows], minlength=options.no_periods)
    ends = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Design(at, rows[order], ends, time[order], time_at)


def _blocks(at: int, n_times: int, dates: Days | None, options: Options) -> Ints | None:
    """Block of each time: 0 the reference block, then 1, 2 … through the year; -1 not in the baseline."""
    anchors = _anchors(at, dates, options)
    if anchors is None or anchors[-1] - options.w < 0:
        return None
    blocks = np.full(n_times, -1, dtype=np.int64)
    for later, anchor in pairwise(anchors):
        blocks[anchor - options.w : anchor + options.w + 1] = 0
        if options.no_periods > 1:
            between = np.arange(anchor + options.w + 1, later - options.w)
            for number, part in enumerate(np.array_split(between, options.no_periods - 1), start=1):
                blocks[part] = number
    blocks[at - options.w : at] = 0
    blocks[max(at - options.past_not_included, 0) :] = -1
    return blocks


def _anchors(at: int, dates: Days | None, options: Options) -> list[int] | None:
    """Index of the judged time and of the same date 1, 2, … b years earlier; None where one is missing."""
    years = range(options.b + 1)
    if dates is None:
        return [at - options.frequency * year for year in years]
    if options.frequency == 12:
        months = dates.astype("datetime64[M]").astype(np.int64)
        return _places(months, [int(months[at]) - 12 * year for year in years])
    return _places(dates.astype(np.int64), [_same_weekday_near(dates[at], year) for year in years])


def _places(known: Ints, wanted: list[int]) -> list[int] | None:
    """Where each wanted value stands in the sorted known ones; None if any is not there."""
    found = np.searchsorted(known, wanted)
    if (known[np.minimum(found, known.size - 1)] != wanted).any():
        return None
    return [int(i) for i in found]


def _same_weekday_near(day: np.datetime64, years_back: int) -> int:
    """The same date so many years earlier, moved by up to three days to the judged day's weekday (as days since 1970).

    29 February becomes 1 March where there is none.
    """
    month = day.astype("datetime64[M]")
    in_month = (day - month.astype("datetime64[D]")).astype(np.int64)
    earlier = int(((month - 12 * years_back).astype("datetime64[D]") + in_month).astype(np.int64))
    return earlier + (int(day.astype(np.int64)) - earlier + 3) % 7 - 3


def _clock(at: int, first: int, rows: Ints, dates: Days | None) -> tuple[NDArray[np.float64], float]:
    """Time since the first baseline row: in periods, or in days over the first gap of all dates (so months are
    unequal)."""
    if dates is None:
        return (rows - first).astype(np.float64), float(at - first)
    days = dates.astype(np.int64)
    gap = float(days[1] - days[0])
    return (days[rows] - days[first]) / gap, float(days[at] - days[first]) / gap
