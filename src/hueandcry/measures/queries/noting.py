"""What analysts say about the figures that a measure or a flow shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hueandcry.measures.queries.said import ROOM, said
from hueandcry.measures.queries.told import Flow, Value
from hueandcry.ui.notes import FigureNote
from hueandcry.warehouse.reading import Reader


def notes(reader: Reader, values: Sequence[Value]) -> list[FigureNote]:
    """Return the notes on any of these figures: on their bodies, in months of their periods; by name of the body."""
    if not values:
        return []
    spans: dict[str, set[tuple[date, date]]] = defaultdict(set)
    for one in values:
        spans[one.body].add(_months(one))
    found = _noted(reader, min(one.begins for one in values), max(one.ends for one in values))
    return [one for one in found if any(first <= one.month <= last for first, last in spans[one.body])]


def of_value(found: Sequence[FigureNote], value: Value) -> list[FigureNote]:
    """Return those on one figure."""
    first, last = _months(value)
    return [one for one in found if one.body == value.body and first <= one.month <= last]


def of_flow(reader: Reader, flow: Flow) -> list[FigureNote]:
    """Return the notes on the body of a flow, in the months whose crimes are followed."""
    year = int(flow.period)
    found = _noted(reader, flow.first or date(year, 1, 1), flow.last or date(year, 12, 31), body=flow.body)
    return [replace(one, name="") for one in found]


def _months(value: Value) -> tuple[date, date]:
    return value.begins.replace(day=1), value.ends


def _noted(reader: Reader, begins: date, ends: date, *, body: str | None = None) -> list[FigureNote]:
    rows = reader.rows(ROOM, "notes_of_figures", begins=begins, ends=ends, body=body)
    return [
        FigureNote(
            name=said(row, "name"), **{name: row[name] for name in ("body", "month", "text", "author", "noted_on")}
        )
        for row in rows
    ]
