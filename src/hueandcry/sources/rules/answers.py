"""How to take a web server's answers: what a status means, how long to wait, whether a file is still the same file.

Obeys RFC 9110 (June 2022): range requests, section 14; If-Range, 13.1.5; Retry-After, 10.2.3; entity tags, 8.8.3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from urllib.parse import urlsplit

WORTH_ANOTHER_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})
NOT_THERE = frozenset({403, 404, 410})
"""A store that hides its listing says 403 for a file that does not exist."""

FIRST_WAIT = 1.0
DOUBLINGS = 10
LONGEST_BACKOFF = 60.0


def backoff_seconds(tries_failed: int, chance: float) -> float:
    """Seconds to wait after so many failures in a row: doubling from one second to a minute.

    `chance`, between 0 and 1, takes off up to half, so that many clients do not come back together.
    """
    return min(LONGEST_BACKOFF, FIRST_WAIT * 2.0 ** min(tries_failed - 1, DOUBLINGS)) * (1 - chance / 2)


def retry_after_seconds(value: str | None, *, now: datetime) -> float | None:
    """The wait that a server asks for, given in seconds or as a date; nothing if it asks for none or makes no sense."""
    if value is None:
        return None
    if re.fullmatch(r"\d{1,9}", value.strip()):
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


@dataclass(frozen=True)
class Identity:
    """What tells one version of a remote file from another."""

    address: str
    size: int | None
    etag: str | None
    last_modified: str | None
    offers_ranges: bool

    @property
    def if_range(self) -> dict[str, str]:
        """The condition under which a part is worth having. A weak tag may not be sent in If-Range (13.1.5)."""
        return {"If-Range": self.etag} if self.etag and not self.etag.startswith("W/") else {}

    def contradicted_by(self, *, etag: str | None, last_modified: str | None, size: int | None) -> bool:
        """Does an answer prove that the file is no longer this one? What it does not say proves nothing."""
        pairs = ((_opaque(self.etag), _opaque(etag)), (self.last_modified, last_modified), (self.size, size))
        return any(ours is not None and theirs is not None and ours != theirs for ours, theirs in pairs)


def _opaque(etag: str | None) -> str | None:
    return etag.removeprefix("W/") if etag else None


def content_range(value: str | None) -> tuple[int, int, int | None] | None:
    """``bytes 0-99/200`` as (0, 100, 200): first byte, one past the last, and the whole size if it is given."""
    match = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+|\*)", value or "")
    if not match or int(match[2]) < int(match[1]):
        return None
    return int(match[1]), int(match[2]) + 1, None if match[3] == "*" else int(match[3])


class Answer(Enum):
    """What an answer to a request for part of a file amounts to."""

    PART = "the part asked for, or its beginning"
    WHOLE = "the whole file: this server gives no parts"
    CHANGED = "the file is no longer the one that was looked at"
    UNUSABLE = "something that was not asked for"


def judge(
    status: int, *, start: int, range_given: str | None, etag: str | None, last_modified: str | None, identity: Identity
) -> Answer:
    """What to make of an answer to a request for the bytes from `start` on."""
    given = content_range(range_given)
    size = given[2] if given else None
    if status in NOT_THERE or status in {412, 416}:
        return Answer.CHANGED
    if status not in {200, 206}:
        return Answer.UNUSABLE
    if identity.contradicted_by(etag=etag, last_modified=last_modified, size=size):
        return Answer.CHANGED
    if status == 200:
        return Answer.WHOLE
    return Answer.PART if given and given[0] == start else Answer.UNUSABLE


def leaves_encryption(asked: str, answered: str) -> bool:
    """Was a request that began under https sent on to an address that is not?"""
    return urlsplit(asked).scheme == "https" and urlsplit(answered).scheme != "https"
