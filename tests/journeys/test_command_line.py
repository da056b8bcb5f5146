"""The command line as a person meets it: a fresh home, wrong input, and what machines read."""

import csv
import io
import json

import pytest

from journeys.conftest import hueandcry
from police_files import street_file, street_row

KEYS = [
    "area_code",
    "area",
    "level",
    "kind",
    "month",
    "observed",
    "expected",
    "lower",
    "upper_usual",
    "upper",
    "p_value",
    "q_value",
    "verdict",
    "sentence",
]


def test_the_first_command_in_an_empty_home_makes_all_it_needs(example):
    assert (example / "hueandcry.sqlite3").exists()
    assert json.loads(hueandcry(example, "status", "--format", "json").stdout)["build"]


def test_rises_finds_what_was_planted_strongest_first(example):
    found = json.loads(hueandcry(example, "rises", "--format", "json").stdout)

    assert all(list(row)[: len(KEYS)] == KEYS for row in found)
    assert {row["verdict"] for row in found} == {"rise"}
    assert [row["q_value"] for row in found] == sorted(row["q_value"] for row in found)
    assert ("Hollin Vale 001A", "burglary", "2026-09") in {(row["area"], row["kind"], row["month"]) for row in found}
    assert found[0]["sentence"].startswith("Burglary in Hollin Vale 001A: 19 in September")


def test_rises_tells_how_much_could_not_be_told(example):
    said = hueandcry(example, "rises").stdout

    assert "series judged in September" in said
    assert "too few to tell" in said


def test_rises_of_an_earlier_month_and_one_kind(example):
    found = json.loads(
        hueandcry(example, "rises", "--month", "2026-05", "--type", "bicycle-theft", "--format", "json").stdout
    )

    assert {(row["area"], row["month"]) for row in found} >= {("Northmere 001A", "2026-05")}
    assert {row["kind"] for row in found} == {"bicycle-theft"}


def test_rises_as_csv_has_a_row_for_each(example):
    rows = list(csv.DictReader(io.StringIO(hueandcry(example, "rises", "--format", "csv").stdout)))

    assert len(rows) == len(json.loads(hueandcry(example, "rises", "--format", "json").stdout))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rises", "--force", "ruritania"], "ruritania"),
        (["rises", "--month", "yesterday"], "yesterday"),
        (["rises", "--type", "piracy"], "piracy"),
        (["load", "/no/such/place"], "no such file or folder"),
        (["load", "/dev/null", "--release", "soon"], "a month or day"),
        (["unload", "nothing"], "hueandcry status"),
        (["fetch", "weather", "--force", "kent", "--from", "2022-01", "--to", "2022-02"], "only 'street'"),
        (["fetch", "street", "--force", "kent", "--from", "2022-13", "--to", "2022-02"], "2022-13"),
        (["refresh"], "hueandcry fetch street"),
    ],
)
def test_wrong_input_is_told_plainly_with_exit_code_2(example, arguments, said):
    done = hueandcry(example, *arguments)

    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_load_prints_what_became_of_each_file_and_status_adds_it_up(tmp_path):
    home = tmp_path / "home"
    file = street_file(tmp_path / "a.csv", [street_row(1), street_row(2, month="never")])

    loaded = hueandcry(home, "load", str(file))
    status = json.loads(hueandcry(home, "status", "--format", "json").stdout)

    assert loaded.returncode == 0
    assert "a.csv: 2 rows read = 1 landed + 1 set aside" in loaded.stdout
    assert "set_aside" in loaded.stdout
    assert status["totals"] == {"rows_read": 2, "rows_landed": 1, "rows_set_aside": 1}
    assert status["build"] is None
    assert {key: status["datasets"][0][key] for key in ("dataset", "body", "period", "superseded")} == {
        "dataset": "street",
        "body": "kent",
        "period": "2022-07",
        "superseded": False,
    }


def test_a_file_that_is_not_ours_is_refused_with_exit_code_2_and_nothing_landed(tmp_path):
    strange = tmp_path / "strange.csv"
    strange.write_text("name,colour\n")

    done = hueandcry(tmp_path / "home", "load", str(strange))

    assert done.returncode == 2
    assert (done.stdout + done.stderr).count("not a file we know") == 1
    assert json.loads(hueandcry(tmp_path / "home", "status", "--format", "json").stdout)["datasets"] == []
