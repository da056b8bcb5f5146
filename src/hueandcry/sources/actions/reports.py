"""What became of a load: file by file, or why it was refused as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from hueandcry.errors import HueAndCryError

State = Literal["landed", "already", "passed over", "refused"]


@dataclass(frozen=True)
class FileReport:
    """What became of one file. `rows_read` = `rows_landed` + `rows_set_aside`."""

    name: str
    state: State
    dataset: str = ""
    rows_read: int = 0
    rows_landed: int = 0
    rows_set_aside: int = 0
    reason: str = ""
    notes: Sequence[str] = ()
    error: HueAndCryError | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class LoadReport:
    """What became of a load. `set_aside` is the file of the rows that could not be read, if there are any."""

    files: Sequence[FileReport]
    warnings: Sequence[str]
    set_aside: Path | None
    load: str

    def count(self, state: State) -> int:
        """Return how many files ended in this state."""
        return sum(file.state == state for file in self.files)


class Refused(HueAndCryError):
    """A load that was refused as a whole: nothing of it was landed. `files` tells every fault, where there are several.

    One file is told once: as its own error has it, where it has one.
    """

    def __init__(self, refused: Sequence[FileReport]) -> None:
        self.refused = tuple(refused)
        self.files = self.refused if len(refused) > 1 else ()
        first, own = refused[0], refused[0].error
        if own and not self.files:
            super().__init__(
                found=own.found,
                expected=own.expected,
                where=_whole_path(own.where, first.name),
                remedy=f"{own.remedy} Nothing was loaded.".lstrip(),
            )
            return
        super().__init__(
            found=f"{len(refused)} files that cannot be read" if self.files else first.reason,
            expected="published files that we know (`hueandcry feeds` lists them)",
            where="this load" if self.files else first.name,
            remedy="Nothing was loaded. Mend or leave out what is named, and load again.",
        )


def _whole_path(where: str, name: str) -> str:
    """Return a place in a file with the file's whole path, where it is told by the last part of it."""
    last = name.rpartition("/")[2].rpartition("!")[2]
    return name + where.removeprefix(last) if where.startswith(last) else where
