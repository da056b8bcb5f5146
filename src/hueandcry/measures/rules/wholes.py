"""Several forces together: told only where every one of them has a figure, so that no gap passes for a fall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

COUNTRIES: Mapping[str, tuple[str, ...]] = {"england-and-wales": ("England", "Wales")}


@dataclass(frozen=True)
class Force:
    """A territorial force and the country it lies in."""

    slug: str
    country: str


def whole_rows(rows: Sequence[Mapping[str, Any]], whole: str, forces: Sequence[Force]) -> list[dict[str, Any]]:
    """Return a row for the whole of each part and period in which every force of it is shown; none if `whole` is ""."""
    members = {one.slug for one in forces if one.country in COUNTRIES.get(whole, ())}
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["body"] in members and row["state"] == "shown":
            groups[(row["part"], row["period"])].append(row)
    return [_sum(whole, found) for found in groups.values() if members and len(found) == len(members)]


def _sum(whole: str, found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    total = {name: _added(found, name) for name in ("numerator", "denominator", "beside") if name in found[0]}
    years = [row["base_year"] for row in found if row.get("base_year") is not None]
    base_year = min(years) if len(years) == len(found) else None
    flag = next((row["flag"] for row in found if row.get("flag")), "")
    return {**found[0], "body": whole, **total, "base_year": base_year, "flag": flag}


def _added(found: Sequence[Mapping[str, Any]], name: str) -> float | None:
    known = [row[name] for row in found if row[name] is not None]
    return sum(known) if len(known) == len(found) else None
