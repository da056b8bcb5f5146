"""What the SQL of a measure must answer: which columns, and what may stand in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hueandcry.measures.rules.definition import Reviewed, WrongDefinition

REQUIRED = ("body", "part", "period", "begins", "ends", "numerator", "denominator", "state", "why")
# base_year: year of the residents. beside: shown next to the figure and never divided by. flag: code of what to know
# before comparing. lower, upper: limits that were given with the figure, in its unit. denominator_lower and _upper:
# limits of an estimate that something is divided by.
# value: of a figure that was given, and not worked out here.
OPTIONAL = ("base_year", "beside", "flag", "value", "lower", "upper", "denominator_lower", "denominator_upper")
STATES = ("shown", "partial", "missing", "hidden")
MOST_TOLD = 5


def columns_wrong(found: Sequence[str]) -> list[str]:
    """Return what is wrong with the columns of an answer."""
    missing = [f"no column {name!r}" for name in REQUIRED if name not in found]
    unknown = [f"column {name!r} is not known" for name in found if name not in (*REQUIRED, *OPTIONAL)]
    return missing + unknown


def rows_wrong(one: Reviewed, rows: Sequence[Mapping[str, Any]], codes: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with the rows of an answer, each with its place; `codes` are the words that are known."""
    faults = [
        f"{_place(row)}: {fault}"
        for row in rows
        for fault in (*_empty(row), *_wrong_numbers(one, row), *_unknown(one, row, codes))
    ]
    doubled = Counter((row["body"], row["part"], row["period"]) for row in rows)
    faults += [f"{', '.join(map(repr, key))} stands {n} times" for key, n in doubled.items() if n > 1]
    return faults


def refuse(file: str, faults: Sequence[str]) -> None:
    """Raise `WrongDefinition` if anything is wrong."""
    if faults:
        more = [f"and {len(faults) - MOST_TOLD} more"] if len(faults) > MOST_TOLD else []
        raise WrongDefinition(
            file=file,
            faults=[*faults[:MOST_TOLD], *more],
            expected=f"the columns {', '.join(REQUIRED)}, and figures that can be",
            remedy="Correct the SQL; the build before goes on being served.",
        )


def _place(row: Mapping[str, Any]) -> str:
    return f"body {row['body']!r}, part {row['part']!r}, period {row['period']!r}"


def _empty(row: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name!r} is empty" for name in REQUIRED if row[name] is None and name in _NEVER_EMPTY)
    if row["begins"] and row["ends"] and row["begins"] > row["ends"]:
        yield f"'ends' {row['ends']} is before 'begins' {row['begins']}"


def _wrong_numbers(one: Reviewed, row: Mapping[str, Any]) -> Iterator[str]:
    top, bottom = row["numerator"], row["denominator"]
    for name, value in (("numerator", top), ("denominator", bottom)):
        if value is not None and value < 0:
            yield f"{name!r} is {value:g}; expected 0 or more"
    if one.kind == "proportion" and top is not None and bottom is not None and top > bottom:
        yield f"'numerator' {top:g} is above 'denominator' {bottom:g}"
    if row["state"] == "shown":
        yield from (f"shown, and {name!r} is empty" for name in _needed(one) if row.get(name) is None)


def _needed(one: Reviewed) -> tuple[str, ...]:
    if one.interval == "given":
        return ("value",)
    return ("numerator",) if one.kind in ("count", "duration") else ("numerator", "denominator")


def _unknown(one: Reviewed, row: Mapping[str, Any], codes: Mapping[str, Any]) -> Iterator[str]:
    if row["state"] is not None and row["state"] not in STATES:
        yield f"'state' is {row['state']!r}; there are {', '.join(map(repr, STATES))}"
    for name in ("why", "flag"):
        if row.get(name) and row[name] not in codes:
            yield f"{name!r} is {row[name]!r}, of which no words are on file"
    if row["state"] in ("partial", "missing", "hidden") and not row["why"]:
        yield f"{row['state']}, and 'why' is empty"
    if one.parts and row["part"] and row["part"] not in {part.code for part in one.parts}:
        yield f"'part' is {row['part']!r}, which the definition does not list"


_NEVER_EMPTY = ("body", "part", "period", "begins", "ends", "state", "why")
