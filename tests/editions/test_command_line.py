"""`hueandcry publish dashboard`, as a person runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from editions import homes
from editions.test_publishing import NOTE, rebuilt_with_other_figures
from hueandcry.editions import queries


def run(home, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "hueandcry", "publish", *arguments],
        env={**os.environ, "HUEANDCRY_HOME": str(home.root)},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def home():
    """The yearly table, built and not yet published."""
    return homes.copy_of(homes.annual())


def test_it_publishes_once_says_so_and_takes_a_correction_with_its_note(home):
    first, again = run(home, "dashboard"), run(home, "dashboard", "--format", "json")

    assert (first.returncode, first.stdout.splitlines()) == (
        0, ["2016-17: published", "2017-18: published", "2018-19: published"],
    )  # fmt: skip
    assert {one["slug"]: one["state"] for one in json.loads(again.stdout)} == {
        "2016-17": "unchanged", "2017-18": "unchanged", "2018-19": "unchanged",
    }  # fmt: skip

    rebuilt_with_other_figures(home)
    told = run(home, "dashboard")
    refused = run(home, "dashboard", "--edition", "2018-19")
    corrected = run(home, "dashboard", "--edition", "2018-19", "--note", NOTE)

    assert "2018-19: published on" in told.stdout
    assert "with other figures; to correct it: --edition 2018-19 --note TEXT" in told.stdout
    assert (refused.returncode, "a note that says what is corrected" in refused.stderr) == (2, True)
    assert corrected.stdout.splitlines() == ["2018-19: published as number 2, a correction"]
    assert [one.number for one in queries.versions(home, "2018-19")] == [1, 2]


def test_a_wrong_name_is_told_plainly(home):
    done = run(home, "dashboard", "--edition", "2018")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: the name of the edition: found '2018'; expected a financial year")
    assert "Traceback" not in done.stderr


def test_without_a_build_it_says_what_to_do(tmp_path):
    from hueandcry.warehouse.home import Home

    done = run(Home(tmp_path / "empty"), "dashboard")

    assert (done.returncode, "Run `hueandcry build` first." in done.stderr) == (2, True)
