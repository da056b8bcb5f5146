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
    """An area that is neither a body nor in `areas.csv`, or whose code and name are two areas."""


class Area(NamedTuple):
    """An area of the tables: `key` is a body's slug or, like `region:London`, one of `areas.csv`."""

    key: str
    code: str | None
    name: str


def area_of(code: str, name: str, names: NameBook, *, heads_block: bool) -> Area:
    """Return the area of a line. `heads_block`: it stands over its forces, as a region does where there are no codes.

    "West Midlands" is a region and a force. The code decides; without one, the place in the sheet.
    """
    other, slug = _others().get(_normal(name)), names.body(name)
    if other and slug:
        other, slug = (other, None) if _is_region(code, heads_block) else (None, slug)
    if slug is None and other is None:
        raise UnknownAreaError(
            f"{name!r} is no area we know; add a reviewed alias, or a line to areas.csv of this feed"
        )
    expected = _code_of(slug) if slug else other.code
    if code and expected and code != expected:
        raise UnknownAreaError(f"{code} is not the code of {name!r}, which is {expected}")
    return Area(slug or other.key, code or None, name)


def _is_region(code: str, heads_block: bool) -> bool:
    return code.startswith("E12") if code else heads_block


def _code_of(slug: str) -> str:
    body = bodies.get(slug)
    return body.gss if body else ""


def _normal(name: str) -> str:
    return " ".join(name.casefold().split())


@cache
def _others() -> dict[str, Area]:
    with AREAS.open(encoding="utf-8", newline="") as opened:
        return {_normal(row["name"]): Area(row["key"], row["code"], row["name"]) for row in csv.DictReader(opened)}
