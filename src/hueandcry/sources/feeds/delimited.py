"""Reading a small delimited table record by record, so that every fault can be told with its place.

    for record in records(data, name, expected=("force", "budget_gbp")):
        ask = Ask(record)
        row = {"body": ask.body("force", names), "budget_gbp": ask.whole("budget_gbp")}
        sorting.put(row, ask)

Large monthly files do not come this way: the warehouse streams them.
"""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hueandcry.sources.feeds import NameBook, Sample, SetAside
from hueandcry.sources.feeds.faults import WrongShapeError
from hueandcry.sources.feeds.numbers import NotANumberError, number, whole

YEARS = range(1950, 2100)
QUOTE, NUL = '"', "\0"
ALIAS_REMEDY = "add a reviewed alias to bodies/reviewed/aliases.csv if it is a body we should know"


@dataclass(frozen=True)
class Record:
    """One record: its number (1 = first after the header), its raw text, and its cells by column.

    `fault` tells why it has no cells: it is ragged or empty. `line`: on which line of the file it begins.
    """

    number: int
    raw: str
    cells: Mapping[str, str]
    fault: str = ""
    line: int = 0


def header(sample: Sample, delimiter: str = ",") -> list[str]:
    """Return the column names of a delimited file, as `columns_of` does; none if it is not one."""
    try:
        return _names(next(csv.reader([sample.first_line()], delimiter=delimiter), []))
    except csv.Error:
        return []


def decoded(data: bytes, name: str) -> str:
    """Return the text of a UTF-8 file without byte-order mark, or tell which line is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WrongShapeError(
            file=name,
            faults=[f"line {line}: byte 0x{data[error.start]:02x} is not UTF-8"],
            expected="text in UTF-8",
            remedy="Save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8') and load it again.",
        ) from None


def columns_of(data: bytes, name: str, *, delimiter: str = ",") -> list[str]:
    """Return the column names of a whole file, without outer blanks and without empty names at the end.

    A spreadsheet that once held more columns ends every line in empty cells.
    """
    return _names(first_cells(data, name, delimiter))


def records(data: bytes, name: str, *, expected: Sequence[str], delimiter: str = ",") -> Iterator[Record]:
    """Yield the records of a file whose header must hold the expected columns (others are let pass, unread).

    The kind of line end, a byte-order mark, blank lines and empty cells at the end of a line make no difference.
    Raises WrongShapeError, with all faults of the header, before the first record; and at the end, if the last record
    is ragged and has no line end or a quote is never closed: such a file is cut short.
    """
    columns = columns_of(data, name, delimiter=delimiter)
    _check_header(columns, name, expected)
    record = Record(0, "", {})
    try:
        written = itertools.islice(_written(decoded(data, name), delimiter), 1, None)
        for number, (line, raw, cells) in enumerate(written, start=1):
            record = _record(number, raw, cells, columns, line)
            yield record
    except csv.Error as error:
        raise _unfinished(name, f"after record {record.number}", str(error)) from None
    if _ends_in_a_quote(record.raw, delimiter):
        raise _unfinished(name, f"in record {record.number}, line {record.line}", "a quote is never closed")
    if record.fault and end_notes(data):
        raise cut_short(name, f"record {record.number}, the last, breaks off: {record.fault}")


def _check_header(columns: Sequence[str], name: str, expected: Sequence[str]) -> None:
    faults = [f"no column {one!r}" for one in expected if one not in columns]
    faults += [f"column {one!r} stands twice" for one in dict.fromkeys(columns) if columns.count(one) > 1]
    if faults:
        raise WrongShapeError(
            file=f"{name}, line 1",
            faults=[*faults, f"the columns are {', '.join(columns)}"],
            expected=f"the columns {', '.join(expected)}",
            remedy="Compare the header with the publisher's original; if it was renamed there, the feed must learn it.",
        )


def _written(text: str, delimiter: str) -> Iterator[tuple[int, str, list[str]]]:
    """Yield line, raw text and cells of each record that is not blank: a quoted cell may span lines."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    reader = csv.reader(lines(), delimiter=delimiter)
    for cells in reader:
        line, raw = reader.line_num - len(taken) + 1, "".join(taken).rstrip("\r\n")
        taken.clear()
        if raw.strip():
            yield line, raw, cells


def first_cells(data: bytes, name: str, delimiter: str = ",") -> list[str]:
    """Return the cells of the first line that is not blank, as they are written."""
    try:
        return next((cells for _, _, cells in _written(decoded(data, name), delimiter)), [])
    except csv.Error as error:
        raise _unfinished(name, "in the header", str(error)) from None


def _names(cells: Sequence[str]) -> list[str]:
    """Return the names in a header. Empty ones at its end are the edge of a spreadsheet, not columns."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _ends_in_a_quote(raw: str, delimiter: str) -> bool:
    """Is a quote opened here that is never closed? A quote within a cell (5" wide) opens nothing."""
    if raw.count(QUOTE) % 2 == 0:
        return False
    try:
        list(csv.reader(io.StringIO(raw, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


def _unfinished(name: str, where: str, why: str) -> WrongShapeError:
    """Return the error of a cell that has no end."""
    return WrongShapeError(
        file=name,
        faults=[f"a cell that does not end, {where} ({why})"],
        expected="a whole table, in which every quote is closed",
        remedy="Close the quote there; if the file is cut short, download it again.",
    )


def cut_short(name: str, fault: str) -> WrongShapeError:
    """Return the error of a file that ends too early."""
    return WrongShapeError(
        file=name,
        faults=[fault],
        expected="a whole table, every line with as many cells as the header",
        remedy="The file seems to be cut short: download it again.",
    )


def end_notes(data: bytes) -> list[str]:
    """Return a note if the last line has no line end: a table cut within its last number would look just so."""
    return [] if data.endswith((b"\n", b"\r")) else ["the last line has no line end: check that the file is whole"]


def _record(number: int, raw: str, cells: list[str], columns: Sequence[str], line: int) -> Record:
    fault = _fault(raw, cells, len(columns))
    sound = {} if fault else {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
    return Record(number, raw, sound, fault, line)


def _fault(raw: str, cells: list[str], wanted: int) -> str:
    """Return why a record is not believed, or nothing. Empty cells beyond the header's are no fault."""
    if NUL in raw:
        return "a NUL byte"
    if len(cells) < wanted or any(cell.strip() for cell in cells[wanted:]):
        return f"{len(cells)} cells; the header has {wanted}"
    return "" if any(cell.strip() for cell in cells) else "every cell is empty"


class Ask:
    """A record, asked column by column. Faults are kept, so that a row set aside tells all of them."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.faults = [record.fault] if record.fault else []

    def text(self, column: str, *, may_be_blank: bool = False) -> str:
        found = self.record.cells.get(column, "")
        if not found and not may_be_blank:
            self._fault(f"{column} is blank")
        return found

    def body(self, column: str, names: NameBook) -> str | None:
        """Return the slug of the body named in the column; an unknown name is a fault, never a guess."""
        found = self.text(column)
        slug = names.body(found) if found else None
        if found and slug is None:
            self._fault(f"{column}: {found!r} is no body we know; {ALIAS_REMEDY}")
        return slug

    def whole(self, column: str, *, may_be_blank: bool = False, least: int | None = None) -> int | None:
        value = self._number(column, whole, may_be_blank)
        if value is not None and least is not None and value < least:
            self._fault(f"{column}: {value} is below {least}")
        return value

    def number(self, column: str, *, may_be_blank: bool = False) -> float | None:
        return self._number(column, number, may_be_blank)

    def code(self, column: str, pattern: str, *, may_be_blank: bool = False) -> str:
        """Return the text of the column, which must match the whole pattern."""
        found = self.text(column, may_be_blank=may_be_blank)
        if found and not re.fullmatch(pattern, found):
            self._fault(f"{column}: {found!r} does not look like {pattern}")
        return found

    def date(self, column: str, layout: str) -> datetime.date | None:
        """Return the date of the column, written in a `strptime` layout such as `%d-%m-%Y`.

        One year mistyped would stretch a series over centuries: no table reaches beyond `YEARS`.
        """
        found = self.text(column)
        try:
            day = datetime.datetime.strptime(found, layout).date() if found else None
        except ValueError:
            self._fault(f"{column}: {found!r} is not a date written {layout}")
            return None
        if day and day.year not in YEARS:
            self._fault(f"{column}: {found!r} is not between {YEARS[0]} and {YEARS[-1]}")
        return day

    def refuse(self, reason: str) -> None:
        """Add a fault that concerns several columns."""
        self._fault(reason)

    def _number(self, column: str, read: Callable[[str], Any], may_be_blank: bool) -> Any:
        try:
            return read(self.text(column, may_be_blank=may_be_blank))
        except NotANumberError as error:
            self._fault(f"{column}: {error}")
            return None

    def _fault(self, reason: str) -> None:
        if not self.record.fault and reason not in self.faults:
            self.faults.append(reason)


@dataclass
class Sorting:
    """Rows to land on one side, records set aside on the other: nothing is lost between them.

    `key` names the columns that no two rows may share: a second row of the same key is set aside.
    """

    key: Sequence[str] = ()
    rows: list[dict] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    seen: dict[tuple, int] = field(default_factory=dict)

    def put(self, row: dict, ask: Ask) -> None:
        """Keep the row, or set its record aside with every fault found."""
        if ask.faults:
            self.set_aside(ask.record, "; ".join(ask.faults))
        elif (first := self._first_of_its_key(row, ask.record)) is not None:
            self.set_aside(ask.record, f"the same {', '.join(self.key)} as record {first}, which is kept")
        else:
            self.rows.append(row)

    def _first_of_its_key(self, row: dict, record: Record) -> int | None:
        """Return the number of the earlier record with this key, or None and remember this one."""
        if not self.key:
            return None
        key = tuple(row[column] for column in self.key)
        first = self.seen.setdefault(key, record.number)
        return None if first == record.number else first

    def set_aside(self, record: Record, reason: str) -> None:
        self.aside.append(SetAside(record.number, record.raw, reason))

    @property
    def read(self) -> int:
        return len(self.rows) + len(self.aside)


def financial_year(text: str) -> bool:
    """Is this a financial year, `2016-17`, whose second half is the year after the first?"""
    match = re.fullmatch(r"(\d{4})-(\d{2})", text)
    return match is not None and (int(match[1]) + 1) % 100 == int(match[2])
