"""Judging: one panel in one month becomes rows, each with where it stands and what was to be expected.

Whether a rise stands also depends on all else that was tested in the same scheme and month, so that comes after.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
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

LEVELS = ("force", "district", "lsoa")
WHOLE_HISTORY = ("force", "district")
AT_ONCE = 100_000  # windows fitted at a time

ALARM = 0.005  # one-sided level of the alarm limit: Noufaily et al. 2013, section 4
THREADS = 2

Floats = NDArray[np.float64]
Rows = dict[str, NDArray]

# What is kept of a fit: what is published, and what evidence across the family is drawn from.
PUBLISHED = ("expected", "lower", "upper_usual", "upper")
LEARNT_FROM = ("mean", "baseline_total", "baseline_periods", "first_dispersion", "degrees", "fit_error")
KEPT = ("area", "level", "kind", "month", "break", "observed", "years")
FACTS = (
    *("ended", "elsewhere", "counted", "left_out", "in_doubt", "years", "years_uncut", "redrawn"),
    "enough_now",
)

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


def judge(panel: Panel, months: int) -> Iterator[Rows]:
    """Yield the rows of the panel's latest months, so many, oldest first."""
    not_a_guide = (panel.elsewhere > 0) | (panel.left_out > 0)
    guide = history.comparable(panel.observed, states=panel.states, not_a_guide=not_a_guide)
    asked: list[Rows] = []
    for at in range(max(panel.latest + 1 - months, 0), panel.latest + 1):
        if panel.states[at] != Cover.UNPUBLISHED:
            asked.append(_ask(panel, guide, at))
        if sum(one["area"].size for one in asked) > AT_ONCE:
            yield _answer(asked)
            asked = []
    if asked:
        yield _answer(asked)


def _ask(panel: Panel, guide: Floats, at: int) -> Rows:
    """Return what is known of a month before any model is fitted: facts, and the window to fit."""
    whole = panel.level in WHOLE_HISTORY or at == panel.latest
    series = np.flatnonzero(panel.starts <= at)
    if not whole:
        series = series[_ever_enough(guide[series], at)]
    starts = _starts(panel, at)[series]
    window = history.window(guide[series], at, starts)
    years = history.years_of_history(window)
    observed, dense = panel.observed[series, at], history.dense(window)
    ended, counted = panel.ends[series] <= at, ~np.isnan(observed)
    elsewhere, left_out = panel.elsewhere[series, at], panel.left_out[series, at]
    in_doubt = np.full(series.size, panel.states[at] == Cover.SUSPECT)
    window[:, -1] = observed
    return {
        "area": panel.area[series],
        "level": np.full(series.size, LEVELS.index(panel.level), np.int8),
        "kind": panel.kind[series],
        "month": np.full(series.size, at, np.int16),
        "break": np.where(elsewhere > 0, elsewhere, left_out),
        "observed": observed,
        "years": years.astype(np.int8),
        "window": window,
        "tried": ~ended & (elsewhere == 0) & counted & (left_out == 0) & ~in_doubt & (years >= YEARS_NEEDED) & dense,
        "kept": np.full(series.size, whole),
        "ended": ended,
        "elsewhere": elsewhere > 0,
        "counted": counted,
        "left_out": left_out > 0,
        "in_doubt": in_doubt,
        "years_uncut": _years_uncut(guide[series], at, starts, years),
        "redrawn": panel.starts[series] > at + 1 - WINDOW,
        "dense": dense,
        "enough_now": history.enough_recently(panel.observed[series], at),
    }


def _answer(asked: list[Rows]) -> Rows:
    """Fit, and say where each count stands. Of small areas' past, only what was tested is kept."""
    told = {name: np.concatenate([one[name] for one in asked]) for name in asked[0]}
    fit = _fit(told["window"], told["tried"])
    dense = np.where(told["tried"], fit["baseline_total"] >= history.LEAST_TOTAL, told["dense"])
    facts = {name: told[name] for name in FACTS} | {"dense": dense, "settled": np.isfinite(fit["mean"])}
    rows = {name: told[name] for name in KEPT} | fit | {"standing": standings(Facts(**facts))}
    kept = told["kept"] | (rows["standing"] >= Standing.FEW_NOW)
    return {name: column[kept] for name, column in rows.items()}


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


def _years_uncut(guide: Floats, at: int, starts: NDArray[np.int64], years: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many years there would be, had no redrawing and no break cut any off."""
    uncut = years.copy()
    cut = starts > at + 1 - WINDOW
    if cut.any():
        uncut[cut] = history.years_of_history(history.window(guide[cut], at))
    return uncut


def _fit(window: Floats, tried: NDArray[np.bool_]) -> dict[str, Floats]:
    """Fit those tried, each on as many years as it reaches back; NaN for the others."""
    found = {name: np.full(window.shape[0], np.nan) for name in (*PUBLISHED, *LEARNT_FROM)}
    reach = np.where(tried, history.reach(window), 0)
    for b in range(YEARS_NEEDED, YEARS_WANTED + 1):
        rows = np.flatnonzero(reach == b)
        if rows.size:
            result = _farrington(window[rows, -(12 * b + EITHER_SIDE + 1) :], b)
            for name, column in found.items():
                column[rows] = getattr(result, name)[:, 0]
    return found


def _farrington(counts: Floats, b: int) -> FarringtonResult:
    """Run the method on windows of `b` years, of whatever months they are: time runs in months, not in days.

    The kernel's own small-count rule is switched off by (0, 1): it would give no answer where one of the last months
    is missing, though the others hold enough. Ours stands in `history.enough_recently`. Its answers are not those that
    repeat R's slips (`compatible`): one of them misplaces the trend where the first months of a baseline are missing.
    """
    from hueandcry.stats import rises  # only here, after `warm_up` has said where compiled code is kept

    return rises.farrington(
        counts,
        at=[counts.shape[1] - 1],
        frequency=12,
        b=b,
        w=EITHER_SIDE,
        alpha=ALARM,
        limit54=(0, 1),
        compatible=False,
        threads=THREADS,
    )
