"""Faults of a wave: all of them are told together, and nothing is published while there is one.

A fault names file, column and record. It never holds an answer: a cell in the wrong column may be somebody's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hueandcry.errors import HueAndCryError

MOST_TOLD = 40
MOST_RECORDS = 3


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a file of a wave."""

    file: str
    where: str
    found: str
    expected: str
    remedy: str = ""

    @property
    def name(self) -> str:
        """Return the place: file, record and column."""
        return ", ".join(part for part in (self.file, self.where) if part)

    @property
    def reason(self) -> str:
        """Return what is wrong there, in a sentence."""
        return f"found {self.found}; expected {self.expected}." + (f" {self.remedy}" if self.remedy else "")


class WaveRefused(HueAndCryError):
    """A wave that cannot be published; `files` holds its faults."""

    def __init__(self, where: str, faults: Sequence[Fault]) -> None:
        told = list(faults[:MOST_TOLD])
        self.faults = tuple(faults)
        self.files = tuple(told)
        more = f" ({MOST_TOLD} are told here)" if len(faults) > MOST_TOLD else ""
        super().__init__(
            found=f"{len(faults)} fault{'s' if len(faults) > 1 else ''}{more}",
            expected="none",
            where=where,
            remedy="Nothing was published. Mend what is told below and publish again.",
        )


@dataclass
class Faults:
    """Gathers the faults of one file."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def add(self, where: str, found: str, expected: str, remedy: str = "") -> None:
        """Note one more."""
        self.found.append(Fault(self.file, where, found, expected, remedy))

    def __bool__(self) -> bool:
        """Is there any?"""
        return bool(self.found)


def refuse(where: str, *gathered: Faults) -> None:
    """Raise `WaveRefused` if anything was gathered."""
    faults = [fault for one in gathered for fault in one.found]
    if faults:
        raise WaveRefused(where, faults)


def records(positions: Iterable[int], most: int = MOST_RECORDS) -> str:
    """Name records, the first being 1: "record 17", "records 3, 5, 8 and 40 more".

    >>> records([2, 4])
    'records 3, 5'
    """
    numbers = [int(at) + 1 for at in positions]
    named = ", ".join(f"{number:,}" for number in numbers[:most])
    more = f" and {len(numbers) - most:,} more" if len(numbers) > most else ""
    return f"record{'s' if len(numbers) > 1 else ''} {named}{more}"
