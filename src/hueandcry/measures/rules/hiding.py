"""What is hidden stays hidden: no part of a figure that is not told may be worked out from what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NUMBERS = (
    *("numerator", "denominator", "beside", "value", "lower", "upper"),
    *("denominator_lower", "denominator_upper"),
)


def told(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as a build may hold it: of a hidden figure neither itself nor what it was worked out from.

    Anybody may download a build, so that what a page only left out would stand in it for all to read.
    """
    return {name: None if row["state"] == "hidden" and name in NUMBERS else value for name, value in row.items()}
