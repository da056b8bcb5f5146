"""Feeds: one folder for each kind of file that a body publishes.

A feed is `feed.toml` (what it is, who publishes it, under what licence), a `README.md` about the data, and a
reader. A *table* feed has `read.py` with two pure functions of bytes:

- `recognises(sample)`: is this file one of ours? Decided by content, never by the name alone.
- `read(data, name, names)`: the whole file as a `Reading`.

A *CSV* feed (large monthly files) has `select.sql` instead, a SELECT that the warehouse streams, and `reasons.sql`:
what is wrong with the rows that it finds bad.
"""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sample:
    """The beginning of a file, unzipped if it was gzipped, on which it is recognised.

    `head` holds at most 64 KiB; `name` is the file's last path part; `whole` says that `head` is all there is;
    `sheets` names the sheets of a workbook, wherever in the file their list lies.
    """

    name: str
    head: bytes
    whole: bool = False
    sheets: Sequence[str] = ()

    def first_line(self) -> str:
        """Return the first line that is not blank, without byte-order mark and line end (LF, CRLF or CR)."""
        return self._line(self._text().lstrip("\r\n "))

    def line_at_top(self) -> str:
        """Return the first line, blank or not."""
        return self._line(self._text())

    def _text(self) -> str:
        return self.head.decode("utf-8-sig", errors="replace")

    @staticmethod
    def _line(text: str) -> str:
        return re.split(r"[\r\n]", text, maxsplit=1)[0].strip(" ")


@dataclass(frozen=True)
class SetAside:
    """A row that could not be read: its record number (1 = first after the header), raw text, and why."""

    record: int
    raw: str
    reason: str


@dataclass(frozen=True)
class Part:
    """The rows of one body and period. `body` is a slug of `bodies`, or `all` for a table of many bodies.

    `period` is `2022-07`, `2016-17`, `2010-04_2025-11` or `all`; together with the dataset it is what a later
    release supersedes.
    """

    body: str
    period: str
    table: pa.Table


@dataclass(frozen=True)
class Reading:
    """What a reader made of a file: `rows_read` = rows in parts + rows set aside. Always."""

    parts: Sequence[Part]
    set_aside: Sequence[SetAside]
    rows_read: int
    notes: Sequence[str] = field(default=())

    def __post_init__(self) -> None:
        landed = sum(part.table.num_rows for part in self.parts)
        if landed + len(self.set_aside) != self.rows_read:
            raise AssertionError(f"{self.rows_read} read, {landed} in parts, {len(self.set_aside)} set aside")


class NameBook(Protocol):
    """What a reader may ask about names: it never guesses."""

    def body(self, name: str) -> str | None:
        """Return the slug of the body that is published under this name, or None."""
        ...


class Reader(Protocol):
    """The two functions of a table feed's `read.py`."""

    def recognises(self, sample: Sample) -> bool: ...

    def read(self, data: bytes, name: str, names: NameBook) -> Reading: ...


@dataclass(frozen=True)
class Feed:
    """A feed as its `feed.toml` describes it, in English and (`…_cy`) in Welsh."""

    slug: str
    dataset: str
    title: str
    title_cy: str
    publisher: str
    publisher_cy: str
    licence: str
    licence_cy: str
    address: str
    about: dict[str, Any]

    @property
    def folder(self) -> Path:
        return FOLDER / self.slug

    @property
    def is_table(self) -> bool:
        """Whether the feed is read by `read.py` (else by `select.sql`)."""
        return (self.folder / "read.py").exists()

    @property
    def expects(self) -> Sequence[str]:
        """Return the columns that its files must have; none where they are not one list of names."""
        return getattr(self._module(), "COLUMNS", ()) if self.is_table else self.about["columns"]

    @property
    def recognises(self) -> Callable[[Sample], bool]:
        return self._module().recognises

    @property
    def read(self) -> Callable[[bytes, str, NameBook], Reading]:
        return self._module().read

    def _module(self) -> Any:
        return importlib.import_module(f"{__name__}.{self.slug}.read")


def feeds() -> list[Feed]:
    """Return every feed, in the order in which they are asked whether a file is theirs (`order` in `feed.toml`)."""
    found = [_from_toml(path) for path in FOLDER.glob("*/feed.toml")]
    return sorted(found, key=lambda feed: (feed.about.get("order", 50), feed.slug))


def _from_toml(path: Path) -> Feed:
    about = tomllib.loads(path.read_text("utf-8"))
    return Feed(
        slug=path.parent.name,
        dataset=about["dataset"],
        title=about["title"],
        title_cy=about.get("title_cy", ""),
        publisher=about["publisher"],
        publisher_cy=about.get("publisher_cy", ""),
        licence=about["licence"],
        licence_cy=about.get("licence_cy", ""),
        address=about["address"],
        about=about,
    )
