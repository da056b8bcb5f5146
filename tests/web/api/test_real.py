"""The API on real files: City of London and Northumbria, counted again from the files themselves."""

import csv
import gzip
import io
from collections import Counter

import pytest
from django.test import Client, override_settings
from pyproj import Geod

from hueandcry.web.api.rules.areas import MILE
from real import real_file
from web.api import shapes, world
from web.api.shapes import misfits

pytestmark = pytest.mark.real

LONDON, NEWCASTLE = (51.5155, -0.0922), (54.9733, -1.6139)
STREETS = [
    "police/street/city-of-london/2017-09-city-of-london-street.csv",
    "police/street/city-of-london/2017-12-city-of-london-street.csv",
    "police/street/northumbria/2022-12-northumbria-street.csv.gz",
    "police/street/northumbria/2022-11-northumbria-street.csv.gz",
]
OTHERS = [
    "police/outcomes/northumbria/2022-12-northumbria-outcomes.csv.gz",
    "geo/police-forces.geojson",
    "geo/lsoa2011/E09000001.geojson",
]


def rows_of(path: str) -> list[dict[str, str]]:
    data = real_file(path)
    text = gzip.decompress(data) if path.endswith(".gz") else data
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def real_home(tmp_path_factory):
    files = tmp_path_factory.mktemp("real") / "files"
    files.mkdir()
    for path in [*STREETS, *OTHERS]:
        (files / path.rpartition("/")[2]).write_bytes(real_file(path))
    return world.built(files.parent, files)


@pytest.fixture
def real_api(real_home):
    with override_settings(HOME=real_home, ROOT_URLCONF="web.api.urls"):
        yield Client()


def within_a_mile(path: str, lat: float, lng: float) -> Counter:
    geod = Geod(ellps="WGS84")
    return Counter(
        (row["Crime ID"], row["Crime type"], f"{float(row['Latitude']):.6f}", f"{float(row['Longitude']):.6f}")
        for row in rows_of(path)
        if row["Latitude"] and geod.inv(lng, lat, float(row["Longitude"]), float(row["Latitude"]))[2] <= MILE
    )


def told(crimes: list[dict], names: dict[str, str]) -> Counter:
    return Counter(
        (
            crime["persistent_id"],
            names[crime["category"]],
            crime["location"]["latitude"],
            crime["location"]["longitude"],
        )
        for crime in crimes
    )


@pytest.mark.parametrize(
    ("path", "place", "month"), [(STREETS[0], LONDON, "2017-09"), (STREETS[2], NEWCASTLE, "2022-12")]
)
def test_crimes_street_returns_every_row_of_the_file_within_a_mile(real_api, path, place, month):
    names = {one["url"]: one["name"] for one in real_api.get("/api/crime-categories").json()}

    crimes = real_api.get("/api/crimes-street/all-crime", {"lat": place[0], "lng": place[1], "date": month}).json()

    assert len(crimes) > 300
    assert told(crimes, names) == within_a_mile(path, *place)
    assert misfits(crimes, [shapes.CRIME]) == []
    assert len({crime["id"] for crime in crimes}) == len(crimes)


def test_crimes_no_location_returns_every_row_without_coordinates(real_api):
    crimes = real_api.get("/api/crimes-no-location", {"force": "northumbria", "date": "2022-12"}).json()

    expected = [row["Crime ID"] for row in rows_of(STREETS[2]) if not row["Latitude"]]
    assert sorted(crime["persistent_id"] for crime in crimes) == sorted(expected)
    assert misfits(crimes, [shapes.CRIME_WITHOUT_PLACE]) == []


def test_outcomes_at_location_returns_every_row_of_the_outcomes_file_within_a_mile(real_api):
    geod = Geod(ellps="WGS84")
    expected = Counter(
        (row["Crime ID"], row["Outcome type"])
        for row in rows_of(OTHERS[0])
        if row["Latitude"]
        and geod.inv(NEWCASTLE[1], NEWCASTLE[0], float(row["Longitude"]), float(row["Latitude"]))[2] <= MILE
    )

    outcomes = real_api.get(
        "/api/outcomes-at-location", {"lat": NEWCASTLE[0], "lng": NEWCASTLE[1], "date": "2022-12"}
    ).json()

    assert Counter((one["crime"]["persistent_id"], one["category"]["name"]) for one in outcomes) == expected
    known = [one for one in outcomes if one["crime"]["month"]]
    assert len(known) > 100
    assert misfits(known, [shapes.OUTCOME_AT_LOCATION]) == []


def test_city_of_london_gap_is_missing_and_not_zero(real_api):
    answer = real_api.get("/api/crimes-street/all-crime", {"lat": LONDON[0], "lng": LONDON[1], "date": "2017-10"})

    assert answer.json() == []
    assert dict(one.split("=") for one in answer["X-Coverage"].split(", "))["city-of-london"] == "missing"


def test_edge_of_the_city_tells_that_the_metropolitan_police_gave_nothing(real_api):
    answer = real_api.get("/api/crimes-street/all-crime", {"lat": LONDON[0], "lng": LONDON[1], "date": "2017-09"})

    assert dict(one.split("=") for one in answer["X-Coverage"].split(", ")) == {
        "city-of-london": "complete",
        "metropolitan": "no-data",
    }


@pytest.mark.parametrize(("place", "force"), [(LONDON, "city-of-london"), (NEWCASTLE, "northumbria")])
def test_locate_neighbourhood_finds_the_force(real_api, place, force):
    found = real_api.get("/api/locate-neighbourhood", {"q": f"{place[0]},{place[1]}"}).json()

    assert found["force"] == force


def test_crimes_at_location_agrees_with_the_file(real_api):
    row = next(row for row in rows_of(STREETS[2]) if row["Latitude"])
    expected = [
        other["Crime ID"]
        for other in rows_of(STREETS[2])
        if (other["Latitude"], other["Longitude"]) == (row["Latitude"], row["Longitude"])
    ]

    crimes = real_api.get(
        "/api/crimes-at-location", {"lat": row["Latitude"], "lng": row["Longitude"], "date": "2022-12"}
    ).json()

    assert sorted(crime["persistent_id"] for crime in crimes) == sorted(expected)
