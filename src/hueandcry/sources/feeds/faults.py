"""The error of a file that is recognised but not as its publisher describes it."""

from __future__ import annotations

from collections.abc import Sequence

from hueandcry.errors import HueAndCryError

MOST_SHOWN = 20


class WrongShapeError(HueAndCryError):
    """A whole file cannot be believed: columns are missing, a workbook is broken, a total is not where it should be.

    All faults are told together (the first twenty in words, the rest as a count). Nothing of the file is landed.
    """

    def __init__(self, *, file: str, faults: Sequence[str], expected: str, remedy: str) -> None:
        self.faults = tuple(faults)
        super().__init__(found=_in_words(self.faults), expected=expected, where=file, remedy=remedy)


def _in_words(faults: Sequence[str]) -> str:
    shown = "; ".join(faults[:MOST_SHOWN])
    rest = len(faults) - MOST_SHOWN
    return shown if rest <= 0 else f"{shown}; and {rest} more faults"
