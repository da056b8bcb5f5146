"""Whether a table adds up: what the regions and the forces of England were counted at is what England was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from hueandcry.bodies import queries as bodies

ENGLAND, REGION, TRANSPORT = "country:England", "region:", "btp"
REGIONS = 9


def misses(rows: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[str]]:
    """Return every count of England that its regions or its forces do not add up to, in words.

    First those of recorded crime by offence group, which always add up: such a table cannot be believed. Then the
    others, for a reader to know: in March 2018 England has 58 knives more in an earlier year than its regions.

    England may hold the British Transport Police as well (March 2018, note 8). Where a figure is not given, or a force
    stands elsewhere, nothing can be added up. Numbers alone are added: no rates, no percentages, no rounded people.
    """
    counts: dict[tuple[str, ...], dict[str, float | None]] = defaultdict(dict)
    for row in rows:
        if row["unit"] == "number":
            counts[(row["sheet"], row["offence"] or row["measure"], row["period_label"])][row["body"]] = row["value"]
    by_group = {row["sheet"] for row in rows if row["offence_group"]}
    told = [(column[0] in by_group, one) for column, found in counts.items() for one in _missed(column, found)]
    return [one for grouped, one in told if grouped], [one for grouped, one in told if not grouped]


def _missed(column: tuple[str, ...], found: Mapping[str, float | None]) -> list[str]:
    england = found.get(ENGLAND)
    if england is None:
        return []
    sheet, offence, period = column
    allowed = {england, england - (found.get(TRANSPORT) or 0)}
    parts = {
        "regions": [value for body, value in found.items() if body.startswith(REGION)],
        "forces": [found.get(one.slug) for one in bodies.forces() if one.country == "England"],
    }
    wanted = {"regions": REGIONS, "forces": len(parts["forces"])}
    return [
        f"sheet {sheet!r}, {offence!r}, {period}: the {what} of England are {total:,.0f}, England is {england:,.0f}"
        for what, values in parts.items()
        if len(values) == wanted[what] and None not in values
        if (total := sum(value for value in values if value is not None)) not in allowed
    ]
