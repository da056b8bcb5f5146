"""Landing: published rows become Parquet, checked, all of a load or nothing of it.

A load stages its files under `landed/.staging/<load>/`. Only `commit` moves them to their places and writes the
manifest; a load that is refused or killed leaves nothing behind but a staging folder, which the next load removes.
"""

from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from hueandcry.warehouse.home import Home
from hueandcry.warehouse.manifest import Landing
from hueandcry.warehouse.sql import literal

SET_ASIDE_HEADER = ("file", "record", "reason", "raw")


class Unreadable(Exception):
    """A file that cannot be read to its end. The message is the engine's, shortened."""


@dataclass(frozen=True)
class Fault:
    """A row that could not be read: its record number in the file, why, and its text as found."""

    record: int
    reason: str
    raw: str


@dataclass(frozen=True)
class Staged:
    """One body and period, written but not yet landed."""

    body: str
    period: str
    rows: int
    path: Path


@dataclass(frozen=True)
class StagedFile:
    """All that one file gave: its parts, its faulty rows, and how many rows were read."""

    parts: Sequence[Staged]
    faults: Sequence[Fault]
    rows_read: int


@dataclass(frozen=True)
class CsvFeed:
    """How the rows of a CSV feed are read: a SELECT over the table `raw`, the file's columns as text.

    The SELECT gives the columns to land, `fault` (text or NULL) and `raw_text` (of a faulty row).
    `body` and `period` name the columns by which the landed rows are partitioned: a name, which `bodies` turns into
    a slug, and a date, which is written as year and month.
    """

    columns: Sequence[str]
    select: str
    bodies: Mapping[str, str]
    body: str = "reported_by"
    period: str = "month"


class Staging:
    """The staging folder of one load."""

    def __init__(self, home: Home, load: str) -> None:
        self.home = home
        self.load = load
        self.folder = home.landed / ".staging" / load
        shutil.rmtree(home.landed / ".staging", ignore_errors=True)
        self.folder.mkdir(parents=True)
        self._engine = duckdb.connect()
        self._engine.execute("SET preserve_insertion_order = true")

    def known(self, name: str, values: Iterable[str]) -> None:
        """Offer a type to the SELECTs of CSV feeds: a text is cast to it, or to NULL when it is none of the values."""
        listed = ", ".join(literal(value) for value in sorted(set(values)))
        self._engine.execute(f'CREATE TYPE "{name}" AS ENUM ({listed})')

    def csv(self, path: Path, feed: CsvFeed, number: int) -> StagedFile:
        """Read one CSV file (plain or gzip) in a single streaming pass, which keeps the order of its rows.

        Raises `Unreadable` when the file as a whole cannot be read (for example a gzip file that was cut short).
        """
        engine = self._engine.cursor()
        staged = self.folder / f"{number:06d}.parquet"
        try:
            engine.execute(f"COPY ({_reading(feed)}) TO {literal(str(staged))} (FORMAT parquet)", {"file": str(path)})
        except duckdb.Error as fault:
            raise Unreadable(str(fault).splitlines()[0]) from fault
        rejected = _rejected(engine)
        keys = engine.execute(
            f"SELECT {feed.body}, strftime({feed.period}, '%Y-%m'), fault IS NULL AS good, count(*) "  # noqa: S608
            f"FROM {literal(str(staged))} GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        faulty = sum(rows for *_, good, rows in keys if not good)
        faults = _numbered(rejected, _faulty_rows(engine, staged) if faulty else [])
        good = [(body, period, rows) for body, period, is_good, rows in keys if is_good]
        parts = self._partition(engine, staged, feed, good, faulty=faulty)
        read = sum(rows for *_, rows in keys) + len(rejected)
        engine.close()
        return StagedFile(parts=parts, faults=faults, rows_read=read)

    def table(self, body: str, period: str, rows: pa.Table, number: int) -> Staged:
        """Write one table that a reader made."""
        staged = self.folder / f"{number:06d}.parquet"
        pq.write_table(rows, staged)
        return Staged(body=body, period=period, rows=rows.num_rows, path=staged)

    def _partition(
        self,
        engine: duckdb.DuckDBPyConnection,
        staged: Path,
        feed: CsvFeed,
        keys: Sequence[tuple[str, str, int]],
        *,
        faulty: int,
    ) -> list[Staged]:
        """Split a file by body and month. Nearly every file holds one of each and no fault, and is landed as it is."""
        if len(keys) == 1 and not faulty:
            body, period, rows = keys[0]
            return [Staged(body=feed.bodies[body], period=period, rows=rows, path=staged)]
        parts = []
        for at, (body, period, rows) in enumerate(keys):
            part = staged.with_name(f"{staged.stem}-{at:05d}.parquet")
            engine.execute(
                f"COPY (SELECT * FROM {literal(str(staged))} WHERE fault IS NULL AND {feed.body} = $body "  # noqa: S608
                f"AND strftime({feed.period}, '%Y-%m') = $period) TO {literal(str(part))} (FORMAT parquet)",
                {"body": body, "period": period},
            )
            parts.append(Staged(body=feed.bodies[body], period=period, rows=rows, path=part))
        staged.unlink()
        return parts

    def commit(self, moves: Iterable[tuple[Path, str]]) -> None:
        """Move staged files to their places. `moves` pairs a staged path with a path below `landed`."""
        for staged, place in moves:
            target = self.home.landed / place
            target.parent.mkdir(parents=True, exist_ok=True)
            staged.replace(target)
        self.close()

    def close(self) -> None:
        """Leave: whatever was not committed is gone."""
        self._engine.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _reading(feed: CsvFeed) -> str:
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in feed.columns)
    reader = (
        f"read_csv($file, columns = {{{columns}}}, auto_detect = false, header = true, delim = ',', quote = '\"', "
        "escape = '\"', store_rejects = true, rejects_limit = 100000)"
    )
    return f"WITH raw AS (SELECT * FROM {reader}) {feed.select}"  # noqa: S608


def _rejected(engine: duckdb.DuckDBPyConnection) -> list[Fault]:
    """Return the records that are no rows at all: too few or too many fields, broken quotes, not UTF-8."""
    rows = engine.execute(
        "SELECT line, any_value(csv_line), any_value(error_type), any_value(error_message) "
        "FROM reject_errors GROUP BY line ORDER BY line"
    ).fetchall()
    return [
        Fault(record=line - 1, reason=f"{kind.lower()}: {message.splitlines()[0]}", raw=(raw or "").rstrip("\r\n"))
        for line, raw, kind, message in rows
    ]


def _faulty_rows(engine: duckdb.DuckDBPyConnection, staged: Path) -> list[tuple[int, str, str]]:
    """Return (row among those parsed, reason, text) of each row whose values are wrong."""
    return engine.execute(
        f"SELECT n, fault, raw_text FROM (SELECT *, row_number() OVER () AS n FROM {literal(str(staged))}) "  # noqa: S608
        "WHERE fault IS NOT NULL ORDER BY n"
    ).fetchall()


def _numbered(rejected: list[Fault], faulty: list[tuple[int, str, str]]) -> list[Fault]:
    """Merge both kinds, giving parsed rows the record number that they have in the file."""
    merged = list(rejected)
    lines = sorted(fault.record for fault in rejected)
    skipped = 0
    for row, reason, raw in faulty:
        while skipped < len(lines) and lines[skipped] <= row + skipped:
            skipped += 1
        merged.append(Fault(record=row + skipped, reason=reason, raw=raw))
    return sorted(merged, key=lambda fault: fault.record)


def remove(home: Home, landings: Iterable[Landing]) -> None:
    """Delete the Parquet files of landings that were unloaded."""
    for landing in landings:
        if landing.path:
            (home.landed / landing.path).unlink(missing_ok=True)


def write_set_aside(path: Path, faults: Iterable[tuple[str, Fault]]) -> int:
    """Write the rows set aside of a load as CSV (file, record, reason, raw); return how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(SET_ASIDE_HEADER)
        for source, fault in faults:
            writer.writerow((source, fault.record, fault.reason, fault.raw))
            count += 1
    return count


def sha256(path: Path, *beside: Path) -> str:
    """Return the SHA-256 of a file's bytes; of a file that is read with others, that of all of them in turn."""
    digest = hashlib.sha256()
    for one in (path, *beside):
        with one.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
