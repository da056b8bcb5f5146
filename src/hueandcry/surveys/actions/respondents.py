"""Reading the respondents of a wave, column by column, into memory and nowhere else.

What is wrong is told by file, record and column, never by what a cell holds: a cell may hold somebody's words. So no
message of the libraries that read is passed on, for they quote rows. Limits are of bytes, columns and the length of a
row, so that a broken or hostile file is refused before it fills memory.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from hueandcry.surveys.rules.answering import Bools, Coded, Floats, Ints
from hueandcry.surveys.rules.faults import Fault, Faults, records
from hueandcry.surveys.rules.files import not_csv

MOST_BYTES = 2_000_000_000
MOST_ROW_BYTES = 1_000_000
MOST_COLUMNS = 2_000
MOST_RECORDS = 10_000_000
# Of a long header so many names are told.
MOST_NAMED = 60
DESIGN = "design.toml"
_NUMBER = r"^-?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,3})?$"
_REMEDY = "Export the file again, one row for each respondent."


@dataclass(frozen=True, eq=False)
class Respondents:
    """The columns of a wave that are used, as they stand in the file."""

    table: pa.Table

    @property
    def n(self) -> int:
        """Return how many there are."""
        return self.table.num_rows

    def coded(self, column: str) -> Coded:
        """Return a column as codes of its distinct texts, without white space around them; an empty one is missing."""
        cells, texts = self._texts(column)
        merged = pc.dictionary_encode(pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts))
        places = pc.fill_null(merged.indices.cast(pa.int64()), -1).to_numpy(zero_copy_only=False)
        return Coded(_each(cells, places, -1), tuple(merged.dictionary.to_pylist()))

    def numbers(self, column: str) -> tuple[Floats, Ints]:
        """Return a column as numbers, NaN where a cell is empty, and where text or no finite number stands."""
        if _is_number(self.table[column].type):
            found = pc.cast(self.table[column], pa.float64(), safe=False).to_numpy()
            bad: Bools = np.isinf(found)
        else:
            cells, texts = self._texts(column)
            written = pc.match_substring_regex(texts, _NUMBER)
            numbers = pc.cast(pc.if_else(written, texts, pa.scalar(None, pa.string())), pa.float64())
            found = numbers.to_numpy(zero_copy_only=False)
            wrong = pc.not_equal(texts, "").to_numpy(zero_copy_only=False) & ~np.isfinite(found)
            found, bad = _each(cells, found, np.nan), _each(cells, wrong, False)
        return np.where(bad, np.nan, found), np.flatnonzero(bad)

    def _texts(self, column: str) -> tuple[Ints | None, pa.Array]:
        """Return texts without white space around them, "" for none, and which of them stands in each cell.

        None: each text in its own cell. A file that keeps each text once is not made to keep it many times.
        """
        found, cells = self.table[column], None
        if pa.types.is_dictionary(found.type):
            whole = found.unify_dictionaries().combine_chunks()
            cells = pc.fill_null(whole.indices.cast(pa.int64()), -1).to_numpy(zero_copy_only=False)
            found = whole.dictionary
        texts = pc.fill_null(pc.utf8_trim_whitespace(pc.cast(_whole_if_possible(found), pa.string())), "")
        return cells, texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts


Wanted = Mapping[str, str]  # a column, and the key of design.toml that names it; "": the questionnaire names it


def check_size(path: Path, faults: Faults) -> None:
    """Is there something to read, and not too much of it? Asked before a byte is read."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        faults.add("", f"{size:,} bytes", f"at most {MOST_BYTES:,}", "Leave out columns that no estimate needs.")
    if size == 0:
        faults.add("", "an empty file", "a header and one row for each respondent")


def read(path: Path, columns: Wanted, faults: Faults) -> Respondents | None:
    """Read these columns of a CSV or Parquet file; None where there are faults."""
    check_size(path, faults)
    if faults:
        return None
    table = _parquet(path, columns, faults) if path.suffix == ".parquet" else _Csv(path, columns, faults).table()
    if table is not None and table.num_rows == 0:
        faults.add("", "no record", "one row for each respondent")
    return None if faults or table is None else Respondents(table)


# ---- CSV ------------------------------------------------------------------------------------------------------------


class _Csv:
    """A CSV file (RFC 4180, UTF-8, commas). Arrow reads it; records are walked one by one only where they must be."""

    def __init__(self, path: Path, columns: Wanted, faults: Faults) -> None:
        self.path = path
        self.columns = columns
        self.faults = faults

    def table(self) -> pa.Table | None:
        """Return the columns as texts."""
        header = self._header()
        if header is None or not _fits(header, self.columns, self.faults):
            return None
        if self._has_quotes and not self._walk(len(header)):
            return None
        ragged = 0

        def count(row: pa_csv.InvalidRow) -> str:
            nonlocal ragged
            ragged += 1
            return "skip"

        try:
            read = pa_csv.read_csv(
                self.path,
                read_options=pa_csv.ReadOptions(block_size=4 * MOST_ROW_BYTES),
                parse_options=pa_csv.ParseOptions(
                    newlines_in_values=self._has_quotes, invalid_row_handler=count, ignore_empty_lines=True
                ),
                convert_options=pa_csv.ConvertOptions(
                    include_columns=list(self.columns),
                    column_types={name: pa.string() for name in self.columns},
                    strings_can_be_null=False,
                ),
            )
        except pa.ArrowException:
            read = None
        if read is None or ragged:
            self._walk(len(header))
            if not self.faults:
                self.faults.add("", "bytes that are not UTF-8", "CSV in UTF-8", "Save it as CSV (UTF-8).")
            return None
        return read

    def _header(self) -> list[str] | None:
        with self.path.open("rb") as file:
            first = file.readline(MOST_ROW_BYTES)
        if told := not_csv(first, list(self.columns)):
            self.faults.add("", *told)
            return None
        try:
            names = next(csv.reader([first.decode("utf-8-sig")], strict=True), [])
        except (UnicodeDecodeError, csv.Error):
            names = []
        if not names or len(first) == MOST_ROW_BYTES:
            self.faults.add("header", "no list of columns", "names of columns in the first row", _REMEDY)
            return None
        return names

    @cached_property
    def _has_quotes(self) -> bool:
        with self.path.open("rb") as file:
            return any(b'"' in part for part in iter(lambda: file.read(1 << 22), b""))

    def _walk(self, width: int) -> bool:
        """Look at every record; tell of the first few that are longer, shorter or broken. Is all well?"""
        at, wrong = -1, []
        others_limit = csv.field_size_limit(MOST_ROW_BYTES)  # of the whole process: given back below
        try:
            with self.path.open("rb") as file:
                rows = (cells for cells in csv.reader(self._lines(file), strict=True) if cells)
                for at, cells in enumerate(rows):
                    if len(cells) != width:
                        wrong.append(at - 1)
        except UnicodeDecodeError:
            self.faults.add(records([at]), "bytes that are not UTF-8", "CSV in UTF-8", "Save it as CSV (UTF-8).")
        except csv.Error:
            found = "a quotation mark that is not closed, or more after one that is"
            self.faults.add(f"after {records([at - 1])}" if at > 0 else "record 1", found, "CSV (RFC 4180)", _REMEDY)
        except _LongRow:
            self.faults.add(
                f"after {records([at - 1])}" if at > 0 else "header",
                f"a row of more than {MOST_ROW_BYTES:,} bytes",
                "one row for each respondent",
                _REMEDY,
            )
        finally:
            csv.field_size_limit(others_limit)
        if wrong:
            self.faults.add(records(wrong), "more or fewer cells than columns", f"{width} cells", _REMEDY)
        return not self.faults

    @staticmethod
    def _lines(file: BinaryIO) -> Iterator[str]:
        while line := file.readline(MOST_ROW_BYTES):
            if len(line) == MOST_ROW_BYTES:
                raise _LongRow
            yield line.decode("utf-8")


class _LongRow(Exception):
    """A row without an end in sight."""


# ---- Parquet --------------------------------------------------------------------------------------------------------


def _parquet(path: Path, columns: Wanted, faults: Faults) -> pa.Table | None:
    try:
        # Texts stay as the file keeps them, each once: a small file can hold a long text a million times.
        file = pq.ParquetFile(path, read_dictionary=[name for name in columns if "." not in name])
        if not _fits(file.schema_arrow.names, columns, faults) or not _is_bearable(file, faults):
            return None
        table = file.read(columns=list(columns))
        table.validate(full=True)
    except (pa.ArrowException, OSError):
        faults.add("", "bytes that are no Parquet file", "Parquet", _REMEDY)
        return None
    for name in columns:
        if not _is_readable(table[name].type):
            faults.add(name, f"a column of the sort {table[name].type}", "texts or numbers")
    return None if faults else table


def _is_bearable(file: pq.ParquetFile, faults: Faults) -> bool:
    """A small file may unpack to a very large one: its own account is looked at before."""
    about = file.metadata
    size = sum(about.row_group(at).total_byte_size for at in range(about.num_row_groups))
    if about.num_rows > MOST_RECORDS:
        faults.add("", f"{about.num_rows:,} records", f"at most {MOST_RECORDS:,}")
    if size > MOST_BYTES:
        faults.add("", f"{size:,} bytes when unpacked", f"at most {MOST_BYTES:,}")
    return not faults


def _fits(header: Sequence[str], columns: Wanted, faults: Faults) -> bool:
    """Are all columns there, each once? What else stands in the header is told only where it surely is a header.

    Without a header the first row is a record: then none of its cells is one of the columns.
    """
    names = list(header)
    if len(names) > MOST_COLUMNS:
        faults.add("header", f"{len(names):,} columns", f"at most {MOST_COLUMNS:,}")
    missing = [column for column in columns if column not in names]
    there = f"the columns are {', '.join(names[:MOST_NAMED])}" if len(missing) < len(columns) else ""
    for column, key in columns.items():
        if key and column in missing:
            expected = f"a column of it{'; ' if there else ''}{there}"
            faults.found.append(Fault(DESIGN, key, f"{column!r}, which is no column of {faults.file}", expected))
        elif names.count(column) != 1:
            found = "no such column" if column in missing else f"{names.count(column)} columns of that name"
            remedy = "The questionnaire names it." if not key else "design.toml names it."
            faults.add(column, found, "one", f"{remedy} {there[:1].upper()}{there[1:]}.".removesuffix(" ."))
    return not faults


def _is_readable(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    text = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    return text or _is_number(kind) or pa.types.is_boolean(kind) or pa.types.is_null(kind)


def _each(cells: Ints | None, values: Any, missing: Any) -> Any:
    """Return the value of each cell, from those of its texts."""
    return values if cells is None else np.append(values, missing)[cells]


def _is_number(kind: pa.DataType) -> bool:
    return pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)


def _whole_if_possible(column: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """Codes that were kept as 1.0 and 2.0 because some are missing are 1 and 2. NaN is missing."""
    if not pa.types.is_floating(column.type):
        return column
    known = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
    rounded = pc.round(known)
    if pc.all(pc.fill_null(pc.equal(known, rounded), True)).as_py():
        return pc.cast(rounded, pa.int64(), safe=False)
    return known
