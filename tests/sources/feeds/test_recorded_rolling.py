from datetime import date

import pytest

from feed_reading import lines, read, reasons, rows
from real import real_file

HEADER = "12 months ending,PFA,Region,Offence,Rolling year total number of offences"


def test_dates_written_day_first_and_crlf_are_read():
    reading = read(
        "recorded_rolling", lines(HEADER, "31-03-2003,Avon and Somerset,South West,Robbery,25959", end="\r\n")
    )

    assert rows(reading) == [
        {
            "twelve_months_ending": date(2003, 3, 31),
            "body": "avon-and-somerset",
            "area_name": "Avon and Somerset",
            "region": "South West",
            "offence": "Robbery",
            "total": 25959,
            "correction": False,
        }
    ]


def test_negative_totals_survive_and_are_flagged_as_corrections():
    reading = read("recorded_rolling", lines(HEADER, "30-09-2013,North Wales,Wales,Fraud offences,-53"))

    assert [(row["total"], row["correction"]) for row in rows(reading)] == [(-53, True)]
    assert list(reading.notes) == ["1 negative totals kept and flagged as corrections"]


def test_national_centres_are_bodies_and_no_areas():
    data = lines(
        HEADER, "30-06-2011,CIFAS,Fraud: CIFAS,CIFAS,52334", "30-06-2011,UK Finance,Fraud: UK Finance,UK Finance,1"
    )

    assert [row["body"] for row in rows(read("recorded_rolling", data))] == ["cifas", "uk-finance"]


def test_period_spans_the_dates_of_the_file():
    data = lines(HEADER, "31-03-2004,Kent,South East,Robbery,1", "31-03-2003,Kent,South East,Robbery,1")

    assert read("recorded_rolling", data).parts[0].period == "2003-03_2004-03"


def test_faulty_rows_are_set_aside_and_counted():
    row = "31-03-2003,Kent,South East,Robbery,1"

    reading = read(
        "recorded_rolling", lines(HEADER, row, row, "2003-03-31,Kent,South East,Robbery,few", "31-03-2003,Kent")
    )

    assert reasons(reading) == {
        2: "the same twelve_months_ending, body, offence as record 1, which is kept",
        3: "Rolling year total number of offences: 'few' is not a number; "
        "12 months ending: '2003-03-31' is not a date written %d-%m-%Y",
        4: "2 cells; the header has 5",
    }
    assert reading.rows_read == 4


@pytest.mark.real
def test_real_series_lands_whole_with_its_25_corrections():
    reading = read("recorded_rolling", real_file("series/rec-crime-pfa.csv"))
    table = reading.parts[0].table
    negative = [row for row in table.to_pylist() if row["correction"]]

    assert (reading.rows_read, table.num_rows, len(reading.set_aside)) == (46469, 46469, 0)
    assert reading.parts[0].period == "2003-03_2018-12"
    assert (len(negative), min(row["total"] for row in negative)) == (25, -120)
    assert len(set(table["body"].to_pylist())) == 47


@pytest.mark.real
def test_real_fraud_leaves_the_forces_in_2013():
    table = read("recorded_rolling", real_file("series/rec-crime-pfa.csv")).parts[0].table

    fraud = [row["twelve_months_ending"] for row in table.to_pylist() if row["offence"] == "Fraud offences"]

    assert max(fraud) == date(2013, 12, 31)
