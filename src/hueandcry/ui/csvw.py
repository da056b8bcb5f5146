"""What stands beside a CSV (W3C, "Metadata Vocabulary for Tabular Data", 2015, section 5), and cells as it has them."""

from __future__ import annotations

from datetime import date
from typing import Any

# Whole numbers beyond this are not exact as floats, and are left as they are.
EXACT = 1e15


def column(name: str, what: str, datatype: str, **more: Any) -> dict[str, Any]:
    """Return the description of a column; in numbers and days an empty cell is no value."""
    told: dict[str, Any] = {"name": name, "titles": name, "dc:description": what, **more}
    if datatype == "boolean":
        return {**told, "datatype": {"base": "boolean", "format": "true|false"}}
    return {**told, "datatype": datatype} if datatype == "string" else {**told, "datatype": datatype, "null": [""]}


def cell(value: Any) -> Any:
    """Return a value as a cell of a CSV."""
    return str(value).lower() if isinstance(value, bool) else plain(value)


def plain(value: Any) -> Any:
    """Return a value as JSON has it: days as ISO writes them, whole numbers without a point."""
    if isinstance(value, bool):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return int(value)
    return value
