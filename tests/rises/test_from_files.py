"""From published files to rises: the invented county as a fresh machine has it, and a month published again."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hueandcry.rises import actions, queries
from hueandcry.sources.actions import building, load, load_example
from hueandcry.warehouse import builds
from hueandcry.warehouse.home import Home
from police_files import street_file, street_row
from rises.worlds import table

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
MONTHS = [date(2016 + step // 12, step % 12 + 1, 1) for step in range(48)]


def built(home: Home, minutes: int = 0):
    made = builds.build(
        home=home,
        steps=[*building.steps(), *actions.steps()],
        checks=[*building.checks(), *actions.checks()],
        now=NOW + timedelta(minutes=minutes),
        settings={"false_discovery_rate": 0.10},
    )
    actions.publish(home=home, build=made)
    return made


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("county") / "home").make()
    load_example(home=home, now=NOW)
    return home, built(home)


def test_what_is_planted_in_the_county_is_found(county):
    home, _ = county

    found = {(row["area"], row["kind"]) for row in queries.rises(home)}

    assert {("Hollin Vale 001A", "burglary"), ("Northmere", "drugs")} <= found
    assert {kind for _, kind in found} == {"burglary", "drugs"}


def test_the_countys_rise_of_may_was_over_in_june(county):
    home, made = county
    (rise,) = queries.rises(home, month="2026-05", kind="bicycle-theft")

    (row,) = [
        row
        for row in table(made)
        if (row["area"], row["kind"], row["month"]) == (rise["area_code"], "bicycle-theft", date(2026, 5, 1))
    ]

    assert rise["area"] == "Northmere 001A"
    assert (row["since"], row["over"]) == (date(2026, 5, 1), date(2026, 6, 1))


def test_the_countys_missing_and_thin_months_are_not_judged(county):
    _, made = county
    verdicts = {
        name: {row["verdict"] for row in table(made) if row["month"] == month and row["level"] != "lsoa"}
        for name, month in (("missing", date(2024, 2, 1)), ("thin", date(2025, 3, 1)))
    }

    assert verdicts == {"missing": {"no data"}, "thin": {"suspect"}}


def street(month: date, number: int) -> list[str]:
    """Return so many burglaries of a month, and enough else that the month is whole."""
    rows = [street_row(n, month=f"{month:%Y-%m}") for n in range(number)]
    return rows + [street_row(1000 + n, month=f"{month:%Y-%m}", kind="Drugs") for n in range(60)]


def test_a_month_published_again_is_judged_again(home, tmp_path):
    for at, month in enumerate(MONTHS):
        number = 31 if month == MONTHS[-1] else 12 + at % 5
        street_file(tmp_path / "first" / f"{month:%Y-%m}-kent-street.csv", street(month, number))
    street_file(tmp_path / "again" / f"{MONTHS[-1]:%Y-%m}-kent-street.csv", street(MONTHS[-1], 19))
    load(home=home, paths=[tmp_path / "first"], now=NOW, release="2020-02")
    first = built(home)
    before = {row["level"]: row["sentence"] for row in queries.rises(home, kind="burglary")}
    load(home=home, paths=[tmp_path / "again"], now=NOW, release="2020-05")

    second = built(home, minutes=1)

    assert before["district"].startswith("Burglary in Canterbury: 31 in December 2019; between ")
    assert queries.rises(home, kind="burglary") == []
    assert {(row["area_name"], row["was_observed"], row["now_observed"]) for row in queries.withdrawn(home)} == {
        ("Canterbury", 31, 19),
        ("Canterbury 001A", 31, 19),
        ("Kent Police", 31, 19),
    }
    assert {(row["published_in"], row["withdrawn_in"]) for row in queries.withdrawn(home)} == {(first.id, second.id)}
