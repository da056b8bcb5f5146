"""The map of a place, always with a list beside it that says the same."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from hueandcry.ui.addresses import speaking
from hueandcry.ui.components import Link, PlaceMap
from hueandcry.ui.format import month_name
from hueandcry.ui.languages import named
from hueandcry.web.pages import addresses
from hueandcry.web.pages.place import crumbs
from hueandcry.web.pages.words import standing_words, tested_words
from hueandcry.web.queries.maps import Shape
from hueandcry.web.queries.reference import Area, Reference


@dataclass(frozen=True)
class Neighbour:
    """A line of the list: a place and its sentence."""

    name: str
    url: str
    said: str


@dataclass(frozen=True)
class MapPage:
    """Everything the map's page shows; no map where no outline is loaded."""

    title: str
    crumbs: tuple[Link, ...]
    map: PlaceMap | None
    here: Neighbour
    neighbours: tuple[Neighbour, ...]
    invented: bool


def page(
    reference: Reference,
    place: Area,
    *,
    has_outline: bool,
    neighbours: Sequence[Shape],
    verdicts: Mapping[str, Mapping[str, int]],
    months: Mapping[str, Mapping[str, date]],
    force_outline: str,
) -> MapPage:
    """Put the page of a map together."""
    address = reverse("place-geojson", args=[place.code])
    drawn = PlaceMap(
        place=place.name,
        place_url=speaking(address),
        neighbours_url=speaking(f"{address}?around=yes"),
        outline_url=speaking(reverse("place-geojson", args=[force_outline])) if force_outline else "",
    )
    return MapPage(
        title=gettext("%(place)s on a map") % {"place": place.name},
        crumbs=crumbs(reference, place, Link(gettext("Map"), "", current=True)),
        map=drawn if has_outline else None,
        here=Neighbour(
            place.name, addresses.of_place(place, reference), said(verdicts.get(place.code, {}), months[place.code])
        ),
        neighbours=tuple(
            neighbour(reference, one, said(verdicts.get(one.code, {}), months[one.code])) for one in neighbours
        ),
        invented=reference.is_invented(place.force),
    )


def neighbour(reference: Reference, shape: Shape, words: str) -> Neighbour:
    """Return one place around, with its sentence."""
    return Neighbour(named(shape.english, shape.welsh), address_of(reference, shape), words)


def said(verdicts: Mapping[str, int], months: Mapping[str, date]) -> str:
    """Return the sentence of a place's latest month, and how many of its kinds were tested."""
    if not verdicts or not months:
        return standing_words({})
    words = f"{standing_words(verdicts)} {tested_words(verdicts)}"
    return gettext("%(words)s This is of %(month)s.") % {"words": words, "month": month_name(max(months.values()))}


def address_of(reference: Reference, shape: Shape) -> str:
    """Return the page of the area that a shape outlines."""
    body = reference.by_area.get(shape.code) if shape.level == "force" else None
    return reverse("force", args=[body.slug]) if body else reverse("place", args=[shape.code])


def collection(reference: Reference, shapes: Sequence[Shape]) -> str:
    """Return outlines as a GeoJSON feature collection (RFC 7946, section 3.3), each with its name and its page."""
    return '{"type":"FeatureCollection","features":[' + ",".join(feature(reference, one) for one in shapes) + "]}"


def feature(reference: Reference, shape: Shape) -> str:
    """Return one outline as a GeoJSON feature; its geometry is GeoJSON already, and is not read and written again."""
    told = json.dumps(properties(reference, shape), ensure_ascii=False)
    return f'{{"type":"Feature","id":{json.dumps(shape.code)},"properties":{told},"geometry":{shape.geojson}}}'


def properties(reference: Reference, shape: Shape) -> dict[str, str | None]:
    """Return what a map tells about a shape."""
    return {
        "code": shape.code,
        "name": shape.english,
        "name_cy": shape.welsh,
        "level": shape.level,
        "url": address_of(reference, shape),
    }
