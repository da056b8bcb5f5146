"""Forces, neighbourhoods and stops: what is known, and what is not loaded yet."""

import pytest

from web.api import shapes
from web.api.shapes import misfits


def test_forces_lists_those_that_theirs_lists(api):
    listed = api.get("/api/forces").json()

    slugs = [one["id"] for one in listed]
    assert len(slugs) == 44
    assert slugs == sorted(slugs)
    assert {"kent", "northern-ireland", "city-of-london", "greater-manchester"} <= set(slugs)
    assert {"btp", "scotland", "exampleshire"} & set(slugs) == set()
    assert misfits(listed, [shapes.FORCE]) == []


def test_force_tells_how_it_is_reached(api):
    told = api.get("/api/forces/kent").json()

    assert (told["id"], told["name"], told["telephone"]) == ("kent", "Kent Police", "101")
    assert misfits(told, shapes.FORCE_DETAIL) == []


def test_force_of_the_railways_is_known_though_not_listed(api):
    assert api.get("/api/forces/btp").json()["name"] == "British Transport Police"


@pytest.mark.parametrize("address", ["forces/kent/people", "kent/neighbourhoods", "kent/canterbury/people"])
def test_lists_of_what_is_not_loaded_are_empty(api, address):
    assert api.get(f"/api/{address}").json() == []


@pytest.mark.parametrize("section", ["people", "events", "priorities"])
def test_sections_of_a_district_are_empty(api, section):
    assert api.get(f"/api/kent/canterbury/{section}").json() == []


@pytest.mark.parametrize(
    "address",
    [
        "forces/atlantis",
        "forces/exampleshire",
        "forces/atlantis/people",
        "atlantis/neighbourhoods",
        "kent/canterbury",
        "kent/canterbury/boundary",
        "kent/atlantis/people",
        "durham/canterbury/people",
        "atlantis/canterbury/people",
        "nonsense",
        "kent/canterbury/people/more",
        "crimes-street",
        "",
    ],
)
def test_what_does_not_exist_is_not_found(api, address):
    answer = api.get(f"/api/{address}")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_locate_neighbourhood_answers_by_the_nearest_crime_where_no_boundary_is_loaded(api):
    told = api.get("/api/locate-neighbourhood", {"q": "51.2801,1.0802"}).json()

    assert told == {"force": "kent", "neighbourhood": "canterbury"}
    assert misfits(told, shapes.LOCATED) == []


@pytest.mark.parametrize("place", ["48.85,2.35", "51.33,1.08", "54.597,-5.93"])
def test_locate_neighbourhood_does_not_guess(api, place):
    assert api.get("/api/locate-neighbourhood", {"q": place}).status_code == 404


@pytest.mark.parametrize("place", ["", "51.28", "51.28,", "x,y", "1,2,3", "91,0"])
def test_locate_neighbourhood_refuses_what_is_no_place(api, place):
    assert api.get("/api/locate-neighbourhood", {"q": place}).status_code == 400


def test_locate_neighbourhood_answers_by_boundary_where_one_is_loaded(county_api):
    told = county_api.get("/api/locate-neighbourhood", {"q": "54.6599,2.2799"}).json()

    assert told == {"force": "exampleshire", "neighbourhood": "E07990002"}


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("stops-street", {"lat": "51.28", "lng": "1.08"}),
        ("stops-street", {"poly": "51,0:52,0:52,1"}),
        ("stops-force", {"force": "kent"}),
        ("stops-no-location", {"force": "kent", "date": "2022-07"}),
    ],
)
def test_stops_are_empty_and_say_that_nothing_was_published(api, address, asked):
    answer = api.get(f"/api/{address}", asked)

    assert answer.json() == []
    assert "kent=no-data" in answer["X-Coverage"].split(", ")


def test_stops_at_location_are_empty(api):
    (burglary,) = api.get("/api/crimes-street/burglary", {"lat": "51.28", "lng": "1.08"}).json()

    answer = api.get("/api/stops-at-location", {"location_id": burglary["location"]["street"]["id"]})

    assert answer.json() == []


@pytest.mark.parametrize(
    ("address", "status"), [("stops-street", 400), ("stops-force?force=atlantis", 404), ("stops-at-location", 400)]
)
def test_stops_are_refused_like_crimes(api, address, status):
    assert api.get(f"/api/{address}").status_code == status
