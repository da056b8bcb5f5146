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
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from hueandcry.errors import HueAndCryError
from hueandcry.warehouse.home import Home
from hueandcry.warehouse.manifest import Landing
from hueandcry.warehouse.sql import literal

# The largest month of a force has about 100,000 rows. A file with more faults than that is not what it seems.
MOST_FAULTS = 100_000

SET_ASIDE_HEADER = ("file", "record", "reason", "raw")


class Unreadable(Exception):
    """A file that cannot be read to its end. The message is the engine's, shortened."""


class TooManyFaults(HueAndCryError):
    """A file of which so many rows cannot be read that none is landed."""


class Belied(Exception):
    """A file that is not what its kind nearly always is: every row good, and all of one body and month."""


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
    """How the rows of a CSV feed are read.

    `select` is a SELECT over the table `raw`, the file's columns as text. It gives the columns to land, `good` (may
    the row be believed?) and `found` (the row of `raw`). `reasons` is a SELECT over `judged`, its answer: the columns
    to land, then `fault` (text, or NULL for a good row) and `raw_text` (of a faulty row).
    The landed rows are partitioned by the columns `reported_by`, a name, which `bodies` turns into a slug, and `month`,
    a date; `body` and `month` are how the file itself calls the two.
    """

    columns: Sequence[str]
    select: str
    reasons: str
    bodies: Mapping[str, str]
    body: str = "Reported by"
    month: str = "Month"


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

    def csv(self, path: Path, feed: CsvFeed, number: int, first: Sequence[str]) -> StagedFile:
        """Read one CSV file (plain or gzip) in a single streaming pass, which keeps the order of its rows.

        Nearly every file is good throughout, and all of one body and month: those of its `first` row. It is read in
        that belief; at the first row that belies it the file is read anew, and each row is judged for itself.
        Raises `Unreadable` when the file as a whole cannot be read (for example a gzip file that was cut short).
        """
        engine = self._engine.cursor()
        staged = self.folder / f"{number:06d}.parquet"
        try:
            return _believing(engine, path, feed, first, staged)
        except (Belied, duckdb.Error):
            return _doubting(engine, path, feed, staged)
        finally:
            engine.close()

    def table(self, body: str, period: str, rows: pa.Table, number: int) -> Staged:
        """Write one table that a reader made."""
        staged = self.folder / f"{number:06d}.parquet"
        pq.write_table(rows, staged)
        return Staged(body=body, period=period, rows=rows.num_rows, path=staged)

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


def _believing(
    engine: duckdb.DuckDBPyConnection, path: Path, feed: CsvFeed, first: Sequence[str], staged: Path
) -> StagedFile:
    """Read a file whose rows are all good and of the first row's body and month.

    Raises `Belied` at a first row of no body or month, `duckdb.Error` at any other row that is not so.
    """
    body, month = _body_and_month(feed, first)
    believed = "good AND reported_by = $body AND month = $month"
    rows = _write(
        engine,
        f"WITH raw AS ({_raw(feed)}), judged AS ({feed.select}) SELECT * EXCLUDE (good, found) FROM judged "  # noqa: S608
        f"WHERE CASE WHEN {believed} THEN true ELSE error('belied') END",
        staged,
        file=str(path),
        body=body,
        month=month,
    )
    part = Staged(body=feed.bodies[body], period=f"{month:%Y-%m}", rows=rows, path=staged)
    return StagedFile(parts=[part], faults=(), rows_read=rows)


def _body_and_month(feed: CsvFeed, row: Sequence[str]) -> tuple[str, date]:
    cells = dict(zip(feed.columns, row, strict=False))
    body = cells.get(feed.body, "")
    if body not in feed.bodies:
        raise Belied(f"no body {body!r}")
    try:
        return body, date.fromisoformat(f"{cells.get(feed.month)}-01")
    except ValueError as error:
        raise Belied(str(error)) from error


def _doubting(engine: duckdb.DuckDBPyConnection, path: Path, feed: CsvFeed, staged: Path) -> StagedFile:
    """Read a file row by row: of which body and month it is, or what is wrong with it. Raises `Unreadable`."""
    most = MOST_FAULTS * len(feed.columns)  # the engine counts a fault for each column of a row
    raw = _raw(feed, f", store_rejects = true, rejects_limit = {most}")
    read = staged.with_suffix(".read")
    try:
        _write(engine, f"WITH raw AS ({raw}), judged AS ({feed.select}) {feed.reasons}", read, file=str(path))
    except duckdb.Error as fault:
        raise Unreadable(str(fault).splitlines()[0]) from fault
    _refuse_if_hopeless(engine, read, path, most)
    faults = _numbered(_rejected(engine), _faulty_rows(engine, read))
    parts = _parts(engine, read, feed)
    read.unlink()
    return StagedFile(parts=parts, faults=faults, rows_read=sum(part.rows for part in parts) + len(faults))


def _refuse_if_hopeless(engine: duckdb.DuckDBPyConnection, read: Path, path: Path, most: int) -> None:
    ((told, rejected, faulty),) = engine.execute(
        f"SELECT count(*), count(DISTINCT line), (SELECT count(fault) FROM {_parquet(read)}) FROM reject_errors"  # noqa: S608
    ).fetchall()
    if told >= most or rejected + faulty > MOST_FAULTS:
        raise TooManyFaults(
            found=f"more than {MOST_FAULTS:,} rows that cannot be read",
            expected="a published table with a few such rows at most",
            where=path.name,
            remedy="Compare it with the publisher's original; if a name is new to us, add a reviewed alias.",
        )


def _raw(feed: CsvFeed, options: str = "") -> str:
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in feed.columns)
    return (
        f"SELECT * FROM read_csv($file, columns = {{{columns}}}, auto_detect = false, header = true, delim = ',', "  # noqa: S608
        f"quote = '\"', escape = '\"'{options})"
    )


def _write(engine: duckdb.DuckDBPyConnection, select: str, target: Path, **parameters: Any) -> int:
    """Write what a SELECT gives as Parquet; return how many rows."""
    copy = _parsed(f"COPY ({select}) TO $target (FORMAT parquet)")
    ((rows,),) = engine.execute(copy, {"target": str(target), **parameters}).fetchall()
    return rows


@cache
def _parsed(statement: str) -> duckdb.Statement:
    """Return a statement, parsed once: for a small file that alone would be a tenth of the work."""
    (parsed,) = duckdb.extract_statements(statement)
    return parsed


def _parquet(path: Path) -> str:
    return f"read_parquet({literal(str(path))})"


def _parts(engine: duckdb.DuckDBPyConnection, read: Path, feed: CsvFeed) -> list[Staged]:
    """Write the good rows of a file by body and month."""
    keys = engine.execute(
        f"SELECT DISTINCT reported_by, month FROM {_parquet(read)} WHERE fault IS NULL ORDER BY ALL"  # noqa: S608
    ).fetchall()
    parts = []
    for at, (body, month) in enumerate(keys):
        part = read.with_name(f"{read.stem}-{at:05d}.parquet")
        rows = _write(
            engine,
            f"SELECT * EXCLUDE (fault, raw_text) FROM {_parquet(read)} "  # noqa: S608
            "WHERE fault IS NULL AND reported_by = $body AND month = $month",
            part,
            body=body,
            month=month,
        )
        parts.append(Staged(body=feed.bodies[body], period=f"{month:%Y-%m}", rows=rows, path=part))
    return parts


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


def _faulty_rows(engine: duckdb.DuckDBPyConnection, read: Path) -> list[tuple[int, str, str]]:
    """Return (row among those parsed, reason, text) of each row whose values are wrong."""
    return engine.execute(
        f"SELECT n, fault, raw_text FROM (SELECT *, row_number() OVER () AS n FROM {_parquet(read)}) "  # noqa: S608
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
