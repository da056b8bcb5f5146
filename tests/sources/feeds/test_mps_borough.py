from datetime import date

import pytest

from feed_reading import feed, lines, read, reasons, rows, sample
from hueandcry.bodies.queries import names
from hueandcry.sources.feeds.faults import WrongShapeError
from real import real_file

HEADER = "MajorText,MinorText,BoroughName,201304,201305"


def test_months_side_by_side_become_rows():
    reading = read("mps_borough", lines(HEADER, "THEFT,BICYCLE THEFT,Barnet,6,1"))

    assert rows(reading) == [
        {
            "major": "THEFT", "minor": "BICYCLE THEFT", "borough": "Barnet", "area_code": "E09000003",
            "month": month, "n": n,
        }
        for month, n in ((date(2013, 4, 1), 6), (date(2013, 5, 1), 1))
    ]  # fmt: skip
    assert [(part.body, part.period) for part in reading.parts] == [("metropolitan", "2013-04_2013-05")]


def test_unknown_borough_and_airports_stay_named_without_a_code():
    data = lines(HEADER, "T,B,Unknown,1,2", "T,B,London Heathrow and London City Airports,3,4")

    assert {(row["borough"], row["area_code"]) for row in rows(read("mps_borough", data))} == {
        ("Unknown", None),
        ("London Heathrow and London City Airports", None),
    }


def test_borough_nobody_reviewed_is_set_aside_with_the_remedy():
    assert reasons(read("mps_borough", lines(HEADER, "T,B,Barnett,1,2"))) == {
        1: "'Barnett' is no borough we know; add it to this feed's boroughs.csv once checked"
    }


def test_blank_cell_is_unknown_and_not_zero():
    reading = read("mps_borough", lines(HEADER, "T,B,Barnet,,0"))

    assert [(row["month"], row["n"]) for row in rows(reading)] == [(date(2013, 5, 1), 0)]
    assert reasons(reading) == {1: "201304: blank: unknown, not zero"}
    assert reading.set_aside[0].raw == "T / B / Barnet / 201304: ''"
    assert reading.rows_read == 2


def test_thousands_commas_negative_and_text_cells():
    reading = read("mps_borough", lines(HEADER, 'T,B,Barnet,"1,234",-2', "T,C,Barnet,x,1.5"))

    assert [row["n"] for row in rows(reading)] == [1234, -2]
    assert [one.reason for one in reading.set_aside] == [
        "201304: 'x' is not a number",
        "201305: '1.5' is not a whole number",
    ]


def test_second_line_of_a_kind_and_borough_is_set_aside():
    assert reasons(read("mps_borough", lines(HEADER, "T,B,Barnet,1,2", "T,B,Barnet,1,2"))) == {
        2: "the same kind and borough as record 1, which is kept"
    }


def test_months_missing_between_the_columns_are_noted():
    reading = read("mps_borough", lines("MajorText,MinorText,BoroughName,201304,201307", "T,B,Barnet,1,2"))

    assert "2 months missing between 2013-04 and 2013-07" in reading.notes


def test_older_name_of_the_borough_column_is_known():
    data = lines("MajorText,MinorText,LookUp_BoroughName,201304", "T,B,Barnet,1")

    assert len(rows(read("mps_borough", data))) == 1


def test_column_that_is_no_month_refuses_the_file():
    data = lines(f"{HEADER},Total,201313,999901", "T,B,Barnet,1,2,3,4,5")

    with pytest.raises(
        WrongShapeError, match="'Total' is not a month; column '201313' is not a month; column '999901'"
    ):
        feed("mps_borough").read(data, "x.csv", names())


def test_columns_in_another_order_and_empty_ones_at_the_end_are_read():
    reading = read("mps_borough", lines("201304,BoroughName,MinorText,201305,MajorText,,", "6,Barnet,B,1,T,,"))

    assert [(row["major"], row["minor"], row["borough"], row["n"]) for row in rows(reading)] == [
        ("T", "B", "Barnet", 6),
        ("T", "B", "Barnet", 1),
    ]


def test_table_of_another_publisher_with_boroughs_is_not_claimed():
    assert not feed("mps_borough").recognises(sample(b"Borough,MajorText,MinorText,201304\n"))


@pytest.fixture(scope="module")
def both():
    return [read("mps_borough", real_file(f"series/mps_borough_{part}.csv")) for part in ("historical", "recent24")]


@pytest.mark.real
def test_real_files_land_every_cell(both):
    assert [(one.rows_read, one.parts[0].table.num_rows, len(one.set_aside)) for one in both] == [
        (1084 * 164, 177776, 0),
        (1056 * 24, 25344, 0),
    ]
    assert [one.parts[0].period for one in both] == ["2010-04_2023-11", "2023-12_2025-11"]


@pytest.mark.real
def test_real_files_share_no_month_so_there_is_nothing_to_disagree_about(both):
    months = [set(one.parts[0].table["month"].to_pylist()) for one in both]

    assert (len(months[0]), len(months[1]), months[0] & months[1]) == (164, 24, set())


@pytest.mark.real
def test_real_fraud_ends_in_april_2013_after_71225(both):
    fraud: dict[date, int] = {}
    for row in rows(both[0]):
        if row["major"] == "FRAUD AND FORGERY":
            fraud[row["month"]] = fraud.get(row["month"], 0) + row["n"]

    assert sum(n for month, n in fraud.items() if month <= date(2013, 3, 1)) == 71225
    assert [fraud[date(2013, month, 1)] for month in (1, 2, 3, 4, 5, 6)] == [2467, 293, 5, 1, 0, 0]


@pytest.mark.real
def test_real_boroughs_have_the_codes_of_the_real_lookup(both):
    lookup = {
        row["district_name"]: row["district_code"]
        for row in rows(read("area_lookup", real_file("series/csp_lad_to_csp.csv")))
        if row["body"] == "metropolitan"
    }

    found = {row["borough"]: row["area_code"] for row in rows(both[1]) if row["area_code"]}

    assert (len(found), found) == (32, lookup)
