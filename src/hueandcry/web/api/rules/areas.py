"""Which points lie in the area asked for: within a mile of a point, or inside a polygon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import shapely
from numpy.typing import NDArray

from hueandcry.web.api.rules.errors import Malformed, TooMany

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

MILE = 1609.344  # metres, by the international agreement of 1959
FEWEST_CORNERS = 3
# Deciding whether a point lies inside takes about 30 ns for each edge beside it: half a second in all.
MOST_CROSSINGS = 20_000_000

# The ellipsoid of the coordinates as published: WGS 84 (NIMA TR8350.2, 3rd edition, table 3.1).
SEMI_MAJOR_AXIS = 6_378_137.0
FLATTENING = 1 / 298.257223563
ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING)


class Box(NamedTuple):
    """A box of latitudes and longitudes, edges included."""

    south: float
    west: float
    north: float
    east: float

    @classmethod
    def around(cls, lats: Floats, lngs: Floats) -> Box:
        """Return the smallest box that holds these points; at least one is needed."""
        return cls(float(lats.min()), float(lngs.min()), float(lats.max()), float(lngs.max()))


class Area(Protocol):
    """Part of the map."""

    @property
    def box(self) -> Box:
        """A box that holds all of it."""
        ...

    def holds(self, lats: Floats, lngs: Floats) -> Mask:
        """Say of each point whether it lies inside."""
        ...


@dataclass(frozen=True)
class Circle:
    """All that lies within `radius` metres of a point."""

    lat: float
    lng: float
    radius: float = MILE

    @property
    def box(self) -> Box:
        """A box that holds the circle, a little wider so that rounding cuts nothing off."""
        metres_north, metres_east = metres_per_degree(self.lat)
        up = self.radius / float(metres_north) * 1.001
        across = min(180.0, self.radius / max(float(metres_east), 1e-9) * 1.001)
        return Box(self.lat - up, self.lng - across, self.lat + up, self.lng + across)

    def holds(self, lats: Floats, lngs: Floats) -> Mask:
        """Say of each point whether it lies within the radius."""
        return metres_between(self.lat, self.lng, lats, lngs) <= self.radius


@dataclass(frozen=True)
class Polygon:
    """All that lies inside a ring of corners (latitude, longitude), joined by straight lines; its edge belongs to it.

    Where the ring crosses itself, a place counts as inside if a line from it to the outside crosses the ring an odd
    number of times. GEOS counts just so for points, whether the ring is valid or not; mending it first (`make_valid`)
    would take seconds for a few hundred crossings.
    """

    corners: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        if _on_one_line(np.array(self.corners)):
            raise Malformed(
                found=f"{len(self.corners)} corners that lie on one line",
                expected="a ring that encloses an area",
                where="poly",
                remedy="Give at least three corners that are not in line.",
            )

    @property
    def box(self) -> Box:
        """The box of its corners."""
        lats, lngs = np.array(self.corners).T
        return Box.around(lats, lngs)

    def holds(self, lats: Floats, lngs: Floats) -> Mask:
        """Say of each point whether it lies inside or on the edge. Raises `TooMany` where that would take too long."""
        if len(lats) * self.edges_abreast > MOST_CROSSINGS:
            raise TooMany(
                found=f"{len(lats):,} crimes around {len(self.corners):,} corners",
                expected="fewer crimes, or a simpler outline",
                where="poly",
                remedy="Ask for smaller areas, or simplify the polygon.",
            )
        shape = shapely.Polygon([(lng, lat) for lat, lng in self.corners])
        shapely.prepare(shape)
        return shapely.intersects_xy(shape, lngs, lats)

    @property
    def edges_abreast(self) -> float:
        """How many edges a line of latitude crosses on average: 2 of a square, thousands of a scribble."""
        lats = np.array(self.corners)[:, 0]
        return float(np.abs(np.diff(lats, append=lats[0])).sum() / (np.ptp(lats) or 1.0))


def _on_one_line(corners: Floats) -> bool:
    away = corners - corners[0]
    farthest = away[np.abs(away).sum(axis=1).argmax()]
    across = away[:, 0] * farthest[1] - away[:, 1] * farthest[0]
    return bool(np.abs(across).max() <= 1e-12 * max(1.0, float(farthest @ farthest)))


def metres_per_degree(lat: Floats | float) -> tuple[Floats, Floats]:
    """Return how many metres a degree of latitude and one of longitude are at these latitudes, on WGS 84.

    From the radii of curvature in the meridian and in the prime vertical (e.g. Rapp, Geometric Geodesy I, 1991,
    section 3.5).
    """
    phi = np.radians(lat)
    narrowing = 1 - ECCENTRICITY_SQUARED * np.sin(phi) ** 2
    meridian = SEMI_MAJOR_AXIS * (1 - ECCENTRICITY_SQUARED) / narrowing**1.5
    prime_vertical = SEMI_MAJOR_AXIS / np.sqrt(narrowing)
    return np.radians(meridian), np.radians(prime_vertical * np.cos(phi))


def metres_between(lat: float, lng: float, lats: Floats | float, lngs: Floats | float) -> Floats:
    """Return the distance from one point to each of many.

    Flat between the two, with the radii of the ellipsoid half-way: off by less than a millimetre at two miles and by
    less than a metre at 20 km, the farthest that is asked for. A test compares with the geodesic.
    """
    metres_north, metres_east = metres_per_degree((lats + lat) / 2)
    return np.hypot((lats - lat) * metres_north, (lngs - lng) * metres_east)


def polygon(corners: Sequence[tuple[float, float]]) -> Polygon:
    """Return the polygon with these corners; the last may repeat the first. Raises `Malformed`."""
    ring = tuple(corners[:-1] if len(corners) > 1 and corners[0] == corners[-1] else corners)
    if len(set(ring)) < FEWEST_CORNERS:
        raise Malformed(
            found=f"{len(set(ring))} different corner{'s' if len(set(ring)) != 1 else ''}",
            expected=f"at least {FEWEST_CORNERS}",
            where="poly",
            remedy="Write lat,lng:lat,lng:lat,lng; the last corner is joined to the first.",
        )
    return Polygon(ring)
