"""Reading: questions put to the build that is being served."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import duckdb
import pyarrow as pa

from hueandcry.errors import NotReady
from hueandcry.warehouse import builds
from hueandcry.warehouse.builds import Build
from hueandcry.warehouse.home import Home
from hueandcry.warehouse.sql import select


class NothingBuilt(NotReady):
    """There is no build to read yet."""

    def __init__(self, home: Home) -> None:
        super().__init__(
            found="no build",
            expected="at least one",
            where=str(home.root),
            remedy="Run `hueandcry build` first.",
        )


class BuiltOtherwise(NotReady):
    """The build was made by another version of this software, whose tables were others."""

    def __init__(self, build: Build) -> None:
        super().__init__(
            found=f"the build {build.id}, made by another version of this software",
            expected="a build made by this one",
            where=str(build.folder),
            remedy="Run `hueandcry build`: it makes a new one from all that is loaded.",
        )


class Reader:
    """A build opened for reading. One connection, a cursor for each thread; never writes."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self._engine = duckdb.connect(str(build.database), read_only=True, config={"threads": 2})
        self._own = threading.local()
        if not self._is_of_our_form():
            self.close()
            raise BuiltOtherwise(build)

    def _is_of_our_form(self) -> bool:
        found = self._engine.execute("SELECT value FROM build_info WHERE key = 'form'").fetchone()
        return found == (str(builds.FORM),)

    @property
    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if not hasattr(self._own, "cursor"):
            self._own.cursor = self._engine.cursor()
        return self._own.cursor

    def rows(self, package: str, sql: str, **parameters: Any) -> list[dict[str, Any]]:
        """Return the answer of `<package>/sql/<sql>.sql` as a list of rows, each a dict by column."""
        result = self._cursor.execute(select(package, sql), parameters or None)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def row(self, package: str, sql: str, **parameters: Any) -> dict[str, Any] | None:
        """Return the first row of the answer, or None."""
        found = self.rows(package, sql, **parameters)
        return found[0] if found else None

    def columns(self, package: str, sql: str, **parameters: Any) -> dict[str, Any]:
        """Return the answer as NumPy arrays by column: for many numbers at once."""
        return self._cursor.execute(select(package, sql), parameters or None).fetchnumpy()

    def arrow(self, package: str, sql: str, **parameters: Any) -> pa.Table:
        """Return the answer as an Arrow table."""
        return self._cursor.sql(select(package, sql), params=parameters or None).to_arrow_table()

    def batches(self, package: str, sql: str, **parameters: Any) -> Iterator[pa.RecordBatch]:
        """Yield the answer batch by batch on a cursor of its own: for downloads larger than memory."""
        cursor = self._engine.cursor()
        try:
            yield from cursor.sql(select(package, sql), params=parameters or None).to_arrow_reader()
        finally:
            cursor.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.close()


_open: dict[Build, Reader] = {}
_opening = threading.Lock()


def reader(home: Home) -> Reader:
    """Return a reader of the build being served now. A new build is noticed at the next call.

    Raises `NothingBuilt`, and `BuiltOtherwise` for a build made by another version.
    """
    now = builds.current(home)
    if now is None:
        raise NothingBuilt(home)
    return _open.get(now) or _reader_of(now)


def reader_of(home: Home, build_id: str) -> Reader | None:
    """Return a reader of the build with this id, if it is still kept and was made by this version."""
    found = next((build for build in builds.kept(home) if build.id == build_id), None)
    try:
        return _reader_of(found) if found else None
    except BuiltOtherwise:
        return None


def served(home: Home, asked: str = "") -> Reader:
    """Return a reader of the build asked for while it is kept, else of the present one. Raises `NothingBuilt`."""
    present = reader(home)
    return present if asked in ("", present.build.id) else reader_of(home, asked) or present


def can_serve(home: Home) -> bool:
    """Is there a build, made by this version?"""
    try:
        reader(home)
    except NotReady:
        return False
    return True


def _reader_of(build: Build) -> Reader:
    with _opening:
        if build not in _open:
            _open[build] = Reader(build)
        return _open[build]
