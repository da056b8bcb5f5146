"""What a fetch does when an archive changes under its hands, or holds what it should not."""

import io
import struct
import zipfile

import pytest

from hueandcry.sources.clients import contents, police
from sources.fetch.archive_server import (
    archive_of,
    damage,
    for_any_part,
    for_part_at,
    invented_csv,
    only,
    replace_archive,
    zipped,
)
from sources.fetch.kent import NAMES, SEPTEMBER, STREET, start_of


@pytest.mark.parametrize("heeds_if_range", [True, False])
def test_archive_changed_half_way_is_started_over(archive, fetch, heeds_if_range):
    archive.heeds_if_range = heeds_if_range
    newer = archive_of(NAMES, rows=2990)
    archive.faults.append(only(1, for_part_at(start_of(archive, STREET)), replace_archive("2025-09.zip", newer)))

    result = fetch()

    assert result.files[0].path.read_bytes() == invented_csv(STREET, 2990)
    assert result.files[0].archive.etag == archive.etag("2025-09.zip")
    assert len(result.files) == 1


def test_archive_without_marks_that_changes_its_size_is_started_over(archive, fetch):
    archive.marks_versions = False
    newer = archive_of(NAMES, rows=2990)
    archive.faults.append(only(1, for_part_at(start_of(archive, STREET)), replace_archive("2025-09.zip", newer)))

    result = fetch()

    assert result.files[0].path.read_bytes() == invented_csv(STREET, 2990)


def test_archive_that_shrank_below_the_part_asked_for_is_started_over(archive, fetch):
    archive.marks_versions = False
    newer = archive_of([STREET], rows=10)
    archive.faults.append(only(1, for_part_at(start_of(archive, STREET)), replace_archive("2025-09.zip", newer)))

    result = fetch()

    assert result.files[0].path.read_bytes() == invented_csv(STREET, 10)


def test_archive_changed_twice_is_a_clear_error(archive, fetch):
    versions = iter([archive_of(NAMES, rows=90), archive_of(NAMES, rows=80)])
    archive.faults.append(only(2, for_any_part, lambda *asked: replace_archive("2025-09.zip", next(versions))(*asked)))

    with pytest.raises(police.ArchiveKeepsChangingError) as error:
        fetch()

    assert error.value.where == f"{archive.address}/data/archive/2025-09.zip"


def test_archive_taken_away_half_way_is_a_clear_error(archive, fetch):
    def take_away(handler, asked):
        archive.archives.clear()
        return False

    archive.faults.append(only(1, for_any_part, take_away))

    with pytest.raises(police.ArchiveKeepsChangingError):
        fetch()


def test_undated_latest_that_changes_half_way_is_started_over(archive, fetch):
    archive.sends_latest_on = False
    newer = archive_of(NAMES, rows=2990)
    archive.faults.append(only(1, for_any_part, replace_archive("2025-09.zip", newer)))

    result = fetch()

    assert result.files[0].path.read_bytes() == invented_csv(STREET, 2990)


def test_undated_latest_that_moves_on_by_a_month_is_not_filed_under_the_old_one(archive, client, fetch, tmp_path):
    archive.sends_latest_on = False
    october = archive_of([STREET, "2025-10/2025-10-kent-street.csv"], rows=3000)
    directory_read_again = only(
        1, lambda asked: len(archive.parts_asked()) > 1, replace_archive("2025-09.zip", october)
    )
    archive.faults.append(directory_read_again)

    with pytest.raises(police.ArchiveKeepsChangingError):
        fetch()

    result = fetch()
    assert [str(file.archive.month) for file in result.files] == ["2025-10"]


def test_member_damaged_on_the_way_is_fetched_again(archive, fetch):
    start = start_of(archive, STREET)
    archive.faults.append(only(1, for_part_at(start), damage))

    result = fetch()

    assert [asked.range[0] for asked in archive.parts_asked()][-2:] == [start, start]
    assert result.files[0].path.read_bytes() == invented_csv(STREET, 3000)


def test_member_damaged_in_the_archive_is_refused_and_the_rest_is_kept(archive, client, tmp_path):
    body = bytearray(archive.archives["2025-09.zip"])
    start = start_of(archive, STREET)
    body[start + 5000] ^= 0xFF
    archive.archives["2025-09.zip"] = bytes(body)

    with pytest.raises(police.MembersCorruptError) as error:
        client().fetch(forces=["kent", "surrey"], kinds=["street"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert error.value.found == f"files damaged in two downloads: {STREET} in 2025-09.zip"
    assert [asked.range[0] for asked in archive.parts_asked()].count(start) == 2
    assert [path.name for path in (tmp_path / "2025-09").rglob("*.csv")] == ["2025-09-surrey-street.csv"]


def test_member_with_a_wrong_checksum_in_the_directory_is_refused(archive, fetch, tmp_path):
    with zipfile.ZipFile(io.BytesIO(archive.archives["2025-09.zip"])) as opened:
        crc = struct.pack("<L", opened.getinfo(STREET).CRC)
    archive.archives["2025-09.zip"] = archive.archives["2025-09.zip"].replace(crc, b"\1\2\3\4")

    with pytest.raises(police.MembersCorruptError):
        fetch()

    assert not (tmp_path / "2025-09").exists()


def test_member_shorter_than_the_directory_says_is_refused(site, client, tmp_path):
    body = invented_csv(STREET)
    promised = struct.pack("<L", len(body) + 1)
    site.archives["2025-09.zip"] = zipped({STREET: body}).replace(struct.pack("<L", len(body)), promised)

    with pytest.raises(police.MembersCorruptError):
        client().fetch(forces=["kent"], kinds=["street"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert not (tmp_path / "2025-09").exists()


def test_member_names_that_climb_out_of_the_folder_are_never_written(site, client, tmp_path):
    body = invented_csv(STREET)
    site.archives["2025-09.zip"] = zipped(
        {
            "../../kent-street.csv": b"x" * 5000,
            "2025-09/2025-09-../../../kent-street.csv": b"x" * 5000,
            "/2025-09/2025-09-kent-street.csv": b"x" * 5000,
            "2025-09\\2025-09-kent-street.csv": b"x" * 5000,
            STREET: body,
        }
    )
    into = tmp_path / "a" / "b" / "c"

    client().fetch(forces=["kent"], kinds=["street"], first=SEPTEMBER, last=SEPTEMBER, into=into)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [into / "2025-09" / STREET]
    assert (into / "2025-09" / STREET).read_bytes() == body


def test_bomb_that_declares_its_size_is_refused_before_it_is_fetched(site, client, tmp_path):
    site.archives["2025-09.zip"] = zipped({"2025-09/2025-09-a-street.csv": bytes(80_000), STREET: b"0" * 3_000_000})

    with pytest.raises(contents.MemberTooLargeError) as error:
        client(largest_member=1_000_000).fetch(
            forces=["kent"], kinds=["street"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path
        )

    assert (error.value.found, error.value.expected) == ("a member of 3,000,000 bytes", "at most 1,000,000 bytes")
    assert start_of(site, STREET) not in [asked.range[0] for asked in site.parts_asked() if asked.range[0] > 0]


def test_bomb_that_lies_about_its_size_never_fills_the_disk(site, client, tmp_path, monkeypatch):
    bomb = zipped({STREET: b"0" * 3_000_000})
    site.archives["2025-09.zip"] = bomb.replace(struct.pack("<L", 3_000_000), struct.pack("<L", 1000))
    largest = []
    pour = contents._pour
    monkeypatch.setattr(contents, "_pour", lambda source, target: largest.append(pour(source, target)) or largest[-1])

    with pytest.raises(police.MembersCorruptError):
        client().fetch(forces=["kent"], kinds=["street"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert max(largest, default=0) <= 1000
    assert not (tmp_path / "2025-09").exists()


def test_member_packed_in_another_way_is_a_clear_error(site, client, tmp_path):
    site.archives["2025-09.zip"] = zipped({STREET: invented_csv(STREET)}, method=zipfile.ZIP_LZMA).replace(
        b"\x0e\x00", b"\x61\x00"
    )

    with pytest.raises(contents.MemberUnreadableError) as error:
        client().fetch(forces=["kent"], kinds=["street"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert error.value.where == f"{STREET} in {site.address}/data/archive/2025-09.zip"


def test_what_is_not_an_archive_is_a_clear_error(site, client, tmp_path):
    site.archives["2025-09.zip"] = b"<html>Down for maintenance</html>" * 40

    with pytest.raises(contents.NotAnArchiveError) as error:
        client().fetch(forces=["kent"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert error.value.where == f"{site.address}/data/archive/2025-09.zip"


def test_an_empty_file_in_place_of_an_archive_is_a_clear_error(site, client, tmp_path):
    site.archives["2025-09.zip"] = b""

    with pytest.raises(contents.NotAnArchiveError):
        client().fetch(forces=["kent"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)


def test_a_directory_too_large_to_be_one_is_not_fetched(site, client, tmp_path, monkeypatch):
    monkeypatch.setattr(contents, "LARGEST_DIRECTORY", 70_000)
    site.archives["2025-09.zip"] = zipped({f"{number:0200d}": b"" for number in range(400)})

    with pytest.raises(contents.NotAnArchiveError) as error:
        client().fetch(forces=["kent"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert error.value.found.endswith("(its directory would be over 70000 bytes)")
