"""The language of a text that stands in the build in both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hueandcry.ui.format import language

ROOM = "hueandcry.measures"


def said(row: Mapping[str, Any], name: str) -> Any:
    """Return a text, or list of texts, in the language of the page; English where there is no Welsh."""
    welsh = row.get(f"{name}_cy") if language() == "cy" else None
    return welsh or row.get(name) or ""
