"""Reads the police force area workbooks, sheet by sheet, into one row per cell."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import python_calamine as calamine

from hueandcry.sources.feeds import NameBook, Part, Reading, Sample, SetAside, workbooks
from hueandcry.sources.feeds.columns import table
from hueandcry.sources.feeds.faults import WrongShapeError
from hueandcry.sources.feeds.ons_pfa.areas import Area, UnknownAreaError, area_of
from hueandcry.sources.feeds.ons_pfa.cells import address, value_and_flag
from hueandcry.sources.feeds.ons_pfa.sheets import BadSheetError, Line, Sheet, understand
from hueandcry.sources.feeds.ons_pfa.sums import misses
from hueandcry.sources.feeds.periods import end_of_year

TABLE_NAME = re.compile(r"\s*Table[ _]?(P\d+)\s*", re.IGNORECASE)
TABLE_TITLE = re.compile(r"\s*Table (P\d+):", re.IGNORECASE)


def recognises(sample: Sample) -> bool:
    """Is this a workbook with sheets named "Table P1", "Table P2" and so on?"""
    return any(TABLE_NAME.fullmatch(title) for title in sample.sheets)


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
        first: dict[str, int] = {}
        for line in sheet.lines:
            try:
                area = _area(line, names, first)
                rows += _rows(sheet, line, area, edition, faults)
            except UnknownAreaError as error:
                raw = ",".join(str(cell) for cell in line.cells)
                aside.append(SetAside(line.number, raw, f"sheet {sheet.title!r}, line {line.number}: {error}"))
    # A line set aside explains why a table does not add up.
    unbelieved, odd = ([], []) if aside else misses(rows)
    if faults or unbelieved:
        raise _wrong(name, [*faults, *unbelieved])
    notes += [f"does not add up: {one}" for one in odd]
    return Reading([_part(rows, edition)] if rows else [], aside, len(rows) + len(aside), notes)


def _open(data: bytes, name: str) -> calamine.CalamineWorkbook:
    if found := workbooks.fault(data):
        raise _wrong(name, [found])
    try:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise _wrong(name, [f"a damaged workbook ({error})"]) from None


def _sheets(workbook: calamine.CalamineWorkbook) -> tuple[list[Sheet], list[str], list[str]]:
    """Return the sheets that hold a table, the faults of those that should, and notes on what is not there.

    A sheet that was renamed is known by the title in its first cell.
    """
    sheets, faults, passed = [], [], []
    titles: dict[str, str] = {}
    for title in workbook.sheet_names:
        match = TABLE_NAME.fullmatch(title) or TABLE_TITLE.match(_first_cell(workbook, title))
        if match is None:
            passed.append(title)
            continue
        number = match[1].upper()
        if number in titles:
            faults.append(f"sheet {title!r}: table {number} again, which stands in sheet {titles[number]!r} too")
            continue
        titles[number] = title
        try:
            grid = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
            sheets.append(understand(grid, title, number))
        except (BadSheetError, calamine.CalamineError) as error:
            faults.append(f"sheet {title!r}: {error}")
    return sheets, faults, [*_passed_over(passed), *_missing(titles)]


def _first_cell(workbook: calamine.CalamineWorkbook, title: str) -> str:
    """Return the text of a sheet's first cell; nothing of a sheet that holds none, such as one of a chart."""
    try:
        grid = workbook.get_sheet_by_name(title).to_python(nrows=1)
    except calamine.CalamineError:
        return ""
    return str(grid[0][0]) if grid and grid[0] else ""


def _passed_over(titles: Sequence[str]) -> list[str]:
    return [f"sheets without a table passed over: {', '.join(map(repr, titles))}"] if titles else []


def _missing(numbers: Iterable[str]) -> list[str]:
    """Return a note on tables that are not there, though one with a higher number is."""
    found = {int(number[1:]) for number in numbers}
    gaps = [f"P{number}" for number in range(1, max(found, default=0)) if number not in found]
    return [f"no sheet holds {', '.join(gaps)}"] if gaps else []


def _edition(workbook: calamine.CalamineWorkbook) -> datetime.date | None:
    """Return the end of the year that the first sheet with a title naming one is about."""
    for title in workbook.sheet_names:
        first = _first_cell(workbook, title)
        if "year ending" in first.casefold():
            return end_of_year(first)
    return None


def _area(line: Line, names: NameBook, first: dict[str, int]) -> Area:
    """Return the area of a line, which stands in a table once: `first` tells on which line."""
    area = area_of(line.code, line.name, names, heads_block=line.heads_block)
    if first.setdefault(area.key, line.number) != line.number:
        raise UnknownAreaError(f"{line.name!r} stands on line {first[area.key]} already, which is kept")
    return area


def _rows(sheet: Sheet, line: Line, area: Area, edition: datetime.date, faults: list[str]) -> list[dict]:
    """Return a row for each cell of the line; cells that hold neither number nor sign are added to the faults."""
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
