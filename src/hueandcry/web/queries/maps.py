"""Where an area lies, and what lies around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import shapely

from hueandcry.warehouse.reading import Reader
from hueandcry.web.queries.reference import ROOM

# More neighbours than this are no longer a neighbourhood.
MOST = 80
# Outlines drawn by different hands may miss each other by this much (degrees; about 20 metres).
NEAR = 0.0002


@dataclass(frozen=True)
class Shape:
    """An area's outline: a GeoJSON geometry, as text."""

    code: str
    english: str
    welsh: str | None
    level: str
    force: str | None
    geojson: str


def outline(reader: Reader, area: str) -> Shape | None:
    """Return the outline of an area, or None where none is loaded."""
    row = reader.row(ROOM, "boundary", area=area)
    return _shape(row) if row else None


def around(reader: Reader, area: str) -> list[Shape]:
    """Return the areas of the same level that touch an area, by name."""
    here = outline(reader, area)
    if here is None:
        return []
    touched = shapely.from_geojson(here.geojson).buffer(NEAR)
    shapely.prepare(touched)
    rows = reader.rows(ROOM, "boundaries_around", area=area, many=MOST)
    return [_shape(row) for row in rows if touched.intersects(shapely.from_geojson(row["geojson"]))]


def _shape(row: dict[str, Any]) -> Shape:
    return Shape(
        code=row["code"],
        english=row["name"],
        welsh=row.get("name_cy"),
        level=row["level"],
        force=row.get("force"),
        geojson=row["geojson"],
    )
