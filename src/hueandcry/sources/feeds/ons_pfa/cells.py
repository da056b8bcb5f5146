"""What a cell of the workbooks holds: a figure, a sign, or nothing."""

from __future__ import annotations

import re

from hueandcry.sources.feeds.numbers import LARGEST, TOO_LARGE, NotANumberError, number, shown

BLANK = "blank"

# A sign stands for a figure that is not given: "-", ":", "..", "+", "*", "*↑", "[x]", "N/A", "z".
SIGN = re.compile(r"[^\w\s]{1,4}|\[[a-z ]{1,12}\]|n/?a|[a-z]", re.IGNORECASE)


def value_and_flag(cell: object) -> tuple[float | None, str | None]:
    """Return (figure, None), (None, sign) or (None, "blank"); raise ValueError for any other text.

    A text that is a number ("1,234") is read as one: some cells were typed, not calculated.
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise ValueError(f"{cell!r} is neither a number nor a sign")
    if not isinstance(cell, str):
        if not abs(cell) <= LARGEST:
            raise ValueError(f"{cell!r} {TOO_LARGE}")
        return float(cell), None
    text = cell.strip()
    if not text:
        return None, BLANK
    try:
        return number(text), None
    except NotANumberError:
        if SIGN.fullmatch(text):
            return None, text
    raise ValueError(f"{shown(cell)} is neither a number nor a sign")


def address(line: int, position: int) -> str:
    """Return a cell's address as a spreadsheet writes it: line 7 and position 27 are AB7."""
    letters, rest = "", position + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{line}"
