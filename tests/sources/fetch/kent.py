"""What the tests of faults fetch: Kent's street file of September 2025, on a day in November."""

import io
import zipfile
from datetime import UTC, datetime

from hueandcry.sources.rules.archives import Month
from sources.fetch.archive_server import ArchiveServer, members

TODAY = datetime(2025, 11, 20, 12, 0, tzinfo=UTC)
SEPTEMBER = Month(2025, 9)
STREET = "2025-09/2025-09-kent-street.csv"
NAMES = [*members(["2025-09"], ["surrey", "essex"]), STREET]


def start_of(site: ArchiveServer, member: str) -> int:
    """Where the member begins in the archive."""
    with zipfile.ZipFile(io.BytesIO(site.archives["2025-09.zip"])) as opened:
        return opened.getinfo(member).header_offset
