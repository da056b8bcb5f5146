"""Answers as files to take along: CSV that is never taken for formulas, and Parquet that says where it comes from.

The marks that make a spreadsheet calculate are those of OWASP, "CSV Injection": = + - @ tab and carriage return at
the beginning of a text. Such a text gets an apostrophe before it; numbers stay as they are.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

FORMULA = r"^[=+\-@\t\r]"


def csv_chunks(batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    """Yield the rows as CSV, a batch at a time, with the names of the columns first."""
    header = True
    for batch in batches:
        sink = io.BytesIO()
        pa_csv.write_csv(plain_text(batch), sink, pa_csv.WriteOptions(include_header=header))
        header = False
        yield sink.getvalue()


def plain_text(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the batch with every text that begins like a formula made plain."""
    columns = [_plain(column) if pa.types.is_string(column.type) else column for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def parquet(batches: Iterator[pa.RecordBatch], about: Mapping[str, str]) -> bytes:
    """Return the rows as a Parquet file whose own metadata holds `about`: source, licence, build."""
    sink = io.BytesIO()
    table = pa.Table.from_batches(batches)
    pq.write_table(table.replace_schema_metadata(dict(about)), sink, compression="zstd")
    return sink.getvalue()


def _plain(column: pa.Array) -> pa.Array:
    marked = pc.fill_null(pc.match_substring_regex(column, FORMULA), False)
    return pc.if_else(marked, pc.binary_join_element_wise("'", column, ""), column)
