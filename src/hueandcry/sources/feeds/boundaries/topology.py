"""TopoJSON, in which neighbouring areas share their borders, unfolded into GeoJSON features.

The format: https://github.com/topojson/topojson-specification (version 1.0). Borders are *arcs*; with a `transform`
their points are whole numbers, each the step from the point before (2.1.3, 2.1.4). A geometry names its arcs by index;
a negative index, ~i, is arc i walked backwards (2.1.4). The first point of an arc repeats the last of the one before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Point = tuple[float, float]


class BrokenTopologyError(Exception):
    """A topology whose arcs are missing or cannot be followed."""


def features(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every geometry of every object as a GeoJSON feature."""
    try:
        arcs = _arcs(document)
        for one in document["objects"].values():
            for geometry in one["geometries"] if one["type"] == "GeometryCollection" else [one]:
                yield {
                    "type": "Feature",
                    "id": geometry.get("id"),
                    "properties": geometry.get("properties") or {},
                    "geometry": _geometry(geometry, arcs),
                }
    except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
        raise BrokenTopologyError(f"a topology that cannot be followed ({type(error).__name__}: {error})") from None


def _arcs(document: dict[str, Any]) -> list[list[Point]]:
    transform = document.get("transform")
    if transform is None:
        return [[(float(x), float(y)) for x, y, *_ in arc] for arc in document["arcs"]]
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    return [[(x * scale_x + move_x, y * scale_y + move_y) for x, y in _walked(arc)] for arc in document["arcs"]]


def _walked(arc: list[list[int]]) -> Iterator[tuple[int, int]]:
    """Yield the points of a quantised arc: each is written as a step from the one before."""
    x = y = 0
    for step_x, step_y, *_ in arc:
        x, y = x + step_x, y + step_y
        yield x, y


def _geometry(geometry: dict[str, Any], arcs: list[list[Point]]) -> dict[str, Any] | None:
    kind = geometry["type"]
    if kind == "Polygon":
        return {"type": kind, "coordinates": _rings(geometry["arcs"], arcs)}
    if kind == "MultiPolygon":
        drawn = [_rings(polygon, arcs) for polygon in geometry["arcs"]]
        return {"type": kind, "coordinates": [polygon for polygon in drawn if polygon]}
    if kind == "LineString":
        return {"type": kind, "coordinates": _line(geometry["arcs"], arcs)}
    if kind == "Point":
        return {"type": kind, "coordinates": geometry["coordinates"]}
    return None


def _rings(rings: list[list[int]], arcs: list[list[Point]]) -> list[list[Point]]:
    """Return a polygon's rings; none if its outer ring has shrunk to a line, as quantising does to small islands."""
    outer, *holes = (_line(ring, arcs) for ring in rings)
    return [outer, *(hole for hole in holes if _encloses(hole))] if _encloses(outer) else []


def _encloses(ring: list[Point]) -> bool:
    return len(set(ring)) > 2


def _line(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points
