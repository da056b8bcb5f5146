"""Loading: what is read, what is set aside and why, and that nothing is ever half-landed."""

import csv
from datetime import UTC, datetime

import pyarrow.parquet as pq
import pytest

from hueandcry.sources.actions import load, unload
from hueandcry.sources.actions.finding import CannotRead
from hueandcry.sources.actions.loading import Refused
from hueandcry.sources.actions.unloading import NothingToUnload
from hueandcry.sources.queries import status
from hueandcry.warehouse import manifest
from police_files import OUTCOMES, STREET, archive, crime_id, street_file, street_row

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 9, tzinfo=UTC)


def set_aside(report):
    with report.set_aside.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def landed_rows(home):
    return [
        row
        for one in manifest.live(manifest.landings(home))
        if one.path
        for row in pq.read_table(home.landed / one.path).to_pylist()
    ]


def test_load_lands_a_street_file_by_body_and_month(home, tmp_path):
    file = street_file(tmp_path / "2022-07-kent-street.csv", [street_row(1), street_row(2)])

    load(home=home, paths=[file], now=NOW)

    (landing,) = manifest.landings(home)
    assert (landing.dataset, landing.body, landing.period, landing.release) == (
        "street",
        "kent",
        "2022-07",
        "2026-11-21",
    )
    assert (landing.rows_read, landing.rows_landed, landing.rows_set_aside) == (2, 2, 0)
    assert landing.source == "2022-07-kent-street.csv"
    assert [row["crime_type"] for row in landed_rows(home)] == ["Burglary", "Burglary"]


def test_load_keeps_identical_rows_as_distinct_crimes(home, tmp_path):
    row = street_row(None, kind="Anti-social behaviour", outcome="")
    load(home=home, paths=[street_file(tmp_path / "a.csv", [row, row, row])], now=NOW)

    assert len(landed_rows(home)) == 3


def test_load_keeps_repeated_crime_ids(home, tmp_path):
    load(home=home, paths=[street_file(tmp_path / "a.csv", [street_row(1), street_row(1, kind="Robbery")])], now=NOW)

    assert [row["crime_id"] for row in landed_rows(home)] == [crime_id(1)] * 2


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz"])
def test_load_reads_either_line_end_plain_and_gzipped(home, tmp_path, name, end):
    load(home=home, paths=[street_file(tmp_path / name, [street_row(1), street_row(2)], end=end)], now=NOW)

    assert [row["outcome"] for row in landed_rows(home)] == ["Under investigation"] * 2
    assert {row["context"] for row in landed_rows(home)} == {None}


def test_load_reads_rows_without_place_area_or_outcome(home, tmp_path):
    row = street_row(None, lng="", lat="", location="No Location", lsoa="", lsoa_name="", outcome="")
    load(home=home, paths=[street_file(tmp_path / "a.csv", [row])], now=NOW)

    (landed,) = landed_rows(home)
    assert (landed["lng"], landed["lat"], landed["lsoa"], landed["outcome"]) == (None, None, None, None)
    assert landed["location"] == "No Location"


def test_load_reads_welsh_letters_and_northern_ireland_without_areas(home, tmp_path):
    rows = [
        street_row(1, body="Gwent Police", location="On or near Tŷ-Gwyn", lsoa="W01001440",
                   lsoa_name="Blaenau Gwent 001A"),
    ]  # fmt: skip
    ireland = [street_row(2, body="Police Service of Northern Ireland", lsoa="", lsoa_name="")]
    load(home=home, paths=[street_file(tmp_path / "a.csv", rows), street_file(tmp_path / "b.csv", ireland)], now=NOW)

    assert {row["reported_by"]: row["location"] for row in landed_rows(home)} == {
        "Gwent Police": "On or near Tŷ-Gwyn",
        "Police Service of Northern Ireland": "On or near Invented Street",
    }


def test_load_splits_a_file_of_several_months_and_bodies(home, tmp_path):
    rows = [street_row(1), street_row(2, month="2022-08"), street_row(3, body="Essex Police"), street_row(4)]
    load(home=home, paths=[street_file(tmp_path / "a.csv", rows)], now=NOW)

    assert [(one.body, one.period, one.rows_landed) for one in manifest.landings(home)] == [
        ("essex", "2022-07", 1),
        ("kent", "2022-07", 2),
        ("kent", "2022-08", 1),
    ]


FAULTY = [
    (street_row(1, month="2022-13"), 'Month "2022-13" is not YYYY-MM of 1950 to 2099'),
    (street_row(1, month="2202-07"), 'Month "2202-07" is not YYYY-MM of 1950 to 2099'),
    (street_row(1, month="07-2022"), 'Month "07-2022" is not YYYY-MM of 1950 to 2099'),
    (street_row(1, month="2022-7-1"), 'Month "2022-7-1" is not YYYY-MM of 1950 to 2099'),
    (street_row(1, kind="Piracy"), 'Crime type "Piracy" is not a kind we know'),
    (street_row(1, lng="108"), 'Longitude "108" is not between -10 and 4'),
    (street_row(1, lng="east"), 'Longitude "east" is not between -10 and 4'),
    (street_row(1, lat="nan"), 'Latitude "nan" is not between 49 and 62'),
    (street_row(1, lat=""), "Only one of Longitude and Latitude is given"),
    (street_row(1, lsoa="Z01000001"), 'LSOA code "Z01000001" is not a code'),
    (street_row(1, lsoa=""), "LSOA name without a code"),
    (street_row(1).replace(crime_id(1), "abc"), "Crime ID is not 64 hexadecimal digits"),
    (
        street_row(1, body="Kent Constabularry"),
        'Reported by "Kent Constabularry" is not a body we know; add a reviewed alias; '
        'Falls within "Kent Constabularry" is not a body we know; add a reviewed alias',
    ),
    (street_row(1).rsplit(",", 3)[0], "missing columns: Expected Number of Columns: 12 Found: 9"),
    (street_row(1) + ",more", "too many columns: Expected Number of Columns: 12 Found: 13"),
]


@pytest.mark.parametrize(("row", "reason"), FAULTY, ids=[reason[:40] for _, reason in FAULTY])
def test_load_sets_a_bad_row_aside_with_its_number_text_and_reason(home, tmp_path, row, reason):
    file = street_file(tmp_path / "a.csv", [street_row(5), row, street_row(6)])

    report = load(home=home, paths=[file], now=NOW)

    assert [(file.rows_read, file.rows_landed, file.rows_set_aside) for file in report.files] == [(3, 2, 1)]
    (aside,) = set_aside(report)
    assert (aside["record"], aside["reason"], aside["raw"]) == ("2", reason, row)


def test_load_numbers_records_rightly_when_both_kinds_of_fault_meet(home, tmp_path):
    ragged, wrong = "too,few", street_row(1, month="never")
    file = street_file(tmp_path / "a.csv", [ragged, wrong, street_row(2), ragged, ragged, wrong, street_row(3), wrong])

    report = load(home=home, paths=[file], now=NOW)

    assert [int(row["record"]) for row in set_aside(report)] == [1, 2, 4, 5, 6, 8]


def test_load_keeps_text_that_is_not_utf8_aside(home, tmp_path):
    file = street_file(tmp_path / "a.csv", [street_row(1), street_row(2)])
    file.write_bytes(file.read_bytes().replace(b"Invented Street", b"Caf\xe9 Street", 1))

    report = load(home=home, paths=[file], now=NOW)

    assert (report.files[0].rows_landed, report.files[0].rows_set_aside) == (1, 1)


def test_load_writes_text_that_looks_like_a_formula_as_it_is(home, tmp_path):
    load(home=home, paths=[street_file(tmp_path / "a.csv", [street_row(1, location="=HYPERLINK(1)")])], now=NOW)

    assert landed_rows(home)[0]["location"] == "=HYPERLINK(1)"


def test_load_of_the_same_bytes_again_changes_nothing(home, tmp_path):
    file = street_file(tmp_path / "a.csv", [street_row(1)])
    load(home=home, paths=[file], now=NOW)

    report = load(home=home, paths=[file], now=LATER, release="2026-12")

    assert [one.state for one in report.files] == ["already"]
    assert len(manifest.landings(home)) == 1


def test_load_of_a_later_release_supersedes_and_keeps_the_earlier(home, tmp_path):
    load(home=home, paths=[street_file(tmp_path / "a.csv", [street_row(1)])], release="2022-09", now=NOW)
    load(home=home, paths=[street_file(tmp_path / "b.csv", [street_row(1), street_row(2)])], release="2022-10", now=NOW)

    every = manifest.landings(home)
    assert [one.rows_landed for one in manifest.live(every)] == [2]
    assert [one.rows_landed for one in manifest.live(every, as_of="2022-09")] == [1]
    assert [(one["release"], one["superseded"]) for one in status(home)["datasets"]] == [
        ("2022-09", True),
        ("2022-10", False),
    ]
    assert all((home.landed / one.path).exists() for one in every)


def test_load_of_an_earlier_release_does_not_supersede_a_later_one(home, tmp_path):
    load(home=home, paths=[street_file(tmp_path / "a.csv", [street_row(1)])], release="2022-10", now=NOW)
    load(home=home, paths=[street_file(tmp_path / "b.csv", [street_row(1), street_row(2)])], release="2022-09", now=NOW)

    assert [one.release for one in manifest.live(manifest.landings(home))] == ["2022-10"]


def test_load_of_two_files_for_one_month_lets_the_later_path_win_and_names_both(home, tmp_path):
    street_file(tmp_path / "in" / "a.csv", [street_row(1)])
    street_file(tmp_path / "in" / "b.csv", [street_row(1), street_row(2)])

    report = load(home=home, paths=[tmp_path / "in"], now=NOW)

    (warning,) = report.warnings
    assert "kent 2022-07" in warning
    assert warning.index("b.csv is used") < warning.index("a.csv is kept as superseded")
    assert [one.rows_landed for one in manifest.live(manifest.landings(home))] == [2]


def test_load_refuses_a_named_file_that_is_not_ours_and_lands_nothing(home, tmp_path):
    good = street_file(tmp_path / "a.csv", [street_row(1)])
    strange = tmp_path / "strange.csv"
    strange.write_text("name,colour\nplum,purple\n")

    with pytest.raises(Refused) as refused:
        load(home=home, paths=[good, strange], now=NOW)

    assert "strange.csv: found not a file we know: it begins 'name,colour'" in str(refused.value)
    assert "Nothing was loaded." in str(refused.value)
    assert manifest.landings(home) == []
    assert list(home.landed.rglob("*.parquet")) == []


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz"])
def test_load_refuses_a_file_that_was_cut_short(home, tmp_path, name):
    file = street_file(tmp_path / name, [street_row(number) for number in range(200)])
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) - 150])

    with pytest.raises(Refused, match="cut short"):
        load(home=home, paths=[file], now=NOW)

    assert manifest.landings(home) == []


def test_load_says_which_column_of_a_header_is_missing(home, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(STREET.replace("Crime type", "Type of crime") + "\n" + street_row(1) + "\n")

    with pytest.raises(Refused, match="column 'Crime type' is missing; column 'Type of crime' is not known"):
        load(home=home, paths=[file], now=NOW)


def test_load_refuses_a_path_that_does_not_exist(home, tmp_path):
    with pytest.raises(CannotRead, match="no such file or folder"):
        load(home=home, paths=[tmp_path / "nowhere"], now=NOW)


def test_load_of_a_folder_passes_over_what_is_not_ours_and_says_why(home, tmp_path):
    street_file(tmp_path / "in" / "a.csv", [street_row(1)])
    (tmp_path / "in" / "bundle.json").write_text('{"type": "bundle", "id": "bundle--1", "objects": []}')
    (tmp_path / "in" / "stops.csv").write_text("Type,Date,Part of a policing operation\nPerson search,2022-07-01,\n")

    report = load(home=home, paths=[tmp_path / "in"], now=NOW)

    assert [(file.state, bool(file.reason)) for file in report.files] == [
        ("landed", False),
        ("passed over", True),
        ("passed over", True),
    ]


def test_strict_load_of_a_folder_refuses_what_is_not_ours(home, tmp_path):
    street_file(tmp_path / "in" / "a.csv", [street_row(1)])
    (tmp_path / "in" / "notes.txt").write_text("hello")

    with pytest.raises(Refused, match=r"notes\.txt"):
        load(home=home, paths=[tmp_path / "in"], now=NOW, strict=True)

    assert manifest.landings(home) == []


def test_load_reads_an_archive_and_takes_its_name_as_release(home, tmp_path):
    street = (STREET + "\n" + street_row(1) + "\n").encode()
    outcomes = (OUTCOMES + "\n" + street_row(1).rsplit(",", 3)[0] + ",Suspect charged\n").encode()
    packed = archive(
        tmp_path / "2022-09.zip",
        {
            "2022-07/2022-07-kent-street.csv": street,
            "2022-07/2022-07-kent-outcomes.csv": outcomes,
            "2022-07/2022-07-kent-stop-and-search.csv": b"Type,Date\nPerson search,2022-07-01\n",
        },
    )

    report = load(home=home, paths=[packed], now=NOW)

    assert [file.state for file in report.files] == ["landed", "passed over", "landed"]
    assert {(one.dataset, one.release, one.source) for one in manifest.landings(home)} == {
        ("street", "2022-09", "2022-09.zip!2022-07/2022-07-kent-street.csv"),
        ("outcomes", "2022-09", "2022-09.zip!2022-07/2022-07-kent-outcomes.csv"),
    }


def test_load_refuses_a_bomb_by_its_declared_sizes(home, tmp_path):
    packed = archive(tmp_path / "bomb.zip", {f"{n}.csv": b"0" * 30_000_000 for n in range(3)})

    with pytest.raises(CannotRead, match="no published table shrinks more than 200 times"):
        load(home=home, paths=[packed], now=NOW)


def test_load_refuses_a_broken_archive(home, tmp_path):
    packed = archive(tmp_path / "a.zip", {"a.csv": b"x" * 1000})
    packed.write_bytes(packed.read_bytes()[:80])

    with pytest.raises(CannotRead, match="cannot be read"):
        load(home=home, paths=[packed], now=NOW)


def test_unload_undoes_a_load_and_what_it_superseded_counts_again(home, tmp_path):
    load(home=home, paths=[street_file(tmp_path / "a.csv", [street_row(1)])], release="2022-09", now=NOW)
    load(home=home, paths=[street_file(tmp_path / "b.csv", [street_row(1), street_row(2)])], release="2022-10", now=NOW)

    gone = unload(home=home, what=["b.csv"], now=LATER)

    assert [one.source for one in gone] == ["b.csv"]
    assert [one.source for one in manifest.live(manifest.landings(home))] == ["a.csv"]
    assert not (home.landed / gone[0].path).exists()


def test_unload_takes_the_start_of_a_hash_and_the_file_can_be_loaded_again(home, tmp_path):
    file = street_file(tmp_path / "a.csv", [street_row(1)])
    load(home=home, paths=[file], now=NOW)
    (landing,) = manifest.landings(home)

    unload(home=home, what=[landing.sha256[:10]], now=LATER)
    load(home=home, paths=[file], now=LATER)

    assert len(manifest.landings(home)) == 1


def test_unload_of_an_unknown_name_undoes_nothing(home, tmp_path):
    load(home=home, paths=[street_file(tmp_path / "a.csv", [street_row(1)])], now=NOW)

    with pytest.raises(NothingToUnload, match="hueandcry status"):
        unload(home=home, what=["a.csv", "b.csv"], now=LATER)

    assert len(manifest.landings(home)) == 1


def test_a_manifest_line_cut_by_a_crash_was_never_acknowledged(home, tmp_path):
    load(home=home, paths=[street_file(tmp_path / "a.csv", [street_row(1)])], now=NOW)
    with home.manifest.open("a") as file:
        file.write('{"landed": [{"load": "half')

    load(home=home, paths=[street_file(tmp_path / "b.csv", [street_row(2, month="2022-08")])], now=LATER)

    assert [one.period for one in manifest.landings(home)] == ["2022-07", "2022-08"]


def test_a_killed_load_leaves_nothing_that_counts(home, tmp_path):
    leftover = home.landed / ".staging" / "killed"
    leftover.mkdir(parents=True)
    (leftover / "000000.parquet").write_bytes(b"half")

    load(home=home, paths=[street_file(tmp_path / "a.csv", [street_row(1)])], now=NOW)

    assert not leftover.exists()
    assert status(home)["totals"] == {"rows_read": 1, "rows_landed": 1, "rows_set_aside": 0}
