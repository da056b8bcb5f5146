"""Reading the parameters of a request. Nothing is guessed: what cannot be read is refused, and told how to write it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from hueandcry.web.api.rules.areas import Area, Circle, polygon
from hueandcry.web.api.rules.errors import Malformed, shown

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
NUMBER = re.compile(r"[+-]?\d{1,3}(\.\d{0,20})?([eE][+-]?\d{1,2})?", re.ASCII)
WHOLE = re.compile(r"\d{1,18}", re.ASCII)
CRIME_ID = re.compile(r"[0-9a-f]{64}", re.ASCII)

# data.police.uk's own limit on a GET request (docs/method/crime-street: "longer than 4094 characters").
LONGEST_GET = 4094
# Its most detailed neighbourhood has about 2,100 corners in 40 KB; these leave room and still bound the work.
LONGEST_BODY = 500_000
MOST_CORNERS = 10_000

Asked = Mapping[str, str]


def month(asked: Asked) -> date | None:
    """Return the month asked for, or None when none was. Raises `Malformed`."""
    text = asked.get("date", "").strip()
    if not text:
        return None
    match = MONTH.fullmatch(text)
    if not match or int(match[1]) == 0:
        raise Malformed(
            found=shown(text),
            expected="a month, YYYY-MM",
            where="date",
            remedy="Write it like 2025-09, or leave it out.",
        )
    return date(int(match[1]), int(match[2]), 1)


def point(asked: Asked) -> tuple[float, float] | None:
    """Return the latitude and longitude asked for, or None when neither was given. Raises `Malformed`."""
    given = {name: asked[name].strip() for name in ("lat", "lng") if asked.get(name, "").strip()}
    if not given:
        return None
    if len(given) == 1:
        (missing,) = {"lat", "lng"} - set(given)
        raise Malformed(
            found="only one of lat and lng", expected="both", where=missing, remedy="Give lat and lng together."
        )
    return latitude(given["lat"], "lat"), longitude(given["lng"], "lng")


def pair(text: str, where: str) -> tuple[float, float]:
    """Return the latitude and longitude written as `lat,lng`. Raises `Malformed`."""
    lat, comma, lng = text.partition(",")
    if not comma:
        raise Malformed(
            found=shown(text), expected="a latitude and a longitude", where=where, remedy="Write lat,lng: 51.51,-0.09."
        )
    return latitude(lat.strip(), where), longitude(lng.strip(), where)


def latitude(text: str, where: str) -> float:
    """Return a latitude. Raises `Malformed`."""
    return _number(text, where, "latitude", 90)


def longitude(text: str, where: str) -> float:
    """Return a longitude. Raises `Malformed`."""
    return _number(text, where, "longitude", 180)


def area(asked: Asked) -> Area | None:
    """Return the area asked for: a mile around lat and lng, or poly; None where neither is. Raises `Malformed`."""
    centre, ring = point(asked), asked.get("poly", "").strip()
    if centre and ring:
        raise Malformed(
            found="both a point and a polygon",
            expected="one of them",
            where="poly",
            remedy="Leave out lat and lng, or poly.",
        )
    if centre:
        return Circle(*centre)
    return polygon(corners(ring)) if ring else None


def corners(text: str) -> list[tuple[float, float]]:
    """Return the corners written as `lat,lng:lat,lng:lat,lng`. Raises `Malformed`, which names the corner."""
    written = text.strip(":").split(":")
    if len(written) > MOST_CORNERS:
        raise Malformed(
            found=f"{len(written):,} corners",
            expected=f"at most {MOST_CORNERS:,}",
            where="poly",
            remedy="Simplify the polygon.",
        )
    return [pair(one, f"poly, corner {number}") for number, one in enumerate(written, start=1)]


def location(asked: Asked) -> int | None:
    """Return the map point asked for by its id, or None when none was. Raises `Malformed`."""
    text = asked.get("location_id", "").strip()
    if not text:
        return None
    if not WHOLE.fullmatch(text):
        raise Malformed(
            found=shown(text),
            expected="a whole number",
            where="location_id",
            remedy="Use location.street.id of a crime that this API returned.",
        )
    return int(text)


def required(asked: Asked, name: str) -> str:
    """Return a parameter that must be there. Raises `Malformed`."""
    text = asked.get(name, "").strip()
    if not text:
        raise nothing(name, f"a {name}")
    return text


def crime_id(text: str) -> str | None:
    """Return a persistent id as it is kept, or None where it cannot be one."""
    lowered = text.lower()
    return lowered if CRIME_ID.fullmatch(lowered) else None


def nothing(where: str, expected: str) -> Malformed:
    """Return the refusal of a request without something it needs."""
    return Malformed(
        found="nothing that could be read",
        expected=expected,
        where=where,
        remedy="Put it into the address, or POST it form-encoded (application/x-www-form-urlencoded).",
    )


def _number(text: str, where: str, what: str, limit: int) -> float:
    if not NUMBER.fullmatch(text) or abs(float(text)) > limit:
        raise Malformed(
            found=shown(text),
            expected=f"a {what} between -{limit} and {limit}",
            where=where,
            remedy="Write decimal degrees, latitude first, like 51.51 and -0.09.",
        )
    return float(text)
