"""Reads any table of monthly counts that a description says how to read.

The description is the file that is recognised; the table lies beside it under the same name (`companions`). Whoever
holds both calls `read_with(table, description(toml), ...)`.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hueandcry.bodies import queries as bodies
from hueandcry.sources.feeds import NameBook, Part, Reading, Sample
from hueandcry.sources.feeds.columns import table
from hueandcry.sources.feeds.delimited import Ask, Record, Sorting, end_notes, records
from hueandcry.sources.feeds.faults import WrongShapeError
from hueandcry.sources.feeds.tidy_counts.description import AREA_CODES, Description, description
from hueandcry.sources.rules.sizes import TABLE_BYTES, TABLE_ROWS

__all__ = ["companions", "description", "read", "read_with", "recognises"]

FOLDER = Path(__file__).parent
SUFFIXES = (".csv", ".parquet")
KEY = ("body", "area_code", "kind", "month")
MARKS = re.compile(r"^scheme\s*=", re.MULTILINE), re.compile(r"^\[columns\]", re.MULTILINE)


def recognises(sample: Sample) -> bool:
    """Is this a description of tidy counts? A TOML file with a scheme and columns."""
    text = sample.head.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    return all(mark.search(text) for mark in MARKS)


def companions(name: str) -> tuple[str, str]:
    """Return the names under which the described table may lie beside `<name>.toml`."""
    path = PurePosixPath(name)
    csv, parquet = (str(path.with_suffix(suffix)) for suffix in SUFFIXES)
    return csv, parquet


def read(data: bytes, name: str, names: NameBook) -> Reading:
    """Refuse: a description alone holds no counts. (Its faults are told first.)"""
    description(data, name)
    raise WrongShapeError(
        file=name,
        faults=["a description without its table"],
        expected=f"{' or '.join(companions(name))} beside it",
        remedy="Put the table beside its description, under the same name, and load their folder or archive.",
    )


def read_with(data: bytes, described: Description | Mapping[str, Any], name: str, names: NameBook) -> Reading:
    """Return the counts of a CSV or Parquet table, one part per body."""
    about = described if isinstance(described, Description) else Description.of(described, name)
    sorting = Sorting(key=KEY)
    for record in _records(data, name, about):
        ask = Ask(record)
        sorting.put(_row(ask, about, names), ask)
    slugs = sorted({row["body"] for row in sorting.rows})
    parts = [_part(about, slug, [row for row in sorting.rows if row["body"] == slug]) for slug in slugs]
    return Reading(parts, sorting.aside, sorting.read, [] if _is_parquet(data) else end_notes(data))


def _part(about: Description, body: str, rows: list[dict]) -> Part:
    """Return the part of one body. Its period names the scheme, so that two schemes never supersede each other."""
    months = [row["month"] for row in rows]
    return Part(body, f"{about.scheme}:{min(months):%Y-%m}_{max(months):%Y-%m}", table(rows, FOLDER))


def _records(data: bytes, name: str, about: Description) -> Iterator[Record]:
    if _is_parquet(data):
        return _of_parquet(data, name, about)
    return _of_csv(data, name, about)


def _of_csv(data: bytes, name: str, about: Description) -> Iterator[Record]:
    """Yield the rows of a CSV table. A header that is not as described may be mended in the description."""
    try:
        yield from records(data, name, expected=tuple(about.columns.values()), delimiter=about.delimiter)
    except WrongShapeError as fault:
        if not any(word.startswith("no column") for word in fault.faults):
            raise
        raise WrongShapeError(
            file=fault.where,
            faults=fault.faults,
            expected=fault.expected,
            remedy=f"Mend {_description_of(name)}: [columns] and `delimiter` there say how the table is written.",
        ) from None


def _is_parquet(data: bytes) -> bool:
    return data[:4] == b"PAR1"


def _of_parquet(data: bytes, name: str, about: Description) -> Iterator[Record]:
    """Yield the rows of a Parquet table as if they had been written as text."""
    wanted = list(about.columns.values())
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        _refuse_if_too_large(file.metadata, name)
        found = file.read()
    except (pa.ArrowInvalid, OSError) as error:
        remedy = "Write the table again: the file is no whole Parquet file."
        raise _wrong_table(name, f"a Parquet file that cannot be read ({error})", remedy) from None
    missing = [column for column in wanted if column not in found.column_names]
    twice = [column for column in dict.fromkeys(wanted) if found.column_names.count(column) > 1]
    if twice:
        raise _wrong_table(name, f"column {', '.join(twice)} twice", "Write the table again, each column once.")
    if missing:
        remedy = f"Mend {_description_of(name)}: under [columns] it says how the columns are called."
        raise _wrong_table(name, f"no column {', '.join(missing)} among {', '.join(found.column_names)}", remedy)
    for number, row in enumerate(found.select(wanted).to_pylist(), start=1):
        cells = {column: _written(value, about.month_format) for column, value in row.items()}
        yield Record(number, ",".join(cells.values()), cells)


def _refuse_if_too_large(about: pq.FileMetaData, name: str) -> None:
    """Refuse a Parquet table by what it declares: a small file may hold any number of equal rows."""
    size = sum(about.row_group(at).total_byte_size for at in range(about.num_row_groups))
    if about.num_rows > TABLE_ROWS or size > TABLE_BYTES:
        raise WrongShapeError(
            file=name,
            faults=[f"{about.num_rows:,} rows of {size:,} bytes"],
            expected=f"at most {TABLE_ROWS:,} rows of {TABLE_BYTES:,} bytes",
            remedy="Load it in parts, such as a year at a time.",
        )


def _description_of(name: str) -> str:
    return PurePosixPath(name).with_suffix(".toml").name


def _wrong_table(name: str, fault: str, remedy: str) -> WrongShapeError:
    return WrongShapeError(
        file=name,
        faults=[fault],
        expected="a table with the columns that its description names",
        remedy=remedy,
    )


def _written(value: object, month_format: str) -> str:
    if isinstance(value, datetime.date):
        return value.strftime(month_format)
    return "" if value is None else str(value)


def _row(ask: Ask, about: Description, names: NameBook) -> dict:
    column = about.columns
    body = ask.body(column["body"], names) if "body" in column else about.body_slug(names)
    kind = about.kinds.get(ask.text(column["kind"]))
    if kind is None and ask.text(column["kind"]):
        ask.refuse(f"{column['kind']}: {ask.text(column['kind'])!r} is no kind of the description; add it to [kinds]")
    day = ask.date(column["month"], about.month_format)
    return {
        "scheme": about.scheme,
        "title": about.title,
        "title_cy": about.title_cy or None,
        "publisher": about.publisher,
        "publisher_cy": about.publisher_cy or None,
        "licence": about.licence,
        "licence_cy": about.licence_cy or None,
        "address": about.address,
        "absent": about.absent,
        "body": body,
        "area_code": _area_code(ask, about, body),
        "area_name": ask.text(column["area_name"], may_be_blank=True) if "area_name" in column else None,
        "level": about.level,
        "kind": kind.code if kind else None,
        "kind_name": kind.name if kind else None,
        "kind_name_cy": (kind.name_cy or None) if kind else None,
        "activity": kind.activity if kind else None,
        "online": kind.online if kind else None,
        "month": day.replace(day=1) if day else None,
        "n": ask.whole(column["count"], least=0),
    }


def _area_code(ask: Ask, about: Description, body: str | None) -> str | None:
    """Return the area's code; at force level, without a column of codes, the body's own."""
    if "area_code" in about.columns:
        return ask.code(about.columns["area_code"], AREA_CODES[about.level])
    known = bodies.get(body) if body else None
    return (known.gss or known.slug) if known else None
