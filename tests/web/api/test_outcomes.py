"""Outcomes by place and by crime."""

import pytest

from police_files import crime_id
from web.api import shapes, world
from web.api.shapes import misfits

JULY = {"date": "2022-07"}
HERE = {"lat": "51.28", "lng": "1.08", **JULY}


def test_outcomes_at_location_returns_the_months_outcomes_within_a_mile(api):
    told = api.get("/api/outcomes-at-location", HERE).json()

    assert sorted((one["category"]["code"], one["crime"]["persistent_id"]) for one in told) == sorted(
        [
            ("no-further-action", crime_id(world.CHARGED)),
            ("local-resolution", crime_id(world.TWICE)),
            ("decided-in-a-new-way", crime_id(world.STRANGER)),
        ]
    )


def test_outcomes_at_location_has_the_documented_shape_but_for_crimes_not_loaded(api):
    told = api.get("/api/outcomes-at-location", HERE).json()

    known = [one for one in told if one["crime"]["persistent_id"] != crime_id(world.STRANGER)]
    assert len(known) == 2
    assert misfits(known, [shapes.OUTCOME_AT_LOCATION]) == []


def test_outcomes_at_location_tells_an_outcome_even_where_its_crime_is_not_loaded(api):
    told = api.get("/api/outcomes-at-location", HERE).json()

    (crime,) = [one["crime"] for one in told if one["crime"]["persistent_id"] == crime_id(world.STRANGER)]
    assert (crime["category"], crime["month"]) == ("", "")
    assert crime["location"]["street"]["name"] == "On or near Invented Street"


def test_outcomes_at_location_gives_a_shared_id_one_crime(api):
    told = api.get("/api/outcomes-at-location", HERE).json()

    assert len([one for one in told if one["crime"]["persistent_id"] == crime_id(world.TWICE)]) == 1


def test_outcomes_at_location_names_the_same_crime_as_crimes_street(api):
    (burglary,) = api.get("/api/crimes-street/burglary", HERE).json()
    told = api.get("/api/outcomes-at-location", HERE).json()

    (crime,) = [one["crime"] for one in told if one["crime"]["persistent_id"] == crime_id(world.CHARGED)]
    assert crime == {name: value for name, value in burglary.items() if name != "outcome_status"}


@pytest.mark.parametrize("method", ["get", "post"])
def test_outcomes_at_location_inside_a_polygon(api, method):
    ring = "51.2795,1.0805:51.2805,1.0805:51.2805,1.0815:51.2795,1.0815"

    told = getattr(api, method)("/api/outcomes-at-location", {"poly": ring, **JULY}).json()

    assert [one["category"]["name"] for one in told] == ["Local resolution"]


def test_outcomes_at_location_by_id_of_a_map_point(api):
    (burglary,) = api.get("/api/crimes-street/burglary", HERE).json()

    told = api.get("/api/outcomes-at-location", {"location_id": burglary["location"]["street"]["id"], **JULY}).json()

    assert {one["crime"]["persistent_id"] for one in told} == {crime_id(world.CHARGED), crime_id(world.STRANGER)}


def test_outcomes_at_location_answers_for_the_latest_month_of_outcomes_by_default(api):
    answer = api.get("/api/outcomes-at-location", {"lat": "51.28", "lng": "1.08"})

    assert answer["X-Month"] == "2022-08"
    assert [one["category"]["code"] for one in answer.json()] == ["charged", "charged"]


def test_outcomes_for_crime_tells_its_history_in_order(api):
    told = api.get(f"/api/outcomes-for-crime/{crime_id(world.CHARGED)}").json()

    assert [(one["category"]["code"], one["date"]) for one in told["outcomes"]] == [
        ("no-further-action", "2022-07"),
        ("charged", "2022-08"),
    ]
    assert misfits(told, shapes.HISTORY) == []


def test_outcomes_for_crime_adds_the_last_outcome_that_no_file_dates(api):
    told = api.get(f"/api/outcomes-for-crime/{crime_id(world.NO_FILE)}").json()

    assert told["outcomes"] == [
        {
            "category": {"code": "unable-to-prosecute", "name": "Unable to prosecute suspect"},
            "date": "",
            "person_id": None,
        }
    ]


def test_outcomes_for_crime_without_a_place(api):
    told = api.get(f"/api/outcomes-for-crime/{crime_id(world.UNPLACED)}").json()

    assert (told["crime"]["location"], told["outcomes"][0]["category"]["code"]) == (None, "under-investigation")


def test_outcomes_for_crime_reads_an_id_in_capitals(api):
    assert api.get(f"/api/outcomes-for-crime/{crime_id(world.CHARGED).upper()}").status_code == 200


@pytest.mark.parametrize("asked", [crime_id(12345), crime_id(world.STRANGER), "nonsense", "a" * 63, "' OR 1=1 --"])
def test_outcomes_for_crime_that_is_not_known_is_not_found(api, asked):
    assert api.get(f"/api/outcomes-for-crime/{asked}").status_code == 404
