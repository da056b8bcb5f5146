"""Measures of the real files: each figure is counted here again, by plain csv or from the publisher's own sheet."""

import csv
import gzip
import io
import math
from collections import defaultdict

import openpyxl
import pytest

from hueandcry.measures import queries
from hueandcry.sources.actions import load
from hueandcry.warehouse.home import Home
from measures.worlds import NOW, built
from real import FOLDER, real_file

pytestmark = pytest.mark.real

LOADED = (
    *("police/street/city-of-london", "police/outcomes/city-of-london", "tables", "geo/lsoa_mid2019_population.csv"),
    *("series/rec-crime-pfa.csv", "series/forces.csv"),
)
NORTHUMBRIA = ("2020-05", "2020-06", "2020-07")
CHARGES = (
    *("Suspect charged", "Suspect charged as part of another case", "Awaiting court outcome"),
    *("Court result unavailable", "Defendant sent to Crown Court"),
)
COURT = {"Offender", "Defendant", "Court"}
NOT_IN_COURT = (
    "Offender given a caution",
    "Offender given a drugs possession warning",
    "Offender given penalty notice",
    "Court result unavailable",
    "Defendant sent to Crown Court",
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    real_file("MANIFEST.md")  # skips where there are no real files
    home = Home(tmp_path_factory.mktemp("real") / "home").make()
    load(home=home, paths=[FOLDER / path for path in LOADED], now=NOW)
    return built(home)


def rows(path):
    data = real_file(path)
    text = (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def published(kind, first, last):
    """Return City of London's rows from one month to another."""
    folder = FOLDER / "police" / kind / "city-of-london"
    months = [path for path in sorted(folder.iterdir()) if first <= path.name[:7] <= last]
    return [row for path in months for row in rows(str(path.relative_to(FOLDER)))]


def number(month):
    return int(month[:4]) * 12 + int(month[5:7])


def one(reader, slug, **asked):
    (found,) = queries.values(reader, slug, **asked)
    return found


@pytest.fixture(scope="module")
def city():
    """Return the City's crimes of 2016 by id, and what was published of each: (months after the crime, outcome)."""
    crimes = {
        row["Crime ID"]: number(row["Month"]) for row in published("street", "2016-01", "2016-12") if row["Crime ID"]
    }
    told = defaultdict(list)
    for row in published("outcomes", "2016-01", "2017-06"):
        if row["Crime ID"] in crimes:
            told[row["Crime ID"]].append((number(row["Month"]) - crimes[row["Crime ID"]], row["Outcome type"]))
    return crimes, told


def in_court(name):
    return name.split()[0] in COURT and name not in NOT_IN_COURT


def of_a_suspect(name):
    return name != "Investigation complete; no suspect identified"


def test_who_was_charged_in_the_city_within_six_months(reader, city):
    crimes, told = city
    charged = sum(any(w <= 6 and (n in CHARGES or in_court(n)) for w, n in found) for found in told.values())
    named = sum(any(w <= 6 and of_a_suspect(n) for w, n in found) for found in told.values())

    for slug, expected in (("charged", charged), ("suspect-identified", named)):
        found = one(reader, slug, body="city-of-london", part="", period="2016")
        assert (found.numerator, found.denominator, found.state) == (expected, len(crimes), "shown")


def test_results_in_court_within_twelve_months_of_the_half_year_that_can_be_followed(reader, city):
    """Outcomes end with June 2017: the crimes of January to June 2016 can be followed for twelve months, no others."""
    crimes, told = city
    early = {key for key, month in crimes.items() if month <= number("2016-06")}
    expected = sum(any(w <= 12 and in_court(n) for w, n in told[key]) for key in early)

    found = one(reader, "court-result", body="city-of-london", part="", period="2016")

    assert (found.numerator, found.denominator, found.state) == (expected, len(early), "partial")
    assert found.lower < found.value < found.upper


def test_the_flow_of_the_citys_crimes_of_2016(reader, city):
    crimes, told = city
    charged = sum(any(n in CHARGES or in_court(n) for _, n in found) for found in told.values())
    prison = sum(any(n == "Offender sent to prison" for _, n in found) for found in told.values())
    silent = len(crimes) - sum(bool(found) for found in told.values())

    flow = queries.flow(reader, "city-of-london", period="2016")
    outcomes = {stream.outcome: stream.crimes for stream in flow.outcomes}
    results = {stream.result: stream.crimes for stream in flow.results}

    assert flow.crimes == len(crimes)
    assert outcomes["charged"] + outcomes.get("sentenced-in-another-case", 0) == charged
    assert (results["imprisoned"], outcomes["none-published"]) == (prison, silent)
    assert f"{flow.courts_until:%Y-%m}" == "2017-06"


def test_an_id_that_repeats_in_the_outcomes_multiplies_nothing(reader, city):
    """One crime of the City has two dozen outcomes."""
    _, told = city
    flow = queries.flow(reader, "city-of-london", period="2016")

    assert max(len(found) for found in told.values()) > 5
    assert sum(stream.crimes for stream in flow.outcomes) == flow.crimes


def sheet(name, table):
    book = openpyxl.load_workbook(io.BytesIO(real_file(f"tables/ons_pfa/{name}")), read_only=True, data_only=True)
    (title,) = [one_ for one_ in book.sheetnames if one_.strip() == table]
    return [list(row) for row in book[title].iter_rows(values_only=True)]


@pytest.fixture(scope="module")
def mid_2016():
    """Return residents by code of the force area, in the middle of 2016, from the national table P9 itself."""
    (path,) = [
        path for path in (FOLDER / "tables" / "ons_pfa").iterdir() if "mar" in path.name.lower() and "18" in path.name
    ]
    lines = sheet(path.name, "Table P9")
    column = next(line.index(2016) for line in lines if 2016 in line)
    return {str(line[0])[:9]: line[column] for line in lines if str(line[0]).startswith(("E23", "W15"))}


def test_a_rate_of_referrals_divides_by_the_residents_of_its_year(reader, mid_2016):
    (row,) = [
        row
        for row in rows("tables/action_fraud/" + next((FOLDER / "tables/action_fraud").glob("*.csv")).name)
        if row.get("financial_year") == "2016-17" and "Avon" in str(row)
    ]
    found = one(reader, "fraud-referrals", body="avon-and-somerset", period="2016-17")

    assert (found.numerator, found.denominator, found.base_year) == (908, mid_2016["E23000036"], 2016)
    assert "908" in row.values()
    assert math.isclose(found.value, 100_000 * 908 / mid_2016["E23000036"])


def test_the_list_of_forces_with_another_forces_people_is_not_divided_by(reader):
    """It gives the City of London 563,500 residents."""
    found = one(reader, "fraud-referrals", body="city-of-london", period="2016-17")

    assert found.denominator == 7_200
    assert found.flag == "very few people live here: most of those counted come from elsewhere"
    assert (found.compared, found.outside) == (False, "")


def test_forces_of_england_and_wales_make_the_funnel_of_referrals(reader):
    found = [value for value in queries.values(reader, "fraud-referrals", period="2016-17") if value.compared]
    (whole,) = [
        value
        for value in queries.values(reader, "fraud-referrals", period="2016-17")
        if value.body == "england-and-wales"
    ]

    assert len(found) == 42
    assert (
        whole.numerator
        == sum(value.numerator for value in found)
        + one(reader, "fraud-referrals", body="city-of-london", period="2016-17").numerator
    )


def test_the_citys_street_crime_per_resident_is_told_and_flagged(reader, mid_2016):
    crimes = [row for row in published("street", "2016-01", "2016-12") if row["Crime type"] != "Anti-social behaviour"]
    found = one(reader, "street-crime-rate", body="city-of-london", part="", period="2016")

    assert (found.numerator, found.denominator) == (len(crimes), mid_2016["E23000034"])
    assert (found.compared, found.flag != "") == (False, True)


def test_years_in_which_the_city_was_not_published_whole_have_no_rate(reader):
    """October and November 2017 and January to March 2018 were never published."""
    for year in ("2017", "2018"):
        found = one(reader, "street-crime-rate", body="city-of-london", part="", period=year)
        assert (found.state, found.value, found.numerator) == ("partial", None, None)


def test_recorded_fraud_moves_from_forces_to_national_centres(reader):
    recorded = {
        (row["PFA"], row["12 months ending"]): int(row["Rolling year total number of offences"])
        for row in rows("series/rec-crime-pfa.csv")
        if row["Offence"] in ("Fraud offences", "Action Fraud", "CIFAS", "UK Finance")
    }
    national = one(reader, "recorded-fraud", body="england-and-wales", period="2017-18")
    kent = {value.period: value for value in queries.values(reader, "recorded-fraud", body="kent")}

    assert national.value == sum(recorded[name, "31-03-2018"] for name in ("Action Fraud", "CIFAS", "UK Finance"))
    assert kent["2010-11"].value == recorded["Kent", "31-03-2011"]
    assert (kent["2012-13"].state, kent["2012-13"].value, kent["2012-13"].numerator) == ("partial", None, None)
    assert (kent["2017-18"].state, kent["2017-18"].value) == ("missing", None)
    assert kent["2017-18"].why.startswith("Recorded by Action Fraud since April 2013")


def test_recorded_fraud_before_and_after_the_move_is_not_compared(reader):
    before, after = (
        one(reader, "recorded-fraud", body="england-and-wales", period=year) for year in ("2010-11", "2017-18")
    )

    found = queries.compare(reader, "recorded-fraud", after, before)

    assert found.refused == "Recording of fraud moved from forces to Action Fraud in the years to April 2013."


def test_force_is_not_set_beside_others_by_fraud_recorded_before_recording_moved(reader):
    told = queries.values(reader, "recorded-fraud", body="northumbria")

    assert [one.period for one in told if one.value is not None] != []
    assert "recorded-fraud" not in {one.measure for one in queries.beside(reader, "northumbria")}
    assert "recorded-fraud" in {one.measure for one in queries.beside(reader, "england-and-wales")}


def test_grant_per_head(reader):
    (grant,) = [
        int(row["budget_gbp"]) for row in rows("tables/police_grant_2025-26.csv") if "Northamptonshire" in row["force"]
    ]
    found = one(reader, "police-grant-per-head", body="northamptonshire")

    assert (grant, found.numerator, found.base_year) == (96_686_118, 96_686_118, 2019)
    assert math.isclose(found.value, grant / found.denominator)
    assert (found.lower, found.upper) == (None, None)


def test_what_victims_said_and_what_was_recorded_stand_apart(reader):
    said = one(reader, "reporting-rate", body="england-and-wales", period="2018-19")
    beside = one(reader, "recorded-of-estimated", body="england-and-wales", period="2015-16")

    assert (said.value, said.lower, said.flag) == (0.15, None, "of incidents, rounded, published without an interval")
    assert (beside.state, beside.denominator, beside.lower, beside.upper) == ("shown", 3_800_000, None, None)
    assert math.isclose(beside.value, beside.numerator / 3_800_000)
    assert (
        beside.flag
        == "of an estimate that was rounded and published without its error, so that no interval can be told"
    )


def test_the_one_published_figure_of_computer_misuse_is_told_to_be_second_hand(reader):
    found = one(reader, "recorded-computer-misuse", body="action-fraud")

    assert (found.period, found.value) == ("YE 2018-06", 21_947)
    assert found.flag == "quoted by another page; not compared with the original"


def test_northumbria_in_2020_has_outcomes_and_no_courts(tmp_path):
    home = Home(tmp_path / "home").make()
    folders = [FOLDER / "police" / kind / "northumbria" for kind in ("street", "outcomes")]
    load(
        home=home,
        paths=[path for folder in folders for path in folder.iterdir() if path.name[:4] in ("2020", "2021")],
        now=NOW,
    )
    found = built(home)

    charged = one(found, "charged", body="northumbria", part="", period="2020")
    assert (charged.state, charged.value is not None) == ("partial", True)
    assert one(found, "court-result", body="northumbria", part="", period="2020").state == "missing"
    assert queries.flow(found, "northumbria").courts_until is None
