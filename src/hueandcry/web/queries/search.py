"""What the one search box finds: a postcode, the beginning of one, a code, a name of a place or of a force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from hueandcry.bodies import queries as bodies
from hueandcry.ui.languages import Bilingual
from hueandcry.warehouse.reading import Reader
from hueandcry.web.queries.places import place, small_areas
from hueandcry.web.queries.reference import ROOM, Area, Reference, as_area
from hueandcry.web.rules.asked import Asked, folded

MOST = 60
MOST_DISTRICTS = 5
MOST_TITLES = 12


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


@dataclass(frozen=True)
class Titled:
    """A claim or a measure (`room`) whose title has the words that were typed; of a claim what came of it."""

    room: str
    slug: str
    title: Bilingual
    verdict: str


def titled(reader: Reader, asked: Asked) -> tuple[Titled, ...]:
    """Return the claims and measures whose title has words that begin so, in English or in Welsh. One question."""
    wanted = asked.name.split()
    if not wanted or asked.postcode or asked.code:
        return ()
    rows = reader.rows(ROOM, "titles")
    found = [Titled(row["room"], row["slug"], Bilingual(row["title"], row["title_cy"]), row["verdict"]) for row in rows]
    return tuple(one for one in found if any(_has(folded(text), wanted) for text in _texts(one.title)))[:MOST_TITLES]


def _texts(title: Bilingual) -> list[str]:
    return [text for text in (title.english, title.welsh) if text]


def _has(title: str, wanted: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in title.split()) for part in wanted)


def find(reader: Reader, reference: Reference, asked: Asked) -> Found:
    """Return what was meant, or everything that may have been."""
    if asked.postcode:
        return _by_postcode(reader, reference, asked.postcode)
    if asked.code:
        found = place(reader, reference, asked.code)
        return Found((found,) if found else (), is_certain=bool(found))
    if asked.outcode and (there := _by_outcode(reader, reference, asked)).areas:
        return there
    return _by_name(reader, reference, asked)


def _by_postcode(reader: Reader, reference: Reference, postcode: str) -> Found:
    row = reader.row(ROOM, "found_postcode", postcode=postcode)
    area = place(reader, reference, row["code"]) if row and row["code"] else None
    if area:
        return Found((area,), is_certain=True)
    return Found(unplaced=postcode if row else "", postcodes_known=_postcodes_known(reader))


def _by_outcode(reader: Reader, reference: Reference, asked: Asked) -> Found:
    rows = reader.rows(ROOM, "found_outcode", outcode=asked.outcode, sector=asked.sector, many=MOST)
    areas = tuple(as_area(row) for row in rows)
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
    found = _larger(reference, asked.name) or _smaller(reader, reference, asked.name)
    exact = [area for rank, area in found if rank == 0]
    return Found(
        tuple(area for _, area in found[:MOST]),
        is_certain=len(found) == 1 or len(exact) == 1,
        postcodes_known=bool(found) or not asked.outcode or _postcodes_known(reader),
    )


def _larger(reference: Reference, name: str) -> list[tuple[int, Area]]:
    """Return the districts and forces called so, best first."""
    ranked = ((_rank(name, area), area) for area in reference.areas.values())
    found = [(rank, area) for rank, area in ranked if rank is not None]
    return sorted(found, key=lambda pair: (pair[0], pair[1].level != "district", pair[1].english))


def _smaller(reader: Reader, reference: Reference, name: str) -> list[tuple[int, Area]]:
    """Return the small areas called so: a small area is called after its district, with figures behind."""
    words = " ".join(word for word in name.split() if not word[0].isdigit())
    if not words or words == name:
        return []
    districts = [area for _, area in _larger(reference, words) if area.level == "district"]
    small = [area for district in districts[:MOST_DISTRICTS] for area in small_areas(reader, district.code)]
    return [(rank, area) for area in small if (rank := _rank(name, area)) is not None]


def _rank(name: str, area: Area) -> int | None:
    """Return 0 for the name itself, 1 for one that begins so, 2 for one with a word that begins so; else None."""
    ranks = []
    for called in filter(None, (area.english, area.welsh)):
        said = folded(called)
        if said == name:
            ranks.append(0)
        elif said.startswith(name):
            ranks.append(1)
        elif f" {name}" in said:
            ranks.append(2)
    return min(ranks, default=None)


def _force(reference: Reference, text: str) -> Area | None:
    """Return the area of the force that is known under exactly this name, unless a district is called the same."""
    slug = bodies.body(text)
    body = reference.bodies.get(slug or "")
    area = reference.areas.get(body.area_code) if body else None
    said = folded(text)
    namesake = any(one.level == "district" and folded(one.english) == said for one in reference.areas.values())
    return None if namesake else area


def _postcodes_known(reader: Reader) -> bool:
    row = reader.row(ROOM, "known_postcodes")
    return bool(row and row["n"])
