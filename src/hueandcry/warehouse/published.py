"""What each build told the public, by topic: small Parquet files that outlive the builds themselves.

A build is thrown away after two more; what it published is not, so that a later build can say what it takes back.
"""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from hueandcry.warehouse.home import Home


def write(home: Home, topic: str, build_id: str, rows: pa.Table) -> None:
    """Keep what a build published. Written whole or not at all; writing it again changes nothing."""
    target = _file(home, topic, build_id)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".new")
    with unfinished.open("wb") as file:
        pq.write_table(rows, file)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(target)


def builds(home: Home, topic: str) -> list[str]:
    """Return the builds of which it is known what they published, oldest first."""
    return sorted(path.stem for path in (home.published / topic).glob("*.parquet"))


def read(home: Home, topic: str, build_id: str) -> pa.Table:
    """Return what a build published."""
    return pq.read_table(_file(home, topic, build_id))


def _file(home: Home, topic: str, build_id: str) -> Path:
    return home.published / topic / f"{build_id}.parquet"
