"""When a file was released, as far as its name or its archive's name says."""

import re

ARCHIVE = re.compile(r"(20\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)")
RELEASE = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")


def release_of_archive(name: str) -> str | None:
    """Return the month or day that an archive is named after, or None.

    >>> release_of_archive("2025-09.zip")
    '2025-09'
    """
    found = ARCHIVE.fullmatch(name.rsplit(".", 1)[0])
    return found.group(1) if found else None


def is_release(text: str) -> bool:
    """Whether the text is a month or a day, as `--release` takes it."""
    return RELEASE.fullmatch(text) is not None
