"""How large a file may be. Measured limits, not guesses: each has about ten times the room of the largest real file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MB = 1024**2

# The largest street file of a force and month is about 30 MB; the whole country's archive holds 7,000 members.
MEMBER_BYTES = 512 * MB
MEMBERS = 40_000
DIRECTORY_BYTES = 16 * MB
# Seven years of the whole country: 80 months of 44 forces, some 8 MB each. Members are unpacked one by one.
ARCHIVE_BYTES = 300 * 1024 * MB
# CSV shrinks to about a tenth; a ratio above this is no published table. Small members say nothing by their ratio.
RATIO = 200
SMALL = 1 * MB

# A table that is read record by record: the largest real one has 3 MB, and takes forty times its size in memory.
# A feed may name another limit in its feed.toml (`most_bytes`), where its reader needs less.
TABLE_BYTES = 32 * MB
TABLE_ROWS = 1_000_000

# The largest real workbook unpacks to 1 MB and spans 38,000 cells, empty ones included.
WORKBOOK_BYTES = 64 * MB
WORKBOOK_CELLS = 2_000_000


class Member(NamedTuple):
    """A member of an archive, as its directory declares it."""

    name: str
    packed: int
    unpacked: int


def archive_fault(members: Sequence[Member], archive_bytes: int) -> str | None:
    """Return why an archive of so many bytes is refused by what it declares, or None."""
    if len(members) > MEMBERS:
        return f"{len(members):,} members; at most {MEMBERS:,} are read"
    if len({member.name for member in members}) < len(members):
        return "two members of the same name"
    return next((fault for member in members if (fault := _member_fault(member))), None) or _sum_fault(
        packed=sum(member.packed for member in members),
        unpacked=sum(member.unpacked for member in members),
        archive_bytes=archive_bytes,
    )


def _member_fault(member: Member) -> str | None:
    if member.unpacked > MEMBER_BYTES:
        return f"a member of {member.unpacked:,} bytes; at most {MEMBER_BYTES:,} are read"
    if member.unpacked > SMALL and member.unpacked > member.packed * RATIO:
        return _shrunk(member.unpacked, member.packed)
    return None


def _sum_fault(*, packed: int, unpacked: int, archive_bytes: int) -> str | None:
    if packed > archive_bytes:
        return f"members of {packed:,} packed bytes in {archive_bytes:,}: they lie over each other"
    if unpacked > SMALL and unpacked > packed * RATIO:
        return _shrunk(unpacked, packed)
    if unpacked > ARCHIVE_BYTES:
        return f"{unpacked:,} bytes when unpacked; at most {ARCHIVE_BYTES:,} are read"
    return None


def _shrunk(unpacked: int, packed: int) -> str:
    return f"{unpacked:,} bytes packed into {packed:,}; no published table shrinks more than {RATIO} times"
