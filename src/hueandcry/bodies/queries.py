"""What is known about bodies: names, districts, regions, how to reach them.

All of it is reviewed by hand and read from the files in `reviewed/`; nothing here depends on an installation.
"""

from __future__ import annotations

import csv
import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hueandcry.bodies.rules import index, normal

REVIEWED = Path(__file__).parent / "reviewed"


@dataclass(frozen=True)
class Body:
    """A force, agency or centre that publishes figures or answers for them.

    `slug` is data.police.uk's force id where it has one; `area` the name of the area in official tables, empty
    where the body has none; `kind` is territorial, special, agency, islands, national_centre or invented; `gss` the
    code of the force area.
    """

    slug: str
    name: str
    area: str
    welsh_name: str
    kind: str
    gss: str
    country: str
    note: str


@dataclass(frozen=True)
class Contact:
    """How the public reaches a body, as one dated file says; `verified` tells whether anyone has checked it."""

    slug: str
    website: str
    advice: str
    emergency: str
    non_emergency: str
    text: str
    fraud: Mapping[str, str]
    as_of: datetime.date
    verified: bool


@dataclass(frozen=True)
class Region:
    """One of the nine regions of England, or Wales: its name, its code, and the territorial forces that lie in it.

    Forces lie in regions whole. Slugs of English regions end in "-region", since West Midlands is a force too.
    """

    slug: str
    name: str
    welsh_name: str
    gss: str
    country: str
    forces: tuple[str, ...]


class Names:
    """The name book that readers are handed: see `sources.feeds.NameBook`."""

    def body(self, name: str) -> str | None:
        return body(name)


def names() -> Names:
    """Return the name book."""
    return Names()


def body(name: str) -> str | None:
    """Return the slug of the body published under this name, or None: an unknown name is never guessed."""
    return _slugs_by_name().get(normal(name))


def spellings() -> Mapping[str, str]:
    """Return every spelling on file, as published → slug: for engines that match names without this room's rules."""
    own = {name: one.slug for one in bodies() for name in (one.slug, one.name, one.area, one.welsh_name) if name}
    return own | {row["alias"]: row["slug"] for row in _rows("aliases.csv")}


@cache
def bodies() -> tuple[Body, ...]:
    """Return every body, territorial forces of England and Wales first."""
    return tuple(Body(**row) for row in _rows("bodies.csv"))


@cache
def forces() -> tuple[Body, ...]:
    """Return the territorial forces: 43 of England and Wales, Scotland, Northern Ireland."""
    return tuple(one for one in bodies() if one.kind == "territorial")


def get(slug: str) -> Body | None:
    """Return the body with this slug, or None."""
    return _by_slug().get(slug)


def by_gss(code: str) -> Body | None:
    """Return the body whose force area has this code (E23…, W15…), or None."""
    return _by_gss().get(code)


def force_of_district(name: str) -> str | None:
    """Return the slug of the territorial force that polices the district of this name, past or present."""
    return _force_by_district().get(normal(name))


@cache
def districts() -> Mapping[str, tuple[str, ...]]:
    """Return force slug → names of its districts, of every edition of the map since 2011."""
    return {slug: tuple(found) for slug, found in _territories()["districts"].items()}


@cache
def regions() -> tuple[Region, ...]:
    """Return the nine regions of England from north to south, then Wales."""
    rows = ((row, row.pop("forces").split()) for row in _rows("regions.csv"))
    return tuple(Region(**row, forces=tuple(forces)) for row, forces in rows)


def region(slug: str) -> Region | None:
    """Return the region with this slug or code, or None."""
    return next((one for one in regions() if slug in (one.slug, one.gss)), None)


def region_of(force: str) -> Region | None:
    """Return the region in which a force lies; None outside England and Wales."""
    return next((one for one in regions() if force in one.forces), None)


def contact(slug: str) -> Contact | None:
    """Return how to reach the body, or None where nothing is on file. Whether it was verified is told."""
    file = _contacts()
    entry = file["bodies"].get(slug)
    if entry is None:
        return None
    facts = file["everywhere"] | file["countries"].get(_by_slug()[slug].country, {}) | entry
    return Contact(
        slug=slug,
        website=facts["website"],
        advice=facts.get("advice", facts["website"]),
        emergency=facts.get("emergency", ""),
        non_emergency=facts.get("non_emergency", ""),
        text=facts.get("text", ""),
        fraud=facts.get("fraud", {}),
        as_of=file["as_of"],
        verified=facts["verified"],
    )


def others() -> Mapping[str, Mapping[str, str]]:
    """Return who else answers, wherever one lives: the bank line, where to forward a suspicious message."""
    return _contacts()["others"]


def support() -> Mapping[str, Mapping[str, str]]:
    """Return who listens and helps after a crime, free to call; each with what it is (`what`, `what_cy`)."""
    return _contacts()["support"]


@cache
def _slugs_by_name() -> Mapping[str, str]:
    own = [(name, one.slug) for one in bodies() for name in (one.slug, one.name, one.area, one.welsh_name)]
    return index(own + [(row["alias"], row["slug"]) for row in _rows("aliases.csv")])


@cache
def _by_slug() -> Mapping[str, Body]:
    return {one.slug: one for one in bodies()}


@cache
def _by_gss() -> Mapping[str, Body]:
    return {one.gss: one for one in bodies() if one.gss}


@cache
def _force_by_district() -> Mapping[str, str]:
    return index((name, slug) for slug, found in districts().items() for name in found)


@cache
def _territories() -> dict:
    return tomllib.loads((REVIEWED / "territories.toml").read_text("utf-8"))


@cache
def _contacts() -> dict:
    return tomllib.loads((REVIEWED / "contacts.toml").read_text("utf-8"))


def _rows(file: str) -> list[dict[str, str]]:
    with (REVIEWED / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
