"""What is known of a workbook before it is opened: its sheets' names, how large it is unpacked, how many cells it has.

A workbook is a ZIP of XML. Whoever opens it unpacks every sheet and lays out every cell between the first and the last,
so a file of a few hundred bytes with a figure in A1 and one in XFD1048576 would ask for seventeen thousand million
cells. Here nothing is believed that the file says of itself: members are unpacked to their end, within the limits.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import unescape

from hueandcry.sources.rules.sizes import MB, WORKBOOK_BYTES, WORKBOOK_CELLS, Member, archive_fault

SHEET = b"sheetData"
ROW = re.compile(rb"<(?:\w+:)?row\b")
CELL = re.compile(rb"<(?:\w+:)?c\b")
PLACE = re.compile(rb"\br\s*=\s*[\"']\s*([A-Za-z]*)([0-9]+)")

# The list of sheets, and how long it may be: that of the largest real workbook has 4 kB.
WORKBOOK, LIST_BYTES = "xl/workbook.xml", 1 * MB
NAMED_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*?\bname\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")

# A cell with a formula but without what it comes to, as written by a program that cannot calculate. One that comes to
# an empty text (t="str") has its answer.
FORMULA = re.compile(
    rb"<(?:\w+:)?c\b(?![^>]*\bt\s*=\s*[\"']str)([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)

# A cell that holds an error, such as #REF! or #DIV/0!, where a value should be.
ERROR = re.compile(rb"<(?:\w+:)?c\b(?=[^>]*\bt\s*=\s*[\"']e[\"'])([^>]*)>")
NO_VALUES = ((FORMULA, "a formula without what it comes to"), (ERROR, "an error in place of a value"))

# Their sheets are not XML as here: a reader that tries every kind of workbook would open them unchecked.
OTHER_KINDS = {"xl/workbook.bin", "content.xml"}


def sheet_names(data: bytes) -> tuple[str, ...]:
    """Return the names of a workbook's sheets, in order; none of a file that is no workbook, or none that is whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = archive.getinfo(WORKBOOK)
    except (zipfile.BadZipFile, KeyError):
        return ()
    listed = _unpacked(data, member) if member.file_size <= LIST_BYTES else None
    found = NAMED_SHEET.findall((listed or b"").decode("utf-8-sig", errors="replace"))
    return tuple(unescape(double or single) for double, single in found)


def fault(data: bytes) -> str | None:
    """Return why a workbook is not opened, or None."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as error:
        return f"a damaged workbook ({error})"
    declared = [Member(one.filename, one.compress_size, one.file_size) for one in members]
    if found := archive_fault(declared, len(data)):
        return found
    if (size := sum(one.unpacked for one in declared)) > WORKBOOK_BYTES:
        return f"a workbook of {size:,} bytes when unpacked; at most {WORKBOOK_BYTES:,} are read"
    if OTHER_KINDS & {one.name for one in declared}:
        return "a workbook of two kinds at once"
    return _fault_of_members(data, members)


def _fault_of_members(data: bytes, members: list[zipfile.ZipInfo]) -> str | None:
    cells = 0
    for member in members:
        unpacked = _unpacked(data, member)
        if unpacked is None:
            return f"a damaged workbook ({member.filename} is not what the list of its parts says)"
        if SHEET not in unpacked:
            continue
        for pattern, told in NO_VALUES:
            if found := pattern.search(unpacked):
                return f"{_place(found[1], member.filename)}: {told}"
        cells += _cells(unpacked)
        if cells > WORKBOOK_CELLS:
            return f"sheets that reach over {cells:,} cells; at most {WORKBOOK_CELLS:,} are read"
    return None


def _unpacked(data: bytes, member: zipfile.ZipInfo) -> bytes | None:
    """Return a member's content, or None if it is not exactly as long as declared."""
    names = member.header_offset + 26
    start = names + 4 + sum(int.from_bytes(data[at : at + 2], "little") for at in (names, names + 2))
    packed = data[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        return packed if len(packed) == member.file_size else None
    if member.compress_type != zipfile.ZIP_DEFLATED:
        return None
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        found = engine.decompress(packed, member.file_size + 1)
    except zlib.error:
        return None
    return found if engine.eof and len(found) == member.file_size else None


def _place(attributes: bytes, sheet: str) -> str:
    """Return where a cell stands, as far as it says so."""
    told = PLACE.search(b" " + attributes)
    return f"{sheet}, cell {(told[1] + told[2]).decode()}" if told else sheet


def _cells(sheet: bytes) -> int:
    """Return over how many cells a sheet reaches, from A1 to its last row and column."""
    places = PLACE.findall(sheet)
    rows, widest = ROW.split(sheet), 0
    for letters in {letters for letters, _ in places}:
        widest = max(widest, _column(letters.upper()))
    last_row = max((int(digits) for _, digits in places), default=0)
    return max(last_row, len(rows)) * max(widest, *(len(CELL.findall(row)) for row in rows))


def _column(letters: bytes) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
