"""A table of tidy counts and its description, side by side in a folder or in an archive, are read together."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hueandcry.sources.actions import load
from hueandcry.sources.actions.loading import Refused
from hueandcry.sources.rules.recognition import HOW_TO_DESCRIBE
from hueandcry.warehouse import manifest
from police_files import archive

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
TABLE = b"Force,Offence,Month,Count\nKent,Drugs,2024-01,3\nKent,Drugs,2024-02,5\nEssex,Drugs,2024-01,7\n"
OTHER = b"Force,Offence,Month,Count\nGwent,Drugs,2023-12,9\n"
ABOUT = b"""
scheme = "invented"
title = "Invented"
publisher = "Nobody"
licence = "None"
address = "https://example.org"
level = "force"
absent = "unknown"
month_format = "%Y-%m"
[columns]
body = "Force"
kind = "Offence"
month = "Month"
count = "Count"
[kinds.Drugs]
code = "drugs"
name = "Drugs"
"""
SECOND = ABOUT.replace(b'"invented"', b'"second"')
COUNTS = [("essex", 7), ("kent", 3), ("kent", 5)]


def as_parquet() -> bytes:
    sink = io.BytesIO()
    rows = {"Force": ["Kent", "Kent", "Essex"], "Offence": ["Drugs"] * 3, "Month": ["2024-01", "2024-02", "2024-01"]}
    pq.write_table(pa.table({**rows, "Count": [3, 5, 7]}), sink)
    return sink.getvalue()


def landed(home):
    found = [(one, pq.read_table(home.landed / one.path)) for one in manifest.landings(home)]
    return sorted((one.body, n) for one, table in found for n in table["n"].to_pylist())


def states(report):
    return {one.name.partition("!")[2]: (one.state, one.reason) for one in report.files}


@pytest.mark.parametrize(("name", "table"), [("counts.csv", TABLE), ("counts.parquet", as_parquet())])
@pytest.mark.parametrize("folder", ["", "2024/", "2024/by force/"])
def test_a_pair_in_an_archive_is_read_together(home, tmp_path, folder, name, table):
    packed = archive(tmp_path / "2024-03.zip", {f"{folder}{name}": table, f"{folder}counts.toml": ABOUT})

    report = load(home=home, paths=[packed], now=NOW)

    assert states(report) == {
        f"{folder}{name}": ("landed", ""),
        f"{folder}counts.toml": ("passed over", f"describes {name}, read with it"),
    }
    assert landed(home) == COUNTS
    assert {(one.source, one.release) for one in manifest.landings(home)} == {
        (f"2024-03.zip!{folder}{name}", "2024-03")
    }


def test_pairs_of_one_name_in_several_folders_of_an_archive_are_not_mixed_up(home, tmp_path):
    members = {"a/counts.csv": TABLE, "a/counts.toml": ABOUT, "b/counts.csv": OTHER, "b/counts.toml": SECOND}

    load(home=home, paths=[archive(tmp_path / "x.zip", members)], now=NOW)

    assert landed(home) == [*COUNTS[:1], ("gwent", 9), *COUNTS[1:]]
    assert {(one.source, one.period.partition(":")[0]) for one in manifest.landings(home)} == {
        ("x.zip!a/counts.csv", "invented"),
        ("x.zip!b/counts.csv", "second"),
    }


def test_a_description_in_another_folder_of_the_archive_describes_nothing(home, tmp_path):
    packed = archive(tmp_path / "x.zip", {"a/counts.csv": TABLE, "b/counts.toml": ABOUT})

    report = load(home=home, paths=[packed], now=NOW)

    assert {name: state for name, (state, _) in states(report).items()} == {
        "a/counts.csv": "passed over",
        "b/counts.toml": "passed over",
    }
    assert manifest.landings(home) == []


def test_a_description_without_its_table_says_what_is_missing(home, tmp_path):
    packed = archive(tmp_path / "x.zip", {"deep/counts.toml": ABOUT})

    report = load(home=home, paths=[packed], now=NOW)

    ((state, reason),) = states(report).values()
    assert state == "passed over"
    assert "found a description without its table; expected counts.csv or counts.parquet beside it" in reason
    with pytest.raises(Refused, match=r"counts\.csv or counts\.parquet beside it"):
        load(home=home, paths=[packed], now=NOW, strict=True)


def test_a_toml_file_that_describes_nothing_leaves_its_neighbour_as_it_is(home, tmp_path):
    packed = archive(tmp_path / "x.zip", {"counts.csv": TABLE, "counts.toml": b'colour = "plum"\n'})

    report = load(home=home, paths=[packed], now=NOW)

    assert [one.state for one in report.files] == ["passed over", "passed over"]
    assert manifest.landings(home) == []


def test_the_same_pair_in_a_folder_and_in_an_archive_is_loaded_once(home, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "counts.csv").write_bytes(TABLE)
    (folder / "counts.toml").write_bytes(ABOUT)
    load(home=home, paths=[folder], now=NOW)

    report = load(home=home, paths=[archive(tmp_path / "x.zip", {"counts.csv": TABLE, "counts.toml": ABOUT})], now=NOW)

    assert states(report)["counts.csv"] == ("already", "the same bytes are loaded")
    assert landed(home) == COUNTS


def test_a_described_table_that_is_wrong_refuses_with_archive_and_member(home, tmp_path):
    packed = archive(tmp_path / "x.zip", {"counts.csv": TABLE.replace(b"Month", b"When"), "counts.toml": ABOUT})

    with pytest.raises(Refused) as refused:
        load(home=home, paths=[packed], now=NOW, strict=True)

    assert refused.value.where == "this load"
    assert [one.name for one in refused.value.files] == [f"{packed}!counts.csv", f"{packed}!counts.toml"]
    assert "counts.csv, line 1: found no column 'Month'" in refused.value.files[0].reason
    assert manifest.landings(home) == []


def test_a_described_table_with_another_column_is_told_once_and_mended_in_its_description(home, tmp_path):
    table = tmp_path / "counts.csv"
    table.write_bytes(TABLE.replace(b"Month", b"When"))
    table.with_suffix(".toml").write_bytes(ABOUT)

    with pytest.raises(Refused) as refused:
        load(home=home, paths=[table], now=NOW)

    assert str(refused.value) == (
        f"{table}, line 1: found no column 'Month'; the columns are Force, Offence, When, Count; expected the columns "
        "Force, Offence, Month, Count. Mend counts.toml: [columns] and `delimiter` there say how the table is written. "
        "Nothing was loaded."
    )
    assert refused.value.files == ()


@pytest.mark.parametrize("header", ["Force,Offence,Month,Count", "area;kind;month;count", "LSOA\tcrime_type\tdate\tn"])
def test_a_table_of_counts_without_a_description_is_told_what_is_missing(home, tmp_path, header):
    table = tmp_path / "counts.csv"
    table.write_text(f"{header}\n")

    with pytest.raises(Refused, match=r"without its description: counts\.toml must lie beside it") as refused:
        load(home=home, paths=[table], now=NOW)

    assert (ROOT / HOW_TO_DESCRIBE).is_file()
    assert HOW_TO_DESCRIBE in str(refused.value)


def test_another_table_is_no_table_of_counts(home, tmp_path):
    table = tmp_path / "country.csv"
    table.write_text("Country,Monthly,Typeface\n")

    with pytest.raises(Refused, match="not a file we know"):
        load(home=home, paths=[table], now=NOW)
