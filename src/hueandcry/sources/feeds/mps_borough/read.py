"""Reads the borough tables, in which months are columns, into one row per kind, borough and month."""

from __future__ import annotations

import csv
import datetime
import re
from functools import cache
from pathlib import Path

import pyarrow as pa

from hueandcry.sources.feeds import NameBook, Part, Reading, Sample, SetAside
from hueandcry.sources.feeds.columns import columns
from hueandcry.sources.feeds.delimited import Record, columns_of, end_notes, header, records
from hueandcry.sources.feeds.faults import WrongShapeError
from hueandcry.sources.feeds.numbers import NotANumberError, whole

FOLDER = Path(__file__).parent
KINDS = ("MajorText", "MinorText")
BOROUGH = ("BoroughName", "LookUp_BoroughName")
MONTH = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])")


def recognises(sample: Sample) -> bool:
    """Is this a borough table? Its header holds the two headings and the borough."""
    found = set(header(sample))
    return set(KINDS) <= found and bool(found.intersection(BOROUGH))


def read(data: bytes, name: str, names: NameBook) -> Reading:
    """Return one part with every count. A blank or unreadable cell is set aside: it is unknown, not zero."""
    borough_column, months = _columns(data, name)
    rows: list[tuple] = []
    aside: list[SetAside] = []
    seen: dict[tuple, int] = {}
    for record in records(data, name, expected=(*KINDS, borough_column, *months)):
        fault = record.fault or _fault(record, borough_column) or _repeats(record, borough_column, seen)
        if fault:
            aside.append(SetAside(record.number, record.raw, fault))
        else:
            _unfold(record, borough_column, months, rows, aside)
    parts = [Part("metropolitan", _period(months), _table(rows))] if rows else []
    note = f"{len(months)} months side by side: every cell is counted as a row"
    return Reading(parts, aside, len(rows) + len(aside), [note, *_gaps(months), *end_notes(data)])


def _columns(data: bytes, name: str) -> tuple[str, dict[str, datetime.date]]:
    """Return the borough's column, and month column → first day of the month; refuse a column that is neither."""
    found = columns_of(data, name)
    borough = next((one for one in found if one in BOROUGH), BOROUGH[0])
    months = [one for one in found if one not in (*KINDS, borough)]
    faults = [f"column {one!r} is not a month" for one in months if not MONTH.fullmatch(one)]
    if faults or not months:
        raise WrongShapeError(
            file=f"{name}, line 1",
            faults=faults or ["no month columns"],
            expected="beside the headings and the borough only months, written 202301",
            remedy="Load the table as published: one column per month.",
        )
    return borough, {one: datetime.date(int(one[:4]), int(one[4:]), 1) for one in months}


def _fault(record: Record, borough_column: str) -> str:
    borough = record.cells[borough_column]
    if not all(record.cells[column] for column in KINDS):
        return "the kind of crime is blank"
    if borough not in _area_codes():
        return f"{borough!r} is no borough we know; add it to this feed's boroughs.csv once checked"
    return ""


def _repeats(record: Record, borough_column: str, seen: dict[tuple, int]) -> str:
    """Return a fault if an earlier line has the same kind and borough: adding both would count twice."""
    first = seen.setdefault(tuple(record.cells[column] for column in (*KINDS, borough_column)), record.number)
    return "" if first == record.number else f"the same kind and borough as record {first}, which is kept"


def _unfold(
    record: Record, borough_column: str, months: dict[str, datetime.date], rows: list[tuple], aside: list[SetAside]
) -> None:
    """Put each month's count of a record into rows, or aside with its month and what was found."""
    major, minor = (record.cells[column] for column in KINDS)
    borough = record.cells[borough_column]
    for column, month in months.items():
        try:
            count = whole(record.cells[column])
            reason = "" if count is not None else "blank: unknown, not zero"
        except NotANumberError as error:
            count, reason = None, str(error)
        if reason:
            cell = f"{major} / {minor} / {borough} / {column}: {record.cells[column]!r}"
            aside.append(SetAside(record.number, cell, f"{column}: {reason}"))
        else:
            rows.append((major, minor, borough, _area_codes()[borough] or None, month, count))


def _table(rows: list[tuple]) -> pa.Table:
    schema = columns(FOLDER)
    arrays = [pa.array(values, type=kind) for values, kind in zip(zip(*rows, strict=True), schema.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _period(months: dict[str, datetime.date]) -> str:
    return f"{min(months.values()):%Y-%m}_{max(months.values()):%Y-%m}"


def _gaps(months: dict[str, datetime.date]) -> list[str]:
    """Return a note if the months between the first and the last are not all there."""
    first, last = min(months.values()), max(months.values())
    expected = (last.year - first.year) * 12 + last.month - first.month + 1
    return (
        [f"{expected - len(months)} months missing between {first:%Y-%m} and {last:%Y-%m}"]
        if expected != len(months)
        else []
    )


@cache
def _area_codes() -> dict[str, str]:
    """Return borough → area code, empty for places that are no borough."""
    with (FOLDER / "boroughs.csv").open(encoding="utf-8", newline="") as opened:
        return {row["borough"]: row["area_code"] for row in csv.DictReader(opened)}
