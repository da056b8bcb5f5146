"""Limits: what is too large, packed too tightly or not what it says of itself is refused, and nothing is landed.

Every bomb here is a real one, small on disk.
"""

import copy
import gzip
import io
import json
import zipfile
from datetime import UTC, datetime

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hueandcry.sources.actions import load
from hueandcry.sources.actions.finding import CannotRead
from hueandcry.sources.actions.loading import Refused
from hueandcry.sources.rules.sizes import (
    ARCHIVE_BYTES,
    DIRECTORY_BYTES,
    MB,
    MEMBER_BYTES,
    MEMBERS,
    TABLE_BYTES,
    TABLE_ROWS,
    Member,
    archive_fault,
)
from hueandcry.warehouse import manifest
from police_files import STREET, archive, street_file, street_row

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
ROW = (street_row(1) + "\n").encode()
TOML = """
scheme = "invented"
title = "Invented"
publisher = "Nobody"
licence = "None"
address = "https://example.org"
level = "force"
absent = "unknown"
month_format = "%Y-%m"
body = "kent"
[columns]
kind = "Kind"
month = "Month"
count = "Count"
[kinds.A]
code = "a"
name = "A"
"""


def zipped(first: bytes, again: bytes, size: int) -> bytes:
    """Return a gzip file that holds `first`, then `again` until it has so many bytes: many members, little work."""
    block = again * (MB // len(again))
    return gzip.compress(first) + gzip.compress(block, 9) * (size // len(block) + 1)


def forged(path, members, change):
    """Write an archive whose directory was changed before it was closed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
        change(packed)
    return path


def refused(home, path, error=Refused):
    with pytest.raises(error) as found:
        load(home=home, paths=[path], now=NOW)
    assert manifest.landings(home) == []
    assert list(home.landed.rglob("*.parquet")) == []
    return str(found.value)


# ---- one file ------------------------------------------------------------------------------------------------------


def test_a_gzip_bomb_of_good_rows_is_refused(home, tmp_path):
    bomb = tmp_path / "2022-07-kent-street.csv.gz"
    bomb.write_bytes(zipped((STREET + "\n").encode(), ROW, MEMBER_BYTES))

    said = refused(home, bomb)

    assert bomb.stat().st_size < MEMBER_BYTES / 100
    assert f"found more than {MEMBER_BYTES:,} bytes when unzipped; expected a published file of at most" in said
    assert "load it in parts" in said


def test_a_plain_file_that_is_too_large_is_refused(home, tmp_path):
    large = tmp_path / "2022-07-kent-street.csv"
    large.write_bytes((STREET + "\n").encode() + ROW)
    with large.open("r+b") as file:
        file.truncate(MEMBER_BYTES + 1)

    assert f"found more than {MEMBER_BYTES:,} bytes; expected" in refused(home, large)


@pytest.mark.parametrize("name", ["af.csv", "af.csv.gz"])
def test_a_table_that_is_read_whole_has_a_smaller_limit(home, tmp_path, name):
    head = b"financial_year,force,referred_crimes,total_outcomes\n"
    large = tmp_path / name
    large.write_bytes(zipped(head, b"2016-17,Kent,1,1\n", TABLE_BYTES) if name.endswith("gz") else head)
    if not name.endswith("gz"):
        with large.open("r+b") as file:
            file.truncate(TABLE_BYTES + 1)

    assert f"found more than {TABLE_BYTES:,} bytes" in refused(home, large)


def test_endless_json_is_refused(home, tmp_path):
    bomb = tmp_path / "areas.geojson.gz"
    bomb.write_bytes(zipped(b'{"type": "FeatureCollection", "features": [', b" ", 128 * MB))

    assert f"found more than {128 * MB:,} bytes when unzipped" in refused(home, bomb)


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_json_nested_without_end_is_refused(home, tmp_path, opening):
    bomb = tmp_path / "areas.geojson"
    bomb.write_text('{"type": "FeatureCollection", "features": [' + opening * 200_000)

    assert "found a file nested too deeply to be read" in refused(home, bomb)


def test_a_description_nested_without_end_is_refused(home, tmp_path):
    bomb = tmp_path / "counts.toml"
    bomb.write_text(TOML.replace('body = "kent"', "body = " + "[" * 30_000))

    assert "found a file nested too deeply to be read" in refused(home, bomb)


@pytest.mark.parametrize("suffix", [".csv", ".toml"])
def test_a_described_table_and_its_description_have_limits(home, tmp_path, suffix):
    (tmp_path / "counts.toml").write_text(TOML)
    (tmp_path / "counts.csv").write_text("Kind,Month,Count\nA,2024-01,1\n")
    with (tmp_path / f"counts{suffix}").open("r+b") as file:
        file.truncate(TABLE_BYTES + 1)

    assert f"found more than {TABLE_BYTES:,} bytes" in refused(home, tmp_path / "counts.csv")


def test_a_parquet_table_of_more_rows_than_are_read_is_refused(home, tmp_path):
    (tmp_path / "counts.toml").write_text(TOML)
    rows = TABLE_ROWS + 1
    bomb = tmp_path / "counts.parquet"
    pq.write_table(pa.table({"Kind": ["A"] * rows, "Month": ["2024-01"] * rows, "Count": [1] * rows}), bomb)

    said = refused(home, bomb)

    assert bomb.stat().st_size < MB
    assert f"found {rows:,} rows of" in said
    assert f"expected at most {TABLE_ROWS:,} rows of {TABLE_BYTES:,} bytes" in said


def test_a_gzip_file_of_several_members_is_read_to_its_end(home, tmp_path):
    street = tmp_path / "street.csv.gz"
    street.write_bytes(gzip.compress((STREET + "\n").encode() + ROW) + gzip.compress(ROW * 2))
    grant = tmp_path / "police_grant_2025-26.csv.gz"
    grant.write_bytes(gzip.compress(b"force,budget_gbp\nKent,2\n") + gzip.compress(b"Essex,3\n"))

    report = load(home=home, paths=[street, grant], now=NOW)

    assert [(one.rows_read, one.rows_landed) for one in report.files] == [(3, 3), (2, 2)]


# ---- archives ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("members", "archive_bytes", "found"),
    [
        ([], 22, None),
        ([Member("a", 10, 100)], 100, None),
        ([Member("a", 1, MB)], 100, None),
        ([Member("a", MB, MEMBER_BYTES)], 2 * MB, "no published table shrinks more than 200 times"),
        ([Member("a", 3 * MB, MEMBER_BYTES)], 4 * MB, None),
        ([Member("a", MEMBER_BYTES, MEMBER_BYTES + 1)], MEMBER_BYTES * 2, "a member of 536,870,913 bytes"),
        ([Member(str(n), 1, MB) for n in range(3)], 100, "no published table shrinks more than 200 times"),
        ([Member("a", 60, 60), Member("b", 60, 60)], 100, "they lie over each other"),
        ([Member("a", 1, 1), Member("a", 1, 1)], 100, "two members of the same name"),
        (
            [Member(str(n), 3 * MB, MEMBER_BYTES) for n in range(601)],
            ARCHIVE_BYTES,
            f"at most {ARCHIVE_BYTES:,} are read",
        ),
        ([Member(str(n), 0, 0) for n in range(MEMBERS)], 100, None),
        ([Member(str(n), 0, 0) for n in range(MEMBERS + 1)], 100, "40,001 members; at most 40,000 are read"),
    ],
)
def test_an_archive_is_judged_by_what_it_declares(members, archive_bytes, found):
    fault = archive_fault(members, archive_bytes)

    assert fault is None if found is None else found in fault


def test_an_archive_of_too_many_members_is_refused(home, tmp_path):
    def multiply(packed):
        for number in range(MEMBERS):
            one = copy.copy(packed.filelist[0])
            one.filename, one.compress_size, one.file_size = f"{number}.csv", 0, 0
            packed.filelist.append(one)

    bomb = forged(tmp_path / "2022-09.zip", {"a.csv": ""}, multiply)

    assert f"found {MEMBERS + 1:,} members; at most {MEMBERS:,} are read" in refused(home, bomb, CannotRead)


def test_an_archive_whose_directory_alone_is_too_large_is_refused_unread(home, tmp_path):
    def multiply(packed):
        for number in range(300):
            one = copy.copy(packed.filelist[0])
            one.filename, one.compress_size, one.file_size = f"{number}" + "x" * 60_000, 0, 0
            packed.filelist.append(one)

    bomb = forged(tmp_path / "2022-09.zip", {"a.csv": ""}, multiply)

    assert f"its directory would be over {DIRECTORY_BYTES:,} bytes" in refused(home, bomb, CannotRead)


def test_an_archive_whose_members_lie_over_each_other_is_refused(home, tmp_path):
    street = (STREET + "\n" + "".join(street_row(number) + "\n" for number in range(500))).encode()

    def multiply(packed):
        for number in range(300):
            one = copy.copy(packed.filelist[0])
            one.filename = f"{number}.csv"
            packed.filelist.append(one)

    bomb = forged(tmp_path / "2022-09.zip", {"a.csv": street}, multiply)

    assert "they lie over each other" in refused(home, bomb, CannotRead)


def test_a_member_that_is_larger_than_it_says_is_refused(home, tmp_path):
    def understate(packed):
        packed.filelist[0].file_size = 300

    street = (STREET + "\n" + street_row(1) + "\n").encode() + ROW * 5_000
    bomb = forged(tmp_path / "2022-09.zip", {"street.csv": street}, understate)

    said = refused(home, bomb, CannotRead)

    assert "2022-09.zip!street.csv: found an archive that cannot be read (Bad CRC-32 for file 'street.csv')" in said


@pytest.mark.parametrize(
    ("changed", "value", "said"), [("flag_bits", 1, "password required"), ("compress_type", 99, "compression method")]
)
def test_a_member_that_cannot_be_unpacked_is_told_plainly(home, tmp_path, changed, value, said):
    locked = forged(
        tmp_path / "2022-09.zip", {"street.csv": STREET}, lambda packed: setattr(packed.filelist[0], changed, value)
    )

    told = refused(home, locked, CannotRead)

    assert said in told
    assert "without a password. Download it again, or unpack it and load its folder." in told


@pytest.mark.parametrize("name", ["tables.xlsx", "tables.ods"])
def test_a_broken_workbook_is_not_called_an_archive(home, tmp_path, name):
    broken = tmp_path / name
    broken.write_bytes(b"PK\x03\x04 and then nothing")

    told = refused(home, broken, CannotRead)

    assert f"{name}: found a workbook that cannot be read (" in told
    assert told.endswith("expected a whole workbook, without a password. Download the workbook again.")


def test_an_archive_inside_an_archive_is_not_opened(home, tmp_path):
    inner = archive(tmp_path / "inner.zip", {"a.csv": (STREET + "\n").encode() + ROW})
    outer = archive(
        tmp_path / "2022-09.zip", {"inner.zip": inner.read_bytes(), "b.csv": (STREET + "\n").encode() + ROW}
    )

    report = load(home=home, paths=[outer], now=NOW)

    assert [(one.state, one.reason) for one in report.files] == [
        ("landed", ""),
        ("passed over", "a workbook that we do not know, or an archive inside an archive, which is not opened"),
    ]


def test_a_workbook_that_is_not_ours_is_told_by_its_sheets(home, tmp_path):
    book = archive(tmp_path / "other.xlsx", {"[Content_Types].xml": "", "xl/workbook.xml": '<sheet name="Budget"/>'})

    assert "a workbook that we do not know: its sheets are 'Budget'" in refused(home, book)


def test_text_in_utf_16_is_told(home, tmp_path):
    file = tmp_path / "grant_2025-26.csv"
    file.write_bytes("force,budget_gbp\nGwent,1\n".encode("utf-16"))

    assert "found text in UTF-16: save it as UTF-8" in refused(home, file)


def test_a_member_never_leaves_the_folder_it_is_unpacked_into(home, tmp_path):
    before = {path for path in tmp_path.rglob("*") if home.root not in (path, *path.parents)}
    packed = archive(tmp_path / "2022-09.zip", {"../../../outside.csv": (STREET + "\n").encode() + ROW})

    load(home=home, paths=[packed], now=NOW)

    after = {path for path in tmp_path.rglob("*") if home.root not in (path, *path.parents)}
    assert after - before == {packed}
    assert not (tmp_path.parent / "outside.csv").exists()
    assert [one.source for one in manifest.landings(home)] == ["2022-09.zip!../../../outside.csv"]


# ---- tables that cannot be believed --------------------------------------------------------------------------------

HEAD = [
    ["Table P1: Police recorded crime by offence group, number of offences, year ending March 2019"],
    [None],
    ["Area Code", "Area Name", "Robbery"],
    [None, None, "Numbers"],
]


def workbook(*lines) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Table P1"
    for line in [*HEAD, *lines]:
        book.active.append(line)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_a_workbook_with_text_in_a_number_cell_lands_nothing_and_names_sheet_and_cell(home, tmp_path):
    file = tmp_path / "pfa.xlsx"
    file.write_bytes(workbook(["E23000032", "Kent", 10], ["E23000028", "Essex", "about 20"]))

    said = refused(home, file)

    assert "pfa.xlsx: found sheet 'Table P1', cell C6: 'about 20' is neither a number nor a sign; expected" in said


def test_the_same_workbook_without_that_text_lands(home, tmp_path):
    file = tmp_path / "pfa.xlsx"
    file.write_bytes(workbook(["E23000032", "Kent", 10], ["E23000028", "Essex", 20]))

    assert [one.rows_landed for one in load(home=home, paths=[file], now=NOW).files] == [2]


def test_a_workbook_whose_cells_reach_to_the_end_of_the_sheet_is_refused(home, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Table P1"
    for line in [*HEAD, ["E23000032", "Kent", 10]]:
        book.active.append(line)
    book.active.cell(1_048_576, 16_384).value = 1
    file = tmp_path / "pfa.xlsx"
    book.save(file)

    said = refused(home, file)

    assert file.stat().st_size < 10_000
    assert "found sheets that reach over 17,179,869,184 cells; at most 2,000,000 are read" in said


def test_a_damaged_workbook_lands_nothing(home, tmp_path):
    whole = workbook(["E23000032", "Kent", 10])
    file = tmp_path / "pfa.xlsx"
    file.write_bytes(whole[: len(whole) - 40])

    with pytest.raises((Refused, CannotRead)):
        load(home=home, paths=[file], now=NOW)
    assert manifest.landings(home) == []


def test_a_table_that_does_not_add_up_lands_nothing_and_names_the_line(home, tmp_path):
    file = tmp_path / "af.csv"
    file.write_text(
        "financial_year,force,referred_crimes,total_outcomes,judicial_outcomes,non_judicial_outcomes,source_url\n"
        "2016-17,Kent,10,3,1,2,x\n2016-17,Total,11,3,1,2,x\n"
    )

    said = refused(home, file)

    assert "af.csv: found line 3, the total of 2016-17: referred_crimes of 1 bodies is 10, the total says 11" in said


def test_geojson_that_is_cut_short_lands_nothing(home, tmp_path):
    file = tmp_path / "areas.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature"}]})[:-5])

    assert "areas.geojson: found broken JSON" in refused(home, file)


def test_a_file_that_is_refused_leaves_the_good_one_beside_it_to_be_loaded(home, tmp_path):
    good = street_file(tmp_path / "in" / "2022-07-kent-street.csv", [street_row(1)])
    bomb = tmp_path / "in" / "areas.geojson"
    bomb.write_text('{"type": "FeatureCollection", "features": [' + "[" * 200_000)

    report = load(home=home, paths=[tmp_path / "in"], now=NOW)

    assert {one.name: one.state for one in report.files} == {str(good): "landed", str(bomb): "passed over"}
