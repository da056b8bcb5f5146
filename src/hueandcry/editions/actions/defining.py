"""Where the figures of a tile come from: reviewed definitions and source files, as they stood at publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import override

from hueandcry.editions.actions.gathering import PREVENTION, REFERRALS, ROOM, YEARS
from hueandcry.editions.rules.content import Definition, Figure, Source
from hueandcry.editions.rules.periods import Period
from hueandcry.measures import queries as measures
from hueandcry.warehouse.reading import Reader

# Tile → the measures that define its figures.
MEASURES = {
    "referrals": ("fraud-referrals",),
    "outcomes": ("judicial-outcomes",),
    "prevention": ("prevention-disruption",),
}


def definitions(reader: Reader) -> Mapping[str, tuple[Definition, ...]]:
    """Return the definitions behind each tile, in both languages."""
    return {
        tile: tuple(found for slug in slugs if (found := _definition(reader, slug))) for tile, slugs in MEASURES.items()
    }


def _definition(reader: Reader, slug: str) -> Definition | None:
    with override("en-gb"):
        english = measures.definition(reader, slug)
    with override("cy"):
        welsh = measures.definition(reader, slug)
    if english is None or welsh is None:
        return None
    return Definition(slug, english.version, english.title, welsh.title, english.caveats, welsh.caveats)


def sources(reader: Reader, over: Period, before: Period, figures: Iterable[Figure]) -> tuple[Source, ...]:
    """Return the files that figures of an edition, and of the period it is compared with, were read from."""
    tiles = {(one.tile, one.item) for one in figures if one.there}
    found: list[Source] = []
    if over.frequency == "annual":
        rows = reader.rows(ROOM, "files_of_years", dataset=YEARS, periods=[over.slug, before.slug])
    else:
        rows = _of_months(reader, REFERRALS, over, before)
    found += [Source(tile=tile, **row) for tile in ("referrals", "outcomes") for row in rows]
    if any(tile == "prevention" for tile, _ in tiles):
        found += [Source(tile="prevention", **row) for row in _of_months(reader, PREVENTION, over, before)]
    if ("victimisation", "fraud-incidents") in tiles:
        rows = reader.rows(ROOM, "files_of_years", dataset="published_figures", periods=None)
        found += [Source(tile="victimisation", **row) for row in rows]
    return tuple(found)


def _of_months(reader: Reader, scheme: str, over: Period, before: Period) -> list[dict]:
    months = [f"{month:%Y-%m}" for month in (*before.months, *over.months)]
    return reader.rows(ROOM, "files_of_months", scheme=scheme, months=months)
