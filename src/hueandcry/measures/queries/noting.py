"""What analysts say about the figures that a measure shows."""

from __future__ import annotations

from collections.abc import Sequence

from hueandcry.measures.queries.said import ROOM, said
from hueandcry.measures.queries.told import Value
from hueandcry.ui.notes import FigureNote
from hueandcry.warehouse.reading import Reader


def notes(reader: Reader, values: Sequence[Value]) -> list[FigureNote]:
    """Return the notes on any of these figures: on their bodies, in months of their periods; by name of the body."""
    if not values:
        return []
    span = {"begins": min(one.begins for one in values), "ends": max(one.ends for one in values)}
    bodies = {one.body for one in values}
    rows = reader.rows(ROOM, "notes_of_figures", **span, body=None)
    return [
        FigureNote(
            name=said(row, "name"), **{name: row[name] for name in ("body", "month", "text", "author", "noted_on")}
        )
        for row in rows
        if row["body"] in bodies
    ]


def of_value(found: Sequence[FigureNote], value: Value) -> list[FigureNote]:
    """Return those on one figure."""
    begins = value.begins.replace(day=1)
    return [one for one in found if one.body == value.body and begins <= one.month <= value.ends]
