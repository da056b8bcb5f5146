"""Facts that claims read from the real published files, beside the same read by plain CSV."""

from __future__ import annotations

import csv
import io

import pytest

from claims.making import in_a_build
from hueandcry.claims import words
from hueandcry.claims.actions.gathering import gathered, tables
from hueandcry.claims.queries import reviewed
from hueandcry.claims.queries.working import BUILD, work_out
from hueandcry.sources.actions import building as sources
from hueandcry.sources.actions import load
from hueandcry.warehouse.home import Home
from real import FOLDER, real_file
from web import homes

pytestmark = pytest.mark.real

STREET = "police/street/city-of-london/{month}-city-of-london-street.csv"
FILES = (
    "tables/published_figures.csv",
    "tables/police_grant_2025-26.csv",
    "tables/action_fraud",
    "series/mps_borough_historical.csv",
    STREET.format(month="2020-03"),
    STREET.format(month="2020-04"),
)
SLUGS = (
    "50-per-cent-more-with-online-fraud",
    "cyber-spend-0-06-per-cent",
    "london-has-no-fraud",
    "city-of-london-fell-61-per-cent",
    "outcomes-exceed-referrals",
)


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    """Return what a build of the real files knows of each claim that reads them."""
    real_file(FILES[0])
    home = Home(tmp_path_factory.mktemp("real")).make()
    load(home=home, paths=[FOLDER / path for path in FILES], now=homes.NOW, release=None)
    chosen = [one for one in reviewed.claims() if one.slug in SLUGS]

    def ask(shop):
        return {one.slug: (one, gathered(shop, one, tables(shop))) for one in chosen}

    return in_a_build(home, ask, before=tuple(sources.steps()))


def rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(real_file(path).decode("utf-8-sig"))))


def read(facts, slug: str) -> dict[str, int]:
    return {name: int(one.value) for name, one in facts[slug][1].items() if one.origin == BUILD}


def test_grant_is_that_of_the_force_in_the_table(facts):
    grant = next(row for row in rows("tables/police_grant_2025-26.csv") if row["force"] == "Northamptonshire")

    assert read(facts, "cyber-spend-0-06-per-cent") == {"grant": int(grant["budget_gbp"])} == {"grant": 96686118}


def test_survey_figures_are_those_of_the_table(facts):
    told = {row["measure"]: int(row["value"]) for row in rows("tables/published_figures.csv")}

    assert read(facts, "50-per-cent-more-with-online-fraud") == {
        "fraud": told["CSEW fraud incidents (first estimate)"],
        "misuse": told["CSEW computer misuse incidents (first estimate)"],
    }


def test_fraud_in_london_before_and_after_recording_moved(facts):
    fraud = [row for row in rows("series/mps_borough_historical.csv") if row["MinorText"] == "FRAUD AND FORGERY"]
    months = [name for name in fraud[0] if name.isdigit() and "201004" <= name <= "201303"]
    told = {
        "three_years": sum(int(row[month] or 0) for row in fraud for month in months),
        "february": sum(int(row["201302"]) for row in fraud),
        "march": sum(int(row["201303"]) for row in fraud),
    }

    found = read(facts, "london-has-no-fraud")
    assert {name: found[name] for name in told} == told == {"three_years": 71225, "february": 293, "march": 5}
    assert found["referred"] == 24277


def test_the_city_of_london_is_counted_row_by_row(facts):
    told = {name: len(rows(STREET.format(month=month))) for name, month in (("march", "2020-03"), ("april", "2020-04"))}

    assert read(facts, "city-of-london-fell-61-per-cent") == told == {"march": 605, "april": 236}


def test_bodies_whose_outcomes_exceed_their_referrals(facts):
    path = next((FOLDER / "tables" / "action_fraud").glob("*.csv")).relative_to(FOLDER)
    bodies = [row for row in rows(str(path)) if row["force"].casefold() != "total"]
    told = {
        f"exceed_{year.replace('-', '_')}": sum(
            int(row["total_outcomes"]) > int(row["referred_crimes"]) for row in bodies if row["financial_year"] == year
        )
        for year in ("2016-17", "2017-18", "2018-19")
    }

    assert read(facts, "outcomes-exceed-referrals") == {"bodies": 49, **told}
    assert list(told.values()) == [21, 33, 34]


def test_entered_figures_agree_with_the_files_they_stand_in_for(facts):
    wrong = [
        (slug, known.name)
        for slug, (one, found) in facts.items()
        for known in one.facts
        if known.from_build and known.value is not None and found[known.name].value != known.value
    ]

    assert wrong == []


def test_verdicts_are_the_same_with_the_real_files(facts):
    told = {slug: str(work_out(one, found).verdict) for slug, (one, found) in facts.items()}
    one, found = facts["london-has-no-fraud"]

    assert told == {
        "50-per-cent-more-with-online-fraud": "stands with a caveat",
        "city-of-london-fell-61-per-cent": "stands with a caveat",
        "cyber-spend-0-06-per-cent": "does not stand",
        "london-has-no-fraud": "does not stand",
        "outcomes-exceed-referrals": "stands",
    }
    assert words.result_words(work_out(one, found).steps["monthly"], "count", 0) == "1,978"
