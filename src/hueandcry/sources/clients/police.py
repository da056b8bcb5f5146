"""The archives of data.police.uk: the files of the forces, kinds and months asked for, and as little else as can be."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, TypeVar

from hueandcry.errors import HueAndCryError
from hueandcry.sources.clients.contents import LARGEST_MEMBER, CorruptError, Member, is_complete, writing
from hueandcry.sources.clients.copies import MARK, Copy, PartialCopy, WholeCopy
from hueandcry.sources.clients.polite import Manners, PoliteHttp
from hueandcry.sources.clients.remote import FileChangedError, NoPartsError, look_at, read_text
from hueandcry.sources.rules.answers import Identity
from hueandcry.sources.rules.archives import (
    Absent,
    ArchiveRead,
    FetchedFile,
    FetchResult,
    Month,
    Progress,
    Wanted,
    archive_for,
    fewest_archives,
    month_in_address,
    parse_member,
    published_md5,
    unknown_forces,
    wanted_files,
    why_no_archive,
)

LATEST = "latest.zip"
INDEX_PAGE_LIMIT = 4 * 1024 * 1024
OWN_FOLDER = ".fetch"
"""Inside the target folder: pieces of what is being fetched, and whole archives where there was no other way."""

T = TypeVar("T")
OnProgress = Callable[[Progress], None]


class NoArchivesError(HueAndCryError):
    """The address has no archive at all."""


class ArchiveKeepsChangingError(HueAndCryError):
    """An archive was replaced while it was read, and again while it was read anew."""


class MembersCorruptError(HueAndCryError):
    """Members came damaged, twice each. Everything else that was asked for is on disk."""


@dataclass
class Reading:
    """What one archive gave."""

    record: ArchiveRead
    files: list[FetchedFile] = field(default_factory=list)
    absent: list[Absent] = field(default_factory=list)
    corrupt: list[str] = field(default_factory=list)
    forces: set[str] = field(default_factory=set)

    @property
    def done(self) -> int:
        return len(self.files) + len(self.absent) + len(self.corrupt)


@dataclass
class Run:
    """What one call of `fetch` has done so far."""

    into: Path
    files_wanted: int
    on_progress: OnProgress
    requests_before: int
    bytes_before: int
    readings: list[Reading] = field(default_factory=list)
    without_archive: list[Absent] = field(default_factory=list)

    def room(self, name: str) -> Path:
        """Where the pieces of an archive are kept."""
        return self.into / OWN_FOLDER / name.removesuffix(".zip")

    def teller(self, archive: str, file: str, expected: int, done: int = 0) -> Callable[[int], None]:
        """Tells the caller of every piece of one file as it comes in."""
        done += len(self.without_archive) + sum(reading.done for reading in self.readings)

        def told(at_hand: int) -> None:
            self.on_progress(Progress(archive, file, at_hand, expected, done, self.files_wanted))

        return told


class PoliceArchive:
    """The archives of data.police.uk, or of a site laid out like it."""

    def __init__(
        self,
        base_url: str = "https://data.police.uk",
        *,
        manners: Manners | None = None,
        largest_member: int = LARGEST_MEMBER,
    ) -> None:
        self._base = f"{base_url.rstrip('/')}/data/archive"
        self._manners = manners or Manners()
        self._http = PoliteHttp(self._manners)
        self._largest_member = largest_member
        self._looked_at: dict[str, Identity | None] = {}
        self._names: dict[Month, str] = {}
        self._gives_no_parts: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def fetch(
        self,
        *,
        forces: Sequence[str],
        kinds: Sequence[str] = ("street", "outcomes"),
        first: Month,
        last: Month,
        into: Path,
        on_progress: OnProgress = lambda _: None,
    ) -> FetchResult:
        """Bring every published file of these forces, kinds and months to `<into>/<archive>/<month>/<file>.csv`.

        A file that is there already, and whole, is left; one that is there in part is gone on with. A file that is not
        published is listed as absent. A damaged one is fetched once more; if still damaged, the rest is fetched and
        then MembersCorruptError is raised.
        """
        wanted = wanted_files(forces=forces, kinds=kinds, first=first, last=last)
        self._looked_at.clear()
        self._names.clear()
        run = Run(into, len(wanted), on_progress, self._http.requests, self._http.bytes_received)
        with writing(into):
            (into / OWN_FOLDER).mkdir(parents=True, exist_ok=True)
        newest = self._newest(run)
        for archive, wishes in self._plan(wanted, newest, run).items():
            run.readings.append(self._read(archive, wishes, run))
        with writing(into):
            _tidy(into / OWN_FOLDER)
        return self._result(run, forces)

    def _newest(self, run: Run) -> Month:
        """The newest archive; if the site does not say which that is, it cannot be newer than this month."""
        identity = self._identity(LATEST)
        if identity is None:
            return Month(*self._manners.now().timetuple()[:2])
        month = month_in_address(identity.address)
        if month is None:
            month = self._steadily(LATEST, run, lambda copy, _: self._release_inside(copy))
            self._names[month] = LATEST
        else:
            self._looked_at[f"{month}.zip"] = identity
        return month

    def _release_inside(self, copy: Copy) -> Month:
        """The month that an archive should be named after: the newest it holds."""
        months = [file.month for name in copy.contents.names() if (file := parse_member(name))]
        if not months:
            raise self._no_archives("an archive without a single police file", LATEST)
        return max(months)

    def _exists(self, archive: Month) -> bool:
        return archive in self._names or self._identity(f"{archive}.zip") is not None

    def _plan(self, wanted: Sequence[Wanted], newest: Month, run: Run) -> dict[Month, list[Wanted]]:
        """Which files to look for in which archive; what no archive holds is noted as absent."""
        first, last = wanted[0].month, min(wanted[-1].month, newest)
        chosen = fewest_archives(first, last, newest=newest, exists=self._exists)
        if not chosen and self._identity(LATEST) is None:
            raise self._no_archives("no archive that would hold a month asked for, and no newest one", LATEST)
        plan: dict[Month, list[Wanted]] = {}
        for wish in wanted:
            archive = archive_for(wish.month, chosen)
            if archive is None:
                run.without_archive.append(Absent(wish, None, why_no_archive(wish.month, newest=newest)))
            else:
                plan.setdefault(archive, []).append(wish)
        return plan

    def _read(self, archive: Month, wishes: Sequence[Wanted], run: Run) -> Reading:
        """Bring what is wanted of one archive."""
        name = self._names.get(archive, f"{archive}.zip")

        def read(copy: Copy, identity: Identity) -> Reading:
            if name == LATEST and self._release_inside(copy) != archive:
                raise FileChangedError
            reading = Reading(_record(archive, name, identity, copy))
            reading.forces = {file.force for member in copy.contents.names() if (file := parse_member(member))}
            for wish in wishes:
                self._bring(copy, wish, reading, run)
                run.teller(name, wish.file_name, 0, reading.done)(0)
            return reading

        return self._steadily(name, run, read)

    def _steadily(self, name: str, run: Run, read: Callable[[Copy, Identity], T]) -> T:
        """Read an archive from one version of it: if it changes meanwhile, start it over, once."""
        changes = 0
        while changes < 2:
            try:
                with closing(self._copy(name, run)) as copy:
                    return read(copy, copy.identity)
            except NoPartsError:
                self._gives_no_parts.add(name)
            except FileChangedError:
                changes += 1
                self._looked_at.pop(name, None)
        raise ArchiveKeepsChangingError(
            found="another version of the archive, for the second time in this run",
            expected="one and the same version to the end",
            where=self._address(name),
            remedy="It is probably being published at this moment. Run the same command again in an hour.",
        )

    def _bring(self, copy: Copy, wish: Wanted, reading: Reading, run: Run) -> None:
        """See that one file is on disk, or note why not."""
        record = reading.record
        member = copy.contents.member(wish.member, limit=self._largest_member)
        path = run.into / str(record.month) / str(wish.month) / wish.file_name
        if member is None:
            reading.absent.append(Absent(wish, record.month, f"Not in the archive {record.month}."))
            return
        there = is_complete(path, member)
        told = run.teller(record.name, wish.file_name, member.stop - member.start, reading.done)
        if there or _unpack_twice(copy, member, run.room(record.name) / wish.file_name, path, told):
            reading.files.append(FetchedFile(path, wish, record, member.size, member.crc32, there))
        else:
            reading.corrupt.append(f"{wish.member} in {record.name}")

    def _copy(self, name: str, run: Run) -> Copy:
        identity, where = self._identity(name), self._address(name)
        if identity is None:
            raise FileChangedError
        if name not in self._gives_no_parts:
            return PartialCopy(self._http, identity, run.room(name), where=where)
        return WholeCopy(
            self._http,
            identity,
            run.room(name),
            where=where,
            published_md5=self._published_md5(name),
            told=run.teller(name, name, identity.size or 0),
        )

    def _published_md5(self, name: str) -> str | None:
        page = read_text(self._http, f"{self._base}/", limit=INDEX_PAGE_LIMIT)
        return published_md5(page, name) if page else None

    def _identity(self, name: str) -> Identity | None:
        """What is at the archive's address, looked at once in a run."""
        if name not in self._looked_at:
            self._looked_at[name] = look_at(self._http, self._address(name))
        return self._looked_at[name]

    def _address(self, name: str) -> str:
        return f"{self._base}/{name}"

    def _no_archives(self, found: str, name: str) -> NoArchivesError:
        return NoArchivesError(
            found=found,
            expected="archives named YYYY-MM.zip or latest.zip",
            where=self._address(name),
            remedy="Check the address; https://data.police.uk/data/archive/ lists what there is.",
        )

    def _result(self, run: Run, forces: Sequence[str]) -> FetchResult:
        readings = run.readings
        corrupt = [name for reading in readings for name in reading.corrupt]
        if corrupt:
            raise MembersCorruptError(
                found=f"files damaged in two downloads: {', '.join(corrupt)}",
                expected="files that inflate to the size and checksum in the archive's directory",
                where=self._base,
                remedy=f"They were not kept; the others are in {run.into}. Tell whoever runs the site.",
            )
        absent = [*run.without_archive, *(file for reading in readings for file in reading.absent)]
        seen = {force for reading in readings for force in reading.forces}
        return FetchResult(
            files=tuple(file for reading in readings for file in reading.files),
            absent=tuple(sorted(absent, key=lambda file: file.wanted)),
            archives=tuple(reading.record for reading in readings),
            unknown_forces=unknown_forces(forces, seen) if readings else {},
            requests=self._http.requests - run.requests_before,
            bytes_received=self._http.bytes_received - run.bytes_before,
        )


def _record(archive: Month, name: str, identity: Identity, copy: Copy) -> ArchiveRead:
    return ArchiveRead(
        month=archive,
        name=name,
        address=identity.address,
        etag=identity.etag,
        last_modified=identity.last_modified,
        bytes=identity.size,
        whole_copy=copy.whole_copy,
        md5_checked=copy.md5_checked,
    )


def _unpack_twice(copy: Copy, member: Member, fresh: Path, path: Path, told: Callable[[int], None]) -> bool:
    """Unpack a member and put it in its place; damaged, fetch it once more. Did it come whole in the end?"""
    for another_try in (True, False):
        try:
            copy.unpack(member, fresh, told)
        except CorruptError:
            fresh.unlink(missing_ok=True)
            if another_try:
                copy.fetch_again()
            continue
        with writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.replace(path)
        return True
    return False


def _tidy(folder: Path) -> None:
    """Take away the rooms that hold nothing but their mark, and our own folder if nothing is left in it."""
    for room in folder.iterdir():
        if [file.name for file in room.iterdir()] == [MARK]:
            shutil.rmtree(room)
    if not any(folder.iterdir()):
        folder.rmdir()
