"""Questions that the drop-in API puts to the build being served."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from hueandcry.offences import queries as offences
from hueandcry.warehouse.reading import Reader
from hueandcry.web.api.limits import MOST_RECORDS
from hueandcry.web.api.rules.areas import MILE, Area, Box, Circle, metres_between, metres_per_degree
from hueandcry.web.api.rules.errors import TooMany, Unknown, shown

ROOM = "hueandcry.web.api"
STREET, OUTCOMES = "street", "outcomes"

# Where to look for the nearest map point, in metres: nearly always within the first.
WIDENING = (500.0, 5_000.0, 20_000.0)
NO_LESS_THAN_A_POINT = 1e-6  # degrees: 10 cm, so that the box of one point still has an inside
KEPT_BUILDS = 2


@dataclass(frozen=True)
class Body:
    """A body that can be asked about; `listed` where it stands in the list of forces."""

    slug: str
    name: str
    website: str
    non_emergency: str
    invented: bool
    listed: bool


@dataclass(frozen=True)
class Found:
    """Crimes or outcomes as JSON objects, one text each."""

    records: tuple[str, ...]

    @property
    def json(self) -> str:
        """All of them as one JSON list."""
        return f"[{','.join(self.records)}]"


NOTHING = Found(())


# ---- what stays the same for a whole build ----


@lru_cache(maxsize=KEPT_BUILDS)
def bodies(build: Reader) -> Mapping[str, Body]:
    """Return the bodies that can be asked about, by slug."""
    return {row["slug"]: Body(**row) for row in build.rows(ROOM, "forces")}


@lru_cache(maxsize=KEPT_BUILDS)
def covered(build: Reader) -> Mapping[tuple[str, str, date], str]:
    """Return (body, dataset, month) → complete, suspect, partial or missing."""
    return {(row["body"], row["dataset"], row["month"]): row["state"] for row in build.rows(ROOM, "coverage")}


@lru_cache(maxsize=2 * KEPT_BUILDS)
def months(build: Reader, dataset: str) -> tuple[date, ...]:
    """Return the months that at least one body published, the latest first."""
    told = {month for (_, of, month), state in covered(build).items() if of == dataset and state != "missing"}
    return tuple(sorted(told, reverse=True))


def month(build: Reader, dataset: str, asked: date | None) -> date:
    """Return the month to answer for: the one asked for, or the latest.

    Raises `Unknown` where nothing is loaded, and for a month before the first that is, as their API does for one
    before its window.
    """
    known = sorted({*months(build, STREET), *months(build, OUTCOMES)})
    if not known:
        raise Unknown(
            found="no crimes",
            expected="at least one month",
            where="this installation",
            remedy="Load crime files first.",
        )
    if asked and asked < known[0]:
        raise Unknown(
            found=f"{asked:%Y-%m}",
            expected=f"{known[0]:%Y-%m} or later",
            where="date",
            remedy="crimes-street-dates lists the months there are.",
        )
    return asked or (*months(build, dataset), *months(build, STREET), known[-1])[0]


def force(build: Reader, slug: str) -> Body:
    """Return the body with this id. Raises `Unknown`."""
    found = bodies(build).get(slug)
    if found is None:
        raise Unknown(found=shown(slug), expected="the id of a force", where="force", remedy="forces lists them.")
    return found


def invented(build: Reader, slugs: Iterable[str]) -> bool:
    """Say whether any of these bodies is invented, and so whatever is told of it."""
    known = bodies(build)
    return any(slug in known and known[slug].invented for slug in slugs)


def published_bodies(build: Reader) -> set[str]:
    """Return the bodies of which anything is loaded."""
    return {body for body, _, _ in covered(build)}


# ---- who answers for a part of the map ----


def bodies_of(build: Reader, area: Area) -> set[str]:
    """Return who may publish crimes of an area: the forces that police it, and the bodies without an area of their own.

    A force is known by its boundary where one is loaded, else by the crimes of all months in small areas that the
    area's box touches.
    """
    parts, shapes = _territories(build), _force_shapes(build)
    south, west, north, east = area.box
    touched = (parts["south"] <= north) & (parts["north"] >= south) & (parts["west"] <= east) & (parts["east"] >= west)
    around = shapely.box(west, south, east, north).buffer(NO_LESS_THAN_A_POINT)
    by_crimes = set(parts["body"][touched]) - set(shapes)
    return by_crimes | {slug for slug, shape in shapes.items() if shape.intersects(around)}


@lru_cache(maxsize=KEPT_BUILDS)
def _territories(build: Reader) -> Mapping[str, Any]:
    return build.columns(ROOM, "territories")


@lru_cache(maxsize=KEPT_BUILDS)
def _force_shapes(build: Reader) -> Mapping[str, shapely.Geometry]:
    shapes = {}
    for row in build.rows(ROOM, "force_shapes"):
        shape = shapely.from_geojson(row["geojson"])
        shapes[row["body"]] = shapely.make_valid(shape)
        shapely.prepare(shapes[row["body"]])
    return shapes


def district(build: Reader, lat: float, lng: float) -> dict[str, str]:
    """Return the force and district of a place, by boundary or else by the nearest map point. Raises `Unknown`."""
    place = shapely.Point(lng, lat)
    for row in build.rows(ROOM, "areas_around", lat=lat, lng=lng):
        if row["district"] and shapely.intersects(shapely.from_geojson(row["geojson"]), place):
            return {"force": row["force"], "neighbourhood": row["district"]}
    point = nearest(build, lat, lng, within=MILE)
    found = build.row(ROOM, "district_of_point", lat=point.lat, lng=point.lng) if point else None
    if found is None:
        raise Unknown(
            found=f"{lat},{lng}",
            expected="a place in a district whose boundary or crimes are loaded",
            where="q",
            remedy="Nothing is known here; try a place in England or Wales.",
        )
    return {"force": found["force"], "neighbourhood": found["district"]}


def is_district(build: Reader, force_slug: str, code: str) -> bool:
    """Say whether a force polices a district of this code."""
    return any(row["code"] == code for row in build.rows(ROOM, "districts", force=force_slug))


def place(build: Reader, place_id: int) -> Circle:
    """Return the map point of this id, an area without extent. Raises `Unknown` where no crime was ever placed on it.

    What else was published on the same point under another name is on it too.
    """
    found = build.row(ROOM, "place", place=place_id)
    if found is None:
        raise Unknown(
            found=str(place_id),
            expected="a map point on which a crime was placed",
            where="location_id",
            remedy="Use location.street.id of a crime that this API returned.",
        )
    return Circle(found["lat"], found["lng"], radius=0)


def nearest(build: Reader, lat: float, lng: float, *, within: float = WIDENING[-1]) -> Circle | None:
    """Return the nearest map point on which a crime was ever placed, or None where none lies within reach."""
    north, east = (float(metres) for metres in metres_per_degree(lat))
    for reach in (*(step for step in WIDENING if step < within), within):
        box = Circle(lat, lng, reach).box._asdict()
        found = build.row(ROOM, "nearest", lat=lat, lng=lng, **box, metres_north=north, metres_east=east)
        if found and _metres(lat, lng, found) <= reach:
            return Circle(found["lat"], found["lng"], radius=0)
    return None


def _metres(lat: float, lng: float, point: Mapping[str, float]) -> float:
    return float(metres_between(lat, lng, point["lat"], point["lng"]))


# ---- crimes ----


def crimes_in(build: Reader, area: Area, when: date, kinds: list[str] | None) -> Found:
    """Return the crimes of a month placed in an area. Raises `TooMany`."""
    near = build.columns(ROOM, "crimes_in_box", month=when, kinds=kinds, **area.box._asdict())
    return _told(build, "crimes", _inside(area, near))


def crimes_without_place(build: Reader, body: str, when: date, kinds: list[str] | None) -> Found:
    """Return the crimes of a force and month that could not be placed. Raises `TooMany`."""
    return _told_unplaced(build, build.columns(ROOM, "unplaced", month=when, body=body, kinds=kinds)["row"].tolist())


# ---- outcomes ----


def outcomes_in(build: Reader, area: Area, when: date) -> Found:
    """Return the outcomes of a month for crimes placed in an area. Raises `TooMany`."""
    near = build.columns(ROOM, "outcomes_in_box", month=when, **area.box._asdict())
    return _told(build, "outcomes", _inside(area, near))


def history(build: Reader, crime_id: str) -> tuple[dict[str, Any], str]:
    """Return a crime with all its outcomes, and who reported it. Raises `Unknown`.

    What the crime file gives as its last outcome is told too where no outcome file has it; its date is then empty.
    """
    told = build.rows(ROOM, "outcomes_of_crime", crime_id=crime_id)
    row = _crime_of(build, crime_id, told)
    crime = json.loads(_record(build, row))
    last = crime.pop("outcome_status")
    outcomes = [_outcome(one["outcome"], one["code"], f"{one['month']:%Y-%m}") for one in told]
    if last and all(one["outcome"] != last["category"] for one in told):
        outcomes.append(_outcome(last["category"], _codes().get(last["category"]), last["date"]))
    return {"crime": crime, "outcomes": outcomes}, row["body"]


def _crime_of(build: Reader, crime_id: str, told: list[dict[str, Any]]) -> dict[str, Any]:
    point = next(({"lat": one["lat"], "lng": one["lng"]} for one in told if one["lat"] is not None), None)
    found = build.row(ROOM, "crime_of_id_at", crime_id=crime_id, **point) if point else None
    found = found or build.row(ROOM, "crime_of_id", crime_id=crime_id)
    if found is None:
        raise Unknown(
            found=crime_id,
            expected="the persistent_id of a crime that is loaded",
            where="outcomes-for-crime",
            remedy="Use the persistent_id of a crime that this API returned.",
        )
    return found


def _record(build: Reader, crime: Mapping[str, Any]) -> str:
    if crime["lat"] is None:
        return _told_unplaced(build, [crime["row"]]).records[0]
    return _told(build, "crimes", {name: np.array([crime[name]]) for name in ("row", "lat", "lng")}).records[0]


def _outcome(name: str, code: str | None, when: str) -> dict[str, Any]:
    return {"category": {"code": code or _slug(name), "name": name}, "date": when, "person_id": None}


def _slug(name: str) -> str:
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    return {one.name: one.code for one in offences.outcomes()}


# ---- steps that several of them share ----


def _inside(area: Area, near: Mapping[str, Any]) -> Mapping[str, Any]:
    holds = area.holds(np.asarray(near["lat"]), np.asarray(near["lng"]))
    return {name: column[holds] for name, column in near.items()}


def _told(build: Reader, sql: str, found: Mapping[str, Any]) -> Found:
    _check_size(len(found["row"]))
    if not len(found["row"]):
        return NOTHING
    box = Box.around(np.asarray(found["lat"]), np.asarray(found["lng"]))
    told = build.columns(ROOM, sql, rows=found["row"].tolist(), **box._asdict())
    return Found(tuple(told["record"]))


def _told_unplaced(build: Reader, rows: list[int]) -> Found:
    _check_size(len(rows))
    return Found(tuple(build.columns(ROOM, "crimes_unplaced", rows=rows)["record"])) if rows else NOTHING


def _check_size(number: int) -> None:
    if number > MOST_RECORDS:
        raise TooMany(
            found=f"{number:,} records",
            expected=f"at most {MOST_RECORDS:,}",
            where="the area asked for",
            remedy="Ask for smaller areas, or download the month as CSV or Parquet.",
        )
