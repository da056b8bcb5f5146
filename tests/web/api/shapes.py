"""The shape of each answer as data.police.uk documents it: every key, and what may stand there.

Read from its documentation (docs/method/…) and its published examples. A shape is a type, a tuple of them, a dict of
shapes (exactly these keys), a list with the one shape of its members, or a pattern that a text matches.
"""

from __future__ import annotations

import re
from typing import Any

MONTH = re.compile(r"\d{4}-\d{2}")
MONTH_OR_NOT_KNOWN = re.compile(r"(\d{4}-\d{2})?")
SIX_DECIMALS = re.compile(r"-?\d{1,3}\.\d{6}")
PERSISTENT_ID = re.compile(r"([0-9a-f]{64})?")
CODE = re.compile(r"[a-z0-9-]+")

LOCATION = {"latitude": SIX_DECIMALS, "street": {"id": int, "name": str}, "longitude": SIX_DECIMALS}
IN_CRIME = {
    "category": CODE,
    "location_type": re.compile("Force|BTP"),
    "location": LOCATION,
    "context": str,
    "persistent_id": PERSISTENT_ID,
    "id": int,
    "location_subtype": str,
    "month": MONTH,
}
OUTCOME_STATUS = {"category": str, "date": MONTH_OR_NOT_KNOWN}
CRIME = {**IN_CRIME, "outcome_status": (OUTCOME_STATUS, type(None))}
CRIME_WITHOUT_PLACE = {**CRIME, "location_type": type(None), "location": type(None)}
OUTCOME = {"category": {"code": CODE, "name": str}, "date": MONTH, "person_id": type(None)}
OUTCOME_AT_LOCATION = {**OUTCOME, "crime": IN_CRIME}
HISTORY = {
    "crime": IN_CRIME,
    "outcomes": [{**OUTCOME, "date": MONTH_OR_NOT_KNOWN}],
}
FORCE = {"id": CODE, "name": str}
FORCE_DETAIL = {
    "description": (str, type(None)),
    "url": (str, type(None)),
    "engagement_methods": [{"url": str, "type": str, "description": (str, type(None)), "title": str}],
    "telephone": (str, type(None)),
    "id": CODE,
    "name": str,
}
CATEGORY = {"url": CODE, "name": str}
STREET_DATES = {"date": MONTH, "stop-and-search": [str]}
LAST_UPDATED = {"date": re.compile(r"\d{4}-\d{2}-01")}
LOCATED = {"force": CODE, "neighbourhood": str}


def misfits(value: Any, shape: Any, where: str = "answer") -> list[str]:
    """Return what differs from the shape, in words; empty where all fits."""
    if isinstance(shape, tuple):
        return [] if any(not misfits(value, one, where) for one in shape) else [f"{where}: {value!r} fits none"]
    if isinstance(shape, dict):
        if not isinstance(value, dict) or set(value) != set(shape):
            return [f"{where}: {value!r} has not exactly the keys {sorted(shape)}"]
        return [wrong for key, inner in shape.items() for wrong in misfits(value[key], inner, f"{where}.{key}")]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{where}: {value!r} is no list"]
        return [wrong for number, one in enumerate(value) for wrong in misfits(one, shape[0], f"{where}[{number}]")]
    if isinstance(shape, re.Pattern):
        return (
            [] if isinstance(value, str) and shape.fullmatch(value) else [f"{where}: {value!r} is not {shape.pattern}"]
        )
    return [] if type(value) is shape else [f"{where}: {value!r} is no {shape.__name__}"]
