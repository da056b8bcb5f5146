"""Reads the hand-gathered table of headline figures. Its periods stay as written; a year's end is worked out beside."""

from __future__ import annotations

from pathlib import Path

from hueandcry.sources.feeds import NameBook, Part, Reading, Sample
from hueandcry.sources.feeds.columns import table
from hueandcry.sources.feeds.delimited import Ask, Sorting, end_notes, header, records
from hueandcry.sources.feeds.periods import end_of_year

COLUMNS = ("source", "url", "period", "measure", "value", "unit")


def recognises(sample: Sample) -> bool:
    """Is this the table of published figures? It has these six columns."""
    return set(COLUMNS) <= set(header(sample))


def read(data: bytes, name: str, names: NameBook) -> Reading:
    """Return one part with every figure that has a value and an address."""
    sorting = Sorting(key=("url", "period", "measure"))
    for record in records(data, name, expected=COLUMNS):
        ask = Ask(record)
        sorting.put(_row(ask), ask)
    parts = [Part("all", "all", table(sorting.rows, Path(__file__).parent))] if sorting.rows else []
    return Reading(parts, sorting.aside, sorting.read, end_notes(data))


def _row(ask: Ask) -> dict:
    source, period = ask.text("source"), ask.text("period")
    return {
        "source": source,
        "url": ask.code("url", r"https?://\S+"),
        "period": period,
        "period_end": end_of_year(period),
        "measure": ask.text("measure"),
        "value": ask.number("value"),
        "unit": ask.text("unit"),
        "secondary": "secondary" in source.casefold() or "quoted" in source.casefold(),
    }
