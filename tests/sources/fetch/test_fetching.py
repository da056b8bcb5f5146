"""What a fetch brings when nothing goes wrong: the files asked for, from the fewest archives, and little else."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from hueandcry.sources.clients import police
from hueandcry.sources.rules.archives import CannotAskForError, Month, Wanted
from sources.fetch.archive_server import archive_of, for_any_part, invented_csv, members, only, say, zipped

SEPTEMBER = Month(2025, 9)


def on_disk(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_fetch_brings_only_the_files_asked_for(site, client, tmp_path):
    site.archives["2025-09.zip"] = archive_of(members(["2025-08", "2025-09"], ["northumbria", "kent"]))

    client().fetch(forces=["northumbria"], kinds=["street"], first=Month(2025, 8), last=SEPTEMBER, into=tmp_path)

    assert on_disk(tmp_path) == [
        "2025-09/2025-08/2025-08-northumbria-street.csv",
        "2025-09/2025-09/2025-09-northumbria-street.csv",
    ]
    path = tmp_path / "2025-09/2025-08/2025-08-northumbria-street.csv"
    assert path.read_bytes() == invented_csv("2025-08/2025-08-northumbria-street.csv")


def test_fetch_says_which_archive_each_file_is_from(site, client, tmp_path):
    site.archives["2025-09.zip"] = archive_of(members(["2025-09"], ["kent"]))

    result = client().fetch(forces=["kent"], kinds=["outcomes"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    (file,) = result.files
    assert file.wanted == Wanted(SEPTEMBER, "kent", "outcomes")
    assert file.path == tmp_path / "2025-09/2025-09/2025-09-kent-outcomes.csv"
    assert file.bytes == len(invented_csv("2025-09/2025-09-kent-outcomes.csv"))
    assert (file.archive.month, file.archive.name) == (SEPTEMBER, "2025-09.zip")
    assert file.archive.etag == site.etag("2025-09.zip")
    assert file.archive.address == f"{site.address}/store/archive/2025-09.zip"
    assert file.archive.bytes == len(site.archives["2025-09.zip"])
    assert result.archives == (file.archive,)
    assert file.already_there is False


def test_fetch_asks_for_a_small_share_of_a_large_archive(site, client, tmp_path):
    forces = [f"force-{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(45)]
    months = [f"2025-{month:02d}" for month in range(1, 10)]
    site.archives["2025-09.zip"] = archive_of(members(months, forces), rows=150)

    result = client().fetch(forces=["force-ak"], kinds=["street"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    sent = sum(asked.sent for asked in site.log)
    assert sent == result.bytes_received
    assert sent < len(site.archives["2025-09.zip"]) * 0.03


def test_every_request_for_a_part_names_the_version_and_the_project(site, client, tmp_path):
    site.archives["2025-09.zip"] = archive_of(members(["2025-09"], ["kent"]))

    client(contact="run by Nobody, nobody@example.org").fetch(
        forces=["kent"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path
    )

    assert {asked.if_range for asked in site.parts_asked()} == {site.etag("2025-09.zip")}
    (agent,) = {asked.agent for asked in site.log}
    assert re.fullmatch(r"HueAndCry/\S+ \(open-source software for online crime\); run by Nobody, .*", agent)


def test_fetch_keeps_to_one_connection_and_pauses_between_requests(site, client, waits, tmp_path):
    site.archives["2025-09.zip"] = archive_of(members(["2025-08", "2025-09"], ["kent"]), rows=900)

    result = client(pause=1.5).fetch(forces=["kent"], first=Month(2025, 8), last=SEPTEMBER, into=tmp_path)

    assert len({asked.connection for asked in site.log}) == 1
    assert waits == [1.5] * (result.requests - 1)


def test_second_fetch_asks_for_no_file_again(site, client, tmp_path):
    site.archives["2025-09.zip"] = archive_of(members(["2025-09"], ["kent", "surrey"]), rows=900)
    client().fetch(forces=["kent"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)
    site.log.clear()

    result = client().fetch(forces=["kent"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert [file.already_there for file in result.files] == [True, True]
    assert all(asked.range[1] == len(site.archives["2025-09.zip"]) for asked in site.parts_asked())


def test_a_file_that_was_altered_on_disk_is_fetched_again(site, client, tmp_path):
    site.archives["2025-09.zip"] = archive_of(members(["2025-09"], ["kent"], ("street",)))
    path = tmp_path / "2025-09/2025-09/2025-09-kent-street.csv"
    body = invented_csv("2025-09/2025-09-kent-street.csv")
    path.parent.mkdir(parents=True)
    path.write_bytes(body[:-1] + b"!")

    result = client().fetch(forces=["kent"], kinds=["street"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert [file.already_there for file in result.files] == [False]
    assert path.read_bytes() == body


def test_a_month_or_force_that_is_not_published_is_absent_and_no_error(site, client, tmp_path):
    site.archives["2025-09.zip"] = archive_of(
        [name for name in members(["2025-08", "2025-09"], ["kent", "greater-manchester"], ("street",))
         if name != "2025-08/2025-08-greater-manchester-street.csv"]
    )  # fmt: skip

    result = client().fetch(
        forces=["kent", "greater-manchester"], kinds=["street"], first=Month(2025, 8), last=SEPTEMBER, into=tmp_path
    )

    (absent,) = result.absent
    assert absent.wanted == Wanted(Month(2025, 8), "greater-manchester", "street")
    assert (absent.archive, absent.why) == (SEPTEMBER, "Not in the archive 2025-09.")
    assert len(result.files) == 3
    assert result.unknown_forces == {}


def test_a_force_that_no_archive_knows_is_named_with_its_likely_spelling(site, client, tmp_path):
    site.archives["2025-09.zip"] = archive_of(members(["2025-09"], ["northumbria"], ("street",)))

    result = client().fetch(forces=["nothumbria"], kinds=["street"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert result.unknown_forces == {"nothumbria": ("northumbria",)}
    assert [absent.wanted.force for absent in result.absent] == ["nothumbria"]


def test_a_month_not_yet_published_is_absent(site, client, tmp_path):
    site.archives["2025-09.zip"] = archive_of(members(["2025-09"], ["kent"], ("street",)))

    result = client().fetch(forces=["kent"], kinds=["street"], first=SEPTEMBER, last=Month(2025, 11), into=tmp_path)

    assert [str(file.wanted.month) for file in result.files] == ["2025-09"]
    assert [(str(absent.wanted.month), absent.why) for absent in result.absent] == [
        ("2025-10", "Not published yet: the newest archive is 2025-09."),
        ("2025-11", "Not published yet: the newest archive is 2025-09."),
    ]


def test_a_month_before_the_published_data_is_absent_without_asking_for_it(site, client, tmp_path):
    site.archives["2025-09.zip"] = archive_of(members(["2025-09"], ["kent"], ("street",)))

    result = client().fetch(
        forces=["kent"], kinds=["street"], first=Month(2010, 10), last=Month(2010, 11), into=tmp_path
    )

    assert {absent.why for absent in result.absent} == {"The published data begins with 2010-12."}
    assert {asked.path for asked in site.log} == {"/data/archive/latest.zip", "/store/archive/2025-09.zip"}


def test_a_long_span_takes_each_month_from_the_newest_archive_chosen(site, client, tmp_path):
    site.archives = {
        "2024-12.zip": archive_of(members(["2022-01", "2024-12"], ["kent"], ("street",))),
        "2025-08.zip": archive_of(members(["2024-12", "2025-08"], ["kent"], ("street",))),
        "2025-09.zip": archive_of(members(["2024-12", "2025-09"], ["kent"], ("street",))),
    }

    result = client().fetch(forces=["kent"], kinds=["street"], first=Month(2022, 1), last=SEPTEMBER, into=tmp_path)

    assert [str(archive.month) for archive in result.archives] == ["2024-12", "2025-09"]
    assert on_disk(tmp_path) == [
        "2024-12/2022-01/2022-01-kent-street.csv",
        "2025-09/2024-12/2024-12-kent-street.csv",
        "2025-09/2025-09/2025-09-kent-street.csv",
    ]


@pytest.mark.parametrize("missing", [404, 403, 410])
def test_an_archive_that_does_not_exist_is_stood_in_for_by_the_next(site, client, tmp_path, missing):
    site.missing = missing
    site.archives = {
        "2023-03.zip": archive_of(members(["2022-01"], ["kent"], ("street",))),
        "2025-09.zip": archive_of(members(["2025-09"], ["kent"], ("street",))),
    }

    result = client().fetch(forces=["kent"], kinds=["street"], first=Month(2022, 1), last=Month(2022, 1), into=tmp_path)

    assert [str(archive.month) for archive in result.archives] == ["2023-03"]
    heads = [asked.path for asked in site.log if asked.method == "HEAD" and asked.path.startswith("/data")]
    assert heads[:3] == ["/data/archive/latest.zip", "/data/archive/2024-12.zip", "/data/archive/2024-11.zip"]
    assert heads[-1] == "/data/archive/2023-03.zip"


def test_a_month_that_no_existing_archive_holds_is_absent(site, client, tmp_path):
    site.archives = {"2025-09.zip": archive_of(members(["2025-09"], ["kent"], ("street",)))}

    result = client().fetch(
        forces=["kent"], kinds=["street"], first=Month(2022, 9), last=Month(2022, 10), into=tmp_path
    )

    assert [(str(absent.wanted.month), absent.archive, absent.why) for absent in result.absent] == [
        ("2022-09", None, "No archive that would hold this month could be found."),
        ("2022-10", SEPTEMBER, "Not in the archive 2025-09."),
    ]


@pytest.mark.parametrize("sent_on", [True, False])
def test_latest_is_filed_under_the_month_it_stands_for(site, client, tmp_path, sent_on):
    site.sends_latest_on = sent_on
    site.archives["2025-09.zip"] = archive_of(members(["2025-08", "2025-09"], ["kent"], ("street",)))

    result = client().fetch(forces=["kent"], kinds=["street"], first=Month(2025, 8), last=SEPTEMBER, into=tmp_path)

    assert on_disk(tmp_path) == [
        "2025-09/2025-08/2025-08-kent-street.csv",
        "2025-09/2025-09/2025-09-kent-street.csv",
    ]
    assert [archive.name for archive in result.archives] == ["2025-09.zip" if sent_on else "latest.zip"]


def test_a_site_without_archives_is_an_error(site, client, tmp_path):
    with pytest.raises(police.NoArchivesError) as error:
        client().fetch(forces=["kent"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert error.value.where == f"{site.address}/data/archive/latest.zip"


def test_a_site_without_a_latest_archive_is_searched_from_this_month_back(site, client, tmp_path):
    site.archives["2025-09.zip"] = archive_of(members(["2025-09"], ["kent"], ("street",)))
    site.faults.append(only(9, lambda asked: asked.path.endswith("latest.zip"), say(404)))

    result = client().fetch(forces=["kent"], kinds=["street"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert [str(archive.month) for archive in result.archives] == ["2025-09"]


def test_zip64_archive_is_read(site, client, tmp_path, monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1000)
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 2)
    site.archives["2025-09.zip"] = archive_of(members(["2025-09"], ["kent", "surrey"]))
    monkeypatch.undo()
    assert b"PK\x06\x06" in site.archives["2025-09.zip"]

    result = client().fetch(forces=["surrey"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert [file.path.read_bytes() for file in result.files] == [
        invented_csv("2025-09/2025-09-surrey-street.csv"),
        invented_csv("2025-09/2025-09-surrey-outcomes.csv"),
    ]


def test_archive_with_more_members_than_plain_zip_can_count_is_read(site, client, tmp_path):
    many = {f"2025-09/2025-09-force-street.csv.{number}": b"" for number in range(66_000)}
    body = invented_csv("2025-09/2025-09-kent-street.csv")
    site.archives["2025-09.zip"] = zipped({"2025-09/2025-09-kent-street.csv": body, **many})

    result = client().fetch(forces=["kent"], kinds=["street"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert [file.path.read_bytes() for file in result.files] == [body]


def test_stored_members_and_empty_members_are_read(site, client, tmp_path):
    files = {"2025-09/2025-09-kent-street.csv": b"as it is\r\n", "2025-09/2025-09-kent-outcomes.csv": b""}
    site.archives["2025-09.zip"] = zipped(files, method=zipfile.ZIP_STORED)

    result = client().fetch(forces=["kent"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert [file.path.read_bytes() for file in result.files] == [b"as it is\r\n", b""]


def test_progress_is_told_to_the_end(site, client, tmp_path):
    site.archives["2025-09.zip"] = archive_of(members(["2025-09"], ["kent"]), rows=900)
    told = []

    client().fetch(forces=["kent"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path, on_progress=told.append)

    pieces = [step for step in told if step.expected]
    assert [step.file for step in pieces if step.received == step.expected] == [
        "2025-09-kent-street.csv",
        "2025-09-kent-outcomes.csv",
    ]
    assert [step.files_done for step in told if not step.expected] == [1, 2]
    assert {step.files_wanted for step in told} == {2}


@pytest.mark.parametrize(
    ("forces", "kinds", "first", "last", "found"),
    [
        (["../../etc"], ["street"], SEPTEMBER, SEPTEMBER, "'../../etc'"),
        (["Kent"], ["street"], SEPTEMBER, SEPTEMBER, "'Kent'"),
        (["kent"], ["neighbourhood"], SEPTEMBER, SEPTEMBER, "'neighbourhood'"),
        (["kent"], ["street"], SEPTEMBER, Month(2025, 8), "a span from 2025-09 to 2025-08"),
        ([], ["street"], SEPTEMBER, SEPTEMBER, "no force"),
        (["kent"], [], SEPTEMBER, SEPTEMBER, "no kind of file"),
    ],
)
def test_what_no_archive_could_hold_is_refused_before_any_request(
    site, client, tmp_path, forces, kinds, first, last, found
):
    with pytest.raises(CannotAskForError) as error:
        client().fetch(forces=forces, kinds=kinds, first=first, last=last, into=tmp_path)

    assert error.value.found == found
    assert site.log == []


def test_nothing_of_our_own_is_left_beside_the_files(site, client, tmp_path):
    site.archives["2025-09.zip"] = archive_of(members(["2025-09"], ["kent"]))

    client().fetch(forces=["kent"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["2025-09"]


def test_without_a_strong_mark_no_condition_is_sent(site, client, tmp_path):
    site.weak_marks = True
    site.archives["2025-09.zip"] = archive_of(members(["2025-09"], ["kent"]))

    result = client().fetch(forces=["kent"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert {asked.if_range for asked in site.parts_asked()} == {None}
    assert len(result.files) == 2


def test_a_server_that_keeps_silent_about_parts_is_asked_for_them(site, client, tmp_path):
    site.says_it_gives_parts = False
    site.archives["2025-09.zip"] = archive_of(members(["2025-09"], ["kent"]))

    result = client().fetch(forces=["kent"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert result.archives[0].whole_copy is None
    assert site.parts_asked() != []


def test_version_mark_of_a_broken_off_fetch_is_readable(site, client, tmp_path):
    site.archives["2025-09.zip"] = archive_of(members(["2025-09"], ["kent"]))
    site.faults.append(only(99, for_any_part, say(503)))

    with pytest.raises(Exception, match="status 503"):
        client(tries=1).fetch(forces=["kent"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    mark = json.loads((tmp_path / ".fetch/2025-09/version.json").read_text())
    assert mark["etag"] == site.etag("2025-09.zip")
