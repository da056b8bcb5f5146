"""How a published number is read: thousands commas, blanks, brackets of nothing; never a guess.

>>> whole("1,954"), whole(" 12 345 "), whole("-7"), whole("5257081.0")
(1954, 12345, -7, 5257081)
"""

from __future__ import annotations

import re

BLANKS = re.compile(r"[\s\u00a0\u2009\u202f]+")
MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
PLAIN = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
GROUPED = re.compile(r"[+-]?\d{1,3}([ ,])\d{3}(\1\d{3})*(\.\d+)?")


class NotANumberError(ValueError):
    """A cell that should hold a number holds something else."""


def number(text: str) -> float | None:
    """Return the number written in `text`, None where it is blank. Thousands are set apart by commas or blanks."""
    digits = _digits(text)
    return None if digits is None else float(digits)


def whole(text: str) -> int | None:
    """Return the whole number written in `text`, None where it is blank; "12.0" is whole, "12.5" is refused."""
    digits = _digits(text)
    if digits is None:
        return None
    if digits.lstrip("+-").isdigit():
        return int(digits)
    value = float(digits)
    if not value.is_integer():
        raise NotANumberError(f"{text!r} is not a whole number")
    return int(value)


def _digits(text: str) -> str | None:
    """Return the number without its group marks, None if blank, or refuse: "1,95" is neither 195 nor 1.95."""
    tidy = BLANKS.sub(" ", text).strip().translate(MINUS)
    if not tidy:
        return None
    if PLAIN.fullmatch(tidy):
        return tidy
    if GROUPED.fullmatch(tidy):
        return tidy.replace(",", "").replace(" ", "")
    raise NotANumberError(f"{text!r} is not a number")
