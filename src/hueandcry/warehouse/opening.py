"""Opening a build for analysis, in a process of one's own: plain DuckDB, reading only."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from hueandcry.errors import HueAndCryError
from hueandcry.warehouse import builds
from hueandcry.warehouse.home import Home
from hueandcry.warehouse.reading import NothingBuilt


class NotABuild(HueAndCryError):
    """A file that is no build."""


def open_build(where: str | os.PathLike[str] | None = None) -> duckdb.DuckDBPyConnection:
    """Open a build for reading, and return DuckDB's own connection.

    `where` is a home (the folder that `HUEANDCRY_HOME` names), of which the build being served is opened, or a build's
    DuckDB file, such as one downloaded from the page Data. Without it, the home of the environment. Nothing can be
    written through the connection, and a build being served is not disturbed; it stays open until the connection is
    closed, whatever is built meanwhile.

    Raises `NothingBuilt` for a home without a build, and `NotABuild` for anything else that is no build.

    >>> build = open_build("hueandcry.duckdb")  # doctest: +SKIP
    >>> build.sql("SELECT body, value, lower, upper FROM measure_values WHERE measure = 'charged'")  # doctest: +SKIP
    """
    path = Path(where) if where is not None else Home.from_environment().root
    file = path if path.is_file() else _served(Home(path))
    try:
        engine = duckdb.connect(str(file), read_only=True)
        engine.execute("SELECT value FROM build_info WHERE key = 'build'").fetchall()
    except duckdb.Error as error:
        raise NotABuild(
            found=str(error).split("\n", 1)[0],
            expected="the DuckDB file of a build, or a home that has one",
            where=str(file),
            remedy="Give the folder that HUEANDCRY_HOME names, or a file downloaded from the page Data.",
        ) from None
    return engine


def _served(home: Home) -> Path:
    now = builds.current(home)
    if now is None:
        raise NothingBuilt(home)
    return now.database
