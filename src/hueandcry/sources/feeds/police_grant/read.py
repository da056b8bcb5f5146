"""Reads the table of grants by force. The financial year is in the file's name, because nothing else tells it."""

from __future__ import annotations

import re
from pathlib import Path

from hueandcry.sources.feeds import NameBook, Part, Reading, Sample
from hueandcry.sources.feeds.columns import table
from hueandcry.sources.feeds.delimited import Ask, Sorting, end_notes, financial_year, header, records
from hueandcry.sources.feeds.faults import WrongShapeError

COLUMNS = ("force", "budget_gbp")


def recognises(sample: Sample) -> bool:
    """Is this a table of grants? It has these two columns."""
    return set(COLUMNS) <= set(header(sample))


def read(data: bytes, name: str, names: NameBook) -> Reading:
    """Return one part: the grants of the financial year named in the file name."""
    year = _year(name)
    sorting = Sorting(key=("body",))
    for record in records(data, name, expected=COLUMNS):
        ask = Ask(record)
        row = {
            "body": ask.body("force", names),
            "published_name": ask.text("force"),
            "financial_year": year,
            "budget_gbp": ask.whole("budget_gbp", least=0),
        }
        sorting.put(row, ask)
    parts = [Part("all", year, table(sorting.rows, Path(__file__).parent))] if sorting.rows else []
    return Reading(parts, sorting.aside, sorting.read, end_notes(data))


def _year(name: str) -> str:
    """Return the financial year written in the file's name."""
    years = [found for found in re.findall(r"(?<!\d)\d{4}-\d{2}(?!\d)", name) if financial_year(found)]
    if len(years) != 1:
        raise WrongShapeError(
            file=name,
            faults=[f"{len(years)} financial years in the file's name"],
            expected="one, such as police_grant_2025-26.csv: the table itself has no date",
            remedy="Rename the file so that its name holds the financial year.",
        )
    return years[0]
