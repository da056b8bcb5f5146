"""Whole months, the manifest and the coverage, as they are taken along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from hueandcry.warehouse.reading import Reader
from hueandcry.web.queries.reference import ROOM
from hueandcry.web.rules.months import written

# Datasets whose rows can be taken along by body and month.
BY_MONTH = ("street", "outcomes")


@dataclass(frozen=True)
class Source:
    """The file that holds one body's month of a dataset."""

    dataset: str
    source: str
    sha256: str
    release: str
    rows_landed: int
    title: str
    publisher: str
    licence: str
    address: str

    @property
    def about(self) -> dict[str, str]:
        """Return where the rows come from, for the metadata of a file."""
        names = ("title", "publisher", "licence", "address", "source", "sha256", "release")
        return {name: str(getattr(self, name)) for name in names}


def source(reader: Reader, *, dataset: str, body: str, month: date) -> Source | None:
    """Return the file that holds a month, or None where none is loaded."""
    if dataset not in BY_MONTH:
        return None
    row = reader.row(ROOM, "bulk_source", dataset=dataset, body=body, period=written(month))
    return Source(dataset=dataset, **row) if row else None


def files(reader: Reader) -> list[dict[str, Any]]:
    """Return the manifest."""
    return reader.rows(ROOM, "every_file")


def coverage(reader: Reader) -> list[dict[str, Any]]:
    """Return the state of every month."""
    return reader.rows(ROOM, "every_coverage")
