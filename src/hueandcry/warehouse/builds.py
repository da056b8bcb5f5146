"""A build: one dated DuckDB file made from all that is landed, checked, then swapped in at once.

A build is made beside the one being served and takes its place only when every check passed. Killed half-way it
leaves a `.partial` folder that the next build removes. The last two builds stay, since addresses carry the build.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from hueandcry import __version__
from hueandcry.errors import HueAndCryError
from hueandcry.warehouse import frozen, manifest
from hueandcry.warehouse.home import Home
from hueandcry.warehouse.manifest import Landing
from hueandcry.warehouse.sql import literal, select

KEPT = 2

# Raised whenever a table of a build gains, loses or changes a column: pages refuse a build of another form.
# `tests/house/test_form_of_builds.py` notices when that was forgotten.
FORM = 3
MEMORY_LIMIT = os.environ.get("HUEANDCRY_BUILD_MEMORY", "4GB")


class CheckFailed(HueAndCryError):
    """A build that contradicts itself: it is thrown away and the one before goes on being served."""


class BadSelect(HueAndCryError):
    """A reviewed SELECT that the tables of this build cannot answer."""


@dataclass(frozen=True)
class Step:
    """A named part of a build, contributed by a room. Steps run in the order given."""

    name: str
    run: Callable[[Workshop], None]


@dataclass(frozen=True)
class Check:
    """A statement that must hold: its SELECT returns the rows that break it, hence none."""

    says: str
    package: str
    sql: str


class Workshop:
    """What a step may use: the new build's tables, and what is landed."""

    def __init__(
        self,
        *,
        home: Home,
        engine: duckdb.DuckDBPyConnection,
        live: Sequence[Landing],
        now: datetime,
        settings: Mapping[str, Any],
        build: str = "",
        as_of: str | None = None,
    ) -> None:
        self.home = home
        self.build = build
        self.as_of = as_of
        self.now = now
        self.settings = settings
        self.live = live
        self._engine = engine

    def landed(self, dataset: str) -> list[str]:
        """Return the Parquet files of a dataset that count, in order."""
        return [
            str(self.home.landed / landing.path)
            for landing in self.live
            if landing.dataset == dataset and landing.path and landing.rows_landed
        ]

    def source(self, dataset: str, *, empty: pa.Schema) -> None:
        """Make the view `landed_<dataset>` over its files; where there are none, one with these columns and no row.

        A column that no file has, since all were landed by an earlier version of the reader, is empty.
        """
        view, files = f"landed_{dataset}", self.landed(dataset)
        no_rows = empty.append(pa.field("filename", pa.string())).empty_table()
        if not files:
            self._engine.register(view, no_rows)
            return
        listed = ", ".join(literal(file) for file in files)
        body = f"FROM read_parquet([{listed}], union_by_name = true, filename = true)"
        self._engine.execute(f'CREATE OR REPLACE TEMP VIEW "{view}" AS {body}')
        if not set(empty.names) <= self._columns(view):
            self._engine.register(f"{view}_columns", no_rows)
            self._engine.execute(
                f'CREATE OR REPLACE TEMP VIEW "{view}" AS {body} UNION ALL BY NAME FROM "{view}_columns"'
            )

    def _columns(self, view: str) -> set[str]:
        found = self._engine.execute(
            "SELECT column_name FROM duckdb_columns() WHERE table_name = $view", {"view": view}
        )
        return {name for (name,) in found.fetchall()}

    def create(self, table: str, package: str, sql: str | None = None, **parameters: Any) -> None:
        """Make a table from `<package>/sql/<sql>.sql` (by default the table's own name)."""
        text = select(package, sql or table)
        self._engine.execute(f'CREATE OR REPLACE TABLE "{table}" AS {text}', parameters or None)

    def put(self, table: str, rows: pa.Table) -> None:
        """Make a table of these rows."""
        self._engine.register("given", rows)
        self._engine.execute(f'CREATE OR REPLACE TABLE "{table}" AS FROM given')
        self._engine.unregister("given")

    def add(self, table: str, rows: pa.Table) -> None:
        """Add rows to a table, matching columns by name."""
        self._engine.register("given", rows)
        self._engine.execute(f'INSERT INTO "{table}" BY NAME FROM given')
        self._engine.unregister("given")

    def rows(self, package: str, sql: str, **parameters: Any) -> pa.Table:
        """Return what `<package>/sql/<sql>.sql` answers on the tables made so far."""
        return self._engine.sql(select(package, sql), params=parameters or None).to_arrow_table()

    def answer(self, file: Path, **parameters: Any) -> pa.Table:
        """Return what a reviewed SELECT in a file of its own answers on the tables made so far. Raises `BadSelect`."""
        try:
            return self._engine.sql(file.read_text("utf-8"), params=parameters or None).to_arrow_table()
        except duckdb.Error as error:
            raise BadSelect(
                found=str(error).split("\n", 1)[0],
                expected="a SELECT over tables and columns of the build",
                where=str(file),
                remedy="Put the name right; `web/reviewed/build_tables.toml` lists every table and column.",
            ) from None

    def order(self, table: str, by: str) -> None:
        """Sort a table on disk, so that one place's rows lie together and are found at once."""
        self._engine.execute(f'CREATE OR REPLACE TABLE "{table}" AS FROM "{table}" ORDER BY {by}')

    def drop(self, table: str) -> None:
        """Remove a table that was only a step on the way."""
        self._engine.execute(f'DROP TABLE IF EXISTS "{table}"')


@dataclass(frozen=True)
class Build:
    """A finished build."""

    id: str
    folder: Path

    @property
    def database(self) -> Path:
        """The DuckDB file; anyone may open it."""
        return self.folder / "hueandcry.duckdb"


def build(
    *,
    home: Home,
    steps: Sequence[Step],
    checks: Sequence[Check],
    now: datetime,
    settings: Mapping[str, Any],
    as_of: str | None = None,
    on_step: Callable[[str], None] = lambda name: None,
) -> Build:
    """Make a build of what is landed and swap it in.

    With `as_of`, releases after that day or month are left out: figures as published then.
    Raises `CheckFailed`; then the build before goes on being served.
    """
    with manifest.locked(home):
        live = manifest.live(manifest.landings(home), as_of=as_of)
        name = _build_id(live, frozen.state(home), settings, now)
        made = Build(id=name, folder=home.builds / name)
        partial = _fresh_folder(home, made)
        engine = duckdb.connect(str(partial / made.database.name))
        try:
            engine.execute(f"SET memory_limit = {literal(MEMORY_LIMIT)}")
            engine.execute(f"SET temp_directory = {literal(str(partial / 'spill'))}")
            engine.execute("SET preserve_insertion_order = true")
            workshop = Workshop(
                home=home, engine=engine, live=live, now=now, settings=settings, build=made.id, as_of=as_of
            )
            for step in steps:
                on_step(step.name)
                step.run(workshop)
            workshop.put("build_info", _about(made, now, settings, as_of))
            _check(engine, checks)
        finally:
            engine.close()
        _swap_in(home, partial, made)
        return made


def current(home: Home) -> Build | None:
    """Return the build being served, or None when there is none yet."""
    try:
        name = home.current.read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    return Build(id=name, folder=home.builds / name)


def kept(home: Home) -> list[Build]:
    """Return the builds still on disk, newest first."""
    folders = sorted((path for path in home.builds.glob("2*Z-*") if path.suffix != ".partial"), reverse=True)
    return [Build(id=path.name, folder=path) for path in folders]


def _build_id(live: Sequence[Landing], published: str, settings: Mapping[str, Any], now: datetime) -> str:
    files = [[*one.key, one.release, one.sha256] for one in live]
    told = json.dumps([*files, published, settings, __version__, FORM], default=str)
    return f"{now.strftime('%Y%m%dT%H%M%SZ')}-{hashlib.sha256(told.encode()).hexdigest()[:10]}"


def _fresh_folder(home: Home, made: Build) -> Path:
    for leftover in home.builds.glob("*.partial"):
        shutil.rmtree(leftover)
    partial = made.folder.with_suffix(".partial")
    partial.mkdir(parents=True)
    return partial


def _about(made: Build, now: datetime, settings: Mapping[str, Any], as_of: str | None) -> pa.Table:
    about = {
        "build": made.id,
        "built_at": now.isoformat(),
        "version": __version__,
        "form": FORM,
        "as_of": as_of or "",
        **settings,
    }
    return pa.table({"key": list(about), "value": [str(value) for value in about.values()]})


def _check(engine: duckdb.DuckDBPyConnection, checks: Sequence[Check]) -> None:
    for check in checks:
        broken = engine.execute(select(check.package, check.sql)).fetchmany(3)
        if broken:
            raise CheckFailed(
                found=f"{broken}",
                expected=check.says,
                where=f"the check {check.sql}",
                remedy="The build before this one is still served. Please report this.",
            )


def _swap_in(home: Home, partial: Path, made: Build) -> None:
    shutil.rmtree(partial / "spill", ignore_errors=True)
    if made.folder.exists():  # made a moment ago from the same inputs: the same build
        shutil.rmtree(partial)
    else:
        partial.rename(made.folder)
    pointer = home.current.with_suffix(".new")
    with pointer.open("w", encoding="utf-8") as file:
        file.write(made.id)
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(home.current)
    for old in kept(home)[KEPT:]:
        if old.id != made.id:
            shutil.rmtree(old.folder)
