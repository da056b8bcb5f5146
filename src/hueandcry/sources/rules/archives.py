"""Which police archives to read, what to look for in them, and how to take a server's answers.

data.police.uk publishes one ZIP archive a month for the whole country, named after its newest month. Everything here
is decided from plain values: nothing in this file opens a socket or a file, or looks at the clock.

Facts about the archives, as their index page gave them in September 2026 (https://data.police.uk/data/archive/):
the first is of December 2013; up to April 2017 each held everything since December 2010; since May 2017 each holds
its own month and the 35 before. The page warns that all but the newest are out of date, because a month published
again carries later outcomes: so among the fewest archives that cover a span we take the newest that will do.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from hueandcry.errors import HueAndCryError

KINDS = ("street", "outcomes", "stop-and-search")


class Month(NamedTuple):
    """A calendar month. Months sort in time and read as ``2025-09``."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def plus(self, months: int) -> Month:
        """The month so many months later, or earlier if negative."""
        years, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(years, month + 1)


class NotAMonthError(HueAndCryError):
    """A month was written in a way that could mean anything."""


def parse_month(text: str) -> Month:
    """``2025-09`` as a month."""
    match = re.fullmatch(r"([12]\d{3})-(0[1-9]|1[0-2])", text)
    if not match:
        raise NotAMonthError(
            found=f"{text!r}",
            expected="a year and a month such as 2025-09",
            where="the span asked for",
            remedy="Write the month as YYYY-MM.",
        )
    return Month(int(match[1]), int(match[2]))


FIRST_MONTH = Month(2010, 12)
FIRST_ARCHIVE = Month(2013, 12)
LAST_FULL_ARCHIVE = Month(2017, 4)
MONTHS_HELD = 36


def first_month_held(archive: Month) -> Month:
    """The oldest month inside the archive of that name."""
    return FIRST_MONTH if archive <= LAST_FULL_ARCHIVE else archive.plus(1 - MONTHS_HELD)


def holds(archive: Month, month: Month) -> bool:
    """Does an archive of this name hold this month?"""
    return first_month_held(archive) <= month <= archive


def archives_that_hold(month: Month, *, newest: Month) -> list[Month]:
    """The names of archives that would hold the month, newest first; whether they exist is for the server to say."""
    last = max(month.plus(MONTHS_HELD - 1), LAST_FULL_ARCHIVE)
    names = month_range(max(month, FIRST_ARCHIVE), min(last, newest))
    return [name for name in reversed(names) if holds(name, month)]


def month_range(first: Month, last: Month) -> list[Month]:
    """Every month from the first to the last, both included; none if they are the wrong way round."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [first.plus(step) for step in range(count)]


def fewest_archives(first: Month, last: Month, *, newest: Month, exists: Callable[[Month], bool]) -> list[Month]:
    """The fewest existing archives that cover the span, each as new as it can be.

    From the oldest month not yet covered, take the newest archive that holds it, and go on after that archive's own
    month. For windows on a line this choice is never worse than another in number, and none other is newer.
    """
    chosen: list[Month] = []
    month = max(first, FIRST_MONTH)
    while month <= last:
        archive = next((name for name in archives_that_hold(month, newest=newest) if exists(name)), None)
        if archive is not None:
            chosen.append(archive)
        month = (archive or month).plus(1)
    return chosen


def archive_for(month: Month, archives: Iterable[Month]) -> Month | None:
    """The newest of these archives that holds the month."""
    return max((archive for archive in archives if holds(archive, month)), default=None)


class CannotAskForError(HueAndCryError):
    """Something was asked for that the archives could never hold."""


FORCE = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, order=True)
class Wanted:
    """One file of an archive: one force, one month, one kind. Its name cannot lead out of a folder."""

    month: Month
    force: str
    kind: str

    def __post_init__(self) -> None:
        if not FORCE.fullmatch(self.force):
            raise CannotAskForError(
                found=f"{self.force!r}",
                expected="the force's short name as data.police.uk writes it, such as north-wales",
                where="the forces asked for",
                remedy="Use lower-case letters and single hyphens; the list is at https://data.police.uk/api/forces.",
            )
        if self.kind not in KINDS:
            raise CannotAskForError(
                found=f"{self.kind!r}",
                expected=f"one of {', '.join(KINDS)}",
                where="the kinds of file asked for",
                remedy="Name a kind from the list.",
            )

    @property
    def file_name(self) -> str:
        return f"{self.month}-{self.force}-{self.kind}.csv"

    @property
    def member(self) -> str:
        """Its name inside the archive."""
        return f"{self.month}/{self.file_name}"


def wanted_files(*, forces: Sequence[str], kinds: Sequence[str], first: Month, last: Month) -> list[Wanted]:
    """Every file asked for, by month, then force, then kind; each once."""
    if not forces or not kinds:
        raise CannotAskForError(
            found="no force" if not forces else "no kind of file",
            expected="at least one of each",
            where="what was asked for",
            remedy="Name a force, such as north-wales, and a kind, such as street.",
        )
    if first > last:
        raise CannotAskForError(
            found=f"a span from {first} to {last}",
            expected="a first month that is not after the last",
            where="the span asked for",
            remedy="Swap the two months.",
        )
    return [
        Wanted(month, force, kind)
        for month in month_range(first, last)
        for force in dict.fromkeys(forces)
        for kind in dict.fromkeys(kinds)
    ]


MEMBER = re.compile(rf"(\d{{4}}-\d{{2}})/\1-({FORCE.pattern})-({'|'.join(KINDS)})\.csv")


def parse_member(name: str) -> Wanted | None:
    """What a member of an archive is by its name; nothing if the name is not of this kind (and so is never written)."""
    match = MEMBER.fullmatch(name)
    if not match:
        return None
    try:
        return Wanted(parse_month(match[1]), match[2], match[3])
    except HueAndCryError:
        return None


def month_in_address(address: str) -> Month | None:
    """The month an archive's address ends with: the site sends `latest.zip` on to the archive it stands for."""
    match = re.search(r"/([12]\d{3}-(?:0[1-9]|1[0-2]))\.zip(?:$|[?#])", address)
    return parse_month(match[1]) if match else None


def published_md5(page: str, archive: str) -> str | None:
    """The MD5 that the index page gives for an archive, looked for between its link and the next one.

    One entry of the real page holds an upload's multipart mark (32 digits, a hyphen, a number), which is not the MD5
    of the file: it is passed over.
    """
    parts = page.split(f"/{archive}", maxsplit=1)
    until_next = parts[1].split(".zip", maxsplit=1)[0] if len(parts) == 2 else ""
    match = re.search(r"(?<![0-9a-f-])[0-9a-f]{32}(?![0-9a-f-])", until_next, flags=re.IGNORECASE)
    return match[0].lower() if match else None


# --- what came of it ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ArchiveRead:
    """One archive that was read. `month` is its release; `name` is what it was asked for by."""

    month: Month
    name: str
    address: str
    etag: str | None
    last_modified: str | None
    bytes: int | None
    whole_copy: Path | None = None
    """Where the whole archive was kept, if the server would not give parts of it."""
    md5_checked: bool = False


@dataclass(frozen=True)
class FetchedFile:
    """One file that is now on disk, its checksum proved against the archive's directory."""

    path: Path
    wanted: Wanted
    archive: ArchiveRead
    bytes: int
    crc32: int
    already_there: bool


@dataclass(frozen=True)
class Absent:
    """One file that was asked for and is not published; `why` is a sentence for a person."""

    wanted: Wanted
    archive: Month | None
    why: str


@dataclass(frozen=True)
class FetchResult:
    files: tuple[FetchedFile, ...]
    absent: tuple[Absent, ...]
    archives: tuple[ArchiveRead, ...]
    unknown_forces: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Forces that no archive read here has any file of, with the names that look most like theirs."""
    requests: int = 0
    bytes_received: int = 0


@dataclass(frozen=True)
class Progress:
    """Where a fetch stands, told after every piece received (bytes of the file, as packed) and every file done with.

    Of a file that is done with, both byte counts are 0.
    """

    archive: str
    file: str
    received: int
    expected: int
    files_done: int
    files_wanted: int


def why_no_archive(month: Month, *, newest: Month) -> str:
    """Why no archive could give this month."""
    if month < FIRST_MONTH:
        return f"The published data begins with {FIRST_MONTH}."
    if month > newest:
        return f"Not published yet: the newest archive is {newest}."
    return "No archive that would hold this month could be found."


def unknown_forces(forces: Iterable[str], seen: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The forces no archive has a file of, each with the names it may have been meant for."""
    known = sorted(set(seen))
    return {force: tuple(difflib.get_close_matches(force, known)) for force in forces if force not in known}
