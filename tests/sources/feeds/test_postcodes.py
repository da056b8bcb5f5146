"""Invented postcodes only: area ZZ was never issued."""

import json
from datetime import date

import pytest

from feed_reading import feed, lines, read, reasons, rows, sample
from hueandcry.sources.feeds.faults import WrongShapeError
from hueandcry.sources.feeds.postcodes.read import OPTIONAL, PLACE, POSTCODE_COLUMNS
from real import real_file

HEADER = "pcd,pcd2,pcds,dointr,doterm,oslaua,osward,ctry,lat,long,pfa,lsoa11,lsoa21"


def line(postcode="ZZ99 9ZZ", **changes):
    cells = {
        "pcd": postcode.replace(" ", ""), "pcd2": postcode, "pcds": postcode, "dointr": "198001", "doterm": "",
        "oslaua": "E07990001", "osward": "E05990001", "ctry": "E92000001", "lat": "54.5", "long": "2.25",
        "pfa": "E23000013", "lsoa11": "E01990001", "lsoa21": "E01990001",
    } | changes  # fmt: skip
    return ",".join(cells[column] for column in HEADER.split(","))


def one(**changes):
    return rows(read("postcodes", lines(HEADER, line(**changes))))[0]


def test_postcode_lands_with_its_place_and_areas():
    assert one() == {
        "postcode": "ZZ99 9ZZ", "introduced": date(1980, 1, 1), "terminated": None, "lat": 54.5, "lng": 2.25,
        "lsoa11": "E01990001", "lsoa21": "E01990001", "district": "E07990001", "ward": "E05990001",
        "pfa": "E23000013", "country": "England",
    }  # fmt: skip


@pytest.mark.parametrize("lat", ["99.999999", "99.9999"])
def test_latitude_99_means_no_place(lat):
    assert [one(lat=lat, long="0.000000")[key] for key in ("lat", "lng")] == [None, None]


def test_swapped_coordinates_are_set_aside():
    found = reasons(read("postcodes", lines(HEADER, line(lat="-2.242851", long="57.101474"))))

    assert found == {
        1: "lat: '-2.242851' is not a latitude, nor 99.999999 for none; long: '57.101474' is not a longitude"
    }


@pytest.mark.parametrize(("lat", "lng"), [("", ""), ("", "1.0"), ("0", "0")])
def test_blank_or_zero_coordinates_mean_no_place(lat, lng):
    assert [one(lat=lat, long=lng)[key] for key in ("lat", "lng")] == [None, None]


def test_terminated_postcode_lands_with_its_month():
    assert one(doterm="199912")["terminated"] == date(1999, 12, 1)


@pytest.mark.parametrize("written", ["ZZ99 9ZZ", "ZZ999ZZ", "ZZ99  9ZZ", "zz99 9zz"])
def test_padding_of_postcodes_makes_no_difference(written):
    assert one(pcds=written)["postcode"] == "ZZ99 9ZZ"


def test_pseudo_codes_mean_none_but_for_forces():
    row = one(lsoa11="E99999999", lsoa21="", oslaua="L99999999", osward="L99999999", ctry="L93000001", pfa="N99999999")

    assert [row[key] for key in ("lsoa11", "lsoa21", "district", "ward", "pfa", "country")] == [
        None, None, None, None, "N99999999", "Channel Islands"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("W92000004", "Wales"),
        ("S92000003", "Scotland"),
        ("N92000002", "Northern Ireland"),
        ("M83000003", "Isle of Man"),
        ("", None),
    ],
)
def test_country_is_told_by_its_code(code, country):
    assert one(ctry=code)["country"] == country


def test_earlier_edition_without_lsoa_of_2021_is_read():
    data = lines("pcd,dointr,doterm,oslaua,lat,long,lsoa11", "ZZ999ZZ,198001,,E07990001,54.5,2.25,E01990001")

    row = rows(read("postcodes", data))[0]

    assert (row["postcode"], row["lsoa11"], row["lsoa21"], row["country"]) == ("ZZ99 9ZZ", "E01990001", None, None)


def test_northern_irish_codes_are_codes():
    assert one(lsoa11="95GG01S1", lsoa21="N21000001", ctry="N92000002")["lsoa11"] == "95GG01S1"


def test_byte_order_mark_crlf_and_quotes_survive():
    quoted = ",".join(f'"{cell}"' for cell in line().split(","))

    assert rows(read("postcodes", lines(HEADER, quoted, end="\r\n", bom=True)))[0]["postcode"] == "ZZ99 9ZZ"


def test_faults_are_set_aside_with_their_line_and_all_reasons():
    wrong = line("nonsense", dointr="198013", oslaua="E07", lat="north", long="181")
    data = lines(HEADER, line(), "short,line", line(), wrong, line("ZZ99 9ZY"))

    reading = read("postcodes", data)

    assert reasons(reading) == {
        2: "2 cells; the header has 13",
        3: "the postcode stands on an earlier line",
        4: "postcode: 'nonsense' is not a postcode; dointr: '198013' is not a month written 198001; "
        "oslaua: 'E07' is not a code of nine characters; lat: 'north' is not a latitude, nor 99.999999 for none; "
        "long: '181' is not a longitude",
    }
    assert [one.raw for one in reading.set_aside] == ["short,line", line(), wrong]
    assert (reading.rows_read, len(rows(reading))) == (5, 2)
    assert list(reading.notes) == ["of 2 postcodes 0 are terminated and 0 have no place"]


@pytest.mark.parametrize("value", ["91", "-90.5", "99.5", "100"])
def test_latitude_beyond_the_poles_is_set_aside(value):
    assert "is not a latitude" in reasons(read("postcodes", lines(HEADER, line(lat=value))))[1]


def test_directory_cut_short_is_refused():
    with pytest.raises(WrongShapeError, match="record 2, the last, breaks off"):
        read("postcodes", lines(HEADER, line()) + b"ZZ989ZZ,ZZ98")


def test_file_that_is_not_utf_8_is_refused():
    with pytest.raises(WrongShapeError):
        read("postcodes", lines(HEADER, line()) + b"\xff\xfe,,,,,,,,,,,,\n")


def test_directory_without_coordinates_is_not_claimed_and_refused_when_forced():
    data = lines(HEADER.replace("lat,", ""), "x")

    assert not feed("postcodes").recognises(sample(data))
    with pytest.raises(WrongShapeError, match="and lat, long"):
        feed("postcodes").read(data, "x.csv", None)


@pytest.mark.real
def test_real_list_of_columns_holds_every_column_we_read():
    published = {column["code"] for column in json.loads(real_file("geo/postcodes/onspd_schema.json"))}

    assert {*POSTCODE_COLUMNS, *PLACE, *OPTIONAL} - published == set()


@pytest.mark.real
def test_real_layout_with_every_published_column_is_read():
    published = [column["code"] for column in json.loads(real_file("geo/postcodes/onspd_schema.json"))]
    cells = dict(zip(HEADER.split(","), line().split(","), strict=True))
    data = lines(",".join(published), ",".join(cells.get(column, "7") for column in published))

    assert rows(read("postcodes", data))[0]["lsoa21"] == "E01990001"


@pytest.mark.real
@pytest.mark.parametrize("name", ["SmallUser.csv", "LargeUser.csv"])
def test_real_scottish_directory_without_a_header_is_not_claimed(name):
    assert not feed("postcodes").recognises(sample(real_file(f"geo/postcodes/{name}"), name))
