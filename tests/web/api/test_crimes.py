"""Crimes by place, point and force: which come back, and how each is written."""

import json

import pytest

from police_files import crime_id
from web.api import shapes, world
from web.api.shapes import misfits

JULY = {"date": "2022-07"}
HERE = {"lat": "51.28", "lng": "1.08", **JULY}


def ids(answer) -> list[str]:
    return sorted(crime["persistent_id"] for crime in answer.json())


def test_crimes_street_returns_what_lies_within_a_mile(api):
    answer = api.get("/api/crimes-street/all-crime", HERE)

    placed_near = [world.CHARGED, world.TWICE, world.TWICE, world.WELSH, world.NO_FILE, 20]
    assert ids(answer) == sorted(["", "", *(crime_id(number) for number in placed_near)])


def test_crimes_street_has_exactly_the_documented_shape(api):
    answer = api.get("/api/crimes-street/all-crime", HERE)

    assert len(answer.json()) == 8
    assert misfits(answer.json(), [shapes.CRIME]) == []


def test_crimes_street_writes_a_crime_as_theirs(api):
    crimes = {crime["persistent_id"]: crime for crime in api.get("/api/crimes-street/all-crime", HERE).json()}

    crime = crimes[crime_id(world.CHARGED)]
    assert crime == {
        "category": "burglary",
        "location_type": "Force",
        "location": {
            "latitude": "51.280000",
            "street": {"id": crime["location"]["street"]["id"], "name": "On or near Invented Street"},
            "longitude": "1.080000",
        },
        "context": "",
        "outcome_status": {"category": "Suspect charged", "date": "2022-08"},
        "persistent_id": crime_id(world.CHARGED),
        "id": crime["id"],
        "location_subtype": "",
        "month": "2022-07",
    }


def test_crimes_street_gives_each_crime_an_id_of_its_own_and_a_point_the_same(api):
    crimes = api.get("/api/crimes-street/all-crime", HERE).json()

    assert len({crime["id"] for crime in crimes}) == len(crimes)
    incidents = [crime for crime in crimes if crime["category"] == "anti-social-behaviour"]
    assert len({crime["location"]["street"]["id"] for crime in incidents}) == 1


def test_crimes_street_ids_are_the_same_when_asked_again(api):
    assert (
        api.get("/api/crimes-street/all-crime", HERE).content == api.get("/api/crimes-street/all-crime", HERE).content
    )


def test_crimes_street_anti_social_behaviour_has_no_outcome_and_no_persistent_id(api):
    incidents = api.get("/api/crimes-street/anti-social-behaviour", HERE).json()

    assert [(one["outcome_status"], one["persistent_id"]) for one in incidents] == [(None, ""), (None, "")]


def test_crimes_street_leaves_the_month_of_an_outcome_empty_where_no_file_tells_it(api):
    (robbery,) = api.get("/api/crimes-street/robbery", HERE).json()

    assert robbery["outcome_status"] == {"category": "Unable to prosecute suspect", "date": ""}


def test_crimes_street_crimes_that_share_an_id_are_not_multiplied(api):
    shared = [
        crime["category"]
        for crime in api.get("/api/crimes-street/all-crime", HERE).json()
        if crime["persistent_id"] == crime_id(world.TWICE)
    ]

    assert sorted(shared) == ["drugs", "possession-of-weapons"]


def test_crimes_street_passes_letters_and_context_through_as_published(api):
    crimes = {crime["category"]: crime for crime in api.get("/api/crimes-street/all-crime", HERE).json()}

    assert crimes["other-theft"]["location"]["street"]["name"] == 'On or near Ffordd Tŷ "Gŵyl"'
    assert crimes["robbery"]["context"] == "Seen at dusk"


def test_crimes_street_tells_railway_crimes_from_others(api):
    types = {
        crime["persistent_id"]: crime["location_type"] for crime in api.get("/api/crimes-street/all-crime", HERE).json()
    }

    assert (types[crime_id(20)], types[crime_id(world.CHARGED)]) == ("BTP", "Force")


def test_crimes_street_of_one_category(api):
    answer = api.get("/api/crimes-street/burglary", HERE)

    assert ids(answer) == [crime_id(world.CHARGED)]


@pytest.mark.parametrize("method", ["get", "post"])
def test_crimes_street_inside_a_polygon(api, method):
    ring = "51.2795,1.0795:51.2805,1.0795:51.2805,1.0805:51.2795,1.0805"

    answer = getattr(api, method)("/api/crimes-street/all-crime", {"poly": ring, **JULY})

    assert ids(answer) == ["", "", crime_id(world.CHARGED)]


def test_crimes_street_takes_a_form_body_as_well_as_multipart(api):
    answer = api.post(
        "/api/crimes-street/burglary",
        "lat=51.28&lng=1.08&date=2022-07",
        content_type="application/x-www-form-urlencoded",
    )

    assert ids(answer) == [crime_id(world.CHARGED)]


def test_crimes_street_answers_for_the_latest_month_by_default(api):
    answer = api.get("/api/crimes-street/burglary", {"lat": "51.28", "lng": "1.08"})

    assert (ids(answer), answer["X-Month"]) == ([crime_id(world.CHARGED)], "2022-07")


def test_crimes_street_never_returns_a_crime_without_place(api):
    everywhere = "50.9,0.1:51.5,0.1:51.5,1.6:50.9,1.6"

    assert crime_id(world.UNPLACED) not in ids(api.get("/api/crimes-street/all-crime", {"poly": everywhere, **JULY}))


def test_crimes_at_location_by_id_returns_the_crimes_of_one_point(api):
    (burglary,) = api.get("/api/crimes-street/burglary", HERE).json()

    answer = api.get("/api/crimes-at-location", {"location_id": burglary["location"]["street"]["id"], **JULY})

    assert ids(answer) == ["", "", crime_id(world.CHARGED)]
    assert misfits(answer.json(), [shapes.CRIME]) == []


def test_crimes_at_location_by_place_takes_the_nearest_point(api):
    answer = api.get("/api/crimes-at-location", {"lat": "51.2846", "lng": "1.0756", **JULY})

    assert ids(answer) == [crime_id(20)]


def test_crimes_at_location_goes_far_to_find_the_nearest_point(api):
    answer = api.get("/api/crimes-at-location", {"lat": "51.43", "lng": "1.08", **JULY})

    assert ids(answer) == [crime_id(8)]


def test_crimes_at_location_beyond_every_point_is_empty_and_says_that_nothing_is_known(api):
    answer = api.get("/api/crimes-at-location", {"lat": "48.85", "lng": "2.35", **JULY})

    assert (answer.json(), answer["X-Coverage"]) == ([], "unknown")


def test_crimes_at_location_finds_a_point_under_its_earlier_name(api):
    (earlier,) = api.get("/api/crimes-street/burglary", {**HERE, "date": "2022-05"}).json()

    answer = api.get("/api/crimes-at-location", {"location_id": earlier["location"]["street"]["id"], **JULY})

    assert ids(answer) == ["", "", crime_id(world.CHARGED)]


def test_crimes_no_location_returns_the_crimes_that_have_none(api):
    answer = api.get("/api/crimes-no-location", {"category": "all-crime", "force": "kent", **JULY})

    assert ids(answer) == [crime_id(world.UNPLACED)]
    assert misfits(answer.json(), [shapes.CRIME_WITHOUT_PLACE]) == []


def test_crimes_no_location_of_another_category_is_empty(api):
    answer = api.get("/api/crimes-no-location", {"category": "burglary", "force": "kent", **JULY})

    assert answer.json() == []


def test_crimes_no_location_answers_for_the_railway_police(api):
    answer = api.get("/api/crimes-no-location", {"category": "all-crime", "force": "btp", **JULY})

    assert (answer.json(), answer["X-Coverage"]) == ([], "btp=complete")


def test_crimes_street_refuses_more_than_ten_thousand(api):
    answer = api.get("/api/crimes-street/all-crime", {"lat": "54.776", "lng": "-1.575", **JULY})

    assert (answer.status_code, answer.json()["found"]) == (503, "10,001 records")


def test_crimes_street_of_a_polygon_refuses_more_than_ten_thousand(api):
    ring = "54.7,-1.6:54.8,-1.6:54.8,-1.5"

    assert api.post("/api/crimes-street/all-crime", {"poly": ring, **JULY}).status_code == 503


def test_crimes_street_counts_only_what_was_asked_for(api):
    answer = api.get("/api/crimes-street/burglary", {"lat": "54.776", "lng": "-1.575", **JULY})

    assert (answer.status_code, len(answer.json())) == (200, 10_000)


def test_crimes_street_leaves_out_what_lies_in_the_box_but_not_in_the_polygon(api):
    beside = "51.279,1.079:51.279,1.0815:51.2815,1.0815"

    answer = api.post("/api/crimes-street/all-crime", {"poly": beside, **JULY})

    assert ids(answer) == [*[""] * 2, *sorted([crime_id(world.CHARGED), *[crime_id(world.TWICE)] * 2])]


def test_crime_categories_has_the_documented_shape(api):
    answer = api.get("/api/crime-categories", {"date": "2022-07"})

    assert len(answer.json()) == 15
    assert misfits(answer.json(), [shapes.CATEGORY]) == []


def test_crimes_street_dates_lists_the_months_published_latest_first(api):
    answer = api.get("/api/crimes-street-dates")

    assert answer.json() == [{"date": "2022-07", "stop-and-search": []}, {"date": "2022-05", "stop-and-search": []}]
    assert misfits(answer.json(), [shapes.STREET_DATES]) == []


def test_crime_last_updated_is_the_first_day_of_the_latest_month(api):
    answer = api.get("/api/crime-last-updated")

    assert answer.json() == {"date": "2022-07-01"}
    assert misfits(answer.json(), shapes.LAST_UPDATED) == []


def test_answers_are_compact_json_in_utf8(api):
    answer = api.get("/api/crimes-street/other-theft", HERE)

    assert answer["Content-Type"] == "application/json"
    assert "Ffordd Tŷ".encode() in answer.content
    assert answer.content.decode() == json.dumps(answer.json(), ensure_ascii=False, separators=(",", ":"))
