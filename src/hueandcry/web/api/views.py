"""The addresses of the drop-in API, in the order of data.police.uk's documentation."""

from __future__ import annotations

from datetime import date

from hueandcry.offences.queries import street_kinds
from hueandcry.warehouse.reading import Reader
from hueandcry.web.api import queries
from hueandcry.web.api.answering import Answer, endpoint
from hueandcry.web.api.queries import OUTCOMES, STREET, Found
from hueandcry.web.api.rules import categories, coverage, parameters
from hueandcry.web.api.rules.areas import Area, Circle
from hueandcry.web.api.rules.errors import Unknown, shown
from hueandcry.web.api.rules.parameters import Asked

STOPS = "stop-and-search"

# ---- crimes ----


@endpoint(post=True)
def crimes_street(build: Reader, asked: Asked, category: str) -> Answer:
    """Crimes within a mile of a point, or inside a polygon."""
    kinds = categories.kinds_of(category, street_kinds())
    area, when = _area(asked), queries.month(build, STREET, parameters.month(asked))
    found = queries.crimes_in(build, area, when, kinds)
    return _of_area(build, found, STREET, area, when)


@endpoint()
def crimes_at_location(build: Reader, asked: Asked) -> Answer:
    """Crimes on one map point: of this id, or the nearest to a place."""
    when, where = queries.month(build, STREET, parameters.month(asked)), _map_point(build, asked)
    if where is None:
        return _of_bodies(build, queries.NOTHING, STREET, set(), when)
    found = queries.crimes_in(build, where, when, None)
    return _of_area(build, found, STREET, where, when)


@endpoint()
def crimes_no_location(build: Reader, asked: Asked) -> Answer:
    """Crimes of a force that could not be placed on the map."""
    kinds = categories.kinds_of(asked.get("category", "").strip() or categories.EVERY, street_kinds())
    body = queries.force(build, parameters.required(asked, "force"))
    when = queries.month(build, STREET, parameters.month(asked))
    found = queries.crimes_without_place(build, body.slug, when, kinds)
    return _of_bodies(build, found, STREET, {body.slug}, when)


@endpoint()
def crime_categories(build: Reader, asked: Asked) -> Answer:
    """The categories in use, now or in a month."""
    return Answer(categories.categories(street_kinds(), parameters.month(asked)))


@endpoint()
def crime_last_updated(build: Reader, asked: Asked) -> Answer:
    """The latest month of crimes."""
    when = queries.month(build, STREET, None)
    return Answer({"date": when.isoformat()}, invented=queries.invented(build, queries.published_bodies(build)))


@endpoint()
def crimes_street_dates(build: Reader, asked: Asked) -> Answer:
    """The months there are, the latest first. No stop and search is loaded, so no force published any."""
    listed = [{"date": f"{when:%Y-%m}", "stop-and-search": []} for when in queries.months(build, STREET)]
    return Answer(listed, invented=queries.invented(build, queries.published_bodies(build)))


# ---- outcomes ----


@endpoint(post=True)
def outcomes_at_location(build: Reader, asked: Asked) -> Answer:
    """Outcomes of a month for crimes on a map point, within a mile of a place, or inside a polygon."""
    when, place_id = queries.month(build, OUTCOMES, parameters.month(asked)), parameters.location(asked)
    area = _area(asked) if place_id is None else queries.place(build, place_id)
    found = queries.outcomes_in(build, area, when)
    return _of_area(build, found, OUTCOMES, area, when)


@endpoint()
def outcomes_for_crime(build: Reader, asked: Asked, crime: str) -> Answer:
    """A crime and all its outcomes."""
    crime_id = parameters.crime_id(crime)
    if crime_id is None:
        raise Unknown(
            found=shown(crime),
            expected="64 hexadecimal digits",
            where="outcomes-for-crime",
            remedy="Use the persistent_id of a crime that this API returned.",
        )
    told, body = queries.history(build, crime_id)
    return Answer(told, invented=queries.invented(build, {body}))


# ---- forces ----


@endpoint()
def forces(build: Reader, asked: Asked) -> Answer:
    """The forces, in the order of their ids."""
    listed = [body for body in queries.bodies(build).values() if body.listed]
    return Answer(
        [{"id": body.slug, "name": body.name} for body in listed], invented=any(body.invented for body in listed)
    )


@endpoint()
def force(build: Reader, asked: Asked, force: str) -> Answer:
    """A force and how it is reached. Descriptions and social media are not loaded."""
    body = queries.force(build, force)
    told: dict[str, object] = {
        "description": None,
        "url": body.website or None,
        "engagement_methods": [],
        "telephone": body.non_emergency or None,
        "id": body.slug,
        "name": body.name,
    }
    return Answer(told, invented=body.invented)


@endpoint()
def force_people(build: Reader, asked: Asked, force: str) -> Answer:
    """The senior officers of a force: none are loaded."""
    return Answer([], invented=queries.force(build, force).invented)


# ---- neighbourhoods: no teams are loaded yet ----


@endpoint()
def locate_neighbourhood(build: Reader, asked: Asked) -> Answer:
    """The force and district of a place. Districts stand in for neighbourhoods until teams are loaded."""
    lat, lng = parameters.pair(parameters.required(asked, "q"), "q")
    told = queries.district(build, lat, lng)
    return Answer(told, invented=queries.invented(build, {told["force"]}))


@endpoint()
def neighbourhoods(build: Reader, asked: Asked, force: str) -> Answer:
    """The neighbourhood teams of a force: none are loaded."""
    return Answer([], invented=queries.force(build, force).invented)


@endpoint()
def neighbourhood(build: Reader, asked: Asked, force: str, neighbourhood: str) -> Answer:
    """A neighbourhood team: none is loaded."""
    queries.force(build, force)
    raise Unknown(
        found=shown(neighbourhood),
        expected="a neighbourhood team",
        where=f"{force}/…",
        remedy="No teams are loaded here yet; what is known of a district stands on its page.",
    )


@endpoint()
def neighbourhood_list(build: Reader, asked: Asked, force: str, neighbourhood: str) -> Answer:
    """People, events and priorities of a neighbourhood: none are loaded, so a district that exists has none."""
    body = queries.force(build, force)
    if not queries.is_district(build, force, neighbourhood):
        raise Unknown(
            found=shown(neighbourhood),
            expected="a district of the force",
            where=f"{force}/…",
            remedy="locate-neighbourhood names the district of a place.",
        )
    return Answer([], invented=body.invented)


# ---- stop and search: none is loaded ----


@endpoint(post=True)
def stops_street(build: Reader, asked: Asked) -> Answer:
    """Stops and searches in an area: none, and X-Coverage says that nobody published any here."""
    return _of_bodies(build, queries.NOTHING, STOPS, queries.bodies_of(build, _area(asked)), parameters.month(asked))


@endpoint()
def stops_at_location(build: Reader, asked: Asked) -> Answer:
    """Stops and searches on a map point: none."""
    where = queries.place(build, int(parameters.location(asked) or parameters.required(asked, "location_id")))
    return _of_area(build, queries.NOTHING, STOPS, where, parameters.month(asked))


@endpoint()
def stops_of_force(build: Reader, asked: Asked) -> Answer:
    """Stops and searches of a force: none."""
    body = queries.force(build, parameters.required(asked, "force"))
    return _of_bodies(build, queries.NOTHING, STOPS, {body.slug}, parameters.month(asked))


@endpoint(post=True)
def nothing_here(build: Reader, asked: Asked, path: str = "") -> Answer:
    """Any other address."""
    raise Unknown(
        found=shown(path),
        expected="a method of this API",
        where="the address",
        remedy="The page Data, API lists the methods.",
    )


# ---- steps that several of them share ----


def _area(asked: Asked) -> Area:
    area = parameters.area(asked)
    if area is None:
        raise parameters.nothing("lat and lng, or poly", "a place or an area")
    return area


def _map_point(build: Reader, asked: Asked) -> Circle | None:
    place_id, point = parameters.location(asked), parameters.point(asked)
    if place_id is not None:
        return queries.place(build, place_id)
    if point is None:
        raise parameters.nothing("location_id, lat and lng", "a map point or a place")
    return queries.nearest(build, *point)


def _of_area(build: Reader, found: Found, dataset: str, area: Area, when: date | None) -> Answer:
    return _of_bodies(build, found, dataset, queries.bodies_of(build, area), when)


def _of_bodies(build: Reader, found: Found, dataset: str, bodies: set[str], when: date | None) -> Answer:
    told = coverage.states(bodies, dataset, when, queries.covered(build))
    return Answer(text=found.json, month=when, coverage=told, invented=queries.invented(build, bodies))
