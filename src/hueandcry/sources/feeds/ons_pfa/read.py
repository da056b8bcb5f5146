"""Reads the police force area workbooks, sheet by sheet, into one row per cell."""

from __future__ import annotations

import datetime
import io
import re
import zlib
from pathlib import Path

import python_calamine as calamine

from hueandcry.sources.feeds import NameBook, Part, Reading, Sample, SetAside, workbooks
from hueandcry.sources.feeds.columns import table
from hueandcry.sources.feeds.faults import WrongShapeError
from hueandcry.sources.feeds.ons_pfa.areas import UnknownAreaError, area_of
from hueandcry.sources.feeds.ons_pfa.cells import address, value_and_flag
from hueandcry.sources.feeds.ons_pfa.sheets import BadSheetError, Line, Sheet, understand
from hueandcry.sources.feeds.periods import end_of_year

WORKBOOK = b"xl/workbook.xml"
TABLE_SHEET = re.compile(rb'name="Table[ _]?P\d+\s*"')
TABLE_NAME = re.compile(r"Table[ _]?(P\d+)\s*")


def recognises(sample: Sample) -> bool:
    """Is this a workbook with sheets named "Table P1", "Table P2" and so on?"""
    return sample.head[:4] == b"PK\x03\x04" and bool(TABLE_SHEET.search(_list_of_sheets(sample.head)))


def read(data: bytes, name: str, names: NameBook) -> Reading:
    """Return one part: every cell with figures of every sheet that holds a table."""
    workbook = _open(data, name)
    sheets, faults, notes = _sheets(workbook)
    edition = _edition(workbook)
    if edition is None or not sheets:
        faults.append("no sheet says which year the workbook is about" if sheets else "no sheet with a table")
        raise _wrong(name, faults)
    rows: list[dict] = []
    aside: list[SetAside] = []
    for sheet in sheets:
        for line in sheet.lines:
            try:
                rows += _rows(sheet, line, edition, names, faults)
            except UnknownAreaError as error:
                raw = ",".join(str(cell) for cell in line.cells)
                aside.append(SetAside(line.number, raw, f"sheet {sheet.title!r}, line {line.number}: {error}"))
    if faults:
        raise _wrong(name, faults)
    return Reading([_part(rows, edition)] if rows else [], aside, len(rows) + len(aside), notes)


def _list_of_sheets(head: bytes) -> bytes:
    """Return the workbook's list of sheets, unpacked from the beginning of the ZIP; as much of it as is there."""
    entry = head.find(WORKBOOK)
    if entry < 30 or head[entry - 30 : entry - 26] != b"PK\x03\x04":
        return b""
    extra = int.from_bytes(head[entry - 2 : entry], "little")
    packed = head[entry + len(WORKBOOK) + extra :]
    if int.from_bytes(head[entry - 22 : entry - 20], "little") == 0:
        return packed
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, 1 << 20)
    except zlib.error:
        return b""


def _open(data: bytes, name: str) -> calamine.CalamineWorkbook:
    if found := workbooks.fault(data):
        raise _wrong(name, [found])
    try:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise _wrong(name, [f"a damaged workbook ({error})"]) from None


def _sheets(workbook: calamine.CalamineWorkbook) -> tuple[list[Sheet], list[str], list[str]]:
    """Return the sheets that hold a table, the faults of those that should, and the names of the others as a note."""
    sheets, faults, passed = [], [], []
    for title in workbook.sheet_names:
        match = TABLE_NAME.fullmatch(title)
        if match is None:
            passed.append(title)
            continue
        try:
            grid = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
            sheets.append(understand(grid, title, match[1]))
        except (BadSheetError, calamine.CalamineError) as error:
            faults.append(f"sheet {title!r}: {error}")
    return sheets, faults, [f"sheets without a table passed over: {', '.join(map(repr, passed))}"] if passed else []


def _edition(workbook: calamine.CalamineWorkbook) -> datetime.date | None:
    """Return the end of the year that the first sheet with a title naming one is about."""
    for title in workbook.sheet_names:
        grid = workbook.get_sheet_by_name(title).to_python(nrows=1)
        first = str(grid[0][0]) if grid and grid[0] else ""
        if "year ending" in first.casefold():
            return end_of_year(first)
    return None


def _rows(sheet: Sheet, line: Line, edition: datetime.date, names: NameBook, faults: list[str]) -> list[dict]:
    """Return a row for each cell of the line; cells that hold neither number nor sign are added to the faults."""
    area = area_of(line.code, line.name, names, heads_block=line.heads_block)
    rows = []
    for column in sheet.columns:
        cell = line.cells[column.position]
        try:
            value, flag = value_and_flag(cell)
        except ValueError as error:
            faults.append(f"sheet {sheet.title!r}, cell {address(line.number, column.position)}: {error}")
            continue
        rows.append(
            {
                "edition": edition,
                "table": sheet.number,
                "sheet": sheet.title,
                "body": area.key,
                "area_code": area.code,
                "area_name": area.name,
                "offence_group": column.group,
                "offence": column.offence,
                "measure": column.measure,
                "unit": column.unit,
                "period_label": column.period,
                "year_ending": column.year_ending or edition,
                "value": value,
                "flag": flag,
            }
        )
    return rows


def _part(rows: list[dict], edition: datetime.date) -> Part:
    return Part("all", f"{edition:%Y-%m}", table(rows, Path(__file__).parent))


def _wrong(name: str, faults: list[str]) -> WrongShapeError:
    return WrongShapeError(
        file=name,
        faults=faults,
        expected="a workbook of police force area tables as the Office for National Statistics publishes it",
        remedy="Download it again; if the publisher changed the layout, the feed must learn it.",
    )
