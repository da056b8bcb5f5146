"""Where a server gives no parts, the whole archive is brought, proved, and only what was asked for is unpacked."""

import io
import zipfile

import pytest

from hueandcry.sources.clients import contents, copies, police, polite
from hueandcry.sources.rules.archives import Month
from sources.fetch.archive_server import (
    archive_of,
    cut_after,
    damage,
    for_any_part,
    for_whole_file,
    invented_csv,
    members,
    only,
    replace_archive,
    say,
)

SEPTEMBER = Month(2025, 9)
STREET = "2025-09/2025-09-kent-street.csv"
NAMES = members(["2025-09"], ["kent", "surrey"])


@pytest.fixture
def archive(site):
    site.gives_parts = False
    site.archives["2025-09.zip"] = archive_of(NAMES, rows=900)
    return site


@pytest.fixture
def fetch(client, tmp_path):
    def go(*, forces=("kent",), **manners):
        return client(**manners).fetch(forces=forces, kinds=["street"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    return go


def whole_asked(site):
    return [asked for asked in site.log if for_whole_file(asked)]


@pytest.mark.parametrize("says_so", [True, False])
def test_server_without_parts_gives_the_whole_archive(archive, fetch, tmp_path, says_so):
    archive.says_it_gives_parts = says_so

    result = fetch()

    kept = tmp_path / ".fetch/2025-09/whole.zip"
    assert result.archives[0].whole_copy == kept
    assert result.archives[0].md5_checked is True
    assert kept.read_bytes() == archive.archives["2025-09.zip"]
    assert result.files[0].path.read_bytes() == invented_csv(STREET, 900)
    assert [path.name for path in (tmp_path / "2025-09").rglob("*.csv")] == ["2025-09-kent-street.csv"]


def test_whole_archive_is_not_downloaded_again_for_another_force(archive, fetch):
    fetch()
    archive.log.clear()

    result = fetch(forces=["surrey"])

    assert whole_asked(archive) == []
    assert result.files[0].path.read_bytes() == invented_csv("2025-09/2025-09-surrey-street.csv", 900)


def test_whole_copy_that_was_altered_on_disk_is_downloaded_again(archive, fetch, tmp_path):
    fetch()
    (tmp_path / ".fetch/2025-09/whole.zip").write_bytes(b"altered")

    result = fetch(forces=["surrey"])

    assert len(result.files) == 1


def test_whole_archive_of_another_version_is_downloaded_again(archive, fetch):
    fetch()
    archive.archives["2025-09.zip"] = archive_of(NAMES, rows=890)

    result = fetch()

    assert result.files[0].path.read_bytes() == invented_csv(STREET, 890)


def test_download_cut_short_begins_again_where_parts_are_not_given(archive, fetch):
    archive.faults.append(only(1, for_whole_file, cut_after(40_000)))

    result = fetch()

    first, second = whole_asked(archive)
    assert (first.sent, second.range[0], second.status) == (40_000, 40_000, 200)
    assert len(result.files) == 1


def test_download_cut_short_is_gone_on_with_if_the_server_can_after_all(archive, fetch):
    def turn_able(handler, asked):
        archive.gives_parts = asked.range is not None
        return False

    archive.faults.append(only(1, for_whole_file, cut_after(40_000)))
    archive.faults.append(only(1, for_any_part, turn_able))

    fetch()

    first, second = whole_asked(archive)
    assert (second.status, second.if_range) == (206, archive.etag("2025-09.zip"))
    assert first.sent + second.sent == len(archive.archives["2025-09.zip"])


def test_parts_refused_half_way_lead_to_the_whole(archive, fetch):
    archive.gives_parts = True
    archive.archives["2025-09.zip"] = archive_of(NAMES, rows=3000)

    def turn_unable(handler, asked):
        archive.gives_parts = asked.range[1] == len(archive.archives["2025-09.zip"])
        return False

    archive.faults.append(only(99, for_any_part, turn_unable))

    result = fetch()

    assert result.archives[0].whole_copy is not None
    assert result.files[0].path.read_bytes() == invented_csv(STREET, 3000)


def test_download_that_does_not_match_its_md5_is_made_again(archive, fetch):
    archive.faults.append(only(1, for_whole_file, damage))

    result = fetch()

    assert len(whole_asked(archive)) == 2
    assert result.archives[0].md5_checked is True


def test_download_that_never_matches_its_md5_is_refused(archive, fetch, tmp_path):
    archive.wrong_md5 = True

    with pytest.raises(copies.WrongChecksumError) as error:
        fetch()

    assert error.value.expected == f"MD5 {'0' * 32}, which the site gives"
    assert len(whole_asked(archive)) == 2
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["version.json"]


def test_without_a_published_md5_the_members_own_checksums_decide(archive, fetch):
    no_page = only(99, lambda asked: asked.path == "/data/archive/", say(404))
    with zipfile.ZipFile(io.BytesIO(archive.archives["2025-09.zip"])) as opened:
        middle = opened.getinfo(STREET).header_offset + 2000
    archive.faults += [no_page, only(1, for_whole_file, damage_at(middle))]

    result = fetch()

    assert result.archives[0].md5_checked is False
    assert len(whole_asked(archive)) == 2
    assert result.files[0].path.read_bytes() == invented_csv(STREET, 900)


def damage_at(place):
    """Turn one byte of the file at this place, on the way."""

    def fault(handler, asked):
        good = handler.server.site.archives["2025-09.zip"]
        bad = good[:place] + bytes([good[place] ^ 0xFF]) + good[place + 1 :]
        handler.give(asked, 200, bad, {"ETag": handler.server.site.etag("2025-09.zip"), "Accept-Ranges": "none"})
        return True

    return fault


def test_archive_that_changes_between_two_tries_is_started_over(archive, fetch):
    newer = archive_of(NAMES, rows=890)
    archive.faults.append(only(1, for_whole_file, cut_after(40_000)))
    archive.faults.append(only(1, for_any_part, replace_archive("2025-09.zip", newer)))

    result = fetch()

    assert result.files[0].path.read_bytes() == invented_csv(STREET, 890)


def test_what_is_not_an_archive_is_not_kept(archive, fetch, tmp_path):
    archive.archives["2025-09.zip"] = b"<html>Down for maintenance</html>" * 40

    with pytest.raises(contents.NotAnArchiveError):
        fetch()

    assert not (tmp_path / ".fetch/2025-09/whole.zip").exists()


def test_whole_archive_is_not_begun_without_room_for_it(archive, fetch, monkeypatch):
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr(copies.shutil, "disk_usage", lambda _: usage)

    with pytest.raises(contents.CannotWriteError) as error:
        fetch()

    assert error.value.found == "1,000 bytes free"
    assert whole_asked(archive) == []


def test_503_for_ever_on_the_whole_archive_is_bounded(archive, fetch):
    archive.faults.append(only(10**6, for_whole_file, say(503)))

    with pytest.raises(polite.ServerNotAnsweringError):
        fetch(tries=3)

    assert len(whole_asked(archive)) == 3


def test_undated_latest_is_downloaded_once(archive, fetch):
    archive.sends_latest_on = False
    archive.faults.append(only(99, lambda asked: asked.path == "/data/archive/", say(404)))

    result = fetch()

    downloads = [asked for asked in archive.log if asked.method == "GET" and asked.path.endswith("latest.zip")]
    assert len(downloads) == 1
    assert (result.archives[0].name, str(result.archives[0].month)) == (police.LATEST, "2025-09")
