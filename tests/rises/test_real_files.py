"""The real files at hand: what is known of them shows in what is said."""

from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise

import numpy as np
import pytest

from hueandcry.rises import actions, queries
from hueandcry.sources.actions import building, load
from hueandcry.stats import rises as method
from hueandcry.warehouse import builds, reading
from hueandcry.warehouse.home import Home
from real import FOLDER, real_file
from rises.worlds import table

pytestmark = pytest.mark.real

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LOCKDOWN = [date(2020 + step // 12, step % 12 + 1, 1) for step in range(2, 18)]
PATHS = (
    "police/street/northumbria",
    "police/street/city-of-london",
    "series/mps_borough_historical.csv",
    "series/mps_borough_recent24.csv",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    real_file(PATHS[-1])  # skips where there are no real files
    home = Home(tmp_path_factory.mktemp("real") / "home").make()
    load(home=home, paths=[FOLDER / path for path in PATHS], now=NOW)
    built = builds.build(
        home=home,
        steps=[*building.steps(), *actions.steps()],
        checks=[*building.checks(), *actions.checks()],
        now=NOW,
        settings={"false_discovery_rate": 0.10},
    )
    return home, built


@pytest.fixture(scope="module")
def rows(made):
    return table(made[1])


def of(rows, force, scheme="street"):
    return [row for row in rows if row["force"] == force and row["scheme"] == scheme]


def test_northumbria_has_too_little_history_everywhere(rows):
    northumbria = of(rows, "northumbria")

    latest = Counter(row["verdict"] for row in northumbria if row["month"] == date(2022, 12, 1))

    assert set(latest) == {"too little history"}
    assert latest["too little history"] > 10_000
    assert {row["verdict"] for row in northumbria if row["month"] == date(2022, 1, 1)} == {"no data"}


def test_city_of_london_is_judged_with_its_gaps(rows):
    city = of(rows, "city-of-london")

    latest = Counter((row["level"], row["verdict"]) for row in city if row["month"] == date(2022, 12, 1))
    gaps = {row["verdict"] for row in city if row["month"] in (date(2018, 1, 1), date(2018, 3, 1))}

    assert latest["force", "within its usual range"] == 14
    assert gaps == {"no data"}
    assert {row["years"] for row in city if row["month"] == date(2022, 12, 1)} == {3}


def test_city_of_londons_lockdown_is_left_out_and_its_return_is_no_rise(rows):
    total = {
        month: sum(
            row["observed"] for row in of(rows, "city-of-london") if row["level"] == "force" and row["month"] == month
        )
        for month in (date(2020, 3, 1), date(2020, 4, 1))
    }
    lockdown = [row for row in of(rows, "city-of-london") if row["month"] in LOCKDOWN]
    after = [row for row in of(rows, "city-of-london") if date(2021, 7, 1) <= row["month"] <= date(2022, 6, 1)]

    assert list(total.values()) == [605, 236]
    assert {row["verdict"] for row in lockdown} == {"break"}
    assert [row for row in after if row["verdict"] == "rise"] == []


def test_london_fraud_is_a_break_and_not_a_zero(rows):
    fraud = [row for row in of(rows, "metropolitan", "mps") if row["kind"] == "fraud-and-forgery"]

    assert len(fraud) > 1000
    assert {row["verdict"] for row in fraud} == {"break"}
    assert {row["why"] for row in fraud} == {"Recorded elsewhere since early 2013."}


def test_london_boroughs_are_tested_and_few_rise(rows):
    latest = [row for row in of(rows, "metropolitan", "mps") if row["month"] == date(2025, 11, 1)]

    found = Counter(row["verdict"] for row in latest)

    assert found["rise"] + found["within its usual range"] > 700
    assert found["rise"] < 15


def test_the_usual_range_holds_about_what_it_should(rows):
    tested = [row for row in of(rows, "metropolitan", "mps") if row["upper_usual"] is not None]

    inside = np.mean([row["lower"] <= row["observed"] <= row["upper_usual"] for row in tested])

    assert len(tested) > 40_000
    assert 0.80 < inside < 0.95


def test_a_borough_is_judged_as_plain_arithmetic_on_its_published_counts_has_it(made, rows):
    (row,) = [
        row
        for row in of(rows, "metropolitan", "mps")
        if (row["area"], row["kind"], row["month"]) == ("E09000028", "shoplifting", date(2024, 10, 1))
    ]
    reader = reading.Reader(made[1])
    counted = dict(
        reader._engine.execute(
            "SELECT month, n FROM counts WHERE scheme = 'mps' AND area = 'E09000028' AND kind = 'shoplifting'"
        ).fetchall()
    )
    reader.close()
    months = sorted(month for month in counted if month <= date(2024, 10, 1))
    assert all((later - earlier).days <= 31 for earlier, later in pairwise(months))
    counts = np.array([[np.nan if month in LOCKDOWN else counted[month] for month in months]], float)

    expected = method.farrington(counts, at=[len(months) - 1], frequency=12, compatible=False)

    assert row["verdict"] == "rise"
    assert row["observed"] == counted[date(2024, 10, 1)] == 551
    for name in ("expected", "lower", "upper_usual", "upper"):
        assert row[name] == pytest.approx(getattr(expected, name)[0, 0], rel=1e-9)


def test_the_summary_adds_up(made, rows):
    found = queries.summary(made[0])

    assert found.series == sum(row["series"] for row in table(made[1], "judged"))
    assert len(found.without_data) == 42
