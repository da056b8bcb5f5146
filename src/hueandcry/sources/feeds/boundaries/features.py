"""From the bytes of GeoJSON or TopoJSON to features: properties, id and a shape in the file's own coordinates."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import shape as shape_of

from hueandcry.sources.feeds.boundaries import topology
from hueandcry.sources.feeds.faults import WrongShapeError


@dataclass(frozen=True)
class Feature:
    """One thing drawn. `shape` is None where nothing could be drawn, and `fault` tells why."""

    id: Any
    properties: dict[str, Any]
    shape: shapely.Geometry | None
    fault: str = ""


@dataclass(frozen=True)
class Collection:
    """All features of a file, and the name of its reference system if it gives one."""

    features: Sequence[Feature]
    reference: str

    @property
    def shapes(self) -> list[shapely.Geometry]:
        return [feature.shape for feature in self.features if feature.shape is not None]


def read(data: bytes, name: str) -> Collection:
    """Return the features of a GeoJSON or TopoJSON file, or refuse a file that is neither."""
    document = _document(data, name)
    kind = document.get("type")
    if kind == "Topology":
        geometries = _of_topology(document, name)
    elif kind == "FeatureCollection" and isinstance(document.get("features"), list):
        geometries = document["features"]
    elif kind == "Feature":
        geometries = [document]
    else:
        raise _wrong(name, f"a JSON object of type {kind!r}")
    return Collection([_feature(one) for one in geometries], _reference(document))


def _document(data: bytes, name: str) -> dict[str, Any]:
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except ValueError as error:
        raise _wrong(name, f"broken JSON ({error})") from None
    if not isinstance(document, dict):
        raise _wrong(name, f"a JSON {type(document).__name__}")
    return document


def _wrong(name: str, found: str) -> WrongShapeError:
    return WrongShapeError(
        file=name,
        faults=[found],
        expected="GeoJSON (a FeatureCollection) or TopoJSON (a Topology)",
        remedy="The file may be cut short: download it again, or save it as GeoJSON.",
    )


def _of_topology(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    try:
        return list(topology.features(document))
    except topology.BrokenTopologyError as error:
        raise _wrong(name, str(error)) from None


def _reference(document: dict[str, Any]) -> str:
    """Return the name in the `crs` member, or nothing."""
    crs = document.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    found = properties.get("name") if isinstance(properties, dict) else None
    return found if isinstance(found, str) else ""


def _feature(raw: Any) -> Feature:
    if not isinstance(raw, dict):
        return Feature(None, {}, None, "not a feature")
    properties = raw.get("properties")
    known = properties if isinstance(properties, dict) else {}
    if raw.get("geometry") is None:
        return Feature(raw.get("id"), known, None, "nothing is drawn")
    try:
        return Feature(raw.get("id"), known, shape_of(raw["geometry"]))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, shapely.errors.ShapelyError) as error:
        return Feature(raw.get("id"), known, None, f"its coordinates cannot be drawn ({error})")
