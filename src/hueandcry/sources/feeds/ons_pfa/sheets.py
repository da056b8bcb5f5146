"""How a sheet is laid out: where its areas stand, what its columns mean, where its footnotes begin."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hueandcry.sources.feeds.ons_pfa.cells import address
from hueandcry.sources.feeds.ons_pfa.labels import clean, clean_code, clean_title, heading

Grid = Sequence[Sequence[object]]
CODE_HEADING = re.compile(r"area codes?", re.IGNORECASE)
NAME_HEADING = re.compile(r"area name", re.IGNORECASE)


class BadSheetError(Exception):
    """A sheet whose layout is not that of a table by area."""


@dataclass(frozen=True)
class Column:
    """A column of figures and what its headings say."""

    position: int
    group: str | None
    offence: str | None
    measure: str
    unit: str
    period: str
    year_ending: datetime.date | None


@dataclass(frozen=True)
class Line:
    """A line of figures: its number in the sheet, its area, all its cells.

    `heads_block` tells that it follows an empty line: where there are no codes, a region stands so over its forces.
    """

    number: int
    code: str
    name: str
    heads_block: bool
    cells: Sequence[object]


@dataclass(frozen=True)
class Sheet:
    """A sheet that was understood."""

    title: str
    number: str
    columns: Sequence[Column]
    lines: Sequence[Line]


def understand(grid: Grid, title: str, number: str) -> Sheet:
    """Return the sheet's columns and lines, or raise BadSheetError with everything that is wrong with it."""
    top, first, code_at, name_at = _header(grid)
    lines = _lines(grid, first, code_at, name_at)
    if not lines:
        raise BadSheetError("no line with an area and figures")
    columns = _columns(grid, range(top, first), lines, max(code_at, name_at) + 1, clean_title(grid[0][0]))
    return Sheet(title, number, columns, lines)


def _header(grid: Grid) -> tuple[int, int, int, int]:
    """Return the first lines of headings and of figures, and where codes (-1: nowhere) and names stand."""
    first = next((place for place, cells in enumerate(grid) if _has_figures(cells)), None)
    if first is None:
        raise BadSheetError("no figures")
    top = first
    while top > 0 and not _is_text_line(grid[top - 1]):
        top -= 1
    places = {
        kind: next(
            (at for line in grid[top:first] for at, cell in enumerate(line) if pattern.fullmatch(clean(cell))), -1
        )
        for kind, pattern in (("code", CODE_HEADING), ("name", NAME_HEADING))
    }
    if places["code"] >= 0 and places["name"] < 0:
        raise BadSheetError("a column of area codes but none of area names")
    return top, first, places["code"], max(places["name"], 0)


def _has_figures(cells: Sequence[object]) -> bool:
    """Is this a line of figures? A name or code in front and a number, or the signs for missing ones, behind it.

    A line of years (the headings of a series) has nothing in front.
    """
    front = any(isinstance(cell, str) and cell.strip() for cell in cells[:2])
    named_columns = any(
        CODE_HEADING.fullmatch(clean(cell)) or NAME_HEADING.fullmatch(clean(cell)) for cell in cells[:2]
    )
    return front and not named_columns and any(isinstance(cell, float | int) for cell in cells[1:])


def _is_text_line(cells: Sequence[object]) -> bool:
    """Is this a line of the preamble? Its first cell says something that is no heading of a column."""
    first = clean(cells[0]) if cells else ""
    return bool(first) and not CODE_HEADING.fullmatch(first) and not NAME_HEADING.fullmatch(first)


def _lines(grid: Grid, first: int, code_at: int, name_at: int) -> list[Line]:
    """Return the lines of figures. Footnotes, sources and empty lines have nothing behind the names."""
    start = max(code_at, name_at) + 1
    lines = []
    for place in range(first, len(grid)):
        cells = grid[place]
        if any(_filled(cell) for cell in cells[start:]):
            code = clean_code(cells[code_at]) if code_at >= 0 else ""
            heads = code_at < 0 and not any(_filled(cell) for cell in grid[place - 1])
            lines.append(Line(place + 1, code, clean(cells[name_at]), heads, cells))
    return lines


def _columns(grid: Grid, header: range, lines: Sequence[Line], start: int, title: str) -> list[Column]:
    """Return the columns of figures with their headings. A column that is empty in every line only parts others."""
    width = max(len(line.cells) for line in lines)
    columns: list[Column] = []
    faults = []
    for position in range(start, width):
        if not any(_filled(line.cells[position]) for line in lines):
            continue
        told = heading(_texts(grid, header, position, start), title)
        if told is None:
            faults.append(f"column {address(lines[0].number, position)} and below has figures but no heading for them")
        else:
            columns.append(
                Column(position, told.group, told.offence, told.measure, told.unit, told.period, told.year_ending)
            )
    faults += _doubled(columns, lines[0].number)
    if faults:
        raise BadSheetError("; ".join(faults))
    return columns


def _doubled(columns: Sequence[Column], line: int) -> list[str]:
    """Return a fault for each column that says the same as one before it: which of the two is meant cannot be told."""
    first: dict[tuple[object, ...], int] = {}
    return [
        f"column {address(line, one.position)} and below has the heading of column {address(line, at)}"
        for one in columns
        if (at := first.setdefault((one.offence, one.measure, one.period), one.position)) != one.position
    ]


def _texts(grid: Grid, header: range, position: int, start: int) -> list[str]:
    """Return the headings above a column, top to bottom.

    The last line of headings belongs to the column alone, if there are several columns in it; other lines, and a
    line with a single heading, reach to the right until the next heading.
    """
    texts = []
    for place in header:
        line = grid[place]
        filled = [at for at in range(start, len(line)) if _filled(line[at])]
        reaches = place == header[0] or len(filled) == 1
        at = max((one for one in filled if one <= position), default=None) if reaches else position
        if at is not None and _filled(line[at]):
            texts.append(clean(line[at]))
    return texts


def _filled(cell: object) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))
