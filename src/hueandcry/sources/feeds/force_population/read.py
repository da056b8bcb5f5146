"""Reads the list of forces and tries its populations before believing any of them.

A list in which one force has another's people is worse than no list. `witnesses.csv` holds, for a few forces, bounds
that any true population of this century lies within; if one of them fails, no population of the file is believed.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from hueandcry.sources.feeds import NameBook, Part, Reading, Sample
from hueandcry.sources.feeds.columns import table
from hueandcry.sources.feeds.delimited import Ask, Sorting, columns_of, end_notes, header, records
from hueandcry.sources.feeds.faults import WrongShapeError

FOLDER = Path(__file__).parent
POPULATION = re.compile(r"Population (\d{4})")


def recognises(sample: Sample) -> bool:
    """Is this the list of forces? Its columns are id, Label and "Population" with a year."""
    columns = header(sample)
    return {"id", "Label"} <= set(columns) and any(POPULATION.fullmatch(column) for column in columns)


def read(data: bytes, name: str, names: NameBook) -> Reading:
    """Return one part with every force; populations are null if a witness finds one of them impossible."""
    column, year = _population_column(data, name)
    sorting = Sorting(key=("body",))
    for record in records(data, name, expected=("id", "Label", column)):
        ask = Ask(record)
        sorting.put(_row(ask, names, column, year), ask)
    reason = _objection(sorting.rows)
    rows = [_believed(row) if not reason else row | {"population": None, "suspect": reason} for row in sorting.rows]
    parts = [Part("all", str(year), table(rows, FOLDER))] if rows else []
    notes = [f"no population believed: {reason}"] if reason else []
    return Reading(parts, sorting.aside, sorting.read, [*notes, *end_notes(data)])


def _population_column(data: bytes, name: str) -> tuple[str, int]:
    columns = columns_of(data, name)
    found = [match for match in map(POPULATION.fullmatch, columns) if match]
    if len(found) != 1:
        raise WrongShapeError(
            file=f"{name}, line 1",
            faults=[f"{len(found)} population columns among {', '.join(columns)}"],
            expected="one column such as 'Population 2010'",
            remedy="Load a list with the population of one year.",
        )
    return found[0][0], int(found[0][1])


def _row(ask: Ask, names: NameBook, column: str, year: int) -> dict:
    slug = ask.body("id", names)
    by_label = ask.body("Label", names)
    if slug and by_label and slug != by_label:
        ask.refuse(f"id {slug!r} and label {by_label!r} are two bodies")
    return {
        "body": slug,
        "label": ask.text("Label"),
        "year": year,
        "published_population": ask.whole(column, may_be_blank=True, least=1),
    }


def _believed(row: dict) -> dict:
    return row | {"population": row["published_population"], "suspect": ""}


def _objection(rows: list[dict]) -> str:
    """Return what the witnesses say against the list, or nothing."""
    published = {row["body"]: row["published_population"] for row in rows}
    return "; ".join(
        f"{body} is given {published[body]:,} people; between {least:,} and {most:,} is possible"
        for body, (least, most) in _witnesses().items()
        if published.get(body) is not None and not least <= published[body] <= most
    )


@cache
def _witnesses() -> dict[str, tuple[int, int]]:
    with (FOLDER / "witnesses.csv").open(encoding="utf-8", newline="") as opened:
        return {row["body"]: (int(row["least"]), int(row["most"])) for row in csv.DictReader(opened)}
