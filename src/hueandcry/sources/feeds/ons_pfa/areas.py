"""Which area a line is about: a force, a region, a country, or something in between."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hueandcry.bodies import queries as bodies
from hueandcry.sources.feeds import NameBook

AREAS = Path(__file__).parent / "areas.csv"


class UnknownAreaError(Exception):
    """An area that is neither a body nor in `areas.csv`, whose code and name are two areas, or that stands twice."""


class Area(NamedTuple):
    """An area of the tables: `key` is a body's slug or, like `region:London`, one of `areas.csv`."""

    key: str
    code: str | None
    name: str


def area_of(code: str, name: str, names: NameBook, *, heads_block: bool) -> Area:
    """Return the area of a line. `heads_block`: it stands over its forces, as a region does where there are no codes.

    "West Midlands" is a region and a force. The code decides; without one, the place in the sheet.
    """
    other, force = _others().get(_normal(name)), _force(names.body(name))
    known = force if force and not (other and _is_region(code, heads_block)) else other
    if known is None:
        raise UnknownAreaError(
            f"{name!r} is no area we know; add a reviewed alias, or a line to areas.csv of this feed"
        )
    if code and known.code and code != known.code:
        raise UnknownAreaError(f"{code} is not the code of {name!r}, which is {known.code}")
    return Area(known.key, code or None, name)


def _is_region(code: str, heads_block: bool) -> bool:
    return code.startswith("E12") if code else heads_block


def _force(slug: str | None) -> Area | None:
    body = bodies.get(slug) if slug else None
    return Area(body.slug, body.gss, body.name) if body else None


def _normal(name: str) -> str:
    return " ".join(name.casefold().split())


@cache
def _others() -> dict[str, Area]:
    with AREAS.open(encoding="utf-8", newline="") as opened:
        return {_normal(row["name"]): Area(row["key"], row["code"], row["name"]) for row in csv.DictReader(opened)}
