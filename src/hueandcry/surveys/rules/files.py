"""What a file is that should be CSV and is not: a workbook, UTF-16, or cells parted by something else than commas."""

from __future__ import annotations

from collections.abc import Sequence

Told = tuple[str, str, str]  # found, expected, remedy

EXPECTED = "CSV in UTF-8 with commas between cells"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}


def not_csv(head: bytes, columns: Sequence[str]) -> Told | None:
    """Return what the beginning of a file shows, and what to do; None where it may be CSV.

    `columns` are those that are looked for: cells are parted by what parts their names.
    """
    if head.startswith(_WORKBOOKS):
        return "a workbook", EXPECTED, "Open it in a spreadsheet program and save the sheet as CSV (UTF-8)."
    if head.startswith(_UTF_16) or b"\0" in head:
        return "text in UTF-16, or no text", EXPECTED, "Save it again as CSV (UTF-8)."
    line = head.split(b"\n", 1)[0].decode("utf-8-sig", errors="replace").strip()
    for mark, called in _SEPARATORS.items():
        names = {name.strip().strip('"') for name in line.split(mark)}
        if len(names) > 1 and names & set(columns):
            return f"{called} between cells", EXPECTED, "Export it again, with commas between cells."
    return None
