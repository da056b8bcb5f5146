"""The monthly run: what is loaded says what to fetch; what is fetched is loaded under its archive's name."""

from datetime import UTC, date, datetime

from hueandcry.sources.actions import fetching, load
from hueandcry.sources.rules.archives import Month
from hueandcry.warehouse import manifest
from police_files import OUTCOMES, STREET, street_file, street_row
from sources.fetch.archive_server import zipped

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def archive_of_kent(months):
    street = {f"{m}/{m}-kent-street.csv": f"{STREET}\n{street_row(1, month=m)}\n".encode() for m in months}
    return zipped(street | {f"{m}/{m}-kent-outcomes.csv": f"{OUTCOMES}\n".encode() for m in months})


def test_nothing_loaded_says_nothing_of_what_is_wanted(home):
    assert fetching.wanted_next(home, today=date(2025, 10, 15)) is None


def test_what_is_loaded_is_wanted_again_from_its_last_three_months(home, tmp_path):
    rows = [street_row(number, month=month) for number, month in enumerate(("2025-07", "2025-08"))]
    load(home=home, paths=[street_file(tmp_path / "a.csv", rows)], now=NOW)

    assert fetching.wanted_next(home, today=date(2025, 10, 15)) == (["kent"], Month(2025, 6), Month(2025, 9))


def test_what_was_fetched_supersedes_by_the_month_of_its_archive(site, client, home, tmp_path):
    site.archives["2025-09.zip"] = archive_of_kent(["2025-08", "2025-09"])
    old = street_file(tmp_path / "a.csv", [street_row(n, month="2025-08") for n in range(3)])
    load(home=home, paths=[old], release="2025-08", now=NOW)

    result = fetching.fetch(home=home, forces=["kent"], first=Month(2025, 8), last=Month(2025, 9), archive=client())
    load(home=home, paths=[file.path for file in result.files], release="2025-09", now=NOW)

    live = manifest.live(manifest.landings(home))
    assert [(one.dataset, one.period, one.release, one.rows_landed) for one in live if one.dataset == "street"] == [
        ("street", "2025-08", "2025-09", 1),
        ("street", "2025-09", "2025-09", 1),
    ]
