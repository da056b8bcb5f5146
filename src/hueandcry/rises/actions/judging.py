"""Judging: one panel in one month becomes rows, each with where it stands and what was to be expected.

Whether a rise stands also depends on all else that was tested in the same scheme and month, so that comes after.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hueandcry.rises.actions.panels import Panel
from hueandcry.rises.rules import history
from hueandcry.rises.rules.history import EITHER_SIDE, WINDOW, YEARS_NEEDED, YEARS_WANTED, Cover
from hueandcry.rises.rules.verdicts import Facts, Standing, standings
from hueandcry.warehouse.home import Home

if TYPE_CHECKING:
    from hueandcry.stats.rises import FarringtonResult

# How many months are judged again in each build, so that charts can show what was usual then. Of small areas, which
# are a hundred times as many as districts and forces, only rows that were tested are kept from before the latest
# month.
HISTORY = {"force": 60, "district": 60, "lsoa": 24}
LEVELS = tuple(HISTORY)
WHOLE_HISTORY = ("force", "district")

ALARM = 0.005  # one-sided level of the alarm limit: Noufaily et al. 2013, section 4
THREADS = 2

Floats = NDArray[np.float64]
Rows = dict[str, NDArray]

# What is kept of a fit: what is published, and what evidence across the family is drawn from.
PUBLISHED = ("expected", "lower", "upper_usual", "upper")
LEARNT_FROM = ("mean", "baseline_total", "baseline_periods", "first_dispersion", "degrees", "fit_error")

log = logging.getLogger(__name__)


def warm_up(home: Home) -> None:
    """Load the compiled kernel from the home's cache, or compile it there; log how long that took.

    The compiler reads where to keep its work when it is first imported, hence the environment and the late import:
    kept under the home, only the first build of an installation pays, and a read-only package folder does no harm.
    """
    os.environ.setdefault("NUMBA_CACHE_DIR", str(home.numba_cache))
    began = time.perf_counter()
    from hueandcry.stats import rises

    rises.farrington(np.ones((1, WINDOW)), at=[WINDOW - 1], frequency=12, compatible=False)
    log.info("The kernel that judges was ready after %.1f s", time.perf_counter() - began)


def judge(panel: Panel) -> Iterator[Rows]:
    """Yield the rows of each month of the panel that is judged, oldest first."""
    not_a_guide = (panel.elsewhere > 0) | (panel.left_out > 0)
    guide = history.comparable(panel.observed, states=panel.states, not_a_guide=not_a_guide)
    for at in range(max(panel.latest + 1 - HISTORY[panel.level], 0), panel.latest + 1):
        if panel.states[at] != Cover.UNPUBLISHED:
            yield _judge_month(panel, guide, at)


def _judge_month(panel: Panel, guide: Floats, at: int) -> Rows:
    whole = panel.level in WHOLE_HISTORY or at == panel.latest
    series = np.flatnonzero(panel.starts <= at)
    if not whole:
        series = series[_ever_enough(guide[series], at)]
    starts = _starts(panel, at)[series]
    window = history.window(guide[series], at, starts)
    years = history.years_of_history(window)
    window[:, -1] = panel.observed[series, at]
    tried = _may_be_tested(panel, series, at) & (years >= YEARS_NEEDED) & history.dense(window)
    fit = _fit(window, tried, panel.scheme.months[at])
    dense = np.where(
        np.isnan(fit["baseline_total"]), history.dense(window), fit["baseline_total"] >= history.LEAST_TOTAL
    )
    stands = standings(
        Facts(
            ended=panel.ends[series] <= at,
            elsewhere=panel.elsewhere[series, at] > 0,
            counted=~np.isnan(window[:, -1]),
            left_out=panel.left_out[series, at] > 0,
            in_doubt=panel.states[at] == Cover.SUSPECT,
            years=years,
            years_uncut=_years_uncut(guide[series], at, starts, years),
            redrawn=panel.starts[series] > at + 1 - WINDOW,
            dense=dense,
            settled=np.isfinite(fit["mean"]),
            enough_now=history.enough_recently(panel.observed[series], at),
        )
    )
    rows = {
        "area": panel.area[series],
        "level": np.full(series.size, LEVELS.index(panel.level), np.int8),
        "kind": panel.kind[series],
        "month": np.full(series.size, at, np.int16),
        "standing": stands,
        "break": np.maximum(panel.elsewhere[series, at], panel.left_out[series, at]),
        "years": years.astype(np.int8),
        "observed": window[:, -1],
        **fit,
    }
    return rows if whole else {name: column[stands >= Standing.FEW_NOW] for name, column in rows.items()}


def _starts(panel: Panel, at: int) -> NDArray[np.int64]:
    """Return the first position comparable with `at`: since the area was redrawn or what is counted was changed."""
    starts = panel.starts
    for first, touched in panel.cuts:
        if first <= at:
            starts = np.where(touched, np.maximum(starts, first), starts)
    return starts


def _ever_enough(guide: Floats, at: int) -> NDArray[np.bool_]:
    """Leave out series that cannot have a dense baseline before anything is copied: most of all small areas."""
    return np.nansum(guide[:, max(at + 1 - WINDOW, 0) : at], axis=1) >= history.LEAST_TOTAL


def _may_be_tested(panel: Panel, series: NDArray[np.int64], at: int) -> NDArray[np.bool_]:
    broken = (panel.elsewhere[series, at] > 0) | (panel.left_out[series, at] > 0)
    return (
        (panel.ends[series] > at)
        & ~broken
        & (panel.states[at] == Cover.COMPLETE)
        & ~np.isnan(panel.observed[series, at])
    )


def _years_uncut(guide: Floats, at: int, starts: NDArray[np.int64], years: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many years there would be, had no redrawing and no break cut any off."""
    uncut = years.copy()
    cut = starts > at + 1 - WINDOW
    if cut.any():
        uncut[cut] = history.years_of_history(history.window(guide[cut], at))
    return uncut


def _fit(window: Floats, tried: NDArray[np.bool_], month: date) -> dict[str, Floats]:
    """Fit those tried, each on as many years as it reaches back; NaN for the others."""
    found = {name: np.full(window.shape[0], np.nan) for name in (*PUBLISHED, *LEARNT_FROM)}
    reach = np.where(tried, history.reach(window), 0)
    for b in range(YEARS_NEEDED, YEARS_WANTED + 1):
        rows = np.flatnonzero(reach == b)
        if rows.size:
            result = _farrington(window[rows, -(12 * b + EITHER_SIDE + 1) :], month, b)
            for name, column in found.items():
                column[rows] = getattr(result, name)[:, 0]
    return found


def _farrington(counts: Floats, month: date, b: int) -> FarringtonResult:
    """Run the method on windows of `b` years.

    The kernel's own small-count rule is switched off by (0, 1): it would give no answer where one of the last months
    is missing, though the others hold enough. Ours stands in `history.enough_recently`. Its answers are not those that
    repeat R's slips (`compatible`): one of them misplaces the trend where the first months of a baseline are missing.
    """
    from hueandcry.stats import rises  # only here, after `warm_up` has said where compiled code is kept

    length = counts.shape[1]
    return rises.farrington(
        counts,
        at=[length - 1],
        frequency=12,
        dates=(np.datetime64(month, "M") - np.arange(length - 1, -1, -1)).astype("datetime64[D]"),
        b=b,
        w=EITHER_SIDE,
        alpha=ALARM,
        limit54=(0, 1),
        compatible=False,
        threads=THREADS,
    )
