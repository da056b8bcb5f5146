"""`hueandcry claims check`: what a person reads, and exactly what a program is told."""

from __future__ import annotations

import json

import pytest

from hueandcry.claims.queries import reviewed
from journeys.conftest import hueandcry

KEYS = ["id", "words", "claimed", "recomputed", "verdict", "why"]


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """Return the home and what the first command ever run in it said: it makes all it needs."""
    home = tmp_path_factory.mktemp("example") / "home"
    return home, hueandcry(home, "claims", "check", "--format", "json")


def test_the_first_command_builds_the_example_and_tells_programs_nothing_but_the_claims(checked):
    _, done = checked

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [list(one) for one in told] == [KEYS] * len(reviewed.claims())
    assert [one["id"] for one in told] == sorted(one["id"] for one in told)
    assert "Built" in done.stderr


def test_known_answers_are_told(checked):
    told = {one["id"]: one for one in json.loads(checked[1].stdout)}

    answers = {name: (one["claimed"], one["recomputed"], one["verdict"]) for name, one in told.items()}
    assert answers["cyber-crimes-up-86-per-cent"] == ("86 %", "84.6 %", "does not stand")
    assert answers["cyber-spend-0-06-per-cent"][2] == "does not stand"
    assert answers["cyber-spend-0-6-per-cent"][2] == "stands with a caveat"
    assert answers["two-per-cent-reported"] == ("2 %", "2.07 %", "stands with a caveat")
    assert answers["outcomes-exceed-referrals"] == ("49, 21, 33, 34", "49, 21, 33, 34", "stands")
    assert answers["judicial-shares"] == ("21.9 %, 15.9 %, 14.8 %", "21.9 %, 15.9 %, 14.8 %", "stands")
    assert answers["one-in-three-crimes-is-cyber"] == ("one in three", None, "cannot be checked")
    assert answers["70-000-images"] == ("70,000", None, "cannot be checked")
    assert answers["six-in-ten-children"] == ("6 in 10", None, "cannot be checked")


def test_people_are_told_in_words(checked):
    said = hueandcry(checked[0], "claims", "check").stdout

    assert "cyber-crimes-up-86-per-cent: does not stand" in said
    assert "claimed 86 %; ours: 84.6 %" in said
    assert "claimed 70,000; ours: not known" in said


def test_csv_has_the_same_keys(checked):
    lines = hueandcry(checked[0], "claims", "check", "--format", "csv").stdout.splitlines()

    assert lines[0] == ",".join(KEYS)


def test_the_command_says_what_it_does(checked):
    said = hueandcry(checked[0], "claims", "--help").stdout

    assert "Figures that somebody published, worked out again." in said
    assert "check" in said
