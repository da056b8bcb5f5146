"""Reads boundaries, whatever their format and reference system, into plain longitudes and latitudes.

Nothing is guessed: coordinates that are no longitudes and latitudes need a named reference system, an area needs a
code that tells its level, and anything but polygons is set aside.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import shapely

from hueandcry.sources.feeds import NameBook, Part, Reading, Sample, SetAside
from hueandcry.sources.feeds.boundaries import codes, features, shapes
from hueandcry.sources.feeds.columns import table

MOST_NAMED = 5
OPENING = re.compile(r"\s*\{")
MARKS = re.compile(r'"type"\s*:\s*"(FeatureCollection|Topology|Feature)"|"(features|arcs)"\s*:\s*\[')


def recognises(sample: Sample) -> bool:
    """Is this GeoJSON or TopoJSON? A JSON object that says so, or holds features or arcs."""
    text = sample.head.decode("utf-8-sig", errors="replace")
    return bool(OPENING.match(text) and MARKS.search(text))


def read(data: bytes, name: str, names: NameBook) -> Reading:
    """Return one part per level. The period names the first and last code, so that the same areas supersede."""
    collection = features.read(data, name)
    to_degrees = shapes.to_degrees(collection.reference, collection.shapes, name)
    rows: dict[str, dict] = {}
    aside: list[SetAside] = []
    repaired: list[str] = []
    for number, feature in enumerate(collection.features, start=1):
        try:
            row, fault = _row(feature, to_degrees)
            if row["code"] in rows:
                raise shapes.NotAnAreaError(f"{row['code']} is drawn earlier in the file; that one is kept")
        except (shapes.NotAnAreaError, codes.NoCodeError) as error:
            aside.append(SetAside(number, _raw(feature), str(error)))
        else:
            rows[row["code"]] = row
            repaired += [row["name"]] if fault else []
    return Reading(_parts(list(rows.values())), aside, len(collection.features), _notes(repaired))


def _row(feature: features.Feature, to_degrees: shapes.Change) -> tuple[dict, str]:
    """Return the landed row, and the fault that had to be repaired, if any."""
    area = codes.area(feature.properties, feature.id)
    if feature.shape is None:
        raise shapes.NotAnAreaError(feature.fault)
    shape, fault = shapes.polygon(feature.shape, to_degrees)
    box, label = shape.bounds, shape.representative_point()
    if not shapes.in_the_country(box):
        raise shapes.NotAnAreaError(f"{shapes.OUTSIDE}: it reaches from {box[:2]} to {box[2:]}")
    row = {
        "code": area.code,
        "published_code": area.published_code,
        "name": area.name,
        "level": area.level,
        "vintage": area.vintage,
        "geojson": shapes.as_geojson(shape),
        **dict(zip(("min_lng", "min_lat", "max_lng", "max_lat"), box, strict=True)),
        "label_lng": round(shapely.get_x(label), 6),
        "label_lat": round(shapely.get_y(label), 6),
    }
    return row, fault


def _notes(repaired: list[str]) -> list[str]:
    if not repaired:
        return []
    rest = f" and {len(repaired) - MOST_NAMED} more" if len(repaired) > MOST_NAMED else ""
    return [f"borders that crossed themselves repaired: {'; '.join(repaired[:MOST_NAMED])}{rest}"]


def _parts(rows: list[dict]) -> list[Part]:
    parts = []
    for level in sorted({row["level"] for row in rows}):
        of_level = sorted((row for row in rows if row["level"] == level), key=lambda row: row["code"])
        period = f"{level}:{of_level[0]['code']}..{of_level[-1]['code']}"
        parts.append(Part("all", period, table(of_level, Path(__file__).parent)))
    return parts


def _raw(feature: features.Feature) -> str:
    """Return what names a feature, without its coordinates."""
    kind = feature.shape.geom_type if feature.shape is not None else None
    raw: dict[str, Any] = {"id": feature.id, "properties": feature.properties, "geometry": kind or feature.fault}
    return json.dumps(raw, ensure_ascii=False, default=str)
