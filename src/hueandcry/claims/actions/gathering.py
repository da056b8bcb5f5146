"""Gathering the facts of a claim: those entered, and those that this build knows."""

from __future__ import annotations

import logging
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from hueandcry.claims.queries.claim import Claim, Fact, MeasureCell
from hueandcry.claims.queries.sections import Fault, FaultyClaim
from hueandcry.claims.queries.working import (
    BAD_SELECT,
    BUILD,
    MEASURE,
    NO_MEASURE,
    NO_ROW,
    NO_TABLE,
    Found,
    SourceFile,
)
from hueandcry.claims.rules.arithmetic import UNITS
from hueandcry.measures import queries as measures
from hueandcry.warehouse.builds import BadSelect, Workshop
from hueandcry.warehouse.reading import Reader

ROOM = "hueandcry.claims"
COLUMNS = ("name", "value", "unit", "source", "sha256")
READS = re.compile(r"^-- Reads: (.+?)\.?$", re.MULTILINE)
MEASURE_TABLES = ("measures", "measure_values")

# A value that is not whole, not told or not there is no fact.
KNOWN_STATES = ("shown", "few")

log = logging.getLogger(__name__)


def tables(shop: Workshop) -> Mapping[str, bool]:
    """Return the tables of the build so far, and whether anything is in them."""
    return {row["name"]: row["filled"] for row in shop.rows(ROOM, "tables_loaded").to_pylist()}


def gathered(shop: Workshop, claim: Claim, loaded: Mapping[str, bool]) -> dict[str, Found]:
    """Return every fact of a claim. What the build lacks is said, and the entered value serves where there is one.

    A SELECT that cannot be answered is our fault, not the claim's: it goes to the log, and its facts are missing.
    """
    try:
        answered = _answered(shop, claim, loaded)
    except (BadSelect, FaultyClaim) as error:
        log.error("%s: %s", claim.slug, error)
        answered = {fact.name: Found(None, lacks=BAD_SELECT, of=claim.slug) for fact in claim.facts if fact.built}
    return {fact.name: _found(shop, fact, answered, loaded) for fact in claim.facts}


def answers(shop: Workshop, claim: Claim) -> dict[str, Found]:
    """Return what the claim's own SELECT answers, by fact. Raises `BadSelect` and `FaultyClaim`."""
    if claim.select is None:
        return {}
    table = shop.answer(claim.select)
    where = f"{claim.slug}/{claim.select.name}"
    if table.column_names != list(COLUMNS):
        found = f"the columns {', '.join(table.column_names)}"
        raise FaultyClaim([Fault(where, found, ", ".join(COLUMNS), "Name the columns so, in this order.")])
    rows = table.to_pylist()
    faults = [fault for row in rows for fault in _faults(claim, row, where)]
    twice = sorted(name for name, n in Counter(row["name"] for row in rows).items() if n > 1)
    faults += [Fault(where, f"more than one row {name!r}", "one", "Ask for one row of each fact.") for name in twice]
    if faults:
        raise FaultyClaim(faults)
    return {row["name"]: _read(row) for row in rows}


def reads(claim: Claim) -> tuple[str, ...]:
    """Return the tables that the claim's SELECT says it reads, the one that holds its figures first."""
    if claim.select is None:
        return ()
    told = READS.search(claim.select.read_text("utf-8"))
    return tuple(name.strip() for name in told[1].split(",")) if told else ()


def _answered(shop: Workshop, claim: Claim, loaded: Mapping[str, bool]) -> dict[str, Found]:
    if claim.select is None:
        return {}
    lacking = [name for name in reads(claim) if name not in loaded]
    if lacking:
        return {fact.name: Found(None, lacks=NO_TABLE, of=lacking[0]) for fact in claim.facts if fact.built}
    found = answers(shop, claim)
    empty = next((name for name in reads(claim) if not loaded[name]), "")
    nothing = Found(None, lacks=NO_TABLE, of=empty) if empty else Found(None, lacks=NO_ROW, of=reads(claim)[0])
    return {fact.name: found.get(fact.name, nothing) for fact in claim.facts if fact.built}


def _faults(claim: Claim, row: Mapping[str, Any], where: str) -> list[Fault]:
    fact = next((one for one in claim.facts if one.built and one.name == row["name"]), None)
    if fact is None:
        names = ", ".join(one.name for one in claim.facts if one.built)
        return [Fault(where, f"a row {row['name']!r}", f"one of {names}", "Name the rows as the facts.")]
    if row["unit"] != fact.unit:
        return [Fault(f"{where}, {fact.name}", f"the unit {row['unit']!r}", f"{fact.unit!r}", f"Of: {UNITS}.")]
    if isinstance(row["value"], bool) or not isinstance(row["value"], int | float | Decimal | None):
        return [Fault(f"{where}, {fact.name}", f"the value {row['value']!r}", "a number", "Give the number alone.")]
    return []


def _read(row: Mapping[str, Any]) -> Found:
    """Return a row as a fact; one without a value is missing, never nought."""
    files = (SourceFile(row["source"], row["sha256"] or ""),) if row["source"] else ()
    if row["value"] is None or not math.isfinite(row["value"]):
        return Found(None, BUILD, files, lacks=NO_ROW, of=row["name"])
    return Found(Fraction(str(row["value"])), BUILD, files)


def _found(shop: Workshop, fact: Fact, answered: Mapping[str, Found], loaded: Mapping[str, bool]) -> Found:
    if not fact.from_build:
        return Found(fact.value)
    found = answered[fact.name] if fact.measure is None else _measured(shop, fact, fact.measure, loaded)
    if found.value is None and fact.value is not None:
        return replace(Found(fact.value), lacks=found.lacks, of=found.of)
    return found


def _measured(shop: Workshop, fact: Fact, cell: MeasureCell, loaded: Mapping[str, bool]) -> Found:
    lacking = [name for name in MEASURE_TABLES if not loaded.get(name)]
    if lacking:
        return Found(None, lacks=NO_TABLE, of=lacking[0])
    reader = cast(Reader, _Asking(shop))
    values = measures.values(
        reader, cell.slug, version=cell.version, part=cell.part, period=cell.period, body=cell.body
    )
    about = measures.definition(reader, cell.slug, cell.version)
    value = getattr(values[0], cell.of) if values and values[0].state in KNOWN_STATES else None
    if about is None or value is None:
        return Found(None, lacks=NO_MEASURE, of=cell.slug)
    files = measures.files(reader, cell.slug, version=cell.version, body=cell.body)
    as_percent = cell.of == "value" and about.kind == "proportion" and fact.unit == "%"
    exact = Fraction(str(value)) * (100 if as_percent else 1)
    return Found(exact, MEASURE, tuple(dict.fromkeys(SourceFile(one.name, one.sha256) for one in files)))


class _Asking:
    """Lets queries that were written for a finished build be asked of one that is being made."""

    def __init__(self, shop: Workshop) -> None:
        self.shop = shop

    def rows(self, package: str, sql: str, **parameters: Any) -> list[dict[str, Any]]:
        """Return the answer as a list of rows."""
        return self.shop.rows(package, sql, **parameters).to_pylist()

    def row(self, package: str, sql: str, **parameters: Any) -> dict[str, Any] | None:
        """Return the first row of the answer, or None."""
        found = self.rows(package, sql, **parameters)
        return found[0] if found else None
