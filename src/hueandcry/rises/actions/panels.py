"""Panels: the counts of a block of areas laid out as a table of series by months, with all that is known about each
month.

A country's counts do not fit in memory as one dense table; a block of two thousand areas does. Blocks follow the
order in which counts lie on disk, so that each is read once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hueandcry.offences import queries as offences
from hueandcry.rises.rules.history import Cover, latest_published
from hueandcry.warehouse.builds import Workshop

ROOM = "hueandcry.rises"
AREAS_AT_ONCE = 2000
FOREVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Area:
    """An area and what its counts depend on: its force's coverage, and the months between which it was drawn so."""

    code: str
    level: str
    force: str
    begins: date | None
    ends: date | None
    parent: str | None
    region: str | None


@dataclass(frozen=True)
class Break:
    """A reviewed break, of effect elsewhere, leave_out or truncate. Empty body, area or kinds = all."""

    body: str
    area: str
    kinds: tuple[str, ...]
    first: date
    last: date | None
    effect: str
    title: str
    title_cy: str


@dataclass(frozen=True)
class Scheme:
    """A way of counting: its months, what each body published in them, its kinds and breaks.

    `states` holds for each body a `Cover` a month, `reasons` why one is not complete (in English and in Welsh),
    `counted_by` which kinds it ever counted. `begins` and `ends` are the positions of the first month in which anyone
    counted a kind (before it, no row is no zero) and of the first in which it no longer was.
    """

    code: str
    absent_is_zero: bool
    months: tuple[date, ...]
    states: Mapping[str, NDArray[np.int8]]
    reasons: Mapping[tuple[str, int], tuple[str, str]]
    kinds: tuple[str, ...]
    counted_by: Mapping[str, NDArray[np.bool_]]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    breaks: tuple[Break, ...]
    areas: tuple[Area, ...]

    @property
    def dates(self) -> NDArray[np.datetime64]:
        """Return the months as days."""
        return np.array(self.months, dtype="datetime64[D]")

    def position(self, month: date) -> int:
        """Return the position of a month; negative before the first."""
        return (month.year - self.months[0].year) * 12 + month.month - self.months[0].month


@dataclass(frozen=True)
class Panel:
    """The series of one force's areas of one level in a block: (series, months), areas by kinds.

    `observed`: counts, NaN where there is none. `area`, `kind`: positions of each series in the scheme's lists.
    `elsewhere`, `left_out`: the break that covers a month, as 1 + its position in the scheme's list, else 0.
    `starts`: the first position at which an area was drawn as it is; `ends`: the first at which it no longer was.
    `cuts`: truncating breaks, each with its first position and the series it cuts.
    """

    scheme: Scheme
    level: str
    force: str
    states: NDArray[np.int8]
    latest: int
    area: NDArray[np.int32]
    kind: NDArray[np.int32]
    observed: NDArray[np.float64]
    elsewhere: NDArray[np.int8]
    left_out: NDArray[np.int8]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    cuts: tuple[tuple[int, NDArray[np.bool_]], ...]


def schemes(shop: Workshop) -> Iterator[Scheme]:
    """Yield every scheme that has counts and coverage."""
    for row in shop.rows(ROOM, "schemes_judged").to_pylist():
        found = _scheme(shop, row["code"], row["dataset"], row["absent"])
        if found:
            yield found


def panels(shop: Workshop, scheme: Scheme) -> Iterator[Panel]:
    """Yield the scheme's series, a block of areas at a time, force by force."""
    shop.put("judging_kinds", _places("kind", list(scheme.kinds)))
    shop.put("judging_areas", _area_places(scheme.areas))
    for level, places in _blocks(scheme.areas):
        counts = _counts(shop, scheme, level, places)
        by_force = sorted(places, key=lambda place: scheme.areas[place].force)
        for force, found in groupby(by_force, key=lambda place: scheme.areas[place].force):
            panel = _panel(scheme, level, force, np.array(sorted(found)), places.start, counts)
            if panel and panel.area.size:
                yield panel
    shop.drop("judging_kinds")
    shop.drop("judging_areas")


def _scheme(shop: Workshop, code: str, dataset: str, absent: str) -> Scheme | None:
    published = shop.rows(ROOM, "published_months", dataset=dataset).to_pylist()
    counted = shop.rows(ROOM, "kinds_counted", scheme=code).to_pylist()
    if not published or not counted:
        return None
    months = _months(min(row["month"] for row in published), max(row["month"] for row in published))
    position = {month: at for at, month in enumerate(months)}
    states: dict[str, NDArray[np.int8]] = {}
    reasons: dict[tuple[str, int], tuple[str, str]] = {}
    for row in published:
        at = position[row["month"]]
        states.setdefault(row["body"], np.zeros(len(months), np.int8))[at] = Cover[row["state"].upper()]
        if row["reason"]:
            reasons[row["body"], at] = (row["reason"], row["reason_cy"])
    retired = {kind.code: kind.until for kind in offences.kinds() if kind.scheme == code and kind.until}
    kinds = sorted({row["kind"] for row in counted})
    counted_by = {body: np.isin(kinds, [row["kind"] for row in counted if row["force"] == body]) for body in states}
    begins = {kind: min(row["first"] for row in counted if row["kind"] == kind) for kind in kinds}
    areas = shop.rows(ROOM, "areas_judged", dataset=dataset, scheme=code).to_pylist()
    breaks = shop.rows(ROOM, "breaks_judged", scheme=code).to_pylist()
    return Scheme(
        code=code,
        absent_is_zero=absent == "zero",
        months=months,
        states=states,
        reasons=reasons,
        kinds=tuple(kinds),
        counted_by=counted_by,
        begins=np.array([position.get(begins[kind], 0) for kind in kinds]),
        ends=np.array([_after(retired.get(kind), months[0]) for kind in kinds]),
        breaks=tuple(Break(**{**row, "kinds": tuple(row["kinds"] or ())}) for row in breaks),
        areas=tuple(Area(**row) for row in areas),
    )


def _months(first: date, last: date) -> tuple[date, ...]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(
        date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)
    )


def _after(until: str | None, first: date) -> int:
    """Return the position after the month `until` (YYYY-MM), or one that never comes."""
    if not until:
        return FOREVER
    year, month = (int(part) for part in until.split("-"))
    return (year - first.year) * 12 + month - first.month + 1


def _places(name: str, values: Sequence[str]) -> pa.Table:
    return pa.table({name: list(values), "place": pa.array(range(len(values)), pa.int32())})


def _area_places(areas: Sequence[Area]) -> pa.Table:
    table = _places("code", [area.code for area in areas])
    return table.append_column("level", pa.array([area.level for area in areas], pa.string()))


def _blocks(areas: Sequence[Area]) -> Iterator[tuple[str, range]]:
    for level, found in groupby(range(len(areas)), key=lambda place: areas[place].level):
        places = list(found)
        for start in range(0, len(places), AREAS_AT_ONCE):
            part = places[start : start + AREAS_AT_ONCE]
            yield level, range(part[0], part[-1] + 1)


def _counts(shop: Workshop, scheme: Scheme, level: str, places: range) -> NDArray[np.float64]:
    """Return (areas, kinds, months) of a block; NaN where there is no row."""
    table = np.full((len(places), len(scheme.kinds), len(scheme.months)), np.nan)
    found = shop.rows(
        ROOM,
        "counts_of_areas",
        scheme=scheme.code,
        level=level,
        first_area=scheme.areas[places.start].code,
        last_area=scheme.areas[places[-1]].code,
        first_month=scheme.months[0],
    )
    area, kind, month, n = (found[name].to_numpy() for name in ("area", "kind", "month", "n"))
    here = (month >= 0) & (month < len(scheme.months))
    table[area[here] - places.start, kind[here], month[here]] = n[here]
    return table


def _panel(
    scheme: Scheme, level: str, force: str, areas: NDArray[np.int64], offset: int, counts: NDArray[np.float64]
) -> Panel | None:
    states = scheme.states[force]
    latest = latest_published(states)
    if latest is None:
        return None
    grid = _Grid(scheme, areas)
    observed = counts[areas - offset].reshape(-1, len(scheme.months))
    if scheme.absent_is_zero:
        observed = np.where(np.isnan(observed) & grid.begun, 0.0, observed)
        met = np.logical_and(scheme.ends[grid.kind] > latest, scheme.counted_by[force][grid.kind])
    else:
        met = np.logical_not(np.isnan(observed).all(axis=1))
    observed[:, ~np.isin(states, (Cover.COMPLETE, Cover.SUSPECT))] = np.nan
    return Panel(
        scheme=scheme,
        level=level,
        force=force,
        states=states,
        latest=latest,
        area=grid.area[met],
        kind=grid.kind[met],
        observed=observed[met],
        elsewhere=grid.covered("elsewhere")[met],
        left_out=grid.covered("leave_out")[met],
        starts=grid.drawn("begins", 0)[met],
        ends=grid.drawn("ends", FOREVER)[met],
        cuts=tuple((first, touched[met]) for first, touched in grid.cuts()),
    )


class _Grid:
    """Every kind in each of some areas, as series in order, and what is known about them from the scheme."""

    def __init__(self, scheme: Scheme, areas: NDArray[np.int64]) -> None:
        self.scheme = scheme
        self.areas = [scheme.areas[place] for place in areas]
        self.area = np.repeat(areas, len(scheme.kinds)).astype(np.int32)
        self.kind = np.tile(np.arange(len(scheme.kinds), dtype=np.int32), areas.size)

    @property
    def begun(self) -> NDArray[np.bool_]:
        """(series, months): was the kind counted yet?"""
        return np.arange(len(self.scheme.months))[None, :] >= self.scheme.begins[self.kind][:, None]

    def drawn(self, side: str, otherwise: int) -> NDArray[np.int64]:
        """Return the position of the month on one side of which the area is drawn as it is."""
        months = [getattr(area, side) for area in self.areas]
        positions = [otherwise if month is None else self.scheme.position(month) for month in months]
        return np.repeat(np.array(positions, np.int64), len(self.scheme.kinds))

    def covered(self, effect: str) -> NDArray[np.int8]:
        """Return for each series and month 1 + the position of the break of this effect that covers it, or 0."""
        end = len(self.scheme.months)
        covered = np.zeros((self.area.size, end), np.int8)
        for number, one in enumerate(self.scheme.breaks, start=1):
            if one.effect == effect:
                first = max(self.scheme.position(one.first), 0)
                after = end if one.last is None else min(self.scheme.position(one.last) + 1, end)
                if first < after:
                    covered[self.touched(one), first:after] = number
        return covered

    def cuts(self) -> list[tuple[int, NDArray[np.bool_]]]:
        """Return the truncating breaks: first position, and which series they cut."""
        found = [one for one in self.scheme.breaks if one.effect == "truncate"]
        return [(self.scheme.position(one.first), self.touched(one)) for one in found]

    def touched(self, one: Break) -> NDArray[np.bool_]:
        """Return which series a break concerns. A break of an area concerns the areas within it."""
        kinds = np.array([not one.kinds or code in one.kinds for code in self.scheme.kinds])
        places = np.array(
            [
                one.body in ("", area.force) and (not one.area or one.area in (area.code, area.parent, area.region))
                for area in self.areas
            ]
        )
        return (places[:, None] & kinds[None, :]).ravel()
