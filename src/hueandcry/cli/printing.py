"""How the command line prints."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

console = Console(soft_wrap=True, highlight=False)

# Columns whose cells are typed in again elsewhere: half of one is none.
NAMES = (
    *(
        "address",
        "area",
        "body",
        "build",
        "claim",
        "dataset",
        "domain",
        "edition",
        "email",
        "estimate",
        "feed",
        "force",
    ),
    *(
        "measure",
        "name",
        "period",
        "reference",
        "release",
        "sha",
        "sha256",
        "slug",
        "split",
        "survey",
        "version",
        "wave",
    ),
)
# Words up to this length are not broken.
LEAST_WIDTH = 12
# Blanks between two columns.
GAP = 2


class Form(StrEnum):
    """The forms in which a list can be printed."""

    table = "table"
    csv = "csv"
    json = "json"


def show(rows: Sequence[Mapping[str, Any]], form: Form, *, columns: Sequence[str] | None = None) -> None:
    """Print rows as a table for people, or whole as CSV or JSON for machines."""
    if form is Form.json:
        print(json.dumps(rows, indent=1, ensure_ascii=False, default=str))
    elif form is Form.csv:
        print(as_csv(rows), end="")
    else:
        table, least = _table(rows, columns or (list(rows[0]) if rows else []))
        console.print(table, width=max(console.width, least))


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return rows as CSV with a header."""
    text = io.StringIO()
    if rows:
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return text.getvalue()


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> tuple[Table, int]:
    """Return a table and its least width: names and numbers stay whole, what is told in words is broken into lines."""
    table, widths = Table(box=None, pad_edge=False), []
    for name in columns:
        number = any(isinstance(row[name], int | float) and not isinstance(row[name], bool) for row in rows)
        cells, title = [_cell(row[name]) for row in rows], name.replace("_", " ")
        told = max(map(cell_len, cells if number or name in NAMES else _words(cells)), default=0)
        least = told if number or name in NAMES else min(told, LEAST_WIDTH)
        widths.append(max(least, *map(cell_len, title.split())))
        table.add_column(title, justify="right" if number else "left", overflow="fold", min_width=widths[-1])
    for row in rows:
        table.add_row(*(Text(_cell(row[name])) for name in columns))
    return table, sum(widths) + GAP * (len(widths) - 1)


def _words(cells: Sequence[str]) -> list[str]:
    """Return the words of some cells."""
    return [word for cell in cells for word in cell.split()]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:.3g}" if abs(value) < 1 else f"{value:,.1f}"
    return str(value)
