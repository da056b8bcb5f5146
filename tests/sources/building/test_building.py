"""From landed files to areas, counts and coverage: nothing multiplied, nothing missing called zero."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hueandcry.sources import queries
from hueandcry.sources.actions import building, load, load_example, unload
from hueandcry.warehouse import builds, manifest, reading
from police_files import OUTCOMES, street_file, street_row
from real import FOLDER, real_file

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
ROOM = "hueandcry.sources"


@pytest.fixture
def built(home, tmp_path):
    """Load street rows and build; give back a function that asks the build."""

    def make(*files, name="a"):
        for number, rows in enumerate(files):
            load(home=home, paths=[street_file(tmp_path / f"{name}{number}.csv", rows)], now=NOW)
        made = builds.build(home=home, steps=building.steps(), checks=building.checks(), now=NOW, settings={})
        reader = reading.Reader(made)
        return lambda sql: reader._engine.execute(sql).fetchall()

    return make


def test_counts_count_rows_at_every_level(built):
    ask = built([street_row(1), street_row(2), street_row(3, lsoa="E01024002", lsoa_name="Canterbury 001B")])

    assert ask("SELECT level, n FROM counts JOIN areas ON areas.code = area ORDER BY level, area") == [
        ("district", 3),
        ("force", 3),
        ("lsoa", 2),
        ("lsoa", 1),
    ]


def test_a_row_without_a_place_counts_for_its_force_alone(built):
    ask = built([street_row(1), street_row(2, lsoa="", lsoa_name="", lng="", lat="", location="No Location")])

    assert ask("SELECT level, n FROM counts JOIN areas ON areas.code = area ORDER BY level") == [
        ("district", 1),
        ("force", 2),
        ("lsoa", 1),
    ]


def test_a_point_in_another_forces_area_counts_for_the_force_that_reported_it_and_for_no_place(built):
    stray = street_row(2, lsoa="E01021000", lsoa_name="Basildon 001A")
    ask = built([street_row(1), stray])

    assert ask("SELECT name, n FROM counts JOIN areas ON areas.code = area ORDER BY name") == [
        ("Canterbury", 1),
        ("Canterbury 001A", 1),
        ("Kent Police", 2),
    ]
    assert ask("SELECT force FROM areas WHERE name = 'Basildon 001A'") == [("essex",)]


def test_transport_police_are_a_body_of_their_own(built):
    ask = built([street_row(1)], [street_row(2, body="British Transport Police")])

    assert ask("SELECT name, n FROM counts JOIN areas ON areas.code = area WHERE level = 'force' ORDER BY name") == [
        ("British Transport Police", 1),
        ("Kent Police", 1),
    ]
    assert ask("SELECT sum(n) FROM counts JOIN areas ON areas.code = area WHERE level = 'district'") == [(1,)]


def test_repeated_crime_ids_never_multiply_counts(built, home, tmp_path):
    rows = [street_row(1), street_row(1), street_row(1, kind="Robbery")]
    outcome = ",".join([*street_row(1, month="2022-08").split(",")[:9], "Suspect charged"])
    path = tmp_path / "outcomes.csv"
    path.write_text("\n".join([OUTCOMES, outcome, outcome]) + "\n")
    load(home=home, paths=[path], now=NOW)

    ask = built(rows)

    assert ask("SELECT kind, n FROM counts JOIN areas ON areas.code = area WHERE level = 'force' ORDER BY kind") == [
        ("burglary", 2),
        ("robbery", 1),
    ]
    assert ask("SELECT count(*), count(DISTINCT crime_id) FROM outcomes") == [(2, 1)]


def test_every_crime_has_an_id_of_its_own_that_stays(built):
    row = street_row(None, kind="Anti-social behaviour", outcome="")
    first = built([row, row, street_row(1)])("SELECT id FROM crimes ORDER BY id")

    assert len(set(first)) == 3


def test_rows_alike_but_for_their_outcome_keep_their_ids_in_whatever_order_they_stand(built, home, tmp_path):
    rows = [street_row(1, outcome=outcome) for outcome in ("Under investigation", "Awaiting court outcome", "")]
    told = []
    for release, order in enumerate((rows, rows[::-1], [rows[1], rows[2], rows[0]]), start=1):
        file = street_file(tmp_path / f"{release}.csv", order)
        load(home=home, paths=[file], now=NOW + timedelta(minutes=release), release=f"2026-1{release - 1}")
        told.append(built()("SELECT outcome, id FROM crimes ORDER BY ALL"))

    assert told[0] == told[1] == told[2]
    assert len(told[0]) == 3


def test_a_month_without_a_file_is_missing_and_not_zero(built):
    ask = built([street_row(1, month="2022-05")], [street_row(2, month="2022-07")])

    assert ask("SELECT strftime(month, '%Y-%m'), state FROM coverage ORDER BY month") == [
        ("2022-05", "complete"),
        ("2022-06", "missing"),
        ("2022-07", "complete"),
    ]


def test_a_sudden_fall_is_suspect(built):
    months = [f"2022-{month:02d}" for month in range(1, 9)]
    files = [[street_row(n, month=month) for n in range(80 if month != "2022-08" else 30)] for month in months]
    ask = built(*files)

    ((month, reason),) = ask("SELECT strftime(month, '%Y-%m'), reason FROM coverage WHERE state = 'suspect'")
    assert (month, reason) == (
        "2022-08",
        "30 rows, less than half of the 80 that were usual in the months before.",
    )


def test_an_area_of_2021_begins_when_its_force_changes_over(built):
    old = [street_row(1, month="2022-05"), street_row(2, month="2022-06")]
    new = [street_row(3, month="2022-07", lsoa="E01035000", lsoa_name="Canterbury 020C")]
    ask = built(old[:1], old[1:], new)

    assert ask("SELECT code, begins, ends FROM areas WHERE level = 'lsoa' ORDER BY code") == [
        ("E01024001", None, date(2022, 7, 1)),
        ("E01035000", date(2022, 7, 1), None),
    ]


def test_the_embedded_example_builds_and_is_called_invented(home):
    load_example(home=home, now=NOW)
    made = builds.build(home=home, steps=building.steps(), checks=building.checks(), now=NOW, settings={})
    reader = reading.Reader(made)

    def ask(sql):
        return reader._engine.execute(sql).fetchall()

    assert ask("SELECT name FROM areas WHERE force = 'exampleshire' AND level <> 'lsoa' ORDER BY level, name") == [
        ("Hollin Vale",),
        ("Northmere",),
        ("Exampleshire Constabulary (invented)",),
    ]
    assert ask("SELECT state, count(*) FROM coverage WHERE dataset = 'street' GROUP BY state ORDER BY state") == [
        ("complete", 74),
        ("missing", 1),
        ("suspect", 1),
    ]
    assert ask("SELECT referred, outcomes FROM action_fraud WHERE body = 'total' ORDER BY financial_year") == [
        (65659, 37459),
        (52077, 59163),
        (43717, 52371),
    ]
    assert ask("SELECT count(*) FROM postcodes") == [(16,)]
    assert ask("SELECT min(lng), max(lng), min(lat), max(lat) FROM crimes")[0][0] > 2, "the county lies in the sea"


def test_the_embedded_action_fraud_table_adds_up(home):
    report = load_example(home=home, now=NOW)

    (table,) = [file for file in report.files if file.dataset == "action_fraud"]
    assert (table.rows_read, table.rows_landed, table.rows_set_aside) == (150, 150, 0)


def test_the_invented_county_goes_when_a_real_crime_file_is_loaded(home, tmp_path):
    load_example(home=home, now=NOW)

    load(home=home, paths=[street_file(tmp_path / "a.csv", [street_row(1)])], now=NOW + timedelta(minutes=1))

    assert {(one.dataset, one.body) for one in manifest.landings(home)} == {("street", "kent"), ("action_fraud", "all")}


def test_unloading_the_real_file_leaves_the_rest(home, tmp_path):
    load_example(home=home, now=NOW)
    load(home=home, paths=[street_file(tmp_path / "a.csv", [street_row(1)])], now=NOW + timedelta(minutes=1))

    unload(home=home, what=["a.csv"], now=NOW + timedelta(minutes=2))

    assert {one.dataset for one in manifest.landings(home)} == {"action_fraud"}


@pytest.mark.real
def test_city_of_london_has_its_five_missing_months_and_its_lockdown(home):
    real_file("MANIFEST.md")
    load(home=home, paths=[FOLDER / "police" / "street" / "city-of-london"], now=NOW)
    builds.build(home=home, steps=building.steps(), checks=building.checks(), now=NOW, settings={})

    coverage = {one["period"]: one["state"] for one in queries.status(home)["coverage"]}

    assert [month for month, state in coverage.items() if state == "missing"] == [
        "2017-10", "2017-11", "2018-01", "2018-02", "2018-03",
    ]  # fmt: skip
    assert coverage["2020-04"] == "suspect"
    assert len(coverage) == 84


@pytest.mark.real
def test_later_vintages_replace_the_month_and_neither_append_nor_merge(home):
    real_file("MANIFEST.md")
    street, later = FOLDER / "police/street/city-of-london", FOLDER / "police/street_vintages/city-of-london/later"
    load(home=home, paths=[street], release="2023-01", now=NOW)
    before = queries.status(home)["totals"]["rows_landed"]
    load(home=home, paths=[later], release="2023-07", now=NOW + timedelta(minutes=1))

    found = queries.status(home)
    superseded = [one["period"] for one in found["datasets"] if one["superseded"]]
    assert superseded == [f"2022-{month:02d}" for month in range(7, 13)]
    assert abs(found["totals"]["rows_landed"] - before) < 60
