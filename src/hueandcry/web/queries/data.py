"""What is loaded, what is missing, and what can be taken along: the answers behind the pages about data."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from django.conf import settings

from hueandcry.sources import queries as sources
from hueandcry.sources.rules.coverage import Gap
from hueandcry.ui.languages import Bilingual
from hueandcry.warehouse import builds
from hueandcry.warehouse.reading import Reader
from hueandcry.web.queries.reference import ROOM, Reference, in_two_languages

FILES_A_PAGE = 50


@dataclass(frozen=True)
class Dataset:
    """One kind of published table, as far as it is loaded and not superseded."""

    dataset: str
    title: Bilingual
    publisher: Bilingual
    licence: Bilingual
    address: str
    parts: int
    files: int
    superseded: int
    bodies: int
    rows_read: int
    rows_landed: int
    rows_set_aside: int
    first_period: str
    last_period: str


@dataclass(frozen=True)
class LandedFile:
    """One body and period of one file."""

    dataset: str
    body: str
    period: str
    release: str
    source: str
    sha256: str
    bytes: int
    rows_read: int
    rows_landed: int
    rows_set_aside: int
    superseded: bool


@dataclass(frozen=True)
class FilesPage:
    """One page of the manifest; `found` = how many landings there are in all."""

    files: tuple[LandedFile, ...]
    found: int
    page: int

    @property
    def pages(self) -> int:
        """Return how many pages there are; at least one."""
        return max(1, -(-self.found // FILES_A_PAGE))


@dataclass(frozen=True)
class Doubted:
    """A month that is not complete, and why."""

    dataset: str
    body: str
    month: date
    state: str
    reason: Bilingual


@dataclass(frozen=True)
class Bulk:
    """The months of which a body's file can be downloaded."""

    dataset: str
    body: str
    months: tuple[str, ...]
    rows_landed: int


@dataclass(frozen=True)
class BuildColumn:
    """A column of a table in the build, and what it holds (empty: nobody has said yet)."""

    name: str
    type: str
    what: str


@dataclass(frozen=True)
class BuildTable:
    """A table in the build."""

    name: str
    what: str
    rows: int
    columns: tuple[BuildColumn, ...]


@lru_cache(maxsize=4)
def datasets(reader: Reader) -> tuple[Dataset, ...]:
    """Return every dataset of which anything counts, the largest first. Asked once for each build."""
    rows = (row for row in reader.rows(ROOM, "loaded_datasets") if row["parts"])
    return tuple(Dataset(**in_two_languages(row, "title", "publisher", "licence")) for row in rows)


def titles(loaded: Sequence[Dataset], reference: Reference) -> dict[str, str]:
    """Return what each dataset is called; a tidy series (`tidy:<scheme>`) is called as its scheme."""
    named = {one.dataset: str(one.title) for one in reference.schemes.values()}
    return named | {one.dataset: str(one.title) for one in loaded}


def files(reader: Reader, *, dataset: str = "", body: str = "", sha256: str = "", page: int = 1) -> FilesPage:
    """Return one page of the manifest. A page beyond the last is empty."""
    rows = reader.rows(
        ROOM,
        "landed_files",
        dataset=dataset,
        body=body,
        hash=sha256.lower(),
        most=FILES_A_PAGE,
        skip=(page - 1) * FILES_A_PAGE,
    )
    found = rows[0]["found"] if rows else 0
    return FilesPage(
        tuple(LandedFile(**{name: value for name, value in row.items() if name != "found"}) for row in rows),
        found,
        page,
    )


def doubted(reader: Reader, *, dataset: str = "", body: str = "") -> list[Doubted]:
    """Return the months that are not complete, each with its reason."""
    rows = reader.rows(ROOM, "doubted_months", dataset=dataset, body=body)
    return [Doubted(**in_two_languages(row, "reason")) for row in rows]


def covered(reference: Reference) -> Mapping[str, Mapping[str, Mapping[int, str]]]:
    """Return dataset → body → month number → state, bodies by name."""
    found: dict[str, dict[str, Mapping[int, str]]] = defaultdict(dict)
    for (dataset, body), months in reference.coverage.items():
        found[dataset][body] = months
    return {
        dataset: dict(sorted(bodies.items(), key=lambda pair: body_name(reference, pair[0])))
        for dataset, bodies in sorted(found.items(), key=lambda pair: (pair[0] != "street", pair[0]))
    }


def silent(reference: Reference) -> list[str]:
    """Return the names of territorial forces of which no monthly figures are loaded."""
    published = {body for _, body in reference.coverage}
    return sorted(
        body.name for slug, body in reference.bodies.items() if body.kind == "territorial" and slug not in published
    )


def body_name(reference: Reference, slug: str) -> str:
    """Return what a body is called; `all` stands for a table of many bodies."""
    body = reference.bodies.get(slug)
    return body.name if body else slug


def gaps() -> Sequence[Gap]:
    """Return the months that are known to be missing, as reviewed."""
    return sources.gaps()


def bulk(reader: Reader, *, dataset: str = "", body: str = "") -> list[Bulk]:
    """Return what can be downloaded of the police files, by body."""
    rows = reader.rows(ROOM, "bulk_months", dataset=dataset, body=body)
    return [Bulk(**{**row, "months": tuple(row["months"])}) for row in rows]


def bulk_of(reader: Reader, *, dataset: str, body: str) -> Bulk | None:
    """Return one body's files of one dataset, or None where there are none."""
    found = bulk(reader, dataset=dataset, body=body) if dataset and body else []
    return found[0] if found else None


def bodies_with_files(reader: Reader, reference: Reference) -> list[tuple[str, str]]:
    """Return the bodies that any file is of, as (slug, name), by name."""
    slugs = (row["body"] for row in reader.rows(ROOM, "bodies_with_files"))
    return sorted(((slug, body_name(reference, slug)) for slug in slugs), key=lambda pair: pair[1])


def build_bytes(reader: Reader) -> int:
    """Return how large the build's file is."""
    return reader.build.database.stat().st_size


def builds_kept() -> list[tuple[str, int]]:
    """Return the builds that can be downloaded, newest first, with their sizes in bytes."""
    return [(one.id, one.database.stat().st_size) for one in builds.kept(settings.HOME)]


def tables(reader: Reader) -> list[BuildTable]:
    """Return the tables and columns that this very build holds, each with what is said about it."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in reader.rows(ROOM, "build_columns"):
        found[row["table_name"]].append(row)
    return [_table(name, rows) for name, rows in found.items()]


@cache
def described() -> Mapping[str, Mapping[str, Any]]:
    """Return what is said about each table (`what`) and its columns (`columns`)."""
    text = resources.files(ROOM).joinpath("reviewed", "build_tables.toml").read_text("utf-8")
    return tomllib.loads(text)


def _table(name: str, rows: Sequence[Mapping[str, Any]]) -> BuildTable:
    said = described().get(name, {})
    columns = {**sources.meanings().get(name, {}), **said.get("columns", {})}
    return BuildTable(
        name=name,
        what=said.get("what", ""),
        rows=rows[0]["held"],
        columns=tuple(
            BuildColumn(row["column_name"], row["data_type"], columns.get(row["column_name"], "")) for row in rows
        ),
    )
