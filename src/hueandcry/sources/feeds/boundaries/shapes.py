"""From drawn shapes in any reference system to polygons in degrees."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import numpy as np
import pyproj
import shapely

from hueandcry.sources.feeds.faults import WrongShapeError

Change = Callable[[shapely.Geometry], shapely.Geometry]
DECIMALS = 6
LNG_LAT = (-180.0, -90.0, 180.0, 90.0)

# Every area that has a code lies in these, as every point of the police files does.
COUNTRY = (-10.0, 49.0, 4.0, 62.0)
OUTSIDE = "drawn outside longitudes -10 to 4 and latitudes 49 to 62 (are the two swapped?)"


class NotAnAreaError(Exception):
    """A feature that is not drawn as an area."""


def to_degrees(reference: str, shapes: Sequence[shapely.Geometry], name: str) -> Change:
    """Return the change from the file's coordinates to longitude and latitude.

    Without a named reference system the coordinates must already be degrees (RFC 7946, section 4); the file is refused
    if they cannot be.
    """
    if not reference:
        _refuse_unless_degrees(shapes, name, "and the file names no reference system")
        return lambda shape: shape
    change = _transformer(reference, name)
    changed = lambda shape: shapely.transform(shape, change, interleaved=False)  # noqa: E731
    _refuse_unless_degrees([changed(shape) for shape in shapes[:1]], name, f"after the change from {reference}")
    return changed


def polygon(shape: shapely.Geometry, change: Change) -> tuple[shapely.Geometry, str]:
    """Return the shape as valid polygons in degrees, and what had to be repaired (nothing: empty)."""
    if shape.is_empty:
        raise NotAnAreaError("nothing is drawn")
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        raise NotAnAreaError(f"drawn as {shape.geom_type}; only polygons bound an area")
    drawn = _rounded(change(shape))
    if not np.isfinite(shapely.get_coordinates(drawn)).all():
        raise NotAnAreaError("some coordinates have no place on the earth in the reference system named")
    if drawn.is_valid:
        return drawn, ""
    fault = shapely.is_valid_reason(drawn)
    repaired = _repaired(drawn)
    if repaired.is_empty:
        raise NotAnAreaError(f"the polygon encloses nothing ({fault})")
    return repaired, fault


def as_geojson(shape: shapely.Geometry) -> str:
    """Return the geometry as compact GeoJSON with six decimals."""
    return json.dumps(_plain(shapely.geometry.mapping(shape)), separators=(",", ":"))


def _transformer(reference: str, name: str) -> Callable:
    try:
        system = pyproj.CRS.from_user_input(reference)
    except pyproj.exceptions.CRSError:
        raise WrongShapeError(
            file=name,
            faults=[f"the reference system {reference!r}"],
            expected="a name that PROJ knows, such as urn:ogc:def:crs:EPSG::27700",
            remedy="Correct the crs member, or save the file in longitude and latitude.",
        ) from None
    return pyproj.Transformer.from_crs(system, "EPSG:4326", always_xy=True).transform


def _refuse_unless_degrees(shapes: Sequence[shapely.Geometry], name: str, when: str) -> None:
    if not shapes:
        return
    west, south, east, north = shapely.total_bounds(list(shapes))
    if west < LNG_LAT[0] or south < LNG_LAT[1] or east > LNG_LAT[2] or north > LNG_LAT[3]:
        raise WrongShapeError(
            file=name,
            faults=[f"coordinates from ({west:.6g}, {south:.6g}) to ({east:.6g}, {north:.6g}), {when}"],
            expected="longitudes -180 to 180 and latitudes -90 to 90, or a crs member that says what they are",
            remedy='Add the reference system, for the National Grid "crs": {"type": "name", "properties": '
            '{"name": "urn:ogc:def:crs:EPSG::27700"}}, or save the file in longitude and latitude.',
        )


def _rounded(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(shapely.force_2d(shape), lambda points: np.round(points, DECIMALS))


def _repaired(drawn: shapely.Geometry) -> shapely.Geometry:
    """Return valid polygons on the grid of six decimals; slivers that the grid swallows are dropped."""
    valid = shapely.make_valid(drawn, method="structure", keep_collapsed=False)
    on_grid = shapely.set_precision(valid, 10.0**-DECIMALS)
    return on_grid if on_grid.geom_type.endswith("Polygon") else shapely.MultiPolygon()


def _plain(geometry: dict) -> dict:
    return {"type": geometry["type"], "coordinates": _lists(geometry["coordinates"])}


def _lists(coordinates: Sequence) -> list:
    if isinstance(coordinates[0], float):
        return [round(value, DECIMALS) for value in coordinates]
    return [_lists(one) for one in coordinates]


def in_the_country(box: tuple[float, float, float, float]) -> bool:
    """Does a box (west, south, east, north) lie where areas with a code lie?"""
    west, south, east, north = COUNTRY
    return west <= box[0] and south <= box[1] and box[2] <= east and box[3] <= north
