"""Values, intervals and funnels: all rows of a measure at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hueandcry.measures.rules.definition import Reviewed
from hueandcry.stats import compare

Floats = NDArray[np.float64]
Limits = tuple[Floats, Floats, Floats]

LEVEL = 0.95
OUTER = 0.998
# How many standard deviations hold 99.8 % of a normal distribution.
OUTER_REACH = 3.090232306167813
# Fewer bodies than these tell nothing about the usual spread between bodies.
FEWEST_BODIES = 10
GRID = 60
# Of part of a period a count or a rate would be a small number that is none; a share or a median of it is one.
TOLD_IN_PART = ("proportion", "duration")
FUNNELS = {"rate": "rate", "proportion": "proportion"}


@dataclass(frozen=True)
class Curves:
    """A funnel, as drawn: its limits on a grid of denominators, in the unit of the measure."""

    part: str
    period: str
    columns: Mapping[str, Floats]
    target: float
    phi: float
    tau2: float


def column(rows: Sequence[Mapping[str, Any]], name: str) -> Floats:
    """Return a column as numbers, NaN for what is not known."""
    return np.array([np.nan if row.get(name) is None else float(row[name]) for row in rows], dtype=np.float64)


def figures(one: Reviewed, rows: Sequence[Mapping[str, Any]]) -> Limits:
    """Return value, lower and upper limit of every row, in the unit of the measure; NaN where there is none."""
    top, bottom = column(rows, "numerator"), column(rows, "denominator")
    found = _BY_KIND[one.kind](one, rows, top, bottom)
    told = ("shown", "few", "partial") if one.kind in TOLD_IN_PART else ("shown", "few")
    known = np.isin([row["state"] for row in rows], told)
    value, lower, upper = (np.where(known, numbers, np.nan) for numbers in found)
    return value, lower, upper


def funnels(
    one: Reviewed, rows: Sequence[Mapping[str, Any]], compared: NDArray[np.bool_], drawn: NDArray[np.bool_]
) -> tuple[Floats, list[Curves]]:
    """Return how far each compared row lies from the others of its part and period, and the curves of each funnel.

    The distance is in standard deviations, the usual spread between bodies allowed for: NaN for what is not compared.
    The grid reaches over the denominators of all that is `drawn`.
    """
    z = np.full(len(rows), np.nan)
    curves: list[Curves] = []
    if one.kind not in FUNNELS:
        return z, curves
    top, bottom = column(rows, "numerator"), column(rows, "denominator")
    for (part, period), places in _groups(rows).items():
        chosen = places[compared[places]]
        total, size = top[chosen].sum(), bottom[chosen].sum()
        if chosen.size < FEWEST_BODIES or total == 0 or (one.kind == "proportion" and total == size):
            continue
        plot = compare.funnel(top[chosen], bottom[chosen], kind=FUNNELS[one.kind], spread="consistent")
        z[chosen] = plot.z_additive
        curves.append(_curves(one, plot, part, period, bottom[places[drawn[places]]]))
    return z, curves


def _groups(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], NDArray[np.int64]]:
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        groups[(row["part"], row["period"])].append(place)
    return {key: np.array(places) for key, places in groups.items()}


def _curves(one: Reviewed, plot: compare.Funnel, part: str, period: str, sizes: Floats) -> Curves:
    sizes = sizes[sizes > 0]
    grid = np.unique(np.rint(np.geomspace(max(sizes.min() * 0.8, 1.0), sizes.max() * 1.2, GRID)))
    inner, outer = (plot.limits(level, overdispersion="additive", at=grid) for level in (LEVEL, OUTER))
    columns = {
        "denominator": grid,
        "lower95": inner.lower * one.per,
        "upper95": inner.upper * one.per,
        "lower998": outer.lower * one.per,
        "upper998": outer.upper * one.per,
    }
    return Curves(part, period, columns, plot.target * one.per, max(plot.phi, 1.0), plot.tau2)


def _rate(one: Reviewed, rows: Sequence[Mapping[str, Any]], top: Floats, bottom: Floats) -> Limits:
    based = np.where(bottom > 0, bottom, np.nan)
    found = compare.rate_interval(np.where(np.isnan(based), np.nan, top), based, per=one.per, level=LEVEL)
    return found.value, found.lower, found.upper


def _count(one: Reviewed, rows: Sequence[Mapping[str, Any]], top: Floats, bottom: Floats) -> Limits:
    found = compare.poisson_interval(top, level=LEVEL)
    return found.value, found.lower, found.upper


def _proportion(one: Reviewed, rows: Sequence[Mapping[str, Any]], top: Floats, bottom: Floats) -> Limits:
    if one.interval == "wilson":
        found = compare.proportion_interval(top, bottom, level=LEVEL)
        return found.value, found.lower, found.upper
    if one.interval == "given":
        return column(rows, "value"), column(rows, "lower"), column(rows, "upper")
    none = np.full(top.shape, np.nan)
    return top / np.where(bottom > 0, bottom, np.nan), none, none


def _duration(one: Reviewed, rows: Sequence[Mapping[str, Any]], top: Floats, bottom: Floats) -> Limits:
    return top, column(rows, "lower"), column(rows, "upper")


def _amount(one: Reviewed, rows: Sequence[Mapping[str, Any]], top: Floats, bottom: Floats) -> Limits:
    none = np.full(top.shape, np.nan)
    return top / np.where(bottom > 0, bottom, np.nan) * one.per, none, none


def _ratio(one: Reviewed, rows: Sequence[Mapping[str, Any]], top: Floats, bottom: Floats) -> Limits:
    low, high = column(rows, "denominator_lower"), column(rows, "denominator_upper")
    known = ~np.isnan(low) & ~np.isnan(high)
    told = compare.reporting(
        top,
        np.where(known, bottom, np.nan),
        estimated_limits=(np.where(known, low, np.nan), np.where(known, high, np.nan)),
        count_is="poisson",
        level=LEVEL,
    ).share
    divided = top / np.where(bottom > 0, bottom, np.nan)
    return np.where(known, told.value, divided), told.lower, told.upper


_BY_KIND: Mapping[str, Callable[[Reviewed, Sequence[Mapping[str, Any]], Floats, Floats], Limits]] = {
    "rate": _rate,
    "count": _count,
    "proportion": _proportion,
    "duration": _duration,
    "amount": _amount,
    "ratio": _ratio,
}
