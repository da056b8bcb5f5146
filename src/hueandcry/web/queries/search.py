"""What the one search box finds: a postcode, the beginning of one, a code, a name of a place or of a force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from hueandcry.bodies import queries as bodies
from hueandcry.warehouse.reading import Reader
from hueandcry.web.queries.places import place
from hueandcry.web.queries.reference import ROOM, Area, Reference, as_area
from hueandcry.web.rules.asked import Asked

MOST = 60
EVERY_LEVEL = ("district", "force", "lsoa")
LARGER = ("district", "force")


@dataclass(frozen=True)
class Found:
    """The areas found, best first; `is_certain` when the first is what was meant.

    `unplaced` is a postcode that is known, but lies in no area with a page; `postcodes_known` whether any is loaded.
    """

    areas: tuple[Area, ...] = ()
    is_certain: bool = False
    unplaced: str = ""
    postcodes_known: bool = True
    districts: tuple[Area, ...] = field(default=())


def find(reader: Reader, reference: Reference, asked: Asked) -> Found:
    """Return what was meant, or everything that may have been."""
    if asked.postcode:
        return _by_postcode(reader, reference, asked.postcode)
    if asked.code:
        found = place(reader, reference, asked.code)
        return Found((found,) if found else (), is_certain=bool(found))
    if asked.outcode and (found := _by_outcode(reader, reference, asked)).areas:
        return found
    return _by_name(reader, reference, asked)


def _by_postcode(reader: Reader, reference: Reference, postcode: str) -> Found:
    row = reader.row(ROOM, "found_postcode", postcode=postcode)
    area = place(reader, reference, row["code"]) if row and row["code"] else None
    if area:
        return Found((area,), is_certain=True)
    return Found(unplaced=postcode if row else "", postcodes_known=_postcodes_known(reader))


def _by_outcode(reader: Reader, reference: Reference, asked: Asked) -> Found:
    rows = reader.rows(ROOM, "found_outcode", outcode=asked.outcode, sector=asked.sector, many=MOST)
    areas = tuple(as_area({name: row[name] for name in AREA}) for row in rows)
    parents = Counter(area.parent for area in areas if area.parent)
    districts = tuple(reference.areas[code] for code, _ in parents.most_common() if code in reference.areas)
    return Found(areas, is_certain=len(areas) == 1, districts=districts)


def _by_name(reader: Reader, reference: Reference, asked: Asked) -> Found:
    """Return what is called so: larger places first; small areas when the name has a figure, or nothing else fits.

    A small area is named after its district ("Islington 011B"), so whoever types the district means the district.
    """
    if not asked.name:
        return Found()
    if force := _force(reference, asked.text):
        return Found((force,), is_certain=True)
    has_figure = any(letter.isdigit() for letter in asked.name)
    found = [] if has_figure else _called(reader, asked.name, LARGER)
    if not found:
        found = _called(reader, asked.name, EVERY_LEVEL)
    exact = sum(rank == 0 for _, rank in found)
    return Found(
        tuple(area for area, _ in found),
        is_certain=len(found) == 1 or exact == 1,
        postcodes_known=bool(found) or not asked.outcode or _postcodes_known(reader),
    )


def _force(reference: Reference, text: str) -> Area | None:
    """Return the area of the force that is known under exactly this name, unless a district is called the same."""
    slug = bodies.body(text)
    body = reference.bodies.get(slug or "")
    area = reference.areas.get(body.area_code) if body else None
    folded = text.casefold()
    namesake = any(one.level == "district" and one.english.casefold() == folded for one in reference.areas.values())
    return None if namesake else area


def _called(reader: Reader, name: str, levels: Sequence[str]) -> list[tuple[Area, int]]:
    rows = reader.rows(ROOM, "found_areas", name=name, levels=list(levels), many=MOST)
    return [(as_area({column: row[column] for column in AREA}), row["rank"]) for row in rows]


def _postcodes_known(reader: Reader) -> bool:
    row = reader.row(ROOM, "known_postcodes")
    return bool(row and row["n"])


AREA = ("code", "name", "name_cy", "level", "parent", "force", "population", "begins", "ends")
