"""How a request is read: a table of what is understood and a table of what is refused."""

from datetime import date

import pytest

from hueandcry.web.api.rules import parameters
from hueandcry.web.api.rules.areas import Circle, Polygon
from hueandcry.web.api.rules.errors import Malformed


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2025-09", date(2025, 9, 1)), (" 2025-09 ", date(2025, 9, 1)), ("0001-01", date(1, 1, 1)), ("", None)],
)
def test_month_is_read(text, expected):
    assert parameters.month({"date": text}) == expected


def test_month_that_is_not_asked_for_is_none():
    assert parameters.month({}) is None


@pytest.mark.parametrize(
    "text",
    ["2025-13", "2025-00", "2025-9", "2025", "2025-09-01", "09-2025", "0000-01", "٢٠٢٥-٠٩", "2025-09'--", "latest"],
)
def test_month_that_cannot_be_read_is_refused(text):
    with pytest.raises(Malformed) as refused:
        parameters.month({"date": text})

    assert (refused.value.status, refused.value.where) == (400, "date")


@pytest.mark.parametrize(
    ("lat", "lng", "expected"),
    [
        ("51.5", "-0.1", (51.5, -0.1)),
        ("+51.5", "0", (51.5, 0.0)),
        (" 51. ", "1e-7", (51.0, 1e-7)),
        ("-90", "180", (-90.0, 180.0)),
    ],
)
def test_point_is_read(lat, lng, expected):
    assert parameters.point({"lat": lat, "lng": lng}) == expected


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({"lat": "51.5"}, "lng"),
        ({"lng": "0"}, "lat"),
        ({"lat": "51.5", "lng": " "}, "lng"),
        ({"lat": "nan", "lng": "0"}, "lat"),
        ({"lat": "inf", "lng": "0"}, "lat"),
        ({"lat": "1_0", "lng": "0"}, "lat"),
        ({"lat": "51,5", "lng": "0"}, "lat"),
        ({"lat": "90.0001", "lng": "0"}, "lat"),
        ({"lat": "51.5", "lng": "-180.5"}, "lng"),
        ({"lat": "51.5", "lng": "1e99"}, "lng"),
        ({"lat": "51.5 OR 1=1", "lng": "0"}, "lat"),
        ({"lat": "٥١", "lng": "0"}, "lat"),
    ],
)
def test_point_that_cannot_be_read_is_refused(asked, where):
    with pytest.raises(Malformed) as refused:
        parameters.point(asked)

    assert refused.value.where == where


def test_area_is_a_mile_around_a_point():
    assert parameters.area({"lat": "51.5", "lng": "-0.1"}) == Circle(51.5, -0.1)


def test_area_is_a_polygon_in_the_documented_form():
    found = parameters.area({"poly": "52.268,0.543:52.794,0.238:52.130,0.478"})

    assert found == Polygon(((52.268, 0.543), (52.794, 0.238), (52.13, 0.478)))


def test_area_forgives_blanks_and_colons_at_the_ends():
    found = parameters.area({"poly": ":52.268, 0.543:52.794 ,0.238:52.130,0.478:"})

    assert found == Polygon(((52.268, 0.543), (52.794, 0.238), (52.13, 0.478)))


def test_area_that_is_not_asked_for_is_none():
    assert parameters.area({"date": "2025-09"}) is None


def test_area_of_two_kinds_at_once_is_refused():
    with pytest.raises(Malformed) as refused:
        parameters.area({"lat": "51.5", "lng": "-0.1", "poly": "1,2:3,4:5,7"})

    assert refused.value.found == "both a point and a polygon"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("52,0:53,0:x,1", "poly, corner 3"),
        ("52,0::53,1", "poly, corner 2"),
        ("52 0:53 1:54 2", "poly, corner 1"),
        ("52,0:53,1,2:54,2", "poly, corner 2"),
        ("[[0,52],[1,53]]", "poly, corner 1"),
        ("0.1,52:0.2,181:0.3,52", "poly, corner 2"),
        ("52,0:52,1'); DROP TABLE crimes;--:53,1", "poly, corner 2"),
    ],
)
def test_polygon_that_cannot_be_read_is_refused_by_the_corner(text, where):
    with pytest.raises(Malformed) as refused:
        parameters.area({"poly": text})

    assert refused.value.where == where


def test_polygon_of_too_many_corners_is_refused():
    with pytest.raises(Malformed) as refused:
        parameters.corners(":".join(["51.5,0.1"] * 10_001))

    assert (refused.value.found, refused.value.expected) == ("10,001 corners", "at most 10,000")


def test_polygon_of_as_many_corners_as_allowed_is_read():
    assert len(parameters.corners(":".join(["51.5,0.1"] * 10_000))) == 10_000


@pytest.mark.parametrize(("text", "expected"), [("883498", 883498), ("0", 0), ("", None)])
def test_location_is_read(text, expected):
    assert parameters.location({"location_id": text}) == expected


@pytest.mark.parametrize("text", ["-1", "1.5", "abc", "1 OR 1=1", "9" * 19, "１２"])
def test_location_that_is_no_number_is_refused(text):
    with pytest.raises(Malformed):
        parameters.location({"location_id": text})


@pytest.mark.parametrize(
    ("text", "expected"),
    [("A" * 64, "a" * 64), ("a" * 63, None), ("g" * 64, None), ("a" * 65, None), ("", None), ("a" * 64 + "\n", None)],
)
def test_crime_id_is_64_hexadecimal_digits_in_any_case(text, expected):
    assert parameters.crime_id(text) == expected


def test_refusal_repeats_no_more_than_a_little_of_what_was_sent():
    with pytest.raises(Malformed) as refused:
        parameters.month({"date": "x" * 5_000})

    assert len(refused.value.found) < 100
