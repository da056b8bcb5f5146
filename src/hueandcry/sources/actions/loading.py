"""Loading: files are recognised, read, checked and landed. All of a load, or nothing of it."""

from __future__ import annotations

import csv
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from pathlib import Path

from hueandcry.bodies import queries as bodies
from hueandcry.errors import HueAndCryError
from hueandcry.offences import queries as offences
from hueandcry.sources.actions.finding import ZIP, Candidate, candidates
from hueandcry.sources.actions.reports import FileReport, LoadReport, Refused, State
from hueandcry.sources.feeds import Feed, Reading, Sample, feeds
from hueandcry.sources.feeds.tidy_counts import read as tidy_counts
from hueandcry.sources.rules.example import retired
from hueandcry.sources.rules.recognition import columns_in_order, looks_like_counts, nearly_ours
from hueandcry.sources.rules.sizes import TABLE_BYTES
from hueandcry.warehouse import manifest
from hueandcry.warehouse.home import Home
from hueandcry.warehouse.landing import (
    CsvFeed,
    Fault,
    Staged,
    StagedFile,
    Staging,
    Unreadable,
    remove,
    sha256,
    write_set_aside,
)
from hueandcry.warehouse.manifest import Landing

TIDY = "tidy_counts"

# Two cores read at once; a few more files wait, so that neither is ever idle.
READERS = 2
# How the engine tells of a quote that swallows the rest of a file: all rows behind it are in one.
UNCLOSED = "unterminated quote"
MOST_SHEETS_NAMED = 12
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
WAITING = 6


@dataclass(frozen=True)
class _Read:
    """One file, read and staged but not landed."""

    report: FileReport
    feed: Feed | None = None
    source: str = ""
    sha256: str = ""
    bytes: int = 0
    release: str = ""
    parts: Sequence[Staged] = ()
    faults: Sequence[Fault] = field(default=())


def load(
    *,
    home: Home,
    paths: Sequence[Path],
    now: datetime,
    release: str | None = None,
    strict: bool = False,
    on_file: Callable[[FileReport], None] = lambda report: None,
) -> LoadReport:
    """Land every published file below the paths.

    A file that was named and is not ours or not whole refuses the load; inside a folder or archive it is passed over
    (with `strict`, that refuses the load too). Bytes that are landed already are left as they are. Of two files for
    one body and period the later path wins.

    Raises `Refused` or `CannotRead`; then nothing was landed.
    """
    with manifest.locked(home):
        known = {landing.sha256 for landing in manifest.landings(home)}
        name = now.strftime("%Y%m%dT%H%M%S.%fZ")
        staging = Staging(home, name)
        unpacked = Path(tempfile.mkdtemp(dir=staging.folder))
        try:
            reader = _Reader(staging=staging, known=known, release=release, today=now.date().isoformat())
            read = list(_read_all(reader, candidates(paths, unpack_into=unpacked), on_file))
            _refuse(read, strict=strict)
            kept, warnings = _later_path_wins(read)
            set_aside = _set_aside(home, name, read)
            _land(home, staging, name, kept, now)
            _retire_example(home, now)
        finally:
            staging.close()
    return LoadReport(files=[one.report for one in read], warnings=warnings, set_aside=set_aside, load=name)


class _Reader:
    """Reads one candidate after the other into the staging folder. Safe to call from several threads."""

    def __init__(self, *, staging: Staging, known: set[str], release: str | None, today: str) -> None:
        self.staging = staging
        self.known = known
        self.release = release
        self.today = today
        self.feeds = feeds()
        self.names = bodies.names()
        self._numbers = count()
        self.spellings = bodies.spellings()
        staging.known("body_name", self.spellings)
        staging.known("kind_name", [kind.published_as for kind in offences.street_kinds()])

    def read(self, candidate: Candidate) -> _Read:
        """Read one file. Whatever is wrong with it becomes its report, never an exception."""
        try:
            return self._read(candidate)
        except (Unreadable, EOFError, OSError, zlib.error) as fault:
            return _passed_over(candidate, f"a file that cannot be read to its end ({fault}); is it cut short?")
        except RecursionError:
            return _passed_over(candidate, "a file nested too deeply to be read; no published file is")
        except HueAndCryError as fault:
            return _passed_over(candidate, str(fault), fault)

    def _read(self, candidate: Candidate) -> _Read:
        sample = candidate.sample()
        if beside := _description_beside(candidate):
            return self._read_described(candidate, beside)
        feed = next((feed for feed in self.feeds if self._recognises(feed, sample)), None)
        if feed is None:
            line = sample.first_line()
            told = nearly_ours(line, self._expected()) or looks_like_counts(line, candidate.path.name)
            return _passed_over(candidate, told or _unknown(sample))
        digest = sha256(candidate.path)
        if digest in self.known:
            return _Read(FileReport(candidate.name, "already", feed.dataset, reason="the same bytes are loaded"))
        if feed.slug == TIDY and (table := _table_beside(candidate)):
            return _Read(FileReport(candidate.name, "passed over", reason=f"describes {table.name}, read with it"))
        staged, notes = self._staged(feed, candidate, sample)
        return self._result(candidate, feed, digest, staged, notes)

    def _read_described(self, candidate: Candidate, beside: Path) -> _Read:
        """Read a table of tidy counts together with the description that lies beside it."""
        feed = next(feed for feed in self.feeds if feed.slug == TIDY)
        digest = sha256(candidate.path, beside)
        if digest in self.known:
            return _Read(FileReport(candidate.name, "already", feed.dataset, reason="the same bytes are loaded"))
        described = tidy_counts.description(replace(candidate, path=beside, name=beside.name).read(), beside.name)
        name = Path(candidate.name).name
        reading = tidy_counts.read_with(candidate.read(), described, name, self.names)
        return self._result(candidate, feed, digest, self._stage(reading), reading.notes)

    def _result(self, candidate: Candidate, feed: Feed, digest: str, staged: StagedFile, notes: Sequence[str]) -> _Read:
        landed = sum(part.rows for part in staged.parts)
        report = FileReport(
            candidate.name, "landed", feed.dataset, staged.rows_read, landed, len(staged.faults), notes=notes
        )
        return _Read(
            report=report,
            feed=feed,
            source=candidate.source,
            sha256=digest,
            bytes=candidate.path.stat().st_size,
            release=self.release or candidate.release or self.today,
            parts=staged.parts,
            faults=staged.faults,
        )

    def _recognises(self, feed: Feed, sample: Sample) -> bool:
        if feed.is_table:
            return feed.recognises(sample)
        return columns_in_order(sample.line_at_top(), feed.expects) is not None

    def _expected(self) -> dict[str, Sequence[str]]:
        return {feed.title: feed.expects for feed in self.feeds if feed.expects}

    def _staged(self, feed: Feed, candidate: Candidate, sample: Sample) -> tuple[StagedFile, Sequence[str]]:
        if feed.is_table:
            return self._staged_table(feed, candidate)
        candidate.measure()
        columns = columns_in_order(sample.line_at_top(), feed.expects) or feed.expects
        staged = self.staging.csv(
            candidate.path, self._csv_feed(feed, columns), next(self._numbers), _first_row(sample)
        )
        if staged.faults and _ends_within_a_row(candidate.path):
            raise Unreadable("the last row ends in the middle")
        if unclosed := next((fault for fault in staged.faults if UNCLOSED in fault.reason), None):
            raise Unreadable(f"a quote in record {unclosed.record} is never closed")
        return staged, ()

    def _csv_feed(self, feed: Feed, columns: Sequence[str]) -> CsvFeed:
        select, reasons = ((feed.folder / name).read_text("utf-8") for name in ("select.sql", "reasons.sql"))
        return CsvFeed(columns, select, reasons, self.spellings)

    def _staged_table(self, feed: Feed, candidate: Candidate) -> tuple[StagedFile, Sequence[str]]:
        data = candidate.read(most=int(feed.about.get("most_bytes", TABLE_BYTES)))
        reading = feed.read(data, Path(candidate.name).name, self.names)
        return self._stage(reading), reading.notes

    def _stage(self, reading: Reading) -> StagedFile:
        parts = [self.staging.table(part.body, part.period, part.table, next(self._numbers)) for part in reading.parts]
        faults = [Fault(record=row.record, reason=row.reason, raw=row.raw) for row in reading.set_aside]
        return StagedFile(parts=parts, faults=faults, rows_read=reading.rows_read)


def _read_all(reader: _Reader, found: Iterable[Candidate], on_file: Callable[[FileReport], None]) -> Iterator[_Read]:
    """Read files side by side, in order, holding only a few unpacked at a time."""
    waiting: list[tuple[Candidate, Future[_Read]]] = []

    def next_done() -> _Read:
        candidate, future = waiting.pop(0)
        done = future.result()
        if "!" in candidate.name:
            shutil.rmtree(candidate.path.parent, ignore_errors=True)
        on_file(done.report)
        return done

    with ThreadPoolExecutor(READERS) as pool:
        for candidate in found:
            waiting.append((candidate, pool.submit(reader.read, candidate)))
            if len(waiting) > WAITING:
                yield next_done()
        while waiting:
            yield next_done()


def _description_beside(candidate: Candidate) -> Path | None:
    """Return the description of tidy counts that lies beside a table, if one does."""
    beside = candidate.path.with_suffix(".toml")
    if candidate.path.suffix not in tidy_counts.SUFFIXES or not beside.is_file():
        return None
    found = replace(candidate, path=beside, name=beside.name)
    return beside if tidy_counts.recognises(found.sample()) else None


def _table_beside(candidate: Candidate) -> Path | None:
    names = tidy_counts.companions(candidate.path.name)
    return next((path for name in names if (path := candidate.path.with_name(name)).is_file()), None)


def _passed_over(candidate: Candidate, reason: str, error: HueAndCryError | None = None) -> _Read:
    state: State = "refused" if candidate.named else "passed over"
    return _Read(FileReport(candidate.name, state, reason=reason, error=error))


def _unknown(sample: Sample) -> str:
    if sample.sheets:
        return (
            f"a workbook that we do not know: its sheets are {', '.join(map(repr, sample.sheets[:MOST_SHEETS_NAMED]))}"
        )
    if sample.head.startswith(UTF_16):
        return "text in UTF-16: save it as UTF-8 (in a spreadsheet: 'CSV UTF-8') and load it again"
    if sample.head.startswith(ZIP):
        return "a workbook that we do not know, or an archive inside an archive, which is not opened"
    return f"not a file we know: it begins {sample.first_line()[:60]!r}"


def _first_row(sample: Sample) -> list[str]:
    """Return the cells of the first row after the header, as far as they can be read."""
    rows = sample.head.split(b"\n", 2)[1:2]
    return next(csv.reader(row.decode("utf-8", errors="replace") for row in rows), [])


def _ends_within_a_row(path: Path) -> bool:
    with path.open("rb") as file:
        if file.read(2) == b"\x1f\x8b":
            return False
        file.seek(-1, 2)
        return file.read(1) not in b"\r\n"


def _refuse(read: Sequence[_Read], *, strict: bool) -> None:
    states = ("refused", "passed over") if strict else ("refused",)
    refused = [one.report for one in read if one.report.state in states]
    if refused:
        raise Refused(refused)


def _later_path_wins(read: Sequence[_Read]) -> tuple[list[_Read], list[str]]:
    """Keep, of the parts with one dataset, body, period and release, that of the later path; tell of each."""
    winner: dict[tuple[str, str, str, str], str] = {}
    losers: dict[tuple[str, str, str, str], str] = {}
    for one in read:
        for part in one.parts:
            key = (one.report.dataset, part.body, part.period, one.release)
            if key in winner:
                losers[key] = winner[key]
            winner[key] = one.report.name
    warnings = [
        f"Two files for {dataset} {body} {period}: {winner[key]} is used, {losers[key]} is kept as superseded"
        for key in sorted(losers)
        for dataset, body, period, _ in [key]
    ]
    return [one for one in read if one.report.state == "landed"], warnings


def _set_aside(home: Home, name: str, read: Sequence[_Read]) -> Path | None:
    faults = [(one.report.name, fault) for one in read for fault in one.faults]
    if not faults:
        return None
    path = home.set_aside / f"{name}.csv"
    write_set_aside(path, faults)
    return path


def _land(home: Home, staging: Staging, name: str, kept: Sequence[_Read], now: datetime) -> None:
    landings: list[Landing] = []
    moves: list[tuple[Path, str]] = []
    for one in kept:
        for first, part in _with_first(one.parts or [Staged(body="unknown", period="unknown", rows=0, path=Path())]):
            place = _place(one, part)
            if part.rows or one.parts:
                moves.append((part.path, place))
            aside = one.report.rows_set_aside if first else 0
            landings.append(
                Landing(
                    load=name,
                    dataset=one.report.dataset,
                    body=part.body,
                    period=part.period,
                    release=one.release,
                    source=one.source,
                    sha256=one.sha256,
                    bytes=one.bytes,
                    rows_read=part.rows + aside,
                    rows_landed=part.rows,
                    rows_set_aside=aside,
                    reader=one.feed.slug if one.feed else "",
                    reader_version=int(one.feed.about.get("reader_version", 1)) if one.feed else 0,
                    path=place if one.parts else "",
                    landed_at=now.isoformat(),
                )
            )
    staging.commit(moves)
    if landings:
        manifest.append_landed(home, landings)


def _retire_example(home: Home, now: datetime) -> None:
    gone = retired(manifest.landings(home))
    if gone:
        manifest.append_unloaded(home, {landing.sha256 for landing in gone}, at=now.isoformat())
        remove(home, gone)


def _with_first(parts: Sequence[Staged]) -> Iterator[tuple[bool, Staged]]:
    for at, part in enumerate(parts):
        yield at == 0, part


def _place(one: _Read, part: Staged) -> str:
    return f"{one.report.dataset}/{part.body}/{part.period}/{one.release}-{one.sha256[:12]}.parquet"
