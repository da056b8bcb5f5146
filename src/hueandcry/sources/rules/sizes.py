"""How large a file may be. Measured limits, not guesses: each has about ten times the room of the largest real file."""

# The largest street file of a force and month is about 30 MB; the whole country's archive holds 7,000 members.
MEMBER_BYTES = 512 * 1024**2
MEMBERS = 40_000
# CSV shrinks to about a tenth; a ratio above this is no published table.
RATIO = 200


def archive_fault(members: int, largest: int, inflated: int, packed: int) -> str | None:
    """Return why an archive is refused, or None. Sizes in bytes, as the archive declares them."""
    if members > MEMBERS:
        return f"{members:,} members; at most {MEMBERS:,} are read"
    if largest > MEMBER_BYTES:
        return f"a member of {largest:,} bytes; at most {MEMBER_BYTES:,} are read"
    if packed and inflated > packed * RATIO:
        return f"{inflated:,} bytes packed into {packed:,}; no published table shrinks more than {RATIO} times"
    return None
