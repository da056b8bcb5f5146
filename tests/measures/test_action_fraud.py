"""Referrals and outcomes: the known answers, worked out here again from the table that comes with the package."""

import csv
import math
from collections import Counter
from importlib import resources

import pytest

from hueandcry.measures import queries
from hueandcry.sources.actions import load
from hueandcry.warehouse.home import Home
from measures.worlds import NOW, built

Z = 1.959963984540054
YEARS = ("2016-17", "2017-18", "2018-19")
TABLE = resources.files("hueandcry.sources.embedded").joinpath("action_fraud.csv").read_text("utf-8")
ROWS = list(csv.DictReader(TABLE.splitlines()))


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Wilson's limits as his paper writes them."""
    p, n = part / whole, whole
    middle, reach = p + Z**2 / (2 * n), Z * math.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    return (middle - reach) / (1 + Z**2 / n), (middle + reach) / (1 + Z**2 / n)


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("files"), Home(tmp_path_factory.mktemp("home") / "h").make()
    (folder / "action_fraud.csv").write_text(TABLE, "utf-8")
    load(home=home, paths=[folder], now=NOW)
    return built(home)


def values(reader, period):
    return queries.values(reader, "judicial-outcomes", period=period)


@pytest.mark.parametrize(("period", "share"), [("2016-17", 21.9), ("2017-18", 15.9), ("2018-19", 14.8)])
def test_the_national_shares(reader, period, share):
    (whole,) = queries.values(reader, "judicial-outcomes", period=period, body="all-bodies")

    assert round(whole.value * 100, 1) == share
    assert (whole.whole, whole.name, whole.state) == (True, "All bodies together", "shown")


@pytest.mark.parametrize("period", YEARS)
def test_the_total_is_what_the_bodies_add_up_to(reader, period):
    bodies = [one for one in values(reader, period) if not one.whole]
    (whole,) = [one for one in values(reader, period) if one.whole]

    assert len(bodies) == 49
    for column in ("numerator", "denominator", "beside"):
        assert sum(getattr(one, column) for one in bodies) == getattr(whole, column)


@pytest.mark.parametrize(("period", "bodies"), [("2016-17", 21), ("2017-18", 33), ("2018-19", 34)])
def test_outcomes_exceed_referrals_in_many_bodies_so_that_they_are_not_divided(reader, period, bodies):
    found = [one for one in values(reader, period) if not one.whole]

    assert sum(one.denominator > one.beside for one in found) == bodies
    assert all(one.value is None or 0 <= one.value <= 1 for one in found)


@pytest.mark.parametrize("period", YEARS)
def test_every_share_and_its_interval_are_wilsons(reader, period):
    expected = {
        (int(row["judicial_outcomes"]), int(row["total_outcomes"])): wilson(
            int(row["judicial_outcomes"]), int(row["total_outcomes"])
        )
        for row in ROWS
        if row["financial_year"] == period and int(row["total_outcomes"]) > 0
    }

    for one in values(reader, period):
        if one.value is not None:
            part, whole = int(one.numerator), int(one.denominator)
            assert math.isclose(one.value, part / whole, rel_tol=1e-12)
            assert math.isclose(one.lower, max(expected[part, whole][0], 0.0), rel_tol=1e-9, abs_tol=1e-12)
            assert math.isclose(one.upper, expected[part, whole][1], rel_tol=1e-9)


def test_a_body_without_outcomes_has_no_share_and_a_body_with_few_is_marked(reader):
    found = {one.body: one for one in values(reader, "2018-19")}

    assert (found["jersey"].state, found["jersey"].value) == ("missing", None)
    assert found["jersey"].why == (
        "This body recorded no outcome in the year, so that there is nothing to take a share of."
    )
    assert (found["north-yorkshire"].state, found["north-yorkshire"].denominator) == ("few", 2)


def test_only_territorial_forces_with_enough_outcomes_make_the_funnel(reader):
    """Agencies, islands, the total, and the City of London with units that others pay for, are drawn and not judged."""
    found = {one.body: one for one in values(reader, "2018-19")}
    compared = {body for body, one in found.items() if one.compared}

    assert compared == {
        body
        for body, one in found.items()
        if one.body_kind == "territorial" and one.denominator >= 30 and body != "city-of-london"
    }
    assert len(compared) == 42
    assert found["city-of-london"].flag == "includes units that others pay for: the national lead force for fraud"
    assert found["btp"].flag == "no area of its own: shown, and not judged with the forces"
    assert found["jersey"].flag == "outside the United Kingdom: shown, and not judged with the forces"
    assert {found[body].z for body in ("city-of-london", "dcpcu", "btp", "jersey", "all-bodies")} == {None}
    assert {found[body].outside for body in ("city-of-london", "dcpcu", "btp", "jersey", "all-bodies")} == {""}


def test_the_middle_of_the_funnel_is_that_of_the_forces_compared(reader):
    found = [one for one in values(reader, "2018-19") if one.compared]
    funnel = queries.limits(reader, "judicial-outcomes", period="2018-19")

    assert math.isclose(funnel.target, sum(one.numerator for one in found) / sum(one.denominator for one in found))
    assert list(funnel.denominator) == sorted(funnel.denominator)
    assert all(
        low998 <= low95 <= funnel.target <= high95 <= high998
        for low998, low95, high95, high998 in zip(
            funnel.lower998, funnel.lower95, funnel.upper95, funnel.upper998, strict=True
        )
    )


def test_outside_is_what_lies_beyond_the_curve_that_holds_998_of_a_thousand(reader):
    """Each compared force against the limits at its own size, from the published phi and tau squared."""
    funnel = queries.limits(reader, "judicial-outcomes", period="2018-19")
    middle = math.asin(math.sqrt(funnel.target))
    told = Counter()
    for one in values(reader, "2018-19"):
        if one.compared:
            error = math.sqrt(1 / (4 * one.denominator) + funnel.tau2)
            z = (math.asin(math.sqrt(one.value)) - middle) / error
            assert math.isclose(one.z, z, rel_tol=1e-9, abs_tol=1e-9)
            assert one.outside == ("above" if z > 3.0902 else "below" if z < -3.0902 else "")
            told[one.outside] += 1

    assert told == {"": 41, "above": 1}


def test_rates_without_residents_are_missing_and_say_why(reader):
    found = {one.body: one for one in queries.values(reader, "fraud-referrals", period="2018-19")}

    assert {one.value for one in found.values()} == {None}
    assert found["kent"].why == "No table of residents is loaded that has this force."
    assert found["btp"].why == "This body polices no area of its own, so that there are no residents to divide by."
    assert found["all-bodies"].why == "These bodies together police more than the areas of which residents are known."
    assert queries.limits(reader, "fraud-referrals", period="2018-19") is None


def test_a_measure_tells_the_files_it_was_made_from(reader):
    (file,) = queries.files(reader, "judicial-outcomes")

    assert (file.dataset, file.name.rpartition("/")[2], file.body) == ("action_fraud", "action_fraud.csv", "all")
    assert (len(file.sha256), file.period) == (64, "2016-17 to 2018-19")


def test_periods_stand_in_their_order(reader):
    assert [one.label for one in queries.periods(reader, "judicial-outcomes")] == list(YEARS)


def test_nothing_is_ranked(reader):
    """Values come by the name of the body; there is no place in them."""
    found = [one for one in values(reader, "2018-19") if not one.whole]

    assert [one.name for one in found] == sorted(one.name for one in found)
    assert [name for name in queries.Value.__dataclass_fields__ if "rank" in name or "place" in name] == []
