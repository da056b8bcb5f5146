"""What a fetch does when the line, the server or the disk lets it down."""

import resource
import threading
from contextlib import contextmanager
from email.utils import format_datetime

import httpx
import pytest

from hueandcry.sources.clients import contents, polite
from sources.fetch.archive_server import (
    archive_of,
    cut_after,
    for_any_part,
    for_part_at,
    invented_csv,
    only,
    say,
)
from sources.fetch.kent import NAMES, SEPTEMBER, STREET, TODAY, start_of


def test_cut_connection_is_resumed_where_it_broke(archive, fetch):
    start = start_of(archive, STREET)
    archive.faults.append(only(1, for_part_at(start), cut_after(40_000)))

    result = fetch()

    first, second = archive.parts_asked()[-2:]
    assert first.range == (start, second.range[1])
    assert (first.sent, second.range[0]) == (40_000, start + 40_000)
    assert result.files[0].path.read_bytes() == invented_csv(STREET, 3000)


def test_cut_connection_is_resumed_by_the_next_run(archive, fetch):
    start = start_of(archive, STREET)
    archive.faults.append(only(1, for_part_at(start), cut_after(40_000)))
    with pytest.raises(polite.ServerNotAnsweringError):
        fetch(tries=1)
    archive.log.clear()

    result = fetch()

    assert [asked.range[0] for asked in archive.parts_asked()][-1] == start + 40_000
    assert start not in {asked.range[0] for asked in archive.parts_asked()}
    assert result.files[0].path.read_bytes() == invented_csv(STREET, 3000)


def test_a_fetch_stopped_by_hand_is_resumed_by_the_next(archive, fetch):
    def stop(step):
        if step.received > 40_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(on_progress=stop)
    archive.log.clear()

    result = fetch()

    assert archive.parts_asked()[-1].range[0] > start_of(archive, STREET) + 40_000
    assert result.files[0].path.read_bytes() == invented_csv(STREET, 3000)


def test_connection_cut_in_the_directory_is_resumed(archive, fetch):
    end = len(archive.archives["2025-09.zip"])
    archive.faults.append(only(1, for_part_at(end - contents.END_FETCHED_FIRST), cut_after(1000)))

    fetch()

    assert archive.parts_asked()[1].range == (end - contents.END_FETCHED_FIRST + 1000, end)


def test_a_piece_of_another_version_is_not_gone_on_with(archive, fetch):
    start = start_of(archive, STREET)
    archive.faults.append(only(1, for_part_at(start), cut_after(40_000)))
    with pytest.raises(polite.ServerNotAnsweringError):
        fetch(tries=1)
    archive.archives["2025-09.zip"] = archive_of(NAMES, rows=2990)
    archive.log.clear()

    result = fetch()

    assert start_of(archive, STREET) in {asked.range[0] for asked in archive.parts_asked()}
    assert result.files[0].path.read_bytes() == invented_csv(STREET, 2990)


def test_a_server_that_falls_silent_is_asked_again(archive, fetch):
    silence = threading.Event()
    archive.faults.append(only(1, for_any_part, lambda handler, asked: silence.wait(5)))

    result = fetch(read_timeout=0.1)

    silence.set()
    assert len(result.files) == 1


def test_nobody_at_the_address_is_an_error_with_bounded_tries(client, site, waits, tmp_path):
    site.port = 1
    with pytest.raises(polite.ServerNotAnsweringError) as error:
        client(tries=3).fetch(forces=["kent"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path)

    assert len(waits) == 2
    assert error.value.where == "http://127.0.0.1:1/data/archive/latest.zip"


def test_429_waits_as_long_as_it_is_told_to(archive, fetch, waits):
    archive.faults.append(only(1, for_any_part, say(429, Retry_After="7")))

    result = fetch(pause=0.5)

    assert waits[:3] == [0.5, 7.0, 0.5]
    assert len(result.files) == 1


def test_503_waits_until_the_date_it_gives(archive, fetch, waits):
    until = format_datetime(TODAY.replace(minute=2), usegmt=True)
    archive.faults.append(only(1, for_any_part, say(503, Retry_After=until)))

    fetch(pause=0.5)

    assert waits[:2] == [0.5, 120.0]


def test_a_wish_for_a_longer_wait_than_the_limit_ends_the_run(archive, fetch, waits):
    archive.faults.append(only(1, for_any_part, say(429, Retry_After="3600")))

    with pytest.raises(polite.AskedToComeBackLaterError) as error:
        fetch(longest_wait=300)

    assert error.value.found == "status 429 and a wish to be left alone for 3600 seconds"
    assert max(waits) <= 1


def test_503_then_fine_is_waited_for_with_growing_jittered_pauses(archive, fetch, waits):
    archive.faults.append(only(3, for_any_part, say(503)))

    result = fetch(pause=0.1)

    first, second, third = waits[1:4]
    assert 0.5 <= first <= 1 <= second <= 2 <= third <= 4
    assert (first, second, third) != (1, 2, 4)
    assert len(result.files) == 1


def test_503_for_ever_ends_after_a_bounded_number_of_tries(archive, fetch, waits):
    archive.faults.append(only(10**6, for_any_part, say(503)))

    with pytest.raises(polite.ServerNotAnsweringError) as error:
        fetch(tries=4)

    assert error.value.found == "status 503, the last of 4 tries"
    assert len(archive.parts_asked()) == 4


def test_a_wait_that_makes_no_sense_is_replaced_by_our_own(archive, fetch, waits):
    archive.faults.append(only(1, for_any_part, say(503, Retry_After="soon")))

    fetch(pause=0.1)

    assert 0.5 <= waits[1] <= 1


def test_a_refusal_is_not_asked_again(archive, fetch):
    archive.faults.append(only(10**6, for_any_part, say(401)))

    with pytest.raises(polite.ServerRefusedError) as error:
        fetch()

    assert error.value.found == "status 401 Unauthorized"
    assert len(archive.parts_asked()) == 1


def test_redirects_without_end_are_a_refusal(archive, fetch):
    archive.faults.append(only(10**6, lambda asked: True, say(302, Location="/data/archive/latest.zip")))

    with pytest.raises(polite.ServerRefusedError) as error:
        fetch()

    assert error.value.found == "redirects without end"


def test_a_redirect_out_of_encryption_is_refused():
    def sends_on(request):
        if request.url.scheme == "https":
            return httpx.Response(302, headers={"Location": "http://example.org/2025-09.zip"})
        return httpx.Response(200, content=b"anything")

    http = polite.PoliteHttp(polite.Manners())
    http._client = httpx.Client(transport=httpx.MockTransport(sends_on), follow_redirects=True)

    with pytest.raises(polite.UnsafeRedirectError) as error:
        http.ask("GET", "https://example.org/data/archive/2025-09.zip", lambda response: response.read())

    assert error.value.found == "a redirect to http://example.org/2025-09.zip"


def test_a_part_that_was_not_asked_for_is_refused(archive, fetch):
    size = len(archive.archives["2025-09.zip"])
    archive.faults.append(only(1, for_any_part, say(206, Content_Range=f"bytes 0-6/{size}")))

    with pytest.raises(polite.ServerRefusedError) as error:
        fetch()

    assert error.value.found == "status 206 Partial Content"


def test_a_server_that_gives_more_than_it_was_asked_for_is_not_listened_to(site, fetch, tmp_path):
    after = "2025-09/2025-09-surrey-street.csv"
    site.archives["2025-09.zip"] = archive_of([STREET, after], rows=3000)
    site.faults.append(only(1, for_part_at(0), give_all_the_rest))

    result = fetch()

    assert result.files[0].path.read_bytes() == invented_csv(STREET, 3000)
    assert result.bytes_received < start_of(site, after) + 2 * contents.END_FETCHED_FIRST


def give_all_the_rest(handler, asked):
    asked.range = (asked.range[0], 10**9)
    return False


def test_a_server_that_gives_less_than_it_was_asked_for_is_asked_for_the_rest(archive, fetch):
    start = start_of(archive, STREET)

    def give_less(handler, asked):
        asked.range = (start, start + 30_000)
        return False

    archive.faults.append(only(1, for_part_at(start), give_less))

    result = fetch()

    assert archive.parts_asked()[-1].range[0] == start + 30_000
    assert result.files[0].path.read_bytes() == invented_csv(STREET, 3000)


def test_a_part_with_no_place_in_the_file_is_refused(archive, fetch):
    archive.faults.append(only(1, for_any_part, say(206)))

    with pytest.raises(polite.ServerRefusedError) as error:
        fetch()

    assert error.value.found == "status 206 Partial Content"


def test_a_target_that_is_no_folder_is_a_clear_error(archive, client, tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(contents.CannotWriteError) as error:
        client().fetch(forces=["kent"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path / "file")

    assert error.value.where == str(tmp_path / "file")
    assert archive.log == []


def test_a_full_disk_is_a_clear_error(archive, fetch, tmp_path):
    archive.faults.append(only(1, for_part_at(start_of(archive, STREET)), cut_after(10)))
    with pytest.raises(polite.ServerNotAnsweringError):
        fetch(tries=1)
    (part,) = (tmp_path / ".fetch").rglob("*.part")
    part.unlink()
    part.symlink_to("/dev/full")

    with pytest.raises(contents.CannotWriteError) as error:
        fetch()

    assert (error.value.found, error.value.where) == ("No space left on device", str(part))


@pytest.mark.parametrize(("bytes_free", "asked_again"), [(50_000, [50_000]), (150_000, [])])
def test_what_was_fetched_before_the_disk_was_full_is_kept(archive, fetch, bytes_free, asked_again):
    start = start_of(archive, STREET)
    with no_file_larger_than(bytes_free), pytest.raises(contents.CannotWriteError):
        fetch()
    archive.log.clear()

    result = fetch()

    end = len(archive.archives["2025-09.zip"]) - contents.END_FETCHED_FIRST
    assert [asked.range[0] - start for asked in archive.parts_asked() if asked.range[0] != end] == asked_again
    assert result.files[0].path.read_bytes() == invented_csv(STREET, 3000)


@contextmanager
def no_file_larger_than(size: int):
    """A fault of the real kind: the system itself refuses to write more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
