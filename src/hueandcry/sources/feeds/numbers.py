"""How a published number is read: thousands commas, blanks, brackets of nothing; never a guess.

>>> whole("1,954"), whole(" 12 345 "), whole("-7"), whole("5257081.0")
(1954, 12345, -7, 5257081)
"""

from __future__ import annotations

import re

BLANKS = re.compile(r"[\s\u00a0\u2009\u202f]+")
MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}([ ,])[0-9]{3}(\1[0-9]{3})*(\.[0-9]+)?")

# Far above any count, sum of pounds or rate; and below it every whole number is exact, also where it has decimals.
LARGEST = 10**15
MOST_SHOWN = 60
TOO_LARGE = "is larger than any published number"


class NotANumberError(ValueError):
    """A cell that should hold a number holds something else."""


def number(text: str) -> float | None:
    """Return the number written in `text`, None where it is blank. Thousands are set apart by commas or blanks."""
    digits = _digits(text)
    return None if digits is None else _of_a_size(digits)


def whole(text: str) -> int | None:
    """Return the whole number written in `text`, None where it is blank; "12.0" is whole, "12.5" is refused."""
    digits = _digits(text)
    if digits is None:
        return None
    value = _of_a_size(digits)
    if not value.is_integer():
        raise NotANumberError(f"{shown(text)} is not a whole number")
    return int(value)


def _of_a_size(digits: str) -> float:
    """Return a number of a size that is published, or refuse it."""
    value = float(digits)
    if abs(value) > LARGEST:
        raise NotANumberError(f"{shown(digits)} {TOO_LARGE}")
    return value


def shown(text: str) -> str:
    """Return a text as messages show it: in quotes, and a long one in short."""
    return repr(text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…")


def _digits(text: str) -> str | None:
    """Return the number without its group marks, None if blank, or refuse: "1,95" is neither 195 nor 1.95."""
    tidy = BLANKS.sub(" ", text).strip().translate(MINUS)
    if not tidy:
        return None
    if PLAIN.fullmatch(tidy):
        return tidy
    if GROUPED.fullmatch(tidy):
        return tidy.replace(",", "").replace(" ", "")
    raise NotANumberError(f"{shown(text)} is not a number")
