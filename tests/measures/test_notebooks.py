"""The worked scripts run as a reader would run them, and say what the figures are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hueandcry.sources.actions import load, load_example
from hueandcry.warehouse.home import Home
from measures.worlds import NOW, built
from real import FOLDER, real_file

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.py"))
REAL = ("police/street/city-of-london", "police/outcomes/city-of-london", "tables", "geo/lsoa_mid2019_population.csv")


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("example") / "home").make()
    load_example(home=home, now=NOW)
    built(home)
    return home


def run(name: str, home: Home) -> subprocess.CompletedProcess:
    command = [sys.executable, str(ROOT / "docs" / "notebooks" / f"{name}.py")]
    environment = {**os.environ, "HUEANDCRY_HOME": str(home.root)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def lines(name: str, home: Home) -> list[str]:
    done = run(name, home)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_there_are_three_and_each_is_told_of_in_the_manual():
    told = (ROOT / "docs" / "analysts.md").read_text("utf-8")

    assert [path.stem for path in NOTEBOOKS] == ["after_charge", "judicial_outcomes", "rates_with_shrinkage"]
    assert [path.name for path in NOTEBOOKS if f"notebooks/{path.name}" not in told] == []


def test_the_funnel_of_judicial_outcomes(example):
    said = lines("judicial_outcomes", example)

    assert said[0] == "2018-19: 7,095 of 51,334 outcomes of 42 forces were judicial"
    assert [line.split(",")[0] for line in said if line.startswith("outside")] == ["outside: Durham Constabulary"]


def test_what_became_of_those_charged_in_the_invented_county(example):
    """The script itself compares the table of flows with the crimes, row by row; it stops if they differ."""
    said = lines("after_charge", example)

    assert [line.split(",")[0] for line in said if line.endswith("charged")] == ["exampleshire"] * 7
    assert said[-1].startswith("2020: 68.")


def test_small_forces_borrow_strength(example):
    said = lines("rates_with_shrinkage", example)

    assert said[0] == "judicial-outcomes, 2018-19: % of outcomes judicial; mean of 42 forces 13.8"
    assert sum(" becomes " in line for line in said) == 42
    assert said[-1] == "least known by itself: Gloucestershire Constabulary, 129 in the denominator"


def test_a_home_without_a_build_says_what_to_do(tmp_path):
    done = run("judicial_outcomes", Home(tmp_path / "home").make())

    assert done.returncode == 1
    assert "Run `hueandcry build` first." in done.stderr.splitlines()[-1]


@pytest.mark.real
def test_the_scripts_on_real_files(tmp_path):
    real_file("MANIFEST.md")
    home = Home(tmp_path / "home").make()
    load(home=home, paths=[FOLDER / path for path in REAL], now=NOW)
    built(home)

    assert lines("after_charge", home)[0].startswith("city-of-london, crimes of 2016: ")
    assert lines("rates_with_shrinkage", home)[0].startswith(
        "fraud-referrals, 2018-19: referrals per 100,000 residents"
    )
    assert lines("judicial_outcomes", home)[0] == "2018-19: 7,095 of 51,334 outcomes of 42 forces were judicial"
