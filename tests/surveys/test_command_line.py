"""The command `hueandcry survey`, run as a person would."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from surveys.waves import SECRET, folder, rows


def run(home, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "hueandcry", "survey", *map(str, arguments)],
        env={**os.environ, "HUEANDCRY_HOME": str(home.root), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def wave(tmp_path_factory):
    return folder(tmp_path_factory.mktemp("wave"))


def test_check_prints_the_figures_and_keeps_nothing(home, wave):
    done = run(home, "check", wave, "--format", "json")

    figures = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert [one["state"] for one in figures if (one["estimate"], one["split"]) == ("victim", "")] == ["shown"]
    assert list(home.frozen.iterdir()) == []


def test_publish_says_what_is_shown_and_where_it_lies(home, wave):
    done = run(home, "publish", wave, "--no-build")

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("small, wave 2025: 24 figures shown, 0 not shown\nPublication 1, frozen in ")
    listed = json.loads(run(home, "list", "--format", "json").stdout)
    assert [(one["survey"], one["wave"], one["publication"]) for one in listed] == [("small", "2025", 1)]


def test_faults_are_told_one_by_one_and_never_quote_an_answer(home, tmp_path):
    made = rows()
    made[16] |= {"weight": "0", "sex": SECRET}

    done = run(home, "publish", folder(tmp_path, respondents=made))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        f"Error: {tmp_path}: found 2 faults; expected none. Nothing was published. Mend what is told below and publish "
        "again.",
        "  respondents.csv, record 17, weight: found 0; expected a number above 0.",
        "  respondents.csv, record 17, sex: found a code that the questionnaire does not know; expected one of the "
        "codes f, m.",
    ]


def test_correction_without_a_note_is_refused(home, tmp_path, wave):
    run(home, "publish", wave, "--no-build")
    corrected = folder(tmp_path, respondents=rows(seed=2))

    refused = run(home, "publish", corrected, "--no-build")
    accepted = run(home, "publish", corrected, "--no-build", "--note", "Weights were wrong.")

    assert (refused.returncode, refused.stderr.startswith("Error: survey small.2025: found other contents")) == (
        2,
        True,
    )
    assert (accepted.returncode, "Publication 2" in accepted.stdout) == (0, True)


def test_names_are_never_cut_where_a_line_is_short(home, tmp_path):
    at = folder(tmp_path, survey="a-survey-of-a-very-long-name-indeed", wave="the-first-quarter-of-2025")
    run(home, "publish", at, "--no-build")

    listed = run(home, "list").stdout
    checked = run(home, "check", at).stdout

    assert "a-survey-of-a-very-long-name-indeed" in listed
    assert "the-first-quarter-of-2025" in listed
    assert {"northumbria", "number-victims", "design", "effect", "domain"} <= set(checked.split())
    assert "…" not in listed + checked


def test_publish_builds_and_tells_the_address(tmp_path, home, wave):
    done = run(home, "publish", wave)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "Its page: /surveys/small/2025/"
