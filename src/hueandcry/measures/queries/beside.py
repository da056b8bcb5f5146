"""One body among the others: every measure that has a figure of it, asked for in two questions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from hueandcry.measures.queries.answers import as_limits, as_value
from hueandcry.measures.queries.said import ROOM
from hueandcry.measures.queries.told import Limits, Value
from hueandcry.warehouse.reading import Reader


@dataclass(frozen=True)
class Beside:
    """A measure in the latest period with a figure of one body: the values of all bodies, and the funnel, if any."""

    measure: str
    own: Value
    values: tuple[Value, ...]
    limits: Limits | None


def beside(reader: Reader, body: str) -> list[Beside]:
    """Return every measure in force that has a figure of a body, by short name."""
    values: dict[str, list[Value]] = defaultdict(list)
    for row in reader.rows(ROOM, "values_beside_body", body=body):
        values[row["measure"]].append(as_value(row))
    curves = defaultdict(list)
    for row in reader.rows(ROOM, "limits_beside_body", body=body):
        curves[row["measure"]].append(row)
    return [
        Beside(
            measure,
            next(one for one in found if one.body == body),
            tuple(sorted(found, key=lambda one: (one.whole, one.name))),
            as_limits(curves[measure]),
        )
        for measure, found in values.items()
    ]
