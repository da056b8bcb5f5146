"""Reads the rolling twelve-month totals. They are levels: two neighbouring rows share nine months out of twelve."""

from __future__ import annotations

from pathlib import Path

from hueandcry.sources.feeds import NameBook, Part, Reading, Sample
from hueandcry.sources.feeds.columns import table
from hueandcry.sources.feeds.delimited import Ask, Sorting, end_notes, header, records

COLUMNS = ("12 months ending", "PFA", "Region", "Offence", "Rolling year total number of offences")


def recognises(sample: Sample) -> bool:
    """Is this the rolling series? Its first column says "12 months ending"."""
    return set(COLUMNS) <= set(header(sample))


def read(data: bytes, name: str, names: NameBook) -> Reading:
    """Return one part with every total; negative ones are kept and flagged as corrections."""
    sorting = Sorting(key=("twelve_months_ending", "body", "offence"))
    for record in records(data, name, expected=COLUMNS):
        ask = Ask(record)
        sorting.put(_row(ask, names), ask)
    parts = [Part("all", _period(sorting.rows), table(sorting.rows, Path(__file__).parent))] if sorting.rows else []
    return Reading(parts, sorting.aside, sorting.read, [*_notes(sorting.rows), *end_notes(data)])


def _row(ask: Ask, names: NameBook) -> dict:
    total = ask.whole("Rolling year total number of offences")
    return {
        "twelve_months_ending": ask.date("12 months ending", "%d-%m-%Y"),
        "body": ask.body("PFA", names),
        "area_name": ask.text("PFA"),
        "region": ask.text("Region"),
        "offence": ask.text("Offence"),
        "total": total,
        "correction": total is not None and total < 0,
    }


def _period(rows: list[dict]) -> str:
    ends = [row["twelve_months_ending"] for row in rows]
    return f"{min(ends):%Y-%m}_{max(ends):%Y-%m}"


def _notes(rows: list[dict]) -> list[str]:
    negative = sum(row["correction"] for row in rows)
    return [f"{negative} negative totals kept and flagged as corrections"] if negative else []
