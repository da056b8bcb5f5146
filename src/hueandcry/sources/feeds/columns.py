"""The columns that a feed lands, read from its `feed.toml`: written down once, obeyed by the reader."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pyarrow as pa

TYPES = {
    "text": pa.string(),
    "whole": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "yes_no": pa.bool_(),
}


@cache
def columns(folder: Path) -> pa.Schema:
    """Return the landed columns of the feed in `folder`, in the order of its `feed.toml`."""
    about = tomllib.loads((folder / "feed.toml").read_text("utf-8"))
    return pa.schema([(name, TYPES[column["type"]]) for name, column in about["columns"].items()])


def table(records: list[dict], folder: Path) -> pa.Table:
    """Return the records as a table with the feed's columns. A column that a record lacks is null."""
    return pa.Table.from_pylist(records, schema=columns(folder))
