"""Definitions and values of measures for tests of single functions."""

from __future__ import annotations

from datetime import date
from typing import Any

from hueandcry.measures.queries import Definition, Value


def definition(**changed: Any) -> Definition:
    """Return a definition; everything in it can be changed."""
    given: dict[str, Any] = {
        "slug": "judicial-outcomes",
        "version": 1,
        "since": date(2026, 1, 1),
        "latest": True,
        "title": "Judicial outcomes",
        "question": "What share is judicial?",
        "why": "It matters.",
        "numerator": "judicial outcomes",
        "denominator": "all outcomes",
        "unit": "share of outcomes",
        "per": 1.0,
        "kind": "proportion",
        "interval": "wilson",
        "direction": "none",
        "period": "financial year",
        "authors": "not yet reviewed",
        "checked_by": "not yet checked",
        "next_review": date(2027, 1, 1),
        "caveats": ("It is no rate of success.",),
        "unlike": (),
        "smallest": 30,
        "smallest_of": "denominator",
        "tags": ("fraud",),
        "parts": (),
        "reads": ("action_fraud",),
        "fill": "Load the table.",
        "answer": "{figure} were judicial",
    }
    return Definition(**(given | changed))


def value(**changed: Any) -> Value:
    """Return a value; everything in it can be changed."""
    given: dict[str, Any] = {
        "measure": "judicial-outcomes",
        "version": 1,
        "body": "kent",
        "name": "Kent Police",
        "body_kind": "territorial",
        "part": "",
        "period": "2018-19",
        "begins": date(2018, 4, 1),
        "ends": date(2019, 3, 31),
        "numerator": 10.0,
        "denominator": 100.0,
        "base_year": None,
        "value": 0.1,
        "lower": 0.05,
        "upper": 0.2,
        "state": "shown",
        "why": "",
        "flag": "",
        "compared": False,
        "z": None,
        "outside": "",
    }
    return Value(**(given | changed))
