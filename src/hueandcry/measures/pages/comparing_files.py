"""A comparison for machines: both figures with what belongs to them, and how far apart they are. English throughout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hueandcry.measures.pages import machine
from hueandcry.measures.pages.measure import Found as Measure
from hueandcry.measures.pages.served import Shown
from hueandcry.measures.queries import Comparison, Span
from hueandcry.ui import csvw
from hueandcry.ui.notes import about as told_notes

# What stands on both lines of the CSV beside the columns of a figure.
OF_BOTH: Mapping[str, str] = {
    "difference": "The first less the second, in the unit of the measure. Empty = not told.",
    "difference_lower": "Lower end of its 95 % interval.",
    "difference_upper": "Upper end of its 95 % interval.",
    "ratio": "The first divided by the second. Empty = not told.",
    "ratio_lower": "Lower end of its 95 % interval.",
    "ratio_upper": "Upper end of its 95 % interval.",
    "more_than_chance": "Whether the difference is more than chance alone explains. Empty = not told.",
    "more_than_usual": "Whether two bodies differ by more than 95 of 100 pairs of bodies. Empty = not told.",
    "not_told": "Why nothing is said of the difference.",
    "cautions": "What to know before comparing.",
}
COLUMNS = ("side", *machine.COLUMNS, *OF_BOTH)


def content(shown: Shown, measure: Measure, found: Comparison, address: str) -> dict[str, Any]:
    """Return everything about a comparison."""
    return {
        "measure": machine.about_measure(measure.about),
        "address": address,
        "build": {"id": shown.build, "built_at": shown.built_at.isoformat(), "version": shown.version},
        "note": machine.NOTE,
        "licences": machine.licences(measure.publishers),
        "sources": [machine.source(one) for one in measure.files],
        "first": {name: csvw.plain(told) for name, told in machine.about_value(found.a).items()},
        "second": {name: csvw.plain(told) for name, told in machine.about_value(found.b).items()},
        "columns": dict(OF_BOTH),
        **{name: told or None if name == "not_told" else told for name, told in of_both(found).items()},
        "cautions": list(found.cautions),
        "notes": told_notes(measure.figure_notes),
    }


def rows(shown: Shown, measure: Measure, found: Comparison) -> Iterator[tuple[Any, ...]]:
    """Yield both lines of the CSV, in the order of `COLUMNS`."""
    same = tuple(csvw.cell(told) for told in of_both(found).values())
    sides = (found.a, found.b)
    figures = machine.rows(shown, measure.about, sides, measure.files, measure.publishers, measure.figure_notes)
    for side, figure in zip(("first", "second"), figures, strict=True):
        yield (side, *figure, *same)


def of_both(found: Comparison) -> dict[str, Any]:
    """Return how far apart two figures are, or why that is not told."""
    usual = None if found.usual_spread is None or found.more_than_chance is None else not found.usual_spread
    return {
        **_span("difference", found.difference),
        **_span("ratio", found.ratio),
        "more_than_chance": found.more_than_chance,
        "more_than_usual": usual,
        "not_told": found.refused or found.undecided,
        "cautions": " ".join(found.cautions),
    }


def _span(name: str, span: Span | None) -> dict[str, float | None]:
    told = (span.value, span.lower, span.upper) if span else (None, None, None)
    # JSON has no number without end: a ratio to what may be nothing has no upper limit that could be written.
    ends = (None if one in (float("inf"), None) else one for one in told)
    return dict(zip((name, f"{name}_lower", f"{name}_upper"), ends, strict=True))
