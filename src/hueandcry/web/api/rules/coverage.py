"""Telling "nothing happened" from "nobody told us": the header X-Coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

NO_DATA = "no-data"
UNKNOWN = "unknown"

States = Mapping[tuple[str, str, date], str]


def states(bodies: Iterable[str], dataset: str, month: date | None, covered: States) -> dict[str, str]:
    """Return what each body published for a month: complete, suspect, partial, missing or no-data."""
    return {body: covered.get((body, dataset, month), NO_DATA) if month else NO_DATA for body in sorted(set(bodies))}


def header(told: Mapping[str, str]) -> str:
    """Return the states as a dictionary of RFC 8941 (section 3.2): `btp=complete, northumbria=missing`."""
    return ", ".join(f"{body}={state}" for body, state in told.items()) or UNKNOWN
